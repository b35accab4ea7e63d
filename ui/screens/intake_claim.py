"""What is asked for, why, since when, and what is still missing."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout

from app.domain.claims import CLAIMS, claim_of
from app.domain.letter_templates import HelpReason
from app.domain.records import RecordId
from app.services.intake import Prepared
from ui import look
from ui.forms import ChipField, ChoiceField, LongText, TextField, YesNoField
from ui.forms.drafted import Typed, put_back, typed
from ui.forms.fields import Field
from ui.i18n import _
from ui.parts import Card
from ui.screens.intake_day import ArrivalDay

ORDINARY, URGENT = "ordinary", "urgent"


class ClaimCard(Card):
    """The claim. ``changed`` fires when benefit, day or urgency change, because the clocks hang on them."""

    changed = Signal()
    edited = Signal()

    def __init__(self, reasons: Sequence[HelpReason]) -> None:
        super().__init__(_("O co wnosi"), spacing=10)
        self.benefit = ChoiceField(_("Rodzaj pomocy"), [(claim.code, claim.label) for claim in CLAIMS])
        self.received_on = ArrivalDay(_("Wpłynął dnia"))
        self.list = ChoiceField(_("Spis spraw"))
        self.urgency = ChipField(_("Tryb"), [(URGENT, _("pilny"))], is_single=True)
        self.reasons = ChipField(_("Powody (art. 7)"), [(reason.id, reason.name) for reason in reasons])
        self.claim = LongText(_("Treść żądania"), lines=3)
        self.is_complete = YesNoField(_("Czy są wszystkie dokumenty?"))
        self.is_signed = YesNoField(_("Czy jest podpis?"))
        self.missing = LongText(_("Czego brakuje"), lines=2, hint=_("Każda rzecz w osobnym wierszu."))
        self.applies_as = TextField(_("Działa jako"), hint=_("Puste: we własnym imieniu."), longest=100)
        self.consent = TextField(_("Zgoda osoby, której dotyczy"), hint=_("Gdy wnosi ktoś inny (art. 102)."))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(look.px(12))
        self._grid.setVerticalSpacing(look.px(10))
        self._place()
        self.add_layout(self._grid)
        self.benefit.committed.connect(lambda _code: self._benefit_changed())
        self.received_on.committed.connect(lambda _day: self.changed.emit())
        self.urgency.committed.connect(lambda _keys: self.changed.emit())
        self.is_complete.committed.connect(lambda _value: self._fit())
        for answer in (self.is_complete, self.is_signed):
            answer.changed.connect(lambda _value, field=answer: field.set_refused(""))
        for field in self.fields().values():
            field.changed.connect(lambda _value: self.edited.emit())
        self.clear()

    def fields(self) -> dict[str, Field]:
        return {
            "benefit": self.benefit,
            "received_on": self.received_on,
            "urgency": self.urgency,
            "reasons": self.reasons,
            "claim": self.claim,
            "is_complete": self.is_complete,
            "is_signed": self.is_signed,
            "missing": self.missing,
            "applies_as": self.applies_as,
            "consent": self.consent,
        }

    def show_prepared(self, prepared: Prepared) -> None:
        """Which lists the application may go into; the first one that is kept here is chosen."""
        kept = self.list.value()
        self.list.set_options([(each.id.hex(), f"{each.name} {each.title}".strip()) for each in prepared.lists])
        self.list.set_value(kept if any(each.id.hex() == kept for each in prepared.lists) else _first(prepared))
        self.list.setVisible(len(prepared.lists) > 1)

    def list_id(self) -> RecordId | None:
        value = self.list.value()
        return RecordId(bytes.fromhex(value)) if value else None

    def set_oral(self, *, is_oral: bool) -> None:
        """A protocol is signed after it was printed; a paper comes with or without a signature."""
        self.is_signed.setVisible(not is_oral)

    def clear(self) -> None:
        put_back(self.fields(), {})
        self._fit()

    def demand(self) -> None:
        """Mark in red what nobody answered. Papers and signature decide the first month, so neither is presumed."""
        self.benefit.set_refused("" if self.benefit.value() is not None else _("Wybierz, o co wnosi."))
        for field in (self.is_complete, self.is_signed):
            field.set_refused("" if field.value() is not None else _("Zaznacz: tak albo nie."))

    def typed(self) -> Typed:
        return typed(self.fields())

    def restore(self, values: Mapping[str, object]) -> None:
        put_back(self.fields(), values)
        self._fit()

    def is_untouched(self) -> bool:
        return not (self.benefit.value() or self.claim.value())

    def _place(self) -> None:
        top = Qt.AlignmentFlag.AlignTop
        for field, row, column, width in (
            (self.benefit, 0, 0, 3),
            (self.received_on, 0, 3, 2),
            (self.urgency, 0, 5, 1),
            (self.list, 1, 0, 6),
            (self.reasons, 2, 0, 6),
            (self.claim, 3, 0, 6),
            (self.is_complete, 4, 0, 3),
            (self.is_signed, 4, 3, 3),
            (self.missing, 5, 0, 6),
            (self.applies_as, 6, 0, 3),
            (self.consent, 6, 3, 3),
        ):
            self._grid.addWidget(field, row, column, 1, width, top)
        for column in range(6):
            self._grid.setColumnStretch(column, 1)

    def _benefit_changed(self) -> None:
        claim = claim_of(self.benefit.value()) if self.benefit.value() else None
        self.benefit.set_refused("")
        is_ours = claim is None or claim.is_calculable
        self.benefit.set_hint("" if is_ours else _("Tę sprawę program poprowadzi, ale kwoty jeszcze nie wyliczy."))
        self.changed.emit()

    def _fit(self) -> None:
        self.missing.setVisible(self.is_complete.value() is False)


def _first(prepared: Prepared) -> str | None:
    return prepared.lists[0].id.hex() if prepared.lists else None
