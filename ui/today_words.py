"""What a person reads on the page of the day: clocks as acts, drafts as turns, visits as errands."""

from datetime import date

from app.domain.clocks import Band
from app.domain.deadlines import DeadlineKind
from app.domain.decisions import DecisionKind, DecisionState
from app.services.exchange.standings import StationRow, StationState
from app.services.today import Draft, Due, Today
from app.services.trips import Trip
from ui.case_words import length_words
from ui.i18n import NBSP, _, in_days, language, moment, ngettext, weekday_day
from ui.parts import Span

TONES = {Band.OVERDUE: "bad", Band.TODAY: "bad", Band.PRESSING: "warn", Band.LATER: "neutral"}


def greeting(today: Today) -> str:
    """``Dzień dobry, Mario``; only Polish has a form of the name for it."""
    vocative = today.clerk.first_name_vocative if language() == "pl" else ""
    name = vocative or today.clerk.first_name
    return _("Dzień dobry, {name}").format(name=name[:1].upper() + name[1:])


def nothing_words(today: Today) -> tuple[str, str]:
    """What stands where no time limit does; a new office reads what it lacks before anything can go out."""
    lacking = []
    if today.lacks_particulars:
        lacking.append(_("W Ustawieniach brakuje danych ośrodka, bez których nie powstanie żadne pismo."))
    if today.lacks_signer:
        lacking.append(_("Nikt nie ma upoważnienia do podpisywania decyzji."))
    calm = _("Żaden termin nie kończy się w najbliższych dwóch tygodniach.")
    return (_("Zanim wyjdzie pierwsze pismo"), " ".join(lacking)) if lacking else (_("Nic nie goni"), calm)


def day_line(today: Today) -> str:
    """``poniedziałek, 23 listopada 2026 · 7 spraw czeka na Ciebie``."""
    count = today.waiting
    words = ngettext("{count} sprawa czeka na Ciebie", "{count} spraw czeka na Ciebie", count).format(count=count)
    return f"{weekday_day(today.on)} · {words if count else _('nic na Ciebie nie czeka')}"


def due_words(due: Due, today: date) -> str:
    """What has to be done before a clock ends; a visit that is late says so."""
    rule = length_words(due.clock.deadline)
    if language() == "pl":
        rule = rule.removeprefix(f"1{NBSP}")  # "miesiąc", as people say it
    is_late = due.clock.ends_on < today
    match due.clock.kind:
        case DeadlineKind.INTERVIEW_URGENT:
            words = _("Pilne: wywiad — {rule} minęły") if is_late else _("Pilne: wywiad w {rule}")
        case DeadlineKind.INTERVIEW:
            words = _("Wywiad — {rule} minęło") if is_late else _("Wywiad w {rule}")
        case DeadlineKind.DECISION:
            words = _("Wydać decyzję ({rule} od wszczęcia)")
        case DeadlineKind.APPEAL_FORWARDING:
            words = _("Przekazać odwołanie do SKO ({rule})")
        case DeadlineKind.DEFECTS:
            words = _("Uzupełnienie braków wniosku ({rule})")
        case DeadlineKind.INTERVIEW_UPDATE | DeadlineKind.INTERVIEW_UPDATE_CARE:
            words = _("Aktualizacja wywiadu ({benefit})")
        case _:
            words = due.clock.deadline.label
    return words.format(rule=rule, benefit=due.benefit)


def due_when(due: Due, today: date) -> str:
    """``za 3 dni rob.``, ``jutro``, ``2 dni rob. temu``: working days, as everywhere else in the program."""
    days = due.clock.days_left(today)
    if days == 0 or abs((due.clock.ends_on - today).days) <= 1:
        return in_days(due.clock.ends_on, today)
    if days > 0:
        return ngettext("za {count} dzień rob.", "za {count} dni rob.", days).format(count=days)
    return ngettext("{count} dzień rob. temu", "{count} dni rob. temu", -days).format(count=-days)


def due_tone(due: Due, today: date) -> str:
    """How pressing it is, as the tone of its chip."""
    return TONES[due.clock.band(today)]


