"""What the form of an application shows before anything is written: reasons, lists, the sign and clocks to come."""

from dataclasses import dataclass
from datetime import date

from app.domain.cases import CaseList
from app.domain.deadlines import Deadline, DeadlineKind
from app.domain.letter_templates import HelpReason
from app.domain.offices import Workstation
from app.domain.persons import Clerk
from app.domain.records import RecordId
from app.domain.roles import Role
from app.services.applications import demand_reckonable
from app.services.office import Office
from app.services.registers import here, last_number


@dataclass(frozen=True)
class PrepareApplication:
    """Ask what an application for this help, received on this day, would begin."""

    benefit: str
    received_on: date | None = None
    is_urgent: bool = False


@dataclass(frozen=True)
class ListChoice:
    """A list of cases that the application may go into; ``sign`` is the next one, or "" where another keeps it."""

    id: RecordId
    name: str
    title: str
    sign: str
    keeper: str


@dataclass(frozen=True)
class Prepared:
    """What the form needs to know. ``regions`` maps each region to its social worker."""

    today: date
    reasons: tuple[HelpReason, ...]
    lists: tuple[ListChoice, ...]
    interview: Deadline
    decision: Deadline
    regions: tuple[tuple[str, str], ...]


def prepare_application(office: Office, request: PrepareApplication) -> Prepared:
    """Nothing is reserved: the sign shown is the one that would be given now."""
    today = office.calendar.today()
    received_on = request.received_on or today
    demand_reckonable(office, received_on)
    kind = DeadlineKind.INTERVIEW_URGENT if request.is_urgent else DeadlineKind.INTERVIEW
    with office.reading() as file:
        me = here(file, office)
        stations = {station.id: station.name for station in file.find(Workstation)}
        lists = [each for each in file.find(CaseList, benefit=request.benefit) if each.year <= received_on.year]
        newest = {each.name: each for each in sorted(lists, key=lambda each: each.year)}
        choices = []
        for each in newest.values():
            is_mine = me is not None and each.keeper_id == me.id
            number = last_number(file, each.id) + 1 if each.year == received_on.year else 1
            sign = f"{each.name}.{number}.{received_on.year}" if is_mine else ""
            choices.append(ListChoice(each.id, each.name, each.title, sign, stations.get(each.keeper_id, "")))
        workers = [clerk for clerk in file.find(Clerk, role=Role.SOCIAL_WORKER.value, is_active=True) if clerk.region]
    return Prepared(
        today=today,
        reasons=tuple(office.shelf.letters.help_reasons.values()),
        lists=tuple(sorted(choices, key=lambda each: (not each.sign, each.name))),
        interview=office.law.deadline(kind, received_on),
        decision=office.law.deadline(DeadlineKind.DECISION, received_on),
        regions=tuple(sorted((clerk.region, clerk.full_name) for clerk in workers)),
    )
