"""Special purpose allowance (specjalny zasiłek celowy, social assistance act art. 41 pkt 1).

For an income above the criterion, in especially justified cases; at most the criterion.
"""

from app.domain import money
from app.domain.benefits.kind import LetteredKind
from app.domain.facts import Facts
from app.domain.findings import Choice, Findings, conclude, establish
from app.domain.law import Consulted, Law

CODE = "special_purpose_allowance"


def find(facts: Facts, law: Law) -> Findings:
    """The right in one month and its limit, which is taken to be that of a month: the act does not say."""
    consulted = Consulted(law, facts.month)
    established = establish(facts, consulted, frozenset({CODE, "money"}))
    criterion, difference = established.criterion, established.difference
    holes = {"income": money.with_unit(established.income), "criterion": money.with_unit(criterion)}
    if difference >= 0:
        step = law.say("special_income_not_above", money.plain(difference), **holes)
        return conclude(CODE, facts, established, consulted, [step], None)
    steps = [
        law.say("special_income_above", money.plain(difference), **holes),
        law.say("special_highest", money.plain(criterion), highest=money.with_unit(criterion)),
    ]
    return conclude(CODE, facts, established, consulted, steps, Choice(highest=criterion))


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
