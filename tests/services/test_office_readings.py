"""How the office reads the silent act: only the head, with a reason, forward; tried before, named in the reasons."""

from dataclasses import replace
from datetime import date

import pytest

from app.domain.cases import Case
from app.domain.decisions import Decision
from app.domain.incomes import Income
from app.domain.offices import Setting, setting_id
from app.domain.readings import DEFAULTS, Question, WrongReading
from app.domain.recalculating import Outcome
from app.domain.records import new_id
from app.domain.roles import NotAllowed
from app.services.applications import take_application
from app.services.cases import CaseFindings, case_findings
from app.services.decision_drafts import RefreshFindings, refresh_findings
from app.services.decision_guards import FindingsOutdated
from app.services.office import Office
from app.services.office_readings import (
    AdoptReading,
    AskReadings,
    ReachesBack,
    TakeBackReading,
    UnreadableReading,
    adopt_reading,
    ask_readings,
    take_back_reading,
)
from app.services.recalculation import ReadingChange, Recalculate, recalculate
from tests.little_decision import WRITTEN, changed, drafted, issued, passed_on, ready_case, view_of
from tests.little_office import HEAD, annas_application, at_desk, case_list

COUNTED = AdoptReading(
    question=Question.OWN_PERIODIC,
    option="counted",
    starts_on=date(2026, 11, 1),
    why="zarządzenie kierownika nr 4/2026",
)
BACKWARD = AdoptReading(
    question=Question.ARREARS, option="backward", starts_on=date(2026, 11, 1), why="opinia radcy prawnego"
)


def add(office: Office, **line: object) -> None:
    """One more line of the applicant's income."""
    with office.work("Dochód") as work:
        case = work.find(Case)[0]
        work.touching(case.household_id)
        work.add(Income(id=new_id(), person_id=case.person_id, evidence="decyzja", **line))  # type: ignore[arg-type]
        work.commit()


def test_only_the_head_adopts_a_reading(office: Office) -> None:
    with pytest.raises(NotAllowed):
        adopt_reading(office, COUNTED)
    with pytest.raises(NotAllowed):
        take_back_reading(office, TakeBackReading(COUNTED.question, COUNTED.starts_on))
    before = ask_readings(office, AskReadings())
    assert {each.about.question.value: each.now.code for each in before.answers} == DEFAULTS
    assert not before.may_set
    after = adopt_reading(at_desk(office, HEAD), COUNTED).value
    (answer,) = (each for each in after.answers if each.about.question is COUNTED.question)
    assert (answer.now.code, answer.rows[0].why, after.may_set) == ("counted", COUNTED.why, True)
    assert ask_readings(office, AskReadings()).answers == after.answers


def test_a_later_reading_ends_the_one_before_and_a_mistake_is_taken_back(office: Office) -> None:
    head = at_desk(office, HEAD)
    adopt_reading(head, COUNTED)
    later = replace(COUNTED, option="left_out", starts_on=date(2027, 1, 1))
    both = adopt_reading(head, later).value
    rows = next(each.rows for each in both.answers if each.about.question is COUNTED.question)
    assert [(row.option.code, row.starts_on, row.ends_on) for row in rows] == [
        ("counted", date(2026, 11, 1), date(2026, 12, 31)),
        ("left_out", date(2027, 1, 1), None),
    ]
    left = take_back_reading(head, TakeBackReading(later.question, later.starts_on)).value
    (row,) = next(each.rows for each in left.answers if each.about.question is COUNTED.question)
    assert (row.option.code, row.ends_on) == ("counted", None)


@pytest.mark.parametrize(
    "wrong", [{"why": ""}, {"option": "sometimes"}, {"starts_on": date(2026, 12, 5)}], ids=["why", "option", "day"]
)
def test_a_wrong_reading_is_refused_and_nothing_is_written(office: Office, wrong: dict[str, object]) -> None:
    with pytest.raises(WrongReading):
        adopt_reading(at_desk(office, HEAD), replace(COUNTED, **wrong))  # type: ignore[arg-type]
    assert all(not each.rows for each in ask_readings(office, AskReadings()).answers)


def test_what_a_newer_program_wrote_is_not_guessed(office: Office) -> None:
    name = "reading.own_periodic"
    with office.work("Nowszy program") as work:
        work.add(
            Setting(id=setting_id(name), name=name, value='[{"option": "halved", "from": "2026-11-01", "why": ""}]')
        )
        work.commit()
    with pytest.raises(UnreadableReading):
        ask_readings(office, AskReadings())


