"""A passphrase, a keyring that costs nothing to try, and an encrypted office with two people, for tests."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import main
from app.domain.persons import Clerk, Person
from app.domain.records import RecordId
from app.domain.roles import Role
from app.persistence.store import Store
from app.services.beginnings import Beginning
from app.services.clerks import AddClerk, ClerkEntry, add_clerk
from app.services.exchange.stations import FoundOffice
from app.services.office import Office, Unwatched
from app.services.office_files import OwnedFile
from app.services.vault.entering import Entered, Gate, SignIn, names_at
from app.services.vault.keepers import GivePassphrase, give_passphrase
from app.services.vault.keyring import Cost
from app.services.vault.keyring_file import is_locked, keys_beside
from tests.little_office import SETTINGS

PASSPHRASE = "cztery słowa przy kawie"  # noqa: S105 - of invented people
OTHER = "zupełnie inne słowa 7"
FIRST = "k7mp-x3rt-9wdn-4hqz"
CHEAP = Cost(rounds=1, memory=8, lanes=1)
"""The least that Argon2id does; what is tested elsewhere than in its own test must not wait for it."""
HEAD = Clerk(
    id=RecordId(b"vault-head-00001"), first_name="Ewa", last_name="Zielińska", position="kierownik", role=Role.HEAD
)
WORKER = ClerkEntry(first_name="Maria", last_name="Lis", position="pracownik socjalny", role=Role.SOCIAL_WORKER)
HEAD_NAME, WORKER_NAME = "Ewa Zielińska", "Maria Lis"


def signed_in_at(path: Path, name: str = "", passphrase: str = PASSPHRASE, own: str | None = None) -> Entered:
    """Sign in by name, or as the only one there."""
    return Gate(path, Store).enter(SignIn(id_of(path, name), passphrase, own))


def entered_if_locked(path: Path) -> Entered | None:
    """Whoever is the only one there; None where nobody has to sign in."""
    return signed_in_at(path) if is_locked(path) else None


def cheap_beginning(path: Path) -> Beginning:
    """A first start that does not wait for its passphrase."""
    return Beginning(path, Store, _office_of, cost=CHEAP)


def id_of(path: Path, name: str = "") -> str:
    """What stands for somebody at the sign-in."""
    return next(each.id for each in names_at(path) if not name or each.name == name)


@contextmanager
def office_at(path: Path, name: str = HEAD_NAME, passphrase: str = PASSPHRASE) -> Iterator[Office]:
    """The office as whoever signed in has it."""
    entered = signed_in_at(path, name, passphrase)
    with closing(Store.open(path, entered.key)) as store:
        yield main.office_of(store, Unwatched(), clerk_id=entered.clerk_id)


def _office_of(file: OwnedFile, clerk_id: RecordId) -> Office:
    return main.office_of(file, Unwatched(), clerk_id=clerk_id)


@cache
def _built() -> tuple[bytes, bytes]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "urzad.teczka-db"
        beginning = Beginning(
            path, Store, lambda file, who: main.office_of(file, Unwatched(), clerk_id=who), cost=CHEAP
        )
        beginning.found(FoundOffice("Biuro", HEAD.full_name, SETTINGS, (HEAD,)), {}, PASSPHRASE)
        with office_at(path) as office:
            worker = add_clerk(office, AddClerk(WORKER)).value
            give_passphrase(office, GivePassphrase(worker.id, FIRST))
            with office.work("rejestracja") as work:
                work.add(Person(id=RecordId(b"vault-person-001"), first_name="Józef", last_name="Ćwik"))
                work.commit()
        signed_in_at(path, WORKER_NAME, FIRST, own=PASSPHRASE)
        return path.read_bytes(), keys_beside(path).read_bytes()


def locked_office(folder: Path) -> Path:
    """An encrypted office at Biuro: its head and a social worker, both with ``PASSPHRASE``; no sheet yet."""
    path = folder / "urzad.teczka-db"
    office, keys = _built()
    path.write_bytes(office)
    keys_beside(path).write_bytes(keys)
    return path
