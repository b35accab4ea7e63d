"""Runs the worked examples that a lawyer can read and add, through the same door as ``calculate``."""

import json
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.services.calculation import calculate
from tests.the_law import LAW

Example = dict[str, Any]

FOLDER = Path(__file__).parent
EXAMPLES = [
    (path.stem, example)
    for path in sorted(FOLDER.glob("*.toml"))
    for example in tomllib.loads(path.read_text(encoding="utf-8"))["example"]
]


@pytest.mark.parametrize(("benefit", "example"), EXAMPLES, ids=[example["id"] for _, example in EXAMPLES])
def test_example_comes_out(benefit: str, example: Example) -> None:
    answer = next(calculate([json.dumps(line_of(benefit, example)).encode()], LAW))
    found = json.loads(answer.text)
    assert answer.is_answered, found
    assert {key: found[key] for key in example["gives"]} == example["gives"]


def test_examples_have_sources_and_ids_of_their_own() -> None:
    ids = [example["id"] for _, example in EXAMPLES]
    assert len(ids) == len(set(ids))
    assert all(example["source"] and example["title"] and example["gives"] for _, example in EXAMPLES)


def line_of(benefit: str, example: Example) -> Example:
    """The example in the words of the contract."""
    asked = ("complete_on", "decided_on", "blocked_by", "form", "specialist_care")
    own: Example = {key: example[key] for key in asked if key in example}
    line = {
        "id": example["id"],
        "benefit": benefit,
        "applied_on": example.get("applied_on", date(2026, 11, 3)),
        "month": example.get("month", "2026-11"),
        **own,
    }
    if "cost" in example:
        keys = ("cost", "resident_income", "relatives", "surplus")
        line["care_home"] = {key: example[key] for key in keys if key in example}
    else:
        line |= {
            "household": {"kind": example["household"], "members": members_of(example)},
            "applicant": "1",
            "incomes": [income_of(income) for income in example["incomes"]],
        }
    plain: Example = json.loads(json.dumps(line, default=date.isoformat))
    return plain


def members_of(example: Example) -> list[Example]:
    """Women of 36 years, unless the example says otherwise of the applicant."""
    members = [
        {
            "id": str(at),
            "born_on": date(1990, 1, 1),
            "sex": "female",
            "incapacity": "total" if at in example.get("incapable", []) else "none",
            "counted": at not in example.get("left_out", []),
        }
        for at in range(1, example["people"] + 1)
    ]
    members[0] |= {key: example[key] for key in ("born_on", "sex") if key in example}
    return members


def income_of(income: Example) -> Example:
    line = {
        key: value.isoformat() if isinstance(value, date) else value for key, value in income.items() if key != "who"
    }
    if income["kind"] not in ("farm", "business"):
        line.setdefault("received_on", "2026-10-15")
    return {"member": str(income["who"]), **line}
