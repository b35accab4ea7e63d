"""What a bundle would do, shown before a byte is written; the clerk loads it or leaves it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.persons import Person
from app.services.exchange.compare import FieldChange, Preview
from app.services.exchange.matching import PairReason
from ui import look
from ui.field_words import field_word, kind_word, value_word
from ui.i18n import _, clock, ngettext, number, numeric_day
from ui.parts import Banner, Button, Card, Span, Text, Tile, Tiles
from ui.parts.text import Rich
from ui.screens.exchange_desk import about_words, side_words, when_words
from ui.screens.exchange_loaded import erasure_words, size_words
from ui.screens.exchange_parked import reason_words

LISTED = 40


class PreviewDialog(QDialog):
    """Numbers first, then what needs a person, then the rest."""

    def __init__(self, preview: Preview, load: Callable[[], None], parent: QWidget) -> None:
        super().__init__(parent)
        self.preview = preview
        self.setWindowTitle(_("Podgląd paczki"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(20), look.px(18), look.px(20), look.px(18))
        column.setSpacing(look.px(12))
        column.addWidget(Text(_("Co zmieni paczka {name}").format(name=preview.name), "card", wrap=True))
        column.addWidget(Text(_source(preview), "note", "muted", wrap=True))
        self.tiles = Tiles(_tiles(preview))
        column.addWidget(self.tiles)
        column.addWidget(self._listing(preview), 1)
        note = _("Jeszcze nic nie zostało zapisane. Przed wczytaniem powstanie kopia pliku ośrodka.")
        column.addWidget(Text(note, "note", "muted", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(look.px(10))
        row.addStretch(1)
        self.later = Button(_("Nie teraz"), self.reject)
        self.go = Button(_("Wczytaj"), self.accept, kind="primary")
        self.go.setDefault(True)
        row.addWidget(self.later)
        row.addWidget(self.go)
        column.addLayout(row)
        self.accepted.connect(load)
        self.resize(look.px(720), look.px(600))
        self.go.setFocus()

    def _listing(self, preview: Preview) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, look.px(6), 0)
        column.setSpacing(look.px(look.GAP))
        if preview.is_empty:
            column.addWidget(Banner(_("W tej paczce nie ma nic, czego tu jeszcze nie ma."), "ok"))
        if preview.missing:
            words = ngettext(
                "Brakuje {count} załącznika: nie zmieścił się w paczce i dojdzie później.",
                "Brakuje {count} załączników: nie zmieściły się w paczce i dojdą później.",
                preview.missing,
            )
            column.addWidget(Banner(words.format(count=number(preview.missing)), "warn"))
        for words in erasure_words(preview.orders, preview.dropped):
            column.addWidget(Banner(words, "neutral"))
        for title, lines in _sections(preview):
            if lines:
                column.addWidget(_card(title, lines))
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(holder)
        return area


def _card(title: str, lines: list[list[Span]]) -> Card:
    card = Card(title, number(len(lines)))
    for line in lines[:LISTED]:
        card.add(Rich(line, "body"))
    if len(lines) > LISTED:
        more = len(lines) - LISTED
        card.add(Text(ngettext("i jeszcze {count}", "i jeszcze {count}", more).format(count=more), "note", "muted"))
    return card


def _source(preview: Preview) -> str:
    made = _("zapisana {day} o {time}").format(day=numeric_day(preview.made_at.date()), time=clock(preview.made_at))
    who = preview.sender if not preview.keeper else f"{preview.sender} — {preview.keeper}"
    records = ngettext("{count} zmiana", "{count} zmian", preview.records).format(count=number(preview.records))
    return " · ".join([who, made, size_words(preview.size), records])


def _tiles(preview: Preview) -> list[Tile]:
    finished, fields = preview.finished, preview.changed_fields
    persons, disputes = preview.new.get(Person, 0), len(preview.contradictions)
    return [
        Tile("interviews", number(finished), ngettext("wywiad ukończony", "wywiady ukończone", finished)),
        Tile("fields", number(fields), ngettext("pole zmienione", "pól zmienionych", fields)),
        Tile("persons", number(persons), ngettext("dopisana osoba", "dopisane osoby", persons)),
        Tile(
            "disputes",
            number(disputes),
            ngettext("sprzeczność", "sprzeczności", disputes),
            "bad" if disputes else "",
        ),
    ]


def _sections(preview: Preview) -> list[tuple[str, list[list[Span]]]]:
    return [
        (_("Do rozstrzygnięcia po wczytaniu"), _disputes(preview)),
        (_("Może ta sama osoba"), _pairs(preview)),
        (_("Wywiady"), _interviews(preview)),
        (_("Nowe osoby"), [[Span(name)] for name in preview.new_persons]),
        (_("Zmienione pola"), _changes(preview)),
        (_("Usunięte"), [[Span(kind_word(kind), "muted"), Span(f"  {whose}")] for kind, whose in preview.removed]),
        (_("Inne nowe wpisy"), _others(preview)),
        (_("Odłożone: nie zostaną przyjęte"), [[Span(reason_words(each.reason))] for each in preview.parked]),
    ]


def _disputes(preview: Preview) -> list[list[Span]]:
    lines = []
    for dispute in preview.contradictions:
        line = [Span(about_words(dispute))]
        for side in dispute.sides:
            told = ", ".join(each for each in (side.workstation, side.clerk, when_words(side)) if each)
            line += [Span("\n"), Span(side_words(dispute, side), is_strong=True), Span(f"  {told}", "muted")]
        lines.append(line)
    return lines


def _pairs(preview: Preview) -> list[list[Span]]:
    lines = []
    for news in preview.pairs:
        is_pesel = news.pair.why is PairReason.PESEL
        why = _("PESEL zgodny") if is_pesel else _("podobne nazwisko i data urodzenia")
        lines.append([Span(news.second.person.full_name), Span(f"  {why}", "muted")])
    return lines


def _interviews(preview: Preview) -> list[list[Span]]:
    lines = []
    for news in preview.interviews:
        text = _("Wywiad, część {part} — {person}").format(part=news.part, person=news.person)
        state = (
            _("w trakcie") if news.finished_at is None else _("ukończony {time}").format(time=clock(news.finished_at))
        )
        lines.append([Span(text), Span(f"  {state}", "muted")])
    return lines


def _changes(preview: Preview) -> list[list[Span]]:
    lines = []
    for change in preview.changes:
        if change.kind is Person and change.field == "merged_into":
            lines.append([Span(f"{change.whose}: "), Span(_joined(change))])
            continue
        before = value_word(change.kind, change.field, change.before)
        after = value_word(change.kind, change.field, change.after)
        name = " · ".join(part for part in (change.whose, field_word(change.kind, change.field)) if part)
        lines.append([Span(f"{name}: "), Span(before, "muted", is_struck=True), Span(" → "), Span(after)])
    return lines


def _joined(change: FieldChange) -> str:
    """Two records of one person that became one, or were parted again."""
    if change.after is None:
        return _("rozłączono wpisy tej samej osoby")
    if isinstance(change.after, str):
        return _("połączono z wpisem: {person}").format(person=change.after)
    return _("połączono z innym wpisem tej osoby")


def _others(preview: Preview) -> list[list[Span]]:
    counts = {kind_word(kind): count for kind, count in preview.new.items() if kind is not Person}
    return [[Span(word), Span(f"  {number(count)}", "muted")] for word, count in sorted(counts.items())]