def short_sign(sign: str) -> str:
    """``5110.3.17.2026``: without the office's own letters, which all signs here share."""
    cell, dot, rest = sign.partition(".")
    if not sign:
        return _("bez znaku")
    return rest if dot and not cell.isdigit() else sign


FOLLOW_UPS = (DecisionKind.CHANGE, DecisionKind.REPEAL, DecisionKind.UNDUE)
"""Decisions that follow an earlier one."""


def follow_up_word(kind: DecisionKind) -> str:
    """What such a decision does."""
    return {
        DecisionKind.CHANGE: _("Zmiana decyzji"),
        DecisionKind.REPEAL: _("Uchylenie decyzji"),
        DecisionKind.UNDUE: _("Zwrot nienależnie pobranych"),
    }[kind]


def draft_words(draft: Draft) -> str:
    """Which decision it is."""
    if draft.kind is DecisionKind.REFUSAL:
        return _("Decyzja odmowna — {benefit}").format(benefit=draft.benefit)
    if draft.kind in FOLLOW_UPS:
        # i18n: what a decision does to an earlier one, then the kind of help
        return _("{act} — {benefit}").format(act=follow_up_word(draft.kind), benefit=draft.benefit)
    return _("Decyzja przyznająca {benefit}").format(benefit=draft.benefit)


def draft_chip(draft: Draft, today: date) -> tuple[str, str]:
    """Whose turn it is and for how long."""
    if draft.state is DecisionState.RETURNED:
        return _("do poprawy"), "warn"
    if draft.state is DecisionState.APPROVED:
        return _("do wydania"), "ok"
    days = (today - draft.since_on).days
    if days <= 0:
        return _("czeka od dziś"), "info"
    return ngettext("czeka {count} dzień", "czeka {count} dni", days).format(count=days), "info"


def trip_person(trip: Trip) -> tuple[Span, ...]:
    """``Anna Wiśniewska · 3 osoby``."""
    people = ngettext("{count} osoba", "{count} osób", trip.people).format(count=trip.people)
    words = _("mieszka samotnie") if trip.people == 1 else people
    return Span(trip.person, "ink", is_strong=True, link=trip.interview_id.hex()), Span(f" · {words}", "muted")


def trip_place(trip: Trip) -> str:
    """``Wola Przedborska 14 — wywiad, część I``."""
    if trip.is_urgent:
        return _("{place} — pilny, {benefit}").format(place=trip.place, benefit=trip.benefit)
    return _("{place} — wywiad, część {part}").format(place=trip.place, part=trip.part)


def trip_safety(trip: Trip) -> str:
    """``Uwaga: pies · drugi pracownik: Jan Kowalski``; "" where nothing is known and nobody goes along."""
    parts = [each.text for each in trip.beware]
    words = [_("Uwaga: {warnings}").format(warnings="; ".join(parts))] if parts else []
    if trip.second_worker:
        words.append(_("drugi pracownik: {name}").format(name=trip.second_worker))
    if trip.is_with_police:
        words.append(_("asysta Policji"))
    return " · ".join(words)


def station_when(row: StationRow, today: date) -> str:
    """When the last bundle came from there."""
    return moment(row.received_at, today) if row.received_at is not None else "—"


def station_chip(row: StationRow) -> tuple[str, str]:
    """How a workstation stands to this one; amber only where the office's own limit has passed."""
    if row.state is StationState.NEW:
        return _("bez wymiany"), "warn" if row.is_overdue else "neutral"
    if row.is_overdue:
        days = row.silent_days
        return ngettext("{count} dzień bez wymiany", "{count} dni bez wymiany", days).format(count=days), "warn"
    if row.waiting:
        return ngettext("{count} zmiana", "{count} zmian", row.waiting).format(count=row.waiting), "info"
    return _("aktualne"), "ok"


def contradiction_words(count: int) -> str:
    """What has to be settled by a person."""
    return ngettext("{count} sprzeczność do rozstrzygnięcia", "{count} sprzeczności do rozstrzygnięcia", count).format(
        count=count
    )
