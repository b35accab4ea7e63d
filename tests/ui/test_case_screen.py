"""A case in the window: what stands there, and that every link leads to where the thing is put right."""

from dataclasses import replace
from datetime import date, datetime

from app.domain.case_course import Closing, PaperKind
from app.domain.cases import Document
from app.domain.decisions import Decision, DecisionState
from app.domain.households import Relation
from app.domain.records import RecordId, new_id
from app.services.applications import take_application
from app.services.households import AddToFamily, MemberEntry, add_to_family
from app.services.persons import ChangePerson, change_person
from app.services.registers import CancelCase, cancel_case
from tests.little_office import annas_application, somebody
from tests.ui.case_desk import checks_shown, view_of, written
from tests.ui.counter import Counter
from tests.ui.drawn import cut_labels, table
from ui.screens.case import CasePage
from ui.screens.case_delivery import DeliveryDialog
from ui.screens.case_forms import (
    ClosingDialog,
    CompletionDialog,
    PaperDialog,
    SignatureDialog,
    WordsDialog,
)
from ui.screens.case_next import next_words

ALWAYS, UNDUE = ["Karta osoby", "Pieniądze w sprawie…"], "Świadczenia nienależnie pobrane…"


def act_of(page: CasePage, words: str) -> None:
    """An act of the menu of what is seldom needed."""
    next(action for action in page.acts.menu().actions() if action.text() == words).trigger()


def told(page: CasePage) -> str:
    """The sentence about what is to be done now."""
    assert page.acts.view is not None
    return next_words(page.acts.view)


def test_the_case_of_the_day_looks_as_it_should(counter: Counter, case_id: RecordId) -> None:
    page = counter.open("case", case_id=case_id)
    assert page.title.title.text() == "Anna Wiśniewska — zasiłek okresowy"
    assert page.title.crumbs.words() == "Sprawy › Zasiłek okresowy › MGOPS.5110.3.1.2026"
    assert page.primary.text() == "Zobacz wywiad", "a clerk does not visit families"
    assert table(page.income.model).replace("\u00a0", " ").splitlines() == [
        "Osoba | Źródło | Dowód | Kwota | Liczy się",
        "Anna Wiśniewska, 34 ★ | brak dochodu | zaświadczenie PUP | >0,00 | >0,00",
        "Zofia Wiśniewska, 9 | fundusz alimentacyjny | decyzja | >500,00 | >500,00",
        " | zasiłek rodzinny z dodatkami | decyzja | >124,00 | >124,00",
        " | świadczenie wychowawcze (800+) | decyzja | >800,00 | >0,00 *",
        "Jan Wiśniewski, 6 | fundusz alimentacyjny | decyzja | >500,00 | >500,00",
        " | zasiłek rodzinny z dodatkami | decyzja | >124,00 | >124,00",
        " | świadczenie wychowawcze (800+) | decyzja | >800,00 | >0,00 *",
        "Na osobę 416,00 zł · kryterium 823,00 zł |  |  | > | >1 248,00",
    ]
    assert page.income.notes.words() == "* nie liczy się: świadczenie wychowawcze (800+) (art. 8 ust. 4 pkt 7)"
    assert [(step.text, step.state, step.chip) for step in page.steps_shown][:2] == [
        ("Wniosek", "done", ""),
        ("Wywiad", "current", "do 24.11 · 6 dni rob."),
    ]
    assert not cut_labels(page)


def test_a_family_of_fourteen_with_long_names_stays_readable(counter: Counter, case_id: RecordId) -> None:
    anna = view_of(counter, case_id).case.person_id
    for number in range(11):
        entry = somebody(f"Maksymilian-Aleksander {number}", "Wiśniewski-Przedborski-Starosądecki")
        counter.order(add_to_family, AddToFamily(anna, MemberEntry(person=entry, relation=Relation.CHILD)))
    page = counter.open("case", case_id=case_id)
    assert page.income.model.rowCount() == 1 + 6 + 11 + 1
    assert page.income.table.height() >= page.income.model.rowCount() * 37
    header = page.income.table.horizontalHeader()
    assert header.length() <= page.income.table.viewport().width() + 1
    assert not cut_labels(page)


def test_every_missing_thing_leads_to_where_it_is_put_right(counter: Counter, case_id: RecordId) -> None:
    page = counter.open("case", case_id=case_id)
    page.next_card.followed.emit("signature")
    counter.dialog(SignatureDialog).go.click()
    counter.wait()
    page.next_card.followed.emit("assets")
    dialog = counter.dialog(PaperDialog)
    assert dialog.kind.value() == PaperKind.ASSETS_STATEMENT
    dialog.go.click()
    counter.wait()
    page.next_card.followed.emit("mediation")
    words = counter.dialog(WordsDialog)
    assert (words.words.value() or "").startswith("O świadczeniu rozstrzygają przepisy ustawy")
    words.go.click()
    counter.wait()
    assert [check.code for check in view_of(counter, case_id).checks if not check.is_met] == ["interview"]
    page.next_card.followed.emit("interview")
    counter.wait()
    interview = view_of(counter, case_id).interview
    assert interview is not None
    assert counter.went[-1] == ("interview", {"interview_id": interview.id})


def test_a_missing_paper_fixes_the_month_when_it_comes(counter: Counter) -> None:
    asked = annas_application(is_complete=False, missing="zaświadczenie z urzędu pracy")
    case_id = counter.order(take_application, asked).case.id
    page = counter.open("case", case_id=case_id)
    assert "! Brakuje: zaświadczenie z urzędu pracy" in checks_shown(page)
    page.next_card.followed.emit("complete")
    dialog = counter.dialog(CompletionDialog)
    counter.type(dialog.day, "2.11.2026")
    dialog.go.click()
    counter.wait()
    assert dialog._objection.text.words().startswith("Dzień uzupełnienia 2 listopada 2026 nie może być prawdziwy.")
    counter.type(dialog.day, "16.11.2026")
    dialog.go.click()
    counter.wait()
    application = view_of(counter, case_id).application
    assert application is not None
    assert application.complete_on == date(2026, 11, 16)


