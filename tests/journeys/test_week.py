"""A week of three workstations through their real windows: joining, visits, one address twice, a lost bundle, verdicts.

``python -m tests.journeys.test_week FOLDER`` walks the same week and leaves the pictures there.
"""

import json
import re
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

import main
from app.domain.interviews import Answer, Interview
from app.domain.persons import Address, Person
from app.persistence.store import Store
from app.services.demo import TOUR_BEGINS_ON
from app.services.demo_tour import EQUIPPED_AT, prepare_tour
from app.services.exchange.compare import Preview
from app.services.exchange.examining import ExamineFile, examine_file
from app.services.exchange.joining import request_in
from app.services.exchange.pack import slug
from app.services.interview_answers import AnswerQuestions, Given, answer_questions
from app.services.office import Office, Unwatched
from app.services.persons import ChangeAddress, change_address
from tests.demo import SMALL, bare_office
from tests.vault import PASSPHRASE, cheap_beginning, entered_if_locked
from ui.application import application
from ui.first_start import FirstStart
from ui.screens.exchange import ExchangePage
from ui.screens.exchange_answers import AnswerDialog, AskAgainDialog
from ui.screens.exchange_pair import PairDialog
from ui.screens.exchange_preview import PreviewDialog
from ui.screens.exchange_station import AdmitDialog
from ui.tour import DESK, LAPTOP, Step, Tour, TourStation
from ui.tour_exchange import CWIK, write_cwik_down
from ui.tour_hands import spin

SOUTH = "Laptop Południe"
ALL = (DESK, LAPTOP, SOUTH)
HOUSES = {LAPTOP: "31", SOUTH: "31a"}


class Week(Tour):
    """The tour's hands and pictures for another story."""

    def page(self) -> ExchangePage:
        page = self.hands.open("exchange", ExchangePage)
        self.hands.settle()
        return page

    def send(self, name: str) -> dict[str, Path]:
        """A bundle for everybody, by the receiver's folder on the stick."""
        page, folder = self.page(), self.stick / name
        page.save_bundles(folder)
        self.hands.settle()
        return {path.parent.name: path for path in folder.glob("**/*.teczka")}

    def load(self, path: Path, picture: str = "") -> Preview:
        """Look, then load."""
        self.page().preview(path)
        dialog = self.hands.dialog(PreviewDialog)
        if picture:
            self.picture(picture, dialog)
        preview = dialog.preview
        self.hands.press(dialog.go)
        return preview

    def order(self, service: Any, request: Any) -> Any:
        """Order at the desk of this workstation, as a screen would, and wait."""
        done: list[Any] = []
        self.program.desk.order(service, request, done.append)
        self.hands.settle()
        return done[0]


# -- Monday: a laptop joins --------------------------------------------------------------------------------------------


def south_asks(week: Week) -> None:
    """The request and the digits stand on the screen of an empty computer; the desk types what it hears."""
    south = next(each.path for each in week.stations if each.name == SOUTH)
    beginning = cheap_beginning(south)
    start = FirstStart(beginning, main.opener(south, entered=lambda: beginning.entered), main.demo_opener(1))
    heard: list[Any] = []
    start.ready.connect(heard.append)
    start.show()
    start.show_page(start.joining)
    start.joining.name.set_value(SOUTH)
    start.joining.keeper.set_value("Maria Lis")
    for field in start.joining.secret.fields:
        field.set_value(PASSPHRASE)
    start.joining.write_request(week.stick)
    (request,) = week.stick.glob("*.teczka-join")
    digits = start.joining.digits.text()
    if week.has_pictures:
        start.grab().save(str(week.out / "00-dolaczenie.png"))
    page = week.page()
    dialog = AdmitDialog(week.program.desk, week.program.window, request_in(request), request, page)
    dialog.open()
    dialog.digits.set_value("1111 2222 3333 4444")
    dialog.admit(week.stick)
    week.hands.settle()
    week.note(admitted_by_wrong_digits=[path for path in week.stick.iterdir() if path != request])
    dialog.digits.set_value(digits)
    week.picture("przyjecie-stanowiska", dialog)
    dialog.admit(week.stick)
    week.hands.settle()
    welcome = next(path for path in week.stick.iterdir() if path.is_file() and path != request)
    start.joining.show_welcome(welcome)
    spin(20)
    week.note(said_of_the_sender=start.joining.sender_words.text())
    start.joining.accept.click()
    opener = heard[0]
    _office, close = opener(Unwatched())
    close()
    start.close()
    start.deleteLater()


def sends(day: str) -> Callable[[Any], None]:
    """A bundle for each of the others."""
    return lambda week: week.note(**{day: week.send(day)})


