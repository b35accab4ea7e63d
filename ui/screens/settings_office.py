"""Ustawienia, Ośrodek: the particulars that every letter uses. Leaving a field writes it, one press takes it back."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.problems import Problem
from app.services.office_settings import ChangeProfile, OfficeProfile, change_profile, is_cell
from app.services.settings_views import SettingsView
from ui import look
from ui.forms import ChoiceField, Field, NumberField, TextField
from ui.i18n import _
from ui.parts import Banner, Card, Span
from ui.screen import DeskLike, Navigator
from ui.screens.settings_dialog import FieldsGrid
from ui.settings_words import particular_words

_POSTAL = re.compile(r"\d{2}-\d{3} \S.*")
_ELECTRONIC = re.compile(r"AE:PL-\d{5}-\d{5}-[A-Z]{5}-\d{2}")


class OfficeSection(QWidget):
    """Each field remembers the profile that it shows, so a field over an older value makes a contradiction."""

    def __init__(self, desk: DeskLike, navigator: Navigator) -> None:
        super().__init__()
        self._desk, self._navigator = desk, navigator
        self._shown: dict[str, OfficeProfile] = {}
        self.locked, self.missing = Banner("", "neutral"), Banner("", "warn")
        self.fields = _fields()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(look.GAP))
        column.addWidget(self.locked)
        column.addWidget(self.missing)
        for card in self._cards():
            column.addWidget(card)
        column.addStretch(1)
        self.locked.hide()
        self.missing.hide()
        self.missing.text.followed.connect(self._go_to)
        for name, field in self.fields.items():
            field.committed.connect(partial(self._left, name))

    def _cards(self) -> list[Card]:
        fields = self.fields
        layouts: list[tuple[str, list[list[str]]]] = [
            (
                _("Nazwa i adres"),
                [
                    ["office_name"],
                    ["office_name_genitive"],
                    ["office_short_name", "office_phone"],
                    ["office_address", "office_postal"],
                    ["office_hours", "electronic_address"],
                ],
            ),
            (
                _("Jak mówią o nim pisma"),
                [
                    ["town", "town_locative"],
                    ["authority", "authority_genitive"],
                    ["appeal_body"],
                    ["court"],
                    ["data_officer"],
                ],
            ),
            (_("Znaki spraw i wypłaty"), [["cell", "pay_day"]]),
            (_("Wywiady"), [["county_parts"]]),
        ]
        cards = []
        for title, rows in layouts:
            grid = FieldsGrid()
            for row in rows:
                grid.row(*((fields[name], 1) for name in row))
            cards.append(Card(title, spacing=10).add(grid))
        return cards

    # -- showing -------------------------------------------------------------------------------------------------

    def show_view(self, view: SettingsView) -> None:
        """Show what is stored. What somebody types right now, or what was refused, stays as typed."""
        for name, field in self.fields.items():
            if name not in self._shown or not (field.control.hasFocus() or field.is_refused()):
                self._shown[name] = view.profile
                field.set_value(getattr(view.profile, name) or None)
                field.set_questioned(_disputed(view, name) or self._question(name, view.profile))
        reason = "" if view.may_configure else locked_words(view)
        self.locked.set_words(reason, "neutral")
        self.locked.setVisible(bool(reason))
        for name, field in self.fields.items():
            field.set_readonly(reason)
            field.set_hint("" if reason else _hints().get(name, ""))
        self._show_missing(view.missing)

    def _show_missing(self, missing: tuple[str, ...]) -> None:
        words = particular_words()
        spans = [Span(_("Pisma potrzebują jeszcze tych pól: "))]
        for number, name in enumerate(missing):
            spans.append(Span(words[name], link=name))
            spans.append(Span("." if number == len(missing) - 1 else ", "))
        self.missing.set_words(spans, "warn")
        self.missing.setVisible(bool(missing))

    def _go_to(self, name: str) -> None:
        self.fields[name].setFocus()

    def _question(self, name: str, profile: OfficeProfile) -> str:
        """What is odd about a value; it is kept all the same."""
        value = str(getattr(profile, name))
        ask = _questions().get(name)
        return ask(value, profile) if value and ask is not None else ""

    # -- writing -------------------------------------------------------------------------------------------------

    def leave(self) -> None:
        """Order what cannot stand as well: it is refused in words, and the program asks before it closes."""
        for name, field in self.fields.items():
            if field.is_refused():
                text = field.text() if isinstance(field, TextField) else 0
                self._order(name, text)

    def _left(self, name: str, value: Any) -> None:
        self.fields[name].set_refused("")
        self._order(name, int(value or 0) if name == "pay_day" else value or "")

    def _order(self, name: str, value: object) -> None:
        before = self._shown.get(name)
        if before is None or getattr(before, name) == value:
            return
        after = replace(before, **{name: value})  # type: ignore[arg-type]  # the name says the type
        self._desk.order(
            change_profile,
            ChangeProfile(before, after),
            partial(self._written, name, getattr(before, name)),
            partial(self._refused, name),
        )

    def _written(self, name: str, old: object, profile: OfficeProfile) -> None:
        self._shown[name] = profile
        label = self.fields[name].label.text()
        self._navigator.notice(
            _("Zapisano: „{field}”.").format(field=label),
            "ok",
            _("Cofnij"),
            lambda: self._desk.order(
                change_profile,
                ChangeProfile(profile, replace(profile, **{name: old})),  # type: ignore[arg-type]  # as above
            ),
        )

    def _refused(self, name: str, problem: Problem) -> None:
        from ui.wording import words_of

        words, field = words_of(problem), self.fields[name]
        field.set_refused(f"{words.what} {words.now}")
        self._navigator.notice(
            _("Nie zapisano: „{field}”. {reason}").format(field=field.label.text(), reason=words.text), "bad"
        )


def locked_words(view: SettingsView) -> str:
    """Why somebody only looks, and whom to ask."""
    names = ", ".join(view.configurers)
    if not names:
        return _("Zmienia to kierownik albo administrator.")
    return _("Zmienia to kierownik albo administrator: {names}.").format(names=names)


def _fields() -> dict[str, Field]:
    placeholders = {
        "office_name": _("Miejsko-Gminny Ośrodek Pomocy Społecznej w …"),
        "office_name_genitive": _("Miejsko-Gminnego Ośrodka Pomocy Społecznej w …"),
        "office_short_name": _("M-GOPS w …"),
        "office_postal": "00-000 …",
        "office_hours": _("pn.–pt. 7.30–15.30"),
        "electronic_address": "AE:PL-…",
        "authority": _("Burmistrz Miasta i Gminy …"),
        "appeal_body": _("Samorządowego Kolegium Odwoławczego w …"),
        "court": _("Wojewódzkiego Sądu Administracyjnego w …"),
    }
    fields: dict[str, Field] = {}
    for name, label in particular_words().items():
        if name == "pay_day":
            fields[name] = NumberField(label, least=1, most=28)
        elif name == "county_parts":
            fields[name] = ChoiceField(label, [("no", _("nie prowadzimy")), ("yes", _("tak, z porozumienia"))])
        else:
            fields[name] = TextField(label, placeholder=placeholders.get(name, ""))
    return fields


def _hints() -> dict[str, str]:
    return {
        "office_short_name": _("Pojawi się w oknie programu."),
        "town": _("W nagłówku pism: „Przedbórz, 3 listopada 2026 r.”"),
        "town_locative": _("Po słowie „w”: „w Przedborzu”."),
        "authority_genitive": _("Po „z up.”: „Burmistrza Miasta i Gminy”."),
        "data_officer": _("Nazwisko i sposób kontaktu, do klauzuli RODO."),
        "cell": _("Pierwszy człon znaku w nowych spisach, na przykład MGOPS. Dawne i ich kolejne lata zachowują swój."),
        "pay_day": _("Od 1 do 28, żeby był w każdym miesiącu. Pojawi się w nowych decyzjach."),
        "county_parts": _(
            "Usamodzielnienie i integracja uchodźców to zadania powiatu. Zaczęte wywiady można dokończyć."
        ),
    }


def _disputed(view: SettingsView, name: str) -> str:
    if name not in view.disputed:
        return ""
    values = " / ".join(value or "—" for value in view.disputed[name])
    return _("⚠ Sprzeczność: {values}. Rozstrzygnij ją na ekranie Wymiana.").format(values=values)


def _questions() -> dict[str, Callable[[str, OfficeProfile], str]]:
    return {
        "office_postal": lambda value, _profile: (
            "" if _POSTAL.fullmatch(value) else _("Kod i poczta wyglądają zwykle tak: 97-570 Przedbórz.")
        ),
        "electronic_address": lambda value, _profile: (
            "" if _ELECTRONIC.fullmatch(value) else _("Adres wygląda zwykle tak: AE:PL-12345-67890-ABCDE-12.")
        ),
        "office_name_genitive": lambda value, profile: _same(value, profile.office_name),
        "authority_genitive": lambda value, profile: _same(value, profile.authority),
        "town_locative": lambda value, profile: _same(value, profile.town),
        "cell": lambda value, _profile: "" if is_cell(value) else _("Od tego nie może zaczynać się znak sprawy."),
    }


def _same(value: str, nominative: str) -> str:
    return _("To ta sama forma co w mianowniku. Sprawdź odmianę.") if value == nominative else ""
