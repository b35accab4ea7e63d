"""The families that pictures, manual and tour know by name. Invented like the others, only their dates are fixed."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from app.domain.case_course import EventKind, PaperKind
from app.domain.cases import Case, CaseList, Report
from app.domain.households import Relation
from app.domain.interviews import Interview
from app.domain.persons import Sex
from app.services.demo_book import Book
from app.services.demo_cases import Opening, Scribe
from app.services.demo_livelihood import Source, Work
from app.services.demo_office import PERIODIC, PERMANENT, PURPOSE
from app.services.demo_people import Family, Registry, Sketch, pesel_of, settle_in
from app.services.demo_places import NORTH, TOWN, Place
from app.services.demo_schedule import Course, Slot
from app.services.demo_told import FURTHER, WHOLE_PART_ONE

ANNA, HENRYK = "anna", "luczak"
"""Who comes on 3 November, and whom the police report on the 20th; left out where these days are going to be walked."""


@dataclass(frozen=True)
class Named:
    """A family of the story: home, people (the applicant first), what they live on."""

    place: Place
    people: tuple[Sketch, ...]
    sources: tuple[Source, ...]


def _adult(name: str, sex: Sex, born_on: date, serial: int, status: str, work: Work, phone: str = "") -> Sketch:
    first_name, last_name = name.split()
    return Sketch(
        first_name=first_name,
        last_name=last_name,
        sex=sex,
        born_on=born_on,
        pesel=pesel_of(born_on, serial),
        relation=Relation.SELF,
        phone=phone,
        marital_status=status,
        occupation="sprzedawczyni" if sex is Sex.FEMALE else "murarz",
        work=work,
    )


def _child(name: str, sex: Sex, born_on: date, serial: int) -> Sketch:
    child = _adult(name, sex, born_on, serial, "panna" if sex is Sex.FEMALE else "kawaler", Work.NONE)
    return replace(
        child, relation=Relation.CHILD, occupation=f"{'uczennica' if sex is Sex.FEMALE else 'uczeń'} szkoły podstawowej"
    )


def _two_children(first: int, second: int) -> tuple[Source, ...]:
    """What two school children of an unemployed lone parent receive: 1 248 zł that count, 1 600 zł that do not."""
    fund, office = "decyzja o świadczeniach z funduszu alimentacyjnego", "decyzja o zasiłku rodzinnym"
    return tuple(
        source
        for who in (first, second)
        for source in (
            Source(who, "maintenance_fund", 50_000, day=10, evidence=fund),
            Source(who, "family_allowance", 12_400, day=23, evidence=office),
            Source(who, "child_benefit", 80_000, day=14, evidence="decyzja ZUS"),
        )
    )


def named_families() -> dict[str, Named]:
    """Everybody of the story."""
    f, m = Sex.FEMALE, Sex.MALE
    return {
        ANNA: Named(
            Place("Wola Przedborska", "", "14", ""),
            (
                _adult("Anna Wiśniewska", f, date(1992, 3, 14), 124, "panna", Work.UNEMPLOYED, "601 224 918"),
                _child("Zofia Wiśniewska", f, date(2017, 5, 2), 346),
                _child("Jan Wiśniewski", m, date(2020, 8, 21), 233),
            ),
            _two_children(1, 2),
        ),
        "slezak": Named(
            Place("Stara Wieś", "", "27", ""),
            (
                _adult("Żaneta Ślęzak", f, date(1988, 6, 17), 482, "panna", Work.UNEMPLOYED, "509 311 047"),
                _child("Natalia Ślęzak", f, date(2014, 9, 3), 168),
                _child("Kacper Ślęzak", m, date(2018, 1, 29), 751),
            ),
            _two_children(1, 2),
        ),
        "zrebiec": Named(
            Place("Góry Suche", "", "5", ""),
            (
                _adult("Barbara Źrebiec", f, date(1979, 12, 1), 604, "panna", Work.UNEMPLOYED, "44 781 40 12"),
                _child("Oliwia Źrebiec", f, date(2011, 4, 18), 226),
            ),
            (Source(1, "family_allowance", 12_400, day=23), Source(1, "child_benefit", 80_000, day=14)),
        ),
        "bak": Named(
            Place("Nosalewice", "", "8", ""),
            (_adult("Stefania Bąk", f, date(1971, 7, 9), 366, "wdowa", Work.ODD_JOBS),),
            (Source(0, "contract_work", 42_000, day=20, evidence="oświadczenie"),),
        ),
        "golab": Named(
            Place(TOWN, "Leśna", "12", ""),
            (_adult("Józef Gołąb", m, date(1963, 2, 24), 913, "kawaler", Work.DISABLED),),
            (Source(0, "disability_pension", 132_417, day=5, evidence="odcinek ZUS"),),
        ),
        "cwik": Named(
            Place(TOWN, "Mostowa", "8", "2"),
            (
                _adult("Stanisław Ćwik", m, date(1974, 10, 30), 577, "żonaty", Work.DISABLED, "665 402 118"),
                replace(
                    _adult("Bożena Ćwik", f, date(1977, 3, 6), 840, "zamężna", Work.UNEMPLOYED),
                    relation=Relation.SPOUSE,
                ),
                _child("Szymon Ćwik", m, date(2009, 8, 14), 395),
                _child("Lena Ćwik", f, date(2012, 11, 23), 712),
                _child("Maja Ćwik", f, date(2016, 5, 27), 128),
            ),
            (
                Source(0, "nursing_allowance", 21_584, day=18, evidence="decyzja Burmistrza"),
                *(Source(who, "family_allowance", 12_400, day=23) for who in (2, 3, 4)),
                *(Source(who, "child_benefit", 80_000, day=14) for who in (2, 3, 4)),
            ),
        ),
        "luczak": Named(
            Place("Góry Mokre", "", "3", ""),
            (_adult("Henryk Łuczak", m, date(1959, 2, 11), 455, "wdowiec", Work.PENSIONER),),
            (Source(0, "pension", 145_000, day=5, evidence="odcinek ZUS"),),
        ),
    }


def story_slots(*, has_anna: bool) -> list[Slot]:
    """When the named families come; their numbers follow from the ordinary cases before them."""
    slots = [
        Slot(PERMANENT, 3, date(2026, 5, 25), "cwik"),
        Slot(PERMANENT, 1, date(2026, 10, 5), "golab"),
        Slot(PERIODIC, 3, date(2026, 10, 26), "slezak"),
        Slot(PERIODIC, 3, date(2026, 10, 28), "golab_again"),
        Slot(PERIODIC, 3, date(2026, 10, 29), "zrebiec"),
        Slot(PERIODIC, 3, date(2026, 10, 30), "bak"),
        Slot(PURPOSE, 0, date(2026, 11, 18), "cwik_again"),
        Slot(PURPOSE, 0, date(2026, 11, 20), "luczak"),
    ]
    return [*slots, Slot(PERIODIC, 3, date(2026, 11, 3), ANNA)] if has_anna else slots


def _on(day: int, month: int = 11) -> date:
    return date(2026, month, day)


def _at(day: int, hour: int, minute: int, month: int = 11) -> datetime:
    return datetime.combine(_on(day, month), time(hour, minute))


_COURSES: dict[str, Course] = {
    ANNA: Course(received_on=_on(3), complete_on=_on(16), visit_at=_at(12, 10, 0), income_on=_on(16)),
    "cwik": Course(
        received_on=_on(25, 5),
        complete_on=_on(25, 5),
        visit_at=_at(5, 9, 30, 6),
        income_on=_on(8, 6),
        drafted_on=_on(11, 6),
        passed_on=_on(11, 6),
        approved_on=_on(15, 6),
        issued_on=_on(15, 6),
        served_on=_on(22, 6),
    ),
    "golab": Course(
        received_on=_on(5, 10),
        complete_on=_on(5, 10),
        visit_at=_at(14, 11, 0, 10),
        income_on=_on(16, 10),
        drafted_on=_on(27, 10),
        passed_on=_on(28, 10),
        approved_on=_on(30, 10),
        issued_on=_on(30, 10),
        served_on=_on(5),
        appealed_on=_on(19),
    ),
    "golab_again": Course(
        received_on=_on(28, 10),
        complete_on=_on(28, 10),
        visit_at=_at(9, 12, 15),
        income_on=_on(10),
        drafted_on=_on(18),
        passed_on=_on(19),
    ),
    "slezak": Course(
        received_on=_on(26, 10),
        complete_on=_on(26, 10),
        visit_at=_at(5, 13, 15),
        income_on=_on(9),
        drafted_on=_on(19),
        passed_on=_on(20),
    ),
    "zrebiec": Course(
        received_on=_on(29, 10),
        complete_on=None,
        summoned_on=_on(10),
        summons_served_on=_on(19),
        visit_at=_at(13, 9, 30),
    ),
    "bak": Course(received_on=_on(30, 10), complete_on=_on(30, 10), visit_at=_at(18, 9, 30), is_visited=False),
    "cwik_again": Course(received_on=_on(18), complete_on=_on(18), visit_at=_at(23, 13, 15), is_visited=False),
}
_GROUNDS = {
    ANNA: "7.4",
    "slezak": "7.4",
    "zrebiec": "7.4",
    "bak": "7.6",
    "golab": "7.5",
    "cwik": "7.5",
    "luczak": "7.6",
}


class Story:
    """Lets the named families come, each once, their second cases with the people of the first."""

    def __init__(self, book: Book, scribe: Scribe, registry: Registry) -> None:
        self._book = book
        self._scribe = scribe
        self._named = named_families()
        self._met: dict[str, Family] = {}
        for named in self._named.values():
            registry.taken.update(sketch.pesel for sketch in named.people)

    def write(self, slot: Slot, case_list: CaseList, number: int) -> None:
        """One case of the story."""
        name = slot.name.removesuffix("_again")
        self._book.story = name
        family = self._met.get(name)
        is_new = family is None
        if family is None:
            family = self._met[name] = self._settle(name, slot.day)
        opening = Opening(
            family=family,
            benefit=slot.benefit,
            case_list=case_list,
            number=number,
            worker=self._scribe.staff.north,
            reason=_GROUNDS.get(name, "7.4"),
            is_new=is_new,
            told=WHOLE_PART_ONE if slot.name == "cwik" else {},
            further=FURTHER.get(slot.name, ()),
        )
        special: dict[str, Callable[[Opening], None]] = {"luczak": self._police_report, "bak": self._nobody_home}
        if slot.name in special:
            special[slot.name](opening)
        else:
            case, _ = self._scribe.write(opening, _COURSES[slot.name])
            if slot.name == ANNA:
                self._notice(case)
        self._book.story = ""

    def _settle(self, name: str, day: date) -> Family:
        named = self._named[name]
        at = self._book.moment(day, 8)
        return settle_in(named.people, NORTH, at, self._book, named.place, named.sources)

    def _notice(self, case: Case) -> None:
        at = self._book.moment(_on(4), 9)
        paper = self._scribe.letter(case, at, PaperKind.LETTER.value, "Zawiadomienie o wszczęciu postępowania")
        delivery = self._scribe.posted(case, paper, at)
        event = self._scribe.event(case, at, EventKind.PAPER_MADE, paper.title)
        clerk = self._scribe.staff.clerk
        self._book.write(at, clerk, "Zawiadomienie o wszczęciu", case.household_id, paper, delivery, event)
        self._scribe.serve(case, delivery, _on(9))

    def _nobody_home(self, opening: Opening) -> None:
        """She was in hospital on the planned day; the new day is after the last one that the regulation allows."""
        _, planned = self._scribe.write(opening, _COURSES["bak"])
        again = replace(planned, planned_at=_at(23, 9, 30), plan_note="W szpitalu do 20 listopada.")
        at = self._book.moment(_on(18), 17)
        self._book.change(at, opening.worker, "Plan wyjazdów", planned.household_id, planned, again)

    def _police_report(self, opening: Opening) -> None:
        """Nobody applied: the police reported, the case is opened by the office itself, the visit is urgent."""
        at, clerk, family = _at(20, 12, 40), self._scribe.staff.clerk, opening.family
        case = Case(
            id=self._book.id_at(at),
            person_id=family.head.id,
            household_id=family.household.id,
            benefit=opening.benefit,
            list_id=opening.case_list.id,
            number=opening.number,
            sign=opening.case_list.sign(opening.number),
            opened_on=at.date(),
            need_known_on=at.date(),
            is_urgent=True,
            region=family.region,
            clerk_id=clerk.id,
            worker_id=opening.worker.id,
        )
        report = Report(
            id=self._book.id_at(at),
            person_id=family.head.id,
            reporter_kind="police",
            reporter="Komisariat Policji w Przedborzu",
            facts="Starszy mężczyzna mieszka sam, w domu nie ma opału, temperatura w izbie poniżej 10 stopni.",
            is_urgent=True,
            received_on=at.date(),
            received_at=at,
            case_id=case.id,
        )
        visit = Interview(
            id=self._book.id_at(at),
            case_id=case.id,
            person_id=case.person_id,
            household_id=case.household_id,
            worker_id=opening.worker.id,
            learned_on=at.date(),
            is_urgent=True,
        )
        events = [
            self._scribe.event(case, at, EventKind.REPORT_TAKEN),
            self._scribe.event(case, at, EventKind.SIGN_GIVEN, case.sign),
        ]
        people = (*family.people, family.household, *family.members, *family.addresses)
        self._book.write(at, clerk, "Zgłoszenie pilne", case.household_id, *people, report, case, visit, *events)
        self._scribe.plan(opening.worker, visit, _at(23, 11, 0), at.date(), "Brak opału w domu.")
