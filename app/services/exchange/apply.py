"""Loads a bundle: a copy of the file first, then everything in one transaction or nothing."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from time import perf_counter

from app.domain.bundles import Note
from app.domain.persons import Person
from app.domain.roles import Act
from app.services.exchange.compare import Preview, lacking_after, preview_of, receive
from app.services.exchange.equal_signs import EqualSign, note_equal_signs
from app.services.exchange.forgetting import forget_daily
from app.services.exchange.identity import hear_own_past
from app.services.exchange.open import Opened
from app.services.exchange.paid_twice import PaidTwice, note_paid_twice
from app.services.exchange.receipts import read_receipts
from app.services.exchange.reports import Report, written
from app.services.exchange.stations import let_in
from app.services.office import Done, Office
from app.services.ports import Trial, together


@dataclass(frozen=True)
class ApplyBundle:
    """Load a bundle into the office file; ``is_supervised`` also one of a retired workstation.

    ``digits`` are those of the stranger that wrote a welcome, as they were compared by telephone.
    """

    path: Path
    is_supervised: bool = False
    digits: str = ""


@dataclass(frozen=True)
class Applied:
    """What was loaded, as the preview had said it, how it went, and what two cases bear or two lists pay since."""

    preview: Preview
    report: Report
    equal_signs: tuple[EqualSign, ...] = ()
    paid_twice: tuple[PaidTwice, ...] = ()


def apply_bundle(office: Office, request: ApplyBundle) -> Done[Applied]:
    """Load a bundle. It is opened and checked anew: between preview and loading the file may have changed."""
    office.allow(Act.EXCHANGE)
    begun = perf_counter()
    opened, arrival = receive(request.path, office, is_supervised=request.is_supervised, digits=request.digits)
    copied = office.file.bundling.copy_aside(office.progress) if arrival.entries else ""  # older copies are worth more
    done: list[Applied] = []

    def look(trial: Trial) -> Callable[[], Note]:
        preview = preview_of(office, opened, arrival, trial)

        def finish() -> Note:
            report = replace(
                _report(preview, copied, perf_counter() - begun),
                missing=lacking_after(office.file.bundling, opened, arrival),
                is_supervised=request.is_supervised,
            )
            done.append(Applied(preview, report))
            return note_of(opened, len(arrival.entries), office.now(), report)

        return finish

    changes = office.file.bundling.take_in(arrival, look, office.progress)
    if (own := arrival.vector.get(office.file.bundling.author)) is not None:
        hear_own_past(office.file, own.number)
    if request.is_supervised and arrival.entries:
        changes = together(changes, let_in(office, {opened.manifest.sender}))
    forget_daily(office)
    applied = replace(
        done[0],
        equal_signs=note_equal_signs(office.file, changes),
        paid_twice=note_paid_twice(office.file, changes),
    )
    return Done(applied, changes)


def _report(preview: Preview, copied: str, seconds: float) -> Report:
    return Report(
        seconds=round(seconds, 3),
        copy="" if preview.orders else copied,  # what was erased would be in it
        new_persons=preview.new.get(Person, 0),
        changed_fields=preview.changed_fields,
        contradictions=len(preview.contradictions),
        finished=preview.finished,
        parked=len(preview.parked),
        interviews=tuple(each.id for each in preview.interviews),
        pairs=tuple(each.pair for each in preview.pairs),
        made_at=preview.made_at,
        orders=preview.orders,
        dropped=preview.dropped,
    )


def note_of(opened: Opened, records: int, now: datetime, report: Report) -> Note:
    """What is remembered of a loaded bundle, with what its sender confirms and asks for."""
    manifest = opened.manifest
    wants = tuple(digest.hex() for digest in manifest.wants)
    report = replace(report, receipts=read_receipts(manifest.receipts), wants=wants)
    return Note(
        id=manifest.id,
        name=opened.name,
        peer=manifest.sender,
        is_incoming=True,
        at=now.isoformat(sep=" "),
        made=manifest.made,
        records=records,
        size=opened.size,
        vector={author: number for author, (number, _mark) in manifest.have.items()},
        report=written(report),
    )
