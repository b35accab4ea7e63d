"""A print against the file: the same answers, answers that changed, another seal, another interview."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from app.domain.answers import to_json
from app.domain.blocks import Paper, Square
from app.domain.interviews import Answer, Interview, answer_id
from app.domain.persons import Person
from app.domain.print_code import UnreadablePrintCode, code_of
from app.services.interview_checking import CheckPrint, PrintCheck, PrintVerdict, check_print
from app.services.interview_closing import FinishInterview, ReopenInterview, finish_interview, reopen_interview
from app.services.interview_freezing import InterviewUnfinished
from app.services.interview_printing import PrintInterview, print_interview
from app.services.interview_signing import SignInterview, sign_interview
from app.services.office import Office
from app.services.paper import render_paper
from app.services.paper_square import cells_of
from tests.visits import KITCHEN, answer, case_of, finished, printed_text, visit

Visit = tuple[Office, Interview]
DOTS = 8
MILLIMETRES_PER_CELL = 0.6


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Visit]:
    with visit(tmp_path) as made:
        yield made


def checked(office: Office, interview: Interview, code: str) -> PrintVerdict:
    return check_print(office, CheckPrint(interview.id, code)).verdict


def test_the_print_of_a_finished_interview_agrees_scanned_and_typed(held: Visit) -> None:
    office, interview = held
    over = finished(office, interview.id)
    sign = case_of(office, over).sign
    scanned = code_of(sign, over.id, over.seal)
    assert check_print(office, CheckPrint(over.id, scanned)) == PrintCheck(PrintVerdict.AGREES, sign, sign)
    assert check_print(office, CheckPrint(over.id, over.seal.lower())) == PrintCheck(PrintVerdict.AGREES, "", sign)
    signed = sign_interview(office, SignInterview(over, KITCHEN.date())).value
    assert checked(office, signed, scanned) is PrintVerdict.AGREES


def test_answers_that_changed_under_the_seal_are_found(held: Visit) -> None:
    office, interview = held
    over = finished(office, interview.id)
    with office.work("Rozstrzygnięcie po wymianie") as work:
        stored = work.get(Answer, answer_id(over.id, "p1h_needs", 0))
        work.touching(over.household_id)
        work.change(stored, replace(stored, value=to_json("Opał.")))
        work.commit()
    assert checked(office, over, over.seal) is PrintVerdict.DATA_CHANGED


def test_what_the_files_say_later_leaves_an_old_print_as_it_was(held: Visit) -> None:
    office, interview = held
    over = finished(office, interview.id)
    with office.work("Poprawienie danych") as work:
        person = work.get(Person, over.person_id)
        work.touching(over.household_id)
        work.change(person, replace(person, phone="601224918", born_on=None))
        work.commit()
    assert checked(office, over, over.seal) is PrintVerdict.AGREES


def test_a_print_from_before_an_opening_again_carries_another_seal(held: Visit) -> None:
    office, interview = held
    first = finished(office, interview.id)
    again = reopen_interview(office, ReopenInterview(first, "pomyłka")).value
    with pytest.raises(InterviewUnfinished):
        check_print(office, CheckPrint(again.id, first.seal))
    answer(office, again.id, {("p1h_needs", 0): "Opał."})
    second = finish_interview(office, FinishInterview(again.id)).value
    assert checked(office, second, first.seal) is PrintVerdict.OTHER_SEAL
    assert checked(office, second, code_of("", first.id, first.seal)) is PrintVerdict.OTHER_SEAL
    assert checked(office, second, second.seal) is PrintVerdict.AGREES


def test_the_print_of_another_interview_names_its_case(held: Visit) -> None:
    office, interview = held
    over = finished(office, interview.id)
    other = replace(over, id=type(over.id)(bytes(16)), seal="AAAA-BBBB-CCCC-DDDD-EEEE-FFFF", seen=None)
    unknown = code_of("OPS.1", bytes(16), other.seal)
    assert check_print(office, CheckPrint(over.id, unknown)) == PrintCheck(PrintVerdict.OTHER_INTERVIEW, "OPS.1", "")
    with office.work("Drugi wywiad") as work:
        work.touching(over.household_id)
        work.add(other)
        work.commit()
    sign = case_of(office, over).sign
    scanned = check_print(office, CheckPrint(over.id, unknown))
    assert scanned == PrintCheck(PrintVerdict.OTHER_INTERVIEW, "OPS.1", sign)
    typed = check_print(office, CheckPrint(over.id, other.seal))
    assert typed == PrintCheck(PrintVerdict.OTHER_INTERVIEW, "", sign)


def test_what_is_no_code_is_refused(held: Visit) -> None:
    office, interview = held
    over = finished(office, interview.id)
    with pytest.raises(UnreadablePrintCode):
        check_print(office, CheckPrint(over.id, "ABCD"))


def test_a_draft_carries_no_code_and_the_kept_print_says_what_it_is_for(held: Visit) -> None:
    office, interview = held
    assert "Wydruk i dane" not in printed_text(print_interview(office, PrintInterview(interview.id)))
    finished(office, interview.id)
    assert "Wydruk i dane" in printed_text(print_interview(office, PrintInterview(interview.id)))


def test_the_square_on_paper_has_exactly_the_cells_of_its_code() -> None:
    text = code_of("OPS.5123.1.2026", bytes(range(16)), "AAAA-BBBB-CCCC-DDDD-EEEE-FFFF")
    pdf = render_paper(Paper("Próba", (Square(text, "Wydruk i dane", ()),)))
    document = pypdfium2.PdfDocument(pdf)
    try:
        picture = document[0].render(scale=DOTS * 25.4 / 72 / MILLIMETRES_PER_CELL, grayscale=True).to_pil()
    finally:
        document.close()
    left, top = round((15 / MILLIMETRES_PER_CELL + 4) * DOTS), round((14 / MILLIMETRES_PER_CELL + 4) * DOTS)
    cells = cells_of(text)
    seen = [
        [
            picture.getpixel((left + col * DOTS + DOTS // 2, top + row * DOTS + DOTS // 2)) < 128
            for col in range(len(cells))
        ]
        for row in range(len(cells))
    ]
    assert seen == cells
