"""The tour's steps from the papers of 16 November to a decision that is final."""

from app.domain.case_course import PaperKind
from app.domain.incomes import NO_INCOME
from app.services.case_views import CaseView, OpenCase, open_case
from app.services.decision_views import DecisionView, OpenDecision, open_decision
from ui.screens.case import CasePage
from ui.screens.case_delivery import DeliveryDialog
from ui.screens.case_forms import CompletionDialog, PaperDialog, WordsDialog
from ui.screens.case_income_form import IncomeDialog
from ui.screens.decision import DecisionPage
from ui.screens.decision_text import LAW, REASONS, RULING
from ui.screens.decisions import DecisionsPage
from ui.screens.today import TodayPage
from ui.tour import Tour
from ui.tour_hands import Stuck

REMARK = "Proszę dopisać, co strona zrobiła, żeby znaleźć pracę."
WRITTEN = (
    "Strona samotnie wychowuje dwoje dzieci i szuka pracy. Jej wydatki na mieszkanie i prąd "
    "pochłaniają większą część dochodu rodziny."
)
ADDED = " Zgłasza się w urzędzie pracy w wyznaczonych terminach i przyjęła skierowanie na kurs."
_FUND, _ALLOWANCE, _CHILD = "maintenance_fund", "family_allowance", "child_benefit"
_LINES = (
    # who (place in the family), kind, amount, day, evidence
    (1, _FUND, "500,00", "12.10.2026", "decyzja o świadczeniach z funduszu alimentacyjnego"),
    (2, _FUND, "500,00", "12.10.2026", "decyzja o świadczeniach z funduszu alimentacyjnego"),
    (1, _ALLOWANCE, "124,00", "23.10.2026", "decyzja o zasiłku rodzinnym"),
    (2, _ALLOWANCE, "124,00", "23.10.2026", "decyzja o zasiłku rodzinnym"),
    (1, _CHILD, "800,00", "14.10.2026", "decyzja ZUS"),
    (2, _CHILD, "800,00", "14.10.2026", "decyzja ZUS"),
)


def papers_arrive(tour: Tour) -> None:
    """The certificate of the labour office completes the application; the statement of assets lies beside it."""
    page = _case(tour)
    _file_paper(tour, page, PaperKind.LABOUR_OFFICE)
    page.next_card.followed.emit("complete")
    dialog = tour.hands.dialog(CompletionDialog)
    tour.picture("wniosek-uzupelniony", dialog)
    tour.hands.press(dialog.go)
    _file_paper(tour, page, PaperKind.ASSETS_STATEMENT)
    page.next_card.followed.emit("mediation")
    tour.hands.press(tour.hands.dialog(WordsDialog).go)
    tour.picture("sprawa-dokumenty")


def enter_incomes(tour: Tour) -> None:
    """Incomes of October, line by line; what does not count is said with its article."""
    page = _case(tour)
    family = _view(tour).family
    for number, (who, kind, amount, day, evidence) in enumerate(((0, NO_INCOME, "", "", "oświadczenie"), *_LINES)):
        page.income.add_wanted.emit(family[who])
        dialog = tour.hands.dialog(IncomeDialog)
        tour.hands.choose(dialog.kind, kind)
        if amount:
            tour.hands.type_into(dialog.amount, amount)
            tour.hands.type_into(dialog.received_on, day)
        tour.hands.type_into(dialog.evidence, evidence)
        if number == len(_LINES):
            tour.picture("dochod", dialog)
        tour.hands.press(dialog.go)
    view = _view(tour)
    if view.established is None or view.findings is None:
        raise Stuck("the income was not worked out")
    tour.note(
        income=view.established.income,
        people=view.established.people,
        per_person=view.established.per_person,
        criterion=view.established.criterion,
        lowest=view.findings.lowest,
        highest=view.findings.highest,
        payable_from=view.findings.payable_from,
        not_counted=[
            (row.income.kind, row.judged.why.basis) for row in view.incomes if row.judged and not row.judged.is_counted
        ],
        articles=[step.basis for step in view.findings.why],
    )
    tour.picture("sprawa-dochod")


