"""Shelter for homeless people (schronienie, social assistance act art. 48-48a) and its fee (art. 97 ust. 1-1a).

Warming room and night shelter need neither interview nor decision and are never paid back. A shelter needs a signed
social contract and a decision; up to the criterion the fee is at most 30 % of the income, 50 % with care services.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from app.domain import money, polish
from app.domain.assessments import Assessment, Form, HelpKind, Reasoning, Standing, Task
from app.domain.council_fees import STAY, fee_of, share_by
from app.domain.facts import Facts
from app.domain.fee_tables import FeeTable
from app.domain.findings import Established
from app.domain.further_law import FurtherParameter
from app.domain.law import Law
from app.domain.money import Grosze
from app.domain.months import days_of


class ShelterForm(StrEnum):
    """Where a person stays."""

    NIGHT = "night"
    """Night shelter or warming room."""
    SHELTER = "shelter"
    WITH_CARE = "with_care"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelterFacts:
    """``has_contract``: a social contract is signed; ``at_place_of_stay``: granted under art. 101 ust. 3.

    ``is_foreigner`` are those of art. 5a, of humanitarian or tolerated stay and of temporary protection: a delegated
    task (art. 18 ust. 1 pkt 7-8).
    """

    claim: Facts
    form: ShelterForm
    has_contract: bool = False
    at_place_of_stay: bool = False
    is_foreigner: bool = False


HELP = HelpKind(
    code="shelter",
    label="schronienie",
    genitive="schronienia",
    article="art. 48a",
    task=Task.OWN_DUTY,
    task_basis="art. 17 ust. 1 pkt 3",
    form=Form.DECISION,
    form_basis="art. 106 ust. 1",
)


def assess(facts: ShelterFacts, law: Law, table: FeeTable | None = None) -> Assessment:
    """Whether a place is due, and the fee for a full month: by the council's ``table``, within the act's own bound."""
    reasoning = Reasoning(HELP, law, facts.claim.month)
    task = Task.DELEGATED if facts.is_foreigner else Task.OWN_DUTY
    month = facts.claim.month
    if facts.form is ShelterForm.NIGHT:
        reasoning.say("shelter_night", "0.00")
        done = reasoning.done(Standing.DUE, task=task, form=Form.NO_DECISION)
        return replace(done, is_fee=True, amount=0, lowest=0, highest=0, starts_month=month)
    if not facts.has_contract and not facts.at_place_of_stay:
        reasoning.say("shelter_no_contract")
        return reasoning.done(Standing.NOT_DUE, task=task)
    reasoning.say("shelter_place_of_stay" if facts.at_place_of_stay else "shelter_contract")
    established = reasoning.income(facts.claim, is_money=False)
    holes = {"income": money.with_unit(established.income), "criterion": money.with_unit(established.criterion)}
    highest = None
    if established.income > established.criterion:
        reasoning.say("shelter_above", money.plain(established.difference), **holes)
    else:
        is_cared_for = facts.form is ShelterForm.WITH_CARE
        name = FurtherParameter.SHELTER_WITH_CARE_SHARE if is_cared_for else FurtherParameter.SHELTER_SHARE
        share = reasoning.consulted.value(name).number
        highest = money.down(share * Fraction(established.income, established.people))
        percent = money.percent(share)
        reasoning.say_amount("shelter_fee", highest, share=percent, per_person=money.with_unit(established.per_person))
    reasoning.say("shelter_agreed")
    fee = None if table is None else _by_table(facts, established, reasoning, table, highest)
    done = replace(reasoning.done(Standing.DUE, task=task), is_fee=True, starts_month=month)
    return replace(done, lowest=fee or 0, highest=highest if fee is None else fee, amount=fee)


def _by_table(
    facts: ShelterFacts, established: Established, reasoning: Reasoning, table: FeeTable, highest: Grosze | None
) -> Grosze:
    """The council's fee for every day of the month, never above what the act allows up to the criterion."""
    month = facts.claim.month
    days = days_of(month.year, month.month)
    share = share_by(table, facts.claim, established, reasoning, "council_band", basis=STAY)
    fee = fee_of(share, table, days, polish.counted(days, ("dzień", "dni", "dni")), reasoning, basis=STAY)
    if highest is not None and fee > highest:
        reasoning.say_amount("council_cut", highest, basis="art. 97 ust. 1a")
        return highest
    return fee
