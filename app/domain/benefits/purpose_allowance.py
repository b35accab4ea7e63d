"""Purpose allowance (zasiłek celowy, social assistance act art. 39).

The income must not be above the criterion. Whether to help and with how much is the office's choice; the act names no
amount.
"""

from app.domain import money
from app.domain.benefits.kind import LetteredKind
from app.domain.facts import Facts, HouseholdKind
from app.domain.findings import FREE, Findings, conclude, establish
from app.domain.law import Consulted, Law

CODE = "purpose_allowance"


def find(facts: Facts, law: Law) -> Findings:
    """The right in one month; without one the last step points to art. 41."""
    consulted = Consulted(law, facts.month)
    established = establish(facts, consulted, frozenset({CODE, "money"}))
    difference = established.difference
    basis = f"art. 8 ust. 1 pkt {1 if facts.household is HouseholdKind.SINGLE else 3}"
    holes = {"income": money.with_unit(established.income), "criterion": money.with_unit(established.criterion)}
    if difference < 0:
        step = law.say("purpose_income_above", money.plain(difference), basis=basis, **holes)
        return conclude(CODE, facts, established, consulted, [step], None)
    within = law.say("purpose_income_within", money.plain(difference), basis=basis, **holes)
    return conclude(CODE, facts, established, consulted, [within, law.say("purpose_choice")], FREE)


KIND = LetteredKind(
    code=CODE,
    label="zasiłek celowy",
    genitive="zasiłku celowego",
    article="art. 39",
    may_leave_out=False,
    find=find,
    is_discretionary=True,
    is_one_off=True,
    beside_criterion=("purpose_income_",),
    about_amount=(("purpose_choice",),),
)
