"""The invented office that everybody may look into: demo window, tour, tests, pictures, measurements.

Nothing in it is real but the rules. Equal plans give equal offices, record by record and id by id.
"""

from collections import Counter, deque
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from app.domain.cases import Case, CaseList
from app.domain.decisions import Decision
from app.domain.interviews import Interview
from app.domain.offices import Workstation
from app.domain.persons import Clerk, Person
from app.domain.records import RecordId
from app.services.demo_book import Book, happens, take_over, write_acts
from app.services.demo_cases import Opening, Scribe
from app.services.demo_decisions import is_above_criterion
from app.services.demo_interviews import Sheets
from app.services.demo_livelihood import Work
from app.services.demo_office import PERIODIC, PERMANENT, PURPOSE, SPECIAL, Centre, found_centre
from app.services.demo_payments import pay
from app.services.demo_people import Family, Registry, Sketch, invent_sizes, invent_sketches, settle_in
from app.services.demo_places import MIDDLE, NORTH, REGIONS, SOUTH
from app.services.demo_press import Press
from app.services.demo_schedule import STORY_MONTH, Slot, Stalled, invent_course, invent_slots, stalled
from app.services.demo_story import ANNA, Story, named_families, story_slots
from app.services.office import Done, Office
from app.services.ports import Changes

DEMO_TODAY = date(2026, 11, 23)
DEMO_NOW = datetime(2026, 11, 23, 7, 50)
"""Monday morning in the demo's window."""

TOUR_BEGINS_ON = date(2026, 11, 3)
"""The day on which Anna Wiśniewska comes for the first time."""

_PERSONS, _FAMILIES = 1_000, 300
LARGEST_WITH_SHEETS = 5_000
"""An office with more persons than this keeps its old questionnaires on paper, so that it is made in minutes."""


