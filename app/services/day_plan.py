"""The plan of the day on paper, for a bag that has no laptop in it. Nothing on it tells why somebody is visited."""

from dataclasses import dataclass

from app.domain import polish
from app.domain.blocks import Grid, Heading, Paper, Paragraph, Space
from app.domain.phones import written_phone
from app.services.office import Office
from app.services.paper import render_paper
from app.services.paper_preview import PageImage, preview
from app.services.today import Trip, trips_of

_HEADER = ("Godzina", "Osoba", "Miejsce", "Telefon", "Osób", "Uwagi po wizycie")
_ROOM = "\n\n\n"
"""Four lines for a hand."""
_SHARES = (9, 24, 27, 16, 6, 28)


@dataclass(frozen=True)
class PrintDayPlan:
    """Ask for today's visits of the clerk at the keyboard as PDF."""

    dots_per_inch: float = 96.0


@dataclass(frozen=True)
class DayPlan:
    """A PDF, its pages as pictures, and the name of the file it is saved as."""

    title: str
    content: bytes
    pages: tuple[PageImage, ...]


def print_day_plan(office: Office, request: PrintDayPlan) -> DayPlan:
    """One line a visit, with room to write; a lost sheet must not name anybody's benefit."""
    with office.reading() as file:
        trips = trips_of(office, file)
    title = f"Plan dnia {office.calendar.today():%d.%m.%Y} – {office.clerk.full_name}"
    content = render_paper(_paper(office, title, trips))
    return DayPlan(title, content, tuple(preview(content, request.dots_per_inch)))


def _paper(office: Office, title: str, trips: tuple[Trip, ...]) -> Paper:
    rows = tuple(
        (f"{trip.at:%H:%M}", _who(trip), _place(trip), written_phone(trip.phone), str(trip.people), _ROOM)
        for trip in trips
    )
    count = polish.counted(len(trips), ("wizyta", "wizyty", "wizyt"))
    return Paper(
        title=title,
        blocks=(
            Heading("Plan wyjazdów w teren", 1),
            Paragraph(f"{office.clerk.full_name}, {polish.day(office.calendar.today())}, {count}", "left"),
            Space(3),
            Grid(_HEADER, rows, _SHARES),
        ),
        footer=title,
        is_landscape=True,
    )


def _who(trip: Trip) -> str:
    """Whom, and who goes along; what to beware of stays in the program, a lost sheet must not tell it."""
    second = f"z: {trip.second_worker}" if trip.second_worker else ""
    police = "asysta Policji" if trip.is_with_police else ""
    beware = "przed wizytą zob. uwagi w programie" if trip.beware else ""
    return "\n".join(part for part in (trip.person, second, police, beware) if part)


def _place(trip: Trip) -> str:
    return f"{trip.place} ({trip.directions})" if trip.directions else trip.place
