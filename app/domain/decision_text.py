"""From the findings and the facts of a case to the named values of a decision's text.

The wording itself is data (``resources/letters/decision_*.toml``). What is worked out here: the ruling's numbers and
days, the articles that depend on the household, the income table and the paragraphs that the calculation gave.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from app.domain import money, polish
from app.domain.benefits.kind import LetteredKind
from app.domain.blocks import Block, Grid, Paragraph
from app.domain.findings import Findings
from app.domain.letter_facts import Values
from app.domain.letter_parts import marked
from app.domain.letter_templates import HelpReason, Need
from app.domain.money import Grosze
from app.domain.months import add_months

if TYPE_CHECKING:
    from app.domain.decision_changes import Change
    from app.domain.undue import Undue
    from app.domain.undue_claims import UndueClaim

INCOME_HEADER = ("Osoba", "Źródło", "Dowód", "Kwota", "Liczy się")
"""The columns of the income table: the same in the case, the interview and the decision."""

_IN_THE_TABLE = frozenset({"income_counted", "income_not_counted"})
_BEFORE_THE_TABLE = ("income_month", "people_")
_INCOME = ("income_", "deductions_")
_CRITERION = ("criterion_",)


@dataclass(frozen=True)
class FoundLine:
    """One income of the calculation. ``counted`` is what it adds (grosze); ``basis`` why it does not count."""

    person: str
    source: str
    evidence: str
    amount: Grosze
    counted: Grosze
    is_counted: bool
    basis: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        """The row of the income table."""
        return self.person, self.source, self.evidence, money.written(self.amount), self._says()

    def _says(self) -> str:
        if not self.amount:
            return "–"
        if not self.is_counted:
            return f"nie ({self.basis})" if self.basis else "nie"
        return "tak" if self.counted == self.amount else f"tak: {money.written(self.counted)}"


@dataclass(frozen=True)
class Step:
    """One step of the calculation in its official sentence, with its article of the social assistance act."""

    code: str
    text: str
    basis: str = ""

    @property
    def sentence(self) -> str:
        """The sentence with its article in brackets; a date's "r." keeps its full stop."""
        if not self.basis:
            return self.text
        bare = self.text if self.text.endswith(("\u00a0r.", " r.")) else self.text.rstrip(".")
        if bare.endswith(")"):
            return f"{bare[:-1]}; {self.basis} ustawy)."
        return f"{bare} ({self.basis} ustawy)."


@dataclass(frozen=True, kw_only=True)
class Calculation:
    """What the decision takes from the findings; ``lowest`` and ``highest`` bound the office's choice."""

    is_single: bool
    people: int
    lines: tuple[FoundLine, ...]
    steps: tuple[Step, ...]
    has_right: bool
    lowest: Grosze | None = None
    highest: Grosze | None = None


@dataclass(frozen=True, kw_only=True)
class DecisionFacts:
    """The choices of a decision on a money benefit. ``from_month`` and ``to_month`` are first days of months.

    ``interview_on`` and ``worker`` name the interview, ``complete_on`` is given when documents came later than
    the application. ``proven_until`` is the last day of the certificate that set the end of the period.
    ``ruling_grounds`` of a refusal are the provisions it rests on. ``other_amounts`` are those of single months.
    ``awaits`` names the suspended claim, and the day of its suspension, for whose time the help is granted.
    """

    kind: LetteredKind
    applied_on: date
    application_form: Literal["paper", "oral", "ex_officio"] = "paper"
    complete_on: date | None = None
    interview_on: date | None = None
    worker: str = ""
    reason: HelpReason | None = None
    need: Need | None = None
    calculation: Calculation | None = None
    amount: Grosze = 0
    from_month: date | None = None
    to_month: date | None = None
    proven_until: date | None = None
    pay_by: str = "transfer"
    pay_day: int = 25
    written: str = ""
    without_reasons: bool = False
    is_granted_in_full: bool = False
    ruling_grounds: str = ""
    alternatives: tuple[str, ...] = ()
    other_amounts: Mapping[date, Grosze] = field(default_factory=dict)
    change: "Change | None" = None
    undue: "tuple[UndueClaim, Undue] | None" = None
    awaits: tuple[str, date] | None = None


def calculation_of(findings: Findings, names: Mapping[str, str], *, is_single: bool) -> Calculation:
    """The findings as a decision shows them; ``names`` are the people by the keys of the income lines."""
    lines = tuple(
        FoundLine(
            names.get(judged.line.member, judged.line.member),
            judged.kind.label,
            judged.line.evidence,
            judged.line.amount,
            judged.added,
            judged.is_counted,
            judged.why.basis,
        )
        for judged in findings.lines
    )
    return Calculation(
        is_single=is_single,
        people=findings.people,
        lines=lines,
        steps=tuple(Step(why.code, why.text, why.basis) for why in findings.why),
        has_right=findings.right,
        lowest=findings.lowest,
        highest=findings.highest,
    )


