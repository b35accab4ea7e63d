"""Help beside the allowances, worked out from what a person types: right or choice, task, form, amounts, steps.

Nothing is stored: these kinds have no letter of the program yet, and what they ask for is not part of a case.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import Enum
from typing import Any, get_args, get_origin, get_type_hints

from app.domain import money
from app.domain.assessments import Assessment, choose
from app.domain.benefits import (
    care_services,
    economic_independence,
    repayment,
    shelter,
    short_stay,
    support_centre,
    training_flat,
)
from app.domain.facts import Facts, HouseholdKind, HouseholdMember
from app.domain.fee_tables import FeePurpose, find_table, table_on
from app.domain.help_kinds import RULES, Assess
from app.domain.income_rules import IncomeLine
from app.domain.money import Grosze
from app.domain.months import add_months
from app.domain.problems import Refusal
from app.domain.tidying import LONG, clean
from app.services.local_law import read_fee_tables
from app.services.office import Office
from app.services.office_readings import law_read

PERSON = "1"


_TABLES = {
    care_services.HELP.code: FeePurpose.CARE_SERVICES,
    economic_independence.HELP.code: FeePurpose.INDEPENDENCE,
    repayment.HELP.code: FeePurpose.REPAYMENT,
    shelter.HELP.code: FeePurpose.SHELTER,
    short_stay.HELP.code: FeePurpose.SHORT_DAY,
    support_centre.HELP.code: FeePurpose.CENTRE,
    training_flat.HELP.code: FeePurpose.FLAT,
}
_WITHOUT_ACT = frozenset({care_services.HELP.code, repayment.HELP.code})
"""Of which the act alone says nothing: without the council's table there is no answer."""


class UnknownHelp(Refusal):
    """No such kind of help (facts: help)."""

    code = "unknown_help"


@dataclass(frozen=True, kw_only=True)
class AssessHelp:
    """A kind by its code, the month, the household with its whole income (grosze), and the answers by their names.

    Answers are those of the kind's facts; what is not answered keeps its usual value.
    """

    code: str
    month: date
    answers: Mapping[str, object]
    household: HouseholdKind = HouseholdKind.SINGLE
    people: int = 1
    income: Grosze = 0


@dataclass(frozen=True, kw_only=True)
class ChooseHelp:
    """What a person chose of help that is at the office's discretion: an amount (grosze) and the reason."""

    asked: AssessHelp
    amount: Grosze
    reason: str


def choose_help(office: Office, request: ChooseHelp) -> Assessment:
    """The same assessment with the choice as its last steps; outside the bounds or without a reason it is refused."""
    found = assess_help(office, request.asked)
    chosen = choose(found, request.amount, clean(request.reason, LONG))
    amount, law = money.with_unit(chosen.amount), office.law
    if found.highest is None:
        told = law.say("help_chosen", money.plain(chosen.amount), basis=found.kind.article, amount=amount)
    else:
        holes = {"amount": amount, "highest": money.with_unit(found.highest)}
        code = "help_chosen_within" if found.lowest else "help_chosen_up_to"
        holes |= {"lowest": money.with_unit(found.lowest)} if found.lowest else {}
        told = law.say(code, money.plain(chosen.amount), basis=found.kind.article, **holes)
    why = law.say("help_chosen_why", reason=chosen.reason, basis=found.kind.article)
    return replace(found, amount=chosen.amount, why=(*found.why, told, why))


def asks_income(code: str) -> bool:
    """Whether the kind looks at household and income."""
    return any(each.name == "claim" for each in fields(_kind(code)[0]))


def assess_help(office: Office, request: AssessHelp) -> Assessment:
    """The steps of one kind, with what the council has set for the month where the act leaves it to the council."""
    with office.reading() as file:
        law = law_read(file, office.law)
        tables = read_fee_tables(file) if request.code in _TABLES else ()
    made, assess = _kind(request.code)
    facts = _facts(made, request)
    if request.code not in _TABLES:
        return assess(facts, law)
    purpose = _purpose(request)
    needed = request.code in _WITHOUT_ACT
    table = table_on(tables, request.month, purpose) if needed else find_table(tables, request.month, purpose)
    return assess(facts, law, table)


def _purpose(request: AssessHelp) -> FeePurpose:
    """Which of the council's tables a kind is worked out by."""
    purpose = _TABLES[request.code]
    return FeePurpose.SHORT_HOUR if purpose is FeePurpose.SHORT_DAY and request.answers.get("by_hour") else purpose


def _kind(code: str) -> tuple[type, Assess]:
    try:
        return RULES[code]
    except KeyError:
        raise UnknownHelp(help=code) from None


def _facts(made: type, request: AssessHelp) -> Any:
    """The kind's own facts, filled from the request."""
    given = {**request.answers, "claim": _claim(request), "person": PERSON, "month": request.month}
    hints = get_type_hints(made)
    names = [each.name for each in fields(made) if each.name in given]
    return made(**{name: _typed(hints[name], given[name]) for name in names})


def _typed(hint: Any, value: Any) -> object:
    """An answer as the facts hold it: a name becomes its member, several names a set of them."""
    if get_origin(hint) is frozenset:
        (inner,) = get_args(hint)
        return frozenset(_typed(inner, each) for each in value)
    return hint(value) if isinstance(hint, type) and issubclass(hint, Enum) else value


def _claim(request: AssessHelp) -> Facts:
    """A claim made on the first of the month, with the whole income as one receipt of the month before."""
    people = 1 if request.household is HouseholdKind.SINGLE else max(request.people, 1)
    income_on = add_months(request.month, -1)
    return Facts(
        applied_on=request.month,
        complete_on=request.month,
        decided_on=request.month,
        month=request.month,
        household=request.household,
        members=tuple(HouseholdMember(id=str(at), name=f"osoba {at}") for at in range(1, people + 1)),
        incomes=(IncomeLine(member=PERSON, kind="other", amount=request.income, received_on=income_on),)
        if request.income
        else (),
    )
