"""What may change the result of a case: the answer to a client who asks what now."""

from dataclasses import dataclass

from app.domain.benefits import WITH_LETTER
from app.domain.cases import Case
from app.domain.problems import Refusal
from app.domain.prospects import told
from app.domain.records import RecordId
from app.domain.sentences import Why
from app.services.case_reading import read_basis
from app.services.office import Office


@dataclass(frozen=True)
class AskProspects:
    """Ask what may change the result of a case."""

    case_id: RecordId


@dataclass(frozen=True)
class Prospects:
    """Sentences with their articles; none for a benefit that is worked out on paper or facts that are incomplete."""

    steps: tuple[Why, ...]


def ask_prospects(office: Office, request: AskProspects) -> Prospects:
    """With the family and income of the case and the law of the commune, as they are today."""
    with office.reading() as file:
        case = file.get(Case, request.case_id)
        basis = read_basis(file, case, office.law)
    kind = WITH_LETTER.get(case.benefit)
    if kind is None:
        return Prospects(())
    try:
        return Prospects(told(kind.find, basis.claim_facts(office.calendar.today()), basis.law_of(office.law)))
    except Refusal:
        return Prospects(())
