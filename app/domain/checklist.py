"""What a decision must contain before it may be issued: the nine elements of art. 107 § 1 KPA, one by one.

Three more stand beside them, because no decision of a centre is complete without them: the mediation note in the
file (art. 96a § 1b), an authorisation of whoever signs (social assistance act art. 110 ust. 7-8), and an application
that is signed and complete (art. 63 § 3, 64 § 2). What is merely unusual is questioned and does not stop anything.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain import money, polish
from app.domain.money import Grosze


class State(StrEnum):
    """``missing`` stops the issuing, ``questioned`` asks a person to look, ``not_needed`` does not apply."""

    OK = "ok"
    MISSING = "missing"
    QUESTIONED = "questioned"
    NOT_NEEDED = "not_needed"


MEDIATION_NOTE_FROM = date(2025, 7, 13)
"""From this day on every file carries the note (art. 96a § 1b KPA, added by the act of 21 May 2025, its art. 31)."""


@dataclass(frozen=True)
class CheckItem:
    """One element with its number in art. 107 § 1 (0 for what other provisions demand) and what was found."""

    id: str
    title: str
    state: State
    sentence: str
    number: int = 0


@dataclass(frozen=True, kw_only=True)
class Authorisation:
    """The right of one person to sign in the authority's name, for a time; open ends are unbounded."""

    number: str = ""
    from_on: date | None = None
    to_on: date | None = None

    def covers(self, day: date) -> bool:
        """Whether the person may sign on ``day``."""
        is_begun = self.from_on is not None and self.from_on <= day
        return is_begun and (self.to_on is None or day <= self.to_on)


@dataclass(frozen=True, kw_only=True)
class DecisionToCheck:
    """Everything the check looks at. Texts are the plain words of the parts of the drafted letter.

    ``today`` is the office's day, ``issued_on`` the day that will stand on the decision, ``earliest_on`` the first
    day on which it may be issued (interview held, time for a statement over). ``legal_basis`` are the provisions
    the template rests on (``ups art. 38``). ``others`` are surnames and PESEL numbers of people who do not belong to
    this case, to find text copied from another decision. ``follow_up`` says what the ruling names where it follows an
    earlier decision instead of answering a claim.
    """

    today: date
    issued_on: date | None
    earliest_on: date | None = None
    authority: str
    is_authority_in_head: bool = True
    party_name: str
    party_address: str = ""
    party_died_on: date | None = None
    legal_basis: tuple[str, ...]
    law_text: str
    ruling_text: str
    is_grant: bool
    follow_up: str = ""
    amount: Grosze = 0
    from_month: date | None = None
    to_month: date | None = None
    is_one_off: bool = False
    may_be_open_ended: bool = False
    pay_by: str = ""
    without_reasons: bool = False
    is_granted_in_full: bool = False
    generated_reasons: str = ""
    written_reasons: str = ""
    open_places: tuple[str, ...] = ()
    instruction_text: str
    signer_name: str
    signer_post: str
    authorisation: Authorisation | None = None
    is_signer_the_authority: bool = False
    mediation_note: str = ""
    started_on: date = MEDIATION_NOTE_FROM
    is_unsigned: bool = False
    is_incomplete: bool = False
    missing_facts: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


def check_decision(decision: DecisionToCheck) -> tuple[CheckItem, ...]:
    """All elements in the order of art. 107 § 1, then what other provisions demand, then what is only questioned."""
    return (
        _authority(decision),
        _day(decision),
        _party(decision),
        _basis(decision),
        _ruling(decision),
        _reasons(decision),
        _instruction(decision),
        _signature(decision),
        _court(decision),
        _mediation(decision),
        _application(decision),
        *_questions(decision),
    )


def may_issue(items: tuple[CheckItem, ...]) -> bool:
    """Whether nothing is missing; what is questioned does not stop."""
    return not any(item.state is State.MISSING for item in items)


