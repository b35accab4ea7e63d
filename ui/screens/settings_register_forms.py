"""Ustawienia, Spisy spraw: opening the lists of a year, opening one, handing one over."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QWidget

from app.domain.cases import CaseList
from app.domain.claims import CLAIMS
from app.domain.offices import Workstation
from app.domain.records import RecordId
from app.services.office_settings import is_cell
from app.services.register_keeping import (
    ContinueRegisters,
    HandOverRegister,
    YearPlan,
    continue_registers,
    hand_over_register,
)
from app.services.registers import OpenRegister, Register, open_register
from app.services.settings_views import SettingsView
from ui import look
from ui.forms import ChoiceField, NumberField, TextField
from ui.i18n import _, ngettext
from ui.parts import Text
from ui.screen import DeskLike, Navigator
from ui.screens.settings_dialog import CarefulDialog, FieldsArea, FieldsGrid, named

WIDTH = 640


class YearDialog(CarefulDialog):
    """Every list of the year before, each with a tick; what is not ticked may be opened later."""

    def __init__(self, desk: DeskLike, navigator: Navigator, plan: YearPlan, parent: QWidget) -> None:
        note = _(
            "Te same znaki, tytuły i stanowiska co w roku {last}, numery od 1. Spis, którego tu nie zaznaczysz, "
            "program otworzy sam przy pierwszej sprawie nowego roku."
        ).format(last=plan.year - 1)
        title = _("Otwórz spisy na rok {year}").format(year=plan.year)
        super().__init__(title, title, self._open, parent, note=note)
        self._desk, self._navigator, self._year = desk, navigator, plan.year
        grid = FieldsGrid()
        self.ticks: dict[QCheckBox, CaseList] = {}
        for proposal in plan.proposals:
            case_list = proposal.case_list
            words = _("{name} — {title} ({keeper})").format(
                name=case_list.name, title=case_list.title or "—", keeper=proposal.keeper or "—"
            )
            tick = QCheckBox(_cut(words, self).replace("&", "&&"))
            tick.setAccessibleName(words)
            tick.setToolTip(words)
            tick.setChecked(True)
            tick.toggled.connect(lambda _on: self._count())
            grid.whole(tick)
            self.ticks[tick] = case_list
        self.add(FieldsArea(grid))
        self.setMinimumWidth(look.px(WIDTH))
        self._count()
        next(iter(self.ticks), self.go).setFocus()

    def _chosen(self) -> list[CaseList]:
        return [case_list for tick, case_list in self.ticks.items() if tick.isChecked()]

    def _count(self) -> None:
        count = len(self._chosen())
        words = ngettext("Otwórz {count} spis", "Otwórz {count} spisów", count).format(count=count)
        self.go.setText(words if count else _("Zaznacz spis"))
        self.go.setEnabled(bool(count))

    def _open(self) -> None:
        request = ContinueRegisters(self._year, [each.id for each in self._chosen()])
        self._desk.order(continue_registers, request, self._opened, self.object)

    def _opened(self, opened: tuple[CaseList, ...]) -> None:
        words = ngettext("Otwarto {count} spis na rok {year}.", "Otwarto {count} spisów na rok {year}.", len(opened))
        self._navigator.notice(words.format(count=len(opened), year=self._year))
        self.accept()


class NewListDialog(CarefulDialog):
    """A list of its own: another class, another group, another kind of help. The sign is shown while it is made."""

    def __init__(self, desk: DeskLike, navigator: Navigator, view: SettingsView, parent: QWidget) -> None:
        note = _("Pierwsza sprawa dostanie w nim numer 1. Klasa i grupa są w wykazie akt ośrodka.")
        super().__init__(_("Nowy spis spraw"), _("Otwórz spis"), self._open, parent, note=note)
        self._desk, self._navigator = desk, navigator
        self.cell = TextField(_("Komórka"), placeholder="MGOPS")
        self.class_symbol = TextField(_("Klasa JRWA"), placeholder="5110")
        self.group = NumberField(_("Grupa (wydzielenie)"), most=999, hint=_("Puste: bez wydzielenia."))
        self.year = NumberField(_("Rok"), least=2000, most=2199)
        self.title = TextField(_("Tytuł"), placeholder=_("Zasiłki okresowe, rejon Północ"))
        self.benefit = ChoiceField(_("Rodzaj pomocy"), [(claim.code, claim.label) for claim in CLAIMS])
        self.keeper = ChoiceField(_("Numery nadaje"), _choices(view.stations))
        self.sign = Text("", "strong", wrap=True)
        own = view.computer.station
        self.cell.set_value(view.profile.cell)
        self.year.set_value(view.today.year)
        self.keeper.set_value(own.id.hex() if own is not None else None)
        grid = FieldsGrid()
        grid.row((self.cell, 4), (self.class_symbol, 3), (self.group, 3), (self.year, 2))
        grid.row((self.title, 1))
        grid.row((self.benefit, 1), (self.keeper, 1))
        grid.whole(self.sign)
        self.add(FieldsArea(grid))
        for field in (self.cell, self.class_symbol, self.group, self.year):
            field.line.textChanged.connect(lambda _text: self._show_sign())
        self.watch(self.cell, self.class_symbol, self.group, self.year, self.title, self.benefit, self.keeper)
        self._show_sign()
        self.setMinimumWidth(look.px(640))
        self.class_symbol.setFocus()

    def _show_sign(self) -> None:
        group = self.group.whole()
        parts = (self.cell.value(), self.class_symbol.value(), group or None, 1, self.year.whole())
        if not (parts[0] and parts[1] and parts[-1]):
            self.sign.setText(_("Znak pierwszej sprawy pojawi się tutaj."))
            return
        sign = ".".join(str(part) for part in parts if part is not None)
        self.sign.setText(_("Znak pierwszej sprawy: {sign}").format(sign=sign))

    def _open(self) -> None:
        if not self.demand(self.cell, self.class_symbol, self.year, self.title, self.benefit, self.keeper):
            return
        cell = self.cell.value() or ""
        if not is_cell(cell):
            self.refuse(self.cell, _("Litery bez polskich znaków i cyfry."))
            return
        request = OpenRegister(
            cell=cell,
            class_symbol=self.class_symbol.value() or "",
            group_number=self.group.whole() or 0,
            year=self.year.whole() or 0,
            title=self.title.value() or "",
            benefit=self.benefit.value(),
            keeper_id=_id(self.keeper),
        )
        self._desk.order(open_register, request, self._opened, self.object)

    def _opened(self, case_list: CaseList) -> None:
        self._navigator.notice(_("Otwarto spis {name} na rok {year}.").format(name=case_list.name, year=case_list.year))
        self.accept()


class HandOverDialog(CarefulDialog):
    """From one workstation to another; where that cannot be done, the form says why."""

    def __init__(
        self,
        desk: DeskLike,
        navigator: Navigator,
        register: Register,
        stations: Iterable[Workstation],
        parent: QWidget,
    ) -> None:
        case_list = register.case_list
        title = _("Przekaż spis {name} na rok {year}").format(name=case_list.name, year=case_list.year)
        super().__init__(title, _("Przekaż"), self._hand_over, parent)
        self._desk, self._navigator, self._list = desk, navigator, case_list
        others = _choices(station for station in stations if station.id != case_list.keeper_id)
        self.keeper = named(ChoiceField(_("Numery będzie nadawać"), others))
        self.add(self.keeper)
        self.setMinimumWidth(look.px(560))
        may_hand_over = (register.is_kept_here or register.may_take_up) and bool(others)
        self.keeper.setVisible(may_hand_over)
        self.go.setVisible(may_hand_over)
        self.set_note(_handing_words(register, has_others=bool(others)))
        if not may_hand_over:
            self.cancel.setText(_("Zamknij"))
            self.cancel.setFocus()
            return
        if len(others) == 1:
            self.keeper.set_value(others[0][0])
        self.watch(self.keeper)
        self.keeper.setFocus()

    def _hand_over(self) -> None:
        if self.demand(self.keeper, words=_("Wybierz stanowisko.")):
            request = HandOverRegister(self._list, _id(self.keeper))
            self._desk.order(hand_over_register, request, self._handed, self.object)

    def _handed(self, _case_list: CaseList) -> None:
        self._navigator.notice(
            _("Przekazano spis {name}. Zapisz paczkę dla stanowiska „{station}”, żeby mogło nadawać numery.").format(
                name=self._list.name, station=self.keeper.combo.currentText()
            ),
            "ok",
            _("Wymiana"),
            lambda: self._navigator.open("exchange", tab="export"),
        )
        self.accept()


def _cut(words: str, widget: QWidget) -> str:
    """What a tick has room for; it is read in full in the tooltip."""
    return widget.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, look.px(WIDTH - 90))


def _choices(stations: Iterable[Workstation]) -> list[tuple[str, str]]:
    """Options by the id in letters: Qt finds bare bytes only by their identity."""
    return [(station.id.hex(), station.name) for station in stations]


def _id(keeper: ChoiceField) -> RecordId:
    return RecordId(bytes.fromhex(keeper.value()))


def _handing_words(register: Register, *, has_others: bool) -> str:
    if not has_others:
        return _("To jedyne stanowisko ośrodka. Spis będzie można przekazać, gdy dołączy drugie.")
    if register.is_orphan and not register.may_take_up:
        return _(
            "Stanowisko „{name}” już nie pracuje. Jego spis przejmuje się tylko na stanowisku „{heir}”, "
            "bo dwa stanowiska nadawałyby te same numery."
        ).format(name=register.keeper or "—", heir=register.heir or "—")
    if register.is_orphan:
        return _(
            "Stanowisko „{name}” już nie pracuje. Ostatni numer, o którym tu wiadomo, to {number}; sprawdź w aktach, "
            "czy tamto stanowisko nie nadało dalszych, zanim wybierzesz następne."
        ).format(name=register.keeper or "—", number=register.last_number)
    if not register.is_kept_here:
        return _(
            "Numery nadaje „{name}” i tylko tam można przekazać ten spis, bo może właśnie nadawać następny."
        ).format(name=register.keeper)
    return _(
        "Numery w spisie nadaje tylko jedno stanowisko. Po przekazaniu to stanowisko nie nada już żadnego, "
        "a nowe zacznie, gdy wczyta paczkę stąd; do tego czasu sprawy czekają bez znaku."
    )
