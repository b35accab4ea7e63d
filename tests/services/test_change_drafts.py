"""Drafts of changing decisions: one for each running decision, forward only where it hurts, nothing twice."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime

import pytest

from app.domain.benefits import is_one_off
from app.domain.case_course import Closing
from app.domain.cases import Case
from app.domain.changes import Cause as LegalCause
from app.domain.decision_changes import OtherAmounts
from app.domain.decision_rules import NotToChoose
from app.domain.decisions import Decision, DecisionKind, DecisionState
from app.domain.entitlements import entitlements
from app.domain.incomes import Income
from app.domain.records import RecordId
from app.domain.roles import NotAllowed
from app.services.cases import CloseCase, close_case
from app.services.change_drafts import DraftChanges, DraftedChanges, Left, draft_changes
from app.services.decision_drafts import RefreshFindings, refresh_findings
from app.services.decision_findings import thaw
from app.services.decision_guards import FindingsOutdated
from app.services.decision_letter import template_of
from app.services.decision_views import LookAtDecision, look_at_decision
from app.services.decisions import IssueDecision, issue_decision
from app.services.office import Office, Stopped
from app.services.payment_reading import read_claims
from app.services.recalculation import (
    Cause,
    ClosedSource,
    CorrectedRule,
    NewAmounts,
    Recalculate,
    Recalculation,
    RefreshOpenDrafts,
    recalculate,
    refresh_open_drafts,
)
from tests.little_decision import (
    add_income,
    approved,
    changed,
    course,
    issued,
    missing,
    passed_on,
    ready_case,
    rewrite,
    view_of,
    words,
)
from tests.little_office import ACCOUNTANT, WORKER, at_desk

DECEMBER = date(2026, 12, 1)
ACT = "rozporządzenie na próbę"
LOWER = NewAmounts(amounts=(("criterion_family", 600_00),), basis=ACT)
GONE = NewAmounts(amounts=(("criterion_family", 400_00),), basis=ACT)


@contextmanager
def decided(office: Office, amount: int = 700_00) -> Iterator[tuple[Case, Decision]]:
    """Anna's decision: three months from November, between 610.50 and 1221.00."""
    case = ready_case(office)
    yield case, issued(office, case, amount=amount)


def compared(office: Office, cause: Cause, month: date = DECEMBER) -> Recalculation:
    return recalculate(office, Recalculate(cause=cause, from_month=month))


def drafted(office: Office, cause: Cause, month: date = DECEMBER) -> DraftedChanges:
    return draft_changes(office, DraftChanges(touched=compared(office, cause, month).touched, cause=cause)).value


def the_draft(office: Office, done: DraftedChanges) -> Decision:
    (draft_id,) = done.drafts
    return read(office, draft_id)


def read(office: Office, decision_id: RecordId) -> Decision:
    with office.reading() as file:
        return file.get(Decision, decision_id)


def granted(office: Office, case_id: RecordId) -> dict[int, int]:
    """What the payments go by, in the months of the first decision."""
    with office.reading() as file:
        (found,) = read_claims(office, file, [case_id])
    rows = entitlements(found.claim, date(2026, 11, 1), date(2027, 3, 1), date(2026, 11, 23), is_one_off)
    return {row.month.month: row.granted for row in rows}


def test_new_amounts_draft_one_change_for_the_rest_of_the_period(office: Office) -> None:
    with decided(office) as (case, decision):
        draft = the_draft(office, drafted(office, LOWER))
    assert (draft.kind, draft.state, draft.amount) == (DecisionKind.CHANGE, DecisionState.DRAFT, 552_00)
    assert (draft.from_month, draft.to_month) == (DECEMBER, date(2027, 1, 1))
    frozen = thaw(draft.findings)
    assert frozen is not None
    assert frozen.change is not None
    assert (frozen.change.of_id, frozen.change.number, frozen.change.was) == (decision.id, decision.number, 700_00)
    assert course(office, case)[-1] == ("decision_drafted", f"zmiana decyzji {decision.number}")
    assert read(office, decision.id).amount == 700_00


def test_asking_again_drafts_nothing_twice(office: Office) -> None:
    with decided(office):
        drafted(office, LOWER)
        again = drafted(office, LOWER)
    assert (again.drafts, again.count(Left.THERE)) == ((), 1)
    with office.reading() as file:
        assert file.count(Decision) == 2


