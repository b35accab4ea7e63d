"""The letters of the invented centre in Przedbórz: what the tests of letters and paper share."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from app.domain.benefits import periodic_allowance
from app.domain.decision_text import Calculation, DecisionFacts, FoundLine, Step, decision_values
from app.domain.grammar import person_forms
from app.domain.letter_facts import Addressee, OfficeFacts, StaffFacts, letter_values, person_values
from app.domain.letter_templates import LetterShelf
from app.persistence.letter_files import read_letters
from app.services.letters import Draft, draft

DAY = date(2026, 11, 23)
RESOURCES = Path(__file__).resolve().parents[2] / "resources"
GRANT, REFUSAL = "decision_periodic_allowance_grant", "decision_periodic_allowance_refusal"

OFFICE = OfficeFacts(
    authority="Burmistrz Miasta i Gminy Przedbórz",
    authority_genitive="Burmistrza Miasta i Gminy Przedbórz",
    centre="Miejsko-Gminny Ośrodek Pomocy Społecznej w Przedborzu",
    centre_genitive="Miejsko-Gminnego Ośrodka Pomocy Społecznej w Przedborzu",
    street="ul. Mostowa 29",
    postal="97-570 Przedbórz",
    phone="44 781 22 60",
    hours="pon.–pt. 7.30–15.30",
    town="Przedbórz",
    appeal_body="Samorządowego Kolegium Odwoławczego w Piotrkowie Trybunalskim",
    court="Wojewódzkiego Sądu Administracyjnego w Łodzi",
    data_officer="iod@mgops.example",
)
ANNA = person_values(
    person_forms("Anna", "Wiśniewska", is_female=True),
    pesel="92031512348",
    address="Wola Przedborska 14, 97-570 Przedbórz",
)
AT_HOME = Addressee("Pani Anna Wiśniewska", ("Wola Przedborska 14", "97-570 Przedbórz"))
CLERK = StaffFacts(name="Katarzyna Nowak", post="referent ds. świadczeń", phone="44 781 22 60")
HEAD = StaffFacts(name="Ewa Zielińska", post="kierownik ośrodka", on_behalf="z up. Burmistrza")

LINES = (
    FoundLine("Zofia Wiśniewska", "fundusz alimentacyjny", "decyzja", 50000, 50000, is_counted=True),
    FoundLine("Jan Wiśniewski", "fundusz alimentacyjny", "decyzja", 50000, 50000, is_counted=True),
    FoundLine("Zofia Wiśniewska", "zasiłek rodzinny", "zaświadczenie", 12400, 12400, is_counted=True),
    FoundLine("Jan Wiśniewski", "zasiłek rodzinny", "zaświadczenie", 12400, 12400, is_counted=True),
    FoundLine("Zofia Wiśniewska", "800+", "wyciąg", 80000, 0, is_counted=False, basis="art. 8 ust. 4 pkt 7"),
)
CALCULATION = Calculation(
    is_single=False,
    people=3,
    lines=LINES,
    steps=(
        Step("income_month", "Dochód ustalono za październik 2026 r.", "art. 8 ust. 3"),
        Step("income_sum_family", "Dochód rodziny wynosi 1 248,00 zł.", "art. 6 pkt 3 i 4"),
        Step("criterion_family", "Kryterium wynosi 2 469,00 zł.", "art. 8 ust. 1 pkt 2 i 3"),
    ),
    has_right=True,
    lowest=61050,
    highest=122100,
)


@cache
def shelf() -> LetterShelf:
    return read_letters(RESOURCES)


def decision(**changes: Any) -> DecisionFacts:
    facts: dict[str, Any] = {
        "kind": periodic_allowance.KIND,
        "applied_on": date(2026, 11, 3),
        "application_form": "oral",
        "complete_on": date(2026, 11, 16),
        "interview_on": date(2026, 11, 12),
        "worker": "Maria Lis",
        "reason": shelf().help_reasons["7.4"],
        "calculation": CALCULATION,
        "amount": 61050,
        "from_month": date(2026, 11, 1),
        "to_month": date(2027, 1, 1),
        "written": "Pani Anna jest zarejestrowana jako bezrobotna.\n\nKwota odpowiada możliwościom ośrodka.",
    }
    return DecisionFacts(**(facts | changes))


def values(**more: Any) -> dict[str, Any]:
    return letter_values(
        OFFICE, sign="MGOPS.5110.3.17.2026", party=ANNA, addressee=AT_HOME, clerk=CLERK, signer=HEAD, more=more
    )


def drafted(letter: str, facts: dict[str, Any], day: date = DAY) -> Draft:
    return draft(shelf(), shelf().letter_on(letter, day), facts, day)


def granted(**changes: Any) -> Draft:
    return drafted(GRANT, values(**decision_values(decision(**changes))))
