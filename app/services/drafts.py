"""What was typed into a form and not yet written: kept at this workstation, it never travels.

A draft is the clerk's own: another clerk at the same keyboard does not see it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.services.office import Done, Office
from app.services.ports import Changes

_LARGEST = 200_000
"""Letters of a draft; the longest application fits twenty times."""


@dataclass(frozen=True)
class KeepDraft:
    """Keep the fields of a form under its name; empty fields drop the draft."""

    form: str
    fields: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class ReadDraft:
    """Ask for what was kept of a form."""

    form: str


def keep_draft(office: Office, request: KeepDraft) -> Done[bool]:
    """Whether something is kept now. What does not fit is not kept at all rather than cut."""
    text = json.dumps(dict(request.fields), ensure_ascii=True) if request.fields else ""
    if len(text) > _LARGEST:
        return Done(False, Changes())
    name = _name(office, request.form)
    if text != (office.file.meta(name) or ""):
        office.file.set_meta(name, text)
    return Done(bool(text), Changes())


def read_draft(office: Office, request: ReadDraft) -> dict[str, object]:
    """The fields as they were kept; empty when there are none, or when a newer program kept them otherwise."""
    text = office.file.meta(_name(office, request.form))
    if not text:
        return {}
    try:
        fields = json.loads(text)
    except ValueError:
        return {}
    return fields if isinstance(fields, dict) else {}


def _name(office: Office, form: str) -> str:
    return f"draft:{form}:{office.clerk.id.hex()}"
