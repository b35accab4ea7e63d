"""What a person reads about an interview: where it stands, why it is locked, what it would change in the files."""

from app.domain.answers import Key
from app.domain.grammar import Overrides, person_forms
from app.domain.interview_layers import layer_of
from app.domain.interviews import Interview, Layer
from app.domain.persons import Person, Sex
from app.domain.problems import Refusal
from app.services.interview_lists import Closing
from app.services.interview_offer import Obstacle, OfferCode
from app.services.interview_reading import InterviewView, Lock
from ui.i18n import _, clock, day, language, numeric_day
from ui.parts import Span
from ui.screens.interview_saving import Saver, SavingState

OVER = (Lock.FINISHED, Lock.SIGNED, Lock.APPROVED)
"""Shown as a summary at first."""


def at_whom(person: Person) -> str:
    """``Wywiad u Anny Wiśniewskiej``; the forms that a person corrected win.

    Nothing is bent for an unknown sex, nor in a sentence that is not Polish.
    """
    is_female = None if person.sex is None else person.sex is Sex.FEMALE
    stored = Overrides(person.name_genitive, person.name_dative, person.name_accusative, person.name_instrumental)
    if language() != "pl" or (is_female is None and not stored.genitive):
        return _("Wywiad: {name}").format(name=person.full_name)
    forms = person_forms(person.first_name, person.last_name, is_female, stored)
    return _("Wywiad u {name}").format(name=forms.name.genitive)


def part_words(interview: Interview) -> str:
    """``Część I``."""
    return _("Część {part}").format(part=interview.part)


def box_words(view: InterviewView, key: Key) -> str:
    """``A. Imię``; inside a table with the number of the row."""
    place = view.form.places.get(key[0].split(".", maxsplit=1)[0])
    if place is None:
        return key[0]
    name = f"{place.segment.code}. {place.field.name}"
    rows = view.filling.rows(place.group)
    if not place.group.is_table:
        return name
    number = rows.index(key[1]) + 1 if key[1] in rows else len(rows) + 1
    return _("{name}, wiersz {number}").format(name=name, number=number)


def place_of(view: InterviewView) -> str:
    """Where the sheet opens: where it was left, else at the first segment that can still be written into."""
    codes = [each.code for each in view.form.segments if each.code not in view.closed.segments]
    left = view.place.split(maxsplit=1)[0] if view.place else ""
    if left and (left in codes or view.lock is not Lock.PARTLY):
        return view.place
    return codes[0] if codes and view.lock is Lock.PARTLY else view.form.segments[0].code


def closed_words(view: InterviewView) -> dict[str, str]:
    """Why each closed segment can only be read."""
    signed = view.interview.signed_on
    told = _("podpisano {day}").format(day=numeric_day(signed)) if signed is not None else ""
    words = dict.fromkeys(view.closed.segments, told)
    if (approved := view.closed.freezes.get(Layer.WORKER)) is not None:
        own = {each.code for each in view.form.segments if layer_of(each) is Layer.WORKER}
        words |= dict.fromkeys(own, _("zamknięto {day}").format(day=numeric_day(approved.frozen_on)))
    return words


def lock_words(view: InterviewView) -> str:
    """Why nothing can be typed, "" when it can."""
    interview = view.interview
    finished = day(interview.finished_at.date()) if interview.finished_at is not None else ""
    signed = day(interview.signed_on) if interview.signed_on is not None else ""
    return {
        Lock.OPEN: "",
        Lock.PARTLY: _("Odpowiedzi osoby podpisano {day}. Otwarta jest część pracownika socjalnego.").format(
            day=signed
        ),
        Lock.APPROVED: _("Wywiad zamknięty: podpisany i zatwierdzony. Odpowiedzi można tylko czytać."),
        Lock.FINISHED: _("Wywiad zakończony {day}. Odpowiedzi można tylko czytać.").format(day=finished),
        Lock.SIGNED: _("Wywiad podpisany {day}. Odpowiedzi można tylko czytać.").format(day=signed),
        Lock.CASE_CLOSED: _("Sprawa jest zakończona. Wywiad można tylko czytać."),
        Lock.NOT_ALLOWED: _("Wywiad wypełnia pracownik socjalny. Tu można go tylko czytać."),
    }[view.lock]


