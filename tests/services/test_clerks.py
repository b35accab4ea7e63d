"""Clerks are written down, corrected and switched off, never deleted; somebody who may configure always stays."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.domain.persons import Clerk
from app.domain.problems import Problem
from app.domain.roles import NotAllowed, Role
from app.domain.tidying import TextTooLong
from app.services.clerks import (
    AddClerk,
    AuthorisationIncomplete,
    AuthorisationReversed,
    ChangeClerk,
    ClerkEntry,
    ClerkUnnamed,
    ListStaff,
    NobodyConfigures,
    OwnWorkEnds,
    RoleMissing,
    StaffRow,
    add_clerk,
    change_clerk,
    entry_of,
    list_staff,
)
from app.services.office import Office
from app.services.sessions import ListClerks, list_clerks
from tests.little_office import CLERK, HEAD, WORKER, at_desk, little_office

OLGA = ClerkEntry(
    first_name="Olga",
    last_name="Żółkiewska-Ćwik",
    first_name_vocative="Olgo",
    position="kierownik",
    role=Role.HEAD.value,
    signs_for="z up. Burmistrza",
    authorisation_number="OR.0052.3.2026",
    authorised_from_on=date(2026, 11, 1),
)


@pytest.fixture
def head(tmp_path: Path) -> Iterator[Office]:
    with little_office(tmp_path) as office:
        yield at_desk(office, HEAD)


def row(office: Office, last_name: str) -> StaffRow:
    return next(each for each in list_staff(office, ListStaff()) if each.clerk.last_name == last_name)


def change(office: Office, last_name: str, **changes: object) -> Clerk:
    before = row(office, last_name).clerk
    entry = replace(entry_of(before), **changes)  # type: ignore[arg-type]  # the tests name the fields
    return change_clerk(office, ChangeClerk(before, entry)).value


def test_somebody_new_may_sit_down_and_sign(head: Office) -> None:
    made = add_clerk(head, AddClerk(OLGA)).value
    assert made.initials == "OŻĆ"
    assert made in list_clerks(head, ListClerks())
    assert row(head, OLGA.last_name).may_sign
    assert not row(head, "Lis").may_sign, "no authorisation was written down for her"


def test_who_left_stands_last_signs_nothing_and_is_not_offered(head: Office) -> None:
    add_clerk(head, AddClerk(OLGA))
    gone = change(head, OLGA.last_name, is_active=False)
    staff = list_staff(head, ListStaff())
    assert [each.clerk.last_name for each in staff] == [
        "Książkiewicz",
        "Lis",
        "Nowak",
        "Zielińska",
        OLGA.last_name,
    ]
    assert not staff[-1].may_sign
    assert gone not in list_clerks(head, ListClerks())


def test_only_what_the_form_changed_is_written(head: Office) -> None:
    assert not change_clerk(head, ChangeClerk(WORKER, entry_of(row(head, "Lis").clerk))).changes.touched
    assert change(head, "Lis", region="Południe").region == "Południe"


def test_two_forms_over_one_clerk_are_left_to_a_person(head: Office) -> None:
    shown = row(head, "Lis").clerk
    for region in ("Południe", "Miasto"):
        change_clerk(head, ChangeClerk(shown, replace(entry_of(shown), region=region)))
    with head.reading() as file:
        assert [(each.kind, each.field) for each in file.contradictions()] == [(Clerk, "region")]


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"first_name": " "}, ClerkUnnamed),
        ({"last_name": ""}, ClerkUnnamed),
        ({"role": ""}, RoleMissing),
        ({"role": "mayor"}, RoleMissing),
        ({"signs_for": ""}, AuthorisationIncomplete),
        ({"authorisation_number": ""}, AuthorisationIncomplete),
        ({"authorised_from_on": None}, AuthorisationIncomplete),
        ({"authorised_to_on": date(2026, 10, 31)}, AuthorisationReversed),
        ({"position": "x" * 201}, TextTooLong),
    ],
)
def test_what_no_clerk_can_have_is_refused_for_old_and_new(
    head: Office, wrong: dict[str, object], refusal: type[Problem]
) -> None:
    bad = replace(OLGA, **wrong)  # type: ignore[arg-type]  # the table names the fields
    with pytest.raises(refusal):
        add_clerk(head, AddClerk(bad))
    with pytest.raises(refusal):
        change_clerk(head, ChangeClerk(row(head, "Nowak").clerk, bad))
    assert len(list_staff(head, ListStaff())) == 4


def test_an_old_gap_in_an_authorisation_does_not_stop_another_correction(head: Office) -> None:
    assert change(head, "Zielińska", phone="44 781 22 01").signs_for == "z up. Burmistrza"


def test_nobody_switches_themselves_off(head: Office) -> None:
    add_clerk(head, AddClerk(OLGA))
    with pytest.raises(OwnWorkEnds):
        change(head, "Zielińska", is_active=False)


@pytest.mark.parametrize("last_way", [{"role": Role.CLERK.value}, {"is_active": False}])
def test_somebody_who_may_configure_always_stays(head: Office, last_way: dict[str, object]) -> None:
    olga = add_clerk(head, AddClerk(OLGA)).value
    change(head, "Zielińska", role=Role.CLERK.value)
    with pytest.raises(NobodyConfigures):
        change(at_desk(head, HEAD), OLGA.last_name, **last_way)
    assert row(head, OLGA.last_name).clerk == olga


def test_a_clerk_does_not_change_the_staff(head: Office) -> None:
    clerk = at_desk(head, CLERK)
    with pytest.raises(NotAllowed):
        add_clerk(clerk, AddClerk(OLGA))
    with pytest.raises(NotAllowed):
        change(clerk, "Nowak", role=Role.HEAD.value)
