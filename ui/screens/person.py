"""A person's card: data corrected in place, addresses, family, cases, income, and where every value came from."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.cases import Case
from app.domain.erasing import Erasure
from app.domain.households import Household, Member
from app.domain.incomes import Income
from app.domain.persons import Address, Person
from app.domain.problems import Problem
from app.domain.records import RecordId
from app.services.person_views import OpenPerson, PersonCard, PersonHistory, open_person, person_history
from app.services.persons import AddPerson, ChangePerson, add_person, change_person
from app.services.ports import Changes
from ui import look
from ui.forms import TextField
from ui.i18n import _, ngettext, numeric_day
from ui.parts import Banner, Button, Columns, EmptyState, LinkButton, PageTitle, Span
from ui.screen import DeskLike, Navigator
from ui.screens.person_cards import AddressesCard, CasesCard, HouseholdsCard, IncomesCard
from ui.screens.person_data import NameFormsCard, PersonDataCard
from ui.screens.person_erasing import ErasedNote, ErasureDialog, erased_words
from ui.screens.person_forms import AddressDialog, HistoryWindow, MemberDialog, NewMemberDialog
from ui.screens.person_new import NewPersonForm

_WATCHED = (Address, Case, Erasure, Household, Income, Member, Person)


class PersonPage(QWidget):
    """Reads a person when opened and when something of them changed; without a person it is a form for a new one."""

    def __init__(self, desk: DeskLike, navigator: Navigator) -> None:
        super().__init__()
        self._desk, self._navigator = desk, navigator
        self._person_id: RecordId | None = None
        self.card: PersonCard | None = None
        self._edition = 0
        self.history = Button(_("Historia zmian"), self._show_history)
        self.apply = Button(_("Nowy wniosek"), self._apply, kind="primary")
        self.title = PageTitle("", actions=[self.history, self.apply])
        self.warning = Banner("", "bad")
        self.data, self.names = PersonDataCard(), NameFormsCard()
        self.addresses, self.households = AddressesCard(), HouseholdsCard()
        self.cases, self.incomes = CasesCard(), IncomesCard()
        self.reason = TextField(
            _("Skąd wiadomo o zmianach"), placeholder=_("np. z rozmowy telefonicznej"), hint=_("Pojawi się w historii.")
        )
        self.erase = LinkButton(_("Usuń dane osoby…"), self._erase, ink="bad")
        self.erased = ErasedNote()
        self.missing = EmptyState("", icon="persons")
        self.new = NewPersonForm(desk, self._add)
        self._build()
        self._wire()
        desk.changed.connect(self._hear)

    def opened(self, person_id: RecordId | None = None, **_args: Any) -> None:
        """Show a person; without one, an empty form."""
        if person_id is None:
            self._person_id = self.card = None
            self._show_new()
            return
        if person_id != self._person_id:
            self._person_id, self.card = person_id, None
            self._body.hide()
        self._ask()

    def refresh(self) -> None:
        self._ask()

    def leaving(self) -> None:
        """What is being typed is written, as if the field had been left."""
        focused = self.focusWidget()
        if focused is not None:
            focused.clearFocus()
        self.new.keep()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(look.GAP))
        column.addWidget(self.title)
        self._body = QWidget()
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(look.px(look.GAP))
        columns = Columns()
        left, right = columns.column(60, 460), columns.column(40, 300)
        self.data.add(self.reason)
        left.addWidget(self.data)
        left.addWidget(self.names)
        left.addWidget(self.erase, 0, Qt.AlignmentFlag.AlignLeft)
        left.addStretch(1)
        for card in (self.addresses, self.households, self.cases, self.incomes):
            right.addWidget(card)
        right.addStretch(1)
        body.addWidget(self.warning)
        body.addWidget(columns, 1)
        for part in (self._body, self.new, self.missing, self.erased):
            column.addWidget(part, 1)
            part.hide()

    def _wire(self) -> None:
        self.title.followed.connect(lambda _link: self._navigator.open("persons"))
        self.warning.text.followed.connect(self._follow_warning)
        self.data.changed.connect(self._write)
        self.names.changed.connect(self._write)
        self.addresses.act.clicked.connect(lambda: self._address(None))
        self.addresses.edit.connect(self._address)
        self.households.act.clicked.connect(self._add_member)
        self.households.open_person.connect(lambda id_: self._navigator.open("person", person_id=id_))
        self.households.edit_member.connect(self._edit_member)
        self.cases.opened.connect(lambda id_: self._navigator.open("case", case_id=id_))

    # -- reading -------------------------------------------------------------------------------------------------

    def _ask(self) -> None:
        if self._person_id is None:
            return
        self._edition += 1
        edition = self._edition

        def arrived(card: PersonCard) -> None:
            if edition == self._edition:
                self._show(card)

        self._desk.ask(open_person, OpenPerson(self._person_id), arrived, self._not_there)

    def _hear(self, changes: Changes) -> None:
        if self.card is not None and self.isVisible() and changes.touches(*_WATCHED):
            self._ask()

    def _not_there(self, problem: Problem) -> None:
        self.missing.explain(problem)
        self._only(self.missing)

    def _show(self, card: PersonCard) -> None:
        self.card = card
        person = card.person
        if card.erasure is not None and not card.erasure.kept and not person.full_name:
            self._show_erased(card.erasure)
            return
        self.title.set_crumbs([(_("Osoby i rodziny"), "persons"), (person.full_name, "")])
        self.title.set_title(person.full_name, _about(card))
        for part in (self.data, self.names, self.addresses, self.households, self.cases, self.incomes):
            part.show_card(card)
        self._warn(card)
        self.history.show()
        self.erase.setVisible(card.may_erase and card.stands_for is None)
        self.apply.setVisible(person.died_on is None and card.stands_for is None)
        self._only(self._body)

    def _show_erased(self, order: Erasure) -> None:
        self.title.set_crumbs([(_("Osoby i rodziny"), "persons"), (_("dane usunięte"), "")])
        self.title.set_title(_("Dane osoby usunięto"))
        self.history.hide()
        self.apply.hide()
        self.erased.show_order(order)
        self._only(self.erased)

    def _warn(self, card: PersonCard) -> None:
        if card.stands_for is not None:
            words = _("Ten wpis połączono z inną osobą. Korzystaj z karty: ")
            self.warning.set_words([Span(words), Span(card.stands_for.full_name, link="other")], "neutral")
        elif card.contradictions:
            told = ngettext(
                "⚠ {count} pole zmieniono w dwóch miejscach. ", "⚠ {count} pól zmieniono w dwóch miejscach. ",
                len(card.contradictions),
            ).format(count=len(card.contradictions))  # fmt: skip
            self.warning.set_words([Span(told), Span(_("Rozstrzygnij"), link="exchange")], "bad")
        elif card.person.died_on is not None:
            self.warning.set_words(_("Zmarła osoba: {day}.").format(day=numeric_day(card.person.died_on)), "neutral")
        elif card.erasure is not None:
            self.warning.set_words(erased_words(card.erasure), "neutral")
        is_warned = card.stands_for is not None or bool(card.contradictions) or card.person.died_on is not None
        is_warned |= card.erasure is not None
        self.warning.setVisible(is_warned)

    def _show_new(self) -> None:
        self.title.set_crumbs([(_("Osoby i rodziny"), "persons"), (_("nowa osoba"), "")])
        self.title.set_title(_("Nowa osoba"))
        self.history.hide()
        self.apply.hide()
        self.new.read()
        self._only(self.new)
        self.new.person.last_name.setFocus()

    def _only(self, part: QWidget) -> None:
        for each in (self._body, self.new, self.missing, self.erased):
            each.setVisible(each is part)

    # -- acting --------------------------------------------------------------------------------------------------

    def _write(self, before: Person, after: Person, label: str) -> None:
        def written(person: Person) -> None:
            self._navigator.notice(
                _("Zapisano: {field}.").format(field=label.lower()),
                "ok",
                _("Cofnij"),
                lambda: self._desk.order(
                    change_person, ChangePerson(person, _back(person, before, after), _("Cofnięcie"))
                ),
            )

        request = ChangePerson(before, after, self.reason.value() or "")
        self._desk.order(change_person, request, written, self._refused)

    def _refused(self, problem: Problem) -> None:
        """Say why, and show again what is stored."""
        from ui.wording import words_of

        self._navigator.notice(words_of(problem).text, "bad")
        self._ask()

    def _add(self) -> None:
        entry, address = self.new.person.entry(), self.new.address.entry()
        self._desk.order(
            add_person,
            AddPerson(entry, address),
            self._added,
            self.new.object,
        )

    def _added(self, person: Person) -> None:
        self.new.clear()
        self._navigator.open("person", person_id=person.id)

    def _address(self, address: Address | None) -> None:
        if self.card is not None:
            AddressDialog(self._desk, self.card, self, address=address).open()

    def _add_member(self) -> None:
        if self.card is not None:
            NewMemberDialog(self._desk, self.card, self).open()

    def _edit_member(self, member: Member) -> None:
        if self.card is None:
            return
        everyone = [inmate for household in self.card.households for inmate in household.members]
        person = next((inmate.person for inmate in everyone if inmate.member.id == member.id), None)
        if person is not None:
            MemberDialog(self._desk, member, person, self.card.today, self).open()

    def _erase(self) -> None:
        if self.card is not None:
            dialog = ErasureDialog(self._desk, self.card, self)
            dialog.erased.connect(lambda: self._navigator.notice(_("Dane osoby usunięto."), "ok"))
            dialog.open()

    def _show_history(self) -> None:
        if self.card is not None:
            today = self.card.today
            request = PersonHistory(self.card.person.id)
            self._desk.ask(person_history, request, lambda lines: HistoryWindow(lines, today, self).show())

    def _apply(self) -> None:
        if self.card is not None:
            self._navigator.open("new-application", person_id=self.card.person.id)

    def _follow_warning(self, link: str) -> None:
        if link == "other" and self.card is not None and self.card.stands_for is not None:
            self._navigator.open("person", person_id=self.card.stands_for.id)
        else:
            self._navigator.open("exchange")


def _about(card: PersonCard) -> str:
    """``34 lata · PESEL 92030412346 · tel. 601 224 918``."""
    parts = []
    if card.age is not None:
        parts.append(ngettext("{count} rok", "{count} lat", card.age).format(count=card.age))
    if card.person.pesel:
        parts.append(_("PESEL {number}").format(number=card.person.pesel))
    elif card.person.born_on is not None:
        parts.append(_("ur. {day}, bez PESEL").format(day=numeric_day(card.person.born_on)))
    return " · ".join(parts)


def _back(person: Person, before: Person, after: Person) -> Person:
    """The person with the one changed field as it was."""
    from dataclasses import fields, replace

    changed = {each.name for each in fields(before) if each.name != "seen"}
    values = {name: getattr(before, name) for name in changed if getattr(before, name) != getattr(after, name)}
    return replace(person, **values)
