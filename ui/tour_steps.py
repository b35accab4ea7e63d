"""The day, step by step: when, at which workstation, who sits there, what happens."""

from datetime import date, datetime
from functools import partial

from ui import tour_decision, tour_desk, tour_exchange, tour_field, tour_sheets
from ui.i18n import _
from ui.tour import DESK, LAPTOP, Step, Tour


def _others(until: date, tour: Tour) -> None:
    tour.let_others_work(until)


def _at(month: int, day: int, hour: int, minute: int) -> datetime:
    return datetime(2026, month, day, hour, minute)


STEPS: tuple[Step, ...] = (
    Step(_at(11, 3, 7, 45), DESK, "KN", lambda: _("Dzisiaj rano"), tour_desk.morning),
    Step(_at(11, 3, 9, 12), DESK, "KN", lambda: _("Wniosek ustny Anny Wiśniewskiej"), tour_desk.take_application),
    Step(_at(11, 3, 9, 30), DESK, "KN", lambda: _("Podpis pod protokołem"), tour_desk.sign_protocol),
    Step(_at(11, 4, 8, 20), DESK, "KN", lambda: _("Zawiadomienie o wszczęciu"), tour_desk.write_notice),
    Step(_at(11, 10, 9, 5), DESK, "KN", lambda: _("Zwrotne potwierdzenie odbioru"), tour_desk.enter_receipt),
    Step(_at(11, 12, 7, 10), DESK, "KN", lambda: _("Koledzy pracują"), partial(_others, date(2026, 11, 12))),
    Step(_at(11, 12, 7, 30), DESK, "KN", lambda: _("Paczka na laptop"), tour_exchange.send_to_laptop),
    Step(_at(11, 12, 8, 30), DESK, "KN", lambda: _("Jan Ćwik w ośrodku"), tour_exchange.write_cwik_down),
    Step(_at(11, 12, 8, 40), LAPTOP, "ML", lambda: _("Laptop wczytuje paczkę"), tour_exchange.load_on_laptop),
    Step(_at(11, 12, 9, 48), DESK, "KN", lambda: _("Anna dzwoni: inny numer"), tour_exchange.correct_phone),
    Step(_at(11, 12, 10, 0), LAPTOP, "ML", lambda: _("Wywiad: początek"), tour_field.begin_visit),
    Step(_at(11, 12, 10, 20), LAPTOP, "ML", lambda: _("Bateria pada"), tour_field.battery_dies),
    Step(_at(11, 12, 10, 22), LAPTOP, "ML", lambda: _("Prąd wraca"), tour_field.power_returns),
    Step(_at(11, 12, 10, 31), LAPTOP, "ML", lambda: _("Wywiad: reszta"), tour_field.fill_the_rest),
    Step(_at(11, 12, 10, 58), LAPTOP, "ML", lambda: _("Wywiad: koniec i wydruk"), tour_field.finish_visit),
    Step(_at(11, 12, 11, 5), LAPTOP, "ML", lambda: _("Podpis i kartoteka"), tour_field.sign_and_take_over),
    Step(_at(11, 12, 11, 40), LAPTOP, "ML", lambda: _("Jan Ćwik w terenie"), tour_exchange.write_cwik_down),
    Step(_at(11, 12, 15, 4), LAPTOP, "ML", lambda: _("Paczka wraca"), tour_exchange.send_back),
    Step(_at(11, 12, 15, 10), DESK, "KN", lambda: _("Podgląd i wczytanie"), tour_exchange.load_at_office),
    Step(_at(11, 12, 15, 14), DESK, "KN", lambda: _("Rozstrzygnięcia"), tour_exchange.settle_both),
    Step(_at(11, 12, 15, 20), DESK, "KN", lambda: _("Paczka z rozstrzygnięciami"), tour_exchange.verdicts_travel),
    Step(_at(11, 12, 15, 25), LAPTOP, "ML", lambda: _("Laptop wczytuje rozstrzygnięcia"), tour_exchange.load_verdicts),
    Step(
        _at(11, 12, 15, 30),
        DESK,
        "KN",
        lambda: _("Paczki, z którymi coś jest nie tak"),
        tour_exchange.bundles_that_go_wrong,
    ),
    Step(_at(11, 16, 8, 40), DESK, "KN", lambda: _("Zaświadczenie z urzędu pracy"), tour_decision.papers_arrive),
    Step(_at(11, 16, 9, 10), DESK, "KN", lambda: _("Dochody za październik"), tour_decision.enter_incomes),
    Step(_at(11, 20, 7, 10), DESK, "KN", lambda: _("Koledzy pracują"), partial(_others, date(2026, 11, 20))),
    Step(_at(11, 20, 12, 40), DESK, "KN", lambda: _("Pilne zgłoszenie policji"), tour_desk.take_report),
    Step(_at(11, 23, 7, 10), DESK, "KN", lambda: _("Koledzy pracują"), partial(_others, date(2026, 11, 23))),
    Step(_at(11, 23, 7, 40), DESK, "ML", lambda: _("Wywiady innych części"), tour_sheets.look_at_sheets),
    Step(_at(11, 23, 9, 0), DESK, "KN", lambda: _("Projekt decyzji"), tour_decision.draft_decision),
    Step(_at(11, 23, 11, 15), DESK, "EZ", lambda: _("Kierownik zwraca z uwagą"), tour_decision.head_returns_it),
    Step(_at(11, 23, 11, 50), DESK, "KN", lambda: _("Poprawka"), tour_decision.clerk_mends_it),
    Step(_at(11, 23, 13, 5), DESK, "EZ", lambda: _("Zatwierdzenie i wydanie"), tour_decision.head_approves_and_issues),
    Step(_at(12, 11, 9, 20), DESK, "KN", lambda: _("Doręczenie decyzji"), tour_decision.enter_service),
    Step(_at(12, 11, 13, 30), DESK, "EZ", lambda: _("Spisy na nowy rok"), tour_desk.prepare_next_year),
)
