"""What heads of an office do in invented histories: lists from hand to hand, orders to erase, history let go."""

from contextlib import suppress
from datetime import date

from app.domain.cases import Case, CaseList
from app.domain.erasing import things_in
from app.domain.offices import Workstation
from app.domain.persons import Person
from app.domain.records import RecordId, new_id
from app.services.erasing import ErasePerson, NothingToErase, PlanErasure, erase_person, plan_erasure
from app.services.exchange.forgetting import ForgetReplaced, forget_replaced
from app.services.exchange.rules import ChangeExchangeRules, ExchangeRules, change_exchange_rules
from app.services.exchange.stations import RetireStation, retire_station
from app.services.register_keeping import CannotKeep, HandOverRegister, KeptElsewhere, NotTheHeir, hand_over_register
from app.services.registers import NumberCases, number_cases
from tests.little_office import case_list
from tests.machines.clerks import Clerks
from tests.stations import Station

LIST = case_list("5110", 1, "periodic_allowance")
APPLICANT = Person(id=RecordId(b"applicant-hot-01"), first_name="Jan", last_name="Wnioskodawca")
_RUNNING_SINCE = date(2026, 11, 12)


class Officials(Clerks):
    """What needs a right that not every clerk has."""

    def begin_case(self) -> None:
        """Anywhere; its sign is given by whoever keeps the list."""
        with self.somebody().office.work("nowa sprawa") as work:
            case = Case(
                id=new_id(), person_id=APPLICANT.id, household_id=APPLICANT.id, benefit=LIST.benefit, list_id=LIST.id,
                opened_on=_RUNNING_SINCE, need_known_on=_RUNNING_SINCE,
            )  # fmt: skip
            work.add(case)
            work.commit()

    def number(self) -> None:
        """No sign is given that is in this file already."""
        station = self.somebody()
        with station.office.reading() as file:
            given = {each.sign for each in file.find(Case) if each.sign}
        fresh = [each.sign for each in number_cases(station.office, NumberCases()).value]
        assert len({*fresh} - given) == len(fresh), f"given twice: {fresh}, there were {given}"

    def hand_over(self) -> None:
        """Whoever keeps the list, or is the heir of one that was retired, gives it to anybody; others are refused."""
        station = self.somebody()
        with station.office.reading() as file:
            stations = sorted((each for each in file.find(Workstation)), key=lambda each: each.author)
            keeper, shown = self.chance.choice(stations), file.get(CaseList, LIST.id)
        with suppress(KeptElsewhere, NotTheHeir, CannotKeep):
            hand_over_register(station.office, HandOverRegister(shown, keeper.id))

    def erase(self) -> None:
        """An order about one of the persons and all that were joined with it."""
        self.erase_at(self.somebody())

    def erase_at(self, station: Station) -> None:
        """The same at a workstation."""
        person = self.chance.choice(self.persons)
        plan = plan_erasure(station.office, PlanErasure(person))
        surname = plan.person.last_name or plan.person.first_name
        with suppress(NothingToErase):
            order = erase_person(station.office, ErasePerson(person, "upłynął czas", surname)).value
            self.erased |= {each for each, fields in things_in(order.things).items() if not fields}

    def let_history_go(self) -> None:
        """The office keeps replaced values for a year; years pass only where a clock is wrong."""
        station = self.somebody()
        change_exchange_rules(station.office, ChangeExchangeRules(ExchangeRules(history_years=1)))
        forget_replaced(station.office, ForgetReplaced())

    def retire_a_ghost(self) -> None:
        """Numbers under which nobody writes any more, as after a new identity, are taken off the roster."""
        station = self.somebody()
        alive = {each.author for each in self.stations}
        with station.office.reading() as file:
            ghosts = [each for each in file.find(Workstation) if each.author not in alive and each.retired_on is None]
        if ghosts:
            ghost = self.chance.choice(sorted(ghosts, key=lambda each: each.author))
            retire_station(station.later(seconds=1).office, RetireStation(ghost.id))
