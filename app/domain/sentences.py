"""Sentences of the reasons. Their wording is data (``resources/law/reasons.toml``), the holes each may use are not.

A sentence goes unchanged from the calculation to the draft of a decision, so it is whole, Polish and calm.
"""

from typing import NamedTuple

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
    "permanent_adult": "name age",
    "permanent_minor": "name age day",
    "permanent_incapable": "name",
    "permanent_incapable_proven": "name paper",
    "permanent_incapable_by_age": "name age",
    "permanent_capable": "name age",
    "permanent_not_blocked": "",
    "permanent_blocked": "name rights",
    "right_social_pension": "",
    "right_care_benefit": "",
    "right_special_care_allowance": "",
    "right_carer_allowance": "",
    "right_lone_parent_supplement": "",
    "permanent_income_below": "income criterion",
    "permanent_income_equal": "income criterion",
    "permanent_income_above": "income criterion",
    "permanent_own_income_below": "name income criterion",
    "permanent_own_income_equal": "name income criterion",
    "permanent_own_income_above": "name income criterion",
    "permanent_family_income_below": "income criterion per_person per_head",
    "permanent_family_income_equal": "income criterion per_person per_head",
    "permanent_family_income_above": "income criterion per_person per_head",
    "permanent_formula_single": "share criterion base income amount",
    "permanent_formula_family": "share criterion base income people amount",
    "permanent_maximum": "maximum",
    "permanent_floor": "floor",
    "permanent_from": "from_day complete_on",
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
    "purpose_income_within": "income criterion",
    "purpose_income_above": "income criterion",
    "purpose_choice": "",
    "special_income_above": "income criterion",
    "special_income_not_above": "income criterion",
    "special_highest": "highest",
    "meal_cash": "",
    "meal_in_kind": "",
    "meal_threshold": "share criterion threshold since",
    "meal_income_within": "income threshold",
    "meal_income_above": "income threshold",
    "specialist_band_single": "income limit_share criterion limit share",
    "specialist_band_family": "income limit_share criterion limit share",
    "specialist_above_single": "income limit_share criterion limit share",
    "specialist_above_family": "income limit_share criterion limit share",
    "specialist_hour": "share price per_hour",
    "specialist_month": "per_hour hours fee",
    "care_home_cost": "cost",
    "care_home_resident": "share income most",
    "care_home_resident_cut": "share income most",
    "care_home_resident_all": "cost",
    "care_home_gap": "cost resident gap",
    "care_home_refuses": "name",
    "care_home_limit_single": "name income share threshold limit",
    "care_home_limit_family_household": "name income people share threshold total limit",
    "care_home_limit_family_person": "name income people share threshold total limit",
    "care_home_below_single": "name income share threshold",
    "care_home_below_family": "name income people share threshold total",
    "care_home_spouse": "gap parts",
    "care_home_descendant": "gap parts",
    "care_home_ascendant": "gap parts",
    "care_home_refusing": "gap parts",
    "care_home_gmina": "gmina",
    "care_home_no_gmina": "",
    "poverty_alone": "",
    "unknown_reason": "reason",
}
"""Code of each sentence and the holes that its text may use."""


class Sentence(NamedTuple):
    """One wording with its article; ``basis`` is empty where the article depends on the facts."""

    code: str
    text: str
    basis: str


class Why(NamedTuple):
    """One step of the reasoning: what was found, its value for other programs, its article of the act."""

    code: str
    text: str
    value: str
    basis: str
