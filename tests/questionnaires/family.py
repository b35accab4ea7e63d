"""The Wiśniewska family of the demo day, for every test about the questionnaire: invented people, real shapes."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from app.domain.answers import Key, Value
from app.domain.households import Relation
from app.domain.interview_facts import Circumstances, KnownAddress, KnownIncome, KnownPerson
from app.domain.interview_filling import Filling
from app.domain.persons import Sex
from app.domain.questionnaires import Questionnaire, Questionnaires
from app.persistence.questionnaire_files import read_questionnaires

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "questionnaires"
DAY = date(2026, 11, 12)

ANNA = KnownPerson(
    first_name="Anna",
    last_name="Wiśniewska",
    pesel="92031401242",
    born_on=date(1992, 3, 14),
    sex=Sex.FEMALE,
    relation=Relation.SELF,
    citizenship="polskie",
    phone="44 781 22 60",
)
ZOFIA = KnownPerson(
    first_name="Zofia",
    last_name="Wiśniewska",
    pesel="17250203464",
    born_on=date(2017, 5, 2),
    sex=Sex.FEMALE,
    relation=Relation.CHILD,
)
JAN = KnownPerson(
    first_name="Jan", last_name="Wiśniewski", born_on=date(2020, 8, 21), sex=Sex.MALE, relation=Relation.CHILD
)
CIRCUMSTANCES = Circumstances(
    interview_on=DAY,
    today=DAY,
    reported_on=date(2026, 11, 3),
    people=(ANNA, ZOFIA, JAN),
    address=KnownAddress(postal_code="97-570", locality="Wola Przedborska", house="14"),
    incomes=(
        KnownIncome(person=1, source="fundusz alimentacyjny", amount=50_000, has_document=True),
        KnownIncome(person=1, source="zasiłek rodzinny", amount=12_400, has_document=True),
        KnownIncome(person=2, source="fundusz alimentacyjny", amount=50_000),
    ),
    criterion_alone=101_000,
    criterion_in_family=82_300,
    office_stamp="Miejsko-Gminny Ośrodek Pomocy Społecznej w Przedborzu",
    office_town="Przedbórz",
)


@cache
def forms() -> Questionnaires:
    """The forms that the program ships."""
    return read_questionnaires(FOLDER)


def form(version: str = "2026", part: str = "I") -> Questionnaire:
    """A part in one of its versions."""
    return forms().version(part, version)


def filling(
    answers: Mapping[Key, Value] | None = None,
    *,
    version: str = "2026",
    part: str = "I",
    left_out: str = "",
    **facts: object,
) -> Filling:
    """An interview with the family; ``facts`` replace circumstances by name."""
    known = replace(CIRCUMSTANCES, **facts)  # type: ignore[arg-type]  # names are checked by replace itself
    return Filling(form(version, part), answers or {}, known, frozenset(left_out.split()))


def family_table() -> dict[Key, Value]:
    """Table A.13 with the three of them, every required column filled."""
    people = (("Anna Wiśniewska", "female", "1992-03-14", None, "brak dochodu", 0),)
    children = (
        ("Zofia Wiśniewska", "female", "2017-05-02", "córka", "fundusz alimentacyjny", 62_400),
        ("Jan Wiśniewski", "male", "2020-08-21", "syn", "fundusz alimentacyjny", 62_400),
    )
    answers: dict[Key, Value] = {}
    for row, (name, sex, born, kinship, source, income) in enumerate((*people, *children)):
        words: dict[str, Value] = {
            "name": name,
            "sex": sex,
            "birth_date": born,
            "kinship": kinship,
            "marital": "panna" if row == 0 else "kawaler",
            "education": "średnie" if row == 0 else "uczeń szkoły podstawowej",
            "labour_position": "bezrobotna bez prawa do zasiłku" if row == 0 else "uczy się",
            "health": "dobra",
            "income_type": source,
            "income_amount": income,
            "household_no": 1,
        }
        answers |= {(f"p1a_m_{column}", row): value for column, value in words.items() if value is not None}
    return answers


def segment_a() -> dict[Key, Value]:
    """Segment A, complete."""
    boxes: dict[str, Value] = {
        "first_name": "Anna",
        "last_name": "Wiśniewska",
        "parents_names": "Maria, Stanisław",
        "citizenship": "polskie",
        "id_document": "DAB 123456",
        "pesel": "92031401242",
        "addr_postcode": "97-570",
        "addr_town": "Wola Przedborska",
        "addr_house": "14",
        "used_before": False,
    }
    return {**{(f"p1a_{name}", 0): value for name, value in boxes.items()}, **family_table()}
