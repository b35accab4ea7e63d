"""A day of a worker: whose visits, in which order, on the screen and on paper."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from app.domain.interviews import Interview
from app.domain.persons import Address, Clerk
from app.persistence.store import Store
from app.services.calendars import SetCalendar
from app.services.day_plan import (
    ArrangeDay,
    AskDayPlan,
    Order,
    PlannedDay,
    PrintDayPlan,
    arrange_day,
    ask_day_plan,
    print_day_plan,
)
from app.services.demo import DEMO_TODAY
from app.services.office import Office
from app.services.today import AskToday, ask_today
from app.services.visits import WritePrecautions, write_precautions
from tests.demo import demo_store, office_of
from tests.visits import printed_text

BY_HOUR = ["Stefania Bąk", "Henryk Łuczak", "Karolina Pych", "Stanisław Ćwik"]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(demo_store(tmp_path)) as store:
        yield store


@pytest.fixture
def office(store: Store) -> Office:
    return office_of(store, initials="ML")


def names(day: PlannedDay) -> list[str]:
    return [trip.person for trip in day.trips]


def of(office: Office, initials: str) -> Clerk:
    with office.reading() as file:
        return next(each for each in file.find(Clerk) if each.initials == initials)


def changed(office: Office, person: str, **changes: object) -> Interview:
    """A visit of Maria's day with something about it changed."""
    trip = next(trip for trip in ask_day_plan(office, AskDayPlan()).trips if trip.person == person)
    with office.work("plan") as work:
        before = work.get(Interview, trip.interview_id)
        work.change(before, replace(before, **changes))  # type: ignore[arg-type]  # the tests name the fields
        work.commit()
        return before


def test_the_day_of_whoever_asks_stands_by_the_hours_with_its_week(office: Office) -> None:
    day = ask_day_plan(office, AskDayPlan())
    assert (names(day), day.order, day.worker) == (BY_HOUR, Order.HOURS, "Maria Lis")
    assert [each.on for each in day.week] == [DEMO_TODAY + timedelta(days=each) for each in range(7)], "from Monday"
    assert day.week[0].count == len(BY_HOUR)
    assert not day.is_against_hours
    assert [trip.interview_id for trip in ask_today(office, AskToday()).trips] == [t.interview_id for t in day.trips]


def test_another_day_and_another_worker(office: Office) -> None:
    thursday = ask_day_plan(office, AskDayPlan(date(2026, 11, 26)))
    assert {trip.at.date() for trip in thursday.trips} == {date(2026, 11, 26)}
    kurek = of(office, "TK")
    changed(office, "Karolina Pych", worker_id=kurek.id)
    theirs = ask_day_plan(office, AskDayPlan(worker_id=kurek.id))
    assert (names(theirs), theirs.worker) == (["Karolina Pych"], "Tomasz Kurek")
    assert "Karolina Pych" not in names(ask_day_plan(office, AskDayPlan()))
    clerk = ask_day_plan(replace(office, clerk=of(office, "KN")), AskDayPlan())
    assert (clerk.trips, clerk.worker) == ((), "Katarzyna Nowak"), "whoever visits nobody has an empty day"
    assert {name for _id, name in clerk.workers} >= {"Katarzyna Nowak", "Maria Lis", kurek.full_name}


def test_places_are_driven_village_by_village_from_the_first_hour_on(office: Office) -> None:
    pych = changed(office, "Karolina Pych", planned_at=datetime(2026, 11, 23, 8, 0))
    with office.work("przeprowadzka") as work:
        there = next(each for each in work.find(Address, person_id=pych.person_id))
        cwik = next(trip for trip in ask_day_plan(office, AskDayPlan()).trips if trip.person == "Stanisław Ćwik")
        person_id = work.get(Interview, cwik.interview_id).person_id
        for each in work.find(Address, person_id=person_id):
            work.change(each, replace(each, locality=there.locality, street="", house="9", flat=""))
        work.commit()
    day = ask_day_plan(office, AskDayPlan(order=Order.PLACES))
    assert names(day) == ["Karolina Pych", "Stanisław Ćwik", "Stefania Bąk", "Henryk Łuczak"]
    assert day.is_against_hours


def test_an_own_order_is_kept_here_until_the_day_is_over(office: Office) -> None:
    day = ask_day_plan(office, AskDayPlan())
    ids = tuple(trip.interview_id for trip in reversed(day.trips))
    arrange_day(office, ArrangeDay(day.on, day.worker_id, ids))
    own = ask_day_plan(office, AskDayPlan())
    assert (names(own), own.order, own.has_own_order) == (BY_HOUR[::-1], Order.OWN, True)
    assert own.is_against_hours
    assert names(ask_day_plan(office, AskDayPlan(order=Order.HOURS))) == BY_HOUR
    arrange_day(office, ArrangeDay(day.on, day.worker_id, ids[:2]))
    assert names(ask_day_plan(office, AskDayPlan()))[:2] == BY_HOUR[:1:-1], "what is new comes after what was arranged"
    tomorrow = replace(office, calendar=SetCalendar(datetime(2026, 11, 24, 8, 0)))
    arrange_day(tomorrow, ArrangeDay(date(2026, 11, 24), day.worker_id, ids[:1]))
    assert ask_day_plan(office, AskDayPlan()).order is Order.HOURS, "a day that is over is forgotten"
    arrange_day(tomorrow, ArrangeDay(date(2026, 11, 24), day.worker_id, ()))
    assert office.file.meta("day_plan_orders") is None


def test_whoever_goes_along_has_the_visit_in_their_own_day(office: Office) -> None:
    kurek = of(office, "TK")
    luczak = next(trip for trip in ask_day_plan(office, AskDayPlan()).trips if trip.person == "Henryk Łuczak")
    write_precautions(office, WritePrecautions(luczak.interview_id, None, kurek.id, warning="pies"))
    theirs = ask_day_plan(office, AskDayPlan(worker_id=kurek.id))
    found = next(trip for trip in theirs.trips if trip.person == "Henryk Łuczak")
    assert (found.leader, found.second_worker) == ("Maria Lis", "")
    assert [each.text for each in found.beware] == ["pies"]
    own = next(trip for trip in ask_day_plan(office, AskDayPlan()).trips if trip.person == "Henryk Łuczak")
    assert (own.leader, own.second_worker) == ("", kurek.full_name)


def test_the_paper_follows_the_order_and_tells_no_warning(office: Office) -> None:
    day = ask_day_plan(office, AskDayPlan())
    bak = day.trips[0]
    write_precautions(office, WritePrecautions(bak.interview_id, None, of(office, "TK").id, warning="groźny pies"))
    arrange_day(office, ArrangeDay(day.on, day.worker_id, tuple(t.interview_id for t in reversed(day.trips))))
    text = printed_text(print_day_plan(office, PrintDayPlan(dots_per_inch=20)).content)
    assert text.index("Stanisław Ćwik") < text.index("Stefania Bąk")
    assert "z: " in text
    assert "groźny pies" not in text
    other = print_day_plan(office, PrintDayPlan(date(2026, 11, 26), of(office, "TK").id, dots_per_inch=20))
    assert other.title == f"Plan dnia 26.11.2026 – {of(office, 'TK').full_name}"
