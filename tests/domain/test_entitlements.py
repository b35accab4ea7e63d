from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from app.domain.decisions import Decision, DecisionState, amounts_of, written_amounts
from app.domain.entitlements import (
    Because,
    Claim,
    MonthRow,
    Place,
    entitlements,
    months_between,
)
from app.domain.payments import HoldKind, PaymentHold, PaymentLine, PaymentReturn, ReturnReason
from app.domain.records import RecordId

NOV, DEC, JAN, FEB = date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1), date(2027, 2, 1)
CASE, ANNA = RecordId(b"case-anna-000001"), RecordId(b"person-anna-0001")
ACCOUNT = "15114020040000360276543210"
ON = date(2026, 12, 20)


def rid(text: str) -> RecordId:
    return RecordId(text.encode().ljust(16, b"0")[:16])


def granted(name: str = "first", **more: object) -> Decision:
    made = Decision(
        id=rid(name),
        case_id=CASE,
        person_id=ANNA,
        state=DecisionState.ISSUED,
        benefit="periodic_allowance",
        amount=61_050,
        from_month=NOV,
        to_month=JAN,
        number=f"D/{name}",
        issued_on=date(2026, 11, 23),
    )
    return replace(made, **more)  # type: ignore[arg-type]  # the tests name the fields


def claim(*decisions: Decision, **more: object) -> Claim:
    made = Claim(
        decisions=decisions,
        executable={decision.id: date(2026, 12, 10) for decision in decisions},
        account=ACCOUNT,
    )
    return replace(made, **more)  # type: ignore[arg-type]  # the tests name the fields


def line(name: str, month: date, amount: int = 61_050, **more: object) -> PaymentLine:
    made = PaymentLine(
        id=rid(name),
        list_id=rid("list"),
        decision_id=rid("first"),
        case_id=CASE,
        person_id=ANNA,
        month=month,
        amount=amount,
        account=ACCOUNT,
        position=1,
    )
    return replace(made, **more)  # type: ignore[arg-type]  # the tests name the fields


def rows(of: Claim, until: date = JAN, on: date = ON) -> tuple[MonthRow, ...]:
    return entitlements(of, date(2026, 1, 1), until, on, lambda benefit: benefit == "purpose_allowance")


def told(found: Sequence[MonthRow]) -> list[list[tuple[str, int, str]]]:
    return [[(part.place.value, part.amount, part.because or "") for part in row.parts] for row in found]


def test_each_month_of_the_decision_is_due_until_the_month_that_is_asked_for() -> None:
    assert [(row.month, row.due) for row in rows(claim(granted()), DEC)] == [(NOV, 61_050), (DEC, 61_050)]
    assert sum(row.due for row in rows(claim(granted()))) == 183_150


def test_what_is_paid_is_not_ready_again() -> None:
    assert told(rows(claim(granted(), lines=[line("one", NOV)]), DEC)) == [
        [("paid", 61_050, "")],
        [("ready", 61_050, "")],
    ]


def test_a_later_decision_takes_months_over_and_only_the_difference_is_open() -> None:
    more = granted("second", amount=70_000, from_month=DEC, to_month=FEB, issued_on=date(2026, 12, 15))
    found = rows(claim(granted(), more, lines=[line("one", NOV), line("two", DEC)]), FEB)
    assert [row.granted for row in found] == [61_050, 70_000, 70_000, 70_000]
    assert told(found)[1] == [("paid", 61_050, ""), ("ready", 8_950, "")]
    less = replace(more, amount=50_000)
    assert rows(claim(granted(), less, lines=[line("two", DEC)]))[1].overpaid == 11_050


def test_some_months_have_an_amount_of_their_own() -> None:
    text = written_amounts({DEC: 41_000, NOV: 80_800})
    assert text == "2026-11=80800,2026-12=41000"
    assert amounts_of(text) == {NOV: 80_800, DEC: 41_000}
    assert amounts_of("2026-3=5,,2026-04,2026-05=x") == {}
    assert amounts_of("2026-13=5,2026-xx=5,0000-01=5,2026-11=7") == {NOV: 7}
    assert [row.due for row in rows(claim(granted(other_amounts=text)))] == [80_800, 41_000, 61_050]


def test_each_one_off_help_speaks_for_itself() -> None:
    coal = granted("coal", benefit="purpose_allowance", from_month=NOV, to_month=NOV, amount=20_000)
    shoes = granted("shoes", benefit="purpose_allowance", from_month=NOV, to_month=NOV, amount=9_000)
    found = rows(claim(coal, shoes, lines=[line("paid", NOV, 20_000, decision_id=coal.id)]))
    assert sorted(told(found)) == [[("paid", 20_000, "")], [("ready", 9_000, "")]]


def test_what_is_in_the_way_is_told_and_nothing_is_ready() -> None:
    decision = granted()
    hold = PaymentHold(id=rid("hold"), decision_id=decision.id, case_id=CASE, from_month=NOV, to_month=NOV)
    cases = {
        Because.NOT_SERVED: claim(decision, executable={decision.id: None}),
        Because.NOT_EXECUTABLE: claim(decision, executable={decision.id: date(2026, 12, 29)}),
        Because.APPEALED: claim(decision, appealed=frozenset({decision.id})),
        Because.UNSETTLED: claim(decision, unsettled=frozenset({ANNA})),
        Because.NO_ACCOUNT: claim(decision, account=""),
        Because.WRONG_ACCOUNT: claim(decision, is_account_wrong=True),
        Because.SUSPENDED: claim(decision, holds=[hold]),
        Because.NOT_COLLECTED: claim(decision, holds=[replace(hold, kind=HoldKind.NOT_COLLECTED)]),
        Because.PAID_ELSEWHERE: claim(decision, elsewhere=frozenset({NOV})),
        Because.DIED: claim(decision, died_on=date(2026, 11, 30)),
    }
    for because, of in cases.items():
        assert told(rows(of, NOV)) == [[("held", 61_050, because.value)]]


