"""Another income while a benefit is paid: forward only where it hurts, back where it helps, nothing within a tenth."""

from dataclasses import replace
from datetime import date

import pytest

from app.domain.decisions import Decision, DecisionKind
from app.domain.incomes import Income
from app.domain.roles import NotAllowed
from app.services.case_money import ShowCaseMoney, show_case_money
from app.services.decision_drafts import RefreshFindings, refresh_findings
from app.services.decision_views import LookAtDecision, look_at_decision
from app.services.decisions import IssueDecision, issue_decision
from app.services.income_change_drafts import (
    DraftIncomeChange,
    IncomeChangeTooSmall,
    NothingToChange,
    draft_income_change,
)
from app.services.office import Office
from app.services.undue_drafts import DraftInTheWay
from tests.little_decision import approved, missing, passed_on, view_of, words
from tests.little_office import WORKER, at_desk
from tests.little_payments import DECEMBER, JANUARY, NOVEMBER, closed, granted, open_register
from tests.little_undue import at, earn, looked


@pytest.fixture
def running(office: Office) -> Decision:
    """610,50 zł from November to April, of which nothing was paid yet."""
    open_register(office)
    return granted(office, to_month=date(2027, 4, 1))


def lose(office: Office, kind: str, on: date) -> None:
    with office.work("Koniec źródła") as work:
        for line in work.find(Income):
            if line.kind == kind:
                work.change(line, replace(line, source_lost_on=on))
        work.commit()


@pytest.fixture
def decision(office: Office) -> Decision:
    """610,50 zł from November to January, November and December paid; it is 21 December."""
    open_register(office)
    decision = granted(office)
    closed(office)
    return decision


def drafted(office: Office, decision: Decision) -> Decision:
    return draft_income_change(office, DraftIncomeChange(decision.case_id)).value


def test_what_hurts_begins_with_the_next_month_and_paid_months_stay(office: Office, decision: Decision) -> None:
    earn(office, decision, NOVEMBER, 90_000)
    draft = drafted(office, decision)
    assert (draft.kind, draft.amount, draft.from_month, draft.to_month) == (
        DecisionKind.CHANGE,
        321_00,
        JANUARY,
        JANUARY,
    )
    sight = look_at_decision(office, LookAtDecision(draft))
    said = words(sight.pdf)
    assert "od 1 stycznia 2027 r." in said
    assert "obowiązuje tylko na przyszłość" in said
    assert missing(sight.checks) == []
    assert not view_of(office, draft).is_outdated
    issue_decision(office, IssueDecision(approved(office, passed_on(office, draft))))
    rows = show_case_money(office, ShowCaseMoney(decision.case_id)).months
    assert [(each.row.month, each.row.overpaid) for each in rows][:2] == [(NOVEMBER, 0), (DECEMBER, 0)]
    assert [(each.month, each.undue) for each in looked(office, decision).months] == [(NOVEMBER, 0), (DECEMBER, 289_50)]


def test_a_right_that_is_lost_is_repealed_from_the_next_month(office: Office, decision: Decision) -> None:
    earn(office, decision, NOVEMBER, 300_000)
    draft = drafted(office, decision)
    assert (draft.kind, draft.amount, draft.from_month) == (DecisionKind.REPEAL, 0, JANUARY)
    with pytest.raises(DraftInTheWay):
        drafted(office, decision)


def test_a_raise_is_not_paid_for_the_worse_months_before_it(office: Office, running: Decision) -> None:
    """A wage makes December and January worse; from February the fund is gone too, and more is due."""
    earn(office, running, NOVEMBER, 90_000)
    at(office, date(2027, 2, 20))
    lose(office, "wage", date(2026, 12, 31))
    lose(office, "maintenance_fund", date(2027, 1, 31))
    draft = drafted(office, running)
    assert (draft.kind, draft.amount, draft.from_month) == (DecisionKind.CHANGE, 1110_50, date(2027, 2, 1))


def test_a_raise_without_worse_months_reaches_back_to_its_own(office: Office, running: Decision) -> None:
    at(office, date(2027, 2, 20))
    lose(office, "maintenance_fund", date(2026, 12, 31))
    draft = drafted(office, running)
    assert (draft.amount, draft.from_month) == (1110_50, JANUARY)


def test_a_draft_worked_out_again_does_not_reach_back_over_worse_months(office: Office, running: Decision) -> None:
    """Begun for the worse in December; by February it is better, which is what is due from then on."""
    at(office, date(2026, 12, 21))
    earn(office, running, NOVEMBER, 90_000)
    draft = drafted(office, running)
    assert (draft.amount, draft.from_month) == (321_00, JANUARY)
    at(office, date(2027, 2, 20))
    lose(office, "wage", date(2026, 12, 31))
    lose(office, "maintenance_fund", date(2027, 1, 31))
    again = refresh_findings(office, RefreshFindings(draft)).value
    assert (again.amount, again.from_month) == (1110_50, date(2027, 2, 1))


def test_an_income_that_came_and_went_changes_nothing_ahead(office: Office, running: Decision) -> None:
    earn(office, running, NOVEMBER, 90_000)
    lose(office, "wage", date(2026, 11, 30))
    at(office, date(2027, 2, 20))
    with pytest.raises(NothingToChange):
        drafted(office, running)


def test_a_tenth_of_the_criterion_changes_nothing(office: Office, decision: Decision) -> None:
    """82,30 zł for a family (art. 106 ust. 3a)."""
    with pytest.raises(NothingToChange):
        drafted(office, decision)
    earn(office, decision, NOVEMBER, 82_30)
    with pytest.raises(IncomeChangeTooSmall) as refused:
        drafted(office, decision)
    assert refused.value.facts == {"difference": 82_30, "limit": 82_30}
    with pytest.raises(NotAllowed):
        draft_income_change(at_desk(office, WORKER), DraftIncomeChange(decision.case_id))


def test_a_change_that_moves_no_bound_leaves_the_amount(office: Office, decision: Decision) -> None:
    """610,50 zł still lies between half of the difference and the difference."""
    earn(office, decision, NOVEMBER, 20_000)
    with pytest.raises(NothingToChange):
        drafted(office, decision)
    assert date(2026, 12, 21) == office.calendar.today()