@dataclass(frozen=True, kw_only=True)
class DemoPlan:
    """Which office to invent. It stands as on the morning of ``until``; ``has_story`` includes Anna Wiśniewska."""

    persons: int = _PERSONS
    seed: int = 20261123
    until: date = DEMO_TODAY
    has_story: bool = True

    @property
    def families(self) -> int:
        """Households, as many for the persons as a centre's files have."""
        return max(self.persons * _FAMILIES // _PERSONS, 1)

    @property
    def scale(self) -> Fraction:
        """How many times as many cases as in the ordinary demo."""
        return Fraction(self.persons, _PERSONS)


@dataclass(frozen=True)
class DemoMade:
    """Who sits where in the invented office, and how many records it has."""

    clerk: Clerk
    head: Clerk
    worker: Clerk
    records: int


@dataclass(frozen=True, kw_only=True)
class GoOn:
    """Let the invented people work on in an office that was built with ``plan`` and has come to ``plan.until``.

    Everything before ``until`` is written, except what concerns the families of the story named in ``without``.
    """

    plan: DemoPlan
    until: date
    without: frozenset[str] = frozenset()


def build_demo(office: Office, plan: DemoPlan) -> Done[DemoMade]:
    """Fill an empty office file; ``office.clerk`` and the calendar play no part, the demo's people write it."""
    book, centre = _invent(office, plan)
    acts = book.acts(date.min, plan.until)
    if plan.persons > LARGEST_WITH_SHEETS:
        records = take_over(office.file, acts, office.progress)
    else:
        records = write_acts(office.file, acts, office.progress, Press(office))
    staff = centre.staff
    return Done(DemoMade(staff.clerk, staff.head, staff.north, records), _EVERYTHING)


def go_on(office: Office, request: GoOn) -> Done[int]:
    """What colleagues do while the tour looks elsewhere; gives how many records they made."""
    book, _ = _invent(office, request.plan)
    acts = book.acts(request.plan.until, request.until, request.without)
    return Done(write_acts(office.file, acts, office.progress, Press(office)), _EVERYTHING)


_EVERYTHING = Changes({kind: frozenset() for kind in (Person, Case, Interview, Decision, Workstation)})


def _invent(office: Office, plan: DemoPlan) -> tuple[Book, Centre]:
    book = Book(plan.seed)
    centre = found_centre(book)
    sheets = Sheets(office.shelf.questionnaires, office.law, is_short=plan.persons > LARGEST_WITH_SHEETS)
    scribe = Scribe(book, centre, office.law, sheets)
    _Town(book, centre, scribe, Registry(book.chance), plan).live()
    pay(book, centre)
    return book, centre


class _Town:
    """The families of an office and the cases they come with."""

    def __init__(self, book: Book, centre: Centre, scribe: Scribe, registry: Registry, plan: DemoPlan) -> None:
        self._book = book
        self._centre = centre
        self._scribe = scribe
        self._plan = plan
        self._story = Story(book, scribe, registry)
        self._sketches = self._invent(registry)
        self._pools = _pools(self._sketches)
        self._known: dict[int, Family] = {}
        self._comers: dict[tuple[str, int], deque[int]] = {}
        self._stalled = list(Stalled)
        self._law = scribe.law

    def _invent(self, registry: Registry) -> list[tuple[str, tuple[Sketch, ...]]]:
        named = [family for name, family in named_families().items() if name != ANNA or self._plan.has_story]
        families = self._plan.families - len(named)
        persons = self._plan.persons - sum(len(family.people) for family in named)
        chance = self._book.chance
        sizes = invent_sizes(families, persons, chance)
        regions = chance.choices((MIDDLE, SOUTH, NORTH), (42, 33, 25), k=families)
        return [(region, invent_sketches(size, registry)) for region, size in zip(regions, sizes, strict=True)]

    def live(self) -> None:
        """Everybody comes on their day, in the order of the numbers of the case lists."""
        slots = invent_slots(self._plan.scale, self._book.chance)
        slots += story_slots(has_anna=self._plan.has_story)
        numbers: Counter[RecordId] = Counter()
        for slot in sorted(slots, key=lambda slot: (slot.day, slot.name, slot.benefit, slot.group)):
            case_list = self._centre.list_of(slot.benefit, slot.group, slot.day.year)
            numbers[case_list.id] += 1
            if slot.name:
                self._story.write(slot, case_list, numbers[case_list.id])
                continue
            self._write_ordinary(slot, case_list, numbers[case_list.id])

    def _write_ordinary(self, slot: Slot, case_list: CaseList, number: int) -> None:
        place = self._who_comes(slot)
        is_new = place not in self._known
        family = self._family(place, slot.day)
        course = invent_course(slot.day, self._book.chance)
        if slot.day >= STORY_MONTH and slot.benefit == PERIODIC and self._stalled:
            course = stalled(course, self._stalled.pop())
        benefit = slot.benefit
        if benefit == PURPOSE and is_above_criterion(family, course, self._law) and happens(self._book.chance, 80):
            benefit = SPECIAL
        opening = Opening(
            family=family,
            benefit=benefit,
            case_list=case_list,
            number=number,
            worker=self._centre.staff.worker_of(family.region),
            reason=_reason(family),
            is_new=is_new,
        )
        self._scribe.write(opening, course)

    def _family(self, place: int, day: date) -> Family:
        if place not in self._known:
            region, sketches = self._sketches[place]
            self._known[place] = settle_in(sketches, region, self._book.moment(day, 8), self._book)
        return self._known[place]

    def _who_comes(self, slot: Slot) -> int:
        """Somebody whom the office has not met, if anybody is left who fits; else who was here longest ago."""
        key = slot.benefit, slot.group
        pool = self._pools[key]
        met = self._comers.setdefault(key, deque())
        while pool:
            place = pool.pop()
            if place not in self._known:
                met.append(place)
                return place
        if not met:
            met.extend(place for place in self._known if _fits(*self._sketches[place], *key))
        place = met.popleft() if met else next(iter(self._known))
        met.append(place)
        return place


def _pools(sketches: list[tuple[str, tuple[Sketch, ...]]]) -> dict[tuple[str, int], list[int]]:
    kinds = [(PERIODIC, 1), (PERIODIC, 2), (PERIODIC, 3), (PERMANENT, 1), (PERMANENT, 3), (PURPOSE, 0)]
    return {
        kind: [place for place, (region, people) in enumerate(sketches) if _fits(region, people, *kind)]
        for kind in kinds
    }


def _fits(region: str, people: tuple[Sketch, ...], benefit: str, group: int) -> bool:
    """Whether a family would ask for this kind of help."""
    work = people[0].work
    if benefit == PERIODIC:
        return region == REGIONS[group - 1] and work in (Work.UNEMPLOYED, Work.ODD_JOBS, Work.FARMER)
    if benefit == PERMANENT:
        return work is Work.DISABLED and (len(people) == 1) == (group == 1)
    return True


def _reason(family: Family) -> str:
    """The point of art. 7 that a family's situation suggests."""
    match family.works[0]:
        case Work.UNEMPLOYED | Work.ODD_JOBS:
            return "7.4"
        case Work.DISABLED:
            return "7.5"
        case Work.PENSIONER:
            return "7.6"
    return "7.8" if len(family.people) >= 5 else "7.1"  # noqa: PLR2004 - three children and their parents
