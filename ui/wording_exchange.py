"""What a person reads about bundles, workstations, contradictions and persons that are perhaps one."""

from collections.abc import Callable, Mapping
from datetime import datetime

from app.domain.bundles import Step
from app.domain.evidence import SHRINKING
from ui.speech import _, clock, ngettext, numeric_day

Facts = Mapping[str, object]
Sentences = tuple[str, str, str]


def step_words(text: str) -> str:
    """A step of loading or saving in the chosen language; services say it in Polish."""
    words = {
        Step.CHECKING: _("Sprawdzanie paczki"),
        Step.COPYING: _("Kopia pliku sprzed wczytania"),
        Step.MERGING: _("Łączenie zmian"),
        Step.WRITING: _("Zapisywanie zmian"),
        Step.INDEXING: _("Odświeżanie wyszukiwania"),
        Step.SAVING: _("Zapisywanie paczek"),
    }
    if text == SHRINKING:
        return _("Zmniejszanie skanu")
    return words[Step(text)] if text in list(Step) else text


def _nothing_changed() -> str:
    return _("Nic nie zostało wczytane, dane są takie jak przedtem.")


def _not_a_bundle(facts: Facts) -> Sentences:
    return (
        _("Plik {name} nie jest paczką Teczki.").format(name=facts["name"]),
        _("Paczki mają na końcu nazwy „.teczka” i zapisuje je to samo polecenie na innym stanowisku."),
        _("Wybierz inny plik."),
    )


def _bundle_too_new(facts: Facts) -> Sentences:
    return (
        _("Paczkę {name} zapisał nowszy program.").format(name=facts["name"]),
        _nothing_changed(),
        _("Zaktualizuj Teczkę na tym stanowisku i wczytaj paczkę ponownie."),
    )


def _bundle_cut(facts: Facts) -> Sentences:
    return (
        _("Paczka {name} jest niepełna: brakuje końca pliku.").format(name=facts["name"]),
        _("Tak bywa, gdy pendrive wyjęto za wcześnie albo poczta przerwała wysyłanie.") + " " + _nothing_changed(),
        _("Skopiuj paczkę jeszcze raz."),
    )


def _bundle_damaged(facts: Facts) -> Sentences:
    return (
        _("Paczka {name} została uszkodzona po drodze.").format(name=facts["name"]),
        _nothing_changed(),
        _("Skopiuj ją jeszcze raz albo poproś o nową paczkę."),
    )


def _bundle_too_large(facts: Facts) -> Sentences:
    return (
        _("Paczka {name} jest większa niż wszystko, co zapisuje ten program.").format(name=facts["name"]),
        _nothing_changed(),
        _("Nie wczytuj jej. Powiedz o tym administratorowi."),
    )


def _bundle_not_read(facts: Facts) -> Sentences:
    return (
        _("Nie można odczytać pliku {name}.").format(name=facts["name"]),
        _("Pliku nie ma, wyjęto pendrive albo brakuje prawa do odczytu."),
        _("Sprawdź, czy pendrive jest włożony, i wybierz plik ponownie."),
    )


def _bundle_not_for_us(facts: Facts) -> Sentences:
    return (
        _("Paczka {name} nie jest dla tego stanowiska.").format(name=facts["name"]),
        _("Każda paczka jest zaszyfrowana dla jednego stanowiska i tylko ono ją otworzy."),
        _("Wczytaj paczkę z folderu tego stanowiska albo poproś o paczkę dla niego."),
    )


def _bundle_foreign(facts: Facts) -> Sentences:
    return (
        _("Paczka {name} pochodzi z innego ośrodka.").format(name=facts["name"]),
        _nothing_changed(),
        _("Wczytuje się tylko paczki stanowisk własnego ośrodka."),
    )


def _sender_unknown(facts: Facts) -> Sentences:
    return (
        _("Paczkę {name} zapisało stanowisko, którego ten program nie zna.").format(name=facts["name"]),
        _("Nowe stanowiska poznaje się z paczki od stanowiska, które je przyjęło.") + " " + _nothing_changed(),
        _("Najpierw wczytaj paczkę od stanowiska administratora."),
    )


def _strangers_welcome(facts: Facts) -> Sentences:
    return (
        _("Plik powitalny {name} zapisało stanowisko, którego nie ma w tej kopii danych.").format(name=facts["name"]),
        _("Dołączyło ono później, niż powstała ta kopia.") + " " + _nothing_changed(),
        _("Zadzwoń do osoby, która przyjęła ten komputer, i porównaj cyfry jej stanowiska: {digits}.").format(
            digits=facts["digits"]
        ),
    )


