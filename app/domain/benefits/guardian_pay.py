"""A guardian's pay set by the court (wynagrodzenie za sprawowanie opieki, social assistance act art. 53a).

Paid as the court set it, without interview and decision (ust. 2), whatever the income; a delegated task whose handling
costs 1.5 % of the grant (art. 18 ust. 1 pkt 9, ust. 3). The court is bound by a tenth of the average pay (ust. 1).
"""

from dataclasses import dataclass, replace
from datetime import date

from app.domain import money, polish
from app.domain.assessments import Assessment, Form, HelpKind, Reasoning, Standing, Task
from app.domain.further_law import FurtherParameter
from app.domain.law import Law
from app.domain.money import Grosze


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardianPayFacts:
    """The court's order, in grosze a month.

    ``average_pay`` is that of the enterprise sector without rewards from profit, announced by the statistical office
    for the period before the day of the grant; ``average_pay_source`` names the announcement.
    """

    set_by_court: Grosze
    applied_on: date
    order_final_on: date
    month: date
    average_pay: Grosze
    average_pay_source: str


HELP = HelpKind(
    code="guardian_pay",
    label="wynagrodzenie za sprawowanie opieki",
    genitive="wynagrodzenia za sprawowanie opieki",
    article="art. 53a",
    task=Task.DELEGATED,
    task_basis="art. 18 ust. 1 pkt 9",
    form=Form.NO_DECISION,
    form_basis="art. 53a ust. 2",
    needs_interview=False,
)


def assess(facts: GuardianPayFacts, law: Law) -> Assessment:
    """The pay of one month; the month of the application with the final order is the first one."""
    reasoning = Reasoning(HELP, law, facts.month)
    first = max(facts.applied_on, facts.order_final_on).replace(day=1)
    pay = facts.set_by_court
    reasoning.say_amount("guardian_court", pay)
    share = reasoning.consulted.value(FurtherParameter.GUARDIAN_PAY_SHARE).number
    limit = money.down(share * facts.average_pay)
    holes = {"average": money.with_unit(facts.average_pay), "source": facts.average_pay_source}
    reasoning.say_amount("guardian_limit", limit, **holes)
    if pay > limit:
        reasoning.caution("guardian_above_limit", pay=money.with_unit(pay), limit=money.with_unit(limit))
    costs = handling_costs(pay, reasoning)
    reasoning.say_amount("guardian_costs", costs)
    reasoning.say("guardian_from", f"{first:%Y-%m}", first=polish.of_month(first))
    reasoning.say("guardian_form")
    if facts.month < first:
        reasoning.say("guardian_too_early", f"{facts.month:%Y-%m}", first=polish.of_month(first))
        return replace(reasoning.done(Standing.NOT_DUE), starts_month=first)
    return replace(reasoning.done(Standing.DUE), amount=pay, lowest=pay, highest=pay, starts_month=first)


def handling_costs(grant: Grosze, reasoning: Reasoning) -> Grosze:
    """What the handling may cost, as a share of the grant received."""
    share = reasoning.consulted.value(FurtherParameter.GUARDIAN_COSTS_SHARE).number
    return money.down(share * grant)
