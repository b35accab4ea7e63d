"""What the answer of a recalculation says: its lines, months before and after, sums with their sign."""

from collections.abc import Callable, Sequence
from datetime import date

from app.domain.claims import label_of
from app.domain.recalculating import MonthChange, Outcome
from app.services.recalculation import Recalculation, Touched
from ui.i18n import _, amount, ngettext, number, plain_amount
from ui.models.rows import Column

_TONES = {Outcome.RAISED: "ok", Outcome.LOWERED: "warn", Outcome.ENDED: "bad", Outcome.UNCHANGED: "neutral"}


def effect_words(found: Recalculation, difference: str) -> str:
    """How many decisions were looked at, how many would change, and by how much together."""
    looked = ngettext("sprawdzono {count} decyzję", "sprawdzono {count} decyzji", found.looked_at)
    changed = ngettext("zmieniłaby się {count}", "zmieniłoby się {count}", len(found.touched))
    words = (
        looked.format(count=number(found.looked_at)),
        changed.format(count=number(len(found.touched))),
        _("razem {amount}").format(amount=difference),
    )
    return " · ".join(words)


def columns() -> Sequence[Column]:
    """What a line of the answer says."""
    return [
        Column(_("Znak"), lambda row: row.sign or _("bez znaku"), ink="strong", width=150),
        Column(_("Osoba"), "name", stretch=1, width=150),
        Column(_("Świadczenie"), lambda row: label_of(row.benefit), stretch=1, width=130, wraps=True),
        Column(_("Od"), _first, width=80),
        Column(_("Jest"), lambda row: _of(row, lambda month: month.before), is_right=True, width=90),
        Column(_("Byłoby"), lambda row: _of(row, lambda month: month.after), is_right=True, width=90),
        Column(_("Razem"), lambda row: signed(row.effect.difference), is_right=True, width=100, gives_way=True),
        Column(
            _("Skutek"), _outcome, tone=lambda row: "warn" if row.trouble else _TONES[row.effect.outcome], width=130
        ),
    ]


def _changed(row: Touched) -> MonthChange | None:
    return next((month for month in row.effect.months if month.before != month.after), None)


def _first(row: Touched) -> str:
    month = _changed(row)
    return _month(month.month) if month is not None else ""


def _of(row: Touched, get: Callable[[MonthChange], int]) -> str:
    month = _changed(row)
    return plain_amount(get(month)) if month is not None else ""


def _outcome(row: Touched) -> str:
    if row.trouble:
        return _("nie obliczono")
    return {
        Outcome.RAISED: _("więcej"),
        Outcome.LOWERED: _("mniej"),
        Outcome.ENDED: _("prawo ustaje"),
        Outcome.UNCHANGED: _("bez zmian"),
    }[row.effect.outcome]


def run_words(first: MonthChange, last: MonthChange) -> str:
    """Months that change alike, before and after."""
    period = (
        _month(first.month)
        if first.month == last.month
        else _("od {first} do {last}").format(first=_month(first.month), last=_month(last.month))
    )
    return _("{period}: {before} → {after}").format(
        period=period, before=amount(first.before), after=amount(first.after)
    )


def trouble_words() -> str:
    """Why a decision could not be worked out."""
    return _("Tej decyzji nie da się obliczyć: w sprawie brakuje danych albo są sprzeczne. Otwórz sprawę.")


def _month(month: date) -> str:
    return f"{month.month:02d}.{month.year}"


def signed(grosze: int) -> str:
    """A difference with its sign."""
    if grosze > 0:
        return f"+{amount(grosze)}"
    return f"−{amount(-grosze)}" if grosze else amount(0)
