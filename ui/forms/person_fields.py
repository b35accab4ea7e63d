"""The fields of a person and of an address, the same wherever somebody is written down."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.persons import Sex
from app.domain.pesel import Pesel
from app.services.persons import AddressEntry, PersonEntry
from ui import look
from ui.case_words import sex_words
from ui.forms.choices import ChipField
from ui.forms.days import DateField
from ui.forms.fields import Field, TextField
from ui.forms.identity import PeselField, PhoneField, PostalCodeField
from ui.i18n import _
from ui.parts import LinkButton


class PersonFields(QWidget):
    """Name, PESEL, birth, sex, telephone; citizenship and document on demand, for whoever has no PESEL.

    ``left`` fires when somebody leaves a field that tells people apart, so that likenesses can be looked for.
    """

    left = Signal()

    def __init__(self, *, has_phone: bool = True) -> None:
        super().__init__()
        self.first_name = TextField(_("Imię"), longest=100)
        self.last_name = TextField(_("Nazwisko"), longest=100)
        self.pesel = PeselField()
        self.born_on = DateField(_("Data urodzenia"))
        self.sex = ChipField(_("Płeć"), sex_words(), is_single=True)
        self.phone = PhoneField()
        self.citizenship = TextField(_("Obywatelstwo"), hint=_("Puste oznacza polskie."), longest=60)
        self.document = TextField(
            _("Okazany dokument"), hint=_("Rodzaj i numer; samego dokumentu nie kopiuje się."), longest=100
        )
        self.no_pesel = LinkButton(_("Osoba nie ma numeru PESEL"), self._show_document)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look.px(12))
        grid.setVerticalSpacing(look.px(10))
        top = Qt.AlignmentFlag.AlignTop
        rows: list[tuple[QWidget, ...]] = [
            (self.last_name, self.first_name, self.pesel),
            (self.born_on, self.sex, self.phone),
            (self.citizenship, self.document),
        ]
        for row, fields in enumerate(rows):
            for column, field in enumerate(fields):
                is_last = column == len(fields) - 1 and len(fields) == 2
                grid.addWidget(field, row, column, 1, 2 if is_last else 1, top)
        grid.addWidget(self.no_pesel, 3, 0, 1, 3, Qt.AlignmentFlag.AlignLeft)
        for column in range(3):
            grid.setColumnStretch(column, 1)
        self.phone.setVisible(has_phone)
        self._hide_document()
        self.pesel.recognised.connect(self._recognised)
        for field in (self.first_name, self.last_name, self.pesel, self.born_on):
            field.committed.connect(lambda _value: self.left.emit())

    def fields(self) -> dict[str, Field]:
        return {
            "first_name": self.first_name,
            "last_name": self.last_name,
            "pesel": self.pesel,
            "born_on": self.born_on,
            "sex": self.sex,
            "phone": self.phone,
            "citizenship": self.citizenship,
            "document": self.document,
        }

    def set_today(self, today: date) -> None:
        self.born_on.set_today(today)

    def entry(self) -> PersonEntry:
        """The person as typed."""
        sex = self.sex.value()
        return PersonEntry(
            first_name=self.first_name.value() or "",
            last_name=self.last_name.value() or "",
            pesel=self.pesel.value() or "",
            born_on=self.born_on.value(),
            sex=Sex(sex[0]) if sex else None,
            phone=self.phone.value() or "",
            citizenship=self.citizenship.value() or "",
            identity_document=self.document.value() or "",
        )

    def fit(self) -> None:
        """After values were put back: show the document's fields when something stands in them."""
        if self.citizenship.text() or self.document.text():
            self._show_document()
        else:
            self._hide_document()

    def _show_document(self) -> None:
        self.citizenship.show()
        self.document.show()
        self.no_pesel.hide()

    def _hide_document(self) -> None:
        self.citizenship.hide()
        self.document.hide()
        self.no_pesel.show()

    def _recognised(self, known: Pesel) -> None:
        """A right number fills what it says; what a person typed stays and is questioned where it differs."""
        if not self.born_on.text():
            self.born_on.set_value(known.born_on)
        if not self.sex.value() and known.sex is not None:
            self.sex.set_value((known.sex.value,))
        typed = self.born_on.value()
        differs = typed is not None and typed != known.born_on
        self.born_on.set_questioned(_("PESEL mówi co innego.") if differs else "")


class AddressFields(QWidget):
    """A Polish address: villages without streets leave the street empty, the post town is a field of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.locality = TextField(_("Miejscowość"), longest=100)
        self.street = TextField(_("Ulica"), hint=_("Tylko tam, gdzie są ulice."), longest=100)
        self.house = TextField(_("Nr domu"), longest=20)
        self.flat = TextField(_("Nr lokalu"), longest=20)
        self.postal_code = PostalCodeField()
        self.post_town = TextField(_("Poczta"), hint=_("Jeśli inna niż miejscowość."), longest=100)
        self.directions = TextField(_("Jak trafić"), hint=_("Dla pracownika w terenie, nie drukuje się."), longest=200)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look.px(12))
        grid.setVerticalSpacing(look.px(10))
        top = Qt.AlignmentFlag.AlignTop
        for field, row, column, width in (
            (self.locality, 0, 0, 4),
            (self.street, 0, 4, 4),
            (self.house, 0, 8, 2),
            (self.flat, 0, 10, 2),
            (self.postal_code, 1, 0, 2),
            (self.post_town, 1, 2, 4),
            (self.directions, 1, 6, 6),
        ):
            grid.addWidget(field, row, column, 1, width, top)
        for column in range(12):
            grid.setColumnStretch(column, 1)
        self.postal_code.committed.connect(self._complete_code)

    def fields(self) -> dict[str, Field]:
        return {
            "locality": self.locality,
            "street": self.street,
            "house": self.house,
            "flat": self.flat,
            "postal_code": self.postal_code,
            "post_town": self.post_town,
            "directions": self.directions,
        }

    def entry(self) -> AddressEntry:
        """The address as typed."""
        return AddressEntry(
            locality=self.locality.value() or "",
            street=self.street.value() or "",
            house=self.house.value() or "",
            flat=self.flat.value() or "",
            postal_code=self.postal_code.value() or "",
            post_town=self.post_town.value() or "",
            directions=self.directions.value() or "",
        )

    def _complete_code(self, code: str | None) -> None:
        """``97570`` becomes ``97-570``; anything that is no code is questioned and kept."""
        digits = (code or "").replace("-", "").replace(" ", "")
        is_code = len(digits) == 5 and digits.isdigit()
        if is_code:
            self.postal_code.set_value(f"{digits[:2]}-{digits[2:]}")
        self.postal_code.set_questioned(_("Kod ma postać 00-000.") if code and not is_code else "")
