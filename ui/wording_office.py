"""What a person reads about problems of the program itself: rights, the law, letters and text."""

from collections.abc import Callable, Mapping
from datetime import date

from ui.speech import _, amount, day, ngettext, number

Facts = Mapping[str, object]
Sentences = tuple[str, str, str]


def _not_an_office(facts: Facts) -> Sentences:
    return (
        _("W pliku {name} nie ma urzędu.").format(name=facts["name"]),
        _("Plik jest pusty albo należy do innego programu."),
        _("Wskaż właściwy plik albo odtwórz kopię zapasową. Ten plik pozostał nietknięty."),
    )


def _clerk_left(facts: Facts) -> Sentences:
    return (
        _("{name}: ta osoba już tu nie pracuje.").format(name=facts["name"]),
        _("W ustawieniach oznaczono, że odeszła; jej podpisy i wpisy zostają."),
        _("Wybierz inną osobę albo przywróć tę w ustawieniach."),
    )


def _nobody_here(_facts: Facts) -> Sentences:
    return (
        _("W urzędzie nie ma nikogo, kto mógłby pracować."),
        _("Wszystkie osoby oznaczono jako nieczynne albo żadnej jeszcze nie wpisano."),
        _("Wczytaj paczkę z innego stanowiska albo odtwórz kopię zapasową."),
    )


def _waits_for_welcome(_facts: Facts) -> Sentences:
    return (
        _("To stanowisko czeka na przyjęcie do ośrodka."),
        _("Prośba jest zapisana, a pliku powitalnego jeszcze nie wczytano."),
        _("Otwórz program bez poleceń i wczytaj plik powitalny od administratora."),
    )


def _office_is_there(facts: Facts) -> Sentences:
    return (
        _("Na tym komputerze jest już ośrodek."),
        _("Jego dane są w pliku {name} i nic ich nie zastąpi.").format(name=facts["name"]),
        _("Zamknij program i otwórz go jeszcze raz."),
    )


def _acts() -> dict[str, str]:
    return {
        "read": _("czytać danych"),
        "register": _("rejestrować spraw i zmieniać danych"),
        "interview": _("prowadzić wywiadów"),
        "draft_decision": _("przygotowywać decyzji"),
        "approve_plan": _("zatwierdzać planu pomocy"),
        "approve_decision": _("zatwierdzać decyzji"),
        "issue_decision": _("wydawać decyzji"),
        "exchange": _("wymieniać danych między stanowiskami"),
        "settle": _("rozstrzygać sprzeczności"),
        "configure": _("zmieniać ustawień ośrodka"),
        "set_local_law": _("wpisywać kwot z uchwał rady"),
        "erase": _("usuwać danych osoby"),
        "prepare_payments": _("przygotowywać list wypłat"),
        "approve_payments": _("zatwierdzać list wypłat"),
    }


def _not_allowed(facts: Facts) -> Sentences:
    # i18n: {act} is what the person may not do, in the genitive after "nie może"
    return (
        _("Na tym stanowisku pracy nie można {act}.").format(act=_acts().get(str(facts["act"]), "")),
        _("Taki zakres uprawnień nadano w ustawieniach ośrodka."),
        _("Poproś osobę uprawnioną albo kierownika o zmianę uprawnień."),
    )


def _missing(_facts: Facts) -> Sentences:
    return (
        _("Tego wpisu nie ma w pliku."),
        _("Usunięto go albo nie dotarł jeszcze z innego stanowiska."),
        _("Odśwież ekran klawiszem F5; jeśli trzeba, wczytaj najnowszą paczkę."),
    )


def _stopped(_facts: Facts) -> Sentences:
    return (
        _("Przerwano na życzenie."),
        _("To, co zdążono zrobić, cofnięto w całości."),
        _("Można zacząć jeszcze raz w dowolnej chwili."),
    )


def _too_long(facts: Facts) -> Sentences:
    length, limit = _whole(facts, "length"), _whole(facts, "limit")
    return (
        _("Tekst jest za długi."),
        _("Ma {length} znaków, a w tym polu mieści się {limit}.").format(length=number(length), limit=number(limit)),
        _("Skróć go albo dołącz całość jako dokument. Wpisany tekst zostaje na ekranie."),
    )


