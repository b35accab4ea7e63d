"""Random but readable facts of all seven benefits, drawn so that boundaries are met often."""

import random
from typing import Any

RECEIPTS = (
    *(
        "wage",
        "contract_work",
        "pension",
        "disability_pension",
        "social_pension",
        "unemployment_benefit",
        "maintenance",
    ),
    *("maintenance_fund", "family_allowance", "parental_benefit", "nursing_allowance", "nursing_supplement", "other"),
    *("care_benefit", "supporting_benefit", "housing_allowance", "guardian_pay", "permanent_allowance", "gift"),
    *("periodic_allowance", "child_benefit", "one_off_social", "purpose_allowance", "school_grant", "in_kind"),
    *("socially_useful_work", "thirteenth_pension", "fourteenth_pension", "energy_supplement", "active_parent"),
    "supplementary_benefit",
)
BENEFITS = (
    *("permanent_allowance", "periodic_allowance", "purpose_allowance", "special_purpose_allowance"),
    *("meal_programme", "care_home_fee", "specialist_care_fee"),
)
ROUND = (82300, 101000, 60000, 77600, 164600, 202000, 246900, 303000, 505000, 411500, 222200, 606000)
RIGHTS = ("social_pension", "care_benefit", "special_care_allowance", "carer_allowance", "lone_parent_supplement")


def money(chance: random.Random, most: int = 400_000) -> str:
    amount = chance.choice(ROUND) + chance.randint(-1, 1) if chance.random() < 0.3 else chance.randint(0, most)
    return f"{amount // 100}.{amount % 100:02d}"


def month_back(month: tuple[int, int], by: int) -> tuple[int, int]:
    year, index = divmod(month[0] * 12 + month[1] - 1 - by, 12)
    return year, index + 1


def day(chance: random.Random, month: tuple[int, int]) -> str:
    return f"{month[0]}-{month[1]:02d}-{chance.randint(1, 28):02d}"


def line(chance: random.Random, member: str, applied: tuple[int, int]) -> dict[str, Any]:
    before = month_back(applied, chance.choice((1, 1, 1, 1, 0, 2, 5, 11, 12, 13)))
    shape = chance.random()
    found: dict[str, Any] = {"member": member}
    if shape < 0.1:
        found |= {"kind": "farm", "hectares": f"{chance.choice((0.5, 0.9999, 1.0, 2.3456, 0.3, 7.25)):.4f}"}
    elif shape < 0.18:
        found |= {"kind": "business", "amount": money(chance)}
    elif shape < 0.28:
        found |= {"kind": "one_off", "amount": money(chance, 3_000_000), "received_on": day(chance, before)}
    elif shape < 0.36:
        months = chance.randint(1, 14)
        found |= {"kind": "arrears", "amount": money(chance), "received_on": day(chance, before), "months": months}
    else:
        found |= {"kind": chance.choice(RECEIPTS), "amount": money(chance), "received_on": day(chance, before)}
    if found["kind"] in ("wage", "contract_work") and chance.random() < 0.5:
        found["costs"] = chance.choice(("250.00", "300.00", "0.00", "83.33"))
    if chance.random() < 0.1:
        found["maintenance_paid"] = money(chance, 100_000)
    if chance.random() < 0.05:
        found["source_lost_on"] = day(chance, before)
    return found


def relative(chance: random.Random, at: int) -> dict[str, Any]:
    people = chance.randint(1, 5)
    income = (303000 if people == 1 else 246900 * people) + chance.choice((-1, 0, 1, 5000, 77777, 300000))
    return {
        "id": f"r{at}",
        "kind": "single" if people == 1 else "family",
        "people": people,
        "income": f"{income // 100}.{income % 100:02d}",
        "rank": chance.choice(("spouse", "descendant", "descendant", "ascendant")),
        "refuses": chance.random() < 0.15,
    }


def facts(chance: random.Random, at: int) -> dict[str, Any]:
    """One readable line; months from October 2018, or from May 2023 where the table of fees begins there."""
    benefit = BENEFITS[at % len(BENEFITS)]
    applied = month_back((2026, 11), chance.randint(0, 40 if benefit == "specialist_care_fee" else 94))
    is_single = chance.random() < 0.4
    members: list[dict[str, Any]] = [
        {
            "id": str(who),
            "born_on": day(chance, (chance.randint(1930, 2020), chance.randint(1, 12))),
            "sex": chance.choice(("female", "male")),
            "incapacity": chance.choice(("none", "total")),
        }
        for who in range(1 if is_single else chance.randint(1, 6))
    ]
    if benefit in BENEFITS[:2] and len(members) > 1 and chance.random() < 0.2:
        members[-1]["counted"] = False
    found: dict[str, Any] = {
        "id": str(at),
        "benefit": benefit,
        "applied_on": day(chance, applied),
        "month": f"{applied[0]}-{applied[1]:02d}",
        "household": {"kind": "single" if is_single else "family", "members": members},
        "applicant": "0",
        "incomes": [
            line(chance, chance.choice(members)["id"], applied) for _ in range(chance.choice((0, 1, 1, 2, 3, 6)))
        ],
    }
    if chance.random() < 0.3:
        found["complete_on"] = day(chance, month_back(applied, -chance.randint(0, 3)))
    if chance.random() < 0.3:
        found["decided_on"] = day(chance, month_back(applied, -chance.randint(0, 3)))
    if benefit == "permanent_allowance" and chance.random() < 0.15:
        found["blocked_by"] = [chance.choice(RIGHTS)]
    if benefit == "meal_programme":
        found["form"] = chance.choice(("cash", "kind"))
    if benefit == "specialist_care_fee":
        found["specialist_care"] = {"price_hour": money(chance, 20000), "hours": chance.randint(0, 120)}
    if benefit == "care_home_fee":
        found["care_home"] = {
            "cost": money(chance, 900_000),
            "resident_income": money(chance, 500_000),
            "relatives": [relative(chance, each) for each in range(chance.randint(0, 5))],
            "surplus": chance.choice(("household", "person")),
        }
    return found
