"""Which papers show total incapacity for work, in which words, and until when."""

from datetime import date

import pytest

from app.domain.case_course import PaperKind
from app.domain.cases import Document
from app.domain.incapacity import incapacity_of
from app.domain.interview_papers import DEGREES, Certificate, read_certificate
from app.domain.records import new_id

NOVEMBER = date(2026, 11, 1)


def paper(degree: str, until: date | None = None, *, kind: PaperKind = PaperKind.DISABILITY) -> Document:
    said = Certificate(degree, "Powiatowy Zespół w Radomsku", "12/2024", until)
    return Document(id=new_id(), kind=kind.value, title=said.title, note=said.note)


@pytest.mark.parametrize(
    ("degree", "is_incapable"),
    [
        ("znaczny stopień niepełnosprawności", True),
        ("umiarkowany", True),
        ("całkowita niezdolność do pracy", True),
        ("I grupa inwalidów", True),
        ("II grupa inwalidów", True),
        ("III grupa inwalidów", False),
        ("lekki stopień niepełnosprawności", False),
        ("częściowa niezdolność do pracy", False),
        ("", False),
    ],
)
def test_degrees_that_are_total_incapacity(degree: str, is_incapable: bool) -> None:
    assert (incapacity_of([paper(degree)], NOVEMBER) is not None) is is_incapable


def test_what_a_form_offers_is_told_apart() -> None:
    shown = [code for code, degree in DEGREES.items() if incapacity_of([paper(degree)], NOVEMBER) is not None]
    assert shown == ["severe", "moderate", "total", "first_group", "second_group"]


def test_a_certificate_counts_to_its_last_day_and_the_longest_is_told() -> None:
    assert incapacity_of([paper("znaczny", date(2026, 10, 31))], NOVEMBER) is None
    found = incapacity_of([paper("znaczny", NOVEMBER), paper("umiarkowany", date(2027, 5, 31))], NOVEMBER)
    assert found is not None
    assert found.until == date(2027, 5, 31)
    assert found.paper == (
        "orzeczenie: umiarkowany, wydane przez: Powiatowy Zespół w Radomsku, nr 12/2024, "
        "ważne do 31\N{NO-BREAK SPACE}maja 2027\N{NO-BREAK SPACE}r."
    )
    endless = incapacity_of([paper("znaczny", NOVEMBER), paper("umiarkowany")], NOVEMBER)
    assert endless is not None
    assert endless.until is None
    assert endless.paper.endswith("nr 12/2024, bez daty końcowej")


def test_another_paper_shows_nothing() -> None:
    assert incapacity_of([paper("znaczny", kind=PaperKind.MEDICAL)], NOVEMBER) is None


@pytest.mark.parametrize(
    "said",
    [
        Certificate("lekki", "Zespół", "1/2", date(2030, 1, 31)),
        Certificate("lekki", "Zespół", "", date(2030, 1, 31)),
        Certificate("lekki", "", "7; nie 8", date(2030, 1, 31)),
        Certificate("lekki", "", "", date(2030, 1, 31)),
        Certificate("lekki", "Zespół", "1/2"),
        Certificate("lekki", "Zespół", "1/2", date(2030, 1, 31), date(2026, 1, 23)),
        Certificate("lekki", "", "1/2", None, date(2026, 1, 23)),
        Certificate("lekki", "", "", None, date(2026, 1, 23)),
    ],
)
def test_what_was_written_is_read_back(said: Certificate) -> None:
    again = read_certificate(said.title, said.note)
    assert again == Certificate(said.degree, said.issuer, said.number.replace(";", ","), said.until, said.since)


def test_a_last_day_that_no_calendar_has_is_none() -> None:
    assert read_certificate("Orzeczenie: lekki", "ważne do 31.02.2027").until is None


def test_a_certificate_that_begins_in_the_month_covers_the_rest_of_it() -> None:
    """One that covers the whole month comes first, however short it lasts."""
    begins = Certificate("znaczny", "Zespół", "3/2026", None, date(2026, 11, 23))
    late = Document(id=new_id(), kind=PaperKind.DISABILITY.value, title=begins.title, note=begins.note)
    found = incapacity_of([late], NOVEMBER)
    assert found is not None
    assert found.since == date(2026, 11, 23)
    assert "od 23\N{NO-BREAK SPACE}listopada 2026" in found.paper
    assert incapacity_of([late], date(2026, 10, 1)) is None
    whole = incapacity_of([late], date(2026, 12, 1))
    assert whole is not None
    assert whole.since is None
    short = incapacity_of([late, paper("umiarkowany", date(2026, 11, 30))], NOVEMBER)
    assert short is not None
    assert (short.since, short.until) == (None, date(2026, 11, 30))
