"""Phrases of the office: where long texts take them from, and the form in which one is written."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from app.domain.offices import Setting
from app.services.phrases import (
    LONGEST_NAME,
    DropPhrase,
    KeepPhrase,
    ListPhrases,
    Phrase,
    drop_phrase,
    keep_phrase,
    list_phrases,
)
from app.services.ports import Changes
from ui import look
from ui.forms import LongText, TextField
from ui.forms.ready_texts import ReadyShelf
from ui.i18n import _
from ui.parts import Button
from ui.screen import DeskLike, Navigator
from ui.screens.settings_dialog import CarefulDialog

WIDTH = 620
LINES = 8


class PhraseDialog(CarefulDialog):
    """A new phrase, one that is put right, or one that goes; ``text`` fills a new one."""

    def __init__(
        self,
        desk: DeskLike,
        navigator: Navigator,
        parent: QWidget,
        *,
        before: Phrase | None = None,
        text: str = "",
    ) -> None:
        title = _("Nowy zwrot") if before is None else _("Zwrot ośrodka")
        note = _("Zwroty widzą wszystkie stanowiska. Teksty, do których zwrot już wstawiono, nie zmieniają się z nim.")
        super().__init__(title, _("Zapisz"), self._save, parent, note=note)
        self._desk, self._navigator, self._before = desk, navigator, before
        self.name = TextField(_("Nazwa"), hint=_("Po nazwie i po treści zwrot się znajduje."), longest=LONGEST_NAME)
        self.text = LongText(_("Treść"), lines=LINES)
        self.name.set_value(before.name if before is not None else "")
        self.text.set_value(before.text if before is not None else text)
        self.add(self.name)
        self.add(self.text)
        self.watch(self.name, self.text)
        if before is not None:
            self.keep_an_eye(desk.changed, before.setting)
            self.add_button(Button(_("Usuń zwrot"), lambda: self._drop(before), kind="danger"))
        self.setMinimumWidth(look.px(WIDTH))
        self.name.setFocus()

    def _save(self) -> None:
        if not self.demand(self.name, self.text):
            return
        request = KeepPhrase(self.name.value() or "", self.text.value() or "", self._before)
        self._desk.order(keep_phrase, request, self._kept, self.object)

    def _kept(self, phrase: Phrase) -> None:
        self._navigator.notice(_("Zapisano zwrot „{name}”.").format(name=phrase.name))
        self.accept()

    def _drop(self, phrase: Phrase) -> None:
        def back() -> None:
            self._desk.order(keep_phrase, KeepPhrase(phrase.name, phrase.text))

        def dropped(_left: object) -> None:
            words = _("Usunięto zwrot „{name}”.").format(name=phrase.name)
            self._navigator.notice(words, "ok", _("Cofnij"), back)
            self.accept()

        self._desk.order(drop_phrase, DropPhrase(phrase), dropped, self.object)


class PhraseBook(QObject):
    """Gives long texts the phrases of the office, and keeps what is marked in one as a new phrase."""

    def __init__(self, desk: DeskLike, navigator: Navigator, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._navigator, self._page = desk, navigator, page
        self._shelf: ReadyShelf | None = None
        desk.changed.connect(self._hear)

    def serve(self, shelf: ReadyShelf) -> None:
        """From now on this shelf has them."""
        self._shelf = shelf
        shelf.keep_wanted.connect(self.keep)
        shelf.editing_wanted.connect(self.edit)
        self.read()

    def read(self) -> None:
        """Ask for all phrases."""
        self._desk.ask(list_phrases, ListPhrases(), self._show)

    def keep(self, text: str) -> None:
        """Ask under which name a text is to be kept."""
        PhraseDialog(self._desk, self._navigator, self._page.window(), text=text).open()

    def edit(self) -> None:
        """Go to where the phrases are put right."""
        self._navigator.open("settings", section="phrases")

    def _show(self, found: tuple[Phrase, ...]) -> None:
        if self._shelf is not None and isValid(self._shelf):
            self._shelf.set_phrases([(each.name, each.text) for each in found])

    @Slot(object)
    def _hear(self, changes: Changes) -> None:
        if self._shelf is not None and changes.touches(Setting):
            self.read()
