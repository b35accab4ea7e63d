"""The acceptance list of deliveries: the days counted by hand and the points 4 to 7 through real services.

Who took a paper, or that nobody did; finality, execution and payment; waiver, supplement, appeal.
"""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from app.domain.case_course import PaperKind
from app.domain.cases import Case
from app.domain.deadlines import DeadlineKind, final_from
from app.domain.deliveries import Channel, Delivery, NoticesIncomplete, NoticesMisplaced, Way, counted_service
from app.domain.finality import ExecutableBecause, FinalBecause
from app.services.case_views import OpenCase, open_case
from app.services.document_rules import WaiverUntimely
from app.services.documents import (
    RecordDelivery,
    StillStored,
    record_delivery,
)
from app.services.office import Office
from tests.little_decision import (
    issued,
    ready_case,
)
from tests.little_payments import granted as granted_and_served
from tests.little_payments import made, open_register
from tests.served_decision import THURSDAY, add, days_of, delivery_of, move, served
from tests.the_law import LAW


@pytest.fixture
def case(office: Office) -> Case:
    return ready_case(office)


# -- the days of the list of deadlines, worked out by hand -----------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "event", "last_day"),
    [
        (DeadlineKind.APPEAL, THURSDAY, date(2026, 12, 28)),
        (DeadlineKind.APPEAL, date(2026, 12, 16), date(2026, 12, 30)),
        (DeadlineKind.STORAGE, date(2026, 11, 2), date(2026, 11, 16)),
        (DeadlineKind.INTERVIEW, date(2026, 11, 2), date(2026, 11, 23)),
        (DeadlineKind.INTERVIEW, date(2026, 12, 21), date(2027, 1, 14)),
        (DeadlineKind.DEFECTS, date(2026, 11, 4), date(2026, 11, 12)),
        (DeadlineKind.COURT_COMPLAINT, THURSDAY, date(2027, 1, 11)),
        (DeadlineKind.DECISION, date(2027, 1, 31), date(2027, 3, 1)),
    ],
)
def test_a_length_ends_as_it_was_counted_by_hand(kind: DeadlineKind, event: date, last_day: date) -> None:
    assert LAW.deadline(kind, event).ends_on == last_day


@pytest.mark.parametrize(
    ("way", "second", "served_on", "appeal_to"),
    [
        (Way.NOTICES, date(2026, 11, 10), date(2026, 11, 16), date(2026, 11, 30)),
        (Way.UNOPENED, None, date(2026, 11, 17), date(2026, 12, 1)),
    ],
)
def test_what_nobody_took_since_2_november_is_served_and_then_the_appeal_runs(
    way: Way, second: date | None, served_on: date, appeal_to: date
) -> None:
    counted = counted_service(LAW, way, date(2026, 11, 2), second, "skrzynka oddawcza")
    assert counted == served_on
    assert counted is not None
    appeal = LAW.deadline(DeadlineKind.APPEAL, counted)
    assert (appeal.ends_on, final_from(appeal)) == (appeal_to, appeal_to + timedelta(days=1))


# -- 4 ----------------------------------------------------------------------------------------------------------------

TWO_NOTICES: dict[str, Any] = {
    "way": Way.NOTICES,
    "sent_on": date(2026, 11, 24),
    "first_notice_on": date(2026, 11, 26),
    "second_notice_on": date(2026, 12, 4),
    "notice_place": "skrzynka oddawcza",
}


def test_point_4_two_notices_serve_at_the_end_of_the_fourteenth_day(office: Office, case: Case) -> None:
    decision = issued(office, case)
    move(office, 2026, 12, 14)
    delivery = record_delivery(office, delivery_of(decision, **TWO_NOTICES)).value
    assert (delivery.served_on, delivery.way) == (THURSDAY, Way.NOTICES)
    assert days_of(office, decision).final_from_on == date(2026, 12, 29)


@pytest.mark.parametrize("lacking", ["first_notice_on", "second_notice_on", "notice_place"])
def test_point_4_a_receipt_without_both_notices_and_their_place_serves_nothing(
    office: Office, case: Case, lacking: str
) -> None:
    decision = issued(office, case)
    move(office, 2026, 12, 14)
    with pytest.raises(NoticesIncomplete):
        record_delivery(office, delivery_of(decision, **TWO_NOTICES | {lacking: None if "on" in lacking[-2:] else " "}))
    with office.reading() as file:
        assert file.count(Delivery) == 0


def test_point_4_the_day_of_notices_cannot_be_typed(office: Office, case: Case) -> None:
    decision = issued(office, case)
    move(office, 2026, 12, 14)
    typed = delivery_of(decision, date(2026, 11, 30), **TWO_NOTICES)
    assert record_delivery(office, typed).value.served_on == THURSDAY


@pytest.mark.parametrize("second", [date(2026, 12, 2), date(2026, 12, 11)])
def test_point_4_a_second_notice_too_early_or_after_the_storage_serves_nothing(
    office: Office, case: Case, second: date
) -> None:
    decision = issued(office, case)
    move(office, 2026, 12, 14)
    with pytest.raises(NoticesMisplaced):
        record_delivery(office, delivery_of(decision, **TWO_NOTICES | {"second_notice_on": second}))


