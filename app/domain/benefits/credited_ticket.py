"""A credited ticket (bilet kredytowany, social assistance act art. 39 ust. 4): a purpose allowance in another form.

Granting it needs no decision (art. 106 ust. 2); refusing it does, but without an interview (ust. 4).
"""

from dataclasses import dataclass, replace

from app.domain import money
from app.domain.assessments import Assessment, Form, HelpKind, Reasoning, Standing, Task
from app.domain.facts import Facts
from app.domain.law import Law


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketFacts:
    """``need`` says what the journey is for; without one nothing shows a necessary need (art. 39 ust. 1)."""

    claim: Facts
    need: str


HELP = HelpKind(
    code="credited_ticket",
    label="bilet kredytowany",
    genitive="biletu kredytowanego",
    article="art. 39 ust. 4",
    task=Task.OWN_DUTY,
    task_basis="art. 17 ust. 1 pkt 8",
    form=Form.NO_DECISION,
    form_basis="art. 106 ust. 2",
    needs_interview=False,
)


def assess(facts: TicketFacts, law: Law) -> Assessment:
    """Whether a ticket may be given."""
    reasoning = Reasoning(HELP, law, facts.claim.month)
    established = reasoning.income(facts.claim, is_money=True)
    holes = {"income": money.with_unit(established.income), "criterion": money.with_unit(established.criterion)}
    if established.income > established.criterion:
        reasoning.say("help_income_above", money.plain(established.difference), **holes)
    elif not facts.need.strip():
        reasoning.say("ticket_no_need")
    else:
        reasoning.say("help_income_not_above", money.plain(established.difference), **holes)
        reasoning.say("ticket_may")
        return replace(reasoning.done(Standing.MAY), starts_month=facts.claim.month)
    reasoning.say("ticket_refused")
    return reasoning.done(Standing.NOT_DUE, form=Form.DECISION)
