"""Who may take up the lists of a workstation that takes part no longer: exactly one other.

Two that each believed they might would give the same numbers. So it is the one that retired the keeper; where that was
retired in its turn, the one that did this, and so on. It may hand the list on like any other that it keeps.
"""

from collections.abc import Iterable
from datetime import date

from app.domain.offices import Workstation
from app.domain.records import RecordId
from app.services.ports import Reading


def heir_of(file: Reading, stations: Iterable[Workstation], keeper_id: RecordId) -> Workstation | None:
    """The heir of a keeper that is retired or not on the roster; a keeper that takes part has none.

    Where nobody who retired anybody is left, the first that joined of those that take part.
    """
    roster = list(stations)
    by_author = {each.author: each for each in roster}
    keeper = next((each for each in roster if each.id == keeper_id), None)
    if keeper is not None and keeper.retired_on is None:
        return None
    passed: set[RecordId] = set()
    while keeper is not None and keeper.retired_on is not None and keeper.id not in passed:
        passed.add(keeper.id)
        keeper = by_author.get(_retired_by(file, keeper))
    if keeper is not None and keeper.retired_on is None:
        return keeper
    in_use = (each for each in roster if each.retired_on is None)
    return min(in_use, key=lambda each: (each.joined_on or date.max, each.author), default=None)


def _retired_by(file: Reading, station: Workstation) -> int:
    """The author who retired it first; the clock is the same everywhere, so everybody who knows it says the same."""
    written = [each for each in file.history(Workstation, station.id) if each.field == "retired_on" and each.value]
    return min(written, key=lambda each: (each.at, each.dot)).author if written else 0