def decision_values(facts: DecisionFacts) -> Values:
    """The named values that the decision templates ask for, beside office, party and signer."""
    calculation = facts.calculation
    point = "" if calculation is None else "pkt 1" if calculation.is_single else "pkt 2"
    before, after = _paragraphs(calculation.steps if calculation else (), facts.kind)
    return {
        "claim": {"name": facts.kind.label, "genitive": facts.kind.genitive, "article": facts.kind.article},
        "changed": _changed(facts.change),
        "application": {
            "received_on": facts.applied_on,
            "complete_on": facts.complete_on if facts.complete_on and facts.complete_on > facts.applied_on else None,
            "form": facts.application_form,
        },
        "interview": {"held_on": facts.interview_on, "worker": facts.worker},
        "reason": _reason(facts.reason),
        "need": {"name": facts.need.name, "accusative": facts.need.accusative} if facts.need else {},
        "amount": facts.amount or None,
        "amount_place": _place(facts.amount, calculation),
        "from_on": facts.from_month,
        "to_on": last_day(facts.to_month) if facts.to_month else None,
        "proven_until": facts.proven_until,
        "pay_by": facts.pay_by,
        "pay_day": facts.pay_day,
        "point": point,
        "criterion_point": {"": "", "pkt 1": "pkt 1"}.get(point, "pkt 2 i 3"),
        "steps_before": before,
        "income_table": income_table(calculation.lines if calculation else ()),
        "steps_after": after,
        "written": written_paragraphs(facts.written),
        "with_reasons": not facts.without_reasons,
        "is_granted_in_full": facts.is_granted_in_full,
        "is_excluded": any(step.code.endswith("_blocked") for step in calculation.steps) if calculation else False,
        "ruling_grounds": facts.ruling_grounds,
        "alternatives": facts.alternatives,
        "other_amounts": tuple(_of_months(facts.other_amounts)),
        "undue": _undue(facts),
        "waited": _waited(calculation.steps if calculation else ()),
        "awaits": {"sign": facts.awaits[0], "suspended_on": facts.awaits[1]} if facts.awaits is not None else {},
    }


def _of_months(amounts: Mapping[date, Grosze]) -> Iterator[str]:
    """What months that differ are granted, neighbours of one amount together, as parts of the ruling."""
    months = sorted(amounts)
    while months:
        first = last = months.pop(0)
        while months and months[0] == add_months(last, 1) and amounts[months[0]] == amounts[first]:
            last = months.pop(0)
        told = f"{money.with_unit(amounts[first])} (słownie: {money.in_words(amounts[first])})"
        if first == last:
            yield f"za {polish.month(first)} w kwocie {told}"
        else:
            yield f"za miesiące od {polish.of_month(first)} do {polish.of_month(last)} w kwocie po {told}"


def income_table(lines: Iterable[FoundLine]) -> tuple[Block, ...]:
    """The income table, or nothing where nobody has an income line."""
    rows = tuple(line.cells for line in lines)
    return (Grid(INCOME_HEADER, rows, right=frozenset({3})),) if rows else ()


def written_paragraphs(text: str) -> tuple[str, ...]:
    """What a person typed, cut at its line breaks."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def last_day(month: date) -> date:
    """The last day of the month that begins on ``month``."""
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def without_claim(calculation: Calculation) -> Calculation:
    """What a decision tells that changes a running one: without the month in which the claim was made."""
    return replace(calculation, steps=tuple(step for step in calculation.steps if not step.code.endswith("_from")))


def without_amount(calculation: Calculation, kind: LetteredKind) -> Calculation:
    """What a refusal tells: the income, and not the amount that nobody gets."""
    of_the_amount = tuple(start for starts in kind.about_amount for start in starts)
    return replace(
        calculation, steps=tuple(step for step in calculation.steps if not step.code.startswith(of_the_amount))
    )


def _paragraphs(steps: Iterable[Step], kind: LetteredKind) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """The steps as paragraphs, those before the income table and those after it; steps of one group are one."""
    starts = (_BEFORE_THE_TABLE, _INCOME, _CRITERION + kind.beside_criterion, kind.conditions, *kind.about_amount)
    groups: dict[int, list[str]] = {}
    for step in steps:
        if step.code not in _IN_THE_TABLE:
            groups.setdefault(_group(step.code, starts), []).append(step.sentence)
    paragraphs = {number: Paragraph(marked(" ".join(texts))) for number, texts in sorted(groups.items())}
    before = tuple(paragraph for number, paragraph in paragraphs.items() if number == 0)
    return before, tuple(paragraph for number, paragraph in paragraphs.items() if number)


def _group(code: str, groups: Sequence[tuple[str, ...]]) -> int:
    return next((number for number, starts in enumerate(groups) if code.startswith(starts)), len(groups))


def _place(amount: Grosze, calculation: Calculation | None) -> str:
    """Where the chosen amount lies between its bounds; the sentence that explains it depends on this."""
    if calculation is None or calculation.lowest is None or calculation.highest is None:
        return ""
    if calculation.lowest == calculation.highest == amount:
        return "only"
    return {calculation.lowest: "lowest", calculation.highest: "highest"}.get(amount, "between")


def _changed(change: "Change | None") -> Values:
    """The decision that is changed, and why, as one paragraph."""
    if change is None:
        return {}
    return {
        "number": change.number,
        "issued_on": change.issued_on,
        "was": change.was,
        "why": (Paragraph(marked(" ".join(step.sentence for step in change.why))),) if change.why else (),
    }


def _reason(reason: HelpReason | None) -> Values:
    return {"name": reason.name, "genitive": reason.genitive, "basis": reason.basis} if reason else {}


def _undue(facts: DecisionFacts) -> Values:
    """What a decision on undue benefits finds and orders."""
    if facts.undue is None:
        return {}
    from app.domain.undue_text import undue_values  # which asks for the steps of this file

    return undue_values(*facts.undue)


def _waited(steps: Iterable[Step]) -> str:
    """The paragraph of art. 106 by which the right begins after a wait for a ruling, "" without one."""
    paragraphs = {"waiting_in_time": "9", "waiting_late": "10"}
    return next((paragraphs[step.code] for step in steps if step.code in paragraphs), "")
