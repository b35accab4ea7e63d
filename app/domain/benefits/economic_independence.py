"""Help towards economic independence (ekonomiczne usamodzielnienie, social assistance act art. 43).

A one-off purpose allowance, an interest-free loan by contract, or tools lent by contract. Allowance and loan are money
(art. 36 pkt 1 lit. d), so the criterion of art. 8 holds; lending is not. Amount and conditions: the council (ust. 10).
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from app.domain import money
from app.domain.assessments import Assessment, Form, HelpKind, Reasoning, Standing, Task
from app.domain.exclusions import excluding
from app.domain.facts import Facts
from app.domain.fee_tables import FeeTable
from app.domain.findings import payable_from
from app.domain.law import Law
from app.domain.money import Grosze


class IndependenceForm(StrEnum):
    """What is given."""

    ALLOWANCE = "allowance"
    LOAN = "loan"
    EQUIPMENT = "equipment"


@dataclass(frozen=True, slots=True, kw_only=True)
class IndependenceFacts:
    """``highest`` is the most that the council's resolution allows (grosze); None where it names no amount."""

    claim: Facts
    form: IndependenceForm
    was_helped_elsewhere: bool = False
    avoids_training: bool = False
    highest: Grosze | None = None


HELP = HelpKind(
    code="economic_independence",
    label="pomoc na ekonomiczne usamodzielnienie",
    genitive="pomocy na ekonomiczne usamodzielnienie",
    article="art. 43",
    task=Task.OWN,
    task_basis="art. 17 ust. 2 pkt 2",
    form=Form.DECISION,
    form_basis="art. 106 ust. 1",
)

_WHY = {
    IndependenceForm.ALLOWANCE: "independence_allowance",
    IndependenceForm.LOAN: "independence_loan",
    IndependenceForm.EQUIPMENT: "independence_equipment",
}


def assess(facts: IndependenceFacts, law: Law, table: FeeTable | None = None) -> Assessment:
    """Whether help may be given, and up to what: what was typed, else what the council's resolution says."""
    reasoning = Reasoning(HELP, law, facts.claim.month)
    form = Form.DECISION if facts.form is IndependenceForm.ALLOWANCE else Form.CONTRACT
    beside = frozenset({"independence_elsewhere"} if facts.was_helped_elsewhere else ())
    for met in excluding(law.meetings, HELP.code, beside, facts.claim.month):
        reasoning.say("independence_helped", basis=met.basis, text=met.text)
        return reasoning.done(Standing.NOT_DUE)
    if facts.form is not IndependenceForm.EQUIPMENT and not _is_within(facts, reasoning):
        return reasoning.done(Standing.NOT_DUE)
    reasoning.say(_WHY[facts.form])
    if facts.avoids_training:
        reasoning.caution("independence_training")
    highest = facts.highest
    if highest is None and table is not None and facts.form is IndependenceForm.ALLOWANCE:
        highest = table.price
        reasoning.say_amount("independence_highest_act", highest, act=table.act)
    elif highest is not None:
        reasoning.say_amount("independence_highest", highest)
    reasoning.say("independence_labour_office")
    done = reasoning.done(Standing.MAY, form=form)
    return replace(done, lowest=0, highest=highest, starts_month=payable_from(facts.claim))


def _is_within(facts: IndependenceFacts, reasoning: Reasoning) -> bool:
    established = reasoning.income(facts.claim, is_money=True)
    holes = {"income": money.with_unit(established.income), "criterion": money.with_unit(established.criterion)}
    is_within = established.income <= established.criterion
    code = "help_income_not_above" if is_within else "help_income_above"
    reasoning.say(code, money.plain(established.difference), **holes)
    return is_within
