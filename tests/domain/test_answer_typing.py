from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.answer_typing import is_readable, typed
from app.domain.answer_words import in_words
from app.domain.answers import Value
from app.domain.questionnaires import Field, FieldType
from tests.questionnaires.family import form


def box(kind: FieldType) -> Field:
    return Field("x", "Pole", kind)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (FieldType.MONEY, "5 400,00 zł", 540_000),
        (FieldType.MONEY, "540", 54_000),
        (FieldType.MONEY, "pięćset", "pięćset"),
        (FieldType.MONEY, "-5", "-5"),
        (FieldType.MONEY, "  ", None),
        (FieldType.DATE, "12.11.2026", "2026-11-12"),
        (FieldType.DATE, "2.5.17", "2017-05-02"),
        (FieldType.DATE, "14-03-92", "1992-03-14"),
        (FieldType.DATE, "12112026", "2026-11-12"),
        (FieldType.DATE, "2026-11-12", "2026-11-12"),
        (FieldType.DATE, "12.11.2026 r.", "2026-11-12"),
        (FieldType.DATE, "31.02.2026", "31.02.2026"),
        (FieldType.MONTH, "5.2024", "2024-05"),
        (FieldType.MONTH, "2024-05", "2024-05"),
        (FieldType.MONTH, "13.2024", "13.2024"),
        (FieldType.INTEGER, "3", 3),
        (FieldType.INTEGER, "trzy", "trzy"),
        (FieldType.DECIMAL, "48,5", "48.5"),
        (FieldType.DECIMAL, "1 048.50", "1048.50"),
        (FieldType.DECIMAL, "około 50", "około 50"),
        (FieldType.PERIOD, "1.09.2024 – 30.06.2026", "2024-09-01/2026-06-30"),
        (FieldType.PERIOD, "od 1.9.24 do 30.6.26", "2024-09-01/2026-06-30"),
        (FieldType.PERIOD, "1.9.2024-30.6.2026", "2024-09-01/2026-06-30"),
        (FieldType.PERIOD, "09.2024 - 02.2026", "2024-09-01/2026-02-28"),
        (FieldType.PERIOD, "od 9.2024", "2024-09-01/"),
        (FieldType.PERIOD, "– 30.06.2026", "/2026-06-30"),
        (FieldType.PERIOD, "2024-09-01/2026-06-30", "2024-09-01/2026-06-30"),
        (FieldType.PERIOD, "30.06.2026 – 1.09.2024", "30.06.2026 – 1.09.2024"),
        (FieldType.PERIOD, "dwa lata", "dwa lata"),
        (FieldType.PERIOD, "od", "od"),
        (FieldType.ATTACHMENT, "tak", True),
        (FieldType.YES_NO, "Tak", True),
        (FieldType.YES_NO, "n", False),
        (FieldType.YES_NO, "może", "może"),
        (FieldType.PESEL, "920314 01242", "92031401242"),
        (FieldType.PHONE, "44 781-22-60", "447812260"),
        (FieldType.PHONE, "brak", "brak"),
        (FieldType.TEXT, "  Anna ", "Anna"),
        (FieldType.LONG_TEXT, "Anna mieszka\n", "Anna mieszka\n"),
    ],
)
def test_what_is_typed_is_read_or_kept_as_it_is(kind: FieldType, text: str, value: Value) -> None:
    assert typed(box(kind), text) == value


def test_a_number_is_typed_with_or_without_its_unit() -> None:
    area = form().places["z3_flat_area"].field
    assert [typed(area, text) for text in ("48,5 m²", "48,5m²", "48,5\N{NO-BREAK SPACE}m²")] == ["48.5"] * 3
    assert not is_readable(area, "48,5 ha")


def test_an_end_of_a_period_that_nobody_knows_is_not_written() -> None:
    period = box(FieldType.PERIOD)
    assert in_words(period, "2024-09-01/") == "od 01.09.2024"
    assert in_words(period, "/2026-06-30") == "do 30.06.2026"
    assert [is_readable(period, text) for text in ("/", "2024-09-01", "2024-13-01/", 5)] == [False] * 4


def test_an_option_is_found_by_its_short_name_too() -> None:
    basis = form("2026", "VIII").places["p8_legal_basis"].field
    single = replace(basis, type=FieldType.SINGLE)
    assert typed(single, "świadczenie wychowawcze") == "upbringing_15"


def test_an_option_is_found_by_its_label_or_by_the_beginning_of_one() -> None:
    sex, basis = form().places["p1a_m_sex"].field, form().places["p1b_al_basis"].field
    assert typed(sex, "k") == "female"
    assert typed(basis, "na podstawie orzeczenia sądu") == "court"
    assert typed(basis, "dobro") == "voluntary"
    assert typed(basis, "ustnie") == "ustnie"
    assert not is_readable(basis, "ustnie")


@given(st.integers(min_value=0, max_value=10**9))
def test_an_amount_is_read_back_as_it_is_written(amount: int) -> None:
    asked = box(FieldType.MONEY)
    assert typed(asked, in_words(asked, amount)) == amount


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_day_and_a_month_are_read_back_as_they_are_written(day: date) -> None:
    for kind, value in ((FieldType.DATE, day.isoformat()), (FieldType.MONTH, day.isoformat()[:7])):
        asked = box(kind)
        assert typed(asked, in_words(asked, value)) == value


@given(st.sampled_from(sorted(FieldType)), st.text())
def test_nothing_typed_is_lost_and_nothing_breaks(kind: FieldType, text: str) -> None:
    value = typed(box(kind), text)
    assert (value is None) == (not text.strip())
