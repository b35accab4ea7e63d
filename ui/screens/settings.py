"""Ustawienia: the office, its people, its lists of cases, this computer."""

from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.cases import Case, CaseList
from app.domain.offices import Setting, Workstation
from app.domain.payments import PaymentList, PaymentRegister
from app.domain.persons import Clerk
from app.services.ports import Changes
from app.services.settings_views import SettingsView, ShowSettings, asked_settings, show_settings
from ui import look
from ui.i18n import _
from ui.parts import Card, Columns, PageTitle, Section, SectionList
from ui.parts.section_list import SectionButton
from ui.screen import DeskLike, Navigator
from ui.screens.settings_computer import ComputerSection
from ui.screens.settings_lists import ListsSection
from ui.screens.settings_office import OfficeSection
from ui.screens.settings_phrases import PhrasesSection
from ui.screens.settings_staff import StaffSection

_WATCHED = (Setting, Clerk, Workstation, CaseList)
_OF_LISTS = (Case, PaymentRegister, PaymentList)
OFFICE, STAFF, LISTS, PHRASES, COMPUTER = "office", "staff", "lists", "phrases", "computer"


class SettingsPage(QWidget):
    """One section in sight; the list at the left leads to the others and says what is still missing in them."""

    def __init__(self, desk: DeskLike, navigator: Navigator) -> None:
        super().__init__()
        self._desk, self._navigator = desk, navigator
        self.view: SettingsView | None = None
        self._current = OFFICE
        self._listed: tuple[list[Section], str] = ([], "")
        self.title = PageTitle(
            _("Ustawienia"), _("Dane ośrodka, pracownicy i spisy trafiają z paczkami na wszystkie stanowiska.")
        )
        self.list = SectionList()
        self.list.chosen.connect(lambda key: self._navigator.open("settings", section=key))
        self.office = OfficeSection(desk, navigator)
        self.staff = StaffSection(desk, navigator)
        self.lists = ListsSection(desk, navigator)
        self.phrases = PhrasesSection(desk, navigator)
        self.computer = ComputerSection(desk, navigator)
        self.parts: dict[str, OfficeSection | StaffSection | ListsSection | PhrasesSection | ComputerSection] = {
            OFFICE: self.office,
            STAFF: self.staff,
            LISTS: self.lists,
            PHRASES: self.phrases,
            COMPUTER: self.computer,
        }
        self._lay_out()
        self._light()
        desk.changed.connect(self._hear)

    def _lay_out(self) -> None:
        columns = Columns()
        left = columns.column(22, 190)
        left.addWidget(Card(spacing=0).add(self.list))
        left.addStretch(1)
        right = columns.column(78, 480)
        for part in self.parts.values():
            right.addWidget(part)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(look.px(look.GAP))
        page.addWidget(self.title)
        page.addWidget(columns, 1)

    # -- what the window says --------------------------------------------------------------------------------------

    def opened(self, section: str = "", field: str = "", **_args: Any) -> None:
        """``section`` is office, staff, lists, phrases or computer; ``field`` takes the keyboard."""
        if section in self.parts:
            self._current = section
        self._light()
        self.refresh()
        found = self.computer.fields.get(field) or self.office.fields.get(field)
        if found is not None:
            found.setFocus(Qt.FocusReason.OtherFocusReason)

    def leaving(self) -> None:
        """What is being typed is written, as if the field had been left."""
        focused = self.focusWidget()
        if focused is not None:
            focused.clearFocus()
        self.office.leave()
        self.computer.leave()

    def refresh(self) -> None:
        self._desk.ask(show_settings, ShowSettings(), self._show)

    # -- inside ----------------------------------------------------------------------------------------------------

    @Slot(object)
    def _hear(self, changes: Changes) -> None:
        if self.isVisible() and changes.touches(*_WATCHED, *(_OF_LISTS if self._current == LISTS else ())):
            self.refresh()

    def _show(self, view: SettingsView) -> None:
        self.view = view
        for name, part in self.parts.items():
            if name == self._current or name not in (LISTS, PHRASES):  # asked for only by those who look at them
                part.show_view(view)
        self._light()

    def _light(self) -> None:
        self._list_sections()
        for key, part in self.parts.items():
            part.setVisible(key == self._current)

    def _list_sections(self) -> None:
        """The buttons are made anew when something about them changed; Tab still meets them first."""
        wanted = (self._sections(), self._current)
        if wanted == self._listed:
            return
        self._listed = wanted
        self.list.set_sections(*wanted)
        anchor = self.title.title
        anchor.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # Qt puts nothing behind what Tab does not visit
        for button in self.list.findChildren(SectionButton):
            if button.isChecked() and button.section in wanted[0]:
                self.setTabOrder(anchor, button)
        anchor.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _sections(self) -> list[Section]:
        view = self.view
        asked = len(asked_settings())
        filled = asked - len(view.missing) if view is not None else 0
        signers = sum(row.may_sign for row in view.staff) if view is not None else 0
        lacks_sheet = view is not None and view.vault.is_encrypted and not view.vault.sheet_made_on
        active = sum(row.clerk.is_active for row in view.staff) if view is not None else 0
        return [
            Section(OFFICE, "", _("Ośrodek"), "done" if filled == asked else "partial", f"{filled}/{asked}"),
            Section(STAFF, "", _("Pracownicy"), "done" if signers else "partial", str(active)),
            Section(LISTS, "", _("Spisy spraw"), "done"),
            Section(PHRASES, "", _("Gotowe zdania"), "done"),
            Section(COMPUTER, "", _("Ten komputer"), "partial" if lacks_sheet else "done"),
        ]
