"""One benefit beside another: what is excluded, left out, counted; pairs are data of ``resources/law``."""

from datetime import date

import pytest

from app.domain.exclusions import Effect, excluding, meet
from tests.the_law import LAW

TODAY = date(2026, 11, 1)


@pytest.mark.parametrize(
    "right",
    ["social_pension", "care_benefit", "special_care_allowance", "lone_parent_supplement", "carer_allowance"],
)
def test_each_right_of_article_37_excludes_the_permanent_allowance(right: str) -> None:
    (met,) = excluding(LAW.meetings, "permanent_allowance", {right}, TODAY)
    assert (met.beside, met.basis) == (right, "art. 37 ust. 4")


def test_the_supporting_benefit_is_income_and_excludes_nothing() -> None:
    (met,) = meet(LAW.meetings, "permanent_allowance", {"supporting_benefit"}, TODAY)
    assert met.effect is Effect.COUNTED
    assert not excluding(LAW.meetings, "permanent_allowance", {"supporting_benefit"}, TODAY)


def test_allowances_meet_each_other_as_the_act_says() -> None:
    pairs = {
        ("permanent_allowance", "periodic_allowance"): Effect.LEFT_OUT,
        ("periodic_allowance", "permanent_allowance"): Effect.COUNTED,
        ("purpose_allowance", "permanent_allowance"): Effect.COUNTED,
        ("purpose_allowance", "periodic_allowance"): Effect.COUNTED,
        ("permanent_allowance", "purpose_allowance"): Effect.LEFT_OUT,
        ("periodic_allowance", "purpose_allowance"): Effect.LEFT_OUT,
        ("care_services", "permanent_allowance"): Effect.BESIDE,
    }
    found = {pair: meet(LAW.meetings, pair[0], {pair[1]}, TODAY)[0].effect for pair in pairs}
    assert found == pairs


def test_exclusions_come_first_and_strangers_are_not_mentioned() -> None:
    found = meet(LAW.meetings, "permanent_allowance", {"periodic_allowance", "care_benefit", "wage"}, TODAY)
    assert [met.beside for met in found] == ["care_benefit", "periodic_allowance"]


def test_a_provision_works_only_while_it_is_law() -> None:
    asked = LAW.meetings, "senior_voucher", {"supporting_benefit"}
    assert not excluding(*asked, date(2026, 8, 6))
    assert excluding(*asked, date(2026, 8, 7))


def test_every_pair_says_why_in_a_whole_sentence() -> None:
    assert all(meeting.text.endswith(".") or meeting.text.endswith(").") for meeting in LAW.meetings)
    assert all(meeting.basis and meeting.beside for meeting in LAW.meetings)
    sides = [(meeting.asked, code) for meeting in LAW.meetings for code in meeting.beside]
    assert len(sides) == len(set(sides))
