"""Reads one line of the ``calculate`` contract into facts. Every refusal names its code and the field it is about."""

import json
import re
from collections.abc import Container, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NoReturn, TypeVar

from app.domain.benefits import BY_CODE
from app.domain.benefits.kind import BenefitKind
from app.domain.facts import Facts, HouseholdKind, HouseholdMember
from app.domain.income_kinds import IncomeKind, Shape
from app.domain.income_rules import IncomeLine
from app.domain.law import Law
from app.domain.money import Grosze
from app.domain.problems import Refusal

D = TypeVar("D")

_AMOUNT = re.compile(r"[0-9]{1,10}\.[0-9]{2}")
_HECTARES = re.compile(r"[0-9]{1,6}(?:\.[0-9]{1,4})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")
_YEARS = range(1900, 2200)
_LONGEST_ARREARS = 600  # months: fifty years

_TOP = frozenset(
    [
        "id",
        "benefit",
        "applied_on",
        "complete_on",
        "decided_on",
        "reasons",
        "month",
        "household",
        "applicant",
        "incomes",
        "blocked_by",
        "care_home",
        "form",
        "specialist_care",
    ]
)
_HOUSEHOLD = frozenset({"kind", "members"})
_MEMBER = frozenset({"id", "born_on", "sex", "incapacity", "counted"})
_ANY_INCOME = frozenset({"member", "kind", "maintenance_paid", "source_lost_on"})
_INCOME = {
    Shape.RECEIPT: _ANY_INCOME | {"amount", "received_on"},
    Shape.AVERAGE: _ANY_INCOME | {"amount"},
    Shape.FARM: _ANY_INCOME | {"hectares"},
    Shape.ONE_OFF: _ANY_INCOME | {"amount", "received_on"},
    Shape.ARREARS: _ANY_INCOME | {"amount", "received_on", "months"},
}


class WrongFacts(Refusal):
    """A line breaks a rule of the contract (facts: error, one of the contract's codes; field, its path or empty)."""

    code = "wrong_facts"


@dataclass(frozen=True)
class Claim:
    """One readable line: which benefit, on which facts."""

    kind: BenefitKind
    facts: Facts


