"""A claim for the permanent allowance without a ruling: suspended, helped ex officio, taken up again (art. 106)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from app.domain.case_course import PaperKind
from app.domain.cases import Case, Document
from app.domain.decision_changes import OtherAmounts
from app.domain.decisions import Decision, DecisionKind, amounts_of
from app.domain.interview_papers import Certificate
from app.domain.payments import HoldKind, PaymentHold
from app.domain.records import RecordId
from app.domain.roles import NotAllowed
from app.services.case_views import OpenCase, open_case
from app.services.decision_drafts import ClaimSuspended, DraftDecision, draft_decision
from app.services.decision_guards import FindingsOutdated
from app.services.decision_views import LookAtDecision, look_at_decision
from app.services.decisions import IssueDecision, issue_decision
from app.services.documents import RecordDelivery, record_delivery
from app.services.income_change_drafts import DraftIncomeChange, draft_income_change
from app.services.office import Office
from app.services.payment_reading import read_claims
from app.services.ruling_waits import (
    LookAtWait,
    NotSuspended,
    NotToSuspend,
    ResumeExOfficio,
    ResumeWithRuling,
    RulingDays,
    SuspendForRuling,
    WaitState,
    WaitView,
    look_at_wait,
    resume_ex_officio,
    resume_with_ruling,
    suspend_for_ruling,
)
from tests.little_decision import WRITTEN, approved, changed, missing, passed_on, rewrite, words
from tests.little_office import WORKER, at_desk, case_list, little_office
from tests.services.test_permanent_allowance import MODERATE, bring, case_of, receipt

NOVEMBER, DECEMBER, JANUARY = date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1)
CONFIRMED = date(2026, 11, 20)
LIGHT = Certificate("lekki stopień niepełnosprawności")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with little_office(tmp_path) as office:
        with office.work("Spis zasiłków okresowych") as work:
            known = {each.benefit for each in work.find(type(case_list("5110", 3, "periodic_allowance")))}
            if "periodic_allowance" not in known:
                work.add(case_list("5110", 3, "periodic_allowance"))
                work.commit()
        yield office


def at(office: Office, on: date) -> None:
    office.calendar.move_to(datetime(on.year, on.month, on.day, 9, 0))  # type: ignore[attr-defined]  # a set calendar


def look(office: Office, case: Case) -> WaitView:
    return look_at_wait(office, LookAtWait(case.id))


def suspended(office: Office, case: Case) -> Case:
    asked = SuspendForRuling(case_id=case.id, confirmed_on=CONFIRMED, where="Powiatowy Zespół w Radomsku")
    return suspend_for_ruling(office, asked).value


def helped(office: Office, case: Case) -> Decision:
    """The periodic allowance of the suspended claim, issued and served: 505 zł from November to January."""
    other = suspended(office, case)
    draft = changed(office, draft_decision(office, DraftDecision(other.id)).value, written_reasons=WRITTEN)
    done = issue_decision(office, IssueDecision(approved(office, passed_on(office, draft)))).value
    assert done.document_id is not None
    at(office, date(2026, 11, 25))
    record_delivery(
        office,
        RecordDelivery(document_id=done.document_id, person_id=done.person_id, served_on=date(2026, 11, 24)),
    )
    return done


def resumed(office: Office, case: Case, received: date, delivered: date, paper: Certificate = MODERATE) -> Decision:
    at(office, delivered)
    asked = ResumeWithRuling(case_id=case.id, certificate=paper, received_on=received, delivered_on=delivered)
    resume_with_ruling(office, asked)
    return draft_decision(office, DraftDecision(case.id)).value


def granted(office: Office, case_id: RecordId, until: date) -> dict[int, int]:
    with office.reading() as file:
        (claim,) = read_claims(office, file, [case_id])
    return {row.month.month: row.granted for row in claim.rows(NOVEMBER, until, office.calendar.today())}


def test_only_a_claim_that_lacks_nothing_but_the_ruling_may_wait(office: Office) -> None:
    assert look(office, case_of(office, certificate=None)).state is WaitState.POSSIBLE


def test_a_claim_with_a_ruling_waits_for_nothing(office: Office) -> None:
    case = case_of(office)
    assert look(office, case).state is WaitState.NONE
    with pytest.raises(NotToSuspend):
        suspended(office, case)


def test_another_condition_that_is_not_met_means_a_refusal_at_once(office: Office) -> None:
    """Art. 106 ust. 7 pkt 2."""
    case = case_of(office, ("pension", 1010_00), certificate=None)
    view = look(office, case)
    assert (view.state, view.why[0].code) == (WaitState.REFUSED, "waiting_refused")
    with pytest.raises(NotToSuspend) as refused:
        suspended(office, case)
    assert "kryteri" in str(refused.value.facts["why"])


def test_suspending_opens_the_case_of_the_periodic_allowance(office: Office) -> None:
    case = case_of(office, certificate=None)
    with pytest.raises(NotAllowed):
        suspended(at_desk(office, WORKER), case)
    with pytest.raises(RulingDays):
        suspend_for_ruling(office, SuspendForRuling(case_id=case.id, confirmed_on=date(2027, 1, 1)))
    other = suspended(office, case)
    assert (other.benefit, other.household_id, other.mediation_note != "") == (
        "periodic_allowance",
        case.household_id,
        True,
    )
    assert other.sign
    view = look(office, case)
    assert (view.state, view.periodic_case_id, view.deadline) == (WaitState.SUSPENDED, other.id, date(2029, 11, 23))
    assert not any(clock.deadline.kind.value == "decision" for clock in open_case(office, OpenCase(case.id)).clocks)
    with pytest.raises(NotToSuspend):
        suspended(office, case)
    with pytest.raises(ClaimSuspended):
        draft_decision(office, DraftDecision(case.id))
    with office.reading() as file:
        kinds = [each.kind for each in file.find(Document, case_id=case.id)]
    assert {PaperKind.RULING_REQUEST.value, PaperKind.SUSPENSION.value} <= set(kinds)


def test_the_periodic_decision_is_ex_officio_and_says_why(office: Office) -> None:
    case = case_of(office, certificate=None)
    other = suspended(office, case)
    draft = draft_decision(office, DraftDecision(other.id)).value
    assert (draft.kind, draft.amount, draft.from_month) == (DecisionKind.GRANT, 505_00, NOVEMBER)
    draft = changed(office, draft, written_reasons=WRITTEN)
    sight = look_at_decision(office, LookAtDecision(draft))
    said = words(sight.pdf)
    assert "działając z urzędu" in said
    assert "art. 106 ust. 1, 3, 4 i 8" in said
    assert f"Postępowanie w sprawie zasiłku stałego (znak {case.sign}) zawieszono dnia 23 listopada 2026 r." in said
    assert "przyznaje się z urzędu zasiłek okresowy" in said
    assert missing(sight.checks) == []


def test_a_ruling_in_time_gives_the_right_from_the_application_and_counts_what_was_drawn(office: Office) -> None:
    """E51: 1313 - (0 + 505) = 808 for the months of the wait, 1229 from then on (art. 106 ust. 9)."""
    case = case_of(office, certificate=None)
    helped(office, case)
    draft = resumed(office, case, date(2026, 11, 28), date(2026, 12, 18))
    assert (draft.kind, draft.amount, draft.from_month, draft.to_month) == (DecisionKind.GRANT, 1229_00, NOVEMBER, None)
    assert [draft.amount_in(month) for month in (NOVEMBER, DECEMBER, JANUARY)] == [808_00, 808_00, 1229_00]
    said = words(look_at_decision(office, LookAtDecision(changed(office, draft, written_reasons=WRITTEN))).pdf)
    assert "za miesiące od listopada 2026 r. do grudnia 2026 r. w kwocie po 808,00 zł" in said
    assert "art. 106 ust. 1, 3, 4 i 9" in said
    assert "Orzeczenie dostarczono 18 grudnia 2026 r., w terminie" in said
    assert look(office, case).state is WaitState.RESUMED


def test_the_months_of_the_wait_are_paid_beside_what_was_drawn(office: Office) -> None:
    case = case_of(office, certificate=None)
    helped(office, case)
    draft = changed(office, resumed(office, case, date(2026, 11, 28), date(2026, 12, 18)), written_reasons=WRITTEN)
    done = issue_decision(office, IssueDecision(approved(office, passed_on(office, draft)))).value
    assert done.document_id is not None
    assert granted(office, case.id, JANUARY) == {11: 808_00, 12: 808_00, 1: 1229_00}


def test_once_the_ruling_is_there_the_periodic_allowance_waits_for_a_person(office: Office) -> None:
    """The permanent one is paid in full from then on, and nobody is paid both without having been looked at."""
    case = case_of(office, ("other", 500_00), certificate=None)
    periodic = helped(office, case)
    resumed(office, case, date(2026, 11, 28), date(2026, 12, 18))
    with office.reading() as file:
        (hold,) = file.find(PaymentHold, decision_id=periodic.id)
    assert (hold.from_month, hold.to_month, hold.kind) == (date(2027, 1, 1), None, HoldKind.SUSPENDED)


def test_a_ruling_that_shows_no_incapacity_holds_nothing(office: Office) -> None:
    case = case_of(office, ("other", 500_00), certificate=None)
    helped(office, case)
    resumed(office, case, date(2026, 11, 28), date(2026, 12, 18), LIGHT)
    with office.reading() as file:
        assert not file.find(PaymentHold)


def test_a_late_ruling_gives_the_right_from_its_own_month(office: Office) -> None:
    """Art. 106 ust. 10: the 60 days ended on Saturday 23, so on Monday 25 January; the ruling came a day later."""
    case = case_of(office, certificate=None)
    helped(office, case)
    draft = resumed(office, case, date(2026, 11, 24), date(2027, 1, 26))
    assert (draft.amount, draft.from_month) == (1229_00, JANUARY)
    assert draft.amount_in(JANUARY) == 808_00
    assert draft.amount_in(date(2027, 2, 1)) == 1229_00
    said = words(look_at_decision(office, LookAtDecision(changed(office, draft, written_reasons=WRITTEN))).pdf)
    assert "Orzeczenie dostarczono 26 stycznia 2027 r., po terminie (do 25 stycznia 2027 r.)" in said
    assert "art. 106 ust. 1, 3, 4 i 10" in said


def test_a_ruling_of_a_light_degree_ends_in_a_refusal(office: Office) -> None:
    case = case_of(office, certificate=None)
    helped(office, case)
    draft = resumed(office, case, date(2026, 12, 1), date(2026, 12, 10), LIGHT)
    assert (draft.kind, draft.other_amounts) == (DecisionKind.REFUSAL, "")


def test_what_was_granted_meanwhile_is_followed_until_the_decision_goes_out(office: Office) -> None:
    case = case_of(office, certificate=None)
    periodic = helped(office, case)
    draft = changed(office, resumed(office, case, date(2026, 11, 28), date(2026, 12, 18)), written_reasons=WRITTEN)
    rewrite(office, Decision, periodic.id, to_month=NOVEMBER)
    with pytest.raises(FindingsOutdated):
        passed_on(office, draft)


def test_three_years_or_a_ruling_that_nobody_brought_end_the_wait(office: Office) -> None:
    case = case_of(office, certificate=None)
    with pytest.raises(NotSuspended):
        resume_ex_officio(office, ResumeExOfficio(case.id, "Zespół zawiadomił o orzeczeniu."))
    suspended(office, case)
    at(office, date(2026, 12, 10))
    with pytest.raises(RulingDays):
        resumed(office, case, date(2026, 12, 12), date(2026, 12, 10))
    resume_ex_officio(office, ResumeExOfficio(case.id, "Zespół zawiadomił o orzeczeniu."))
    view = look(office, case)
    assert view.state is WaitState.RESUMED
    assert view.followed is not None
    assert view.followed.step.value == "resumed_ex_officio"
    with pytest.raises(NotSuspended):
        resumed(office, case, date(2026, 12, 1), date(2026, 12, 10))
    bring(office, case, MODERATE)
    assert draft_decision(office, DraftDecision(case.id)).value.kind is DecisionKind.GRANT


def settled_wait(office: Office) -> tuple[Case, Decision]:
    """A grant of a full amount whose November and December are lower; it is 20 January."""
    case = case_of(office, ("other", 500_00), certificate=None)
    helped(office, case)
    draft = changed(office, resumed(office, case, date(2026, 11, 28), date(2026, 12, 18)), written_reasons=WRITTEN)
    done = issue_decision(office, IssueDecision(approved(office, passed_on(office, draft)))).value
    at(office, date(2027, 1, 20))
    assert set(amounts_of(done.other_amounts)) == {NOVEMBER, DECEMBER}
    return case, done


def receive(office: Office, case: Case, amount: int, on: date) -> None:
    with office.work("Nowy dochód") as work:
        work.touching(case.household_id)
        work.add(replace(receipt(case.person_id, "other", amount), received_on=on))
        work.commit()


def test_a_change_does_not_write_its_amount_over_months_of_another_one(office: Office) -> None:
    case, _ = settled_wait(office)
    receive(office, case, 100_00, date(2026, 11, 10))
    with pytest.raises(OtherAmounts):
        draft_income_change(office, DraftIncomeChange(case.id))


def test_a_change_after_the_months_of_another_amount_leaves_them(office: Office) -> None:
    case, grant = settled_wait(office)
    receive(office, case, 900_00, date(2026, 12, 10))
    draft = draft_income_change(office, DraftIncomeChange(case.id)).value
    assert draft.from_month == date(2027, 2, 1)
    issue_decision(office, IssueDecision(approved(office, passed_on(office, draft))))
    paid = granted(office, case.id, date(2027, 2, 1))
    assert (paid[11], paid[12]) == (grant.amount_in(NOVEMBER), grant.amount_in(DECEMBER))
