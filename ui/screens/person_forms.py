"""The small forms of a person: an address, somebody's time in a household, and what ever stood in the fields."""

from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.domain.households import Member, Relation
from app.domain.persons import Address, AddressKind, Person
from app.domain.records import RecordId
from app.services.households import (
    AddToFamily,
    ChangeMember,
    MemberEntry,
    RemoveMember,
    add_to_family,
    change_member,
    remove_member,
)
from app.services.person_views import HistoryLine, PersonCard
from app.services.persons import (
    AddAddress,
    ChangeAddress,
    RemoveAddress,
    add_address,
    change_address,
    remove_address,
)
from ui import look
from ui.case_words import address_words, relation_words
from ui.forms import ChoiceField, DateField, TextField, YesNoField
from ui.forms.drafted import put_back
from ui.forms.form_dialog import FormDialog
from ui.forms.person_fields import AddressFields, PersonFields
from ui.i18n import _, moment, numeric_day
from ui.models.rows import Column, ListModel
from ui.parts import Button, Rich, Span, TableView
from ui.screen import DeskLike
from ui.screens.intake_person import PersonFinder


class AddressDialog(FormDialog):
    """A new address, or the correction of one. A new residence ends the old one the day before."""

    def __init__(self, desk: DeskLike, card: PersonCard, parent: QWidget, *, address: Address | None = None) -> None:
        title = _("Nowy adres") if address is None else _("Popraw adres")
        super().__init__(title, _("Zapisz"), self._save, parent)
        self._desk, self._card, self._address = desk, card, address
        self.kind = ChoiceField(_("Adres"), address_words())
        self.fields = AddressFields()
        self.from_on = DateField(_("Od dnia"), today=card.today)
        self.to_on = DateField(_("Do dnia"), today=card.today)
        self.add(self.kind)
        self.add(self.fields)
        self.add(self.from_on, self.to_on)
        self.kind.set_value((address.kind if address is not None else AddressKind.RESIDENCE).value)
        if address is not None:
            self.keep_an_eye(desk.changed, address)
            put_back(self.fields.fields(), {name: getattr(address, name) for name in self.fields.fields()})
            self.from_on.set_value(address.from_on)
            self.to_on.set_value(address.to_on)
            self.add_button(Button(_("Usuń błędny"), self._remove, kind="danger"))
        else:
            self.from_on.set_value(card.today)
            self.to_on.hide()
            self.set_note(_("Dotychczasowy adres tego rodzaju zakończy się dzień wcześniej."))
        self.setMinimumWidth(look.px(640))
        self.fields.locality.setFocus()

    def _save(self) -> None:
        kind, entry = AddressKind(self.kind.value()), self.fields.entry()
        if self._address is not None:
            values = {name: getattr(entry, name) for name in self.fields.fields()}
            after = replace(self._address, kind=kind, from_on=self.from_on.value(), to_on=self.to_on.value(), **values)
            self._desk.order(change_address, ChangeAddress(self._address, after), self._done, self.object)
            return
        entry = replace(entry, kind=kind, from_on=self.from_on.value())
        ends = next((each for each in self._card.addresses if each.kind is kind and each.to_on is None), None)
        self._desk.order(add_address, AddAddress(self._card.person.id, entry, ends), self._done, self.object)

    def _remove(self) -> None:
        if self._address is not None:
            self._desk.order(remove_address, RemoveAddress(self._address), self._done, self.object)

    def _done(self, _value: object) -> None:
        self.accept()


class MemberDialog(FormDialog):
    """Somebody's time in a household: kinship, days, whether they are counted and why not."""

    def __init__(self, desk: DeskLike, member: Member, person: Person, today: date, parent: QWidget) -> None:
        super().__init__(person.full_name, _("Zapisz"), self._save, parent)
        self._desk, self._member = desk, member
        self.keep_an_eye(desk.changed, member)
        kinds = relation_words(person.sex)
        if member.relation is Relation.SELF:
            kinds = [(Relation.SELF.value, _("głowa rodziny")), *kinds]
        self.relation = ChoiceField(_("Kim jest"), kinds)
        self.from_on = DateField(_("Od dnia"), today=today)
        self.to_on = DateField(_("Do dnia"), today=today, hint=_("Dzień wyprowadzenia; puste: mieszka nadal."))
        self.is_counted = YesNoField(_("Czy wlicza się do rodziny?"))
        self.reason = TextField(
            _("Dlaczego się nie wlicza"), hint=_("Z przepisem, np. piecza zastępcza (art. 10 ust. 1).")
        )
        self.relation.set_value(member.relation.value)
        self.from_on.set_value(member.from_on)
        self.to_on.set_value(member.to_on)
        self.is_counted.set_value(member.is_counted)
        self.reason.set_value(member.not_counted_reason or None)
        self.add(self.relation)
        self.add(self.from_on, self.to_on)
        self.add(self.is_counted)
        self.add(self.reason)
        self.add_button(Button(_("Usuń błędny wpis"), self._remove, kind="danger"))
        self.is_counted.changed.connect(lambda _value: self._fit())
        self._fit()
        self.relation.setFocus()

    def _fit(self) -> None:
        self.reason.setVisible(self.is_counted.value() is False)

    def _save(self) -> None:
        is_counted = self.is_counted.value() is not False
        after = replace(
            self._member,
            relation=Relation(self.relation.value()),
            from_on=self.from_on.value(),
            to_on=self.to_on.value(),
            is_counted=is_counted,
            not_counted_reason="" if is_counted else self.reason.value() or "",
        )
        self._desk.order(change_member, ChangeMember(self._member, after), self._done, self.object)

    def _remove(self) -> None:
        self._desk.order(remove_member, RemoveMember(self._member), self._done, self.object)

    def _done(self, _value: object) -> None:
        self.accept()


