"""Lines of facts for the contract ``calculate``: the family of the day, spoiled where a test wants it."""

import json
import re
from typing import Any

from app.services.calculation import Answer, calculate
from tests.the_law import LAW

Facts = dict[str, Any]


def receipt(member: str, kind: str, amount: str, **more: object) -> Facts:
    return {"member": member, "kind": kind, "amount": amount, "received_on": "2026-10-15", **more}


def facts(**more: object) -> Facts:
    """The family of the day, anew for each test, so that one may spoil it."""
    members = [
        {"id": "anna", "born_on": "1992-03-04", "sex": "female", "incapacity": "none"},
        {"id": "zofia", "born_on": "2017-05-06", "sex": "female", "incapacity": "none"},
        {"id": "jan", "born_on": "2020-01-02", "sex": "male", "incapacity": "none", "counted": True},
    ]
    return {
        "id": "wiśniewska-1",
        "benefit": "periodic_allowance",
        "applied_on": "2026-11-03",
        "complete_on": "2026-11-16",
        "decided_on": "2026-11-23",
        "reasons": ["7.4"],
        "month": "2026-11",
        "household": {"kind": "family", "members": members},
        "applicant": "anna",
        "incomes": [
            receipt("zofia", "maintenance_fund", "500.00"),
            receipt("jan", "maintenance_fund", "500.00"),
            receipt("zofia", "family_allowance", "124.00"),
            receipt("jan", "family_allowance", "124.00"),
            receipt("zofia", "child_benefit", "800.00"),
            receipt("jan", "child_benefit", "800.00"),
        ],
        **more,
    }


def answer(line: Facts | bytes) -> tuple[Answer, Facts]:
    raw = line if isinstance(line, bytes) else json.dumps(line).encode()
    (given,) = calculate([raw], LAW)
    return given, json.loads(given.text)


def put(path: str, value: object, line: Facts | None = None) -> tuple[str, Facts]:
    """A path and facts with that value there; None takes the key away."""
    line = facts() if line is None else line
    place: Any = line
    *way, last = re.findall(r"[a-z_]+|[0-9]+", path)
    for step in way:
        place = place[int(step) if step.isdigit() else step]
    key = int(last) if last.isdigit() else last
    if value is None:
        del place[key]
    else:
        place[key] = value
    return path, line


CARE_HOME = {
    "cost": "5000.00",
    "resident_income": "3500.00",
    "relatives": [
        {"id": "córka", "kind": "single", "people": 1, "income": "3800.00", "rank": "descendant", "refuses": False},
        {"id": "syn", "kind": "family", "people": 3, "income": "8000.00", "rank": "descendant", "refuses": False},
    ],
}
OWN: dict[str, Facts] = {
    "meal_programme": {"form": "kind"},
    "care_home_fee": {"care_home": CARE_HOME},
    "specialist_care_fee": {"specialist_care": {"price_hour": "80.00", "hours": 40}},
}
HOUSEHOLD_KEYS = {"income_month", "payable_from", "people", "income", "income_per_person", "criterion"}
AMOUNTS = {"lowest", "highest", "amount"}
ALWAYS = {"id", "right", "why", "parameters", "warnings"}


def claim(benefit: str, **more: object) -> Facts:
    """The family of the day asking for another benefit."""
    return facts(benefit=benefit, **{**json.loads(json.dumps(OWN.get(benefit, {}))), **more})
