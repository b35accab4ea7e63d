"""A social contract (kontrakt socjalny, social assistance act art. 108) and what follows from it and from its breach.

A breach may limit or end help, never by itself: the office describes the facts and looks at dependants (art. 11 ust.
2-3). Who takes a job during the contract may keep allowances for a time whatever the income (art. 38 ust. 4a-4b, 39a).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.domain import polish
from app.domain.further_law import FurtherParameter
from app.domain.law import Consulted, Law
from app.domain.months import add_months
from app.domain.sentences import Why

_DAY = timedelta(days=1)


class Breach(StrEnum):
    """Grounds of art. 11 ust. 2."""

    NO_COOPERATION = "no_cooperation"
    CONTRACT_REFUSED = "contract_refused"
    CONTRACT_BROKEN = "contract_broken"
    WORK_REFUSED = "work_refused"
    TREATMENT_REFUSED = "treatment_refused"


_POINTS = {
    Breach.NO_COOPERATION: "pkt 1",
    Breach.CONTRACT_REFUSED: "pkt 2",
    Breach.CONTRACT_BROKEN: "pkt 2",
    Breach.WORK_REFUSED: "pkt 3",
    Breach.TREATMENT_REFUSED: "pkt 4",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BreachFacts:
    """What the social worker found.

    ``facts`` describes what happened; ``dependants_considered`` the words on those who depend on the person, needed
    where ``has_dependants``. ``warned_on`` is the day of the proper warning.
    """

    breach: Breach
    facts: str
    warned_on: date | None = None
    has_dependants: bool = False
    dependants_considered: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sanction:
    """Whether help may be limited, refused, revoked or stopped, and what the decision still lacks.

    ``missing`` are sentences about what has to be written first; empty: the office may choose, with its reasons.
    """

    basis: str
    why: tuple[Why, ...]
    missing: tuple[str, ...]

    @property
    def is_open(self) -> bool:
        """Whether the office may act on it."""
        return not self.missing


def sanction(breach: BreachFacts, law: Law) -> Sanction:
    """The consequences of a breach: always "may", never "must"."""
    basis = f"art. 11 ust. 2 {_POINTS[breach.breach]}"
    why = [law.say(f"breach_{breach.breach.value}", basis=basis), law.say("breach_may", basis=basis)]
    missing = []
    if not breach.facts.strip():
        missing.append(law.say("breach_needs_facts").text)
    if breach.warned_on is None:
        missing.append(law.say("breach_needs_warning").text)
    else:
        why.append(law.say("breach_warned", warned_on=polish.day(breach.warned_on)))
    if breach.has_dependants:
        why.append(law.say("breach_dependants"))
        if not breach.dependants_considered.strip():
            missing.append(law.say("breach_needs_dependants").text)
    return Sanction(basis=basis, why=tuple(why), missing=tuple(missing))


@dataclass(frozen=True, slots=True, kw_only=True)
class GoingOn:
    """How long an allowance may be paid whatever the income; ``last_on`` is None where it may not."""

    last_on: date | None
    why: tuple[Why, ...]


def periodic_despite_work(employed_on: date, decided_until: date, last_time_on: date | None, law: Law) -> GoingOn:
    """Art. 38 ust. 4a-4b: to the day of the decision, at most 2 months from employment, once in 2 years.

    ``last_time_on`` is the day of employment for which it was used before, ``decided_until`` the last day granted.
    """
    consulted = Consulted(law, employed_on)
    pause = int(consulted.value(FurtherParameter.CONTRACT_PAUSE_YEARS).number)
    holes = {"employed_on": polish.day(employed_on)}
    if last_time_on is not None and add_months(last_time_on, 12 * pause) > employed_on:
        again_on = polish.day(add_months(last_time_on, 12 * pause))
        return GoingOn(last_on=None, why=(law.say("contract_again_too_soon", again_on=again_on, **holes),))
    last_on = min(_two_months(employed_on, consulted), decided_until)
    return GoingOn(
        last_on=last_on,
        why=(law.say("contract_periodic_goes_on", last_on.isoformat(), last_on=polish.day(last_on), **holes),),
    )


def purpose_despite_work(employed_on: date, law: Law) -> GoingOn:
    """Art. 39a ust. 2: the allowance for carrying out the contract, up to 2 months from employment."""
    last_on = _two_months(employed_on, Consulted(law, employed_on))
    holes = {"employed_on": polish.day(employed_on), "last_on": polish.day(last_on)}
    return GoingOn(last_on=last_on, why=(law.say("contract_purpose_goes_on", last_on.isoformat(), **holes),))


def _two_months(employed_on: date, consulted: Consulted) -> date:
    """The last of the days that 2 months from the day of employment hold, that day included."""
    months = int(consulted.value(FurtherParameter.CONTRACT_MONTHS).number)
    return add_months(employed_on, months) - _DAY