def test_the_next_act_follows_the_stage(counter: Counter, case_id: RecordId) -> None:
    page = counter.open("case", case_id=case_id)
    interview = view_of(counter, case_id).interview
    assert interview is not None
    held = replace(interview, held_on=date(2026, 11, 12), finished_at=datetime(2026, 11, 12, 10, 40))
    counter.order(written((interview, held)), 0)
    assert page.primary.text() == "Ustal dochód i wysokość"
    page.primary.click()
    counter.wait()
    assert counter.went[-1] == ("decision", {"case_id": case_id, "is_begun": True})
    counter.open("case", case_id=case_id)
    person_id = view_of(counter, case_id).person.id
    paper = Document(id=new_id(), case_id=case_id, person_id=person_id, kind=PaperKind.DECISION)
    decision = Decision(id=new_id(), case_id=case_id, person_id=person_id, drafted_on=date(2026, 11, 16))
    counter.order(written(decision, paper), 0)
    assert page.primary.text() == "Otwórz decyzję"
    page.primary.click()
    counter.wait()
    assert counter.went[-1] == ("decision", {"decision_id": decision.id})
    counter.open("case", case_id=case_id)
    issued = replace(
        decision, state=DecisionState.ISSUED, issued_on=date(2026, 11, 16), number="1", document_id=paper.id
    )
    counter.order(written((decision, issued)), 0)
    page.primary.click()
    dialog = counter.dialog(DeliveryDialog)
    counter.type(dialog.served_on, "16.11")
    dialog.go.click()
    counter.wait()
    assert not page.primary.isVisible(), "nobody closes a case before its decision is final"
    assert told(page) == (
        "Decyzja jest doręczona. Odwołanie można wnieść do 30 listopada 2026. "
        "Ośrodek nie płaci jeszcze z tego programu. Po ostatniej wypłacie zakończ sprawę."
    )
    assert page.steps_shown[-1].chip == "ostateczna od 1.12"
    act_of(page, "Zakończ sprawę…")
    closing = counter.dialog(ClosingDialog)
    assert closing._note.text().startswith("Decyzja będzie ostateczna od 1.12.")
    closing.way.set_value(Closing.WITHDRAWN.value)
    closing.go.click()
    counter.wait()
    assert closing._objection.text.words().startswith("Brakuje słów uzasadnienia.")
    closing.way.set_value(Closing.SETTLED.value)
    closing.go.click()
    counter.wait()
    assert not page.primary.isVisible()
    appeal, again = "Wpłynęło odwołanie…", "Otwórz sprawę ponownie…"
    assert [action.text() for action in page.acts.menu().actions()] == [*ALWAYS, UNDUE, appeal, again]
    page.acts.menu().actions()[3].trigger()
    counter.dialog(PaperDialog).go.click()
    counter.wait()
    assert page.acts.view is not None
    assert page.acts.view.case.closed_on is None
    act_of(page, "Zakończ sprawę…")
    closing = counter.dialog(ClosingDialog)
    assert closing._note.text().startswith("W sprawie jest odwołanie, którego jeszcze nie przekazano")


def test_a_benefit_that_is_not_worked_out_says_so(counter: Counter) -> None:
    taken = counter.order(take_application, annas_application(benefit="meal"))
    held = replace(taken.interview, held_on=date(2026, 11, 12), finished_at=datetime(2026, 11, 12, 10, 40))
    counter.order(written((taken.interview, held)), 0)
    page = counter.open("case", case_id=taken.case.id)
    assert not page.primary.isEnabled()
    assert page.primary.toolTip() == "Tej pomocy program jeszcze nie wylicza."
    assert "Brak spisu spraw dla tej pomocy, więc i znaku" in [line[2:] for line in checks_shown(page)]
    page.next_card.followed.emit("sign")
    assert counter.window.notices.text() == "Spis spraw zakłada kierownik w ustawieniach ośrodka."


def test_a_contradiction_is_marked_and_leads_to_its_settlement(counter: Counter, case_id: RecordId) -> None:
    anna = view_of(counter, case_id).family[0].person
    page = counter.open("case", case_id=case_id)
    for phone in ("1", "2"):
        counter.order(change_person, ChangePerson(anna, replace(anna, phone=phone)))
    assert page.income.model.index(0, 0).data() == "Anna Wiśniewska, 34 ★ ⚠"
    assert page.warning.isVisible()
    page.next_card.followed.emit("contradictions")
    counter.wait()
    assert counter.went[-1][0] == "exchange"


def test_a_cancelled_case_stays_visible_and_closed(counter: Counter, case_id: RecordId) -> None:
    page = counter.open("case", case_id=case_id)
    counter.order(cancel_case, CancelCase(view_of(counter, case_id).case, "wniosek złożono w innej gminie"))
    assert page.warning.text.words() == "Sprawa anulowana jako błędna rejestracja. Numer zostaje w spisie."
    assert not page.income.new.isVisible()
    assert [action.text() for action in page.acts.menu().actions()] == ALWAYS
    cases = counter.open("cases", tab="all")
    assert "[anulowana:neutral]" in table(cases.feed.model)


def test_a_case_that_is_not_there_is_said_in_words(counter: Counter) -> None:
    page = counter.open("case", case_id=RecordId(b"0123456789abcdef"))
    assert page.missing.title.text() == "Tego wpisu nie ma w pliku."
