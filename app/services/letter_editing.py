"""Letters in the office's own words: edited by the head, seen on a real case, kept by version for every workstation.

An edition is a setting of the office named by letter and version, so it travels with the settings and an older one
stays: a paper keeps the version that it was printed from.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.domain.cases import Case
from app.domain.letter_templates import LetterTemplate
from app.domain.letter_texts import EDITIONS_OF_A_VERSION, Edition, Fields, applied, editable, edition_of, shown
from app.domain.offices import Setting, setting_id
from app.domain.problems import Refusal
from app.domain.records import RecordId
from app.domain.roles import Act
from app.domain.tidying import LONG, clean
from app.services.case_letters import case_values
from app.services.letters import draft
from app.services.office import Done, Office
from app.services.paper_preview import PageImage, preview
from app.services.ports import Reading

_PREFIX = "letter."


class LetterTextChanged(Refusal):
    """Somebody else changed the letter since it was opened (facts: letter)."""

    code = "letter_text_changed"


@dataclass(frozen=True)
class OpenLetterText:
    """Ask for a letter as it may be edited."""

    letter: str


@dataclass(frozen=True)
class TextBlock:
    """One paragraph to edit, and its place in the file; ``is_conditional`` ones appear only sometimes."""

    place: int
    text: str
    is_conditional: bool


@dataclass(frozen=True, kw_only=True)
class LetterText:
    """A letter to edit: its paragraphs, those added by the office, the fields to put in, and its version."""

    template: LetterTemplate
    version: int
    is_own: bool
    blocks: tuple[TextBlock, ...]
    added: tuple[str, ...]
    fields: tuple[str, ...]
    editions: tuple[int, ...]


@dataclass(frozen=True)
class PreviewLetterText:
    """Ask for the letter as it would look in this case with these words."""

    case_id: RecordId
    letter: str
    texts: Mapping[int, str]
    added: Sequence[str] = ()
    more: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class KeepLetterText:
    """These words become the office's; ``seen`` is the version that was edited. Without words the file's come back."""

    letter: str
    seen: int
    texts: Mapping[int, str] = field(default_factory=dict)
    added: Sequence[str] = ()


def open_letter_text(office: Office, request: OpenLetterText) -> LetterText:
    """The words in use today, with their fields by name."""
    template = office.shelf.letters.letter_on(request.letter, office.calendar.today())
    words = office.shelf.letters.words
    with office.reading() as file:
        editions = _editions(file, template)
    current = editions[-1] if editions and editions[-1].is_own else None
    fields = Fields(template, words)
    texts = current.texts if current is not None else {}
    return LetterText(
        template=template,
        version=editions[-1].version if editions else template.version,
        is_own=current is not None,
        blocks=tuple(
            TextBlock(
                place,
                shown(texts.get(place, template.blocks[place].paragraph), fields),
                is_conditional=bool(template.blocks[place].when),
            )
            for place in editable(template)
        ),
        added=tuple(shown(text, fields) for text in current.added) if current is not None else (),
        fields=fields.insertable,
        editions=tuple(each.version for each in editions),
    )


def preview_letter_text(office: Office, request: PreviewLetterText) -> tuple[PageImage, ...]:
    """Pages of a draft; a dead field is refused as it would be when the words are kept."""
    from app.services.paper import render  # ReportLab, only when something is printed

    today, letters = office.calendar.today(), office.shelf.letters
    template = letters.letter_on(request.letter, today)
    edited = applied(template, edition_of(template, letters.words, 1, request.texts, request.added), letters.words)
    with office.reading() as file:
        case = file.get(Case, request.case_id)
        made = draft(letters, edited, case_values(office, file, case, request.more), today)
    content = render(made.letter.blocks, made.letter.head, made.letter.foot, watermark="PROJEKT")
    return tuple(preview(content, 110.0))


def keep_letter_text(office: Office, request: KeepLetterText) -> Done[int]:
    """A new version for every workstation; papers made before keep theirs. Gives its number."""
    office.allow(Act.CONFIGURE)
    template = office.shelf.letters.letter_on(request.letter, office.calendar.today())
    texts = {place: clean(text, LONG) for place, text in request.texts.items()}
    with office.work("Treść pisma ośrodka") as work:
        editions = _editions(work, template)
        latest = editions[-1].version if editions else template.version
        if latest != request.seen:
            raise LetterTextChanged(letter=template.name)
        number = latest % EDITIONS_OF_A_VERSION + 1 if editions else 1
        edition = edition_of(template, office.shelf.letters.words, number, texts, request.added)
        name = f"{_PREFIX}{template.id}.{edition.version}"
        work.add(Setting(id=setting_id(name), name=name, value=_written(edition)))
        return Done(edition.version, work.commit())


def letter_here(file: Reading, template: LetterTemplate, words: Mapping[str, str]) -> LetterTemplate:
    """The letter as this office words it today."""
    editions = _editions(file, template)
    if not editions or not editions[-1].is_own:
        return template
    return applied(template, editions[-1], words)


def _editions(file: Reading, template: LetterTemplate) -> list[Edition]:
    """Editions of this version of the file, oldest first; those of an older file wait for nobody."""
    first = template.version * EDITIONS_OF_A_VERSION
    prefix = f"{_PREFIX}{template.id}."
    found = {
        int(each.name.removeprefix(prefix)): each.value
        for each in file.find(Setting)
        if each.name.startswith(prefix) and each.name.removeprefix(prefix).isdigit() and each.value
    }
    return [
        _read(version, found[version], template.version)
        for version in sorted(found)
        if first < version < first + EDITIONS_OF_A_VERSION
    ]


def _written(edition: Edition) -> str:
    return json.dumps(
        {"texts": {str(place): text for place, text in edition.texts.items()}, "added": list(edition.added)},
        ensure_ascii=False,
        sort_keys=True,
    )


def _read(version: int, value: str, base: int) -> Edition:
    """An edition that cannot be read counts as none: the words of the file are always there."""
    try:
        raw = json.loads(value)
        texts = {int(place): str(text) for place, text in raw["texts"].items()}
        added = tuple(str(text) for text in raw["added"])
    except (ValueError, KeyError, TypeError, AttributeError):
        return Edition(version=version, base=base)
    return Edition(version=version, base=base, texts=texts, added=added)
