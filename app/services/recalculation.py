"""Goes through every running decision when amounts, a rule or a source of income change. It shows; it issues nothing.

The answer is a list with before and after by month. What may be written is a line in the course of each case that a
person picked, and today's findings into drafts that are still open; ``change_drafts`` drafts the changing decisions.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date

from app.domain import money, polish
from app.domain.benefits import WITH_LETTER
from app.domain.case_course import EventKind
from app.domain.cases import Case, CaseEvent
from app.domain.changes import first_month_after
from app.domain.decision_changes import OtherAmounts
from app.domain.decisions import Decision, DecisionState
from app.domain.law import Law
from app.domain.law_amounts import NewAmount, lay_amounts
from app.domain.local_law import LocalValue, with_value
from app.domain.money import Grosze
from app.domain.months import add_months
from app.domain.problems import Refusal
from app.domain.readings import Adopted
from app.domain.recalculating import (
    Effect,
    Outcome,
    Stretches,
    compare,
    months_of,
    small_change,
    stretches_of,
    without_source,
)
from app.domain.records import RecordId
from app.domain.roles import MAY, Act, Role
from app.services.case_reading import read_basis
from app.services.decision_drafts import RefreshFindings, refresh_findings
from app.services.decision_guards import are_findings_outdated
from app.services.law_amounts import read_amounts
from app.services.local_law import law_here, read_local
from app.services.office import Done, Office, Stopped
from app.services.office_readings import AdoptReading, adopted_from, read_readings
from app.services.ports import Changes, together
from app.services.registers import add_event
from app.services.running_decisions import Running, read_running, running_ids

HORIZON = 12
"""Months that are compared of a decision without an end."""
_PIECE = 100
_FEW = 20
"""Drafts that are looked at between two questions whether somebody wants to stop."""
_PREFIX = "Ponowne obliczenie"


@dataclass(frozen=True, kw_only=True)
class NewAmounts:
    """Amounts that are not in the program's law yet (name → grosze), with their act; empty: those that are."""

    amounts: tuple[tuple[str, Grosze], ...] = ()
    basis: str = ""


@dataclass(frozen=True)
class CorrectedRule:
    """A rule of the program was mended: what was granted is compared with what it says now."""

    benefit: str = ""


@dataclass(frozen=True)
class ClosedSource:
    """A source of income ends for everybody who has it."""

    kind: str
    closed_on: date


@dataclass(frozen=True)
class LocalChange:
    """A council's resolution as it would be."""

    value: LocalValue


@dataclass(frozen=True)
class ReadingChange:
    """Another reading of the silent act, as the head would adopt it."""

    adopted: AdoptReading


Cause = NewAmounts | CorrectedRule | ClosedSource | LocalChange | ReadingChange


@dataclass(frozen=True)
class AskRecalculation:
    """Ask what may be chosen before a recalculation."""


