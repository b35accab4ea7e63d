"""Payment lists in words: their state, their way, what a line differs by, what the next step is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from app.domain.claims import label_of
from app.domain.payments import BankEncoding, ListState, PaymentList, PaymentReturn, ReturnReason
from app.domain.persons import Clerk
from app.domain.roles import MAY, Act, Role
from app.services.payment_building import Difference, Reasoned
from app.services.payment_views import PaymentListView
from ui.i18n import _, amount, ngettext, number, short_day
from ui.parts import Step

WAITING_STATES = (ListState.DRAFT, ListState.CHECKED, ListState.APPROVED)


@dataclass(frozen=True)
class NextStep:
    """What the primary button does; ``why_not`` says in words why this person cannot do it here."""

    act: str
    name: str
    why_not: str = ""


def state_of(listed: PaymentList) -> ListState:
    """A list with a number is closed, whatever else was written of it."""
    return ListState.CLOSED if listed.is_closed else listed.state


def state_chip(listed: PaymentList) -> tuple[str, str]:
    """The state of a list and its tone."""
    return {
        ListState.DRAFT: (_("w przygotowaniu"), "warn"),
        ListState.CHECKED: (_("do zatwierdzenia"), "info"),
        ListState.APPROVED: (_("do zamknięcia"), "info"),
        ListState.CLOSED: (_("zamknięta"), "ok"),
        ListState.DROPPED: (_("zrezygnowano"), "neutral"),
    }[state_of(listed)]


def way_word(pay_by: str) -> str:
    """How money reaches people."""
    return {"transfer": _("przelew"), "cash": _("kasa"), "postal_order": _("przekaz pocztowy")}.get(pay_by, pay_by)


def ways() -> list[tuple[str, str]]:
    """The ways that a list can be paid."""
    return [(way, way_word(way)) for way in ("transfer", "cash", "postal_order")]


def benefit_word(benefit: str) -> str:
    """The kind of help that a list pays; without one all of them."""
    return label_of(benefit) if benefit else _("wszystkie świadczenia")


def month_digits(month: date) -> str:
    """A month as lists have room for it: ``11.2026``."""
    return f"{month:%m.%Y}"


def list_name(listed: PaymentList) -> str:
    """A closed list has its number; any other is known by what it is for."""
    if listed.is_closed:
        return _("Lista wypłat {sign}").format(sign=listed.sign)
    return _("Lista wypłat za {month}").format(month=month_digits(listed.month))


def positions(count: int) -> str:
    """So many lines."""
    return ngettext("{count} pozycja", "{count} pozycji", count).format(count=number(count))


def difference_words(row: Reasoned) -> str:
    """Why the amount is not that of the month before."""
    words = {
        Difference.SAME: _("bez zmian"),
        Difference.FIRST: _("pierwsza z listy"),
        Difference.ONE_OFF: _("jednorazowo"),
        Difference.ARREARS: _("zaległy miesiąc"),
        Difference.AGAIN: _("ponownie po zwrocie"),
        Difference.CHANGED: _changed(row),
    }[row.difference]
    if row.line.set_off:
        words = _("{words}, potrącono {amount}").format(words=words, amount=amount(row.line.set_off))
    return words


def _changed(row: Reasoned) -> str:
    if not row.before:
        return _("miesiąc wcześniej nic")
    by = row.line.amount - row.before
    words = _("więcej o {amount}") if by > 0 else _("mniej o {amount}")
    return words.format(amount=amount(abs(by)))


def return_words(back: PaymentReturn) -> str:
    """That money came back, when and why."""
    on = short_day(back.returned_on) if back.returned_on is not None else ""
    return _("zwrot {day}: {reason}").format(day=on, reason=return_reason(back.reason))


def return_reason(reason: ReturnReason) -> str:
    """Why money came back."""
    return {
        ReturnReason.WRONG_ACCOUNT: _("błędny numer konta"),
        ReturnReason.CLOSED_ACCOUNT: _("konto zamknięte"),
        ReturnReason.NOT_COLLECTED: _("nie odebrano pieniędzy"),
        ReturnReason.DIED: _("osoba nie żyje"),
        ReturnReason.GIVEN_BACK: _("osoba oddała pieniądze"),
        ReturnReason.OTHER: _("inny powód"),
    }[reason]


def encodings() -> list[tuple[BankEncoding, str]]:
    """The letters of a bank file as banks name them."""
    return [
        (BankEncoding.WINDOWS, "Windows-1250"),
        (BankEncoding.ISO, "ISO 8859-2"),
        (BankEncoding.UTF8, "UTF-8"),
        (BankEncoding.DOS, "CP 852 (Latin 2)"),
        (BankEncoding.ASCII, _("bez polskich znaków")),
    ]


def steps_of(view: PaymentListView) -> list[Step]:
    """The way of a list, each step with its day and who took it."""
    listed = view.listed
    order = (ListState.DRAFT, *WAITING_STATES[1:], ListState.CLOSED)
    state = state_of(listed)
    reached = order.index(state) if state in order else 0
    told = [
        (_("Przygotowana"), listed.made_on, listed.made_by_id),
        (_("Sprawdzona"), listed.checked_on, listed.checked_by_id),
        (_("Zatwierdzona"), listed.approved_on, listed.approved_by_id),
        (_("Zamknięta"), listed.closed_on, listed.closed_by_id),
    ]
    steps = []
    for place, (word, on, by) in enumerate(told):
        is_done = place <= reached
        shown = "done" if is_done else "current" if place == reached + 1 and state in WAITING_STATES else "next"
        day_and_name = [short_day(on) if on is not None else "", view.names.get(by, "") if by is not None else ""]
        steps.append(Step(word, shown, ", ".join(part for part in day_and_name if part) if is_done else ""))
    return steps


def may(clerk: Clerk, act: Act) -> bool:
    """Whether somebody may do this; a role that a newer program made may do nothing here."""
    return clerk.role in MAY and act in MAY[Role(clerk.role)]


def next_step(view: PaymentListView, clerk: Clerk) -> NextStep | None:
    """The step that comes next, and in words why not for this person or at this workstation."""
    ways_on: dict[ListState, Callable[[PaymentListView, Clerk], NextStep]] = {
        ListState.DRAFT: _to_check,
        ListState.CHECKED: _to_approve,
        ListState.APPROVED: _to_close,
    }
    way = ways_on.get(state_of(view.listed))
    return way(view, clerk) if way is not None else None


def _to_check(view: PaymentListView, clerk: Clerk) -> NextStep:
    name = _("Sprawdzone, przekaż")
    if not may(clerk, Act.PREPARE_PAYMENTS):
        return NextStep("check", name, _("Listę sprawdza osoba, która prowadzi wypłaty."))
    if view.problems:
        return NextStep("check", name, _("Najpierw zdejmij z listy pozycje, których nie można wypłacić."))
    if view.is_mine:
        return NextStep("check", name, _("To Twoja lista. Sprawdzi ją druga osoba, która prowadzi wypłaty."))
    if not view.lines:
        return NextStep("check", name, _("Na liście nie ma żadnej pozycji."))
    return NextStep("check", name)


def _to_approve(view: PaymentListView, clerk: Clerk) -> NextStep:
    name = _("Zatwierdź listę")
    if not may(clerk, Act.APPROVE_PAYMENTS):
        return NextStep("approve", name, _("Lista jest sprawdzona. Zatwierdza ją kierownik."))
    if view.is_mine:
        return NextStep("approve", name, _("To Twoja lista. Zatwierdzić musi ją inna osoba."))
    if view.problems:
        return NextStep("approve", name, _send_back_first())
    return NextStep("approve", name)


def _to_close(view: PaymentListView, clerk: Clerk) -> NextStep:
    name = _("Zamknij listę…")
    if not view.is_closed_here:
        keeper = view.keeper or "—"
        return NextStep("close", name, _("Listy wypłat zamyka stanowisko {name}.").format(name=keeper))
    if not may(clerk, Act.PREPARE_PAYMENTS):
        return NextStep("close", name, _("Lista jest zatwierdzona. Zamyka ją osoba, która prowadzi wypłaty."))
    if view.problems:
        return NextStep("close", name, _send_back_first())
    return NextStep("close", name)


def _send_back_first() -> str:
    return _("Nie wszystko można wypłacić. Zwróć listę do przygotowania i zdejmij te pozycje.")
