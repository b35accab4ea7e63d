"""The text of a decision: its facts given to the template, its ruling cut into pieces, its elements checked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.domain import money, polish
from app.domain.benefits import WITH_LETTER, is_one_off, may_be_open_ended
from app.domain.benefits.kind import LetteredKind
from app.domain.blocks import Paragraph
from app.domain.cases import ApplicationForm
from app.domain.checklist import CheckItem, DecisionToCheck, State, check_decision
from app.domain.decision_text import (
    Calculation,
    DecisionFacts,
    decision_values,
    last_day,
    without_amount,
    without_claim,
)
from app.domain.decisions import Decision, DecisionKind, amounts_of
from app.domain.income_workings import day_of_rate, rates_to_renew, read_workings
from app.domain.letter_facts import letter_values
from app.domain.letter_parts import Letter
from app.domain.letter_templates import LetterShelf, LetterTemplate
from app.services.case_letters import forms_of, party_values, staff
from app.services.decision_reading import Matter
from app.services.letters import DOTS, Draft, draft, open_places, ruling_sentence
from app.services.ports import Reading
from app.services.signing import authorisation_of
from app.services.strangers import strangers_in_text

_WAYS = {"transfer": "przelewem", "cash": "w kasie ośrodka", "postal_order": "przekazem pocztowym"}
NO_END = "bezterminowo"
_FOLLOW_UPS = {
    DecisionKind.CHANGE: "Decyzja wymienia akt, który zmienia, nową kwotę i miesiąc, od którego obowiązuje.",
    DecisionKind.UNDUE: "Decyzja wymienia miesiące, kwotę do zwrotu, termin i rachunek.",
    DecisionKind.REPEAL: "Decyzja wymienia akt, który uchyla, i miesiąc, od którego przestaje obowiązywać.",
}
"""What the ruling of a decision that follows an earlier one says."""
_ELEMENTS = frozenset({"office.authority", "written", "signer.name", "signer.post", "addressee.lines"})
"""Facts of the letter that the checklist asks for under an element of their own."""


@dataclass(frozen=True)
class Piece:
    """Some words of the ruling; ``choice`` names the field that a person may change there, "" for fixed words."""

    text: str
    choice: str = ""


def template_of(decision: Decision) -> str:
    """The letter that a decision is printed with."""
    if not decision.is_on_the_claim:
        return f"decision_{decision.kind.value}"
    return f"decision_{decision.benefit}_{'grant' if decision.kind is DecisionKind.GRANT else 'refusal'}"


def write_letter(shelf: LetterShelf, matter: Matter, day: date) -> Draft:
    """The decision as a letter of ``day``; what is missing stands as dots and is named."""
    template = shelf.letter_on(template_of(matter.decision), day)
    values = letter_values(
        matter.office,
        sign=matter.decision.number or matter.case.sign,
        party=party_values(matter.person, matter.address),
        addressee=matter.addressee,
        clerk=staff(matter.clerk) if matter.clerk is not None else None,
        signer=staff(matter.signer) if matter.signer is not None else None,
        more=decision_values(_facts(shelf, matter, day)),
    )
    return draft(shelf, template, values, day)


def ruling_pieces(letter: Letter, matter: Matter, shelf: LetterShelf) -> tuple[Piece, ...]:
    """The ruling as one sentence whose choices can be told apart, in the order in which they stand in it."""
    decision = matter.decision
    if not decision.is_on_the_claim:
        return tuple(_cut(ruling_sentence(letter), _holes_of_follow_up(decision, matter)))
    reason, need = shelf.help_reasons.get(decision.cause), shelf.needs.get(decision.need)
    holes: list[tuple[str, str]] = [("person", forms_of(matter.person).name.dative)]
    if is_one_off(decision.benefit):
        holes.append(("need", need.accusative if need is not None else DOTS))
    if decision.kind is DecisionKind.GRANT:
        holes += [
            ("reason", reason.genitive if reason is not None else DOTS),
            ("amount", money.with_unit(decision.amount) if decision.amount else DOTS),
            ("words", money.in_words(decision.amount) if decision.amount else DOTS),
            *_period_holes(decision),
            ("pay_by", _WAYS.get(decision.pay_by, decision.pay_by) or DOTS),
        ]
    return tuple(_cut(ruling_sentence(letter), holes))


def _holes_of_follow_up(decision: Decision, matter: Matter) -> list[tuple[str, str]]:
    """Of a ruling that follows an earlier one only an amount between bounds is left to choose."""
    holes = [("person", forms_of(matter.person).name.dative)]
    if decision.kind is DecisionKind.CHANGE:
        holes += [("amount", money.with_unit(decision.amount)), ("words", money.in_words(decision.amount))]
    return holes


def _period_holes(decision: Decision) -> list[tuple[str, str]]:
    """The months of what is paid month by month."""
    if is_one_off(decision.benefit):
        return []
    return [
        ("from_month", polish.day(decision.from_month) if decision.from_month else DOTS),
        ("to_month", polish.day(last_day(decision.to_month)) if decision.to_month else _without_end(decision)),
    ]


def _without_end(decision: Decision) -> str:
    return NO_END if may_be_open_ended(decision.benefit) else DOTS


def _cut(sentence: str, holes: list[tuple[str, str]]) -> Iterator[Piece]:
    """The first word is the verdict; each further hole is looked for behind the one before it."""
    verb, space, rest = sentence.partition(" ")
    yield Piece(verb, "kind")
    rest = space + rest
    for choice, words in holes:
        before, found, after = rest.partition(words)
        if words and found:
            yield Piece(before)
            yield Piece(found, "" if choice == "words" else choice)
            rest = after
    yield Piece(rest)


def check_letter(file: Reading, shelf: LetterShelf, matter: Matter, made: Draft, day: date) -> tuple[CheckItem, ...]:
    """The elements of art. 107 § 1 one by one, then what a careful reader would ask about."""
    decision, letter, signer = matter.decision, made.letter, matter.signer
    template = shelf.letter_on(template_of(decision), day)
    application = matter.basis.application
    is_ex_officio = application is not None and application.form is ApplicationForm.EX_OFFICIO
    found = check_decision(
        DecisionToCheck(
            today=matter.today,
            issued_on=day,
            earliest_on=matter.basis.stage_facts.interviewed_on,
            authority=matter.office.authority,
            is_authority_in_head=letter.head.sender_lines[:1] == (matter.office.authority,),
            party_name=matter.person.full_name,
            party_address=", ".join(matter.addressee.lines),
            party_died_on=matter.person.died_on,
            legal_basis=template.basis,
            law_text=letter.text_of("law"),
            ruling_text=letter.text_of("ruling"),
            is_grant=decision.kind is DecisionKind.GRANT,
            follow_up=_FOLLOW_UPS.get(decision.kind, ""),
            amount=decision.amount,
            from_month=decision.from_month,
            to_month=decision.to_month,
            is_one_off=is_one_off(decision.benefit),
            may_be_open_ended=may_be_open_ended(decision.benefit),
            pay_by=decision.pay_by,
            without_reasons=decision.without_reasons,
            is_granted_in_full=decision.is_granted_in_full,
            generated_reasons=generated_reasons(letter),
            written_reasons=decision.written_reasons,
            open_places=tuple(open_places(decision.written_reasons)),
            instruction_text=letter.text_of("instruction"),
            signer_name=signer.full_name if signer is not None else "",
            signer_post=signer.position if signer is not None else "",
            authorisation=authorisation_of(signer) if signer is not None else None,
            mediation_note=matter.case.mediation_note,
            started_on=matter.basis.applied_on,
            is_unsigned=application is not None and not application.is_signed and not is_ex_officio,
            is_incomplete=application is not None and application.complete_on is None,
            missing_facts=_missing_choices(template, made),
            others=strangers_in(file, matter),
        )
    )
    return (*found, *_questions(matter, day))


def _missing_choices(template: LetterTemplate, made: Draft) -> tuple[str, ...]:
    """What the letter lacks in words, without the facts that are elements of their own."""
    elsewhere = {fact.words for fact in template.facts if fact.name in _ELEMENTS}
    return tuple(words for words in made.missing if words not in elsewhere)


def generated_reasons(letter: Letter) -> str:
    """The words of the reasons that nobody typed."""
    parts = [part for part in letter.parts if part.name == "reasons" and part.kind == "generated"]
    return "\n".join(block.text for part in parts for block in part.blocks if isinstance(block, Paragraph))


def _questions(matter: Matter, day: date) -> Iterator[CheckItem]:
    """What does not stop a decision and is yet asked about."""
    decision = matter.decision
    yield from _about_certificate(matter)
    yield from _about_rate(matter, day)
    forms = forms_of(matter.person)
    if forms.needs_a_look:
        sentence = f"Odmiana nazwiska jest niepewna: „{forms.polite.dative}”. Sprawdź ją w kartotece osoby."
        yield CheckItem("name_forms", "odmiana nazwiska", State.QUESTIONED, sentence)
    if decision.pays and decision.pay_by == "transfer" and not matter.person.bank_account:
        sentence = "Wypłata przelewem, a w kartotece nie ma numeru rachunku."
        yield CheckItem("account", "numer rachunku", State.QUESTIONED, sentence)


def _about_certificate(matter: Matter) -> Iterator[CheckItem]:
    """A period beyond the certificate, and a refusal of somebody who may still wait for one (art. 106 ust. 7-8)."""
    decision, frozen = matter.decision, matter.frozen
    if frozen is None or not matter.basis.asks_for_incapacity:
        return
    title = "orzeczenie (art. 37 ust. 1 ustawy)"
    until = frozen.proven_until
    if decision.pays and until is not None and (decision.to_month is None or last_day(decision.to_month) > until):
        sentence = f"Orzeczenie jest ważne do {polish.day(until)}, a okres zasiłku sięga dalej. Czy tak ma być?"
        yield CheckItem("certificate", title, State.QUESTIONED, sentence)
    if not decision.pays and any(step.code == "permanent_capable" for step in frozen.steps):
        sentence = (
            "Nie ma orzeczenia o niezdolności do pracy. Jeśli strona na nie czeka, a spełnia pozostałe warunki, "
            "postępowanie zawiesza się i z urzędu przyznaje zasiłek okresowy (art. 106 ust. 7 i 8 ustawy)."
        )
        yield CheckItem("certificate", title, State.QUESTIONED, sentence)


def _about_rate(matter: Matter, day: date) -> Iterator[CheckItem]:
    """Income in another currency counts at the rate of the day of the decision (art. 8 ust. 13)."""
    renewed = rates_to_renew((read_workings(each.note) for each in matter.basis.incomes), day)
    if renewed:
        days = polish.listed([f"{each.currency} z {polish.day(each.table_on)}" for each in renewed])
        wanted = polish.day(day_of_rate(day))
        sentence = (
            f"Wpisany kurs: {days}. Decyzja z tego dnia wymaga kursu z {wanted} Wpisz go przy dochodzie i przelicz."
        )
        yield CheckItem("rate", "kurs waluty (art. 8 ust. 13)", State.QUESTIONED, sentence)


def strangers_in(file: Reading, matter: Matter) -> tuple[str, ...]:
    """Surnames and PESEL numbers in what was typed that belong to people outside this case.

    They show text copied from another decision.
    """
    text = matter.decision.written_reasons
    known = {word.casefold() for each in matter.basis.family for word in each.person.full_name.split()}
    known |= {
        word.casefold()
        for clerk in (matter.clerk, matter.worker, matter.signer)
        if clerk
        for word in clerk.full_name.split()
    }
    return strangers_in_text(file, text, known, {each.person.pesel for each in matter.basis.family})


def _facts(shelf: LetterShelf, matter: Matter, day: date) -> DecisionFacts:
    decision, basis, kind = matter.decision, matter.basis, WITH_LETTER[matter.decision.benefit]
    application = basis.application
    form = application.form if application is not None else ApplicationForm.EX_OFFICIO
    awaits = matter.awaits
    return DecisionFacts(
        kind=kind,
        applied_on=basis.applied_on if awaits is None else awaits[1],
        application_form=form.value,
        complete_on=application.complete_on if application is not None and awaits is None else None,
        awaits=awaits,
        interview_on=basis.stage_facts.interviewed_on,
        worker=matter.worker.full_name if matter.worker is not None else "",
        # "refused because of unemployment" would be read as the reason of the refusal
        reason=shelf.help_reasons.get(decision.cause) if decision.pays else None,
        need=shelf.needs.get(decision.need),
        calculation=_calculation(matter, kind),
        change=matter.frozen.change if matter.frozen is not None else None,
        undue=(matter.undue, matter.undue.found(day, matter.law)) if matter.undue is not None else None,
        amount=decision.amount,
        from_month=decision.from_month,
        to_month=decision.to_month,
        proven_until=_end_of_certificate(matter),
        pay_by=decision.pay_by,
        pay_day=decision.pay_day,
        written=decision.written_reasons,
        without_reasons=decision.without_reasons,
        is_granted_in_full=decision.is_granted_in_full,
        ruling_grounds=decision.refusal_grounds,
        other_amounts=amounts_of(decision.other_amounts),
    )


def _end_of_certificate(matter: Matter) -> date | None:
    """The last day of the certificate, where the period ends with its month."""
    until = matter.frozen.proven_until if matter.frozen is not None else None
    is_end = until is not None and matter.decision.to_month == until.replace(day=1)
    return until if is_end else None


def _calculation(matter: Matter, kind: LetteredKind) -> Calculation | None:
    if matter.frozen is None:
        return None
    calculation = matter.frozen.calculation
    if matter.frozen.change is not None:
        calculation = without_claim(calculation)
    return calculation if matter.decision.pays else without_amount(calculation, kind)