def test_the_letter_names_both_amounts_the_act_and_the_first_month(office: Office) -> None:
    with decided(office) as (_, decision):
        draft = the_draft(office, drafted(office, LOWER))
    assert template_of(draft) == "decision_change"
    sight = look_at_decision(office, LookAtDecision(draft))
    said = words(sight.pdf)
    assert f"decyzję nr {decision.number} z dnia 23 listopada 2026 r." in said
    assert "od 1 grudnia 2026 r. do 31 stycznia 2027 r. świadczenie wynosi 552,00 zł miesięcznie" in said
    assert "zamiast 700,00 zł" in said
    assert f"Zmieniły się przepisy prawa: {ACT} (art. 106 ust. 5 ustawy)." in said
    assert "obowiązuje tylko na przyszłość, od grudnia 2026 r." in said
    assert "wniosek z wymaganymi dokumentami" not in said
    assert missing(sight.checks) == []
    assert [piece.choice for piece in sight.pieces if piece.choice] == ["kind", "person", "amount"]


def test_a_change_goes_the_whole_way_and_takes_the_place_of_the_first(office: Office) -> None:
    with decided(office):
        draft = the_draft(office, drafted(office, LOWER))
        done = issue_decision(office, IssueDecision(approved(office, passed_on(office, draft)))).value
        assert done.number.endswith("/D2")
        again = compared(office, LOWER)
    assert (again.looked_at, again.touched) == (2, ())
    assert granted(office, done.case_id) == {11: 700_00, 12: 552_00, 1: 552_00}
    assert view_of(office, done).finality is None


def test_the_end_of_a_right_repeals_from_the_next_month(office: Office) -> None:
    """Under 3 x 400 = 1200 the income of 1248 is too high."""
    with decided(office) as (_, decision):
        draft = the_draft(office, drafted(office, GONE))
    assert (draft.kind, draft.amount, draft.from_month) == (DecisionKind.REPEAL, 0, DECEMBER)
    assert template_of(draft) == "decision_repeal"
    sight = look_at_decision(office, LookAtDecision(draft))
    said = words(sight.pdf)
    assert f"od 1 grudnia 2026 r. decyzję nr {decision.number} z dnia 23 listopada 2026 r." in said
    assert "uchylam" in said
    assert missing(sight.checks) == []
    issue_decision(office, IssueDecision(approved(office, passed_on(office, draft))))
    assert granted(office, draft.case_id) == {11: 700_00, 12: 0, 1: 0}


def test_a_change_that_hurts_never_begins_in_a_month_that_has_come(office: Office) -> None:
    with decided(office):
        draft = the_draft(office, drafted(office, LOWER, date(2026, 11, 1)))
        assert draft.from_month == DECEMBER
        office.calendar.move_to(datetime(2026, 12, 1, 9))  # type: ignore[attr-defined]  # a set calendar
        with pytest.raises(FindingsOutdated):
            passed_on(office, draft)
        fresh = refresh_findings(office, RefreshFindings(draft)).value
    assert (fresh.kind, fresh.from_month, fresh.amount) == (DecisionKind.CHANGE, date(2027, 1, 1), 552_00)


def test_a_closed_source_helps_from_the_month_after_and_says_by_how_much(office: Office) -> None:
    cause = ClosedSource("maintenance_fund", date(2026, 11, 10))
    with decided(office):
        draft = the_draft(office, drafted(office, cause, date(2026, 11, 1)))
    assert (draft.kind, draft.amount, draft.from_month) == (DecisionKind.CHANGE, 1110_50, DECEMBER)
    said = words(look_at_decision(office, LookAtDecision(draft)).pdf)
    assert "ostatnia wypłata 10 listopada 2026 r." in said
    assert "To więcej niż 10% kryterium" in said
    assert "jest korzystna dla strony" in said


def test_a_mistake_of_the_office_is_mended_only_in_favour_of_the_client(office: Office) -> None:
    """A certificate of 2000.00 came to light: 700.00 would be too much; that is no mended rule."""
    with decided(office) as (case, _):
        add_income(office, case, 1000_00)
        assert drafted(office, CorrectedRule()).count(Left.NOT_TO_THE_WORSE) == 1
    with decided_lower(office):
        draft = next(read(office, each) for each in drafted(office, CorrectedRule()).drafts)
    frozen = thaw(draft.findings)
    assert frozen is not None
    assert frozen.change is not None
    assert (frozen.change.cause, draft.amount) == (LegalCause.CORRECTION, 610_50)


