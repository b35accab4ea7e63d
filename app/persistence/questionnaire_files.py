"""Reads ``resources/questionnaires`` and names the file, and the place in it, that is wrong.

``part-*.toml`` is one form; ``shared-*.toml`` holds segments that several parts take in by name, and
``shared-blocks.toml`` groups of boxes that recur (the address, the family table) under a prefix of each part. A form
may be based on another version of its part: it then says only what is left out (``without``), what is changed and its
own heading.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import is_dataclass
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_type_hints

import msgspec

from app.domain.problems import Trouble
from app.domain.questionnaire_faults import faults
from app.domain.questionnaires import Questionnaire, Questionnaires

_HEADINGS = frozenset({"based_on", "without", "changed_segments", "changed_fields", "shared"})
_BLOCK_KEYS = frozenset({"block", "prefix", "take", "changed"})
_BLOCKS = "shared-blocks.toml"
_NAMES_BOX = frozenset({"id", "field", "key", "rows_of", "sum_of"})


class WrongQuestionnaire(Trouble):
    """A file of a form cannot be used (facts: file, why)."""

    code = "wrong_questionnaire"


def read_questionnaires(folder: Path) -> Questionnaires:
    """Every form of the folder, in the order of the file names."""
    raw = {path.name: _parsed(path) for path in sorted(folder.glob("*.toml"))}
    forms = tuple(_form(name, raw) for name in raw if name.startswith("part-"))
    seen: dict[tuple[str, str], str] = {}
    for name, form in zip((name for name in raw if name.startswith("part-")), forms, strict=True):
        if (form.part, form.version) in seen:
            raise WrongQuestionnaire(file=name, why=f"the same part and version as {seen[form.part, form.version]}")
        seen[form.part, form.version] = name
    return Questionnaires(forms)


def _parsed(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WrongQuestionnaire(file=path.name, why=str(error)) from error
    except OSError as error:
        raise WrongQuestionnaire(file=path.name, why=error.strerror or str(error)) from error


def _form(name: str, raw: Mapping[str, dict[str, Any]]) -> Questionnaire:
    whole = _complete(name, raw)
    if unknown := _unknown(whole, Questionnaire, "form"):
        raise WrongQuestionnaire(file=name, why=unknown)
    try:
        form = msgspec.convert(whole, Questionnaire)
    except msgspec.ValidationError as error:
        raise WrongQuestionnaire(file=name, why=str(error)) from error
    if found := faults(form):
        raise WrongQuestionnaire(file=name, why="; ".join(found))
    return form


def _complete(name: str, raw: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    """The whole form: what it is based on, minus what it leaves out, with its changes and the shared segments."""
    own = raw[name]
    whole = {key: value for key, value in own.items() if key not in _HEADINGS}
    base = own.get("based_on")
    if base is None:
        shared = [segment for part in own.get("shared", ()) for segment in _segments(f"shared-{part}.toml", name, raw)]
        return {**whole, "segments": _joined(_built(name, own.get("segments", ()), raw), shared)}
    file = f"part-{own.get('part')}-{base}.toml"
    if file == name or file not in raw or "based_on" in raw[file]:
        raise WrongQuestionnaire(file=name, why=f"it is based on {file}, which is not a form of its own")
    segments = _changed(name, own, _complete(file, raw)["segments"])
    return {**whole, "segments": segments}


def _segments(file: str, asking: str, raw: Mapping[str, dict[str, Any]]) -> list[dict[str, Any]]:
    if file not in raw:
        raise WrongQuestionnaire(file=asking, why=f"{file} is not there")
    return list(raw[file].get("segments", ()))


def _joined(own: list[dict[str, Any]], shared: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The form's segments and the shared ones; an own one without a title is its groups before those of the shared."""
    made = list(own)
    for segment in shared:
        places = [at for at, each in enumerate(own) if each.get("code") == segment.get("code") and "title" not in each]
        if places:
            groups = [*own[places[0]]["groups"], *segment.get("groups", ())]
            made[places[0]] = {**segment, "groups": groups}
        else:
            made.append(segment)
    return made


