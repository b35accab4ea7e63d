"""Runs the worked examples of help that `calculate` does not answer: ``tests/law/more``, one file per kind."""

import tomllib
from dataclasses import fields
from datetime import date
from enum import Enum
from fractions import Fraction
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

from app.domain import money
from app.domain.assessments import Assessment
from app.domain.facts import Facts, HouseholdKind, HouseholdMember
from app.domain.fee_tables import FeeBand, FeePurpose, FeeTable, check_table
from app.domain.help_kinds import HELP, RULES
from app.domain.income_rules import IncomeLine
from tests.the_law import LAW

Example = dict[str, Any]

FOLDER = Path(__file__).parent / "more"
EXAMPLES = [
    (path.stem, example)
    for path in sorted(FOLDER.glob("*.toml"))
    for example in tomllib.loads(path.read_text(encoding="utf-8"))["example"]
]


@pytest.mark.parametrize(("kind", "example"), EXAMPLES, ids=[example["id"] for _, example in EXAMPLES])
def test_example_comes_out(kind: str, example: Example) -> None:
    found = told(assess(kind, example))
    assert {key: found.get(key) for key in example["gives"]} == example["gives"]
    assert all(step["text"] and step["basis"] for step in found["why"]), found["why"]


def test_examples_have_sources_and_ids_of_their_own() -> None:
    ids = [example["id"] for _, example in EXAMPLES]
    assert len(ids) == len(set(ids))
    assert all(example["source"] and example["title"] and example["gives"] for _, example in EXAMPLES)


def test_every_kind_of_help_has_examples() -> None:
    assert {kind for kind, _ in EXAMPLES} == set(RULES) == {kind.code for kind in HELP}


def assess(kind: str, example: Example) -> Assessment:
    made, find = RULES[kind]
    given = dict(example["facts"])
    if "claim" in example:
        given["claim"] = claim_of(example["claim"])
    hints = get_type_hints(made)
    facts = made(
        **{each.name: typed(hints[each.name], given[each.name]) for each in fields(made) if each.name in given}
    )
    more = [table_of(example["table"], PURPOSES[kind])] if "table" in example else []
    return find(facts, LAW, *more)


def typed(hint: Any, value: Any) -> Any:
    """A value of the file as the facts want it: amounts in grosze, names as members of their enum."""
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint(value)
    if isinstance(value, list):
        return frozenset(typed(get_args(hint)[0], each) for each in value)
    if isinstance(value, str) and (hint is int or int in get_args(hint)):
        return money.parse(value)
    return value


def claim_of(given: Example) -> Facts:
    """Without other words: applied for on 3 November 2026, for that November, income of 15 October."""
    applied_on: date = given.get("applied_on") or date(2026, 11, 3)
    return Facts(
        applied_on=applied_on,
        complete_on=given.get("complete_on") or applied_on,
        decided_on=applied_on,
        month=date.fromisoformat(given.get("month", "2026-11") + "-01"),
        household=HouseholdKind(given["household"]),
        members=tuple(HouseholdMember(id=str(at), name=f"Osoba {at}") for at in range(1, given["people"] + 1)),
        incomes=tuple(
            IncomeLine(
                member=str(income["who"]),
                kind=income["kind"],
                amount=money.parse(income["amount"]),
                received_on=income.get("received_on", date(2026, 10, 15)),
            )
            for income in given["incomes"]
        ),
    )


PURPOSES = {
    "care_services": FeePurpose.CARE_SERVICES,
    "economic_independence": FeePurpose.INDEPENDENCE,
    "repayment": FeePurpose.REPAYMENT,
    "shelter": FeePurpose.SHELTER,
    "short_stay": FeePurpose.SHORT_DAY,
    "support_centre": FeePurpose.CENTRE,
    "training_flat": FeePurpose.FLAT,
}


def table_of(given: Example, purpose: FeePurpose) -> FeeTable:
    """A council's table; limits and shares are percents."""
    table = FeeTable(
        purpose=purpose,
        price=money.parse(given.get("price", "0")),
        bands=tuple(
            FeeBand(
                limit=Fraction(limit) / 100 if limit else None,
                single=Fraction(single) / 100,
                family=Fraction(family) / 100,
            )
            for limit, single, family in given.get("bands", ())
        ),
        starts_on=date(2015, 10, 1),
        ends_on=None,
        number="XX/120/2019",
        passed_on=date(2019, 11, 27),
        of_single=given.get("of_single", False),
    )
    check_table(table)
    return table


def told(assessment: Assessment) -> Example:
    """The assessment in the words of the files."""
    amounts = {name: getattr(assessment, name) for name in ("amount", "lowest", "highest")}
    months = {name: getattr(assessment, name) for name in ("starts_month", "ends_month")}
    return {
        "standing": assessment.standing.value,
        "task": assessment.task.value,
        "form": assessment.form.value,
        **{name: money.plain(amount) for name, amount in amounts.items() if amount is not None},
        **{name: f"{month:%Y-%m}" for name, month in months.items() if month is not None},
        **{f"value_of_{step.code}": step.value for step in assessment.why},
        "first_basis": assessment.why[0].basis,
        "last": assessment.why[-1].code,
        "steps": len(assessment.why),
        "cautions": [caution.code for caution in assessment.cautions],
        "why": [{"text": step.text, "basis": step.basis} for step in assessment.why],
    }