def _item(number: int, id: str, title: str, problem: str, fine: str) -> CheckItem:  # noqa: A002 -- the field's name
    return CheckItem(id, title, State.MISSING if problem else State.OK, problem or fine, number)


def _authority(decision: DecisionToCheck) -> CheckItem:
    problem = ""
    if not decision.authority:
        problem = "Brak nazwy organu. Uzupełnij ją w Ustawieniach."
    elif not decision.is_authority_in_head:
        problem = "W nagłówku stoi ośrodek zamiast organu."
    return _item(1, "authority", "oznaczenie organu", problem, decision.authority)


def _day(decision: DecisionToCheck) -> CheckItem:
    """Not in the future, not before the interview and the time for a statement were over."""
    day, problem = decision.issued_on, ""
    if day is None:
        problem = "Brak dnia wydania decyzji."
    elif day > decision.today:
        problem = f"Dzień wydania ({polish.day(day)}) jeszcze nie nadszedł."
    elif decision.earliest_on and day < decision.earliest_on:
        problem = f"Decyzji nie można wydać przed {polish.day(decision.earliest_on)}"
    return _item(2, "day", "data wydania", problem, polish.day(day) if day else "")


def _party(decision: DecisionToCheck) -> CheckItem:
    problem, day = "", decision.issued_on or decision.today
    if not decision.party_name:
        problem = "Brak imienia i nazwiska strony."
    elif not decision.party_address:
        problem = "Brak adresu strony."
    elif decision.party_died_on and decision.party_died_on <= day:
        problem = f"Strona zmarła {polish.day(decision.party_died_on)}"
    return _item(3, "party", "oznaczenie strony", problem, decision.party_name)


def _basis(decision: DecisionToCheck) -> CheckItem:
    """A substantive article of the social assistance act and KPA art. 104."""
    problem = ""
    has_act = any(basis.startswith("ups ") for basis in decision.legal_basis)
    has_procedure = any(basis.startswith("kpa art. 104") for basis in decision.legal_basis)
    if not has_act or not has_procedure:
        problem = "Podstawa prawna nie zawiera przepisu ustawy o pomocy społecznej i art. 104 KPA."
    elif not decision.law_text.strip():
        problem = "Brak podstawy prawnej."
    return _item(4, "legal_basis", "podstawa prawna", problem, "Przepisy i publikatory z dnia decyzji.")


def _ruling(decision: DecisionToCheck) -> CheckItem:
    title = "rozstrzygnięcie"
    if decision.missing_facts:
        return _item(5, "ruling", title, f"Do uzupełnienia: {polish.listed(list(decision.missing_facts))}.", "")
    if not decision.ruling_text.strip():
        return _item(5, "ruling", title, "Brak rozstrzygnięcia.", "")
    if decision.follow_up:
        spoken, amount = _bare(decision.ruling_text), money.with_unit(decision.amount)
        is_said = not decision.amount or _bare(amount) in spoken
        return _item(
            5, "ruling", title, "" if is_said else f"W rozstrzygnięciu nie ma kwoty {amount}.", decision.follow_up
        )
    if not decision.is_grant:
        return _item(5, "ruling", title, "", "Odmowa wymienia żądanie, którego dotyczy.")
    how = "jednorazowo" if decision.is_one_off else "miesięcznie"
    return _item(5, "ruling", title, _grant_problem(decision), f"{money.with_unit(decision.amount)} {how}.")


def _grant_problem(decision: DecisionToCheck) -> str:
    """Amount in figures and in words, the way of payment, the period if any: all said, and all agreeing."""
    if not decision.amount:
        return "Brak kwoty."
    if not decision.is_one_off and (problem := _period_problem(decision)):
        return problem
    if not decision.pay_by:
        return "Brak sposobu wypłaty."
    spoken = _bare(decision.ruling_text)
    if _bare(money.with_unit(decision.amount)) not in spoken:
        return f"W rozstrzygnięciu nie ma kwoty {money.with_unit(decision.amount)}."
    if _bare(money.in_words(decision.amount)) not in spoken:
        return "Kwota słownie nie zgadza się z kwotą w cyfrach."
    is_monthly = not decision.is_one_off
    if is_monthly and decision.from_month is not None and _bare(polish.day(decision.from_month)) not in spoken:
        return "Okres w rozstrzygnięciu nie zgadza się z wybranym."
    return ""