@contextmanager
def decided_lower(office: Office) -> Iterator[None]:
    """Another case of the same family whose decision granted less than the law allows."""
    with office.reading() as file:
        case = file.find(Case)[0]
        decision = next(each for each in file.find(Decision) if each.number)
    rewrite(office, Decision, decision.id, amount=100_00)
    _forget_wage(office, case)
    yield


def _forget_wage(office: Office, case: Case) -> None:
    with office.work("Pomyłka w dochodach") as work:
        work.touching(case.household_id)
        for income in work.find(Income, person_id=case.person_id):
            work.remove(income)
        work.commit()


def test_what_gets_no_draft_is_told_with_its_reason(office: Office) -> None:
    with decided(office) as (case, decision):
        touched = compared(office, LOWER).touched
        with office.reading() as file:
            close_case(office, CloseCase(file.get(Case, case.id), Closing.SETTLED))
        done = draft_changes(office, DraftChanges(touched=touched, cause=LOWER)).value
        assert done.left == ((decision.id, Left.CLOSED),)
        rewrite(office, Case, case.id, closed_on=None, closed_as="")
        office.calendar.move_to(datetime(2027, 1, 4, 9))  # type: ignore[attr-defined]  # a set calendar
        done = draft_changes(office, DraftChanges(touched=touched, cause=LOWER)).value
        assert done.left == ((decision.id, Left.OVER),)
        same = tuple(replace(each, effect=replace(each.effect, months=())) for each in touched)
        assert draft_changes(office, DraftChanges(touched=same, cause=LOWER)).value.count(Left.SAME) == 1
        broken = tuple(replace(each, trouble="incomplete_income") for each in same)
        assert draft_changes(office, DraftChanges(touched=broken, cause=LOWER)).value.count(Left.TROUBLE) == 1


def test_months_with_an_amount_of_their_own_get_no_other_one(office: Office) -> None:
    with decided(office) as (_, decision):
        draft = the_draft(office, drafted(office, LOWER))
        rewrite(office, Decision, decision.id, other_amounts="2026-12=50000")
        with pytest.raises(OtherAmounts):
            refresh_findings(office, RefreshFindings(draft))
        refresh_open_drafts(office, RefreshOpenDrafts())
        assert read(office, draft.id) == draft
        with office.work("Bez projektu") as work:
            work.remove(draft)
            work.commit()
        assert drafted(office, LOWER).left == ((decision.id, Left.OTHER_AMOUNTS),)


def test_an_amount_of_a_month_before_the_change_is_no_hindrance(office: Office) -> None:
    with decided(office) as (_, decision):
        rewrite(office, Decision, decision.id, other_amounts="2026-11=50000")
        assert the_draft(office, drafted(office, LOWER)).from_month == DECEMBER


@dataclass
class Stopping:
    """Somebody presses "stop" before the given piece."""

    at: int
    steps: list[float] = field(default_factory=list)

    def step(self, _text: str, done: float) -> None:
        if len(self.steps) == self.at:
            raise Stopped
        self.steps.append(done)


def test_stopping_keeps_what_is_written_and_the_next_time_goes_on(office: Office) -> None:
    with decided(office):
        touched = compared(office, LOWER).touched
        request = DraftChanges(touched=touched * 51, cause=LOWER)
        done = draft_changes(replace(office, progress=Stopping(1)), request).value
        assert (len(done.drafts), done.count(Left.THERE), done.not_looked_at) == (1, 49, 1)
        assert draft_changes(office, request).value.count(Left.THERE) == 51


def test_the_amount_stays_between_its_bounds_and_the_kind_is_not_chosen(office: Office) -> None:
    with decided(office):
        draft = the_draft(office, drafted(office, LOWER))
        assert changed(office, draft, amount=400_00).amount == 400_00
        draft = read(office, draft.id)
        with pytest.raises(NotToChoose):
            changed(office, draft, kind=DecisionKind.REFUSAL)


def test_the_end_of_a_benefit_leaves_no_month_to_choose(office: Office) -> None:
    with decided(office):
        draft = the_draft(office, drafted(office, GONE))
        with pytest.raises(NotToChoose):
            changed(office, draft, from_month=date(2026, 11, 1))


@pytest.mark.parametrize("clerk", [ACCOUNTANT, WORKER])
def test_only_whoever_drafts_decisions_drafts_changes(office: Office, clerk: object) -> None:
    with pytest.raises(NotAllowed):
        draft_changes(at_desk(office, clerk), DraftChanges(touched=(), cause=LOWER))  # type: ignore[arg-type]
