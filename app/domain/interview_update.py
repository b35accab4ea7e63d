"""From the last interview into an update of it: the same answers under the boxes of another part.

Part IV asks about fields of life ("aktualizacja sytuacji mieszkaniowej") in one open box each, where part I had many.
Such a box shows beside it what was said last time, and one press writes that nothing has changed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.answer_words import in_words
from app.domain.answers import Answers, Key, Value
from app.domain.interview_filling import Filling
from app.domain.polish import day as written_day
from app.domain.questionnaires import SILENT, Field, FieldType, Questionnaire


@dataclass(frozen=True)
class Recalled:
    """One box of the last interview in words. ``name`` is empty where the words speak for themselves."""

    name: str
    words: str


def brought(form: Questionnaire, past: Questionnaire, answers: Answers, held_on: date) -> dict[Key, Value]:
    """Answers of the last interview as those of ``form``: by box within one part, by meaning between two.

    A box about a field of life gets the sentence that nothing has changed since then, whatever was said.
    """
    if form.part == past.part:
        found = {key: value for key, value in answers.items() if key[0].split(".", maxsplit=1)[0] in form.places}
    else:
        found = dict(_by_meaning(form, past, answers))
    of_life = [place.field for place in form.places.values() if place.field.unchanged]
    day = written_day(held_on).replace("\N{NO-BREAK SPACE}", " ")
    return found | {(field.id, 0): field.unchanged.format(day=day) for field in of_life}


def _by_meaning(form: Questionnaire, past: Questionnaire, answers: Answers) -> Mapping[Key, Value]:
    names: dict[str, Field] = {}
    for place in form.places.values():
        same = past.places.get(place.field.id)
        told = same.field if same is not None else past.meaning(place.field.meaning) if place.field.meaning else None
        if told is not None and told.type is place.field.type:
            names[told.id] = place.field
    return {(names[name].id, row): value for (name, row), value in answers.items() if name in names}


def recalled(form: Questionnaire, last: Filling) -> dict[str, tuple[Recalled, ...]]:
    """For every box about a field of life: what the last interview said of it, in the order of its form."""
    found: dict[str, tuple[Recalled, ...]] = {}
    for place in form.places.values():
        field = place.field
        if field.recalls:
            is_update = field.id in last.questionnaire.places
            found[field.id] = _own_words(last, field.id) if is_update else _of_groups(last, frozenset(field.recalls))
    return {name: told for name, told in found.items() if told}


def _own_words(last: Filling, field_id: str) -> tuple[Recalled, ...]:
    words = in_words(last.questionnaire.places[field_id].field, last.value(field_id))
    return (Recalled("", words),) if words else ()


def _of_groups(last: Filling, wanted: frozenset[str]) -> tuple[Recalled, ...]:
    told: list[Recalled] = []
    for segment in last.segments:
        if last.is_left_out(segment):
            continue
        for group in segment.groups:
            asked = [f for f in group.fields if (group.id in wanted or f.id in wanted) and f.type not in SILENT]
            for row in last.rows(group) if asked else ():
                shown = [f for f in asked if last.is_shown(f, group, row)]
                pairs = [(f, in_words(f, last.value(f.id, row), last.answers, row)) for f in shown]
                words = [(f, text) for f, text in pairs if text]
                if group.is_table:
                    told += _line(group.key, words)
                else:
                    told += [Recalled(f.name, text) for f, text in words]
    return tuple(told)


def _line(key: str, words: list[tuple[Field, str]]) -> list[Recalled]:
    """A row of a table: whom or what it is about, then the rest of it."""
    name = next((text for field, text in words if field.id == key), "")
    rest = [
        text if field.type is FieldType.TEXT else f"{field.name}: {text}" for field, text in words if field.id != key
    ]
    return [Recalled(name, ", ".join(rest))] if words else []
