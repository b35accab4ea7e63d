"""Who may do what. Services ask here first; the window only hides what would be refused."""

from enum import StrEnum

from app.domain.problems import Refusal


class Role(StrEnum):
    """The ready roles of a centre."""

    FRONT_DESK = "front_desk"
    SOCIAL_WORKER = "social_worker"
    CLERK = "clerk"
    ACCOUNTANT = "accountant"
    HEAD = "head"
    ADMINISTRATOR = "administrator"


class Act(StrEnum):
    """What a service asks permission for."""

    READ = "read"
    REGISTER = "register"
    INTERVIEW = "interview"
    APPROVE_PLAN = "approve_plan"
    DRAFT_DECISION = "draft_decision"
    APPROVE_DECISION = "approve_decision"
    ISSUE_DECISION = "issue_decision"
    EXCHANGE = "exchange"
    SETTLE = "settle"
    CONFIGURE = "configure"
    SET_LOCAL_LAW = "set_local_law"
    ERASE = "erase"
    PREPARE_PAYMENTS = "prepare_payments"
    APPROVE_PAYMENTS = "approve_payments"


_COMMON = frozenset({Act.READ, Act.EXCHANGE, Act.SETTLE})
MAY: dict[Role, frozenset[Act]] = {
    Role.FRONT_DESK: _COMMON | {Act.REGISTER},
    Role.SOCIAL_WORKER: _COMMON | {Act.REGISTER, Act.INTERVIEW},
    Role.CLERK: _COMMON | {Act.REGISTER, Act.DRAFT_DECISION, Act.ISSUE_DECISION, Act.PREPARE_PAYMENTS},
    Role.ACCOUNTANT: _COMMON | {Act.PREPARE_PAYMENTS},
    Role.HEAD: _COMMON
    | {Act.REGISTER, Act.INTERVIEW, Act.APPROVE_PLAN, Act.DRAFT_DECISION, Act.APPROVE_DECISION, Act.ISSUE_DECISION}
    | {Act.CONFIGURE, Act.SET_LOCAL_LAW, Act.ERASE, Act.PREPARE_PAYMENTS, Act.APPROVE_PAYMENTS},
    Role.ADMINISTRATOR: _COMMON | {Act.CONFIGURE, Act.ERASE},
}


class NotAllowed(Refusal):
    """The person at the keyboard has no right to this act (facts: act, role)."""

    code = "not_allowed"


def demand(role: str, act: Act) -> None:
    """Refuse unless ``role`` may do ``act``; a role that a newer program made may do nothing here."""
    if role not in MAY or act not in MAY[Role(role)]:
        raise NotAllowed(act=act.value, role=role)
