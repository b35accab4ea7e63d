"""What a person reads about problems with persons, cases, registers, incomes and papers."""

from collections.abc import Callable, Mapping
from datetime import date

from ui.speech import _, day, number

Facts = Mapping[str, object]
Sentences = tuple[str, str, str]


def _case_closed(facts: Facts) -> Sentences:
    return (
        _("Sprawa {sign} jest zakończona.").format(sign=facts["sign"] or _("bez znaku")),
        _("Do zakończonej sprawy nic się już nie dopisuje."),
        _("Otwórz ją ponownie z podaniem przyczyny albo załóż nową sprawę."),
    )


def _still_open(_facts: Facts) -> Sentences:
    return (_("Sprawa jest w toku."), _("Ponownie otwiera się tylko sprawy zakończone."), _("Nic nie trzeba robić."))


def _not_calculable(facts: Facts) -> Sentences:
    return (
        _("Tego świadczenia program jeszcze nie wylicza: {benefit}.").format(benefit=facts["benefit"]),
        _("Ta wersja liczy zasiłek okresowy."),
        _("Sprawę można prowadzić, a wysokość ustalić na papierze."),
    )


def _unknown_claim(_facts: Facts) -> Sentences:
    return (
        _("Program nie zna tego rodzaju pomocy."),
        _("Zarejestrował go nowszy program na innym stanowisku."),
        _("Zainstaluj nową wersję programu."),
    )


def _person_unnamed(_facts: Facts) -> Sentences:
    return (
        _("Brakuje imienia i nazwiska."),
        _("Bez nich nikt tej osoby później nie znajdzie."),
        _("Wpisz choć jedno z nich; przy osobie nieznanej wpisz, jak się przedstawiła."),
    )


def _surname_needed(_facts: Facts) -> Sentences:
    return (
        _("Nazwisko nie może zostać puste."),
        _("Bez niego pisma i spisy byłyby bez nazwiska, a wyszukiwanie nie znalazłoby tej osoby."),
        _("Wpisz nazwisko. Poprzednie jest w historii."),
    )


def _wrong_account(facts: Facts) -> Sentences:
    what = {
        "letters": _("W numerze konta są tylko cyfry."),
        "length": _("Numer konta ma 26 cyfr, a wpisano {count}.").format(count=facts["count"]),
        "check": _("Cyfry kontrolne się nie zgadzają — sprawdź numer konta."),
    }
    return (
        what[str(facts["fault"])],
        _("Takiego rachunku nie ma żaden bank, więc wypłata by nie doszła."),
        _("Przepisz numer z umowy albo z wyciągu; bez numeru wypłata może iść przez kasę lub pocztę."),
    )


def _born_in_future(facts: Facts) -> Sentences:
    return (
        _("Data urodzenia {day} jest późniejsza niż dzisiaj.").format(day=_day(facts["born_on"])),
        _("Najczęściej to pomyłka w roku."),
        _("Popraw datę urodzenia."),
    )


def _died_too_early(facts: Facts) -> Sentences:
    return (
        _("Data śmierci {day} nie może być prawdziwa.").format(day=_day(facts["died_on"])),
        _("Jest wcześniejsza niż data urodzenia albo późniejsza niż dzisiaj."),
        _("Popraw datę śmierci."),
    )


def _person_known(facts: Facts) -> Sentences:
    return (
        _("Osoba z tym numerem PESEL jest już w kartotece: {name}.").format(name=facts["name"]),
        _("Prawidłowy PESEL ma tylko jedna osoba."),
        _("Wybierz tę osobę z listy albo popraw numer. Jeśli to na pewno ktoś inny, potwierdź to w formularzu."),
    )


def _period_reversed(facts: Facts) -> Sentences:
    return (
        _("Koniec jest wcześniejszy niż początek."),
        _("Wpisano od {first} do {last}.").format(first=_day(facts["from_on"]), last=_day(facts["to_on"])),
        _("Popraw jedną z dat."),
    )


def _address_empty(_facts: Facts) -> Sentences:
    return (
        _("Adres nie ma miejscowości."),
        _("Sam numer domu donikąd nie prowadzi."),
        _("Wpisz miejscowość; ulicę tylko tam, gdzie jest."),
    )


def _already_member(facts: Facts) -> Sentences:
    return (
        _("{name} należy już do tego gospodarstwa.").format(name=facts["name"]),
        _("Ta sama osoba nie może mieszkać w nim dwa razy w tym samym czasie."),
        _("Popraw daty przy istniejącym wpisie."),
    )


def _reason_needed(_facts: Facts) -> Sentences:
    return (
        _("Brakuje słów uzasadnienia."),
        _("Taką czynność trzeba umieć wyjaśnić także za kilka lat."),
        _("Napisz jedno zdanie: dlaczego."),
    )


