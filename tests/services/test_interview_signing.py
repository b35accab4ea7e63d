"""Two closings: the person's words by a signature, the worker's by the head; before, after, and in the wrong order."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.domain.answers import Key, Value
from app.domain.cases import AlreadyClosed, Case, CaseEvent, Document
from app.domain.interviews import Freeze, Interview, Layer, Signing, freeze_id
from app.domain.roles import NotAllowed
from app.services.households import ReasonNeeded
from app.services.interview_answers import AnswerQuestion, UnknownField, answer_question
from app.services.interview_approval import (
    APPROVED,
    REJECTED,
    WITH_RESERVATIONS,
    ApprovedOutsideVisit,
    ApprovePlan,
    NoPlan,
    SignatureFirst,
    approve_plan,
)
from app.services.interview_checking import CheckPrint, PrintVerdict, check_print
from app.services.interview_closing import (
    FinishInterview,
    InterviewSigned,
    PlanApproved,
    ReopenInterview,
    finish_interview,
    reopen_interview,
)
from app.services.interview_freezing import InterviewIncomplete, InterviewUnfinished
from app.services.interview_printing import PrintInterview, print_interview
from app.services.interview_reading import InterviewView, Lock, OpenInterview, open_interview
from app.services.interview_signing import PrintForSignature, SignInterview, print_for_signature, sign_interview
from app.services.interview_standing import AnswerFrozen
from app.services.interviews import AddVisit, LeaveOutSegment, add_visit, leave_out_segment
from app.services.office import Office
from tests.little_office import CLERK, HEAD, at_desk
from tests.visits import KITCHEN, LEFT_OUT, answer, complete_answers, finished, leave_out, printed_text, stored, visit

Visit = tuple[Office, Interview]
TODAY = KITCHEN.date()


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Visit]:
    with visit(tmp_path) as made:
        yield made


def persons_answers() -> dict[Key, Value]:
    return {key: value for key, value in complete_answers().items() if key[0][:3] not in ("p1i", "p1j")}


def workers_answers() -> dict[Key, Value]:
    return {key: value for key, value in complete_answers().items() if key not in persons_answers()}


def signed_first(office: Office, interview: Interview) -> Interview:
    """At the kitchen table: what the person said is complete and signed, the worker wrote nothing yet."""
    answer(office, interview.id, persons_answers())
    leave_out(office, interview.id)
    return sign_interview(office, SignInterview(stored(office, interview.id), TODAY)).value


def signed(office: Office, interview: Interview) -> Interview:
    return sign_interview(office, SignInterview(finished(office, interview.id), TODAY)).value


def view(office: Office, interview: Interview) -> InterviewView:
    return open_interview(office, OpenInterview(interview.id))


def course(office: Office, interview: Interview) -> str:
    with office.reading() as file:
        return "\n".join(each.text for each in file.find(CaseEvent, case_id=interview.case_id))


def frozen(office: Office, interview: Interview, layer: Layer) -> Freeze:
    with office.reading() as file:
        return file.get(Freeze, freeze_id(interview.id, layer))


def test_the_person_signs_before_the_worker_has_written_anything(held: Visit) -> None:
    office, interview = held
    answer(office, interview.id, persons_answers())
    with pytest.raises(InterviewIncomplete) as caught:
        sign_interview(office, SignInterview(stored(office, interview.id), TODAY))
    assert caught.value.facts["segments"] == ", ".join(LEFT_OUT.split())
    over = signed_first(office, interview)
    assert (over.signed_on, over.finished_at, over.seal) == (TODAY, None, "")
    kept = frozen(office, interview, Layer.PERSON)
    assert (kept.way, kept.frozen_on, bool(kept.seal)) == (Signing.SIGNED, TODAY, True)
    assert view(office, interview).lock is Lock.PARTLY
    assert view(office, interview).clock is None
    with office.reading() as file:
        paper = file.get(Document, kept.document_id or interview.id)
        text = printed_text(file.content(paper.content))
    assert paper.title.endswith("dane od osoby")
    assert kept.seal in text
    assert "Zofia Wiśniewska" in text
    assert "Diagnoza sytuacji" not in text


def test_the_sheet_to_sign_carries_the_seal_that_the_signature_keeps(held: Visit) -> None:
    office, interview = held
    answer(office, interview.id, persons_answers())
    leave_out(office, interview.id)
    sheet = print_for_signature(office, PrintForSignature(interview.id))
    assert not sheet.is_whole
    over = sign_interview(office, SignInterview(stored(office, interview.id), TODAY)).value
    assert frozen(office, interview, Layer.PERSON).seal == sheet.seal
    assert check_print(office, CheckPrint(over.id, sheet.seal)).verdict is PrintVerdict.AGREES
    answer(office, interview.id, workers_answers())
    whole = finish_interview(office, FinishInterview(interview.id)).value
    assert check_print(office, CheckPrint(over.id, whole.seal)).verdict is PrintVerdict.AGREES
    assert check_print(office, CheckPrint(over.id, sheet.seal)).verdict is PrintVerdict.EARLIER
    assert print_for_signature(office, PrintForSignature(interview.id)).is_whole


def test_what_was_signed_is_not_typed_over_and_the_rest_is(held: Visit) -> None:
    office, interview = held
    signed_first(office, interview)
    with pytest.raises(AnswerFrozen) as caught:
        answer_question(office, AnswerQuestion(interview.id, "p1h_needs", 0, '"drewno"'))
    assert caught.value.facts == {"on": TODAY}
    with pytest.raises(AnswerFrozen):
        answer_question(office, AnswerQuestion(interview.id, "p1a_m_name", 3, '"Ktoś jeszcze"'))
    with pytest.raises(AnswerFrozen):
        leave_out_segment(office, LeaveOutSegment(interview.id, "B", is_left_out=False))
    answer(office, interview.id, {**workers_answers(), ("all_place_kind", 0): "residence"})
    over = finish_interview(office, FinishInterview(interview.id, accepts_gaps=True)).value
    assert over.finished_at == KITCHEN
    assert view(office, over).lock is Lock.SIGNED


def test_a_declaration_of_assets_may_be_signed_another_day(held: Visit) -> None:
    office, interview = held
    signed_first(office, interview)
    answer(office, interview.id, {("z3_name", 0): "Anna Wiśniewska"})
    assert view(office, interview).answers["z3_name", 0] == "Anna Wiśniewska"


def test_a_refusal_to_sign_needs_its_words_and_closes_like_a_signature(held: Visit) -> None:
    office, interview = held
    over = finished(office, interview.id)
    with pytest.raises(ReasonNeeded):
        sign_interview(office, SignInterview(over, TODAY, Signing.REFUSED, " "))
    note = "Pani Anna nie zgadza się z opisem mieszkania."
    refused = sign_interview(office, SignInterview(over, TODAY, Signing.REFUSED, note)).value
    assert refused.signed_on == TODAY
    assert (frozen(office, refused, Layer.PERSON).way, frozen(office, refused, Layer.PERSON).note) == ("refused", note)
    assert "Odmowa podpisania wywiadu 12" in course(office, refused)
    assert note in course(office, refused)


def test_illness_is_noted_in_place_of_a_signature(held: Visit) -> None:
    office, interview = held
    over = finished(office, interview.id)
    sign_interview(office, SignInterview(over, TODAY, Signing.UNABLE, "Udar, ręka bezwładna."))
    assert "ze względu na stan zdrowia (§ 6)" in course(office, over)


def test_the_day_beside_the_signature_is_filled_in_and_no_seal_covers_it(held: Visit) -> None:
    office, interview = held
    over = signed(office, interview)
    assert view(office, over).answers["p1h_client_signature_date", 0] == "2026-11-12"
    assert check_print(office, CheckPrint(over.id, over.seal)).verdict is PrintVerdict.AGREES


def test_until_the_head_approves_the_worker_opens_their_own_part_again(held: Visit) -> None:
    office, interview = held
    over = signed(office, interview)
    again = reopen_interview(office, ReopenInterview(over, "dopisać wnioski")).value
    assert (again.finished_at, again.signed_on) == (None, TODAY)
    assert view(office, again).lock is Lock.PARTLY
    with pytest.raises(AnswerFrozen):
        answer(office, again.id, {("p1h_needs", 0): "drewno"})
    answer(office, again.id, {("p1i_diagnosis", 0): "Brak pracy. Wnioskuję o zasiłek okresowy i celowy."})
    second = finish_interview(office, FinishInterview(again.id)).value
    assert second.seal not in ("", over.seal)
    assert check_print(office, CheckPrint(over.id, over.seal)).verdict is PrintVerdict.EARLIER
    assert "Otwarto część pracownika socjalnego: dopisać wnioski" in course(office, second)


def test_the_head_approves_and_nothing_opens_again(held: Visit) -> None:
    office, interview = held
    head = at_desk(office, HEAD)
    over = finished(office, interview.id)
    with pytest.raises(SignatureFirst):
        approve_plan(head, ApprovePlan(over, APPROVED, TODAY))
    over = sign_interview(office, SignInterview(over, TODAY)).value
    for clerk in (office, at_desk(office, CLERK)):
        with pytest.raises(NotAllowed):
            approve_plan(clerk, ApprovePlan(over, APPROVED, TODAY))
    with pytest.raises(ReasonNeeded):
        approve_plan(head, ApprovePlan(over, WITH_RESERVATIONS, TODAY))
    for day in (date(2026, 11, 11), date(2026, 11, 13)):
        with pytest.raises(ApprovedOutsideVisit):
            approve_plan(head, ApprovePlan(over, APPROVED, day))
    words = "Zasiłek najwyżej na trzy miesiące."
    approved = approve_plan(head, ApprovePlan(over, WITH_RESERVATIONS, TODAY, words)).value
    text = printed_text(print_interview(office, PrintInterview(approved.id)))
    assert words in text
    assert approved.seal == over.seal
    assert over.seal in text
    assert check_print(office, CheckPrint(over.id, over.seal)).verdict is PrintVerdict.AGREES
    assert view(office, approved).lock is Lock.APPROVED
    assert view(head, approved).may_approve
    assert not view(office, approved).may_approve
    with pytest.raises(PlanApproved):
        reopen_interview(office, ReopenInterview(approved, "jeszcze coś"))
    with pytest.raises(PlanApproved):
        approve_plan(head, ApprovePlan(approved, APPROVED, TODAY))
    assert "Plan pomocy zatwierdzono 12" in course(office, approved)


def test_a_rejected_plan_goes_back_to_the_worker(held: Visit) -> None:
    office, interview = held
    head = at_desk(office, HEAD)
    over = signed(office, interview)
    back = approve_plan(head, ApprovePlan(over, REJECTED, TODAY, "Brak planu wyjścia z bezrobocia.")).value
    assert (back.finished_at, back.signed_on) == (None, TODAY)
    assert view(office, back).answers["p1j_head_rejection_reason", 0] == "Brak planu wyjścia z bezrobocia."
    with pytest.raises(InterviewUnfinished):
        approve_plan(head, ApprovePlan(back, APPROVED, TODAY))
    answer(office, back.id, {("p1i_additional", 0): "Rejestracja w urzędzie pracy do 20 listopada."})
    again = finish_interview(office, FinishInterview(back.id)).value
    approved = approve_plan(head, ApprovePlan(again, APPROVED, TODAY)).value
    answers = view(office, approved).answers
    assert answers["p1j_head_decision", 0] == APPROVED
    assert answers["p1j_head_rejection_reason", 0] is None
    assert "Plan pomocy odrzucono 12" in course(office, approved)


def test_a_part_without_a_plan_is_closed_by_signature_and_end(held: Visit) -> None:
    office, interview = held
    other = add_visit(office, AddVisit(interview.case_id, "III")).value
    answer(office, other.id, {("p3_conclusions", 0): "Wnioski."})
    with office.reading() as file:
        assert not file.find(Freeze, interview_id=other.id)
    names = [name for name in view(office, other).form.places if name.startswith("p3_")]
    boxes: dict[Key, Value] = {(name, 0): "x" for name in names if view(office, other).form.places[name].field.required}
    answer(office, other.id, boxes)
    for code in ("A", "B"):
        assert view(office, other).form.segment(code) is not None
    over = finish_interview(office, FinishInterview(other.id, accepts_gaps=True)).value
    sealed = sign_interview(office, SignInterview(over, TODAY)).value
    assert view(office, sealed).lock is Lock.APPROVED
    with pytest.raises(InterviewSigned):
        reopen_interview(office, ReopenInterview(sealed, "pomyłka"))
    with pytest.raises(NoPlan):
        approve_plan(at_desk(office, HEAD), ApprovePlan(sealed, APPROVED, TODAY))


def close_case(office: Office, interview: Interview) -> None:
    with office.work("koniec") as work:
        case = work.get(Case, interview.case_id)
        work.change(case, replace(case, closed_on=TODAY, closed_as="settled"))
        work.commit()


def test_in_a_closed_case_nothing_is_opened_signed_or_approved(held: Visit) -> None:
    office, interview = held
    over = finished(office, interview.id)
    close_case(office, over)
    with pytest.raises(AlreadyClosed):
        reopen_interview(office, ReopenInterview(over, "uwaga"))
    with pytest.raises(AlreadyClosed):
        sign_interview(office, SignInterview(over, TODAY))
    assert stored(office, over.id) == over


def test_a_plan_of_a_closed_case_is_not_approved_and_a_verdict_is_one_of_three(held: Visit) -> None:
    office, interview = held
    over = signed(office, interview)
    with pytest.raises(UnknownField):
        approve_plan(at_desk(office, HEAD), ApprovePlan(over, "bogus", TODAY, "słowa"))
    close_case(office, over)
    with pytest.raises(AlreadyClosed):
        approve_plan(at_desk(office, HEAD), ApprovePlan(over, APPROVED, TODAY))


def test_a_clerk_without_the_right_signs_nothing(held: Visit) -> None:
    office, interview = held
    over = finished(office, interview.id)
    with pytest.raises(NotAllowed):
        sign_interview(at_desk(office, CLERK), SignInterview(over, TODAY))
