import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.answers import (
    UnreadableAnswer,
    Value,
    amount_of,
    day_of,
    from_json,
    is_empty,
    keys_of,
    read_answers,
    seal_text,
    to_json,
)

VALUES = st.one_of(st.none(), st.booleans(), st.integers(), st.text(), st.lists(st.text()).map(tuple))


@given(VALUES)
def test_what_is_written_down_is_read_again(value: Value) -> None:
    assert from_json(to_json(value)) == (None if is_empty(value) else value)


def test_nie_and_zero_are_answers() -> None:
    assert [is_empty(value) for value in (False, 0, "", "  ", (), None)] == [False, False, True, True, True, True]


@pytest.mark.parametrize("text", ["{", '{"a": 1}', "1.5", "[1]"])
def test_what_is_no_box_is_refused(text: str) -> None:
    with pytest.raises(UnreadableAnswer):
        from_json(text)


def test_emptied_boxes_stay_known_when_answers_are_read() -> None:
    stored = [("a", 0, '"x"'), ("b", 0, "null"), ("c", 1, "")]
    assert read_answers(stored) == {("a", 0): "x", ("b", 0): None, ("c", 1): None}


def test_values_of_another_shape_are_not_taken_for_amounts_or_days() -> None:
    assert amount_of(True) is None
    assert day_of("2026-13") is None
    assert day_of("2026-11") == day_of("2026-11-01")
    assert keys_of("one") == ("one",)


@given(st.lists(VALUES.map(lambda value: list(value) if isinstance(value, tuple) else value)))
def test_a_seal_has_six_groups_and_depends_on_every_line(lines: list[object]) -> None:
    seal = seal_text(lines)
    assert [len(group) for group in seal.split("-")] == [4] * 6
    assert seal_text([*lines, "more"]) != seal