def _wrong_amount(facts: Facts) -> Sentences:
    return (
        _("„{text}” to nie jest kwota.").format(text=str(facts["text"])[:40]),
        _("Złote i grosze rozdziela przecinek, tysiące można rozdzielić odstępem."),
        _("Wpisz kwotę na przykład tak: 1 248,00."),
    )


def _negative_amount(facts: Facts) -> Sentences:
    return (
        _("Kwota {text} jest ujemna.").format(text=str(facts["text"])[:40]),
        _("Wpisuje się to, co wpłynęło albo zapłacono, bez minusa."),
        _("Wpisz kwotę bez minusa."),
    )


def _absurd_amount(facts: Facts) -> Sentences:
    return (
        _("Kwota jest za duża."),
        _("Największa kwota, jaką program przyjmuje, to {highest}.").format(highest=amount(_whole(facts, "highest"))),
        _("Sprawdź, czy nie brakuje przecinka."),
    )


def _law_unknown(facts: Facts) -> Sentences:
    return (
        _("Program nie zna wartości „{label}” na {day}.").format(label=facts["label"], day=_day(facts["day"])),
        _("Wartości z ustaw są zapisane od daty do daty, a ta data jest poza nimi."),
        _("Sprawdź daty w sprawie; jeśli są dobre, potrzebna jest nowsza wersja programu."),
    )


def _no_citation(facts: Facts) -> Sentences:
    return (
        _("Nie wiadomo, jak zacytować akt „{act}”.").format(act=facts["act"]),
        _("Na dzień pisma program nie zna jego miejsca w Dzienniku Ustaw."),
        _("Zgłoś to administratorowi: brakuje wiersza w spisie aktów."),
    )


def _wrong_resource(facts: Facts) -> Sentences:
    return (
        _("Plik {file} z zasobów programu jest błędny.").format(file=facts["file"]),
        _("Ktoś go zmienił albo instalacja jest niepełna."),
        _("Zainstaluj program jeszcze raz albo popraw ten plik. Dane urzędu są nienaruszone."),
    )


def _missing_font(facts: Facts) -> Sentences:
    return (
        _("Brakuje kroju pisma {file}.").format(file=facts["file"]),
        _("Instalacja programu jest niepełna."),
        _("Zainstaluj program jeszcze raz. Dane urzędu są nienaruszone."),
    )


def _unknown_letter(_facts: Facts) -> Sentences:
    return (
        _("Nie ma takiego pisma na dzisiejszy dzień."),
        _("Wzór usunięto z zasobów programu albo obowiązuje dopiero od późniejszej daty."),
        _("Wybierz inne pismo z listy."),
    )


def _wrong_template(facts: Facts) -> Sentences:
    return (
        _("We wzorze „{letter}” jest błąd.").format(letter=facts["letter"]),
        _("Pole wzoru nie jest zamknięte albo pyta o coś, czego żadne pismo nie zna."),
        _("Popraw wzór w zasobach programu. Pisma nie sporządzono."),
    )


def _too_little(facts: Facts) -> Sentences:
    return (
        _("{what}: {given} to za mało.").format(what=facts["what"], given=facts["given"]),
        _("Przepis wymaga co najmniej {least}.").format(least=facts["least"]),
        _("Wpisz większą liczbę."),
    )


def _unreadable_pdf(_facts: Facts) -> Sentences:
    return (
        _("Tego pliku PDF nie da się pokazać."),
        _("Plik jest uszkodzony albo chroniony hasłem."),
        _("Zapisz go jeszcze raz w programie, z którego pochodzi, i dołącz ponownie."),
    )


def _wrong_pay_day(_facts: Facts) -> Sentences:
    return (
        _("Takiego dnia wypłaty nie ma w każdym miesiącu."),
        _("Dzień wypłaty musi istnieć także w lutym."),
        _("Wpisz liczbę od 1 do 28."),
    )


def _unknown_language(_facts: Facts) -> Sentences:
    return (_("Program nie zna tego języka."), _("Mówi po polsku i po angielsku."), _("Wybierz jeden z tych dwóch."))