class NewMemberDialog(FormDialog):
    """Somebody moves in: from the files, or written down. Without a household the person's own begins first."""

    def __init__(self, desk: DeskLike, card: PersonCard, parent: QWidget) -> None:
        super().__init__(_("Dodaj osobę do rodziny"), _("Dodaj"), self._save, parent)
        self._desk, self._card = desk, card
        self._person_id: RecordId | None = None
        self.finder = PersonFinder(desk)
        self.known = Rich("")
        self.known.hide()
        self.fields = PersonFields(has_phone=False)
        self.fields.last_name.set_value(card.person.last_name or None)
        self.relation = ChoiceField(_("Kim jest"), relation_words())
        self.from_on = DateField(_("Mieszka od"), today=card.today, hint=_("Puste: od dawna albo nie wiadomo."))
        self.add(self.finder)
        self.add(self.known)
        self.add(self.fields)
        self.add(self.relation, self.from_on)
        self.finder.found.connect(self._take)
        self.finder.given_up.connect(self.fields.first_name.setFocus)
        self.setMinimumWidth(look.px(640))
        self.finder.setFocus()

    def _take(self, card: PersonCard) -> None:
        self._person_id = card.person.id
        self.known.set_words([Span(card.person.full_name, is_strong=True), Span(f" · {card.person.pesel}", "muted")])
        self.known.show()
        self.fields.hide()
        self.relation.setFocus()

    def _save(self) -> None:
        if self.relation.value() is None:
            self.refuse(self.relation, _("Wybierz, kim jest."))
            return
        entry = MemberEntry(
            person_id=self._person_id,
            person=self.fields.entry() if self._person_id is None else None,
            relation=Relation(self.relation.value()),
            from_on=self.from_on.value(),
        )
        request = AddToFamily(self._card.person.id, entry)
        self._desk.order(add_to_family, request, lambda _done: self.accept(), self.object)


class HistoryWindow(QDialog):
    """Every value that ever stood in a field: when, what, who, where, why."""

    def __init__(self, lines: tuple[HistoryLine, ...], today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Historia zmian"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        columns = [
            Column(_("Kiedy"), "at", format=lambda at: moment(at, today + timedelta(days=8)), width=110),
            Column(_("Co"), _field, width=110, stretch=1),
            Column(_("Wartość"), _value_of, ink="strong", stretch=3, width=130),
            Column(_("Kto"), "who", width=90, stretch=1),
            Column(_("Gdzie"), "workstation", ink="muted", width=90, stretch=1),
            Column(_("Skąd wiadomo"), "reason", ink="muted", stretch=2, width=120),
        ]
        self.model = ListModel(columns, lines)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(16), look.px(14), look.px(16), look.px(14))
        column.addWidget(TableView(self.model, name=_("Historia zmian")), 1)
        column.addWidget(Button(_("Zamknij"), self.close), 0, Qt.AlignmentFlag.AlignRight)
        self.resize(look.px(900), look.px(520))


def field_words() -> dict[str, str]:
    """Names of the fields of persons and addresses."""
    return {
        "first_name": _("imię"),
        "second_name": _("drugie imię"),
        "last_name": _("nazwisko"),
        "birth_name": _("nazwisko rodowe"),
        "pesel": _("PESEL"),
        "born_on": _("data urodzenia"),
        "sex": _("płeć"),
        "phone": _("telefon"),
        "email": _("e-mail"),
        "citizenship": _("obywatelstwo"),
        "identity_document": _("dokument tożsamości"),
        "marital_status": _("stan cywilny"),
        "occupation": _("zawód"),
        "bank_account": _("numer konta"),
        "died_on": _("data śmierci"),
        "name_genitive": _("odmiana: dopełniacz"),
        "name_dative": _("odmiana: celownik"),
        "name_accusative": _("odmiana: biernik"),
        "name_instrumental": _("odmiana: narzędnik"),
        "note": _("uwagi"),
        "merged_into": _("połączenie osób"),
        "life": _("usunięcie"),
        "kind": _("rodzaj adresu"),
        "locality": _("miejscowość"),
        "street": _("ulica"),
        "house": _("nr domu"),
        "flat": _("nr lokalu"),
        "postal_code": _("kod pocztowy"),
        "post_town": _("poczta"),
        "directions": _("jak trafić"),
        "from_on": _("od dnia"),
        "to_on": _("do dnia"),
        "person_id": _("osoba"),
    }


def _field(line: HistoryLine) -> str:
    return field_words().get(line.field, line.field)


def _value_of(line: HistoryLine) -> str:
    return _("nie jest już przechowywana") if line.is_dropped else _value(line.value)


def _value(value: object) -> str:
    if isinstance(value, date):
        return numeric_day(value)
    if isinstance(value, bytes) or value in (None, ""):
        return "—"
    return {"female": _("kobieta"), "male": _("mężczyzna")}.get(
        str(value), dict(address_words()).get(str(value), str(value))
    )