def loads(day: str, station: str, picture: str = "") -> Callable[[Any], None]:
    """What lay on the stick for this workstation."""
    return lambda week: week.note(**{f"{day}_at_{slug(station)}": week.load(week.facts[day][slug(station)], picture)})


# -- Tuesday: a visit at each laptop, and both write down where somebody moved -----------------------------------------


def visits(station: str) -> Callable[[Any], None]:
    """Each laptop answers another open interview and corrects the same address."""

    def visit(week: Week) -> None:
        place = list(HOUSES).index(station)
        interview = week.ask(_open_interviews, None)[place]
        words = f"Opał na zimę; zapisano na stanowisku {station}."
        week.order(answer_questions, AnswerQuestions(interview.id, (Given("p1h_needs", 0, json.dumps(words)),)))
        address = week.ask(_first_address, None)
        week.order(change_address, ChangeAddress(address, replace(address, house=HOUSES[station])))
        week.note(**{f"needs_{slug(station)}": (interview.id, words)}, address_id=address.id)

    return visit


def _open_interviews(office: Office, _: object) -> list[Interview]:
    with office.reading() as file:
        found = [each for each in file.find(Interview, part="I") if each.finished_at is None and not each.signed_on]
    return sorted(found, key=lambda each: each.id)


def _first_address(office: Office, _: object) -> Address:
    with office.reading() as file:
        return min(file.find(Address), key=lambda each: each.id)


# -- Thursday and Friday: what was lost, what is asked for, what a person decides --------------------------------------


def loses(week: Week) -> None:
    """The stick of Wednesday never comes home; Thursday's bundle carries everything once more."""
    week.send("zgubiona")


def asks_again(week: Week) -> None:
    """The laptop is not sure what it has and says so in a request file."""
    page = week.page()
    page.ask_for_documents()
    dialog = week.hands.dialog(AskAgainDialog)
    board = page.board
    assert board is not None
    desk = next(row.station for row in board.stations if row.station.name == DESK)
    dialog.station.set_value(str(desk.author))
    week.picture("prosba-o-doslanie", dialog)
    dialog.ask(week.stick / "prosba")
    week.hands.settle()


def answers(week: Week) -> None:
    """The desk sees who asks for what, and answers into a folder."""
    (request,) = (week.stick / "prosba").iterdir()
    week.page().preview(request)
    dialog = week.hands.dialog(AnswerDialog)
    week.picture("odpowiedz-na-prosbe", dialog)
    dialog.answer(week.stick / "odpowiedz")
    week.hands.settle()
    week.note(answer=next((week.stick / "odpowiedz").iterdir()))


def desk_settles(week: Week) -> None:
    """The second laptop was right about the house; the two Ćwiks are one man."""
    page = week.page()
    assert page.board is not None
    week.note(disputes=[(each.kind, each.field, {side.value for side in each.sides}) for each in page.board.disputes])
    week.picture("biurko-sprzecznosci")
    week.hands.press(next(each for each in page.disputes.buttons if each.text().endswith(HOUSES[SOUTH])))
    week.note(pairs=len(page.board.pairs))
    page.compare(page.board.pairs[0])
    dialog = week.hands.dialog(PairDialog)
    week.picture("ta-sama-osoba", dialog)
    week.hands.press(dialog.same)
    week.picture("biurko-po-rozstrzygnieciu")


def look_back(week: Week) -> None:
    """What the doctor says at each workstation, and what stands there."""
    week.note(
        health={name: week.ask_at(name, examine_file, ExamineFile(is_deep=True)) for name in ALL},
        digests={name: week.ask_at(name, _digest, None) for name in ALL},
        houses={name: week.ask_at(name, _house, week.facts["address_id"]) for name in ALL},
        cwiks={name: week.ask_at(name, _standing_cwiks, None) for name in ALL},
        needs={name: week.ask_at(name, _needs, None) for name in ALL},
    )


def _digest(office: Office, _: object) -> str:
    return office.file.bundling.digest()


def _house(office: Office, address_id: Any) -> str:
    with office.reading() as file:
        return file.get(Address, address_id).house


def _standing_cwiks(office: Office, _: object) -> tuple[int, int]:
    """How many records of Jan Ćwik there are, and how many stand for themselves."""
    with office.reading() as file:
        found = file.find(Person, pesel=CWIK)
    return len(found), sum(each.merged_into is None for each in found)


def _needs(office: Office, _: object) -> set[str]:
    with office.reading() as file:
        return {json.loads(each.value) for each in file.find(Answer, field_id="p1h_needs")}


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute)


def step(when: datetime, station: str, run: Callable[[Any], None]) -> Step:
    return Step(when, station, "EZ" if station == DESK else "ML", lambda: "", run)


