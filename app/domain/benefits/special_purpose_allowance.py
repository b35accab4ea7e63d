"""Special purpose allowance (specjalny zasiłek celowy, social assistance act art. 41 pkt 1).

For an income above the criterion, in especially justified cases; at most the criterion. The act does not say whether
that bounds one grant or all of a month; usually it is read as that of a month.
"""

from app.domain import money
from app.domain.benefits.kind import LetteredKind
from app.domain.facts import Facts
from app.domain.findings import Choice, Findings, conclude, establish
from app.domain.law import Consulted, Law
from app.domain.readings import Question, SpecialLimit

CODE = "special_purpose_allowance"


def find(facts: Facts, law: Law) -> Findings:
    """The right in one month and what is left of its limit."""
    consulted = Consulted(law, facts.month)
    established = establish(facts, consulted, frozenset({CODE, "money"}))
    criterion, difference = established.criterion, established.difference
    holes = {"income": money.with_unit(established.income), "criterion": money.with_unit(criterion)}
    if difference >= 0:
        step = law.say("special_income_not_above", money.plain(difference), **holes)
        return conclude(CODE, facts, established, consulted, [step], None)
    is_monthly = consulted.read(Question.SPECIAL_LIMIT) == SpecialLimit.MONTH
    code = "special_highest" if is_monthly else "special_highest_grant"
    steps = [
        law.say("special_income_above", money.plain(difference), **holes),
        *consulted.told("special_highest_reading"),
        law.say(code, money.plain(criterion), highest=money.with_unit(criterion)),
    ]
    granted, left = facts.granted_this_month, criterion
    if granted and is_monthly:
        left = max(criterion - granted, 0)
        code = "special_highest_left" if left else "special_highest_none"
        told = {"granted": money.with_unit(granted)} | ({"highest": money.with_unit(left)} if left else {})
        steps.append(law.say(code, money.plain(left), **told))
    return conclude(CODE, facts, established, consulted, steps, Choice(highest=left) if left else None)


KIND = LetteredKind(
    code=CODE,
    label="specjalny zasiłek celowy",
    genitive="specjalnego zasiłku celowego",
    article="art. 41 pkt 1",
    may_leave_out=False,
    find=find,
    is_discretionary=True,
    is_one_off=True,
    beside_criterion=("special_income_",),
    about_amount=(("special_highest",),),
)
