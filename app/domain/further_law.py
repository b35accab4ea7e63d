"""Names of the amounts and sentences that help beside the money benefits of ``calculate`` asks of the law's files."""

from enum import StrEnum


class FurtherParameter(StrEnum):
    """Values that rules ask for by name, beside those of ``app.domain.law.Parameter``."""

    TOLERANCE = "tolerance"
    SET_OFF_SHARE = "set_off_share"
    CLAIM_YEARS = "claim_limitation_years"
    UNDUE_YEARS = "undue_decision_limit_years"
    SUPPORT_CENTRE_SHARE = "support_centre_share"
    SUPPORT_CENTRE_STAY = "support_centre_stay_months"
    SUPPORT_CENTRE_STAY_EXTENDED = "support_centre_stay_months_extended"
    SUPPORT_CENTRE_STAY_YEAR = "support_centre_stay_months_year"
    SHELTER_SHARE = "shelter_share"
    SHELTER_WITH_CARE_SHARE = "shelter_with_care_share"
    GUARDIAN_PAY_SHARE = "guardian_pay_share"
    GUARDIAN_COSTS_SHARE = "guardian_pay_costs_share"
    HEALTH_RATE = "health_contribution_rate"
    RETIREMENT_RATE = "retirement_contribution_rate"
    DISABILITY_RATE = "disability_contribution_rate"
    CARER_SHARE = "carer_contributions_share"
    CARER_CERTIFICATE_DAYS = "carer_certificate_days"
    CARER_AGE = "carer_age"
    CARER_LEAST_YEARS = "carer_least_insurance_years"
    CARER_YEARS_WOMAN = "carer_insurance_years_woman"
    CARER_YEARS_MAN = "carer_insurance_years_man"
    SUPPORT_CENTRE_FREE = "support_centre_day_free"
    SERVICES_WORDING = "care_services_wording"
    FLAT_SHARE = "flat_after_care_home_share"
    FLAT_YEARS = "flat_after_care_home_years"
    SHORT_STAY_DAYS = "short_stay_days"
    SHORT_STAY_EXTRA = "short_stay_extra_days"
    SHORT_STAY_ALL = "short_stay_days_all"
    FUNERAL_ALLOWANCE = "funeral_allowance"
    URGENT_SERVICES_DAYS = "urgent_services_days"
    CARE_HOME_WAIT = "care_home_wait_months"
    CARE_HOME_ADDICT_MONTHS = "care_home_addict_months"
    CARE_HOME_ADDICT_LONGEST = "care_home_addict_months_longest"
    CARE_HOME_PAY_LEFT_OUT = "care_home_therapeutic_pay_left_out"
    CARE_HOME_ABSENCE = "care_home_absence_days"
    CARE_HOME_ABSENCE_MINOR = "care_home_absence_days_minor"
    CONTRACT_MONTHS = "contract_employment_months"
    CONTRACT_PAUSE_YEARS = "contract_employment_pause_years"


