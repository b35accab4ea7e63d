"""What a person reads about passphrases, the keyring and the recovery sheet."""

from collections.abc import Callable, Mapping, Sequence

from ui.speech import _

Facts = Mapping[str, object]
Sentences = tuple[str, str, str]


def _number(facts: Facts, name: str) -> int:
    return int(str(facts.get(name, 0)))


def _too_short(facts: Facts) -> Sentences:
    return (
        _("Hasło jest za krótkie."),
        _("Krótkie hasło można odgadnąć ze skradzionej kopii pliku."),
        _("Wpisz co najmniej {least} znaków, na przykład kilka słów.").format(least=_number(facts, "least")),
    )


def _too_long(facts: Facts) -> Sentences:
    return (
        _("Hasło jest za długie."),
        _("Wygląda na tekst wklejony przez pomyłkę."),
        _("Wpisz najwyżej {longest} znaków.").format(longest=_number(facts, "longest")),
    )


def _too_plain(_facts: Facts) -> Sentences:
    return (
        _("Hasło jest za łatwe do odgadnięcia."),
        _("Składa się z kilku powtarzanych znaków albo z imienia i nazwiska."),
        _("Wymyśl kilka słów, które nic o Tobie nie mówią."),
    )


def _same(_facts: Facts) -> Sentences:
    return (
        _("To jest dotychczasowe hasło."),
        _("Nowe hasło musi być inne."),
        _("Wpisz inne hasło."),
    )


def _refused(facts: Facts) -> Sentences:
    wait = _number(facts, "wait_s")
    later = _("Spróbuj jeszcze raz za {count} s.")
    return (
        _("Nie udało się zalogować."),
        _("Imię i nazwisko nie pasuje do hasła."),
        later.format(count=wait)
        if wait
        else _("Sprawdź klawisz Caps Lock i układ klawiatury, a potem spróbuj jeszcze raz."),
    )


def _too_soon(facts: Facts) -> Sentences:
    wait = _number(facts, "wait_s")
    later = _("Następna próba za {count} s.")
    return (
        _("Za dużo nieudanych prób."),
        _("Po każdej kolejnej trzeba odczekać dłużej, także po ponownym uruchomieniu programu."),
        later.format(count=wait),
    )


def _recovery_refused(_facts: Facts) -> Sentences:
    return (
        _("Ten kod nie otwiera pliku."),
        _("To karta innego stanowiska, karta zastąpiona nowszą albo na tym stanowisku nie ma jeszcze karty."),
        _("Weź najnowszą kartę tego stanowiska: jego nazwa i data są na górze kartki."),
    )


def _wrong_code(facts: Facts) -> Sentences:
    groups = facts.get("groups")
    numbers = ", ".join(map(str, groups)) if isinstance(groups, tuple) else ""
    if not numbers:
        return (
            _("Kod jest niepełny albo ma za dużo znaków."),
            _("Na karcie jest osiem grup po pięć znaków."),
            _("Przepisz cały kod z karty."),
        )
    return (
        _("W kodzie jest pomyłka."),
        _("Znak kontrolny nie zgadza się w grupie: {numbers}.").format(numbers=numbers),
        _("Porównaj z kartą grupę o numerze: {numbers}.").format(numbers=numbers),
    )


def _older(_facts: Facts) -> Sentences:
    return (
        _("To hasło już nie obowiązuje."),
        _("Obok pliku ośrodka leżał stary plik kluczy; program przywrócił najnowszy."),
        _("Zaloguj się aktualnym hasłem. Jeśli nie wiesz, kto podmienił plik, powiedz o tym administratorowi."),
    )


def _first(_facts: Facts) -> Sentences:
    return (
        _("To hasło nadał ktoś inny."),
        _("Zna je więcej niż jedna osoba, więc otwiera plik tylko po to, żeby je zmienić."),
        _("Zaloguj się w oknie programu i ustaw własne hasło."),
    )


def _keeper_unknown(_facts: Facts) -> Sentences:
    return (
        _("Program nie wie, kto jest przy klawiaturze."),
        _("Na liście pracowników nie ma osoby o imieniu i nazwisku podanym przy dołączaniu."),
        _("Zaloguj się jeszcze raz i wskaż siebie na liście."),
    )


def _damaged(facts: Facts) -> Sentences:
    return (
        _("Plik kluczy {name} jest uszkodzony.").format(name=facts["name"]),
        _("Bez niego hasła nie otworzą pliku ośrodka."),
        _("Nie kasuj niczego. Skopiuj plik kluczy z kopii zapasowej tego stanowiska i spróbuj jeszcze raz."),
    )


def _too_new(facts: Facts) -> Sentences:
    return (
        _("Plik kluczy {name} zapisał nowszy program.").format(name=facts["name"]),
        _("Ta wersja nie zna jego budowy."),
        _("Zainstaluj na tym komputerze nową wersję. Plik pozostał nietknięty."),
    )


def _missing(facts: Facts) -> Sentences:
    return (
        _("Obok pliku {name} nie ma pliku kluczy {keys}.").format(name=facts["name"], keys=facts["keys"]),
        _("Plik ośrodka jest zaszyfrowany, a klucze leżą w osobnym pliku; przenosi się je razem."),
        _("Skopiuj plik kluczy z miejsca, z którego pochodzi plik ośrodka, do tego samego folderu."),
    )


