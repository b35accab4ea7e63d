"""What a person is told when a letter or its delivery is refused."""

from collections.abc import Callable
from datetime import date

from ui.letter_words import findings_words
from ui.speech import _, day
from ui.wording_cases import Facts, Sentences


def _notices_incomplete(_facts: Facts) -> Sentences:
    return (
        _("Z tego potwierdzenia doręczenie nie wynika."),
        _("Skutek doręczenia powstaje tylko wtedy, gdy zostawiono dwa awiza i wiadomo gdzie (art. 44 KPA)."),
        _("Wpisz oba dni i miejsce z potwierdzenia odbioru; jeżeli ich tam nie ma, wyślij pismo ponownie."),
    )


def _notices_misplaced(facts: Facts) -> Sentences:
    return (
        _("Drugie awizo z {second} nie pasuje do pierwszego z {first}.").format(
            second=_day(facts["second"]), first=_day(facts["first"])
        ),
        _("Drugie zostawia się po 7 dniach od pierwszego, w ciągu 14 dni przechowania (art. 44 § 2–4 KPA)."),
        _("Sprawdź oba dni na potwierdzeniu; jeżeli takie są, wyślij pismo ponownie."),
    )


def _still_stored(facts: Facts) -> Sentences:
    return (
        _("Pismo nie jest jeszcze doręczone."),
        _("Można je odebrać; doręczenie nastąpi dopiero z upływem dnia {day}.").format(day=_day(facts["until"])),
        _("Wpisz doręczenie po tym dniu, gdy wróci koperta, albo wcześniej, jeżeli ktoś je odbierze."),
    )


def _dead_field(facts: Facts) -> Sentences:
    return (
        _("Treści pisma nie można użyć."),
        _("Pola {field} program nie zna albo warunek został przesunięty.").format(field=facts["field"]),
        _("Wstaw pole z listy albo usuń nawias; warunki zostaw w ich miejscu."),
    )


def _unclosed_bold(facts: Facts) -> Sentences:
    return (
        _("Treści pisma nie można użyć."),
        _("Brakuje jednej gwiazdki w akapicie: {text}").format(text=facts["text"]),
        _("Pogrubione słowa stoją między dwiema gwiazdkami."),
    )


def _letter_text_changed(facts: Facts) -> Sentences:
    return (
        _("Treści pisma „{letter}” nie zapisano.").format(letter=facts["letter"]),
        _("Ktoś zmienił ją, odkąd ją otwarto."),
        _("Skopiuj swoje akapity, otwórz treść jeszcze raz i wklej je."),
    )


def _no_addressee(facts: Facts) -> Sentences:
    return (
        _("Koperty do „{title}” nie ma jak zaadresować.").format(title=facts["title"]),
        _("Adresat nie ma w programie adresu albo to pismo nie wychodzi z ośrodka."),
        _("Uzupełnij adres na karcie osoby i otwórz kopertę jeszcze raz."),
    )


def _letter_stopped(facts: Facts) -> Sentences:
    findings = facts["findings"]
    why = findings_words(findings) if isinstance(findings, tuple) else ""
    return (
        _("Pisma „{letter}” nie sporządzono.").format(letter=facts["letter"]),
        why,
        _("Popraw to i sporządź pismo jeszcze raz."),
    )


def _waiver_untimely(facts: Facts) -> Sentences:
    if facts["served_on"] is None:
        why = _("Zrzec się odwołania można dopiero po doręczeniu decyzji (art. 127a § 1 KPA).")
    elif facts["until"] is None:
        why = _("Od tej decyzji odwołanie nie służy albo już się go zrzeczono, więc nie ma się czego zrzekać.")
    else:
        why = _("Zrzec się odwołania można od doręczenia ({served}) do końca terminu na odwołanie ({until}).").format(
            served=_day(facts["served_on"]), until=_day(facts["until"])
        )
    return (
        _("Tego zrzeczenia się odwołania nie przyjęto."),
        why,
        _("Sprawdź dzień wpływu. Pismo, które niczego nie zmienia, zachowaj jako „inny dokument”."),
    )


