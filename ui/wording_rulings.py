"""What a person reads about claims that wait for a ruling."""

from collections.abc import Callable, Mapping
from datetime import date

from ui.speech import _, day

Facts = Mapping[str, object]
Sentences = tuple[str, str, str]


def _not_to_suspend(facts: Facts) -> Sentences:
    return (
        _("Tego postępowania nie zawiesza się do czasu orzeczenia."),
        str(facts["why"]) or _("Czeka się tylko wtedy, gdy po wywiadzie brakuje samego orzeczenia (art. 106 ust. 7)."),
        _("Przeprowadź wywiad i uzupełnij dane albo przygotuj odmowę."),
    )


def _not_suspended(_facts: Facts) -> Sentences:
    return (
        _("To postępowanie nie czeka na orzeczenie."),
        _("Nie zostało zawieszone albo już je podjęto."),
        _("Otwórz sprawę jeszcze raz i zobacz, co w niej jest."),
    )


def _claim_suspended(facts: Facts) -> Sentences:
    since = facts["since"]
    return (
        _("Ta sprawa czeka na orzeczenie."),
        _("Postępowanie zawieszono {day} (art. 106 ust. 7).").format(
            day=day(since) if isinstance(since, date) else "?"
        ),
        _("Gdy strona dostarczy orzeczenie, wpisz je w sprawie; decyzję przygotujesz potem."),
    )


def _ruling_days(facts: Facts) -> Sentences:
    received_on, delivered_on = facts["received_on"], facts["delivered_on"]
    told = _("Podano: {received} i {delivered}.").format(
        received=day(received_on) if isinstance(received_on, date) else "?",
        delivered=day(delivered_on) if isinstance(delivered_on, date) else "?",
    )
    return (
        _("Dni orzeczenia nie następują po sobie."),
        told,
        _("Najpierw strona je otrzymuje, potem dostarcza, najpóźniej dzisiaj."),
    )


WORDS: dict[str, Callable[[Facts], Sentences]] = {
    "not_to_suspend": _not_to_suspend,
    "not_suspended": _not_suspended,
    "ruling_days": _ruling_days,
    "claim_suspended": _claim_suspended,
}
