"""The day, step by step: when, at which workstation, who sits there, what happens."""

from datetime import date, datetime
from functools import partial

from ui import tour_decision, tour_desk, tour_exchange, tour_field
from ui.tour import DESK, LAPTOP, Step, Tour


def _others(until: date, tour: Tour) -> None:
    tour.let_others_work(until)


def _at(month: int, day: int, hour: int, minute: int) -> datetime:
    return datetime(2026, month, day, hour, minute)


STEPS: tuple[Step, ...] = (
    Step(_at(11, 3, 7, 45), DESK, "KN", "Dzisiaj rano", tour_desk.morning),
    Step(_at(11, 3, 9, 12), DESK, "KN", "Wniosek ustny Anny Wiśniewskiej", tour_desk.take_application),
    Step(_at(11, 3, 9, 30), DESK, "KN", "Podpis pod protokołem", tour_desk.sign_protocol),
    Step(_at(11, 4, 8, 20), DESK, "KN", "Zawiadomienie o wszczęciu", tour_desk.write_notice),
    Step(_at(11, 10, 9, 5), DESK, "KN", "Zwrotne potwierdzenie odbioru", tour_desk.enter_receipt),
    Step(_at(11, 12, 7, 10), DESK, "KN", "Koledzy pracują", partial(_others, date(2026, 11, 12))),
    Step(_at(11, 12, 7, 30), DESK, "KN", "Paczka na laptop", tour_exchange.send_to_laptop),
    Step(_at(11, 12, 8, 30), DESK, "KN", "Jan Ćwik w ośrodku", tour_exchange.write_cwik_down),
    Step(_at(11, 12, 8, 40), LAPTOP, "ML", "Laptop wczytuje paczkę", tour_exchange.load_on_laptop),
    Step(_at(11, 12, 9, 48), DESK, "KN", "Anna dzwoni: inny numer", tour_exchange.correct_phone),
    Step(_at(11, 12, 10, 0), LAPTOP, "ML", "Wywiad: początek", tour_field.begin_visit),
    Step(_at(11, 12, 10, 20), LAPTOP, "ML", "Bateria pada", tour_field.battery_dies),
    Step(_at(11, 12, 10, 22), LAPTOP, "ML", "Prąd wraca", tour_field.power_returns),
    Step(_at(11, 12, 10, 31), LAPTOP, "ML", "Wywiad: reszta", tour_field.fill_the_rest),
    Step(_at(11, 12, 10, 58), LAPTOP, "ML", "Wywiad: koniec i wydruk", tour_field.finish_visit),
    Step(_at(11, 12, 11, 5), LAPTOP, "ML", "Podpis i kartoteka", tour_field.sign_and_take_over),
    Step(_at(11, 12, 11, 40), LAPTOP, "ML", "Jan Ćwik w terenie", tour_exchange.write_cwik_down),
    Step(_at(11, 12, 15, 4), LAPTOP, "ML", "Paczka wraca", tour_exchange.send_back),
    Step(_at(11, 12, 15, 10), DESK, "KN", "Podgląd i wczytanie", tour_exchange.load_at_office),
    Step(_at(11, 12, 15, 14), DESK, "KN", "Rozstrzygnięcia", tour_exchange.settle_both),
    Step(_at(11, 12, 15, 20), DESK, "KN", "Paczka z rozstrzygnięciami", tour_exchange.verdicts_travel),
    Step(_at(11, 12, 15, 25), LAPTOP, "ML", "Laptop wczytuje rozstrzygnięcia", tour_exchange.load_verdicts),
    Step(_at(11, 12, 15, 30), DESK, "KN", "Paczki, z którymi coś jest nie tak", tour_exchange.bundles_that_go_wrong),
    Step(_at(11, 16, 8, 40), DESK, "KN", "Zaświadczenie z urzędu pracy", tour_decision.papers_arrive),
    Step(_at(11, 16, 9, 10), DESK, "KN", "Dochody za październik", tour_decision.enter_incomes),
    Step(_at(11, 20, 7, 10), DESK, "KN", "Koledzy pracują", partial(_others, date(2026, 11, 20))),
    Step(_at(11, 20, 12, 40), DESK, "KN", "Pilne zgłoszenie policji", tour_desk.take_report),
    Step(_at(11, 23, 7, 10), DESK, "KN", "Koledzy pracują", partial(_others, date(2026, 11, 23))),
    Step(_at(11, 23, 9, 0), DESK, "KN", "Projekt decyzji", tour_decision.draft_decision),
    Step(_at(11, 23, 11, 15), DESK, "EZ", "Kierownik zwraca z uwagą", tour_decision.head_returns_it),
    Step(_at(11, 23, 11, 50), DESK, "KN", "Poprawka", tour_decision.clerk_mends_it),
    Step(_at(11, 23, 13, 5), DESK, "EZ", "Zatwierdzenie i wydanie", tour_decision.head_approves_and_issues),
    Step(_at(12, 11, 9, 20), DESK, "KN", "Doręczenie decyzji", tour_decision.enter_service),
    Step(_at(12, 11, 13, 30), DESK, "EZ", "Spisy na nowy rok", tour_desk.prepare_next_year),
)
