"""What a clerk says of undue benefits: the ground, the months, and how the money comes back."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.undue import Fault
from app.domain.undue_claims import LONGEST, MOST_INSTALMENTS, SHORTEST, Relief, Terms, UndueClaim
from app.services.undue_drafts import UndueEntry
from ui import look
from ui.forms import AccountField, ChoiceField, DateField, Field, LongText, MoneyField, MonthField, NumberField
from ui.i18n import _
from ui.parts import Card


def fault_words() -> list[tuple[Fault, str]]:
    """What makes a benefit undue (art. 6 pkt 16)."""
    return [
        (Fault.UNTRUE, _("podano nieprawdziwe informacje")),
        (Fault.SILENT, _("nie poinformowano o zmianie sytuacji")),
    ]


def relief_words() -> list[tuple[Relief, str]]:
    """What the office may do in a specially justified case."""
    return [
        (Relief.NONE, _("bez ulgi: zwrot w terminie")),
        (Relief.INSTALMENTS, _("rozłożyć na raty")),
        (Relief.DEFERRED, _("odroczyć termin płatności")),
        (Relief.REMITTED, _("umorzyć część kwoty")),
        (Relief.WAIVED, _("odstąpić od żądania zwrotu")),
    ]


class UndueForm(QWidget):
    """Two cards of fields; ``changed`` says that something was typed or chosen."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fault = ChoiceField(_("Podstawa (art. 6 pkt 16)"), fault_words())
        self.what = LongText(
            _("Co było nieprawdziwe albo czego nie zgłoszono"), lines=4, hint=_("Te zdania trafią do uzasadnienia.")
        )
        self.warned_on = DateField(_("Dzień pisemnego pouczenia (art. 109)"))
        self.from_month = MonthField(_("Za miesiące od"))
        self.to_month = MonthField(_("do"))
        self.account = AccountField(_("Rachunek gminy do zwrotu"))
        self.days = NumberField(
            _("Termin zwrotu"), unit=_("dni"), least=SHORTEST, most=LONGEST, hint=_("Od dnia ostateczności decyzji.")
        )
        self.relief = ChoiceField(_("Ulga (art. 104 ust. 4)"), relief_words())
        self.asked_by = ChoiceField(_("Na wniosek"), [("party", _("strony")), ("worker", _("pracownika socjalnego"))])
        self.relief_reason = LongText(_("Dlaczego przypadek jest szczególnie uzasadniony"), lines=3)
        self.remitted = MoneyField(_("Kwota do umorzenia"))
        self.due_on = DateField(_("Nowy termin"))
        self.instalments = NumberField(_("Liczba rat"), least=2, most=MOST_INSTALMENTS)
        self.first_on = DateField(_("Pierwsza rata do"))
        self._of_relief: dict[Relief, tuple[Field, ...]] = {
            Relief.REMITTED: (self.remitted,),
            Relief.DEFERRED: (self.due_on,),
            Relief.INSTALMENTS: (self.instalments, self.first_on),
        }
        self._build()
        for field in self.fields():
            field.changed.connect(lambda _value: self.changed.emit())
        self.relief.committed.connect(lambda _value: self._show_relief())

    def fields(self) -> tuple[Field, ...]:
        """Every field in the order in which it is filled."""
        return (
            *(self.fault, self.what, self.warned_on, self.from_month, self.to_month),
            *(self.account, self.days, self.relief, self.asked_by, self.relief_reason),
            *(self.remitted, self.due_on, self.instalments, self.first_on),
        )

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(look.GAP))
        ground = Card(_("Ustalenia"), spacing=10)
        ground.add(self.fault, self.what, self.warned_on)
        ground.add_layout(_side_by_side(self.from_month, self.to_month))
        back = Card(_("Zwrot"), spacing=10)
        back.add(self.account, self.days, self.relief, self.asked_by, self.relief_reason)
        back.add(self.remitted, self.due_on)
        back.add_layout(_side_by_side(self.instalments, self.first_on))
        column.addWidget(ground)
        column.addWidget(back)
        column.addStretch(1)

    def show_claim(self, claim: UndueClaim) -> None:
        """What a draft says, or what a new one begins with."""
        terms = claim.terms
        months = [each.month for each in claim.months if each.undue]
        self.fault.set_value(claim.fault)
        self.what.set_value(claim.what)
        self.warned_on.set_value(claim.warned_on)
        self.from_month.set_value(min(months) if months else None)
        self.to_month.set_value(max(months) if months else None)
        self.account.set_value(terms.account or None)
        self.days.set_value(terms.days)
        self.relief.set_value(terms.relief)
        self.asked_by.set_value(terms.asked_by)
        self.relief_reason.set_value(terms.relief_reason)
        self.remitted.set_value(terms.remitted or None)
        self.due_on.set_value(terms.due_on)
        self.instalments.set_value(terms.instalments or None)
        self.first_on.set_value(terms.first_on)
        self._show_relief()

    def set_editable(self, *, is_editable: bool) -> None:
        """Whether something can be typed."""
        for field in self.fields():
            field.setEnabled(is_editable)

    def _show_relief(self) -> None:
        relief = Relief(self.relief.value() or Relief.NONE)
        for kind, fields in self._of_relief.items():
            for field in fields:
                field.setVisible(kind is relief)
        self.asked_by.setVisible(relief is not Relief.NONE)
        self.relief_reason.setVisible(relief is not Relief.NONE)
        self.days.setVisible(relief in (Relief.NONE, Relief.REMITTED))
        self.account.setVisible(relief is not Relief.WAIVED)

    def terms(self) -> Terms:
        """How the money comes back, as it stands in the form."""
        return Terms(
            days=self.days.whole() or 0,
            account=self.account.value() or "",
            relief=Relief(self.relief.value() or Relief.NONE),
            relief_reason=self.relief_reason.value() or "",
            asked_by=self.asked_by.value() or "party",
            remitted=self.remitted.value() or 0,
            due_on=self.due_on.value(),
            instalments=self.instalments.whole() or 0,
            first_on=self.first_on.value(),
        )

    def entry(self) -> UndueEntry:
        """Everything that the form says."""
        return UndueEntry(
            fault=Fault(self.fault.value() or Fault.SILENT),
            what=self.what.value() or "",
            warned_on=self.warned_on.value(),
            terms=self.terms(),
            from_month=self.from_month.value(),
            to_month=self.to_month.value(),
        )

    def refuse_empty(self) -> bool:
        """Say at the fields that must be filled what is missing; gives whether anything is."""
        wanted: Sequence[tuple[Field, Callable[[], bool], str]] = (
            (self.what, lambda: True, _("Napisz, co było nieprawdziwe albo czego nie zgłoszono.")),
            (self.warned_on, lambda: True, _("Wpisz dzień pouczenia; bez pouczenia nie żąda się zwrotu.")),
            (self.account, lambda: self.account.isVisible(), _("Wpisz rachunek gminy (art. 104 ust. 8).")),
            (self.days, lambda: self.days.isVisible(), _("Wpisz liczbę dni.")),
            (self.relief_reason, lambda: self.relief_reason.isVisible(), _("Ulga wymaga uzasadnienia.")),
            (self.remitted, lambda: self.remitted.isVisible(), _("Wpisz kwotę.")),
            (self.due_on, lambda: self.due_on.isVisible(), _("Wpisz dzień.")),
            (self.instalments, lambda: self.instalments.isVisible(), _("Wpisz liczbę rat.")),
            (self.first_on, lambda: self.first_on.isVisible(), _("Wpisz dzień.")),
        )
        empty = [(field, words) for field, is_asked, words in wanted if is_asked() and not field.value()]
        for field in self.fields():
            field.set_refused("")
        for field, words in reversed(empty):
            field.set_refused(words)
            field.setFocus()
        return bool(empty)


def _side_by_side(*fields: Field) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(look.px(look.GAP))
    for field in fields:
        row.addWidget(field)
    return row
