"""The seal of a finished interview against what the files say years later."""

from dataclasses import replace
from datetime import date

import pytest

from app.domain.interview_facts import KnownPerson
from app.domain.interview_filling import Filling
from app.domain.interview_seal import seal, settled, still_sealed
from tests.questionnaires.family import ANNA, JAN, ZOFIA, filling

INTERVIEW = bytes(range(16))
HOUSING, MINOR = ("p4_upd_housing", 0), ("p4_upd_minor", 0)
LATER = date(2031, 1, 1)


def finished(*people: KnownPerson) -> Filling:
    """Part IV after its end. It has no family table: whether there are minors, it knows from the files alone."""
    over = filling({HOUSING: "Bez zmian.", MINOR: "Chodzi do szkoły."}, part="IV", people=people, incomes=())
    return replace(over, answers={**over.answers, **settled(over)})


@pytest.mark.parametrize(
    ("then", "now"),
    [((ANNA, ZOFIA, JAN), (ANNA,)), ((ANNA,), (ANNA, JAN)), ((ANNA, JAN), ())],
    ids=["the children moved out", "a child came", "nobody is known any more"],
)
def test_what_the_files_say_later_leaves_the_seal(then: tuple[KnownPerson, ...], now: tuple[KnownPerson, ...]) -> None:
    over = finished(*then)
    sealed = seal(over, INTERVIEW)
    known = replace(over.circumstances, people=now, today=LATER, criterion_alone=200_000)
    later = replace(over, circumstances=known)
    assert seal(later, INTERVIEW) != sealed  # asked naively, the old print would look changed
    assert still_sealed(later, INTERVIEW, sealed)
    changed = replace(later, answers={**over.answers, HOUSING: "Grzyb na ścianach."})
    assert not still_sealed(changed, INTERVIEW, sealed)


def test_the_seal_of_another_interview_does_not_hold() -> None:
    over = finished(ANNA)
    assert still_sealed(over, INTERVIEW, seal(over, INTERVIEW))
    assert not still_sealed(over, bytes(16), seal(over, INTERVIEW))