def read_object(line: bytes) -> dict[str, object]:
    """The JSON object of a line; no number beyond JSON, no key twice, no nesting that exhausts the stack."""
    try:
        found = json.loads(line.decode("utf-8-sig"), object_pairs_hook=_without_doubles, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        _refuse("unreadable_line", "")
    if not isinstance(found, dict):
        _refuse("unreadable_line", "")
    return found


def read_claim(source: dict[str, object], law: Law, kinds: Mapping[str, BenefitKind] = BY_CODE) -> Claim:
    """The facts of one object; the first breach found is refused."""
    benefit = source.get("benefit")
    if benefit is None:
        _refuse("missing_field", "benefit")
    if not isinstance(benefit, str) or benefit not in kinds:
        _refuse("unknown_benefit", "benefit")
    kind = kinds[benefit]
    fields = _Fields(source, "", _TOP)
    applied_on = fields.day("applied_on")
    household = _Fields(fields.need("household"), "household", _HOUSEHOLD)
    members = _members(household, kind)
    if fields.text("applicant") not in members:
        _refuse("unknown_member", "applicant")
    facts = Facts(
        applied_on=applied_on,
        complete_on=fields.day_or("complete_on", applied_on),
        decided_on=fields.day_or("decided_on", applied_on),
        month=fields.month("month"),
        household=_household_kind(household),
        members=tuple(members.values()),
        incomes=tuple(
            _income(item, f"incomes[{at}]", members, law) for at, item in enumerate(fields.list_of("incomes"))
        ),
        reasons=tuple(_reasons(fields)),
    )
    return Claim(kind, facts)


def _household_kind(household: "_Fields") -> HouseholdKind:
    try:
        return HouseholdKind(household.text("kind"))
    except ValueError:
        _refuse("unknown_kind", "household.kind")


def _members(household: "_Fields", kind: BenefitKind) -> dict[str, HouseholdMember]:
    """By their ids. Birth, sex and incapacity are checked here and asked for by other benefits."""
    members: dict[str, HouseholdMember] = {}
    for at, item in enumerate(household.list_of("members")):
        fields = _Fields(item, f"household.members[{at}]", _MEMBER)
        member = HouseholdMember(
            id=fields.text("id"), name=fields.text("id"), is_counted=fields.yes_no("counted", True)
        )
        fields.day("born_on")
        fields.one_of("sex", ("female", "male"))
        fields.one_of("incapacity", ("none", "total"), default="none")
        if member.id in members:
            _refuse("unreadable_line", fields.at("id"))
        if not member.is_counted and not kind.may_leave_out:
            _refuse("member_left_out", fields.at("counted"))
        members[member.id] = member
    return members


def _income(item: object, path: str, members: Container[str], law: Law) -> IncomeLine:
    """One line; which keys it may have depends on how its title of income arrives."""
    if not isinstance(item, dict):
        _refuse("unreadable_line", path)
    kind = _income_kind(item.get("kind"), path, law)
    fields = _Fields(item, path, _INCOME[kind.shape] | ({"costs"} if kind.has_costs else frozenset()))
    member = fields.need("member")
    if not isinstance(member, str) or member not in members:
        _refuse("unknown_member", fields.at("member"))
    is_farm = kind.shape is Shape.FARM
    return IncomeLine(
        member=member,
        kind=kind.code,
        amount=0 if is_farm else fields.amount("amount"),
        received_on=None if is_farm or kind.shape is Shape.AVERAGE else fields.day("received_on"),
        costs=fields.amount_or("costs", 0),
        maintenance_paid=fields.amount_or("maintenance_paid", 0),
        source_lost_on=fields.day_or("source_lost_on", None),
        hectares=fields.hectares("hectares") if is_farm else None,
        months=fields.months("months") if kind.shape is Shape.ARREARS else None,
    )


def _income_kind(code: object, path: str, law: Law) -> IncomeKind:
    if code is None:
        _refuse("missing_field", f"{path}.kind")
    if not isinstance(code, str) or code not in law.income_kinds:
        _refuse("unknown_kind", f"{path}.kind")
    return law.income_kinds[code]


def _reasons(fields: "_Fields") -> list[str]:
    reasons = fields.list_of("reasons", default=[])
    for at, reason in enumerate(reasons):
        if not isinstance(reason, str):
            _refuse("unreadable_line", f"reasons[{at}]")
    return [str(reason) for reason in reasons]


class _Fields:
    """One JSON object with its path; an absent key and a null are the same."""

    def __init__(self, source: object, path: str, known: AbstractSet[str]) -> None:
        if not isinstance(source, dict):
            _refuse("unreadable_line", path)
        self._source: dict[str, object] = source
        self._path = path
        for key in source:
            if key not in known:
                _refuse("unknown_field", self.at(key))

    def at(self, key: str) -> str:
        """Path of ``key`` from the top of the line."""
        return f"{self._path}.{key}" if self._path else key

    def need(self, key: str) -> object:
        value = self._source.get(key)
        if value is None:
            _refuse("missing_field", self.at(key))
        return value

    def text(self, key: str) -> str:
        value = self.need(key)
        if not isinstance(value, str):
            _refuse("unreadable_line", self.at(key))
        return value

    def one_of(self, key: str, choices: tuple[str, ...], default: str | None = None) -> str:
        value = default if default and self._source.get(key) is None else self.text(key)
        if value not in choices:
            _refuse("unreadable_line", self.at(key))
        return value

    def yes_no(self, key: str, default: bool) -> bool:
        value = self._source.get(key)
        if value is None:
            return default
        if not isinstance(value, bool):
            _refuse("unreadable_line", self.at(key))
        return value

    def list_of(self, key: str, default: list[object] | None = None) -> list[object]:
        value = default if default is not None and self._source.get(key) is None else self.need(key)
        if not isinstance(value, list):
            _refuse("unreadable_line", self.at(key))
        return value

    def day(self, key: str) -> date:
        value = self.need(key)
        found = _as_date(value) if isinstance(value, str) and _DAY.fullmatch(value) else None
        if found is None or found.year not in _YEARS:
            _refuse("bad_date", self.at(key))
        return found

    def day_or(self, key: str, default: D) -> date | D:
        return default if self._source.get(key) is None else self.day(key)

    def month(self, key: str) -> date:
        value = self.need(key)
        found = _as_date(f"{value}-01") if isinstance(value, str) and _MONTH.fullmatch(value) else None
        if found is None:
            _refuse("bad_date", self.at(key))
        return found

    def amount(self, key: str) -> Grosze:
        value = self.need(key)
        if not isinstance(value, str) or not _AMOUNT.fullmatch(value):
            _refuse("bad_amount", self.at(key))
        return int(value.replace(".", ""))

    def amount_or(self, key: str, default: Grosze) -> Grosze:
        return default if self._source.get(key) is None else self.amount(key)

    def hectares(self, key: str) -> Fraction:
        value = self.need(key)
        if not isinstance(value, str) or not _HECTARES.fullmatch(value):
            _refuse("bad_amount", self.at(key))
        return Fraction(value)

    def months(self, key: str) -> int:
        value = self.need(key)
        if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= _LONGEST_ARREARS:
            _refuse("bad_amount", self.at(key))
        return value


def _as_date(text: str) -> date | None:
    """None for a day that no calendar has, as 31 February."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _without_doubles(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("a key stands twice")
    return made


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _refuse(error: str, field: str) -> NoReturn:
    raise WrongFacts(error=error, field=field)
