"""Invents families: who lives together, how old they are, what they live on. Names by Faker, the rest by chance.

Every PESEL has a right check digit and belongs to nobody we know of: it is drawn, not looked up.
"""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from app.domain.households import Household, Member, Relation
from app.domain.persons import Address, Person, Sex
from app.services.demo_book import Book, Chance, happens
from app.services.demo_livelihood import Source, Work, invent_sources
from app.services.demo_places import POSTAL_CODE, TOWN, Place, invent_place

if TYPE_CHECKING:
    from faker import Faker

ADULT, OLD = 18, 65
_REFERENCE = date(2025, 6, 1)
"""Ages are meant for this day, the middle of the invented history."""

_GIVEN = {
    (Sex.FEMALE, "old"): "Maria Krystyna Janina Halina Danuta Zofia Jadwiga Irena Teresa Helena Stanisława Wanda Barbara Genowefa Kazimiera",  # noqa: E501
    (Sex.MALE, "old"): "Jan Stanisław Józef Kazimierz Tadeusz Zdzisław Henryk Ryszard Jerzy Marian Czesław Mieczysław Edward Zenon Wacław",  # noqa: E501
    (Sex.FEMALE, "adult"): "Anna Katarzyna Małgorzata Agnieszka Barbara Ewa Joanna Magdalena Monika Beata Dorota Aneta Renata Iwona Żaneta Sylwia Edyta Marta Karolina Paulina",  # noqa: E501
    (Sex.MALE, "adult"): "Piotr Krzysztof Andrzej Tomasz Marcin Paweł Marek Michał Grzegorz Łukasz Adam Zbigniew Dariusz Mariusz Rafał Robert Sławomir Jacek Artur Kamil",  # noqa: E501
    (Sex.FEMALE, "child"): "Zuzanna Julia Maja Zofia Hanna Lena Alicja Oliwia Laura Amelia Wiktoria Nikola Lilianna Emilia Pola Gabriela Aleksandra Nadia",  # noqa: E501
    (Sex.MALE, "child"): "Antoni Jan Jakub Aleksander Franciszek Szymon Filip Mikołaj Wojciech Adam Kacper Nikodem Ignacy Oliwier Bartosz Kacper Dawid Oskar",  # noqa: E501
}  # fmt: skip
_NAMES = {key: tuple(names.split()) for key, names in _GIVEN.items()}
_TRADES = {
    Sex.FEMALE: ("sprzątaczka", "sprzedawczyni", "szwaczka", "kucharka", "krawcowa"),
    Sex.MALE: ("robotnik leśny", "murarz", "mechanik", "kierowca", "stolarz"),
}
_FEMININE = {"ski": "ska", "cki": "cka", "dzki": "dzka"}


@dataclass(frozen=True)
class Sketch:
    """A person before they are written down."""

    first_name: str
    last_name: str
    sex: Sex
    born_on: date
    pesel: str
    relation: Relation
    phone: str = ""
    marital_status: str = ""
    occupation: str = ""
    bank_account: str = ""
    work: Work = Work.NONE

    def age_on(self, day: date) -> int:
        """Whole years lived on ``day``."""
        return day.year - self.born_on.year - ((day.month, day.day) < (self.born_on.month, self.born_on.day))


@dataclass(frozen=True)
class Family:
    """A household with everything that is written down about it once."""

    region: str
    household: Household
    people: tuple[Person, ...]
    members: tuple[Member, ...]
    addresses: tuple[Address, ...]
    works: tuple[Work, ...]
    sources: tuple[Source, ...]

    @property
    def head(self) -> Person:
        """Who the household is named after and who applies."""
        return self.people[0]

    @property
    def is_single(self) -> bool:
        """Whether one person keeps house alone."""
        return len(self.people) == 1


@dataclass
class Registry:
    """Invents names and PESEL numbers, no number twice."""

    chance: Chance
    taken: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._faker: Faker = _polish_faker(self.chance.getrandbits(32))

    def surname(self) -> str:
        """A surname in its masculine form."""
        return self._faker.last_name_male()

    def given(self, sex: Sex, age: int) -> str:
        """A first name usual among people of this age."""
        generation = "old" if age >= OLD - 5 else "adult" if age >= ADULT + 3 else "child"
        return self.chance.choice(_NAMES[sex, generation])

    def pesel(self, born_on: date, sex: Sex) -> str:
        """A number with the right date, sex and check digit that nobody here has yet."""
        while True:
            serial = self.chance.randrange(0, 10_000, 2) + (sex is Sex.MALE)
            number = pesel_of(born_on, serial)
            if number not in self.taken:
                self.taken.add(number)
                return number


