"""The keyring by itself: wraps, bit flips, dear guesses, spelling of passphrases, the code of the sheet."""

import random
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from app.domain.passphrases import (
    LEAST,
    LONGEST,
    PassphraseTooLong,
    PassphraseTooPlain,
    PassphraseTooShort,
    demand_good,
    normal,
)
from app.domain.problems import Problem
from app.domain.recovery_code import GROUPS, SECRET_BYTES, SIGNS, WrongRecoveryCode, read, written
from app.services.vault import keyring
from app.services.vault.keyring import Cost, Keyring, KeyringDamaged, KeyringTooNew
from app.services.vault.keyring_file import (
    FREE_TRIES,
    KeyringNotWritten,
    KeysMissing,
    Tries,
    keys_beside,
    lay_aside,
    read_keys,
    write_keys,
)
from tests.hindrances import fill, small_disk
from tests.vault import CHEAP, PASSPHRASE

KEY = bytes(range(32))
NOW = datetime(2026, 11, 25, 8, 0)
ANNA, JAN = bytes(15) + b"a", bytes(15) + b"j"


def ring_of_two() -> Keyring:
    ring = keyring.new_keyring(CHEAP)
    for who, name, words in ((ANNA, "Anna Żak", PASSPHRASE), (JAN, "Jan Łoś", "zupełnie inne słowa 7")):
        ring = keyring.with_clerk(ring, KEY, keyring.wrapped(ring, KEY, words, who.hex(), name))
    secret = bytes(range(SECRET_BYTES))
    return keyring.with_sheet(ring, KEY, keyring.wrapped_for_sheet(ring, KEY, secret, "2026-11-25"))


RING = ring_of_two()


# -- who it opens for ------------------------------------------------------------------------------------------------


def test_each_opens_with_their_own_passphrase_and_with_no_other() -> None:
    anna, jan = RING.wrap_of(ANNA), RING.wrap_of(JAN)
    assert anna is not None
    assert jan is not None
    assert keyring.unwrapped(RING, anna, PASSPHRASE) == KEY
    assert keyring.unwrapped(RING, jan, "zupełnie inne słowa 7") == KEY
    for wrong in ("zupełnie inne słowa 7", "", " ", PASSPHRASE + " ", PASSPHRASE.upper(), "x" * 10_000_000):
        assert keyring.unwrapped(RING, anna, wrong) is None


def test_one_letter_written_in_two_ways_is_one_letter() -> None:
    composed, in_parts, wide_blank = "zażółć gęślą jaźń", "zażółć gęślą jaźń", "zażółć gęślą jaźń"
    assert normal(composed) == normal(in_parts) == normal(wide_blank)
    wrap = keyring.wrapped(RING, KEY, in_parts, ANNA.hex(), "Anna Żak")
    for spelled in (composed, in_parts, wide_blank):
        assert keyring.unwrapped(RING, wrap, spelled) == KEY
    assert keyring.unwrapped(RING, wrap, "zazolc gesla jazn") is None


def test_the_sheet_opens_and_an_older_sheet_does_not() -> None:
    old = bytes(range(SECRET_BYTES))
    assert keyring.unwrapped_by_sheet(RING, old) == KEY
    new = bytes(SECRET_BYTES)
    newer = keyring.with_sheet(RING, KEY, keyring.wrapped_for_sheet(RING, KEY, new, "2026-11-26"))
    assert keyring.unwrapped_by_sheet(newer, new) == KEY
    assert keyring.unwrapped_by_sheet(newer, old) is None
    assert keyring.unwrapped_by_sheet(keyring.new_keyring(CHEAP), old) is None


def test_a_wrap_opens_in_its_own_keyring_only() -> None:
    """Carried over to another office it is worth nothing, also with the right passphrase."""
    anna = RING.wrap_of(ANNA)
    assert anna is not None
    assert keyring.unwrapped(keyring.new_keyring(CHEAP), anna, PASSPHRASE) is None


def test_a_cheaper_guess_cannot_be_had_by_editing_the_file() -> None:
    dear = msgspec.structs.replace(RING, cost=Cost(2, 64, 1))
    wrap = keyring.wrapped(dear, KEY, PASSPHRASE, ANNA.hex(), "Anna Żak")
    assert keyring.unwrapped(dear, wrap, PASSPHRASE) == KEY
    assert keyring.unwrapped(dear, msgspec.structs.replace(wrap, cost=CHEAP), PASSPHRASE) is None


def test_the_usual_cost_is_what_the_note_says() -> None:
    assert Cost(rounds=3, memory=192 * 1024, lanes=2) == keyring.USUAL
    wrap = keyring.wrapped(keyring.new_keyring(), KEY, PASSPHRASE, ANNA.hex(), "Anna Żak")
    assert wrap.cost == keyring.USUAL
    assert keyring.unwrapped(RING, wrap, PASSPHRASE) is None, "made for another keyring"


