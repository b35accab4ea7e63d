from datetime import date

import pytest

from app.domain import polish

PEOPLE = ("osoba", "osoby", "osób")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "0 osób"),
        (1, "1 osoba"),
        (2, "2 osoby"),
        (4, "4 osoby"),
        (5, "5 osób"),
        (12, "12 osób"),
        (14, "14 osób"),
        (21, "21 osób"),
        (22, "22 osoby"),
        (112, "112 osób"),
        (1002, "1002 osoby"),
    ],
)
def test_a_noun_follows_its_number(number: int, words: str) -> None:
    assert polish.counted(number, PEOPLE).replace("\u00a0", " ") == words


def test_days_and_months_stand_in_their_case() -> None:
    assert polish.day(date(2026, 11, 3)) == "3\u00a0listopada 2026\u00a0r."
    assert polish.month(date(2026, 10, 1)) == "październik 2026\u00a0r."
    assert polish.of_month(date(2026, 2, 1)) == "lutego 2026\u00a0r."


def test_several_things_become_one_phrase() -> None:
    assert polish.listed(["Anna"]) == "Anna"
    assert polish.listed(["Anna", "Jan"]) == "Anna i Jan"
    assert polish.listed(["Anna", "Jan", "Ewa"]) == "Anna, Jan i Ewa"
