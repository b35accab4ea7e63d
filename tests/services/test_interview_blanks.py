"""Blank forms: every part and version, annexes alone; the family's data without anything a visit has to find out."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.questionnaires import NoQuestionnaire
from app.services.interview_blanks import ASSETS, ELECTRONIC, ListBlanks, PrintBlank, list_blanks, print_blank
from app.services.office import Office
from tests.questionnaires.family import forms
from tests.services.test_interview_closing import Visit, words
from tests.services.test_interview_parts import for_the_county
from tests.visits import answer, complete_answers, later, visit


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Visit]:
    with visit(tmp_path) as found:
        yield found


def blank(office: Office, part: str, version: str = "2026", **asked: object) -> str:
    return words(print_blank(office, PrintBlank(part, version, dots_per_inch=10, **asked)).pdf)  # type: ignore[arg-type]


def test_the_list_begins_with_the_form_in_force_or_with_that_of_the_visit(held: Visit) -> None:
    office, interview = held
    blanks = list_blanks(office, ListBlanks())
    assert (blanks.part, blanks.version, blanks.person) == ("I", "2021", "")
    assert {form.part for form in blanks.forms} == {"I", "II", "III", "IV", "VII", "VIII"}
    assert [code for code, _ in blanks.annexes] == [ASSETS, ELECTRONIC]
    assert list_blanks(later(office), ListBlanks()).version == "2026"
    answer(office, interview.id, complete_answers())
    own = list_blanks(later(office), ListBlanks(interview.id))
    assert (own.version, own.person) == ("2021", "Anna Wiśniewska"), "a visit that has begun keeps its form"
    for_the_county(office, "yes")
    assert len(list_blanks(office, ListBlanks()).forms) == len(forms().forms)


@pytest.mark.parametrize("asked", forms().forms, ids=lambda asked: f"{asked.part}-{asked.version}")
def test_every_part_is_printed_blank_under_its_title_with_all_its_segments(held: Visit, asked: object) -> None:
    office, _ = held
    form = next(each for each in forms().forms if each is asked)
    text = blank(office, form.part, form.version)
    assert form.title in text
    for segment in form.segments:
        if segment.is_printed:
            assert f"{segment.code}. {segment.title}" in text
    assert "Wiśniewska" not in text
    assert "0,00" not in text, "nothing is worked out on a blank"
    assert f"Wzór {form.version}" in text


def test_annexes_are_printed_alone_and_the_declaration_behind_a_form(held: Visit) -> None:
    office, _ = held
    title = "Oświadczenie o stanie majątkowym"
    assert title not in blank(office, "I")
    assert title in blank(office, "I", has_assets=True)
    assert blank(office, ASSETS).startswith(title)
    statement = blank(office, ELECTRONIC)
    assert statement.startswith("Oświadczenie o przeprowadzeniu rodzinnego wywiadu środowiskowego w postaci")
    assert "Sygnatura zatwierdzonego wywiadu" in statement
    with pytest.raises(NoQuestionnaire):
        blank(office, "Z9")


def test_a_prefilled_blank_has_the_family_and_nothing_that_the_visit_finds_out(held: Visit) -> None:
    office, interview = held
    answer(office, interview.id, {("p1h_needs", 0): "Opał na zimę."})
    text = blank(office, "I", "2021", interview_id=interview.id, is_prefilled=True)
    assert "Wiśniewska" in text
    assert "Opał na zimę." not in text
    assert "12.11.2026" not in text, "the day of the visit is written by hand"
    assert "823,00" not in text
    assert "Wiśniewska" not in blank(office, "I", "2021", interview_id=interview.id)
