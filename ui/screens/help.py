"""Help beside the allowances: a form for each kind, and the steps that say what is due, from whom and how much."""

from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.assessments import Assessment, Form, Standing, Task
from app.domain.facts import HouseholdKind
from app.domain.help_kinds import HELP
from app.services.help_assessing import AssessHelp, ChooseHelp, asks_income, assess_help, choose_help
from app.services.recalculation import AskRecalculation, RecalculationChoices, ask_recalculation
from ui import look
from ui.forms import ChoiceField, Field, MoneyField, MonthField, NumberField
from ui.i18n import _, amount
from ui.parts import Button, Card, Chip, Columns, Flow, LinkButton, PageTitle, Rich, Span, Text
from ui.parts.reasoning import Reasoning
from ui.screen import DeskLike, Navigator
from ui.screens.help_choice import HelpChoice
from ui.screens.help_fields import Ask, asks_of
from ui.screens.steps_tree import chapters


class HelpPage(QWidget):
    """The kind and its fields at the left, the answer at the right; nothing is stored."""

    def __init__(self, desk: DeskLike, navigator: Navigator) -> None:
        super().__init__()
        self._desk = desk
        self.fields: dict[str, Field] = {}
        self._asks: tuple[Ask, ...] = ()
        self._asked: AssessHelp | None = None
        self.care_home = Button(_("Opłata za dom pomocy…"), lambda: navigator.open("care-home"))
        self.title = PageTitle(
            _("Inna pomoc i opłaty"),
            _("Sprawdza prawo i wysokość; niczego nie zapisuje. Decyzję przygotuj na papierze."),
            crumbs=[(_("Decyzje"), "decisions"), (_("Inna pomoc i opłaty"), "")],
            actions=[self.care_home],
        )
        self.title.followed.connect(navigator.open)
        self.kind = ChoiceField(_("Rodzaj pomocy"), [(kind.code, f"{kind.label} ({kind.article})") for kind in HELP])
        self.kind.committed.connect(self.choose)
        self.month = MonthField(_("Za miesiąc"))
        self.household = ChoiceField(
            _("Gospodarstwo"),
            [
                (HouseholdKind.SINGLE.value, _("jednoosobowe")),
                (HouseholdKind.FAMILY.value, _("rodzina")),
            ],
        )
        self.household.set_value(HouseholdKind.SINGLE.value)
        self.people = NumberField(_("Liczba osób"), least=1, most=20)
        self.people.set_value(Decimal(1))
        self.income = MoneyField(_("Dochód całego gospodarstwa"))
        self.go = Button(_("Oblicz"), self.ask, kind="primary")
        self._lay_out()

    def _lay_out(self) -> None:
        columns = Columns()
        left, right = columns.column(46, 380), columns.column(54, 380)
        form = Card(_("Co trzeba wiedzieć"), spacing=8)
        form.add(self.kind)
        common, self._own = _grid(), _grid()
        for at, field in enumerate((self.month, self.household, self.people, self.income)):
            common.addWidget(field, at // 2, at % 2, Qt.AlignmentFlag.AlignTop)
        form.add_layout(common)
        form.add_layout(self._own)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.go)
        form.add_layout(foot)
        left.addWidget(form)
        left.addStretch(1)
        self.answer = Card(_("Wynik"), spacing=8)
        self.head = Text("", "label", wrap=True)
        self.chips = Flow(across=8)
        self._cautions = QVBoxLayout()
        self._cautions.setSpacing(look.px(8))
        self.steps = Reasoning()
        self.steps.setAccessibleName(_("Jak policzono"))
        self.copy = LinkButton(_("Kopiuj tok obliczenia jako tekst"), self.steps.copy_all)
        self.answer.add(self.head, self.chips)
        self.answer.add_layout(self._cautions)
        self.choice = HelpChoice(self.settle)
        self.answer.add(self.choice, self.steps, self.copy)
        self.steps.setMinimumHeight(look.px(320))
        right.addWidget(self.answer, 1)
        area = QScrollArea()
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(columns)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(look.px(look.GAP))
        page.addWidget(self.title)
        page.addWidget(area, 1)
        self.choose(None)

    def opened(self, **_args: Any) -> None:
        """Offer the month after today's."""
        self._desk.ask(ask_recalculation, AskRecalculation(), self._offer)

    def _offer(self, choices: RecalculationChoices) -> None:
        if self.month.value() is None:
            self.month.set_value(choices.next_month)

    def choose(self, code: str | None) -> None:
        """Show the fields of a kind; income only where the kind looks at it."""
        self._asks = asks_of(code or "")
        _clear(self._own)
        self.fields = {ask.name: ask.make() for ask in self._asks}
        _place(self._own, list(self.fields.values()))
        has_income = bool(code) and asks_income(str(code))
        for part in (self.household, self.people, self.income):
            part.setVisible(has_income)
        self.go.setEnabled(bool(code))
        self._clear_answer()
        self.head.setText("" if code else _("Wybierz rodzaj pomocy."))

    def ask(self) -> None:
        """Work it out, or say at the first empty field what is wanted."""
        month = self.month.value()
        self.month.set_refused("" if month is not None else _("Wpisz miesiąc, na przykład 01.2028."))
        answers: dict[str, object] = {}
        for ask in self._asks:
            field = self.fields[ask.name]
            value = field.whole() if isinstance(field, NumberField) else field.value()
            is_missing = ask.is_needed and value is None
            field.set_refused(_("Uzupełnij to pole.") if is_missing else "")
            if is_missing:
                field.setFocus()
                return
            if value is not None:
                answers[ask.name] = value
        if month is not None:
            request = AssessHelp(
                code=self.kind.value(),
                month=month,
                answers=answers,
                household=HouseholdKind(self.household.value() or HouseholdKind.SINGLE.value),
                people=self.people.whole() or 1,
                income=self.income.value() or 0,
            )
            self._asked = request
            self._desk.ask(assess_help, request, self._show)

    def settle(self) -> None:
        """The choice becomes the last steps; what is outside the bounds or has no reason is objected to."""
        amount_chosen, reason = self.choice.amount.value(), self.choice.reason.value()
        self.choice.amount.set_refused("" if amount_chosen is not None else _("Wpisz kwotę."))
        self.choice.reason.set_refused("" if reason else _("Napisz, z czego wynika wybrana kwota."))
        if self._asked is not None and amount_chosen is not None and reason:
            request = ChooseHelp(asked=self._asked, amount=amount_chosen, reason=reason)
            self._desk.ask(choose_help, request, self._show_chosen, self.choice.object)

    # -- the answer -------------------------------------------------------------------------------------------------

    def _clear_answer(self) -> None:
        _clear(self.chips.flow)
        _clear(self._cautions)
        self.steps.set_grounds(())
        self.copy.hide()
        self.choice.hide()

    def _show(self, found: Assessment) -> None:
        self._clear_answer()
        self.head.setText(_sum(found))
        for text, tone in _marks(found):
            self.chips.flow.addWidget(Chip(text, tone))
        for caution in found.cautions:
            self._cautions.addWidget(Rich([Span(f"⚠ {caution.text}", "warn")], "text"))
        self.steps.set_grounds(chapters(found.why))
        self.copy.setVisible(bool(found.why))
        self.choice.offer(found)

    def _show_chosen(self, found: Assessment) -> None:
        """The fields stay as they were filled in, so that another amount can be tried."""
        self.choice.withdraw()
        self.head.setText(_("Wybrano: {amount}").format(amount=amount(found.amount or 0)))
        self.steps.set_grounds(chapters(found.why))