WEEK = (
    step(at(9, 8), DESK, south_asks),
    step(at(9, 9), DESK, sends("monday")),
    step(at(9, 10), LAPTOP, loads("monday", LAPTOP)),
    step(at(9, 10, 30), SOUTH, loads("monday", SOUTH)),
    step(at(10, 9), LAPTOP, visits(LAPTOP)),
    step(at(10, 11), SOUTH, visits(SOUTH)),
    step(at(11, 8), DESK, write_cwik_down),
    step(at(11, 9), LAPTOP, write_cwik_down),
    step(at(11, 14), LAPTOP, loses),
    step(at(12, 8), SOUTH, sends("thursday_south")),
    step(at(12, 9), DESK, loads("thursday_south", DESK)),
    step(at(12, 10), LAPTOP, sends("thursday_north")),
    step(at(12, 11), DESK, loads("thursday_north", DESK, "podglad-paczki")),
    step(at(12, 12), LAPTOP, asks_again),
    step(at(12, 13), DESK, answers),
    step(at(12, 14), LAPTOP, lambda week: week.note(answered=week.load(week.facts["answer"], "odpowiedz"))),
    step(at(13, 9), DESK, desk_settles),
    step(at(13, 10), DESK, sends("friday")),
    step(at(13, 11), LAPTOP, loads("friday", LAPTOP)),
    step(at(13, 12), SOUTH, loads("friday", SOUTH)),
    step(at(13, 15), DESK, look_back),
)


def walk(folder: Path, *, has_pictures: bool) -> Week:
    """Three files, three windows, five days."""
    made = folder / "pliki"
    made.mkdir(parents=True)
    files = prepare_tour(made, Store, lambda file: bare_office(file, EQUIPPED_AT), replace(SMALL, until=TOUR_BEGINS_ON))
    paths = {DESK: files.desk, LAPTOP: files.laptop, SOUTH: made / "laptop-poludnie.teczka-db"}
    stations = tuple(_station(name, path) for name, path in paths.items())
    out = folder / "tydzien"
    out.mkdir()
    week = Week(stations=stations, out=out, plan=files.plan, foreign=files.foreign, has_pictures=has_pictures)
    week.walk(WEEK)
    return week


def _station(name: str, path: Path) -> TourStation:
    """The one that joins in the week is encrypted like every real one, and its only user signs in."""
    return TourStation(
        name, path, lambda calendar: main.opener(path, calendar, entered=lambda: entered_if_locked(path))
    )


# -- what must be true at the end of the week --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def facts(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    assert qapp.platformName() == "offscreen" or qapp.primaryScreen() is not None
    return walk(tmp_path_factory.mktemp("week"), has_pictures=False).facts


def test_wrong_digits_admit_nobody_and_both_sides_compare(facts: dict[str, Any]) -> None:
    assert facts["admitted_by_wrong_digits"] == []
    assert re.search(r"\d{4} \d{4} \d{4} \d{4}", facts["said_of_the_sender"])


def test_one_address_written_twice_is_the_only_contradiction(facts: dict[str, Any]) -> None:
    assert facts["disputes"] == [(Address, "house", set(HOUSES.values()))]
    assert set(facts["houses"].values()) == {HOUSES[SOUTH]}


def test_what_the_lost_bundle_carried_came_with_the_next(facts: dict[str, Any]) -> None:
    preview = facts["thursday_north_at_biuro"]
    assert preview.new[Answer] == 1
    assert preview.new_persons == ("Jan Ćwik",)
    assert len(preview.contradictions) == 1


def test_the_request_was_answered_and_brought_what_was_missing(facts: dict[str, Any]) -> None:
    assert facts["answered"].new[Answer] == 1  # the other laptop's visit, by way of the desk


def test_the_same_man_stands_once_everywhere(facts: dict[str, Any]) -> None:
    assert facts["pairs"] == 1
    assert set(facts["cwiks"].values()) == {(2, 1)}


def test_both_visits_are_at_every_workstation(facts: dict[str, Any]) -> None:
    wanted = {facts[f"needs_{slug(name)}"][1] for name in HOUSES}
    assert len(wanted) == 2
    for name in ALL:
        assert wanted <= facts["needs"][name], name


def test_the_doctor_says_the_same_at_all_three(facts: dict[str, Any]) -> None:
    assert len(set(facts["digests"].values())) == 1
    assert all(health.is_well for health in facts["health"].values())


if __name__ == "__main__":
    application()
    target = Path(sys.argv[1])
    walk(target, has_pictures=True)
    sys.stdout.write(f"{len(list((target / 'tydzien').glob('*.png')))} pictures in {target / 'tydzien'}\n")
