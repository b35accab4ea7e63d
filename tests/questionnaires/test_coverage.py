"""No box of the gazette is forgotten, and none is invented."""

from pathlib import Path

import pytest

from app.domain.questionnaires import FieldType, Standing
from tests.questionnaires.family import form, forms

HERE = Path(__file__).parent
PART_I = (HERE / "field-ids-part-I.txt").read_text(encoding="utf-8").split()
SHARED = (HERE / "field-ids-shared.txt").read_text(encoding="utf-8").split()
ADDED_IN_2026 = {"p1c_minor"}


def printed_ids(version: str) -> list[str]:
    return [field.id for segment in form(version).segments if segment.is_printed for field in segment.fields]


def test_the_form_of_2026_has_all_193_boxes() -> None:
    assert len(PART_I) == 193
    assert sorted(printed_ids("2026")) == sorted(PART_I)


def test_the_form_of_2021_is_the_same_without_what_came_later() -> None:
    assert sorted(printed_ids("2021")) == sorted(set(PART_I) - ADDED_IN_2026)


@pytest.mark.parametrize("version", ["2021", "2026"])
def test_what_surrounds_the_form_is_asked_but_not_printed(version: str) -> None:
    around = [field.id for segment in form(version).segments if not segment.is_printed for field in segment.fields]
    assert sorted(around) == sorted(SHARED)


def test_segments_are_lettered_as_in_the_form() -> None:
    assert [segment.code for segment in form().segments if segment.is_printed] == list("ABCDEFGHIJ")
    assert [segment.code for segment in form().segments if segment.required] == list("AHIJ")


def test_the_form_of_2021_says_that_it_is_inferred() -> None:
    old = form("2021")
    assert old.standing is Standing.LIKELY
    assert "blankiet" in old.note
    assert "małoletniego" not in old.places["p1c_problem_desc"].field.label
    assert "małoletniego" in form().places["p1c_problem_desc"].field.label


def test_every_choice_offers_something_to_choose() -> None:
    for each in forms().forms:
        for place in each.places.values():
            if place.field.type in (FieldType.SINGLE, FieldType.MULTI):
                assert len(place.field.options) >= 2, place.field.id
                assert len({option.key for option in place.field.options}) == len(place.field.options)


def test_grounds_are_keyed_by_the_point_of_the_act_and_ordered_as_in_the_form() -> None:
    grounds = form().places["p1i_grounds"].field.options
    assert len(grounds) == 16
    assert [option.key for option in grounds][7:11] == ["7.7a", "7.8", "7.9", "7.11"]
