"""Ctrl+N: an application, oral or on paper, or a report about somebody else. One form, from the keyboard.

What is typed is kept at this workstation when the page is left, and shown again, until it was taken
or cleared.
"""

from typing import Any

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.cases import ApplicationForm, Document, Report
from app.domain.problems import Problem
from app.domain.records import RecordId
from app.services.applications import TakeApplication, Taken, take_application
from app.services.drafts import KeepDraft, ReadDraft, keep_draft, read_draft
from app.services.intake import PrepareApplication, Prepared, prepare_application
from app.services.letter_writing import DraftedLetter, MakeLetter, PrintReportCard, make_letter, print_report_card
from app.services.person_views import PersonCard
from app.services.reports import take_report
from ui import look
from ui.forms.drafted import put_back, typed
from ui.forms.fields import Field
from ui.i18n import _
from ui.papers import PaperWindow
from ui.parts import Banner, Columns, PageTitle, SegmentTabs
from ui.screen import DeskLike, Navigator
from ui.screens.intake_claim import ClaimCard
from ui.screens.intake_foot import IntakeFoot
from ui.screens.intake_household import AddressCard, HouseholdCard
from ui.screens.intake_outlook import OutlookCard
from ui.screens.intake_person import PersonChoice
from ui.screens.intake_report import ReportCard

ORAL, PAPER, REPORT = "oral", "paper", "report"
FORM = "application"
KEEP_MS = 4000
NEW_DAY_MS = 300_000
"""How soon after midnight a form that was left open notices the new day."""
PROTOCOL = "oral_application_protocol"


