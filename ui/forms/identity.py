"""Numbers of people: PESEL, telephone, bank account. A number that looks wrong is kept and questioned."""

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.accounts import AccountFault, account_fault, bare_account
from app.domain.phones import written_phone
from ui.forms.fields import LineField, Unread
from ui.i18n import _

if TYPE_CHECKING:
    from app.domain.pesel import Pesel


class PeselField(LineField):
    """A PESEL. ``recognised`` says ``Pesel`` (birth date, sex) whenever a right number was typed.

    A wrong number is questioned and kept, because old papers carry real errors.
    """

    recognised = Signal(object)

    def __init__(self, label: str = "", *, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(label or _("PESEL"), hint=hint, parent=parent)
        self.changed.connect(self._recognise)

    def value(self) -> str | None:
        """The digits as typed, also of a wrong number."""
        value: str | None = super().value()
        return value

    def pesel(self) -> "Pesel":
        """The number with what it says of the person."""
        from app.domain.pesel import read_pesel  # brings stdnum, which only forms need

        return read_pesel(self.text())

    def read(self, text: str) -> str:
        from app.domain.pesel import read_pesel

        return read_pesel(text).number

    def question(self, value: str) -> str:
        from app.domain.pesel import PeselFault, read_pesel

        fault = read_pesel(value).fault
        if fault is PeselFault.LENGTH:
            return _("PESEL ma 11 cyfr, a wpisano {count}. Zostanie zapisany tak, jak jest.").format(count=len(value))
        return {
            None: "",
            PeselFault.LETTERS: _("W PESEL są tylko cyfry. Zostanie zapisany tak, jak jest."),
            PeselFault.CHECK: _("Cyfra kontrolna się nie zgadza — sprawdź numer z dowodem. Można go zapisać."),
            PeselFault.DATE: _("Data urodzenia w tym numerze nie istnieje — sprawdź go z dowodem. Można go zapisać."),
        }[fault]

    def _recognise(self) -> None:
        known = self.pesel()
        if known.born_on is not None:
            self.recognised.emit(known)


class PhoneField(LineField):
    """A telephone number, kept as digits: nine, or with + and the country in front."""

    def __init__(self, label: str = "", *, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(label or _("Telefon"), hint=hint, parent=parent)

    def value(self) -> str | None:
        """Digits, with a leading + for another country."""
        value: str | None = super().value()
        return value

    def read(self, text: str) -> str:
        bare = re.sub(r"[\s()\-./\u00a0]", "", text)
        if not re.fullmatch(r"\+?\d+", bare):
            raise Unread(_("W numerze telefonu są tylko cyfry, na przykład 601 224 918."))
        bare = "+" + bare[2:] if bare.startswith("00") else bare
        return bare.removeprefix("+48") if re.fullmatch(r"\+48\d{9}", bare) else bare

    def write(self, value: str) -> str:
        return written_phone(value)

    def question(self, value: str) -> str:
        if value.startswith("+") or len(value) == 9:
            return ""
        return _("Polski numer ma 9 cyfr, a wpisano {count}.").format(count=len(value))


class AccountField(LineField):
    """A bank account: 26 digits (NRB), with or without PL in front; one abroad with the letters of its country.

    A wrong number is refused, other than a wrong PESEL: money goes there. A wrong one of older files is questioned.
    """

    def __init__(self, label: str = "", *, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(label or _("Numer konta"), hint=hint, parent=parent)

    def value(self) -> str | None:
        """26 digits, or an IBAN with its country, without blanks."""
        value: str | None = super().value()
        return value

    def read(self, text: str) -> str:
        bare = bare_account(text)
        objection = self.question(bare)
        if objection:
            raise Unread(objection)
        return bare

    def write(self, value: str) -> str:
        head = 2 if value[:1].isdigit() else 4
        groups = [value[:head], *(value[start : start + 4] for start in range(head, len(value), 4))]
        return " ".join(groups)

    def question(self, value: str) -> str:
        fault = account_fault(value)
        if fault is AccountFault.LENGTH:
            return _("Numer konta ma 26 cyfr, a wpisano {count}.").format(count=len(value))
        return {
            None: "",
            AccountFault.LETTERS: _("W numerze konta są tylko cyfry."),
            AccountFault.CHECK: _("Cyfry kontrolne się nie zgadzają — sprawdź numer konta."),
        }[fault]


class EmailField(LineField):
    """An e-mail address; what cannot be one is questioned, because nobody knows until a letter comes back."""

    def question(self, value: str) -> str:
        if re.fullmatch(r"[^\s@,;]+@[^\s@,;]+\.[^\s@,;.]{2,}", value):
            return ""
        return _("Adres e-mail ma postać nazwa@domena.pl. Można zapisać tak, jak jest.")


class PostalCodeField(LineField):
    """A Polish postal code, ``26-200``; a foreign one is questioned and kept."""

    def __init__(self, label: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(label or _("Kod pocztowy"), placeholder="00-000", parent=parent)

    def read(self, text: str) -> str:
        digits = re.fullmatch(r"(\d\d)[\s-]?(\d{3})", text)
        return "-".join(digits.groups()) if digits else text

    def question(self, value: str) -> str:
        if re.fullmatch(r"\d\d-\d{3}", value):
            return ""
        return _("Polski kod ma postać 00-000. Zagraniczny można zapisać tak, jak jest.")
