"""What a person reads about problems with interviews."""

from collections.abc import Callable, Mapping
from datetime import date

from ui.speech import _, day, ngettext

Facts = Mapping[str, object]
Sentences = tuple[str, str, str]


def _on(facts: Facts, name: str) -> str:
    value = facts.get(name)
    return day(value) if isinstance(value, date) else str(value or "")


def _finished(facts: Facts) -> Sentences:
    return (
        _("Wywiad jest zakończony od {day}.").format(day=_on(facts, "on")),
        _("Do zakończonego wywiadu nic się już nie dopisuje, bo jego treść jest zapieczętowana."),
        _("Jeżeli nikt go nie podpisał, otwórz go ponownie z podaniem przyczyny."),
    )


def _incomplete(facts: Facts) -> Sentences:
    count = facts["count"] if isinstance(facts["count"], int) else 0
    segments = str(facts["segments"])
    missing = ngettext("Brakuje {count} odpowiedzi.", "Brakuje {count} odpowiedzi.", count).format(count=count)
    if not segments:
        return (
            _("Wywiad nie jest kompletny."),
            missing,
            _("Uzupełnij je albo zakończ wywiad mimo braków."),
        )
    return (
        _("Wywiadu nie można jeszcze zakończyć."),
        _("Segmenty bez żadnej odpowiedzi: {segments}.").format(segments=segments),
        _("Wypełnij je. Segment, który nie jest wymagany, możesz oznaczyć: nie dotyczy."),
    )


def _unsettled(facts: Facts) -> Sentences:
    count = facts["count"] if isinstance(facts["count"], int) else 0
    return (
        ngettext("{count} pole ma dwie odpowiedzi.", "{count} pól ma dwie odpowiedzi.", count).format(count=count),
        _("Wpisano je na dwóch stanowiskach, a na wydruku może stać tylko jedna."),
        _("Rozstrzygnij je w Wymianie, potem zakończ wywiad."),
    )


def _part_off(facts: Facts) -> Sentences:
    return (
        _("Części {part} w tym ośrodku się nie wypełnia.").format(part=facts["part"]),
        _("Dotyczy zadania powiatu, a w Ustawieniach zaznaczono, że ośrodek go nie prowadzi."),
        _("Jeżeli jest porozumienie z powiatem, kierownik włączy tę część w Ustawieniach, w dziale Ośrodek."),
    )


def _attempt_in_future(facts: Facts) -> Sentences:
    return (
        _("Wizyta {day} dopiero się odbędzie.").format(day=_on(facts, "on")),
        _("Zapisać można tylko wizytę, która nie doszła do skutku."),
        _("Popraw dzień i godzinę."),
    )


def _attempt_untold(_facts: Facts) -> Sentences:
    return (
        _("Napisz, co się stało."),
        _("Odmowę, zagrożenie i zły adres ocenia później ktoś, kogo tam nie było."),
        _("Wpisz jednym zdaniem, co powiedziano i zrobiono."),
    )


def _held_in_future(facts: Facts) -> Sentences:
    return (
        _("Data wywiadu to {day}, a ten dzień dopiero nadejdzie.").format(day=_on(facts, "on")),
        _("Zakończyć można tylko wywiad, który się odbył."),
        _("Popraw datę wywiadu w formularzu."),
    )


def _unfinished(_facts: Facts) -> Sentences:
    return (
        _("Ten wywiad nie jest zakończony."),
        _("Otwiera się ponownie, zatwierdza i przenosi do kartoteki tylko zakończony wywiad."),
        _("Najpierw zakończ wywiad."),
    )


def _signed(facts: Facts) -> Sentences:
    return (
        _("Wywiad podpisano {day}.").format(day=_on(facts, "on")),
        _("Po podpisie dane uzyskane od osoby nie mogą się zmienić."),
        _("Pomyłkę sprostuj, a nową sytuację zapisz jako aktualizację wywiadu."),
    )