class IntakePage(QWidget):
    """Cards of the form on the left, what it would begin and the act itself on the right."""

    def __init__(self, desk: DeskLike, navigator: Navigator) -> None:
        super().__init__()
        self._desk, self._navigator = desk, navigator
        self._prepared: Prepared | None = None
        self._wanted: dict[str, Any] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.px(look.GAP))
        self.title = PageTitle(
            _("Nowy wniosek lub zgłoszenie"), _("Wszystko da się wpisać bez myszy: Tab, Enter, na końcu Ctrl+Enter.")
        )
        self._column.addWidget(self.title)
        self.foot = IntakeFoot(self)
        self._keeping = QTimer(self)
        self._keeping.setSingleShot(True)
        self._keeping.setInterval(KEEP_MS)
        self._keeping.timeout.connect(self._keep)
        self._days = QTimer(self)
        self._days.setInterval(NEW_DAY_MS)
        self._days.timeout.connect(self._look_at_day)
        desk.ask(prepare_application, PrepareApplication("periodic_allowance"), self._build)

    # -- what the window asks ------------------------------------------------------------------------------------

    def opened(self, kind: str = "", person_id: RecordId | None = None, **_args: Any) -> None:
        """The form as it was left; ``kind`` (oral, paper, report) and ``person_id`` fill its beginning."""
        self._wanted = {"kind": kind, "person_id": person_id}
        self._days.start()
        if self._prepared is not None:
            self._prepare()
            self._begin()

    def leaving(self) -> None:
        self._days.stop()
        if self._prepared is not None:
            self._keep()

    # -- building ------------------------------------------------------------------------------------------------

    def _build(self, prepared: Prepared) -> None:
        self._prepared = prepared
        desk = self._desk
        self.kinds = SegmentTabs(
            [
                (ORAL, _("Wniosek ustny do protokołu")),
                (PAPER, _("Wniosek na piśmie")),
                (REPORT, _("Zgłoszenie o kimś innym")),
            ]
        )
        self.restored = Banner(_("Pokazano to, czego wcześniej nie zapisano."), "neutral")
        self.restored.hide()
        self.person, self.address = PersonChoice(desk, _("Kto składa wniosek")), AddressCard()
        self.household, self.claim, self.report = HouseholdCard(desk), ClaimCard(prepared.reasons), ReportCard(desk)
        self.side = OutlookCard(prepared)
        self.region, self.outlook = self.side.region, self.side.outlook
        self._column.addWidget(self.kinds)
        self._column.addWidget(self.restored)
        columns = Columns()
        left, right = columns.column(68, 520), columns.column(32, 270)
        for card in (self.person, self.address, self.household, self.claim, self.report):
            left.addWidget(card)
        left.addStretch(1)
        right.addWidget(self.side)
        right.addStretch(1)
        self._column.addWidget(columns, 1)
        self.foot.build(self.save, self.clear)
        self.take, self.wipe, self.objection = self.foot.take, self.foot.wipe, self.foot.objection
        self._wire()
        self._show_kind()
        self._show_prepared(prepared)
        desk.ask(read_draft, ReadDraft(FORM), self._restore)

    def _wire(self) -> None:
        self.kinds.changed.connect(lambda _kind: self._show_kind())
        self.person.chosen.connect(self._person_chosen)
        self.person.fields.last_name.committed.connect(lambda name: self.household.set_surname(name or ""))
        self.claim.changed.connect(self._prepare)
        self.region.committed.connect(lambda _region: self._choose_list())
        self.report.urgency.committed.connect(lambda _keys: self._prepare())
        for card in (self.person, self.address, self.household, self.claim, self.report):
            card.edited.connect(self._keeping.start)
            card.edited.connect(self.objection.hide)  # it was about what stood there before
        for keys in ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(self.save)

    # -- showing -------------------------------------------------------------------------------------------------

    def _show_kind(self) -> None:
        kind = self.kinds.current()
        is_report = kind == REPORT
        for card in (self.person, self.address, self.household, self.claim):
            card.setVisible(not is_report)
        self.report.setVisible(is_report)
        self.region.setVisible(not is_report)
        self.claim.set_oral(is_oral=kind == ORAL)
        self.take.setText(_("Przyjmij zgłoszenie") if is_report else _("Przyjmij wniosek"))
        self._prepare()

    def _prepare(self) -> None:
        is_report = self.kinds.current() == REPORT
        is_urgent = self.report.is_urgent() if is_report else bool(self.claim.urgency.value())
        received_on = self.report.received_on.value() if is_report else self.claim.received_on.value()
        asked = PrepareApplication(self.claim.benefit.value() or "", received_on, is_urgent)
        self._desk.ask(prepare_application, asked, self._show_prepared)

    def _show_prepared(self, prepared: Prepared) -> None:
        self._prepared = prepared
        self.claim.show_prepared(prepared)
        self.person.set_today(prepared.today)
        self.household.set_today(prepared.today)
        is_begun = bool(self._typed())
        days = [card.received_on.offer(prepared.today, is_begun=is_begun) for card in (self.claim, self.report)]
        if any(days):
            self._prepare()
        if self.kinds.current() == REPORT:
            self.side.show_report(prepared)
        else:
            self.side.show_application(prepared, self.claim.list_id(), has_benefit=bool(self.claim.benefit.value()))

    def _look_at_day(self) -> None:
        if self._prepared is not None:
            self._prepare()

    def changeEvent(self, event: QEvent) -> None:
        """Whoever comes back to the window in the morning finds the new day."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow() and self.isVisible():
            self._look_at_day()

    def _choose_list(self) -> None:
        """Of several lists of a benefit the one that bears the region's name."""
        region = (self.region.value() or "").casefold()
        lists = self._prepared.lists if self._prepared is not None else ()
        named = next((each for each in lists if region and region in each.title.casefold()), None)
        if named is not None and self._prepared is not None:
            self.claim.list.set_value(named.id.hex())
            self._show_prepared(self._prepared)

    def _person_chosen(self, card: PersonCard | None) -> None:
        self.address.show_known(card)
        self.household.show_known(card)
        if card is not None:
            self.household.set_surname(card.person.last_name)
            current = next((each for each in card.households if each.is_current), None)
            if current is not None and current.household.region:
                self.region.set_value(current.household.region)
                self._choose_list()
            self.claim.benefit.setFocus()
        self._keeping.start()

    # -- keeping what was typed ----------------------------------------------------------------------------------

    def _restore(self, fields: dict[str, object]) -> None:
        if fields:
            self.kinds.show_segment(str(fields.get("kind", ORAL)))
            for name, card in (("person", self.person), ("claim", self.claim), ("report", self.report)):
                values = fields.get(name)
                if isinstance(values, dict):
                    card.restore(values)
            address = fields.get("address")
            if isinstance(address, dict):
                put_back(self.address.fields.fields(), address)
            self.household.restore(fields.get("household"))
            self.restored.show()
        self._begin()

    def _begin(self) -> None:
        wanted, self._wanted = self._wanted, {}
        if wanted.get("kind"):
            self.kinds.show_segment(wanted["kind"])
        if wanted.get("person_id"):
            self.person.choose(wanted["person_id"])
        elif self.kinds.current() == REPORT:
            self.report.finder.setFocus()
        elif self.person.person_id is None:
            self.person.finder.setFocus()

    def _typed(self) -> dict[str, object]:
        found: dict[str, object] = {
            "person": self.person.typed(),
            "address": typed(self.address.fields.fields()),
            "household": self.household.typed(),
            "report": {key: value for key, value in self.report.typed().items() if key != "received_on"},
        }
        if not self.claim.is_untouched():
            found["claim"] = self.claim.typed()
        found = {key: value for key, value in found.items() if value}
        return found | {"kind": self.kinds.current()} if found else {}

    def _keep(self) -> None:
        self._keeping.stop()
        self._desk.order(keep_draft, KeepDraft(FORM, self._typed()))

    def clear(self) -> None:
        """Forget what was typed."""
        for card in (self.person, self.household, self.claim, self.report):
            card.clear()
        put_back(self.address.fields.fields(), {})
        self.address.show_known(None)
        self.region.set_value("")
        self.objection.hide()
        self.restored.hide()
        self._keep()
        self._prepare()
        self.person.finder.setFocus()

    # -- taking --------------------------------------------------------------------------------------------------

    def save(self) -> None:
        """Take the application or the report, unless something red stands in the form."""
        if self._prepared is None or not self.take.isEnabled():
            return
        focused = self.focusWidget()
        if focused is not None:
            focused.clearFocus()
        for card in (self.person, self.household, self.claim, self.report):
            card.demand()
        for field in self.findChildren(Field):
            if field.isVisible() and field.is_refused():
                field.setFocus()
                return
        self.objection.hide()
        self.take.setEnabled(False)
        if self.kinds.current() == REPORT:
            request = self.report.request(self._prepared.today)
            self._desk.order(take_report, request, self._report_taken, self._refused)
        else:
            self._desk.order(take_application, self._request(self._prepared), self._taken, self._refused)

    def _request(self, prepared: Prepared) -> TakeApplication:
        claim, is_oral = self.claim, self.kinds.current() == ORAL
        return TakeApplication(
            form=ApplicationForm.ORAL if is_oral else ApplicationForm.PAPER,
            benefit=claim.benefit.value(),
            received_on=claim.received_on.value() or prepared.today,
            person_id=self.person.person_id,
            person=self.person.fields.entry(),
            is_somebody_else=self.person.is_somebody_else,
            address=self.address.entry(),
            members=self.household.entries(),
            region=self.region.value() or "",
            claim=claim.claim.value() or "",
            reasons=claim.reasons.value(),
            applies_as=claim.applies_as.value() or "",
            consent_of=claim.consent.value() or "",
            is_signed=not is_oral and claim.is_signed.value() is True,
            is_complete=claim.is_complete.value() is True,
            missing=claim.missing.value() or "",
            is_urgent=bool(claim.urgency.value()),
            list_id=claim.list_id(),
        )

    def _refused(self, problem: Problem) -> None:
        self.take.setEnabled(True)
        self.foot.refuse(problem)
        self.take.setFocus()

    def _taken(self, taken: Taken) -> None:
        """The form is empty again; an oral application gets its protocol, and the case opens."""
        self.take.setEnabled(True)
        is_oral = taken.application.form is ApplicationForm.ORAL
        self.clear()
        sign = taken.case.sign or (
            _("znak nada: {station}").format(station=taken.keeper) if taken.keeper else _("bez znaku")
        )
        said = _("Przyjęto wniosek — {sign}.").format(sign=sign)
        if not is_oral:
            self._navigator.open("case", case_id=taken.case.id)
            self._navigator.notice(said)
            return

        def printed(document: Document) -> None:
            self._navigator.open("case", case_id=taken.case.id, show_paper=document.id)
            self._navigator.notice(said)

        def not_printed(problem: Problem) -> None:
            from ui.wording import words_of

            self._navigator.open("case", case_id=taken.case.id)
            self._navigator.notice(words_of(problem).text, "warn")

        self._desk.order(make_letter, MakeLetter(taken.case.id, PROTOCOL), printed, not_printed)

    def _report_taken(self, report: Report) -> None:
        self.take.setEnabled(True)
        self.clear()
        self._navigator.open("report", report_id=report.id)
        self._navigator.notice(_("Przyjęto zgłoszenie."), "ok", _("Drukuj kartę"), lambda: self._print_card(report.id))

    def _print_card(self, report_id: RecordId) -> None:
        def show(card: DraftedLetter) -> None:
            PaperWindow(self._desk, card.template.name, card.content, card.pages, self).show()

        self._desk.ask(print_report_card, PrintReportCard(report_id), show)
