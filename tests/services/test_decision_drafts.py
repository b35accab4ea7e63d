"""A draft proposes what the findings say, is changed choice by choice, and never leaves what the law allows."""

from dataclasses import replace
from datetime import date

import pytest

from app.domain.case_course import Closing
from app.domain.cases import AlreadyClosed
from app.domain.decision_rules import (
    AmountOutOfBounds,
    GroundsNeeded,
    MonthTooEarly,
    NoRight,
    NotToChoose,
    PeriodBackwards,
)
from app.domain.decisions import Decision, DecisionKind, DecisionState
from app.domain.incomes import NO_INCOME, Income
from app.domain.records import new_id
from app.domain.roles import NotAllowed
from app.services.applications import take_application
from app.services.cases import CloseCase, NotCalculable, close_case
from app.services.decision_drafts import (
    AlreadyDecided,
    ChangeDraft,
    DraftDecision,
    RefreshFindings,
    change_draft,
    draft_decision,
    refresh_findings,
)
from app.services.decision_findings import thaw
from app.services.decision_guards import FindingsOutdated, Unsettled
from app.services.decision_views import LookAtDecision, look_at_decision
from app.services.office import Office
from tests.little_decision import (
    WRITTEN,
    add_income,
    changed,
    drafted,
    issued,
    passed_on,
    ready_case,
    rewrite,
    view_of,
    words,
)
from tests.little_office import ACCOUNTANT, CLERK, WORKER, annas_application, at_desk, somebody

NOVEMBER, JANUARY = date(2026, 11, 1), date(2027, 1, 1)


def test_the_draft_proposes_the_lowest_amount_for_three_months_and_the_reason_that_is_not_poverty(
    office: Office,
) -> None:
    draft = drafted(office, ready_case(office))
    assert (draft.kind, draft.state) == (DecisionKind.GRANT, DecisionState.DRAFT)
    assert (draft.amount, draft.from_month, draft.to_month, draft.months) == (61_050, NOVEMBER, JANUARY, 3)
    assert (draft.reason, draft.pay_by, draft.pay_day) == ("7.4", "transfer", 25)
    assert (draft.drafted_by_id, draft.drafted_on) == (CLERK.id, date(2026, 11, 23))
    frozen = thaw(draft.findings)
    assert frozen is not None
    assert (frozen.income, frozen.criterion, frozen.lowest, frozen.highest) == (124_800, 246_900, 61_050, 122_100)
    assert [line.is_counted for line in frozen.lines].count(False) == 2
    assert not frozen.is_single


def test_whoever_declared_no_income_stands_in_the_table_with_nothing(office: Office) -> None:
    case = ready_case(office)
    with office.work("Oświadczenie") as work:
        work.touching(case.household_id)
        work.add(Income(id=new_id(), person_id=case.person_id, kind=NO_INCOME, evidence="oświadczenie"))
        work.commit()
    frozen = thaw(drafted(office, case).findings)
    assert frozen is not None
    assert frozen.lines[0].cells == ("Anna Wiśniewska", "brak dochodu", "oświadczenie", "0,00", "–")
    assert len(frozen.lines) == 7
    assert frozen.income == 124_800


def test_a_claim_has_one_draft_at_a_time(office: Office) -> None:
    case = ready_case(office)
    first = drafted(office, case)
    again = draft_decision(office, DraftDecision(case.id))
    assert again.value == first
    assert not again.changes.touched


def test_what_is_decided_is_not_drafted_again(office: Office) -> None:
    case = ready_case(office)
    number = issued(office, case).number
    with pytest.raises(AlreadyDecided) as refused:
        drafted(office, case)
    assert refused.value.facts == {"number": number}