def _sender_retired(facts: Facts) -> Sentences:
    return (
        _("Stanowisko {station} zostało wycofane i jego paczek się nie wczytuje.").format(station=facts["station"]),
        _nothing_changed(),
        _("Jeżeli są w niej potrzebne dane, administrator lub kierownik może wczytać ją pod nadzorem."),
    )


def _bundle_forged(facts: Facts) -> Sentences:
    return (
        _("Podpis paczki {name} się nie zgadza.").format(name=facts["name"]),
        _("Ktoś zmienił jej treść albo podaje się za inne stanowisko.") + " " + _nothing_changed(),
        _("Nie wczytuj jej i powiedz o tym administratorowi."),
    )


def _bundle_already_loaded(facts: Facts) -> Sentences:
    at = datetime.fromisoformat(str(facts["at"]))
    return (
        _("Paczka {name} została już wczytana.").format(name=facts["name"]),
        _("Wczytano ją {day} o {time}.").format(day=numeric_day(at.date()), time=clock(at)),
        _("Nic nie trzeba robić."),
    )


def _bundle_gap(facts: Facts) -> Sentences:
    count = int(str(facts["missing"]))
    missing = ngettext("Brakuje {count} zmiany", "Brakuje {count} zmian", count).format(count=count)
    return (
        _("Paczka {name} zakłada zmiany, których na tym stanowisku nie ma.").format(name=facts["name"]),
        _("{missing}: wcześniejsza paczka tu nie dotarła albo przywrócono kopię zapasową.").format(missing=missing),
        _("Zapisz prośbę o dosłanie dla stanowiska {sender}: w odpowiedzi będzie wszystko, czego brakuje.").format(
            sender=facts["sender"]
        ),
    )


def _own_past_missing(facts: Facts) -> Sentences:
    return (
        _("Na tym stanowisku brakuje jego własnych późniejszych zmian."),
        _("Stanowisko {sender} je ma, więc używany jest tu starszy plik, na przykład kopia zapasowa.").format(
            sender=facts["sender"]
        ),
        _("Nic tu nie zmieniaj. Zapisz prośbę o dosłanie dla stanowiska {sender} i wczytaj odpowiedź.").format(
            sender=facts["sender"]
        ),
    )


def _identity_forked(facts: Facts) -> Sentences:
    if facts["is_own"]:
        what = _("Tego stanowiska użyto w dwóch kopiach pliku naraz.")
    else:
        what = _("Stanowiska {station} użyto w dwóch kopiach pliku naraz.").format(station=facts["station"])
    return (
        what,
        _("Po przywróceniu kopii zapasowej zapisano w niej inne zmiany pod tymi samymi numerami.")
        + " "
        + _nothing_changed(),
        _("Na stanowisku, którego to dotyczy, weź nową tożsamość na ekranie Wymiana; nic przy tym nie zginie."),
    )


def _bundle_not_written(facts: Facts) -> Sentences:
    why = (
        _("Na pendrivie lub dysku zabrakło miejsca.") if facts["is_full"] else _("W tym folderze nie można zapisywać.")
    )
    return (
        _("Nie udało się zapisać paczki {name}.").format(name=facts["name"]),
        why,
        _("Wybierz inny folder. Zmiany czekają i nic nie zginęło."),
    )


def _no_such_station(facts: Facts) -> Sentences:
    return (
        _("Nie ma stanowiska {name}, dla którego można zapisać paczkę.").format(name=facts["name"]),
        _("Nie ma go na liście stanowisk, zostało wycofane albo to jest to stanowisko."),
        _("Sprawdź nazwę w tabeli stanowisk na ekranie Wymiana."),
    )


def _not_a_join_request(facts: Facts) -> Sentences:
    return (
        _("Plik {name} nie jest prośbą o dołączenie stanowiska.").format(name=facts["name"]),
        _("Taki plik zapisuje nowe stanowisko; mógł też zostać uszkodzony po drodze."),
        _("Skopiuj go jeszcze raz z nowego stanowiska."),
    )


def _not_a_welcome(facts: Facts) -> Sentences:
    return (
        _("Plik {name} jest zwykłą paczką, a to stanowisko czeka na plik powitalny.").format(name=facts["name"]),
        _("Plik powitalny zapisuje administrator, gdy przyjmie prośbę tego stanowiska."),
        _("Wybierz plik powitalny albo poproś o niego administratora."),
    )


def _already_joined(_facts: Facts) -> Sentences:
    return (
        _("To stanowisko już należy do ośrodka."),
        _("Plik powitalny wczytuje się raz, na nowym stanowisku."),
        _("Do wymiany służą zwykłe paczki na ekranie Wymiana."),
    )


