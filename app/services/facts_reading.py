"""Reads one line of the ``calculate`` contract into facts. Every refusal names its code and the field it is about."""

from collections.abc import Container, Mapping
from typing import NamedTuple

from app.domain.benefits import (
    BY_CODE,
    care_home_fee,
    meal_programme,
    permanent_allowance,
    specialist_care_fee,
)
from app.domain.benefits.kind import BenefitKind
from app.domain.facts import (
    CareHome,
    Facts,
    HouseholdKind,
    HouseholdMember,
    MealForm,
    Rank,
    Relative,
    SpecialistCare,
    Surplus,
)
from app.domain.income_kinds import IncomeKind, Shape
from app.domain.income_rules import IncomeLine
from app.domain.law import Law
from app.services.facts_fields import MOST_MONTHS, MOST_PEOPLE, Fields, refuse

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
    ]
)
_KEYS = {
    meal_programme.CODE: _TOP | {"form"},
    care_home_fee.CODE: _TOP | {"care_home"},
    specialist_care_fee.CODE: _TOP | {"specialist_care"},
}
"""What only one benefit knows; rights in ``blocked_by`` are facts of a person, which any line may state."""
_HOUSEHOLD = frozenset({"kind", "members"})
_MEMBER = frozenset({"id", "born_on", "sex", "incapacity", "counted"})
_CARE_HOME = frozenset({"cost", "resident_income", "relatives", "surplus"})
_RELATIVE = frozenset({"id", "kind", "people", "income", "rank", "refuses"})
_SPECIALIST_CARE = frozenset({"price_hour", "hours"})
_ANY_INCOME = frozenset({"member", "kind", "maintenance_paid", "source_lost_on"})
_INCOME = {
    Shape.RECEIPT: _ANY_INCOME | {"amount", "received_on"},
    Shape.AVERAGE: _ANY_INCOME | {"amount"},
    Shape.FARM: _ANY_INCOME | {"hectares"},
    Shape.ONE_OFF: _ANY_INCOME | {"amount", "received_on"},
    Shape.ARREARS: _ANY_INCOME | {"amount", "received_on", "months"},
}


class Claim(NamedTuple):
    """One readable line: which benefit, on which facts."""

    kind: BenefitKind
    facts: Facts


class _Household(NamedTuple):
    """What a line says of the household."""

    kind: HouseholdKind
    members: tuple[HouseholdMember, ...]
    applicant: str
    incomes: tuple[IncomeLine, ...]


def read_claim(source: dict[str, object], law: Law, kinds: Mapping[str, BenefitKind] = BY_CODE) -> Claim:
    """The facts of one object; the first breach found is refused: unknown keys, then values in their order."""
    benefit = source.get("benefit")
    if benefit is None:
        refuse("missing_field", "benefit")
    if not isinstance(benefit, str) or benefit not in kinds:
        refuse("unknown_benefit", "benefit")
    kind = kinds[benefit]
    fields = Fields(source, "", _KEYS.get(kind.code, _TOP))
    applied_on = fields.day("applied_on")
    complete_on, decided_on = fields.day_or("complete_on", applied_on), fields.day_or("decided_on", applied_on)
    reasons, month, blocked_by = _texts(fields, "reasons"), fields.month("month"), _blocked_by(fields)
    household = _household(fields, kind, law)
    facts = Facts(
        applied_on=applied_on,
        complete_on=complete_on,
        decided_on=decided_on,
        month=month,
        household=household.kind,
        members=household.members,
        incomes=household.incomes,
        reasons=reasons,
        applicant=household.applicant,
        blocked_by=blocked_by,
        form=fields.choice("form", MealForm, MealForm.CASH) if kind.code == meal_programme.CODE else MealForm.CASH,
        care_home=_care_home(fields) if kind.code == care_home_fee.CODE else None,
        specialist_care=_specialist_care(fields) if kind.code == specialist_care_fee.CODE else None,
    )
    return Claim(kind, facts)


def _household(fields: Fields, kind: BenefitKind, law: Law) -> _Household:
    """Who keeps house, on what; a fee for a care home asks nobody's household, but checks one that is told."""
    is_asked = kind.code != care_home_fee.CODE
    if not is_asked and not fields.has("household"):
        for key in ("applicant", "incomes"):
            if fields.has(key):
                refuse("missing_field", "household")
        return _Household(HouseholdKind.SINGLE, (), "", ())
    household = Fields(fields.need("household"), "household", _HOUSEHOLD)
    kept = household.choice("kind", HouseholdKind)
    members = _members(household, kind)
    applicant = fields.text("applicant") if is_asked or fields.has("applicant") else ""
    if applicant not in members and (is_asked or applicant):
        refuse("unknown_member", "applicant")
    incomes = fields.list_of("incomes", None if is_asked else [])
    lines = tuple(_income(item, f"incomes[{at}]", members, law) for at, item in enumerate(incomes))
    return _Household(kept, tuple(members.values()), applicant, lines)


