"""What may change the result of a case, asked by its id."""

from app.services.office import Office
from app.services.prospects import AskProspects, ask_prospects
from tests.little_decision import add_income, ready_case


def codes(office: Office, **changes: object) -> list[str]:
    case = ready_case(office, **changes)
    return [step.code for step in ask_prospects(office, AskProspects(case.id)).steps]


def test_a_case_with_a_right_hears_of_the_tolerance(office: Office) -> None:
    assert codes(office) == ["prospect_same", "prospect_tolerance"]


def test_a_case_without_a_right_hears_what_would_have_to_be_lower(office: Office) -> None:
    """1248 and a wage of 1300 are 79 above 2469; any of the larger receipts alone would bring the right."""
    case = ready_case(office)
    add_income(office, case, 1300_00)
    steps = ask_prospects(office, AskProspects(case.id)).steps
    assert {step.value for step in steps if step.code == "prospect_lower"} == {"79.01"}
    assert steps[-1].code == "prospect_same"


def test_a_benefit_that_is_worked_out_on_paper_has_no_prospects(office: Office) -> None:
    assert codes(office, benefit="other_help") == []
