"""The acts on a decision: hand it on, give it back, approve, issue, note its delivery, print it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.domain.decisions import Decision, DecisionState
from app.domain.records import RecordId
from app.services.case_views import CaseView, OpenCase, open_case
from app.services.decision_views import DecisionView, Move
from app.services.decisions import (
    ApproveDraft,
    IssueDecision,
    NotePrint,
    PassOnDraft,
    SendBackDraft,
    approve_draft,
    issue_decision,
    note_print,
    pass_on_draft,
    send_back_draft,
)
from app.services.documents import PicturePages, picture_pages
from ui.i18n import _
from ui.parts.printing import print_pdf, save_pdf
from ui.screen import DeskLike, Navigator
from ui.screens.case_delivery import DeliveryDialog
from ui.screens.case_forms import WordsDialog, mediation_dialog
from ui.screens.decision_words import element_state, element_title

if TYPE_CHECKING:
    from ui.screens.decision import DecisionPage


class DecisionActs:
    """What the buttons of a decision do."""

    def __init__(self, desk: DeskLike, navigator: Navigator, page: "DecisionPage") -> None:
        self._desk, self._navigator, self._page = desk, navigator, page

    def do(self, move: Move) -> None:
        """Take the step; what was typed last is written first, and what was refused stops it."""
        self._page.leaving()
        if self._page.counted.seek_refused():
            return
        acts: dict[Move, Callable[[DecisionView], None]] = {
            Move.PASS_ON: self._pass_on,
            Move.APPROVE: self._approve,
            Move.SEND_BACK: self._send_back,
            Move.ISSUE: self._issue,
            Move.DELIVER: self._deliver,
        }
        self._page.when_written(lambda view: acts[move](view))

    def note_mediation(self, case_id: RecordId) -> None:
        """The note that every file needs, with its usual text."""
        self._with_case(case_id, lambda view: mediation_dialog(self._desk, view, self._page).open())

    def print_out(self, view: DecisionView | None, pdf: bytes) -> None:
        """Through the system's dialog; a print of an issued decision is a line in the course."""
        if view is None or not pdf:
            return

        def picture(content: bytes, dots: float, then: Callable[..., None]) -> None:
            self._desk.ask(picture_pages, PicturePages(content, dots), then)

        def printed() -> None:
            self._navigator.notice(_("Wysłano do drukarki."))
            self._note(view)

        print_pdf(self._page, pdf, _paper_name(view), picture, printed)

    def save(self, view: DecisionView | None, pdf: bytes) -> None:
        """Into a file whose name says the sign and no person."""
        if view is None or not pdf:
            return
        said = save_pdf(self._page, pdf, _paper_name(view))
        if said is not None:
            self._navigator.notice(*said)
            if said[1] == "ok":
                self._note(view)

    def _note(self, view: DecisionView) -> None:
        if view.document is not None:
            self._desk.order(note_print, NotePrint(view.decision.id))

    def _pass_on(self, view: DecisionView) -> None:
        said = self._said_with_gaps(_("Projekt jest u kierownika."), _("Brakuje jeszcze: {what}."))
        self._desk.order(pass_on_draft, PassOnDraft(view.decision), said)

    def _approve(self, view: DecisionView) -> None:
        said = (
            self._said_with_gaps(_("Zatwierdzono."), _("Zanim wydasz decyzję, uzupełnij: {what}."))
            if self._gaps()
            else self._said(_("Zatwierdzono. Decyzję można wydać."))
        )
        self._desk.order(approve_draft, ApproveDraft(view.decision), said)

    def _send_back(self, view: DecisionView) -> None:
        def send(dialog: WordsDialog, text: str) -> None:
            def done(_decision: Decision) -> None:
                dialog.accept()
                self._navigator.notice(_("Projekt zwrócono z uwagą."))

            self._desk.order(send_back_draft, SendBackDraft(view.decision, text), done, dialog.object)

        WordsDialog(
            _("Zwróć projekt z uwagą"),
            _("Co poprawić"),
            _("Zwróć"),
            send,
            self._page,
            note=_("Uwagę zobaczy osoba, która napisała projekt, i zostanie w przebiegu sprawy."),
        ).open()

    def _issue(self, view: DecisionView) -> None:
        def done(decision: Decision) -> None:
            said = _("Wydano decyzję {number}. Wydrukuj dwa egzemplarze: dla strony i do akt.")
            self._navigator.notice(said.format(number=decision.number), "ok", _("Drukuj…"), self._print_newest)

        signer_id = view.signer.id if view.signer is not None else None
        self._desk.order(issue_decision, IssueDecision(view.decision, signer_id), done)

    def _print_newest(self) -> None:
        self.print_out(self._page.view, self._page.sight.pdf)

    def _deliver(self, view: DecisionView) -> None:
        document, delivery = view.document, view.delivery
        if document is None:
            return

        def show(case_view: CaseView) -> None:
            DeliveryDialog(self._desk, case_view, document, self._page, before=delivery).open()

        self._with_case(view.case.id, show)

    def _with_case(self, case_id: RecordId, then: Callable[[CaseView], None]) -> None:
        self._desk.ask(open_case, OpenCase(case_id), then)

    def _gaps(self) -> list[str]:
        """What still stands in the way of issuing, as the checklist shows it."""
        state = self._page.view.decision.state if self._page.view is not None else DecisionState.DRAFT
        return [element_title(each) for each in self._page.sight.checks if element_state(each, state) == "missing"]

    def _said_with_gaps(self, done: str, gaps: str) -> Callable[[Decision], None]:
        """Say that it is done and, in amber, what is missing all the same."""
        missing = ", ".join(self._gaps())
        if not missing:
            return self._said(done)
        words = f"{done} {gaps.format(what=missing)}"
        return lambda _decision: self._navigator.notice(words, "warn")

    def _said(self, words: str) -> Callable[[Decision], None]:
        return lambda _decision: self._navigator.notice(words)


def _paper_name(view: DecisionView) -> str:
    """``Decyzja MGOPS.5110.3.17.2026/D1``; a draft says so."""
    if view.decision.number:
        return f"Decyzja {view.decision.number}"
    return f"Projekt decyzji {view.case.sign}".strip()
