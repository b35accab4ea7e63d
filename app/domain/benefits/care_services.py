"""Care services at home (usługi opiekuńcze, social assistance act art. 50-50a) and their fee by the council's table.

A lone person deprived of help has a right; somebody whose family cannot help may get them (ust. 1). The fee follows the
resolution (ust. 6). Services are no money, so art. 8 ust. 4a does not take out the supplementary benefit.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from app.domain import money, polish
from app.domain.assessments import Assessment, Form, HelpKind, Reasoning, Standing, Task
from app.domain.council_fees import share_by
from app.domain.facts import Facts
from app.domain.fee_tables import FeeTable
from app.domain.findings import Established
from app.domain.further_law import FurtherParameter
from app.domain.law import Law
from app.domain.money import Grosze


class ServiceForm(StrEnum):
    """Which services; neighbour services are a task of their own (art. 17 ust. 2 pkt 2a)."""

    ORDINARY = "ordinary"
    SPECIALIST = "specialist"
    NEIGHBOUR = "neighbour"


@dataclass(frozen=True, slots=True, kw_only=True)
class CareServicesFacts:
    """``claim`` are household and income; ``hours`` whole hours a month.

    ``is_lone`` is art. 6 pkt 9 (single household, unmarried, no ascendants or descendants); ``can_family_help`` asks
    family and separately living spouse, ascendants and descendants. ``begun_on`` is the first day of urgent services.
    """

    claim: Facts
    is_lone: bool
    needs_help: bool
    can_family_help: bool
    hours: int
    form: ServiceForm = ServiceForm.ORDINARY
    begun_on: date | None = None


HELP = HelpKind(
    code="care_services",
    label="usługi opiekuńcze",
    genitive="usług opiekuńczych",
    article="art. 50",
    task=Task.OWN_DUTY,
    task_basis="art. 17 ust. 1 pkt 11",
    form=Form.DECISION,
    form_basis="art. 106 ust. 1, art. 50 ust. 5",
)


def assess(facts: CareServicesFacts, law: Law, table: FeeTable) -> Assessment:
    """Right and fee for one month; ``table`` is the resolution in force on its first day."""
    reasoning = Reasoning(HELP, law, facts.claim.month)
    standing = _standing(facts, reasoning)
    task = Task.OWN if facts.form is ServiceForm.NEIGHBOUR else Task.OWN_DUTY
    if standing is Standing.NOT_DUE:
        return reasoning.done(standing, task=task)
    established = reasoning.income(facts.claim, is_money=False)
    per_hour = fee_per_hour(facts, established, reasoning, table)
    fee = per_hour * facts.hours
    hours = polish.counted(facts.hours, ("godzina", "godziny", "godzin"))
    reasoning.say_amount("services_month", fee, per_hour=money.with_unit(per_hour), hours=hours)
    reasoning.say("services_decision")
    _urgent(facts, reasoning)
    return replace(
        reasoning.done(standing, task=task), is_fee=True, amount=fee, lowest=fee, highest=fee, starts_month=_from(facts)
    )


def fee_per_hour(facts: CareServicesFacts, established: Established, reasoning: Reasoning, table: FeeTable) -> Grosze:
    """The share of the band, half up to the grosz; limits are exact, so an income on a limit is still below it."""
    share = share_by(table, facts.claim, established, reasoning, "services_band")
    per_hour = money.half_up(share * table.price)
    reasoning.say_amount("services_hour", per_hour, price=money.with_unit(table.price), share=money.percent(share))
    return per_hour


def _standing(facts: CareServicesFacts, reasoning: Reasoning) -> Standing:
    """By the paragraphs of the month's wording: the act of 11 June 2026 made points of what were paragraphs."""
    is_new = reasoning.consulted.value(FurtherParameter.SERVICES_WORDING).number > 1
    lone, family = (f"art. 50 ust. {place}" for place in (("1 pkt 1", "1 pkt 2") if is_new else ("1", "2")))
    if not facts.needs_help:
        reasoning.say("services_not_needed")
        return Standing.NOT_DUE
    if facts.is_lone:
        reasoning.say("services_lone", basis=lone)
        return Standing.DUE
    if facts.can_family_help:
        reasoning.say("services_family_helps", basis=family)
        return Standing.NOT_DUE
    reasoning.say("services_family_cannot", basis=family)
    return Standing.MAY


def _urgent(facts: CareServicesFacts, reasoning: Reasoning) -> None:
    if facts.begun_on is None:
        return
    days = int(reasoning.consulted.value(FurtherParameter.URGENT_SERVICES_DAYS).number)
    last = facts.begun_on + timedelta(days=days)
    reasoning.say(
        "services_urgent", last.isoformat(), begun_on=polish.day(facts.begun_on), last=polish.day(last), days=str(days)
    )


def _from(facts: CareServicesFacts) -> date:
    claim = facts.claim
    return (facts.begun_on or max(claim.complete_on, claim.applied_on)).replace(day=1)