def _identity_card_copied(facts: Facts) -> Sentences:
    name = str(facts.get("name") or "")
    told = " " + _("Nazwa „{name}” mówi, że to taki dokument.").format(name=name) if name else ""
    return (
        _("Kopii dowodu osobistego ani paszportu się nie zachowuje.") + told,
        _("Dokument tożsamości wolno tylko obejrzeć (§ 11 rozporządzenia o wywiadzie, art. 5 ust. 1 lit. c RODO)."),
        _("Wpisz jego rodzaj i numer w danych osoby, a na liście dokumentów w wywiadzie „okazano”, bez pliku."),
    )


def _unreadable_scan(_facts: Facts) -> Sentences:
    return (
        _("Tego pliku nie da się odczytać."),
        _("Jest uszkodzony albo urwany, na przykład przerwano kopiowanie z telefonu."),
        _("Skopiuj go jeszcze raz albo zrób nowe zdjęcie."),
    )


def _too_many_pages(facts: Facts) -> Sentences:
    return (
        _("Tego pliku nie dołączono."),
        _("Liczba stron w pliku: {pages}, a z jednego obrazu program przyjmuje najwyżej {most}.").format(
            pages=facts["pages"], most=facts["most"]
        ),
        _("Podziel dokument na części albo zeskanuj go do pliku PDF."),
    )


def _scan_too_fine(facts: Facts) -> Sentences:
    return (
        _("Ten obraz ma za dużo punktów."),
        _("Program przyjmuje do {most} milionów punktów, bo większy obraz zapełniłby pamięć komputera.").format(
            most=facts["most"]
        ),
        _("Zeskanuj dokument z mniejszą rozdzielczością: 300 punktów na cal wystarczy."),
    )


def _file_gone(facts: Facts) -> Sentences:
    return (
        _("Nie można odczytać pliku {name}.").format(name=facts["name"]),
        _("Plik przeniesiono, usunięto albo wyjęto nośnik."),
        _("Wybierz plik jeszcze raz."),
    )


def _already_attached(facts: Facts) -> Sentences:
    return (
        _("Ten skan już jest w sprawie."),
        _("Leży jako „{title}”.").format(title=facts["title"]),
        _("Otwórz go na liście dokumentów. Jeżeli opis jest zły, usuń tamten dokument i dołącz skan jeszcze raz."),
    )


def _telling_transfer_title(facts: Facts) -> Sentences:
    return (
        _("Tego tytułu przelewu nie zapisano."),
        _("Słowo „{word}” zdradza rodzaj pomocy, a przelew czytają obcy ludzie (art. 100 ust. 1 ustawy).").format(
            word=facts["word"]
        ),
        _("Wpisz tytuł, który nic nie mówi, na przykład „Świadczenie” i numer decyzji."),
    )


def _day(value: object) -> str:
    return day(value) if isinstance(value, date) else "—"


WORDS: dict[str, Callable[[Facts], Sentences]] = {
    "dead_field": _dead_field,
    "identity_card_copied": _identity_card_copied,
    "already_attached": _already_attached,
    "file_gone": _file_gone,
    "scan_too_fine": _scan_too_fine,
    "too_many_pages": _too_many_pages,
    "unreadable_scan": _unreadable_scan,
    "letter_stopped": _letter_stopped,
    "letter_text_changed": _letter_text_changed,
    "no_addressee": _no_addressee,
    "notices_incomplete": _notices_incomplete,
    "notices_misplaced": _notices_misplaced,
    "still_stored": _still_stored,
    "telling_transfer_title": _telling_transfer_title,
    "unclosed_bold": _unclosed_bold,
    "waiver_untimely": _waiver_untimely,
}
