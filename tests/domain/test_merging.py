"""Versions of a field: replaced, side by side, settled; whatever the order in which they come."""

import itertools
from collections.abc import Iterable, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.merging import LIFE, Dot, Key, Merged, Merger, Row, Transaction, UnknownRecord, Version, Writes, differ

KIND = 4
ID = b"person-0000-0001"
KEY: Key = (KIND, ID)
NAME, PHONE = 1, 2
BLANKS = {KIND: [None, "", "", ""]}
A, B, C = 1, 2, 3


def nothing_stored(_key: Key) -> Row | None:
    return None


def merged(*transactions: Transaction, stored: Row | None = None, rank: Sequence[int] = (0, 30, 20, 10)) -> Merged:
    rows = {KEY: stored} if stored else {}
    merger = Merger(lambda key: rows.pop(key, None), lambda _key, _number: {}, lambda _dot: 0, rank.__getitem__, BLANKS)
    for transaction in transactions:
        merger.apply(transaction)
    return merger.merged


def made(dot: Dot, *values: Any, fields: tuple[int, ...] = (NAME, PHONE, 3), at: int = 1) -> Transaction:
    return Transaction(dot, at, (Writes(KIND, True, fields, [(ID, *values)]),))


def wrote(dot: Dot, field: int, value: Any, base: Iterable[Dot], at: int = 2) -> Transaction:
    return Transaction(dot, at, (Writes(KIND, False, (field,), [(ID, value, (tuple(base),))]),))


def shown(found: Merged, field: int = PHONE) -> Any:
    return found.rows[KEY].values[field]


def sides(found: Merged, field: int = PHONE) -> set[Any]:
    return {version.value for version in found.siblings.get((KEY, field), {}).values()}


BIRTH = made((A, 1), "Anna", "60", "")


def test_a_write_on_top_of_what_is_there_replaces_it() -> None:
    found = merged(BIRTH, wrote((B, 1), PHONE, "61", [(A, 1)]), wrote((A, 2), PHONE, "62", [(B, 1)]))
    assert (shown(found), found.contradictions()) == ("62", [])
    assert found.rows[KEY].dots == {PHONE: [(A, 2)]}


def test_writes_that_did_not_know_of_each_other_stand_side_by_side() -> None:
    one, other = wrote((B, 1), PHONE, "61", [(A, 1)], at=5), wrote((C, 1), PHONE, "62", [(A, 1)], at=7)
    for order in ((one, other), (other, one)):
        found = merged(BIRTH, *order)
        assert (shown(found), sides(found)) == ("62", {"61", "62"})
        assert found.contradictions() == [(KEY, PHONE)]


def test_equal_clocks_are_decided_by_the_rank_everybody_shares() -> None:
    one, other = wrote((B, 1), PHONE, "61", [(A, 1)]), wrote((C, 1), PHONE, "62", [(A, 1)])
    assert shown(merged(BIRTH, one, other)) == shown(merged(BIRTH, other, one)) == "61"


def test_other_fields_do_not_disturb_each_other() -> None:
    found = merged(BIRTH, wrote((B, 1), PHONE, "61", [(A, 1)]), wrote((C, 1), NAME, "Ewa", [(A, 1)]))
    assert (shown(found), shown(found, NAME), found.siblings) == ("61", "Ewa", {})


def test_a_verdict_replaces_every_version() -> None:
    parted = (wrote((B, 1), PHONE, "61", [(A, 1)]), wrote((C, 1), PHONE, "62", [(A, 1)]))
    found = merged(BIRTH, *parted, wrote((A, 2), PHONE, "61", [(B, 1), (C, 1)]))
    assert (shown(found), found.contradictions()) == ("61", [])
    assert found.rows[KEY].dots[PHONE] == [(A, 2)]


def test_a_verdict_that_missed_a_version_leaves_it() -> None:
    parted = (wrote((B, 1), PHONE, "61", [(A, 1)]), wrote((C, 1), PHONE, "62", [(A, 1)]))
    found = merged(BIRTH, *parted, wrote((A, 2), PHONE, "60", [(B, 1)]))
    assert sides(found) == {"60", "62"}


