"""Referral to a care home (skierowanie do domu pomocy społecznej, social assistance act art. 54-54a, 56, 59).

A right of whoever needs care round the clock, cannot live alone and cannot be helped by services. Without consent
nobody is referred: the centre tells the court, or the prosecutor. What the stay costs is ``care_home_stay``.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from app.domain.assessments import Assessment, Form, HelpKind, Reasoning, Standing, Task
from app.domain.further_law import FurtherParameter
from app.domain.law import Law
from app.domain.months import add_months


class HomeType(StrEnum):
    """Types of homes (art. 56 pkt 1-7)."""

    OLD = "old"
    SOMATIC = "somatic"
    MENTAL = "mental"
    INTELLECTUAL = "intellectual"
    CHILDREN = "children"
    PHYSICAL = "physical"
    ADDICTS = "addicts"


_TYPES = {
    HomeType.OLD: "osób w podeszłym wieku",
    HomeType.SOMATIC: "osób przewlekle somatycznie chorych",
    HomeType.MENTAL: "osób przewlekle psychicznie chorych",
    HomeType.INTELLECTUAL: "dorosłych niepełnosprawnych intelektualnie",
    HomeType.CHILDREN: "dzieci i młodzieży niepełnosprawnych intelektualnie",
    HomeType.PHYSICAL: "osób niepełnosprawnych fizycznie",
    HomeType.ADDICTS: "osób uzależnionych od alkoholu",
}
"""As the act calls them, after "dom dla"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralFacts:
    """``wait_months`` are the months expected for a place in the nearest home of the type.

    ``asks_elsewhere``: the person asks for the nearest home of the type with a shorter wait (art. 54 ust. 2a).
    ``has_place``: the home can take the person at once.
    """

    month: date
    home: HomeType
    needs_care: bool
    can_live_alone: bool
    can_services_help: bool
    needs_medical_care: bool = False
    has_consent: bool = True
    has_representative: bool = False
    wait_months: int = 0
    asks_elsewhere: bool = False
    has_place: bool = False


HELP = HelpKind(
    code="care_home_referral",
    label="skierowanie do domu pomocy społecznej",
    genitive="skierowania do domu pomocy społecznej",
    article="art. 54",
    task=Task.OWN_DUTY,
    task_basis="art. 17 ust. 1 pkt 16",
    form=Form.DECISION,
    form_basis="art. 59 ust. 1",
)


def assess(facts: ReferralFacts, law: Law) -> Assessment:
    """Whether the person is to be referred, and to which home; an addict's referral has an end."""
    reasoning = Reasoning(HELP, law, facts.month)
    if not _is_needed(facts, reasoning):
        return reasoning.done(Standing.NOT_DUE)
    if not facts.has_consent:
        reasoning.say("referral_no_consent")
        reasoning.say("referral_court" if facts.has_representative else "referral_prosecutor")
        return reasoning.done(Standing.NOT_DUE)
    reasoning.say("referral_consent")
    _home(facts, reasoning)
    reasoning.say("referral_competent")
    if not facts.has_place:
        reasoning.say("referral_list")
    last = _last_month(facts, reasoning)
    return replace(reasoning.done(Standing.DUE), starts_month=facts.month, ends_month=last)


def _last_month(facts: ReferralFacts, reasoning: Reasoning) -> date | None:
    """Only a referral of an addict has an end of its own."""
    if facts.home is not HomeType.ADDICTS:
        return None
    usual, longest = (
        int(reasoning.consulted.value(name).number)
        for name in (FurtherParameter.CARE_HOME_ADDICT_MONTHS, FurtherParameter.CARE_HOME_ADDICT_LONGEST)
    )
    reasoning.say("referral_addicts", str(usual), usual=str(usual), longest=str(longest))
    return add_months(facts.month, usual - 1)


def _is_needed(facts: ReferralFacts, reasoning: Reasoning) -> bool:
    if not facts.needs_care or facts.can_live_alone:
        reasoning.say("referral_not_needed")
    elif facts.can_services_help:
        reasoning.say("referral_services_enough")
    elif facts.needs_medical_care:
        reasoning.say("referral_medical")
    else:
        reasoning.say("referral_needed")
        return True
    return False


def _home(facts: ReferralFacts, reasoning: Reasoning) -> None:
    """The nearest of the type; on request the nearest with a shorter wait."""
    wait = int(reasoning.consulted.value(FurtherParameter.CARE_HOME_WAIT).number)
    kind = _TYPES[facts.home]
    if facts.wait_months > wait and facts.asks_elsewhere:
        reasoning.say("referral_nearer", type=kind, months=str(wait))
        return
    reasoning.say("referral_nearest", type=kind)
    if facts.wait_months > wait:
        reasoning.caution("referral_wait", months=str(wait))
