"""Before there is an office on this computer: found one, join one, or look at the invented one."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.services.beginnings import Beginning
from app.services.office import Office
from app.services.ports import Progress
from ui import i18n, look
from ui.desk import Opener
from ui.first_forms import Form, Founding, Joining
from ui.forms.drafted import put_back, typed
from ui.i18n import LANGUAGES, _
from ui.parts import LinkButton, PageTitle, Text
from ui.parts.tiles import Line, LinesButton


class FirstStart(QWidget):
    """``ready`` says which office to open."""

    ready = Signal(object)

    def __init__(self, beginning: Beginning, office: Opener, demo: Opener) -> None:
        super().__init__()
        self._beginning = beginning
        self._office = office
        self._demo = demo
        self.setObjectName("page")
        self.resize(look.px(980), look.px(700))
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(28), look.px(24), look.px(28), look.px(24))
        self.pages = QStackedWidget()
        column.addWidget(self.pages)
        self._build()
        self.show_page(self.choice)
        asked = beginning.waiting()
        if asked is not None:
            self.joining.wait(asked)
            self.show_page(self.joining)

    def _build(self) -> None:
        self.setWindowTitle(_("Teczka"))
        self.choice = _Choice(self)
        self.founding = Founding(self._beginning)
        self.joining = Joining(self._beginning)
        for page in (self.choice, self.founding, self.joining):
            self.pages.addWidget(page)
        for form in (self.founding, self.joining):
            form.left.connect(lambda: self.show_page(self.choice))
        self.founding.finished.connect(lambda: self.ready.emit(self._office))
        self.joining.welcomed.connect(self._open_welcomed)

    def show_page(self, page: "Form | _Choice") -> None:
        """Go to a page and put the keyboard into its first field."""
        self.pages.setCurrentWidget(page)
        page.entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def look_at_demo(self) -> None:
        """Open the invented office."""
        self.ready.emit(self._demo)

    def speak(self, code: str) -> None:
        """Begin anew in the other language, with everything that was typed in this one."""
        old = (self.founding, self.joining)
        kept = [typed(form.named()) for form in old]
        i18n.set_language(code)
        while (page := self.pages.widget(0)) is not None:
            self.pages.removeWidget(page)
            page.deleteLater()
        self._build()
        for form, values in zip((self.founding, self.joining), kept, strict=True):
            put_back(form.named(), values)
        self.joining.take_over(old[1])
        self.show_page(self.choice)

    def _open_welcomed(self, welcome: Path, sender: str) -> None:
        """Taking everything in may be long, so it happens where the program shows how far it is."""
        beginning, office = self._beginning, self._office

        def join_and_open(progress: Progress) -> tuple[Office, Callable[[], None]]:
            if beginning.waiting() is not None:
                beginning.join(welcome, sender, progress)
            return office(progress)

        self.ready.emit(join_and_open)


class _Choice(QWidget):
    """Three ways to begin, each a card that says what will happen."""

    def __init__(self, start: FirstStart) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setSpacing(look.px(look.GAP))
        column.addStretch(1)
        column.addWidget(
            PageTitle(_("Witamy w Teczce"), _("Na tym komputerze nie ma jeszcze danych ośrodka. Od czego zaczynamy?"))
        )
        self.ways: list[LinesButton] = []
        row = QHBoxLayout()
        row.setSpacing(look.px(look.GAP))
        for title, text, run in (
            (
                _("Załóż ośrodek"),
                _("To pierwsze stanowisko. Podasz nazwę ośrodka i swoją; reszta stanowisk dołączy później."),
                lambda: start.show_page(start.founding),
            ),
            (
                _("Dołącz do ośrodka"),
                _("Ośrodek już pracuje w Teczce. Zapiszesz plik z prośbą, a administrator odda plik powitalny."),
                lambda: start.show_page(start.joining),
            ),
            (
                _("Obejrzyj urząd pokazowy"),
                _("Zmyśleni ludzie i sprawy. Można klikać we wszystko; nic z tego nie zostaje na dysku."),
                start.look_at_demo,
            ),
        ):
            way = LinesButton([Line(title, "card", "link"), Line(text, "body", "muted")], padding=18)
            way.clicked.connect(lambda _on=False, act=run: act())
            row.addWidget(way, 1)
            self.ways.append(way)
        column.addLayout(row)
        note = _("Teczka działa bez sieci. Dane leżą tylko na tym komputerze i w paczkach, które sam zapiszesz.")
        column.addWidget(Text(note, "note", "muted", wrap=True))
        column.addStretch(2)
        self.other = next(code for code in LANGUAGES if code != i18n.language())
        self.language = LinkButton(LANGUAGES[self.other], lambda: start.speak(self.other))
        column.addWidget(self.language, 0, Qt.AlignmentFlag.AlignLeft)
        self.entry = self.ways[0]
