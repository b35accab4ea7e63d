"""Values that were replaced years ago go out of the journal, where the office has said so and everybody has them."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from app.domain.problems import Trouble
from app.domain.roles import Act
from app.services.exchange.pack import other_stations
from app.services.exchange.rules import read_rules
from app.services.office import Done, Office
from app.services.ports import Changes

_DONE_ON = "forgot_on"


@dataclass(frozen=True)
class ForgetReplaced:
    """Take out now what the office no longer keeps; otherwise it is done once a day, after a bundle was loaded."""


def forget_replaced(office: Office, _: ForgetReplaced) -> Done[int]:
    """Gives how many values went; none where the office keeps them for ever or somebody has not confirmed them yet."""
    office.allow(Act.EXCHANGE)
    with office.reading() as file:
        years = read_rules(file).history_years
    if not years:
        return Done(0, Changes())
    known = stable(office)
    return Done(office.file.forget(known, years_before(office.now(), years)) if known else 0, Changes())


def forget_daily(office: Office) -> None:
    """The same, once a day. A disk that fails meanwhile takes nothing back of what was done before; tomorrow again."""
    today = office.calendar.today().isoformat()
    with suppress(Trouble):
        if office.file.meta(_DONE_ON) != today:
            office.file.set_meta(_DONE_ON, today)
            forget_replaced(office, ForgetReplaced())


def stable(office: Office) -> Mapping[int, int]:
    """How far every workstation that takes part has come in each author's records, by its own newest word."""
    bundling = office.file.bundling
    told = [bundling.stated(station.author) for station in other_stations(office)]
    return {
        author: min([head.number, *(each.get(author, 0) for each in told)])
        for author, head in bundling.vector().items()
    }


def years_before(now: datetime, years: int) -> datetime:
    """The same day so many years earlier; 28 February for the 29th."""
    day = min(now.day, 28) if now.month == 2 else now.day  # noqa: PLR2004 - February
    return now.replace(year=now.year - years, day=day)
