"""Whatever stands in the boxes, nothing breaks: Hypothesis fills in every form with sense and nonsense."""

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.answer_typing import typed
from app.domain.answer_words import in_words
from app.domain.answers import Key, Value, from_json, is_empty, read_answers, to_json
from app.domain.interview_comparison import carried, compare, proposals
from app.domain.interview_doubts import doubts
from app.domain.interview_rules import missing, progress, standing
from app.domain.interview_seal import printed, seal, settled
from app.domain.interview_update import brought, recalled
from app.domain.interviews import continued_parts
from app.domain.questionnaires import SILENT, Field, Questionnaire
from app.services.paper_interview import interview_paper
from tests.questionnaires.family import filling, form, forms

INTERVIEW = bytes(16)


def asked_fields(asked: Questionnaire) -> list[tuple[Field, int]]:
    return [
        (place.field, 3 if place.group.is_table else 1)
        for place in asked.places.values()
        if place.field.type not in SILENT
    ]


def values(asked: Field) -> st.SearchStrategy[Value]:
    """What a person may type into the box, and what an older program or another form may have left there."""
    plausible = st.sampled_from(
        ["tak", "nie", "12.11.2026", "5.2024", "od 5.2024", "48,5", "540,00", "3", "92031401242", "Anna Wiśniewska"]
    )
    options = [option.key for option in asked.options] or ["x"]
    return st.one_of(
        plausible.map(lambda text: typed(asked, text)),
        st.text(max_size=20).map(lambda text: typed(asked, text)),
        st.booleans(),
        st.integers(min_value=-(10**6), max_value=10**9),
        st.sampled_from(options),
        st.lists(st.sampled_from(options), unique=True).map(tuple),
        st.none(),
    )


@st.composite
def interviews(draw: st.DrawFn, asked: Questionnaire) -> dict[Key, Value]:
    chosen = draw(st.lists(st.sampled_from(asked_fields(asked)), max_size=25))
    return {(each.id, draw(st.integers(0, rows - 1))): draw(values(each)) for each, rows in chosen}


def shown_keys(answers: dict[Key, Value]) -> Iterator[Key]:
    yield from (key for key, value in answers.items() if not is_empty(value))


@pytest.mark.parametrize("asked", forms().forms, ids=lambda asked: f"{asked.part}-{asked.version}")
@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_any_interview_can_be_judged_compared_sealed_and_printed(asked: Questionnaire, data: st.DataObject) -> None:
    answers, previous = (data.draw(interviews(asked)) for _each in range(2))
    interview = filling(answers, version=asked.version, part=asked.part)
    assert all(0 <= each.row < 3 for each in (*missing(interview), *doubts(interview, previous)))
    assert 0 <= progress(interview).percent <= 100
    for segment in interview.segments:
        now = standing(interview, segment)
        assert 0 <= now.answered <= now.shown
        compare(interview, previous, segment)
        for group in segment.groups:
            taken = carried(interview, previous, group)
            assert not set(taken) & set(shown_keys(answers))
    assert not set(proposals(interview)) & set(shown_keys(answers))
    assert interview_paper(interview, INTERVIEW, is_finished=True).blocks


@pytest.mark.parametrize("part", ["III", "IV"])
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_any_interview_can_be_brought_into_its_update(part: str, data: st.DataObject) -> None:
    before = form(data.draw(st.sampled_from(["2021", "2026"])), data.draw(st.sampled_from(continued_parts(part))))
    answers = data.draw(interviews(before))
    update = form("2026", part)
    taken = brought(update, before, answers, date(2026, 11, 12))
    assert {name.split(".", maxsplit=1)[0] for name, _ in taken} <= set(update.places)
    last = filling(answers, version=before.version, part=before.part)
    told = recalled(update, last)
    assert all(update.places[name].field.recalls for name in told)
    assert all(each.words for each in told.get("p4_upd_housing", ()))


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(answers=interviews(form()))
def test_the_seal_is_the_same_on_every_machine_and_after_settling(answers: dict[Key, Value]) -> None:
    interview = filling(answers)
    stored = read_answers([(name, row, to_json(value)) for (name, row), value in answers.items()])
    assert seal(filling(stored), INTERVIEW) == seal(interview, INTERVIEW)
    assert seal(filling({**answers, **settled(interview)}), INTERVIEW) == seal(interview, INTERVIEW)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(answers=interviews(form()), data=st.data())
def test_the_seal_breaks_with_every_printed_answer(answers: dict[Key, Value], data: st.DataObject) -> None:
    interview = filling(answers)
    on_paper = [key for key in printed(interview, with_later=False) if "." not in key[0]]
    if not on_paper:
        return
    key = data.draw(st.sampled_from(on_paper))
    changed = filling({**answers, key: "zmienione"})
    if key in printed(changed, with_later=False):
        assert seal(changed, INTERVIEW) != seal(interview, INTERVIEW)


@given(data=st.data())
def test_every_value_is_written_and_read_alike(data: st.DataObject) -> None:
    asked, _rows = data.draw(st.sampled_from(asked_fields(form())))
    value = data.draw(values(asked))
    assert from_json(to_json(value)) == (None if is_empty(value) else value)
    assert isinstance(in_words(asked, value), str)
