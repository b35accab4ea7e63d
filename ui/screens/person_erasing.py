"""Erasing a person's data: what goes, what stays and why, said before; what is left of the card afterwards."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.erasing import KEPT_FOR_YEARS, Erasure
from app.domain.problems import Problem
from app.services.erasing import (
    ErasePerson,
    ErasurePlan,
    PlanErasure,
    StayingCase,
    Why,
    erase_person,
    plan_erasure,
)
from app.services.person_views import PersonCard
from ui import look
from ui.field_words import kind_word
from ui.forms import ChoiceField, TextField
from ui.forms.form_dialog import FormDialog
from ui.i18n import _, ngettext, number, numeric_day
from ui.parts import Banner, Rich, Span
from ui.screen import DeskLike

_YEARS = (5, 10, 25, 50)


class ErasureDialog(FormDialog):
    """Nothing can be taken back, so the person's surname is typed."""

    erased = Signal()

    def __init__(self, desk: DeskLike, card: PersonCard, parent: QWidget) -> None:
        title = _("Usuń dane: {name}").format(name=card.person.full_name)
        super().__init__(title, _("Usuń na zawsze"), self._erase, parent)
        self._desk, self._person = desk, card.person
        self.plan: ErasurePlan | None = None
        self.years = ChoiceField(
            _("Jak długo trzyma się akta spraw"),
            [(years, ngettext("{count} rok", "{count} lat", years).format(count=years)) for years in _YEARS],
            hint=_("Z wykazu akt ośrodka; liczone od 1 stycznia po roku zamknięcia sprawy."),
        )
        self.years.set_value(KEPT_FOR_YEARS)
        self.goes, self.stays, self.copies = Rich(""), Rich(""), Rich("")
        self.reason = TextField(_("Przyczyna"), hint=_("Zostaje na karcie. Bez danych osoby."))
        self.surname = TextField(_("Dla pewności wpisz nazwisko tej osoby"))
        self.add(self.years)
        for part in (self.goes, self.stays, self.copies):
            self.add(part)
        self.add(self.reason)
        self.add(self.surname)
        self.copies.set_words(_copies())
        self.years.changed.connect(lambda _value: self._ask())
        self.go.setEnabled(False)
        self.setMinimumWidth(look.px(620))
        self.reason.setFocus()
        self._ask()

    def _ask(self) -> None:
        self._desk.ask(
            plan_erasure, PlanErasure(self._person.id, int(self.years.value())), self._show, self._cannot_plan
        )

    def _show(self, plan: ErasurePlan) -> None:
        self.plan = plan
        self.goes.set_words(_going(plan))
        self.stays.set_words(_staying(plan))
        self.go.setEnabled(plan.running is None and bool(plan.things))
        self.adjustSize()

    def _cannot_plan(self, problem: Problem) -> None:
        self.object(problem)
        self.go.setEnabled(False)

    def _erase(self) -> None:
        reason, surname = self.reason.value() or "", self.surname.value() or ""
        request = ErasePerson(self._person.id, reason, surname, int(self.years.value()))
        self._desk.order(erase_person, request, self._done, self.object)

    def _done(self, _order: object) -> None:
        self.erased.emit()
        self.accept()


class ErasedNote(QWidget):
    """What stands on a card instead of the data."""

    def __init__(self) -> None:
        super().__init__()
        self.banner = Banner("", "neutral")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.banner)
        column.addStretch(1)

    def show_order(self, order: Erasure) -> None:
        self.banner.set_words(erased_words(order), "neutral")


def erased_words(order: Erasure) -> str:
    """When and why, as in ``Dane usunięto 12.11.2026, przyczyna: na żądanie.``, and what stayed."""
    words = _("Dane usunięto {day}, przyczyna: {reason}.").format(
        day=numeric_day(order.ordered_on), reason=order.reason.rstrip(".")
    )
    if not order.kept:
        return words
    left = ngettext(
        "Zostały akta {count} sprawy i to, co do nich należy.",
        "Zostały akta {count} spraw i to, co do nich należy.",
        order.kept,
    )
    return f"{words} {left.format(count=number(order.kept))}"


def _going(plan: ErasurePlan) -> list[Span]:
    if not plan.things:
        return [Span(_("Nic nie zniknie."), is_strong=True)]
    spans = [Span(_("Zniknie na wszystkich stanowiskach"), is_strong=True), Span("\n")]
    if plan.is_whole:
        spans.append(Span(_("wszystko, co zapisano o tej osobie, razem z historią zmian i plikami dokumentów:") + "\n"))
        counts = [f"{kind_word(kind)} — {number(count)}" for kind, count in plan.goes.items()]
        return [*spans, Span(" · ".join(counts), "muted")]
    spans.append(Span(_("telefon, e-mail, dokument tożsamości, numer konta i uwagi, razem z historią zmian") + "\n"))
    return [*spans, Span(_("oraz wnioski, zgłoszenia i pisma, które nie należą do zachowanych akt."), "muted")]


def _staying(plan: ErasurePlan) -> list[Span]:
    spans = [Span(_("Zostanie"), is_strong=True)]
    for case in plan.stays:
        spans += [Span("\n"), Span(case.sign or case.title or _("sprawa bez znaku")), Span("  " + _why(case), "muted")]
    if plan.stays:
        words = _(
            "Akta zostają w całości (wniosek, wywiad, decyzja, pisma), bo ośrodek ma obowiązek je przechowywać. "
            "Dlatego zostają też imię, nazwisko, PESEL, adresy, rodzina i dochód."
        )
        return [*spans, Span("\n"), Span(words, "muted")]
    words = _(
        "dzień i przyczyna usunięcia oraz to, że były zmiany (bez treści). Żadnych akt nie trzeba już przechowywać."
    )
    return [*spans, Span("\n"), Span(words, "muted")]


def _why(case: StayingCase) -> str:
    if case.why is Why.RUNS:
        return _("sprawa się toczy, najpierw ją zakończ")
    day = numeric_day(case.until_on) if case.until_on is not None else ""
    if case.is_family:
        return _("sprawa rodziny, akta przechowuje się do {day}").format(day=day)
    return _("akta przechowuje się do {day}").format(day=day)


def _copies() -> Sequence[Span]:
    return [
        Span(_("Tego nie da się cofnąć."), is_strong=True),
        Span(" "),
        Span(
            _(
                "Inne stanowiska usuną dane, gdy wczytają paczkę z poleceniem. Kopie sprzed wczytania paczek program "
                "skasuje. Kopie zapasowe na innych nośnikach i wcześniej zapisane paczki zachowują te dane, dopóki "
                "ich nie wymienisz. Program nie szuka tej osoby w tekstach i dokumentach innych osób."
            ),
            "muted",
        ),
    ]
