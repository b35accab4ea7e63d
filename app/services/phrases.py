"""Phrases that the office keeps: ready pieces of text for interviews and reasons, the same on every workstation.

A phrase is a setting of the office under its own name, so two workstations that word one name differently meet in one
record, and a person settles which wording stands.
"""

from dataclasses import dataclass, replace

from app.domain.offices import Setting, setting_id
from app.domain.polish import sort_key
from app.domain.problems import Refusal
from app.domain.roles import Act
from app.domain.tidying import LONG, clean
from app.services.office import Done, Office
from app.services.ports import Reading, Work

PREFIX = "phrase."
LONGEST_NAME = 80
"""Letters: a name is read in one line of a list."""


class PhraseIncomplete(Refusal):
    """A phrase needs a name to be found by and a text to be put in."""

    code = "phrase_incomplete"


class PhraseNameTaken(Refusal):
    """Another phrase bears this name (facts: name)."""

    code = "phrase_name_taken"


@dataclass(frozen=True)
class Phrase:
    """``setting`` is the record as it was read, for whoever changes the phrase later."""

    name: str
    text: str
    setting: Setting


@dataclass(frozen=True)
class ListPhrases:
    """Ask for all of them."""


@dataclass(frozen=True)
class KeepPhrase:
    """Write a new phrase down, or ``before`` in other words or under another name."""

    name: str
    text: str
    before: Phrase | None = None


@dataclass(frozen=True)
class DropPhrase:
    """Take a phrase out of the list; texts into which it was put stay as they are."""

    phrase: Phrase


def list_phrases(office: Office, _: ListPhrases) -> tuple[Phrase, ...]:
    """In the order of the alphabet."""
    with office.reading() as file:
        return _all(file)


def keep_phrase(office: Office, request: KeepPhrase) -> Done[Phrase]:
    """Kept for everybody; a name that another phrase bears already is refused, nothing is overwritten."""
    office.allow(Act.REGISTER)
    name, text = clean(" ".join(request.name.split()), LONGEST_NAME), clean(request.text, LONG)
    if not name or not text:
        raise PhraseIncomplete
    before = request.before
    with office.work("Zwrot ośrodka") as work:
        others = [each for each in _all(work) if before is None or each.name != before.name]
        if any(each.name.casefold() == name.casefold() for each in others):
            raise PhraseNameTaken(name=name)
        if before is not None and before.name == name:
            work.change(before.setting, replace(before.setting, value=text))
        else:
            if before is not None:
                work.remove(before.setting)
            _add(work, PREFIX + name, text)
        changes = work.commit()
    with office.reading() as file:
        kept = next(each for each in _all(file) if each.name == name)
    return Done(kept, changes)


def drop_phrase(office: Office, request: DropPhrase) -> Done[tuple[Phrase, ...]]:
    """Gives what is left; dropping what is gone already changes nothing."""
    office.allow(Act.REGISTER)
    with office.work("Usunięcie zwrotu ośrodka") as work:
        if any(each.name == request.phrase.name for each in _all(work)):
            work.remove(request.phrase.setting)
        changes = work.commit()
    return Done(list_phrases(office, ListPhrases()), changes)


def phrase_name(setting_name: str) -> str:
    """The name of the phrase that a setting holds; empty for any other setting."""
    return setting_name.removeprefix(PREFIX) if setting_name.startswith(PREFIX) else ""


def _add(work: Work, name: str, text: str) -> None:
    """A name that was dropped before comes back under its old record: a newer version outlives the removal."""
    record_id = setting_id(name)
    stored = work.many(Setting, [record_id]).get(record_id)
    if stored is None:
        work.add(Setting(id=record_id, name=name, value=text))
    else:
        work.change(stored, replace(stored, value=text))


def _all(file: Reading) -> tuple[Phrase, ...]:
    found = (
        Phrase(name, setting.value, setting) for setting in file.find(Setting) if (name := phrase_name(setting.name))
    )
    return tuple(sorted(found, key=lambda each: sort_key(each.name)))
