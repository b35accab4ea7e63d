"""What stands above and beside a case about its next step: the stepper, the act, the sentence, the conditions."""

from app.domain.cases import Stage
from app.domain.decisions import DecisionKind
from app.services.case_checks import Check as CaseCheck
from app.services.case_checks import CheckCode, NextAct
from app.services.case_views import CaseView
from ui.case_words import clock_tone, clock_words, stage_word
from ui.i18n import _, day, ngettext, short_day
from ui.parts import Check, Step

STEPS = (Stage.APPLICATION, Stage.INTERVIEW, Stage.FINDINGS, Stage.DECISION, Stage.DELIVERY, Stage.PAYMENT)


def steps_of(view: CaseView) -> list[Step]:
    """The stepper: finished steps with their days, the clock beside the one we are in."""
    here = STEPS.index(view.stage) if view.stage in STEPS else len(STEPS)
    steps = []
    for number, stage in enumerate(STEPS):
        state = "done" if number < here else "current" if number == here else "next"
        shown = short_day(view.days[stage]) if state != "next" and stage in view.days else ""
        chip, tone = _chip(view) if state == "current" else ("", "neutral")
        word = _("Z urzędu") if stage is Stage.APPLICATION and _is_ex_officio(view) else stage_word(stage)
        steps.append(Step(word, state, shown if state == "done" else "", chip, tone))
    return steps


def _is_ex_officio(view: CaseView) -> bool:
    """Whether the office began the case by itself, so that there is no application to speak of."""
    return view.application is None and view.report is not None


def _chip(view: CaseView) -> tuple[str, str]:
    if view.clock is not None:
        tone = clock_tone(view.clock)
        return clock_words(view.clock), "warn" if tone == "neutral" else tone
    if view.stage is Stage.PAYMENT and view.finality is not None:
        if view.today < view.finality.final_from_on:
            return _("ostateczna od {day}").format(day=short_day(view.finality.final_from_on)), "info"
        return _("ostateczna"), "ok"
    return "", "neutral"


def next_words(view: CaseView) -> str:
    """What is to be done now, in a sentence or two."""
    if view.case.closed_on is not None:
        return _("Sprawa zakończona {day}.").format(day=day(view.case.closed_on))
    are_met = all(check.is_met for check in view.checks if check.code is not CheckCode.MEDIATION)
    if not view.turn.is_mine:
        return _others_turn(view, are_met=are_met)
    if view.next_act is NextAct.FINDINGS and view.findings is None and view.trouble is None:
        return _("Tej pomocy program jeszcze nie wylicza. Ustal ją na papierze, a przebieg wpisuj tutaj.")
    return {
        NextAct.INTERVIEW: _("Pracownik socjalny przeprowadza wywiad, zanim zapadnie decyzja (art. 106 ust. 4)."),
        NextAct.FINDINGS: _("Wywiad i dowody są kompletne. Ustal wysokość zasiłku, potem przygotuj decyzję.")
        if are_met
        else _("Wywiad jest ukończony. Uzupełnij to, czego brakuje, i ustal wysokość zasiłku."),
        NextAct.DECISION: _("Projekt decyzji jest przygotowany. Sprawdź go i doprowadź do wydania."),
        NextAct.DELIVERY: _("Decyzja jest wydana. Doręcz ją i wpisz dzień doręczenia, od niego biegną terminy."),
        NextAct.WAIT: _served(view),
        NextAct.NOTHING: "",
    }[view.next_act]


def _served(view: CaseView) -> str:
    """Until when an appeal may come, and where it is paid."""
    words = [_("Decyzja jest doręczona.")]
    if view.finality is not None and view.finality.appeal is not None:
        # i18n: {day} is a day with its year
        words.append(_("Odwołanie można wnieść do {day}.").format(day=day(view.finality.appeal.ends_on)))
    if leads_to_payments(view):
        words.append(_("Pieniądze idą przez listy na ekranie Wypłaty. Po ostatniej wypłacie zakończ sprawę."))
    elif _is_granted(view) and not view.is_paid_here:
        words.append(_("Ośrodek nie płaci jeszcze z tego programu. Po ostatniej wypłacie zakończ sprawę."))
    else:
        words.append(_("Zakończ sprawę, gdy nie ma już w niej nic do zrobienia."))
    return " ".join(words)


def leads_to_payments(view: CaseView) -> bool:
    """Whether a decision is to be paid from the program this month or later."""
    decision = view.decision
    if view.next_act is not NextAct.WAIT or not view.is_paid_here or decision is None or not _is_granted(view):
        return False
    return decision.to_month is None or decision.to_month >= view.today.replace(day=1)


def _is_granted(view: CaseView) -> bool:
    return view.decision is not None and view.decision.kind is not DecisionKind.REFUSAL


def _may_close(view: CaseView) -> bool:
    """Whether closing is the next act: the decision is final and the first month of payment has come."""
    is_final = view.finality is None or view.finality.final_from_on <= view.today
    begins_on = view.decision.from_month if view.decision is not None else None
    return is_final and (begins_on is None or begins_on <= view.today)


