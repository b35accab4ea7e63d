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
    tells whether art. 10 ust. 1 takes foster children out of the number (permanent and periodic allowance only).
    """

    code: str
    label: str
    genitive: str
    article: str
    may_leave_out: bool
    find: Callable[[Facts, Law], Outcome]

    @property
    def has_letter(self) -> bool:
        """Whether the program also writes the decision; screens of cases and decisions ask only such kinds."""
        return isinstance(self, LetteredKind)


@dataclass(frozen=True, kw_only=True)
class LetteredKind(BenefitKind):
    """A kind whose decisions have their letters in ``resources/letters``, made from findings about a household."""

    find: Callable[[Facts, Law], Findings]
