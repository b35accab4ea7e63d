"""Small windows for bundles that need an answer: a gap, a request, a retired sender, a welcome by a stranger."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.problems import Problem
from app.services.exchange.compare import Preview
from app.services.exchange.pack import Exported
from app.services.exchange.resending import AnswerResend, RequestResend, answer_resend, request_resend
from app.services.exchange.standings import StationRow, StationState
from ui.forms.choices import ChoiceField
from ui.forms.form_dialog import FormDialog
from ui.i18n import _, ngettext, number
from ui.parts.text import Text
from ui.screen import DeskLike, Navigator
from ui.screens.exchange_loaded import size_words

GAPS = ("bundle_gap", "own_past_missing")
RETIRED = "sender_retired"
STRANGER = "strangers_welcome"


class AskAgainDialog(FormDialog):
    """Something is missing here; a request file says what, to whomever has it. ``outbox`` spares the question where."""

    def __init__(
        self,
        desk: DeskLike,
        navigator: Navigator,
        rows: tuple[StationRow, ...],
        parent: QWidget,
        *,
        note: str,
        author: int | None = None,
        outbox: Path | None = None,
    ) -> None:
        super().__init__(_("Prośba o dosłanie"), _("Zapisz prośbę…"), self._choose, parent, note=note)
        self._desk, self._navigator, self._outbox = desk, navigator, outbox
        known = [row.station for row in rows if row.state is not StationState.RETIRED and row.station.sealing_key]
        options = [(str(each.author), each.name) for each in known]
        self.station = ChoiceField(_("Kogo poprosić"), options)
        chosen = author if author is not None else (known[0].author if known else None)
        self.station.set_value("" if chosen is None else str(chosen))
        self.add(self.station)
        self.go.setFocus()

    def _choose(self) -> None:
        if self._outbox is not None:
            self.ask(self._outbox)
            return
        name = QFileDialog.getExistingDirectory(self, _("Gdzie zapisać prośbę"))
        if name:
            self.ask(Path(name))
        else:
            self.be_ready()

    def ask(self, folder: Path) -> None:
        """Write the request."""
        author = self.station.value()
        if author:
            self._desk.order(request_resend, RequestResend(int(author), folder), self._asked, self.object)
        else:
            self.refuse(self.station, _("Wybierz stanowisko."))

    def _asked(self, path: Path) -> None:
        words = _("Zapisano prośbę {name}. Przekaż ją jak zwykłą paczkę.").format(name=path.name)
        self._navigator.notice(words)
        self.accept()


class AnswerDialog(FormDialog):
    """Another workstation asks to be sent again what it lacks."""

    def __init__(
        self, desk: DeskLike, navigator: Navigator, preview: Preview, path: Path, parent: QWidget, outbox: Path | None
    ) -> None:
        note = answer_words(preview)
        super().__init__(_("Prośba o dosłanie"), _("Zapisz odpowiedź…"), self._choose, parent, note=note)
        self._desk, self._navigator, self._path, self._outbox = desk, navigator, path, outbox
        self.go.setFocus()

    def _choose(self) -> None:
        start = "" if self._outbox is None else str(self._outbox)
        name = QFileDialog.getExistingDirectory(self, _("Gdzie zapisać odpowiedź"), start)
        if name:
            self.answer(Path(name))
        else:
            self.be_ready()

    def answer(self, folder: Path) -> None:
        """Write what was asked for."""
        self._desk.order(answer_resend, AnswerResend(self._path, folder), self._answered, self.object)

    def _answered(self, written: Exported) -> None:
        words = _("Zapisano odpowiedź {name} dla stanowiska {station}.")
        self._navigator.notice(words.format(name=written.path.name, station=written.station.name))
        self.accept()


def answer_words(preview: Preview) -> str:
    """``Laptop Północ prosi o dosłanie. Nie ma 12 zmian i 2 załączników (34 MB) …``."""
    asked = preview.asked
    if asked is None:
        return ""
    who = preview.sender if not preview.keeper else f"{preview.sender} — {preview.keeper}"
    sentences = [_("O dosłanie prosi {station}.").format(station=who)]
    if asked.records:
        words = ngettext("Brakuje tam {count} zmiany.", "Brakuje tam {count} zmian.", asked.records)
        sentences.append(words.format(count=number(asked.records)))
    if asked.contents:
        words = ngettext(
            "Brakuje tam {count} załącznika ({size}).", "Brakuje tam {count} załączników ({size}).", asked.contents
        )
        sentences.append(words.format(count=number(asked.contents), size=size_words(asked.size)))
    if not asked.records and not asked.contents:
        sentences.append(_("Ma już wszystko, co jest tutaj; odpowiedź tylko to potwierdzi."))
    sentences.append(_("Odpowiedź nie ma ograniczenia wielkości, więc duże załączniki przenieś na pendrivie."))
    return " ".join(sentences)


class SupervisedDialog(FormDialog):
    """Whoever may configure the office decides whether a retired workstation is listened to once more."""

    def __init__(self, facts: Problem, look: Callable[[], None], parent: QWidget) -> None:
        note = _(
            "Stanowisko „{station}” wycofano. Jeśli wiesz, skąd jest ta paczka i kto ją zapisał, możesz ją obejrzeć i "
            "wczytać pod nadzorem. Jeśli stanowisko zgubiono albo skradziono, zmiany mógł zrobić ktoś obcy: obejrzyj "
            "je po kolei. Przy paczce zostanie ślad, że wczytano ją pod nadzorem."
        ).format(station=facts.facts["station"])
        super().__init__(_("Paczka wycofanego stanowiska"), _("Obejrzyj pod nadzorem"), self._go, parent, note=note)
        self._look = look
        self.cancel.setFocus()

    def _go(self) -> None:
        self.accept()
        self._look()


class StrangerDialog(FormDialog):
    """A restored copy may be older than the workstation that welcomes it; the telephone proves who wrote the file."""

    def __init__(self, digits: str, look: Callable[[], None], parent: QWidget) -> None:
        note = _(
            "Ten plik powitalny zapisało stanowisko, którego nie ma w tej kopii danych: dołączyło później. Zadzwoń do "
            "osoby, która przyjęła ten komputer, i porównaj cyfry jej stanowiska:"
        )
        super().__init__(
            _("Plik od nowszego stanowiska"), _("Cyfry się zgadzają — obejrzyj"), self._go, parent, note=note
        )
        self._look = look
        self.digits = Text(digits, "title")
        self.add(self.digits)
        self.cancel.setFocus()

    def _go(self) -> None:
        self.accept()
        self._look()
