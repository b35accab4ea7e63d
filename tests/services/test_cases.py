"""The case view: what counts, what is missing, what runs, what is next; with the numbers of the day."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from app.domain.case_course import Closing, EventKind, PaperKind
from app.domain.cases import AlreadyClosed, Case, Document, Stage
from app.domain.decisions import Decision, DecisionState
from app.domain.deliveries import Delivery
from app.domain.findings import NobodyCounted
from app.domain.income_rules import IncompleteIncome
from app.domain.incomes import Income
from app.domain.interviews import Interview
from app.domain.money import AbsurdAmount, NegativeAmount
from app.domain.persons import Person
from app.domain.problems import Missing
from app.domain.records import RecordId, new_id
from app.services.applications import take_application
from app.services.calendars import SetCalendar
from app.services.case_checks import CheckCode, NextAct
from app.services.case_views import CaseView, OpenCase, open_case
from app.services.cases import (
    CaseFindings,
    ChangeCase,
    CloseCase,
    CountOpenCases,
    NotCalculable,
    NoteEvent,
    NoteMediation,
    ReopenCase,
    StillOpen,
    case_findings,
    change_case,
    close_case,
    count_open_cases,
    note_event,
    note_mediation,
    reopen_case,
)
from app.services.households import ChangeMember, ReasonNeeded, change_member
from app.services.incomes import (
    ChangeIncome,
    IncomeEntry,
    IncomeInFuture,
    RemoveIncome,
    WriteIncome,
    WrongHectares,
    WrongMonths,
    change_income,
    hectares_of,
    remove_income,
    write_income,
)
from app.services.lists import CaseRow, ListKeys, ListPage, PersonRow, list_keys, list_page
from app.services.office import Office
from app.services.ports import Listing
from tests.little_office import annas_application, somebody

OCTOBER = date(2026, 10, 10)


def line(kind: str, zloty: int, day: date | None = OCTOBER, **more: object) -> IncomeEntry:
    entry = IncomeEntry(kind=kind, amount=zloty * 100, received_on=day, evidence="decyzja")
    return replace(entry, **more)  # type: ignore[arg-type]  # the tests name the fields


def on(office: Office, year: int, month: int, day: int) -> Office:
    return replace(office, calendar=SetCalendar(datetime(year, month, day, 9)))


@pytest.fixture
def case_id(office: Office) -> RecordId:
    """Anna's case with the incomes of October 2026 as the day of the house has them."""
    taken = take_application(office, annas_application()).value
    people = {each.person.first_name: each.person.id for each in open_case(office, OpenCase(taken.case.id)).family}
    nothing = IncomeEntry(kind="none", received_on=date(2026, 10, 1), evidence="zaświadczenie PUP")
    write_income(office, WriteIncome(people["Anna"], nothing))
    for child in ("Zofia", "Jan"):
        for kind, zloty in (("maintenance_fund", 500), ("family_allowance", 124), ("child_benefit", 800)):
            write_income(office, WriteIncome(people[child], line(kind, zloty)))
    return taken.case.id


def seen(office: Office, case_id: RecordId) -> CaseView:
    return open_case(office, OpenCase(case_id))


def test_the_numbers_of_the_day(office: Office, case_id: RecordId) -> None:
    findings = case_findings(office, CaseFindings(case_id))
    assert (findings.income, findings.people, findings.per_person) == (124_800, 3, 41_600)
    assert (findings.criterion, findings.lowest, findings.highest) == (246_900, 61_050, 122_100)
    assert (findings.income_month, findings.payable_from) == (date(2026, 10, 1), date(2026, 11, 1))
    view = seen(office, case_id)
    shown = [(row.income.kind, row.judged.added if row.judged else None) for row in view.incomes]
    assert shown[0] == ("none", None)
    assert sorted(shown[1:], key=str) == sorted(
        [("maintenance_fund", 50_000), ("family_allowance", 12_400), ("child_benefit", 0)] * 2, key=str
    )
    (left_out,) = {row.judged.why.basis for row in view.incomes if row.judged and not row.judged.is_counted}
    assert left_out == "art. 8 ust. 4 pkt 7"
    assert view.income_month == date(2026, 10, 1)


