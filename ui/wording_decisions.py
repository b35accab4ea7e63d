"""What a person reads about problems with decisions."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from ui.speech import _, amount, day, month

Facts = Mapping[str, object]
Sentences = tuple[str, str, str]


def decision_fields() -> dict[str, str]:
    """The choices of a decision by name, as a contradiction about them is told."""
    return {
        "kind": _("rozstrzygnięcie"),
        "state": _("stan decyzji"),
        "reason": _("powód pomocy"),
        "amount": _("kwota"),
        "from_month": _("pierwszy miesiąc"),
        "to_month": _("ostatni miesiąc"),
        "pay_by": _("sposób wypłaty"),
        "findings": _("obliczenie"),
        "written_reasons": _("uzasadnienie"),
        "is_granted_in_full": _("uwzględnienie w całości"),
        "without_reasons": _("odstąpienie od uzasadnienia"),
        "refusal_grounds": _("podstawa odmowy"),
    }


def _amount_out_of_bounds(facts: Facts) -> Sentences:
    bounds = _("Ustawa pozwala przyznać od {lowest} do {highest}.")
    if not facts["lowest"]:
        bounds = _("Ustawa pozwala przyznać najwyżej {highest}.")
    return (
        _("Kwota {amount} nie mieści się w granicach.").format(amount=_money(facts["amount"])),
        bounds.format(lowest=_money(facts["lowest"] or 0), highest=_money(facts["highest"])),
        _("Wpisz kwotę w tych granicach."),
    )


def _month_too_early(facts: Facts) -> Sentences:
    return (
        _("Zasiłek nie może zacząć się tak wcześnie."),
        _("Przysługuje od miesiąca, w którym wpłynął wniosek z dokumentami (art. 106 ust. 3): {month}.").format(
            month=_month(facts["first"])
        ),
        _("Wybierz ten miesiąc albo późniejszy."),
    )


def _period_backwards(facts: Facts) -> Sentences:
    return (
        _("Okres kończy się, zanim się zaczął."),
        _("Wpisano miesiące: {first} i {last}.").format(
            first=_month(facts["from_month"]), last=_month(facts["to_month"])
        ),
        _("Popraw jeden z nich."),
    )


def _no_right(_facts: Facts) -> Sentences:
    return (
        _("Zasiłku nie można przyznać."),
        _("Z obliczenia wynika, że zasiłek nie przysługuje."),
        _("Sprawdź dochód w sprawie; jeżeli się zgadza, pozostaje odmowa."),
    )


def _refusal_grounds_needed(_facts: Facts) -> Sentences:
    return (
        _("Odmowa nie ma podstawy."),
        _("Z obliczenia wynika, że zasiłek przysługuje, więc odmowa musi opierać się na innym przepisie."),
        _("Wybierz podstawę odmowy w rozstrzygnięciu albo przyznaj zasiłek."),
    )


def _wrong_move(facts: Facts) -> Sentences:
    states = {
        "draft": _("To jest projekt."),
        "passed_on": _("Projekt jest u kierownika."),
        "returned": _("Projekt zwrócono do poprawy."),
        "approved": _("Projekt jest zatwierdzony i czeka na wydanie."),
        "issued": _("Decyzję już wydano; zmienić ją można tylko kolejnym aktem."),
    }
    moves = {
        "edit": _("Treści nie można teraz zmieniać."),
        "pass_on": _("Tej decyzji nie można teraz przekazać do zatwierdzenia."),
        "send_back": _("Tej decyzji nie można teraz zwrócić."),
        "approve": _("Tej decyzji nie można teraz zatwierdzić."),
        "issue": _("Tej decyzji nie można teraz wydać."),
    }
    return (
        moves.get(str(facts["move"]), _("Tego nie można teraz zrobić.")),
        states.get(str(facts["state"]), ""),
        _("Odczytaj decyzję jeszcze raz (F5)."),
    )


def _remark_needed(_facts: Facts) -> Sentences:
    return (
        _("Zwrot wymaga uwagi."),
        _("Bez niej nikt nie wie, co poprawić."),
        _("Napisz w jednym zdaniu, czego brakuje."),
    )


def _own_approval(_facts: Facts) -> Sentences:
    return (
        _("Własnego projektu nie można zatwierdzić."),
        _("Każdą decyzję oglądają dwie osoby: za projekt odpowiada ten, kto go przekazał."),
        _("Poproś o zatwierdzenie drugą osobę albo zwróć projekt referentowi, żeby sam go przekazał."),
    )


def _already_decided(facts: Facts) -> Sentences:
    return (
        _("W tej sprawie jest już decyzja {number}.").format(number=facts["number"]),
        _("Wydanej decyzji nie zastępuje się nową."),
        _("Otwórz ją z listy decyzji."),
    )


def _changed_meanwhile(_facts: Facts) -> Sentences:
    return (
        _("Decyzja zmieniła się, odkąd została otwarta."),
        _("Ktoś inny coś w niej zapisał."),
        _("Przejrzyj ją jeszcze raz i powtórz czynność."),
    )


def _findings_outdated(_facts: Facts) -> Sentences:
    return (
        _("Obliczenie w projekcie jest nieaktualne."),
        _("Po sporządzeniu projektu zmieniono w sprawie dochód, rodzinę albo wniosek."),
        _("Kliknij „Przelicz”, a potem sprawdź kwotę i uzasadnienie."),
    )


def _unsettled(facts: Facts) -> Sentences:
    names, fields = decision_fields(), facts["fields"]
    told = ", ".join(names.get(str(each), str(each)) for each in fields) if isinstance(fields, Iterable) else ""
    return (
        _("Projekt ma dwie wersje: {fields}.").format(fields=told),
        _("Zmieniono go na dwóch stanowiskach, zanim wymieniły dane."),
        _("Rozstrzygnij na ekranie Wymiana, która wersja obowiązuje."),
    )


def _not_to_choose(facts: Facts) -> Sentences:
    names = {**decision_fields(), "pay_day": _("dzień wypłaty")}
    return (
        _("Tej wartości nie ma do wyboru: {field}.").format(field=names.get(str(facts["field"]), str(facts["field"]))),
        _("W decyzji stoją pełne miesiące i tylko to, co można wybrać w formularzu."),
        _("Wybierz inną wartość."),
    )


def _case_without_sign(_facts: Facts) -> Sentences:
    return (
        _("Sprawa nie ma jeszcze znaku."),
        _("Znak nadaje stanowisko, które prowadzi spis spraw."),
        _("Wymień dane z tym stanowiskiem, a potem wydaj decyzję."),
    )


def _elements_missing(facts: Facts) -> Sentences:
    missing = facts["missing"]
    told = " ".join(_sentence(str(each)) for each in missing) if isinstance(missing, Iterable) else ""
    return (
        _("Decyzji nie można jeszcze wydać."),
        _("Brakuje wymaganych elementów (art. 107 § 1 KPA). {missing}").format(missing=told).strip(),
        _("Uzupełnij je; lista jest pod treścią decyzji."),
    )


def _nothing_undue(_facts: Facts) -> Sentences:
    return (
        _("Za wybrane miesiące nie pobrano niczego nienależnie."),
        _("Wypłacono tyle, ile wynika z obecnych danych, albo od pobrania minęło więcej niż 10 lat (art. 104 ust. 7)."),
        _("Wpisz w sprawie dochód, o którym teraz wiadomo, albo wybierz inne miesiące."),
    )


def _wrong_return_terms(facts: Facts) -> Sentences:
    fields = {
        "days": _("Termin zwrotu to od 7 do 90 dni."),
        "account": _("Brakuje rachunku gminy, na który wpłaca się zwrot (art. 104 ust. 8)."),
        "remitted": _("Umorzyć można tylko kwotę od 0,01 zł do całej należności."),
        "due_on": _("Odroczony termin musi być późniejszy niż dzień decyzji."),
        "instalments": _("Rat musi być od 2 do 60."),
        "first_on": _("Pierwsza rata musi być płatna po dniu decyzji."),
    }
    return (
        _("Tak nie można nakazać zwrotu."),
        fields.get(str(facts["field"]), ""),
        _("Popraw warunki zwrotu."),
    )


def _relief_reason_needed(_facts: Facts) -> Sentences:
    return (
        _("Ulga wymaga uzasadnienia."),
        _("Można jej udzielić tylko w przypadku szczególnie uzasadnionym (art. 104 ust. 4)."),
        _("Napisz, dlaczego ten przypadek jest szczególny."),
    )


def _undue_warning_needed(_facts: Facts) -> Sentences:
    return (
        _("Nie wiadomo, kiedy strona została pouczona."),
        _("Bez pisemnego pouczenia o obowiązku informowania (art. 109) świadczenia nie uznaje się za nienależne."),
        _("Wpisz dzień doręczenia decyzji albo pisma z pouczeniem."),
    )


def _undue_warned_too_late(facts: Facts) -> Sentences:
    taken_on = facts["taken_on"]
    why = _("Dzień pouczenia jeszcze nie nadszedł.")
    if isinstance(taken_on, date):
        why = _("Pierwsze pieniądze z tego okresu osoba dostała wcześniej, {day}.").format(day=day(taken_on))
    return (
        _("Pouczenie z tego dnia nie uzasadnia zwrotu."),
        why,
        _("Sprawdź dzień pouczenia albo zawęź miesiące do tych po nim."),
    )


def _undue_ground_needed(_facts: Facts) -> Sentences:
    return (
        _("Nie wiadomo, co było nieprawdziwe albo czego nie zgłoszono."),
        _("To jest podstawa decyzji (art. 6 pkt 16)."),
        _("Opisz to w jednym lub kilku zdaniach."),
    )


def _draft_in_the_way(_facts: Facts) -> Sentences:
    return (
        _("W tej sprawie leży już projekt decyzji."),
        _("Sprawa ma jeden projekt naraz, żeby nie wydać dwóch sprzecznych decyzji."),
        _("Najpierw doprowadź go do wydania."),
    )


def _nothing_to_change(_facts: Facts) -> Sentences:
    return (
        _("Nie ma czego zmieniać."),
        _("Żadna decyzja tej sprawy nie wypłaca już nic więcej albo przy obecnym dochodzie kwota zostaje ta sama."),
        _("Wpisz w sprawie nowy dochód z miesiącem, w którym go otrzymano."),
    )


def _months_of_other_amounts(_facts: Facts) -> Sentences:
    return (
        _("Tej zmiany program nie zaprojektuje."),
        _("Objęłaby miesiące, w których decyzja przyznaje inną kwotę, a jedna kwota byłaby dla nich błędna."),
        _("Ustal kwoty tych miesięcy i przygotuj zmianę decyzji poza programem."),
    )


def _income_change_too_small(facts: Facts) -> Sentences:
    told = _("Dochód zmienił się o {difference}, a próg to {limit} (art. 106 ust. 3a).")
    return (
        _("Ta zmiana dochodu nie zmienia wysokości świadczenia."),
        told.format(difference=_money(facts["difference"]), limit=_money(facts["limit"])),
        _("Decyzja zostaje, jaka jest."),
    )


def _sentence(text: str) -> str:
    bare = text.strip()
    return bare if bare.endswith((".", "…", "!", "?")) else f"{bare}."


def _money(value: object) -> str:
    return amount(value) if isinstance(value, int) else str(value)


def _month(value: object) -> str:
    return month(value) if isinstance(value, date) else str(value)


WORDS: dict[str, Callable[[Mapping[str, object]], tuple[str, str, str]]] = {
    "amount_out_of_bounds": _amount_out_of_bounds,
    "month_too_early": _month_too_early,
    "period_backwards": _period_backwards,
    "no_right": _no_right,
    "refusal_grounds_needed": _refusal_grounds_needed,
    "wrong_move": _wrong_move,
    "remark_needed": _remark_needed,
    "own_approval": _own_approval,
    "already_decided": _already_decided,
    "changed_meanwhile": _changed_meanwhile,
    "findings_outdated": _findings_outdated,
    "unsettled_decision": _unsettled,
    "not_to_choose": _not_to_choose,
    "case_without_sign": _case_without_sign,
    "elements_missing": _elements_missing,
    "nothing_undue": _nothing_undue,
    "wrong_return_terms": _wrong_return_terms,
    "relief_reason_needed": _relief_reason_needed,
    "undue_warning_needed": _undue_warning_needed,
    "undue_warned_too_late": _undue_warned_too_late,
    "undue_ground_needed": _undue_ground_needed,
    "draft_in_the_way": _draft_in_the_way,
    "nothing_to_change": _nothing_to_change,
    "months_of_other_amounts": _months_of_other_amounts,
    "income_change_too_small": _income_change_too_small,
}
