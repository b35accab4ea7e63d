"""The forms of the first start: founding an office, joining one."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.persons import Clerk
from app.domain.problems import Problem
from app.domain.records import new_id
from app.domain.roles import Role
from app.services.beginnings import Asked, Beginning
from app.services.exchange.stations import FoundOffice
from ui import look
from ui.forms.fields import Field, TextField
from ui.forms.passphrases import PassphrasePair, vault_words
from ui.i18n import _
from ui.page_holder import AROUND
from ui.parts import Banner, Button, Card, PageTitle, Text
from ui.wording import words_of

BUNDLE_FILTER = "*.teczka"


class Form(QWidget):
    """A page with a title, cards of fields, a place for what went wrong, and buttons.

    ``entry`` is where the keyboard goes. It is no focus proxy: Tab would jump from the last button past the others.
    """

    entry: QWidget

    left = Signal()
    finished = Signal()

    def __init__(self, title: str, subtitle: str) -> None:
        super().__init__()
        self.trouble = Banner("", "bad")
        self.trouble.hide()
        self.body = QVBoxLayout()
        self.body.setSpacing(look.px(look.GAP))
        self.buttons = QHBoxLayout()
        inner = QWidget()
        inner.setObjectName("page")
        inside = QVBoxLayout(inner)
        inside.setContentsMargins(0, 0, look.px(6), 0)
        inside.addLayout(self.body)
        inside.addStretch(1)
        self._area = area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(look.GAP))
        column.addWidget(PageTitle(title, subtitle))
        column.addWidget(area, 1)
        column.addWidget(self.trouble)
        column.addLayout(self.buttons)

    def card(self, title: str, fields: Sequence[Field], columns: int = 2) -> Card:
        """Fields side by side under a title."""
        card = Card(title)
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.px(18))
        grid.setVerticalSpacing(look.px(10))
        for number, field in enumerate(fields):
            grid.addWidget(field, number // columns, number % columns)
        card.add_layout(grid)
        self.body.addWidget(card)
        return card

    def named(self) -> dict[str, Field]:
        """Every field by its name, the same in each language."""
        raise NotImplementedError

    def end(self, *acts: Button) -> None:
        """The way back and the acts, after all fields in the order of Tab."""
        self.buttons.addWidget(Button(_("‹ Wróć"), self.left.emit))
        self.buttons.addStretch(1)
        for act in acts:
            self.buttons.addWidget(act)

    def demand(self, *fields: Field) -> bool:
        """Mark empty fields that are needed and go to the first; gives whether all are filled."""
        self.trouble.hide()
        empty = [field for field in fields if not field.value()]
        for field in fields:
            field.set_refused(_("To pole jest potrzebne.") if field in empty else "")
        if empty:
            empty[0].setFocus()
            QTimer.singleShot(0, self, lambda: self._area.ensureWidgetVisible(empty[0], 0, look.px(AROUND)))
        return not empty

    def say(self, problem: Problem) -> None:
        """Say what stands in the way."""
        self.trouble.set_words(words_of(problem).text, "bad")
        self.trouble.show()


class Founding(Form):
    """The particulars that no letter can do without, and who is at the keyboard."""

    def __init__(self, beginning: Beginning) -> None:
        super().__init__(_("Załóż ośrodek"), _("Te dane trafią do okna programu i na każde pismo."))
        self._beginning = beginning
        self.name = TextField(_("Pełna nazwa ośrodka"), placeholder=_("Miejsko-Gminny Ośrodek Pomocy Społecznej w …"))
        self.short = TextField(_("Nazwa skrócona"), placeholder=_("M-GOPS w …"))
        self.address = TextField(_("Ulica i numer"))
        self.postal = TextField(_("Kod i poczta"), placeholder="00-000 …")
        self.phone = TextField(_("Telefon"))
        self.name_of = TextField(
            _("Pełna nazwa w dopełniaczu"), placeholder=_("Miejsko-Gminnego Ośrodka Pomocy Społecznej w …")
        )
        self.hours = TextField(_("Godziny przyjęć"), placeholder=_("pn.–pt. 7.30–15.30"))
        self.electronic = TextField(_("Adres do e-Doręczeń"), placeholder="AE:PL-…")
        self.officer = TextField(_("Inspektor ochrony danych"), hint=_("Nazwisko i sposób kontaktu, do klauzuli RODO."))
        self.court = TextField(
            _("Sąd administracyjny w dopełniaczu"), placeholder=_("Wojewódzkiego Sądu Administracyjnego w …")
        )
        self.town = TextField(_("Miejscowość"), hint=_("W nagłówku pism: „Przedbórz, 3 listopada 2026 r.”"))
        self.town_in = TextField(_("Miejscowość w miejscowniku"), hint=_("Po słowie „w”: „w Przedborzu”."))
        self.authority = TextField(_("Organ, który wydaje decyzje"), placeholder=_("Burmistrz Miasta i Gminy …"))
        self.authority_of = TextField(_("Organ w dopełniaczu"), hint=_("Po „z up.”: „Burmistrza Miasta i Gminy”."))
        self.appeal = TextField(
            _("Organ odwoławczy w dopełniaczu"), placeholder=_("Samorządowego Kolegium Odwoławczego w …")
        )
        self.cell = TextField(_("Komórka w znaku sprawy"), hint=_("Pierwszy człon znaku, na przykład MGOPS."))
        self.classes = {
            "periodic_allowance": TextField(_("Klasa JRWA zasiłków okresowych")),
            "purpose_allowance": TextField(_("Klasa JRWA zasiłków celowych")),
            "permanent_allowance": TextField(_("Klasa JRWA zasiłków stałych")),
        }
        self.first = TextField(_("Twoje imię"))
        self.last = TextField(_("Twoje nazwisko"))
        self.vocative = TextField(_("Imię w wołaczu"), hint=_("Tak program powie „Dzień dobry, Mario”."))
        self.position = TextField(_("Stanowisko służbowe"), placeholder=_("kierownik"))
        self.station = TextField(_("Nazwa tego stanowiska"), placeholder=_("Biuro"))
        self.card(
            _("Ośrodek"),
            [self.name, self.name_of, self.short, self.phone, self.address, self.postal, self.hours, self.electronic],
        )
        self.card(
            _("Jak mówią o nim pisma"),
            [self.town, self.town_in, self.authority, self.authority_of, self.appeal, self.court, self.officer],
        )
        signs = self.card(_("Znaki spraw"), [self.cell, *self.classes.values()])
        signs.add(
            Text(
                _("Klasy są w jednolitym rzeczowym wykazie akt ośrodka. Puste pole: spis założysz później."),
                "note",
                "muted",
                wrap=True,
            )
        )
        self.card(_("Ty i to stanowisko"), [self.first, self.last, self.vocative, self.position, self.station])
        self.secret = PassphrasePair()
        locked = self.card(_("Twoje hasło"), [self.secret.new, self.secret.again])
        locked.add(Text(vault_words(), "note", "muted", wrap=True))
        self.end(Button(_("Załóż ośrodek"), self._found, kind="primary"))
        self.entry = self.name

    def named(self) -> dict[str, Field]:
        own = {
            "first_name": self.first,
            "last_name": self.last,
            "vocative": self.vocative,
            "position": self.position,
            "station": self.station,
            "passphrase": self.secret.new,
            "passphrase_again": self.secret.again,
        }
        return {**self._settings(), **self.classes, **own}

    def _settings(self) -> dict[str, TextField]:
        """The fields of the office's settings, by the names of those."""
        return {
            "office_name": self.name,
            "office_name_genitive": self.name_of,
            "office_short_name": self.short,
            "office_hours": self.hours,
            "electronic_address": self.electronic,
            "data_officer": self.officer,
            "court": self.court,
            "office_address": self.address,
            "office_postal": self.postal,
            "office_phone": self.phone,
            "town": self.town,
            "town_locative": self.town_in,
            "authority": self.authority,
            "authority_genitive": self.authority_of,
            "appeal_body": self.appeal,
            "cell": self.cell,
        }

    def _found(self) -> None:
        needed = (self.name, self.town, self.authority, self.cell, self.first, self.last, self.station)
        if not self.demand(*needed, self.secret.new, self.secret.again) or not self.secret.agrees():
            return
        clerk = Clerk(
            id=new_id(),
            first_name=self.first.value() or "",
            last_name=self.last.value() or "",
            first_name_vocative=self.vocative.value() or "",
            position=self.position.value() or "",
            role=Role.HEAD,
        )
        request = FoundOffice(
            name=self.station.value() or "",
            keeper=clerk.full_name,
            settings={name: field.value() or "" for name, field in self._settings().items()},
            clerks=(clerk,),
        )
        try:
            self._beginning.found(
                request, {kind: field.value() or "" for kind, field in self.classes.items()}, self.secret.text()
            )
        except Problem as problem:
            if not self.secret.refuse(problem):
                self.say(problem)
            return
        self.finished.emit()


