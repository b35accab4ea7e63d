"""The invented office: equal each time, lawful, and as varied as a real one."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pyrage
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from stdnum.pl import pesel

from app.domain import money
from app.domain.answers import read_answers
from app.domain.case_course import Closing
from app.domain.cases import Application, Case, CaseList, Document, Report, Stage, stage_of
from app.domain.cases import Facts as StageFacts
from app.domain.decisions import Decision, DecisionKind, DecisionState
from app.domain.deliveries import Delivery
from app.domain.households import Household, Member
from app.domain.incomes import Income
from app.domain.interview_facts import Circumstances
from app.domain.interview_filling import Filling
from app.domain.interview_rules import missing
from app.domain.interview_seal import left_out_codes, seal
from app.domain.interviews import Answer, Interview
from app.domain.offices import SETTINGS, Workstation
from app.domain.persons import Address, Clerk, Person, Sex
from app.domain.pesel import read_pesel
from app.domain.roles import Role
from app.persistence.store import Store
from app.persistence.tables import STORED
from app.services.demo import DEMO_TODAY, TOUR_BEGINS_ON, DemoPlan, GoOn, build_demo, go_on
from app.services.demo_office import DEMO_DESK, DEMO_LAPTOP, PARTICULARS
from app.services.demo_press import PRINTED_SINCE
from app.services.demo_story import ANNA, HENRYK
from app.services.documents import NothingKept, ReadDocument, read_document
from app.services.office_settings import AskProfile, ask_profile
from app.services.ports import Reading
from tests.demo import SMALL, bare_office, create_store, demo_store, office_of, shelf

WHOLE = DemoPlan()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with closing(demo_store(tmp_path_factory.mktemp("whole"), WHOLE)) as store:
        yield store


@pytest.fixture
def file(whole: Store) -> Iterator[Reading]:
    with whole.reading() as file:
        yield file


def digest(store: Store) -> str:
    """Every record of the file, field by field."""
    found = hashlib.sha256()
    with store.reading() as file:
        for stored in STORED:
            for record in file.find(stored.record):
                found.update(repr((record.id, stored.values_of(record))).encode())
    return found.hexdigest()


def test_equal_plans_give_equal_offices(tmp_path: Path) -> None:
    digests = []
    for number in (1, 2):
        with closing(create_store(tmp_path / f"{number}.teczka-db")) as store:
            build_demo(bare_office(store), SMALL)
            digests.append(digest(store))
    assert digests[0] == digests[1]


def test_an_office_that_went_on_is_the_one_that_was_built_later(tmp_path: Path) -> None:
    early = replace(SMALL, until=TOUR_BEGINS_ON)
    with closing(demo_store(tmp_path, early)) as store, closing(create_store(tmp_path / "later.teczka-db")) as later:
        office = office_of(store)
        for until in (date(2026, 11, 12), DEMO_TODAY):
            go_on(office, GoOn(plan=early, until=until))
            early = replace(early, until=until)
        build_demo(bare_office(later), SMALL)
        assert digest(store) == digest(later)


def test_somebody_of_the_story_can_stay_away(tmp_path: Path) -> None:
    early = replace(SMALL, until=TOUR_BEGINS_ON)
    with closing(demo_store(tmp_path, early)) as store:
        go_on(office_of(store), GoOn(plan=early, until=DEMO_TODAY, without=frozenset({ANNA, HENRYK})))
        with store.reading() as file:
            names = {person.full_name for person in file.find(Person)}
            signs = {case.sign for case in file.find(Case)}
    assert not {"Anna Wiśniewska", "Zofia Wiśniewska", "Henryk Łuczak"} & names
    assert "MGOPS.5110.3.17.2026" not in signs
    assert "MGOPS.5110.3.18.2026" in signs


def test_another_seed_gives_another_office(tmp_path: Path) -> None:
    with closing(create_store(tmp_path / "other.teczka-db")) as other, closing(demo_store(tmp_path)) as usual:
        build_demo(bare_office(other), DemoPlan(persons=SMALL.persons, seed=1))
        assert digest(other) != digest(usual)


def test_it_has_three_hundred_families_and_a_thousand_persons(file: Reading) -> None:
    assert (file.count(Household), file.count(Person), file.count(Member)) == (300, 1000, 1000)


def test_every_pesel_is_right_unlike_the_others_and_agrees_with_birth_and_sex(file: Reading) -> None:
    numbers = [person.pesel for person in file.find(Person) if person.pesel]
    assert len(numbers) == len(set(numbers))
    assert len(numbers) > 950
    for person in file.find(Person):
        if person.pesel:
            assert pesel.is_valid(person.pesel)
            read = read_pesel(person.pesel)
            assert (read.born_on, read.sex) == (person.born_on, person.sex)


def test_nobody_is_of_a_household_before_birth(file: Reading) -> None:
    first: dict[bytes, date] = {}
    for case in file.find(Case):
        first[case.household_id] = min(first.get(case.household_id, case.opened_on), case.opened_on)
    people = {person.id: person for person in file.find(Person)}
    for member in file.find(Member):
        born_on = people[member.person_id].born_on
        assert born_on is not None
        assert born_on < first.get(member.household_id, DEMO_TODAY)


def test_villages_have_no_streets_and_the_town_has(file: Reading) -> None:
    streets = {address.locality: bool(address.street) for address in file.find(Address)}
    assert streets["Przedbórz"]
    assert not streets["Wola Przedborska"]
    assert sum(not has_street for has_street in streets.values()) > 15


def test_wives_and_daughters_bear_the_feminine_form(file: Reading) -> None:
    women = [person for person in file.find(Person) if person.sex is Sex.FEMALE]
    assert any(person.last_name.endswith("ska") for person in women)
    assert not any(person.last_name.endswith(("ski", "cki", "dzki")) for person in women)


def stages(file: Reading) -> Counter[Stage]:
    decided = {decision.case_id: decision for decision in file.find(Decision)}
    served = {delivery.document_id: delivery.served_on for delivery in file.find(Delivery)}
    visited = {interview.case_id: interview.held_on for interview in file.find(Interview) if interview.held_on}
    found: Counter[Stage] = Counter()
    for case in file.find(Case):
        decision = decided.get(case.id)
        drafted_on = issued_on = served_on = None
        if decision is not None:
            drafted_on, issued_on = decision.drafted_on, decision.issued_on
            served_on = served.get(decision.document_id) if decision.document_id is not None else None
        found[
            stage_of(
                StageFacts(
                    interviewed_on=visited.get(case.id),
                    drafted_on=drafted_on,
                    issued_on=issued_on,
                    served_on=served_on,
                    closed_on=case.closed_on,
                )
            )
        ] += 1
    return found


def test_cases_stand_at_every_stage(file: Reading) -> None:
    found = stages(file)
    assert found.keys() == set(Stage) - {Stage.APPLICATION}  # which is never read from the facts
    assert found[Stage.CLOSED] > 250
    assert 30 < sum(found.values()) - found[Stage.CLOSED] < 90


def test_decisions_are_in_every_state_and_of_both_kinds(file: Reading) -> None:
    decisions = file.find(Decision)
    assert {decision.state for decision in decisions} == set(DecisionState)
    assert {each.kind.value for each in decisions if each.state is DecisionState.ISSUED} == {"grant", "refusal"}
    assert all(decision.remark for decision in decisions if decision.state is DecisionState.RETURNED)


def test_it_has_two_years_of_history_and_nothing_of_the_demo_day(file: Reading) -> None:
    cases = file.find(Case)
    assert min(case.opened_on for case in cases) < date(2024, 11, 30)
    assert max(case.opened_on for case in cases) >= DEMO_TODAY - timedelta(days=3)
    assert all(case.opened_on < DEMO_TODAY for case in cases)
    assert all(interview.held_on < DEMO_TODAY for interview in file.find(Interview) if interview.held_on)
    assert any(interview.planned_at.date() == DEMO_TODAY for interview in file.find(Interview) if interview.planned_at)


def test_decisions_keep_the_month_of_the_code(file: Reading) -> None:
    cases = {case.id: case for case in file.find(Case)}
    for decision in file.find(Decision):
        if decision.issued_on is not None:
            assert decision.issued_on <= cases[decision.case_id].opened_on + timedelta(days=31)


def test_numbers_of_a_list_rise_without_gaps_in_the_order_of_the_days(file: Reading) -> None:
    for case_list in file.find(CaseList):
        cases = sorted(file.find(Case, list_id=case_list.id), key=lambda case: case.number)
        assert [case.number for case in cases] == list(range(1, len(cases) + 1))
        assert [case.opened_on for case in cases] == sorted(case.opened_on for case in cases)
        assert all(case.sign == case_list.sign(case.number) for case in cases)


@pytest.mark.parametrize(
    ("sign", "name"),
    [
        ("MGOPS.5110.3.12.2026", "Żaneta Ślęzak"),
        ("MGOPS.5110.3.14.2026", "Józef Gołąb"),
        ("MGOPS.5110.3.15.2026", "Barbara Źrebiec"),
        ("MGOPS.5110.3.17.2026", "Anna Wiśniewska"),
        ("MGOPS.5111.1.9.2026", "Józef Gołąb"),
        ("MGOPS.5111.3.2.2026", "Stanisław Ćwik"),
    ],
)
def test_the_pictures_find_their_people_under_their_signs(file: Reading, sign: str, name: str) -> None:
    (case,) = file.find(Case, sign=sign)
    assert file.get(Person, case.person_id).full_name == name


def test_the_incomes_are_of_many_kinds(file: Reading) -> None:
    kinds = {income.kind for income in file.find(Income)}
    assert len(kinds) >= 15
    assert {"wage", "farm", "pension", "child_benefit", "maintenance_fund", "family_allowance"} <= kinds
    assert kinds <= shelf().law.income_kinds.keys()


def test_a_granted_periodic_allowance_is_the_lowest_that_the_program_finds(file: Reading) -> None:
    decisions = [each for each in file.find(Decision, benefit="periodic_allowance") if each.kind is DecisionKind.GRANT]
    assert len(decisions) > 80
    for decision in decisions:
        found = json.loads(decision.findings)
        assert money.plain(decision.amount) == found["lowest"]
        assert f"{decision.from_month:%Y-%m}" == found["payable_from"]
    (slezak,) = file.find(Case, sign="MGOPS.5110.3.12.2026")
    assert [each.amount for each in decisions if each.case_id == slezak.id] == [61_050]


def test_annas_incomes_are_those_of_the_day(file: Reading) -> None:
    (case,) = file.find(Case, sign="MGOPS.5110.3.17.2026")
    members = file.find(Member, household_id=case.household_id)
    amounts = Counter(income.amount for each in members for income in file.find(Income, person_id=each.person_id))
    assert amounts == {50_000: 2, 12_400: 2, 80_000: 2}


def test_a_filled_questionnaire_lacks_nothing_that_the_form_demands(file: Reading) -> None:
    sealed = [interview for interview in file.find(Interview) if interview.seal][-25:]
    assert len(sealed) == 25
    for interview in sealed:
        form = shelf().questionnaires.version(interview.part, interview.form_version)
        stored = file.find(Answer, interview_id=interview.id)
        answers = read_answers((answer.field_id, answer.row, answer.value) for answer in stored)
        around = Circumstances(interview_on=interview.held_on or DEMO_TODAY, today=DEMO_TODAY)
        filling = Filling(form, answers, around, left_out_codes(interview.left_out))
        assert missing(filling) == ()
        assert seal(filling, interview.id) == interview.seal


def test_the_workstations_on_the_roster_carry_the_keys_of_the_demo(file: Reading) -> None:
    stations = {station.name: station for station in file.find(Workstation)}
    for keys in (DEMO_DESK, DEMO_LAPTOP):
        assert stations[keys.name].signing_key == keys.signing_key
        assert stations[keys.name].author == keys.author
        assert (
            Ed25519PrivateKey.from_private_bytes(keys.signing_secret).public_key().public_bytes_raw()
            == keys.signing_key
        )
        assert str(pyrage.x25519.Identity.from_str(keys.sealing_secret).to_public()) == keys.sealing_key


def test_somebody_has_every_role_that_the_day_needs(file: Reading) -> None:
    roles = Counter(clerk.role for clerk in file.find(Clerk))
    assert roles == {Role.CLERK: 1, Role.HEAD: 1, Role.SOCIAL_WORKER: 2, Role.ACCOUNTANT: 1, Role.ADMINISTRATOR: 1}
    (head,) = file.find(Clerk, role=Role.HEAD)
    assert head.signs_for == "z up. Burmistrza"


def test_the_office_knows_its_own_particulars(whole: Store) -> None:
    assert PARTICULARS.keys() == SETTINGS.keys()
    profile = ask_profile(office_of(whole), AskProfile())
    assert profile.office_name == "Miejsko-Gminny Ośrodek Pomocy Społecznej w Przedborzu"
    assert (profile.town, profile.town_locative, profile.pay_day) == ("Przedbórz", "Przedborzu", 25)


def test_on_the_morning_of_the_tour_nobody_knows_anna_and_her_sign_is_free(tmp_path: Path) -> None:
    with closing(demo_store(tmp_path, DemoPlan(until=TOUR_BEGINS_ON))) as store, store.reading() as file:
        assert file.search("Wiśniewska Anna 14") == []
        (case_list,) = file.find(CaseList, class_symbol="5110", group_number=3, year=2026)
        assert max(case.number for case in file.find(Case, list_id=case_list.id)) == 16
        assert all(case.opened_on < TOUR_BEGINS_ON for case in file.find(Case))
        assert file.find(Report) == []


def test_closed_cases_were_settled_and_incomplete_applications_say_what_is_missing(file: Reading) -> None:
    closed = [case for case in file.find(Case) if case.closed_on]
    assert {case.closed_as for case in closed} == {Closing.SETTLED}
    incomplete = [each for each in file.find(Application) if each.complete_on is None]
    assert incomplete
    assert all(each.missing for each in incomplete)


def test_every_case_of_the_story_is_in_the_small_office(tmp_path: Path) -> None:
    with closing(demo_store(tmp_path)) as store, store.reading() as file:
        names = {file.get(Person, case.person_id).full_name for case in file.find(Case)}
    assert {"Anna Wiśniewska", "Henryk Łuczak", "Żaneta Ślęzak", "Józef Gołąb", "Stanisław Ćwik"} <= names


def test_decisions_of_the_last_months_are_kept_as_they_were_printed_and_older_ones_lie_in_folders(whole: Store) -> None:
    office = office_of(whole)
    with whole.reading() as file:
        issued = file.find(Decision, state=DecisionState.ISSUED, benefit="periodic_allowance")
        papers = file.many(Document, [each.document_id for each in issued if each.document_id is not None])
    recent = [each for each in issued if each.issued_on and each.issued_on >= PRINTED_SINCE]
    assert {paper.id for paper in papers.values() if paper.content} == {each.document_id for each in recent}
    assert len(recent) >= 10
    for decision in recent:
        assert decision.document_id is not None
        read = read_document(office, ReadDocument(decision.document_id))
        assert len(read.pages) == read.document.pages in (2, 3)
        assert read.document.template.startswith("decision_periodic_allowance_")
    with pytest.raises(NothingKept):
        read_document(office, ReadDocument(next(each.id for each in papers.values() if not each.content)))


def test_annas_notice_can_be_opened(file: Reading) -> None:
    (case,) = file.find(Case, sign="MGOPS.5110.3.17.2026")
    (notice,) = file.find(Document, case_id=case.id, kind="letter")
    assert file.content(notice.content).startswith(b"%PDF")
    assert notice.pages == 1


def test_the_form_of_the_day_is_used(file: Reading) -> None:
    versions = {interview.form_version for interview in file.find(Interview) if interview.seal}
    assert versions == {shelf().questionnaires.questionnaire_on("I", DEMO_TODAY).version}


def test_a_deep_check_of_the_file_finds_nothing(tmp_path: Path) -> None:
    with closing(demo_store(tmp_path)) as store:
        assert [check.findings for check in store.bundling.checks(is_deep=True) if check.findings] == []


def test_files_that_are_taken_over_in_bulk_are_as_sound(tmp_path: Path) -> None:
    with closing(demo_store(tmp_path, DemoPlan(persons=5_001))) as store:
        assert [check.findings for check in store.bundling.checks(is_deep=True) if check.findings] == []
