"""The cards beside a person's data: addresses, household, cases, income."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.incomes import NO_INCOME, Income
from app.domain.persons import Address
from app.services.person_views import Inmate, PersonCard, ShownHousehold
from ui import look
from ui.case_words import address_words, clock_tone, clock_words, relation_word, stage_chip
from ui.i18n import _, numeric_day, plain_amount
from ui.models.rows import Column, ListModel
from ui.parts import Card, Chip, LinkButton, Rich, Span, TableView, Text
from ui.parts.text import Words


class LinesCard(Card):
    """A card of lines that are made anew each time, with one act below them."""

    def __init__(self, title: str, act: str = "") -> None:
        super().__init__(title, spacing=7)
        self._pile = QVBoxLayout()
        self._pile.setSpacing(look.px(7))
        self._made: list[QWidget] = []
        self.empty = Text("", "text", "muted", wrap=True)
        self.act = LinkButton(act)
        self.add(self.empty)
        self.add_layout(self._pile)
        row = QHBoxLayout()
        row.addWidget(self.act)
        row.addStretch(1)
        self.add_layout(row)
        self.act.setHidden(not act)

    def set_lines(self, lines: Sequence[QWidget], empty: str) -> None:
        for widget in self._made:
            self._pile.removeWidget(widget)
            widget.deleteLater()
        self._made = list(lines)
        for widget in lines:
            self._pile.addWidget(widget)
        self.empty.setText(empty)
        self.empty.setVisible(not lines)


class AddressesCard(LinesCard):
    """Where the person lives, and lived; ``edit`` says the address that was clicked."""

    edit = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("Adresy"), _("+ Nowy adres"))

    def show_card(self, card: PersonCard) -> None:
        kinds = dict(address_words())
        self.set_lines(
            [self._line(address, kinds[address.kind.value]) for address in card.addresses],
            _("Nie wpisano żadnego adresu."),
        )

    def _line(self, address: Address, kind: str) -> QWidget:
        is_past = address.to_on is not None
        words: list[Span] = [
            Span(", ".join(address.lines) or address.short, "muted" if is_past else "ink", link="edit")
        ]
        words.append(Span(f" · {kind}", "muted"))
        if address.from_on is not None or is_past:
            words.append(Span(f" · {_period(address.from_on, address.to_on)}", "muted"))
        line = Rich(words, "text")
        line.followed.connect(lambda _link: self.edit.emit(address))
        return line


class HouseholdsCard(LinesCard):
    """With whom the person keeps house: ``open_person`` and ``edit_member`` say whose line was clicked."""

    open_person = Signal(object)
    edit_member = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("Rodzina"), _("+ Dodaj osobę do rodziny"))

    def show_card(self, card: PersonCard) -> None:
        lines: list[QWidget] = []
        for household in card.households:
            if not household.is_current or len(card.households) > 1:
                lines.append(Text(_heading(household), "label", "muted"))
            lines += [self._line(inmate, card) for inmate in household.members]
        self.set_lines(lines, _("Osoba nie należy do żadnego gospodarstwa."))

    def _line(self, inmate: Inmate, card: PersonCard) -> QWidget:
        is_self = inmate.person.id == card.person.id
        is_past = not inmate.member.is_in_on(card.today)
        age = f", {inmate.age}" if inmate.age is not None else ""
        ink = "muted" if is_past else "ink"
        words = [Span(f"{inmate.person.full_name}{age}", ink, is_strong=is_self, link="" if is_self else "person")]
        notes = [relation_word(inmate.member.relation, inmate.person.sex)]
        if inmate.member.from_on is not None or inmate.member.to_on is not None:
            notes.append(_period(inmate.member.from_on, inmate.member.to_on))
        if not inmate.member.is_counted:
            notes.append(_("nie wlicza się: {reason}").format(reason=inmate.member.not_counted_reason))
        words.append(Span(f" · {' · '.join(notes)}", "muted", link="member"))
        line = Rich(words, "text")
        line.followed.connect(lambda link: self._follow(link, inmate))
        return line

    def _follow(self, link: str, inmate: Inmate) -> None:
        if link == "person":
            self.open_person.emit(inmate.person.id)
        else:
            self.edit_member.emit(inmate.member)


class CasesCard(LinesCard):
    """The person's cases with their chips."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("Sprawy"))

    def show_card(self, card: PersonCard) -> None:
        lines: list[QWidget] = []
        for row in card.cases:
            words: Words = [Span(row.sign or _("bez znaku"), "ink", link="case"), Span(f" {row.benefit}")]
            line = Rich(words, "text")
            line.followed.connect(lambda _link, id_=row.id: self.opened.emit(id_))
            holder = QWidget()
            box = QHBoxLayout(holder)
            box.setContentsMargins(0, 0, 0, 0)
            box.addWidget(line, 1)
            if row.clock is not None:
                box.addWidget(Chip(clock_words(row.clock), clock_tone(row.clock)))
            box.addWidget(Chip(*stage_chip(row.stage, row.closed_as)))
            lines.append(holder)
        self.set_lines(lines, _("Osoba nie ma żadnej sprawy."))


class IncomesCard(Card):
    """Everything that was ever written down, newest first."""

    def __init__(self) -> None:
        super().__init__(_("Dochody"))
        self._labels: dict[str, str] = {}
        columns = [
            Column(_("Otrzymano"), lambda income: income.received_on, format=_day, width=86),
            Column(_("Źródło"), self._label, stretch=2, width=130),
            Column(_("Kwota"), lambda income: income.amount, format=plain_amount, is_right=True, width=80),
            Column(_("Dowód"), "evidence", ink="muted", stretch=2, width=90),
        ]
        self.model = ListModel(columns, id_of=lambda income: income.id)
        self.table = TableView(self.model, name=_("Dochody"))
        self.table.setFixedHeight(look.px(230))
        self.empty = Text(_("Nie wpisano żadnego dochodu. Wpisuje się go w sprawie."), "text", "muted", wrap=True)
        self.add(self.empty, self.table)

    def show_card(self, card: PersonCard) -> None:
        self._labels = {kind.code: kind.label for kind in card.income_kinds} | {NO_INCOME: _("brak dochodu")}
        self.model.set_rows(card.incomes)
        self.table.setVisible(bool(card.incomes))
        self.empty.setVisible(not card.incomes)

    def _label(self, income: Income) -> str:
        return self._labels.get(income.kind, income.kind)


def _day(day: object) -> str:
    return numeric_day(day) if isinstance(day, date) else ""


def _period(first: object, last: object) -> str:
    if first and last:
        return _("od {first} do {last}").format(first=_day(first), last=_day(last))
    return _("od {first}").format(first=_day(first)) if first else _("do {last}").format(last=_day(last))


def _heading(household: ShownHousehold) -> str:
    if household.is_current:
        return _("obecnie, rodzina: {name}").format(name=household.head)
    return _("dawniej, rodzina: {name}").format(name=household.head)
