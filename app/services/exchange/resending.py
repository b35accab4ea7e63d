"""A gap is made good by asking: a request file says what is here, its answer carries everything above that."""

from dataclasses import dataclass
from pathlib import Path

from app.domain.offices import Workstation
from app.domain.problems import Refusal
from app.domain.roles import Act
from app.services.exchange.apply import note_of
from app.services.exchange.cargo import answering, asking
from app.services.exchange.compare import instant_of, lacking_after, receive
from app.services.exchange.pack import Exported, NoSuchStation, bundle_name, demand_receiver, write_cargo
from app.services.exchange.reports import Report
from app.services.office import Done, Office
from app.services.ports import Changes

SUFFIX = "-prosba"
"""Between number and ending of a request's name, for people; the program goes by what stands inside."""


class NotAResendRequest(Refusal):
    """The bundle carries changes and asks for nothing (facts: name)."""

    code = "not_a_resend_request"


@dataclass(frozen=True)
class RequestResend:
    """Ask a workstation, by the number that its records carry, to send again what is not here."""

    author: int
    folder: Path


@dataclass(frozen=True)
class AnswerResend:
    """Write what a request file asks for into a folder."""

    path: Path
    folder: Path


def request_resend(office: Office, request: RequestResend) -> Done[Path]:
    """Write a request file: signed and sealed like every bundle, without a single change in it."""
    office.allow(Act.EXCHANGE)
    with office.reading() as file:
        station = next(iter(file.find(Workstation, author=request.author)), None)
    if station is None:
        raise NoSuchStation(name=str(request.author))
    demand_receiver(office, station)
    plain = Path(bundle_name(office))
    path = request.folder / f"{plain.stem}{SUFFIX}{plain.suffix}"
    written = write_cargo(office, station, path, asking(office.file.bundling, station.author))
    return Done(written.path, Changes({Workstation: frozenset([station.id])}))


def answer_resend(office: Office, request: AnswerResend) -> Done[Exported]:
    """Believe what the request says of its sender, and write everything above it.

    All documents it asks for go along, however large: here a person decides, who knows how the file will travel.
    Nothing is noted before the answer lies in the folder, so a full stick can be tried again.
    """
    office.allow(Act.EXCHANGE)
    bundling = office.file.bundling
    opened, arrival = receive(request.path, office)
    manifest = opened.manifest
    if not manifest.asks:
        raise NotAResendRequest(name=opened.name)
    with office.reading() as file:
        (station,) = file.find(Workstation, author=manifest.sender)
    have = {author: number for author, (number, _mark) in manifest.have.items()}
    load = answering(bundling, manifest.sender, have, [digest.hex() for digest in manifest.wants])
    written = write_cargo(office, station, request.folder / bundle_name(office), load)
    report = Report(made_at=instant_of(manifest.made), missing=lacking_after(bundling, opened, arrival))
    note = note_of(opened, len(arrival.entries), office.now(), report)
    bundling.take_in(arrival, lambda _trial: lambda: note, office.progress)
    return Done(written, Changes({Workstation: frozenset([station.id])}))
