"""What is known of a person, corrected where it stands: leaving a field writes it, one click takes it back."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout

from app.domain.persons import Person, Sex
from app.services.person_views import PersonCard
from app.services.persons import bare_phone
from ui import look
from ui.case_words import sex_words
from ui.field_words import value_word
from ui.forms import AccountField, ChipField, DateField, EmailField, LongText, PeselField, PhoneField, TextField
from ui.forms.fields import Field, LineField
from ui.i18n import _
from ui.parts import Card

CASES = ("name_genitive", "name_dative", "name_accusative", "name_instrumental")


class FieldsCard(Card):
    """Fields bound to names of ``Person``; ``changed`` says the person before and after one field was left."""

    changed = Signal(object, object, str)

    def __init__(self, title: str) -> None:
        super().__init__(title, spacing=10)
        self.by_name: dict[str, Field] = {}
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(look.px(12))
        self.grid.setVerticalSpacing(look.px(10))
        self.add_layout(self.grid)
        self._card: PersonCard | None = None
        self._begun: dict[str, Person] = {}
        """The person as it was when somebody began to type into a field that others have written since."""
        self._filled: dict[str, str | None] = {}

    def put(self, row: int, *fields: tuple[str, Field, int]) -> None:
        """Fields of one row, each with its name and its width in twelfths."""
        column = 0
        for name, field, width in fields:
            self.grid.addWidget(field, row, column, 1, width, Qt.AlignmentFlag.AlignTop)
            self.by_name[name] = field
            field.committed.connect(lambda value, name=name: self._left(name, value))
            column += width
        for each in range(12):
            self.grid.setColumnStretch(each, 1)

    def show_card(self, card: PersonCard) -> None:
        """Show the stored values. A field in which somebody is writing right now is left alone, and told what came."""
        shown, self._card = self._card, card
        if shown is None or shown.person.id != card.person.id:
            shown, self._begun = None, {}
        for name, field in self.by_name.items():
            if shown is None or not _has_focus(field) or self._is_untouched(name):
                self._begun.pop(name, None)
                self._fill(name)
            elif getattr(card.person, name) == _stored(name, field.value()):
                self._begun.pop(name, None)  # what was typed here has just been written
            elif getattr(card.person, name) != getattr(shown.person, name):
                self._begun.setdefault(name, shown.person)
            field.set_questioned(self._arrived(name, card) or self.question(name, card))

    def _fill(self, name: str) -> None:
        if self._card is not None:
            value = getattr(self._card.person, name)
            self.by_name[name].set_value(bare_phone(value) or None if name == "phone" else _shown(value))
            self._filled[name] = _text(self.by_name[name])

    def _is_untouched(self, name: str) -> bool:
        text = _text(self.by_name[name])
        return text is not None and text == self._filled.get(name)

    def _arrived(self, name: str, card: PersonCard) -> str:
        """Somebody else wrote this field while it was being typed into: said before anything is saved."""
        if name not in self._begun:
            return ""
        value = value_word(Person, name, getattr(card.person, name))
        return _("W tym czasie ktoś wpisał: {value}. Twoja wartość stanie obok, do rozstrzygnięcia.").format(
            value=value
        )

    def question(self, name: str, card: PersonCard) -> str:
        """What is odd about a field: above all, different values written in two places."""
        for contradiction in card.contradictions:
            if contradiction.id == card.person.id and contradiction.field == name:
                values = " / ".join(value_word(Person, name, version.value) for version in contradiction.versions)
                return _("⚠ Sprzeczność: {values}. Rozstrzygnij ją na ekranie Wymiana.").format(values=values)
        return ""

    def _left(self, name: str, value: Any) -> None:
        if self._card is None:
            return
        before = self._begun.pop(name, self._card.person)
        after = replace(before, **{name: _stored(name, value)})
        if name == "phone":  # the same number, kept with blanks by an older file, is no change
            before = replace(before, phone=bare_phone(before.phone))
        if after != before:
            self.changed.emit(before, after, self.by_name[name].label.text())


class PersonDataCard(FieldsCard):
    """Who the person is and how to reach them."""

    def __init__(self) -> None:
        super().__init__(_("Dane osoby"))
        self.put(0, ("last_name", TextField(_("Nazwisko")), 4), ("first_name", TextField(_("Imię")), 4),
                 ("second_name", TextField(_("Drugie imię")), 4))  # fmt: skip
        self.put(1, ("pesel", PeselField(), 4), ("born_on", DateField(_("Data urodzenia")), 4),
                 ("sex", ChipField(_("Płeć"), sex_words(), is_single=True), 4))  # fmt: skip
        self.put(2, ("phone", PhoneField(), 4), ("email", EmailField(_("E-mail")), 4),
                 ("birth_name", TextField(_("Nazwisko rodowe")), 4))  # fmt: skip
        self.put(3, ("citizenship", TextField(_("Obywatelstwo"), placeholder=_("polskie")), 4),
                 ("identity_document", TextField(_("Dokument tożsamości")), 4),
                 ("marital_status", TextField(_("Stan cywilny")), 4))  # fmt: skip
        self.put(4, ("occupation", TextField(_("Zawód")), 4), ("bank_account", AccountField(), 8))
        self.put(5, ("died_on", DateField(_("Data śmierci")), 4), ("note", LongText(_("Uwagi"), lines=2), 8))

    def show_card(self, card: PersonCard) -> None:
        super().show_card(card)
        for name in ("born_on", "died_on"):
            field = self.by_name[name]
            if isinstance(field, DateField):
                field.set_today(card.today)

    def question(self, name: str, card: PersonCard) -> str:
        odd = super().question(name, card)
        if odd or name not in ("born_on", "sex") or card.pesel.born_on is None:
            return odd
        known = card.pesel.born_on if name == "born_on" else card.pesel.sex
        stored = getattr(card.person, name)
        return _("PESEL mówi co innego.") if stored is not None and stored != known else ""


class NameFormsCard(FieldsCard):
    """The name as letters bend it; what stands here in grey is the rule's form, what is typed wins over it."""

    def __init__(self) -> None:
        super().__init__(_("Odmiana w pismach"))
        labels = (
            _("Dopełniacz (kogo?)"),
            _("Celownik (komu?)"),
            _("Biernik (kogo?)"),
            _("Narzędnik (z kim?)"),
        )
        for number, (name, label) in enumerate(zip(CASES, labels, strict=True)):
            field = TextField(label)
            self.grid.addWidget(field, number // 2, number % 2, Qt.AlignmentFlag.AlignTop)
            self.grid.setColumnStretch(number % 2, 1)
            self.by_name[name] = field
            field.committed.connect(lambda value, name=name: self._left(name, value))

    def show_card(self, card: PersonCard) -> None:
        super().show_card(card)
        forms = card.forms.name
        built = (forms.genitive, forms.dative, forms.accusative, forms.instrumental)
        for name, form in zip(CASES, built, strict=True):
            field = self.by_name[name]
            if isinstance(field, TextField):
                field.line.setPlaceholderText(form)
        asks = card.forms.needs_a_look
        self.set_note(_("sprawdź, czy tak brzmi w piśmie") if asks else "")


def _text(field: Field) -> str | None:
    """What stands in a line; None where a field is none."""
    return field.text() if isinstance(field, LineField) else None


def _has_focus(field: Field) -> bool:
    focused = field.window().focusWidget() if field.isVisible() else None
    return focused is not None and (focused is field or field.isAncestorOf(focused))


def _shown(value: Any) -> Any:
    if isinstance(value, Sex):
        return (value.value,)
    return value or None


def _stored(name: str, value: Any) -> Any:
    if name == "sex":
        return Sex(value[0]) if value else None
    if name in ("born_on", "died_on"):
        return value
    return value or ""
