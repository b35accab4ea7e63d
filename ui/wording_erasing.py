"""What a person reads when somebody's data cannot be erased, or were."""

from collections.abc import Callable, Mapping

from ui.speech import _

Facts = Mapping[str, object]
Sentences = tuple[str, str, str]


def _erased(_facts: Facts) -> Sentences:
    return (
        _("Niczego nie zapisano: te dane usunięto."),
        _("Zrobił to kierownik albo administrator, gdy formularz był otwarty."),
        _("Zamknij formularz i otwórz kartę osoby jeszcze raz; podaje dzień i przyczynę usunięcia."),
    )


def _runs(facts: Facts) -> Sentences:
    return (
        _("Danych tej osoby nie można teraz usunąć."),
        _("Sprawa {sign} jeszcze się toczy i potrzebuje tych danych.").format(sign=facts["sign"] or _("bez znaku")),
        _("Najpierw zakończ sprawę, potem wróć do usunięcia danych."),
    )


def _differs(_facts: Facts) -> Sentences:
    return (
        _("Wpisane nazwisko nie jest nazwiskiem tej osoby."),
        _("Usunięcia nie da się cofnąć, dlatego program pyta o nazwisko."),
        _("Sprawdź, czyją kartę masz przed sobą, i wpisz nazwisko jeszcze raz."),
    )


def _unexplained(_facts: Facts) -> Sentences:
    return (
        _("Podaj przyczynę usunięcia danych."),
        _("Zostaje na zawsze jako dowód, dlaczego danych nie ma."),
        _("Wpisz ją krótko i bez danych osoby, np. „upłynął okres przechowywania akt”."),
    )


def _nothing(_facts: Facts) -> Sentences:
    return (
        _("Nie ma już czego usunąć."),
        _("Wszystko, co wolno usunąć, usunięto wcześniej."),
        _("Akta, które zostały, można usunąć po upływie okresu ich przechowywania."),
    )


WORDS: dict[str, Callable[[Facts], Sentences]] = {
    "data_erased": _erased,
    "erasure_case_runs": _runs,
    "erasure_surname_differs": _differs,
    "erasure_unexplained": _unexplained,
    "nothing_to_erase": _nothing,
}
