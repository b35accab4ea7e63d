"""What was done with decisions and payment lists, and what stands on a list, as a contradiction about them is told."""

from ui.speech import _


def payment_list_fields() -> dict[str, str]:
    """What stands on a payment list, as a contradiction about it is told."""
    return {
        "state": _("stan listy wypłat"),
        "remark": _("uwaga do listy wypłat"),
        "pay_on": _("dzień wypłaty"),
        "checked_on": _("dzień sprawdzenia listy"),
        "checked_by_id": _("kto sprawdził listę"),
        "approved_on": _("dzień zatwierdzenia listy"),
        "approved_by_id": _("kto zatwierdził listę"),
        "digest": _("znacznik sprawdzonych pozycji"),
        "closed_on": _("dzień zamknięcia listy"),
        "closed_by_id": _("kto zamknął listę"),
        "number": _("numer listy wypłat"),
        "total": _("suma listy wypłat"),
        "count": _("liczba pozycji listy"),
    }


def list_state_word(state: str) -> str:
    """What was done with a list, so that it can be said that this stays."""
    return {
        "draft": _("przygotowanie"),
        "checked": _("sprawdzenie"),
        "approved": _("zatwierdzenie"),
        "closed": _("zamknięcie"),
        "dropped": _("porzucenie"),
    }.get(state, state)


def decision_state_word(state: str) -> str:
    """What was done with a decision, so that it can be said that this stays."""
    return {
        "draft": _("przygotowanie"),
        "passed_on": _("przekazanie do zatwierdzenia"),
        "returned": _("zwrócenie do poprawy"),
        "approved": _("zatwierdzenie"),
        "issued": _("wydanie"),
    }.get(state, state)
