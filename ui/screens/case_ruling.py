"""A claim that waits for a ruling, at its case: suspended with help meanwhile, taken up again, said in a banner."""

from datetime import date

from PySide6.QtWidgets import QWidget

from app.domain.cases import Case
from app.domain.ruling_waits import Waited
from app.services.case_views import CaseView
from app.services.ruling_waits import (
    ResumeExOfficio,
    ResumeWithRuling,
    SuspendForRuling,
    WaitState,
    resume_ex_officio,
    resume_with_ruling,
    suspend_for_ruling,
)
from ui import look
from ui.forms import DateField, LongText, TextField
from ui.i18n import _, day
from ui.parts import Span
from ui.screen import DeskLike, Navigator
from ui.screens.case_certificate import CertificateFields
from ui.screens.settings_dialog import CarefulDialog


class SuspendDialog(CarefulDialog):
    """When the person showed that they applied for a ruling, and where they did."""

    def __init__(self, desk: DeskLike, navigator: Navigator, view: CaseView, parent: QWidget) -> None:
        note = _(
            "Pozostałe warunki zasiłku stałego są spełnione. Postępowanie czeka na orzeczenie, a na ten czas "
            "przyznaje się z urzędu zasiłek okresowy: program założy jego sprawę i otworzy projekt decyzji."
        )
        super().__init__(_("Czekaj na orzeczenie (art. 106 ust. 7 i 8)"), _("Zawieś"), self._go, parent, note=note)
        self._desk, self._navigator, self._case = desk, navigator, view.case
        self.confirmed_on = DateField(
            _("Dzień złożenia potwierdzenia"), hint=_("Potwierdzenie, że strona złożyła wniosek o orzeczenie.")
        )
        self.confirmed_on.set_today(view.today)
        self.confirmed_on.set_value(view.today)
        self.where = TextField(
            _("Gdzie złożono wniosek o orzeczenie"), placeholder=_("np. Powiatowy Zespół w Radomsku")
        )
        self.add(self.confirmed_on, self.where)
        self.setMinimumWidth(look.px(600))
        self.watch(self.confirmed_on, self.where)
        self.where.setFocus()

    def _go(self) -> None:
        confirmed_on = self.confirmed_on.value()
        if not self.demand(self.confirmed_on) or confirmed_on is None:
            return
        request = SuspendForRuling(case_id=self._case.id, confirmed_on=confirmed_on, where=self.where.value() or "")
        self._desk.order(suspend_for_ruling, request, self._done, self.object)

    def _done(self, opened: Case) -> None:
        self._navigator.notice(_("Postępowanie zawieszone. To projekt zasiłku okresowego z urzędu."))
        self.accept()
        self._navigator.open("decision", case_id=opened.id, is_begun=True)


class ResumeDialog(CarefulDialog):
    """What the ruling says, when the person got it and when they brought it: the 60 days run between the two."""

    def __init__(self, desk: DeskLike, navigator: Navigator, view: CaseView, parent: QWidget) -> None:
        note = _(
            "Orzeczenie dostarczone w ciągu 60 dni od jego otrzymania daje prawo od miesiąca wniosku "
            "(art. 106 ust. 9), późniejsze od miesiąca dostarczenia (ust. 10)."
        )
        super().__init__(_("Dostarczono orzeczenie"), _("Podejmij postępowanie"), self._go, parent, note=note)
        self._desk, self._navigator, self._case = desk, navigator, view.case
        self.certificate = CertificateFields()
        self.received_on = DateField(_("Strona otrzymała je"))
        self.delivered_on = DateField(_("Dostarczyła do ośrodka"))
        for field in (self.received_on, self.delivered_on):
            field.set_today(view.today)
        self.delivered_on.set_value(view.today)
        for row in self.certificate.rows:
            self.add(*row)
        self.add(self.received_on, self.delivered_on)
        self.setMinimumWidth(look.px(600))
        self.watch(self.received_on, self.delivered_on, *(field for row in self.certificate.rows for field in row))
        self.certificate.degree.setFocus()

    def _go(self) -> None:
        received_on, delivered_on = self.received_on.value(), self.delivered_on.value()
        is_whole = self.demand(self.certificate.degree, self.received_on, self.delivered_on)
        if not is_whole or received_on is None or delivered_on is None:
            return
        request = ResumeWithRuling(
            case_id=self._case.id,
            certificate=self.certificate.read(),
            received_on=received_on,
            delivered_on=delivered_on,
        )
        self._desk.order(resume_with_ruling, request, self._done, self.object)

    def _done(self, case: Case) -> None:
        self._navigator.notice(_("Postępowanie podjęte. To projekt decyzji o zasiłku stałym."))
        self.accept()
        self._navigator.open("decision", case_id=case.id, is_begun=True)


