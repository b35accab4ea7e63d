"""What a person reads about a decision: its state, its choices, its elements, the days that service sets."""

from app.domain.benefits import may_be_open_ended, special_purpose_allowance
from app.domain.checklist import CheckItem, State
from app.domain.claims import claim_of
from app.domain.decision_changes import Change
from app.domain.decisions import Decision, DecisionKind, DecisionState
from app.domain.finality import BASIS, ExecutableBecause, FinalBecause, Finality
from app.services.decision_findings import Frozen
from app.services.decision_lists import DecisionRow
from app.services.decision_views import DecisionView, Hindrance, Move
from ui.i18n import NBSP, _, amount, day, ngettext, numeric_day, plain_amount, stamp
from ui.i18n import month as month_words
from ui.parts import Fact
from ui.screens.decision_amounts import amount_rows


def state_chip(decision: Decision | DecisionRow) -> tuple[str, str]:
    """The state in a word and its tone."""
    return {
        DecisionState.DRAFT: (_("Projekt"), "info"),
        DecisionState.PASSED_ON: (_("U kierownika"), "warn"),
        DecisionState.RETURNED: (_("Zwrócona"), "bad"),
        DecisionState.APPROVED: (_("Zatwierdzona"), "ok"),
        DecisionState.ISSUED: (_("Wydana"), "ok"),
    }[decision.state]


def decision_title(view: DecisionView) -> str:
    """``Decyzja: zasiłek okresowy, 610,50 zł × 3 miesiące``."""
    decision = view.decision
    if decision.kind is DecisionKind.REFUSAL:
        return _("Decyzja: {benefit}, odmowa").format(benefit=view.label)
    if decision.kind is DecisionKind.REPEAL:
        return _("Uchylenie decyzji: {benefit}").format(benefit=view.label)
    if decision.kind is DecisionKind.UNDUE:
        words = _("Zwrot nienależnie pobranych: {benefit}, {amount}")
        return words.format(benefit=view.label, amount=amount(decision.amount))
    if decision.kind is DecisionKind.CHANGE:
        words = _("Zmiana decyzji: {benefit}, {amount} miesięcznie")
        return words.format(benefit=view.label, amount=amount(decision.amount))
    if not decision.amount:
        return _("Decyzja: {benefit}").format(benefit=view.label)
    if may_be_open_ended(decision.benefit):
        words = _("Decyzja: {benefit}, {amount} miesięcznie")
        return words.format(benefit=view.label, amount=amount(decision.amount))
    if view.is_one_off or not decision.months:
        return _("Decyzja: {benefit}, {amount}").format(benefit=view.label, amount=amount(decision.amount))
    return ngettext(
        "Decyzja: {benefit}, {amount} × {count} miesiąc",
        "Decyzja: {benefit}, {amount} × {count} miesięcy",
        decision.months,
    ).format(benefit=view.label, amount=amount(decision.amount), count=decision.months)


def ways_of_payment() -> list[tuple[str, str]]:
    """How the money reaches the person."""
    return [("transfer", _("przelewem")), ("cash", _("w kasie ośrodka")), ("postal_order", _("przekazem pocztowym"))]


def grounds_of_refusal(benefit: str) -> list[tuple[str, str]]:
    """Provisions that a refusal may rest on although the income gives a right."""
    return [
        *_grounds_of_discretion(benefit),
        ("art. 11 ust. 2", _("brak współdziałania (art. 11 ust. 2)")),
        ("art. 12", _("dysproporcja między dochodem a sytuacją majątkową (art. 12)")),
        ("art. 107 ust. 4a", _("odmowa wywiadu lub jego aktualizacji (art. 107 ust. 4a)")),
        ("art. 107 ust. 5", _("odmowa oświadczenia o dochodach i majątku (art. 107 ust. 5)")),
    ]


def _grounds_of_discretion(benefit: str) -> list[tuple[str, str]]:
    """Of help that the office may give and need not; a special one asks for more than a need."""
    if not claim_of(benefit).is_discretionary:
        return []
    means = ("art. 3 ust. 4", _("potrzeba nie mieści się w celach albo możliwościach pomocy (art. 3 ust. 4)"))
    special = ("art. 41 pkt 1", _("przypadek nie jest szczególnie uzasadniony (art. 41 pkt 1)"))
    return [special, means] if benefit == special_purpose_allowance.CODE else [means]


def move_words() -> dict[Move, str]:
    """What the button says."""
    return {
        Move.PASS_ON: _("Przekaż do zatwierdzenia"),
        Move.APPROVE: _("Zatwierdź"),
        Move.SEND_BACK: _("Zwróć z uwagą"),
        Move.ISSUE: _("Wydaj decyzję"),
        Move.DELIVER: _("Wpisz doręczenie"),
    }


