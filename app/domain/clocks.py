"""Which clocks run in a case, and which of them is the most dangerous to miss.

A clock runs from the event that started it until the act it asks for; a case may have several at once. What happened
in the case is given as days; how long a clock is and how it is counted is the business of ``law`` and ``deadlines``.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from types import MappingProxyType

from app.domain.deadlines import Deadline, DeadlineKind, final_from, working_days_left
from app.domain.law import Law

SUMMONS = "summons"
"""Kind of the paper that asks for what an application lacks (KPA art. 64 § 2)."""
APPEAL = "appeal"
"""Kind of the paper by which a party appeals (KPA art. 129)."""
APPEAL_FORWARDED = "appeal_forwarded"
"""Kind of the letter that hands the appeal and the file on (KPA art. 133)."""
APPEAL_SETTLED = "appeal_settled"
"""Kind of the paper that ends an appeal: the decision stands, or the party took the appeal back (KPA art. 137, 138)."""

WAIVER = "waiver"
"""Kind of the paper by which a party waives the appeal (KPA art. 127a)."""
SUPPLEMENT = "supplement"
"""Kind of the order that supplements a decision or mends its instruction (KPA art. 111)."""

LASTING: Mapping[str, DeadlineKind] = MappingProxyType(
    {
        "permanent_allowance": DeadlineKind.INTERVIEW_UPDATE,
        "care_services": DeadlineKind.INTERVIEW_UPDATE,
        "care_home": DeadlineKind.INTERVIEW_UPDATE_CARE,
    }
)
"""Help whose interview is brought up to date as long as it is given, and how often: every six months while help is
permanent, every twelve for who lives in a care home (UPS art. 107 ust. 4)."""

SOON = 3
"""Up to so many working days before its end a clock is pressing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestones:
    """Days of one case that start and stop its clocks; None means "not yet" or "never".

    ``need_known_on`` is the day the need for an interview became known, ``claimed_on`` the day the proceedings began
    (the application came, or the authority opened them). ``interviewed_on`` is the latest interview's day.
    ``update`` is the clock by which the interview of granted lasting help is brought up to date; ``granted_to`` is the
    last month of that help, None while it has no end. ``is_appealable`` is false for a decision without reasons,
    which is final at once, and for one whose appeal was waived. ``served_on`` is the service from which the time to
    appeal runs.
    """

    need_known_on: date
    claimed_on: date
    is_urgent: bool = False
    complete_on: date | None = None
    summons_served_on: date | None = None
    interviewed_on: date | None = None
    issued_on: date | None = None
    is_appealable: bool = True
    served_on: date | None = None
    appealed_on: date | None = None
    appeal_forwarded_on: date | None = None
    update: DeadlineKind | None = None
    granted_to: date | None = None
    closed_on: date | None = None
    is_suspended: bool = False
    """While a proceeding is suspended the time to settle it stands still (KPA art. 103)."""


class Weight(IntEnum):
    """What a missed clock costs; the lowest number costs most.

    Urgent help guards life and health; a late decision or a held-back appeal can be prompted and complained about
    (KPA art. 37, 133); a late interview breaks the regulation; what a party brings and what only ends by itself
    weighs least.
    """

    URGENT_HELP = 0
    DECISION = 1
    APPEAL = 2
    INTERVIEW = 3
    COMPLETION = 4
    UPDATE = 5
    FINALITY = 6


WEIGHTS = {
    DeadlineKind.INTERVIEW_URGENT: Weight.URGENT_HELP,
    DeadlineKind.DECISION: Weight.DECISION,
    DeadlineKind.APPEAL_FORWARDING: Weight.APPEAL,
    DeadlineKind.INTERVIEW: Weight.INTERVIEW,
    DeadlineKind.DEFECTS: Weight.COMPLETION,
    DeadlineKind.INTERVIEW_UPDATE: Weight.UPDATE,
    DeadlineKind.INTERVIEW_UPDATE_CARE: Weight.UPDATE,
    DeadlineKind.APPEAL: Weight.FINALITY,
}
"""Every kind of clock that a case can have."""