def test_too_much_income_drafts_a_refusal_with_its_reason(office: Office) -> None:
    case = ready_case(office)
    add_income(office, case, 200_000)
    draft = drafted(office, case)
    assert (draft.kind, draft.amount, draft.months) == (DecisionKind.REFUSAL, 0, 0)
    frozen = thaw(draft.findings)
    assert frozen is not None
    assert "gdyby dochód był niższy co najmniej o" in frozen.reason
    sight = look_at_decision(office, LookAtDecision(draft))
    assert "gdyby dochód był niższy co najmniej o" in words(sight.pdf)
    assert "".join(piece.text for piece in sight.pieces).startswith("Odmawiam Pani Annie Wiśniewskiej")


def test_who_may_not_draft_and_what_is_not_worked_out_is_refused(office: Office) -> None:
    case = ready_case(office)
    for clerk in (WORKER, ACCOUNTANT):
        with pytest.raises(NotAllowed):
            drafted(at_desk(office, clerk), case)
    other = annas_application(benefit="meal", person=somebody(), address=annas_application().address)
    meal = take_application(office, replace(other, members=())).value.case
    with pytest.raises(NotCalculable):
        drafted(office, meal)


def test_a_closed_case_takes_no_draft(office: Office) -> None:
    case = ready_case(office)
    closed = close_case(office, CloseCase(case, Closing.WITHDRAWN, "Cofnięto wniosek.")).value
    with pytest.raises(AlreadyClosed):
        drafted(office, closed)


# -- choices --------------------------------------------------------------------------------------------------------


def test_choices_are_written_and_nothing_else(office: Office) -> None:
    draft = drafted(office, ready_case(office))
    after = replace(
        draft, amount=100_000, written_reasons="  Długi.\r\n", state=DecisionState.APPROVED, number="X", reason="7.6"
    )
    saved = change_draft(office, ChangeDraft(draft, after)).value
    assert (saved.amount, saved.reason, saved.written_reasons) == (100_000, "7.6", "Długi.")
    assert (saved.state, saved.number) == (DecisionState.DRAFT, "")


@pytest.mark.parametrize("amount", [61_049, 122_101, 0])
def test_an_amount_outside_the_bounds_is_refused(office: Office, amount: int) -> None:
    draft = drafted(office, ready_case(office))
    with pytest.raises(AmountOutOfBounds) as refused:
        changed(office, draft, amount=amount)
    assert refused.value.facts == {"amount": amount, "lowest": 61_050, "highest": 122_100}


def test_months_in_their_order_and_none_before_the_application_was_complete(office: Office) -> None:
    draft = drafted(office, ready_case(office))
    with pytest.raises(MonthTooEarly) as refused:
        changed(office, draft, from_month=date(2026, 10, 1))
    assert refused.value.facts == {"first": NOVEMBER}
    with pytest.raises(PeriodBackwards):
        changed(office, draft, from_month=date(2027, 2, 1))
    assert changed(office, draft, to_month=NOVEMBER).months == 1


def test_reasons_are_left_out_only_where_the_whole_claim_is_granted(office: Office) -> None:
    draft = drafted(office, ready_case(office))
    assert not changed(office, draft, without_reasons=True).without_reasons
    draft = view_of(office, draft).decision
    both = changed(office, draft, without_reasons=True, is_granted_in_full=True)
    assert both.without_reasons
    assert not changed(office, both, is_granted_in_full=False).without_reasons


def test_a_refusal_grants_nothing_and_a_grant_proposes_anew(office: Office) -> None:
    draft = changed(office, drafted(office, ready_case(office)), amount=70_000)
    refusal = changed(office, draft, kind=DecisionKind.REFUSAL)
    assert (refusal.amount, refusal.from_month) == (0, None)
    with pytest.raises(GroundsNeeded):
        passed_on(office, refusal)
    grounded = changed(office, refusal, refusal_grounds="art. 11 ust. 2", written_reasons=WRITTEN)
    text = words(look_at_decision(office, LookAtDecision(grounded)).pdf)
    assert "art. 11 ust. 2" in text
    assert "50% różnicy" not in text
    back = changed(office, grounded, kind=DecisionKind.GRANT)
    assert (back.amount, back.months, back.refusal_grounds) == (61_050, 3, "")