def _frozen(facts: Facts) -> Sentences:
    return (
        _("Ta odpowiedź stoi na wydruku podpisanym {day}.").format(day=_on(facts, "on")),
        _("Po podpisie odpowiedzi osoby się nie nadpisuje, bo wydruk i dane przestałyby się zgadzać."),
        _("Otwórz podsumowanie wywiadu i zapisz sprostowanie z podaniem powodu."),
    )


def _plan_approved(facts: Facts) -> Sentences:
    return (
        _("Plan pomocy zatwierdzono {day}.").format(day=_on(facts, "on")),
        _("Od tego dnia część pracownika socjalnego jest zamknięta."),
        _("Pomyłkę sprostuj, a nową sytuację zapisz jako aktualizację wywiadu."),
    )


def _no_plan(facts: Facts) -> Sentences:
    return (
        _("Część {part} nie ma planu pomocy.").format(part=facts["part"]),
        _("W tej części formularza nie ma miejsca na uwagi kierownika."),
        _("Tę część zamyka podpis osoby."),
    )


def _signature_first(_facts: Facts) -> Sentences:
    return (
        _("Wywiad nie ma jeszcze podpisu osoby."),
        _("Kierownik zatwierdza plan oparty na tym, co osoba podpisała albo czego odmówiła podpisać."),
        _("Najpierw zapisz podpis, odmowę podpisu albo adnotację o stanie zdrowia."),
    )


def _approved_outside(facts: Facts) -> Sentences:
    return (
        _("Planu pomocy nie można zatwierdzić z datą {day}.").format(day=_on(facts, "on")),
        _("Wywiad odbył się {day}, a data nie może być wcześniejsza ani z przyszłości.").format(
            day=_on(facts, "held_on")
        ),
        _("Popraw datę."),
    )


def _not_closed_yet(facts: Facts) -> Sentences:
    return (
        _("Segment {segment} nie jest jeszcze zamknięty.").format(segment=facts["segment"]),
        _("Sprostowanie dotyczy tylko tego, co podpisano albo zatwierdzono."),
        _("Popraw odpowiedź w formularzu."),
    )


def _heads_remarks(_facts: Facts) -> Sentences:
    return (
        _("Uwag kierownika do planu pomocy się nie prostuje."),
        _("Zatwierdzenie albo odrzucenie planu należy do kierownika i zostaje takie, jakie zapisano."),
        _("Jeżeli plan ma być inny, przeprowadź aktualizację wywiadu."),
    )


def _unreadable_correction(facts: Facts) -> Sentences:
    return (
        _("Sprostowania nie zapisano."),
        _("Odpowiedź w polu „{field}” nie jest taka, jakiej to pole wymaga.").format(field=facts["field"]),
        _("Wpisz poprawną datę, kwotę albo wybierz odpowiedź z listy."),
    )


def _nothing_corrected(_facts: Facts) -> Sentences:
    return (
        _("Nie ma czego sprostować."),
        _("Odpowiedzi są takie same jak dotychczas."),
        _("Zmień odpowiedź, która jest błędna, albo wróć do podsumowania."),
    )


def _signed_outside(facts: Facts) -> Sentences:
    return (
        _("Podpis nie mógł powstać {day}.").format(day=_on(facts, "on")),
        _("Wywiad odbył się {day}, a podpis nie może być wcześniejszy ani z przyszłości.").format(
            day=_on(facts, "held_on")
        ),
        _("Popraw datę podpisu."),
    )


def _planned_in_past(facts: Facts) -> Sentences:
    return (
        _("Wizyty nie można zaplanować na {day}.").format(day=_on(facts, "planned_on")),
        _("Ten dzień już minął."),
        _("Wybierz dzisiejszy albo późniejszy dzień."),
    )


def _part_fixed(facts: Facts) -> Sentences:
    return (
        _("Wywiad jest już rozpoczęty na części {part}.").format(part=facts["part"]),
        _("Odpowiedzi należą do pól tej części formularza."),
        _("Dodaj kolejną wizytę i wybierz dla niej inną część."),
    )