def test_point_4_what_can_still_be_taken_is_not_served(office: Office, case: Case) -> None:
    decision = issued(office, case)
    move(office, 2026, 12, 10)
    with pytest.raises(StillStored) as refusal:
        record_delivery(office, delivery_of(decision, **TWO_NOTICES))
    assert refusal.value.facts["until"] == THURSDAY


def test_point_4_an_electronic_letter_nobody_opened_is_served_on_the_fifteenth_day(office: Office, case: Case) -> None:
    decision = issued(office, case)
    move(office, 2026, 12, 10)
    asked = delivery_of(decision, channel=Channel.ELECTRONIC, way=Way.UNOPENED)
    with pytest.raises(NoticesIncomplete):
        record_delivery(office, asked)
    delivery = record_delivery(office, replace(asked, first_notice_on=date(2026, 11, 24))).value
    assert delivery.served_on == date(2026, 12, 9)


# -- 5, 6, 6a ---------------------------------------------------------------------------------------------------------


def test_point_5_finality_execution_and_payment_are_three_days(office: Office) -> None:
    open_register(office)
    decision = granted_and_served(office, is_granted_in_full=True)
    days = days_of(office, decision)
    assert (days.executable_from_on, days.executable_because) == (
        date(2026, 11, 24),
        ExecutableBecause.AGREES_WITH_CLAIM,
    )
    assert days.final_from_on == date(2026, 12, 9)
    assert made(office).pay_on == date(2026, 12, 23)


def test_point_6_a_waiver_is_taken_from_service_to_the_last_day_to_appeal(office: Office, case: Case) -> None:
    decision = issued(office, case, is_granted_in_full=False)
    with pytest.raises(WaiverUntimely):
        add(office, case.id, PaperKind.WAIVER, date(2026, 11, 23))
    served(office, decision)
    with pytest.raises(WaiverUntimely):
        add(office, case.id, PaperKind.WAIVER, date(2026, 12, 9))
    move(office, 2026, 12, 29)
    with pytest.raises(WaiverUntimely):
        add(office, case.id, PaperKind.WAIVER, date(2026, 12, 29))
    add(office, case.id, PaperKind.WAIVER, date(2026, 12, 28))
    days = days_of(office, decision)
    assert (days.appeal, days.final_because) == (None, FinalBecause.WAIVED)
    assert days.final_from_on == days.executable_from_on == date(2026, 12, 28)
    assert days.executable_because is ExecutableBecause.WAIVED
    with pytest.raises(WaiverUntimely):
        add(office, case.id, PaperKind.WAIVER, date(2026, 12, 28))


def test_point_6_a_waiver_pays_from_its_day_and_stops_the_clock_of_the_appeal(office: Office) -> None:
    open_register(office)
    decision = granted_and_served(office)
    move(office, 2026, 11, 26)
    assert [clock.deadline.kind for clock in open_case(office, OpenCase(decision.case_id)).clocks] == [
        DeadlineKind.APPEAL
    ]
    add(office, decision.case_id, PaperKind.WAIVER, date(2026, 11, 26))
    assert open_case(office, OpenCase(decision.case_id)).clocks == ()
    assert days_of(office, decision).executable_from_on == date(2026, 11, 26)


def test_point_6a_a_supplement_begins_the_time_to_appeal_anew(office: Office, case: Case) -> None:
    decision = served(office, issued(office, case))
    order = add(office, case.id, PaperKind.SUPPLEMENT, THURSDAY)
    assert days_of(office, decision).final_from_on == date(2026, 12, 29)
    move(office, 2026, 12, 16)
    record_delivery(
        office, RecordDelivery(document_id=order.id, person_id=decision.person_id, served_on=date(2026, 12, 16))
    )
    days = days_of(office, decision)
    assert days.appeal is not None
    assert (days.appeal.ends_on, days.final_from_on) == (date(2026, 12, 30), date(2026, 12, 31))
    (clock,) = open_case(office, OpenCase(case.id)).clocks
    assert clock.deadline.ends_on == date(2026, 12, 30)


# -- 7 ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("came_on", [date(2026, 12, 14), date(2027, 1, 18)], ids=["in time", "late"])
def test_point_7_an_appeal_runs_seven_days_from_receipt_and_a_late_one_is_taken_too(
    office: Office, case: Case, came_on: date
) -> None:
    decision = served(office, issued(office, case))
    move(office, came_on.year, came_on.month, came_on.day)
    add(office, case.id, PaperKind.APPEAL, came_on)
    (clock,) = open_case(office, OpenCase(case.id)).clocks
    assert (clock.deadline.kind, clock.deadline.starts_on) == (DeadlineKind.APPEAL_FORWARDING, came_on)
    assert clock.deadline.ends_on == LAW.deadline(DeadlineKind.APPEAL_FORWARDING, came_on).ends_on
    assert days_of(office, decision).final_from_on == date(2026, 12, 29)