def test_who_was_taken_off_is_off_and_a_new_passphrase_replaces_the_old_one() -> None:
    left = keyring.without(RING, KEY, {JAN.hex()})
    assert [wrap.name for wrap in left.clerks] == ["Anna Żak"]
    changed = keyring.with_clerk(RING, KEY, keyring.wrapped(RING, KEY, "nowe hasło na zimę", ANNA.hex(), "Anna Żak"))
    anna = changed.wrap_of(ANNA)
    assert anna is not None
    assert len(changed.clerks) == 2
    assert keyring.unwrapped(changed, anna, PASSPHRASE) is None
    assert keyring.unwrapped(changed, anna, "nowe hasło na zimę") == KEY


# -- what was changed in it ------------------------------------------------------------------------------------------


def test_only_the_key_of_the_file_vouches() -> None:
    assert keyring.is_vouched(RING, KEY)
    assert not keyring.is_vouched(RING, bytes(32))
    for forged in (
        msgspec.structs.replace(RING, number=RING.number + 5),
        msgspec.structs.replace(RING, clerks=RING.clerks[:1]),
        msgspec.structs.replace(
            RING, clerks=(msgspec.structs.replace(RING.clerks[0], who=JAN.hex()), *RING.clerks[1:])
        ),
    ):
        assert not keyring.is_vouched(forged, KEY)


def test_a_bit_that_fell_over_anywhere_is_noticed() -> None:
    data = keyring.written(RING)
    assert keyring.read(data, "urzad.teczka-keys") == RING
    chance = random.Random(7)
    places = {*range(80), *chance.sample(range(len(data) - 1), 400)}
    for place in places:
        flipped = bytearray(data)
        flipped[place] ^= 1 << chance.randrange(8)
        with pytest.raises((KeyringDamaged, KeyringTooNew)):
            keyring.read(bytes(flipped), "urzad.teczka-keys")


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", KeyringDamaged),
        (b"teczka-keys 2 0000\n{}", KeyringTooNew),
        (b"PK\x03\x04 something else", KeyringDamaged),
        (keyring.written(RING)[:-200], KeyringDamaged),
        (bytes(100_000), KeyringDamaged),
    ],
    ids=["empty", "newer", "zip", "cut", "zeros"],
)
def test_what_is_no_keyring_is_refused(data: bytes, problem: type[Problem]) -> None:
    with pytest.raises(problem):
        keyring.read(data, "urzad.teczka-keys")


@pytest.mark.parametrize("cost", [Cost(1, 1 << 40, 1), Cost(1 << 20, 64, 1), Cost(0, 64, 1), Cost(1, 64, 0)], ids=str)
def test_a_keyring_that_would_take_the_whole_memory_is_refused(cost: Cost) -> None:
    wrap = msgspec.structs.replace(RING.clerks[0], cost=cost)
    with pytest.raises(KeyringDamaged):
        keyring.read(keyring.written(msgspec.structs.replace(RING, clerks=(wrap,))), "urzad.teczka-keys")


def test_the_file_says_names_and_costs_and_no_secret() -> None:
    text = keyring.written(RING).decode()
    assert "Anna Żak" in text
    for secret in (PASSPHRASE, KEY.hex(), "zupełnie inne"):
        assert secret not in text
    assert repr(RING).find(KEY.hex()) == -1


# -- on the disk -----------------------------------------------------------------------------------------------------


def test_it_lies_beside_the_office_and_beside_its_safety_copies(tmp_path: Path) -> None:
    office = tmp_path / "urzad.teczka-db"
    for name in ("urzad.teczka-db", "urzad.teczka-db.before-import", "urzad.teczka-db.before-import-3"):
        assert keys_beside(tmp_path / name) == tmp_path / "urzad.teczka-keys"
    write_keys(office, RING)
    assert read_keys(office) == RING
    assert [path.name for path in tmp_path.iterdir()] == ["urzad.teczka-keys"]
    assert keys_beside(office).stat().st_mode & 0o077 == 0


def test_a_full_disk_leaves_the_old_keyring(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "64k") as is_mounted:
        if not is_mounted:
            pytest.skip("only root may mount a small disk")
        office = tmp_path / "disk" / "urzad.teczka-db"
        write_keys(office, RING)
        fill(tmp_path / "disk")
        with pytest.raises(KeyringNotWritten) as refused:
            write_keys(office, keyring.without(RING, KEY, {JAN.hex()}))
        assert refused.value.facts["is_full"]
        assert read_keys(office) == RING
        assert not keys_beside(office).with_name("urzad.teczka-keys.part").exists()


def test_a_missing_keyring_is_named(tmp_path: Path) -> None:
    with pytest.raises(KeysMissing) as missing:
        read_keys(tmp_path / "urzad.teczka-db")
    assert missing.value.facts == {"name": "urzad.teczka-db", "keys": "urzad.teczka-keys"}