def test_income_of_other_months_stays_out_of_sight(office: Office, case_id: RecordId) -> None:
    anna = seen(office, case_id).person
    for entry in (
        line("wage", 900, date(2026, 9, 28)),
        line("business", 300, date(2026, 1, 1)),
        line("business", 400, date(2026, 6, 1)),
        line("farm", 0, None, hectares="0,5"),
        line("one_off", 100, date(2026, 3, 1)),
        line("arrears", 1200, date(2026, 1, 15), months=12),
        line("arrears", 1200, date(2025, 1, 15), months=12),
    ):
        write_income(office, WriteIncome(anna.id, entry))
    kinds = sorted((row.income.kind, row.income.amount) for row in seen(office, case_id).incomes)
    assert ("wage", 90_000) not in kinds
    assert [each for each in kinds if each[0] in ("business", "farm", "one_off", "arrears")] == [
        ("arrears", 120_000),
        ("business", 40_000),
        ("farm", 0),
        ("one_off", 10_000),
    ]


def test_a_lost_job_moves_the_month(office: Office, case_id: RecordId) -> None:
    anna = seen(office, case_id).person
    lost = line("wage", 3000, date(2026, 10, 28), source_lost_on=date(2026, 10, 31))
    write_income(office, WriteIncome(anna.id, lost))
    view = seen(office, case_id)
    assert view.income_month == date(2026, 11, 1)
    assert view.findings is not None
    assert view.findings.income == 0


def test_a_line_lacking_what_its_kind_needs_is_refused(office: Office, case_id: RecordId) -> None:
    anna = seen(office, case_id).person
    for entry, problem in (
        (line("wage", 100, None), IncompleteIncome),
        (line("farm", 0, None), IncompleteIncome),
        (line("farm", 0, None, hectares="dwa"), WrongHectares),
        (line("arrears", 100, months=0), WrongMonths),
        (line("wage", 100, date(2026, 11, 4)), IncomeInFuture),
        (line("wage", -1), NegativeAmount),
        (line("wage", 100_000_000), AbsurdAmount),
    ):
        with pytest.raises(problem):
            write_income(office, WriteIncome(anna.id, entry))
    assert hectares_of(" 1,25 ha ") == hectares_of("1.25")


def test_lines_are_corrected_and_taken_out(office: Office, case_id: RecordId) -> None:
    row = next(row for row in seen(office, case_id).incomes if row.income.kind == "maintenance_fund")
    change_income(office, ChangeIncome(row.income, replace(row.income, amount=40_000)))
    assert case_findings(office, CaseFindings(case_id)).income == 114_800
    with office.reading() as file:
        shown = file.get(Income, row.income.id)
    remove_income(office, RemoveIncome(shown))
    assert case_findings(office, CaseFindings(case_id)).income == 74_800


def test_what_is_missing_is_named(office: Office, case_id: RecordId) -> None:
    checks = {check.code: check for check in seen(office, case_id).checks}
    assert [code for code, check in checks.items() if not check.is_met] == [
        CheckCode.SIGNATURE,
        CheckCode.INTERVIEW,
        CheckCode.ASSETS,
        CheckCode.MEDIATION,
    ]
    assert checks[CheckCode.INCOME].facts == {"count": 3, "of": 3}
    with office.work("Dowody") as work:
        work.add(Document(id=new_id(), case_id=case_id, kind=PaperKind.ASSETS_STATEMENT))
        work.commit()
    note_mediation(office, NoteMediation(seen(office, case_id).case, "Charakter sprawy nie pozwala na mediację."))
    left = [check.code for check in seen(office, case_id).checks if not check.is_met]
    assert left == [CheckCode.SIGNATURE, CheckCode.INTERVIEW]
    with pytest.raises(ReasonNeeded):
        note_mediation(office, NoteMediation(seen(office, case_id).case, " "))


