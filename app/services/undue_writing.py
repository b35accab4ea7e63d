"""A matter of undue benefits as text in its decision, and read back."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from app.domain import money
from app.domain.decision_text import Step
from app.domain.undue import Fault
from app.domain.undue_claims import ExaminedMonth, Relief, Terms, UndueClaim


def write_undue(claim: UndueClaim) -> str:
    """Amounts as ``calculate`` writes them, days and months in ISO order."""
    terms = claim.terms
    told = {
        "fault": claim.fault.value,
        "what": claim.what,
        "warned_on": _text(claim.warned_on),
        "decisions": [{"number": number, "issued_on": _text(on)} for number, on in claim.decisions],
        "months": [_month(each) for each in claim.months],
        "terms": {
            "days": terms.days,
            "account": terms.account,
            "relief": terms.relief.value,
            "relief_reason": terms.relief_reason,
            "asked_by": terms.asked_by,
            "remitted": money.plain(terms.remitted),
            "due_on": _text(terms.due_on),
            "instalments": terms.instalments,
            "first_on": _text(terms.first_on),
        },
    }
    return json.dumps({"undue": told}, ensure_ascii=False)


def read_undue(text: str) -> UndueClaim | None:
    """What ``write_undue`` wrote; None for anything else, or for what this program cannot read."""
    try:
        return _claim(json.loads(text)["undue"]) if text else None
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _claim(told: Mapping[str, Any]) -> UndueClaim:
    terms = told["terms"]
    return UndueClaim(
        fault=Fault(told["fault"]),
        what=str(told["what"]),
        warned_on=_day(told["warned_on"]),
        decisions=tuple((str(each["number"]), _day(each["issued_on"])) for each in told["decisions"]),
        months=tuple(_read_month(each) for each in told["months"]),
        terms=Terms(
            days=int(terms["days"]),
            account=str(terms["account"]),
            relief=Relief(terms["relief"]),
            relief_reason=str(terms["relief_reason"]),
            asked_by=str(terms["asked_by"]),
            remitted=_grosze(terms["remitted"]),
            due_on=_day(terms["due_on"]),
            instalments=int(terms["instalments"]),
            first_on=_day(terms["first_on"]),
        ),
    )


def _month(each: ExaminedMonth) -> dict[str, object]:
    return {
        "month": each.month.isoformat(),
        "number": each.number,
        "taken_on": each.taken_on.isoformat(),
        "paid": money.plain(each.paid),
        "right": money.plain(each.right),
        "income": money.plain(each.income),
        "is_by_list": each.is_by_list,
        "why": [{"code": step.code, "text": step.text, "basis": step.basis} for step in each.why],
    }


def _read_month(told: Mapping[str, Any]) -> ExaminedMonth:
    return ExaminedMonth(
        month=date.fromisoformat(told["month"]),
        number=str(told["number"]),
        taken_on=date.fromisoformat(told["taken_on"]),
        paid=_grosze(told["paid"]),
        right=_grosze(told["right"]),
        income=_grosze(told["income"]),
        is_by_list=bool(told["is_by_list"]),
        why=tuple(Step(str(step["code"]), str(step["text"]), str(step["basis"])) for step in told["why"]),
    )


def _text(day: date | None) -> str:
    return day.isoformat() if day is not None else ""


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _grosze(text: str) -> int:
    return int(text.replace(".", ""))
