"""The contradictions desk: both values, who, when, where, what stood before; a person keeps one or writes another."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.interviews import Answer
from app.domain.offices import Setting
from app.domain.persons import Person
from app.services.exchange.disputes import SettleDispute, settle_dispute
from app.services.exchange.naming import Dispute, Side
from ui import look
from ui.field_words import field_word, kind_word, value_word, whose_word
from ui.forms import DateField, PhoneField, TextField
from ui.forms.fields import LineField
from ui.forms.form_dialog import FormDialog
from ui.i18n import _, clock, short_day
from ui.parts import Button, Card, Choice, ChoiceCards, EmptyState, IconButton, Text
from ui.screen import DeskLike

LIFE = "life"


class DisputeDesk(Card):
    """One contradiction at a time, the oldest first; the arrows look at the others."""

    def __init__(self, desk: DeskLike, settled: Callable[[str], None]) -> None:
        super().__init__(_("Sprzeczności"), spacing=10)
        self._desk, self._settled = desk, settled
        self._disputes: tuple[Dispute, ...] = ()
        self._place = 0
        self.back = IconButton("back", _("Poprzednia sprzeczność"), lambda: self._turn(-1))
        self.forth = IconButton("forward", _("Następna sprzeczność"), lambda: self._turn(1))
        self.head.addWidget(self.back)
        self.head.addWidget(self.forth)
        self.about = Text("", "note", "muted", wrap=True)
        self.cards = ChoiceCards()
        self.before = Text("", "note", "muted", wrap=True)
        self.acts = QVBoxLayout()
        self.acts.setSpacing(look.px(8))
        self.explained = Text("", "note", "muted", wrap=True)
        self.nothing = EmptyState(
            _("Nie ma sprzeczności"),
            _("Gdy to samo pole zmienią dwa stanowiska, obie wartości staną tu obok siebie i wybierze człowiek."),
            icon="check",
        )
        self.buttons: list[Button] = []
        self.add(self.about, self.cards, self.before)
        self.add_layout(self.acts)
        self.add(self.explained, self.nothing)
        self.fill()

    def show_disputes(self, disputes: tuple[Dispute, ...]) -> None:
        """Show the same contradiction again if it is still there, else the oldest."""
        shown = self.dispute
        self._disputes = disputes
        keys = [(each.id, each.field) for each in disputes]
        self._place = keys.index((shown.id, shown.field)) if shown and (shown.id, shown.field) in keys else 0
        self._show()

    @property
    def dispute(self) -> Dispute | None:
        """The contradiction in sight."""
        return self._disputes[self._place] if self._disputes else None

    def _turn(self, step: int) -> None:
        self._place = (self._place + step) % len(self._disputes)
        self._show()

    def _show(self) -> None:
        dispute, count = self.dispute, len(self._disputes)
        for part in (self.about, self.cards, self.before, self.explained):
            part.setVisible(dispute is not None)
        self.nothing.setVisible(dispute is None)
        self.back.setVisible(count > 1)
        self.forth.setVisible(count > 1)
        self._set_acts([])
        if dispute is None:
            self.set_title(_("Sprzeczności"))
            return
        self.set_title(_("Sprzeczność {number} z {count}").format(number=self._place + 1, count=count))
        self.about.setText(about_words(dispute))
        self.cards.set_choices([_choice(dispute, place) for place in range(len(dispute.sides))], "0")
        self.before.setVisible(dispute.field != LIFE)
        before = value_word(dispute.kind, dispute.field, dispute.before_told or dispute.before)
        self.before.setText(_("Przed zmianami było: {value}").format(value=before))
        self.explained.setText(_explained(dispute))
        self._set_acts(self._acts_for(dispute))

    def _acts_for(self, dispute: Dispute) -> list[Button]:
        if dispute.field == LIFE:
            keep = Button(_("Zostaw wpis"), partial(self.settle, True))
            remove = Button(_("Usuń wpis"), partial(self.settle, False), kind="danger")
            return [keep] if dispute.is_sealed else [keep, remove]
        acts = []
        for value in dict.fromkeys(side.value for side in dispute.sides if side.may_stand):
            words = _("Zostaw {value}").format(value=_short(value_word(dispute.kind, dispute.field, value)))
            acts.append(Button(words, partial(self.settle, value)))
        if not dispute.is_sealed and _can_be_typed(dispute):
            acts.append(Button(_("Wpisz inną wartość…"), self.write_another))
        return acts

    def _set_acts(self, buttons: list[Button]) -> None:
        for button in self.buttons:
            self.acts.removeWidget(button)
            button.deleteLater()
        self.buttons = buttons
        for button in buttons:
            self.acts.addWidget(button)

    def settle(self, value: Any) -> None:
        """A person has decided."""
        dispute = self.dispute
        if dispute is not None:
            words = _("Rozstrzygnięto: {what}.").format(what=about_words(replace(dispute, sides=())))
            self._desk.order(settle_dispute, _verdict(dispute, value), lambda _done: self._settled(words))

    def write_another(self) -> "AnotherValue | None":
        """Neither of the two."""
        dispute = self.dispute
        if dispute is None:
            return None
        dialog = AnotherValue(dispute, self.settle, self)
        dialog.open()
        return dialog


class AnotherValue(FormDialog):
    """A third value instead of those that stand side by side."""

    def __init__(self, dispute: Dispute, settle: Callable[[Any], None], parent: QWidget) -> None:
        super().__init__(_("Wpisz inną wartość"), _("Zapisz"), self._save, parent, note=about_words(dispute))
        self._dispute, self._settle = dispute, settle
        name = field_word(dispute.kind, dispute.field)
        label = name[:1].upper() + name[1:]
        self.field: LineField = _field_for(dispute)(label)
        shown = dispute.sides[0].value
        self.field.set_value(json.loads(shown) if dispute.kind is Answer else shown)
        self.add(self.field)
        self.field.setFocus()

    def _save(self) -> None:
        value = self.field.value()
        if value is None and not _is_day(self._dispute):
            value = ""
        self._settle(json.dumps(value, ensure_ascii=False) if self._dispute.kind is Answer else value)
        self.accept()


def _field_for(dispute: Dispute) -> type[LineField]:
    if _is_day(dispute):
        return DateField
    return PhoneField if dispute.kind is Person and dispute.field == "phone" else TextField


def about_words(dispute: Dispute) -> str:
    """Whose, what, and why it is asked: ``Anna Wiśniewska · numer telefonu · zmieniony w dwóch miejscach …``."""
    whose = whose_word(dispute.kind, dispute.whose)
    parts = [whose, "" if dispute.kind is Setting else field_word(dispute.kind, dispute.field)]
    if dispute.field == LIFE:
        parts = [kind_word(dispute.kind), whose, _("ktoś usunął, a ktoś inny zmienił, zanim doszło do wymiany")]
    elif dispute.sides:
        parts.append(_("zmiana w dwóch miejscach, zanim doszło do wymiany"))
    return " · ".join(part for part in parts if part)


def side_words(dispute: Dispute, side: Side) -> str:
    """What one side wrote: the value, or beside a removal what somebody went on to change."""
    if dispute.field != LIFE:
        return _short(value_word(dispute.kind, dispute.field, side.told or side.value))
    return _("usunięcie") if side.field == LIFE and side.value is not None else _changed_words(dispute, side)


def when_words(side: Side) -> str:
    """By the clock of the workstation: ``12.11 o 8:31``."""
    return _("{day} o {time}").format(day=short_day(side.at.date()), time=clock(side.at))


def _choice(dispute: Dispute, place: int) -> Choice:
    side = dispute.sides[place]
    value = side_words(dispute, side)
    words = _("nie zmieni zamkniętej listy") if dispute.closed_as else _("nie zastąpi wydanej decyzji")
    barred = () if side.may_stand else (words,)
    return Choice(str(place), side.workstation or _("stanowisko spoza listy"), value, _notes(side) + barred)


def _changed_words(dispute: Dispute, side: Side) -> str:
    """What somebody went on to write: ``numer telefonu: 601 224 918``."""
    if side.field == LIFE:
        return _("zmiana")
    value = value_word(dispute.kind, side.field, side.told or side.value)
    return _short(_("{field}: {value}").format(field=field_word(dispute.kind, side.field), value=value))


def _explained(dispute: Dispute) -> str:
    if dispute.issued_as:
        return _(
            "Decyzja {number} jest wydana, dlatego obowiązuje to, co stoi na papierze. Innej wartości nie można tu "
            "wybrać: treść wydanej decyzji zmienia się tylko nową decyzją. Wybór zamyka wszystkie sprzeczności w tej "
            "decyzji, a druga wartość zostaje w historii."
        ).format(number=dispute.issued_as)
    if dispute.closed_as:
        return _(
            "Lista wypłat {sign} jest zamknięta, dlatego obowiązuje to, z czym ją zamknięto. Pomyłkę naprawia następna "
            "lista albo zwrot. Wybór zamyka wszystkie sprzeczności na tej liście, a druga wartość zostaje w historii."
        ).format(sign=dispute.closed_as)
    if dispute.field == LIFE:
        return _(
            "Do czasu wyboru wpis zostaje na wszystkich stanowiskach. Nic nie ginie: usunięcie i zmiana są w historii."
        )
    return _(
        "Do czasu wyboru wszędzie widać tę samą, nowszą wartość ze znakiem ⚠. "
        "Nic nie ginie: obie wartości zostają w historii."
    )


def _notes(side: Side) -> tuple[str, ...]:
    written = ", ".join(each for each in (side.clerk, when_words(side)) if each)
    return tuple(part for part in (written, side.reason) if part)


def _verdict(dispute: Dispute, value: Any) -> SettleDispute:
    return SettleDispute(dispute.kind, dispute.id, dispute.field, value, frozenset(side.dot for side in dispute.sides))


def _can_be_typed(dispute: Dispute) -> bool:
    """Free text and days; what is chosen from a list or points elsewhere is corrected in its own form."""
    if dispute.kind is Answer:
        return all(isinstance(_unquoted(side.value), str) for side in dispute.sides)
    return _is_day(dispute) or all(type(side.value) is str for side in dispute.sides)


def _unquoted(stored: str) -> Any:
    try:
        return json.loads(stored)
    except ValueError:
        return None


def _is_day(dispute: Dispute) -> bool:
    return any(type(side.value) is date for side in dispute.sides)


def _short(text: str) -> str:
    longest = 60
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
