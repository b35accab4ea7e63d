"""Lists of cases from year to year and from workstation to workstation.

The list of a new year is begun with the keeper of the last one, wherever it is begun: two workstations that begin it
at the same time make one record, and only one of them numbers. Handing a list over is the last thing its keeper does
with it. The new keeper begins to number when the bundle with the change has come, and that bundle carries every
number given before it, so the two never number at the same time. The list of a keeper that takes part no longer is
taken up at one place only, see ``register_heirs``.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.domain.cases import CaseList
from app.domain.offices import Workstation
from app.domain.problems import Refusal
from app.domain.records import RecordId
from app.domain.roles import Act
from app.services.office import Done, Office
from app.services.ports import Reading
from app.services.register_heirs import heir_of
from app.services.registers import case_list_id, here


class NothingToContinue(Refusal):
    """Every list of the year before is there already (facts: year)."""

    code = "nothing_to_continue"


class KeptElsewhere(Refusal):
    """Another workstation gives the numbers, so only there the list can be handed over (facts: name, keeper)."""

    code = "kept_elsewhere"


class NotTheHeir(Refusal):
    """Its keeper is retired, and another workstation takes its lists up (facts: name, keeper, heir)."""

    code = "not_the_heir"


class CannotKeep(Refusal):
    """A workstation that takes no part in the office cannot keep a list (facts: name)."""

    code = "cannot_keep"


@dataclass(frozen=True)
class Proposal:
    """A list as it would go on in another year, and who would number it."""

    case_list: CaseList
    keeper: str


@dataclass(frozen=True)
class YearPlan:
    """The year whose lists are to be opened next, and the lists that it lacks; none where all are there."""

    year: int
    proposals: tuple[Proposal, ...]


@dataclass(frozen=True)
class PlanYear:
    """Ask which lists to open next."""


@dataclass(frozen=True)
class ContinueRegisters:
    """Open the lists of a year as those of the year before; ``list_ids`` are ids of the new ones, None for all."""

    year: int
    list_ids: Sequence[RecordId] | None = None


@dataclass(frozen=True)
class HandOverRegister:
    """Let another workstation give the numbers of a list from now on."""

    before: CaseList
    keeper_id: RecordId


def plan_year(office: Office, _: PlanYear) -> YearPlan:
    """This year while it lacks a list of the last one, else the next."""
    this_year = office.calendar.today().year
    with office.reading() as file:
        names = {station.id: station.name for station in file.find(Workstation)}
        lacking, year = _lacking(file, this_year), this_year
        if not lacking:
            year = this_year + 1
            lacking = _lacking(file, year)
    return YearPlan(year, tuple(Proposal(each, names.get(each.keeper_id, "")) for each in lacking))


def continue_registers(office: Office, request: ContinueRegisters) -> Done[tuple[CaseList, ...]]:
    """The same signs, titles and keepers, with the new year and numbers from 1."""
    office.allow(Act.CONFIGURE)
    with office.work(f"Spisy spraw na rok {request.year}") as work:
        wanted = None if request.list_ids is None else set(request.list_ids)
        fresh = [each for each in _lacking(work, request.year) if wanted is None or each.id in wanted]
        if not fresh:
            raise NothingToContinue(year=request.year)
        work.add_all(fresh)
        return Done(tuple(fresh), work.commit())


def hand_over_register(office: Office, request: HandOverRegister) -> Done[CaseList]:
    """Only its keeper gives a list away; for one that is retired the workstation that retired it does."""
    office.allow(Act.CONFIGURE)
    with office.work("Przekazanie spisu spraw") as work:
        me = here(work, office)
        stored = work.get(CaseList, request.before.id)
        stations = {station.id: station for station in work.find(Workstation)}
        keeper, heir = stations.get(stored.keeper_id), stations.get(request.keeper_id)
        if heir is None or heir.retired_on is not None:
            raise CannotKeep(name=heir.name if heir is not None else "")
        is_in_use = keeper is not None and keeper.retired_on is None
        if is_in_use and (me is None or me.id != stored.keeper_id):
            raise KeptElsewhere(name=stored.name, keeper=keeper.name if keeper is not None else "")
        orphans_heir = heir_of(work, stations.values(), stored.keeper_id)
        if orphans_heir is not None and (me is None or me.id != orphans_heir.id):
            told = keeper.name if keeper is not None else ""
            raise NotTheHeir(name=stored.name, keeper=told, heir=orphans_heir.name)
        work.change(request.before, replace(request.before, keeper_id=heir.id))
        return Done(work.get(CaseList, stored.id), work.commit())


def _lacking(file: Reading, year: int) -> list[CaseList]:
    """The lists of the year before, in their new year, as far as they are not there; by name."""
    known = {each.id for each in file.find(CaseList, year=year)}
    fresh = (
        replace(
            before, id=case_list_id(before.cell, before.class_symbol, before.group_number, year), seen=None, year=year
        )
        for before in file.find(CaseList, year=year - 1)
    )
    return sorted((each for each in fresh if each.id not in known), key=lambda each: each.name)