def _not_written(facts: Facts) -> Sentences:
    why = (
        _("Na dysku nie ma miejsca.")
        if facts.get("is_full")
        else _("Folder jest tylko do odczytu albo dysk odmówił zapisu.")
    )
    return (
        _("Nie udało się zapisać pliku kluczy {name}.").format(name=facts["name"]),
        why,
        _("Wszystkie hasła są takie jak przedtem. Usuń przeszkodę i spróbuj jeszcze raz."),
    )


def _not_encrypted(_facts: Facts) -> Sentences:
    return (
        _("Ten plik ośrodka nie jest zaszyfrowany."),
        _("Hasła i karta odzyskiwania są tylko w pliku zaszyfrowanym."),
        _("Zaszyfruj plik: program proponuje to przy otwieraniu."),
    )


def _no_passphrase(facts: Facts) -> Sentences:
    return (
        _("{name} nie ma hasła na tym stanowisku.").format(name=facts["name"]),
        _("Każde stanowisko ma własne hasła."),
        _("Hasło nadaje kierownik albo administrator: Ustawienia, Pracownicy."),
    )


def _last(_facts: Facts) -> Sentences:
    return (
        _("Tego hasła nie można odebrać."),
        _("To Twoje hasło albo ostatnie, którym można otworzyć plik na tym stanowisku."),
        _("Najpierw nadaj hasło komuś innemu; własne hasło odbierze Ci inna osoba."),
    )


def _encrypted_already(facts: Facts) -> Sentences:
    return (
        _("Plik {name} jest już zaszyfrowany.").format(name=facts["name"]),
        _("Nic nie trzeba robić."),
        _("Otwórz program i zaloguj się."),
    )


def _differs(facts: Facts) -> Sentences:
    return (
        _("Zaszyfrowana kopia różni się od pliku {name}.").format(name=facts["name"]),
        _("Program odczytał ją po zapisaniu i porównał; takiej kopii nie użyje."),
        _("Plik jest taki jak przedtem. Sprawdź dysk i spróbuj jeszcze raz."),
    )


def _not_taken(facts: Facts) -> Sentences:
    return (
        _("Zaszyfrowany plik nie stanął na miejscu pliku {name}.").format(name=facts["name"]),
        _("Plik albo folder jest zajęty przez inny program albo nie wolno w nim nic zmieniać."),
        _("Plik jest taki jak przedtem. Zamknij inne programy i spróbuj jeszcze raz."),
    )


def plain_left_words(names: Sequence[str]) -> str:
    """Said after the encryption and at every sign-in, until these files are gone."""
    return _(
        "Plik ośrodka jest zaszyfrowany, ale obok leżą jeszcze niezaszyfrowane: {names}. "
        "Program spróbuje je usunąć przy następnym logowaniu."
    ).format(names=", ".join(names))


def _which_clerk(facts: Facts) -> Sentences:
    names = facts.get("names")
    listed = ", ".join(map(str, names)) if isinstance(names, tuple) else ""
    return (
        _("Nie wiadomo, kto wykonuje polecenie."),
        _("Hasło do tego pliku mają: {names}.").format(names=listed),
        _("Dodaj --clerk i imię z nazwiskiem albo ustaw zmienną TECZKA_CLERK."),
    )


def _untold(_facts: Facts) -> Sentences:
    return (
        _("Plik ośrodka jest zaszyfrowany, a polecenie nie dostało hasła."),
        _("Nie ma terminala, na którym można je wpisać."),
        _("Podaj je w pliku przez --passphrase-file albo w zmiennej TECZKA_PASSPHRASE."),
    )


def _file_unread(facts: Facts) -> Sentences:
    return (
        _("Nie da się odczytać hasła z pliku {name}.").format(name=facts["name"]),
        _("Pliku nie ma, brakuje praw do odczytu albo nie jest to jeden wiersz tekstu."),
        _("Zapisz w nim samo hasło, w jednym wierszu, w kodowaniu UTF-8."),
    )


def _lock_time(_facts: Facts) -> Sentences:
    return (
        _("Nie ma takiego czasu blokady."),
        _("Okno blokuje się samo po kilku do kilkudziesięciu minutach i nie można tego wyłączyć."),
        _("Wybierz czas z listy."),
    )


def _in_the_way(facts: Facts) -> Sentences:
    return (
        _("Plik {name} już istnieje.").format(name=facts["name"]),
        _("Program nie zapisuje kopii na innym pliku."),
        _("Podaj inną nazwę."),
    )


WORDS: dict[str, Callable[[Facts], Sentences]] = {
    "encrypted_already": _encrypted_already,
    "export_differs": _differs,
    "first_passphrase": _first,
    "keeper_unknown": _keeper_unknown,
    "keyring_damaged": _damaged,
    "keyring_not_written": _not_written,
    "keyring_older": _older,
    "keyring_too_new": _too_new,
    "keys_missing": _missing,
    "last_passphrase": _last,
    "no_passphrase_here": _no_passphrase,
    "not_encrypted": _not_encrypted,
    "passphrase_file_unread": _file_unread,
    "passphrase_same": _same,
    "passphrase_too_long": _too_long,
    "passphrase_too_plain": _too_plain,
    "passphrase_too_short": _too_short,
    "passphrase_untold": _untold,
    "place_not_taken": _not_taken,
    "plain_copy_in_the_way": _in_the_way,
    "recovery_refused": _recovery_refused,
    "sign_in_refused": _refused,
    "sign_in_too_soon": _too_soon,
    "unknown_lock_time": _lock_time,
    "which_clerk": _which_clerk,
    "wrong_recovery_code": _wrong_code,
}
