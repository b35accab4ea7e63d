"""The programme "Posiłek w szkole i w domu": cash for food, or a meal or parcel.

A government programme: its resolution raises the criterion to a share of its own. The rules of the purpose allowance
hold for the rest, so the income must not be above the threshold and no amount is set. The form decides whether it is a
money benefit (art. 8 ust. 4a).
"""

from app.domain import money, polish
from app.domain.benefits.kind import BenefitKind
from app.domain.facts import Facts, MealForm
from app.domain.findings import FREE, Findings, conclude, establish
from app.domain.law import Consulted, Law, Parameter

CODE = "meal_programme"


def find(facts: Facts, law: Law) -> Findings:
    """The right in one month; ``criterion`` of the findings is the act's own, the threshold stands in the steps."""
    consulted = Consulted(law, facts.month)
    is_cash = facts.form is MealForm.CASH
    established = establish(facts, consulted, frozenset({CODE, "money"} if is_cash else {CODE}))
    share = consulted.value(Parameter.MEAL_SHARE)
    threshold = share.number * established.criterion
    limit = money.with_unit(money.half_up(threshold))
    income = money.with_unit(established.income)
    steps = [
        law.say("meal_cash" if is_cash else "meal_in_kind"),
        law.say(
            "meal_threshold",
            money.plain(money.half_up(threshold)),
            basis=share.basis,
            share=money.percent(share.number),
            criterion=money.with_unit(established.criterion),
            threshold=limit,
            since=polish.day(share.starts_on),
        ),
    ]
    has_right = established.income <= threshold
    value = money.plain(money.half_up(threshold - established.income))
    code = "meal_income_within" if has_right else "meal_income_above"
    steps.append(law.say(code, value, basis=share.basis, income=income, threshold=limit))
    return conclude(CODE, facts, established, consulted, steps, FREE if has_right else None)


KIND = BenefitKind(
    code=CODE,
    label="posiłek w szkole i w domu",
    genitive="pomocy w ramach programu „Posiłek w szkole i w domu”",
    article="art. 48b",
    may_leave_out=False,
    find=find,
)
