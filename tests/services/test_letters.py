"""Every letter is filled for the invented case, its words are read, and what is missing is said."""

import re
from datetime import date
from typing import Any

import pytest

from app.domain.blocks import Grid, Paragraph
from app.domain.citations import NoCitation, cite
from app.domain.decision_text import Step, decision_values, income_table
from app.domain.grammar import person_forms
from app.domain.letter_facts import person_values
from app.domain.letter_templates import TooLittle, UnknownLetter
from app.services.letters import DOTS, catalogue, open_places, ruling_sentence
from tests.lettered_case import answers
from tests.services.letter_holes import undeclared
from tests.services.letter_office import (
    DAY,
    GRANT,
    LINES,
    REFUSAL,
    RESOURCES,
    decision,
    drafted,
    granted,
    shelf,
    values,
)

LETTERS = [letter.id for letter in shelf().letters]
MORE: dict[str, Any] = {
    "application": {"received_on": date(2026, 11, 3), "form": "oral", "claim": "Proszę o zasiłek okresowy."},
    "claim": {"genitive": "zasiłku okresowego"},
    "household": {"members": [{"name": "Zofia", "born_on": "2.05.2017", "relation": "córka", "source": "alimenty"}]},
    "documents_shown": ["dowód osobisty"],
    "documents_missing": ["zaświadczenie urzędu pracy"],
    "attachments": ["decyzja o funduszu alimentacyjnym"],
    "report": {
        "received_on": date(2026, 11, 20),
        "reporter_kind": "Policja",
        "reporter": "asp. Zając",
        "is_urgent": True,
        "about": "Henryk Łuczak",
        "facts": "Brak opału.",
        "interview_by": date(2026, 11, 24),
    },
    "interview_by": date(2026, 11, 24),
    "decide_by": date(2026, 12, 3),
    "days": 7,
    "defects": [{"what": "podpisanie wniosku", "basis": "art. 63 § 3 KPA"}],
    "evidence": [{"what": "zaświadczenie urzędu pracy", "basis": "art. 107 ust. 5b pkt 13 ustawy o pomocy społecznej"}],
    "visit": {"on": date(2026, 11, 12), "time": "10.00", "place": "Wola Przedborska 14"},
    "worker": {"name": "Maria Lis"},
    "attempt": {
        "on": date(2026, 11, 12),
        "time": "10:00",
        "outcome": "brak zgody na wywiad",
        "workers": "Maria Lis",
        "is_refusal": True,
        "said": "Nie wpuszczę nikogo.",
        "met": "Adam Wiśniewski",
        "is_notice_left": True,
        "danger": "groźby",
    },
    "threat": "Groźby podczas poprzedniej wizyty.",
    "questions": ["czy Zofia Wiśniewska jest uczennicą szkoły"],
    "documents_needed": ["rachunki za czynsz"],
    "mediation": {"is_fit": False, "reason": "W sprawie bierze udział jedna strona."},
    "summons": {"made_on": date(2026, 11, 4), "served_on": date(2026, 11, 6)},
    "decision": {
        "number": "MGOPS.5110.3.17.2026/D1",
        "issued_on": date(2026, 11, 10),
        "served_on": date(2026, 11, 12),
        "appeal_until": date(2026, 11, 26),
        "final_from_on": date(2026, 11, 27),
        "final_basis": "art. 16 § 1 i art. 129 § 2 KPA",
    },
    "appeal": {"received_on": date(2026, 11, 16)},
    "granted": [{"number": "D1", "name": "zasiłek okresowy", "months": "listopad 2026 r.", "amount": "610,50 zł"}],
    "case": {"title": "Zasiłek okresowy", "opened_on": date(2026, 11, 3)},
    "documents": [{"number": 1, "dated_on": "3.11.2026", "title": "Protokół", "direction": "własny", "pages": 1}],
    "events": [{"at": "3.11.2026", "text": "Przyjęto wniosek", "who": "K. Nowak"}],
}


def _words(letter: str) -> str:
    draft = drafted(letter, values(**answers(shelf().letter_on(letter, DAY)) | MORE))
    assert draft.missing == ()
    return re.sub(r"\s+", " ", draft.letter.text_of("body"))


def test_the_catalogue_has_every_letter_once() -> None:
    assert {letter.id for letter in catalogue(shelf(), DAY)} == set(LETTERS)
    assert len(LETTERS) >= 11


