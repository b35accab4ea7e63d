"""Each element of art. 107 § 1 is taken away once, and the check must say so."""

from dataclasses import replace
from datetime import date

import pytest

from app.domain.checklist import Authorisation, CheckItem, DecisionToCheck, State, check_decision, may_issue

WITH_APPEAL = (
    "Od niniejszej decyzji służy stronie odwołanie do Kolegium w terminie 14\u00a0dni. Strona może zrzec się prawa "
    "(art. 127a KPA)."
)
FINAL = (
    "Od niniejszej decyzji odwołanie nie służy (art. 127 § 1a KPA). Można wnieść skargę w terminie 30 dni, bez kosztów "
    "sądowych; można prosić o przyznanie prawa pomocy."
)
RIGHT = DecisionToCheck(
    today=date(2026, 11, 23),
    issued_on=date(2026, 11, 23),
    earliest_on=date(2026, 11, 12),
    authority="Burmistrz Miasta i Gminy Przedbórz",
    party_name="Anna Wiśniewska",
    party_address="Wola Przedborska 14",
    legal_basis=("kpa art. 104", "ups art. 38"),
    law_text="Na podstawie art. 104 …",
    ruling_text=(
        "przyznaję Pani Annie Wiśniewskiej zasiłek okresowy w kwocie 610,50 zł miesięcznie (słownie: sześćset dziesięć "
        "złotych 50/100) na okres od 1 listopada 2026 r. do 31 stycznia 2027 r."
    ),
    is_grant=True,
    amount=61050,
    from_month=date(2026, 11, 1),
    to_month=date(2027, 1, 1),
    pay_by="transfer",
    generated_reasons="Dochód rodziny wynosi 1 248,00 zł.",
    written_reasons="Kwota odpowiada możliwościom ośrodka.",
    instruction_text=WITH_APPEAL,
    signer_name="Ewa Zielińska",
    signer_post="kierownik",
    authorisation=Authorisation(number="OR.12.2025", from_on=date(2025, 1, 1)),
    mediation_note="Charakter sprawy nie pozwala na mediację.",
)
FINAL_AT_ONCE = replace(
    RIGHT,
    without_reasons=True,
    is_granted_in_full=True,
    generated_reasons="",
    written_reasons="",
    instruction_text=FINAL,
)


def _by_id(decision: DecisionToCheck) -> dict[str, CheckItem]:
    return {item.id: item for item in check_decision(decision)}


@pytest.mark.parametrize("decision", [RIGHT, FINAL_AT_ONCE])
def test_a_whole_decision_may_be_issued(decision: DecisionToCheck) -> None:
    items = check_decision(decision)
    assert [item.sentence for item in items if item.state is State.MISSING] == []
    assert may_issue(items)
    assert [item.number for item in items] == [1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 0]


