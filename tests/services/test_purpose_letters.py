"""The four papers of help that is given once, word for word: law, ruling, reasons, and what the instruction adds."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.domain.benefits import purpose_allowance as purpose
from app.domain.benefits import special_purpose_allowance as special
from app.domain.decision_text import Step, decision_values
from app.services.letters import Draft
from tests.services.letter_office import CALCULATION, decision, drafted, shelf, values

WITHIN = Step("purpose_income_within", "Dochód nie przekracza kryterium.", "art. 8 ust. 1 pkt 3")
CHOICE = Step("purpose_choice", "Wysokość ustala ośrodek.", "art. 39 ust. 1")
ABOVE = Step("special_income_above", "Dochód przekracza kryterium.", "art. 41 pkt 1")
HIGHEST = Step("special_highest", "Najwyżej 2 469,00 zł.", "art. 41 pkt 1")
ONCE: dict[str, Any] = {
    "need": shelf().needs["39.fuel"],
    "amount": 80_000,
    "to_month": date(2026, 11, 1),
    "written": "Brak opału.",
}
REFUSED = ONCE | {"amount": 0, "reason": None, "from_month": None, "to_month": None}
LETTERS = {
    "decision_purpose_allowance_grant": (purpose.KIND, (WITHIN, CHOICE), ONCE),
    "decision_purpose_allowance_refusal": (purpose.KIND, (WITHIN,), REFUSED | {"ruling_grounds": "art. 3 ust. 4"}),
    "decision_special_purpose_allowance_grant": (special.KIND, (ABOVE, HIGHEST), ONCE),
    "decision_special_purpose_allowance_refusal": (
        special.KIND,
        (ABOVE,),
        REFUSED | {"ruling_grounds": "art. 41 pkt 1"},
    ),
}


def made(letter: str, **changes: object) -> Draft:
    kind, steps, choices = LETTERS[letter]
    calculation = replace(CALCULATION, steps=CALCULATION.steps + steps)
    facts = decision(kind=kind, calculation=calculation, **(choices | changes))
    return drafted(letter, values(**decision_values(facts)))


LAW = {
    "decision_purpose_allowance_grant": (
        "art. 7 pkt 4, art. 8 ust. 1 pkt 2 i 3, art. 36 pkt 1 lit. c, art. 39 ust. 1 i 2, art. 106 ust. 1, 3 i 4"
    ),
    "decision_purpose_allowance_refusal": (
        "art. 3 ust. 4, art. 8 ust. 1 pkt 2 i 3, art. 36 pkt 1 lit. c, art. 39 ust. 1, art. 106 ust. 1 i 4"
    ),
    "decision_special_purpose_allowance_grant": (
        "art. 7 pkt 4, art. 8 ust. 1 pkt 2 i 3, art. 36 pkt 1 lit. c, art. 41 pkt 1, art. 106 ust. 1, 3 i 4"
    ),
    "decision_special_purpose_allowance_refusal": (
        "art. 8 ust. 1 pkt 2 i 3, art. 36 pkt 1 lit. c, art. 41 pkt 1, art. 106 ust. 1 i 4"
    ),
}
"""The provisions of the social assistance act that each rests on."""
RULING_AND_REASONS = {
    "decision_purpose_allowance_grant": (
        "przyznaję\n"
        "Pani Annie Wiśniewskiej zasiłek celowy na zakup opału, z powodu bezrobocia, w kwocie 800,00 zł "
        "(słownie: osiemset złotych 00/100), płatny jednorazowo przelewem do najbliższego 25. dnia miesiąca "
        "po tym, jak decyzja stanie się wykonalna.\n"
        "UZASADNIENIE\n"
        "Dnia 3 listopada 2026 r. Pani Anna Wiśniewska złożyła ustnie do protokołu wniosek o przyznanie "
        "zasiłku celowego. Ostatni z wymaganych dokumentów wpłynął 16 listopada 2026 r. Rodzinny wywiad "
        "środowiskowy przeprowadzono dnia 12 listopada 2026 r. (pracownik socjalny: Maria Lis). Ustalenia "
        "oparto na wywiadzie i na dokumentach wymienionych w tabeli.\n"
        "Dochód ustalono za październik 2026 r. (art. 8 ust. 3 ustawy).\n"
        "Dochód rodziny wynosi 1 248,00 zł (art. 6 pkt 3 i 4 ustawy).\n"
        "Kryterium wynosi 2 469,00 zł (art. 8 ust. 1 pkt 2 i 3 ustawy). Dochód nie przekracza kryterium (art."
        " 8 ust. 1 pkt 3 ustawy).\n"
        "Wysokość ustala ośrodek (art. 39 ust. 1 ustawy).\n"
        "Powodem udzielenia pomocy jest bezrobocie (art. 7 pkt 4 ustawy). O tym, czy przyznać zasiłek celowy "
        "i w jakiej kwocie, organ rozstrzyga w granicach uznania; uwzględnia potrzeby strony, jeżeli "
        "odpowiadają celom i mieszczą się w możliwościach pomocy społecznej (art. 3 ust. 4 i art. 39 ust. 1 "
        "ustawy). Na zakup opału przyznano 800,00 zł.\n"
        "Brak opału.\n"
    ),
    "decision_purpose_allowance_refusal": (
        "odmawiam\n"
        "Pani Annie Wiśniewskiej przyznania zasiłku celowego na zakup opału.\n"
        "UZASADNIENIE\n"
        "Dnia 3 listopada 2026 r. Pani Anna Wiśniewska złożyła ustnie do protokołu wniosek o przyznanie "
        "zasiłku celowego. Ostatni z wymaganych dokumentów wpłynął 16 listopada 2026 r. Rodzinny wywiad "
        "środowiskowy przeprowadzono dnia 12 listopada 2026 r. (pracownik socjalny: Maria Lis). Ustalenia "
        "oparto na wywiadzie i na dokumentach wymienionych w tabeli.\n"
        "Dochód ustalono za październik 2026 r. (art. 8 ust. 3 ustawy).\n"
        "Dochód rodziny wynosi 1 248,00 zł (art. 6 pkt 3 i 4 ustawy).\n"
        "Kryterium wynosi 2 469,00 zł (art. 8 ust. 1 pkt 2 i 3 ustawy). Dochód nie przekracza kryterium (art."
        " 8 ust. 1 pkt 3 ustawy).\n"
        "Zasiłek celowy przyznaje się w granicach uznania: potrzeby osób i rodzin uwzględnia się, jeżeli "
        "odpowiadają celom i mieszczą się w możliwościach pomocy społecznej (art. 3 ust. 4 ustawy).\n"
        "Brak opału.\n"
    ),
    "decision_special_purpose_allowance_grant": (
        "przyznaję\n"
        "Pani Annie Wiśniewskiej specjalny zasiłek celowy na zakup opału, z powodu bezrobocia, w kwocie "
        "800,00 zł (słownie: osiemset złotych 00/100), płatny jednorazowo przelewem do najbliższego 25. dnia "
        "miesiąca po tym, jak decyzja stanie się wykonalna.\n"
        "UZASADNIENIE\n"
        "Dnia 3 listopada 2026 r. Pani Anna Wiśniewska złożyła ustnie do protokołu wniosek o przyznanie "
        "specjalnego zasiłku celowego. Ostatni z wymaganych dokumentów wpłynął 16 listopada 2026 r. Rodzinny "
        "wywiad środowiskowy przeprowadzono dnia 12 listopada 2026 r. (pracownik socjalny: Maria Lis). "
        "Ustalenia oparto na wywiadzie i na dokumentach wymienionych w tabeli.\n"
        "Dochód ustalono za październik 2026 r. (art. 8 ust. 3 ustawy).\n"
        "Dochód rodziny wynosi 1 248,00 zł (art. 6 pkt 3 i 4 ustawy).\n"
        "Kryterium wynosi 2 469,00 zł (art. 8 ust. 1 pkt 2 i 3 ustawy). Dochód przekracza kryterium (art. 41 "
        "pkt 1 ustawy).\n"
        "Najwyżej 2 469,00 zł (art. 41 pkt 1 ustawy).\n"
        "Powodem udzielenia pomocy jest bezrobocie (art. 7 pkt 4 ustawy). Specjalny zasiłek celowy można "
        "przyznać w szczególnie uzasadnionym przypadku; o jego przyznaniu i kwocie organ rozstrzyga w "
        "granicach uznania, z uwzględnieniem celów i możliwości pomocy społecznej (art. 3 ust. 4 i art. 41 "
        "pkt 1 ustawy). Zasiłek nie podlega zwrotowi. Na zakup opału przyznano 800,00 zł.\n"
        "Brak opału.\n"
    ),
    "decision_special_purpose_allowance_refusal": (
        "odmawiam\n"
        "Pani Annie Wiśniewskiej przyznania specjalnego zasiłku celowego na zakup opału.\n"
        "UZASADNIENIE\n"
        "Dnia 3 listopada 2026 r. Pani Anna Wiśniewska złożyła ustnie do protokołu wniosek o przyznanie "
        "specjalnego zasiłku celowego. Ostatni z wymaganych dokumentów wpłynął 16 listopada 2026 r. Rodzinny "
        "wywiad środowiskowy przeprowadzono dnia 12 listopada 2026 r. (pracownik socjalny: Maria Lis). "
        "Ustalenia oparto na wywiadzie i na dokumentach wymienionych w tabeli.\n"
        "Dochód ustalono za październik 2026 r. (art. 8 ust. 3 ustawy).\n"
        "Dochód rodziny wynosi 1 248,00 zł (art. 6 pkt 3 i 4 ustawy).\n"
        "Kryterium wynosi 2 469,00 zł (art. 8 ust. 1 pkt 2 i 3 ustawy). Dochód przekracza kryterium (art. 41 "
        "pkt 1 ustawy).\n"
        "Dochód wyższy od kryterium sam nie wystarcza: specjalny zasiłek celowy można przyznać tylko w "
        "szczególnie uzasadnionym przypadku (art. 41 pkt 1 ustawy).\n"
        "Brak opału.\n"
    ),
}


@pytest.mark.parametrize("letter", LETTERS)
def test_each_paper_says_this(letter: str) -> None:
    draft = made(letter)
    assert draft.missing == ()
    said = f"{draft.letter.text_of('ruling')}\n{draft.letter.text_of('reasons')}\n".replace("\u00a0", " ")
    assert said == RULING_AND_REASONS[letter]


@pytest.mark.parametrize("letter", LETTERS)
def test_each_paper_rests_on_its_articles(letter: str) -> None:
    law = made(letter).letter.text_of("law").replace("\u00a0", " ")
    assert f"zwanej dalej „KPA”, oraz {LAW[letter]} ustawy z dnia 12 marca 2004 r. o pomocy społecznej" in law


@pytest.mark.parametrize("letter", LETTERS)
def test_whoever_gets_help_is_told_to_use_it_for_its_need(letter: str) -> None:
    told = made(letter).letter.text_of("instruction")
    assert "służy stronie odwołanie" in told
    assert ("Zasiłek jest przeznaczony na potrzebę wymienioną w decyzji." in told) is letter.endswith("grant")


@pytest.mark.parametrize("letter", LETTERS)
def test_no_paper_goes_out_without_its_need(letter: str) -> None:
    assert any("potrzeba" in words for words in made(letter, need=None).missing)


@pytest.mark.parametrize("letter", [letter for letter in LETTERS if letter.endswith("grant")])
def test_a_claim_granted_in_full_may_leave_its_reasons_out(letter: str) -> None:
    draft = made(letter, without_reasons=True, is_granted_in_full=True, written="")
    assert draft.missing == ()
    assert "odwołanie nie służy" in draft.letter.text_of("instruction")
    assert "w granicach uznania" not in draft.letter.text_of("reasons")