def locked_words(view: InterviewView) -> list[Span]:
    """The same, and the way to the summary where there is one."""
    way = _("Podsumowanie i sprostowania") if view.lock is Lock.PARTLY else _("Wróć do podsumowania")
    has_summary = view.lock in (*OVER, Lock.PARTLY)
    return [Span(lock_words(view)), *([Span(" "), Span(way, link="closed")] if has_summary else [])]


def closing_words(closing: Closing) -> str:
    """What the paper of an interview still waits for, as the list says it."""
    return {
        Closing.UNSIGNED: _("bez podpisu"),
        Closing.TO_FINISH: _("do dokończenia"),
        Closing.SIGNED: _("podpisany"),
        Closing.TO_APPROVE: _("do zatwierdzenia"),
        Closing.CLOSED: _("zamknięty"),
    }[closing]


def saving_words(saver: Saver, workstation: str) -> tuple[str, str]:
    """What the chip says of saving, and its tone."""
    is_laptop = "laptop" in workstation.casefold()
    if saver.state is SavingState.SAVING:
        return _("Zapisywanie…"), "neutral"
    if saver.state is SavingState.FAILED:
        return _("Nie zapisano ostatnich odpowiedzi"), "bad"
    if saver.saved_at is None:
        return _("Zapisuje się samo"), "neutral"
    saved = _("Zapisano na tym laptopie {time}") if is_laptop else _("Zapisano na tym komputerze {time}")
    return saved.format(time=clock(saver.saved_at)), "ok"


def failure_words(saver: Saver) -> str:
    """Why something is not saved, and what becomes of it."""
    from ui.wording import words_of  # its areas are read only when there is something to say

    if isinstance(saver.problem, Refusal):
        kept = _("Odpowiedź zostaje w polu formularza, popraw ją.")
    else:
        kept = _("Odpowiedzi zostają w polach formularza, program zapisze je, gdy będzie to możliwe.")
    return f"{words_of(saver.problem).text} {kept}" if saver.problem is not None else kept


def offer_words(code: OfferCode) -> str:
    """What would change in the files."""
    return {
        OfferCode.FIRST_NAME: _("Imię"),
        OfferCode.LAST_NAME: _("Nazwisko"),
        OfferCode.PESEL: _("PESEL"),
        OfferCode.BORN_ON: _("Data urodzenia"),
        OfferCode.SEX: _("Płeć"),
        OfferCode.PHONE: _("Telefon"),
        OfferCode.CITIZENSHIP: _("Obywatelstwo"),
        OfferCode.IDENTITY_DOCUMENT: _("Dokument tożsamości"),
        OfferCode.MARITAL_STATUS: _("Stan cywilny"),
        OfferCode.OCCUPATION: _("Wykształcenie, zawód"),
        OfferCode.ADDRESS: _("Adres zamieszkania"),
        OfferCode.CORRESPONDENCE: _("Adres do korespondencji"),
        OfferCode.STAY: _("Miejsce pobytu"),
        OfferCode.INCOME: _("Dochód"),
        OfferCode.MEMBER: _("Nowa osoba w rodzinie"),
        OfferCode.MEMBER_GONE: _("Brak osoby w wywiadzie"),
        OfferCode.DISABILITY: _("Orzeczenie o niepełnosprawności"),
        OfferCode.DOCUMENT: _("Dokument w sprawie"),
    }[code]


def obstacle_words(obstacle: Obstacle) -> str:
    """Why a difference is only told, and what to do about it."""
    return {
        Obstacle.NONE: "",
        Obstacle.DOCUMENTED: _("W kartotece jest kwota z dokumentu. Wyjaśnij różnicę w sprawie."),
        Obstacle.SEVERAL: _("W kartotece jest więcej pozycji. Popraw je w sprawie."),
        Obstacle.UNKNOWN_KIND: _("Wpisz ten dochód w sprawie i wybierz jego rodzaj."),
        Obstacle.NEEDS_MORE: _("Wpisz ten dochód w sprawie, bo wymaga dalszych danych."),
        Obstacle.UNREAD: _("Wpisz ten adres w kartotece osoby: nie ma w nim numeru domu albo kodu pocztowego."),
        Obstacle.ASK: _("Jeżeli osoba się wyprowadziła, wpisz dzień w rodzinie."),
    }[obstacle]