def hindrance_words(move: Move, hindrance: Hindrance) -> str:
    """Why the clerk at the keyboard cannot do it."""
    if hindrance is Hindrance.OWN_DRAFT:
        return _("Własnego projektu nie można zatwierdzić: każdą decyzję oglądają dwie osoby.")
    if hindrance is Hindrance.CASE_CLOSED:
        return _("Sprawa jest zakończona.")
    return {
        Move.APPROVE: _("Zatwierdza osoba z takim uprawnieniem, zwykle kierownik."),
        Move.SEND_BACK: _("Zwraca osoba, która może zatwierdzić."),
        Move.ISSUE: _("Wydaje osoba, która prowadzi świadczenia, albo kierownik."),
        Move.DELIVER: _("Doręczenia wpisuje osoba, która prowadzi sprawy."),
    }.get(move, _("Projekty decyzji pisze osoba, która prowadzi świadczenia."))


def locked_words(view: DecisionView) -> str:
    """Why nothing can be changed now; "" where it can."""
    decision = view.decision
    if view.is_editable:
        return ""
    match decision.state:
        case DecisionState.PASSED_ON:
            at = stamp(decision.passed_on_at) if decision.passed_on_at is not None else ""
            return _("Przekazano do zatwierdzenia {at} ({who}). Treść można zmieniać po zwrocie.").format(
                at=at, who=view.drafter
            )
        case DecisionState.APPROVED:
            return _("Zatwierdzono: {who}. Treść się już nie zmienia; kierownik może ją jeszcze zwrócić.").format(
                who=view.approver
            )
        case DecisionState.ISSUED:
            return _issued_words(view)
        case _:
            hindrance = view.moves.get(Move.EDIT) or Hindrance.ROLE
            return hindrance_words(Move.EDIT, hindrance)


def _issued_words(view: DecisionView) -> str:
    """The kept paper is known by the beginning of its hash."""
    on = day(view.decision.issued_on) if view.decision.issued_on is not None else ""
    digest = view.document.content[:12] if view.document is not None else ""
    if not digest:
        return _("Wydano {day}. Zmienić ją można tylko kolejnym aktem.").format(day=on)
    said = _("Wydano {day}. Obowiązuje treść zachowanego wydruku (skrót {digest}); zmienia ją tylko kolejny akt.")
    return said.format(day=on, digest=digest)


def counted_facts(benefit: str, frozen: Frozen, *, is_refusal: bool) -> list[Fact]:
    """The rows of "Jak policzono", each with the article it rests on."""
    head = _single_head(frozen) if frozen.is_single else _family_head(frozen)
    month = f"{frozen.income_month.month:02d}.{frozen.income_month.year}"
    income = _("Dochód za {month}") if frozen.is_single else _("Dochód rodziny za {month}")
    basis = frozen.basis_of("income_month", "income_month_lost")
    taken = f"−{NBSP}{plain_amount(frozen.income)}" if frozen.income else plain_amount(0)
    rows = [*head, Fact(income.format(month=month), taken, basis)]
    if not frozen.right:
        label = _("Dochód wyższy od kryterium o") if frozen.difference < 0 else _("Różnica")
        return [*rows, Fact(label, plain_amount(abs(frozen.difference)), frozen.steps[-1].basis, has_line_above=True)]
    return rows if is_refusal else [*rows, *amount_rows(benefit, frozen), *_part_rows(frozen)]


def _part_rows(frozen: Frozen) -> list[Fact]:
    """Months that the right does not cover in full."""
    return [
        # i18n: a month with its year
        Fact(
            _("Za {month}, od dnia orzeczenia").format(month=month_words(month)), plain_amount(part), "art. 106 ust. 3"
        )
        for month, part in frozen.parts
    ]


def change_facts(change: Change, decision: Decision) -> list[Fact]:
    """What is changed, from which month, and the article."""
    month = f"{change.from_month.month:02d}.{change.from_month.year}"
    rows = [Fact(_("Decyzja {number}").format(number=change.number), plain_amount(change.was), has_line_above=True)]
    if decision.kind is DecisionKind.REPEAL:
        return [*rows, Fact(_("Uchylona od"), month, "art. 106 ust. 5")]
    return [*rows, Fact(_("Od {month}").format(month=month), plain_amount(decision.amount), "art. 106 ust. 5")]


def bounds_hint(view: DecisionView) -> str:
    """``od 610,50 do 1 221,00 zł``."""
    bounds = view.bounds
    if bounds is None or not bounds.has_right:
        return ""
    if bounds.highest is None:
        return _("ustawa nie określa kwoty")
    if bounds.lowest is None:
        return _("najwyżej {amount}").format(amount=amount(bounds.highest))
    if bounds.lowest == bounds.highest:
        return _("ustawa dopuszcza tylko {amount}").format(amount=amount(bounds.lowest))
    return _("od {lowest} do {highest}").format(lowest=plain_amount(bounds.lowest), highest=amount(bounds.highest))