def test_the_case_moves_on_by_what_lies_in_it(office: Office, case_id: RecordId) -> None:
    def step(*records: object) -> CaseView:
        with office.work("Krok") as work:
            for record in records:
                work.add(record)  # type: ignore[arg-type]  # records of several kinds
            work.commit()
        return seen(on(office, 2026, 11, 23), case_id)

    view = seen(office, case_id)
    assert (view.stage, view.next_act) == (Stage.INTERVIEW, NextAct.INTERVIEW)
    interview = view.interview
    assert interview is not None
    with office.work("Wywiad") as work:
        held = replace(interview, held_on=date(2026, 11, 12), finished_at=datetime(2026, 11, 12, 10, 40))
        work.change(interview, held)
        work.commit()
    view = step()
    assert (view.stage, view.next_act) == (Stage.FINDINGS, NextAct.FINDINGS)
    assert view.days == {Stage.APPLICATION: date(2026, 11, 3), Stage.INTERVIEW: date(2026, 11, 12)}
    assert view.clock is not None
    assert (view.clock.deadline.ends_on, view.clock.days_left) == (date(2026, 12, 3), 8)
    decision = Decision(
        id=new_id(), case_id=case_id, person_id=view.person.id, drafted_on=date(2026, 11, 23), amount=61_050
    )
    assert step(decision).next_act is NextAct.DECISION
    paper = Document(id=new_id(), case_id=case_id, kind=PaperKind.DECISION)
    with office.work("Wydanie") as work:
        issued = replace(
            decision, state=DecisionState.ISSUED, issued_on=date(2026, 11, 30), document_id=paper.id, number="1"
        )
        work.change(decision, issued)
        work.commit()
    view = step(paper)
    assert (view.stage, view.next_act, view.clock, view.finality) == (Stage.DELIVERY, NextAct.DELIVERY, None, None)
    view = step(
        Delivery(
            id=new_id(),
            document_id=paper.id,
            case_id=case_id,
            person_id=view.person.id,
            served_on=date(2026, 12, 10),
        )
    )
    assert (view.stage, view.next_act) == (Stage.PAYMENT, NextAct.WAIT)
    assert view.finality is not None
    assert view.finality.appeal is not None
    assert (view.finality.appeal.ends_on, view.finality.final_from_on) == (date(2026, 12, 28), date(2026, 12, 29))
    assert [len(each.deliveries) for each in view.papers] == [1]


def test_an_old_visit_has_to_be_renewed(office: Office, case_id: RecordId) -> None:
    interview = seen(office, case_id).interview
    assert interview is not None
    with office.work("Wywiad") as work:
        held = replace(interview, held_on=date(2026, 4, 2), finished_at=datetime(2026, 4, 2, 10))
        work.change(interview, held)
        work.commit()
    check = next(check for check in seen(office, case_id).checks if check.code is CheckCode.INTERVIEW)
    assert (check.is_met, check.facts) == (False, {"on": date(2026, 4, 2)})


def test_a_benefit_that_is_not_worked_out_still_shows_its_income(office: Office) -> None:
    taken = take_application(office, annas_application(benefit="meal")).value
    write_income(office, WriteIncome(taken.person.id, line("wage", 2000)))
    view = seen(office, taken.case.id)
    assert (view.findings, view.trouble) == (None, None)
    assert view.established is not None
    assert (view.established.income, view.established.per_person) == (200_000, 66_667)
    assert view.claim is not None
    assert not view.claim.is_calculable
    with pytest.raises(NotCalculable):
        case_findings(office, CaseFindings(taken.case.id))


def test_a_household_in_which_nobody_counts_is_said_not_hidden(office: Office) -> None:
    taken = take_application(office, annas_application(members=())).value
    (alone,) = seen(office, taken.case.id).family
    change_member(
        office, ChangeMember(alone.member, replace(alone.member, is_counted=False, not_counted_reason="art. 10"))
    )
    view = seen(office, taken.case.id)
    assert isinstance(view.trouble, NobodyCounted)
    assert view.established is None