def _built(name: str, segments: Sequence[dict[str, Any]], raw: Mapping[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """Segments with their blocks put in."""
    blocks = {block.get("id", ""): block for block in raw.get(_BLOCKS, {}).get("blocks", ())}
    return [
        {**segment, "groups": [_with_block(name, group, blocks) for group in segment.get("groups", ())]}
        for segment in segments
    ]


def _with_block(name: str, group: dict[str, Any], blocks: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    """A group that is a block: its boxes under this part's prefix, taken and changed as the part says."""
    wanted = group.get("block")
    if wanted is None:
        return group
    if wanted not in blocks:
        raise WrongQuestionnaire(file=name, why=f"{_BLOCKS} has no block {wanted!r}")
    block, changed = blocks[wanted], group.get("changed", {})
    boxes = {box["id"]: box for box in block.get("fields", ())}
    taken = group.get("take", list(boxes))
    if unknown := (set(taken) | set(changed)) - set(boxes):
        raise WrongQuestionnaire(file=name, why=f"block {wanted!r} has no box {', '.join(sorted(unknown))}")
    own = {key: value for key, value in group.items() if key not in _BLOCK_KEYS}
    fields = [_merged(boxes[box_id], changed.get(box_id, {})) for box_id in taken]
    named = {key: value for key, value in block.items() if key != "fields"} | {"fields": fields}
    put = _prefixed(named, frozenset(boxes), group.get("prefix", ""))
    return {**put, **own, "fields": [*put["fields"], *own.get("fields", ())], "id": own.get("id", block["id"])}


def _prefixed(value: Any, boxes: frozenset[str], prefix: str, key: str = "") -> Any:
    """The same with the part's prefix before every name of a box of the block."""
    if isinstance(value, dict):
        return {name: _prefixed(inside, boxes, prefix, name) for name, inside in value.items()}
    if isinstance(value, list):
        return [_prefixed(inside, boxes, prefix, key) for inside in value]
    return f"{prefix}{value}" if key in _NAMES_BOX and value in boxes else value


def _merged(first: Mapping[str, Any], change: Mapping[str, Any]) -> dict[str, Any]:
    """``first`` with what differs; an empty change takes a key away."""
    return {key: value for key, value in {**first, **change}.items() if value != {}}


def _changed(name: str, own: Mapping[str, Any], segments: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The segments of the form that this one is based on, as this one has them; an empty change takes a key away."""
    without = set(own.get("without", ()))
    changed_segments, changed_fields = own.get("changed_segments", {}), own.get("changed_fields", {})
    made, met = [], set()
    for segment in segments:
        groups = []
        for group in segment["groups"]:
            boxes = [
                _merged(box, changed_fields.get(box["id"], {})) for box in group["fields"] if box["id"] not in without
            ]
            met |= {box["id"] for box in group["fields"]}
            groups += [{**group, "fields": boxes}] if boxes else []
        met.add(segment["code"])
        made.append({**_merged(segment, changed_segments.get(segment["code"], {})), "groups": groups})
    if unknown := (without | set(changed_fields) | set(changed_segments)) - met:
        raise WrongQuestionnaire(file=name, why=f"it changes what its base does not have: {', '.join(sorted(unknown))}")
    return made


def _unknown(value: object, wanted: Any, where: str) -> str:
    """The first key that no form has, with its place; msgspec passes over unknown keys of a dataclass."""
    made_of, hints = _made_of(wanted)
    if made_of is None:
        return ""
    if isinstance(value, list):
        return next((found for inside in value if (found := _unknown(inside, made_of, where))), "")
    if not isinstance(value, dict):
        return ""
    for key, inside in value.items():
        if key not in hints:
            return f"{where}: unknown key {key!r}"
        if found := _unknown(inside, hints[key], f"{where}.{key} {value.get('id', value.get('code', ''))}".rstrip()):
            return found
    return ""


@cache
def _made_of(wanted: Any) -> tuple[Any, dict[str, Any]]:
    """The dataclass that a hint is made of, and the hints of its own fields."""
    made_of = next((kind for kind in (wanted, *get_args(wanted)) if is_dataclass(kind)), None)
    return made_of, get_type_hints(made_of) if made_of is not None else {}