def _period_problem(decision: DecisionToCheck) -> str:
    if decision.from_month is None or (decision.to_month is None and not decision.may_be_open_ended):
        return "Brak okresu, na jaki przyznano świadczenie."
    is_backwards = decision.to_month is not None and decision.to_month < decision.from_month
    return "Koniec okresu jest przed jego początkiem." if is_backwards else ""


def _reasons(decision: DecisionToCheck) -> CheckItem:
    """Facts and law, unless the whole claim was granted and the clerk chose to leave them out (art. 107 § 4)."""
    title = "uzasadnienie faktyczne i prawne"
    if decision.without_reasons:
        return _item(
            6, "reasons", title, _why_reasons_are_needed(decision), "Odstąpiono: żądanie uwzględniono w całości."
        )
    problem = ""
    if decision.open_places:
        problem = f"Niewypełnione miejsce: {decision.open_places[0]}"
    elif not decision.generated_reasons.strip():
        problem = "Brak ustaleń z obliczenia i wywiadu."
    elif not decision.written_reasons.strip() and not decision.follow_up:
        about = "dlaczego ta potrzeba i ta kwota" if decision.is_one_off else "dlaczego ta kwota i ten okres"
        problem = f"Brak własnego uzasadnienia: {about}."
    return _item(6, "reasons", title, problem, "Ustalenia, dowody, prawo i ocena pracownika.")


def _why_reasons_are_needed(decision: DecisionToCheck) -> str:
    if not decision.is_grant:
        return "Odmowa zawsze wymaga uzasadnienia."
    if not decision.is_granted_in_full:
        return "Bez uzasadnienia można wydać tylko decyzję, która uwzględnia żądanie w całości."
    return ""


def _instruction(decision: DecisionToCheck) -> CheckItem:
    """With reasons: appeal, time, through whom, waiver. Without: no appeal, and no word of a waiver."""
    text, problem = _bare(decision.instruction_text), ""
    title = "pouczenie o odwołaniu i o zrzeczeniu się go"
    has_appeal, has_waiver = "służy stronie odwołanie" in text and "14 dni" in text, "art. 127a" in text
    is_final = "art. 127 § 1a" in text
    if decision.without_reasons:
        if not is_final:
            problem = "Brak pouczenia, że decyzja jest ostateczna (art. 127 § 1a KPA)."
        elif has_appeal or has_waiver:
            problem = "Pouczenie o odwołaniu nie może stać przy decyzji ostatecznej."
        return _item(7, "instruction", title, problem, "Odwołanie nie służy; decyzja jest ostateczna.")
    if not has_appeal:
        problem = "Brak pouczenia o odwołaniu: do kogo, w jakim terminie, za czyim pośrednictwem."
    elif not has_waiver:
        problem = "Brak pouczenia o prawie do zrzeczenia się odwołania i jego skutkach."
    elif is_final:
        problem = "Pouczenie o decyzji ostatecznej nie może stać przy decyzji z uzasadnieniem."
    return _item(7, "instruction", title, problem, "14 dni, przez organ, skutki zrzeczenia się.")


def _signature(decision: DecisionToCheck) -> CheckItem:
    """First name, surname, post, and a right to sign on the day of the decision."""
    problem, day = "", decision.issued_on or decision.today
    if not decision.signer_name.strip() or " " not in decision.signer_name.strip():
        problem = "Brak imienia i nazwiska osoby podpisującej."
    elif not decision.signer_post.strip():
        problem = "Brak stanowiska osoby podpisującej."
    elif not decision.is_signer_the_authority and decision.authorisation is None:
        problem = f"{decision.signer_name} nie ma upoważnienia do wydawania decyzji."
    elif decision.authorisation and not decision.authorisation.covers(day):
        problem = f"Upoważnienie ({decision.signer_name}) nie obejmuje dnia {polish.day(day)}"
    fine = f"{decision.signer_name}, {decision.signer_post}"
    return _item(8, "signature", "podpis upoważnionej osoby", problem, fine)


