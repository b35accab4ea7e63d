"""Purpose allowance after an event, a disaster or a death (social assistance act art. 40): no income test.

Accidental event (ust. 1) is an own task, a natural or ecological disaster (ust. 2) a delegated one. Funeral costs
(ust. 1a-1g) since 1 January 2026, on condition of return when a benefit after the dead person is paid later.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from app.domain.assessments import Assessment, Form, HelpKind, Reasoning, Standing, Task
from app.domain.exclusions import excluding
from app.domain.further_law import FurtherParameter
from app.domain.law import Law
from app.domain.money import Grosze


class Event(StrEnum):
    """What happened."""

    ACCIDENT = "accident"
    DISASTER = "disaster"
    FUNERAL = "funeral"


class FuneralPaper(StrEnum):
    """What ust. 1e asks for; the account number is asked only where payment goes to an account."""

    DEATH_CERTIFICATE = "death_certificate"
    PROOF_OF_COSTS = "proof_of_costs"
    STATEMENT_OF_PAYER = "statement_of_payer"
    STATEMENT_OF_MEANS = "statement_of_means"
    UNDERTAKING = "undertaking"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFacts:
    """``loss`` is the loss or the funeral's documented cost in grosze, ``ceiling`` that of a government programme.

    Funeral: ``is_grant_due`` (zasiłek pogrzebowy), ``are_costs_extraordinary`` (hard to foresee, not covered by the
    grant), ``was_other_paid`` (another benefit after the dead person), ``papers`` that are there.
    """

    event: Event
    applied_on: date
    complete_on: date
    loss: Grosze
    ceiling: Grosze | None = None
    is_grant_due: bool = True
    are_costs_extraordinary: bool = False
    was_other_paid: bool = False
    papers: frozenset[FuneralPaper] = frozenset()


HELP = HelpKind(
    code="event_allowance",
    label="zasiłek celowy po zdarzeniu losowym, klęsce albo na koszty pogrzebu",
    genitive="zasiłku celowego po zdarzeniu losowym, klęsce albo na koszty pogrzebu",
    article="art. 40",
    task=Task.OWN_DUTY,
    task_basis="art. 17 ust. 1 pkt 6",
    form=Form.DECISION,
    form_basis="art. 106 ust. 1",
)

_PAPER_WORDS = {
    FuneralPaper.DEATH_CERTIFICATE: "pkt 1",
    FuneralPaper.PROOF_OF_COSTS: "pkt 2",
    FuneralPaper.STATEMENT_OF_PAYER: "pkt 3",
    FuneralPaper.STATEMENT_OF_MEANS: "pkt 4",
    FuneralPaper.UNDERTAKING: "pkt 5",
}
_FUNERAL_CODE = "funeral_allowance"


def assess(facts: EventFacts, law: Law) -> Assessment:
    """Whether an allowance may be granted, and its upper bound."""
    month = max(facts.applied_on, facts.complete_on).replace(day=1)
    reasoning = Reasoning(HELP, law, month)
    if facts.event is Event.FUNERAL:
        if not _may_bury(facts, month, reasoning):
            return reasoning.done(Standing.NOT_DUE)
    else:
        reasoning.say("event_accident" if facts.event is Event.ACCIDENT else "event_disaster")
    if facts.loss <= 0:
        reasoning.say("event_no_loss")
        return reasoning.done(Standing.NOT_DUE)
    highest = facts.loss
    reasoning.say_amount("event_loss", facts.loss)
    if facts.ceiling is not None and facts.ceiling < highest:
        highest = facts.ceiling
        reasoning.say_amount("event_ceiling", highest)
    task = Task.DELEGATED if facts.event is Event.DISASTER else Task.OWN_DUTY
    done = reasoning.done(Standing.MAY, task=task)
    return replace(done, lowest=0, highest=highest, starts_month=month)


def _may_bury(facts: EventFacts, month: date, reasoning: Reasoning) -> bool:
    if reasoning.consulted.find(FurtherParameter.FUNERAL_ALLOWANCE) is None:
        reasoning.say("funeral_too_early")
        return False
    beside = frozenset({"other_death_benefit"} if facts.was_other_paid else ())
    for met in excluding(reasoning.law.meetings, _FUNERAL_CODE, beside, month):
        reasoning.say("funeral_other_paid", basis=met.basis, text=met.text)
        return False
    if facts.is_grant_due and not facts.are_costs_extraordinary:
        reasoning.say("funeral_grant_enough")
        return False
    reasoning.say("funeral_extraordinary" if facts.is_grant_due else "funeral_no_grant")
    missing = [points for paper, points in _PAPER_WORDS.items() if paper not in facts.papers]
    if missing:
        reasoning.say("funeral_papers", str(len(missing)), missing=", ".join(missing))
        return False
    reasoning.say("funeral_return")
    return True
