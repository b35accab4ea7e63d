"""Sentences of the reasons. Their wording is data (``resources/law/reasons.toml``), the holes each may use are not.

A sentence goes unchanged from the calculation to the draft of a decision, so it is whole, Polish and calm.
"""

from dataclasses import dataclass

SENTENCES: dict[str, str] = {
    "income_month": "income_month applied_on",
    "income_month_lost": "income_month applied_on lost_on",
    "people_single": "",
    "people_family": "people",
    "people_left_out": "names",
    "line_receipt": "name label amount received_on",
    "line_average": "name label amount",
    "line_farm": "name label hectares",
    "line_evidence": "line evidence",
    "line_reduced": "line reductions net",
    "reduction_costs": "amount",
    "reduction_maintenance": "amount",
    "income_none": "income_month",
    "income_counted": "line",
    "income_costs_too_early": "costs since",
    "income_of_left_out": "line",
    "income_not_counted": "line",
    "income_other_month": "line income_month",
    "income_farm": "line hectares rate gross",
    "income_farm_small": "line hectares limit",
    "income_one_off_share": "line threshold share first last",
    "income_one_off_outside": "line share first last",
    "income_one_off_whole": "line threshold",
    "income_arrears_share": "line months share first last",
    "income_arrears_outside": "line months share first last",
    "deductions_above_income": "name",
    "income_sum_single": "income_month income",
    "income_sum_family": "income_month income per_person",
    "criterion_single": "criterion act since",
    "criterion_family": "people per_head criterion act since",
    "periodic_income_below": "income criterion",
    "periodic_income_equal": "income criterion lower_by",
    "periodic_income_above": "income criterion lower_by",
    "periodic_difference": "income criterion difference",
    "periodic_share": "difference share lowest",
    "periodic_share_rounded": "difference share lowest",
    "periodic_floor": "floor",
    "periodic_floor_only": "difference floor",
    "periodic_highest": "highest",
    "periodic_cap": "cap",
    "periodic_from": "from_day complete_on",
    "poverty_alone": "",
    "unknown_reason": "reason",
}
"""Code of each sentence and the holes that its text may use."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One wording with its article; ``basis`` is empty where the article depends on the facts."""

    code: str
    text: str
    basis: str


@dataclass(frozen=True, slots=True)
class Why:
    """One step of the reasoning: what was found, its value for other programs, its article of the act."""

    code: str
    text: str
    value: str
    basis: str
