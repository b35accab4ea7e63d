"""What a person reads about problems with amounts of the council, readings of the act, fees, choices at discretion."""

from collections.abc import Callable, Mapping
from datetime import date

from ui.speech import _, day

Facts = Mapping[str, object]
Sentences = tuple[str, str, str]


def _excluded(facts: Facts) -> Sentences:
    return (
        _("Tego świadczenia nie można przyznać."),
        f"{facts['text']} ({facts['basis']})",
        _("Odmów albo wybierz inne miesiące. Jeżeli tamto prawo ustało, zapisz najpierw, kiedy."),
    )


def _beside_needs_reason(facts: Facts) -> Sentences:
    return (
        _("Brakuje uzasadnienia, dlaczego potrzebna jest druga pomoc."),
        f"{facts['text']} ({facts['basis']})",
        _("Napisz to w uzasadnieniu i przekaż projekt jeszcze raz."),
    )


def _choice_reason_needed(facts: Facts) -> Sentences:
    return (
        _("Brakuje uzasadnienia wyboru."),
        _("O tym świadczeniu decyduje ośrodek ({benefit}), a decyzja musi mówić dlaczego.").format(
            benefit=facts["benefit"]
        ),
        _("Napisz, z czego wynika wybrana kwota."),
    )


def _wrong_local_amount(facts: Facts) -> Sentences:
    why = {
        "no_resolution": _("Nie podano numeru uchwały."),
        "backwards": _("Ostatni dzień jest wcześniejszy niż pierwszy."),
        "overlap": _("W tym czasie obowiązuje już inna kwota z uchwały."),
        "not_raised": _("Uchwała może tylko podwyższyć wartość z ustawy ({act}).").format(act=facts["act"]),
    }
    return (
        _("Tej kwoty z uchwały nie można zapisać: {label}.").format(label=facts["label"]),
        why.get(str(facts["fault"]), ""),
        _("Sprawdź kwotę, dni i numer z tekstem uchwały."),
    )


def _wrong_fee_table(facts: Facts) -> Sentences:
    why = {
        "no_resolution": _("Nie podano numeru uchwały."),
        "backwards": _("Ostatni dzień jest wcześniejszy niż pierwszy."),
        "no_price": _("Cena godziny musi być wyższa od zera."),
        "bands": _("Granice dochodu mają rosnąć, a ostatnie pasmo nie może mieć górnej granicy."),
        "shares": _("Część kosztu ma rosnąć od 0% do 100%: kto ma wyższy dochód, nie może płacić mniej."),
        "overlap": _("W tym czasie obowiązuje już inna tabela."),
    }
    return (
        _("Tej tabeli opłat nie można zapisać."),
        why.get(str(facts["fault"]), ""),
        _("Porównaj tabelę z tekstem uchwały."),
    )


def _wrong_repayment_scale(_facts: Facts) -> Sentences:
    return (
        _("Tej skali zwrotu nie można użyć."),
        _("Pasma mają się stykać i rosnąć, a zwracana część nie może maleć ani przekraczać 100%."),
        _("Porównaj skalę z tekstem uchwały."),
    )


def _unknown_help(facts: Facts) -> Sentences:
    return (
        _("Tego rodzaju pomocy program nie oblicza."),
        _("Nie zna go ta wersja programu ({code}).").format(code=facts["help"]),
        _("Wybierz inny rodzaj z listy."),
    )


def _no_fee_table(facts: Facts) -> Sentences:
    return (
        {
            "care_services_fee": _("Nie wiadomo, ile kosztuje godzina usług."),
            "repayment_scale": _("Nie wiadomo, jaka część wydatków podlega zwrotowi."),
        }.get(str(facts["purpose"]), _("Nie wiadomo, ile kosztuje godzina albo dzień pobytu.")),
        _("Wśród uchwał rady nie ma tabeli, która obowiązuje {day}.").format(day=_day(facts["day"])),
        _("Wpisz tabelę z uchwały (Uchwały rady) albo poproś o to kierownika."),
    )


def _unreadable_local_law(_facts: Facts) -> Sentences:
    return (
        _("Nie da się odczytać kwoty z uchwały rady."),
        _("Zapisał ją nowszy program, a bez niej obliczenie byłoby błędne."),
        _("Zainstaluj na tym stanowisku tę samą wersję programu, co na innych."),
    )


def _wrong_care_home_stay(facts: Facts) -> Sentences:
    why = {
        "days": _("Miesiąc nie ma tylu dni."),
        "absence": _("Nieobecność nie może być dłuższa niż pobyt w tym miesiącu."),
        "host": _("Na liście obowiązanych nie ma osoby, u której mieszkaniec przebywał ({name})."),
        "relief": _("Z tego przepisu tej osoby nie można zwolnić z opłaty."),
        "full": _("Orzeczenie sądu zwalnia z całej opłaty (art. 64a), {name} nie może płacić części."),
        "names": _("Każda osoba obowiązana musi mieć własne imię i nazwisko."),
    }
    return (
        _("Z tych danych nie da się ustalić opłaty za dom pomocy społecznej."),
        why.get(str(facts["fault"]), "").format(name=facts["name"]),
        _("Popraw dane i policz jeszcze raz."),
    )


