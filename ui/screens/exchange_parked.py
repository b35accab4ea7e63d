"""What this program could not accept: each with who wrote it, when, why it waits; and one button to try again."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.services.exchange.parking import PutOff, RetryParked, retry_parked
from app.services.ports import NO_RIGHT, RETIRED
from ui import look
from ui.forms.form_dialog import FormDialog
from ui.i18n import _, ngettext, number, stamp
from ui.models.rows import Column, ListModel
from ui.parts import Button, TableView, Text
from ui.screen import DeskLike

_NEWER = ("kind", "field", "shape", "width", "id", "base")


class ParkedDialog(FormDialog):
    """``told`` hears what trying again has brought."""

    def __init__(
        self,
        desk: DeskLike,
        parked: tuple[PutOff, ...],
        told: Callable[[str, int], None],
        parent: QWidget,
        *,
        may_supervise: bool = False,
    ) -> None:
        is_hopeless = all(each.reason == NO_RIGHT for each in parked)
        super().__init__(_("Wpisy odłożone"), _("Spróbuj ponownie"), self._retry, parent, note=_note(is_hopeless))
        self._desk, self._told = desk, told
        self.rows = ListModel(
            [
                Column(_("Stanowisko"), _who, width=170),
                Column(_("Zapisano"), "at", format=stamp, width=120),
                Column(_("Dlaczego czeka"), "reason", format=reason_words, stretch=1, width=220),
            ],
            id_of=lambda each: (each.workstation, each.at, each.reason),
        )
        self.rows.set_rows(parked)
        self.table = TableView(self.rows, name=_("Wpisy odłożone"))
        self.table.setMinimumHeight(look.px(220))
        self.add(self.table)
        self.let_in = Button(_("Przyjmij pod nadzorem"), self._let_in)
        is_retired = any(each.reason == RETIRED for each in parked)
        if is_retired and may_supervise:
            self.add_button(self.let_in)
        self.retired = Text(
            _(
                "Stanowisko, które to napisało, wycofano wcześniej, a dane przyszły okrężną drogą. Przyjmij je tylko "
                "wtedy, gdy wiadomo, kto je pisał; może to zrobić kierownik albo administrator."
            ),
            "note",
            "muted",
            wrap=True,
        )
        self.retired.setVisible(is_retired)
        self.barred = Text(
            _(
                "Dane osób usuwa i uprawnienia nadaje kierownik albo administrator. Ten zapis zrobił ktoś bez takiego "
                "prawa, więc tutaj niczego nie zmienił i nie zmieni. Wyjaśnij to z osobą, która pracuje na tym "
                "stanowisku."
            ),
            "note",
            "muted",
            wrap=True,
        )
        self.barred.setVisible(any(each.reason == NO_RIGHT for each in parked))
        self.add(self.retired)
        self.add(self.barred)
        if is_hopeless:
            self.go.hide()
            self.cancel.setText(_("Zamknij"))
        self.setMinimumWidth(look.px(680))
        (self.cancel if is_hopeless else self.go).setFocus()

    def _retry(self) -> None:
        self._desk.order(retry_parked, RetryParked(), self._retried, self.object)

    def _let_in(self) -> None:
        self._desk.order(retry_parked, RetryParked(is_supervised=True), self._retried, self.object)

    def _retried(self, count: int) -> None:
        if count:
            words = ngettext("Przyjęto {count} odłożony wpis.", "Przyjęto {count} odłożonych wpisów.", count)
            self._told(words.format(count=number(count)), count)
            self.accept()
        else:
            self.complain(_("Nic się nie zmieniło: tych wpisów nadal nie da się przyjąć."))


def _note(is_hopeless: bool) -> str:
    if is_hopeless:
        return _("Tego nie przyjęto i tak zostanie. Jest zachowane i idzie dalej; inne stanowiska zrobią tak samo.")
    return _(
        "Tych zmian ten program nie umie jeszcze przyjąć. Są zachowane i idą dalej do innych stanowisk. Spróbuj "
        "ponownie po aktualizacji programu albo gdy dojdzie to, do czego się odnoszą."
    )


def _who(each: PutOff) -> str:
    return ", ".join(part for part in (each.workstation or _("stanowisko spoza listy"), each.clerk) if part)


def reason_words(reason: str) -> str:
    """Why a change was put off."""
    if reason == "record":
        return _("odnosi się do czegoś, co tu nie dotarło")
    if reason == RETIRED:
        return _("napisało ją stanowisko już wycofane")
    if reason == NO_RIGHT:
        return _("usunięcie danych albo rola bez uprawnienia")
    if reason in _NEWER:
        return _("zapisał ją nowszy program")
    return _("zawiera wartość, której to pole nie przyjmuje")