def _polish_faker(seed: int) -> "Faker":
    from faker import Faker  # 0.1 s, met only when an office is invented

    faker = Faker("pl_PL")
    faker.seed_instance(seed)
    return faker


def pesel_of(born_on: date, serial: int) -> str:
    """The number of the ``serial``-th person born on that day; even serials are women's."""
    from stdnum.pl import pesel

    month = born_on.month + (20 if born_on.year >= 2000 else 0)  # noqa: PLR2004 - the register shifts months by century
    number = f"{born_on:%y}{month:02d}{born_on:%d}{serial:04d}"
    return number + pesel.calc_check_digit(number)


def feminine(surname: str) -> str:
    """The surname of a man's wife or daughter: Wiśniewski → Wiśniewska; nouns stay."""
    return next((surname[: -len(old)] + new for old, new in _FEMININE.items() if surname.endswith(old)), surname)


def invent_sizes(families: int, persons: int, chance: Chance) -> list[int]:
    """Sizes of households that add up exactly; small ones are the most frequent, as in a centre's files."""
    sizes = chance.choices((1, 2, 3, 4, 5, 6, 7), (22, 18, 18, 18, 13, 7, 4), k=families)
    missing = persons - sum(sizes)
    while missing:
        place = chance.randrange(families)
        step = 1 if missing > 0 else -1
        if 1 <= sizes[place] + step <= 8:  # noqa: PLR2004 - the largest family of the demo
            sizes[place] += step
            missing -= step
    return sizes


def invent_sketches(size: int, registry: Registry) -> tuple[Sketch, ...]:
    """People of one household, the applicant first."""
    surname, chance = registry.surname(), registry.chance
    if size == 1:
        age = chance.randint(62, 86) if happens(chance, 50) else chance.randint(24, 61)
        return (_person(registry, surname, Relation.SELF, age),)
    if size == 2 and happens(chance, 40):  # noqa: PLR2004 - a couple of pensioners
        return _couple(registry, surname, chance.randint(60, 80))
    age = chance.randint(23, 48)
    parents: tuple[Sketch, ...]
    if happens(chance, 55):
        parents = _couple(registry, surname, age)
    else:
        parents = (_person(registry, surname, Relation.SELF, age, Sex.FEMALE),)
    children = size - len(parents)
    elders: tuple[Sketch, ...] = ()
    if children > 2 and happens(chance, 25):  # noqa: PLR2004 - a grandparent only where children are left
        elders = (_person(registry, surname, Relation.PARENT, age + chance.randint(21, 30)),)
    oldest = max(min(min(parent.age_on(_REFERENCE) for parent in parents) - 19, 20), 0)
    return (
        *parents,
        *elders,
        *(_child(registry, surname, chance.randint(0, oldest)) for _ in range(children - len(elders))),
    )


def _child(registry: Registry, surname: str, age: int) -> Sketch:
    """The first cases come half a year before the day of reference, so nobody is younger than a year on it."""
    return _person(registry, surname, Relation.CHILD, max(age, 1))


def _couple(registry: Registry, surname: str, age: int) -> tuple[Sketch, Sketch]:
    chance = registry.chance
    sex, other = (Sex.FEMALE, Sex.MALE) if happens(chance, 70) else (Sex.MALE, Sex.FEMALE)
    return (
        _person(registry, surname, Relation.SELF, age, sex, is_married=True),
        _person(registry, surname, Relation.SPOUSE, age + chance.randint(-4, 5), other, is_married=True),
    )


