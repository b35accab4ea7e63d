"""Around a visit: who goes along, what to beware of, and what stays of a visit that came to nothing."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from app.domain.cases import AlreadyClosed, Case, CaseEvent
from app.domain.interviews import Interview, InterviewFinished
from app.domain.roles import NotAllowed
from app.domain.visits import Outcome
from app.services.case_letters import case_values
from app.services.day_plan import PrintDayPlan, print_day_plan
from app.services.interviews import AddVisit, PlanInterview, add_visit, plan_interview
from app.services.letter_writing import DraftLetter, draft_letter
from app.services.office import Office
from app.services.today import AskToday, ask_today
from app.services.visits import (
    AttemptInFuture,
    AttemptUntold,
    Beware,
    BriefVisit,
    LogAttempt,
    WritePrecautions,
    brief_visit,
    log_attempt,
    write_precautions,
)
from tests.little_office import CLERK, HEAD, at_desk
from tests.visits import answer, case_of, finished, printed_text, stored, visit

Visit = tuple[Office, Interview]
AT_TEN = datetime(2026, 11, 12, 9, 30)


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Visit]:
    with visit(tmp_path) as made:
        yield made


def refused(interview: Interview, **more: object) -> LogAttempt:
    asked = LogAttempt(
        interview_id=interview.id,
        at=AT_TEN,
        outcome=Outcome.REFUSED,
        met="brat",
        said="Powiedział, że nikogo nie wpuści.",
        danger="groźby brata",
    )
    return replace(asked, **more)  # type: ignore[arg-type]  # the tests name the fields


def test_who_goes_along_and_what_to_beware_of_is_settled_before_the_visit(held: Visit) -> None:
    office, interview = held
    told = brief_visit(office, BriefVisit(interview.id))
    assert (told.precautions, told.beware, told.attempts) == (None, (), ())
    assert [name for _, name in told.colleagues] == [HEAD.full_name], "who may visit, without the worker's own name"
    request = WritePrecautions(interview.id, None, HEAD.id, is_with_police=True, warning=" duży pies ")
    own = write_precautions(office, request).value
    told = brief_visit(office, BriefVisit(interview.id))
    assert told.second_worker == HEAD.full_name
    assert told.is_with_police
    assert told.beware == (Beware("duży pies"),)
    write_precautions(office, WritePrecautions(interview.id, own, None))
    told = brief_visit(office, BriefVisit(interview.id))
    assert (told.second_worker, told.is_with_police, told.beware) == ("", False, ())


def test_a_warning_written_while_a_form_was_open_is_never_lost(held: Visit) -> None:
    office, interview = held
    write_precautions(office, WritePrecautions(interview.id, None, is_with_police=True, warning="syn z nożem"))
    write_precautions(office, WritePrecautions(interview.id, None))  # opened when there were none, and left empty
    told = brief_visit(office, BriefVisit(interview.id))
    assert (told.is_with_police, told.beware) == (True, (Beware("syn z nożem"),))
    both = write_precautions(office, WritePrecautions(interview.id, None, HEAD.id, warning="duży pies")).value
    assert (both.warning, both.second_worker_id) == ("syn z nożem; duży pies", HEAD.id)


def test_a_failed_visit_stays_as_it_went_and_takes_the_plan_back(held: Visit) -> None:
    office, interview = held
    planned = plan_interview(office, PlanInterview(interview, datetime(2026, 11, 12, 10, 0))).value
    attempt = log_attempt(office, refused(planned)).value
    assert attempt.is_refusal
    assert stored(office, interview.id).planned_at is None
    with office.reading() as file:
        texts = [event.text for event in file.find(CaseEvent, case_id=interview.case_id)]
    assert "Wizyta 12\u00a0listopada 2026\u00a0r. o godz. 9:30: brak zgody na wywiad." in texts
    told = brief_visit(office, BriefVisit(interview.id))
    assert told.attempts == (attempt,)
    assert told.beware == (Beware("groźby brata", date(2026, 11, 12)),)


def test_what_happened_once_is_shown_before_every_further_visit_to_the_family(held: Visit) -> None:
    office, interview = held
    log_attempt(office, refused(interview))
    answer(office, interview.id, {("p1h_safety_incident_desc", 0): "Pies bez kagańca."})
    again = add_visit(office, AddVisit(interview.case_id, "VIII")).value
    texts = {each.text for each in brief_visit(office, BriefVisit(again.id)).beware}
    assert texts == {"groźby brata", "Pies bez kagańca."}


def test_only_what_happened_is_written_and_a_refusal_needs_a_word(held: Visit) -> None:
    office, interview = held
    with pytest.raises(AttemptInFuture):
        log_attempt(office, refused(interview, at=datetime(2026, 11, 12, 10, 1)))
    with pytest.raises(AttemptUntold):
        log_attempt(office, refused(interview, said=" ", danger=""))
    log_attempt(office, refused(interview, outcome=Outcome.NOBODY_HOME, said="", danger="", met=""))
    with pytest.raises(NotAllowed):
        log_attempt(at_desk(office, CLERK), refused(interview))


def test_nothing_is_written_to_a_visit_that_is_over_or_to_a_closed_case(held: Visit) -> None:
    office, interview = held
    finished(office, interview.id)
    with pytest.raises(InterviewFinished):
        log_attempt(office, refused(interview))
    with pytest.raises(InterviewFinished):
        write_precautions(office, WritePrecautions(interview.id, None))
    open_one = add_visit(office, AddVisit(interview.case_id)).value
    with office.work("Koniec") as work:
        case = work.get(Case, interview.case_id)
        work.change(case, replace(case, closed_on=date(2026, 11, 12)))
        work.commit()
    with pytest.raises(AlreadyClosed):
        log_attempt(office, refused(open_one))


def test_the_first_page_and_the_printed_day_say_who_goes_along(held: Visit) -> None:
    office, interview = held
    plan_interview(office, PlanInterview(interview, datetime(2026, 11, 12, 12, 0)))
    write_precautions(office, WritePrecautions(interview.id, None, HEAD.id, is_with_police=True, warning="duży pies"))
    (trip,) = ask_today(office, AskToday()).trips
    assert (trip.second_worker, trip.is_with_police) == (HEAD.full_name, True)
    assert trip.beware == (Beware("duży pies"),)
    paper = printed_text(print_day_plan(office, PrintDayPlan()).content)
    assert "asysta Policji" in paper
    assert HEAD.last_name in paper
    assert "duży pies" not in paper, "a lost sheet must not tell it"


def test_the_note_on_a_failed_visit_is_written_from_what_was_logged(held: Visit) -> None:
    office, interview = held
    lacking = draft_letter(office, DraftLetter(interview.case_id, "failed_visit_note")).missing
    assert any("wizyty, która nie doszła do skutku" in each for each in lacking)
    log_attempt(office, refused(interview))
    with office.reading() as file:
        attempt = case_values(office, file, case_of(office, interview))["attempt"]
    assert (attempt["outcome"], attempt["workers"], attempt["is_refusal"]) == (
        "brak zgody na wywiad",
        "Maria Lis",
        True,
    )