def test_nothing_is_granted_without_a_right(office: Office) -> None:
    case = ready_case(office)
    add_income(office, case, 200_000)
    with pytest.raises(NoRight):
        changed(office, drafted(office, case), kind=DecisionKind.GRANT)


def test_two_forms_that_change_one_field_leave_a_contradiction_that_stops_the_decision(office: Office) -> None:
    draft = drafted(office, ready_case(office))
    changed(office, draft, amount=70_000, written_reasons=WRITTEN)
    stale = changed(office, draft, amount=80_000)
    assert view_of(office, stale).contradicted == ("amount",)
    with pytest.raises(Unsettled) as refused:
        passed_on(office, view_of(office, stale).decision)
    assert refused.value.facts == {"fields": ("amount",)}


def test_fields_that_differ_meet_without_a_contradiction(office: Office) -> None:
    draft = drafted(office, ready_case(office))
    changed(office, draft, amount=70_000)
    other = changed(office, draft, written_reasons=WRITTEN)
    assert (other.amount, other.written_reasons) == (70_000, WRITTEN)
    assert view_of(office, other).contradicted == ()


def test_income_that_comes_later_stops_the_draft_until_it_is_taken_over(office: Office) -> None:
    case = ready_case(office)
    draft = changed(office, drafted(office, case), amount=122_100)
    add_income(office, case, 40_000)
    assert view_of(office, draft).is_outdated
    with pytest.raises(FindingsOutdated):
        passed_on(office, draft)
    fresh = refresh_findings(office, RefreshFindings(draft)).value
    assert (fresh.amount, fresh.months) == (41_050, 3)
    assert not view_of(office, fresh).is_outdated
    add_income(office, case, 100_000)
    refusal = refresh_findings(office, RefreshFindings(fresh)).value
    assert refusal.kind is DecisionKind.REFUSAL
    with office.work("Błędny dochód") as work:
        work.touching(case.household_id)
        for income in work.find(Income, person_id=case.person_id):
            work.remove(income)
        work.commit()
    granted = refresh_findings(office, RefreshFindings(refusal)).value
    assert (granted.kind, granted.amount) == (DecisionKind.GRANT, 61_050)


# -- what no form offers ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("from_month", date(2026, 11, 17)),
        ("to_month", date(2027, 1, 5)),
        ("to_month", date(9999, 12, 1)),
        ("pay_by", "bitcoin"),
        ("pay_day", 99),
        ("pay_day", 0),
        ("reason", "7.99"),
        ("amount", -1),
        ("amount", 10**12),
    ],
)
def test_a_value_that_no_form_offers_is_refused(office: Office, field: str, value: object) -> None:
    draft = drafted(office, ready_case(office))
    with pytest.raises(NotToChoose) as refused:
        changed(office, draft, **{field: value})
    assert refused.value.facts == {"field": field}
    assert view_of(office, draft).decision == draft


def test_a_way_of_payment_that_came_from_elsewhere_is_not_passed_on(office: Office) -> None:
    draft = drafted(office, ready_case(office))
    rewrite(office, Decision, draft.id, pay_by="bitcoin")
    with pytest.raises(NotToChoose):
        passed_on(office, view_of(office, draft).decision)


def test_the_draft_of_a_closed_case_stays_as_it_is(office: Office) -> None:
    case = ready_case(office)
    draft = drafted(office, case)
    close_case(office, CloseCase(case, Closing.WITHDRAWN, "Cofnięto wniosek."))
    with pytest.raises(AlreadyClosed):
        changed(office, draft, amount=70_000)
    with pytest.raises(AlreadyClosed):
        refresh_findings(office, RefreshFindings(draft))
    assert view_of(office, draft).decision == draft
