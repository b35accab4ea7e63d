"""Envelopes name sender and addressee and nothing else; each print of a paper is a line in the course."""

from datetime import date
from typing import Any

import pytest

from app.domain.case_course import PaperKind
from app.domain.cases import Case
from app.domain.persons import Address
from app.services.decisions import NotePrint, note_print
from app.services.documents import AddDocument, add_document
from app.services.letter_writing import MakeLetter, make_letter
from app.services.office import Office
from app.services.paper_posting import NoAddressee, NotePaperPrint, PrintEnvelope, note_paper_print, print_envelope
from tests.little_decision import course, issued, ready_case, words

DELAY: dict[str, Any] = {"cause": "Czekamy na odpowiedź ZUS.", "new_day": date(2026, 12, 14)}
ZUS = ("Zakład Ubezpieczeń Społecznych", "ul. Tysiąclecia 3", "97-500 Radomsko")
ASKED: dict[str, Any] = {
    "addressee": {"lines": ZUS, "in_one_line": ", ".join(ZUS)},
    "months": "październik 2026 r.",
}


@pytest.fixture
def case(office: Office) -> Case:
    return ready_case(office)


@pytest.mark.parametrize("size", ["DL", "C6", "C5"])
def test_an_envelope_goes_to_the_party_and_names_no_case(office: Office, case: Case, size: Any) -> None:
    letter = make_letter(office, MakeLetter(case.id, "delay_notice", DELAY)).value
    envelope = print_envelope(office, PrintEnvelope(letter.id, size))
    said = words(envelope.content)
    assert "Anna Wiśniewska Wola Przedborska 14 97-570 Przedbórz" in said
    assert "Miejsko-Gminny Ośrodek Pomocy Społecznej w Przedborzu" in said
    assert case.sign not in said
    assert "zasił" not in said.lower()
    assert len(envelope.pages) == 1


def test_an_envelope_goes_to_the_body_that_was_written_to(office: Office, case: Case) -> None:
    letter = make_letter(office, MakeLetter(case.id, "zus_request", ASKED)).value
    assert " ".join(ZUS) in words(print_envelope(office, PrintEnvelope(letter.id)).content)
    decision = issued(office, case)
    assert decision.document_id is not None
    assert "Wiśniewska" in words(print_envelope(office, PrintEnvelope(decision.document_id)).content)


def test_nobody_is_written_to_without_an_address(office: Office, case: Case) -> None:
    letter = make_letter(office, MakeLetter(case.id, "delay_notice", DELAY)).value
    came = add_document(office, AddDocument(case_id=case.id, kind=PaperKind.STATEMENT)).value
    with office.work("Adres") as work:
        work.remove(work.find(Address, person_id=case.person_id)[0])
        work.commit()
    for document in (letter, came):
        with pytest.raises(NoAddressee):
            print_envelope(office, PrintEnvelope(document.id))


def test_every_print_is_in_the_course_and_the_second_says_so(office: Office, case: Case) -> None:
    letter = make_letter(office, MakeLetter(case.id, "delay_notice", DELAY)).value
    came = add_document(office, AddDocument(case_id=case.id, kind=PaperKind.STATEMENT)).value
    for _again in range(3):
        note_paper_print(office, NotePaperPrint(letter.id))
    assert note_paper_print(office, NotePaperPrint(came.id)).value is None
    title = "Zawiadomienie o niezałatwieniu sprawy w terminie (23.11.2026)"
    said = [text for _, text in course(office, case) if text.startswith("Wydruk")]
    assert said == [f"Wydruk: {title}", f"Wydruk ponowny: {title}", f"Wydruk ponowny: {title}"]


def test_a_decision_printed_here_and_there_is_a_reprint_all_the_same(office: Office, case: Case) -> None:
    decision = issued(office, case)
    assert decision.document_id is not None
    note_print(office, NotePrint(decision.id))
    note_paper_print(office, NotePaperPrint(decision.document_id))
    said = [text for _, text in course(office, case) if text.startswith("Wydruk")]
    assert said == [f"Wydruk: Decyzja {decision.number}", f"Wydruk ponowny: Decyzja {decision.number}"]