@pytest.mark.parametrize("letter", LETTERS)
def test_every_hole_is_declared(letter: str) -> None:
    assert undeclared(shelf(), shelf().letter_on(letter, DAY)) == set()


@pytest.mark.parametrize("letter", LETTERS)
def test_an_empty_letter_can_be_looked_at_and_says_what_it_lacks(letter: str) -> None:
    draft = drafted(letter, {})
    assert len(draft.missing) >= 3
    assert all(re.match(r"[a-ząćęłńóśźż]", words) for words in draft.missing)
    assert len(set(draft.missing)) == len(draft.missing)
    assert draft.letter.head.title


@pytest.mark.parametrize("letter", [letter for letter in LETTERS if not letter.startswith("decision")])
def test_a_letter_with_all_facts_is_complete(letter: str) -> None:
    draft = drafted(letter, values(**answers(shelf().letter_on(letter, DAY)) | MORE))
    assert draft.missing == ()
    assert draft.is_complete
    assert DOTS not in draft.letter.text_of("body")


@pytest.mark.parametrize("letter", LETTERS)
def test_no_letter_has_a_gazette_of_its_own(letter: str) -> None:
    text = (RESOURCES / "letters" / shelf().letter_on(letter, DAY).file).read_text(encoding="utf-8")
    assert not re.search(r"Dz\. ?U|poz\. \d", text)


def test_the_ruling_of_the_day() -> None:
    assert ruling_sentence(granted().letter).replace("\u00a0", " ") == (
        "Przyznaję Pani Annie Wiśniewskiej zasiłek okresowy z powodu bezrobocia w kwocie 610,50 zł miesięcznie "
        "(słownie: sześćset dziesięć złotych 50/100) na okres od 1 listopada 2026 r. do 31 stycznia 2027 r., "
        "płatny przelewem do 25. dnia miesiąca."
    )


def test_the_basis_cites_the_acts_of_that_day() -> None:
    law = granted().letter.text_of("law").replace("\u00a0", " ")
    assert "Kodeks postępowania administracyjnego (Dz. U. z 2025 r. poz. 1691)" in law
    assert "o pomocy społecznej (Dz. U. z 2026 r. poz. 639, 974 i 986)" in law
    assert "art. 7 pkt 4, art. 8 ust. 1 pkt 2 i 3, art. 36 pkt 1 lit. b, art. 38 ust. 1 pkt 2, ust. 2 pkt 2" in law
    assert law.endswith("po rozpatrzeniu wniosku z dnia 3 listopada 2026 r.")


def test_with_reasons_the_appeal_and_the_waiver() -> None:
    letter = granted(is_granted_in_full=True).letter
    told = letter.text_of("instruction")
    assert "służy stronie odwołanie do Samorządowego Kolegium Odwoławczego w Piotrkowie Trybunalskim" in told
    assert "art. 127a KPA" in told
    assert "art. 130 § 4 KPA" in told
    assert "127 § 1a" not in told
    assert "skargę" not in told.replace("wnieść na nią skargi", "")
    assert "Odstąpiono" not in letter.text_of("reasons")


def test_without_reasons_final_at_once_and_no_word_of_a_waiver() -> None:
    letter = granted(without_reasons=True, is_granted_in_full=True).letter
    told = letter.text_of("instruction")
    assert "odwołanie nie służy. Decyzja jest ostateczna" in told
    assert "Wojewódzkiego Sądu Administracyjnego w Łodzi" in told
    assert "30 dni" in told
    assert "kosztów sądowych" in told
    assert "127a" not in told
    assert "zrzec" not in told
    reasons = letter.text_of("reasons")
    assert "Odstąpiono od uzasadnienia" in reasons
    assert "Dochód" not in reasons
    assert letter.text_of("reasons", kind="written") == ""


def test_what_a_person_wrote_is_kept_apart() -> None:
    letter = granted().letter
    assert letter.text_of("reasons", kind="written").splitlines() == [
        "Pani Anna jest zarejestrowana jako bezrobotna.",
        "Kwota odpowiada możliwościom ośrodka.",
    ]
    generated = letter.text_of("reasons", kind="generated")
    assert "złożyła ustnie do protokołu wniosek" in generated
    assert "Kryterium wynosi 2 469,00 zł (art. 8 ust. 1 pkt 2 i 3 ustawy)." in generated.replace("\u00a0", " ")
    assert "czyli w najniższej wysokości" in generated


