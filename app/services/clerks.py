"""Who works at the centre: what letters and the program need to know of each clerk.

Nobody is ever deleted: a clerk who left is no longer offered, and stays on everything that they wrote and signed.
"""

from dataclasses import dataclass, replace
from datetime import date

from app.domain.persons import Clerk
from app.domain.polish import sort_key
from app.domain.problems import Refusal
from app.domain.records import new_id
from app.domain.roles import MAY, Act, Role
from app.domain.tidying import tidy
from app.services.office import Done, Office
from app.services.ports import Reading, Work
from app.services.signing import may_sign


class ClerkUnnamed(Refusal):
    """A clerk has a first and a last name; letters and the course of a case name them."""

    code = "clerk_unnamed"


class RoleMissing(Refusal):
    """Without a role nothing is allowed."""

    code = "role_missing"


class AuthorisationIncomplete(Refusal):
    """An authorisation to issue decisions has a formula, a number and a first day (act of 2004 art. 110 ust. 7-8)."""

    code = "authorisation_incomplete"


class AuthorisationReversed(Refusal):
    """The authorisation would end before it begins."""

    code = "authorisation_reversed"


class OwnWorkEnds(Refusal):
    """Whoever is at the keyboard cannot switch themselves off."""

    code = "own_work_ends"


class NobodyConfigures(Refusal):
    """Nobody would be left who may change the settings and the roles."""

    code = "nobody_configures"


@dataclass(frozen=True, kw_only=True)
class ClerkEntry:
    """A clerk as typed."""

    first_name: str = ""
    last_name: str = ""
    first_name_vocative: str = ""
    position: str = ""
    role: str = ""
    phone: str = ""
    card_number: str = ""
    region: str = ""
    signs_for: str = ""
    authorisation_number: str = ""
    authorised_from_on: date | None = None
    authorised_to_on: date | None = None
    is_active: bool = True


@dataclass(frozen=True)
class ListStaff:
    """Ask who works or ever worked at the centre."""


@dataclass(frozen=True)
class StaffRow:
    """A line of the table; ``may_sign`` where decisions can go out with this name today."""

    clerk: Clerk
    may_sign: bool


@dataclass(frozen=True)
class AddClerk:
    """Somebody new."""

    entry: ClerkEntry


@dataclass(frozen=True)
class ChangeClerk:
    """Write what was changed in the entry of a clerk; ``before`` is the record as the form showed it."""

    before: Clerk
    entry: ClerkEntry


def list_staff(office: Office, _: ListStaff) -> tuple[StaffRow, ...]:
    """By surname, those who left last."""
    with office.reading() as file:
        return staff_of(file, office.calendar.today())


def staff_of(file: Reading, today: date) -> tuple[StaffRow, ...]:
    """The same from an open file, for services that are already looking."""
    rows = [StaffRow(clerk, may_sign(clerk, today)) for clerk in file.find(Clerk)]
    return tuple(
        sorted(
            rows,
            key=lambda row: (not row.clerk.is_active, sort_key(row.clerk.last_name), sort_key(row.clerk.first_name)),
        )
    )


def add_clerk(office: Office, request: AddClerk) -> Done[Clerk]:
    """A new entry; the person may sit down at any workstation that has heard of it."""
    office.allow(Act.CONFIGURE)
    with office.work("Nowy pracownik") as work:
        clerk = _written(Clerk(id=new_id()), request.entry)
        clerk = replace(clerk, initials=_initials(clerk))
        work.add(clerk)
        return Done(clerk, work.commit())


def change_clerk(office: Office, request: ChangeClerk) -> Done[Clerk]:
    """Refused where nobody would be left to change it back."""
    office.allow(Act.CONFIGURE)
    before = request.before
    with office.work("Zmiana danych pracownika") as work:
        after = _written(before, request.entry)
        if before.id == office.clerk.id and not after.is_active:
            raise OwnWorkEnds
        _demand_somebody_configures(work, after)
        work.change(before, after)
        return Done(work.get(Clerk, before.id), work.commit())


def entry_of(clerk: Clerk) -> ClerkEntry:
    """What a form shows of a clerk."""
    names = ClerkEntry.__dataclass_fields__
    return ClerkEntry(**{name: getattr(clerk, name) for name in names})


def _written(clerk: Clerk, entry: ClerkEntry) -> Clerk:
    """The record with the entry in it, cleaned and held against the rules."""
    values = {name: getattr(entry, name) for name in ClerkEntry.__dataclass_fields__}
    written = tidy(replace(clerk, **values))
    if not written.first_name or not written.last_name:
        raise ClerkUnnamed
    if written.role not in {role.value for role in Role}:
        raise RoleMissing
    if _authorisation(written) != _authorisation(clerk):  # an older gap must not stop another correction
        _check_authorisation(written)
    return written


def _authorisation(clerk: Clerk) -> tuple[object, ...]:
    return (clerk.signs_for, clerk.authorisation_number, clerk.authorised_from_on, clerk.authorised_to_on)


def _check_authorisation(clerk: Clerk) -> None:
    begins, ends = clerk.authorised_from_on, clerk.authorised_to_on
    if any(_authorisation(clerk)) and not (clerk.signs_for and clerk.authorisation_number and begins):
        raise AuthorisationIncomplete
    if begins is not None and ends is not None and ends < begins:
        raise AuthorisationReversed


def _demand_somebody_configures(work: Work, after: Clerk) -> None:
    others = (clerk for clerk in work.find(Clerk) if clerk.id != after.id)
    if not any(configures(clerk) for clerk in (after, *others)):
        raise NobodyConfigures


def configures(clerk: Clerk) -> bool:
    """Whether the clerk may change settings and roles; a role from a newer program may not."""
    known = clerk.role in {role.value for role in Role}
    return clerk.is_active and known and Act.CONFIGURE in MAY[Role(clerk.role)]


def _initials(clerk: Clerk) -> str:
    """``KN``; of a double surname the first letter of each part."""
    parts = f"{clerk.first_name} {clerk.last_name}".replace("-", " ").split()
    return "".join(part[0] for part in parts).upper()
