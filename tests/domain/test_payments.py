from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from app.domain.payments import (
    SOCIAL_ASSISTANCE,
    LinesChanged,
    ListRemarkNeeded,
    ListState,
    NothingOnList,
    OwnCheck,
    PaymentLine,
    PaymentList,
    WrongListMove,
    WrongReturn,
    approve,
    check,
    demand_closable,
    demand_draft,
    demand_return,
    digest_of,
    drop,
    lines_of,
    register_id,
    send_back,
)
from app.domain.records import RecordId

MAKER, SECOND, HEAD = RecordId(b"maker-0000000001"), RecordId(b"second-000000001"), RecordId(b"head-00000000001")
ON, DEC = date(2026, 12, 20), date(2026, 12, 1)
LISTED = PaymentList(
    id=RecordId(b"list-00000000001"), register_id=register_id(SOCIAL_ASSISTANCE), month=DEC, made_by_id=MAKER
)


def line(name: str = "Wiśniewska Anna", number: int = 1, **more: object) -> PaymentLine:
    ids = {name: RecordId(f"{name}-{number:08d}".encode()) for name in ("lineno", "decisio", "casenum", "persona")}
    made = PaymentLine(
        id=ids["lineno"],
        list_id=LISTED.id,
        decision_id=ids["decisio"],
        case_id=ids["casenum"],
        person_id=ids["persona"],
        month=DEC,
        amount=61_050,
        payee=name,
    )
    return replace(made, **more)  # type: ignore[arg-type]  # the tests name the fields


LINES = [line(), line("Ćwik Jan", 2)]
CHECKED = check(LISTED, LINES, SECOND, ON)
APPROVED = approve(CHECKED, LINES, HEAD, ON)


def test_a_list_goes_from_hand_to_hand() -> None:
    demand_draft(LISTED)
    assert (CHECKED.state, CHECKED.checked_by_id) == (ListState.CHECKED, SECOND)
    assert (APPROVED.state, APPROVED.approved_by_id) == (ListState.APPROVED, HEAD)
    demand_closable(APPROVED, LINES)
    back = send_back(APPROVED, " dopisz Ćwika ")
    assert (back.state, back.remark, back.digest, back.checked_by_id) == (ListState.DRAFT, "dopisz Ćwika", "", None)
    assert drop(LISTED, "pomyłka").state is ListState.DROPPED


def test_whoever_made_it_neither_checks_nor_approves() -> None:
    with pytest.raises(OwnCheck):
        check(LISTED, LINES, MAKER, ON)
    with pytest.raises(OwnCheck):
        approve(CHECKED, LINES, MAKER, ON)


def test_steps_out_of_order_are_refused() -> None:
    closed = replace(LISTED, number=1, year=2026)
    steps: tuple[Callable[[], object], ...] = (
        lambda: approve(LISTED, LINES, HEAD, ON),
        lambda: check(CHECKED, LINES, SECOND, ON),
        lambda: demand_closable(CHECKED, LINES),
        lambda: demand_draft(APPROVED),
        lambda: demand_draft(closed),
        lambda: drop(closed, "x"),
        lambda: send_back(LISTED, "x"),
    )
    for step in steps:
        with pytest.raises(WrongListMove):
            step()
    for wordless in (partial(drop, LISTED, " "), partial(send_back, CHECKED, "")):
        with pytest.raises(ListRemarkNeeded):
            wordless()


def test_only_the_lines_that_were_checked_are_approved_and_closed() -> None:
    for changed in ([line()], [line(amount=61_051), LINES[1]], [line(account="1"), LINES[1]]):
        with pytest.raises(LinesChanged):
            approve(CHECKED, changed, HEAD, ON)
        with pytest.raises(LinesChanged):
            demand_closable(APPROVED, changed)
    with pytest.raises(NothingOnList):
        check(LISTED, [], SECOND, ON)


def test_the_hash_is_of_what_is_paid_and_not_of_the_order() -> None:
    assert digest_of(LISTED, LINES) == digest_of(LISTED, [replace(each, position=3) for each in reversed(LINES)])
    assert digest_of(LISTED, LINES) != digest_of(replace(LISTED, pay_on=ON), LINES)


def test_a_closed_list_pays_what_it_was_closed_with() -> None:
    late = line("Za Późny", 3)
    assert [each.payee for each in lines_of(LISTED, [*LINES, late])] == ["Wiśniewska Anna", "Za Późny", "Ćwik Jan"]
    closed = replace(LISTED, number=1, year=2026)
    numbered = [replace(each, position=place) for place, each in enumerate(LINES, 1)]
    assert lines_of(closed, [late, *reversed(numbered)]) == numbered
    assert (closed.sign, LISTED.sign) == ("1/2026", "")


def test_no_more_comes_back_than_went_out() -> None:
    demand_return(line(), 61_050)
    for amount in (0, -1, 61_051):
        with pytest.raises(WrongReturn):
            demand_return(line(), amount)
