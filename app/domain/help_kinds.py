"""Help beside the benefits of ``KINDS``, in the order of the act. What is not listed here does not exist."""

from app.domain.assessments import HelpKind
from app.domain.benefits import (
    burial,
    care_services,
    carer_contributions,
    credited_ticket,
    economic_independence,
    event_allowance,
    guardian_pay,
    health_contribution,
    shelter,
    short_stay,
    support_centre,
    training_flat,
)

HELP: tuple[HelpKind, ...] = (
    health_contribution.HELP,
    credited_ticket.HELP,
    event_allowance.HELP,
    carer_contributions.HELP,
    economic_independence.HELP,
    burial.HELP,
    shelter.HELP,
    care_services.HELP,
    support_centre.HELP,
    training_flat.HELP,
    guardian_pay.HELP,
    short_stay.HELP,
)

HELP_BY_CODE: dict[str, HelpKind] = {kind.code: kind for kind in HELP}


def with_letters() -> tuple[HelpKind, ...]:
    """Only what a menu may offer: help whose decision the program prints."""
    return tuple(kind for kind in HELP if kind.has_letter)
