"""What a person reads about problems with payments."""

from collections.abc import Callable, Mapping

from ui.speech import _, amount, number

Facts = Mapping[str, object]
Sentences = tuple[str, str, str]


def _grosze(value: object) -> str:
    return amount(value) if isinstance(value, int) else ""


def _wrong_move(facts: Facts) -> Sentences:
    states = {
        "draft": _("Ta lista jest w przygotowaniu."),
        "checked": _("Ta lista jest sprawdzona i czeka na zatwierdzenie."),
        "approved": _("Ta lista jest zatwierdzona i czeka na zamknięcie."),
        "closed": _("Ta lista jest zamknięta; poprawia się ją tylko kolejną listą."),
        "dropped": _("Z tej listy zrezygnowano."),
    }
    moves = {
        "edit": _("Pozycji nie można teraz zmieniać."),
        "check": _("Tej listy nie można teraz sprawdzić."),
        "approve": _("Tej listy nie można teraz zatwierdzić."),
        "send_back": _("Tej listy nie można teraz zwrócić."),
        "drop": _("Z tej listy nie można już zrezygnować."),
        "close": _("Tej listy nie można teraz zamknąć."),
    }
    return (
        moves.get(str(facts["move"]), _("Tego kroku nie można teraz zrobić.")),
        states.get(str(facts["state"]), ""),
        _("Kolejność jest stała: przygotowanie, sprawdzenie, zatwierdzenie, zamknięcie."),
    )


def _own_check(_facts: Facts) -> Sentences:
    return (
        _("Własnej listy nie można sprawdzić ani zatwierdzić."),
        _("Każdą listę wypłat oglądają co najmniej dwie osoby."),
        _("Poproś o to drugą osobę."),
    )


def _remark_needed(_facts: Facts) -> Sentences:
    return (
        _("Napisz, co jest nie tak z listą."),
        _("Kto ją przygotował, musi wiedzieć, co poprawić; kontrola zapyta, dlaczego jej nie wypłacono."),
        _("Wystarczy jedno zdanie."),
    )


def _nothing_on_list(_facts: Facts) -> Sentences:
    return (
        _("Na liście nie ma żadnej pozycji."),
        _("Pusta lista niczego nie wypłaca."),
        _("Zobacz, co wstrzymuje wypłaty, albo zrezygnuj z tej listy."),
    )


def _lines_changed(_facts: Facts) -> Sentences:
    return (
        _("Pozycje listy są inne niż te, które sprawdzono."),
        _("Zmieniono je na innym stanowisku po sprawdzeniu."),
        _("Zwróć listę do przygotowania i sprawdź ją jeszcze raz."),
    )


def _wrong_return(facts: Facts) -> Sentences:
    return (
        _("Nie mogło wrócić {amount}.").format(amount=_grosze(facts["amount"])),
        _("Z tej pozycji wyszło {paid}.").format(paid=_grosze(facts["paid"])),
        _("Sprawdź kwotę na wyciągu."),
    )


def _wrong_paying_account(_facts: Facts) -> Sentences:
    return (
        _("Nie ma poprawnego rachunku, z którego ośrodek płaci."),
        _("Bez niego bank nie przyjmie pliku przelewów."),
        _("Wpisz rachunek w Ustawieniach, w części „Listy wypłat”."),
    )


def _wrong_order(facts: Facts) -> Sentences:
    position = facts["position"]
    return (
        _("Pozycji {number} ({payee}) nie da się zapisać w pliku dla banku.").format(
            number=number(position) if isinstance(position, int) else "", payee=facts["payee"] or "?"
        ),
        _("Brakuje nazwiska, kwoty albo poprawnego numeru konta."),
        _("Popraw dane osoby, zbuduj listę od nowa i zamknij ją jeszcze raz."),
    )


WORDS: dict[str, Callable[[Facts], Sentences]] = {
    "wrong_list_move": _wrong_move,
    "own_check": _own_check,
    "list_remark_needed": _remark_needed,
    "nothing_on_list": _nothing_on_list,
    "lines_changed": _lines_changed,
    "wrong_return": _wrong_return,
    "wrong_paying_account": _wrong_paying_account,
    "wrong_order": _wrong_order,
}
