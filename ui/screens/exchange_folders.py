"""Small windows: which folders carry bundles on this workstation, and by which rules the office exchanges."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from app.services.exchange.board import Board
from app.services.exchange.folders import ChooseFolders, Folders, choose_folders
from app.services.exchange.rules import (
    LEAST_MEGABYTES,
    LONGEST_SILENCE,
    MOST_MEGABYTES,
    MOST_YEARS,
    ChangeExchangeRules,
    ExchangeRules,
    change_exchange_rules,
)
from ui import look
from ui.forms import NumberField, TextField
from ui.forms.choices import YesNoField
from ui.forms.form_dialog import FormDialog
from ui.i18n import _
from ui.parts import Button
from ui.screen import DeskLike, Navigator


class FolderField(QWidget):
    """The name of a folder, typed or picked."""

    def __init__(self, label: str, hint: str) -> None:
        super().__init__()
        self._label = label
        self.name = TextField(label, hint=hint)
        self.pick = Button(_("Wskaż…"), self.choose)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(8))
        row.addWidget(self.name, 1)
        row.addWidget(self.pick)

    def choose(self) -> None:
        """Pick it."""
        name = QFileDialog.getExistingDirectory(self, self._label, self.name.value() or "")
        if name:
            self.name.set_value(name)

    def set_folder(self, folder: Path | None) -> None:
        self.name.set_value("" if folder is None else str(folder))

    def folder(self) -> Path | None:
        """What stands there; None where nothing does."""
        name = (self.name.value() or "").strip()
        return Path(name) if name else None


class FoldersDialog(FormDialog):
    """Two folders that somebody else carries: a synchronised or a shared one, or one that a mail program watches."""

    def __init__(self, desk: DeskLike, navigator: Navigator, folders: Folders, parent: QWidget) -> None:
        note = _(
            "Do skrzynki nadawczej program sam zapisuje paczki, gdy coś czeka na innych. Do odbiorczej zagląda po "
            "uruchomieniu i co kilka minut; znalezioną paczkę najpierw pokaże. Oba pola mogą wskazywać ten sam folder "
            "wspólny. Te ustawienia dotyczą tylko tego stanowiska."
        )
        super().__init__(_("Skrzynki tego stanowiska"), _("Zapisz"), self._save, parent, note=note)
        self._desk, self._navigator = desk, navigator
        self.inbox = FolderField(_("Skrzynka odbiorcza"), _("Tu przychodzą paczki. Puste pole: bez skrzynki."))
        self.outbox = FolderField(_("Skrzynka nadawcza"), _("Tu powstają paczki dla innych. Puste pole: bez skrzynki."))
        self.inbox.set_folder(folders.inbox)
        self.outbox.set_folder(folders.outbox)
        self.add(self.inbox)
        self.add(self.outbox)
        self.setMinimumWidth(look.px(620))
        self.inbox.name.setFocus()

    def _save(self) -> None:
        request = ChooseFolders(Folders(self.inbox.folder(), self.outbox.folder()))
        self._desk.order(choose_folders, request, self._saved, self.object)

    def _saved(self, folders: Folders) -> None:
        self._navigator.notice(_("Zapamiętano skrzynki.") if folders.is_any else _("To stanowisko nie używa skrzynek."))
        self.accept()


class RulesDialog(FormDialog):
    """How the office exchanges; the same on every workstation after the next exchange."""

    def __init__(self, desk: DeskLike, navigator: Navigator, board: Board, parent: QWidget) -> None:
        note = _("Zasady obowiązują w całym ośrodku: inne stanowiska poznają je z następnej paczki.")
        super().__init__(_("Zasady wymiany"), _("Zapisz"), self._save, parent, note=note)
        self._desk, self._navigator = desk, navigator
        silence = {"least": 1, "most": LONGEST_SILENCE, "unit": _("dni")}
        self.days = NumberField(_("Przypomnij po"), **silence)  # type: ignore[arg-type]  # one wish for both fields
        self.days_with_visits = NumberField(
            _("Przy zaplanowanych wizytach po"),
            hint=_("Gdy opiekun stanowiska ma wywiady w planie."),
            **silence,  # type: ignore[arg-type]
        )
        self.megabytes = NumberField(
            _("Największa paczka"),
            unit="MB",
            least=LEAST_MEGABYTES,
            most=MOST_MEGABYTES,
            hint=_("Większe załączniki dojdą później albo na prośbę."),
        )
        self.loads_alone = YesNoField(
            _("Wczytuj sam, gdy nie ma sprzeczności"),
            hint=_("Tylko paczki ze skrzynki, w których nie ma nic do rozstrzygnięcia."),
        )
        self.history_years = NumberField(
            _("Dawne wartości pól trzymaj przez"),
            unit=_("lat"),
            least=0,
            most=MOST_YEARS,
            hint=_("0: na zawsze. Dotyczy danych osób, gdy wartość zastąpiono i znają ją już wszystkie stanowiska."),
        )
        self.history_years.set_value(board.rules.history_years)
        self.days.set_value(board.rules.days)
        self.days_with_visits.set_value(board.rules.days_with_visits)
        self.megabytes.set_value(board.rules.megabytes)
        self.loads_alone.set_value(board.rules.loads_alone)
        self.add(self.days, self.days_with_visits)
        self.add(self.megabytes, self.loads_alone)
        self.add(self.history_years)
        self.setMinimumWidth(look.px(560))
        self.days.setFocus()

    def _save(self) -> None:
        rules = ExchangeRules(
            self.days.whole() or 0,
            self.days_with_visits.whole() or 0,
            self.megabytes.whole() or 0,
            bool(self.loads_alone.value()),
            self.history_years.whole() or 0,
        )
        self._desk.order(change_exchange_rules, ChangeExchangeRules(rules), self._saved, self.object)

    def _saved(self, _rules: ExchangeRules) -> None:
        self._navigator.notice(_("Zapisano zasady wymiany."))
        self.accept()
