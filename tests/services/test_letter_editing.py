"""A letter in the office's own words: seen on a case, kept by version, restored; printed papers keep theirs."""

from datetime import date
from typing import Any

import pytest

from app.domain.cases import Case
from app.domain.letter_texts import DeadField
from app.domain.offices import Setting
from app.domain.roles import NotAllowed
from app.services.documents import ReadDocument, read_document
from app.services.letter_editing import (
    KeepLetterText,
    LetterTextChanged,
    OpenLetterText,
    PreviewLetterText,
    keep_letter_text,
    open_letter_text,
    preview_letter_text,
)
from app.services.letter_writing import DraftLetter, MakeLetter, draft_letter, make_letter
from app.services.office import Office
from tests.little_decision import ready_case, rewrite, words
from tests.little_office import HEAD, at_desk
from tests.stations import Station

LETTER = "delay_notice"
DELAY: dict[str, Any] = {"cause": "Czekamy na odpowiedź ZUS.", "new_day": date(2026, 12, 14)}
OWN = "Bardzo przepraszamy [imię i nazwisko strony w bierniku] za zwłokę w sprawie [znak sprawy]."


@pytest.fixture
def case(office: Office) -> Case:
    return ready_case(office)


def keep(office: Office, seen: int, *added: str, **texts: str) -> int:
    asked = KeepLetterText(LETTER, seen, {int(place[1:]): text for place, text in texts.items()}, added)
    return keep_letter_text(at_desk(office, HEAD), asked).value


def printed(office: Office, case: Case) -> tuple[str, int]:
    document = make_letter(office, MakeLetter(case.id, LETTER, DELAY)).value
    return words(read_document(office, ReadDocument(document.id)).content), document.template_version


def test_own_words_are_printed_from_now_on_and_a_printed_letter_keeps_its_own(office: Office, case: Case) -> None:
    opened = open_letter_text(office, OpenLetterText(LETTER))
    assert (opened.version, opened.is_own, opened.added) == (1, False, ())
    before, version = printed(office, case)
    assert version == 1
    assert keep(office, 1, OWN) == 1001
    after, version = printed(office, case)
    assert version == 1001
    assert "Bardzo przepraszamy Panią Annę Wiśniewską za zwłokę w sprawie MGOPS.5110.3.1.2026." in after
    assert "Bardzo przepraszamy" not in before
    again = open_letter_text(office, OpenLetterText(LETTER))
    assert (again.version, again.is_own, again.added, again.editions) == (1001, True, (OWN,), (1001,))


def test_the_words_of_the_program_come_back_as_a_version_of_their_own(office: Office, case: Case) -> None:
    first = open_letter_text(office, OpenLetterText(LETTER)).blocks[0]
    keep(office, 1, **{f"_{first.place}": f"Dzień dobry. {first.text}"})
    assert printed(office, case)[0].count("Dzień dobry.") == 1
    assert keep(office, 1001) == 1002
    opened = open_letter_text(office, OpenLetterText(LETTER))
    assert (opened.is_own, opened.blocks[0], opened.editions) == (False, first, (1001, 1002))
    assert "Dzień dobry." not in printed(office, case)[0]
    with office.reading() as file:
        assert sorted(each.name for each in file.find(Setting) if each.name.startswith("letter.")) == [
            "letter.delay_notice.1001",
            "letter.delay_notice.1002",
        ]


def test_the_letter_is_seen_on_a_case_while_it_is_edited(office: Office, case: Case) -> None:
    pages = preview_letter_text(office, PreviewLetterText(case.id, LETTER, {}, (OWN,), DELAY))
    assert len(pages) == 1
    with pytest.raises(DeadField):
        preview_letter_text(office, PreviewLetterText(case.id, LETTER, {}, ("[imię kota]",), DELAY))


def test_only_whoever_configures_the_office_and_has_seen_the_newest_words_keeps_new_ones(
    office: Office, case: Case
) -> None:
    assert not draft_letter(office, DraftLetter(case.id, LETTER, DELAY)).may_edit
    assert draft_letter(at_desk(office, HEAD), DraftLetter(case.id, LETTER, DELAY)).may_edit
    with pytest.raises(NotAllowed):
        keep_letter_text(office, KeepLetterText(LETTER, 1, {}, (OWN,)))
    keep(office, 1, OWN)
    with pytest.raises(LetterTextChanged):
        keep(office, 1, "Inne słowa.")


def test_words_that_cannot_be_read_leave_the_letter_of_the_program(office: Office, case: Case) -> None:
    keep(office, 1, OWN)
    with office.reading() as file:
        setting = next(each for each in file.find(Setting) if each.name.startswith("letter."))
    for broken in ("{", "[]", '{"texts": 3, "added": []}'):
        rewrite(office, Setting, setting.id, value=broken)
        assert "Bardzo przepraszamy" not in printed(office, case)[0]


def test_own_words_travel_to_the_other_workstation(stations: list[Station]) -> None:
    office, laptop = stations
    keep_letter_text(at_desk(office.office, HEAD), KeepLetterText(LETTER, 1, {}, (OWN,)))
    laptop.load(office.send(laptop))
    assert open_letter_text(laptop.office, OpenLetterText(LETTER)).added == (OWN,)