def _court(decision: DecisionToCheck) -> CheckItem:
    """Only where the decision is final at once: the complaint to the court, its time, costs and legal aid."""
    title = "pouczenie o skardze do sądu"
    if not decision.without_reasons:
        return CheckItem("court", title, State.NOT_NEEDED, "Decyzja nie jest ostateczna: służy odwołanie.", 9)
    text = _bare(decision.instruction_text)
    is_there = all(words in text for words in ("skargę", "30 dni", "kosztów sądowych", "prawa pomocy"))
    problem = "" if is_there else "Brak pouczenia o skardze: 30 dni, koszty, prawo pomocy."
    return _item(9, "court", title, problem, "30 dni, przez organ, bez kosztów sądowych, prawo pomocy.")


def is_mediation_note_due(started_on: date) -> bool:
    """Whether the file needs the note: proceedings begun earlier go on by the code as it was."""
    return started_on >= MEDIATION_NOTE_FROM


def _mediation(decision: DecisionToCheck) -> CheckItem:
    title = "adnotacja o mediacji (art. 96a § 1b KPA)"
    if not is_mediation_note_due(decision.started_on):
        return _item(0, "mediation", title, "", "Nie dotyczy spraw wszczętych przed 13 lipca 2025 r.")
    problem = "" if decision.mediation_note.strip() else "Brak adnotacji o mediacji w aktach sprawy."
    return _item(0, "mediation", title, problem, "Adnotacja jest w aktach.")


def _application(decision: DecisionToCheck) -> CheckItem:
    """An unsigned application asks for nothing; an incomplete one has no first month of payment (art. 106 ust. 3).

    What its party did not bring may be the very reason of a refusal, so there it is only asked about.
    """
    title = "wniosek (art. 63 § 3 i art. 64 § 2 KPA)"
    if decision.follow_up:
        return CheckItem("application", title, State.NOT_NEEDED, "Postępowanie prowadzi się z urzędu.")
    if decision.is_unsigned:
        return _item(0, "application", title, "Wniosek nie jest podpisany.", "")
    if decision.is_incomplete:
        state = State.MISSING if decision.is_grant else State.QUESTIONED
        return CheckItem("application", title, state, "Wniosek nie jest kompletny: brakuje dokumentów.")
    return _item(0, "application", title, "", "Wniosek jest podpisany i kompletny.")


def _questions(decision: DecisionToCheck) -> Iterator[CheckItem]:
    """What a careful reader would ask about."""
    text = _bare(" ".join((decision.ruling_text, decision.generated_reasons, decision.written_reasons)))
    strangers = [name for name in decision.others if name and re.search(rf"\b{re.escape(name)}\b", text)]
    if strangers:
        sentence = f"W tekście są dane spoza tej sprawy: {polish.listed(strangers)}. Czy nie z innej decyzji?"
        yield CheckItem("strangers", "dane innych osób", State.QUESTIONED, sentence)
    is_long = (
        decision.from_month and decision.to_month and _months(decision.from_month, decision.to_month) > _USUAL_MONTHS
    )
    if decision.is_grant and is_long and not decision.may_be_open_ended:
        sentence = "Okres jest dłuższy niż pół roku. Czy tak ma być?"
        yield CheckItem("period", "okres świadczenia", State.QUESTIONED, sentence)


_USUAL_MONTHS = 6


def _months(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month + 1


def _bare(text: str) -> str:
    """Text with ordinary spaces, so that a no-break space does not hide a word."""
    return re.sub(r"\s+", " ", text.replace("\u00a0", " "))