def test_the_reading_enters_the_case_and_the_letter_and_outdates_a_draft(office: Office) -> None:
    """400.00 of the last periodic allowance count: 2469 - 1648 = 821.00, half of it 410.50."""
    case = ready_case(office)
    add(office, kind="periodic_allowance", amount=400_00, received_on=date(2026, 10, 20))
    draft = drafted(office, case)
    assert draft.amount == 610_50
    adopt_reading(at_desk(office, HEAD), COUNTED)
    found = case_findings(office, CaseFindings(case.id))
    assert (found.lowest, found.highest) == (410_50, 821_00)
    with pytest.raises(FindingsOutdated):
        passed_on(office, changed(office, draft, written_reasons=WRITTEN))
    with office.reading() as file:
        now = file.get(Decision, draft.id)
    fresh = refresh_findings(office, RefreshFindings(now)).value
    assert fresh.amount == 610_50
    said = "przyjęto w ośrodku, że zasiłek okresowy otrzymany w miesiącu dochodu wlicza się do dochodu"
    assert said in str(view_of(office, fresh))
    codes = [step.code for step in found.why]
    assert codes.index("income_reading") < codes.index("income_sum_family")


def test_an_issued_decision_keeps_the_reading_it_was_decided_by(office: Office) -> None:
    case = ready_case(office)
    add(office, kind="periodic_allowance", amount=400_00, received_on=date(2026, 10, 20))
    decision = issued(office, case)
    with pytest.raises(ReachesBack) as refused:
        adopt_reading(at_desk(office, HEAD), COUNTED)
    assert refused.value.facts["first"] == date(2026, 12, 1)
    other = replace(COUNTED, question=Question.SPECIAL_LIMIT, option="grant")
    adopt_reading(at_desk(office, HEAD), other)
    adopt_reading(at_desk(office, HEAD), replace(COUNTED, starts_on=date(2026, 12, 1)))
    with office.reading() as file:
        assert file.get(Decision, decision.id) == decision


def test_a_reading_is_tried_on_the_running_decisions(office: Office) -> None:
    """With 400.00 more of income at most 821.00 could be granted, so 900.00 is too much."""
    case = ready_case(office)
    add(office, kind="periodic_allowance", amount=400_00, received_on=date(2026, 10, 20))
    issued(office, case, amount=900_00)
    tried = ReadingChange(replace(COUNTED, starts_on=date(2026, 12, 1)))
    found = recalculate(office, Recalculate(cause=tried, from_month=date(2026, 12, 1)))
    (touched,) = found.touched
    assert (found.looked_at, touched.effect.outcome) == (1, Outcome.LOWERED)
    assert {(row.before, row.after) for row in touched.effect.months} == {(900_00, 821_00)}
    assert all(not each.rows for each in ask_readings(office, AskReadings()).answers)
    adopt_reading(at_desk(office, HEAD), tried.adopted)
    again = recalculate(office, Recalculate(cause=tried, from_month=date(2026, 12, 1)))
    assert again == found


def test_income_is_chosen_from_the_file_as_the_office_reads_it(office: Office) -> None:
    """Arrears paid in November for three months count in October only when read backward."""
    case = ready_case(office)
    add(office, kind="arrears", amount=300_00, received_on=date(2026, 11, 2), months=3)
    before = case_findings(office, CaseFindings(case.id))
    assert all(line.line.kind != "arrears" for line in before.lines)
    adopt_reading(at_desk(office, HEAD), BACKWARD)
    after = case_findings(office, CaseFindings(case.id))
    assert after.income == before.income + 100_00


def test_lower_pay_moves_the_month_of_the_whole_family(office: Office) -> None:
    case = ready_case(office)
    add(office, kind="wage", amount=900_00, received_on=date(2026, 10, 10))
    add(office, kind="wage", amount=100_00, received_on=date(2026, 11, 4))
    assert case_findings(office, CaseFindings(case.id)).income_month == date(2026, 10, 1)
    lower = AdoptReading(
        question=Question.LOST_INCOME, option="lower_pay", starts_on=date(2026, 11, 1), why="zarządzenie nr 4"
    )
    adopt_reading(at_desk(office, HEAD), lower)
    found = case_findings(office, CaseFindings(case.id))
    assert (found.income_month, found.income) == (date(2026, 11, 1), 100_00)


def test_special_allowances_of_one_month_share_their_limit(office: Office) -> None:
    """3 × 823 = 2 469.00 a month; 2 000.00 were granted by another decision of November."""
    with office.work("Spis spraw") as work:
        work.add(case_list("5113", 0, "special_purpose_allowance"))
        work.commit()
    case = ready_case(office, benefit="special_purpose_allowance")
    add(office, kind="wage", amount=2000_00, received_on=date(2026, 10, 10))
    first = issued(office, case, amount=2000_00, reason="7.4,39.fuel")
    assert (first.amount, first.from_month) == (2000_00, date(2026, 11, 1))
    again = annas_application(benefit="special_purpose_allowance", person_id=case.person_id, members=())
    second = take_application(office, replace(again, received_on=date(2026, 11, 23))).value.case
    assert case_findings(office, CaseFindings(second.id)).highest == 469_00
    each = AdoptReading(question=Question.SPECIAL_LIMIT, option="grant", starts_on=date(2026, 12, 1), why="uchwała")
    adopt_reading(at_desk(office, HEAD), each)
    assert case_findings(office, CaseFindings(second.id)).highest == 469_00
    december = case_findings(office, CaseFindings(second.id, date(2026, 12, 1)))
    assert december.highest == 2469_00
