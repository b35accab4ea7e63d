"""An order to erase is obeyed where its author had the right to give it, as far as he knew; else it is parked."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.domain.bundles import Head, SignedHead
from app.domain.erasing import Erasure, told
from app.domain.persons import Clerk, Person
from app.domain.records import RecordId, new_id
from app.domain.roles import Role
from app.services.erasing import ErasePerson, erase_person
from app.services.exchange.accept import ContentCut
from app.services.exchange.pack import sign_head
from app.services.exchange.parking import ListParked, RetryParked, list_parked, retry_parked
from app.services.exchange.stations import make_keys, new_station
from app.services.ports import NO_RIGHT
from tests.little_office import CLERK, HEAD
from tests.stations import ANNA, Station, change, joined, office_of, refused, settle_everything


@pytest.fixture
def stations(tmp_path: Path) -> Iterator[list[Station]]:
    made = office_of(tmp_path, "Biuro", "Laptop Północ", "Kasa")
    with made[0].office.work("wniosek") as work:
        work.add(ANNA)
        work.commit()
    settle_everything(*made)
    yield made
    for station in made:
        station.close()


def order(station: Station, clerk_id: RecordId | None) -> None:
    """What a program writes that does not ask for a right first."""
    now = station.later(minutes=1).calendar.now()
    with station.store.work(clerk_id=clerk_id, at=now, reason="podstęp") as work:
        things = told({ANNA.id: frozenset()})
        work.add(Erasure(id=new_id(), person_id=ANNA.id, ordered_on=date(2026, 11, 12), reason="x", things=things))
        work.commit()


def has_anna(station: Station) -> bool:
    with station.store.reading() as file:
        return ANNA.id in {each.id for each in file.find(Person)}


def give_role(station: Station, role: Role) -> None:
    with station.later(minutes=1).office.work("rola") as work:
        shown = work.get(Clerk, HEAD.id)
        work.change(shown, replace(shown, role=role))
        work.commit()


def reasons(station: Station) -> list[tuple[str, str, str]]:
    return [(each.workstation, each.clerk, each.reason) for each in list_parked(station.office, ListParked())]


@pytest.mark.parametrize("clerk", [CLERK, None, "nobody"])
def test_an_order_without_the_right_is_parked_wherever_it_comes(
    stations: list[Station], clerk: Clerk | str | None
) -> None:
    office, laptop, till = stations
    clerk_id = clerk.id if isinstance(clerk, Clerk) else clerk and RecordId(b"nobody-knows-him")
    order(laptop, clerk_id or None)
    bundle = laptop.send(office)
    (parked,) = office.preview(bundle).parked
    assert (parked.reason, office.preview(bundle).orders) == (NO_RIGHT, 0)
    office.load(bundle)
    till.load(office.send(till))  # by a relay
    for station in (office, till):
        name = "K. Nowak" if clerk is CLERK else ""
        assert reasons(station) == [("Laptop Północ", name, NO_RIGHT)]
        assert has_anna(station)
        assert station.health().is_well
        assert retry_parked(station.office, RetryParked()).value == 0
        assert retry_parked(station.office, RetryParked(is_supervised=True)).value == 0
        assert has_anna(station)
    assert office.digest() == till.digest()


def test_the_head_may_and_nothing_is_parked(stations: list[Station]) -> None:
    office, laptop, till = stations
    erase_person(laptop.later(minutes=1).office, ErasePerson(ANNA.id, "na wniosek", "wiśniewska"))
    settle_everything(*stations)
    for station in stations:
        assert not has_anna(station)
        assert reasons(station) == []
    assert office.digest() == laptop.digest() == till.digest()


def test_a_right_taken_away_elsewhere_counts_from_when_it_was_heard(stations: list[Station]) -> None:
    """Whichever of the two comes first, everybody ends the same; heard of and then ordered it is parked."""
    office, laptop, till = stations
    give_role(office, Role.SOCIAL_WORKER)
    order(laptop, HEAD.id)
    till.load(office.send(till))
    office.load(laptop.send(office))  # heard of the role first, then of the order
    assert not has_anna(office)
    till.load(laptop.send(till))
    assert not has_anna(till)
    laptop.load(office.send(laptop))
    assert office.digest() == laptop.digest() == till.digest()


def test_who_has_heard_that_the_right_is_gone_orders_in_vain(stations: list[Station]) -> None:
    office, laptop, till = stations
    give_role(office, Role.SOCIAL_WORKER)
    laptop.load(office.send(laptop))
    order(laptop, HEAD.id)
    till.load(laptop.send(till))
    assert (has_anna(till), reasons(till)) == (True, [("Laptop Północ", "E. Zielińska", NO_RIGHT)])


def test_a_right_given_back_counts(stations: list[Station]) -> None:
    office, laptop, _till = stations
    give_role(office, Role.SOCIAL_WORKER)
    give_role(office, Role.ADMINISTRATOR)
    laptop.load(office.send(laptop))
    order(laptop, HEAD.id)
    office.load(laptop.send(office))
    assert not has_anna(office)


@pytest.mark.parametrize("is_ordered_before", [False, True])
def test_under_a_new_identity_the_head_is_still_the_head(stations: list[Station], *, is_ordered_before: bool) -> None:
    """Also where the order is written again under the new number, because nobody had seen it yet."""
    office, laptop, _till = stations
    change(laptop, phone="601 224 918")  # says what it had received; the order itself has nothing new to say
    office.load(laptop.send(office))
    if is_ordered_before:
        order(laptop, HEAD.id)
    keys, kept = make_keys(), office.store.bundling.vector().get(laptop.author, Head(0, b"")).number
    old, office_id = laptop.store.bundling.keys(), laptop.store.bundling.office_id

    def sign(head: Head) -> SignedHead:
        return sign_head(old, office_id, head)

    laptop.store.bundling.take_identity(keys, kept, sign)
    laptop.reopen()
    assert laptop.author == keys.author
    with office.office.work("nowe stanowisko") as work:
        work.add(new_station("Laptop drugi", "M. Lis", keys.public, date(2026, 11, 12)))
        work.commit()
    if not is_ordered_before:
        order(laptop, HEAD.id)
    office.load(laptop.send(office))
    assert not has_anna(office)
    assert reasons(office) == []


def take_role(station: Station, clerk: Clerk, by: RecordId | None) -> None:
    """What a program writes that lets somebody give a role without asking for the right to."""
    now = station.later(minutes=1).calendar.now()
    with station.store.work(clerk_id=by, at=now, reason="podstęp") as work:
        shown = work.get(Clerk, clerk.id)
        work.change(shown, replace(shown, role=Role.HEAD))
        work.commit()


def role_of(station: Station, clerk: Clerk) -> str:
    with station.store.reading() as file:
        return file.get(Clerk, clerk.id).role


@pytest.mark.parametrize("by", [CLERK.id, None])
@pytest.mark.parametrize("is_sent_between", [False, True])
def test_nobody_makes_himself_head(stations: list[Station], by: RecordId | None, *, is_sent_between: bool) -> None:
    """Neither is the role believed nor what is ordered on the strength of it, together or one after the other."""
    office, laptop, till = stations
    take_role(laptop, CLERK, by)
    if is_sent_between:
        office.load(laptop.send(office))
    order(laptop, CLERK.id)
    office.load(laptop.send(office))
    till.load(office.send(till))
    for station in (office, till):
        assert role_of(station, CLERK) == Role.CLERK
        assert has_anna(station)
        assert [reason for _where, _who, reason in reasons(station)] == [NO_RIGHT, NO_RIGHT]
        assert station.health().is_well
    assert office.digest() == till.digest()


def test_whom_the_head_made_head_may(stations: list[Station], tmp_path: Path) -> None:
    """Also for who joins later and gets the whole journal at once."""
    office, laptop, till = stations
    take_role(office, CLERK, HEAD.id)
    laptop.load(office.send(laptop))
    order(laptop, CLERK.id)
    till.load(laptop.send(till))
    new = joined(tmp_path, "Archiwum", till)
    for station in (till, new):
        assert role_of(station, CLERK) == Role.HEAD
        assert not has_anna(station)
        assert reasons(station) == []
    new.close()


def test_a_new_clerk_without_the_right_is_nobody(stations: list[Station]) -> None:
    office, laptop, _till = stations
    stranger = replace(HEAD, id=RecordId(b"clerk-nobody-001"), seen=None)
    with laptop.store.work(clerk_id=CLERK.id, at=laptop.later(minutes=1).calendar.now(), reason="podstęp") as work:
        work.add(stranger)
        work.commit()
    order(laptop, stranger.id)
    office.load(laptop.send(office))
    assert [reason for _where, _who, reason in reasons(office)] == [NO_RIGHT, NO_RIGHT]
    assert has_anna(office)


def test_an_order_without_the_right_explains_no_gaps_in_what_others_wrote(
    stations: list[Station], tmp_path: Path
) -> None:
    """The laptop has cut Anna out of the office's records; whoever gets these from it believes them only to a head."""
    office, laptop, _till = stations
    archive = joined(tmp_path, "Archiwum", office)
    laptop.load(office.send(laptop))
    change(office, phone="44 781 22 06")
    laptop.load(office.send(laptop))
    order(laptop, CLERK.id)
    problem = refused(archive, laptop.send(archive), ContentCut)
    assert problem.facts["sender"] == "Laptop Północ"
    archive.load(office.send(archive))
    archive.load(laptop.send(archive))
    assert has_anna(archive)
    archive.close()
