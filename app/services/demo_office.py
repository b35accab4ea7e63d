"""The invented centre itself: its particulars, who works there, its two workstations, its case lists."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from app.domain.bundles import StationKeys
from app.domain.cases import CaseList
from app.domain.offices import Setting, Workstation, setting_id
from app.domain.persons import Clerk
from app.domain.records import RecordId, derived_id
from app.domain.roles import Role
from app.services.demo_book import Book
from app.services.demo_places import NORTH, REGIONS, SOUTH
from app.services.exchange.stations import new_station
from app.services.phrases import PREFIX
from app.services.registers import case_list_id

FOUNDED_AT = datetime(2024, 11, 4, 7, 30)
"""A Monday: two years of history before the demo day."""

DEMO_OFFICE_ID = bytes.fromhex("7465637a6b61206f6e6c792064656d6f")
"""Fixed, so that the demo's workstations know each other and nobody else's."""

PERIODIC, PERMANENT, PURPOSE = "periodic_allowance", "permanent_allowance", "purpose_allowance"
SPECIAL = "special_purpose_allowance"


@dataclass(frozen=True, kw_only=True)
class DemoKeys(StationKeys):
    """Keys of a workstation of the demo office. They stand in public source: never use them for real people."""

    name: str
    keeper: str


DEMO_DESK = DemoKeys(
    name="Biuro",
    keeper="Katarzyna Nowak",
    signing_secret=bytes.fromhex("b89fc952bd8168489da3beadf32e36ae0ecdf454185bfacd3a2d8d8eaf61ce2f"),
    signing_key=bytes.fromhex("546c7f998d13658f6a498552c981d7d9d57b86c6c91ccff26a5e9c510b304dec"),
    sealing_secret="AGE-SECRET-KEY-1K6UT8K3RKWNYXMRTGXSPU9YS5GVXMXCN20FJZYTYMFTF7VJJ5HGQ50790Y",  # noqa: S106 - demo only
    sealing_key="age1wsmaaye3rr22rj5yz64d43pry9fkmylmfphvu072yh2cexjsr4dqky4m77",
)
DEMO_LAPTOP = DemoKeys(
    name="Laptop Północ",
    keeper="Maria Lis",
    signing_secret=bytes.fromhex("9df59f7895e0360ce3adfe26e63dcc13dc925442bff60cdd41ce0de93b506561"),
    signing_key=bytes.fromhex("8faca692b8bea50c751288eb4235d583f15435b808d095ae4a60a02f3d74efe1"),
    sealing_secret="AGE-SECRET-KEY-1HQWKUDJ8NAFKR4Y3ZVC2TSJJ45KQ78RMGWZUUSVDFHN7S74QCD8SQGT2WK",  # noqa: S106 - demo only
    sealing_key="age1tqm4f2f9hvlr0829fqnkg5za0yv55rrzgd8whth7nkes2h0a9gfqn9cevg",
)

PARTICULARS = {
    "office_name": "Miejsko-Gminny Ośrodek Pomocy Społecznej w Przedborzu",
    "office_short_name": "M-GOPS w Przedborzu",
    "office_address": "ul. Kościuszki 5",
    "office_postal": "97-570 Przedbórz",
    "office_phone": "44 781 22 00",
    "town": "Przedbórz",
    "town_locative": "Przedborzu",
    "authority": "Burmistrz Miasta i Gminy Przedbórz",
    "authority_genitive": "Burmistrza Miasta i Gminy Przedbórz",
    "appeal_body": "Samorządowego Kolegium Odwoławczego w Piotrkowie Trybunalskim",
    "cell": "MGOPS",
    "pay_day": "25",
    "language": "pl",
    "office_name_genitive": "Miejsko-Gminnego Ośrodka Pomocy Społecznej w Przedborzu",
    "office_hours": "od poniedziałku do piątku w godz. 7.30–15.30",
    "electronic_address": "AE:PL-00000-00000-DEMOX-00",
    "data_officer": "iod@mgops.example",
    "court": "Wojewódzkiego Sądu Administracyjnego w Łodzi",
    "county_parts": "no",
}


def _clerk(name: str, vocative: str, position: str, role: Role, extension: int) -> Clerk:
    first_name, last_name = name.split()
    initials = first_name[0] + last_name[0]
    return Clerk(
        id=derived_id(DEMO_OFFICE_ID, "clerk", initials),
        first_name=first_name,
        last_name=last_name,
        first_name_vocative=vocative,
        position=position,
        role=role.value,
        initials=initials,
        phone=f"44 781 22 {extension:02d}",
    )


@dataclass(frozen=True, kw_only=True)
class Staff:
    """Who works at the demo office."""

    clerk: Clerk
    head: Clerk
    north: Clerk
    south: Clerk
    cashier: Clerk
    administrator: Clerk

    @property
    def all(self) -> tuple[Clerk, ...]:
        """Everybody."""
        return (self.clerk, self.head, self.north, self.south, self.cashier, self.administrator)

    def worker_of(self, region: str) -> Clerk:
        """The social worker who visits there; the town is visited together with the south."""
        return self.north if region == NORTH else self.south


@dataclass(frozen=True)
class Centre:
    """The office before its first client."""

    staff: Staff
    desk: Workstation
    laptop: Workstation
    lists: tuple[CaseList, ...]

    def list_of(self, benefit: str, group: int, year: int) -> CaseList:
        """The case list of a benefit, group and year."""
        return next(
            each
            for each in self.lists
            if each.benefit == benefit and each.year == year and each.group_number in (group, 0)
        )


PHRASES = {
    "Brak osobnego miejsca do nauki": "Dzieci nie mają osobnego miejsca do nauki, lekcje odrabiają w kuchni.",
    "Opał na zimę": "Opału wystarczy na około dwa tygodnie. Rodzina nie ma środków na zakup węgla ani drewna.",
    "Praca socjalna": "Uzgodniono pomoc w sporządzeniu pism i w kontakcie z urzędem pracy.",
    "Zadbane dzieci": "Dzieci są zadbane, ubrane stosownie do pory roku, chętnie rozmawiają.",
}
"""Sentences that recur, as an office keeps them for its interviews."""


def found_centre(book: Book) -> Centre:
    """Write down the office on its first morning."""
    staff = _staff()
    desk, laptop = (
        new_station(keys.name, keys.keeper, keys.public, FOUNDED_AT.date()) for keys in (DEMO_DESK, DEMO_LAPTOP)
    )
    kept = {**PARTICULARS, **{PREFIX + name: text for name, text in PHRASES.items()}}
    settings = [Setting(id=setting_id(name), name=name, value=value) for name, value in kept.items()]
    lists = tuple(_list(desk.id, *each) for each in _wanted_lists())
    book.write(FOUNDED_AT, staff.administrator, "Założenie ośrodka", None, *settings, *staff.all, desk, laptop, *lists)
    return Centre(staff, desk, laptop, lists)


def _staff() -> Staff:
    head = _clerk("Ewa Zielińska", "Ewo", "kierownik", Role.HEAD, 1)
    north = _clerk("Maria Lis", "Mario", "pracownik socjalny", Role.SOCIAL_WORKER, 5)
    south = _clerk("Tomasz Kurek", "Tomaszu", "starszy pracownik socjalny", Role.SOCIAL_WORKER, 6)
    return Staff(
        clerk=_clerk("Katarzyna Nowak", "Katarzyno", "referent ds. świadczeń", Role.CLERK, 3),
        head=replace(
            head,
            signs_for="z up. Burmistrza",
            authorised_from_on=date(2024, 1, 15),
            authorisation_number="OR.0052.14.2024",
        ),
        north=replace(north, card_number="7/2023", region=NORTH),
        south=replace(south, card_number="2/2019", region=SOUTH),
        cashier=_clerk("Halina Pietrzak", "Halino", "księgowa, kasjer", Role.ACCOUNTANT, 8),
        administrator=_clerk("Paweł Gil", "Pawle", "administrator", Role.ADMINISTRATOR, 9),
    )


def _wanted_lists() -> list[tuple[str, int, int, str, str]]:
    wanted: list[tuple[str, int, int, str, str]] = []
    for year in (2024, 2025, 2026):
        wanted += [
            ("5110", group, year, f"Zasiłki okresowe, rejon {region}", PERIODIC)
            for group, region in enumerate(REGIONS, start=1)
        ]
        wanted.append(("5111", 1, year, "Zasiłki stałe osób samotnie gospodarujących", PERMANENT))
        wanted.append(("5111", 3, year, "Zasiłki stałe osób w rodzinie", PERMANENT))
        wanted.append(("5112", 0, year, "Zasiłki celowe", PURPOSE))
    return wanted


def _list(keeper_id: RecordId, symbol: str, group: int, year: int, title: str, benefit: str) -> CaseList:
    return CaseList(
        id=case_list_id(PARTICULARS["cell"], symbol, group, year),
        cell=PARTICULARS["cell"],
        class_symbol=symbol,
        group_number=group,
        year=year,
        title=title,
        benefit=benefit,
        keeper_id=keeper_id,
    )