def test_cash_needs_no_account() -> None:
    assert told(rows(claim(granted(pay_by="cash"), account=""), NOV)) == [[("ready", 61_050, "")]]


def test_nothing_is_due_after_death_or_after_the_end_of_the_decision() -> None:
    dead = rows(claim(granted(), died_on=date(2026, 11, 30), lines=[line("one", NOV), line("two", DEC)]))
    assert [(row.due, row.overpaid, row.ends) for row in dead] == [
        (61_050, 0, None),
        (0, 61_050, Because.DIED),
        (0, 0, Because.DIED),
    ]
    ended = PaymentHold(id=rid("end"), decision_id=rid("first"), case_id=CASE, from_month=DEC, kind=HoldKind.ENDED)
    assert [row.due for row in rows(claim(granted(), holds=[ended]))] == [61_050, 0, 0]


def test_what_came_back_waits_and_is_paid_once_more_when_the_account_is_another() -> None:
    sent = line("one", NOV)
    back = PaymentReturn(id=rid("back"), line_id=sent.id, amount=61_050, reason=ReturnReason.CLOSED_ACCOUNT)
    waiting = claim(granted(), lines=[sent], returns=[back])
    assert told(rows(waiting, NOV)) == [[("returned", 61_050, "same_account")]]
    moved = replace(waiting, account="61109010140000071219812874")
    (row,) = rows(moved, NOV)
    assert [(part.amount, part.back) for part in row.payable] == [(61_050, back)]
    again = replace(moved, lines=[sent, line("again", NOV, return_id=back.id, account=moved.account)])
    assert told(rows(again, NOV)) == [[("paid", 61_050, "")]]


def test_money_that_a_client_gave_back_is_not_pressed_on_anybody() -> None:
    sent = line("one", NOV)
    back = PaymentReturn(id=rid("back"), line_id=sent.id, amount=1_050, reason=ReturnReason.GIVEN_BACK)
    found = rows(claim(granted(), lines=[sent], returns=[back]), NOV)
    assert told(found) == [[("paid", 60_000, ""), ("returned", 1_050, "given_back")]]
    assert not found[0].payable


_grosze = st.integers(0, 200_000)


@st.composite
def histories(draw: st.DrawFn) -> Claim:
    """Whatever may lie in a file, also what no program would write: overlapping decisions, wild lines and returns."""
    months = months_between(NOV, FEB)
    decisions = []
    for number in range(draw(st.integers(0, 3))):
        first, last = sorted(draw(st.tuples(st.sampled_from(months), st.sampled_from(months))))
        benefit = draw(st.sampled_from(["periodic_allowance", "purpose_allowance"]))
        spans = {"from_month": first, "to_month": draw(st.sampled_from([last, None])), "benefit": benefit}
        decisions.append(granted(f"d{number}", amount=draw(_grosze), **spans))
    lines = [
        line(
            f"l{number}",
            draw(st.sampled_from(months)),
            draw(_grosze),
            set_off=draw(_grosze),
            decision_id=rid(f"d{draw(st.integers(0, 3))}"),
            return_id=draw(st.sampled_from([None, rid("b0"), rid("b1")])),
        )
        for number in range(draw(st.integers(0, 5)))
    ]
    returns = [
        PaymentReturn(id=rid(f"b{number}"), line_id=rid(f"l{number}"), amount=draw(_grosze), reason=reason)
        for number, reason in enumerate(draw(st.lists(st.sampled_from(ReturnReason), max_size=4)))
    ]
    holds = [
        PaymentHold(id=rid(f"h{number}"), decision_id=rid("d0"), case_id=CASE, from_month=DEC, kind=kind)
        for number, kind in enumerate(draw(st.lists(st.sampled_from(HoldKind), max_size=2)))
    ]
    return claim(
        *decisions,
        lines=lines,
        returns=returns,
        holds=holds,
        died_on=draw(st.sampled_from([None, date(2026, 12, 24)])),
        account=draw(st.sampled_from(["", ACCOUNT])),
    )


@given(histories())
def test_every_grosz_lies_somewhere(of: Claim) -> None:
    """Paid, set off, returned, held and ready together are what is due and what was overpaid, in every month."""
    for row in rows(of, FEB):
        assert sum(part.amount for part in row.parts) == row.due + row.overpaid
        assert all(part.amount > 0 for part in row.parts)
        assert 0 <= row.due <= row.granted
        assert not row.overpaid or not row.amount(Place.HELD, Place.READY, Place.RETURNED)
        assert all((part.because is not None) for part in row.parts if part.place is Place.HELD)


@given(histories())
def test_paying_what_is_payable_leaves_nothing_payable(of: Claim) -> None:
    """Whatever is ready goes onto a list once; asked again there is nothing left, and nobody got more than is due."""
    found = rows(of, FEB)
    paid = [
        line(
            f"n{number}",
            row.month,
            part.amount,
            decision_id=row.decision.id,
            return_id=part.back.id if part.back is not None else None,
        )
        for number, (row, part) in enumerate((row, part) for row in found for part in row.payable)
        if row.decision is not None
    ]
    after = rows(replace(of, lines=[*of.lines, *paid]), FEB)
    assert not [part for row in after for part in row.payable]
    assert [row.overpaid for row in after] == [row.overpaid for row in found]