def _decided_already(facts: Facts) -> Sentences:
    return (
        _("W tej sprawie wydano decyzję {number}.").format(number=facts["number"]),
        _("Sprawa z wydaną decyzją nie jest błędną rejestracją."),
        _("Jeśli decyzja jest wadliwa, zmień ją albo uchyl."),
    )


def _paper_in_use(facts: Facts) -> Sentences:
    return (
        _("Dokument „{title}” jest podstawą czynności w tej sprawie.").format(title=facts["title"]),
        _("Opiera się na nim decyzja, wywiad albo doręczenie."),
        _("Zostaw go w aktach. Jeśli doręczenie wpisano przez pomyłkę, popraw doręczenie."),
    )


def _received_too_long_ago(facts: Facts) -> Sentences:
    return (
        _("Dzień wpływu {day} jest za dawny.").format(day=_day(facts["received_on"])),
        _("Terminy program zna od {day}.").format(day=_day(facts["first_on"])),
        _("Popraw dzień wpływu; najczęściej to pomyłka w roku."),
    )


def _dated_in_future(facts: Facts) -> Sentences:
    return (
        _("Dokument ma datę, której jeszcze nie było: {day}.").format(day=_day(facts["dated_on"])),
        _("Od dnia pisma biegną terminy, więc nie może on być późniejszy niż dzisiaj."),
        _("Popraw datę dokumentu."),
    )


def _received_in_future(facts: Facts) -> Sentences:
    return (
        _("Dzień wpływu {day} jeszcze nie nadszedł.").format(day=_day(facts["received_on"])),
        _("Od tego dnia biegną terminy, więc nie może być późniejszy niż dzisiaj."),
        _("Popraw dzień wpływu."),
    )


def _completed_too_early(facts: Facts) -> Sentences:
    return (
        _("Dzień uzupełnienia {day} nie może być prawdziwy.").format(day=_day(facts["complete_on"])),
        _("Ostatni dokument nie mógł wpłynąć przed wnioskiem ani po dzisiejszym dniu."),
        _("Popraw dzień uzupełnienia."),
    )


def _applicant_died(facts: Facts) -> Sentences:
    return (
        _("Według kartoteki ta osoba zmarła {day}.").format(day=_day(facts["died_on"])),
        _("Po śmierci nikt nie może wnosić o pomoc dla siebie."),
        _("Sprawdź datę śmierci na karcie osoby albo wybierz inną osobę."),
    )


def _wrong_list_name(_facts: Facts) -> Sentences:
    return (
        _("Z tych części nie da się ułożyć znaku sprawy."),
        _("Komórka to litery i cyfry bez odstępów (MGOPS, PS1), klasa to 2–5 cyfr z wykazu akt, grupa to liczba."),
        _("Popraw oznaczenie komórki, klasę albo grupę."),
    )


def _list_exists(facts: Facts) -> Sentences:
    return (
        _("Spis {name} na rok {year} już jest.").format(name=facts["name"], year=facts["year"]),
        _("Jedna klasa i grupa ma w roku jeden spis, inaczej numery by się powtarzały."),
        _("Użyj tamtego spisu albo zmień klasę, grupę lub rok."),
    )


def _not_kept_here(facts: Facts) -> Sentences:
    keeper = str(facts["keeper"])
    return (
        _("Numerów spisu {name} nie nadaje to stanowisko.").format(name=facts["name"]),
        _("Spis prowadzi: {keeper}.").format(keeper=keeper)
        if keeper
        else _("To stanowisko nie jest jeszcze na liście stanowisk urzędu."),
        _("Znak zostanie nadany tam, gdzie spis jest prowadzony, i wróci w paczce."),
    )


def _facts_missing(_facts: Facts) -> Sentences:
    return (
        _("Zgłoszenie nie mówi, kogo dotyczy albo co się dzieje."),
        _("Bez tego pracownik socjalny nie wie, dokąd iść i po co."),
        _("Wpisz osobę i treść zgłoszenia."),
    )


def _outcome_missing(_facts: Facts) -> Sentences:
    return (
        _("Brakuje wyniku sprawdzenia."),
        _("Żadne zgłoszenie nie może zostać bez odpowiedzi, także gdy nic z niego nie wynika."),
        _("Napisz, co ustalono."),
    )


def _report_closed(facts: Facts) -> Sentences:
    return (
        _("To zgłoszenie zakończono {day}.").format(day=_day(facts["closed_on"])),
        _("Ma już swój wynik."),
        _("Nowe wiadomości przyjmij jako nowe zgłoszenie."),
    )