class Joining(Form):
    """Two files and a telephone call. ``welcomed`` says the file that a person has made sure of.

    ``asked`` is the request that was written, ``path`` the welcome that was looked into; None before.
    """

    welcomed = Signal(object, str)

    def __init__(self, beginning: Beginning) -> None:
        super().__init__(
            _("Dołącz do ośrodka"),
            _("Dwa pliki i jeden telefon; klucze tego komputera nigdy go nie opuszczają."),
        )
        self._beginning = beginning
        self.name = TextField(_("Nazwa tego stanowiska"), placeholder=_("Laptop Północ"))
        self.keeper = TextField(_("Kto na nim pracuje"))
        self.secret = PassphrasePair()
        self.asking = self.card(
            _("1. Poproś o przyjęcie"), [self.name, self.keeper, self.secret.new, self.secret.again]
        )
        self.asking.add(Text(vault_words(), "note", "muted", wrap=True))
        self.ask = Button(_("Zapisz plik z prośbą…"), self._ask, kind="primary")
        self.asking.add(self.ask)
        self.waiting = Card(_("2. Podyktuj te cyfry administratorowi"))
        self.digits = Text("", "title")
        self.where = Text("", "note", "muted", wrap=True)
        self.waiting.add(self.digits, self.where)
        self.body.addWidget(self.waiting)
        self.welcome = Card(_("3. Wczytaj plik powitalny"))
        self.sender_words = Text("", "body", wrap=True)
        self.read = Button(_("Wskaż plik powitalny…"), self._read)
        self.accept = Button(_("Cyfry się zgadzają — dołącz"), self._accept, kind="primary")
        self.welcome.add(self.read, self.sender_words, self.accept)
        self.body.addWidget(self.welcome)
        self.path: Path | None = None
        self._sender = ""
        self.asked: Asked | None = None
        for later in (self.waiting, self.welcome, self.accept):
            later.hide()
        self.end()
        self.entry = self.name

    def named(self) -> dict[str, Field]:
        secret = {"passphrase": self.secret.new, "passphrase_again": self.secret.again}
        return {"name": self.name, "keeper": self.keeper, **secret}

    def take_over(self, other: "Joining") -> None:
        """Go on where the same form in another language was."""
        if other.asked is not None:
            self.wait(other.asked)
        if other.path is not None:
            self.show_welcome(other.path)

    def wait(self, asked: Asked) -> None:
        """The request is written; what comes next is a telephone call and a file."""
        self.asked = asked
        self.digits.setText(asked.fingerprint)
        self.where.setText(
            _("Prośba jest w pliku {path}. Zanieś go albo wyślij administratorowi ośrodka.").format(path=asked.path)
            if asked.path
            else _("Prośba jest już zapisana. Gdy dostaniesz plik powitalny, wczytaj go poniżej.")
        )
        for field in self.secret.fields:
            field.hide()
        self.waiting.show()
        self.welcome.show()
        self.entry = self.read
        self.entry.setFocus()

    def _ask(self) -> None:
        asked = (self.name, self.keeper) if self.asked is not None else (self.name, self.keeper, *self.secret.fields)
        if not self.demand(*asked) or not (self.asked is not None or self.secret.agrees()):
            return
        folder = QFileDialog.getExistingDirectory(self, _("Gdzie zapisać plik z prośbą"))
        if folder:
            self.write_request(Path(folder))

    def write_request(self, folder: Path) -> None:
        """Write the request into the folder and show the digits."""
        try:
            self.wait(
                self._beginning.ask_to_join(
                    self.name.value() or "", self.keeper.value() or "", folder, self.secret.text()
                )
            )
        except Problem as problem:
            if not self.secret.refuse(problem):
                self.say(problem)

    def _read(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(self, _("Plik powitalny"), "", f"Teczka ({BUNDLE_FILTER})")
        if name:
            self.show_welcome(Path(name))

    def show_welcome(self, path: Path) -> None:
        """Say who wrote the welcome, so that the digits can be compared."""
        self.trouble.hide()
        self.sender_words.setText("")
        self.accept.hide()
        self.path = None
        try:
            digits = self._beginning.sender_of(path)
        except Problem as problem:
            self.say(problem)
            return
        self.path, self._sender = path, digits
        self.sender_words.setText(
            _("Plik napisało stanowisko o cyfrach {digits}. Zapytaj administratora, czy to jego cyfry.").format(
                digits=digits
            )
        )
        self.accept.show()
        self.accept.setFocus()

    def _accept(self) -> None:
        if self.path is not None:
            self.welcomed.emit(self.path, self._sender)