_OUTLIVE_THE_CASE = frozenset({DeadlineKind.APPEAL, DeadlineKind.APPEAL_FORWARDING})


class Band(IntEnum):
    """How near the end is. A nearer band always comes before a farther one, whatever the weights."""

    OVERDUE = 0
    TODAY = 1
    PRESSING = 2
    LATER = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """One running clock: its rule in words, from when, until when, by which article."""

    deadline: Deadline

    @property
    def kind(self) -> DeadlineKind:
        """What runs."""
        return self.deadline.kind

    @property
    def ends_on(self) -> date:
        """The last day."""
        return self.deadline.ends_on

    @property
    def asks_the_office(self) -> bool:
        """Whether somebody here must act; the time to appeal only has to pass."""
        return self.kind is not DeadlineKind.APPEAL

    @property
    def final_from_on(self) -> date | None:
        """First day on which the decision is final, for the clock that decides about it."""
        return final_from(self.deadline) if self.kind is DeadlineKind.APPEAL else None

    def days_left(self, today: date) -> int:
        """Working days left; 0 on the last day, negative when overdue."""
        return working_days_left(today, self.ends_on)

    def band(self, today: date) -> Band:
        """How near the end is."""
        if self.ends_on < today:
            return Band.OVERDUE
        if self.ends_on == today:
            return Band.TODAY
        return Band.PRESSING if self.days_left(today) <= SOON else Band.LATER

    def risk(self, today: date) -> tuple[int, int, int]:
        """Sort key, the most dangerous first: overdue and today by weight, what is still to come by its day."""
        band, weight, day = self.band(today), WEIGHTS[self.kind], self.ends_on.toordinal()
        return (band, weight, day) if band <= Band.TODAY else (band, day, weight)


def running(case: Milestones, law: Law, today: date) -> tuple[Clock, ...]:
    """The clocks of a case that nobody has stopped and that have not ended by themselves, in a case's course.

    A day of which the law here knows no rule starts no clock. Closing a case stops what the office has to do in it, not
    the appeal: the time for it belongs to the party, and one that came is still to be handed on (KPA art. 129, 133).
    """
    is_open = case.issued_on is None
    starts = {
        _interview_kind(case): case.need_known_on if is_open and case.interviewed_on is None else None,
        DeadlineKind.DEFECTS: case.summons_served_on if is_open and case.complete_on is None else None,
        DeadlineKind.DECISION: case.claimed_on if is_open and not case.is_suspended else None,
        DeadlineKind.APPEAL: case.served_on if case.is_appealable and case.appealed_on is None else None,
        DeadlineKind.APPEAL_FORWARDING: case.appealed_on if case.appeal_forwarded_on is None else None,
    }
    if case.update is not None and not is_open:
        starts[case.update] = case.interviewed_on
    ends = (law.deadline_if_known(kind, day) for kind, day in starts.items() if day is not None)
    clocks = (Clock(deadline=deadline) for deadline in ends if deadline is not None)
    return tuple(
        clock
        for clock in clocks
        if not _has_ended(clock, case, today) and (case.closed_on is None or clock.kind in _OUTLIVE_THE_CASE)
    )


def by_risk(clocks: Iterable[Clock], today: date) -> list[Clock]:
    """The most dangerous first."""
    return sorted(clocks, key=lambda clock: clock.risk(today))


def _interview_kind(case: Milestones) -> DeadlineKind:
    return DeadlineKind.INTERVIEW_URGENT if case.is_urgent else DeadlineKind.INTERVIEW


def _has_ended(clock: Clock, case: Milestones, today: date) -> bool:
    if clock.kind is DeadlineKind.APPEAL:
        return clock.ends_on < today
    if clock.kind is case.update:
        return case.granted_to is not None and case.granted_to < today.replace(day=1)
    return False
