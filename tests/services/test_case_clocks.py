"""The clocks of a case are those of the first screen, wherever they are looked at."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.domain.clocks import Clock
from app.domain.deadlines import DeadlineKind
from app.domain.decisions import Decision, DecisionKind
from app.domain.records import RecordId, new_id
from app.persistence.store import Store
from app.services.case_views import OpenCase, open_case
from app.services.demo import DEMO_TODAY
from app.services.today import AHEAD, AskToday, ask_today
from tests.demo import demo_store, office_of


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(demo_store(tmp_path)) as store:
        yield store


def clocks_of(store: Store, case_id: RecordId) -> dict[DeadlineKind, date]:
    return {
        clock.deadline.kind: clock.deadline.ends_on for clock in open_case(office_of(store), OpenCase(case_id)).clocks
    }


def test_a_case_and_the_first_screen_tell_the_same_deadlines(store: Store) -> None:
    due: dict[RecordId, set[Clock]] = {}
    for each in ask_today(office_of(store, initials="EZ"), AskToday()).due:
        due.setdefault(each.case_id, set()).add(each.clock)
    assert {clock.kind for clocks in due.values() for clock in clocks} >= {
        DeadlineKind.INTERVIEW_UPDATE,
        DeadlineKind.DECISION,
        DeadlineKind.APPEAL_FORWARDING,
    }
    for case_id, clocks in due.items():
        soon = {kind: on for kind, on in clocks_of(store, case_id).items() if on - DEMO_TODAY <= AHEAD}
        soon.pop(DeadlineKind.APPEAL, None)  # asks nobody to act, so it is not on the first screen
        assert soon == {clock.kind: clock.ends_on for clock in clocks}


def test_a_permanent_allowance_asks_for_a_new_visit_until_its_last_month(store: Store) -> None:
    due = ask_today(office_of(store, initials="ML"), AskToday()).due
    updates = [each for each in due if each.clock.kind is DeadlineKind.INTERVIEW_UPDATE]
    (case_id,) = {each.case_id for each in updates if each.person == "Stanisław Ćwik"}
    assert clocks_of(store, case_id)[DeadlineKind.INTERVIEW_UPDATE] == date(2026, 12, 7)
    with store.reading() as file:
        (decision,) = file.find(Decision, case_id=case_id)
    for last_month, is_over in ((date(2026, 11, 1), False), (date(2026, 10, 1), True)):
        with office_of(store).work("Koniec zasiłku") as work:
            after = replace(work.get(Decision, decision.id), to_month=last_month)
            work.change(work.get(Decision, decision.id), after)
            work.commit()
        assert (DeadlineKind.INTERVIEW_UPDATE not in clocks_of(store, case_id)) == is_over


def test_a_repealed_allowance_asks_for_no_further_visit(store: Store) -> None:
    """On the first screen and in the case alike; the last month that is paid is the one before the repeal's."""

    def updates(initials: str = "ML") -> set[RecordId]:
        due = ask_today(office_of(store, initials=initials), AskToday()).due
        return {each.case_id for each in due if each.clock.kind is DeadlineKind.INTERVIEW_UPDATE}

    due = ask_today(office_of(store, initials="ML"), AskToday()).due
    (case_id,) = {each.case_id for each in due if each.person == "Stanisław Ćwik"} & updates()
    with store.reading() as file:
        (grant,) = file.find(Decision, case_id=case_id)
    repeal = replace(
        grant,
        id=new_id(),
        seen=None,
        kind=DecisionKind.REPEAL,
        number=f"{grant.number.rpartition('/D')[0]}/D2",
        issued_on=DEMO_TODAY,
        amount=0,
        document_id=None,
    )
    for first_month, is_over in ((date(2026, 12, 1), False), (date(2026, 11, 1), True)):
        with office_of(store).work("Uchylenie zasiłku") as work:
            if is_over:
                work.change(
                    work.get(Decision, repeal.id), replace(work.get(Decision, repeal.id), from_month=first_month)
                )
            else:
                work.add(replace(repeal, from_month=first_month))
            work.commit()
        assert (DeadlineKind.INTERVIEW_UPDATE not in clocks_of(store, case_id)) == is_over
        assert (case_id not in updates()) == is_over
