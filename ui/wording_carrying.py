"""What a person reads about folders that carry bundles, requests to send again, rules, and copies of the file."""

from collections.abc import Callable, Mapping

from ui.speech import _

Facts = Mapping[str, object]
Sentences = tuple[str, str, str]


def _not_a_resend_request(facts: Facts) -> Sentences:
    return (
        _("Paczka {name} o nic nie prosi, tylko przynosi zmiany.").format(name=facts["name"]),
        _("Odpowiada się na prośby o dosłanie; ich nazwy kończą się na „-prosba.teczka”."),
        _("Wczytaj ją poleceniem „Wczytaj paczkę…”."),
    )


def _wrong_exchange_rule(facts: Facts) -> Sentences:
    return (
        _("Takiej liczby nie można przyjąć."),
        _("Dozwolone są liczby od {least} do {most}.").format(least=facts["least"], most=facts["most"]),
        _("Wpisz inną liczbę."),
    )


def _no_such_folder(facts: Facts) -> Sentences:
    return (
        _("Nie ma folderu {name}.").format(name=facts["name"]),
        _("Nazwa jest inna albo dysk lub sieć nie są podłączone."),
        _("Podłącz go albo wskaż inny folder."),
    )


def _identity_in_doubt(facts: Facts) -> Sentences:
    if facts["why"] == "older":
        return (
            _("To starszy plik tego stanowiska: inni mają jego zmiany, których tu nie ma."),
            _("Nowe zmiany dostałyby numery, które już były, więc nic nie zostało zapisane dla innych."),
            _("Zapisz prośbę o dosłanie i wczytaj odpowiedź albo weź nową tożsamość na ekranie Wymiana."),
        )
    return (
        _("Ten plik jest kopią albo przeniesiono go na inny komputer."),
        _("Dwie kopie pisałyby pod tymi samymi numerami, więc nic nie zostało zapisane dla innych."),
        _("Na ekranie Wymiana potwierdź, że to jedyna kopia, albo weź nową tożsamość."),
    )


def _identity_not_in_doubt(_facts: Facts) -> Sentences:
    return (
        _("Nie ma wątpliwości, które trzeba rozstrzygać."),
        _("Nic nie wskazuje na to, że jest druga kopia tego pliku."),
        _("Nic nie trzeba robić."),
    )


WORDS: dict[str, Callable[[Facts], Sentences]] = {
    "not_a_resend_request": _not_a_resend_request,
    "wrong_exchange_rule": _wrong_exchange_rule,
    "no_such_folder": _no_such_folder,
    "identity_in_doubt": _identity_in_doubt,
    "identity_not_in_doubt": _identity_not_in_doubt,
}
