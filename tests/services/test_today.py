"""The page of Monday, 23 November 2026, in the demo office."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from app.domain.cases import Case
from app.domain.clocks import Band
from app.domain.deadlines import DeadlineKind
from app.domain.decisions import Decision, DecisionKind, DecisionState
from app.domain.interviews import Interview
from app.persistence.store import Store
from app.services.day_plan import PrintDayPlan, print_day_plan
from app.services.demo import DEMO_TODAY
from app.services.exchange.standings import StationState
from app.services.today import AHEAD, AskToday, CountToday, Today, ask_today, count_today
from tests.demo import clerk_of, demo_store, office_of


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with closing(demo_store(tmp_path_factory.mktemp("today"))) as store:
        yield store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(demo_store(tmp_path)) as store:
        yield store


def page(store: Store, initials: str = "ML") -> Today:
    return ask_today(office_of(store, initials=initials), AskToday())


def mine(today: Today) -> list[tuple[str, DeadlineKind, date]]:
    return [(due.person, due.clock.kind, due.clock.ends_on) for due in today.due if due.is_mine]


def test_the_social_worker_sees_her_cases_with_the_most_dangerous_first(shared: Store) -> None:
    assert [each for each in mine(page(shared)) if each[0] in _STORY] == [
        ("Stefania Bąk", DeadlineKind.INTERVIEW, date(2026, 11, 20)),
        ("Henryk Łuczak", DeadlineKind.INTERVIEW_URGENT, date(2026, 11, 24)),
        ("Żaneta Ślęzak", DeadlineKind.DECISION, date(2026, 11, 26)),
        ("Józef Gołąb", DeadlineKind.APPEAL_FORWARDING, date(2026, 11, 26)),
        ("Barbara Źrebiec", DeadlineKind.DEFECTS, date(2026, 11, 26)),
        ("Józef Gołąb", DeadlineKind.DECISION, date(2026, 11, 30)),
        ("Barbara Źrebiec", DeadlineKind.DECISION, date(2026, 11, 30)),
        ("Stefania Bąk", DeadlineKind.DECISION, date(2026, 11, 30)),
        ("Anna Wiśniewska", DeadlineKind.DECISION, date(2026, 12, 3)),
        ("Stanisław Ćwik", DeadlineKind.INTERVIEW_UPDATE, date(2026, 12, 7)),
    ]


_STORY = {
    "Stefania Bąk",
    "Henryk Łuczak",
    "Żaneta Ślęzak",
    "Józef Gołąb",
    "Barbara Źrebiec",
    "Anna Wiśniewska",
    "Stanisław Ćwik",
}


def test_what_concerns_the_clerk_stands_before_everything_else(shared: Store) -> None:
    due = page(shared).due
    assert [each.is_mine for each in due] == sorted((each.is_mine for each in due), reverse=True)
    for part in (True, False):
        risks = [each.clock.risk(DEMO_TODAY) for each in due if each.is_mine is part]
        assert risks == sorted(risks)
    assert any(not each.is_mine for each in due)


def test_nothing_far_away_and_nothing_that_only_has_to_pass(shared: Store) -> None:
    due = page(shared, "EZ").due
    assert all(each.clock.ends_on <= DEMO_TODAY + AHEAD for each in due)
    assert DeadlineKind.APPEAL not in {each.clock.kind for each in due}
    assert {each.clock.band(DEMO_TODAY) for each in due} >= {Band.OVERDUE, Band.PRESSING, Band.LATER}


def test_for_the_head_every_case_is_her_own(shared: Store) -> None:
    today = page(shared, "EZ")
    assert all(due.is_mine for due in today.due)
    assert {draft.state for draft in today.drafts if draft.is_mine} == {DecisionState.PASSED_ON}


def test_the_head_finds_what_waits_for_her_approval(shared: Store) -> None:
    waiting = [draft for draft in page(shared, "EZ").drafts if draft.is_mine]
    found = {(draft.person, draft.kind, draft.amount, draft.since_on) for draft in waiting}
    assert ("Żaneta Ślęzak", DecisionKind.GRANT, 61_050, date(2026, 11, 20)) in found
    assert ("Józef Gołąb", DecisionKind.REFUSAL, 0, date(2026, 11, 19)) in found


def test_the_clerk_finds_what_came_back_to_her(shared: Store) -> None:
    drafts = page(shared, "KN").drafts
    assert {draft.state for draft in drafts if draft.is_mine} == {DecisionState.RETURNED, DecisionState.APPROVED}
    assert [draft.is_mine for draft in drafts] == sorted((draft.is_mine for draft in drafts), reverse=True)
    assert {draft.state for draft in drafts if not draft.is_mine} == {DecisionState.PASSED_ON}
    assert {draft.state for draft in page(shared, "ML").drafts} == {DecisionState.PASSED_ON}


def test_the_visits_of_the_day_stand_in_their_order(shared: Store) -> None:
    trips = [trip for trip in page(shared).trips if trip.person in _STORY]
    assert [trip.at for trip in page(shared).trips] == sorted(trip.at for trip in page(shared).trips)
    assert [(f"{trip.at:%H:%M}", trip.person, trip.people, trip.place) for trip in trips] == [
        ("09:30", "Stefania Bąk", 1, "Nosalewice 8"),
        ("11:00", "Henryk Łuczak", 1, "Góry Mokre 3"),
        ("13:15", "Stanisław Ćwik", 5, "Przedbórz, ul. Mostowa 8 m. 2"),
    ]
    assert [trip.is_urgent for trip in trips] == [False, True, False]
    assert trips[0].note == "W szpitalu do 20 listopada."


def test_somebody_elses_visits_are_not_hers(shared: Store) -> None:
    assert page(shared, "HP").trips == ()


def test_a_visit_that_was_held_is_no_trip_any_more(store: Store) -> None:
    office = office_of(store, initials="ML")
    trip = next(each for each in ask_today(office, AskToday()).trips if each.person == "Henryk Łuczak")
    with office.work("wizyta") as work:
        visit = work.get(Interview, trip.interview_id)
        held_at = datetime(2026, 11, 23, 11, 40)
        work.change(visit, replace(visit, held_on=held_at.date(), finished_at=held_at))
        work.commit()
    after = ask_today(office, AskToday())
    assert "Henryk Łuczak" not in {each.person for each in after.trips}
    assert ("Henryk Łuczak", DeadlineKind.INTERVIEW_URGENT) not in {(due.person, due.clock.kind) for due in after.due}


def test_an_issued_decision_leaves_the_page(store: Store) -> None:
    office = clerk_of(office_of(store), "EZ")
    draft = next(each for each in ask_today(office, AskToday()).drafts if each.person == "Żaneta Ślęzak")
    with office.work("wydanie") as work:
        decision = work.get(Decision, draft.decision_id)
        work.change(decision, replace(decision, state=DecisionState.ISSUED, issued_on=DEMO_TODAY))
        work.commit()
    after = ask_today(office, AskToday())
    assert "Żaneta Ślęzak" not in {due.person for due in after.due} | {draft.person for draft in after.drafts}


def test_an_appeal_is_handed_on_also_from_a_closed_case(store: Store) -> None:
    office = office_of(store, initials="ML")
    (appeal,) = [due for due in ask_today(office, AskToday()).due if due.clock.kind is DeadlineKind.APPEAL_FORWARDING]
    with office.work("zamknięcie") as work:
        case = work.get(Case, appeal.case_id)
        work.change(case, replace(case, closed_on=DEMO_TODAY))
        work.commit()
    after = [due.clock for due in ask_today(office, AskToday()).due if due.case_id == appeal.case_id]
    assert after == [appeal.clock]


def test_cases_are_counted_once(shared: Store) -> None:
    for initials in ("ML", "KN", "EZ", "PG"):
        today = page(shared, initials)
        cases = {due.case_id for due in today.due if due.is_mine} | {
            each.case_id for each in today.drafts if each.is_mine
        }
        assert today.waiting == len(cases) == count_today(office_of(shared, initials=initials), CountToday())
    assert page(shared, "PG").waiting == 0


def test_another_day_another_page(shared: Store) -> None:
    tuesday = office_of(shared, datetime(2026, 11, 24, 7, 50), "ML")
    (urgent,) = [
        due
        for due in ask_today(tuesday, AskToday()).due
        if due.person == "Henryk Łuczak" and due.clock.ends_on == DEMO_TODAY + timedelta(days=1)
    ]
    assert urgent.clock.band(date(2026, 11, 24)) is Band.TODAY
    assert "Henryk Łuczak" not in {trip.person for trip in ask_today(tuesday, AskToday()).trips}


def test_the_other_workstation_is_named(shared: Store) -> None:
    (row,) = page(shared).stations
    assert (row.station.name, row.state) == ("Laptop Północ", StationState.NEW)
    assert page(shared).contradictions == 0


def test_the_printed_plan_has_the_places_and_no_benefit(shared: Store) -> None:
    import pypdfium2

    plan = print_day_plan(office_of(shared, initials="ML"), PrintDayPlan())
    document = pypdfium2.PdfDocument(plan.content)
    text = " ".join(document[0].get_textpage().get_text_bounded().split())
    document.close()
    assert plan.title == "Plan dnia 23.11.2026 – Maria Lis"
    assert len(plan.pages) == 1
    for words in ("Henryk Łuczak", "Góry Mokre 3", "11:00", "Maria Lis, 23 listopada 2026 r., "):
        assert words in text
    assert "zasiłek" not in text.lower()