def _grid() -> QGridLayout:
    """Two fields side by side."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(look.px(12))
    grid.setVerticalSpacing(look.px(8))
    for place in range(2):
        grid.setColumnStretch(place, 1)
    return grid


def _place(grid: QGridLayout, fields: list[Field]) -> None:
    """Two side by side; a list of options takes the whole row, or its words would be cut."""
    row = column = 0
    for field in fields:
        is_wide = isinstance(field, ChoiceField)
        if column and is_wide:
            row, column = row + 1, 0
        grid.addWidget(field, row, column, 1, 2 if is_wide else 1, Qt.AlignmentFlag.AlignTop)
        row, column = (row + 1, 0) if is_wide or column else (row, 1)


def _clear(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (old := item.widget()) is not None:
            old.hide()
            old.deleteLater()


def _sum(found: Assessment) -> str:
    """The amount, or the bounds of the choice; nothing where there is none."""
    is_claim = found.kind.is_claim
    if found.standing is Standing.NOT_DUE:
        return _("Nie podlega zwrotowi.") if is_claim else _("Nie przysługuje.")
    name = _("Do zwrotu") if is_claim else _("Opłata osoby") if found.is_fee else _("Świadczenie")
    if found.amount is not None:
        return _("{name}: {amount}").format(name=name, amount=amount(found.amount))
    if found.highest is not None:
        return _("{name}: najwyżej {amount}").format(name=name, amount=amount(found.highest))
    return _("{name}: ustawa nie podaje kwoty").format(name=name)


def _marks(found: Assessment) -> list[tuple[str, str]]:
    standing = {
        Standing.DUE: (_("przysługuje"), "ok"),
        Standing.MAY: (_("może być przyznane"), "info"),
        Standing.NOT_DUE: (_("nie przysługuje"), "bad"),
    }
    if found.kind.is_claim:
        standing |= {
            Standing.DUE: (_("podlega zwrotowi"), "info"),
            Standing.NOT_DUE: (_("nie podlega zwrotowi"), "ok"),
        }
    task = {
        Task.OWN_DUTY: _("zadanie własne obowiązkowe"),
        Task.OWN: _("zadanie własne"),
        Task.DELEGATED: _("zadanie zlecone"),
    }
    form = {Form.DECISION: _("decyzja"), Form.NO_DECISION: _("bez decyzji"), Form.CONTRACT: _("umowa")}
    marks = [standing[found.standing], (task[found.task], "neutral"), (form[found.form], "neutral")]
    return [*marks, (_("wymaga uzasadnienia wyboru"), "warn")] if found.needs_choice else marks
