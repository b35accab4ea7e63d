"""What may be done with the case that is shown: the next act, mending what is missing, seldom acts in a menu."""

from collections.abc import Callable, Mapping
from dataclasses import fields

from PySide6.QtWidgets import QMenu, QWidget

from app.domain.case_course import Closing, PaperKind
from app.domain.incomes import Income
from app.domain.records import RecordId
from app.services.case_checks import CheckCode, NextAct
from app.services.case_reading import FamilyMember
from app.services.case_views import CasePaper, CaseView
from app.services.income_answers import AskIncomeAnswers, IncomeAnswer, ask_income_answers
from app.services.incomes import IncomeEntry, RemoveIncome, WriteIncome, remove_income, write_income
from app.services.prospects import AskProspects, Prospects, ask_prospects
from app.services.registers import NumberCases, number_cases
from ui.i18n import _
from ui.screen import DeskLike, Navigator
from ui.screens.case_delivery import DeliveryDialog
from ui.screens.case_explained import explanation
from ui.screens.case_forms import (
    ClosingDialog,
    CompletionDialog,
    PaperDialog,
    SignatureDialog,
    cancel_dialog,
    mediation_dialog,
    note_dialog,
    reopen_dialog,
)
from ui.screens.case_income_form import IncomeDialog
from ui.screens.case_next import leads_to_payments
from ui.screens.case_ruling import GoOnDialog, ResumeDialog, SuspendDialog
from ui.screens.steps_window import StepsWindow


