"""Two closings of one interview: what the person said is fixed by the signature, the worker's own words by the head.

After its closing a segment says what stood on paper, and what was corrected since. An answer that another workstation
wrote without knowing of the closing changes neither: it is a *stray* that a person looks at.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from app.domain.answers import Key, UnreadableAnswer, Value, from_json, is_empty
from app.domain.interview_filling import Filling
from app.domain.interview_seal import left_out_codes
from app.domain.interviews import Correction, Freeze, Interview, Layer
from app.domain.questionnaires import Questionnaire, Segment


class PersonsPart(Filling):
    """What the person is asked and signs, as if the form ended there."""

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        """The person's segments that are asked here."""
        own = (each for each in self.questionnaire.segments if layer_of(each) is Layer.PERSON)
        return tuple(each for each in own if self.holds(each.when))


def persons_part(filling: Filling) -> PersonsPart:
    """The same interview without the worker's segments."""
    return PersonsPart(filling.questionnaire, filling.answers, filling.circumstances, filling.left_out)


def is_approved_by_head(form: Questionnaire) -> bool:
    """Whether the part ends with the head's remarks on a plan of help; the others end with the worker's signature."""
    return form.meaning("head.decision") is not None


def closed_layers(interview: Interview, freezes: Iterable[Freeze]) -> frozenset[Layer]:
    """What can only be corrected by now."""
    signed = {Layer.PERSON} if interview.signed_on is not None else set()
    approved = {Layer.WORKER for each in freezes if each.layer == Layer.WORKER}
    return frozenset(signed | approved)


def layer_of(segment: Segment) -> Layer | None:
    """Whose words a segment holds; None for what no signature covers, such as the list of evidence."""
    if segment.is_workers:
        return Layer.WORKER
    return Layer.PERSON if segment.is_printed or segment.annex else None


def snapshot(answers: Mapping[Key, Value]) -> str:
    """Every answered box as the one text of a ``Freeze``."""
    held = [[name, row, value] for (name, row), value in sorted(answers.items()) if not is_empty(value)]
    return json.dumps(held, ensure_ascii=False, separators=(",", ":"))


def read_snapshot(text: str) -> dict[Key, Value]:
    """The answers of a ``Freeze``; what cannot be read is no answer."""
    try:
        rows = json.loads(text or "[]")
        return {(str(name), int(row)): tuple(value) if isinstance(value, list) else value for name, row, value in rows}
    except (ValueError, TypeError, RecursionError):
        return {}


def readable(text: str) -> Value:
    """One stored answer; a text that is none, as it is."""
    try:
        return from_json(text)
    except UnreadableAnswer:
        return text


@dataclass(frozen=True)
class Closed:
    """What of an interview is closed: the segments, what they say, and answers that came from elsewhere since.

    ``strays`` are the stored answers that differ from what stands on paper and in the corrections.
    """

    segments: frozenset[str] = frozenset()
    freezes: Mapping[Layer, Freeze] = field(default_factory=dict)
    corrections: tuple[Correction, ...] = ()
    answers: Mapping[Key, Value] = field(default_factory=dict)
    strays: Mapping[Key, Value] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()


def closed_of(
    form: Questionnaire,
    interview: Interview,
    stored: Mapping[Key, Value],
    freezes: Iterable[Freeze],
    corrections: Iterable[Correction],
) -> Closed:
    """Put paper, corrections and stored answers together.

    A box that was corrected in two places shows what their meeting shows, as long as it is one of the corrections.
    """
    kept = {Layer(each.layer): each for each in freezes if each.layer in set(Layer)}
    layers = closed_layers(interview, kept.values())
    ordered = tuple(sorted(corrections, key=lambda each: (each.at, each.id)))
    papers = {layer: read_snapshot(each.answers) for layer, each in kept.items() if layer in layers and each.answers}
    shut = {each.code: layer for each in form.segments if (layer := _shut(each, layers, papers)) is not None}
    codes = frozenset(shut)
    said, strays = dict(stored), dict[Key, Value]()
    for key in {*stored, *(key for paper in papers.values() for key in paper)}:
        layer = shut.get(segment_of(form, key))
        if layer not in papers or is_written_later(form, key):
            continue
        stands = _standing(key, papers[layer], ordered, stored.get(key))
        if not _equal(stands, stored.get(key)) and not _is_worked_out_anew(form, key, stored.get(key)):
            strays[key] = stored.get(key)
        said[key] = stands
    left_out = left_out_codes(interview.left_out)
    for layer, freeze in ((layer, kept[layer]) for layer in papers):
        own = {code for code, each in shut.items() if each is layer}
        left_out = left_out - own | left_out_codes(freeze.left_out) & own
    return Closed(codes, kept, ordered, said, strays, left_out)


def segment_of(form: Questionnaire, key: Key) -> str:
    """The segment of a box, of the word beside its options, or of the reason for an overruled amount."""
    place = form.places.get(key[0].split(".", maxsplit=1)[0])
    return place.segment.code if place is not None else ""


def is_written_later(form: Questionnaire, key: Key) -> bool:
    """Whether a box is filled in after the end anyway: the head's remarks, the day of signing."""
    place = form.places.get(key[0].split(".", maxsplit=1)[0])
    return place is not None and (place.group.is_later or place.field.is_later)


def is_heads_word(form: Questionnaire, key: Key) -> bool:
    """Whether a box stands among the head's remarks: a verdict is given once, and nobody corrects it."""
    place, asked = form.places.get(key[0].split(".", maxsplit=1)[0]), form.meaning("head.decision")
    return place is not None and asked is not None and place.group == form.places[asked.id].group


def _is_worked_out_anew(form: Questionnaire, key: Key, stored: Value) -> bool:
    """Whether an amount is only empty because an opening again lets the program work it out."""
    place = form.places.get(key[0])
    return place is not None and place.field.computed is not None and is_empty(stored)


def later_than(corrections: Sequence[Correction], seal: str) -> tuple[Correction, ...]:
    """The corrections made after the print that carries this seal; all of them where none carries it."""
    carrying = [at for at, each in enumerate(corrections) if each.seal == seal]
    return tuple(corrections[carrying[-1] + 1 :] if carrying else corrections)


def _shut(segment: Segment, layers: frozenset[Layer], papers: Mapping[Layer, Mapping[Key, Value]]) -> Layer | None:
    """The layer that closes a segment.

    An annex that nobody had written on may still be signed another day; it is closed with what it is on first.
    """
    layer = layer_of(segment)
    if segment.annex and papers:
        names = {asked.id for asked in segment.fields}
        return next((each for each in Layer if any(name in names for name, _row in papers.get(each, ()))), None)
    return layer if layer in layers else None


def _standing(key: Key, paper: Mapping[Key, Value], corrections: Sequence[Correction], stored: Value) -> Value:
    """The newest correction, or another one that none later has replaced and that the stored answer agrees with."""
    own = [(readable(each.before), readable(each.after)) for each in corrections if (each.field_id, each.row) == key]
    if not own:
        return paper.get(key)
    valid = [after for at, (_, after) in enumerate(own, 1) if not any(_equal(after, before) for before, _ in own[at:])]
    return stored if any(_equal(stored, each) for each in valid) else valid[-1]


def _equal(one: Value, other: Value) -> bool:
    return (is_empty(one) and is_empty(other)) or (type(one) is type(other) and one == other)
