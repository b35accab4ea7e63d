"""A case says what the help a person already has does to the help asked for, from their income and other decisions."""

from datetime import date
from pathlib import Path

import pytest

from app.domain.cases import Case
from app.domain.exclusions import Effect
from app.domain.incomes import Income
from app.domain.records import RecordId, new_id
from app.services.applications import take_application
from app.services.case_views import OpenCase, open_case
from app.services.office import Office
from tests.little_decision import issued, ready_case
from tests.little_office import annas_application, little_office


def entitled(office: Office, case: Case, person_id: RecordId, kind: str) -> None:
    with office.work("Decyzja innego organu") as work:
        work.touching(case.household_id)
        work.add(Income(id=new_id(), person_id=person_id, kind=kind, amount=100_00, received_on=date(2026, 10, 5)))
        work.commit()


def effects(office: Office, case: Case) -> set[tuple[str, Effect]]:
    return {(each.beside, each.effect) for each in open_case(office, OpenCase(case.id)).met}


@pytest.mark.parametrize("kind", ["social_pension", "care_benefit"])
def test_a_right_that_excludes_the_permanent_allowance_is_told_with_its_article(tmp_path: Path, kind: str) -> None:
    with little_office(tmp_path) as office:
        taken = take_application(office, annas_application(benefit="permanent_allowance")).value
        assert open_case(office, OpenCase(taken.case.id)).met == ()
        entitled(office, taken.case, taken.person.id, kind)
        (met,) = open_case(office, OpenCase(taken.case.id)).met
        assert (met.beside, met.effect, met.basis) == (kind, Effect.EXCLUDED, "art. 37 ust. 4")


def test_the_right_of_somebody_else_excludes_nothing(tmp_path: Path) -> None:
    with little_office(tmp_path) as office:
        taken = take_application(office, annas_application(benefit="permanent_allowance")).value
        other = next(
            each for each in open_case(office, OpenCase(taken.case.id)).family if each.person.id != taken.person.id
        )
        entitled(office, taken.case, other.person.id, "social_pension")
        assert effects(office, taken.case) == set()


def test_an_allowance_that_the_office_pays_meets_the_next_one(tmp_path: Path) -> None:
    with little_office(tmp_path) as office:
        first = ready_case(office)
        issued(office, first)
        asked = annas_application(benefit="purpose_allowance", person_id=first.person_id)
        second = take_application(office, asked).value.case
        assert effects(office, second) == {("periodic_allowance", Effect.COUNTED)}
        assert effects(office, first) == set()
