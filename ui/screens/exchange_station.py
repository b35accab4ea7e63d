"""Small windows about one workstation: admit it, see what went both ways, rename it, retire it, call it lost."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from app.services.exchange.board import Board
from app.services.exchange.joining import AdmitStation, JoinRequest, admit_station
from app.services.exchange.standings import Passage, ShowPassages, StationRow, StationState, show_passages
from app.services.exchange.stations import RenameStation, RetireStation, rename_station, retire_station
from ui import look
from ui.forms import TextField
from ui.forms.form_dialog import FormDialog
from ui.i18n import _, moment, ngettext, number, numeric_day
from ui.models.rows import Column, ListModel
from ui.parts import Button, TableView
from ui.screen import DeskLike, Navigator


class AdmitDialog(FormDialog):
    """The digits are compared by telephone: what the other side reads out is typed here."""

    def __init__(self, desk: DeskLike, navigator: Navigator, asked: JoinRequest, path: Path, parent: QWidget) -> None:
        note = _(
            "O dołączenie prosi „{name}” ({keeper}). Zadzwoń tam i poproś o odczytanie szesnastu cyfr z ekranu. "
            "Potem wskażesz folder na plik powitalny: będzie w nim cała baza, zaszyfrowana dla tego stanowiska."
        ).format(name=asked.name, keeper=asked.keeper or "—")
        super().__init__(_("Przyjmij nowe stanowisko"), _("Zapisz plik powitalny…"), self._choose, parent, note=note)
        self._desk, self._navigator, self._path = desk, navigator, path
        self.digits = TextField(_("Cyfry odczytane przez telefon"), placeholder="0000 0000 0000 0000")
        self.digits.line.textChanged.connect(self.withdraw)
        self.add(self.digits)
        self.digits.setFocus()

    def _choose(self) -> None:
        name = QFileDialog.getExistingDirectory(self, _("Gdzie zapisać plik powitalny"))
        if name:
            self.admit(Path(name))
        else:
            self.be_ready()

    def admit(self, folder: Path) -> None:
        """Put the workstation on the roster and write its welcome."""
        request = AdmitStation(self._path, self.digits.value() or "", folder)
        self._desk.order(admit_station, request, self._admitted, self.object)

    def _admitted(self, path: Path) -> None:
        self._navigator.notice(_("Zapisano plik powitalny {name}.").format(name=path.name))
        self.accept()


class StationDialog(FormDialog):
    """The bundles both ways and what has arrived; another name or keeper; or it no longer takes part."""

    def __init__(self, desk: DeskLike, navigator: Navigator, row: StationRow, board: Board, parent: QWidget) -> None:
        may = board.may_configure
        super().__init__(
            _("Stanowisko {name}").format(name=row.station.name),
            _("Zapisz") if may else _("Zamknij"),
            self._save if may else self.accept,
            parent,
            note=standing_words(row, board.today),
        )
        self._desk, self._navigator, self._about, self._today = desk, navigator, row, board.today
        self.name = TextField(_("Nazwa"))
        self.keeper = TextField(_("Opiekun"))
        self.name.set_value(row.station.name)
        self.keeper.set_value(row.station.keeper)
        self.add(self.name, self.keeper)
        for field in (self.name, self.keeper):
            field.setVisible(may)
        self.rows = ListModel(
            [
                Column(_("Kiedy"), "at", format=lambda at: moment(at, self._today), width=112),
                Column(_("Paczka"), "name", stretch=1, width=150),
                Column(_("Zmian"), "records", format=number, is_right=True, width=60),
                Column("", self._fate, tone=_fate_tone, width=190),
            ],
            id_of=lambda each: (each.at, each.name, each.is_incoming),
        )
        self.table = TableView(self.rows, name=_("Paczki w obie strony"))
        self.table.setMinimumHeight(look.px(210))
        self.add(self.table)
        if may and row.state is not StationState.RETIRED:
            self.add_button(Button(_("Zgubione…"), self._ask_lost, kind="danger"))
            self.add_button(Button(_("Wycofaj…"), self._ask_retire, kind="danger"))
        self.cancel.setVisible(may)
        self.setMinimumWidth(look.px(680))
        (self.name if may else self.go).setFocus()
        desk.ask(show_passages, ShowPassages(row.station.id), self.rows.set_rows)

    def _fate(self, passage: Passage) -> str:
        if passage.is_incoming:
            return _("wczytana pod nadzorem") if passage.is_supervised else _("wczytana tutaj")
        if passage.taken_at is None:
            return _("bez potwierdzenia")
        return _("dotarła {when}").format(when=moment(passage.taken_at, self._today))

    def _save(self) -> None:
        request = RenameStation(self._about.station.id, self.name.value() or "", self.keeper.value() or "")
        self._desk.order(rename_station, request, lambda _done: self.accept(), self.object)

    def _ask_retire(self) -> None:
        question = _(
            "Po wycofaniu stanowiska „{name}” nikt nie wczyta jego następnych paczek. To, co już przyszło, zostaje. "
            "Wycofać je?"
        ).format(name=self._about.station.name)
        answer = QMessageBox.question(self, _("Wycofanie stanowiska"), question)
        if answer == QMessageBox.StandardButton.Yes:
            self.retire(self.accept)

    def _ask_lost(self) -> None:
        question = _(
            "Stanowisko „{name}” zgubiono albo skradziono? Nikt nie zapisze już dla niego paczki i nie wczyta jego "
            "następnych. Powiedz o tym inspektorowi ochrony danych: na zgłoszenie naruszenia są 72 godziny "
            "(art. 33 RODO). Oznaczyć jako utracone?"
        ).format(name=self._about.station.name)
        answer = QMessageBox.question(self, _("Utrata stanowiska"), question)
        if answer == QMessageBox.StandardButton.Yes:
            self.retire(self.accept, is_lost=True)

    def retire(self, then: Callable[[], None], *, is_lost: bool = False) -> None:
        """From now on nothing is sealed to it, and nothing that it sends is loaded."""
        words = _("Oznaczono stanowisko {name} jako utracone.") if is_lost else _("Wycofano stanowisko {name}.")
        said = words.format(name=self._about.station.name)

        def done(_nothing: object) -> None:
            self._navigator.notice(said)
            then()

        self._desk.order(retire_station, RetireStation(self._about.station.id, is_lost), done, self.object)


def _fate_tone(passage: Passage) -> str:
    if passage.is_incoming:
        return "warn" if passage.is_supervised else "neutral"
    return "ok" if passage.taken_at is not None else "neutral"


def standing_words(row: StationRow, today: date) -> str:
    """How a workstation stands, in sentences: ``Czekają na nie 64 zmiany. Ostatnia nasza paczka dotarła …``."""
    if row.lost_on is not None:
        return _("Utracone {day}. Jego paczki można wczytać tylko pod nadzorem.").format(day=numeric_day(row.lost_on))
    if row.station.retired_on is not None:
        words = _("Wycofane {day}. Jego paczki można wczytać tylko pod nadzorem.")
        return words.format(day=numeric_day(row.station.retired_on))
    sentences = []
    if row.waiting:
        words = ngettext("Czeka na nie {count} zmiana.", "Czeka na nie {count} zmian.", row.waiting)
        sentences.append(words.format(count=number(row.waiting)))
    if row.sent_at is None:
        sentences.append(_("Nie zapisano dla niego jeszcze żadnej paczki."))
    elif row.is_taken and row.taken_at is not None:
        sentences.append(_("Ostatnia nasza paczka dotarła {when}, przyjęta.").format(when=moment(row.taken_at, today)))
    else:
        sentences.append(_("Ostatnia nasza paczka czeka na potwierdzenie."))
    if row.owes_receipt:
        sentences.append(_("Odbiór ich paczki potwierdzi nasza następna."))
    return " ".join(sentences)
