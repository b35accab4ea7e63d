"""Help beside the benefits of ``KINDS``, in the order of the act. What is not listed here does not exist."""

from collections.abc import Callable

from app.domain.assessments import Assessment, HelpKind
from app.domain.benefits import (
    burial,
    care_home_referral,
    care_services,
    carer_contributions,
    credited_ticket,
    economic_independence,
    event_allowance,
    guardian_pay,
    health_contribution,
    repayment,
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
    care_home_referral.HELP,
    guardian_pay.HELP,
    short_stay.HELP,
    repayment.HELP,
)

HELP_BY_CODE: dict[str, HelpKind] = {kind.code: kind for kind in HELP}

Assess = Callable[..., Assessment]
RULES: dict[str, tuple[type, Assess]] = {
    burial.HELP.code: (burial.BurialFacts, burial.assess),
    care_home_referral.HELP.code: (care_home_referral.ReferralFacts, care_home_referral.assess),
    care_services.HELP.code: (care_services.CareServicesFacts, care_services.assess),
    carer_contributions.HELP.code: (carer_contributions.CarerFacts, carer_contributions.assess),
    credited_ticket.HELP.code: (credited_ticket.TicketFacts, credited_ticket.assess),
    economic_independence.HELP.code: (economic_independence.IndependenceFacts, economic_independence.assess),
    event_allowance.HELP.code: (event_allowance.EventFacts, event_allowance.assess),
    guardian_pay.HELP.code: (guardian_pay.GuardianPayFacts, guardian_pay.assess),
    health_contribution.HELP.code: (health_contribution.HealthFacts, health_contribution.assess),
    repayment.HELP.code: (repayment.RepaymentFacts, repayment.assess),
    shelter.HELP.code: (shelter.ShelterFacts, shelter.assess),
    short_stay.HELP.code: (short_stay.ShortStayFacts, short_stay.assess),
    support_centre.HELP.code: (support_centre.SupportCentreFacts, support_centre.assess),
    training_flat.HELP.code: (training_flat.FlatFacts, training_flat.assess),
}
"""Code -> the facts that a kind asks for, and its rule: ``(facts, law)``, where a council sets fees its table too."""


def with_letters() -> tuple[HelpKind, ...]:
    """Only what a menu may offer: help whose decision the program prints."""
    return tuple(kind for kind in HELP if kind.has_letter)