def test_the_income_table_has_the_columns_of_the_case() -> None:
    (grid,) = [block for block in granted().letter.blocks if isinstance(block, Grid)]
    assert grid.header == ("Osoba", "Źródło", "Dowód", "Kwota", "Liczy się")
    assert grid.rows[0] == ("Zofia Wiśniewska", "fundusz alimentacyjny", "decyzja", "500,00", "tak")
    assert grid.rows[-1][-1] == "nie (art. 8 ust. 4 pkt 7)"
    assert income_table(()) == ()
    assert len(income_table(LINES)) == 1


@pytest.mark.parametrize(
    ("step", "sentence"),
    [
        (Step("a", "Wynosi 5 zł.", "art. 8"), "Wynosi 5 zł (art. 8 ustawy)."),
        (
            Step("a", "Wpłynął 16 listopada 2026\u00a0r.", "art. 8"),
            "Wpłynął 16 listopada 2026\u00a0r. (art. 8 ustawy).",
        ),
        (Step("a", "Wynosi 5 zł (od 2025 r.).", "art. 8"), "Wynosi 5 zł (od 2025 r.; art. 8 ustawy)."),
        (Step("a", "Wynosi 5 zł."), "Wynosi 5 zł."),
    ],
)
def test_a_step_names_its_article(step: Step, sentence: str) -> None:
    assert step.sentence == sentence


@pytest.mark.parametrize(("amount", "words"), [(122100, "w najwyższej"), (100000, "miesięcznie, na okres")])
def test_the_chosen_amount_is_placed_between_its_bounds(amount: int, words: str) -> None:
    assert words in granted(amount=amount).letter.text_of("reasons")


def test_a_man_applied() -> None:
    jan = person_values(person_forms("Jan", "Ćwik", is_female=False))
    letter = drafted(GRANT, values(**decision_values(decision())) | {"party": jan}).letter
    assert "Pan Jan Ćwik złożył ustnie" in letter.text_of("reasons")
    assert letter.text_of("ruling").startswith("przyznaję\nPanu Janowi Ćwikowi")


def test_a_refusal_keeps_the_appeal_and_offers_other_help() -> None:
    facts = values(**decision_values(decision(alternatives=("specjalny zasiłek celowy", "posiłek dla dzieci"))))
    draft = drafted(REFUSAL, facts)
    assert draft.missing == ()
    assert ruling_sentence(draft.letter).startswith("Odmawiam Pani Annie Wiśniewskiej przyznania zasiłku okresowego")
    assert "specjalny zasiłek celowy i posiłek dla dzieci" in draft.letter.text_of("reasons")
    assert "służy stronie odwołanie" in draft.letter.text_of("instruction")


def test_a_refusal_for_no_interview_needs_no_interview() -> None:
    facts = decision(interview_on=None, worker="", calculation=None, ruling_grounds="art. 107 ust. 4a")
    draft = drafted(REFUSAL, values(**decision_values(facts)))
    assert draft.missing == ("rodzaj gospodarstwa domowego (obliczenie)",)
    assert "oraz art. 107 ust. 4a, art. 8 ust. 1" in draft.letter.text_of("law")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"amount": 0}, "kwota zasiłku"),
        ({"reason": None}, "powód udzielenia pomocy (art. 7)"),
        ({"to_month": None}, "ostatni miesiąc zasiłku"),
        ({"interview_on": None}, "dzień rodzinnego wywiadu środowiskowego"),
        ({"written": " \n "}, "własne uzasadnienie wysokości i okresu zasiłku"),
    ],
)
def test_a_missing_fact_is_said_in_words(changes: dict[str, Any], words: str) -> None:
    assert granted(**changes).missing == (words,)


def test_reasons_are_not_missed_where_they_are_left_out() -> None:
    assert granted(without_reasons=True, written="", calculation=decision().calculation).missing == ()


@pytest.mark.parametrize("days", [0, 6])
def test_a_summons_gives_at_least_seven_days(days: int) -> None:
    with pytest.raises(TooLittle) as refusal:
        drafted("summons_to_complete", values(**(MORE | {"days": days})))
    assert refusal.value.facts["least"] == 7


