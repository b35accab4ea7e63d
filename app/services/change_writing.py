"""What a changing decision changes, as text among its frozen findings, and read back."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from app.domain import money
from app.domain.changes import Cause
from app.domain.decision_changes import Change
from app.domain.decision_text import Step
from app.domain.records import RecordId


def change_to_json(change: Change) -> dict[str, object]:
    """Amounts as ``calculate`` writes them, months and days in ISO order, ids in hexadecimal."""
    return {
        "of": change.of_id.hex(),
        "number": change.number,
        "issued_on": _text(change.issued_on),
        "was": money.plain(change.was),
        "due_month": change.due_month.isoformat(),
        "from_month": change.from_month.isoformat(),
        "cause": change.cause.value,
        "amounts": {name: money.plain(amount) for name, amount in change.amounts},
        "basis": change.basis,
        "closed_kind": change.closed_kind,
        "closed_on": _text(change.closed_on),
        "income_on": _text(change.income_on),
        "why": [{"code": each.code, "text": each.text, "basis": each.basis} for each in change.why],
    }


def change_from_json(answer: Mapping[str, Any]) -> Change:
    """The same read back; raises what a mapping raises where something is missing."""
    return Change(
        of_id=RecordId(bytes.fromhex(answer["of"])),
        number=str(answer["number"]),
        issued_on=_day(answer["issued_on"]),
        was=_grosze(answer["was"]),
        due_month=date.fromisoformat(answer["due_month"]),
        from_month=date.fromisoformat(answer["from_month"]),
        cause=Cause(answer["cause"]),
        amounts=tuple((str(name), _grosze(amount)) for name, amount in answer["amounts"].items()),
        basis=str(answer["basis"]),
        closed_kind=str(answer["closed_kind"]),
        closed_on=_day(answer["closed_on"]),
        income_on=_day(answer.get("income_on", "")),
        why=tuple(Step(str(each["code"]), str(each["text"]), str(each["basis"])) for each in answer["why"]),
    )


def _text(day: date | None) -> str:
    return day.isoformat() if day is not None else ""


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _grosze(text: str) -> int:
    return int(text.replace(".", ""))