@pytest.mark.parametrize(
    ("element", "changes", "words"),
    [
        ("authority", {"authority": ""}, "Brak nazwy organu"),
        ("authority", {"is_authority_in_head": False}, "ośrodek zamiast organu"),
        ("day", {"issued_on": None}, "Brak dnia"),
        ("day", {"issued_on": date(2026, 11, 24)}, "jeszcze nie nadszedł"),
        ("day", {"earliest_on": date(2026, 11, 24)}, "nie można wydać przed"),
        ("party", {"party_name": ""}, "imienia i nazwiska strony"),
        ("party", {"party_address": ""}, "adresu strony"),
        ("party", {"party_died_on": date(2026, 11, 20)}, "zmarła"),
        ("legal_basis", {"legal_basis": ("kpa art. 104",)}, "nie zawiera przepisu"),
        ("legal_basis", {"law_text": " "}, "Brak podstawy"),
        ("ruling", {"ruling_text": ""}, "Brak rozstrzygnięcia"),
        ("ruling", {"amount": 0}, "Brak kwoty"),
        ("ruling", {"amount": 61051}, "nie ma kwoty 610,51"),
        ("ruling", {"to_month": None}, "Brak okresu"),
        ("ruling", {"to_month": date(2026, 10, 1)}, "przed jego początkiem"),
        ("ruling", {"pay_by": ""}, "sposobu wypłaty"),
        ("ruling", {"missing_facts": ("adres strony",)}, "adres strony"),
        ("ruling", {"from_month": date(2026, 12, 1)}, "Okres w rozstrzygnięciu"),
        ("reasons", {"written_reasons": " "}, "Brak własnego uzasadnienia"),
        ("reasons", {"generated_reasons": ""}, "Brak ustaleń"),
        ("reasons", {"open_places": ("[…]",)}, "Niewypełnione"),
        ("reasons", {"without_reasons": True, "instruction_text": FINAL}, "w całości"),
        ("instruction", {"instruction_text": FINAL}, "pouczenia o odwołaniu"),
        ("instruction", {"instruction_text": WITH_APPEAL + FINAL}, "ostatecznej nie może stać"),
        ("instruction", {"instruction_text": WITH_APPEAL.replace("127a", "127")}, "zrzeczenia się odwołania"),
        ("signature", {"signer_name": "Zielińska"}, "imienia i nazwiska osoby"),
        ("signature", {"signer_post": ""}, "stanowiska"),
        ("signature", {"authorisation": None}, "nie ma upoważnienia"),
        ("signature", {"authorisation": Authorisation(from_on=date(2026, 12, 1))}, "nie obejmuje"),
        (
            "signature",
            {"authorisation": Authorisation(from_on=date(2025, 1, 1), to_on=date(2026, 11, 22))},
            "nie obejmuje",
        ),
        ("mediation", {"mediation_note": ""}, "adnotacji o mediacji"),
    ],
)
def test_what_is_missing_stops_the_issuing(element: str, changes: dict[str, object], words: str) -> None:
    decision = replace(RIGHT, **changes)  # type: ignore[arg-type]  # the table holds each field's own type
    item = _by_id(decision)[element]
    assert item.state is State.MISSING
    assert words in item.sentence.replace("\u00a0", " ")
    assert not may_issue(check_decision(decision))


def test_amount_in_words_must_agree() -> None:
    wrong = replace(RIGHT, ruling_text=RIGHT.ruling_text.replace("dziesięć", "dwadzieścia"))
    assert "słownie nie zgadza się" in _by_id(wrong)["ruling"].sentence


def test_a_final_decision_says_nothing_of_an_appeal() -> None:
    mixed = replace(FINAL_AT_ONCE, instruction_text=FINAL + WITH_APPEAL)
    assert _by_id(mixed)["instruction"].state is State.MISSING
    bare = replace(FINAL_AT_ONCE, instruction_text="Odwołanie nie służy (art. 127 § 1a KPA).")
    assert _by_id(bare)["court"].state is State.MISSING


def test_an_ordinary_decision_needs_no_court_instruction() -> None:
    assert _by_id(RIGHT)["court"].state is State.NOT_NEEDED


def test_a_refusal_always_has_reasons() -> None:
    refusal = replace(RIGHT, is_grant=False, without_reasons=True, is_granted_in_full=True, instruction_text=FINAL)
    assert "Odmowa zawsze" in _by_id(refusal)["reasons"].sentence


def test_the_mayor_needs_no_authorisation() -> None:
    mayor = replace(RIGHT, authorisation=None, is_signer_the_authority=True)
    assert _by_id(mayor)["signature"].state is State.OK


def test_text_of_another_client_is_questioned_but_does_not_stop() -> None:
    items = check_decision(replace(RIGHT, written_reasons="Pan Kowalski szuka pracy.", others=("Kowalski", "Kowal")))
    questioned = [item for item in items if item.state is State.QUESTIONED]
    assert ["Kowalski" in item.sentence for item in questioned] == [True]
    assert "Kowal." not in questioned[0].sentence
    assert may_issue(items)


def test_a_long_period_is_questioned() -> None:
    items = check_decision(replace(RIGHT, to_month=date(2027, 6, 1)))
    assert [item.id for item in items if item.state is State.QUESTIONED] == ["period"]