def test_a_case_ends_and_may_go_on(office: Office, case_id: RecordId) -> None:
    assert count_open_cases(office, CountOpenCases()) == 1
    case = seen(office, case_id).case
    with pytest.raises(StillOpen):
        reopen_case(office, ReopenCase(case, "pomyłka"))
    with pytest.raises(ReasonNeeded):
        close_case(office, CloseCase(case, Closing.WITHDRAWN))
    closed = close_case(office, CloseCase(case, Closing.WITHDRAWN, "wnioskodawczyni podjęła pracę")).value
    assert count_open_cases(office, CountOpenCases()) == 0
    assert seen(office, case_id).stage is Stage.CLOSED
    with pytest.raises(AlreadyClosed):
        change_case(office, ChangeCase(closed, replace(closed, region="Południe")))
    with pytest.raises(ReasonNeeded):
        reopen_case(office, ReopenCase(closed, ""))
    open_again = reopen_case(office, ReopenCase(closed, "zamknięto przez pomyłkę")).value
    change_case(office, ChangeCase(open_again, replace(open_again, region="Południe")))
    note_event(office, NoteEvent(case_id, "Telefon do szkoły."))
    with pytest.raises(ReasonNeeded):
        note_event(office, NoteEvent(case_id, "  "))
    kinds = [each.event.kind for each in seen(office, case_id).course]
    assert set(kinds) == {EventKind.NOTE, EventKind.REOPENED, EventKind.CLOSED, EventKind.ORAL_APPLICATION}
    assert seen(office, case_id).case.region == "Południe"


def test_the_family_has_other_cases(office: Office, case_id: RecordId) -> None:
    anna = seen(office, case_id).person
    other = take_application(office, annas_application(person_id=anna.id, members=(), benefit="purpose_allowance"))
    (shown,) = seen(office, case_id).other_cases
    assert (shown.id, shown.sign, shown.benefit) == (other.value.case.id, "MGOPS.5112.1.2026", "zasiłek celowy")
    assert shown.stage is Stage.INTERVIEW


def test_a_contradiction_about_the_family_is_shown_in_the_case(office: Office, case_id: RecordId) -> None:
    with office.reading() as file:
        anna = file.get(Person, seen(office, case_id).person.id)
    for phone in ("44 781 22 06", "601 224 918"):
        with office.work("Telefon") as work:
            work.change(anna, replace(anna, phone=phone))
            work.commit()
    take_application(office, annas_application(person=somebody()))
    assert [(each.id, each.field) for each in seen(office, case_id).contradictions] == [(anna.id, "phone")]


def test_lists_come_in_pages_with_what_their_columns_show(office: Office, case_id: RecordId) -> None:
    take_application(office, annas_application(person=somebody("Ewa", "Żak"), members=(), is_urgent=True))
    listing = Listing("cases", "name", only=(("open", "yes"), ("benefit", "periodic_allowance")))
    keys = list_keys(office, ListKeys(listing))
    assert [row.name for row in keys.first_rows] == ["Wiśniewska Anna", "Żak Ewa"]
    (row,) = list_page(office, ListPage(listing, keys.keys[:1]))
    assert isinstance(row, CaseRow)
    assert (row.id, row.benefit, row.stage) == (case_id, "zasiłek okresowy", Stage.INTERVIEW)
    assert row.clock is not None
    assert row.clock.deadline.ends_on == date(2026, 11, 24)
    assert len(list_keys(office, ListKeys(replace(listing, text="5110.3.2"))).keys) == 1
    persons = list_keys(office, ListKeys(Listing("persons", "name", is_descending=True, text="wis")))
    assert [person.name for person in persons.first_rows] == ["Wiśniewski Jan", "Wiśniewska Zofia", "Wiśniewska Anna"]
    assert isinstance(persons.first_rows[0], PersonRow)
    assert persons.first_rows[2].signs == "MGOPS.5110.3.1.2026"
    interviews = list_keys(office, ListKeys(Listing("interviews")))
    assert len(interviews.first_rows) == 2
    with office.reading() as file:
        assert file.count(Case) == file.count(Interview) == 2


def test_a_case_that_is_not_there_is_missing_in_words(office: Office) -> None:
    with pytest.raises(Missing):
        open_case(office, OpenCase(RecordId(b"0123456789abcdef")))
