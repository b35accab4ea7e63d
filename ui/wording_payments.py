"""What a person reads about problems with payments."""

from collections.abc import Callable, Mapping
from datetime import date

from app.domain.entitlements import Because
from ui.speech import _, amount, day, ngettext, number

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


def because_words(because: Because) -> str:
    """What is in the way of a payment, in a few words."""
    return {
        Because.UNSETTLED: _("sprzeczne dane osoby lub decyzji"),
        Because.DIED: _("osoba nie żyje"),
        Because.SUSPENDED: _("wypłata wstrzymana"),
        Because.NOT_COLLECTED: _("nie odebrano pieniędzy"),
        Because.NOT_SERVED: _("decyzja niedoręczona"),
        Because.APPEALED: _("złożono odwołanie"),
        Because.NOT_EXECUTABLE: _("decyzja jeszcze nie jest wykonalna"),
        Because.PAID_ELSEWHERE: _("przyznano lub zapłacono w innej sprawie"),
        Because.NO_ACCOUNT: _("brak numeru konta"),
        Because.WRONG_ACCOUNT: _("błędny numer konta"),
        Because.SAME_ACCOUNT: _("bank odesłał z tego konta"),
        Because.GIVEN_BACK: _("osoba oddała pieniądze"),
        Because.ON_A_LIST: _("jest na innej liście"),
        Because.PAID_ALREADY: _("już zapłacono"),
        Because.NO_LONGER_DUE: _("już się nie należy"),
        Because.CHANGED_SINCE: _("zmieniła się kwota albo konto"),
        Because.DEBT_CHANGED: _("potrącenie jest za wysokie"),
    }[because]


def _opened(_facts: Facts) -> Sentences:
    return (
        _("Wypłaty z programu są już włączone."),
        _("Budżet ma jeden rejestr list wypłat."),
        _("Rachunek i tytuł przelewów zmienisz w Ustawieniach."),
    )


def _no_register(facts: Facts) -> Sentences:
    keeper = facts["keeper"]
    return (
        _("Ośrodek nie płaci jeszcze z tego programu."),
        _("Pierwszy krok należy do jednego stanowiska, żeby nikomu nie zapłacić dwa razy."),
        _("Włącz wypłaty na stanowisku {name}, a tutaj wczytaj potem paczkę.").format(name=keeper)
        if keeper
        else _("Włącz wypłaty na stanowisku, na którym założono ośrodek."),
    )


def _closed_elsewhere(facts: Facts) -> Sentences:
    return (
        _("Listy wypłat zamyka stanowisko {name}.").format(name=facts["keeper"] or "?"),
        _("Tylko jedno stanowisko ma do tego prawo, więc nikt nie dostanie pieniędzy dwa razy."),
        _("Zamknij listę tam albo poproś o przekazanie prawa w Ustawieniach."),
    )


def _file_in_doubt(facts: Facts) -> Sentences:
    what = _("Ten plik jest kopią albo przeniesiono go na inny komputer, więc listy nie zamknięto.")
    if facts["why"] == "older":
        what = _("To starszy plik tego stanowiska, więc listy nie zamknięto.")
    return (
        what,
        _("W nowszym pliku ta lista może być już zamknięta i zapłacona, a pieniądze nie mogą wyjść dwa razy."),
        _("Najpierw rozstrzygnij na ekranie Wymiana, który plik jest właściwy."),
    )


def _keeper_disputed(_facts: Facts) -> Sentences:
    return (
        _("Nie wiadomo, które stanowisko zamyka listy wypłat."),
        _("Dwa stanowiska zapisały co innego."),
        _("Rozstrzygnij tę sprzeczność na ekranie Wymiana."),
    )


def _cannot_close(facts: Facts) -> Sentences:
    return (
        _("To stanowisko nie może zamykać list wypłat: {name}.").format(name=facts["name"] or "?"),
        _("Nie bierze już udziału w pracy ośrodka."),
        _("Wybierz inne stanowisko."),
    )


def _lines_in_the_way(facts: Facts) -> Sentences:
    count = facts["count"] if isinstance(facts["count"], int) else 0
    because = facts["because"]
    return (
        ngettext("Jednej pozycji nie można teraz wypłacić.", "{count} pozycji nie można teraz wypłacić.", count).format(
            count=count
        ),
        f"{facts['payee']}: {because_words(because) if isinstance(because, Because) else ''}.",
        _("Zwróć listę do przygotowania i zdejmij te pozycje albo zrezygnuj z listy i zbuduj ją od nowa."),
    )


def _list_disputed(_facts: Facts) -> Sentences:
    return (
        _("Dwa stanowiska zrobiły z tą listą co innego."),
        _("Nie wiadomo, czy ma być zapłacona."),
        _("Rozstrzygnij tę sprzeczność na ekranie Wymiana."),
    )


def _account_changed(_facts: Facts) -> Sentences:
    return (
        _("Rachunek albo tytuł przelewów zmienił się po sprawdzeniu listy."),
        _("Listę sprawdzono i zatwierdzono z poprzednim."),
        _("Zwróć listę do przygotowania i sprawdź ją jeszcze raz."),
    )


def _pay_day_past(facts: Facts) -> Sentences:
    on = facts["pay_on"]
    return (
        _("Dzień wypłaty już minął: {day}.").format(day=day(on) if isinstance(on, date) else "?"),
        _("Bank nie przyjmie przelewu z dawną datą."),
        _("Wybierz dzisiejszy albo późniejszy dzień. Z listy o dawnej dacie zrezygnuj i zbuduj ją od nowa."),
    )


