"""What the act leaves open: every option changes what it says it changes, and is named in the reasons."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from app.domain.benefits import BY_CODE, periodic_allowance, special_purpose_allowance
from app.domain.benefits.care_home_fee import CareHomeFee, find, split_by_surplus
from app.domain.changes import AmountChange, Cause, place
from app.domain.facts import CareHome, Facts, HouseholdKind, HouseholdMember, Rank, Relative, Surplus
from app.domain.findings import Findings
from app.domain.income_rules import IncomeLine
from app.domain.law import Law
from app.domain.local_law import LocalName, LocalValue, lay_over
from app.domain.readings import (
    DEFAULTS,
    OPTIONS,
    Adopted,
    Question,
    ReadingFault,
    WrongReading,
    check_adopted,
    in_turn,
)
from tests.the_law import LAW

NOVEMBER = date(2026, 11, 1)
OCTOBER = date(2026, 10, 12)


def read(question: Question, option: str, starts_on: date = date(2026, 1, 1), law: Law = LAW) -> Law:
    about = law.questions[question]
    return law.adopting([Adopted(about, about.option(option), starts_on, "zarządzenie nr 4")])


def line(kind: str = "pension", amount: int = 500_00, member: str = "a", **more: Any) -> IncomeLine:
    return IncomeLine(member=member, kind=kind, amount=amount, received_on=OCTOBER)._replace(**more)


def claim(*lines: IncomeLine, people: int = 1, **more: Any) -> Facts:
    facts = Facts(
        applied_on=date(2026, 11, 20),
        complete_on=date(2026, 11, 20),
        decided_on=date(2026, 11, 25),
        month=NOVEMBER,
        household=HouseholdKind.SINGLE if people == 1 else HouseholdKind.FAMILY,
        members=tuple(HouseholdMember(id="abcd"[at], name="ABCD"[at]) for at in range(people)),
        incomes=lines,
    )
    return replace(facts, **more)


def periodic(facts: Facts, law: Law) -> Findings:
    return periodic_allowance.find(facts, law)


def told(findings: Findings | CareHomeFee) -> list[str]:
    return [step.text for step in findings.why if "przyjęto w ośrodku, że" in step.text]


def test_the_words_of_each_question_go_on_in_the_sentence_of_the_reasons() -> None:
    assert list(LAW.questions) == [question.value for question in Question]
    for question, about in LAW.questions.items():
        assert about.usual.code == DEFAULTS[question]
        assert about.benefits <= BY_CODE.keys()
        inside = [about.matter, *(option.says for option in about.options)]
        assert all(words[0].islower() and words[-1] != "." for words in inside)
        whole = [words for option in about.options for words in (option.effect, option.source)]
        assert all(words[0].isupper() and words[-1] == "." for words in whole)
    assert {option for options in OPTIONS.values() for option in options} == {
        option.code for about in LAW.questions.values() for option in about.options
    }


def test_nothing_adopted_leaves_every_usual_answer_and_no_word_about_it() -> None:
    facts = claim(line("arrears", 300_00, months=3), line("periodic_allowance"))
    found = periodic(facts, LAW)
    assert told(found) == []
    assert found == periodic(facts, LAW.adopting(()))


def test_the_usual_answer_is_named_as_well_once_the_office_has_adopted_it() -> None:
    facts = claim(line("arrears", 300_00, months=3))
    found = periodic(facts, read(Question.ARREARS, "forward"))
    assert found.income == periodic(facts, LAW).income == 100_00
    (text,) = told(found)
    assert text == (
        "Ustawa nie mówi, od którego miesiąca liczy się należność wypłacona za kilka miesięcy; przyjęto w ośrodku, że "
        "liczy się ją w równych częściach od miesiąca wypłaty, przez tyle miesięcy, za ile się należała."
    )
    (step,) = (step for step in found.why if step.code == "income_reading")
    assert step.basis == "art. 8 ust. 12"


def test_an_answer_that_makes_no_difference_is_not_told() -> None:
    law = LAW.adopting(
        Adopted(about, about.options[-1], date(2026, 1, 1), "zarządzenie") for about in LAW.questions.values()
    )
    found = periodic(claim(line()), law)
    assert told(found) == []
    assert found.why == periodic(claim(line()), LAW).why


def test_lower_pay_is_a_loss_only_where_the_office_says_so() -> None:
    pays = (line("wage", 900_00), line("wage", 200_00, received_on=date(2026, 11, 10)))
    assert periodic(claim(*pays), LAW).income == 900_00
    found = periodic(claim(*pays), read(Question.LOST_INCOME, "lower_pay"))
    assert (found.income_month, found.income) == (NOVEMBER, 200_00)
    assert "wypłata z tego samego źródła (wynagrodzenie" in found.why[0].text
    assert [step.code for step in found.why[:2]] == ["income_month_lower_pay", "income_month_reading"]
    nothing_yet = periodic(claim(pays[0]), read(Question.LOST_INCOME, "lower_pay"))
    assert nothing_yet.income == 900_00


def test_the_day_of_the_application_decides_about_the_income_that_it_fixed() -> None:
    """Adopted from December: a claim of November keeps to what held when it was made, also for later months."""
    facts = claim(line("arrears", 300_00, months=3), month=date(2027, 1, 1))
    law = read(Question.ARREARS, "backward", date(2026, 12, 1))
    assert periodic(facts, law).income == 100_00
    assert periodic(replace(facts, applied_on=date(2026, 12, 3)), law).income == 0


@pytest.mark.parametrize(("option", "counted"), [("forward", 100_00), ("forward_next", 0), ("backward", 0)])
def test_arrears_of_october(option: str, counted: int) -> None:
    facts = claim(line("arrears", 300_00, months=3))
    assert periodic(facts, read(Question.ARREARS, option)).income == counted


def test_arrears_backward_count_in_the_months_they_were_due_for() -> None:
    paid_in_november = line("arrears", 300_00, months=3, received_on=date(2026, 11, 5))
    assert periodic(claim(paid_in_november), LAW).income == 0
    assert periodic(claim(paid_in_november), read(Question.ARREARS, "backward")).income == 100_00


@pytest.mark.parametrize(("option", "income"), [("person", 300_00), ("source", 500_00), ("household", 300_00)])
def test_maintenance_above_a_revenue_within_one_person(option: str, income: int) -> None:
    lines = (line("contract_work", 100_00, maintenance_paid=300_00), line(amount=500_00))
    found = periodic(claim(*lines), read(Question.DEDUCTIONS, option))
    assert found.income == income
    assert len(told(found)) == 1


@pytest.mark.parametrize(("option", "income"), [("person", 500_00), ("source", 500_00), ("household", 300_00)])
def test_maintenance_above_the_income_of_one_of_two(option: str, income: int) -> None:
    lines = (line("contract_work", 100_00, maintenance_paid=300_00), line(amount=500_00, member="b"))
    found = periodic(claim(*lines, people=2), read(Question.DEDUCTIONS, option))
    assert found.income == income
    alone = periodic(claim(lines[0]), read(Question.DEDUCTIONS, option))
    assert alone.income == 0


def test_land_of_two_owners_below_the_limit() -> None:
    lines = [line("farm", 0, member, hectares=Fraction(6, 10), received_on=None) for member in "ab"]
    assert periodic(claim(*lines, people=2), LAW).income == 2 * 275_40
    found = periodic(claim(*lines, people=2), read(Question.LAND, "person"))
    assert found.income == 0
    assert len(told(found)) == 1
    whole = [line("farm", 0, member, hectares=Fraction(1), received_on=None) for member in "ab"]
    assert told(periodic(claim(*whole, people=2), read(Question.LAND, "person"))) == []


def test_one_off_income_by_the_criterion_of_its_own_month() -> None:
    """Received in December 2024 (5 × 776 = 3 880), the benefit is for November 2025 (5 × 1 010 = 5 050)."""
    facts = claim(
        line("one_off", 4_800_00, received_on=date(2024, 12, 5)),
        applied_on=date(2025, 11, 20),
        complete_on=date(2025, 11, 20),
        month=date(2025, 11, 1),
    )
    assert periodic(facts, LAW).income == 0
    found = periodic(facts, read(Question.ONE_OFF_CRITERION, "receipt_month", date(2025, 1, 1)))
    assert found.income == 400_00
    assert len(told(found)) == 1


def test_the_last_periodic_allowance_as_income() -> None:
    facts = claim(line("periodic_allowance", 400_00))
    assert periodic(facts, LAW).income == 0
    found = periodic(facts, read(Question.OWN_PERIODIC, "counted"))
    assert (found.income, len(told(found))) == (400_00, 1)
    assert special_purpose_allowance.find(facts, read(Question.OWN_PERIODIC, "counted")).income == 400_00


RAISED = LocalValue(
    name=LocalName.PERIODIC_SINGLE,
    held=1500_00,
    starts_on=date(2026, 1, 1),
    ends_on=None,
    number="1/2026",
    passed_on=date(2026, 1, 1),
)


def test_a_raised_criterion_for_the_right_alone() -> None:
    both = lay_over(LAW, [RAISED], "periodic_allowance")
    right_only = read(Question.RAISED_CRITERION, "right_only", law=both)
    facts = claim(line(amount=600_00))
    assert (periodic(facts, both).lowest, periodic(facts, both).highest) == (450_00, 823_00)
    found = periodic(facts, right_only)
    assert (found.criterion, found.lowest, found.highest) == (1500_00, 205_00, 410_00)
    assert len(told(found)) == 1
    between = periodic(claim(line(amount=1200_00)), right_only)
    assert (between.right, between.lowest, between.highest) == (True, 20_00, 20_00)
    assert not periodic(claim(line(amount=1500_00)), right_only).right


def test_the_limit_of_special_purpose_allowances() -> None:
    facts = claim(line(amount=1100_00), granted_this_month=700_00)
    found = special_purpose_allowance.find(facts, LAW)
    assert (found.right, found.highest) == (True, 310_00)
    assert "przyznano już 700,00" in found.why[-1].text
    used_up = special_purpose_allowance.find(replace(facts, granted_this_month=1010_00), LAW)
    assert (used_up.right, used_up.highest, used_up.why[-1].code) == (False, None, "special_highest_none")
    each = special_purpose_allowance.find(facts, read(Question.SPECIAL_LIMIT, "grant"))
    assert (each.highest, len(told(each))) == (1010_00, 1)
    assert "jedną decyzją" in each.why[-1].text


SPOUSE = Relative(id="żona", household=HouseholdKind.SINGLE, people=1, income=4030_00, rank=Rank.SPOUSE)
SON = Relative(id="syn", household=HouseholdKind.SINGLE, people=1, income=6030_00, rank=Rank.DESCENDANT)
FAMILY = Relative(id="córka", household=HouseholdKind.FAMILY, people=3, income=8407_00, rank=Rank.DESCENDANT)


def home(*relatives: Relative, surplus: Surplus | None = None) -> Facts:
    return claim(care_home=CareHome(cost=2000_00, resident_income=2000_00, relatives=relatives, surplus=surplus))


def test_who_pays_for_a_care_home_with_whom() -> None:
    """600.00 are missing; the wife may be asked for 1 000.00, the son for 3 000.00."""
    facts = home(SPOUSE, SON)
    assert dict(find(facts, LAW).relatives) == {"żona": 600_00, "syn": 0}
    beside = find(facts, read(Question.CARE_HOME_SPOUSE, "beside_descendants"))
    assert dict(beside.relatives) == {"żona": 300_00, "syn": 300_00}
    assert len(told(beside)) == 1
    both = read(Question.CARE_HOME_SPOUSE, "beside_descendants")
    about = LAW.questions[Question.CARE_HOME_SPLIT]
    both = both.adopting(
        [
            *both.readings[Question.CARE_HOME_SPOUSE],
            Adopted(about, about.option("by_surplus"), date(2026, 1, 1), "zarządzenie"),
        ]
    )
    shared = find(facts, both)
    assert dict(shared.relatives) == {"żona": 150_00, "syn": 450_00}
    assert len(told(shared)) == 2


def test_parts_by_surplus_add_up_and_keep_to_the_limits() -> None:
    assert split_by_surplus(100, [1, 1, 1]) == [1, 1, 1]
    assert split_by_surplus(100, [100, 100, 100]) == [34, 33, 33]
    assert split_by_surplus(2, [1, 1, 1]) == [1, 1, 0]


def test_the_surplus_of_a_family_as_the_office_reads_it_unless_the_facts_say() -> None:
    """8 407.00 − 3 × 2 469.00 = 1 000.00 for the household, 333.33 a person."""
    law = read(Question.CARE_HOME_SURPLUS, "person")
    assert find(home(FAMILY), LAW).relatives["córka"] == 600_00
    found = find(home(FAMILY), law)
    assert (found.relatives["córka"], len(told(found))) == (333_33, 1)
    said = find(home(FAMILY, surplus=Surplus.HOUSEHOLD), law)
    assert (said.relatives["córka"], told(said)) == (600_00, [])


def test_the_first_month_of_a_change() -> None:
    change = AmountChange(
        was=500_00,
        will_be=600_00,
        cause=Cause.INCOME,
        changed_on=date(2026, 7, 14),
        first_unpaid_month=date(2026, 9, 1),
    )
    assert place(change, LAW).from_month == date(2026, 8, 1)
    same = place(change, read(Question.CHANGE_MONTH, "same"))
    assert same.from_month == date(2026, 7, 1)
    assert "zmiana działa od miesiąca, w którym nastąpiła" in same.why[-1].text
    by_law = replace(change, cause=Cause.LAW, changed_on=date(2026, 7, 1))
    assert place(by_law, read(Question.CHANGE_MONTH, "same")) == place(by_law, LAW)


def test_each_option_ends_when_the_next_one_begins() -> None:
    about = LAW.questions[Question.LAND]
    later, first = (
        Adopted(about, about.options[at], day, "zarządzenie")
        for at, day in ((0, date(2027, 1, 1)), (1, date(2026, 1, 1)))
    )
    assert in_turn([]) == ()
    assert in_turn([later, first]) == (first._replace(ends_on=date(2026, 12, 31)), later)
    law = LAW.adopting([later, first])
    days = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 12, 31), date(2027, 1, 1)]
    assert [law.read_on(Question.LAND, day) for day in days] == ["household", "person", "person", "household"]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"why": " "}, ReadingFault.NO_REASON),
        ({"starts_on": date(2026, 12, 2)}, ReadingFault.NOT_A_MONTH),
        ({"starts_on": date(2027, 2, 1)}, ReadingFault.SAME),
    ],
)
def test_what_cannot_be_adopted(change: dict[str, Any], fault: ReadingFault) -> None:
    about = LAW.questions[Question.LAND]
    adopted = Adopted(about, about.option("person"), date(2026, 12, 1), "zarządzenie")
    check_adopted(adopted, [])
    with pytest.raises(WrongReading) as refused:
        check_adopted(adopted._replace(**change), [adopted])
    assert refused.value.facts["fault"] == fault.value
