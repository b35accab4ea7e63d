"""Where the applicant lives, and with whom: rows of people, new ones or from the files."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.households import Relation
from app.domain.records import RecordId
from app.services.households import MemberEntry
from app.services.likeness import FindSimilar, Similar, find_similar
from app.services.person_views import PersonCard
from app.services.persons import AddressEntry, PersonEntry
from ui import look
from ui.case_words import relation_word, relation_words
from ui.forms import ChoiceField, DateField, PeselField, TextField
from ui.forms.drafted import Typed, put_back, typed
from ui.forms.fields import Field
from ui.forms.person_fields import AddressFields
from ui.forms.tab_order import put_before
from ui.i18n import _
from ui.parts import Banner, Card, IconButton, LinkButton, Rich, Span, Text
from ui.screen import DeskLike
from ui.screens.intake_person import likely


class AddressCard(Card):
    """Where the applicant lives. For somebody of the files the known address stands, until a new one is wanted."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__(_("Gdzie mieszka"), spacing=10)
        self.known = Rich("")
        self.change = LinkButton(_("Wpisz nowy adres"), self._write_new)
        self._row = QWidget()
        row = QHBoxLayout(self._row)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.known, 1)
        row.addWidget(self.change)
        self.fields = AddressFields()
        self.add(self._row, self.fields)
        self._row.hide()
        for field in self.fields.fields().values():
            field.changed.connect(lambda _value: self.edited.emit())

    def show_known(self, card: PersonCard | None) -> None:
        address = next((each for each in card.addresses if each.to_on is None), None) if card is not None else None
        self._row.setVisible(address is not None)
        self.fields.setVisible(address is None)
        self.change.show()
        if address is not None:
            self.known.set_words(", ".join(address.lines))

    def entry(self) -> AddressEntry:
        return self.fields.entry() if not self.fields.isHidden() else AddressEntry()

    def _write_new(self) -> None:
        self.fields.show()
        self.change.hide()
        self.fields.locality.setFocus()


class MemberRow(QWidget):
    """One person: name, PESEL or birth, kinship. Somebody like them in the files is offered below."""

    gone = Signal(object)
    edited = Signal()

    def __init__(self, desk: DeskLike, surname: str, today: date | None) -> None:
        super().__init__()
        self._desk = desk
        self.person_id: RecordId | None = None
        self._similar: list[Similar] = []
        self._is_somebody_else = False
        self.last_name = TextField(_("Nazwisko"), longest=100)
        self.last_name.set_value(surname or None)
        self.first_name = TextField(_("Imię"), longest=100)
        self.pesel = PeselField()
        self.born_on = DateField(_("Data urodzenia"), today=today)
        self.relation = ChoiceField(_("Kim jest"), relation_words())
        self.relation.changed.connect(lambda _value: self._related())
        self.warning = Banner("", "warn")
        self.warning.hide()
        self.remove = IconButton("trash", _("Usuń tę osobę z formularza"), lambda: self.gone.emit(self))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look.px(8))
        top = Qt.AlignmentFlag.AlignTop
        for column, field in enumerate((self.first_name, self.last_name, self.pesel, self.born_on, self.relation)):
            grid.addWidget(field, 0, column, top)
            grid.setColumnStretch(column, 4 if field is self.born_on else 3)
        self.pesel.setMinimumWidth(look.px(128))  # eleven figures
        self.born_on.setMinimumWidth(look.px(142))  # a whole date beside the calendar
        grid.addWidget(self.remove, 0, 5, Qt.AlignmentFlag.AlignBottom)
        grid.addWidget(self.warning, 1, 0, 1, 6)
        self.pesel.recognised.connect(self._recognised)
        self.warning.text.followed.connect(self._take)
        for field in (self.first_name, self.last_name, self.pesel, self.born_on):
            field.committed.connect(lambda _value: self._look())
            field.changed.connect(lambda _value: self.edited.emit())
        self.relation.changed.connect(lambda _value: self.edited.emit())

    def fields(self) -> dict[str, Field]:
        return {
            "last_name": self.last_name,
            "first_name": self.first_name,
            "pesel": self.pesel,
            "born_on": self.born_on,
            "relation": self.relation,
        }

    def typed(self) -> Typed:
        """What was typed, and what was said of whom it means."""
        found = typed(self.fields())
        if self.person_id is not None:
            found["person_id"] = self.person_id.hex()
        if self._is_somebody_else:
            found["is_somebody_else"] = True
        return found

    def restore(self, values: Mapping[str, object]) -> None:
        put_back(self.fields(), values)
        self._is_somebody_else = bool(values.get("is_somebody_else"))
        person_id = values.get("person_id")
        if isinstance(person_id, str):
            self._stand_for(RecordId(bytes.fromhex(person_id)))

    def _stand_for(self, person_id: RecordId) -> None:
        """From here on the row is somebody of the files."""
        self.person_id = person_id
        for field in (self.first_name, self.last_name, self.pesel, self.born_on):
            field.set_readonly(_("z kartoteki"))

    def is_empty(self) -> bool:
        return self.person_id is None and not (self.first_name.text() or self.pesel.text() or self.born_on.text())

    def demand(self) -> None:
        """Mark in red that nobody said who this is; the criterion and the papers hang on it."""
        is_open = self.relation.value() is None and not self.is_empty()
        self.relation.set_refused(_("Wybierz, kim jest.") if is_open else "")

    def entry(self) -> MemberEntry:
        person = PersonEntry(
            first_name=self.first_name.value() or "",
            last_name=self.last_name.value() or "",
            pesel=self.pesel.value() or "",
            born_on=self.born_on.value(),
        )
        return MemberEntry(
            person_id=self.person_id,
            person=person if self.person_id is None else None,
            relation=Relation(self.relation.value() or Relation.OTHER.value),
            is_somebody_else=self._is_somebody_else,
        )

    def _related(self) -> None:
        self.relation.set_refused("")
        self.edited.emit()

    def _recognised(self, known: object) -> None:
        if not self.born_on.text():
            self.born_on.set_value(getattr(known, "born_on", None))

    def _look(self) -> None:
        if self.person_id is not None or self._is_somebody_else:
            return
        asked = FindSimilar(
            self.first_name.value() or "", self.last_name.value() or "", self.pesel.value() or "", self.born_on.value()
        )
        if asked.pesel or (asked.first_name and asked.last_name and asked.born_on):
            self._desk.ask(find_similar, asked, lambda found: self._warn(list(found)))

    def _warn(self, similar: list[Similar]) -> None:
        self._similar = similar
        words = [Span(_("Może już być w kartotece: "))]
        for number, each in enumerate(similar[:2]):
            words += [Span(likely(each), link=str(number)), Span(". ")]
        words.append(Span(_("To ktoś inny"), link="other"))
        self.warning.set_words(words, "warn")
        self.warning.setVisible(bool(similar))

    def _take(self, link: str) -> None:
        """Use the person of the files instead of a second record of them."""
        self.warning.hide()
        if link == "other":
            self._is_somebody_else = True
            self.edited.emit()
            return
        hit = self._similar[int(link)].hit
        self._stand_for(hit.id)
        last, _blank, first = hit.name.partition(" ")
        self.last_name.set_value(last)
        self.first_name.set_value(first)
        self.pesel.set_value(hit.pesel or None)
        self.born_on.set_value(date.fromisoformat(hit.born_on) if hit.born_on else None)
        self.edited.emit()


