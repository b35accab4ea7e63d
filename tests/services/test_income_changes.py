"""A change of income looked at before anybody decides."""

from dataclasses import replace
from datetime import date

from app.domain.facts import HouseholdKind
from app.domain.undue import Fault
from app.services.income_changes import CheckIncomeChange, check_income_change
from app.services.office import Office

CHANGE = CheckIncomeChange(
    household=HouseholdKind.SINGLE,
    income_before=317_44,
    income_after=617_44,
    changed_on=date(2026, 7, 10),
    paid=995_56,
    right=695_56,
    first_unpaid_month=date(2026, 11, 1),
)


def codes(office: Office, **changes: object) -> list[str]:
    asked = replace(CHANGE, **changes)  # type: ignore[arg-type]  # named per case
    return [step.code for step in check_income_change(office, asked).steps]


def test_within_the_tolerance_nothing_else_is_asked(office: Office) -> None:
    assert codes(office, income_after=418_44) == ["tolerance_within"]
    assert codes(office, income_after=418_45)[0] == "tolerance_exceeded"


def test_without_fault_paid_months_are_looked_at_and_nothing_is_claimed(office: Office) -> None:
    assert codes(office) == [
        "tolerance_exceeded",
        "change_cause_income",
        "change_worse",
        "change_examined",
        "undue_no_fault",
    ]


def test_silence_is_claimed_by_month_and_set_off_by_half(office: Office) -> None:
    """August, September and October: 3 × 300.00; half of 695.56 is 347.78, so three months are enough."""
    asked = replace(CHANGE, fault=Fault.SILENT, warned_on=date(2026, 3, 2))
    checked = check_income_change(office, asked)
    assert (checked.claimed, checked.missing) == (900_00, ())
    assert [step.code for step in checked.steps[4:]] == [
        "undue_silent",
        *["undue_month"] * 3,
        "undue_sum",
        "setoff_plan",
    ]
    assert checked.steps[-1].text.replace("\u00a0", " ") == (
        "Z bieżących wypłat można potrącać najwyżej połowę świadczenia, czyli 347,78 zł miesięcznie; "
        "należność zostanie potrącona w całości w ciągu: 3 miesięcy."
    )


def test_a_small_benefit_does_not_pay_it_back_in_a_year(office: Office) -> None:
    asked = replace(CHANGE, paid=1229_00, right=100_00, fault=Fault.UNTRUE)
    checked = check_income_change(office, asked)
    assert checked.missing
    assert "po 12 miesiącach zostanie 2 787,00 zł" in checked.steps[-1].text.replace("\u00a0", " ")


def test_what_helps_is_paid_from_the_month_after_and_nothing_is_claimed(office: Office) -> None:
    assert codes(office, paid=600_00, right=900_00, fault=Fault.SILENT) == [
        "tolerance_exceeded",
        "change_cause_income",
        "change_better",
    ]