def written_hint(view: DecisionView) -> str:
    """What the own reasons of a grant must say."""
    if view.is_one_off:
        return _("Dlaczego ta potrzeba i ta kwota. Ten tekst trafi do decyzji.")
    return _("Dlaczego ta kwota i ten okres. Ten tekst trafi do decyzji.")


def element_title(item: CheckItem) -> str:
    """The name of an element in the language of the window."""
    return {
        "authority": _("oznaczenie organu"),
        "day": _("data wydania"),
        "party": _("oznaczenie strony"),
        "legal_basis": _("podstawa prawna"),
        "ruling": _("rozstrzygnięcie"),
        "reasons": _("uzasadnienie faktyczne i prawne"),
        "instruction": _("pouczenie o odwołaniu i zrzeczeniu się"),
        "signature": _("podpis upoważnionej osoby"),
        "court": _("pouczenie o skardze do sądu"),
        "mediation": _("adnotacja o mediacji"),
        "strangers": _("dane innych osób"),
        "period": _("okres świadczenia"),
        "account": _("numer rachunku"),
        "name_forms": _("odmiana nazwiska"),
        "rate": _("kurs waluty"),
    }.get(item.id, item.title)


def element_state(item: CheckItem, state: DecisionState) -> str:
    """``ok``, ``missing``, ``asked`` or ``open``: a signature is nobody's fault before the decision goes out."""
    if item.state in (State.MISSING, State.QUESTIONED):
        return "missing" if item.state is State.MISSING else "asked"
    return "open" if item.id == "signature" and state is not DecisionState.ISSUED else "ok"


def after_issue_facts(view: DecisionView) -> list[Fact]:
    """The day of service and the days that it sets."""
    rows: list[Fact] = []
    if view.delivery is not None and view.delivery.served_on is not None:
        rows.append(Fact(_("Doręczono"), numeric_day(view.delivery.served_on), has_line_above=True))
    if view.finality is not None:
        is_paid = view.decision.kind is not DecisionKind.UNDUE
        rows += finality_facts(view.finality, is_paid=is_paid)
    return rows


def finality_facts(found: Finality, *, is_paid: bool = True) -> list[Fact]:
    """When the decision is final and when it may be carried out, each with its provision."""
    final = {
        FinalBecause.APPEAL_TIME_OVER: _("Ostateczna od"),
        FinalBecause.NO_APPEAL: _("Ostateczna od doręczenia"),
        FinalBecause.WAIVED: _("Ostateczna od zrzeczenia się odwołania"),
    }[found.final_because]
    rows = []
    if found.appeal is not None:
        rows.append(Fact(_("Odwołanie do"), numeric_day(found.appeal.ends_on), found.appeal.basis))
    if found.court is not None:
        rows.append(Fact(_("Skarga do sądu do"), numeric_day(found.court.ends_on), found.court.basis))
    rows.append(Fact(final, numeric_day(found.final_from_on), BASIS[found.final_because]))
    if is_paid and found.executable_from_on is not None and found.executable_because is not None:
        payable = {
            ExecutableBecause.APPEAL_TIME_OVER: _("Wypłata od"),
            ExecutableBecause.AGREES_WITH_CLAIM: _("Wypłata od doręczenia"),
            ExecutableBecause.FINAL_AT_ONCE: _("Wypłata od doręczenia"),
            ExecutableBecause.WAIVED: _("Wypłata od"),
        }[found.executable_because]
        rows.append(Fact(payable, numeric_day(found.executable_from_on), BASIS[found.executable_because]))
    return rows


def _family_head(frozen: Frozen) -> list[Fact]:
    used = frozen.parameter("criterion_family")
    per_head = frozen.criterion // max(frozen.people, 1)
    basis = " · ".join(part for part in (frozen.basis_of("criterion_family"), used.basis if used else "") if part)
    whole = _("Kryterium rodziny {people} × {amount}").format(people=frozen.people, amount=plain_amount(per_head))
    return [
        Fact(_("Osoby w rodzinie"), str(frozen.people)),
        Fact(_("Kryterium na osobę"), plain_amount(per_head), basis),
        Fact(whole, plain_amount(frozen.criterion)),
    ]


def _single_head(frozen: Frozen) -> list[Fact]:
    used = frozen.parameter("criterion_single")
    basis = " · ".join(part for part in (frozen.basis_of("criterion_single"), used.basis if used else "") if part)
    return [Fact(_("Kryterium osoby samotnie gospodarującej"), plain_amount(frozen.criterion), basis)]