def _not_closed_yet(_facts: Facts) -> Sentences:
    return (
        _("Ta lista nie jest jeszcze zamknięta."),
        _("Dopiero zamknięta lista idzie do banku i do kasy."),
        _("Doprowadź ją do zamknięcia."),
    )


def _not_by_transfer(_facts: Facts) -> Sentences:
    return (
        _("Ta lista nie jest płacona przelewem."),
        _("Nie ma więc pliku dla banku."),
        _("Wydrukuj ją dla kasy albo dla poczty."),
    )


def _not_yet_paid(facts: Facts) -> Sentences:
    on = facts["pay_on"]
    return (
        _("Pieniądze nie mogły wrócić przed dniem wypłaty."),
        _("Ta lista jest płacona {day}.").format(day=day(on) if isinstance(on, date) else "?"),
        _("Popraw datę zwrotu według wyciągu."),
    )


def _closed_stands(facts: Facts) -> Sentences:
    return (
        _("Lista wypłat {sign} jest zamknięta i zostaje, jaka jest.").format(sign=facts["sign"]),
        _("Według niej wypłacono pieniądze; zmiana z innego stanowiska powstała bez tej wiadomości."),
        _("Wybierz wartość z zamknięcia listy. Pomyłkę poprawia się kolejną listą."),
    )


def _wrong_set_off(facts: Facts) -> Sentences:
    return (
        _("Nie można potrącić {amount}.").format(amount=_grosze(facts["amount"])),
        _("Najwyżej połowa świadczenia i nie więcej, niż zostało do zwrotu: {highest}.").format(
            highest=_grosze(facts["highest"])
        ),
        _("Wpisz niższą kwotę albo 0,00."),
    )


def _wrong_debt(facts: Facts) -> Sentences:
    return (
        _("Taka należność nie może powstać: {total}.").format(total=_grosze(facts["total"])),
        _("Kwota musi być większa od zera, a miesięczne potrącenie nie większe niż ona."),
        _("Popraw kwoty."),
    )


def _wrong_repayment(facts: Facts) -> Sentences:
    return (
        _("Nie można zapisać spłaty {amount}.").format(amount=_grosze(facts["amount"])),
        _("Z tej należności zostało {left}.").format(left=_grosze(facts["left"])),
        _("Popraw kwotę; nadpłatę trzeba oddać osobie."),
    )


def _debt_basis_needed(_facts: Facts) -> Sentences:
    return (
        _("Nie wiadomo, z jakiej decyzji jest ta należność."),
        _("Wysokość należności ustala się w drodze decyzji (art. 104 ust. 3)."),
        _("Wpisz numer i dzień decyzji."),
    )


def _debt_ended(facts: Facts) -> Sentences:
    return (
        _("Tej należności już się nie potrąca: {basis}.").format(basis=facts["basis"]),
        _("Ktoś zakończył jej potrącanie."),
        _("Jeśli to pomyłka, wpisz należność od nowa z kwotą, która została."),
    )


def _hold_reason_needed(_facts: Facts) -> Sentences:
    return (
        _("Napisz, dlaczego."),
        _("Kto zapyta o pieniądze, musi dostać odpowiedź."),
        _("Wystarczy jedno zdanie."),
    )


def _hold_backwards(_facts: Facts) -> Sentences:
    return (
        _("Ostatni miesiąc wstrzymania jest przed pierwszym."),
        _("Tak wpisane wstrzymanie niczego nie obejmuje."),
        _("Popraw miesiące."),
    )


def _nothing_to_hold(_facts: Facts) -> Sentences:
    return (
        _("Ta decyzja niczego nie wypłaca."),
        _("Wstrzymać można tylko wypłatę z wydanej decyzji, która przyznaje pieniądze."),
        _("Wybierz decyzję, z której idą wypłaty."),
    )


WORDS: dict[str, Callable[[Facts], Sentences]] = {
    "closed_stands": _closed_stands,
    "wrong_list_move": _wrong_move,
    "own_check": _own_check,
    "list_remark_needed": _remark_needed,
    "nothing_on_list": _nothing_on_list,
    "lines_changed": _lines_changed,
    "wrong_return": _wrong_return,
    "wrong_paying_account": _wrong_paying_account,
    "wrong_order": _wrong_order,
    "payment_register_opened": _opened,
    "no_payment_register": _no_register,
    "payment_lists_closed_elsewhere": _closed_elsewhere,
    "payments_file_in_doubt": _file_in_doubt,
    "payment_keeper_disputed": _keeper_disputed,
    "cannot_close_payments": _cannot_close,
    "lines_in_the_way": _lines_in_the_way,
    "list_not_closed_yet": _not_closed_yet,
    "payment_list_disputed": _list_disputed,
    "pay_day_past": _pay_day_past,
    "paying_account_changed": _account_changed,
    "not_by_transfer": _not_by_transfer,
    "not_yet_paid": _not_yet_paid,
    "wrong_set_off": _wrong_set_off,
    "wrong_debt": _wrong_debt,
    "debt_basis_needed": _debt_basis_needed,
    "debt_ended": _debt_ended,
    "wrong_repayment": _wrong_repayment,
    "hold_reason_needed": _hold_reason_needed,
    "hold_backwards": _hold_backwards,
    "nothing_to_hold": _nothing_to_hold,
}