def test_equal_values_are_no_contradiction() -> None:
    found = merged(BIRTH, wrote((B, 1), PHONE, "61", [(A, 1)]), wrote((C, 1), PHONE, "61", [(A, 1)]))
    assert found.contradictions() == []
    assert not differ([Version(1, "61"), Version(2, "61")])


def test_parted_settled_changed_and_parted_again_within_one_bundle() -> None:
    """What was remembered of the versions must follow, else the second parting looks among the first one's sides."""
    parted = (wrote((B, 1), PHONE, "61", [(A, 1)]), wrote((C, 1), PHONE, "62", [(A, 1)]))
    settled, changed = wrote((A, 2), PHONE, "62", [(B, 1), (C, 1)]), wrote((A, 3), PHONE, "63", [(A, 2)])
    found = merged(BIRTH, *parted, settled, changed, wrote((B, 2), PHONE, "64", [(A, 2)], at=9))
    assert (shown(found), sides(found)) == ("64", {"63", "64"})


def test_two_writes_of_one_record_leave_the_later_one() -> None:
    writes_ = (*wrote((B, 1), PHONE, "61", [(A, 1)]).writes, *wrote((B, 1), PHONE, "62", [(A, 1), (B, 1)]).writes)
    both = Transaction((B, 1), 2, writes_)
    assert (shown(merged(BIRTH, both)), sides(merged(BIRTH, both))) == ("62", set())


def test_one_thing_made_twice_has_both_births_in_every_order() -> None:
    one, other = made((A, 1), "Anna", "60", "", at=4), made((B, 1), "Anna", "61", "", at=3)
    later = wrote((A, 2), PHONE, "62", [(A, 1)], at=9)
    found = [merged(*order) for order in ((one, other, later), (other, one, later), (one, later, other))]
    assert all((shown(each), sides(each), each.rows[KEY].born) == ("62", {"61", "62"}, (B, 1)) for each in found)
    assert all(each.rows[KEY].dots[LIFE] == [(A, 1), (B, 1)] for each in found)
    assert all(each.contradictions() == [(KEY, PHONE)] for each in found)


def test_fields_that_an_older_program_did_not_name_are_blank() -> None:
    found = merged(made((A, 1), "Anna", fields=(NAME,)))
    assert found.rows[KEY].values == [None, "Anna", "", ""]


def test_a_write_to_a_record_that_is_not_there_merges_nothing() -> None:
    both = Transaction(
        (B, 1), 1, (Writes(KIND, True, (NAME,), [(b"another", "x")]), *wrote((B, 1), PHONE, "1", []).writes)
    )
    merger = Merger(nothing_stored, lambda _key, _number: {}, lambda _dot: 0, (0, 1, 2).__getitem__, BLANKS)
    with pytest.raises(UnknownRecord):
        merger.apply(both)
    assert not merger.merged.rows


def test_stored_versions_are_asked_for_when_a_field_has_several() -> None:
    stored = Row((A, 1), {PHONE: [(B, 1), (C, 1)]}, [None, "Anna", "62", ""])
    versions = {(B, 1): Version(5, "61"), (C, 1): Version(7, "62")}
    merger = Merger(
        lambda _key: stored, lambda _key, _number: versions, lambda _dot: 0, (0, 1, 2, 3).__getitem__, BLANKS
    )
    merger.apply(wrote((A, 2), PHONE, "63", [(B, 1)], at=9))
    assert sides(merger.merged) == {"62", "63"}
    assert merger.merged.before[KEY][PHONE] == "62"


# -- life and removal --------------------------------------------------------------------------------------------------


def test_removed_with_everything_seen_is_gone() -> None:
    row = Row((A, 1), {PHONE: [(B, 3)]}, [])
    assert row.is_gone([{A: 1, B: 3}])
    assert row.is_gone([{A: 1}, {B: 5, A: 1}])


def test_newer_than_the_remover_saw_stays() -> None:
    row = Row((A, 1), {PHONE: [(B, 3)]}, [])
    assert not row.is_gone([{A: 1, B: 2}])
    assert not row.is_gone([{A: 1}])


