"""Three short sentences for every Problem: what happened, why, what to do now."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.domain.problems import Problem
from ui import (
    wording_carrying,
    wording_cases,
    wording_decisions,
    wording_erasing,
    wording_exchange,
    wording_files,
    wording_interviews,
    wording_office,
    wording_papers,
    wording_payments,
    wording_rules,
    wording_rulings,
    wording_settings,
    wording_vault,
)
from ui.speech import _

Say = Callable[[Mapping[str, object]], tuple[str, str, str]]
_AREAS = (
    wording_office,
    wording_files,
    wording_cases,
    wording_interviews,
    wording_decisions,
    wording_exchange,
    wording_carrying,
    wording_rules,
    wording_rulings,
    wording_settings,
    wording_erasing,
    wording_payments,
    wording_papers,
    wording_vault,
)


@dataclass(frozen=True)
class Words:
    """What a person reads about a problem."""

    what: str
    why: str
    now: str

    @property
    def text(self) -> str:
        """All of it in one paragraph."""
        return " ".join(part for part in (self.what, self.why, self.now) if part)


def words_of(problem: Problem) -> Words:
    """The sentences for a problem; each area of the program words its own codes in ``ui/wording_<area>.py``."""
    for area in _AREAS:
        say: Say | None = area.WORDS.get(problem.code)
        if say is not None:
            return Words(*say(problem.facts))
    return Words(
        _("Tego nie udało się zrobić."),
        _("Program nie ma zdania na tę przeszkodę ({code}).").format(code=problem.code),
        _("Nic nie zostało zmienione. Spróbuj jeszcze raz albo powiedz o tym administratorowi."),
    )
