"""What a person reads about problems of the settings: clerks, lists from year to year, how the window looks."""

from collections.abc import Callable, Mapping

from ui.speech import _

Facts = Mapping[str, object]
Sentences = tuple[str, str, str]


def _clerk_unnamed(_facts: Facts) -> Sentences:
    return (
        _("Brakuje imienia albo nazwiska pracownika."),
        _("Stoją one w pismach i w przebiegu sprawy."),
        _("Wpisz imię i nazwisko."),
    )


def _role_missing(_facts: Facts) -> Sentences:
    return (
        _("Nie wybrano uprawnień pracownika."),
        _("Bez nich program nie pozwoliłby mu na nic."),
        _("Wybierz uprawnienia z listy."),
    )


def _authorisation_incomplete(_facts: Facts) -> Sentences:
    return (
        _("Upoważnienie do wydawania decyzji jest niepełne."),
        _("Potrzebne są trzy rzeczy: formuła podpisu, numer upoważnienia i dzień, od którego obowiązuje."),
        _("Uzupełnij je albo wyczyść wszystkie pola upoważnienia."),
    )


def _authorisation_reversed(_facts: Facts) -> Sentences:
    return (
        _("Upoważnienie kończy się, zanim się zacznie."),
        _("Dzień „do” jest wcześniejszy niż dzień „od”."),
        _("Popraw jedną z tych dat. Bez daty „do” upoważnienie obowiązuje do odwołania."),
    )


def _own_work_ends(_facts: Facts) -> Sentences:
    return (
        _("Nie można wyłączyć samego siebie."),
        _("Przy tej klawiaturze pracuje właśnie ta osoba."),
        _("Poproś o to innego kierownika albo administratora."),
    )


def _nobody_configures(_facts: Facts) -> Sentences:
    return (
        _("Nie zostałby nikt, kto może zmieniać ustawienia."),
        _("Robi to tylko kierownik albo administrator, a to jedyna taka czynna osoba."),
        _("Najpierw nadaj te uprawnienia komuś innemu."),
    )


def _wrong_cell(facts: Facts) -> Sentences:
    return (
        _("Komórka „{cell}” nie może stać w znaku sprawy.").format(cell=str(facts["cell"])[:40]),
        _("To litery bez polskich znaków i cyfry, najwyżej z jednym łącznikiem, na przykład MGOPS."),
        _("Popraw ją. Otwarte już spisy zachowają swoje znaki."),
    )


def _nothing_to_continue(facts: Facts) -> Sentences:
    return (
        _("Nie ma spisu do otwarcia na rok {year}.").format(year=facts["year"]),
        _("Wszystkie spisy poprzedniego roku mają już swój dalszy ciąg."),
        _("Jeśli potrzebny jest inny spis, otwórz nowy."),
    )


def _kept_elsewhere(facts: Facts) -> Sentences:
    return (
        _("Spisu {name} nie można przekazać z tego stanowiska.").format(name=facts["name"]),
        _("Numery nadaje w nim „{keeper}” i może właśnie nadawać następny.").format(keeper=facts["keeper"]),
        _("Przekaż go na tamtym stanowisku. Jeśli już nie pracuje, najpierw wycofaj je na ekranie Wymiana."),
    )


def _not_the_heir(facts: Facts) -> Sentences:
    return (
        _("Spisu {name} nie przejmuje się na tym stanowisku.").format(name=facts["name"]),
        _("Po wycofanym stanowisku „{keeper}” przejmuje go „{heir}”. Dwa stanowiska nadawałyby te same numery.").format(
            keeper=facts["keeper"] or "—", heir=facts["heir"]
        ),
        _("Przejmij go tam; stamtąd można go przekazać dalej."),
    )


def _cannot_keep(facts: Facts) -> Sentences:
    return (
        _("Stanowisko „{name}” nie może prowadzić spisu.").format(name=facts["name"] or "—"),
        _("Wycofano je albo nie ma go na liście stanowisk."),
        _("Wybierz stanowisko, które pracuje w ośrodku."),
    )


def _unknown_look(_facts: Facts) -> Sentences:
    return (
        _("Okno nie ma takiego wyglądu."),
        _("Motyw jest jasny, ciemny albo jak w systemie, a wielkość tekstu jedna z czterech."),
        _("Wybierz jedną z pozycji na liście."),
    )


WORDS: dict[str, Callable[[Facts], Sentences]] = {
    "authorisation_incomplete": _authorisation_incomplete,
    "authorisation_reversed": _authorisation_reversed,
    "cannot_keep": _cannot_keep,
    "clerk_unnamed": _clerk_unnamed,
    "kept_elsewhere": _kept_elsewhere,
    "nobody_configures": _nobody_configures,
    "not_the_heir": _not_the_heir,
    "nothing_to_continue": _nothing_to_continue,
    "own_work_ends": _own_work_ends,
    "role_missing": _role_missing,
    "unknown_look": _unknown_look,
    "wrong_cell": _wrong_cell,
}
