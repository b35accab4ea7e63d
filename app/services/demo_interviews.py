"""Fills the questionnaire of an invented visit, on the form that was in force that day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from app.domain.answers import Answers, Key, Value, to_json
from app.domain.income_kinds import IncomeKind
from app.domain.interview_comparison import proposals
from app.domain.interview_facts import Circumstances, KnownAddress, KnownPerson
from app.domain.interview_filling import Filling
from app.domain.interview_seal import left_out_text, seal, settled
from app.domain.interviews import Answer, Interview, answer_id
from app.domain.law import Law, Parameter
from app.domain.money import half_up
from app.domain.persons import Person, Sex
from app.domain.questionnaires import Questionnaires
from app.services.demo_livelihood import LABOUR, Work
from app.services.demo_office import PARTICULARS, PERIODIC, PERMANENT
from app.services.demo_people import ADULT, Family

_OPTIONAL = "B D E F G"
_SCOPES = {PERIODIC: "zasiłek okresowy", PERMANENT: "zasiłek stały"}
_AT_SCHOOL_FROM = 7
_NEEDS = (
    "Rodzina prosi o pomoc w bieżących kosztach utrzymania. Po opłaceniu rachunków nie zostaje na żywność i leki.",
    "Zgłaszana potrzeba dotyczy zakupu opału i opłacenia zaległych rachunków za prąd.",
    "Osoba prosi o wsparcie finansowe do czasu znalezienia pracy oraz o pomoc w kontakcie z urzędem pracy.",
)
_DIAGNOSES = (
    "Dochód nie wystarcza na podstawowe potrzeby, mieszkanie jest zadbane. Pomoc finansowa jest zasadna.",
    "Sytuacja pogorszyła się po utracie stałego źródła utrzymania. Osoba szuka pracy. Wnioskuje się o pomoc.",
    "Stan zdrowia ogranicza zarobkowanie. Osoba wymaga wsparcia finansowego i pomocy w sprawach urzędowych.",
)


@dataclass(frozen=True)
class Sheets:
    """The forms, and what the law says about criteria. ``is_short`` leaves the sheets out, for very large offices."""

    forms: Questionnaires
    law: Law
    is_short: bool = False

    def filled(
        self, family: Family, reason: str, benefit: str, interview: Interview, told: Answers
    ) -> tuple[Interview, tuple[Answer, ...]]:
        """The finished part I with its seal, and its answers; on a short sheet the paper in the folder counts.

        ``told`` is what was said in the optional segments; without it they were left out.
        """
        on = interview.held_on
        if self.is_short or on is None:
            return interview, ()
        left_out = frozenset(_OPTIONAL.split()) | ({"C"} if _is_without_minors(family, on) else set())
        answers = {**_answers(family, reason, benefit, interview, on, self.law.income_kinds), **told}
        return self._sealed(interview, family, on, answers, frozenset() if told else left_out)

    def told(self, family: Family, interview: Interview, answers: Answers) -> tuple[Interview, tuple[Answer, ...]]:
        """A finished visit on a further part: what was told, around it what the office knows, the rest left out."""
        on = interview.held_on
        if self.is_short or on is None:
            return interview, ()
        form = self.forms.questionnaire_on(interview.part, on)
        filling = Filling(form, answers, self._around(family, interview, on))
        whole = {**proposals(filling), **answers}
        begun = replace(filling, answers=whole)
        left_out = {each.code for each in form.segments if each.is_printed and not each.required}
        left_out = {code for code in left_out if not begun.is_begun(form.segment(code) or form.segments[0])}
        return self._sealed(interview, family, on, whole, frozenset(left_out))

    def updated(self, family: Family, benefit: str, interview: Interview) -> tuple[Interview, tuple[Answer, ...]]:
        """A finished part IV in which nothing has changed."""
        return self.told(family, interview, _update(family, benefit, self.law.income_kinds))

    def _sealed(
        self, interview: Interview, family: Family, on: date, answers: dict[Key, Value], left_out: frozenset[str]
    ) -> tuple[Interview, tuple[Answer, ...]]:
        form = self.forms.questionnaire_on(interview.part, on)
        filling = Filling(form, answers, self._around(family, interview, on), left_out)
        answers |= settled(filling)
        finished = replace(
            interview,
            form_version=form.version,
            left_out=left_out_text(left_out),
            seal=seal(replace(filling, answers=answers), interview.id),
        )
        return finished, tuple(_records(interview, answers))

    def _around(self, family: Family, interview: Interview, on: date) -> Circumstances:
        """What the office knew; of a relative whom the files do not hold, only whom the help is for."""
        known = self._circumstances(family, on)
        if not interview.is_with_relative:
            return known
        applicant = ", ".join((family.head.full_name, *family.addresses[0].lines))
        return replace(known, people=(), address=None, applicant=applicant)

    def _circumstances(self, family: Family, on: date) -> Circumstances:
        address = family.addresses[0]
        return Circumstances(
            interview_on=on,
            today=on,
            people=tuple(_known(person) for person in family.people),
            address=KnownAddress(
                postal_code=address.postal_code,
                locality=address.locality,
                street=address.street,
                house=address.house,
                flat=address.flat,
            ),
            office_stamp=f"{PARTICULARS['office_name']}, {PARTICULARS['office_address']}",
            office_town=PARTICULARS["town"],
            criterion_alone=self.law.value_on(Parameter.CRITERION_SINGLE, on).grosze,
            criterion_in_family=self.law.value_on(Parameter.CRITERION_FAMILY, on).grosze,
        )


def _known(person: Person) -> KnownPerson:
    return KnownPerson(
        first_name=person.first_name,
        last_name=person.last_name,
        pesel=person.pesel,
        born_on=person.born_on,
        sex=person.sex,
    )


def _is_without_minors(family: Family, on: date) -> bool:
    return all((person.age_on(on) or 0) >= ADULT for person in family.people)


def _records(interview: Interview, answers: dict[Key, Value]) -> Sequence[Answer]:
    return [
        Answer(
            id=answer_id(interview.id, field_id, row),
            interview_id=interview.id,
            field_id=field_id,
            row=row,
            value=to_json(value),
        )
        for (field_id, row), value in answers.items()
    ]


def _answers(
    family: Family, reason: str, benefit: str, interview: Interview, on: date, kinds: Mapping[str, IncomeKind]
) -> dict[Key, Value]:
    chance = interview.id[-1]  # the id is chance enough and does not disturb the order of the book's
    boxes = _person_boxes(family) | _home_boxes(family, on, chance)
    boxes |= {
        "p1h_needs": _NEEDS[chance % len(_NEEDS)],
        "p1h_report_date": (interview.learned_on or on).isoformat(),
        "p1h_interview_date": on.isoformat(),
        "p1h_safety_incident": False,
        "p1i_diagnosis": _DIAGNOSES[chance % len(_DIAGNOSES)],
        "p1i_grounds": (reason,) if reason == "7.1" else ("7.1", reason),
        "p1j_plan_place_date": f"{PARTICULARS['town']}, {on:%d.%m.%Y}",
        "all_place_kind": "residence",
        "all_ward_kind": "no",
        "all_informed_art109": True,
    }
    answers: dict[Key, Value] = {(name, 0): value for name, value in boxes.items()}
    for row, person in enumerate(family.people):
        answers |= {(f"p1a_m_{name}", row): value for name, value in _member(family, row, person, on, kinds).items()}
    answers["p1j_plan_scope", 0] = _SCOPES.get(benefit, "zasiłek celowy")
    answers["all_doc_type", 0] = "20"
    answers["all_doc_form", 0] = "statement"
    return answers


def _update(family: Family, benefit: str, kinds: Mapping[str, IncomeKind]) -> dict[Key, Value]:
    counted = [source for source in family.sources if not kinds[source.kind].exclusions]
    total, scope = sum(source.amount for source in counted), _SCOPES.get(benefit, "zasiłek celowy")
    each = half_up(Fraction(total, len(family.people)))
    boxes: dict[str, Value] = {
        "id_document": "okazany",
        "current_benefits": scope,
        "family_income": total,
        "income_per_person": each,
        "upd_family": "Skład rodziny bez zmian.",
        "upd_housing": "Warunki mieszkaniowe bez zmian.",
        "upd_work": "Sytuacja zawodowa bez zmian.",
        "upd_health": "Stan zdrowia bez zmian, leczenie trwa.",
        "needs": "Dalsza pomoc w dotychczasowej formie.",
        "safety_incident": False,
        "diagnosis": "Przyczyny przyznania pomocy trwają. Wnioskuje się o jej kontynuację.",
        "plan_family_income": total,
        "plan_income_per_person": each,
        "plan_scope": f"{scope}, jak dotąd",
    }
    return {(f"p4_{name}", 0): value for name, value in boxes.items()}


def _person_boxes(family: Family) -> dict[str, Value]:
    head, address = family.head, family.addresses[0]
    return {
        "p1a_first_name": head.first_name,
        "p1a_last_name": head.last_name,
        "p1a_parents_names": "Maria, Jan",
        "p1a_citizenship": head.citizenship,
        "p1a_id_document": "okazany",
        "p1a_pesel": head.pesel,
        "p1a_addr_postcode": address.postal_code,
        "p1a_addr_town": address.locality,
        "p1a_addr_street": address.street,
        "p1a_addr_house": address.house,
        "p1a_addr_flat": address.flat,
        "p1a_addr_phone": head.phone,
        "p1a_used_before": False,
    }


def _home_boxes(family: Family, on: date, chance: int) -> dict[str, Value]:
    if _is_without_minors(family, on):
        return {}
    return {
        "p1c_tenure": ("owned", "council", "rented")[chance % 3],
        "p1c_upkeep": "clean",
        "p1c_electricity": "available",
        "p1c_water": ("cold", "warm") if chance % 2 else ("cold",),
        "p1c_heating": "coal",
        "p1c_appliances": "complete",
        "p1c_problems": False,
    }


def _member(family: Family, row: int, person: Person, on: date, kinds: Mapping[str, IncomeKind]) -> dict[str, Value]:
    sources = [source for source in family.sources if source.who == row and not kinds[source.kind].exclusions]
    work = family.works[row]
    return {
        "name": person.full_name,
        "sex": person.sex.value if person.sex else None,
        "birth_date": person.born_on.isoformat() if person.born_on else None,
        "pesel": person.pesel,
        "marital": person.marital_status,
        "kinship": _kinship(family, row, person),
        "education": person.occupation,
        "labour_position": _labour(work, person, on),
        "health": "niepełnosprawność" if work is Work.DISABLED else "dobra",
        "income_type": kinds[sources[0].kind].label if sources else "brak dochodu",
        "income_amount": sum(source.amount for source in sources),
        "household_no": 1,
    }


def _labour(work: Work, person: Person, on: date) -> str:
    if work in LABOUR:
        return LABOUR[work][person.sex is Sex.MALE]
    return "uczy się" if (person.age_on(on) or 0) >= _AT_SCHOOL_FROM else "poza rynkiem pracy"


def _kinship(family: Family, row: int, person: Person) -> str:
    if row == 0:
        return ""
    pair = {"spouse": ("żona", "mąż"), "parent": ("matka", "ojciec"), "child": ("córka", "syn")}
    return pair.get(family.members[row].relation, ("osoba niespokrewniona",) * 2)[person.sex is Sex.MALE]
