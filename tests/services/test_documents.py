"""Papers of a case: kept for ever, written from the case, delivered in seconds."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from app.domain.case_course import Closing, EventKind, PaperKind
from app.domain.cases import AlreadyClosed, Direction, Document
from app.domain.deadlines import DeadlineKind
from app.domain.deliveries import Channel, Delivery
from app.domain.offices import Setting, setting_id
from app.domain.persons import Clerk
from app.domain.records import RecordId, new_id
from app.services.applications import take_application
from app.services.calendars import SetCalendar
from app.services.case_views import OpenCase, open_case
from app.services.cases import CloseCase, close_case
from app.services.documents import (
    LARGEST,
    AddDocument,
    DatedInFuture,
    EmptyFile,
    FileTooLarge,
    NotAPaper,
    NothingKept,
    PicturePages,
    ReadDocument,
    RecordDelivery,
    RemoveDocument,
    ServedTooEarly,
    add_document,
    picture_pages,
    read_document,
    record_delivery,
    remove_document,
)
from app.services.letter_writing import (
    DraftLetter,
    LetterIncomplete,
    ListLetters,
    MakeLetter,
    PrintReportCard,
    draft_letter,
    list_letters,
    make_letter,
    print_report_card,
)
from app.services.office import Office
from app.services.registers import CancelCase, cancel_case
from app.services.reports import TakeReport, take_report
from tests.little_decision import issued, ready_case, rewrite, view_of
from tests.little_office import HEAD, WORKER, annas_application

MORE_SETTINGS = {
    "office_name_genitive": "Miejsko-Gminnego Ośrodka Pomocy Społecznej w Przedborzu",
    "data_officer": "iod@mgops.example",
    "court": "Wojewódzkiego Sądu Administracyjnego w Łodzi",
}


@pytest.fixture
def case_id(office: Office) -> RecordId:
    with office.work("Ustawienia") as work:
        work.add_all([Setting(id=setting_id(name), name=name, value=value) for name, value in MORE_SETTINGS.items()])
        work.commit()
    return take_application(office, annas_application(missing="zaświadczenie z urzędu pracy")).value.case.id


def on(office: Office, month: int, day: int) -> Office:
    return replace(office, calendar=SetCalendar(datetime(2026, month, day, 9, 12)))


def test_the_protocol_of_an_oral_application_is_made_and_kept(office: Office, case_id: RecordId) -> None:
    document = make_letter(office, MakeLetter(case_id, "oral_application_protocol")).value
    assert (document.direction, document.template) == (Direction.OWN, "oral_application_protocol")
    read = read_document(office, ReadDocument(document.id))
    assert read.content.startswith(b"%PDF")
    assert (len(read.pages), read.document) == (document.pages, document)
    sharp = picture_pages(office, PicturePages(read.content, 300.0))
    assert abs(sharp[0].width - 2480) <= 1
    assert len(sharp) == document.pages
    (paper,) = open_case(office, OpenCase(case_id)).papers
    assert paper.document.title == "Protokół przyjęcia wniosku ustnego"
    course = {line.event.kind for line in open_case(office, OpenCase(case_id)).course}
    assert course == {EventKind.PAPER_MADE, EventKind.ORAL_APPLICATION}


def test_a_village_without_streets_is_printed_without_ul(office: Office, case_id: RecordId) -> None:
    import pypdfium2

    document = make_letter(office, MakeLetter(case_id, "oral_application_protocol")).value
    pdf = pypdfium2.PdfDocument(read_document(office, ReadDocument(document.id)).content)
    text = "\n".join(page.get_textpage().get_text_range() for page in pdf)
    pdf.close()
    assert "Wola Przedborska 14, 97-570 Przedbórz" in text
    assert "ul. Wola" not in text
    assert "Pani Anna Wiśniewska wniosła ustnie" in text
    assert "Zofia Wiśniewska" in text


def test_the_notice_is_posted_and_served(office: Office, case_id: RecordId) -> None:
    wednesday = on(office, 11, 4)
    notice = make_letter(wednesday, MakeLetter(case_id, "notice_of_proceedings")).value
    assert notice.direction is Direction.OUT
    person_id = open_case(office, OpenCase(case_id)).person.id
    sent = record_delivery(
        wednesday, RecordDelivery(document_id=notice.id, person_id=person_id, sent_on=date(2026, 11, 4))
    ).value
    monday = on(office, 11, 9)
    served = RecordDelivery(
        document_id=notice.id,
        person_id=person_id,
        channel=Channel.POST_RECEIPT,
        sent_on=date(2026, 11, 4),
        served_on=date(2026, 11, 9),
        before=sent,
    )
    delivery = record_delivery(monday, served).value
    assert (delivery.id, delivery.served_on) == (sent.id, date(2026, 11, 9))
    event = open_case(monday, OpenCase(case_id)).course[0].event
    assert (event.kind, event.text) == (
        EventKind.DELIVERED,
        "Zawiadomienie o wszczęciu postępowania (9\u00a0listopada 2026\u00a0r.)",
    )
    with office.reading() as file:
        assert file.count(Delivery) == 1


def test_a_paper_cannot_bear_a_day_to_come(office: Office, case_id: RecordId) -> None:
    for wrong in (date(2026, 11, 4), date.max):
        with pytest.raises(DatedInFuture):
            add_document(office, AddDocument(case_id=case_id, kind=PaperKind.APPEAL, dated_on=wrong))
    assert add_document(office, AddDocument(case_id=case_id, dated_on=date(1986, 5, 2))).value.dated_on == date(
        1986, 5, 2
    )


def test_a_day_of_service_must_be_possible(office: Office, case_id: RecordId) -> None:
    notice = make_letter(office, MakeLetter(case_id, "notice_of_proceedings")).value
    asked = RecordDelivery(document_id=notice.id, person_id=new_id(), sent_on=date(2026, 11, 3))
    for wrong in (
        replace(asked, served_on=date(2026, 11, 2)),
        replace(asked, served_on=date(2026, 11, 4)),
        replace(asked, sent_on=date(2026, 11, 4)),
        replace(asked, sent_on=None, served_on=date(2026, 1, 1)),
        replace(asked, sent_on=None, served_on=date.min),
    ):
        with pytest.raises(ServedTooEarly):
            record_delivery(office, wrong)
    with office.work("Bez sprawy") as work:
        loose = Document(id=new_id())
        work.add(loose)
        work.commit()
    with pytest.raises(NothingKept):
        record_delivery(office, replace(asked, document_id=loose.id))


def test_a_letter_that_lacks_a_fact_is_shown_but_not_made(office: Office, case_id: RecordId) -> None:
    shown = draft_letter(office, DraftLetter(case_id, "summons_to_complete"))
    assert "braki, które trzeba usunąć" in shown.missing
    assert len(shown.pages) == 1
    with pytest.raises(LetterIncomplete) as raised:
        make_letter(office, MakeLetter(case_id, "summons_to_complete"))
    assert raised.value.facts["letter"] == "Wezwanie do usunięcia braków formalnych wniosku"
    more = {"days": 7, "defects": ({"what": "podpisanie wniosku", "basis": "art. 63 § 3 KPA"},)}
    assert not draft_letter(office, DraftLetter(case_id, "summons_to_complete", more)).missing
    assert make_letter(office, MakeLetter(case_id, "summons_to_complete", more)).value.kind == PaperKind.SUMMONS


def test_the_folder_prints_its_papers_and_its_course(office: Office, case_id: RecordId) -> None:
    make_letter(office, MakeLetter(case_id, "oral_application_protocol"))
    shown = draft_letter(office, DraftLetter(case_id, "case_contents"))
    assert not shown.missing
    assert shown.template.id == "case_contents"


def test_the_menu_has_no_decisions_and_no_forms_of_other_screens(office: Office) -> None:
    letters = [letter.id for letter in list_letters(office, ListLetters())]
    assert len(letters) >= 60
    assert not [each for each in letters if each.startswith("decision_")]
    assert not {"third_party_report_card", "case_contents"} & set(letters)


def test_a_paper_that_came_in_is_filed_with_its_day(office: Office, case_id: RecordId) -> None:
    letter = make_letter(office, MakeLetter(case_id, "oral_application_protocol")).value
    content = read_document(office, ReadDocument(letter.id)).content
    asked = AddDocument(
        case_id=case_id, kind=PaperKind.LABOUR_OFFICE, dated_on=date(2026, 11, 2), content=content,
        media_type="application/pdf",
    )  # fmt: skip
    paper = add_document(office, asked).value
    assert (paper.pages, paper.kind) == (letter.pages, "labour_office")
    folder = add_document(office, AddDocument(case_id=case_id, kind=PaperKind.ASSETS_STATEMENT)).value
    assert folder.dated_on == date(2026, 11, 3)
    with pytest.raises(NothingKept):
        read_document(office, ReadDocument(folder.id))
    remove_document(office, RemoveDocument(folder))
    assert len(open_case(office, OpenCase(case_id)).papers) == 2


@pytest.mark.parametrize(
    ("content", "media_type", "problem"),
    [
        (b"", "application/pdf", EmptyFile),
        (b"MZ", "application/x-msdownload", NotAPaper),
        (b"0" * (LARGEST + 1), "image/png", FileTooLarge),
    ],
)
def test_what_cannot_be_kept_is_refused(
    office: Office, case_id: RecordId, content: bytes, media_type: str, problem: type[Exception]
) -> None:
    with pytest.raises(problem):
        add_document(office, AddDocument(case_id=case_id, content=content, media_type=media_type))


def test_a_closed_case_takes_no_more_papers(office: Office, case_id: RecordId) -> None:
    cancel_case(office, CancelCase(open_case(office, OpenCase(case_id)).case, "pomyłka"))
    with pytest.raises(AlreadyClosed):
        add_document(office, AddDocument(case_id=case_id))
    with pytest.raises(AlreadyClosed):
        make_letter(office, MakeLetter(case_id, "notice_of_proceedings"))


def test_the_card_of_a_report_keeps_a_withheld_name_out(office: Office, case_id: RecordId) -> None:
    import pypdfium2

    assert case_id
    report = take_report(
        office,
        TakeReport(
            received_on=date(2026, 11, 3),
            about="Henryk Łuczak",
            facts="Nie ma opału.",
            reporter_kind="neighbour",
            reporter="Jan Sąsiad",
            is_reporter_withheld=True,
            is_urgent=True,
        ),
    ).value
    card = print_report_card(office, PrintReportCard(report.id))
    assert not card.missing
    pdf = pypdfium2.PdfDocument(card.content)
    text = pdf[0].get_textpage().get_text_range()
    pdf.close()
    assert "sąsiad (dane zastrzeżone)" in text
    assert "Jan Sąsiad" not in text


def test_an_appeal_opens_a_closed_case_again_and_its_clock_runs(office: Office) -> None:
    decision = issued(office, ready_case(office))
    assert decision.document_id is not None
    delivery = RecordDelivery(
        document_id=decision.document_id, person_id=decision.person_id, served_on=date(2026, 11, 23)
    )
    record_delivery(office, delivery)
    case = open_case(office, OpenCase(decision.case_id)).case
    close_case(office, CloseCase(case, Closing.SETTLED))
    clocks = open_case(office, OpenCase(case.id)).clocks
    assert [clock.deadline.kind for clock in clocks] == [DeadlineKind.APPEAL]
    with pytest.raises(AlreadyClosed):
        add_document(office, AddDocument(case_id=case.id, kind=PaperKind.LETTER))
    add_document(office, AddDocument(case_id=case.id, kind=PaperKind.APPEAL, dated_on=date(2026, 11, 23)))
    view = open_case(office, OpenCase(case.id))
    assert view.case.closed_on is None
    assert [clock.deadline.kind for clock in view.clocks] == [DeadlineKind.APPEAL_FORWARDING]
    assert [(line.event.kind, line.event.text) for line in view.course if line.event.kind == EventKind.REOPENED] == [
        (EventKind.REOPENED, "Wpłynęło odwołanie.")
    ]


def test_an_appeal_opens_no_case_that_was_cancelled_as_a_mistake(office: Office, case_id: RecordId) -> None:
    cancel_case(office, CancelCase(open_case(office, OpenCase(case_id)).case, "Podwójny wpis."))
    with pytest.raises(AlreadyClosed):
        add_document(office, AddDocument(case_id=case_id, kind=PaperKind.APPEAL))


def test_case_and_decision_tell_the_same_of_finality(office: Office) -> None:
    with office.work("Sąd") as work:
        work.add(Setting(id=setting_id("court"), name="court", value=MORE_SETTINGS["court"]))
        work.commit()
    decision = issued(office, ready_case(office), without_reasons=True, is_granted_in_full=True)
    assert decision.document_id is not None
    paper_id, today = decision.document_id, date(2026, 11, 23)
    record_delivery(office, RecordDelivery(document_id=paper_id, person_id=decision.person_id, served_on=today))
    of_case, of_decision = open_case(office, OpenCase(decision.case_id)).finality, view_of(office, decision).finality
    assert of_case == of_decision
    assert of_case is not None
    assert (of_case.appeal, of_case.final_from_on) == (None, date(2026, 11, 23))


def test_letters_of_the_authority_are_signed_by_whoever_is_authorised_today(office: Office, case_id: RecordId) -> None:
    more = {"days": 7, "defects": ({"what": "podpisanie wniosku", "basis": "art. 63 § 3 KPA"},)}
    asked = DraftLetter(case_id, "summons_to_complete", more)
    assert draft_letter(office, asked).missing == ()
    for lacking in ({"authorised_from_on": None}, {"signs_for": ""}, {"is_active": False}):
        rewrite(office, Clerk, HEAD.id, **lacking)
        assert draft_letter(office, asked).missing == ("osoba podpisująca", "stanowisko osoby podpisującej")
        rewrite(office, Clerk, HEAD.id, **{name: getattr(HEAD, name) for name in lacking})
    rewrite(office, Clerk, HEAD.id, authorised_to_on=date(2026, 11, 2))
    rewrite(office, Clerk, WORKER.id, signs_for="z up. Burmistrza", authorised_from_on=date(2026, 1, 1))
    assert draft_letter(office, asked).missing == ()
