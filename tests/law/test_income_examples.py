"""Runs the worked examples of amounts that are worked out from a paper: ``tests/law/income``, one file per kind."""

import tomllib
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from app.domain import money
from app.domain.benefits import periodic_allowance
from app.domain.facts import Facts, HouseholdKind, HouseholdMember
from app.domain.findings import Findings
from app.domain.income_rules import IncomeLine
from app.domain.income_workings import Declared, Foreign, Taxation, TaxReturn, Workings, check_workings, read_workings
from tests.the_law import LAW

Example = dict[str, Any]

FOLDER = Path(__file__).parent / "income"
EXAMPLES = [
    example
    for path in sorted(FOLDER.glob("*.toml"))
    for example in tomllib.loads(path.read_text(encoding="utf-8"))["example"]
]
FIGURES = ("revenue", "costs", "tax", "health", "social", "other_income")
RECEIVED_ON = date(2026, 10, 15)


@pytest.mark.parametrize("example", EXAMPLES, ids=[example["id"] for example in EXAMPLES])
def test_example_comes_out(example: Example) -> None:
    told = tell(find(example))
    assert {key: told.get(key) for key in example["gives"]} == example["gives"]
    assert all(step.text and step.basis for step in find(example).why)


@pytest.mark.parametrize("example", EXAMPLES, ids=[example["id"] for example in EXAMPLES])
def test_figures_are_kept_as_words_that_are_read_back(example: Example) -> None:
    workings = workings_of(example)
    check_workings(workings, date(2026, 11, 30))
    assert read_workings(workings.note) == workings


def test_examples_have_sources_and_ids_of_their_own() -> None:
    ids = [example["id"] for example in EXAMPLES]
    assert len(ids) == len(set(ids))
    assert all(example["source"] and example["title"] and example["gives"] for example in EXAMPLES)


def find(example: Example) -> Findings:
    workings = workings_of(example)
    worked_out = workings.worked_out
    line = IncomeLine(
        member="1",
        kind=example.get("kind", "business"),
        amount=money.parse(example["declared"]) if worked_out is None else worked_out,
        received_on=RECEIVED_ON if isinstance(workings, Foreign) else None,
        workings=workings,
    )
    facts = Facts(
        applied_on=date(2026, 11, 3),
        complete_on=date(2026, 11, 3),
        decided_on=example.get("decided_on", date(2026, 11, 24)),
        month=date(2026, 11, 1),
        household=HouseholdKind.SINGLE,
        members=(HouseholdMember(id="1", name="Anna Wiśniewska"),),
        incomes=(line,),
    )
    return periodic_allowance.find(facts, LAW)


def workings_of(example: Example) -> Workings:
    if "currency" in example:
        return Foreign(
            amount=money.parse(example["amount"]),
            currency=example["currency"],
            rate=Fraction(example["rate"]),
            units=example.get("units", 1),
            table=example["table"],
            table_on=example["table_on"],
        )
    if "declared" in example:
        return Declared(Taxation(example["taxation"]))
    figures = {name: money.parse(example[name]) for name in FIGURES if name in example}
    return TaxReturn(Taxation(example["taxation"]), example["year"], example["months"], **figures)


def tell(found: Findings) -> Example:
    """The findings in the words of the files."""
    about_income = ("income_foreign", "income_business", "income_declared", "income_counted", "income_one_off")
    return {
        "income": money.plain(found.income),
        "steps": [step.code for step in found.why if step.code.startswith((*about_income, "income_not_counted"))],
        "warned": [warning.code for warning in found.warnings],
        **{f"value_of_{step.code}": step.value for step in found.why},
        **{f"basis_of_{step.code}": step.basis for step in found.why},
    }
