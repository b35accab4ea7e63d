from dataclasses import replace
from datetime import date

import pytest

from app.domain.questionnaire_faults import faults
from app.domain.questionnaires import Condition, Field, FieldType, Group, NoQuestionnaire, Questionnaire, Segment
from tests.questionnaires.family import form, forms


@pytest.mark.parametrize(
    ("day", "version"),
    [
        (date(2021, 11, 15), "2021"),
        (date(2026, 11, 12), "2021"),
        (date(2027, 3, 4), "2021"),
        (date(2027, 3, 5), "2026"),
        (date(2030, 1, 1), "2026"),
    ],
)
def test_the_day_of_the_interview_chooses_the_form(day: date, version: str) -> None:
    assert forms().questionnaire_on("I", day).version == version


@pytest.mark.parametrize(("day", "version"), [(date(2027, 3, 4), "2021"), (date(2027, 3, 5), "2026")])
def test_all_eight_parts_change_on_the_same_day(day: date, version: str) -> None:
    in_force = forms().questionnaires_on(day)
    assert [form.part for form in in_force] == ["I", "II", "III", "IV", "V", "VI", "VII", "VIII"]
    assert {form.version for form in in_force} == {version}
    assert all(form.purpose for form in in_force)


def test_a_day_or_part_without_a_form_is_refused() -> None:
    with pytest.raises(NoQuestionnaire) as refused:
        forms().questionnaire_on("I", date(2021, 11, 14))
    assert refused.value.facts == {"part": "I", "day": date(2021, 11, 14)}
    with pytest.raises(NoQuestionnaire):
        forms().version("IX", "2021")


def test_shipped_forms_have_no_faults() -> None:
    assert [faults(each) for each in forms().forms] == [[] for _ in forms().forms]


def small(*fields: Field, **group: object) -> Questionnaire:
    segment = Segment("A", "Segment", "Segment", (Group("g", "Grupa", fields, **group),))  # type: ignore[arg-type]
    return Questionnaire("X", "1", "Próba", "akt", date(2026, 1, 1), (segment,))


def in_segment(**changes: object) -> Questionnaire:
    """The small form with its segment changed."""
    made = small(TEXT)
    return replace(made, segments=(replace(made.segments[0], **changes),))  # type: ignore[arg-type]  # by name


TEXT = Field("x", "Pole", FieldType.TEXT)


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (small(TEXT, TEXT), "field x stands twice"),
        (small(replace(TEXT, when=Condition(field="y", filled=True))), "field x: condition on unknown field y"),
        (small(replace(TEXT, type=FieldType.SINGLE)), "field x: options belong to single and multi, and only to them"),
        (small(replace(TEXT, sum_of=("y",))), "field x: sums unknown field y"),
        (small(TEXT, key="y"), "group g: y is none of its fields"),
        (small(replace(TEXT, unit="m²")), "field x: a unit belongs to a decimal"),
        (
            small(replace(TEXT, recalls=("g",), unchanged="Bez zmian.")),
            "field x: recalls and unchanged come together, and unchanged names the {day}",
        ),
        (
            in_segment(when=Condition(field="y", filled=True)),
            "segment A: condition on unknown field y",
        ),
        (small(replace(TEXT, says="Ma {coś}")), "field x: its sentence has an unknown hole {coś}"),
        (small(TEXT, says="Ma {"), "group g: its sentence cannot be read"),
        (in_segment(annex="Pismo"), "segment A: an annex is a paper of its own, not printed inside the form"),
    ],
)
def test_a_faulty_form_names_the_place(broken: Questionnaire, said: str) -> None:
    assert any(each.startswith(said) for each in faults(broken))


def test_a_condition_on_an_option_that_is_not_there_is_a_fault() -> None:
    asked = form().places["p1c_tenure"].field
    other = replace(TEXT, when=Condition(field="p1c_tenure", equals="palace"))
    assert faults(small(asked, other)) == ["field x: p1c_tenure has no option palace"]
