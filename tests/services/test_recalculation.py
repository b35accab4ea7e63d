"""New amounts, a closed source, a resolution: shown by month for every running decision, nothing issued."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date

import pytest

from app.domain.cases import Case
from app.domain.decisions import Decision, DecisionState
from app.domain.incomes import Income
from app.domain.local_law import LocalName, LocalValue
from app.domain.recalculating import Outcome
from app.domain.records import new_id
from app.domain.roles import NotAllowed
from app.services.office import Office, Stopped
from app.services.recalculation import (
    AskRecalculation,
    Cause,
    ClosedSource,
    CorrectedRule,
    LocalChange,
    NewAmounts,
    NoteRecalculation,
    Recalculate,
    Recalculation,
    RefreshOpenDrafts,
    ask_recalculation,
    note_recalculation,
    recalculate,
    refresh_open_drafts,
)
from tests.little_decision import add_income, course, drafted, issued, ready_case, rewrite
from tests.little_office import ACCOUNTANT, at_desk

DECEMBER = date(2026, 12, 1)
LOWER = NewAmounts(amounts=(("criterion_family", 600_00),), basis="próba")


def found(office: Office, cause: Cause, month: date = DECEMBER) -> Recalculation:
    return recalculate(office, Recalculate(cause=cause, from_month=month))


@contextmanager
def decided(office: Office, amount: int = 700_00) -> Iterator[tuple[Case, Decision]]:
    """Anna's decision: three months from November, between 610.50 and 1221.00."""
    case = ready_case(office)
    yield case, issued(office, case, amount=amount)


def test_new_amounts_are_told_by_month_and_the_decision_stays_as_it_is(office: Office) -> None:
    """Under 3 × 600 the difference is 1800 - 1248 = 552.00, so 700.00 is too much from December on."""
    with decided(office) as (_, decision):
        answer = found(office, LOWER)
    (touched,) = answer.touched
    assert (answer.looked_at, touched.effect.outcome, touched.trouble) == (1, Outcome.LOWERED, "")
    assert [(row.month.month, row.before, row.after) for row in touched.effect.months] == [
        (12, 700_00, 552_00),
        (1, 700_00, 552_00),
    ]
    assert answer.difference == -296_00
    assert (touched.name, touched.effect.basis) == ("Anna Wiśniewska", "art. 38 ust. 2 pkt 2")
    with office.reading() as file:
        assert file.get(Decision, decision.id).amount == 700_00
        assert file.count(Decision) == 1


def test_what_the_rules_say_already_touches_nothing(office: Office) -> None:
    with decided(office):
        assert found(office, NewAmounts()) == Recalculation(looked_at=1)
        assert found(office, CorrectedRule("permanent_allowance")).touched == ()
        assert found(office, CorrectedRule()).touched == ()


def test_a_decision_that_is_over_is_not_looked_at(office: Office) -> None:
    with decided(office):
        assert found(office, LOWER, date(2027, 2, 1)) == Recalculation(looked_at=0)


def test_a_closed_source_counts_from_the_month_after(office: Office) -> None:
    """Without 1000.00 of the maintenance fund the family has 248.00: at least half of 2221.00."""
    with decided(office):
        (touched,) = found(office, ClosedSource("maintenance_fund", date(2026, 12, 10))).touched
    assert [(row.month.month, row.after) for row in touched.effect.months] == [(1, 1110_50)]
    assert touched.effect.outcome is Outcome.RAISED


def test_a_source_within_the_tolerance_or_of_nobody_touches_nothing(office: Office) -> None:
    with decided(office):
        assert found(office, ClosedSource("pension", date(2026, 12, 10))).touched == ()
        with office.reading() as file:
            incomes = [income for income in file.find(Income) if income.kind == "family_allowance"]
        for income in incomes:
            rewrite(office, Income, income.id, amount=41_15)
        assert found(office, ClosedSource("family_allowance", date(2026, 12, 10))).touched == ()


def test_a_resolution_is_tried_before_it_is_set(office: Office) -> None:
    value = LocalValue(
        name=LocalName.PERIODIC_FAMILY,
        held=1000_00,
        starts_on=date(2027, 1, 1),
        ends_on=None,
        number="I/1/2026",
        passed_on=date(2026, 11, 20),
    )
    with decided(office):
        (touched,) = found(office, LocalChange(value)).touched
    assert [row.after for row in touched.effect.months] == [700_00, 876_00]


