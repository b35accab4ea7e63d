"""The card "Jak policzono": every row with its article, and the choices that the law leaves: amount, months if any."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.benefits import may_be_open_ended
from app.services.decision_views import DecisionView
from ui import look
from ui.forms import ChoiceField, Field, MoneyField, MonthField
from ui.i18n import _
from ui.parts import Banner, Button, Card, Fact, KeyValues, LinkButton
from ui.screens.decision_words import after_issue_facts, bounds_hint, change_facts, counted_facts
from ui.screens.steps_tree import excluded, explained
from ui.screens.undue_words import undue_facts


class CountedCard(Card):
    """``typed`` says a choice while it is being typed, ``chosen`` when the person leaves its field.

    ``explain`` asks for the whole reasoning.
    """

    typed = Signal(str, object)
    chosen = Signal(str, object)
    explain = Signal()

    def __init__(self, recount: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__(_("Jak policzono"), spacing=10, parent=parent)
        self.facts = KeyValues((), is_sum=True)
        self.outdated = Banner("", "warn")
        self.recount = Button(_("Przelicz"), recount, icon="refresh")
        self.reason = Banner("", "warn")
        self.outlook = Banner("", "info")
        self.outlook.hide()
        self.steps = LinkButton(_("Pokaż cały tok obliczenia"), self.explain.emit)
        self.amount = MoneyField(_("Kwota zasiłku"))
        self.from_month = MonthField(_("Od"))
        self.to_month = MonthField(_("Do"))
        self.signer = ChoiceField(_("Podpisuje"))
        self.fields: dict[str, Field] = {
            "amount": self.amount,
            "from_month": self.from_month,
            "to_month": self.to_month,
            "signed_by_id": self.signer,
        }
        self._months = QWidget()
        row = QHBoxLayout(self._months)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(look.GAP))
        row.addWidget(self.from_month)
        row.addWidget(self.to_month)
        self.add(self.facts, self.steps, self.outdated, self.recount, self.reason, self.outlook)
        self.add(self.amount, self._months, self.signer)
        self.fill()
        for name, field in self.fields.items():
            field.changed.connect(lambda value, name=name: self.typed.emit(name, value))
            field.committed.connect(lambda value, name=name: self.chosen.emit(name, value))

    def show_view(self, view: DecisionView) -> None:
        """Show what was found and chosen; a field in which somebody is typing is left alone."""
        decision, frozen = view.decision, view.frozen
        is_grant = decision.pays
        rows = [] if view.is_outdated else [Fact(_("Tego świadczenia program nie oblicza."), "")]
        if frozen is not None:
            rows = counted_facts(decision.benefit, frozen, is_refusal=not is_grant)
            rows += change_facts(frozen.change, decision) if frozen.change is not None else []
        if view.undue is not None:
            rows = undue_facts(view.undue, decision)
        self.facts.set_facts([*rows, *after_issue_facts(view)])
        self.steps.setText(_("Zmień ustalenia") if view.undue is not None else _("Pokaż cały tok obliczenia"))
        self.steps.setVisible(view.undue is not None or (frozen is not None and bool(frozen.steps)))
        self.outlook.setVisible(False)
        self._show_warnings(view)
        self.amount.setVisible(is_grant and view.is_editable)
        self._months.setVisible(is_grant and view.is_editable and not view.is_one_off)
        self._put(self.amount, decision.amount or None)
        self._put(self.from_month, decision.from_month)
        self._put(self.to_month, decision.to_month)
        self.to_month.set_hint(_("Puste: bezterminowo.") if may_be_open_ended(decision.benefit) else "")
        self.signer.set_options([(clerk.id, clerk.full_name) for clerk in view.signers])
        self.signer.setVisible(len(view.signers) > 1 and view.is_editable)
        self.signer.set_value(view.signer.id if view.signer is not None else None)
        self.amount.set_hint(bounds_hint(view))

    def show_outlook(self, sentences: Sequence[str]) -> None:
        """What would have to change for the right to be there, and from when it changes by itself."""
        self.outlook.set_words("\n".join(sentences), "info")
        self.outlook.setVisible(bool(sentences))

    def seek_refused(self) -> bool:
        """Go to the first field that says in red that its value cannot stand; gives whether there is one."""
        for field in self.fields.values():
            if field.isVisible() and field.is_refused():
                field.setFocus()
                return True
        return False

    def _show_warnings(self, view: DecisionView) -> None:
        frozen = view.frozen
        self.outdated.set_words(_("Po sporządzeniu projektu zmieniły się dane w sprawie."), "warn")
        self.outdated.setVisible(view.is_outdated)
        self.recount.setVisible(view.is_outdated and view.is_editable)
        said = [
            *excluded(view.met),
            *explained(view.met),
            *([frozen.reason, *frozen.warnings] if frozen is not None else []),
        ]
        said = [sentence for sentence in said if sentence]
        self.reason.set_words("\n".join(said), "warn")
        self.reason.setVisible(bool(said))

    @staticmethod
    def _put(field: MoneyField | MonthField, value: int | date | None) -> None:
        is_being_typed = field.line.hasFocus() and field.line.isModified()
        if is_being_typed:
            return
        if field.value() != value:
            field.set_value(value)
        field.set_refused("")
