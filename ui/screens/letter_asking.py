"""What a letter asks besides the case: a box for each question of its file, whatever the letter."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.letter_templates import Ask, LetterTemplate
from ui.forms import ChoiceField, DateField, Field, LongText, MoneyField, NumberField, TextField
from ui.forms.form_dialog import FormDialog
from ui.i18n import _

_MANY = 4
"""More boxes than this are written low, so that the window still fits on a small screen."""


@dataclass
class _Box:
    """A question with its fields; a body has three, everything else one."""

    ask: Ask
    fields: tuple[Field, ...]

    def read(self) -> Any:
        """What stands there, as the letter takes it; None while there is nothing."""
        value = self.fields[0].value()
        match self.ask.kind:
            case "lines":
                return tuple(_lines(value)) or None
            case "entries":
                return tuple(_entry(line) for line in _lines(value)) or None
            case "words":
                return " ".join(_lines(value)) or None
            case "number":
                return self.fields[0].whole() if isinstance(self.fields[0], NumberField) else None
            case "body":
                return _body([field.value() for field in self.fields])
            case _:
                return value or None


class AskDialog(FormDialog):
    """The boxes of one letter, in the order of its file."""

    def __init__(self, letter: LetterTemplate, then: Callable[[Mapping[str, object]], None], parent: QWidget) -> None:
        super().__init__(letter.name, _("Pokaż pismo"), self._go, parent)
        self._then = then
        is_long = len(letter.asks) > _MANY
        self.boxes = {ask.name: _box(ask, is_low=is_long) for ask in letter.asks}
        for box in self.boxes.values():
            self.add(box.fields[0])
            if len(box.fields) > 1:
                self.add(*box.fields[1:])
        next(iter(self.boxes.values())).fields[0].setFocus()

    def _go(self) -> None:
        found = {name: box.read() for name, box in self.boxes.items()}
        for name, box in self.boxes.items():
            if found[name] is None and not box.ask.optional:
                self.refuse(box.fields[0], _("Wypełnij to pole; bez niego pismo nie powstanie."))
                return
            if box.ask.least and isinstance(found[name], int) and found[name] < box.ask.least:
                least = _("Najmniej {least}.").format(least=box.ask.least)
                self.refuse(box.fields[0], least)
                return
        self.accept()
        self._then({name: value for name, value in found.items() if value is not None})


def _box(ask: Ask, *, is_low: bool) -> _Box:
    label = ask.words[:1].upper() + ask.words[1:]
    hint = ask.hint or _how(ask) or (_("Niekonieczne.") if ask.optional else "")
    field: Field
    match ask.kind:
        case "words" | "lines" | "entries":
            field = LongText(label, lines=3 if is_low else 4, hint=hint)
        case "number":
            field = NumberField(label, least=1, most=999)
            field.set_value(int(ask.default) if ask.default else None)
        case "day":
            field = DateField(label, hint=hint)
        case "money":
            field = MoneyField(label)
        case "choice":
            field = ChoiceField(label, list(ask.options))
            field.set_value(ask.options[0][0])
        case "body":
            return _Box(
                ask, (TextField(label, hint=ask.hint), TextField(_("Ulica i numer")), TextField(_("Kod i poczta")))
            )
        case _:
            field = TextField(label, hint=hint, longest=300)
    return _Box(ask, (field,))


def _how(ask: Ask) -> str:
    if ask.kind == "entries":
        return _("Każda rzecz w osobnym wierszu, po myślniku przepis albo dowód.")
    return _("Każda rzecz w osobnym wierszu.") if ask.kind == "lines" else ""


def _lines(text: str | None) -> list[str]:
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


def _entry(line: str) -> dict[str, str]:
    for dash in (" – ", " — ", " - "):
        what, found, basis = line.rpartition(dash)
        if found:
            return {"what": what.strip(), "basis": basis.strip()}
    return {"what": line, "basis": ""}


def _body(values: list[str | None]) -> dict[str, object] | None:
    """The addressee: without an address it has no lines, so the letter says that the address is missing."""
    name, *address = (value.strip() if value else "" for value in values)
    if not name:
        return None
    known = [line for line in address if line]
    return {"lines": (name, *known) if known else (), "in_one_line": ", ".join((name, *known))}
