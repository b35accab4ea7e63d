"""Doubtful values are questioned in every part of the form, not only in the first, and never stop anything."""

from dataclasses import replace

import pytest

from app.domain.answers import Key, Value
from app.domain.interview_doubts import doubts
from app.domain.interview_filling import Filling
from app.domain.questionnaires import FieldType, Questionnaire
from tests.questionnaires.family import ANNA, filling, form, forms

PARTS = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII"]
OTHER_PESEL = "17250203464"


def found(interview: Filling, code: str, previous: dict[Key, Value] | None = None) -> list[Key]:
    return [(each.field_id, each.row) for each in doubts(interview, previous) if each.code == code]


def amounts(asked: Questionnaire) -> list[str]:
    """Boxes of money that stand outside tables and are typed by hand, whatever they hang on."""
    places = asked.places.values()
    return [place.field.id for place in places if place.field.type is FieldType.MONEY and not place.group.is_table]


def opened_up(asked: Questionnaire, name: str) -> dict[Key, Value]:
    """What must be answered before a box is asked."""
    place = asked.places[name]
    answers: dict[Key, Value] = {}
    whole = [each for each in (place.group.when, place.field.when) if each is not None]
    for condition in [part for each in whole for part in (each.all_of or (each,))]:
        if condition.field and not condition.none_of:
            wanted = condition.equals if condition.equals is not None else True
            answers |= opened_up(asked, condition.field)
            answers[condition.field, 0] = wanted[0] if isinstance(wanted, tuple) else wanted
            if condition.has:
                answers[condition.field, 0] = (condition.has,)
    return answers


@pytest.mark.parametrize("asked", forms().forms, ids=lambda asked: f"{asked.part}-{asked.version}")
def test_ten_times_the_amount_of_last_time_is_questioned_in_every_box(asked: Questionnaire) -> None:
    for name in amounts(asked):
        answers = {**opened_up(asked, name), (name, 0): 540_000}
        interview = filling(answers, version=asked.version, part=asked.part)
        assert found(interview, "amount_rose", {(name, 0): 54_000}) == [(name, 0)], name
        assert found(interview, "amount_rose", {(name, 0): 500_000}) == []


@pytest.mark.parametrize("part", PARTS)
def test_a_total_income_ten_times_higher_is_questioned_where_the_part_asks_for_it(part: str) -> None:
    asked = form(part=part).meaning("plan.income") or form(part=part).meaning("plan.income_per_person")
    if asked is None:
        assert part in ("VI", "VIII"), "these two ask for no total"
        return
    interview = filling({(asked.id, 0): 1_240_000}, part=part)
    assert (asked.id, 0) in found(interview, "amount_rose", {(asked.id, 0): 124_000})


@pytest.mark.parametrize("part", PARTS)
def test_a_number_that_differs_from_the_files_is_questioned(part: str) -> None:
    asked = form(part=part).meaning("person.pesel")
    if asked is None:
        assert part == "VI", "a foreigner of art. 91 has no box for PESEL"
        return
    assert found(filling({(asked.id, 0): OTHER_PESEL}, part=part), "pesel_against_files") == [(asked.id, 0)]
    assert found(filling({(asked.id, 0): ANNA.pesel}, part=part), "pesel_against_files") == []
    assert found(filling({(asked.id, 0): OTHER_PESEL}, part=part, people=(), incomes=()), "pesel_against_files") == []


@pytest.mark.parametrize("part", PARTS)
def test_an_age_that_the_number_or_the_files_contradict_is_questioned(part: str) -> None:
    asked, number = form(part=part).meaning("person.born_on"), form(part=part).meaning("person.pesel")
    member = form(part=part).meaning("member.born_on")
    assert asked or member or number, "there is nothing to compare"
    if asked is None:
        return
    wrong: dict[Key, Value] = {(asked.id, 0): "1992-03-15"}
    if number is None:
        assert found(filling(wrong, part=part), "birth_date_against_files") == [(asked.id, 0)]
    else:
        answers: dict[Key, Value] = {**wrong, (number.id, 0): ANNA.pesel}
        assert found(filling(answers, part=part), "birth_date_against_pesel") == [(asked.id, 0)]
        assert found(filling({**answers, (asked.id, 0): "1992-03-14"}, part=part), "birth_date_against_pesel") == []


@pytest.mark.parametrize("part", ["III", "IV", "V", "VII"])
def test_income_without_a_document_is_questioned_where_only_the_total_is_asked(part: str) -> None:
    asked = form(part=part).meaning("plan.income") or form(part=part).meaning("plan.income_per_person")
    assert asked is not None
    known = filling({}, part=part).circumstances.incomes
    assert found(filling({}, part=part), "income_without_document") == [(asked.id, 0)], "one of three has none"
    proved = tuple(replace(each, has_document=True) for each in known)
    assert found(filling({}, part=part, incomes=proved), "income_without_document") == []
    handed_in: dict[Key, Value] = {("all_doc_type", 0): "19"}
    assert found(filling(handed_in, part=part), "income_without_document") == []
    assert found(filling({}, part=part, incomes=()), "income_without_document") == []