@dataclass(frozen=True)
class RecalculationChoices:
    """Titles of income by code, in the order of the law's file, and the month after today's.

    ``coming`` are the amounts of a regulation that the office has entered for a later month, by name.
    """

    kinds: tuple[tuple[str, str], ...]
    next_month: date
    is_allowed: bool
    coming: tuple[NewAmount, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Recalculate:
    """What the cause would change in decisions paid in ``from_month`` or later (first day of a month)."""

    cause: Cause
    from_month: date


@dataclass(frozen=True, kw_only=True)
class Touched:
    """One running decision and what the cause does to it; ``trouble`` is the code of why it could not be worked out."""

    decision_id: RecordId
    case_id: RecordId
    sign: str
    name: str
    benefit: str
    effect: Effect
    trouble: str = ""


@dataclass(frozen=True, kw_only=True)
class Recalculation:
    """Everything that was gone through. ``touched`` holds only what would change and what could not be worked out."""

    looked_at: int
    touched: tuple[Touched, ...] = field(default=())

    @property
    def difference(self) -> Grosze:
        """What all changes together would cost in the compared months."""
        return sum(each.effect.difference for each in self.touched)


@dataclass(frozen=True, kw_only=True)
class NoteRecalculation:
    """Write what was found into the course of these cases; ``why`` is the cause in words, empty for a mended rule."""

    touched: tuple[Touched, ...]
    why: str


@dataclass(frozen=True)
class Refreshed:
    """How many drafts rest on new findings now, and how many nobody came to because it was stopped."""

    drafts: int
    not_looked_at: int


@dataclass(frozen=True)
class RefreshOpenDrafts:
    """Take today's findings over into every open draft whose findings are outdated."""


def ask_recalculation(office: Office, _: AskRecalculation) -> RecalculationChoices:
    """What the screen offers, and whether this clerk may recalculate at all."""
    kinds = tuple((kind.code, kind.label) for kind in office.law.income_kinds.values())
    today = office.calendar.today()
    with office.reading() as file:
        coming = tuple(row for row in read_amounts(file) if row.starts_on > today)
    is_allowed = Act.DRAFT_DECISION in MAY.get(Role(office.clerk.role), frozenset())
    return RecalculationChoices(kinds, add_months(today.replace(day=1), 1), is_allowed, coming)


def recalculate(office: Office, request: Recalculate) -> Recalculation:
    """Every running decision before and after; can be stopped at any time, nothing is written."""
    office.allow(Act.DRAFT_DECISION)
    with office.reading() as file:
        law = lay_amounts(office.law, read_amounts(file))
        law = _as_read(law, read_readings(file, law), request.cause)
        laws = _laws(law, request, read_local(file))
        ids = running_ids(file, request.from_month)
        touched: list[Touched] = []
        today = office.calendar.today()
        for at in range(0, len(ids), _PIECE):
            office.progress.step("Ponowne obliczenie decyzji", at / len(ids))
            for running in read_running(file, ids[at : at + _PIECE], today, law):
                found = _touch(running, request, laws)
                if found.trouble or found.effect.outcome is not Outcome.UNCHANGED:
                    touched.append(found)
    return Recalculation(looked_at=len(ids), touched=tuple(touched))


def note_recalculation(office: Office, request: NoteRecalculation) -> Done[int]:
    """A line in the course of each case, all of them or none; a line that is there already is not written again."""
    office.allow(Act.DRAFT_DECISION)
    written = 0
    with office.work(_PREFIX) as work:
        for at, touched in enumerate(request.touched):
            if at % _PIECE == 0:
                office.progress.step("Zapis w przebiegu spraw", at / len(request.touched))
            text = told(touched, request.why)
            if any(event.text == text for event in work.find(CaseEvent, case_id=touched.case_id)):
                continue
            work.touching(work.get(Case, touched.case_id).household_id)
            add_event(office, work, touched.case_id, EventKind.NOTE, text)
            written += 1
        return Done(written, work.commit() if written else Changes())


def refresh_open_drafts(office: Office, _: RefreshOpenDrafts) -> Done[Refreshed]:
    """Each draft by itself, so that stopping keeps what is done; passed on, approved and issued ones stay."""
    office.allow(Act.DRAFT_DECISION)
    with office.reading() as file:
        drafts = [
            draft
            for state in (DecisionState.DRAFT, DecisionState.RETURNED)
            for draft in file.find(Decision, state=state)
            if draft.benefit in WITH_LETTER and draft.findings
        ]
    refreshed, changes = 0, Changes()
    for at in range(0, len(drafts), _FEW):
        try:
            office.progress.step("Odświeżanie projektów", at / len(drafts))
        except Stopped:
            return Done(Refreshed(refreshed, not_looked_at=len(drafts) - at), changes)
        few = Changes()
        for draft in _outdated(office, drafts[at : at + _FEW]):
            with suppress(OtherAmounts):
                few = together(few, refresh_findings(office, RefreshFindings(draft)).changes)
                refreshed += 1
        changes = together(changes, few)
    return Done(Refreshed(refreshed, not_looked_at=0), changes)


def _outdated(office: Office, drafts: Sequence[Decision]) -> list[Decision]:
    """Those in open cases whose findings are no longer those of today."""
    with office.reading() as file:
        bases = [(draft, read_basis(file, file.get(Case, draft.case_id), office.law)) for draft in drafts]
        return [
            draft
            for draft, basis in bases
            if basis.case.closed_on is None and are_findings_outdated(office, basis, draft)
        ]


def told(touched: Touched, why: str) -> str:
    """The line for the course of a case: cause, months, amounts before and after."""
    runs = [
        f"{_period(first.month, last.month)}: {money.with_unit(first.before)} → {money.with_unit(first.after)}"
        for first, last in stretches_of(touched.effect.months)
        if first.before != first.after
    ]
    about = f"{_PREFIX} ({why or 'poprawiona reguła'})"
    return f"{about}: {'; '.join(runs)}" if runs else about


def _period(first: date, last: date) -> str:
    if first == last:
        return f"za {polish.month(first)}"
    return f"od {polish.of_month(first)} do {polish.of_month(last)}"


def _laws(law: Law, request: Recalculate, local: Sequence[LocalValue]) -> Callable[[str], tuple[Law, Stretches]]:
    """The law of each benefit under the cause, worked out once."""
    under = law
    if isinstance(request.cause, NewAmounts):
        for name, amount in request.cause.amounts:
            under = with_value(under, name, amount, request.from_month, request.cause.basis)
    rows = [request.cause.value, *local] if isinstance(request.cause, LocalChange) else list(local)
    kept: dict[str, tuple[Law, Stretches]] = {}

    def of(benefit: str) -> tuple[Law, Stretches]:
        if benefit not in kept:
            here = law_here(under, rows, benefit)
            kept[benefit] = (here, Stretches(here))
        return kept[benefit]

    return of


def _as_read(law: Law, adopted: Sequence[Adopted], cause: Cause) -> Law:
    """The law as the office reads it, or would read it."""
    if isinstance(cause, ReadingChange):
        return law.adopting([*adopted, adopted_from(law, cause.adopted)])
    return law.adopting(adopted)


def _touch(running: Running, request: Recalculate, laws: Callable[[str], tuple[Law, Stretches]]) -> Touched:
    try:
        effect, trouble = _effect(running, request, laws), ""
    except Refusal as refusal:
        effect, trouble = Effect(outcome=Outcome.UNCHANGED, months=()), refusal.code
    decision = running.decision
    return Touched(
        decision_id=decision.id,
        case_id=decision.case_id,
        sign=running.sign,
        name=running.name,
        benefit=decision.benefit,
        effect=effect,
        trouble=trouble,
    )


def _effect(running: Running, request: Recalculate, laws: Callable[[str], tuple[Law, Stretches]]) -> Effect:
    decision, facts, cause = running.decision, running.facts, request.cause
    unchanged = Effect(outcome=Outcome.UNCHANGED, months=())
    if isinstance(cause, CorrectedRule) and cause.benefit not in ("", decision.benefit):
        return unchanged
    law, stretches = laws(decision.benefit)
    find = WITH_LETTER[decision.benefit].find
    start = request.from_month
    if isinstance(cause, ClosedSource):
        after = without_source(facts, cause.kind)
        if after == facts or small_change(find, facts, after, cause.closed_on, law) is not None:
            return unchanged
        facts, start = after, max(start, first_month_after(cause.closed_on, law))
    months = months_of(decision.from_month or start, decision.to_month, start, HORIZON)
    return compare(find, facts, decision.amount, months, law, stretches)
