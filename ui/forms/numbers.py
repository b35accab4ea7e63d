"""Amounts and counts as a Pole types them."""

from decimal import Decimal, InvalidOperation

from PySide6.QtWidgets import QWidget

from app.domain import money
from ui.forms.fields import LineField, Unread
from ui.i18n import NBSP, _, amount

BLANKS = f" {NBSP}\u202f\u2009"


class MoneyField(LineField):
    """An amount in grosze, typed as ``1 248,00``, ``1248`` or ``1 248 zł``."""

    def value(self) -> int | None:
        """Grosze, None when the field is empty or cannot be understood."""
        value: int | None = super().value()
        return value

    def read(self, text: str) -> int:
        try:
            return money.parse(text)
        except money.NegativeAmount:
            raise Unread(_("Kwota nie może być ujemna.")) from None
        except money.AbsurdAmount:
            raise Unread(_("Kwota jest za duża: najwyżej {most}.").format(most=amount(money.HIGHEST))) from None
        except money.WrongAmount:
            raise Unread(_("To nie jest kwota. Wpisz na przykład 1 248,00.")) from None

    def write(self, value: int) -> str:
        return amount(value)


class NumberField(LineField):
    """A whole number, or one with up to ``decimals`` places; ``unit`` stands after it (``48,5 m²``)."""

    def __init__(
        self,
        label: str,
        *,
        unit: str = "",
        decimals: int = 0,
        least: int = 0,
        most: int = 999_999,
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self._unit, self._decimals, self._least, self._most = unit, decimals, least, most
        super().__init__(label, hint=hint, parent=parent)

    def value(self) -> Decimal | None:
        """The exact number, None when the field is empty or cannot be understood."""
        value: Decimal | None = super().value()
        return value

    def whole(self) -> int | None:
        """The number as an int, for fields without decimals."""
        value = self.value()
        return None if value is None else int(value)

    def read(self, text: str) -> Decimal:
        bare = text.removesuffix(self._unit).translate({ord(blank): None for blank in BLANKS}).replace(",", ".")
        try:
            number = Decimal(bare)
        except InvalidOperation:
            raise Unread(_("To nie jest liczba. Wpisz same cyfry.")) from None
        if not number.is_finite():
            raise Unread(_("To nie jest liczba. Wpisz same cyfry."))
        places = -int(number.as_tuple().exponent)
        if places > self._decimals:
            if not self._decimals:
                raise Unread(_("Wpisz liczbę całkowitą, bez przecinka."))
            raise Unread(_("Za dużo cyfr po przecinku: najwyżej {count}.").format(count=self._decimals))
        if not self._least <= number <= self._most:
            raise Unread(_("Wpisz liczbę od {least} do {most}.").format(least=self._least, most=self._most))
        return number

    def write(self, value: Decimal | int) -> str:
        digits = f"{Decimal(value):f}".replace(".", ",")
        return f"{digits}{NBSP}{self._unit}" if self._unit else digits
