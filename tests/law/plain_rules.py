"""The rules of ``calculate`` a second time, as plain as can be: no sentences, no dated files, no shared line of code.

It takes the JSON of a line and returns what the contract fixes. Written from the contract alone, for comparison only.
"""

from datetime import date
from fractions import Fraction
from math import floor
from typing import Any

SERIES = [("2025-01", 101000, 82300, 45900), ("2022-01", 77600, 60000, 34500), ("2018-10", 70100, 52800, 30800)]
PERMANENT = [("2025-01", 130, 122900, 10000), ("2024-01", 130, 100000, 10000), ("2022-01", 100, 71900, 3000)]
PERMANENT.append(("2018-10", 100, 64500, 3000))
NEVER = {"child_benefit", "one_off_social", "purpose_allowance", "school_grant", "in_kind", "socially_useful_work"}
NEVER |= {"thirteenth_pension", "fourteenth_pension"}
BANDS = [
    (100, 0, 0),
    (220, 15, 35),
    (250, 100, 150),
    (300, 150, 250),
    (400, 300, 450),
    (500, 500, 650),
    (600, 750, 850),
]


def near(exact: Fraction) -> int:
    return floor(exact + Fraction(1, 2)) if exact >= 0 else -floor(-exact + Fraction(1, 2))


def grosze(text: str) -> int:
    return int(text.replace(".", ""))


def text(amount: int | None) -> str | None:
    return None if amount is None else f"{amount // 100}.{amount % 100:02d}"


def row(series: list[Any], month: str) -> Any:
    return next(each for each in series if each[0] <= month)


def shifted(month: str, by: int) -> str:
    at = int(month[:4]) * 12 + int(month[5:]) - 1 + by
    return f"{at // 12:04d}-{at % 12 + 1:02d}"


def is_counted_kind(kind: str, f: dict[str, Any]) -> bool:
    benefit = f["benefit"]
    if kind in NEVER:
        return False
    if kind == "energy_supplement":
        return bool(f["month"] < "2022-02")
    if kind == "active_parent":
        return bool(f.get("decided_on", f["applied_on"]) < "2025-05-13")
    if kind == "supplementary_benefit":
        return bool(benefit == "specialist_care_fee" or (benefit == "meal_programme" and f.get("form") == "kind"))
    if kind == "periodic_allowance":
        return benefit not in ("permanent_allowance", "periodic_allowance")
    return not (kind == "permanent_allowance" and benefit == "permanent_allowance")


def income_of(line: dict[str, Any], f: dict[str, Any], month: str, criterion: int, land: Fraction, rate: int) -> int:
    kind, paid = line["kind"], grosze(line.get("maintenance_paid", "0.00"))
    if not is_counted_kind(kind, f):
        return 0
    if kind == "farm":
        return near(Fraction(line["hectares"]) * rate) - paid if land >= 1 else 0
    amount = grosze(line["amount"]) - paid
    if kind == "business":
        return amount
    received = line["received_on"][:7]
    if kind == "arrears":
        return near(Fraction(amount, line["months"])) if received <= month < shifted(received, line["months"]) else 0
    if kind == "one_off" and amount > 5 * criterion:
        return near(Fraction(amount, 12)) if received <= month < shifted(received, 12) else 0
    if kind in ("wage", "contract_work") and month >= "2021-06":
        amount -= grosze(line.get("costs", "0.00"))
    return amount if received == month else 0


def household(f: dict[str, Any]) -> dict[str, Any]:
    _, single, family, rate = row(SERIES, f["month"])
    members = [each["id"] for each in f["household"]["members"] if each.get("counted", True)]
    criterion = single if f["household"]["kind"] == "single" else family * len(members)
    before = shifted(f["applied_on"][:7], -1)
    lost = [each["source_lost_on"] for each in f["incomes"] if each.get("source_lost_on")]
    month = shifted(before, 1) if any(f"{before}-01" <= day <= f["applied_on"] for day in lost) else before
    lines = [each for each in f["incomes"] if each["member"] in members]
    land = sum((Fraction(each["hectares"]) for each in lines if each["kind"] == "farm"), Fraction(0))
    own = {
        who: max(sum(income_of(x, f, month, criterion, land, rate) for x in lines if x["member"] == who), 0)
        for who in members
    }
    return {"month": month, "n": len(members), "own": own, "sum": sum(own.values()), "criterion": criterion}