def _office_name(_facts: Facts) -> Sentences:
    return (
        _("Brakuje nazwy ośrodka."),
        _("Pojawia się ona na każdym piśmie i w każdej decyzji."),
        _("Wpisz pełną nazwę ośrodka."),
    )


def _wrong_facts(facts: Facts) -> Sentences:
    return (
        _("Danych do obliczenia nie da się odczytać."),
        _("Błąd jest w polu „{field}”.").format(field=facts["field"] or "—"),
        _("Popraw to pole i oblicz jeszcze raz."),
    )


def _nobody_counted(_facts: Facts) -> Sentences:
    return (
        _("Nie ma osoby, którą można wliczyć do rodziny."),
        _("Wszystkie osoby pominięto albo nikt nie należał do gospodarstwa w dniu wniosku."),
        _("Popraw skład rodziny na karcie osoby."),
    )


def _age_unknown(facts: Facts) -> Sentences:
    return (
        _("Nie wiadomo, ile lat ma {name}, albo jaka jest płeć tej osoby.").format(name=facts["name"]),
        _("Od wieku i płci zależy, kto jest niezdolny do pracy z tytułu wieku."),
        _("Wpisz PESEL albo datę urodzenia i płeć na karcie osoby."),
    )


def _applicant_missing(_facts: Facts) -> Sentences:
    return (
        _("Strona nie należała do gospodarstwa w dniu wniosku."),
        _("Zasiłek stały ustala się dla tej osoby, więc musi być w gospodarstwie."),
        _("Popraw skład gospodarstwa na karcie osoby."),
    )


def _not_single(facts: Facts) -> Sentences:
    people = _whole(facts, "people")
    return (
        _("To nie jest osoba samotnie gospodarująca."),
        ngettext("W gospodarstwie jest {count} osoba.", "W gospodarstwie jest {count} osób.", people).format(
            count=people
        ),
        _("Popraw skład gospodarstwa na karcie osoby."),
    )


def _unknown_kind(_facts: Facts) -> Sentences:
    return (
        _("Program nie zna tego rodzaju dochodu."),
        _("Wpisał go nowszy program na innym stanowisku."),
        _("Zainstaluj nową wersję albo zmień rodzaj tego dochodu."),
    )


def _incomplete_income(facts: Facts) -> Sentences:
    lacking = {"received_on": _("dzień otrzymania"), "hectares": _("liczba hektarów"), "months": _("liczba miesięcy")}
    return (
        _("Dochód „{label}” nie jest kompletny.").format(label=facts["label"]),
        _("Brakuje: {what}.").format(what=lacking.get(str(facts["field"]), "—")),
        _("Uzupełnij ten wiersz, wtedy da się go policzyć."),
    )


def _whole(facts: Facts, name: str) -> int:
    value = facts[name]
    return value if isinstance(value, int) else 0


def _day(value: object) -> str:
    return day(value) if isinstance(value, date) else "—"


WORDS: dict[str, Callable[[Facts], Sentences]] = {
    "age_unknown": _age_unknown,
    "applicant_missing": _applicant_missing,
    "absurd_amount": _absurd_amount,
    "incomplete_income": _incomplete_income,
    "law_unknown_on": _law_unknown,
    "missing": _missing,
    "missing_font": _missing_font,
    "negative_amount": _negative_amount,
    "no_citation": _no_citation,
    "nobody_counted": _nobody_counted,
    "clerk_left": _clerk_left,
    "nobody_here": _nobody_here,
    "office_is_there": _office_is_there,
    "waits_for_welcome": _waits_for_welcome,
    "not_allowed": _not_allowed,
    "not_an_office": _not_an_office,
    "not_single": _not_single,
    "office_name_missing": _office_name,
    "stopped": _stopped,
    "text_too_long": _too_long,
    "too_little": _too_little,
    "unknown_income_kind": _unknown_kind,
    "unknown_language": _unknown_language,
    "unknown_letter": _unknown_letter,
    "unreadable_pdf": _unreadable_pdf,
    "wrong_amount": _wrong_amount,
    "wrong_facts": _wrong_facts,
    "wrong_law_file": _wrong_resource,
    "wrong_letter_file": _wrong_resource,
    "wrong_pay_day": _wrong_pay_day,
    "wrong_questionnaire": _wrong_resource,
    "wrong_template": _wrong_template,
}
