"""The fee for a care home: resident, relatives in their order, commune; relief, absence, both readings, on paper."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.care_home_stay import RESIDENT, Absence, Relief, ReliefGround, StayFacts, StayFees
from app.domain.facts import CareHome, Rank, Surplus
from app.services.care_home_assessing import (
    AssessCareHome,
    PrintCareHome,
    PrintedFees,
    assess_care_home,
    payers,
    print_care_home,
)
from app.services.recalculation import AskRecalculation, RecalculationChoices, ask_recalculation
from ui import look
from ui.forms import ChoiceField, DateField, Field, MoneyField, MonthField, NumberField, TextField, YesNoField
from ui.i18n import _, plain_amount
from ui.models.rows import ListModel
from ui.parts import Button, Card, Columns, LinkButton, PageTitle, Rich, Span, TableView, Text
from ui.parts.reasoning import Reasoning
from ui.screen import DeskLike, Navigator
from ui.screens.carehome_relative import NO_RELIEF, Obliged, RelativeDialog
from ui.screens.carehome_tables import AS_ADOPTED, columns, fee_columns, grounds, readings, resident_reliefs

ELSEWHERE = "elsewhere"
_ORDER = list(Rank)


class CarehomePage(QWidget):
    """What has to be known at the left, who pays how much at the right; nothing is stored, the sheet can be printed."""

    def __init__(self, desk: DeskLike, navigator: Navigator) -> None:
        super().__init__()
        self._desk, self._navigator = desk, navigator
        self._obliged: tuple[Obliged, ...] = ()
        self._facts: StayFacts | None = None
        self.go = Button(_("Oblicz"), self.ask, kind="primary")
        self.print_out = Button(_("Drukuj wyliczenie…"), self._print, icon="print")
        self.title = PageTitle(
            _("Opłata za dom pomocy społecznej"),
            _("Liczy, kto i ile płaci (art. 60–64b); niczego nie zapisuje. Wyliczenie wydrukujesz do akt."),
            crumbs=[
                (_("Decyzje"), "decisions"),
                (_("Inna pomoc i opłaty"), "help"),
                (_("Opłata za dom pomocy społecznej"), ""),
            ],
            actions=[self.print_out, self.go],
        )
        self.title.followed.connect(navigator.open)
        sides = Columns()
        left, right = sides.column(48, 420), sides.column(52, 420)
        for card in (self._home_card(), self._relatives_card(), self._month_card()):
            left.addWidget(card)
        left.addStretch(1)
        right.addWidget(self._answer_card(), 1)
        area = QScrollArea()
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(sides)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(look.px(look.GAP))
        page.addWidget(self.title)
        page.addWidget(area, 1)
        self._show_obliged(())
        self._fit()
        self._clear()

    def opened(self, **_args: Any) -> None:
        """Offer the month after today's."""
        self._desk.ask(ask_recalculation, AskRecalculation(), self._offer)

    def _offer(self, choices: RecalculationChoices) -> None:
        if self.month.value() is None:
            self.month.set_value(choices.next_month)

    # -- the form ---------------------------------------------------------------------------------------------------

    def _home_card(self) -> Card:
        self.resident = TextField(_("Mieszkaniec"), longest=80, hint=_("Tylko na wydruku."))
        self.month = MonthField(_("Za miesiąc"))
        self.cost = MoneyField(_("Średni miesięczny koszt"))
        self.published_on = DateField(_("Koszt ogłoszono dnia"))
        self.income = MoneyField(_("Dochód mieszkańca"))
        self.income.set_hint(_("Netto, ze świadczeniem uzupełniającym."))
        self.pay = MoneyField(_("W tym za pracę z zaleceń terapii"))
        self.pocket_money = MoneyField(_("W tym kieszonkowe z warsztatów"))
        self.is_contract_price = YesNoField(_("Dom spoza gminy i powiatu, cena z umowy"))
        self.is_minor = YesNoField(_("Mieszkaniec jest małoletni"))
        for field in (self.is_contract_price, self.is_minor):
            field.set_value(value=False)
        self.relief = ChoiceField(_("Zwolnienie mieszkańca"), resident_reliefs())
        self.relief.set_value(NO_RELIEF)
        self.left = MoneyField(_("Mieszkaniec płaci po zwolnieniu"))
        self.relief.changed.connect(lambda _relief: self._fit())
        card = Card(_("Dom i mieszkaniec"), spacing=8)
        for row in ((self.resident, self.month), (self.cost, self.published_on), (self.income, self.relief)):
            card.add_layout(_row(*row))
        card.add(self.left)
        self._special = QWidget()
        special = QVBoxLayout(self._special)
        special.setContentsMargins(0, 0, 0, 0)
        special.setSpacing(look.px(8))
        special.addLayout(_row(self.pay, self.pocket_money))
        special.addLayout(_row(self.is_minor, self.is_contract_price))
        self._special.hide()
        self.special = LinkButton(_("Praca, warsztaty, małoletni, dom z umowy…"), self._show_special)
        return card.add(self.special, self._special)

    def _relatives_card(self) -> Card:
        self.rows = ListModel(columns(), id_of=lambda row: row.relative.id)
        self.table = TableView(self.rows, name=_("Osoby obowiązane"), fits_rows=True)
        self.nobody = Text(
            _("Nikogo nie dodano: resztę dopłaci gmina. Kolejność: małżonek, zstępni, wstępni."),
            "note",
            "muted",
            wrap=True,
        )
        self.add_person = LinkButton(_("+ Dodaj osobę"), lambda: self.edit(None))
        self.add_person.setToolTip(_("Klawisz Insert"))
        self.remove_person = LinkButton(_("Usuń z listy"), self._remove)
        self.surplus = ChoiceField(_("Granica opłaty rodziny"), readings())
        self.surplus.set_value(AS_ADOPTED)
        self.surplus.set_hint(
            _("Przepis czyta się dwojako; wynik pokaże oba odczytania (art. 61 ust. 2 pkt 2 lit. b).")
        )
        self.table.opened.connect(self.edit)
        for key, run in ((Qt.Key.Key_Insert, lambda: self.edit(None)), (Qt.Key.Key_Delete, self._remove)):
            shortcut = QShortcut(QKeySequence(key), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(run)
        card = Card(_("Bliscy obowiązani do opłaty"), spacing=8)
        card.add(self.table, self.nobody)
        links = _row(self.add_person, self.remove_person)
        links.addStretch(1)
        card.add_layout(links)
        return card.add(self.surplus)

    def _month_card(self) -> Card:
        self.days = NumberField(_("Dni pobytu"), least=1, most=31)
        self.days.set_hint(_("Puste: cały miesiąc."))
        self.away = NumberField(_("Dni nieobecności"), most=31)
        self.used = NumberField(_("Wykorzystane wcześniej w roku"), most=366)
        self.host = ChoiceField(_("Gdzie przebywał"))
        self.host.set_value(ELSEWHERE)
        card = Card(_("Ten miesiąc"), spacing=8)
        card.add_layout(_row(self.days, self.away, self.used))
        return card.add(self.host)

    def _show_special(self) -> None:
        """What few residents have is asked only on demand."""
        self._special.show()
        self.special.hide()
        self.pay.setFocus()

    def _fit(self) -> None:
        self.left.setVisible(self.relief.value() != NO_RELIEF)

    def edit(self, obliged: Obliged | None) -> RelativeDialog:
        """A new relative, or the chosen one."""
        taken = frozenset(each.relative.id for each in self._obliged if each is not obliged)
        dialog = RelativeDialog(self, lambda typed: self._keep(obliged, typed), taken, obliged)
        dialog.open()
        return dialog

    def _keep(self, before: Obliged | None, typed: Obliged) -> None:
        others = tuple(each for each in self._obliged if each is not before)
        self._show_obliged((*others, typed))

    def _remove(self) -> None:
        chosen = self.table.selected()
        if isinstance(chosen, Obliged):
            self._show_obliged(tuple(each for each in self._obliged if each is not chosen))

    def _show_obliged(self, obliged: tuple[Obliged, ...]) -> None:
        """In the order in which they pay."""
        self._obliged = tuple(sorted(obliged, key=_turn))
        self.rows.set_rows(self._obliged)
        self.table.setVisible(bool(self._obliged))
        self.nobody.setVisible(not self._obliged)
        self.remove_person.setVisible(bool(self._obliged))
        if self._obliged:
            self.table.select(len(self._obliged) - 1)
        hosts = [each for each in self._obliged if each.voluntary is None]
        names = [(each.relative.id, _("u osoby obowiązanej: {name}").format(name=each.relative.id)) for each in hosts]
        chosen = self.host.value()
        self.host.set_options([(ELSEWHERE, _("gdzie indziej, także w szpitalu")), *names])
        self.host.set_value(chosen if chosen in dict(names) else ELSEWHERE)
        self._clear()

    # -- the answer -------------------------------------------------------------------------------------------------

    def _answer_card(self) -> Card:
        card = Card(_("Kto ile płaci"), spacing=8)
        self.empty = Text(
            _("Wpisz koszt i dochód mieszkańca, dodaj bliskich i naciśnij „Oblicz”."), "note", "muted", wrap=True
        )
        self.fees = {
            has_other: ListModel(fee_columns(has_other=has_other), id_of=lambda row: row[0])
            for has_other in (False, True)
        }
        self.tables = {
            has_other: TableView(model, name=_("Kto ile płaci"), fits_rows=True, is_chosen=False)
            for has_other, model in self.fees.items()
        }
        self._cautions = QVBoxLayout()
        self.steps = Reasoning()
        self.steps.setAccessibleName(_("Jak policzono"))
        self.steps.setMinimumHeight(look.px(300))
        self.copy = LinkButton(_("Kopiuj tok obliczenia jako tekst"), self.steps.copy_all)
        card.add(self.empty, *self.tables.values())
        card.add_layout(self._cautions)
        return card.add(self.steps, self.copy).fill()

    def ask(self) -> None:
        """Work it out, or say at the first empty field what is wanted."""
        facts = self._typed()
        if facts is not None:
            self._facts = facts
            self._desk.ask(assess_care_home, AssessCareHome(facts), self._show)

    def _typed(self) -> StayFacts | None:
        needed: tuple[tuple[Field, str], ...] = (
            (self.month, _("Wpisz miesiąc, na przykład 01.2028.")),
            (self.cost, _("Wpisz kwotę.")),
            (self.income, _("Wpisz kwotę, także 0.")),
        )
        missing = [(field, words) for field, words in needed if field.value() is None]
        for field, words in needed:
            field.set_refused(words if (field, words) in missing else "")
        month, cost, income = self.month.value(), self.cost.value(), self.income.value()
        if month is None or cost is None or income is None:
            missing[0][0].setFocus()
            return None
        relatives = tuple(each.relative for each in self._obliged if each.voluntary is None)
        host = self.host.value()
        away = self.away.whole()
        return StayFacts(
            month=month,
            home=CareHome(cost, income, relatives, self._surplus()),
            voluntary={each.relative.id: each.voluntary for each in self._obliged if each.voluntary is not None},
            therapeutic_pay=self.pay.value() or 0,
            pocket_money=self.pocket_money.value() or 0,
            published_on=self.published_on.value(),
            is_contract_price=bool(self.is_contract_price.value()),
            is_minor=bool(self.is_minor.value()),
            reliefs=self._reliefs(),
            absence=Absence(away, self.used.whole() or 0, "" if host == ELSEWHERE else host) if away else None,
            days=self.days.whole(),
        )

    def _surplus(self) -> Surplus | None:
        """None: as the office reads the act in that month."""
        return None if self.surplus.value() == AS_ADOPTED else Surplus(self.surplus.value())

    def _reliefs(self) -> dict[str, Relief]:
        found = {each.relative.id: each.relief for each in self._obliged if each.relief is not None}
        if self.relief.value() != NO_RELIEF:
            found[RESIDENT] = Relief(ReliefGround(self.relief.value()), self.left.value() or 0)
        return found

    def _clear(self) -> None:
        """An answer to other figures is none."""
        self._facts = None
        while (item := self._cautions.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.steps.set_grounds(())
        for part in (*self.tables.values(), self.steps, self.copy, self.print_out):
            part.hide()
        self.empty.show()

    def _show(self, found: StayFees) -> None:
        facts = self._facts
        self._clear()
        self._facts = facts
        has_other = found.other is not None
        *rows, total = payers(found, resident=_("mieszkaniec"), gmina=_("gmina"), total=_("razem"))
        self.fees[has_other].set_rows(rows, (total[0], *(plain_amount(each) for each in total[1])))
        for caution in found.cautions:
            self._cautions.addWidget(Rich([Span(f"⚠ {caution.text}", "warn")], "text"))
        self.steps.set_grounds(grounds(found.why))
        self.empty.hide()
        for part in (self.tables[has_other], self.steps, self.copy, self.print_out):
            part.show()

    def _print(self) -> None:
        if self._facts is not None:
            request = PrintCareHome(self._facts, self.resident.value() or "")
            self._desk.ask(print_care_home, request, self._show_paper)

    def _show_paper(self, printed: PrintedFees) -> None:
        from ui.papers import PaperWindow

        PaperWindow(self._desk, printed.title, printed.content, printed.pages, self).show()


def _turn(obliged: Obliged) -> int:
    """The order in which they pay; who pays voluntarily stands last."""
    return len(_ORDER) if obliged.voluntary is not None else _ORDER.index(obliged.relative.rank)


def _row(*parts: QWidget) -> QHBoxLayout:
    """Side by side, tops in line."""
    row = QHBoxLayout()
    row.setSpacing(look.px(12))
    for part in parts:
        is_link = isinstance(part, LinkButton)
        row.addWidget(part, 0 if is_link else 1, Qt.AlignmentFlag.AlignTop)
    return row