def test_a_summons_warns_and_a_call_for_evidence_does_not() -> None:
    assert "pozostawienie wniosku bez rozpoznania" in _words("summons_to_complete")
    assert "bez rozpoznania" not in _words("completion_of_evidence")
    assert "(art. 107 ust. 5b pkt 13 ustawy o pomocy społecznej)" in _words("completion_of_evidence")


def test_a_withheld_reporter_is_not_on_the_card() -> None:
    card = drafted("third_party_report_card", values(**MORE | {"report": MORE["report"] | {"is_withheld": True}}))
    assert "Zając" not in str(card.letter.blocks)
    assert "dane zastrzeżone" in str(card.letter.blocks)


def test_internal_papers_have_no_addressee() -> None:
    for letter in ("mediation_note", "oral_application_protocol", "third_party_report_card", "case_contents"):
        assert drafted(letter, values(**MORE)).letter.head.addressee_lines == ()


def test_the_authority_stands_in_the_head_of_a_decision() -> None:
    letter = granted().letter
    assert letter.head.sender_lines[0] == "Burmistrz Miasta i Gminy Przedbórz"
    assert letter.foot.signature is not None
    assert letter.foot.signature.on_behalf == "z up. Burmistrza"
    assert letter.foot.recipients == ("Pani Anna Wiśniewska, Wola Przedborska 14, 97-570 Przedbórz", "a/a")


@pytest.mark.parametrize("hostile", ["<b>Anna</b>", "{{ 7 * 7 }}", "{% raw %}", "A & B", "{{ cite.__globals__ }}"])
def test_hostile_facts_are_only_text(hostile: str) -> None:
    party = person_values(person_forms(hostile, "Nowak", is_female=None))
    facts = values(**decision_values(decision(written=hostile))) | {"party": party, "sign": hostile}
    letter = drafted(GRANT, facts).letter
    assert f"{hostile} Nowak" in letter.text_of("ruling")
    assert letter.text_of("reasons", kind="written") == hostile
    assert letter.head.sign == hostile
    assert "<b>Anna" not in "".join(block.text for block in letter.blocks if isinstance(block, Paragraph))


def test_citations_are_dated() -> None:
    citations = shelf().citations
    assert cite(citations, "ups", date(2026, 7, 20)).endswith("(Dz. U. z 2026 r. poz. 639)")
    assert cite(citations, "ups", date(2026, 7, 21)).endswith("(Dz. U. z 2026 r. poz. 639 i 974)")
    assert "z 2026 r. poz. 1179" not in cite(citations, "interview_regulation", date(2026, 9, 3))
    with pytest.raises(NoCitation):
        cite(citations, "kpa", date(2025, 12, 2))
    with pytest.raises(NoCitation):
        citations.short("nothing")


def test_every_reason_of_the_act_has_its_genitive() -> None:
    assert len(shelf().help_reasons) == 16
    assert all(reason.genitive and reason.basis.startswith("art. ") for reason in shelf().help_reasons.values())
    assert "7.10" not in shelf().help_reasons


def test_a_letter_is_not_in_force_before_its_day() -> None:
    with pytest.raises(UnknownLetter):
        shelf().letter_on(GRANT, date(2025, 7, 12))


def test_open_places_are_found_in_what_a_person_wrote() -> None:
    assert open_places("Kwota […] oraz ........ i {{x}}") == ["[…]", "........", "{{", "}}"]
    assert open_places("Zwykły tekst... z wielokropkiem … i (nawiasem).") == []


def test_a_refused_visit_is_noted_with_what_the_act_says_of_it_and_decides_nothing() -> None:
    words = _words("failed_visit_note")
    assert "Brak zgody na przeprowadzenie rodzinnego wywiadu środowiskowego stanowi podstawę" in words
    assert "art. 107 ust. 4a" in words
    nobody = values(**MORE | {"attempt": MORE["attempt"] | {"is_refusal": False, "outcome": "nikogo nie zastano"}})
    assert "art. 107 ust. 4a" not in drafted("failed_visit_note", nobody).letter.text_of("body")


def test_the_police_and_institutions_are_asked_by_their_articles() -> None:
    assert "art. 107 ust. 3a" in _words("police_assistance")
    assert "Groźby podczas poprzedniej wizyty." in _words("police_assistance")
    words = _words("institution_request").replace("\u00a0", " ")
    assert "– czy Zofia Wiśniewska jest uczennicą szkoły" in words
    assert "7 dni od dnia otrzymania" in words
