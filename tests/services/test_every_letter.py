"""Every letter of the menu, filled for a case of the demo office and read back from its PDF.

What a reader and a reading program need of each: nothing unfilled, fonts inside, Polish letters as text, language and
title, and the same bytes for the same letter. A new file in ``resources/letters`` is tested without being named here.
"""

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pypdfium2
import pytest

from app.domain.case_course import PaperKind
from app.domain.cases import Document
from app.domain.records import RecordId
from app.services.calendars import SetCalendar
from app.services.letter_writing import (
    DraftedLetter,
    DraftLetter,
    ListLetters,
    MakeLetter,
    draft_letter,
    list_letters,
    make_letter,
)
from app.services.letters import DOTS, open_places
from app.services.office import Office
from tests.demo import demo_store, office_of, shelf
from tests.lettered_case import LETTERS, answers, lettered_case
from tests.little_decision import words

LATER = ("finality_clause",)
"""Letters for which the time to appeal must be over, and no appeal may lie in the case."""


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Office, RecordId]]:
    with closing(demo_store(tmp_path_factory.mktemp("pisma"))) as store:
        office = office_of(store)
        case_id, day = lettered_case(office)
        yield replace(office, calendar=SetCalendar(datetime.combine(day, time(9)))), case_id


def drafted(case: tuple[Office, RecordId], letter: str) -> DraftedLetter:
    office, case_id = case
    template = office.shelf.letters.letter_on(letter, office.calendar.today())
    return draft_letter(office, DraftLetter(case_id, letter, answers(template)))


def test_there_are_the_letters_of_a_centre_each_with_a_name_of_its_own() -> None:
    assert len(LETTERS) >= 60
    assert len({shelf().letters.letter_on(each, date(2026, 11, 23)).name for each in LETTERS}) == len(LETTERS)


@pytest.mark.parametrize("letter", LETTERS)
def test_every_letter_is_filled_on_one_page_and_reads_back(case: tuple[Office, RecordId], letter: str) -> None:
    made = drafted(case, letter)
    if letter in LATER:
        assert made.missing == ("ostateczność decyzji (7 dni po terminie odwołania)",)
        return
    assert made.missing == ()
    assert len(made.pages) == 1
    said = words(made.content)
    assert DOTS not in said
    assert not open_places(said)
    assert not re.search(r"None|\(\)|, ,| ,", said)
    assert not re.search(r"[^.]\.\.(?!\.)", re.sub(r"\.{5,}", "", said))
    assert made.template.title.split()[0] in said
    assert re.search(r"[ąćęłńóśźż]", said)


@pytest.mark.parametrize("letter", LETTERS)
def test_every_pdf_carries_fonts_language_and_title_and_comes_out_the_same(
    case: tuple[Office, RecordId], letter: str
) -> None:
    made = drafted(case, letter)
    assert drafted(case, letter).content == made.content
    document = pypdfium2.PdfDocument(made.content)
    try:
        assert document.get_metadata_value("Title").startswith(made.template.title)
    finally:
        document.close()
    assert re.search(rb"/Lang\s*\(pl-PL\)", made.content)
    fonts = {font.split(b"+")[-1] for font in re.findall(rb"/BaseFont\s*/(\S+)", made.content)}
    assert fonts
    assert not fonts & {b"Helvetica", b"Times-Roman", b"Courier", b"Helvetica-Bold"}
    assert b"/FontFile2" in made.content


def test_the_clause_of_finality_waits_for_the_post_and_for_the_appeal(case: tuple[Office, RecordId]) -> None:
    office, case_id = case
    later = replace(office, calendar=SetCalendar(office.now() + timedelta(days=60)))
    asked = DraftLetter(case_id, "finality_clause")
    assert draft_letter(later, asked).missing, "an appeal lies in the case"
    with office.work("Odwołanie wpisane przez pomyłkę") as work:
        appeal = next(paper for paper in work.find(Document, case_id=case_id) if paper.kind == PaperKind.APPEAL)
        work.remove(appeal)
        work.commit()
    assert draft_letter(office, asked).missing, "an appeal may still come"
    assert draft_letter(later, asked).missing == ()
    with office.work("Odwołanie z powrotem") as work:
        work.add(replace(appeal, id=RecordId(b"appeal-again-001"), seen=None))
        work.commit()


@pytest.mark.parametrize(
    ("letter", "kind"),
    [
        ("order_supplement", PaperKind.SUPPLEMENT),
        ("appeal_forwarding", PaperKind.APPEAL_FORWARDED),
        ("delay_notice", PaperKind.LETTER),
    ],
)
def test_a_letter_that_moves_a_clock_is_filed_as_what_it_is(
    case: tuple[Office, RecordId], letter: str, kind: PaperKind
) -> None:
    office, case_id = case
    template = office.shelf.letters.letter_on(letter, office.calendar.today())
    document = make_letter(office, MakeLetter(case_id, letter, answers(template))).value
    assert (document.kind, document.template_version) == (kind, template.version)


def test_the_menu_has_every_letter_of_a_case(case: tuple[Office, RecordId]) -> None:
    assert {letter.id for letter in list_letters(case[0], ListLetters())} == set(LETTERS)


def test_the_head_of_the_centre_signs_letters_of_the_centre_as_its_head(case: tuple[Office, RecordId]) -> None:
    assert "z up. Burmistrza" not in words(drafted(case, "disability_motion").content)
    assert "z up. Burmistrza" in words(drafted(case, "delay_notice").content)