def _fingerprint_differs(_facts: Facts) -> Sentences:
    return (
        _("Odczytane cyfry nie zgadzają się z plikiem prośby."),
        _("To pomyłka w cyfrach albo ktoś po drodze podmienił plik."),
        _("Poproś o odczytanie cyfr jeszcze raz. Jeśli dalej są inne, nie przyjmuj tego stanowiska."),
    )


def _welcome_exchanged(facts: Facts) -> Sentences:
    return (
        _("Plik {name} napisało inne stanowisko niż to, którego cyfry porównano.").format(name=facts["name"]),
        _("Ktoś podmienił plik po sprawdzeniu cyfr. Nic z niego nie wczytano."),
        _("Wskaż plik jeszcze raz i porównaj cyfry z administratorem."),
    )


def _station_unnamed(facts: Facts) -> Sentences:
    if not facts["name"]:
        return (_("Stanowisko nie ma nazwy."), _("Po nazwie poznaje się jego paczki."), _("Wpisz nazwę."))
    return (
        _("Stanowisko {name} już jest.").format(name=facts["name"]),
        _("Dwa stanowiska o jednej nazwie byłyby nie do odróżnienia."),
        _("Wpisz inną nazwę."),
    )


def _cannot_retire_self(_facts: Facts) -> Sentences:
    return (
        _("Nie można wycofać stanowiska, przy którym siedzisz."),
        _("Wycofuje się je na innym stanowisku ośrodka."),
        _("Zrób to na stanowisku, które zostaje."),
    )


def _not_a_pair(_facts: Facts) -> Sentences:
    return (
        _("Tych dwóch wpisów nie da się połączyć."),
        _("To ten sam wpis albo są już połączone."),
        _("Odśwież listę."),
    )


def _already_settled(_facts: Facts) -> Sentences:
    return (
        _("Tej sprzeczności już nie ma albo ma inne wartości."),
        _("Ktoś ją rozstrzygnął albo wczytano nową paczkę."),
        _("Obejrzyj ją jeszcze raz."),
    )


def _not_a_value(_facts: Facts) -> Sentences:
    return (
        _("Tego nie można tu wpisać."),
        _("Wartość nie pasuje do pola, którego dotyczy sprzeczność."),
        _("Wybierz jedną z pokazanych wartości albo wpisz inną tego samego rodzaju."),
    )


def _issued_stands(facts: Facts) -> Sentences:
    return (
        _("Decyzja {number} została już wydana.").format(number=facts["number"]),
        _("Obowiązuje jej treść na papierze. Zmiany projektu zapisane na innym stanowisku nie mogą jej zastąpić."),
        _("Wybierz wartość z wydanej decyzji."),
    )


def _bundle_content_cut(facts: Facts) -> Sentences:
    return (
        _("Paczki {name} nie można wczytać: z niektórych zapisów wycięto treść.").format(name=facts["name"]),
        _("Nikt, kto ma do tego prawo, nie polecił usunąć tych danych, więc nie wiadomo, co w nich było."),
        _("Nic nie zostało zmienione. Wyjaśnij to z osobą, która pracuje na stanowisku {sender}.").format(
            sender=facts["sender"]
        ),
    )


WORDS: dict[str, Callable[[Facts], Sentences]] = {
    "not_a_bundle": _not_a_bundle,
    "bundle_too_new": _bundle_too_new,
    "bundle_content_cut": _bundle_content_cut,
    "bundle_cut": _bundle_cut,
    "bundle_damaged": _bundle_damaged,
    "bundle_too_large": _bundle_too_large,
    "bundle_not_read": _bundle_not_read,
    "bundle_not_for_us": _bundle_not_for_us,
    "bundle_foreign": _bundle_foreign,
    "sender_unknown": _sender_unknown,
    "strangers_welcome": _strangers_welcome,
    "sender_retired": _sender_retired,
    "bundle_forged": _bundle_forged,
    "bundle_already_loaded": _bundle_already_loaded,
    "bundle_gap": _bundle_gap,
    "own_past_missing": _own_past_missing,
    "identity_forked": _identity_forked,
    "bundle_not_written": _bundle_not_written,
    "no_such_station": _no_such_station,
    "not_a_join_request": _not_a_join_request,
    "not_a_welcome": _not_a_welcome,
    "already_joined": _already_joined,
    "fingerprint_differs": _fingerprint_differs,
    "welcome_exchanged": _welcome_exchanged,
    "station_unnamed": _station_unnamed,
    "cannot_retire_self": _cannot_retire_self,
    "not_a_pair": _not_a_pair,
    "already_settled": _already_settled,
    "not_a_value": _not_a_value,
    "issued_stands": _issued_stands,
}