def _person(
    registry: Registry,
    surname: str,
    relation: Relation,
    age: int,
    sex: Sex | None = None,
    *,
    is_married: bool = False,
) -> Sketch:
    chance = registry.chance
    sex = sex or chance.choice((Sex.FEMALE, Sex.MALE))
    born_on = _REFERENCE - timedelta(days=age * 365 + age // 4 + chance.randrange(365))
    is_female = sex is Sex.FEMALE
    sketch = Sketch(
        first_name=registry.given(sex, age),
        last_name=feminine(surname) if is_female else surname,
        sex=sex,
        born_on=born_on,
        pesel=registry.pesel(born_on, sex) if happens(chance, 98) else "",  # a few came from abroad
        relation=relation,
    )
    if age < ADULT:
        return replace(sketch, occupation=_schooling(age, is_female))
    return replace(
        sketch,
        phone=_phone(chance),
        marital_status=_status(is_female, is_married, age, chance),
        occupation=chance.choice(_TRADES[sex]),
        bank_account=_account(chance) if happens(chance, 60) else "",
        work=_work(age, chance),
    )


def _schooling(age: int, is_female: bool) -> str:  # one fact about one child
    if age < 7:  # noqa: PLR2004 - school age
        return "dziecko w wieku przedszkolnym"
    pupil = "uczennica" if is_female else "uczeń"
    return f"{pupil} szkoły podstawowej" if age < 15 else f"{pupil} szkoły ponadpodstawowej"  # noqa: PLR2004


def _status(is_female: bool, is_married: bool, age: int, chance: Chance) -> str:
    if is_married:
        return "zamężna" if is_female else "żonaty"
    if age >= OLD:
        return "wdowa" if is_female else "wdowiec"
    if happens(chance, 45):
        return "rozwiedziona" if is_female else "rozwiedziony"
    return "panna" if is_female else "kawaler"


def _work(age: int, chance: Chance) -> Work:
    if age >= OLD:
        return Work.PENSIONER
    kinds = (Work.UNEMPLOYED, Work.ODD_JOBS, Work.EMPLOYED, Work.DISABLED, Work.FARMER, Work.CARER)
    return chance.choices(kinds, (44, 14, 16, 14, 7, 5))[0]


def _phone(chance: Chance) -> str:
    if happens(chance, 20):
        return ""
    if happens(chance, 30):
        return f"44 781 {chance.randint(10, 99)} {chance.randint(10, 99)}"
    return f"{chance.choice((509, 601, 665, 724, 788))} {chance.randint(100, 999)} {chance.randint(100, 999)}"


def _account(chance: Chance) -> str:
    """26 digits with a right check number, at a bank that does not exist."""
    body = f"99999990{chance.randrange(10**16):016d}"
    check = 98 - int(body + "252100") % 97
    return f"{check:02d}{body}"


def settle_in(
    sketches: tuple[Sketch, ...],
    region: str,
    at: datetime,
    book: Book,
    home: Place | None = None,
    sources: tuple[Source, ...] = (),
) -> Family:
    """Records of a family that came to the centre at ``at``; where it lives and on what is invented unless given."""
    people = tuple(_person_of(sketch, at, book) for sketch in sketches)
    household = Household(id=book.id_at(at), head_id=people[0].id, region=region)
    home = home or invent_place(region, book.chance)
    sources = sources or invent_sources(
        tuple((sketch.work, sketch.age_on(at.date())) for sketch in sketches), book.chance
    )
    return Family(
        region=region,
        household=household,
        people=people,
        members=tuple(
            Member(
                id=book.id_at(at),
                household_id=household.id,
                person_id=person.id,
                relation=sketch.relation,
                position=position,
            )
            for position, (person, sketch) in enumerate(zip(people, sketches, strict=True))
        ),
        addresses=tuple(
            Address(
                id=book.id_at(at),
                person_id=person.id,
                locality=home.locality,
                street=home.street,
                house=home.house,
                flat=home.flat,
                postal_code=POSTAL_CODE,
                post_town=TOWN,
            )
            for person in people
        ),
        works=tuple(sketch.work for sketch in sketches),
        sources=sources,
    )


def _person_of(sketch: Sketch, at: datetime, book: Book) -> Person:
    return Person(
        id=book.id_at(at),
        first_name=sketch.first_name,
        last_name=sketch.last_name,
        pesel=sketch.pesel,
        born_on=sketch.born_on,
        sex=sketch.sex,
        phone=sketch.phone,
        citizenship="polskie",
        marital_status=sketch.marital_status,
        occupation=sketch.occupation,
        bank_account=sketch.bank_account,
    )