class GoOnDialog(CarefulDialog):
    """Goes on without a ruling in hand: three years have passed, or the office has heard of one (art. 106 ust. 11)."""

    def __init__(self, desk: DeskLike, navigator: Navigator, view: CaseView, parent: QWidget) -> None:
        note = _("Po 3 latach bez orzeczenia albo gdy wiadomo, że je wydano, postępowanie podejmuje się z urzędu.")
        super().__init__(_("Podejmij z urzędu (art. 106 ust. 11)"), _("Podejmij"), self._go, parent, note=note)
        self._desk, self._navigator, self._case = desk, navigator, view.case
        self.reason = LongText(_("Dlaczego"), lines=3)
        self.add(self.reason)
        self.watch(self.reason)
        self.reason.setFocus()

    def _go(self) -> None:
        if self.demand(self.reason):
            request = ResumeExOfficio(self._case.id, self.reason.value() or "")
            self._desk.order(resume_ex_officio, request, self._done, self.object)

    def _done(self, _case: Case) -> None:
        self._navigator.notice(_("Postępowanie podjęte z urzędu."))
        self.accept()


def wait_words(view: CaseView) -> tuple[list[Span], str]:
    """The banner of a case that waits or may wait, and its tone; nothing for any other."""
    wait = view.wait
    if wait.state is WaitState.POSSIBLE and view.interview is not None and view.interview.finished_at is not None:
        said = _(
            "Brakuje tylko orzeczenia. Jeśli strona złożyła wniosek o jego wydanie, "
            "na czas oczekiwania przyznaj z urzędu zasiłek okresowy."
        )
        return [Span(f"{said} "), Span(_("Czekaj na orzeczenie…"), link="suspend")], "info"
    if wait.state is WaitState.REFUSED:
        return [Span(" ".join(step.text for step in wait.why))], "warn"
    if wait.state is WaitState.SUSPENDED and wait.waited is not None:
        return _suspended_words(wait.waited, wait.deadline, view), "neutral"
    if wait.state is WaitState.RESUMED and view.decision is None:
        return [Span(" ".join(step.text for step in wait.why))], "info"
    return [], "neutral"


def _suspended_words(waited: Waited, deadline: date | None, view: CaseView) -> list[Span]:
    said = _("Zawieszone od {day} do dostarczenia orzeczenia.").format(day=day(waited.suspended_on))
    if deadline is not None:
        words_to = _("Zawieszone od {day} do dostarczenia orzeczenia, najdłużej do {end}.")
        said = words_to.format(day=day(waited.suspended_on), end=day(deadline))
    words = [Span(f"{said} "), Span(_("Dostarczono orzeczenie…"), link="resume"), Span(" · ")]
    if view.wait.periodic_case_id is not None:
        name = view.wait.periodic_sign or _("bez znaku")
        words += [Span(_("Zasiłek okresowy: {sign}").format(sign=name), link="periodic"), Span(" · ")]
    return [*words, Span(_("Podejmij z urzędu…"), link="go-on")]