def test_what_cannot_be_worked_out_is_named(office: Office) -> None:
    with decided(office) as (case, _):
        with office.work("Dochód bez dnia") as work:
            work.touching(case.household_id)
            work.add(Income(id=new_id(), person_id=case.person_id, kind="wage", amount=100_00))
            work.commit()
        (touched,) = found(office, NewAmounts()).touched
    assert (touched.trouble, touched.effect.months) == ("incomplete_income", ())


def test_of_two_decisions_about_a_case_only_the_newest_runs(office: Office) -> None:
    with decided(office) as (_, decision):
        with office.work("Druga decyzja") as work:
            later = replace(decision, id=new_id(), amount=800_00, issued_on=date(2026, 11, 24), document_id=None)
            work.add(replace(later, seen=None))
            work.commit()
        (touched,) = found(office, LOWER).touched
    assert touched.decision_id == later.id


def test_the_course_of_a_case_takes_one_line_however_often_it_is_asked(office: Office) -> None:
    with decided(office) as (case, _):
        request = NoteRecalculation(touched=found(office, LOWER).touched, why="nowe kryterium")
        assert note_recalculation(office, request).value == 1
        assert note_recalculation(office, request).value == 0
    kind, text = course(office, case)[-1]
    assert (kind, text.replace("\u00a0", " ")) == (
        "note",
        "Ponowne obliczenie (nowe kryterium): od grudnia 2026 r. do stycznia 2027 r.: 700,00 zł → 552,00 zł",
    )


def test_open_drafts_take_over_what_the_rules_say_now(office: Office) -> None:
    case = ready_case(office)
    draft = drafted(office, case)
    assert refresh_open_drafts(office, RefreshOpenDrafts()).value.drafts == 0
    add_income(office, case, 200_00)
    done = refresh_open_drafts(office, RefreshOpenDrafts())
    assert (done.value.drafts, done.value.not_looked_at, done.changes.touches(Decision)) == (1, 0, True)
    with office.reading() as file:
        after = file.get(Decision, draft.id)
    assert (after.amount, after.state) == (610_50, DecisionState.DRAFT)
    assert after.findings != draft.findings


@dataclass
class Stopping:
    """Somebody presses stop at the ``at``-th step."""

    at: int
    said: list[str] = field(default_factory=list)

    def step(self, text: str, done: float) -> None:
        assert 0 <= done < 1
        self.said.append(text)
        if len(self.said) > self.at:
            raise Stopped


def test_it_can_be_stopped(office: Office) -> None:
    with decided(office):
        with pytest.raises(Stopped):
            found(replace(office, progress=Stopping(0)), LOWER)
        watched = Stopping(9)
        found(replace(office, progress=watched), LOWER)
    assert watched.said == ["Ponowne obliczenie decyzji"]


def test_stopping_among_drafts_keeps_what_is_done(office: Office) -> None:
    case = ready_case(office)
    drafted(office, case)
    add_income(office, case, 200_00)
    done = refresh_open_drafts(replace(office, progress=Stopping(0)), RefreshOpenDrafts()).value
    assert (done.drafts, done.not_looked_at) == (0, 1)


def test_who_does_not_draft_does_not_recalculate(office: Office) -> None:
    accountant = at_desk(office, ACCOUNTANT)
    with pytest.raises(NotAllowed):
        found(accountant, LOWER)
    with pytest.raises(NotAllowed):
        note_recalculation(accountant, NoteRecalculation(touched=(), why=""))
    with pytest.raises(NotAllowed):
        refresh_open_drafts(accountant, RefreshOpenDrafts())


def test_what_may_be_chosen(office: Office) -> None:
    choices = ask_recalculation(office, AskRecalculation())
    assert ("maintenance_fund", "fundusz alimentacyjny") in choices.kinds
    assert (choices.next_month, choices.is_allowed) == (DECEMBER, True)
    assert not ask_recalculation(at_desk(office, ACCOUNTANT), AskRecalculation()).is_allowed


def test_a_mended_rule_is_named_in_the_course(office: Office) -> None:
    with decided(office) as (case, _):
        note_recalculation(office, NoteRecalculation(touched=found(office, LOWER).touched, why=""))
    assert course(office, case)[-1][1].startswith("Ponowne obliczenie (poprawiona reguła): od grudnia")
