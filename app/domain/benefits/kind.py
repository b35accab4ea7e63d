"""What a benefit says of itself."""

from collections.abc import Callable
from dataclasses import dataclass

from app.domain.facts import Facts
from app.domain.findings import Findings, Outcome
from app.domain.law import Law


@dataclass(frozen=True, kw_only=True)
class BenefitKind:
    """One kind of benefit; registered by its line in ``app.domain.benefits.KINDS``.

    ``label`` is its name in Polish, ``genitive`` the same after "w sprawie" and "przyznania". ``may_leave_out``
    tells whether art. 10 ust. 1 takes foster children out of the number (permanent and periodic allowance only). Of
    ``is_discretionary`` help the office chooses whether to give it; such cases are fit for mediation (KPA art. 96a).
    """

    code: str
    label: str
    genitive: str
    article: str
    may_leave_out: bool
    find: Callable[[Facts, Law], Outcome]
    is_discretionary: bool = False

    @property
    def has_letter(self) -> bool:
        """Whether the program also writes the decision; screens of cases and decisions ask only such kinds."""
        return isinstance(self, LetteredKind)


@dataclass(frozen=True, kw_only=True)
class LetteredKind(BenefitKind):
    """A kind whose decisions have their letters in ``resources/letters``, made from findings about a household.

    ``beside_criterion`` are beginnings of the codes of its steps that the reasons tell with the criterion;
    ``conditions`` those about the person, one paragraph after it; ``about_amount`` those about amount and time, one
    paragraph each, which a refusal leaves out. ``is_one_off`` help is one payment for a named need and has no period;
    what ``may_be_open_ended`` may be granted without a last month.
    """

    find: Callable[[Facts, Law], Findings]
    beside_criterion: tuple[str, ...]
    about_amount: tuple[tuple[str, ...], ...]
    conditions: tuple[str, ...] = ()
    is_one_off: bool = False
    may_be_open_ended: bool = False