def _unknown_segment(facts: Facts) -> Sentences:
    return (
        _("Formularz nie ma segmentu {segment}.").format(segment=facts["segment"]),
        _("Wywiad prowadzi się na wzorze obowiązującym w dniu rozmowy."),
        _("Otwórz wywiad jeszcze raz."),
    )


def _unknown_field(_facts: Facts) -> Sentences:
    return (
        _("Tej odpowiedzi nie można zapisać."),
        _("Wzór tego wywiadu nie ma takiego pola."),
        _("Otwórz wywiad jeszcze raz. Pozostałe odpowiedzi są zapisane."),
    )


def _unreadable_answer(_facts: Facts) -> Sentences:
    return (
        _("Tej odpowiedzi nie da się odczytać."),
        _("Zapis pola jest uszkodzony albo pochodzi z innego programu."),
        _("Wpisz odpowiedź jeszcze raz."),
    )


def _no_questionnaire(facts: Facts) -> Sentences:
    version, on = facts.get("version"), _on(facts, "day")
    why = _("Nie ma wzoru tej części z {version} r.").format(version=version) if version else ""
    return (
        _("Program nie ma kwestionariusza części {part}.").format(part=facts["part"]),
        why or _("Na dzień {day} nie ma wzoru tej części.").format(day=on),
        _("Wypełnij wywiad na papierze albo zainstaluj nową wersję programu."),
    )


def _phrase_incomplete(_facts: Facts) -> Sentences:
    return (
        _("Zwrotu nie zapisano."),
        _("Zwrot ma nazwę, po której się go znajduje, i treść, którą się wstawia."),
        _("Uzupełnij puste pole."),
    )


def _phrase_name_taken(facts: Facts) -> Sentences:
    return (
        _("Zwrot „{name}” już jest.").format(name=facts["name"]),
        _("Dwa zwroty nie mogą mieć tej samej nazwy, bo na liście nie dałoby się ich rozróżnić."),
        _("Zmień nazwę albo popraw tamten zwrot."),
    )


def _unreadable_print_code(_facts: Facts) -> Sentences:
    return (
        _("To nie jest kod ani pieczęć z wydruku wywiadu."),
        _("Pieczęć ma 24 znaki w sześciu grupach: litery od A do Z i cyfry od 2 do 7."),
        _("Zeskanuj kod jeszcze raz albo przepisz pieczęć ze stopki wydruku."),
    )


WORDS: dict[str, Callable[[Mapping[str, object]], tuple[str, str, str]]] = {
    "interview_finished": _finished,
    "interview_incomplete": _incomplete,
    "answers_unsettled": _unsettled,
    "held_in_future": _held_in_future,
    "interview_unfinished": _unfinished,
    "interview_signed": _signed,
    "signed_outside_visit": _signed_outside,
    "answer_frozen": _frozen,
    "plan_approved": _plan_approved,
    "no_plan": _no_plan,
    "signature_first": _signature_first,
    "approved_outside_visit": _approved_outside,
    "not_closed_yet": _not_closed_yet,
    "heads_remarks": _heads_remarks,
    "unreadable_correction": _unreadable_correction,
    "nothing_corrected": _nothing_corrected,
    "planned_in_past": _planned_in_past,
    "part_fixed": _part_fixed,
    "part_switched_off": _part_off,
    "attempt_in_future": _attempt_in_future,
    "attempt_untold": _attempt_untold,
    "unknown_segment": _unknown_segment,
    "unknown_field": _unknown_field,
    "unreadable_answer": _unreadable_answer,
    "no_questionnaire": _no_questionnaire,
    "phrase_incomplete": _phrase_incomplete,
    "phrase_name_taken": _phrase_name_taken,
    "unreadable_print_code": _unreadable_print_code,
}
