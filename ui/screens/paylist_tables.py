"""The two tables of a payment list: what is paid, with the reason of each line, and what is not."""

from collections.abc import Callable
from typing import Any

from app.domain.payments import PaymentReturn
from app.domain.records import RecordId
from ui.i18n import _, plain_amount
from ui.models.rows import Column
from ui.screens.payment_words import benefit_word, difference_words, month_digits, return_words
from ui.wording_payments import because_words


def line_columns(returned: Callable[[RecordId], PaymentReturn | None]) -> list[Column]:
    """Lines of a list; ``returned`` knows whether the money of one came back."""

    def why(row: Any) -> str:
        back = returned(row.line.id)
        return return_words(back) if back is not None else difference_words(row)

    return [
        Column(_("Osoba"), lambda row: row.line.payee, ink="strong", stretch=1, width=150),
        Column(_("Miesiąc"), lambda row: month_digits(row.line.month), width=76),
        Column(_("Świadczenie"), lambda row: benefit_word(row.line.benefit), stretch=1, width=120, wraps=True),
        Column(_("Decyzja"), lambda row: row.line.decision_number or row.line.case_sign, width=170, gives_way=True),
        Column(_("Kwota"), lambda row: plain_amount(row.line.amount), is_right=True, width=100),
        Column(_("Poprzednio"), _before, ink="muted", is_right=True, width=100),
        Column(_("Różnica"), why, stretch=1, width=150, wraps=True),
    ]


def blocked_columns() -> list[Column]:
    """What is not paid, and why."""
    return [
        Column(_("Osoba"), "payee", ink="strong", stretch=1, width=150),
        Column(_("Sprawa"), "case_sign", width=170),
        Column(_("Miesiąc"), lambda row: month_digits(row.month), width=76),
        Column(_("Kwota"), lambda row: plain_amount(row.amount), is_right=True, width=100),
        Column(_("Dlaczego"), lambda row: because_words(row.because), stretch=1, width=200, tone=lambda _row: "warn"),
    ]


def _before(row: Any) -> str:
    return plain_amount(row.before) if row.before else "—"
