"""Signing in to an encrypted office: who may, what is slowed down, what the sheet from the safe gives."""

from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from app.domain.passphrases import PassphraseSame, PassphraseTooShort
from app.domain.persons import Clerk
from app.domain.records import RecordId
from app.domain.recovery_code import SECRET_BYTES, WrongRecoveryCode, written
from app.domain.roles import Act, NotAllowed
from app.persistence.store import Store
from app.services.clerks import ChangeClerk, change_clerk, entry_of
from app.services.office import Office
from app.services.sessions import ClerkLeft, SitDown, sit_down
from app.services.vault import keyring
from app.services.vault.entering import (
    Gate,
    KeeperUnknown,
    Recover,
    RecoveryRefused,
    SignIn,
    names_at,
    signed_in,
)
from app.services.vault.keepers import (
    AskVault,
    ChangePassphrase,
    GivePassphrase,
    LastPassphrase,
    MakeRecoverySheet,
    TakePassphrase,
    UnlockWindow,
    ask_vault,
    change_passphrase,
    give_passphrase,
    make_recovery_sheet,
    proposal,
    take_passphrase,
    unlock_window,
)
from app.services.vault.keyring_file import is_locked, is_plain, read_keys, write_keys
from app.services.vault.proving import FirstPassphrase, NoPassphraseHere, NotEncrypted, SignInRefused, SignInTooSoon
from tests.little_office import little_office
from tests.vault import (
    FIRST,
    HEAD,
    HEAD_NAME,
    OTHER,
    PASSPHRASE,
    WORKER_NAME,
    id_of,
    locked_office,
    office_at,
    signed_in_at,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return locked_office(tmp_path)


# -- who gets in -----------------------------------------------------------------------------------------------------


def test_whoever_knows_name_and_passphrase_gets_in_and_works_with_their_own_rights(path: Path) -> None:
    with office_at(path) as office:
        assert office.clerk.full_name == HEAD_NAME
        office.allow(Act.CONFIGURE)
    with office_at(path, WORKER_NAME) as office:
        assert office.clerk.full_name == WORKER_NAME
        with pytest.raises(NotAllowed):
            office.allow(Act.CONFIGURE)


@pytest.mark.parametrize("wrong", ["", " ", "zgaduję hasło po raz pierwszy", PASSPHRASE.title(), "x" * 10_000_000])
def test_a_wrong_passphrase_says_nothing_about_what_is_wrong(path: Path, wrong: str) -> None:
    told = []
    for who in (id_of(path, HEAD_NAME), "a-name-that-is-not-there"):
        with pytest.raises(SignInRefused) as refused:
            Gate(path, Store).enter(SignIn(who, wrong))
        told.append((refused.value.code, refused.value.facts))
    assert told[0] == told[1] == ("sign_in_refused", {"wait_s": 0})


def test_wrong_tries_are_slowed_down_also_over_a_restart_and_for_the_right_passphrase(path: Path) -> None:
    who = id_of(path, HEAD_NAME)
    for expected in (0, 0, 5):
        with pytest.raises(SignInRefused) as refused:
            Gate(path, Store).enter(SignIn(who, OTHER))
        assert refused.value.facts["wait_s"] == expected
    with pytest.raises(SignInTooSoon) as soon:
        Gate(path, Store).enter(SignIn(who, PASSPHRASE))
    assert 0 < int(str(soon.value.facts["wait_s"])) <= 5
    assert signed_in_at(path, WORKER_NAME).clerk_id is not None, "nobody waits for a colleague's mistakes"


def test_whoever_gets_in_hears_how_often_somebody_was_wrong(path: Path) -> None:
    for _try in range(2):
        with pytest.raises(SignInRefused):
            signed_in_at(path, HEAD_NAME, OTHER)
    assert signed_in_at(path, HEAD_NAME).wrong_before == 2
    assert signed_in_at(path, HEAD_NAME).wrong_before == 0


def test_a_first_passphrase_opens_nothing_until_an_own_one_is_set(path: Path) -> None:
    with office_at(path) as office:
        worker = next(clerk for clerk in clerks_at(office) if clerk.full_name == WORKER_NAME)
        give_passphrase(office, GivePassphrase(worker.id, FIRST))
        assert ask_vault(office, AskVault()).first == {worker.id}
    with pytest.raises(FirstPassphrase):
        signed_in_at(path, WORKER_NAME, FIRST)
    for own, problem in ((FIRST, PassphraseSame), ("krótkie", PassphraseTooShort)):
        with pytest.raises(problem):
            signed_in_at(path, WORKER_NAME, FIRST, own)
    assert signed_in_at(path, WORKER_NAME, FIRST, OTHER).clerk_id == worker.id
    with pytest.raises(SignInRefused):
        signed_in_at(path, WORKER_NAME, FIRST)
    assert signed_in_at(path, WORKER_NAME, OTHER).clerk_id == worker.id


def clerks_at(office: Office) -> list[Clerk]:
    with office.reading() as file:
        return list(file.find(Clerk))


def test_somebody_else_sits_down_with_their_own_passphrase_only(path: Path) -> None:
    with office_at(path) as office:
        worker = next(clerk for clerk in clerks_at(office) if clerk.full_name == WORKER_NAME)
        assert sit_down(office, SitDown(HEAD.id)) == office.clerk, "who sits there is asked for nothing"
        for passphrase in ("", OTHER):
            with pytest.raises(SignInRefused):
                sit_down(office, SitDown(worker.id, passphrase))
        assert sit_down(office, SitDown(worker.id, PASSPHRASE)) == worker


def test_whoever_gave_a_first_passphrase_does_not_sit_down_with_it(path: Path) -> None:
    with office_at(path) as office:
        worker = next(clerk for clerk in clerks_at(office) if clerk.full_name == WORKER_NAME)
        give_passphrase(office, GivePassphrase(worker.id, FIRST))
        with pytest.raises(FirstPassphrase):
            sit_down(office, SitDown(worker.id, FIRST))
        with pytest.raises(PassphraseSame):
            sit_down(office, SitDown(worker.id, FIRST, own=FIRST))
        assert sit_down(office, SitDown(worker.id, FIRST, own=OTHER)) == worker
        with pytest.raises(SignInRefused):
            sit_down(office, SitDown(worker.id, FIRST))
        assert ask_vault(office, AskVault()).first == frozenset()


# -- giving, changing, taking ----------------------------------------------------------------------------------------


def test_changing_a_passphrase_does_not_touch_the_office_file_beyond_a_note(path: Path) -> None:
    salt = path.read_bytes()[:16]
    with office_at(path) as office:
        key = office.file.key
        change_passphrase(office, ChangePassphrase(PASSPHRASE, OTHER))
        assert path.read_bytes()[:16] == salt
    with pytest.raises(SignInRefused):
        signed_in_at(path, HEAD_NAME, PASSPHRASE)
    assert signed_in_at(path, HEAD_NAME, OTHER).key == key
    assert signed_in_at(path, WORKER_NAME).key == key


def test_a_passphrase_is_changed_by_whoever_knows_the_old_one(path: Path) -> None:
    with office_at(path, WORKER_NAME) as office:
        with pytest.raises(SignInRefused):
            change_passphrase(office, ChangePassphrase("", OTHER))
        with pytest.raises(PassphraseSame):
            change_passphrase(office, ChangePassphrase(PASSPHRASE, PASSPHRASE))
        with pytest.raises(PassphraseTooShort):
            change_passphrase(office, ChangePassphrase(PASSPHRASE, "lis"))
    assert signed_in_at(path, WORKER_NAME).wrong_before == 0, "the right old one came after the wrong one"


def test_only_who_may_configure_gives_takes_and_prints(path: Path) -> None:
    with office_at(path, WORKER_NAME) as office:
        for act in (
            lambda: give_passphrase(office, GivePassphrase(office.clerk.id, FIRST)),
            lambda: take_passphrase(office, TakePassphrase(HEAD.id)),
            lambda: make_recovery_sheet(office, MakeRecoverySheet()),
        ):
            with pytest.raises(NotAllowed):
                act()


def test_who_lost_their_passphrase_is_out_and_the_last_one_stays(path: Path) -> None:
    with office_at(path) as office:
        worker = next(clerk for clerk in clerks_at(office) if clerk.full_name == WORKER_NAME)
        assert ask_vault(office, AskVault()).clerks == {HEAD.id, worker.id}
        take_passphrase(office, TakePassphrase(worker.id))
        with pytest.raises(NoPassphraseHere):
            take_passphrase(office, TakePassphrase(worker.id))
        with pytest.raises(NoPassphraseHere):
            sit_down(office, SitDown(worker.id, PASSPHRASE))
        with pytest.raises(LastPassphrase):
            take_passphrase(office, TakePassphrase(HEAD.id))
    assert [each.name for each in names_at(path)] == [HEAD_NAME]


def test_who_left_loses_the_wrap_when_the_window_hears_of_it(path: Path) -> None:
    """The window sits its clerk down again whenever somebody's entry changed, also by a bundle."""
    with office_at(path) as office:
        worker = next(clerk for clerk in clerks_at(office) if clerk.full_name == WORKER_NAME)
        change_clerk(office, ChangeClerk(worker, replace(entry_of(worker), is_active=False)))
        sit_down(office, SitDown(HEAD.id))
        assert [each.name for each in names_at(path)] == [HEAD_NAME]


def test_who_left_the_office_loses_the_wrap_at_the_next_sign_in(path: Path) -> None:
    with office_at(path) as office:
        worker = next(clerk for clerk in clerks_at(office) if clerk.full_name == WORKER_NAME)
        change_clerk(office, ChangeClerk(worker, replace(entry_of(worker), is_active=False)))
        with pytest.raises(ClerkLeft):
            give_passphrase(office, GivePassphrase(worker.id, FIRST))
    with pytest.raises(ClerkLeft):
        signed_in_at(path, WORKER_NAME)
    assert [each.name for each in names_at(path)] == [HEAD_NAME]


def test_unlocking_asks_whoever_is_at_the_keyboard(path: Path) -> None:
    with office_at(path) as office:
        assert unlock_window(office, UnlockWindow(PASSPHRASE)) == office.clerk
        with pytest.raises(SignInRefused):
            unlock_window(office, UnlockWindow(OTHER))


def test_a_proposed_first_passphrase_is_good_and_by_chance() -> None:
    assert proposal() != proposal()
    assert len(proposal()) == len(FIRST)


def test_a_plain_file_has_no_passphrases(tmp_path: Path) -> None:
    with little_office(tmp_path) as office:
        assert ask_vault(office, AskVault()).is_encrypted is False
        with pytest.raises(NotEncrypted):
            unlock_window(office, UnlockWindow(PASSPHRASE))
        assert is_plain(office.file.path)
        assert not is_locked(office.file.path)


# -- the recovery sheet ----------------------------------------------------------------------------------------------


def test_the_sheet_gives_a_new_passphrase_and_only_the_newest_sheet_does(path: Path) -> None:
    with office_at(path) as office:
        assert ask_vault(office, AskVault()).sheet_made_on == ""
        old = make_recovery_sheet(office, MakeRecoverySheet()).value
        sheet = make_recovery_sheet(office, MakeRecoverySheet()).value
        assert ask_vault(office, AskVault()).sheet_made_on == office.calendar.today().isoformat()
        assert sheet.content.startswith(b"%PDF")
    gate, who = Gate(path, Store), id_of(path, HEAD_NAME)
    with pytest.raises(RecoveryRefused):
        gate.recover(Recover(who, old.code, OTHER))
    with pytest.raises(WrongRecoveryCode):
        gate.recover(Recover(who, sheet.code[:-1], OTHER))
    with pytest.raises(PassphraseTooShort):
        gate.recover(Recover(who, sheet.code, "krótkie"))
    assert gate.recover(Recover(who, sheet.code.lower(), OTHER)).clerk_id == HEAD.id
    with pytest.raises(SignInRefused):
        signed_in_at(path, HEAD_NAME, PASSPHRASE)
    assert signed_in_at(path, HEAD_NAME, OTHER).clerk_id == HEAD.id
    assert signed_in_at(path, WORKER_NAME).clerk_id is not None


def test_codes_are_not_guessed_at_the_program(path: Path) -> None:
    code, gate, who = written(bytes(SECRET_BYTES)), Gate(path, Store), id_of(path, HEAD_NAME)
    for _try in range(3):
        with pytest.raises(RecoveryRefused):
            gate.recover(Recover(who, code, OTHER))
    with pytest.raises(SignInTooSoon):
        Gate(path, Store).recover(Recover(who, code, OTHER))


# -- who joined ------------------------------------------------------------------------------------------------------


def as_joined(path: Path, name: str) -> None:
    """The keyring as it is right after a welcome: the only wrap is that of a keeper, known by a name alone."""
    key = signed_in_at(path, HEAD_NAME).key
    ring = read_keys(path)
    wrap = keyring.wrapped(ring, key, PASSPHRASE, "", name)
    alone = keyring.vouched(msgspec.structs.replace(ring, clerks=(wrap,)), key)
    write_keys(path, alone)


def test_the_keeper_of_a_new_workstation_is_known_by_name(path: Path) -> None:
    as_joined(path, "maria lis ")
    clerk_id = signed_in_at(path).clerk_id
    assert [each.name for each in names_at(path)] == [WORKER_NAME]
    assert signed_in_at(path, WORKER_NAME).clerk_id == clerk_id != HEAD.id


def test_who_is_not_known_by_name_says_who_they_are_and_is_never_the_head(path: Path) -> None:
    as_joined(path, "Marysia")
    who = id_of(path)
    with pytest.raises(KeeperUnknown) as unknown:
        signed_in_at(path)
    offered = unknown.value.facts["clerks"]
    assert isinstance(offered, tuple)
    assert [name for _id, name in offered] == [WORKER_NAME]
    worker_id = offered[0][0]
    with pytest.raises(KeeperUnknown):
        Gate(path, Store).enter(SignIn(who, PASSPHRASE, clerk_id=HEAD.id))
    assert Gate(path, Store).enter(SignIn(who, PASSPHRASE, clerk_id=worker_id)).clerk_id == worker_id
    assert signed_in_at(path, WORKER_NAME).clerk_id == worker_id


def test_nobody_is_somebody_by_not_signing_in() -> None:
    with pytest.raises(KeeperUnknown):
        signed_in([HEAD], None)
    with pytest.raises(KeeperUnknown):
        signed_in([HEAD], RecordId(bytes(16)))
    assert signed_in([HEAD], HEAD.id) == HEAD
