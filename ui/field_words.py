"""What people call the kinds of records and their fields, and how a bare value is written for them."""

import json
from datetime import date, datetime
from typing import Any

from app.domain.benefits import KINDS
from app.domain.cases import Application, Case, CaseEvent, CaseList, Document, Report
from app.domain.debts import Repayment
from app.domain.decisions import Decision
from app.domain.deliveries import Delivery
from app.domain.erasing import Erasure
from app.domain.households import Household, Member
from app.domain.incomes import Income
from app.domain.interviews import Answer, Correction, Freeze, Interview
from app.domain.offices import Setting, Workstation
from app.domain.payments import Debt, PaymentHold, PaymentLine, PaymentList, PaymentRegister, PaymentReturn
from app.domain.persons import Address, Clerk, PairVerdict, Person, Sex
from app.domain.phones import written_phone
from app.domain.records import Record
from app.domain.visits import Precautions, VisitAttempt
from app.services.phrases import phrase_name
from ui.sealed_words import decision_state_word, list_state_word, payment_list_fields
from ui.settings_words import particular_words, short_role
from ui.speech import _, amount, clock, numeric_day
from ui.wording_decisions import decision_fields


def kind_word(kind: type[Record]) -> str:
    """One record of a kind: "osoba", "adres"."""
    return {
        Setting: _("ustawienie"),
        Workstation: _("stanowisko"),
        Clerk: _("pracownik"),
        Person: _("osoba"),
        Address: _("adres"),
        PairVerdict: _("rozstrzygnięcie o osobach"),
        Household: _("rodzina"),
        Member: _("członek rodziny"),
        Income: _("dochód"),
        CaseList: _("spis spraw"),
        Application: _("wniosek"),
        Report: _("zgłoszenie"),
        Case: _("sprawa"),
        CaseEvent: _("wpis w przebiegu sprawy"),
        Document: _("dokument"),
        Interview: _("wywiad"),
        Answer: _("odpowiedź w wywiadzie"),
        Freeze: _("zamknięcie wywiadu"),
        Correction: _("sprostowanie w wywiadzie"),
        Decision: _("decyzja"),
        Delivery: _("doręczenie"),
        Erasure: _("usunięcie danych osoby"),
        Precautions: _("bezpieczeństwo wizyty"),
        VisitAttempt: _("nieudana wizyta"),
        PaymentRegister: _("rejestr list wypłat"),
        PaymentList: _("lista wypłat"),
        PaymentLine: _("pozycja listy wypłat"),
        PaymentReturn: _("zwrot wypłaty"),
        PaymentHold: _("wstrzymanie wypłaty"),
        Debt: _("należność do potrącenia"),
        Repayment: _("spłata należności"),
    }.get(kind, "")


def field_word(kind: type[Record], field: str) -> str:
    """What a field is called: "numer telefonu"; for a field that is seldom seen the kind alone."""
    if field == "life":
        return kind_word(kind)
    own = {
        Person: _person_fields,
        Address: _address_fields,
        Income: _income_fields,
        Interview: _interview_fields,
        Freeze: _freeze_fields,
        Decision: decision_fields,
        Case: _case_fields,
        Application: _application_fields,
        Member: _member_fields,
        Delivery: _delivery_fields,
        PaymentList: payment_list_fields,
        Clerk: _clerk_fields,
    }.get(kind)
    words = {} if own is None else own()
    return words.get(field) or _common_fields().get(field) or kind_word(kind)


def whose_word(kind: type[Record], whose: str) -> str:
    """Whose record it is; a setting is called as on its own form."""
    if kind is Setting and (name := phrase_name(whose)):
        return _("zwrot „{name}”").format(name=name)
    return particular_words().get(whose, whose) if kind is Setting else whose


def _common_fields() -> dict[str, str]:
    return {
        "note": _("uwagi"),
        "name": _("nazwa"),
        "value": _("treść"),
        "title": _("tytuł"),
        "region": _("rejon"),
        "phone": _("numer telefonu"),
        "from_on": _("od dnia"),
        "to_on": _("do dnia"),
        "keeper": _("opiekun stanowiska"),
        "keeper_id": _("stanowisko prowadzące spis"),
        "retired_on": _("dzień wycofania"),
        "is_same": _("czy to ta sama osoba"),
        "is_urgent": _("tryb pilny"),
        "received_on": _("data wpływu"),
        "closed_on": _("data zakończenia"),
        "facts": _("opis sytuacji"),
        "dated_on": _("data dokumentu"),
        "text": _("treść"),
    }


def _person_fields() -> dict[str, str]:
    return {
        "first_name": _("imię"),
        "second_name": _("drugie imię"),
        "last_name": _("nazwisko"),
        "birth_name": _("nazwisko rodowe"),
        "pesel": _("numer PESEL"),
        "born_on": _("data urodzenia"),
        "sex": _("płeć"),
        "phone": _("numer telefonu"),
        "email": _("adres e-mail"),
        "citizenship": _("obywatelstwo"),
        "identity_document": _("dokument tożsamości"),
        "marital_status": _("stan cywilny"),
        "occupation": _("zajęcie"),
        "bank_account": _("rachunek bankowy"),
        "died_on": _("data śmierci"),
        "name_genitive": _("nazwisko w dopełniaczu"),
        "name_dative": _("nazwisko w celowniku"),
        "name_accusative": _("nazwisko w bierniku"),
        "name_instrumental": _("nazwisko w narzędniku"),
        "merged_into": _("połączenie z innym wpisem"),
    }


