"""From answers to findings: everything that is missing, how each segment stands, how far the interview is.

Nothing here blocks: a missing box is named, a doubtful value is questioned (``interview_doubts``), and the worker
decides. The rule of the form (explanations to annex 1): compulsory segments are complete, every other segment is
either filled in or left out on purpose.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.answer_typing import is_readable
from app.domain.answers import is_empty
from app.domain.interview_filling import Filling
from app.domain.questionnaires import SILENT, Field, FieldType, Group, Segment

_SECONDS = {FieldType.LONG_TEXT: 100, FieldType.MULTI: 12, FieldType.YES_NO: 5, FieldType.SINGLE: 7}
_SECONDS_OF_OTHERS = 9
_SECONDS_OF_TABLE = 90


class SegmentState(StrEnum):
    """How a segment stands in the list on the left."""

    DONE = "done"
    BEGUN = "begun"
    OPEN = "open"
    LEFT_OUT = "left_out"


class FindingKind(StrEnum):
    """A gap stands between the worker and a finished interview; a doubt may be answered "yes, it is so"."""

    MISSING = "missing"
    DOUBT = "doubt"


@dataclass(frozen=True)
class Finding:
    """One thing to tell the worker, with the place to go to. ``code`` and ``facts`` are worded by the screen."""

    kind: FindingKind
    code: str
    segment: str
    field_id: str = ""
    row: int = 0
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Standing:
    """How far a segment is: boxes answered of boxes shown (a table counts as one)."""

    state: SegmentState
    answered: int
    shown: int
    is_required: bool


@dataclass(frozen=True)
class Progress:
    """How far the interview is: a share from 0 to 100, and minutes left, roughly."""

    percent: int
    minutes_left: int


def missing(filling: Filling) -> tuple[Finding, ...]:
    """Everything that stands between the worker and a finished interview, in the form's order, not only the first."""
    found: list[Finding] = []
    for segment in filling.segments:
        if filling.is_left_out(segment) or segment.is_later:
            continue
        required = filling.must_be_filled(segment)
        if not required and not filling.is_begun(segment):
            if segment.is_printed:
                found.append(Finding(FindingKind.MISSING, "segment_open", segment.code))
            continue
        for group in segment.groups:
            found += _missing_in(filling, segment, group)
    return tuple(found)


def _missing_in(filling: Filling, segment: Segment, group: Group) -> list[Finding]:
    if group.is_later or not filling.holds(group.when):
        return []
    rows = filling.rows(group)
    if group.is_table and not rows:
        first = group.fields[0].id
        return [Finding(FindingKind.MISSING, "no_row", segment.code, first)] if group.needs_row else []
    return [
        Finding(FindingKind.MISSING, code, segment.code, asked.id, row)
        for row in rows
        for asked in group.fields
        if filling.is_shown(asked, group, row) and (code := _lack(filling, group, asked, row))
    ]


def _lack(filling: Filling, group: Group, asked: Field, row: int) -> str:
    """Why a box is not answered: it is empty though required, or nobody can read what stands in it."""
    value = filling.value(asked.id, row)
    if not is_readable(asked, value):
        return "unreadable"
    return "no_answer" if is_empty(value) and filling.is_required(asked, group, row) else ""


def standing(filling: Filling, segment: Segment) -> Standing:
    """How far one segment is."""
    answered = shown = 0
    for group in segment.groups:
        done, asked = _counted(filling, group)
        answered += done
        shown += asked
    required = filling.must_be_filled(segment)
    if filling.is_left_out(segment):
        state = SegmentState.LEFT_OUT
    elif not filling.is_begun(segment):
        state = SegmentState.OPEN
    elif any(_missing_in(filling, segment, group) for group in segment.groups):
        state = SegmentState.BEGUN
    else:
        state = SegmentState.DONE
    return Standing(state, answered, shown, required)


def undecided(filling: Filling) -> tuple[Segment, ...]:
    """Segments that the form wants decided: compulsory and empty, or others nobody spoke about."""
    return tuple(
        segment
        for segment in filling.segments
        if standing(filling, segment).state is SegmentState.OPEN
        and not segment.is_later
        and (segment.is_printed or filling.must_be_filled(segment))
    )


def unasked(filling: Filling) -> tuple[Finding, ...]:
    """Papers beside the form that nobody wrote on: worth a question before the end, such as the one on assets."""
    return tuple(
        Finding(FindingKind.DOUBT, "annex_empty", segment.code, facts={"annex": segment.annex})
        for segment in filling.segments
        if segment.annex and not filling.is_begun(segment) and not filling.is_left_out(segment)
    )


def _counted(filling: Filling, group: Group) -> tuple[int, int]:
    """Boxes answered and boxes shown in a group; a table is one box."""
    if group.is_later or not filling.holds(group.when):
        return 0, 0
    if group.is_table:
        return int(bool(filling.rows(group))), 1
    asked = [box for box in group.fields if box.type not in SILENT and filling.is_shown(box, group)]
    return sum(not is_empty(filling.value(box.id)) for box in asked), len(asked)


def progress(filling: Filling) -> Progress:
    """Share of the work done, weighed by how long each kind of box takes; left-out segments ask nothing."""
    done = total = 0
    for segment in filling.segments:
        if filling.is_left_out(segment) or not segment.is_printed:
            continue
        is_done = standing(filling, segment).state is SegmentState.DONE
        for group in segment.groups:
            spent, whole = _seconds(filling, group)
            done += whole if is_done else spent
            total += whole
    left = total - done
    percent = 100 * done // total if total else 100
    return Progress(percent, -(-left // 60))


def _seconds(filling: Filling, group: Group) -> tuple[int, int]:
    if group.is_later or not filling.holds(group.when):
        return 0, 0
    if group.is_table:
        return (_SECONDS_OF_TABLE if filling.rows(group) else 0), _SECONDS_OF_TABLE
    done = total = 0
    for asked in group.fields:
        if asked.type in SILENT or asked.computed or not filling.is_shown(asked, group):
            continue
        seconds = _SECONDS.get(asked.type, _SECONDS_OF_OTHERS)
        total += seconds
        done += 0 if is_empty(filling.value(asked.id)) else seconds
    return done, total
