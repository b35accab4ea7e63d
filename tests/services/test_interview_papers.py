"""Papers, certificates and written addresses flow from the files into the form and back; nothing is typed twice."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.answers import Key, Value
from app.domain.case_course import PaperKind
from app.domain.cases import Direction, Document
from app.domain.interview_comparison import proposals
from app.domain.interview_papers import Certificate, read_certificate
from app.domain.interviews import Interview
from app.domain.persons import Address, AddressKind
from app.domain.problems import Missing
from app.domain.records import RecordId, new_id
from app.services.documents import AddDocument, add_document
from app.services.households import address_on
from app.services.interview_address_offers import read_line
from app.services.interview_closing import FinishInterview, finish_interview
from app.services.interview_offer import Obstacle, Offer, OfferCode
from app.services.interview_reading import OpenInterview, open_interview
from app.services.interview_taking import ListOffers, TakeOver, list_offers, take_over
from app.services.interviews import AddVisit, add_visit
from app.services.office import Office
from tests.services.test_interview_taking import IN_STEP
from tests.visits import KITCHEN, answer, complete_answers, leave_out, visit

Visit = tuple[Office, Interview]
CERTIFIED: dict[Key, Value] = {
    ("p1f_d_name", 0): "Anna Wiśniewska",
    ("p1f_d_group", 0): "stopień umiarkowany",
    ("p1f_d_cert_issuer", 0): "PZON w Radomsku",
    ("p1f_d_cert_no", 0): "PZ.8321.12.2024",
    ("p1f_d_cert_date", 0): "2024-03",
}


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Visit]:
    with visit(tmp_path) as made:
        yield made


def ended(held: Visit, changes: Mapping[Key, Value]) -> dict[OfferCode, Offer]:
    office, interview = held
    answer(office, interview.id, {**complete_answers(), **IN_STEP, **changes})
    leave_out(office, interview.id, "B C D E G" if ("p1f_d_name", 0) in changes else "B C D E F G")
    finish_interview(office, FinishInterview(interview.id, accepts_gaps=True))
    return offered(office, interview)


def offered(office: Office, interview: Interview) -> dict[OfferCode, Offer]:
    return {each.code: each for each in list_offers(office, ListOffers(interview.id))}


def papers(office: Office, interview: Interview) -> list[Document]:
    with office.reading() as file:
        return [each for each in file.find(Document, case_id=interview.case_id) if each.direction is Direction.IN]


def address(office: Office, interview: Interview, kind: AddressKind) -> Address | None:
    with office.reading() as file:
        return address_on(file, interview.person_id, KITCHEN.date(), kind)


def lodge(office: Office, person_id: RecordId, kind: AddressKind) -> None:
    """Another address of the person, already in the files."""
    with office.work("Adres") as work:
        known = Address(id=new_id(), person_id=person_id, kind=kind, street="Rynek", locality="Przedbórz")
        work.add(replace(known, house="1", postal_code="97-570"))
        work.commit()


def proposed(office: Office, interview: Interview) -> dict[Key, Value]:
    return proposals(open_interview(office, OpenInterview(interview.id)).filling)


# -- certificates ------------------------------------------------------------------------------------------------


def test_a_certificate_becomes_a_paper_of_the_person_and_comes_back_next_time(held: Visit) -> None:
    office, interview = held
    found = ended(held, CERTIFIED)[OfferCode.DISABILITY]
    words = "Orzeczenie o niepełnosprawności: stopień umiarkowany, Organ: PZON w Radomsku; nr PZ.8321.12.2024, 03.2024"
    assert (found.name, found.before, found.now) == ("Anna Wiśniewska", "", words)
    take_over(office, TakeOver(interview.id, (found,)))
    (paper,) = [each for each in papers(office, interview) if each.kind == PaperKind.DISABILITY]
    assert (paper.person_id, paper.dated_on) == (interview.person_id, date(2024, 3, 1))
    assert OfferCode.DISABILITY not in offered(office, interview), "once is enough"
    again = add_visit(office, AddVisit(interview.case_id, "I")).value
    known = proposed(office, again)
    assert {key: known[key] for key in CERTIFIED} == CERTIFIED
    assert known["all_doc_type", 0] == "6"
    assert known["all_doc_person", 0] == "Anna Wiśniewska"


def test_an_issuer_written_with_a_semicolon_is_the_same_issuer(held: Visit) -> None:
    office, interview = held
    ended(held, CERTIFIED | {("p1f_d_cert_issuer", 0): "PZON; Radomsko"})
    offer = offered(office, interview)[OfferCode.DISABILITY]
    take_over(office, TakeOver(interview.id, (offer,)))
    assert OfferCode.DISABILITY not in offered(office, interview)


def test_another_degree_is_shown_beside_the_one_on_file(held: Visit) -> None:
    office, interview = held
    found = ended(held, CERTIFIED)[OfferCode.DISABILITY]
    take_over(office, TakeOver(interview.id, (found,)))
    again = add_visit(office, AddVisit(interview.case_id, "I")).value
    answer(office, again.id, {**complete_answers(), **IN_STEP, **CERTIFIED, ("p1f_d_group", 0): "stopień znaczny"})
    leave_out(office, again.id, "B C D E G")
    finish_interview(office, FinishInterview(again.id, accepts_gaps=True))
    changed = offered(office, again)[OfferCode.DISABILITY]
    assert "stopień umiarkowany" in changed.before
    assert "stopień znaczny" in changed.now


@given(st.builds(Certificate, *[st.text("abc ąż.12/-", max_size=12).map(str.strip)] * 3))
def test_a_certificate_is_read_back_as_it_was_written(said: Certificate) -> None:
    assert read_certificate(said.title, said.note) == said


def test_a_note_in_own_words_stays_out_of_the_boxes() -> None:
    assert read_certificate("Orzeczenie o niepełnosprawności", "ksero w teczce") == Certificate()


# -- evidence ----------------------------------------------------------------------------------------------------


def test_papers_of_the_case_stand_in_the_list_of_evidence(held: Visit) -> None:
    office, interview = held
    for kind, note in ((PaperKind.ASSETS_STATEMENT, ""), (PaperKind.LABOUR_OFFICE, "PUP Radomsko, 114/2026")):
        add_document(office, AddDocument(case_id=interview.case_id, kind=kind, note=note, dated_on=date(2026, 11, 4)))
    known = proposed(office, interview)
    assert [known["all_doc_type", row] for row in (0, 1)] == ["20", "13"]
    assert known["all_doc_reference", 1] == "PUP Radomsko, 114/2026, z 04.11.2026"
    answer(office, interview.id, {("all_doc_type", 0): "20"})
    assert ("all_doc_type", 1) not in proposed(office, interview), "a list that was begun is left alone"


def test_evidence_that_the_case_lacks_is_offered_to_it_once(held: Visit) -> None:
    office, interview = held
    seen: dict[Key, Value] = {
        ("all_doc_type", 0): "20",
        ("all_doc_type", 1): "1",
        ("all_doc_type", 2): "13",
        ("all_doc_reference", 2): "PUP Radomsko, 114/2026",
        ("all_doc_person", 2): "Anna Wiśniewska",
    }
    ended(held, seen)
    found = [each for each in list_offers(office, ListOffers(interview.id)) if each.code is OfferCode.DOCUMENT]
    assert [each.now.split(",")[0] for each in found] == [
        "Oświadczenie o stanie majątkowym",
        "Decyzja starosty o statusie bezrobotnego albo oświadczenie o pozostawaniu bezrobotnym lub poszukującym pracy",
    ], "an identity document is only noted in the interview"
    take_over(office, TakeOver(interview.id, tuple(found)))
    kinds = {each.kind for each in papers(office, interview)}
    assert {PaperKind.ASSETS_STATEMENT, PaperKind.LABOUR_OFFICE} <= kinds
    assert OfferCode.DOCUMENT not in offered(office, interview)


def test_a_paper_of_another_case_or_person_is_not_written(held: Visit) -> None:
    office, interview = held
    ended(held, {})
    for paper in (
        Document(id=new_id(), case_id=new_id(), kind="other"),
        Document(id=new_id(), case_id=interview.case_id, person_id=new_id(), kind="other"),
    ):
        offer = Offer(code=OfferCode.DOCUMENT, name="", before="", now="", changes=((None, paper),))
        with pytest.raises(Missing):
            take_over(office, TakeOver(interview.id, (offer,)))


# -- written addresses -------------------------------------------------------------------------------------------


def test_an_address_for_letters_flows_back_and_replaces_the_old_one_from_that_day(held: Visit) -> None:
    office, interview = held
    lodge(office, interview.person_id, AddressKind.CORRESPONDENCE)
    known = proposed(office, interview)
    assert known["p1a_corr_address", 0] == "Rynek 1, 97-570 Przedbórz"
    found = ended(held, {("p1a_corr_address", 0): "ul. Polna 4 m. 2, 97-500 Radomsko"})[OfferCode.CORRESPONDENCE]
    assert (found.before, found.now) == ("Rynek 1, 97-570 Przedbórz", "ul. Polna 4 m. 2, 97-500 Radomsko")
    take_over(office, TakeOver(interview.id, (found,)))
    now = address(office, interview, AddressKind.CORRESPONDENCE)
    assert now is not None
    assert (now.lines, now.from_on) == (("ul. Polna 4 m. 2", "97-500 Radomsko"), KITCHEN.date())
    assert OfferCode.CORRESPONDENCE not in offered(office, interview)


def test_where_a_homeless_person_stays_is_known_again(held: Visit) -> None:
    office, interview = held
    lodge(office, interview.person_id, AddressKind.STAY)
    assert proposed(office, interview)["p1a_addr_homeless_stay_place", 0] == "Rynek 1, 97-570 Przedbórz"
    found = ended(held, {("p1a_addr_homeless_stay_place", 0): "ogrzewalnia przy dworcu"})[OfferCode.STAY]
    assert found.obstacle is Obstacle.UNREAD
    assert found.now == "ogrzewalnia przy dworcu"


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("ul. Polna 4 m. 2, 97-500 Radomsko", ("ul. Polna", "Radomsko", "", "4", "2", "97-500")),
        ("ul. Polna 4/2, 97-500 Radomsko", ("ul. Polna", "Radomsko", "", "4", "2", "97-500")),
        ("Wola Przedborska 14, 97-570 Przedbórz", ("", "Wola Przedborska", "Przedbórz", "14", "", "97-570")),
        ("Żeleźnica 7a, 97-525 Żeleźnica", ("", "Żeleźnica", "", "7a", "", "97-525")),
        ("os. 1000-lecia 3 m. 12, 97-500 Radomsko", ("os. 1000-lecia", "Radomsko", "", "3", "12", "97-500")),
        ("ul. Polna 4 lok. 2, 97-500 Radomsko", ("ul. Polna", "Radomsko", "", "4", "2", "97-500")),
        ("ul. Polna 4, lokal 2, 97-500 Radomsko", ("ul. Polna", "Radomsko", "", "4", "2", "97-500")),
        ("ul. 3 Maja 4 A m.2, 97-500 Radomsko", ("ul. 3 Maja", "Radomsko", "", "4 A", "2", "97-500")),
    ],
)
def test_an_address_in_one_line_is_read_as_an_envelope_says_it(line: str, place: tuple[str, ...]) -> None:
    read = read_line(line)
    assert read is not None
    names = ("street", "locality", "post_town", "house", "flat", "postal_code")
    assert tuple(read[name] for name in names) == place


@pytest.mark.parametrize(
    "line",
    [
        "",
        "u córki",
        "ul. Polna 4, Radomsko",
        "skr. poczt., 97-500 Radomsko",
        "ul. Polna 4 od podwórza, 97-500 Radomsko",
    ],
)
def test_what_is_no_address_is_not_guessed(line: str) -> None:
    assert read_line(line) is None
