"""The periodic allowance as a clerk reads it, and what must hold for any household. Amounts: tests/law."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from app.domain.benefits import BY_CODE, KINDS, WITH_LETTER
from app.domain.benefits.periodic_allowance import CODE, find
from app.domain.facts import Facts, HouseholdKind, HouseholdMember
from app.domain.findings import Findings
from app.domain.income_rules import IncomeLine
from tests.the_law import LAW

LETTERS = Path(__file__).parents[2] / "resources" / "letters"
REASONS = Path(__file__).parents[1] / "law" / "periodic_allowance_reasons.txt"

FAMILY = (
    HouseholdMember(id="anna", name="Anna Wiśniewska"),
    HouseholdMember(id="zofia", name="Zofia Wiśniewska"),
    HouseholdMember(id="jan", name="Jan Wiśniewski"),
)


def receipt(member: str, kind: str, amount: int) -> IncomeLine:
    return IncomeLine(member=member, kind=kind, amount=amount, received_on=date(2026, 10, 15))


WISNIEWSKA = Facts(
    applied_on=date(2026, 11, 3),
    complete_on=date(2026, 11, 16),
    decided_on=date(2026, 11, 23),
    month=date(2026, 11, 1),
    household=HouseholdKind.FAMILY,
    members=FAMILY,
    incomes=(
        receipt("zofia", "maintenance_fund", 500_00),
        receipt("jan", "maintenance_fund", 500_00),
        receipt("zofia", "family_allowance", 124_00),
        receipt("jan", "family_allowance", 124_00),
        receipt("zofia", "child_benefit", 800_00),
        receipt("jan", "child_benefit", 800_00),
    ),
    reasons=("7.4",),
)
ALONE = replace(WISNIEWSKA, household=HouseholdKind.SINGLE, members=FAMILY[:1], incomes=())


def alone_with(pension: int) -> Findings:
    return find(replace(ALONE, incomes=(receipt("anna", "pension", pension),)), LAW)


def test_the_day_of_the_office_comes_out() -> None:
    found = find(WISNIEWSKA, LAW)
    assert (found.income, found.people, found.per_person, found.criterion) == (1248_00, 3, 416_00, 2469_00)
    assert (found.right, found.lowest, found.highest, found.amount) == (True, 610_50, 1221_00, None)
    assert found.payable_from == date(2026, 11, 1)
    steps = [f"{step.basis} | {step.text}".replace("\u00a0", " ") for step in found.why]
    assert steps == REASONS.read_text(encoding="utf-8").splitlines()


def test_a_refusal_says_last_why_and_by_how_much() -> None:
    found = alone_with(1500_00)
    assert (found.right, found.lowest, found.highest, found.difference) == (False, None, None, -490_00)
    assert found.why[-1].basis == "art. 38 ust. 1 pkt 1"
    assert found.why[-1].text.replace("\u00a0", " ") == (
        "Dochód 1 500,00 zł jest wyższy od kryterium 1 010,00 zł, dlatego zasiłek okresowy nie przysługuje. "
        "Przysługiwałby, gdyby dochód był niższy co najmniej o 490,01 zł."
    )


def test_an_equal_income_is_told_that_it_must_be_lower() -> None:
    step = alone_with(1010_00).why[-1]
    assert step.code == "periodic_income_equal"
    assert "musi być od niego niższy" in step.text
    assert step.text.replace("\u00a0", " ").endswith("co najmniej o 0,01 zł.")


def test_what_a_refusal_promises_comes_true() -> None:
    assert not alone_with(1010_00).right
    assert alone_with(1010_00 - 1).right


def test_cap_and_floor_are_explained() -> None:
    assert [step.code for step in find(ALONE, LAW).why][-4:] == [
        "periodic_difference",
        "periodic_share",
        "periodic_cap",
        "periodic_from",
    ]
    assert [step.code for step in alone_with(985_00).why][-4:-1] == [
        "periodic_share",
        "periodic_floor",
        "periodic_highest",
    ]
    assert alone_with(1005_00).why[-2].code == "periodic_floor_only"


def test_every_amount_used_is_named_with_its_act() -> None:
    used = {value.name: (value.plain, value.basis) for value in find(ALONE, LAW).parameters}
    assert used == {
        "criterion_single": ("1010.00", "Dz.U. 2024 poz. 1044"),
        "criterion_family": ("823.00", "Dz.U. 2024 poz. 1044"),
        "periodic_allowance_minimum_share": ("0.50", "art. 38 ust. 3"),
        "periodic_allowance_floor": ("20.00", "art. 38 ust. 4"),
    }


def test_poverty_alone_is_pointed_out_and_changes_nothing() -> None:
    alone, both = (find(replace(WISNIEWSKA, reasons=reasons), LAW) for reasons in (("7.1",), ("7.1", "7.4")))
    assert [warning.code for warning in alone.warnings] == ["poverty_alone"]
    assert both.warnings == ()
    assert alone.right is both.right is True


def test_a_reason_that_the_act_does_not_have_is_pointed_out() -> None:
    found = find(replace(WISNIEWSKA, reasons=("7.10", "7.4")), LAW)
    assert [warning.code for warning in found.warnings] == ["unknown_reason"]


def test_papers_that_were_there_first_do_not_make_the_benefit_earlier() -> None:
    early = replace(WISNIEWSKA, complete_on=date(2026, 10, 30))
    assert find(early, LAW).payable_from == date(2026, 11, 1)


def test_is_listed_in_the_order_of_the_act() -> None:
    assert BY_CODE[CODE] in KINDS
    articles = [int(re.findall("[0-9]+", kind.article)[0]) for kind in KINDS]
    assert articles == sorted(articles)


def test_screens_are_offered_only_what_the_program_can_decide() -> None:
    letters = {path.name for path in LETTERS.glob("decision_*.toml")}
    for kind in KINDS:
        named = {f"decision_{kind.code}_grant.toml", f"decision_{kind.code}_refusal.toml"}
        assert kind.has_letter is (named <= letters) is (kind.code in WITH_LETTER)


@given(
    st.integers(1, 8),
    st.integers(0, 8000_00),
    st.booleans(),
    st.dates(date(2012, 11, 1), date(2040, 12, 31)),
)
def test_bounds_hold_for_any_household(people: int, income: int, is_single: bool, applied_on: date) -> None:
    kind, count = (HouseholdKind.SINGLE, 1) if is_single else (HouseholdKind.FAMILY, people)
    facts = Facts(
        applied_on=applied_on,
        complete_on=applied_on,
        decided_on=applied_on,
        month=applied_on.replace(day=1),
        household=kind,
        members=tuple(HouseholdMember(id=str(at), name=str(at)) for at in range(count)),
        incomes=(IncomeLine(member="0", kind="business", amount=income),),
    )
    found = find(facts, LAW)
    assert found.right is (income < found.criterion)
    if found.lowest is None or found.highest is None:
        assert not found.right
        return
    assert 20_00 <= found.lowest <= found.highest
    assert 2 * found.lowest >= found.difference
    assert found.highest <= max(found.difference, 20_00)
    if is_single:
        assert found.highest <= LAW.value_on("criterion_family", facts.month).grosze