def draft_decision(tour: Tour) -> None:
    """How it was worked out, what the office chooses, what the clerk writes beside it; then to the head."""
    hands = tour.hands
    hands.open("today", TodayPage)
    tour.picture("dzisiaj-referent")
    page = _case(tour)
    hands.press(page.primary)
    decision = hands.page("decision", DecisionPage)
    hands.wait_for("the draft", lambda: decision.view and decision.view.decision)
    tour.picture("decyzja-projekt")
    hands.type_into(decision.counted.amount, "610,50")
    hands.type_into(decision.counted.from_month, "11.2026")
    hands.type_into(decision.counted.to_month, "01.2027")
    decision.text.show_tab(REASONS)
    tour.note(checks_while_missing=dict(decision.text.checks.texts()))
    tour.picture("decyzja-brakuje-uzasadnienia")
    hands.type_into(decision.text.written, WRITTEN)
    tour.picture("decyzja-uzasadnienie")
    for tab, name in ((LAW, "prawo"), (RULING, "rozstrzygniecie")):
        decision.text.show_tab(tab)
        tour.picture(f"decyzja-{name}")
    view = _decision(tour)
    tour.note(decision_id=view.decision.id, draft=view.decision)
    hands.press(decision.head.primary)
    tour.note(state_after_draft=_decision(tour).decision.state)


def head_returns_it(tour: Tour) -> None:
    """The head finds it on her first page, reads it, and gives it back with a remark."""
    hands = tour.hands
    today = hands.open("today", TodayPage)
    tour.picture("dzisiaj-kierownik")
    hands.press(today.drafts.button)
    page = hands.page("decision", DecisionPage)
    hands.open("decision", DecisionPage, decision_id=tour.facts["decision_id"])
    hands.press(page.head.second)
    dialog = hands.dialog(WordsDialog)
    hands.type_into(dialog.words, REMARK)
    tour.picture("decyzja-zwrot", dialog)
    hands.press(dialog.go)
    tour.note(state_after_return=_decision(tour).decision.state, remark=_decision(tour).decision.remark)


def clerk_mends_it(tour: Tour) -> None:
    """What the head missed is added, and the draft goes to her again."""
    page = _open_decision(tour)
    tour.picture("decyzja-uwaga-kierownika")
    page.text.show_tab(REASONS)
    tour.hands.type_into(page.text.written, WRITTEN + ADDED)
    tour.hands.press(page.head.primary)
    tour.note(state_after_mending=_decision(tour).decision.state)


def head_approves_and_issues(tour: Tour) -> None:
    """Approved, then issued: number, day, signature, a paper that never changes again."""
    page = _open_decision(tour)
    tour.hands.press(page.head.primary)
    tour.note(state_after_approval=_decision(tour).decision.state, checks=dict(page.text.checks.texts()))
    tour.picture("decyzja-zatwierdzona")
    tour.hands.press(page.head.primary)
    view = _decision(tour)
    tour.note(state_after_issue=view.decision.state, number=view.decision.number, issued_on=view.decision.issued_on)
    if view.decision.document_id is None:
        raise Stuck("the issued decision has no paper")
    tour.note(decision_pdf=tour.paper("decyzja", view.decision.document_id))
    tour.picture("decyzja-wydana")
    tour.hands.open("decisions", DecisionsPage)
    tour.picture("decyzje")


def enter_service(tour: Tour) -> None:
    """The receipt: served on 10 December; last day to appeal and finality follow."""
    page = _case(tour)
    tour.hands.press(page.primary)
    dialog = tour.hands.dialog(DeliveryDialog)
    tour.hands.type_into(dialog.served_on, "10.12.2026")
    tour.picture("doreczenie-decyzji", dialog)
    tour.hands.press(dialog.go)
    view = _view(tour)
    if view.finality is None or view.finality.appeal is None:
        raise Stuck("nothing is said about the appeal")
    tour.note(appeal_until=view.finality.appeal.ends_on, final_from=view.finality.final_from_on)
    tour.picture("sprawa-po-doreczeniu")
    issued = _decision(tour).decision
    if issued.document_id is not None:
        tour.note(decision_pdf_later=tour.paper("decyzja-po-doreczeniu", issued.document_id))


def _case(tour: Tour) -> CasePage:
    page = tour.hands.open("case", CasePage, case_id=tour.facts["case_id"])
    tour.hands.settle()
    return page


def _view(tour: Tour) -> CaseView:
    view: CaseView = tour.ask(open_case, OpenCase(tour.facts["case_id"]))
    return view


def _open_decision(tour: Tour) -> DecisionPage:
    page = tour.hands.open("decision", DecisionPage, decision_id=tour.facts["decision_id"])
    tour.hands.settle()
    return page


def _decision(tour: Tour) -> DecisionView:
    view: DecisionView | None = tour.ask(open_decision, OpenDecision(None, tour.facts["case_id"]))
    if view is None:
        raise Stuck("the case has no decision")
    return view


def _file_paper(tour: Tour, page: CasePage, kind: PaperKind) -> None:
    page.papers.add_wanted.emit()
    dialog = tour.hands.dialog(PaperDialog)
    tour.hands.choose(dialog.kind, kind.value)
    tour.hands.press(dialog.go)
