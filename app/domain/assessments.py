"""What the rules say of help that is more than an amount below a criterion: services, fees, contributions, burial.

A benefit of ``app.domain.benefits.KINDS`` answers with `Findings`; everything else the centre gives answers with an
`Assessment`: who is entitled or may be, whose task it is, in which form it is granted, what a person has to decide.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain import money
from app.domain.decision_rules import AmountOutOfBounds
from app.domain.facts import Facts
from app.domain.findings import Caution, Established, establish
from app.domain.law import Consulted, Law, Value
from app.domain.money import Grosze
from app.domain.problems import Refusal
from app.domain.sentences import Why


class Standing(StrEnum):
    """How strong the claim is."""

    DUE = "due"
    """The act gives a right ("przysługuje")."""
    MAY = "may"
    """The office may help and gives its reasons ("może być przyznane")."""
    NOT_DUE = "not_due"


class Task(StrEnum):
    """Whose task it is, and so whose money (art. 17 and 18)."""

    OWN_DUTY = "own_duty"
    OWN = "own"
    DELEGATED = "delegated"


class Form(StrEnum):
    """How it is granted (art. 106 ust. 1-2)."""

    DECISION = "decision"
    NO_DECISION = "no_decision"
    CONTRACT = "contract"


class ChoiceReasonNeeded(Refusal):
    """What the office chooses freely needs a reason of its own (facts: benefit)."""

    code = "choice_reason_needed"


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpKind:
    """One kind of help outside ``KINDS``: names, article, whose task, its form.

    ``has_letter`` tells whether the program prints its decision; a menu offers only kinds that have one. ``is_claim``:
    money is asked back, not given.
    """

    code: str
    label: str
    genitive: str
    article: str
    task: Task
    task_basis: str
    form: Form
    form_basis: str
    needs_interview: bool = True
    has_letter: bool = False
    is_claim: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """The answer for one person and one kind of help.

    Amounts are grosze: what the centre pays, or what the person pays where ``is_fee``. ``amount`` is set where the
    law fixes it; ``lowest`` and ``highest`` bound what the office chooses, None where the act names no bound.
    ``task`` and ``form`` are those of the case, which may differ from the kind's usual ones. Months are first days.
    ``why`` is in the order in which a clerk reasons; without a right its last step is the reason.
    """

    kind: HelpKind
    standing: Standing
    task: Task
    form: Form
    is_fee: bool = False
    amount: Grosze | None = None
    lowest: Grosze | None = None
    highest: Grosze | None = None
    starts_month: date | None = None
    ends_month: date | None = None
    why: tuple[Why, ...] = ()
    parameters: tuple[Value, ...] = ()
    cautions: tuple[Caution, ...] = ()

    @property
    def needs_choice(self) -> bool:
        """Whether a person has to choose and say why."""
        return self.standing is Standing.MAY or (self.standing is Standing.DUE and self.lowest != self.highest)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What a person decided within the bounds, with the reason that goes into the decision."""

    assessment: Assessment
    amount: Grosze
    reason: str


def choose(assessment: Assessment, amount: Grosze, reason: str) -> Chosen:
    """A choice at discretion: inside the bounds and with a reason, or it is refused."""
    lowest, highest = assessment.lowest or 0, assessment.highest
    if assessment.standing is Standing.NOT_DUE or amount < lowest or (highest is not None and amount > highest):
        raise AmountOutOfBounds(amount=amount, lowest=lowest, highest=lowest if highest is None else highest)
    if assessment.needs_choice and not reason.strip():
        raise ChoiceReasonNeeded(benefit=assessment.kind.label)
    return Chosen(assessment=assessment, amount=amount, reason=reason.strip())


class Reasoning:
    """The steps of one assessment, and the amounts of the law that they used."""

    def __init__(self, kind: HelpKind, law: Law, day: date) -> None:
        self.kind = kind
        self.law = law
        self.consulted = Consulted(law, day)
        self.steps: list[Why] = []
        self.cautions: list[Caution] = []

    def say(self, code: str, value: str = "", *, basis: str = "", **holes: str) -> None:
        """One more step."""
        self.steps.append(self.law.say(code, value, basis=basis, **holes))

    def say_amount(self, code: str, amount: Grosze, *, basis: str = "", **holes: str) -> None:
        """A step whose result is an amount; its hole is ``amount``."""
        self.say(code, money.plain(amount), basis=basis, amount=money.with_unit(amount), **holes)

    def caution(self, code: str, **holes: str) -> None:
        """Something a person must look at; it does not change the result."""
        self.cautions.append(Caution(code, self.law.say(code, **holes).text))

    def income(self, claim: Facts, *, is_money: bool) -> Established:
        """Month, people, lines, sum and criterion, as for every benefit; art. 8 ust. 4a reaches money only."""
        marks = frozenset({self.kind.code, *(["money"] if is_money else [])})
        established = establish(claim, self.consulted, marks)
        self.steps += established.why
        self.cautions += established.warnings
        return established

    def done(self, standing: Standing, *, task: Task | None = None, form: Form | None = None) -> Assessment:
        """The assessment that the steps lead to, without amounts and months; the caller replaces those it has."""
        return Assessment(
            kind=self.kind,
            standing=standing,
            task=task or self.kind.task,
            form=form or self.kind.form,
            why=tuple(self.steps),
            parameters=tuple(self.consulted.used.values()),
            cautions=tuple(self.cautions),
        )
