from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import money
from app.domain.money import AbsurdAmount, NegativeAmount, WrongAmount

grosze = st.integers(0, money.HIGHEST)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1 248,00", 124800),
        ("1248.00", 124800),
        ("1 248", 124800),
        ("1\u00a0248,00", 124800),
        ("1\u202f248,00", 124800),
        ("1 248,00 zł", 124800),
        ("1248zł", 124800),
        ("610,5", 61050),
        ("0,01", 1),
        ("0", 0),
        ("  25 ", 2500),
        ("007", 700),
        ("10 000 000,00", money.HIGHEST),
    ],
)
def test_reads_what_clerks_type(typed: str, amount: int) -> None:
    assert money.parse(typed) == amount


@pytest.mark.parametrize(
    "typed",
    ["", "zł", "abc", "12,345,67", "1.2.3", "1.248", "1,234", "12 48", "1 24,00", "5,", ",50", "1e3", "٣", "1,00 EUR"],
)
def test_refuses_what_is_no_amount(typed: str) -> None:
    with pytest.raises(WrongAmount) as refused:
        money.parse(typed)
    assert refused.value.facts == {"text": typed}


@pytest.mark.parametrize("typed", ["-1", "\u22125,00", " -0,01 zł"])
def test_refuses_less_than_nothing(typed: str) -> None:
    with pytest.raises(NegativeAmount):
        money.parse(typed)


@pytest.mark.parametrize("typed", ["10 000 000,01", "99999999999", "9" * 100_000])
def test_refuses_more_than_anybody_could_mean(typed: str) -> None:
    with pytest.raises(AbsurdAmount) as refused:
        money.parse(typed)
    assert refused.value.facts["highest"] == money.HIGHEST


@given(grosze)
def test_what_is_written_is_read_back(amount: int) -> None:
    assert money.parse(money.plain(amount)) == amount
    assert money.parse(money.written(amount)) == amount
    assert money.parse(money.with_unit(amount)) == amount


@given(st.text(max_size=20))
def test_any_text_is_read_or_refused(typed: str) -> None:
    try:
        amount = money.parse(typed)
    except (WrongAmount, NegativeAmount, AbsurdAmount):
        return
    assert 0 <= amount <= money.HIGHEST


def test_writes_for_programs_and_for_people() -> None:
    assert money.plain(124800) == "1248.00"
    assert money.plain(-5) == "-0.05"
    assert money.written(124800) == "1\u00a0248,00"
    assert money.written(123456789) == "1\u00a0234\u00a0567,89"
    assert money.written(-61050) == "-610,50"
    assert money.with_unit(61050) == "610,50\u00a0zł"


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (61050, "sześćset dziesięć złotych 50/100"),
        (100, "jeden złoty 00/100"),
        (205, "dwa złote 05/100"),
        (1200, "dwanaście złotych 00/100"),
        (2200, "dwadzieścia dwa złote 00/100"),
        (2100, "dwadzieścia jeden złotych 00/100"),
        (11200, "sto dwanaście złotych 00/100"),
        (122100, "tysiąc dwieście dwadzieścia jeden złotych 00/100"),
        (183150, "tysiąc osiemset trzydzieści jeden złotych 50/100"),
        (7, "zero złotych 07/100"),
    ],
)
def test_says_amounts_in_words(amount: int, words: str) -> None:
    assert money.in_words(amount) == words


def test_has_no_words_for_less_than_nothing() -> None:
    with pytest.raises(NegativeAmount):
        money.in_words(-1)


@given(st.fractions(max_denominator=1000))
def test_rounding_keeps_its_promise(exact: Fraction) -> None:
    assert money.down(exact) <= exact <= money.up(exact)
    assert money.up(exact) - money.down(exact) == (exact.denominator != 1)
    assert abs(money.half_up(exact) - exact) <= Fraction(1, 2)
    assert money.half_up(-exact) == -money.half_up(exact)


def test_halves_go_up() -> None:
    assert money.half_up(Fraction(5, 2)) == 3
    assert money.half_up(Fraction(7, 2)) == 4
    assert money.half_up(Fraction(249, 100)) == 2