def _address_fields() -> dict[str, str]:
    return {
        "kind": _("rodzaj adresu"),
        "locality": _("miejscowość"),
        "street": _("ulica"),
        "house": _("numer domu"),
        "flat": _("numer mieszkania"),
        "postal_code": _("kod pocztowy"),
        "post_town": _("poczta"),
        "directions": _("jak dojechać"),
    }


def _income_fields() -> dict[str, str]:
    return {
        "kind": _("rodzaj dochodu"),
        "amount": _("kwota dochodu"),
        "received_on": _("dzień uzyskania dochodu"),
        "costs": _("koszty uzyskania"),
        "maintenance_paid": _("świadczone alimenty"),
        "source_lost_on": _("dzień utraty źródła"),
        "hectares": _("hektary przeliczeniowe"),
        "months": _("liczba miesięcy"),
        "evidence": _("dowód dochodu"),
        "evidence_on": _("data dowodu dochodu"),
    }


def _interview_fields() -> dict[str, str]:
    return {
        "worker_id": _("pracownik prowadzący wywiad"),
        "learned_on": _("dzień powzięcia wiadomości"),
        "planned_at": _("termin wizyty"),
        "plan_note": _("uwaga do wizyty"),
        "started_at": _("rozpoczęcie wywiadu"),
        "held_on": _("dzień wywiadu"),
        "finished_at": _("ukończenie wywiadu"),
        "signed_on": _("dzień podpisania wywiadu"),
        "seal": _("pieczęć odpowiedzi"),
        "left_out": _("segmenty niedotyczące"),
        "private_note": _("notatka własna"),
    }


def _freeze_fields() -> dict[str, str]:
    return {
        "frozen_on": _("dzień zamknięcia wywiadu"),
        "way": _("sposób zamknięcia wywiadu"),
        "answers": _("odpowiedzi na podpisanym wydruku"),
        "seal": _("pieczęć podpisanego wydruku"),
    }


def _case_fields() -> dict[str, str]:
    return {
        "number": _("numer w spisie"),
        "sign": _("znak sprawy"),
        "opened_on": _("data wszczęcia"),
        "need_known_on": _("dzień wiadomości o potrzebie"),
        "clerk_id": _("prowadzący sprawę"),
        "worker_id": _("pracownik socjalny"),
        "closed_as": _("sposób zakończenia"),
        "mediation_note": _("notatka o ugodzie"),
        "household_id": _("rodzina w sprawie"),
    }


def _application_fields() -> dict[str, str]:
    return {
        "form": _("forma wniosku"),
        "complete_on": _("dzień uzupełnienia wniosku"),
        "claim": _("żądanie"),
        "reasons": _("powody wniosku"),
        "applies_as": _("kto składa wniosek"),
        "is_signed": _("podpis na wniosku"),
        "missing": _("braki wniosku"),
    }


def _member_fields() -> dict[str, str]:
    return {
        "relation": _("pokrewieństwo"),
        "is_counted": _("liczenie do rodziny"),
        "not_counted_reason": _("powód niewliczania"),
    }


def _delivery_fields() -> dict[str, str]:
    return {
        "channel": _("sposób doręczenia"),
        "sent_on": _("dzień wysłania"),
        "served_on": _("dzień doręczenia"),
        "taken_by": _("kto odebrał"),
        "way": _("jak odebrano"),
        "first_notice_on": _("pierwsze awizo"),
        "second_notice_on": _("drugie awizo"),
        "notice_place": _("gdzie zostawiono awizo"),
    }


def _clerk_fields() -> dict[str, str]:
    return {
        "first_name": _("imię"),
        "last_name": _("nazwisko"),
        "position": _("stanowisko służbowe"),
        "role": _("rola w programie"),
        "is_active": _("czy pracuje"),
        "signs_for": _("formuła podpisu"),
        "first_name_vocative": _("imię w wołaczu"),
        "card_number": _("numer legitymacji"),
        "authorisation_number": _("numer upoważnienia"),
        "authorised_from_on": _("początek upoważnienia"),
        "authorised_to_on": _("koniec upoważnienia"),
    }


def value_word(kind: type[Record], field: str, value: Any) -> str:
    """A value as people write it."""
    if value is None or value == "":
        return _("(puste)")
    if isinstance(value, bool):
        return _("tak") if value else _("nie")
    if isinstance(value, date):
        return _time_word(value)
    if isinstance(value, int):
        return amount(value) if field in _MONEY else str(value)
    if isinstance(value, bytes):
        return _("(powiązanie)")
    if isinstance(value, Sex):
        return _("kobieta") if value is Sex.FEMALE else _("mężczyzna")
    return _text_word(kind, field, str(value))


def _text_word(kind: type[Record], field: str, value: str) -> str:
    if field == "phone":
        return written_phone(value)
    if kind is Clerk and field == "role":
        return short_role(value)
    if field == "state":
        words = {Decision: decision_state_word, PaymentList: list_state_word}.get(kind)
        return value if words is None else words(value)
    if field == "benefit":
        return next((benefit.label for benefit in KINDS if benefit.code == value), value)
    return answer_word(value) if kind is Answer and field == "value" else value


def _time_word(value: date) -> str:
    return f"{numeric_day(value.date())} {clock(value)}" if isinstance(value, datetime) else numeric_day(value)


_MONEY = {"amount", "costs", "maintenance_paid", "total"}


def answer_word(stored: str) -> str:
    """What a box of an interview holds, without the signs of JSON."""
    try:
        value = json.loads(stored)
    except ValueError:
        return stored
    if isinstance(value, bool):
        return _("tak") if value else _("nie")
    if isinstance(value, list):
        return ", ".join(str(each) for each in value) or _("(puste)")
    return _("(puste)") if value in (None, "") else str(value)
