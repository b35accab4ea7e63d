"""One report about somebody else: what was said, until when to look, and how it ends."""

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.cases import ApplicationForm, Case, Report
from app.domain.claims import CLAIMS
from app.domain.problems import Problem
from app.domain.records import RecordId
from app.services.letter_writing import DraftedLetter, PrintReportCard, print_report_card
from app.services.person_views import PersonCard
from app.services.ports import Changes
from app.services.reports import (
    CloseReport,
    OpenCaseFromReport,
    OpenedCase,
    ShownReport,
    ShowReport,
    close_report,
    open_case_from_report,
    show_report,
)
from ui import look
from ui.case_words import clock_tone, clock_words, form_word, reporter_words
from ui.forms import ChoiceField, LongText
from ui.forms.form_dialog import FormDialog
from ui.forms.person_fields import AddressFields, PersonFields
from ui.i18n import _, clock, day, numeric_day
from ui.papers import PaperWindow
from ui.parts import Button, Card, Chip, Columns, EmptyState, Fact, KeyValues, PageTitle, Rich, Span, Text
from ui.screen import DeskLike, Navigator
from ui.screens.case_forms import WordsDialog
from ui.screens.intake_person import PersonFinder


class ReportPage(QWidget):
    """Facts on a card; a case begins from it, or a note ends it."""

    def __init__(self, desk: DeskLike, navigator: Navigator) -> None:
        super().__init__()
        self._desk, self._navigator = desk, navigator
        self._report_id: RecordId | None = None
        self._shown: ShownReport | None = None
        self.chip = Chip()
        self.card = Button(_("Drukuj kartę"), self._print)
        self.end = Button(_("Zakończ notatką…"), self._close)
        self.begin = Button(_("Załóż sprawę…"), self._begin, kind="primary")
        self.title = PageTitle("", actions=[self.chip, self.card, self.end, self.begin])
        self.facts = KeyValues(role="text")
        self.words = Text("", "body", wrap=True)
        self.outcome = Text("", "body", wrap=True)
        self.outcome_card = Card(_("Wynik")).add(self.outcome)
        self.missing = EmptyState(_("Nie wybrano zgłoszenia"), _("Zgłoszenia są na liście spraw."))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(look.GAP))
        self._body = QWidget()
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(look.px(look.GAP))
        body.addWidget(self.title)
        columns = Columns()
        left, right = columns.column(64, 420), columns.column(36, 280)
        left.addWidget(Card(_("Co się dzieje")).add(self.words))
        left.addWidget(self.outcome_card)
        left.addStretch(1)
        right.addWidget(Card(_("Zgłoszenie")).add(self.facts))
        right.addStretch(1)
        body.addWidget(columns, 1)
        column.addWidget(self._body, 1)
        column.addWidget(self.missing, 1)
        self._body.hide()
        self.title.followed.connect(lambda _link: navigator.open("cases", tab="reports"))
        desk.changed.connect(self._hear)

    def opened(self, report_id: RecordId | None = None, **_args: Any) -> None:
        """Show a report."""
        if report_id is not None:
            self._report_id = report_id
        self._ask()

    def refresh(self) -> None:
        self._ask()

    def _ask(self) -> None:
        if self._report_id is not None:
            self._desk.ask(show_report, ShowReport(self._report_id), self._show, self._not_there)

    def _hear(self, changes: Changes) -> None:
        if self.isVisible() and changes.touches(Report, Case):
            self._ask()

    def _not_there(self, problem: Problem) -> None:
        self.missing.explain(problem)
        self._body.hide()
        self.missing.show()

    def _show(self, shown: ShownReport) -> None:
        self._shown = shown
        report = shown.report
        is_open = report.closed_on is None
        self.title.set_crumbs(
            [(_("Sprawy"), "cases"), (_("Zgłoszenia"), "cases"), (numeric_day(report.received_on), "")]
        )
        self.title.set_title(shown.person or _("Osoba nieustalona"))
        self.chip.set(
            clock_words(shown.clock) if is_open else _("zakończone"), clock_tone(shown.clock) if is_open else "neutral"
        )
        self.words.setText(report.facts)
        self.facts.set_facts(_facts(report))
        self.outcome.setText(_outcome(report))
        self.outcome_card.setVisible(not is_open)
        self.end.setVisible(is_open)
        self.begin.setVisible(is_open or report.case_id is not None)
        self.begin.setText(_("Załóż sprawę…") if report.case_id is None else _("Otwórz sprawę"))
        self.missing.hide()
        self._body.show()

    def _print(self) -> None:
        def show(card: DraftedLetter) -> None:
            note = _("Brakuje: {missing}.").format(missing=", ".join(card.missing)) if card.missing else ""
            PaperWindow(self._desk, card.template.name, card.content, card.pages, self, note=note).show()

        if self._report_id is not None:
            self._desk.ask(print_report_card, PrintReportCard(self._report_id), show)

    def _close(self) -> None:
        if self._shown is None:
            return
        report = self._shown.report

        def save(dialog: WordsDialog, text: str) -> None:
            self._desk.order(close_report, CloseReport(report, text), lambda _done: dialog.accept(), dialog.object)

        note = _("Zgłoszenie bez dalszego ciągu też musi mieć wynik: kto sprawdził i co ustalił.")
        WordsDialog(_("Zakończ zgłoszenie"), _("Co ustalono"), _("Zakończ"), save, self, note=note).open()

    def _begin(self) -> None:
        if self._shown is None:
            return
        if self._shown.report.case_id is not None:
            self._navigator.open("case", case_id=self._shown.report.case_id)
        else:
            CaseFromReportDialog(self._desk, self._navigator, self._shown, self).open()


