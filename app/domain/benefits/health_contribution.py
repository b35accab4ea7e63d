"""The health contribution that the centre pays (art. 17 ust. 1 pkt 20, 49 ust. 8, 108 ust. 3).

For a recipient of the permanent allowance who is not insured otherwise the base is the allowance. For a homeless person
in a programme and an unemployed person under a social contract the health act sets the base: the amount is not worked
out here.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from app.domain import money
from app.domain.assessments import Assessment, Form, HelpKind, Reasoning, Standing, Task
from app.domain.further_law import FurtherParameter
from app.domain.law import Law
from app.domain.money import Grosze


class InsuredAs(StrEnum):
    """Why the centre insures a person."""

    PERMANENT_ALLOWANCE = "permanent_allowance"
    HOMELESS_PROGRAMME = "homeless_programme"
    SOCIAL_CONTRACT = "social_contract"


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthFacts:
    """``allowance`` is the permanent allowance of the month in grosze; the contribution is never divided by days."""

    month: date
    insured_as: InsuredAs
    is_insured_otherwise: bool
    allowance: Grosze = 0


HELP = HelpKind(
    code="health_contribution",
    label="składka na ubezpieczenie zdrowotne",
    genitive="składki na ubezpieczenie zdrowotne",
    article="art. 17 ust. 1 pkt 20",
    task=Task.OWN_DUTY,
    task_basis="art. 17 ust. 1 pkt 20",
    form=Form.DECISION,
    form_basis="art. 106 ust. 1",
)

_WHY = {
    InsuredAs.PERMANENT_ALLOWANCE: "health_permanent",
    InsuredAs.HOMELESS_PROGRAMME: "health_homeless",
    InsuredAs.SOCIAL_CONTRACT: "health_contract",
}


def assess(facts: HealthFacts, law: Law) -> Assessment:
    """The contribution of one month."""
    reasoning = Reasoning(HELP, law, facts.month)
    if facts.is_insured_otherwise:
        reasoning.say("health_insured_otherwise")
        return reasoning.done(Standing.NOT_DUE)
    reasoning.say(_WHY[facts.insured_as])
    if facts.insured_as is not InsuredAs.PERMANENT_ALLOWANCE:
        reasoning.say("health_base_elsewhere")
        return replace(reasoning.done(Standing.DUE), starts_month=facts.month)
    if not facts.allowance:
        reasoning.say("health_no_allowance")
        return reasoning.done(Standing.NOT_DUE)
    rate = reasoning.consulted.value(FurtherParameter.HEALTH_RATE)
    amount = money.half_up(rate.number * facts.allowance)
    holes = {"base": money.with_unit(facts.allowance), "rate": money.percent(rate.number)}
    reasoning.say_amount("health_amount", amount, basis=rate.basis, **holes)
    done = reasoning.done(Standing.DUE)
    return replace(done, amount=amount, lowest=amount, highest=amount, starts_month=facts.month)
