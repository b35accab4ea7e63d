"""The centre's own particulars are read as one profile, and only what changed is written."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.offices import Setting, setting_id
from app.domain.roles import NotAllowed
from app.services.office import Done, Office
from app.services.office_settings import (
    AskProfile,
    ChangeProfile,
    OfficeNameMissing,
    OfficeProfile,
    UnknownLanguage,
    WrongCell,
    WrongPayDay,
    ask_profile,
    change_profile,
)
from tests.little_office import CLERK, HEAD, at_desk, little_office


@pytest.fixture
def head(tmp_path: Path) -> Iterator[Office]:
    with little_office(tmp_path) as office:
        yield at_desk(office, HEAD)


def profile(office: Office) -> OfficeProfile:
    return ask_profile(office, AskProfile())


def change(office: Office, before: OfficeProfile, **changes: object) -> Done[OfficeProfile]:
    return change_profile(office, ChangeProfile(before, replace(before, **changes)))  # type: ignore[arg-type]


def test_only_what_changed_is_written(head: Office) -> None:
    done = change(head, profile(head), pay_day=20, office_phone="44 781 22 99")
    assert done.changes.touched == {Setting: {setting_id("pay_day"), setting_id("office_phone")}}
    assert profile(head) == done.value


def test_an_unchanged_profile_writes_nothing(head: Office) -> None:
    assert not change(head, profile(head)).changes.touched


def test_blanks_pasted_around_a_name_never_reach_a_letterhead(head: Office) -> None:
    change(head, profile(head), town="  Przedbórz\n")
    assert profile(head).town == "Przedbórz"


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"office_name": " "}, OfficeNameMissing),
        ({"cell": "M GOPS"}, WrongCell),
        ({"cell": "5110"}, WrongCell),
        ({"pay_day": 0}, WrongPayDay),
        ({"pay_day": 29}, WrongPayDay),
        ({"language": "de"}, UnknownLanguage),
    ],
)
def test_what_no_office_can_have_is_refused(head: Office, wrong: dict[str, object], refusal: type[Exception]) -> None:
    before = profile(head)
    with pytest.raises(refusal):
        change(head, before, **wrong)
    assert profile(head) == before


def test_invisible_letters_of_a_pasted_name_never_reach_a_letterhead(head: Office) -> None:
    change(head, profile(head), office_name="Gminny Ośrodek\x07 w Łubnicach")
    assert profile(head).office_name == "Gminny Ośrodek w Łubnicach"


def test_a_clerk_does_not_change_the_office(head: Office) -> None:
    clerk = at_desk(head, CLERK)
    with pytest.raises(NotAllowed):
        change(clerk, profile(clerk), pay_day=20)


def test_a_day_of_payment_that_is_not_a_number_does_not_stop_the_letters(head: Office) -> None:
    with head.work("") as work:
        work.add(Setting(id=setting_id("pay_day"), name="pay_day", value="dwudziesty"))
        work.commit()
    assert profile(head).pay_day == 25


@pytest.mark.parametrize("name", ["office_phone", "office_hours"])
def test_two_forms_over_one_particular_are_left_to_a_person(head: Office, name: str) -> None:
    """Also where the form had seen nothing yet, as with the hours."""
    shown = profile(head)
    change(head, shown, **{name: "pierwsze"})
    change(head, shown, **{name: "drugie"})
    with head.reading() as file:
        assert [(each.id, each.field) for each in file.contradictions()] == [(setting_id(name), "value")]
