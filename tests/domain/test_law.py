"""Dated amounts: the right one on the day, none guessed, and the figures agree with how the act makes them."""

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest

from app.domain import money
from app.domain.deadlines import DeadlineKind
from app.domain.income_kinds import Clock, Exclusion, UnknownIncomeKind
from app.domain.law import Consulted, Parameter, UnknownOn
from tests.the_law import LAW


@pytest.mark.parametrize(
    ("day", "single", "family", "hectare"),
    [
        (date(2015, 9, 30), 54200, 45600, 25000),
        (date(2015, 10, 1), 63400, 51400, 28800),
        (date(2018, 9, 30), 63400, 51400, 28800),
        (date(2018, 10, 1), 70100, 52800, 30800),
        (date(2021, 12, 31), 70100, 52800, 30800),
        (date(2022, 1, 1), 77600, 60000, 34500),
        (date(2024, 12, 31), 77600, 60000, 34500),
        (date(2025, 1, 1), 101000, 82300, 45900),
        (date(2030, 1, 1), 101000, 82300, 45900),
    ],
)
def test_amounts_change_on_their_day(day: date, single: int, family: int, hectare: int) -> None:
    assert LAW.value_on(Parameter.CRITERION_SINGLE, day).grosze == single
    assert LAW.value_on(Parameter.CRITERION_FAMILY, day).grosze == family
    assert LAW.value_on(Parameter.INCOME_PER_HECTARE, day).grosze == hectare


def test_a_value_names_its_act_its_days_and_its_last_check() -> None:
    value = LAW.value_on(Parameter.CRITERION_FAMILY, date(2024, 6, 1))
    assert value.basis == "Dz.U. 2021 poz. 1296"
    assert (value.starts_on, value.ends_on) == (date(2022, 1, 1), date(2024, 12, 31))
    assert value.checked_on >= date(2026, 8, 28)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        (Parameter.CRITERION_SINGLE, date(2012, 9, 30)),
        ("meal_programme_share", date(2029, 1, 1)),
        ("set_off_share", date(2021, 5, 29)),
        ("shelter_share", date(2020, 12, 31)),
        ("support_centre_share", date(2020, 12, 31)),
        ("shelter_with_care_share", date(2020, 12, 31)),
        ("flat_after_care_home_share", date(2023, 10, 31)),
    ],
)
def test_refuses_a_day_for_which_nothing_is_known(name: str, day: date) -> None:
    with pytest.raises(UnknownOn) as refused:
        LAW.value_on(name, day)
    assert refused.value.facts == {"name": name, "label": LAW.values[name][0].label, "day": day}
    assert LAW.find_on(name, day) is None


def test_every_parameter_deadline_and_title_is_described() -> None:
    assert all(value.basis and value.label for series in LAW.values.values() for value in series)
    assert all(rule.basis and rule.label for series in LAW.rules.values() for rule in series)
    assert set(LAW.rules) == set(DeadlineKind)
    assert all(kind.label for kind in LAW.income_kinds.values())


def test_days_of_a_series_neither_overlap_nor_leave_a_gap() -> None:
    for series in LAW.values.values():
        for earlier, later in pairwise(series):
            assert earlier.ends_on is not None
            assert later.starts_on - earlier.ends_on == timedelta(days=1), later.name


HALF = ("permanent_allowance_maximum", "integration_minimum", "integration_maximum", "independence_base")


@pytest.mark.parametrize("year", [date(2018, 10, 1), date(2022, 1, 1), date(2025, 1, 1)])
def test_amounts_grow_by_the_shares_of_article_9(year: date) -> None:
    """Art. 9 ust. 5 and 6: half and a quarter of the sum of both criteria's growth, in whole złoty."""
    before = year - timedelta(days=1)

    def grown(name: str) -> int:
        return LAW.value_on(name, year).grosze - LAW.value_on(name, before).grosze

    growth = grown(Parameter.CRITERION_SINGLE) + grown(Parameter.CRITERION_FAMILY)
    assert {name: grown(name) for name in HALF} == dict.fromkeys(HALF, whole_zloty(Fraction(growth, 2)))
    assert grown(Parameter.INCOME_PER_HECTARE) == whole_zloty(Fraction(growth, 4))


def test_a_value_is_only_what_it_is() -> None:
    amount = LAW.value_on(Parameter.CRITERION_SINGLE, date(2026, 1, 1))
    share = LAW.value_on(Parameter.PERIODIC_SHARE, date(2026, 1, 1))
    assert (amount.plain, share.plain) == ("1010.00", "0.50")
    assert LAW.value_on(Parameter.ONE_OFF_MONTHS, date(2026, 1, 1)).plain == "12"
    assert share.number == Fraction(1, 2)
    for ask in (lambda: amount.number, lambda: share.grosze):
        with pytest.raises(TypeError):
            ask()


def test_what_was_consulted_is_remembered_once() -> None:
    consulted = Consulted(LAW, date(2026, 11, 1))
    consulted.value(Parameter.CRITERION_FAMILY)
    consulted.value(Parameter.CRITERION_FAMILY)
    assert consulted.find(Parameter.PERIODIC_CAP) is None
    assert list(consulted.used) == [Parameter.CRITERION_FAMILY]


def test_refuses_a_title_of_income_that_nobody_wrote_down() -> None:
    with pytest.raises(UnknownIncomeKind):
        LAW.income_kind("lottery")


def test_an_exclusion_looks_at_its_own_day() -> None:
    by_month = Exclusion(basis="x", starts_on=date(2022, 1, 4), ends_on=date(2022, 3, 31))
    by_decision = Exclusion(basis="x", starts_on=date(2022, 1, 4), clock=Clock.DECISION)
    for_money = Exclusion(basis="x", only_for=frozenset({"money"}))
    assert not by_month.reaches(frozenset(), date(2022, 1, 1), date(2022, 2, 1))
    assert by_month.reaches(frozenset(), date(2022, 2, 1), date(2022, 1, 1))
    assert not by_month.reaches(frozenset(), date(2022, 4, 1), date(2022, 4, 1))
    assert by_decision.reaches(frozenset(), date(2022, 1, 1), date(2022, 1, 4))
    assert for_money.reaches(frozenset({"money"}), date(2022, 1, 1), date(2022, 1, 1))
    assert not for_money.reaches(frozenset({"specialist_care_fee"}), date(2022, 1, 1), date(2022, 1, 1))


def whole_zloty(exact: Fraction) -> int:
    return money.half_up(exact / 100) * 100