def test_somebody_who_says_it_lives_keeps_it() -> None:
    assert not Row((A, 1), {}, []).is_gone([{A: 1}, None])


# -- every order -------------------------------------------------------------------------------------------------------

writes = st.lists(
    st.tuples(st.sampled_from([B, C]), st.sampled_from([NAME, PHONE]), st.sampled_from("abc"), st.integers(0, 3)),
    min_size=1,
    max_size=4,
)


@given(writes, writes)
def test_concurrent_histories_give_one_result_in_every_interleaving(
    first: list[tuple[int, int, str, int]], second: list[tuple[int, int, str, int]]
) -> None:
    """Two authors who never hear of each other, each on top of what he himself wrote last."""
    histories = [_history(author, steps) for author, steps in ((B, first), (C, second))]
    results = [_state(merged(BIRTH, *order)) for order in _interleavings(*histories)]
    assert all(result == results[0] for result in results)


def _history(author: int, steps: list[tuple[int, int, str, int]]) -> list[Transaction]:
    last: dict[int, Dot] = {}
    found = []
    for number, (_author, field, value, at) in enumerate(steps, start=1):
        found.append(wrote((author, number), field, value, [last.get(field, (A, 1))], at=at))
        last[field] = (author, number)
    return found


def _interleavings(one: list[Transaction], other: list[Transaction]) -> list[list[Transaction]]:
    places = itertools.combinations(range(len(one) + len(other)), len(one))
    found = []
    for chosen in itertools.islice(places, 12):
        mine, theirs = iter(one), iter(other)
        found.append([next(mine if place in chosen else theirs) for place in range(len(one) + len(other))])
    return found


def _state(found: Merged) -> Any:
    row = found.rows[KEY]
    siblings = {
        place: sorted((dot, version.value) for dot, version in versions.items())
        for place, versions in found.siblings.items()
        if len(versions) > 1
    }
    return row.born, row.values, {field: sorted(dots) for field, dots in row.dots.items()}, siblings


# -- what was sealed -------------------------------------------------------------------------------------------------

SEAL = 3


def sealed(*transactions: Transaction) -> Merged:
    merger = Merger(
        nothing_stored, lambda _key, _number: {}, lambda _dot: 0, (0, 30, 20, 10).__getitem__, BLANKS, {KIND: SEAL}
    )
    for transaction in transactions:
        merger.apply(transaction)
    return merger.merged


def issued(dot: Dot, *values: Any, base: Iterable[Dot], at: int = 3) -> Transaction:
    fields = (NAME, PHONE, SEAL)
    return Transaction(dot, at, (Writes(KIND, False, fields, [(ID, *values, (tuple(base),) * 3)]),))


def test_what_was_sealed_is_shown_whatever_the_clocks_say_and_in_whatever_order_it_comes() -> None:
    seal = issued((A, 2), "Anna", "60", "D1", base=[(A, 1)])
    late, later = wrote((B, 1), PHONE, "61", [(A, 1)], at=900), wrote((C, 1), PHONE, "62", [(A, 1)], at=901)
    for order in itertools.permutations((seal, late, later)):
        found = sealed(BIRTH, *order)
        assert (shown(found), sides(found)) == ("60", {"60", "61", "62"})
        assert found.contradictions() == [(KEY, PHONE)]


def test_a_seal_that_comes_later_uncovers_its_values_in_fields_it_did_not_part() -> None:
    parted = (wrote((B, 1), NAME, "Ewa", [(A, 1)], at=9), wrote((C, 1), NAME, "Ola", [(A, 1)], at=8))
    assert shown(sealed(BIRTH, *parted, issued((C, 2), "Ola", "60", "D1", base=[(A, 1), (C, 1)])), NAME) == "Ola"


def test_after_the_verdict_the_sealed_record_has_one_value() -> None:
    seal, other = issued((A, 2), "Anna", "60", "D1", base=[(A, 1)]), wrote((B, 1), PHONE, "61", [(A, 1)], at=9)
    found = sealed(BIRTH, seal, other, wrote((A, 3), PHONE, "60", [(A, 2), (B, 1)], at=10))
    assert (shown(found), found.contradictions()) == ("60", [])