def _specialist_care(claim: Fields) -> SpecialistCare:
    fields = Fields(claim.need("specialist_care"), "specialist_care", _SPECIALIST_CARE)
    return SpecialistCare(price_hour=fields.amount("price_hour"), hours=fields.hours("hours"))


def _care_home(claim: Fields) -> CareHome:
    fields = Fields(claim.need("care_home"), "care_home", _CARE_HOME)
    cost, income = fields.amount("cost"), fields.amount("resident_income")
    relatives: dict[str, Relative] = {}
    for at, item in enumerate(fields.list_of("relatives", [])):
        relative = _relative(Fields(item, fields.at(f"relatives[{at}]"), _RELATIVE))
        if relative.id in relatives:
            refuse("unreadable_line", fields.at(f"relatives[{at}].id"))
        relatives[relative.id] = relative
    return CareHome(
        cost=cost,
        resident_income=income,
        relatives=tuple(relatives.values()),
        surplus=fields.choice("surplus", Surplus, Surplus.HOUSEHOLD),
    )


def _relative(fields: Fields) -> Relative:
    """The number of people matters in a family only."""
    key, household = fields.text("id"), fields.choice("kind", HouseholdKind)
    is_family = household is HouseholdKind.FAMILY
    people = fields.count("people", MOST_PEOPLE) if is_family or fields.has("people") else 1
    return Relative(
        id=key,
        household=household,
        people=people if is_family else 1,
        income=fields.amount("income"),
        rank=fields.choice("rank", Rank),
        refuses=fields.yes_no("refuses", False),
    )


def _members(household: Fields, kind: BenefitKind) -> dict[str, HouseholdMember]:
    """By their ids; their names are their ids."""
    members: dict[str, HouseholdMember] = {}
    for at, item in enumerate(household.list_of("members")):
        fields = Fields(item, f"household.members[{at}]", _MEMBER)
        member = HouseholdMember(
            id=fields.text("id"),
            name=fields.text("id"),
            born_on=fields.day("born_on"),
            is_woman=fields.one_of("sex", ("female", "male")) == "female",
            is_incapable=fields.one_of("incapacity", ("none", "total"), default="none") == "total",
            is_counted=fields.yes_no("counted", True),
        )
        if member.id in members:
            refuse("unreadable_line", fields.at("id"))
        if not member.is_counted and not kind.may_leave_out:
            refuse("member_left_out", fields.at("counted"))
        members[member.id] = member
    return members


def _income(item: object, path: str, members: Container[str], law: Law) -> IncomeLine:
    """One line; which keys it may have depends on how its title of income arrives."""
    if not isinstance(item, dict):
        refuse("unreadable_line", path)
    kind = _income_kind(item.get("kind"), path, law)
    fields = Fields(item, path, _INCOME[kind.shape] | ({"costs"} if kind.has_costs else frozenset()))
    member = fields.need("member")
    if not isinstance(member, str) or member not in members:
        refuse("unknown_member", fields.at("member"))
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
        months=fields.count("months", MOST_MONTHS) if kind.shape is Shape.ARREARS else None,
    )


def _income_kind(code: object, path: str, law: Law) -> IncomeKind:
    if code is None:
        refuse("missing_field", f"{path}.kind")
    if not isinstance(code, str) or code not in law.income_kinds:
        refuse("unknown_kind", f"{path}.kind")
    return law.income_kinds[code]


def _texts(fields: Fields, key: str) -> tuple[str, ...]:
    texts = []
    for at, text in enumerate(fields.list_of(key, [])):
        if not isinstance(text, str):
            refuse("unreadable_line", f"{key}[{at}]")
        texts.append(text)
    return tuple(texts)


def _blocked_by(fields: Fields) -> tuple[str, ...]:
    rights = _texts(fields, "blocked_by")
    for at, right in enumerate(rights):
        if right not in permanent_allowance.BLOCKING:
            refuse("unknown_kind", f"blocked_by[{at}]")
    return rights