def _wrong_hectares(facts: Facts) -> Sentences:
    return (
        _("„{text}” to nie jest liczba hektarów przeliczeniowych.").format(text=facts["text"]),
        _("Najwyżej cztery cyfry po przecinku."),
        _("Wpisz na przykład 1,25."),
    )


def _wrong_months(_facts: Facts) -> Sentences:
    return (
        _("Nie wiadomo, za ile miesięcy jest ta należność."),
        _("Rozkłada się ją na tyle równych części, za ile miesięcy ją wypłacono (art. 8 ust. 12)."),
        _("Wpisz liczbę miesięcy, co najmniej 1."),
    )


def _income_in_future(facts: Facts) -> Sentences:
    return (
        _("Dzień {day} jeszcze nie nadszedł.").format(day=_day(facts["received_on"])),
        _("Liczy się dochód otrzymany, nie zapowiedziany."),
        _("Popraw dzień otrzymania."),
    )


def _empty_file(_facts: Facts) -> Sentences:
    return (_("Ten plik jest pusty."), _("Nie ma w nim ani jednego bajtu."), _("Zeskanuj dokument jeszcze raz."))


def _file_too_large(facts: Facts) -> Sentences:
    size, largest = (_megabytes(facts[name]) for name in ("size", "largest"))
    return (
        _("Ten plik jest za duży."),
        _("Ma {size} MB, a najwyżej może mieć {largest} MB.").format(size=size, largest=largest),
        _("Zeskanuj dokument w odcieniach szarości albo podziel go na części."),
    )


def _not_a_paper(_facts: Facts) -> Sentences:
    return (
        _("Takiego rodzaju pliku program nie przechowuje."),
        _("Przyjmuje obrazy (JPEG, PNG, TIFF, WebP, BMP) i PDF."),
        _("Zapisz dokument jako PDF albo JPEG i dołącz go jeszcze raz."),
    )


def _nothing_kept(_facts: Facts) -> Sentences:
    return (
        _("Tego dokumentu nie ma w programie."),
        _("Leży tylko na papierze, w teczce sprawy."),
        _("Zajrzyj do teczki albo dołącz skan."),
    )


def _letter_incomplete(facts: Facts) -> Sentences:
    missing = facts["missing"]
    words = ", ".join(str(each) for each in missing) if isinstance(missing, tuple) else str(missing)
    return (
        _("Pisma „{letter}” nie sporządzono.").format(letter=facts["letter"]),
        _("Brakuje: {missing}.").format(missing=words),
        _("Uzupełnij to i sporządź pismo jeszcze raz."),
    )


def _served_too_early(facts: Facts) -> Sentences:
    return (
        _("Dzień {day} nie pasuje do tego pisma.").format(day=_day(facts["served_on"])),
        _("Pismo nie może wyjść ani dotrzeć przed dniem, z którego jest, przed wysłaniem ani po dzisiejszym dniu."),
        _("Popraw dzień wysłania albo doręczenia."),
    )


def _day(value: object) -> str:
    return day(value) if isinstance(value, date) else "—"


def _megabytes(size: object) -> str:
    return number(round(size / 1_000_000)) if isinstance(size, int) else "—"


WORDS: dict[str, Callable[[Facts], Sentences]] = {
    "address_empty": _address_empty,
    "already_member": _already_member,
    "applicant_died": _applicant_died,
    "born_in_future": _born_in_future,
    "case_closed": _case_closed,
    "completed_too_early": _completed_too_early,
    "died_too_early": _died_too_early,
    "empty_file": _empty_file,
    "facts_missing": _facts_missing,
    "file_too_large": _file_too_large,
    "income_in_future": _income_in_future,
    "letter_incomplete": _letter_incomplete,
    "list_exists": _list_exists,
    "not_a_paper": _not_a_paper,
    "not_calculable": _not_calculable,
    "not_kept_here": _not_kept_here,
    "nothing_kept": _nothing_kept,
    "outcome_missing": _outcome_missing,
    "period_reversed": _period_reversed,
    "person_known": _person_known,
    "person_unnamed": _person_unnamed,
    "surname_needed": _surname_needed,
    "wrong_account": _wrong_account,
    "reason_needed": _reason_needed,
    "received_in_future": _received_in_future,
    "received_too_long_ago": _received_too_long_ago,
    "decided_already": _decided_already,
    "paper_in_use": _paper_in_use,
    "dated_in_future": _dated_in_future,
    "report_closed": _report_closed,
    "served_too_early": _served_too_early,
    "still_open": _still_open,
    "unknown_claim": _unknown_claim,
    "wrong_hectares": _wrong_hectares,
    "wrong_list_name": _wrong_list_name,
    "wrong_months": _wrong_months,
}