def permanent(f: dict[str, Any], h: dict[str, Any]) -> int | None:
    _, single, family, _ = row(SERIES, f["month"])
    _, share, most, least = row(PERMANENT, f["month"])
    person = next(each for each in f["household"]["members"] if each["id"] == f["applicant"])
    born, day = date.fromisoformat(person["born_on"]), date.fromisoformat(f["month"] + "-01")
    age = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    is_unable = person["incapacity"] == "total" or age >= (60 if person["sex"] == "female" else 65)
    is_single = f["household"]["kind"] == "single"
    is_poor = h["sum"] < h["criterion"] and (is_single or h["own"].get(f["applicant"], 0) < family)
    if age < 18 or not is_unable or f.get("blocked_by") or not is_poor:
        return None
    whole = share * (single if is_single else family)
    amount = near(Fraction(whole, 100) - Fraction(h["sum"], h["n"]))
    return int(max(min(amount, most) if is_single else amount, least))


def periodic(f: dict[str, Any], h: dict[str, Any]) -> tuple[int, int] | None:
    gap = h["criterion"] - h["sum"]
    if gap <= 0:
        return None
    if gap < 2000:
        return 2000, 2000
    highest = min(gap, row(SERIES, f["month"])[2]) if f["household"]["kind"] == "single" else gap
    return max((gap + 1) // 2, 2000), highest


def care_home(f: dict[str, Any]) -> dict[str, Any]:
    _, single, family, _ = row(SERIES, f["month"])
    times = Fraction(3) if f["month"] >= "2019-11" else Fraction(5, 2)
    home = f["care_home"]
    resident = min(grosze(home["resident_income"]) * 7 // 10, grosze(home["cost"]))
    gap = grosze(home["cost"]) - resident
    paid = {each["id"]: 0 for each in home["relatives"]}
    for rank in ("spouse", "descendant", "ascendant"):
        caps = {}
        for each in home["relatives"]:
            if each["rank"] == rank and not each["refuses"]:
                n = 1 if each["kind"] == "single" else each["people"]
                over = grosze(each["income"]) - times * (single if each["kind"] == "single" else family) * n
                caps[each["id"]] = max(floor(over / n if home.get("surplus") == "person" else over), 0)
        while gap and any(caps.values()):
            able = [key for key in caps if caps[key]]
            for key in able[:gap] if gap < len(able) else able:
                part = min(caps[key], max(gap // len(able), 1)) if gap < len(able) else min(caps[key], gap // len(able))
                paid[key] += part
                caps[key] -= part
            gap = grosze(home["cost"]) - resident - sum(paid.values())
    refusing = [each["id"] for each in home["relatives"] if each["refuses"]]
    for at, key in enumerate(refusing):
        paid[key] = gap // len(refusing) + (at < gap % len(refusing))
    rest = 0 if refusing else gap
    return {"resident": text(resident), "relatives": {k: text(v) for k, v in paid.items()}, "gmina": text(rest)}


def care(f: dict[str, Any], h: dict[str, Any]) -> dict[str, Any]:
    base = row(SERIES, f["month"])[1] * h["n"]
    column = 1 if f["household"]["kind"] == "single" else 2
    share = next((band[column] for band in BANDS if 100 * h["sum"] <= band[0] * base), 1000)
    per_hour = near(Fraction(share * grosze(f["specialist_care"]["price_hour"]), 1000))
    return {"per_hour": text(per_hour), "month": text(per_hour * f["specialist_care"]["hours"])}


def answer(f: dict[str, Any]) -> dict[str, Any]:
    """Everything that the contract fixes about one readable line of facts (months from October 2018)."""
    if f["benefit"] == "care_home_fee":
        return {"right": True, **care_home(f)}
    h = household(f)
    lowest = highest = amount = None
    right, more = True, {}
    match f["benefit"]:
        case "permanent_allowance":
            amount = permanent(f, h)
            right = amount is not None
        case "periodic_allowance":
            bounds = periodic(f, h)
            right = bounds is not None
            lowest, highest = bounds or (None, None)
        case "purpose_allowance":
            right = h["sum"] <= h["criterion"]
        case "special_purpose_allowance":
            right = h["sum"] > h["criterion"]
            highest = h["criterion"] if right else None
        case "meal_programme":
            right = 2 * h["sum"] <= (4 if f["month"] >= "2023-01" else 3) * h["criterion"]
        case _:
            more = care(f, h)
    return {
        "right": right,
        "income_month": h["month"],
        "payable_from": max(f["applied_on"], f.get("complete_on", f["applied_on"]))[:7],
        "people": h["n"],
        "income": text(h["sum"]),
        "income_per_person": text(near(Fraction(h["sum"], h["n"]))),
        "criterion": text(h["criterion"]),
        "lowest": text(lowest),
        "highest": text(highest),
        "amount": text(amount),
        **more,
    }
