"""When a served decision is final and when it may be carried out: two days, each with its reason.

The time to appeal, finality and execution are three different things (KPA art. 127 § 1a, 129 § 2, 130). Payment lists
ask for the day of execution, the clause of finality for the day of finality.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.deadlines import Deadline, DeadlineKind, final_from
from app.domain.law import Law


class FinalBecause(StrEnum):
    """Why the decision is final from its day on."""

    APPEAL_TIME_OVER = "appeal_time_over"
    NO_APPEAL = "no_appeal"
    WAIVED = "waived"


class ExecutableBecause(StrEnum):
    """Why the decision may be carried out from its day on."""

    APPEAL_TIME_OVER = "execution_not_stopped"
    AGREES_WITH_CLAIM = "agrees_with_claim"
    FINAL_AT_ONCE = "final_at_once"
    WAIVED = "appeal_waived"


BASIS = {
    FinalBecause.APPEAL_TIME_OVER: "art. 16 § 1 i art. 129 § 2 KPA",
    FinalBecause.NO_APPEAL: "art. 127 § 1a KPA",
    FinalBecause.WAIVED: "art. 127a § 2 KPA",
    ExecutableBecause.APPEAL_TIME_OVER: "art. 130 § 1 KPA",
    ExecutableBecause.AGREES_WITH_CLAIM: "art. 130 § 4 KPA",
    ExecutableBecause.FINAL_AT_ONCE: "art. 127 § 1a KPA",
    ExecutableBecause.WAIVED: "art. 130 § 4 KPA",
}
"""The provision of each reason."""


@dataclass(frozen=True, kw_only=True)
class Later:
    """What came after service: a supplement of the ruling or of its instruction was served, the appeal was waived.

    ``waived_on`` is the day on which the statement reached the office (art. 127a § 2).
    """

    supplemented_on: date | None = None
    waived_on: date | None = None


NOTHING_LATER = Later()


@dataclass(frozen=True, kw_only=True)
class Finality:
    """What follows from the day of service, as long as nobody appeals.

    ``appeal`` is None where no appeal lies; then ``court`` is the time for a complaint to the court. An appeal posted
    on the last day may still be on its way, so a clause of finality is not stamped on ``final_from_on`` itself.
    ``executable_from_on`` is None for a refusal: there is nothing to carry out.
    """

    appeal: Deadline | None
    court: Deadline | None
    final_from_on: date
    final_because: FinalBecause
    executable_from_on: date | None
    executable_because: ExecutableBecause | None


def is_final_at_once(*, is_grant: bool, is_granted_in_full: bool, without_reasons: bool) -> bool:
    """Whether no appeal lies: the whole claim was granted and the reasons were left out (KPA art. 127 § 1a)."""
    return without_reasons and is_grant and is_granted_in_full


def finality(
    served_on: date,
    law: Law,
    *,
    is_grant: bool,
    is_granted_in_full: bool = False,
    without_reasons: bool = False,
    later: Later = NOTHING_LATER,
) -> Finality:
    """The days that service sets for a decision of the first instance.

    After a supplement the time to appeal runs from the service of the supplement (art. 111 § 2). A waiver counts only
    between service and the end of that time (art. 127a § 1); one outside of it changes nothing.

    Left out reasons (art. 107 § 4) take the appeal away only where the claim was granted in full; a decision that
    lacks them otherwise is still open to appeal.
    """
    if is_final_at_once(is_grant=is_grant, is_granted_in_full=is_granted_in_full, without_reasons=without_reasons):
        return Finality(
            appeal=None,
            court=law.deadline(DeadlineKind.COURT_COMPLAINT, served_on),
            final_from_on=served_on,
            final_because=FinalBecause.NO_APPEAL,
            executable_from_on=served_on,
            executable_because=ExecutableBecause.FINAL_AT_ONCE,
        )
    appeal = law.deadline(DeadlineKind.APPEAL, max(served_on, later.supplemented_on or served_on))
    executable_from_on, executable_because = _execution(
        served_on, appeal, is_grant=is_grant, in_full=is_granted_in_full
    )
    if later.waived_on is not None and is_waivable(served_on, appeal, later.waived_on):
        is_waited_for = executable_because is ExecutableBecause.APPEAL_TIME_OVER
        return Finality(
            appeal=None,
            court=None,
            final_from_on=later.waived_on,
            final_because=FinalBecause.WAIVED,
            executable_from_on=later.waived_on if is_waited_for else executable_from_on,
            executable_because=ExecutableBecause.WAIVED if is_waited_for else executable_because,
        )
    return Finality(
        appeal=appeal,
        court=None,
        final_from_on=final_from(appeal),
        final_because=FinalBecause.APPEAL_TIME_OVER,
        executable_from_on=executable_from_on,
        executable_because=executable_because,
    )


def is_waivable(served_on: date, appeal: Deadline, on: date) -> bool:
    """Whether an appeal can be waived on a day: after service, before the time to appeal has ended."""
    return served_on <= on <= appeal.ends_on


def _execution(
    served_on: date, appeal: Deadline, *, is_grant: bool, in_full: bool
) -> tuple[date, ExecutableBecause] | tuple[None, None]:
    if not is_grant:
        return None, None
    if in_full:
        return served_on, ExecutableBecause.AGREES_WITH_CLAIM
    return final_from(appeal), ExecutableBecause.APPEAL_TIME_OVER
