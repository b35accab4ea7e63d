"""A decision that is issued at one workstation while another one goes on with its draft."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

import pytest

from app.domain.decisions import Decision, DecisionState, WrongMove
from app.domain.offices import Setting, setting_id
from app.domain.persons import Person
from app.domain.roles import NotAllowed
from app.domain.tidying import TextTooLong
from app.services.decision_drafts import AlreadyDecided, ChangeDraft, change_draft
from app.services.decision_views import Move
from app.services.decisions import IssueDecision, SendBackDraft, issue_decision, send_back_draft
from app.services.exchange.disputes import (
    IssuedStands,
    ListDisputes,
    NotAValue,
    SettleDispute,
    list_disputes,
    settle_dispute,
)
from app.services.exchange.naming import Dispute
from app.services.office import Office
from app.services.registers import OpenRegister, open_register
from tests.little_decision import WRITTEN, approved, changed, drafted, passed_on, ready_case, view_of
from tests.little_office import ACCOUNTANT, CLERK, HEAD, SETTINGS, at_desk
from tests.stations import Station, office_and_laptop, office_of, settle_everything
from tests.stations import change as change_anna

LATER = datetime(2026, 11, 23, 12)


@dataclass
class Two:
    """An approved decision that both workstations know."""

    biuro: Station
    laptop: Station
    decision: Decision

    @property
    def office(self) -> Office:
        return replace(self.biuro.office, clerk=CLERK)

    def now(self, station: Station | None = None) -> Decision:
        with (station or self.biuro).office.reading() as file:
            return file.get(Decision, self.decision.id)


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Two]:
    biuro, laptop = office_of(tmp_path, "Biuro", "Laptop")
    biuro.calendar.move_to(datetime(2026, 11, 3, 11, 30))
    office = replace(biuro.office, clerk=CLERK)
    with office.work("Ustawienia") as work:
        known = {setting.name for setting in work.find(Setting)}
        values = {name: value for name, value in SETTINGS.items() if name not in known}
        work.add_all([Setting(id=setting_id(name), name=name, value=value) for name, value in values.items()])
        work.commit()
    register = OpenRegister(
        cell="MGOPS", class_symbol="5110", group_number=3, year=2026, title="Spis", benefit="periodic_allowance"
    )
    open_register(at_desk(office, HEAD), register)
    draft = changed(office, drafted(office, ready_case(office)), written_reasons=WRITTEN)
    decision = approved(office, passed_on(office, draft))
    laptop.calendar.move_to(datetime(2026, 11, 23, 9))
    laptop.load(biuro.send(laptop))
    yield Two(biuro, laptop, decision)
    for station in (biuro, laptop):
        station.close()


def rewritten(two: Two) -> None:
    """At the laptop the head sends the decision back and the clerk writes another amount, period and reasons."""
    returned = send_back_draft(at_desk(two.laptop.office, HEAD), SendBackDraft(two.now(two.laptop), "Za mało.")).value
    clerk = at_desk(two.laptop.office, CLERK)
    choices = {"amount": returned.amount + 20_000, "to_month": date(2027, 12, 1), "written_reasons": "Inny tekst."}
    changed(clerk, returned, **choices)


def issued(two: Two) -> Decision:
    return issue_decision(two.office, IssueDecision(two.decision)).value


def disputes(station: Station) -> dict[str, Dispute]:
    return {each.field: each for each in list_disputes(station.office, ListDisputes())}


def settle(office: Office, dispute: Dispute, value: object) -> None:
    seen = frozenset(side.dot for side in dispute.sides)
    settle_dispute(office, SettleDispute(dispute.kind, dispute.id, dispute.field, value, seen))


@pytest.mark.parametrize("laptop_at", [datetime(2026, 11, 23, 9, 5), LATER], ids=["before", "after"])
def test_an_issued_decision_says_what_is_on_paper_whenever_another_workstation_rewrote_it(
    two: Two, laptop_at: datetime
) -> None:
    two.laptop.calendar.move_to(laptop_at)
    rewritten(two)
    out = issued(two)
    settle_everything(two.biuro, two.laptop)
    for station in (two.biuro, two.laptop):
        assert two.now(station) == out
        assert set(disputes(station)) >= {"state", "amount", "to_month", "written_reasons"}
        assert disputes(station)["amount"].sides[0].value == out.amount
    assert two.biuro.digest() == two.laptop.digest()
    assert two.biuro.health().is_well


def test_what_was_issued_cannot_be_settled_away_edited_or_issued_again(two: Two) -> None:
    two.laptop.calendar.move_to(LATER)
    rewritten(two)
    out = issued(two)
    settle_everything(two.biuro, two.laptop)
    found = disputes(two.biuro)
    assert found["amount"].issued_as == out.number
    assert [(side.value, side.may_stand) for side in found["amount"].sides] == [
        (out.amount, True),
        (out.amount + 20_000, False),
    ]
    with pytest.raises(IssuedStands):
        settle(two.office, found["state"], DecisionState.RETURNED)
    with pytest.raises(IssuedStands):
        settle(two.office, found["amount"], out.amount + 20_000)
    now = two.now()
    assert view_of(two.office, now).moves == {Move.DELIVER: None}
    with pytest.raises(WrongMove):
        change_draft(two.office, ChangeDraft(now, replace(now, amount=now.amount + 5_000)))
    with pytest.raises(WrongMove):
        issue_decision(two.office, IssueDecision(now))
    with pytest.raises(AlreadyDecided):
        drafted(two.office, view_of(two.office, now).case)


def test_one_verdict_settles_every_field_of_an_issued_decision(two: Two) -> None:
    rewritten(two)
    out = issued(two)
    settle_everything(two.biuro, two.laptop)
    settle(two.office, disputes(two.biuro)["amount"], out.amount)
    assert disputes(two.biuro) == {}
    settle_everything(two.biuro, two.laptop)
    assert disputes(two.laptop) == {}
    assert two.now(two.laptop) == two.now() == out


def test_a_state_written_over_an_issued_decision_opens_nothing(two: Two) -> None:
    """As in a file that met such a bundle before issued decisions were sealed."""
    out = issued(two)
    with two.office.work("Stan z innego stanowiska") as work:
        work.change(work.get(Decision, out.id), replace(work.get(Decision, out.id), state=DecisionState.RETURNED))
        work.commit()
    now = two.now()
    with pytest.raises(WrongMove):
        change_draft(two.office, ChangeDraft(now, replace(now, amount=now.amount + 5_000)))
    with pytest.raises(AlreadyDecided):
        drafted(two.office, view_of(two.office, out).case)


def test_whoever_may_not_write_a_kind_of_record_settles_nothing_of_it(tmp_path: Path) -> None:
    office, laptop = office_and_laptop(tmp_path)
    change_anna(office, phone="61")
    change_anna(laptop, phone="62")
    settle_everything(office, laptop)
    (dispute,) = list_disputes(office.office, ListDisputes())
    with pytest.raises(NotAllowed):
        settle(at_desk(office.office, ACCOUNTANT), dispute, "62")
    with pytest.raises(NotAValue):
        settle(office.office, dispute, date(2026, 1, 1))
    with pytest.raises(TextTooLong):
        settle(office.office, dispute, "6" * 5_000_000)
    settle(office.office, dispute, " 44 781\u0000 22 60 ")
    with office.office.reading() as file:
        assert file.get(Person, dispute.id).phone == "44 781 22 60"
    for station in (office, laptop):
        station.close()


def test_who_heard_neither_of_the_issue_nor_of_the_verdict_changes_nothing_on_paper(two: Two) -> None:
    two.biuro.calendar.move_to(LATER)
    issue_decision(at_desk(two.biuro.office, CLERK), IssueDecision(two.now()))
    issued = two.now()
    for remark in ("raz", "dwa"):
        with two.laptop.later(minutes=1).office.work("zwrot bez wiedzy") as work:
            shown = work.get(Decision, two.decision.id)
            work.change(shown, replace(shown, state=DecisionState.RETURNED, remark=remark))
            work.commit()
        two.biuro.calendar.move_to(two.laptop.calendar.now())
        two.biuro.load(two.laptop.send(two.biuro))
        assert (two.now().state, two.now().remark) == (DecisionState.ISSUED, issued.remark)
        for _turn in range(3):
            disputes = list_disputes(two.biuro.office, ListDisputes())
            if not disputes:
                break
            dispute = disputes[0]
            value = getattr(issued, dispute.field)
            seen = frozenset(side.dot for side in dispute.sides)
            settle_dispute(two.biuro.office, SettleDispute(Decision, dispute.id, dispute.field, value, seen))
        assert list_disputes(two.biuro.office, ListDisputes()) == ()
    two.laptop.load(two.biuro.send(two.laptop))
    assert two.biuro.digest() == two.laptop.digest()
    assert two.biuro.health().is_well
