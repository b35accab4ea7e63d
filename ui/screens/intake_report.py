"""A report about somebody else: who says it, about whom, what was seen."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout

from app.services.person_views import PersonCard
from app.services.reports import TakeReport
from ui import look
from ui.case_words import reporter_words
from ui.forms import ChipField, ChoiceField, LongText, TextField
from ui.forms.drafted import Typed, put_back, typed
from ui.forms.fields import Field
from ui.i18n import _
from ui.parts import Card, LinkButton, Rich, Span
from ui.screen import DeskLike
from ui.screens.intake_day import ArrivalDay
from ui.screens.intake_person import PersonFinder

URGENT, WITHHELD = "urgent", "withheld"


class ReportCard(Card):
    """The card of a report. The name of who reports is not written down at all where it is withheld."""

    edited = Signal()

    def __init__(self, desk: DeskLike) -> None:
        super().__init__(_("Zgłoszenie o kimś innym"), spacing=10)
        self._known: PersonCard | None = None
        self.finder = PersonFinder(desk)
        self.chosen = Rich("")
        self.other = LinkButton(_("Ktoś inny"), self._forget)
        self.about = TextField(_("Kogo dotyczy"), hint=_("Imię, nazwisko, adres — tyle, ile wiadomo."))
        self.kind = ChoiceField(_("Kto zgłasza"), reporter_words())
        self.reporter = TextField(_("Imię i nazwisko, telefon zgłaszającego"))
        self.withheld = ChipField(_("Jego dane"), [(WITHHELD, _("zastrzeżone"))], is_single=True)
        self.received_on = ArrivalDay(_("Przyjęto dnia"))
        self.urgency = ChipField(_("Tryb"), [(URGENT, _("pilny"))], is_single=True)
        self.facts = LongText(_("Co się dzieje"), lines=5)
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.px(12))
        grid.setVerticalSpacing(look.px(10))
        top = Qt.AlignmentFlag.AlignTop
        places: tuple[tuple[Field, int, int, int], ...] = (
            (self.kind, 0, 0, 2),
            (self.reporter, 0, 2, 3),
            (self.withheld, 0, 5, 1),
            (self.facts, 1, 0, 6),
            (self.received_on, 2, 0, 2),
            (self.urgency, 2, 2, 2),
        )
        for field, row, column, width in places:
            grid.addWidget(field, row, column, 1, width, top)
        for column in range(6):
            grid.setColumnStretch(column, 1)
        self.add(self.finder, self.chosen, self.other, self.about)
        self.add_layout(grid)
        self.finder.found.connect(self._take)
        self.withheld.committed.connect(lambda _keys: self._fit())
        for each in self.fields().values():
            each.changed.connect(lambda _value: self.edited.emit())
        for needed in (self.about, self.facts):
            needed.changed.connect(lambda _value, field=needed: field.set_refused(""))
        self._fit()

    def fields(self) -> dict[str, Field]:
        return {
            "about": self.about,
            "kind": self.kind,
            "reporter": self.reporter,
            "withheld": self.withheld,
            "received_on": self.received_on,
            "urgency": self.urgency,
            "facts": self.facts,
        }

    def is_urgent(self) -> bool:
        return bool(self.urgency.value())

    def demand(self) -> None:
        """Mark in red that nobody wrote about whom it is, or what was seen."""
        is_named = self._known is not None or bool(self.about.value())
        self.about.set_refused("" if is_named else _("Napisz, kogo dotyczy."))
        self.facts.set_refused("" if self.facts.value() else _("Napisz, co się dzieje."))

    def request(self, today: date) -> TakeReport:
        """The report as typed."""
        is_withheld = bool(self.withheld.value())
        return TakeReport(
            received_on=self.received_on.value() or today,
            person_id=self._known.person.id if self._known is not None else None,
            about=self.about.value() or "",
            facts=self.facts.value() or "",
            reporter_kind=self.kind.value() or "",
            reporter="" if is_withheld else self.reporter.value() or "",
            is_reporter_withheld=is_withheld,
            is_urgent=self.is_urgent(),
        )

    def clear(self) -> None:
        put_back(self.fields(), {})
        self._forget()

    def typed(self) -> Typed:
        return typed(self.fields())

    def restore(self, values: Mapping[str, object]) -> None:
        put_back(self.fields(), values)
        self._fit()

    def _take(self, card: PersonCard) -> None:
        self._known = card
        place = next((address.short for address in card.addresses if address.to_on is None), "")
        words = [Span(card.person.full_name, is_strong=True)]
        self.chosen.set_words(words + ([Span(f" · {place}", "muted")] if place else []))
        self._fit()
        self.kind.setFocus()

    def _forget(self) -> None:
        self._known = None
        self._fit()

    def _fit(self) -> None:
        is_known = self._known is not None
        self.chosen.setVisible(is_known)
        self.other.setVisible(is_known)
        self.finder.setVisible(not is_known)
        self.about.setVisible(not is_known)
        self.reporter.setVisible(not self.withheld.value())
