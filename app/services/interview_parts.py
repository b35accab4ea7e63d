"""Which part of the form a visit is held on, and with whom."""

from dataclasses import dataclass

from app.domain.cases import Case
from app.domain.households import Member
from app.domain.interviews import (
    FIRST_PART,
    OF_THE_COUNTY,
    WITH_RELATIVES,
    Interview,
    PartSwitchedOff,
    next_part,
)
from app.domain.persons import Person
from app.domain.questionnaires import Standing
from app.domain.records import RecordId
from app.services.office import Office
from app.services.office_settings import read_profile
from app.services.ports import Reading


@dataclass(frozen=True)
class ListParts:
    """Ask on which parts a visit of a case may be held today."""

    case_id: RecordId


@dataclass(frozen=True)
class Part:
    """A part of the form: its number, whom it is for, whether it asks a relative of art. 103."""

    part: str
    purpose: str
    is_with_relative: bool
    is_inferred: bool


@dataclass(frozen=True)
class PartsOnOffer:
    """``usual`` is the part that the rules of the form name; ``relatives`` are people of the files who may be asked.

    ``waiting`` are the parts on which a visit of the case is already open.
    """

    parts: tuple[Part, ...]
    usual: str
    relatives: tuple[tuple[RecordId, str], ...]
    waiting: frozenset[str] = frozenset()

    def is_too_early(self, part: str) -> bool:
        """Whether ``part`` would bring up to date an interview that nobody has finished yet."""
        return self.usual == FIRST_PART and part == next_part(FIRST_PART)


def list_parts(office: Office, request: ListParts) -> PartsOnOffer:
    """Every part in force today, the usual one, and whom of the family it may be held with."""
    with office.reading() as file:
        case = file.get(Case, request.case_id)
        usual = usual_part(file, case)
        relatives = _relatives(file, case)
        visits = file.find(Interview, case_id=case.id)
        closed = parts_off(file)
    forms = office.shelf.questionnaires.questionnaires_on(office.calendar.today())
    parts = (
        Part(form.part, form.purpose, form.part in WITH_RELATIVES, form.standing is not Standing.CERTAIN)
        for form in forms
        if form.part not in closed
    )
    waiting = frozenset(visit.part for visit in visits if visit.finished_at is None)
    return PartsOnOffer(tuple(parts), usual, relatives, waiting)


def parts_off(file: Reading) -> frozenset[str]:
    """Parts that this centre does not hold; whoever took the county's tasks over switches them on."""
    return frozenset() if read_profile(file).county_parts == "yes" else OF_THE_COUNTY


def demand_part(file: Reading, part: str) -> None:
    """Refuse to begin on a part that is switched off."""
    if part in parts_off(file):
        raise PartSwitchedOff(part=part)


def usual_part(file: Reading, case: Case) -> str:
    """Part I for whoever comes for the first time, its update for a person or family interviewed before."""
    known = [*file.find(Interview, person_id=case.person_id), *file.find(Interview, household_id=case.household_id)]
    own = (FIRST_PART, next_part(FIRST_PART))
    was_held = any(each.finished_at is not None and each.part in own for each in known)
    return next_part(FIRST_PART) if was_held else FIRST_PART


def _relatives(file: Reading, case: Case) -> tuple[tuple[RecordId, str], ...]:
    """Everybody who is or was in the household, and relatives outside it with whom a visit of the case was planned."""
    ids = [member.person_id for member in file.find(Member, household_id=case.household_id)]
    ids += [visit.person_id for visit in file.find(Interview, case_id=case.id) if visit.is_with_relative]
    people = file.many(Person, [each for each in dict.fromkeys(ids) if each != case.person_id])
    named = [(person_id, person.full_name) for person_id, person in people.items()]
    return tuple(sorted(named, key=lambda each: each[1]))
