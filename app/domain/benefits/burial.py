"""Burial arranged by the commune (sprawienie pogrzebu, social assistance act art. 44), and who bears its cost.

No decision (art. 106 ust. 2); the rite follows the religion of the dead person. The cost comes back from the estate
when no funeral grant is due (art. 96 ust. 3).
"""

from dataclasses import dataclass, replace
from datetime import date

from app.domain.assessments import Assessment, Form, HelpKind, Reasoning, Standing, Task
from app.domain.law import Law
from app.domain.money import Grosze


@dataclass(frozen=True, slots=True, kw_only=True)
class BurialFacts:
    """``does_somebody_bury``: somebody else takes it on; ``cost`` in grosze once the bills are there."""

    died_on: date
    does_somebody_bury: bool
    is_grant_due: bool
    has_estate: bool
    cost: Grosze | None = None


HELP = HelpKind(
    code="burial",
    label="sprawienie pogrzebu",
    genitive="sprawienia pogrzebu",
    article="art. 44",
    task=Task.OWN_DUTY,
    task_basis="art. 17 ust. 1 pkt 15",
    form=Form.NO_DECISION,
    form_basis="art. 106 ust. 2",
    needs_interview=False,
)


def assess(facts: BurialFacts, law: Law) -> Assessment:
    """Whether the commune buries, and from what the cost comes back."""
    reasoning = Reasoning(HELP, law, facts.died_on)
    if facts.does_somebody_bury:
        reasoning.say("burial_somebody_buries")
        return reasoning.done(Standing.NOT_DUE)
    reasoning.say("burial_commune")
    if facts.is_grant_due:
        reasoning.say("burial_grant")
    else:
        reasoning.say("burial_estate" if facts.has_estate else "burial_no_estate")
    return replace(reasoning.done(Standing.DUE), amount=facts.cost, starts_month=facts.died_on.replace(day=1))