class CaseActs:
    """Opens the small forms for ``view``, the case that ``owner`` shows."""

    def __init__(self, desk: DeskLike, navigator: Navigator, owner: QWidget) -> None:
        self._desk, self._navigator, self._owner = desk, navigator, owner
        self.view: CaseView | None = None

    def go_on(self) -> None:
        """Do, or open, the one act that moves the case on."""
        view = self.view
        if view is None:
            return
        if view.next_act is NextAct.INTERVIEW:
            self._visit(view)
        elif view.next_act is NextAct.FINDINGS and not view.turn.is_mine:
            self._mend_first(view)
        elif view.next_act is NextAct.FINDINGS:
            self._navigator.open("decision", case_id=view.case.id, is_begun=True)
        elif view.next_act is NextAct.DECISION and view.decision is not None:
            self._navigator.open("decision", decision_id=view.decision.id)
        elif view.next_act is NextAct.DELIVERY and view.decision is not None:
            paper = next((each for each in view.papers if each.document.id == view.decision.document_id), None)
            if paper is not None:
                self.deliver(paper)
        elif leads_to_payments(view):
            self._navigator.open("payments")
        elif view.next_act is NextAct.WAIT:
            ClosingDialog(self._desk, view, self._owner).open()

    def _mend_first(self, view: CaseView) -> None:
        """Whoever does not draft decisions adds what the case lacks for one."""
        lacking = next((check for check in view.checks if not check.is_met), None)
        if lacking is not None:
            self.mend(lacking.code.value)

    def mend(self, link: str) -> None:
        """Lead to where a missing thing is put right."""
        view = self.view
        if view is None:
            return
        ways: dict[str, Callable[[CaseView], None]] = {
            "contradictions": lambda _view: self._navigator.open("exchange"),
            CheckCode.SIGN: self._give_sign,
            CheckCode.SIGNATURE: self._sign,
            CheckCode.COMPLETE: self._complete,
            CheckCode.INTERVIEW: self._visit,
            CheckCode.INCOME: self._prove_income,
            CheckCode.INCAPACITY: lambda _view: self.add_paper(PaperKind.DISABILITY),
            CheckCode.ASSETS: lambda _view: self.add_paper(PaperKind.ASSETS_STATEMENT),
            CheckCode.MEDIATION: lambda shown: mediation_dialog(self._desk, shown, self._owner).open(),
        }
        ways[link](view)

    def _visit(self, view: CaseView) -> None:
        if view.interview is not None:
            self._navigator.open("interview", interview_id=view.interview.id)
        else:
            self._navigator.open("interview", case_id=view.case.id)

    def _sign(self, view: CaseView) -> None:
        if view.application is not None:
            SignatureDialog(self._desk, view.case, view.application, self._owner).open()

    def _complete(self, view: CaseView) -> None:
        if view.application is not None:
            CompletionDialog(self._desk, view, view.application, self._owner).open()

    def _give_sign(self, view: CaseView) -> None:
        if view.is_kept_here:
            self._desk.order(number_cases, NumberCases())
        elif view.keeper:
            words = _("Znak nadaje stanowisko {station}. Wróci stamtąd w paczce.").format(station=view.keeper)
            self._navigator.notice(words, "info")
        else:
            self._navigator.notice(_("Spis spraw zakłada kierownik w ustawieniach ośrodka."), "info")

    def _prove_income(self, view: CaseView) -> None:
        """Open the first line without a proof, or a new one for the first person without any."""
        for member in view.family:
            own = [row.income for row in view.incomes if row.income.person_id == member.person.id]
            unproven = next((income for income in own if not income.evidence), None)
            if unproven is not None:
                self.edit_income(unproven)
                return
            if not own and member.member.is_counted:
                self.add_income(member)
                return

    def edit_income(self, income: Income) -> None:
        if self.view is not None and self.view.case.closed_on is None:
            IncomeDialog(self._desk, self.view, self._owner, income=income).open()

    def add_income(self, member: FamilyMember | None) -> None:
        if self.view is not None and self.view.case.closed_on is None:
            IncomeDialog(self._desk, self.view, self._owner, member=member).open()

    def remove_income(self, income: Income) -> None:
        if self.view is None or self.view.case.closed_on is not None:
            return
        names = [field.name for field in fields(IncomeEntry)]
        again = IncomeEntry(**{name: getattr(income, name) for name in names})

        def removed(_done: object) -> None:
            self._navigator.notice(
                _("Usunięto dochód."),
                "ok",
                _("Cofnij"),
                lambda: self._desk.order(write_income, WriteIncome(income.person_id, again)),
            )

        self._desk.order(remove_income, RemoveIncome(income), removed)

    def explain(self) -> None:
        view = self.view
        if view is not None:
            self._desk.ask(ask_prospects, AskProspects(view.case.id), lambda found: self._find_answers(view, found))

    def _find_answers(self, view: CaseView, found: Prospects) -> None:
        """An interview that this program cannot read keeps nobody from the reasoning."""
        self._desk.ask(
            ask_income_answers,
            AskIncomeAnswers(view.case.id),
            lambda answers: self._show_steps(view, found, answers),
            lambda _problem: self._show_steps(view, found, {}),
        )

    def _show_steps(self, view: CaseView, found: Prospects, answers: Mapping[RecordId, IncomeAnswer]) -> None:
        """How it was worked out, what each line rests on, and what may change the result."""
        hint = _("Enter na niebieskim wierszu otwiera dochód z jego dokumentem albo wywiad, z którego wynika.")
        window = StepsWindow(explanation(view, found.steps, answers), self._owner, hint=hint if view.incomes else "")
        window.followed.connect(lambda link: self._follow_step(view, link))
        window.show()

    def _follow_step(self, view: CaseView, link: str) -> None:
        kind, _colon, key = link.partition(":")
        if kind == "interview" and view.interview is not None:
            interview_id = RecordId(bytes.fromhex(key)) if key else view.interview.id
            self._navigator.open("interview", interview_id=interview_id)
            return
        income = next((row.income for row in view.incomes if row.income.id.hex() == key), None)
        if income is not None:
            self.edit_income(income)

    def add_paper(self, kind: PaperKind | None) -> None:
        if self.view is not None:
            claim = self.view.claim
            dialog = PaperDialog(
                self._desk,
                self.view.case.id,
                self.view.today,
                self._owner,
                kind=kind,
                is_decided_on_paper=claim is not None and not claim.is_calculable,
            )
            dialog.open()

    def follow_warning(self, link: str) -> None:
        """Where the banner of the case leads: what contradicts itself, or the wait for a ruling."""
        view = self.view
        dialogs = {"suspend": SuspendDialog, "resume": ResumeDialog, "go-on": GoOnDialog}
        if view is None or link == "exchange":
            self._navigator.open("exchange")
        elif link == "periodic":
            self._navigator.open("case", case_id=view.wait.periodic_case_id)
        else:
            dialogs[link](self._desk, self._navigator, view, self._owner).open()

    def deliver(self, paper: CasePaper) -> None:
        if self.view is None:
            return
        before = next((each for each in paper.deliveries if each.served_on is None), None)
        before = before or next(iter(paper.deliveries), None)
        DeliveryDialog(self._desk, self.view, paper.document, self._owner, before=before).open()

    def menu(self) -> QMenu:
        """Acts that are seldom needed."""
        menu = QMenu(self._owner)
        view = self.view
        if view is None:
            return menu
        menu.addAction(_("Karta osoby")).triggered.connect(
            lambda: self._navigator.open("person", person_id=view.person.id)
        )
        menu.addAction(_("Pieniądze w sprawie…")).triggered.connect(
            lambda: self._navigator.open("money", case_id=view.case.id)
        )
        if view.decision is not None and view.decision.issued_on is not None:
            menu.addAction(_("Świadczenia nienależnie pobrane…")).triggered.connect(
                lambda: self._navigator.open("undue", case_id=view.case.id)
            )
        if view.case.closed_on is None:
            menu.addAction(_("Wpis w przebiegu sprawy…")).triggered.connect(
                lambda: note_dialog(self._desk, view.case, self._owner).open()
            )
            if view.finality is not None and view.finality.appeal is not None:
                menu.addAction(_("Strona zrzekła się odwołania…")).triggered.connect(
                    lambda: self.add_paper(PaperKind.WAIVER)
                )
            menu.addAction(_("Zakończ sprawę…")).triggered.connect(
                lambda: ClosingDialog(self._desk, view, self._owner).open()
            )
            menu.addAction(_("Anuluj błędną rejestrację…")).triggered.connect(
                lambda: cancel_dialog(self._desk, view.case, self._owner).open()
            )
        elif view.case.closed_as != Closing.CANCELLED:
            menu.addAction(_("Wpłynęło odwołanie…")).triggered.connect(lambda: self.add_paper(PaperKind.APPEAL))
            menu.addAction(_("Otwórz sprawę ponownie…")).triggered.connect(
                lambda: reopen_dialog(self._desk, view.case, self._owner).open()
            )
        return menu