class CaseFromReportDialog(FormDialog):
    """Which help, on whose wish; and who it is, when the report did not know."""

    def __init__(self, desk: DeskLike, navigator: Navigator, shown: ShownReport, parent: QWidget) -> None:
        note = _("Termin wywiadu biegnie dalej od dnia zgłoszenia.")
        super().__init__(_("Załóż sprawę po zgłoszeniu"), _("Załóż sprawę"), self._save, parent, note=note)
        self._desk, self._navigator, self._report = desk, navigator, shown.report
        self.benefit = ChoiceField(_("Rodzaj pomocy"), [(claim.code, claim.label) for claim in CLAIMS])
        self.form = ChoiceField(_("Wszczęcie"), [(form.value, form_word(form)) for form in ApplicationForm])
        self.form.set_value(ApplicationForm.EX_OFFICIO.value)
        self.claim = LongText(_("Treść żądania"), lines=2)
        self._person_id: RecordId | None = None
        self.finder, self.known = PersonFinder(desk), Rich("")
        self.person, self.address = PersonFields(), AddressFields()
        self.add(self.benefit, self.form)
        self.add(self.claim)
        if shown.report.person_id is None:
            self.set_note(f"{note} {_('Zgłoszenie dotyczy: {about}').format(about=shown.report.about)}")
            for part in (self.finder, self.known, self.person, self.address):
                self.add(part)
            self.known.hide()
            self.setMinimumWidth(look.px(680))
            self.finder.found.connect(self._take)
            self.finder.given_up.connect(self.person.last_name.setFocus)
            self.known.followed.connect(lambda _link: self._take(None))
        self.form.changed.connect(lambda _form: self._fit())
        self._fit()
        self.benefit.setFocus()

    def _fit(self) -> None:
        self.claim.setVisible(self.form.value() != ApplicationForm.EX_OFFICIO.value)

    def _take(self, card: PersonCard | None) -> None:
        """Somebody of the files is meant; None goes back to writing somebody new down."""
        self._person_id = None if card is None else card.person.id
        if card is not None:
            about = [card.person.pesel, *(each.short for each in card.addresses[:1])]
            words = [Span(f" · {each}", "muted") for each in about if each]
            name = Span(card.person.full_name, is_strong=True)
            self.known.set_words([name, *words, Span(" · "), Span(_("to ktoś inny"), link="other")])
        self.known.setVisible(card is not None)
        for part in (self.finder, self.person, self.address):
            part.setVisible(card is None)
        (self.finder if card is None else self.benefit).setFocus()

    def _save(self) -> None:
        if self.benefit.value() is None:
            self.refuse(self.benefit, _("Wybierz pozycję z listy."))
            return
        request = OpenCaseFromReport(
            before=self._report,
            benefit=self.benefit.value(),
            form=ApplicationForm(self.form.value()),
            person_id=self._person_id,
            person=self.person.entry(),
            address=self.address.entry(),
            claim=self.claim.value() or "",
        )
        self._desk.order(open_case_from_report, request, self._opened, self.object)

    def _opened(self, opened: OpenedCase) -> None:
        self.accept()
        self._navigator.open("case", case_id=opened.case.id)


def _facts(report: Report) -> list[Fact]:
    kinds = dict(reporter_words())
    who = [
        kinds.get(report.reporter_kind, ""),
        _("dane zastrzeżone") if report.is_reporter_withheld else report.reporter,
    ]
    at = f", {clock(report.received_at)}" if report.received_at is not None else ""
    return [
        Fact(_("Przyjęto"), f"{day(report.received_on)}{at}"),
        Fact(_("Kto zgłasza"), ", ".join(part for part in who if part) or "—"),
        Fact(_("Tryb"), _("pilny: 2 dni robocze") if report.is_urgent else _("zwykły: 14 dni roboczych")),
    ]


def _outcome(report: Report) -> str:
    if report.outcome:
        return report.outcome
    return _("Założono sprawę.") if report.case_id is not None else ""
