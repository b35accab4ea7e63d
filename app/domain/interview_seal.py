"""What of an interview stands on the signed paper, and the seal that ties the paper to the answers."""

from collections.abc import Sequence
from dataclasses import replace

from app.domain.answers import Key, Value, is_empty, keys_of, seal_text
from app.domain.interview_facts import KnownPerson
from app.domain.interview_filling import Filling
from app.domain.interviews import Correction
from app.domain.questionnaires import Field


def printed(filling: Filling, *, with_later: bool) -> dict[Key, Value]:
    """Every answer that stands on the paper form; ``with_later`` adds what is filled in after the signature."""
    held: dict[Key, Value] = {}
    for segment in filling.segments:
        if not filling.is_on_paper(segment) or filling.is_left_out(segment):
            continue
        for group in segment.groups:
            if group.is_later and not with_later:
                continue
            for row in filling.rows(group):
                for asked in group.fields:
                    if (with_later or not asked.is_later) and filling.is_shown(asked, group, row):
                        held |= _with_companions(filling, asked, row)
    return {key: value for key, value in held.items() if not is_empty(value)}


def _with_companions(filling: Filling, asked: Field, row: int) -> dict[Key, Value]:
    value = filling.value(asked.id, row)
    companions = [asked.detail_id(key) for key in keys_of(value)] if asked.detail else []
    return {(asked.id, row): value} | {(name, row): filling.answers.get((name, row)) for name in companions}


def settled(filling: Filling) -> dict[Key, Value]:
    """Computed amounts to store as answers when the interview is finished, so that later law changes none of them."""
    return {
        (place.field.id, 0): amount
        for place in filling.questionnaire.places.values()
        if place.field.computed
        and is_empty(filling.answers.get((place.field.id, 0)))
        and (amount := filling.computed(place.field)) is not None
    }


def seal(filling: Filling, interview_id: bytes, corrections: Sequence[Correction] = ()) -> str:
    """The mark printed on the signed form: another one as soon as any printed answer differs.

    What is filled in after the signature (the head's remarks, the day of signing) does not change it. Corrections are
    on the paper too, so a print without the newest one carries another mark.
    """
    form = filling.questionnaire
    left_out = sorted(segment.code for segment in form.segments if filling.is_left_out(segment))
    answers = [[name, row, value] for (name, row), value in sorted(printed(filling, with_later=False).items())]
    marked = [
        [each.field_id, each.row, each.before, each.after, each.reason, each.at.isoformat()] for each in corrections
    ]
    lines: list[object] = ["interview", form.part, form.version, interview_id.hex(), left_out, answers]
    return seal_text([*lines, marked] if marked else lines)


def still_sealed(filling: Filling, interview_id: bytes, sealed: str, corrections: Sequence[Correction] = ()) -> bool:
    """Whether the answers still give the seal of a finished interview, whatever the files say by now.

    What the program worked out was stored with the end (``settled``). The one thing it takes from the files without
    storing it is whether the family has minors, where the form has no family table: the seal may rest on either.
    """
    known = replace(filling.circumstances, incomes=(), criterion_alone=None, criterion_in_family=None)
    minor = KnownPerson(born_on=filling.interview_on)
    return any(
        seal(replace(filling, circumstances=replace(known, people=people)), interview_id, corrections) == sealed
        for people in (known.people, (), (minor,))
    )


def left_out_codes(stored: str) -> frozenset[str]:
    """Segments left out, from the text of an interview record ("D G")."""
    return frozenset(stored.split())


def left_out_text(codes: frozenset[str]) -> str:
    """The text an interview record keeps for its left-out segments, the same on every machine."""
    return " ".join(sorted(codes))