FURTHER_SENTENCES: dict[str, str] = {
    "council_band": "ratio share act",
    "council_fee": "share price each counted amount",
    "council_cut": "amount",
    "independence_highest_act": "amount act",
    "repay_relative": "",
    "repay_done": "",
    "repay_decision": "",
    "stay_agreed": "name agreed",
    "stay_therapeutic_pay": "share pay amount",
    "stay_pocket_money": "amount",
    "stay_base": "income left_out base",
    "stay_resident_decision": "",
    "stay_contract": "",
    "stay_refusal_decision": "",
    "stay_relief_discretion": "was left",
    "stay_relief_veteran": "was left",
    "stay_relief_discretion_of": "name was left",
    "stay_relief_right_of": "name was left",
    "stay_freeze": "gmina",
    "stay_voluntary": "name amount",
    "stay_days": "days month_days full cost",
    "stay_absence": "away used in_year free",
    "stay_absence_minor": "away used in_year free",
    "stay_host": "name",
    "stay_no_host": "",
    "stay_part_resident": "full days month_days amount",
    "stay_part_of": "name full days month_days amount",
    "stay_gmina_of_month": "cost gmina",
    "stay_contract_price": "",
    "stay_cost_too_early": "published_on first",
    "referral_not_needed": "",
    "referral_services_enough": "",
    "referral_needed": "",
    "referral_medical": "",
    "referral_consent": "",
    "referral_no_consent": "",
    "referral_court": "",
    "referral_prosecutor": "",
    "referral_nearest": "type",
    "referral_nearer": "type months",
    "referral_wait": "months",
    "referral_addicts": "usual longest",
    "referral_competent": "",
    "referral_list": "",
    "services_not_needed": "",
    "services_lone": "",
    "services_family_helps": "",
    "services_family_cannot": "",
    "services_band": "ratio share act",
    "services_hour": "share price amount",
    "services_month": "per_hour hours amount",
    "services_decision": "",
    "services_urgent": "begun_on last days",
    "centre_free": "",
    "flat_contract": "",
    "flat_no_contract": "",
    "flat_below": "income criterion",
    "flat_above": "income criterion",
    "flat_after_care_home": "share income amount last",
    "flat_time": "",
    "flat_no_end": "",
    "short_not_adult": "",
    "short_too_long": "days longest",
    "short_extended": "days usual",
    "short_declared": "",
    "short_free": "income criterion",
    "short_pays": "income criterion",
    "short_fee": "price count amount",
    "short_rest": "amount",
    "repay_below": "per_person criterion",
    "repay_band": "per_person ratio share act",
    "repay_amount": "share amount granted",
    "pension_month": "month allowance pension kept",
    "pension_sum": "amount",
    "pension_part": "month amount people part",
    "centre_below": "income criterion",
    "centre_above": "income criterion",
    "centre_share": "share income amount",
    "centre_subsidy": "amount",
    "centre_days": "days full month_days amount",
    "centre_too_long": "longest in_year",
    "centre_extended": "usual longest",
    "shelter_night": "",
    "shelter_no_contract": "",
    "shelter_contract": "",
    "shelter_place_of_stay": "",
    "shelter_fee": "share per_person amount",
    "shelter_above": "income criterion",
    "shelter_agreed": "",
    "guardian_court": "amount",
    "guardian_limit": "average source amount",
    "guardian_above_limit": "pay limit",
    "guardian_costs": "amount",
    "guardian_from": "first",
    "guardian_form": "",
    "guardian_too_early": "first",
    "health_insured_otherwise": "",
    "health_permanent": "",
    "health_homeless": "",
    "health_contract": "",
    "health_base_elsewhere": "",
    "health_no_allowance": "",
    "health_amount": "rate base amount",
    "carer_has_work": "",
    "carer_not_close": "",
    "carer_certificate_old": "certified_on days",
    "carer_cares": "certified_on days",
    "carer_covered": "text",
    "carer_too_late": "counted age least years",
    "carer_complete": "counted age least years",
    "carer_insurance": "counted age least years",
    "carer_income": "per_person limit share",
    "carer_income_above": "per_person limit share",
    "carer_amount": "base retirement disability amount",
    "carer_until": "first last months",
    "burial_somebody_buries": "",
    "burial_commune": "",
    "burial_grant": "",
    "burial_estate": "",
    "burial_no_estate": "",
    "help_income_above": "income criterion",
    "help_income_not_above": "income criterion",
    "ticket_no_need": "",
    "ticket_may": "",
    "ticket_refused": "",
    "help_chosen": "amount",
    "help_chosen_within": "amount lowest highest",
    "help_chosen_up_to": "amount highest",
    "help_chosen_why": "reason",
    "independence_helped": "text",
    "independence_allowance": "",
    "independence_loan": "",
    "independence_equipment": "",
    "independence_training": "",
    "independence_highest": "amount",
    "independence_labour_office": "",
    "event_accident": "",
    "event_disaster": "",
    "event_no_loss": "",
    "event_loss": "amount",
    "event_ceiling": "amount",
    "funeral_too_early": "",
    "funeral_other_paid": "text",
    "funeral_grant_enough": "",
    "funeral_extraordinary": "",
    "funeral_no_grant": "",
    "funeral_papers": "missing",
    "funeral_return": "",
    "breach_no_cooperation": "",
    "breach_contract_refused": "",
    "breach_contract_broken": "",
    "breach_work_refused": "",
    "breach_treatment_refused": "",
    "breach_may": "",
    "breach_warned": "warned_on",
    "breach_dependants": "",
    "breach_needs_facts": "",
    "breach_needs_warning": "",
    "breach_needs_dependants": "",
    "contract_again_too_soon": "employed_on again_on",
    "contract_periodic_goes_on": "employed_on last_on",
    "contract_purpose_goes_on": "employed_on last_on",
    "tolerance_within": "before after difference limit share criterion",
    "tolerance_exceeded": "before after difference limit share criterion",
    "change_same": "amount",
    "change_cause_law": "",
    "change_cause_income": "",
    "change_cause_person": "",
    "change_cause_undue": "",
    "change_cause_sanction": "",
    "change_cause_correction": "",
    "change_law_named": "act",
    "change_source_closed": "label day",
    "change_better": "was will_be from_month",
    "change_worse": "was will_be from_month",
    "change_examined": "months",
    "change_reading": "matter reading",
    "undue_untrue": "",
    "undue_silent": "",
    "undue_no_fault": "",
    "undue_known_income": "known month income",
    "undue_right": "income right",
    "undue_month": "month paid right undue years",
    "undue_month_lapsed": "month paid right undue years",
    "undue_sum": "amount",
    "undue_needs_warning": "",
    "prospect_lower": "name label lower_by",
    "prospect_right": "month",
    "prospect_no_right": "month",
    "prospect_bounds": "month lowest highest",
    "prospect_amount": "month amount",
    "prospect_same": "months",
    "prospect_tolerance": "limit",
    "setoff_plan": "kept left",
    "setoff_ends": "months",
    "setoff_remains": "amount",
    "waiting_refused": "",
    "waiting_suspended": "suspended_on end",
    "waiting_periodic": "",
    "waiting_three_years": "end",
    "waiting_learned": "end",
    "waiting_not_incapable": "",
    "waiting_in_time": "delivered_on until first",
    "waiting_late": "delivered_on until first",
    "waiting_month": "month counted amount",
}
"""Code of each sentence and the holes that its text may use (wording: ``resources/law/reasons_more.toml``)."""
