"""What a person reads when the office file cannot be opened or written."""

from collections.abc import Callable, Mapping

from ui.speech import _

Facts = Mapping[str, object]
Sentences = tuple[str, str, str]


def _read_only(facts: Facts) -> Sentences:
    return (
        _("Nie można zapisywać w pliku {name}.").format(name=facts["name"]),
        _("Plik albo jego folder jest tylko do odczytu."),
        _("Sprawdź prawa do folderu albo poproś administratora. To, co wpisano, zostaje na ekranie."),
    )


def _disk_full(facts: Facts) -> Sentences:
    return (
        _("Na dysku nie ma miejsca i ostatnia zmiana nie została zapisana."),
        _("Zapis w pliku {name} cofnięto w całości, dane są takie jak przedtem.").format(name=facts["name"]),
        _("Zwolnij miejsce na dysku i spróbuj jeszcze raz."),
    )


def _disk_failed(facts: Facts) -> Sentences:
    return (
        _("Dysk odmówił zapisu albo odczytu."),
        _("Odłączono go, jest uszkodzony albo skończył się przydział miejsca. Zapis w pliku {name} cofnięto.").format(
            name=facts["name"]
        ),
        _("Sprawdź, czy dysk jest podłączony i czy jest na nim miejsce, a potem spróbuj jeszcze raz."),
    )


def _damaged(facts: Facts) -> Sentences:
    return (
        _("Pliku {name} nie da się otworzyć.").format(name=facts["name"]),
        _("To nie jest plik urzędu, plik jest uszkodzony albo zamknięty innym kluczem."),
        _("Nie kasuj go. Odtwórz najnowszą kopię zapasową albo pokaż plik administratorowi."),
    )


def _in_use(facts: Facts) -> Sentences:
    return (
        _("Plik {name} jest już otwarty.").format(name=facts["name"]),
        _("Jednocześnie może w nim pracować tylko jeden program, także na tym samym komputerze."),
        _("Przejdź do tamtego okna albo zamknij je i spróbuj jeszcze raz."),
    )


def _too_new(facts: Facts) -> Sentences:
    return (
        _("Plik {name} zapisał nowszy program.").format(name=facts["name"]),
        _("Ta wersja nie zna jego budowy i mogłaby zgubić dane."),
        _("Zainstaluj na tym komputerze nową wersję. Plik pozostał nietknięty."),
    )


def _file_missing(facts: Facts) -> Sentences:
    return (
        _("Nie ma pliku {name}.").format(name=facts["name"]),
        _("Przeniesiono go, usunięto albo nie podłączono dysku, na którym leży."),
        _("Podłącz dysk, wskaż plik albo odtwórz kopię zapasową."),
    )


def _our_mistake(_facts: Facts) -> Sentences:
    return (
        _("Nie udało się tego zapisać."),
        _("To błąd programu; nic nie zostało zmienione."),
        _("Spróbuj jeszcze raz. Jeśli to się powtórzy, przekaż plik dziennika osobie, która opiekuje się programem."),
    )


def _unwritable_text(_facts: Facts) -> Sentences:
    return (
        _("W tekście jest znak, którego nie da się zapisać."),
        _("Tak bywa, gdy tekst wklejono z uszkodzonego pliku."),
        _("Wklej tekst jeszcze raz albo przepisz go z klawiatury."),
    )


WORDS: dict[str, Callable[[Facts], Sentences]] = {
    "disk_failed": _disk_failed,
    "disk_full": _disk_full,
    "file_damaged": _damaged,
    "file_in_use": _in_use,
    "file_missing": _file_missing,
    "file_read_only": _read_only,
    "file_too_new": _too_new,
    "our_mistake": _our_mistake,
    "unwritable_text": _unwritable_text,
}
