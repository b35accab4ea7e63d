"""Repayment of expenses on help (zwrot wydatków, social assistance act art. 41 pkt 2, 96) by the council's scale.

Whoever had the help pays it back when the income per person is above the criterion; else the heir, from the estate;
the spouse, descendants, ascendants only where neither did, and never more than the decision named (ust. 1).
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from app.domain.assessments import Assessment, Form, HelpKind, Reasoning, Standing, Task
from app.domain.facts import Facts
from app.domain.fee_tables import FeeTable
from app.domain.law import Law
from app.domain.money import Grosze
from app.domain.repayments import repay, scale_of


class Owing(StrEnum):
    """Who is asked (ust. 1 pkt 1 and 3)."""

    RECIPIENT = "recipient"
    RELATIVE = "relative"


@dataclass(frozen=True, slots=True, kw_only=True)
class RepaymentFacts:
    """``claim`` are household and income of whoever is asked, ``granted`` the expenses on the help (grosze).

    ``is_repaid_otherwise``: the recipient or the heir has paid it back, so no relative is asked.
    """

    claim: Facts
    granted: Grosze
    owing: Owing = Owing.RECIPIENT
    is_repaid_otherwise: bool = False


HELP = HelpKind(
    code="repayment",
    label="zwrot wydatków na świadczenia",
    genitive="zwrotu wydatków na świadczenia",
    article="art. 96",
    task=Task.OWN,
    task_basis="art. 96 ust. 4",
    form=Form.DECISION,
    form_basis="art. 104 ust. 3",
    is_claim=True,
)


def assess(facts: RepaymentFacts, law: Law, table: FeeTable) -> Assessment:
    """What comes back by the scale in force on the first day of the month."""
    reasoning = Reasoning(HELP, law, facts.claim.month)
    if facts.owing is Owing.RELATIVE:
        reasoning.say("repay_relative")
        if facts.is_repaid_otherwise:
            reasoning.say("repay_done")
            return reasoning.done(Standing.NOT_DUE)
    established = reasoning.income(facts.claim, is_money=False)
    scale = scale_of(table, facts.claim.household)
    found = repay(facts.granted, established.income, established.people, established.criterion, scale, law)
    reasoning.steps += found.why
    if not found.amount:
        return reasoning.done(Standing.NOT_DUE)
    reasoning.say("repay_decision")
    done = replace(reasoning.done(Standing.DUE), is_fee=True, starts_month=facts.claim.month)
    return replace(done, amount=found.amount, lowest=found.amount, highest=found.amount)
