"""Ids: unlike each other everywhere, rising within one process, equal where they are derived."""

import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest

from app.domain import records
from app.domain.records import RecordId, derived_id, new_id


def made(count: int) -> list[RecordId]:
    return [new_id() for _ in range(count)]


def test_a_new_id_is_a_uuid_of_version_7_and_of_this_instant() -> None:
    before = time.time_ns() // 1_000_000
    found = uuid.UUID(bytes=bytes(made(1)[0]))
    assert (found.version, found.variant) == (7, uuid.RFC_4122)
    assert before <= found.int >> 80 <= before + 5_000


def test_ids_rise_also_within_a_millisecond() -> None:
    ids = made(50_000)  # many to a millisecond
    assert all(first < second for first, second in pairwise(ids))


def test_ids_of_several_threads_rise_in_each_and_never_meet() -> None:
    with ThreadPoolExecutor(4) as threads:
        parts = list(threads.map(made, [10_000] * 4))
    assert len({each for part in parts for each in part}) == 40_000
    assert all(first < second for part in parts for first, second in pairwise(part))


def test_ids_rise_when_the_clock_stands_still_or_is_put_back(monkeypatch: pytest.MonkeyPatch) -> None:
    (first,) = made(1)
    monkeypatch.setattr(time, "time_ns", lambda: 1_000_000)
    ids = [first, *made(100)]
    assert all(before < after for before, after in pairwise(ids))
    assert ids[-1][:6] == first[:6]


def test_a_full_counter_carries_into_the_instant(monkeypatch: pytest.MonkeyPatch) -> None:
    rising = records._Rising()
    monkeypatch.setattr(records, "_rising", rising)
    monkeypatch.setattr(time, "time_ns", lambda: 7_000_000)
    rising._last = (7 << 26) + (1 << 26) - 2
    last, carried = made(2)
    assert (int.from_bytes(last[:6], "big"), int.from_bytes(carried[:6], "big")) == (7, 8)
    assert last < carried


def test_what_is_told_to_an_id_stands_in_it() -> None:
    told = new_id(0x0123456789AB, b"\xff" * 10)
    assert told.hex() == "0123456789ab7fffbfffffffffffffff"
    assert new_id(0, bytes(10)).hex() == "00000000000070008000000000000000"


def test_a_derived_id_is_the_same_everywhere_and_of_version_8() -> None:
    owner = new_id()
    assert derived_id(owner, "answer", "1") == derived_id(owner, "answer", "1")
    assert derived_id(owner, "answer", "1") != derived_id(owner, "answer", "2")
    assert derived_id(owner, "ab", "c") != derived_id(owner, "a", "bc")
    assert uuid.UUID(bytes=bytes(derived_id(owner, "answer"))).version == 8