def _others_turn(view: CaseView, *, are_met: bool) -> str:
    """Who does what this person may not do, and what they can do meanwhile."""
    who = view.turn.who
    match view.next_act:
        case NextAct.INTERVIEW:
            words = _("Wywiad przeprowadza {who}, zanim zapadnie decyzja (art. 106 ust. 4).")
            return words.format(who=who or _("pracownik socjalny"))
        case NextAct.FINDINGS if are_met or not view.turn.may_write:
            return _("Wywiad jest ukończony. Decyzję przygotuje {who}.").format(who=who or _("referent"))
        case NextAct.FINDINGS:
            words = _("Wywiad jest ukończony. Uzupełnij to, czego brakuje. Decyzję przygotuje {who}.")
            return words.format(who=who or _("referent"))
        case NextAct.DECISION:
            return _("Projekt decyzji jest przygotowany. Dalej prowadzi go {who}.").format(who=who or _("referent"))
        case NextAct.DELIVERY:
            return _("Decyzja jest wydana. Doręczenie wpisze {who}.").format(who=who or _("referent"))
        case _:
            return _("Decyzja jest doręczona. Sprawę zakończy {who}.").format(who=who or _("referent"))


def act_words(view: CaseView) -> str:
    """What the button of the page says: the next act, or what is left to somebody whose turn it is not."""
    if view.turn.is_mine:
        return {
            NextAct.INTERVIEW: _("Przeprowadź wywiad"),
            NextAct.FINDINGS: _("Ustal dochód i wysokość"),
            NextAct.DECISION: _("Otwórz decyzję"),
            NextAct.DELIVERY: _("Wpisz doręczenie"),
            NextAct.WAIT: _waiting_act(view),
            NextAct.NOTHING: "",
        }[view.next_act]
    is_lacking = any(not check.is_met for check in view.checks)
    if view.next_act is NextAct.FINDINGS and is_lacking and view.turn.may_write:
        return _("Uzupełnij, czego brakuje")
    return {NextAct.INTERVIEW: _("Zobacz wywiad"), NextAct.DECISION: _("Zobacz decyzję")}.get(view.next_act, "")


def _waiting_act(view: CaseView) -> str:
    if leads_to_payments(view):
        return _("Zobacz wypłaty")
    return _("Zakończ sprawę") if _may_close(view) else ""


def checks_of(view: CaseView) -> list[Check]:
    """Conditions in words; what is missing leads to where it is put right."""
    is_open = view.case.closed_on is None
    found = [_check(check, view, is_open=is_open) for check in view.checks]
    if view.contradictions:
        count = len(view.contradictions)
        words = ngettext("{count} sprzeczność do rozstrzygnięcia", "{count} sprzeczności do rozstrzygnięcia", count)
        found.insert(0, Check(words.format(count=count), "missing", "contradictions"))
    return found


def _check(check: CaseCheck, view: CaseView, *, is_open: bool) -> Check:
    words = _met(check) if check.is_met else _lacking(check, view)
    if check.is_met:
        return Check(words)
    is_later = check.code is CheckCode.INTERVIEW and "on" not in check.facts
    return Check(words, "open" if is_later else "missing", check.code.value if is_open else "")


def _met(check: CaseCheck) -> str:
    return {
        CheckCode.SIGN: "",
        CheckCode.SIGNATURE: _("Wniosek podpisany"),
        CheckCode.COMPLETE: _("Wniosek kompletny"),
        CheckCode.INTERVIEW: _("Wywiad nie starszy niż 6 miesięcy"),
        CheckCode.INCOME: _documented(check),
        CheckCode.INCAPACITY: _("Niezdolność do pracy wykazana"),
        CheckCode.ASSETS: _("Oświadczenie o stanie majątkowym złożone"),
        CheckCode.MEDIATION: _("Adnotacja o mediacji sporządzona"),
    }[check.code]


def _lacking(check: CaseCheck, view: CaseView) -> str:
    match check.code:
        case CheckCode.SIGN:
            return _signless(view)
        case CheckCode.COMPLETE:
            missing = str(check.facts.get("missing", ""))
            return _("Brakuje: {missing}").format(missing=missing) if missing else _("Wniosek niekompletny")
        case CheckCode.INTERVIEW:
            return _("Wywiad starszy niż 6 miesięcy") if "on" in check.facts else _("Wywiad nieprzeprowadzony")
        case CheckCode.INCAPACITY if check.facts["papers"]:
            return _("Orzeczenie nie wykazuje całkowitej niezdolności do pracy")
        case _:
            return _lacking_paper(check)


def _signless(view: CaseView) -> str:
    """Who gives the sign, or why nobody can."""
    if view.keeper and not view.is_kept_here:
        return _("Znak nada: {station}").format(station=view.keeper)
    return _("Nadaj znak sprawy") if view.keeper else _("Brak spisu spraw dla tej pomocy, więc i znaku")


def _lacking_paper(check: CaseCheck) -> str:
    return {
        CheckCode.INCOME: _documented(check),
        CheckCode.INCAPACITY: _("Brak orzeczenia o niezdolności do pracy"),
        CheckCode.SIGNATURE: _("Brak podpisu pod wnioskiem"),
        CheckCode.ASSETS: _("Brak oświadczenia o stanie majątkowym"),
        CheckCode.MEDIATION: _("Brak adnotacji o mediacji"),
    }[check.code]


def _documented(check: CaseCheck) -> str:
    count, of = (int(str(check.facts.get(name, 0))) for name in ("count", "of"))
    return ngettext(
        "Dochód udokumentowany dla {done} z {count} osoby", "Dochód udokumentowany dla {done} z {count} osób", of
    ).format(done=count, count=of)
