"""A small office on a real file: two workstations on the roster, three clerks, two lists of cases."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.domain.bundles import StationKeys
from app.domain.cases import ApplicationForm, CaseList
from app.domain.households import Relation
from app.domain.offices import Setting, Workstation, setting_id
from app.domain.persons import Clerk
from app.domain.records import RecordId
from app.domain.roles import Role
from app.persistence.shelf import ResourceShelf
from app.persistence.store import Store
from app.services.applications import TakeApplication
from app.services.calendars import SetCalendar
from app.services.households import MemberEntry
from app.services.office import Office, Unwatched
from app.services.persons import AddressEntry, PersonEntry
from app.services.registers import case_list_id

RESOURCES = Path(__file__).resolve().parents[1] / "resources"
SHELF = ResourceShelf(RESOURCES)
MORNING = datetime(2026, 11, 3, 11, 30)
CLERK = Clerk(
    id=RecordId(b"clerk-nowak-0001"),
    first_name="Katarzyna",
    last_name="Nowak",
    position="referent ds. świadczeń",
    role=Role.CLERK,
    phone="44 781 22 02",
)
HEAD = Clerk(
    id=RecordId(b"clerk-ziel--0001"),
    first_name="Ewa",
    last_name="Zielińska",
    position="kierownik",
    role=Role.HEAD,
    signs_for="z up. Burmistrza",
    authorisation_number="OR.0052.14.2024",
    authorised_from_on=date(2024, 1, 15),
)
WORKER = Clerk(
    id=RecordId(b"clerk-lis---0001"),
    first_name="Maria",
    last_name="Lis",
    position="pracownik socjalny",
    role=Role.SOCIAL_WORKER,
    region="Północ",
)
ACCOUNTANT = replace(CLERK, id=RecordId(b"clerk-ksieg-0001"), last_name="Książkiewicz", role=Role.ACCOUNTANT)
BIURO, LAPTOP = RecordId(b"station-biuro-01"), RecordId(b"station-laptop-1")
SETTINGS = {
    "office_name": "Miejsko-Gminny Ośrodek Pomocy Społecznej w Przedborzu",
    "office_short_name": "M-GOPS w Przedborzu",
    "office_address": "ul. Mostowa 29",
    "office_postal": "97-570 Przedbórz",
    "office_phone": "44 781 22 00",
    "town": "Przedbórz",
    "town_locative": "Przedborzu",
    "authority": "Burmistrz Miasta i Gminy Przedbórz",
    "authority_genitive": "Burmistrza Miasta i Gminy Przedbórz",
    "appeal_body": "Samorządowego Kolegium Odwoławczego w Piotrkowie Trybunalskim",
    "cell": "MGOPS",
}

ANNA = PersonEntry(first_name="Anna", last_name="Wiśniewska", pesel="92030412346", phone="44 781 22 60")
ZOFIA = PersonEntry(first_name="Zofia", last_name="Wiśniewska", born_on=date(2017, 5, 12))
JAN = PersonEntry(first_name="Jan", last_name="Wiśniewski", born_on=date(2020, 2, 3))
HOME = AddressEntry(locality="Wola Przedborska", house="14", postal_code="97-570", post_town="Przedbórz")


@contextmanager
def little_office(folder: Path, now: datetime = MORNING, *, at: RecordId = BIURO) -> Iterator[Office]:
    """The office as Katarzyna Nowak sees it in the morning of ``now`` at one of its workstations."""
    store = Store.create(folder / "office.teczka-db", new_keys(), b"office-przedborz")
    calendar = SetCalendar(now)
    try:
        found_office(store, at, now)
        yield Office(store, calendar, CLERK, "Biuro" if at == BIURO else "Laptop Północ", SHELF.law, SHELF, Unwatched())
    finally:
        store.close()


def new_keys() -> StationKeys:
    secret, identity = Ed25519PrivateKey.generate(), pyrage.x25519.Identity.generate()
    return StationKeys(
        secret.private_bytes_raw(), secret.public_key().public_bytes_raw(), str(identity), str(identity.to_public())
    )


def found_office(store: Store, at: RecordId, now: datetime) -> None:
    with store.work(clerk_id=None, at=now, reason="Założenie") as work:
        other = LAPTOP if at == BIURO else BIURO
        names = {BIURO: "Biuro", LAPTOP: "Laptop Północ"}
        work.add(Workstation(id=at, name=names[at], author=store.author))
        work.add(Workstation(id=other, name=names[other], author=17))
        work.add_all([CLERK, HEAD, WORKER, ACCOUNTANT])
        work.add_all([Setting(id=setting_id(name), name=name, value=value) for name, value in SETTINGS.items()])
        work.add_all([case_list("5110", 3, "periodic_allowance"), case_list("5112", 0, "purpose_allowance")])
        work.commit()


def case_list(class_symbol: str, group: int, benefit: str, keeper_id: RecordId = BIURO, year: int = 2026) -> CaseList:
    return CaseList(
        id=case_list_id("MGOPS", class_symbol, group, year),
        cell="MGOPS",
        class_symbol=class_symbol,
        group_number=group,
        year=year,
        title=f"Spis {class_symbol}",
        benefit=benefit,
        keeper_id=keeper_id,
    )


def at_desk(office: Office, clerk: Clerk) -> Office:
    """The same office with somebody else at the keyboard."""
    return replace(office, clerk=clerk)


def annas_application(**changes: object) -> TakeApplication:
    """Anna Wiśniewska applies orally, with her two children."""
    asked = TakeApplication(
        form=ApplicationForm.ORAL,
        benefit="periodic_allowance",
        received_on=date(2026, 11, 3),
        person=ANNA,
        address=HOME,
        members=(
            MemberEntry(person=ZOFIA, relation=Relation.CHILD),
            MemberEntry(person=JAN, relation=Relation.CHILD),
        ),
        region="Północ",
        claim="Proszę o zasiłek okresowy, nie mam pracy i zasiłku.",
        reasons=("7.1", "7.4"),
    )
    return replace(asked, **changes)  # type: ignore[arg-type]  # the tests name the fields


def somebody(first_name: str = "Jan", last_name: str = "Ćwik", **more: object) -> PersonEntry:
    return replace(PersonEntry(first_name=first_name, last_name=last_name), **more)  # type: ignore[arg-type]
