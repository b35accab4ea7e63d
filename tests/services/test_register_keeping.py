"""Lists go on into the next year and from one workstation to another, and never does more than one give numbers."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from app.domain.cases import Case, CaseList
from app.domain.decisions import Decision, DecisionState
from app.domain.offices import Workstation
from app.domain.records import RecordId, new_id
from app.domain.roles import NotAllowed
from app.services.applications import take_application
from app.services.calendars import SetCalendar
from app.services.decision_numbers import next_number
from app.services.exchange.apply import ApplyBundle, apply_bundle
from app.services.exchange.board import ShowExchange, show_exchange
from app.services.exchange.equal_signs import AcknowledgeEqualNumber, acknowledge_equal_number
from app.services.exchange.stations import RetireStation, retire_station
from app.services.office import Office
from app.services.register_heirs import heir_of
from app.services.register_keeping import (
    CannotKeep,
    ContinueRegisters,
    HandOverRegister,
    KeptElsewhere,
    NothingToContinue,
    NotTheHeir,
    PlanYear,
    continue_registers,
    hand_over_register,
    plan_year,
)
from app.services.registers import (
    CancelCase,
    ListRegisters,
    NumberCases,
    cancel_case,
    list_registers,
    number_cases,
)
from tests.little_office import BIURO, HEAD, LAPTOP, annas_application, at_desk, case_list, little_office, somebody
from tests.stations import Station, joined, office_and_laptop, office_of, settle_everything

NORTH = case_list("5110", 3, "periodic_allowance")


@pytest.fixture
def head(tmp_path: Path) -> Iterator[Office]:
    with little_office(tmp_path) as office:
        yield at_desk(office, HEAD)


def north(office: Office, year: int = 2026) -> CaseList:
    return next(
        each.case_list
        for each in list_registers(office, ListRegisters(year))
        if each.case_list.name == NORTH.name and each.case_list.year == year
    )


# -- from year to year -----------------------------------------------------------------------------------------------


def test_the_next_year_is_planned_as_the_last_one_was(head: Office) -> None:
    plan = plan_year(head, PlanYear())
    assert plan.year == 2027
    assert [(each.case_list.sign(1), each.keeper) for each in plan.proposals] == [
        ("MGOPS.5110.3.1.2027", "Biuro"),
        ("MGOPS.5112.1.2027", "Biuro"),
    ]
    opened = continue_registers(head, ContinueRegisters(2027)).value
    assert [(each.name, each.title, each.keeper_id) for each in opened] == [
        ("MGOPS.5110.3", "Spis 5110", BIURO),
        ("MGOPS.5112", "Spis 5112", BIURO),
    ]
    assert plan_year(head, PlanYear()).proposals == ()
    with pytest.raises(NothingToContinue):
        continue_registers(head, ContinueRegisters(2027))


def test_in_january_the_lists_that_are_missing_come_first(head: Office) -> None:
    january = replace(head, calendar=SetCalendar(datetime(2027, 1, 4, 9)))
    take_application(january, annas_application(received_on=date(2027, 1, 4)))
    plan = plan_year(january, PlanYear())
    assert (plan.year, [each.case_list.name for each in plan.proposals]) == (2027, ["MGOPS.5112"])
    continue_registers(january, ContinueRegisters(2027))
    assert plan_year(january, PlanYear()).year == 2028


def test_only_chosen_lists_are_opened(head: Office) -> None:
    first, second = plan_year(head, PlanYear()).proposals
    continue_registers(head, ContinueRegisters(2027, [second.case_list.id]))
    (left,) = plan_year(head, PlanYear()).proposals
    assert left.case_list.id == first.case_list.id


def test_a_case_of_the_new_year_stands_in_the_opened_list(head: Office) -> None:
    continue_registers(head, ContinueRegisters(2027))
    january = replace(head, calendar=SetCalendar(datetime(2027, 1, 4, 9)))
    case = take_application(january, annas_application(received_on=date(2027, 1, 4))).value.case
    assert (case.list_id, case.sign) == (north(head, 2027).id, "MGOPS.5110.3.1.2027")


def test_a_clerk_opens_no_lists_and_gives_none_away(office: Office) -> None:
    with pytest.raises(NotAllowed):
        continue_registers(office, ContinueRegisters(2027))
    with pytest.raises(NotAllowed):
        hand_over_register(office, HandOverRegister(north(office), LAPTOP))


# -- from one workstation to another ---------------------------------------------------------------------------------


def test_the_old_keeper_numbers_no_more(head: Office) -> None:
    first = take_application(head, annas_application()).value.case
    handed = hand_over_register(head, HandOverRegister(north(head), LAPTOP)).value
    assert handed.keeper_id == LAPTOP
    second = take_application(head, annas_application(person=somebody(), members=())).value.case
    assert (first.sign, second.sign) == ("MGOPS.5110.3.1.2026", "")
    (register,) = [each for each in list_registers(head, ListRegisters()) if each.case_list.id == handed.id]
    assert (register.keeper, register.is_kept_here, register.waiting) == ("Laptop Północ", False, 1)


def test_only_the_keeper_gives_a_list_away(head: Office) -> None:
    hand_over_register(head, HandOverRegister(north(head), LAPTOP))
    with pytest.raises(KeptElsewhere) as refused:
        hand_over_register(head, HandOverRegister(north(head), BIURO))
    assert refused.value.facts["keeper"] == "Laptop Północ"


def test_a_list_whose_keeper_is_retired_may_be_taken_up(head: Office) -> None:
    hand_over_register(head, HandOverRegister(north(head), LAPTOP))
    retire_station(head, RetireStation(LAPTOP))
    (orphan,) = [each for each in list_registers(head, ListRegisters()) if each.is_orphan]
    assert orphan.case_list.name == NORTH.name
    assert hand_over_register(head, HandOverRegister(orphan.case_list, BIURO)).value.keeper_id == BIURO


def test_nobody_outside_the_roster_keeps_a_list(head: Office) -> None:
    retire_station(head, RetireStation(LAPTOP))
    for nobody in (LAPTOP, NORTH.id):
        with pytest.raises(CannotKeep):
            hand_over_register(head, HandOverRegister(north(head), nobody))


def test_between_two_real_workstations_numbers_neither_repeat_nor_stop(tmp_path: Path) -> None:
    """The heir numbers only after the bundle that also brings every number given before it."""
    biuro, laptop = office_and_laptop(tmp_path)
    try:
        open_north(biuro)
        laptop.load(biuro.send(laptop))
        signs = [register_somebody(biuro, "Jan"), register_somebody(laptop, "Ewa")]
        assert signs == ["MGOPS.5110.3.1.2026", ""]
        hand_over_register(biuro.office, HandOverRegister(north(biuro.office), station_id(biuro, laptop)))
        assert [register_somebody(biuro, "Ala"), register_somebody(laptop, "Iga")] == ["", ""]
        laptop.load(biuro.send(laptop))
        numbered = number_cases(laptop.office, NumberCases()).value
        assert sorted(case.sign for case in numbered) == [f"MGOPS.5110.3.{number}.2026" for number in (2, 3, 4)]
        assert register_somebody(laptop, "Ola") == "MGOPS.5110.3.5.2026"
        biuro.load(laptop.send(biuro))
        assert number_cases(biuro.office, NumberCases()).value == ()
        assert biuro.digest() == laptop.digest()
    finally:
        biuro.close()
        laptop.close()


@pytest.fixture
def three(tmp_path: Path) -> Iterator[list[Station]]:
    """Biuro, Laptop and Trzeci; the last one keeps the list."""
    made = office_of(tmp_path, "Biuro", "Laptop", "Trzeci")
    open_north(made[2])
    settle_everything(*made)
    yield made
    for station in made:
        station.close()


def retire_third(station: Station, third: Station) -> None:
    retire_station(station.later(minutes=1).office, RetireStation(station_id(station, third)))


@pytest.fixture
def orphaned(three: list[Station]) -> list[Station]:
    """The same after Trzeci was retired on Biuro."""
    biuro, laptop, third = three
    retire_third(biuro, third)
    laptop.load(biuro.send(laptop))
    return three


def take_up(station: Station) -> CaseList:
    return hand_over_register(
        station.office, HandOverRegister(north(station.office), station_id(station, station))
    ).value


def heir_at(station: Station) -> tuple[str, bool]:
    (register,) = list_registers(station.office, ListRegisters())
    return register.heir, register.may_take_up


def test_only_where_its_keeper_was_retired_a_list_is_taken_up(orphaned: list[Station]) -> None:
    biuro, laptop, _third = orphaned
    assert (heir_at(biuro), heir_at(laptop)) == (("Biuro", True), ("Biuro", False))
    with pytest.raises(NotTheHeir) as refused:
        take_up(laptop)
    assert refused.value.facts == {"name": NORTH.name, "keeper": "Trzeci", "heir": "Biuro"}
    assert take_up(biuro).keeper_id == station_id(biuro, biuro)
    assert heir_at(biuro) == ("", False)


def test_who_took_up_may_hand_it_on(orphaned: list[Station]) -> None:
    biuro, laptop, _third = orphaned
    request = HandOverRegister(north(biuro.office), station_id(biuro, laptop))
    hand_over_register(biuro.office, request)
    laptop.load(biuro.send(laptop))
    assert register_somebody(laptop, "Jan") == "MGOPS.5110.3.1.2026"


def test_who_lets_in_what_the_retired_keeper_wrote_is_no_heir(orphaned: list[Station]) -> None:
    biuro, laptop, third = orphaned
    register_somebody(third, "Jan")
    bundle = third.send(laptop)
    apply_bundle(laptop.later(minutes=1).office, ApplyBundle(bundle, is_supervised=True))  # retires it once more
    biuro.load(laptop.send(biuro))
    assert (heir_at(biuro), heir_at(laptop)) == (("Biuro", True), ("Biuro", False))


def test_whoever_retires_the_heir_is_the_heir(orphaned: list[Station]) -> None:
    biuro, laptop, _third = orphaned
    retire_station(laptop.later(minutes=1).office, RetireStation(station_id(laptop, biuro)))
    assert heir_at(laptop) == ("Laptop", True)
    assert take_up(laptop).keeper_id == station_id(laptop, laptop)


def test_a_keeper_that_nobody_knows_is_followed_by_the_first_that_joined(orphaned: list[Station]) -> None:
    biuro, laptop, _third = orphaned
    for station in (biuro, laptop):
        with station.office.reading() as file:
            heir = heir_of(file, file.find(Workstation), NORTH.id)
        joined_first = min((biuro, laptop), key=lambda each: each.author)
        assert heir is not None
        assert heir.author == joined_first.author


def both_number_the_same(biuro: Station, laptop: Station, third: Station) -> str:
    """Both retired the keeper before they heard of each other, so both took its list up."""
    for station in (biuro, laptop):
        retire_third(station, third)
        take_up(station)
    signs = {register_somebody(biuro, "Jan"), register_somebody(laptop, "Ewa")}
    assert len(signs) == 1
    return signs.pop()


def test_two_cases_with_one_sign_are_told_after_the_import(three: list[Station], tmp_path: Path) -> None:
    biuro, laptop, third = three
    sign = both_number_the_same(biuro, laptop, third)
    assert show_exchange(biuro.office, ShowExchange()).equal_signs == ()
    (equal,) = biuro.load(laptop.send(biuro)).equal_signs
    assert (equal.sign, len(equal.case_ids), len(equal.persons)) == (sign, 2, 2)
    assert show_exchange(biuro.office, ShowExchange()).equal_signs == (equal,)
    with biuro.office.reading() as file:
        case = file.get(Case, equal.case_ids[1])
    new = joined(tmp_path, "Czwarty", biuro)
    assert show_exchange(new.office, ShowExchange()).equal_signs == (equal,), "who joins hears of it too"
    new.close()
    cancel_case(biuro.office, CancelCase(case, "ten sam znak"))
    assert show_exchange(biuro.office, ShowExchange()).equal_signs == ()


def both_issue_under_one_number(biuro: Station, laptop: Station, third: Station) -> str:
    """A case of the retired keeper, known to both; each heir gives the next number of its decisions."""
    sign = register_somebody(third, "Jan")
    settle_everything(biuro, laptop, third)
    numbers = set()
    for station in (biuro, laptop):
        retire_third(station, third)
        take_up(station)
        with station.later(minutes=1).office.work("wydanie decyzji") as work:
            (case,) = work.find(Case, sign=sign)
            number = next_number(station.office, work, case)
            made = Decision(id=new_id(), case_id=case.id, person_id=case.person_id, number=number)
            work.add(replace(made, state=DecisionState.ISSUED))
            work.commit()
        numbers.add(number)
    assert len(numbers) == 1
    return numbers.pop()


def test_two_decisions_with_one_number_are_told_until_somebody_has_looked(three: list[Station]) -> None:
    biuro, laptop, third = three
    number = both_issue_under_one_number(biuro, laptop, third)
    (equal,) = biuro.load(laptop.send(biuro)).equal_signs
    assert (equal.sign, len(equal.decision_ids), len(set(equal.case_ids))) == (number, 2, 1)
    assert show_exchange(biuro.office, ShowExchange()).equal_signs == (equal,)
    acknowledge_equal_number(biuro.office, AcknowledgeEqualNumber(number))
    assert show_exchange(biuro.office, ShowExchange()).equal_signs == ()
    (again,) = laptop.load(biuro.send(laptop)).equal_signs
    assert again == equal, "the other one is told too, and has to look for himself"
    assert laptop.digest() == biuro.digest()


def open_north(station: Station) -> None:
    with station.office.work("spis") as work:
        (me,) = work.find(Workstation, author=station.author)
        work.add(replace(NORTH, keeper_id=me.id))
        work.commit()


def station_id(seen_from: Station, station: Station) -> RecordId:
    with seen_from.office.reading() as file:
        return file.find(Workstation, author=station.author)[0].id


def register_somebody(station: Station, first_name: str) -> str:
    asked = annas_application(person=somebody(first_name), members=(), received_on=date(2026, 11, 12))
    sign: str = take_application(station.later(minutes=1).office, asked).value.case.sign
    return sign
