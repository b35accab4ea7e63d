"""After the signature: a correction beside the earlier answer, on paper and in the check, and what came late."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.answers import to_json
from app.domain.cases import AlreadyClosed, Case, CaseEvent, Document
from app.domain.interviews import Answer, Correction, Interview, answer_id
from app.domain.roles import NotAllowed
from app.services.applications import take_application
from app.services.calendars import SetCalendar
from app.services.exchange.board import ShowExchange, show_exchange
from app.services.households import ReasonNeeded
from app.services.interview_answers import AnswerQuestion, UnknownField, answer_question
from app.services.interview_approval import APPROVED, REJECTED, ApprovePlan, approve_plan
from app.services.interview_checking import CheckPrint, PrintCheck, PrintVerdict, check_print
from app.services.interview_closing import ReopenInterview, reopen_interview
from app.services.interview_corrections import (
    CorrectAnswers,
    HeadsRemarks,
    KeepSigned,
    NotClosedYet,
    NothingCorrected,
    Right,
    UnreadableCorrection,
    correct_answers,
    keep_signed,
)
from app.services.interview_freezing import HeldInFuture
from app.services.interview_printing import PrintInterview, print_interview
from app.services.interview_reading import InterviewView, OpenInterview, open_interview
from app.services.interview_signing import SignedOutsideVisit, SignInterview, sign_interview
from app.services.office import Office
from tests.little_office import CLERK, HEAD, WORKER, annas_application, at_desk
from tests.services.test_interview_signing import TODAY, signed, signed_first
from tests.stations import Station, office_of, settle_everything
from tests.visits import KITCHEN, answer, case_of, finished, printed_text, stored, visit

Visit = tuple[Office, Interview]
WHY = "przestawione cyfry w numerze domu"


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Visit]:
    with visit(tmp_path) as made:
        yield made


def view(office: Office, interview: Interview) -> InterviewView:
    return open_interview(office, OpenInterview(interview.id))


def correct(office: Office, interview: Interview, reason: str = WHY, **answers: object) -> Interview:
    right = tuple(Right(name, 0, to_json(value)) for name, value in answers.items())  # type: ignore[arg-type]
    return correct_answers(office, CorrectAnswers(interview.id, right, reason)).value


def test_a_correction_stands_beside_what_was_signed(held: Visit) -> None:
    office, interview = held
    over = signed(office, interview)
    before = view(office, over).answers["p1h_needs", 0]
    with pytest.raises(ReasonNeeded):
        correct(office, over, " ", p1h_needs="Opał.")
    correct(office, over, p1h_needs="Opał.")
    now = view(office, over)
    assert now.answers["p1h_needs", 0] == "Opał."
    (told,) = now.closed.corrections
    assert (told.before, told.after, told.reason) == (to_json(before), '"Opał."', WHY)
    assert now.names[told.clerk_id or over.id] == "Maria Lis"
    text = " ".join(printed_text(print_interview(office, PrintInterview(over.id))).split())
    assert f"Sprostowano dnia 12 listopada 2026 r. z powodu: {WHY}. Wpis: Maria Lis." in text
    assert f"było „{before}”, jest „Opał.”." in text
    assert told.seal in text
    with office.reading() as file:
        assert file.get(Document, told.document_id or over.id).title.endswith("po sprostowaniu")
        course = [each.text for each in file.find(CaseEvent, case_id=over.case_id)]
    assert f"Sprostowano wywiad (H. Potrzeby i oczekiwania): {WHY}" in course


def test_the_signed_print_stays_good_and_says_what_was_corrected_since(held: Visit) -> None:
    office, interview = held
    over = signed(office, interview)
    sign = case_of(office, over).sign
    correct(office, over, p1h_needs="Opał.")
    newest = view(office, over).closed.corrections[-1].seal
    assert check_print(office, CheckPrint(over.id, newest)).verdict is PrintVerdict.AGREES
    old = check_print(office, CheckPrint(over.id, over.seal))
    assert old == PrintCheck(PrintVerdict.EARLIER, "", sign, 1, TODAY)
    correct(office, over, "jednak nie", p1h_needs="Węgiel.")
    assert check_print(office, CheckPrint(over.id, newest)).corrected == 1
    assert check_print(office, CheckPrint(over.id, over.seal)).corrected == 2


def test_a_correction_that_is_taken_back_still_stands_on_the_print(held: Visit) -> None:
    office, interview = held
    over = signed(office, interview)
    before = view(office, over).answers["p1h_needs", 0]
    correct(office, over, p1h_needs="Opał.")
    correct(office, over, "pomyłka w sprostowaniu", p1h_needs=before)
    now = view(office, over)
    assert now.answers["p1h_needs", 0] == before
    assert now.closed.corrections[-1].seal != over.seal
    assert printed_text(print_interview(office, PrintInterview(over.id))).count("Sprostowano dnia") == 2


def test_only_what_is_closed_is_corrected_and_only_where_it_differs(held: Visit) -> None:
    office, interview = held
    over = signed_first(office, interview)
    with pytest.raises(NotClosedYet):
        correct(office, over, p1i_diagnosis="Inna.")
    with pytest.raises(UnknownField):
        correct(office, over, no_such_box="x")
    with pytest.raises(NothingCorrected):
        correct(office, over, p1h_needs=view(office, over).answers["p1h_needs", 0])
    with pytest.raises(NotAllowed):
        correct(at_desk(office, CLERK), over, p1h_needs="Opał.")
    correct(office, over, p1h_needs="Opał.")
    assert "Diagnoza sytuacji" not in printed_text(_newest_paper(office, over))


def _newest_paper(office: Office, interview: Interview) -> bytes:
    with office.reading() as file:
        newest = max(file.find(Correction, interview_id=interview.id), key=lambda each: each.at)
        return file.content(file.get(Document, newest.document_id or interview.id).content)


def test_the_workers_part_is_corrected_once_the_head_has_approved(held: Visit) -> None:
    office, interview = held
    over = signed(office, interview)
    with pytest.raises(NotClosedYet):
        correct(office, over, p1i_diagnosis="Inna.")
    approved = approve_plan(at_desk(office, HEAD), ApprovePlan(over, APPROVED, TODAY)).value
    correct(office, approved, "pomyłka pisarska", p1i_diagnosis="Inna.")
    assert view(office, approved).answers["p1i_diagnosis", 0] == "Inna."
    text = printed_text(print_interview(office, PrintInterview(over.id)))
    assert "zatwierdzam plan pomocy w całości" in text
    assert "pomyłka pisarska" in text


def test_nothing_is_corrected_in_a_closed_case(held: Visit) -> None:
    office, interview = held
    over = signed(office, interview)
    with office.work("koniec") as work:
        case = work.get(Case, over.case_id)
        work.change(case, replace(case, closed_on=TODAY, closed_as="settled"))
        work.commit()
    with pytest.raises(AlreadyClosed):
        correct(office, over, p1h_needs="Opał.")


def test_nobody_corrects_the_verdict_of_the_head(held: Visit) -> None:
    office, interview = held
    head = at_desk(office, HEAD)
    approved = approve_plan(head, ApprovePlan(signed(office, interview), APPROVED, TODAY)).value
    for desk in (office, head):
        for box in ({"p1j_head_decision": REJECTED}, {"p1j_head_reservations": "x"}, {"p1j_head_date": "2026-11-11"}):
            with pytest.raises(HeadsRemarks):
                correct(desk, approved, **box)
    assert view(office, approved).answers["p1j_head_decision", 0] == APPROVED


@pytest.mark.parametrize(
    ("field_id", "row"),
    [("p1h_needs", -5), ("p1h_needs", 1), ("p1a_m_name", 10**9), ("p1h_needs.zzz.qqq", 0), ("p1h_needs.zzz", 0)],
)
def test_a_box_that_the_form_does_not_have_is_not_corrected(held: Visit, field_id: str, row: int) -> None:
    office, interview = held
    over = signed(office, interview)
    with pytest.raises(UnknownField):
        correct_answers(office, CorrectAnswers(over.id, (Right(field_id, row, '"x"'),), WHY))


def test_a_correction_is_an_answer_of_its_kind_and_its_days_are_in_order(held: Visit) -> None:
    office, interview = held
    over = signed(office, interview)
    for field_id, value in (("p1h_interview_date", "wczoraj"), ("p1h_safety_incident", "może")):
        with pytest.raises(UnreadableCorrection):
            correct(office, over, **{field_id: value})
    with pytest.raises(HeldInFuture):
        correct(office, over, p1h_interview_date="2099-01-01")
    for day in ("2026-11-11", "2099-01-01"):
        with pytest.raises(SignedOutsideVisit):
            correct(office, over, p1h_client_signature_date=day)
    correct(office, over, p1h_interview_date="2026-11-10", p1h_client_signature_date="2026-11-11")
    assert view(office, over).answers["p1h_interview_date", 0] == "2026-11-10"


def test_a_correction_that_was_replaced_does_not_come_back_unseen(held: Visit) -> None:
    office, interview = held
    over = signed(office, interview)
    for needs in ("Opał.", "Żywność."):
        correct(office, over, p1h_needs=needs)
    with office.work("z innego stanowiska") as work:
        there = work.get(Answer, answer_id(over.id, "p1h_needs", 0))
        work.change(there, replace(there, value=to_json("Opał.")))
        work.commit()
    now = view(office, over)
    assert now.answers["p1h_needs", 0] == "Żywność."
    assert [each.came for each in now.strays] == ["Opał."]


# -- two workstations ----------------------------------------------------------------------------------------------


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[Station, Station, Interview]]:
    """The laptop in the kitchen and the desk in the office, both with the whole interview, nobody signed."""
    laptop, desk = office_of(tmp_path, "Laptop", "Biuro")
    for station in (laptop, desk):
        station.calendar = SetCalendar(KITCHEN)
        station.office = replace(station.office, clerk=WORKER, calendar=station.calendar)
    interview = take_application(laptop.office, annas_application()).value.interview
    finished(laptop.office, interview.id)
    desk.load(laptop.send(desk))
    yield laptop, desk, stored(laptop.office, interview.id)
    for station in (laptop, desk):
        station.close()


def reopened_and_typed(desk: Station, interview: Interview, needs: str) -> None:
    """At the other workstation somebody opens the same interview again, unknowing of any signature."""
    again = reopen_interview(desk.later(minutes=5).office, ReopenInterview(stored(desk.office, interview.id), "uwaga"))
    answer(desk.office, again.value.id, {("p1h_needs", 0): needs, ("p1b_exp_gas", 0): 8000})


def test_what_another_workstation_typed_meanwhile_does_not_slip_under_the_signature(
    two: tuple[Station, Station, Interview],
) -> None:
    laptop, desk, interview = two
    told = view(laptop.office, interview).answers["p1h_needs", 0]
    over = sign_interview(laptop.office, SignInterview(interview, TODAY)).value
    reopened_and_typed(desk, interview, "Drewno.")
    settle_everything(laptop, desk)
    assert laptop.digest() == desk.digest()
    for station in (laptop, desk):
        now = view(station.office, interview)
        assert now.answers["p1h_needs", 0] == told
        assert now.answers.get(("p1b_exp_gas", 0)) is None
        came = {(each.field_id, each.came): each for each in now.strays}
        assert set(came) == {("p1h_needs", "Drewno."), ("p1b_exp_gas", 8000)}
        assert came["p1h_needs", "Drewno."].stands == told
        assert came["p1h_needs", "Drewno."].clerk == "Maria Lis"
    loaded = show_exchange(laptop.office, ShowExchange()).loaded
    assert loaded is not None
    (news,) = loaded.interviews
    assert news.late == 2, "the import says so at once"
    with laptop.office.reading() as file:
        disputed = {each.field for each in file.contradictions() if each.kind is Interview}
    assert {"finished_at", "seal"} <= disputed, "the opening again is shown to a person"
    assert check_print(laptop.office, CheckPrint(over.id, over.seal)).verdict is PrintVerdict.EARLIER


def test_a_person_takes_what_came_as_a_correction_or_leaves_what_was_signed(
    two: tuple[Station, Station, Interview],
) -> None:
    laptop, desk, interview = two
    sign_interview(laptop.office, SignInterview(interview, TODAY))
    reopened_and_typed(desk, interview, "Drewno.")
    settle_everything(laptop, desk)
    correct(laptop.later(minutes=1).office, interview, "Pani Anna potwierdziła", p1h_needs="Drewno.")
    keep_signed(laptop.office, KeepSigned(interview.id, (("p1b_exp_gas", 0),)))
    with pytest.raises(NothingCorrected):
        keep_signed(laptop.office, KeepSigned(interview.id, (("p1b_exp_gas", 0),)))
    settle_everything(laptop, desk)
    for station in (laptop, desk):
        now = view(station.office, interview)
        assert not now.strays
        assert now.answers["p1h_needs", 0] == "Drewno."
        assert not now.answers.get(("p1b_exp_gas", 0))
    with desk.office.reading() as file:
        course = " ".join(each.text for each in file.find(CaseEvent, case_id=interview.case_id))
    assert "Nie przyjęto odpowiedzi wpisanych po podpisie na innym stanowisku. B. Gaz: 80,00" in course


def test_two_corrections_of_one_box_meet_as_a_contradiction_and_both_stand_on_paper(
    two: tuple[Station, Station, Interview],
) -> None:
    laptop, desk, interview = two
    sign_interview(laptop.office, SignInterview(interview, TODAY))
    desk.load(laptop.send(desk))
    correct(laptop.later(minutes=1).office, interview, "powód laptopa", p1h_needs="Opał.")
    correct(desk.later(minutes=2).office, interview, "powód biura", p1h_needs="Drewno.")
    settle_everything(laptop, desk)
    for station in (laptop, desk):
        now = view(station.office, interview)
        assert len(now.closed.corrections) == 2
        assert not now.strays
        text = printed_text(print_interview(station.office, PrintInterview(interview.id)))
        assert "powód laptopa" in text
        assert "powód biura" in text
    with laptop.office.reading() as file:
        needs = answer_id(interview.id, "p1h_needs", 0)
        assert needs in {each.id for each in file.contradictions() if each.kind is Answer}
        work_values = {view(each.office, interview).answers["p1h_needs", 0] for each in (laptop, desk)}
    assert len(work_values) == 1, "both show the same until a person decides"


def test_both_sign_and_a_person_sees_that(two: tuple[Station, Station, Interview]) -> None:
    laptop, desk, interview = two
    sign_interview(laptop.later(minutes=1).office, SignInterview(interview, TODAY))
    sign_interview(desk.later(minutes=2).office, SignInterview(stored(desk.office, interview.id), TODAY))
    settle_everything(laptop, desk)
    assert laptop.digest() == desk.digest()
    assert not view(laptop.office, interview).strays
    assert view(desk.office, interview).interview.signed_on == TODAY


def test_a_late_answer_to_an_unsigned_interview_is_an_ordinary_answer(held: Visit) -> None:
    office, interview = held
    answer_question(office, AnswerQuestion(interview.id, "p1h_needs", 0, '"opał"'))
    assert view(office, interview).strays == ()
    assert view(office, interview).answers["p1h_needs", 0] == "opał"