def test_a_keyring_in_the_way_is_laid_aside_and_never_lost(tmp_path: Path) -> None:
    office = tmp_path / "urzad.teczka-db"
    assert lay_aside(office) is None
    for number in (1, 2):
        write_keys(office, RING)
        aside = lay_aside(office)
        assert aside == tmp_path / f"urzad.teczka-keys.old-{number}"
    assert not keys_beside(office).exists()


# -- wrong tries -----------------------------------------------------------------------------------------------------


def test_wrong_tries_wait_longer_and_longer_also_after_a_restart(tmp_path: Path) -> None:
    office, now, waits = tmp_path / "urzad.teczka-db", NOW, []
    for _try in range(FREE_TRIES + 8):
        tries = Tries(office)
        wait = tries.wait_s("a", now)
        waits.append(wait)
        now += timedelta(seconds=wait)
        assert Tries(office).wait_s("a", now) == 0
        tries.note("a", now)
    assert waits == [0, 0, 0, 5, 10, 20, 40, 80, 160, 300, 300]
    assert Tries(office).wait_s("b", now) == 0, "a colleague waits for nobody"
    Tries(office).forgive("a")
    assert Tries(office).wait_s("a", now) == 0
    assert not list(tmp_path.iterdir())


def test_a_clock_that_was_put_back_makes_nobody_wait_for_a_year(tmp_path: Path) -> None:
    tries = Tries(tmp_path / "urzad.teczka-db")
    for _try in range(FREE_TRIES):
        tries.note("a", NOW)
    assert tries.wait_s("a", NOW - timedelta(days=400)) == 5
    assert tries.wait_s("a", NOW + timedelta(seconds=4.2)) == 1


def test_rubbish_in_the_file_of_tries_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "urzad.teczka-tries").write_bytes(b"\xff{{{")
    assert Tries(tmp_path / "urzad.teczka-db").wait_s("a", NOW) == 0


# -- what a passphrase must be ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("", PassphraseTooShort),
        (" " * 40, PassphraseTooShort),
        ("krótkie", PassphraseTooShort),
        ("x" * (LONGEST + 1), PassphraseTooLong),
        ("a" * 10_000_000, PassphraseTooLong),
        ("aaaaaaaaaaaaaaaa", PassphraseTooPlain),
        ("123123123123", PassphraseTooPlain),
        ("Anna Kowalska", PassphraseTooPlain),
        ("KOWALSKA anna12", PassphraseTooPlain),
    ],
)
def test_what_would_be_guessed_is_refused(words: str, problem: type[Problem]) -> None:
    with pytest.raises(problem):
        demand_good(words, "Anna Kowalska")


def test_a_few_words_are_enough() -> None:
    assert len(PASSPHRASE) >= LEAST
    demand_good(PASSPHRASE, "Anna Kowalska")
    demand_good("Anna lubi zielone jabłka", "Anna Kowalska")


# -- the code of the sheet -------------------------------------------------------------------------------------------


def test_a_code_is_read_as_it_was_written_however_it_is_typed() -> None:
    chance = random.Random(1)
    for _each in range(200):
        secret = chance.randbytes(SECRET_BYTES)
        code = written(secret)
        assert [len(group) for group in code.split(" ")] == [5] * GROUPS
        typed = code.lower().replace(" ", chance.choice([" ", "-", "", "\n"])).replace("0", "o").replace("1", "l")
        assert read(typed) == secret


def test_every_wrong_sign_is_noticed_in_its_group() -> None:
    code = written(random.Random(2).randbytes(SECRET_BYTES))
    for place, sign in enumerate(code):
        for other in SIGNS if sign != " " else "":
            if other != sign:
                with pytest.raises(WrongRecoveryCode) as wrong:
                    read(code[:place] + other + code[place + 1 :])
                assert wrong.value.facts["groups"] == (place // 6 + 1,)


def test_signs_and_groups_changed_round_are_noticed() -> None:
    code = written(random.Random(3).randbytes(SECRET_BYTES))
    groups = code.split(" ")
    for place in range(len(code) - 1):
        one, two = code[place], code[place + 1]
        if one != two and " " not in (one, two):
            with pytest.raises(WrongRecoveryCode):
                read(code[:place] + two + one + code[place + 2 :])
    for first in range(GROUPS):
        for second in range(first):
            turned = list(groups)
            turned[first], turned[second] = turned[second], turned[first]
            with pytest.raises(WrongRecoveryCode):
                read(" ".join(turned))


@pytest.mark.parametrize("typed", ["", "7KQM3", "?" * 40, "7KQM3 " * 9])
def test_half_a_code_is_no_code(typed: str) -> None:
    with pytest.raises(WrongRecoveryCode):
        read(typed)
