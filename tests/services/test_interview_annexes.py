"""Annexes: the declaration of assets (3) and the statement on an electronic interview (2), filled, closed, printed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.answers import Key, Value, to_json
from app.domain.interviews import Interview
from app.services.interview_approval import APPROVED, ApprovePlan, approve_plan
from app.services.interview_checking import CheckPrint, PrintVerdict, check_print
from app.services.interview_closing import FinishInterview, finish_interview
from app.services.interview_corrections import CorrectAnswers, Right, correct_answers
from app.services.interview_printing import PrintInterview, print_interview
from app.services.interview_reading import OpenInterview, open_interview
from app.services.interview_signing import PrintForSignature, SignInterview, print_for_signature, sign_interview
from app.services.interview_standing import AnswerFrozen
from app.services.office import Office
from tests.little_office import HEAD, at_desk
from tests.services.test_interview_signing import TODAY, persons_answers, workers_answers
from tests.visits import answer, finished, leave_out, printed_text, stored, visit

Visit = tuple[Office, Interview]
PENAL = "Jestem świadomy odpowiedzialności karnej za złożenie fałszywego oświadczenia."
ASSETS: dict[Key, Value] = {
    ("z3_place", 0): "Wola Przedborska",
    ("z3_date", 0): "2026-11-12",
    ("z3_name", 0): "Anna Wiśniewska",
    ("z3_address", 0): "Wola Przedborska 14",
    ("z3_birth_date", 0): "1992-03-14",
    ("z3_birth_place", 0): "Radomsko",
    ("z3_scope", 0): "own",
    ("z3_car_type", 0): "Fiat Punto",
    ("z3_car_year", 0): 2004,
    ("z3_car_value", 0): 150_000,
}
ELECTRONIC: dict[Key, Value] = {
    ("all_carrier", 0): "electronic",
    ("z2_entity", 0): "M-GOPS w Przedborzu",
    ("z2_person_name", 0): "Anna Wiśniewska",
    ("z2_signature_no", 0): "EW/2026/000123",
    ("z2_interview_date", 0): "2026-11-12",
    ("z2_place", 0): "Wola Przedborska",
    ("z2_date", 0): "2026-11-12",
}


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Visit]:
    with visit(tmp_path) as made:
        yield made


def words(pdf: bytes) -> str:
    return " ".join(printed_text(pdf).split())


def correct(office: Office, interview: Interview, field_id: str, value: Value) -> None:
    right = (Right(field_id, 0, to_json(value)),)
    correct_answers(office, CorrectAnswers(interview.id, right, "pomyłka w roczniku"))


def test_a_declaration_of_assets_is_printed_signed_and_closed_with_the_persons_part(held: Visit) -> None:
    office, interview = held
    answer(office, interview.id, {**persons_answers(), **ASSETS})
    leave_out(office, interview.id)
    told = words(print_for_signature(office, PrintForSignature(interview.id)).pdf)
    for part in ("Oświadczenie o stanie majątkowym", "Fiat Punto", "1 500,00", PENAL):
        assert part.replace(" ", " ") in told.replace("\u00a0", " ")
    signed = sign_interview(office, SignInterview(stored(office, interview.id), TODAY)).value
    with pytest.raises(AnswerFrozen):
        answer(office, signed.id, {("z3_car_year", 0): 2005})
    correct(office, signed, "z3_car_year", 2005)
    view = open_interview(office, OpenInterview(signed.id))
    assert view.answers["z3_car_year", 0] == 2005
    assert "Z3" in view.closed.segments


def test_a_declaration_that_is_brought_later_is_closed_with_the_plan(held: Visit) -> None:
    office, interview = held
    answer(office, interview.id, persons_answers())
    leave_out(office, interview.id)
    sign_interview(office, SignInterview(stored(office, interview.id), TODAY))
    answer(office, interview.id, {**workers_answers(), **ASSETS})
    over = finish_interview(office, FinishInterview(interview.id)).value
    approved = approve_plan(at_desk(office, HEAD), ApprovePlan(over, APPROVED, TODAY)).value
    view = open_interview(office, OpenInterview(approved.id))
    assert "Z3" in view.closed.segments
    assert not view.strays
    correct(office, approved, "z3_car_year", 2005)
    told = words(print_interview(office, PrintInterview(approved.id)))
    assert "było „2004”, jest „2005”." in told
    assert PENAL in told
    newest = open_interview(office, OpenInterview(approved.id)).closed.corrections[-1].seal
    assert check_print(office, CheckPrint(approved.id, newest)).verdict is PrintVerdict.AGREES


def test_an_annex_that_nobody_wrote_on_is_neither_printed_nor_closed(held: Visit) -> None:
    office, interview = held
    over = sign_interview(office, SignInterview(finished(office, interview.id), TODAY)).value
    assert PENAL not in words(print_interview(office, PrintInterview(over.id)))
    assert "Z3" not in open_interview(office, OpenInterview(over.id)).closed.segments


def test_the_statement_on_an_electronic_interview_carries_the_ministrys_number(held: Visit) -> None:
    office, interview = held
    gaps = {("all_place_kind", 0): "residence", ("all_ward_kind", 0): "no", ("all_informed_art109", 0): True}
    over = finished(office, interview.id, {**ELECTRONIC, **gaps})  # type: ignore[dict-item]
    told = words(print_interview(office, PrintInterview(over.id)))
    assert "Oświadczenie o przeprowadzeniu rodzinnego wywiadu środowiskowego w postaci elektronicznej" in told
    assert "EW/2026/000123" in told
    signed = sign_interview(office, SignInterview(over, TODAY)).value
    assert "Z2" in open_interview(office, OpenInterview(signed.id)).closed.segments
