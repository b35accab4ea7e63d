"""Whose turn a case is, for everybody who looks at it."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from app.domain.decisions import Decision
from app.domain.persons import Clerk
from app.domain.records import RecordId, new_id
from app.domain.roles import Role
from app.services.applications import take_application
from app.services.case_turns import Turn
from app.services.case_views import CaseView, OpenCase, open_case
from app.services.office import Office
from tests.little_office import ACCOUNTANT, CLERK, HEAD, WORKER, annas_application, at_desk


@pytest.fixture
def case_id(office: Office) -> RecordId:
    return take_application(office, annas_application()).value.case.id


def seen(office: Office, clerk: Clerk, case_id: RecordId) -> CaseView:
    return open_case(at_desk(office, clerk), OpenCase(case_id))


def visit(office: Office, case_id: RecordId) -> None:
    interview = seen(office, CLERK, case_id).interview
    assert interview is not None
    with office.work("Wywiad") as work:
        held = replace(interview, held_on=date(2026, 11, 12), finished_at=datetime(2026, 11, 12, 10, 40))
        work.change(interview, held)
        work.commit()


def test_the_visit_is_the_workers(office: Office, case_id: RecordId) -> None:
    assert seen(office, WORKER, case_id).turn == Turn(is_mine=True, may_write=True)
    assert seen(office, HEAD, case_id).turn.is_mine
    assert seen(office, CLERK, case_id).turn == Turn(is_mine=False, may_write=True, who=WORKER.full_name)
    assert seen(office, ACCOUNTANT, case_id).turn == Turn(is_mine=False, may_write=False, who=WORKER.full_name)


def test_the_decision_is_the_clerks(office: Office, case_id: RecordId) -> None:
    visit(office, case_id)
    assert seen(office, CLERK, case_id).turn.is_mine
    assert seen(office, WORKER, case_id).turn == Turn(is_mine=False, may_write=True, who=CLERK.full_name)
    person_id = seen(office, CLERK, case_id).person.id
    draft = Decision(id=new_id(), case_id=case_id, person_id=person_id, drafted_on=date(2026, 11, 16))
    with office.work("Projekt") as work:
        work.add(draft)
        work.commit()
    assert seen(office, WORKER, case_id).turn == Turn(is_mine=False, may_write=True, who=CLERK.full_name)


def test_of_several_clerks_nobody_is_named_unless_the_case_is_theirs(office: Office) -> None:
    second = replace(CLERK, id=new_id(), last_name="Zawada")
    with office.work("Drugi referent") as work:
        work.add(second)
        work.commit()
    taken = take_application(at_desk(office, WORKER), annas_application()).value.case.id
    visit(office, taken)
    assert seen(office, WORKER, taken).turn.who == "", "either may draft it"
    own = take_application(at_desk(office, second), annas_application(is_somebody_else=True)).value.case.id
    visit(office, own)
    assert seen(office, WORKER, own).turn.who == second.full_name
    assert Role(second.role) is Role.CLERK
