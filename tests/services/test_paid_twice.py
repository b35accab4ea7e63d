"""Closed lists that cannot all be right, after a backup was put back at the keeper: told until somebody has looked."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from app.domain.decisions import Decision, DecisionKind, DecisionState
from app.domain.deliveries import Delivery
from app.domain.payments import PaymentList
from app.domain.records import RecordId, new_id
from app.services.exchange.board import ShowExchange, show_exchange
from app.services.exchange.disputes import ClosedStands, ListDisputes, SettleDispute, list_disputes, settle_dispute
from app.services.exchange.identity import Doubt, TakeNewIdentity, take_new_identity, watch_identity
from app.services.exchange.paid_twice import AcknowledgePaidTwice, PaidTwice, Twice, acknowledge_paid_twice
from app.services.payment_registers import HandOverPayments, hand_over_payments
from app.services.payments import (
    DropPaymentList,
    FileInDoubt,
    NotePaymentReturn,
    drop_payment_list,
    note_payment_return,
)
from tests.little_office import CLERK, at_desk
from tests.little_payments import DECEMBER, JANUARY, NOVEMBER, PAY_ON
from tests.paying_stations import approved_list, close, grant, lines_on, paying, shown, station_id
from tests.services.test_exchange_identity import admitted
from tests.stations import Station, joined, settle_everything


@dataclass
class Story:
    """An approved list that both know, and the file of its keeper from before the right was handed over."""

    biuro: Station
    laptop: Station
    act: Decision
    listed: PaymentList
    kept: Path

    def put_back(self) -> None:
        self.biuro.restore(self.kept)

    def come_together(self, folder: Path) -> None:
        """What the backup wrote goes on under a new identity, as after any fork."""
        admitted(self.laptop, take_new_identity(self.biuro.office, TakeNewIdentity(folder)).value, self.biuro)


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    biuro, laptop = paying(tmp_path, "Biuro", "Laptop")
    act = grant(biuro)
    listed = approved_list(biuro, DECEMBER)
    settle_everything(biuro, laptop)
    kept = biuro.backed_up()
    keeper = HandOverPayments(shown(biuro).register, station_id(biuro, laptop))  # type: ignore[arg-type]  # it was opened
    hand_over_payments(biuro.later(minutes=1).office, keeper)
    settle_everything(biuro, laptop)
    yield Story(biuro, laptop, act, listed, kept)
    for station in (biuro, laptop):
        station.close()


def told(station: Station) -> tuple[PaidTwice, ...]:
    return show_exchange(station.office, ShowExchange()).paid_twice


def what(found: tuple[PaidTwice, ...]) -> list[tuple[Twice, tuple[str, ...]]]:
    return [(each.what, each.signs) for each in found]


def another_list(station: Station, listed: PaymentList) -> PaymentList:
    """The backup drops the list that it has and makes a new one of the same months."""
    with station.office.reading() as file:
        seen = file.get(PaymentList, listed.id)
    drop_payment_list(at_desk(station.later(minutes=5).office, CLERK), DropPaymentList(seen, "od nowa"))
    return approved_list(station, DECEMBER)


def test_one_list_closed_at_two_workstations(story: Story, tmp_path: Path) -> None:
    first = close(story.laptop, story.listed)
    story.put_back()
    assert close(story.biuro.later(hours=1), story.listed).sign == first.sign
    assert (told(story.biuro), told(story.laptop)) == ((), ())
    story.come_together(tmp_path)
    assert what(told(story.biuro)) == [(Twice.CLOSING, ("1/2026",))]
    (found,) = story.laptop.load(story.biuro.send(story.laptop)).paid_twice
    assert (found.what, found.list_ids) == (Twice.CLOSING, (story.listed.id,))
    assert told(story.laptop) == (found,)


def test_a_closing_that_a_new_identity_says_once_more_is_one_closing(story: Story, tmp_path: Path) -> None:
    """The keeper told others of it and lost their answer: it stands in the journal under both numbers."""
    biuro, laptop = story.biuro, story.laptop
    shut = close(laptop, story.listed)
    kept = laptop.backed_up()
    biuro.load(laptop.send(biuro))
    laptop.restore(kept)
    admitted(biuro, take_new_identity(laptop.office, TakeNewIdentity(tmp_path)).value, laptop)
    assert biuro.load(laptop.send(biuro)).paid_twice == ()
    with biuro.office.reading() as file:
        written = [each for each in file.history(PaymentList, shut.id) if each.field == "number" and each.value]
    assert len({each.author for each in written}) == 2
    assert told(biuro) == told(laptop) == ()


def test_two_lists_with_one_sign_that_pay_one_month_of_one_act(story: Story, tmp_path: Path) -> None:
    biuro, laptop = story.biuro, story.laptop
    close(laptop, story.listed)
    story.put_back()
    other = close(biuro, another_list(biuro, story.listed))
    story.come_together(tmp_path)
    found = laptop.load(biuro.send(laptop)).paid_twice
    assert what(found) == [(Twice.SIGN, ("1/2026",)), (Twice.MONTH, ("1/2026",))]
    assert {each.list_ids for each in found} == {tuple(sorted((other.id, story.listed.id)))}
    assert found[1].payments == (("Wiśniewska Anna", NOVEMBER), ("Wiśniewska Anna", DECEMBER))
    assert told(laptop) == found == told(biuro)
    new = joined(tmp_path, "Kasa", laptop)
    assert told(new) == found, "who joins hears of it too"
    new.close()


def test_it_is_told_until_somebody_has_looked_and_not_again(story: Story, tmp_path: Path) -> None:
    biuro, laptop = story.biuro, story.laptop
    close(laptop, story.listed)
    story.put_back()
    close(biuro, another_list(biuro, story.listed))
    story.come_together(tmp_path)
    sign, month = laptop.load(biuro.send(laptop)).paid_twice
    acknowledge_paid_twice(laptop.office, AcknowledgePaidTwice(sign.key))
    assert told(laptop) == (month,)
    acknowledge_paid_twice(laptop.office, AcknowledgePaidTwice(month.key))
    acknowledge_paid_twice(laptop.office, AcknowledgePaidTwice("sign 00"))  # nobody had told of that
    dispute = next(each for each in list_disputes(biuro.office, ListDisputes()) if each.field == "state")
    settle_dispute(biuro.office, verdict(dispute.id, dispute.field, dispute.sides[0].value, dispute.sides))
    assert laptop.load(biuro.send(laptop)).paid_twice == ()
    assert told(laptop) == ()
    assert what(told(biuro)) == [(Twice.SIGN, ("1/2026",)), (Twice.MONTH, ("1/2026",))], "it looks for itself"
    laptop.load(biuro.send(laptop))
    biuro.load(laptop.send(biuro))
    assert biuro.digest() == laptop.digest()


def test_what_is_paid_as_it_should_is_not_told(story: Story) -> None:
    """A month that is paid again because it came back, a rise whose difference is paid, the month after it."""
    biuro, laptop = story.biuro, story.laptop
    shut = close(laptop, story.listed)
    (november, *_more) = lines_on(laptop, shut)
    back = NotePaymentReturn(line=november, amount=november.amount, returned_on=PAY_ON)
    note_payment_return(at_desk(laptop.office, CLERK), back)
    raise_amount(laptop, story.act)
    again = close(laptop, approved_list(laptop, JANUARY))
    paid = sorted((line.month, line.amount) for line in lines_on(laptop, again))
    assert paid == [(NOVEMBER, 10_000), (NOVEMBER, 61_050), (DECEMBER, 10_000), (JANUARY, 71_050)]
    assert biuro.load(laptop.send(biuro)).paid_twice == ()
    assert told(biuro) == ()


def test_what_came_back_is_paid_again_once(story: Story, tmp_path: Path) -> None:
    """The same return, paid again by the new keeper and by a backup of the old one that had heard of it."""
    biuro, laptop = story.biuro, story.laptop
    shut = close(laptop, story.listed)
    (november, *_more) = lines_on(laptop, shut)
    back = NotePaymentReturn(line=november, amount=november.amount, returned_on=PAY_ON)
    note_payment_return(at_desk(laptop.office, CLERK), back)
    biuro.load(laptop.send(biuro))
    laptop.load(biuro.send(laptop))
    keeper = HandOverPayments(shown(laptop).register, station_id(laptop, biuro))  # type: ignore[arg-type]
    hand_over_payments(laptop.later(minutes=1).office, keeper)
    settle_everything(biuro, laptop)
    kept = biuro.backed_up()
    first = close(biuro, approved_list(biuro, DECEMBER))
    settle_everything(biuro, laptop)
    biuro.restore(kept)
    second = close(biuro.later(hours=1), approved_list(biuro, DECEMBER))
    assert first.sign == second.sign == "2/2026"
    admitted(laptop, take_new_identity(biuro.office, TakeNewIdentity(tmp_path)).value, biuro)
    found = laptop.load(biuro.send(laptop)).paid_twice
    assert what(found) == [(Twice.SIGN, ("2/2026",)), (Twice.MONTH, ("2/2026",))]
    assert found[1].payments == (("Wiśniewska Anna", NOVEMBER),)


def test_of_a_closed_list_only_what_it_was_closed_with_is_offered(story: Story) -> None:
    """Closed at one workstation, dropped at another that had not heard of it."""
    biuro, laptop = story.biuro, story.laptop
    with biuro.office.reading() as file:
        seen = file.get(PaymentList, story.listed.id)
    drop_payment_list(at_desk(biuro.later(minutes=9).office, CLERK), DropPaymentList(seen, "nie"))
    shut = close(laptop, story.listed)
    settle_everything(biuro, laptop)
    disputes = {}
    for station in (biuro, laptop):
        disputes = {each.field: each for each in list_disputes(station.office, ListDisputes())}
        for dispute in disputes.values():
            assert dispute.closed_as == shut.sign
            assert [side.value for side in dispute.sides if side.may_stand] == [getattr(shut, dispute.field)]
            assert len(dispute.sides) == 2
        assert set(disputes) >= {"state", "remark"}
    barred = next(side for side in disputes["state"].sides if not side.may_stand)
    with pytest.raises(ClosedStands):
        settle_dispute(laptop.office, verdict(shut.id, "state", barred.value, disputes["state"].sides))


def test_an_older_file_closes_nothing(story: Story, tmp_path: Path) -> None:
    """On the computer of the keeper a backup is known by its mark: the money does not go out twice at all."""
    biuro, laptop = story.biuro, story.laptop
    keeper = HandOverPayments(shown(laptop).register, station_id(laptop, biuro))  # type: ignore[arg-type]
    hand_over_payments(laptop.later(minutes=1).office, keeper)
    settle_everything(biuro, laptop)
    assert watch_identity(biuro.store, tmp_path) is None
    kept = biuro.backed_up()
    close(biuro, story.listed)
    biuro.send(laptop)
    biuro.restore(kept)
    assert watch_identity(biuro.store, tmp_path) is Doubt.OLDER
    with pytest.raises(FileInDoubt) as refused:
        close(biuro, story.listed)
    assert refused.value.facts == {"why": "older"}


def verdict(list_id: RecordId, field: str, value: object, sides: tuple[object, ...]) -> SettleDispute:
    seen = frozenset(side.dot for side in sides)  # type: ignore[attr-defined]  # the sides of a dispute
    return SettleDispute(PaymentList, list_id, field, value, seen)


def raise_amount(station: Station, act: Decision) -> None:
    """100 zł more a month from November on, served and final."""
    with station.later(minutes=1).office.work("zmiana") as work:
        more = replace(
            act, id=new_id(), kind=DecisionKind.CHANGE, state=DecisionState.ISSUED, seen=None, amount=71_050,
            number=f"{act.number}/D2", issued_on=date(2026, 11, 25), document_id=new_id(),
        )  # fmt: skip
        work.add(more)
        assert more.document_id is not None
        served = Delivery(
            id=new_id(), document_id=more.document_id, case_id=act.case_id, person_id=act.person_id,
            served_on=date(2026, 11, 26),
        )  # fmt: skip
        work.add(served)
        work.commit()