class HouseholdCard(Card):
    """With whom the applicant keeps house: those whom the files know, and rows for new ones."""

    edited = Signal()

    def __init__(self, desk: DeskLike) -> None:
        super().__init__(_("Z kim prowadzi gospodarstwo"), spacing=10)
        self._desk = desk
        self._today: date | None = None
        self._surname = ""
        self.rows: list[MemberRow] = []
        self.known = Rich("")
        self.known.hide()
        self.alone = Text(_("Mieszka i gospodaruje sama? Zostaw puste."), "note", "muted")
        self._pile = QVBoxLayout()
        self._pile.setSpacing(look.px(10))
        self.more = LinkButton(_("+ Dodaj osobę"), self.add_row)
        self.add(self.known, self.alone)
        self.add_layout(self._pile)
        row = QHBoxLayout()
        row.addWidget(self.more)
        row.addStretch(1)
        self.add_layout(row)

    def set_today(self, today: date) -> None:
        self._today = today

    def set_surname(self, surname: str) -> None:
        """Children mostly bear the name of whoever applies."""
        self._surname = surname

    def show_known(self, card: PersonCard | None) -> None:
        household = next((each for each in card.households if each.is_current), None) if card is not None else None
        words = [Span(_("Według kartoteki: "), "muted")]
        if household is not None:
            for number, inmate in enumerate(household.members):
                age = f", {inmate.age}" if inmate.age is not None else ""
                relation = inmate.member.relation
                kin = "" if relation is Relation.SELF else f" ({relation_word(relation, inmate.person.sex)})"
                words.append(Span(f"{'; ' if number else ''}{inmate.person.full_name}{age}{kin}"))
        self.known.set_words(words)
        self.known.setVisible(household is not None)
        self.alone.setVisible(household is None)

    def add_row(self) -> MemberRow:
        row = MemberRow(self._desk, self._surname, self._today)
        row.gone.connect(self._remove)
        row.edited.connect(self.edited)
        self.rows.append(row)
        self._pile.addWidget(row)
        put_before(row, self.more)
        row.first_name.setFocus()
        return row

    def demand(self) -> None:
        for row in self.rows:
            row.demand()

    def entries(self) -> tuple[MemberEntry, ...]:
        return tuple(row.entry() for row in self.rows if not row.is_empty())

    def clear(self) -> None:
        for row in list(self.rows):
            self._remove(row)
        self.show_known(None)

    def typed(self) -> list[Typed]:
        return [row.typed() for row in self.rows if not row.is_empty()]

    def restore(self, rows: object) -> None:
        for values in rows if isinstance(rows, list) else ():
            if isinstance(values, Mapping):
                self.add_row().restore(values)

    def _remove(self, row: MemberRow) -> None:
        self.rows.remove(row)
        self._pile.removeWidget(row)
        row.deleteLater()
        self.edited.emit()
