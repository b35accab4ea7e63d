"""Somebody new, written down outside an application; what was typed is kept like any other draft."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.problems import Problem
from app.services.drafts import KeepDraft, ReadDraft, keep_draft, read_draft
from ui import look
from ui.forms.drafted import put_back, typed
from ui.forms.fields import Field
from ui.forms.person_fields import AddressFields, PersonFields
from ui.i18n import _
from ui.parts import Banner, Button, Card, LinkButton
from ui.screen import DeskLike
from ui.wording import words_of

FORM = "new-person"
KEEP_MS = 4000
"""How long after the last change the draft is kept."""


class NewPersonForm(QWidget):
    """Somebody new with an address; everything else follows on the card.

    What was typed is kept until the person is written down or somebody begins anew.
    """

    def __init__(self, desk: DeskLike, add: Callable[[], None]) -> None:
        super().__init__()
        self._desk, self._add = desk, add
        self._is_read = False
        self._keeping = QTimer(self)
        self._keeping.setSingleShot(True)
        self._keeping.setInterval(KEEP_MS)
        self._keeping.timeout.connect(self.keep)
        self.person, self.address = PersonFields(), AddressFields()
        self.objection = Banner("", "bad")
        self.go = Button(_("Zapisz osobę"), self._run, kind="primary")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(look.GAP))
        column.addWidget(Card(_("Kim jest")).add(self.person))
        column.addWidget(Card(_("Gdzie mieszka")).add(self.address))
        column.addWidget(self.objection)
        row = QHBoxLayout()
        self.wipe = LinkButton(_("Wyczyść formularz"), self.clear)
        row.addWidget(self.wipe)
        row.addStretch(1)
        row.addWidget(self.go)
        column.addLayout(row)
        column.addStretch(1)
        self._show({})
        for field in (*self.person.fields().values(), *self.address.fields().values()):
            field.changed.connect(lambda _value: self._keeping.start())

    def read(self) -> None:
        """Show what was typed before; once here, the form itself has it."""
        if not self._is_read:
            self._is_read = True
            self._desk.ask(read_draft, ReadDraft(FORM), self._restore)

    def _restore(self, kept: dict[str, object]) -> None:
        if kept and not self._typed():
            self._show(kept)

    def _show(self, kept: dict[str, object]) -> None:
        for name, part in (("person", self.person), ("address", self.address)):
            values = kept.get(name)
            put_back(part.fields(), values if isinstance(values, dict) else {})
        self.person.fit()
        self.objection.hide()

    def _typed(self) -> dict[str, object]:
        found = {"person": typed(self.person.fields()), "address": typed(self.address.fields())}
        return {name: values for name, values in found.items() if values}

    def keep(self) -> None:
        """Keep what is typed on this workstation; an empty form drops what was kept."""
        self._keeping.stop()
        if self._is_read:
            self._desk.order(keep_draft, KeepDraft(FORM, self._typed()))

    def clear(self) -> None:
        """Begin anew."""
        self._show({})
        self.keep()

    def object(self, problem: Problem) -> None:
        self.objection.set_words(words_of(problem).text, "bad")
        self.objection.show()

    def _run(self) -> None:
        focused = self.focusWidget()
        if focused is not None:
            focused.clearFocus()
        refused = next((field for field in self.findChildren(Field) if field.isVisible() and field.is_refused()), None)
        if refused is not None:
            refused.setFocus()
            return
        self.objection.hide()
        self._add()
