"""Who is at the keyboard, whose program it is, and in which language it speaks."""

from dataclasses import replace

import pytest

from app.domain.offices import Setting, Workstation, setting_id
from app.domain.persons import Clerk
from app.domain.problems import Problem
from app.domain.records import RecordId, new_id
from app.services.exchange.stations import RenameStation, rename_station
from app.services.office import Office
from app.services.office_settings import UnknownLanguage
from app.services.sessions import (
    AskIdentity,
    ChooseLanguage,
    ChooseLook,
    ClerkLeft,
    ListClerks,
    Look,
    SitDown,
    UnknownLook,
    ask_identity,
    choose_language,
    choose_look,
    last_clerk,
    list_clerks,
    setting_of,
    sit_down,
    workstation_of,
)
from tests.little_office import CLERK, HEAD, SETTINGS, WORKER, at_desk


def change_setting(office: Office, name: str, value: str) -> None:
    with office.work("ustawienia") as work:
        kept = work.find(Setting, name=name)
        if kept:
            work.change(kept[0], replace(kept[0], value=value))
        else:
            work.add(Setting(id=setting_id(name), name=name, value=value))
        work.commit()


def test_clerks_stand_by_surname_and_who_left_is_not_offered(office: Office) -> None:
    with office.work("odejście") as work:
        gone = work.get(Clerk, WORKER.id)
        work.change(gone, replace(gone, is_active=False))
        work.commit()
    names = [clerk.last_name for clerk in list_clerks(office, ListClerks())]
    assert names == ["Książkiewicz", "Nowak", "Zielińska"]


def test_surnames_follow_the_polish_alphabet(office: Office) -> None:
    with office.work("nowi") as work:
        work.add_all([Clerk(id=new_id(), first_name="Ala", last_name=name) for name in ("Łach", "Zych", "Ćwik")])
        work.commit()
    names = [clerk.last_name for clerk in list_clerks(office, ListClerks())]
    assert names == ["Ćwik", "Książkiewicz", "Lis", "Łach", "Nowak", "Zielińska", "Zych"]


def test_who_sits_down_is_remembered_for_the_next_start(office: Office) -> None:
    assert sit_down(office, SitDown(HEAD.id)) == HEAD
    clerks = list_clerks(office, ListClerks())
    assert last_clerk(clerks, office.file.meta("last_clerk")) == HEAD


def test_who_left_does_not_sit_down(office: Office) -> None:
    sit_down(office, SitDown(CLERK.id))
    with office.work("odejście") as work:
        work.change(work.get(Clerk, HEAD.id), replace(work.get(Clerk, HEAD.id), is_active=False))
        work.commit()
    with pytest.raises(ClerkLeft):
        sit_down(office, SitDown(HEAD.id))
    assert office.file.meta("last_clerk") == bytes(CLERK.id)


def test_a_stranger_does_not_sit_down(office: Office) -> None:
    before = office.file.meta("last_clerk")
    with pytest.raises(Problem):
        sit_down(office, SitDown(new_id()))
    assert office.file.meta("last_clerk") == before


def test_without_a_memory_the_first_clerk_works_here() -> None:
    assert last_clerk([HEAD, CLERK], None) == HEAD
    assert last_clerk([HEAD, CLERK], bytes(WORKER.id)) == HEAD
    assert last_clerk([], bytes(WORKER.id)) is None


def test_the_window_says_the_short_name_of_the_office_and_the_long_one_without_it(office: Office) -> None:
    assert ask_identity(office, AskIdentity()).office_name == SETTINGS["office_short_name"]
    change_setting(office, "office_short_name", "")
    assert ask_identity(office, AskIdentity()).office_name == SETTINGS["office_name"]


def test_the_window_says_who_works_here_and_where(office: Office) -> None:
    who = ask_identity(at_desk(office, HEAD), AskIdentity())
    assert (who.clerk, who.workstation) == (HEAD, "Biuro")


def test_the_office_chooses_a_language_and_a_workstation_may_choose_another(office: Office) -> None:
    assert ask_identity(office, AskIdentity()).language == "pl"
    change_setting(office, "language", "en")
    assert ask_identity(office, AskIdentity()).language == "en"
    assert choose_language(office, ChooseLanguage("pl")).value == "pl"
    assert ask_identity(office, AskIdentity()).language == "pl"


def test_a_language_that_the_program_does_not_speak_is_not_remembered(office: Office) -> None:
    with pytest.raises(UnknownLanguage):
        choose_language(office, ChooseLanguage("la"))
    assert ask_identity(office, AskIdentity()).language == "pl"


def test_a_chosen_language_stays_on_this_workstation(office: Office) -> None:
    before = office.file.bundling.vector()
    choose_language(office, ChooseLanguage("en"))
    assert office.file.bundling.vector() == before, "nothing that travels was written"


def test_the_window_looks_as_it_was_chosen_here_and_nowhere_else(office: Office) -> None:
    assert ask_identity(office, AskIdentity()).look == Look("light", 100)
    before = office.file.bundling.vector()
    done = choose_look(office, ChooseLook(Look("dark", 130)))
    assert done.changes.touches(Setting), "whoever shows settings looks again"
    assert ask_identity(office, AskIdentity()).look == Look("dark", 130)
    assert office.file.bundling.vector() == before, "nothing that travels was written"


@pytest.mark.parametrize("wrong", [Look("pink", 100), Look("dark", 400)])
def test_a_look_that_the_window_does_not_have_is_refused(office: Office, wrong: Look) -> None:
    with pytest.raises(UnknownLook):
        choose_look(office, ChooseLook(wrong))
    office.file.set_meta("theme", wrong.theme)
    office.file.set_meta("text_size", wrong.text_size)
    assert ask_identity(office, AskIdentity()).look in (Look("light", 100), Look("dark", 100))


def test_a_renamed_workstation_is_called_by_its_new_name(office: Office) -> None:
    (station,) = station_here(office)
    rename_station(at_desk(office, HEAD), RenameStation(station.id, "Kancelaria", "Ewa Zielińska"))
    assert ask_identity(office, AskIdentity()).workstation == "Kancelaria"


def station_here(office: Office) -> list[Workstation]:
    with office.reading() as file:
        return file.find(Workstation, author=office.file.bundling.author)


def test_settings_have_their_defaults(office: Office) -> None:
    with office.reading() as file:
        assert setting_of(file, "town") == "Przedbórz"
        assert setting_of(file, "pay_day") == "25"


def test_a_workstation_that_is_not_on_the_roster_has_no_name(office: Office) -> None:
    with office.reading() as file:
        assert workstation_of(file, office.file.bundling.author) == "Biuro"
        assert workstation_of(file, 4711) == ""


def test_ids_of_clerks_are_kept_as_they_are(office: Office) -> None:
    sit_down(office, SitDown(CLERK.id))
    assert RecordId(office.file.meta("last_clerk")) == CLERK.id
