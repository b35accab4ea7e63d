"""What the interview offers to the reasons of a decision."""

from pathlib import Path

from app.domain.interview_sentences import FAMILY
from app.services.interview_reasons import FindReasons, find_reasons
from app.services.interviews import AddVisit, add_visit
from tests.visits import KITCHEN, answer, finished, visit


def test_before_the_interview_is_finished_nothing_is_offered(tmp_path: Path) -> None:
    with visit(tmp_path) as (office, interview):
        answer(office, interview.id, {("p1i_diagnosis", 0): "Jeszcze piszę."})
        assert find_reasons(office, FindReasons(interview.case_id)) is None


def test_the_diagnosis_the_needs_and_what_was_ticked_are_offered(tmp_path: Path) -> None:
    with visit(tmp_path) as (office, interview):
        finished(office, interview.id)
        found = find_reasons(office, FindReasons(interview.case_id))
        assert found is not None
        assert found.held_on == KITCHEN.date()
        assert found.diagnosis == "Brak pracy i dochodu matki. Dzieci zadbane. Wnioskuję o zasiłek okresowy."
        assert found.needs == "Pieniądze na żywność i opał do czasu znalezienia pracy."
        assert [each.code for each in found.told] == [FAMILY], "segments that were left out say nothing"
        assert "Anna Wiśniewska (34\u00a0lata)" in found.told[0].text


def test_a_relative_of_article_103_does_not_speak_for_the_applicant(tmp_path: Path) -> None:
    with visit(tmp_path) as (office, interview):
        finished(office, interview.id)
        relative = add_visit(office, AddVisit(interview.case_id, "II")).value
        assert relative.is_with_relative
        found = find_reasons(office, FindReasons(interview.case_id))
        assert found is not None
        assert found.diagnosis.startswith("Brak pracy")