def _wrong_rate(facts: Facts) -> Sentences:
    why = {
        "currency": _("Walutę oznaczają trzy litery, na przykład EUR."),
        "rate": _("Kurs musi być wyższy od zera."),
        "table": _("Numer tabeli ma postać 227/A/NBP/2026, a jego rok jest rokiem dnia tabeli."),
        "day": _("Dzień tabeli jeszcze nie nadszedł."),
    }
    return (
        _("Tej kwoty w walucie nie można przeliczyć."),
        why.get(str(facts["fault"]), ""),
        _("Porównaj kurs z tabelą Narodowego Banku Polskiego."),
    )


def _wrong_tax_return(facts: Facts) -> Sentences:
    why = {
        "months": _("Miesięcy działalności w roku jest od 1 do 12."),
        "year": _("Rok zeznania musi się już skończyć."),
        "joined": _("Zeznanie przy podatku liniowym nie obejmuje innych dochodów."),
    }
    return (
        _("Z tych kwot nie da się ustalić dochodu z działalności."),
        why.get(str(facts["fault"]), ""),
        _("Porównaj kwoty z zaświadczeniem urzędu skarbowego."),
    )


def _wrong_law_amount(facts: Facts) -> Sentences:
    why = {
        "no_act": _("Nie napisano, z jakiego rozporządzenia wynika."),
        "not_verified": _("Tej kwoty rozporządzenie nie zmienia."),
        "not_a_month": _("Nowa kwota obowiązuje od pierwszego dnia miesiąca."),
        "known": _("Program zna kwotę obowiązującą od tego miesiąca albo późniejszą."),
        "slip": _("Różni się od dotychczasowej ({held}) więcej niż trzykrotnie.").format(held=facts["held"]),
        "nothing": _("Nie wpisano żadnej kwoty."),
    }
    about = _("Tej kwoty nie można przyjąć: {label}.").format(label=facts["label"])
    return (
        about if facts["label"] else _("Nie ma czego przyjąć."),
        why.get(str(facts["fault"]), ""),
        _("Porównaj kwotę i miesiąc z rozporządzeniem w Dzienniku Ustaw."),
    )


def _unreadable_law_amount(_facts: Facts) -> Sentences:
    return (
        _("Nie da się odczytać kwoty z rozporządzenia, którą wpisano w ośrodku."),
        _("Zapisał ją nowszy program, a bez niej obliczenie byłoby błędne."),
        _("Zainstaluj na tym stanowisku tę samą wersję programu, co na innych."),
    )


def _wrong_reading(facts: Facts) -> Sentences:
    why = {
        "no_reason": _("Nie napisano, skąd wynika to odczytanie."),
        "unknown": _("Takiego odczytania nie ma na liście."),
        "not_a_month": _("Odczytanie przyjmuje się od pierwszego dnia miesiąca."),
        "same": _("To odczytanie już wtedy obowiązuje."),
    }
    return (
        _("Tego odczytania nie można przyjąć: {title}.").format(title=facts["title"]),
        why.get(str(facts["fault"]), ""),
        _("Sprawdź odczytanie i miesiąc, a jako powód podaj na przykład zarządzenie albo orzeczenie."),
    )


def _reading_reaches_back(facts: Facts) -> Sentences:
    return (
        _("Odczytania nie można zmienić wstecz: {title}.").format(title=facts["title"]),
        _("Po tym dniu wydano już decyzje, a wydana decyzja zachowuje odczytanie, z którym ją wydano."),
        _("Przyjmij odczytanie od {day}.").format(day=_day(facts["first"])),
    )


def _unreadable_reading(_facts: Facts) -> Sentences:
    return (
        _("Nie da się odczytać, jakie odczytanie przepisu przyjęto w ośrodku."),
        _("Zapisał je nowszy program, a bez niego obliczenie byłoby błędne."),
        _("Zainstaluj na tym stanowisku tę samą wersję programu, co na innych."),
    )


def _day(value: object) -> str:
    return day(value) if isinstance(value, date) else ""


WORDS: dict[str, Callable[[Facts], Sentences]] = {
    "beside_needs_reason": _beside_needs_reason,
    "choice_reason_needed": _choice_reason_needed,
    "excluded": _excluded,
    "no_fee_table": _no_fee_table,
    "reading_reaches_back": _reading_reaches_back,
    "unknown_help": _unknown_help,
    "unreadable_law_amount": _unreadable_law_amount,
    "unreadable_local_law": _unreadable_local_law,
    "unreadable_reading": _unreadable_reading,
    "wrong_care_home_stay": _wrong_care_home_stay,
    "wrong_law_amount": _wrong_law_amount,
    "wrong_fee_table": _wrong_fee_table,
    "wrong_local_amount": _wrong_local_amount,
    "wrong_rate": _wrong_rate,
    "wrong_reading": _wrong_reading,
    "wrong_repayment_scale": _wrong_repayment_scale,
    "wrong_tax_return": _wrong_tax_return,
}
