"""What speaks against a letter: each concern alone, and nothing where nothing is wrong."""

from datetime import date, timedelta
from typing import Any

import pytest

from app.domain.letter_guard import CITATION_GOOD_FOR, STOPS, Concern, Finding, LetterToGuard, amounts_in, guard
from ui.letter_words import finding_words, findings_words

TODAY = date(2026, 11, 23)


def found(**changes: Any) -> tuple[Finding, ...]:
    fine: dict[str, Any] = {"today": TODAY, "is_to_party": True, "party_age": 34, "name": "Pani Anna Wiśniewska"}
    return guard(LetterToGuard(**fine | changes))


def test_a_letter_with_nothing_wrong_says_nothing() -> None:
    assert found(typed=["Kwota 610,50 zł."], decided=61_050, amounts=[61_050], days=[TODAY]) == ()


@pytest.mark.parametrize(
    ("changes", "finding"),
    [
        ({"party_died_on": date(2026, 11, 20)}, Finding(Concern.ADDRESSEE_DEAD, "2026-11-20")),
        ({"name": "Anna Wiśniewska – zasiłek"}, Finding(Concern.TELLING_ADDRESS, "zasił")),
        ({"open_places": ["[…]"]}, Finding(Concern.UNFILLED, "[…]")),
        ({"party_age": 17}, Finding(Concern.MINOR)),
        ({"applies_as": "opiekun prawny"}, Finding(Concern.REPRESENTED, "opiekun prawny")),
        ({"dangers": ["mąż groził", "pies"]}, Finding(Concern.DANGER, "mąż groził")),
        ({"amounts": [70_000], "decided": 61_050}, Finding(Concern.OTHER_AMOUNT, "700,00 zł / 610,50 zł")),
        ({"typed": ["razem 1 248,00 zł"], "decided": 61_050}, Finding(Concern.OTHER_AMOUNT, "1 248,00 zł / 610,50 zł")),
        ({"strangers": ["Kowalski"]}, Finding(Concern.STRANGER, "Kowalski")),
        ({"days": [TODAY - timedelta(days=1)]}, Finding(Concern.PAST_DAY, "2026-11-22")),
        (
            {"citations": [("ustawa", TODAY - CITATION_GOOD_FOR - timedelta(days=1))]},
            Finding(Concern.OLD_CITATION, "ustawa"),
        ),
    ],
    ids=str,
)
def test_each_concern_is_found_and_said(changes: dict[str, Any], finding: Finding) -> None:
    (only,) = found(**changes)
    assert (only.concern, only.about.replace("\u00a0", " ")) == (finding.concern, finding.about)
    said = finding_words(only)
    assert said.endswith((".", ")."))
    assert "{" not in said


def test_what_speaks_against_the_party_says_nothing_of_a_letter_to_a_body() -> None:
    assert found(is_to_party=False, party_died_on=TODAY, party_age=3, applies_as="matka", dangers=["pies"]) == ()


def test_what_stops_stands_first() -> None:
    both = found(dangers=["pies"], party_died_on=TODAY, strangers=["Kowalski"])
    assert [each.stops for each in both] == [True, False, False]
    assert findings_words(both).startswith("Adresat zmarł 23 listopada 2026")
    assert Concern.TELLING_ADDRESS not in STOPS, "Pani Stała is a person"


def test_amounts_are_read_as_they_are_written() -> None:
    assert list(amounts_in("610,50 zł, 1 248,00 zł i 1\u00a0010,00\u00a0zł; 5,00 % i 12 zł")) == [
        61_050,
        124_800,
        101_000,
    ]
