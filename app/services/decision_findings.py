"""The findings a decision rests on, frozen into it as text, and read back for its screen and its letter.

The text is the answer of ``calculate`` with two more keys: ``household`` and ``lines``, because a decision shows each
income line in a table; a decision that changes another one says in ``change`` which and why. It is taken over once,
so what the law or the file says later does not reach an old decision.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from app.domain import money
from app.domain.decision_changes import Change
from app.domain.decision_text import Calculation, FoundLine, Step, calculation_of
from app.domain.facts import Facts, HouseholdKind
from app.domain.findings import Findings
from app.domain.income_rules import JudgedLine
from app.domain.money import Grosze
from app.services.calculation import to_json
from app.services.change_writing import change_from_json, change_to_json


@dataclass(frozen=True)
class UsedValue:
    """A dated value of the law as it was used: its text, the day it is in force from, its act."""

    name: str
    value: str
    starts_on: date
    basis: str


@dataclass(frozen=True, kw_only=True)
class Frozen:
    """What was found, as the decision keeps it; amounts are grosze a month, months their first days."""

    right: bool
    is_single: bool
    income_month: date
    payable_from: date
    people: int
    income: Grosze
    per_person: Grosze
    criterion: Grosze
    lowest: Grosze | None
    highest: Grosze | None
    lines: tuple[FoundLine, ...]
    steps: tuple[Step, ...]
    parameters: tuple[UsedValue, ...]
    warnings: tuple[str, ...]
    proven_until: date | None = None
    """The last day of the certificate that the right rests on; None where there is none or it has no end."""
    change: Change | None = None
    """What is changed, where the decision changes an earlier one."""
    parts: tuple[tuple[date, Grosze], ...] = ()
    """Months that the right does not cover in full, with what is due for them."""

    @property
    def difference(self) -> Grosze:
        """How far the income is below the criterion; negative when it is above."""
        return self.criterion - self.income

    def within(self, amount: Grosze) -> Grosze:
        """An amount moved into what the law allows now."""
        least = max(amount, self.lowest or 0)
        return least if self.highest is None else min(least, self.highest)

    @property
    def calculation(self) -> Calculation:
        """The part that goes into the letter."""
        return Calculation(
            is_single=self.is_single,
            people=self.people,
            lines=self.lines,
            steps=self.steps,
            has_right=self.right,
            lowest=self.lowest,
            highest=self.highest,
        )

    @property
    def reason(self) -> str:
        """Why there is no right, in the sentence of the calculation; "" where there is one."""
        return self.steps[-1].text if self.steps and not self.right else ""

    def basis_of(self, *codes: str) -> str:
        """The article of the first of these steps that was taken."""
        return next((step.basis for code in codes for step in self.steps if step.code == code), "")

    def parameter(self, name: str) -> UsedValue | None:
        """A value that was used."""
        return next((value for value in self.parameters if value.name == name), None)


def freeze(findings: Findings, facts: Facts, without_income: Mapping[str, str], change: Change | None = None) -> str:
    """The findings with their income lines as one text; the lines stand in the order of the family.

    ``without_income`` are the members of whom it is written down that they have none, with what proves it.
    """
    is_single = facts.household is HouseholdKind.SINGLE
    names = {member.id: member.name for member in facts.members}
    places = list(names)
    lines = tuple(sorted(findings.lines, key=lambda judged: places.index(judged.line.member)))
    calculation = calculation_of(replace(findings, lines=lines), names, is_single=is_single)
    told = [
        {
            "person": line.person,
            "source": line.source,
            "evidence": line.evidence,
            "amount": money.plain(line.amount),
            "counted": money.plain(line.counted),
            "is_counted": line.is_counted,
            "basis": line.basis,
        }
        for line in _with_empty_hands(calculation.lines, lines, names, without_income)
    ]
    answer = {**to_json(findings), "household": facts.household.value, "lines": told}
    until = next((member.incapable_until for member in facts.members if member.id == facts.applicant), None)
    if until is not None:
        answer["proven_until"] = until.isoformat()
    if findings.parts:
        answer["parts"] = {f"{month:%Y-%m}": money.plain(amount) for month, amount in findings.parts}
    if change is not None:
        answer["change"] = change_to_json(change)
    return json.dumps(answer, ensure_ascii=False)


def _with_empty_hands(
    told: tuple[FoundLine, ...], lines: tuple[JudgedLine, ...], names: Mapping[str, str], without: Mapping[str, str]
) -> Iterator[FoundLine]:
    """The lines of each member in turn; whoever has none and is known to have none gets one that says so."""
    for member, name in names.items():
        own = [shown for shown, judged in zip(told, lines, strict=True) if judged.line.member == member]
        if not own and member in without:
            own = [FoundLine(name, "brak dochodu", without[member], 0, 0, is_counted=True)]
        yield from own


def thaw(text: str) -> Frozen | None:
    """Read back what was frozen; None for a decision without findings, or with some that this program cannot read."""
    try:
        answer = json.loads(text) if text else None
        return None if not isinstance(answer, dict) else _frozen(answer)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _frozen(answer: Mapping[str, Any]) -> Frozen:
    steps = tuple(Step(str(step["code"]), str(step["text"]), str(step["basis"])) for step in answer["why"])
    household, fixed = answer.get("household"), _maybe(answer.get("amount"))
    return Frozen(
        right=bool(answer["right"]),
        is_single=household == HouseholdKind.SINGLE
        if household
        else any(step.code == "people_single" for step in steps),
        income_month=_month(answer["income_month"]),
        payable_from=_month(answer["payable_from"]),
        people=int(answer["people"]),
        income=_grosze(answer["income"]),
        per_person=_grosze(answer["income_per_person"]),
        criterion=_grosze(answer["criterion"]),
        lowest=_maybe(answer["lowest"]) if fixed is None else fixed,
        highest=_maybe(answer["highest"]) if fixed is None else fixed,
        lines=tuple(_line(line) for line in answer.get("lines", ())),
        steps=steps,
        parameters=tuple(
            UsedValue(str(name), str(each["value"]), date.fromisoformat(each["from"]), str(each["basis"]))
            for name, each in answer["parameters"].items()
        ),
        warnings=tuple(str(warning["text"]) for warning in answer["warnings"]),
        proven_until=date.fromisoformat(answer["proven_until"]) if "proven_until" in answer else None,
        change=change_from_json(answer["change"]) if "change" in answer else None,
        parts=tuple((_month(month), _grosze(amount)) for month, amount in answer.get("parts", {}).items()),
    )


def _line(line: Mapping[str, Any]) -> FoundLine:
    return FoundLine(
        person=str(line["person"]),
        source=str(line["source"]),
        evidence=str(line["evidence"]),
        amount=_grosze(line["amount"]),
        counted=_grosze(line["counted"]),
        is_counted=bool(line["is_counted"]),
        basis=str(line["basis"]),
    )


def _month(text: str) -> date:
    return date.fromisoformat(f"{text}-01")


def _maybe(text: str | None) -> Grosze | None:
    return None if text is None else _grosze(text)


def _grosze(text: str) -> Grosze:
    """``-50.00`` as the calculation writes it; a line may take away."""
    return int(text.replace(".", ""))


def is_outdated(kept: Frozen, now: Frozen) -> bool:
    """Whether two findings differ in anything but their wording.

    Findings that were kept without their lines are compared by their results alone.
    """
    lines = now.lines if kept.lines else ()
    return replace(kept, steps=(), parameters=(), warnings=(), change=None) != replace(
        now, lines=lines, steps=(), parameters=(), warnings=(), change=None
    )
