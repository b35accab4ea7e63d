"""Whose turn a case is: the next act may belong to somebody else than whoever looks at it."""

from dataclasses import dataclass

from app.domain.cases import Case
from app.domain.persons import Clerk
from app.domain.records import RecordId
from app.domain.roles import MAY, Act, Role
from app.services.case_checks import NextAct
from app.services.ports import Reading

_NEEDS = {
    NextAct.INTERVIEW: Act.INTERVIEW,
    NextAct.FINDINGS: Act.DRAFT_DECISION,
    NextAct.DECISION: Act.DRAFT_DECISION,
    NextAct.DELIVERY: Act.REGISTER,
    NextAct.WAIT: Act.REGISTER,
    NextAct.NOTHING: Act.READ,
}
_USUALLY = {Act.INTERVIEW: Role.SOCIAL_WORKER, Act.DRAFT_DECISION: Role.CLERK, Act.REGISTER: Role.CLERK}


@dataclass(frozen=True)
class Turn:
    """Whether the person who looks may do the next act; ``who`` does it otherwise, "" where several could.

    ``may_write`` says whether they may at least add what the case lacks.
    """

    is_mine: bool
    may_write: bool
    who: str = ""


def turn_of(file: Reading, me: Clerk, case: Case, act: NextAct) -> Turn:
    """The person of the case who has the right, else the only one in the office whose work it usually is."""
    needed = _NEEDS[act]
    may_write = Act.REGISTER in MAY[Role(me.role)]
    if needed in MAY[Role(me.role)]:
        return Turn(is_mine=True, may_write=may_write)
    own: tuple[RecordId | None, ...] = (case.worker_id, case.clerk_id)
    named = file.many(Clerk, [each for each in own if each is not None])
    able = [clerk for clerk in named.values() if clerk.is_active and needed in MAY[Role(clerk.role)]]
    if not able:
        usual = file.find(Clerk, role=_USUALLY[needed].value, is_active=True)
        able = list(usual) if len(usual) == 1 else []
    return Turn(is_mine=False, may_write=may_write, who=able[0].full_name if able else "")
