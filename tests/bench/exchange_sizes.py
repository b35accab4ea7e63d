"""Sizes of bundles against the bare values, and W3: three fields of one person.

``python -m tests.bench.exchange_sizes`` prints them; they are no ratios of seconds, so nothing registers.
"""

import random
import tempfile
from dataclasses import replace
from pathlib import Path
from statistics import median

from app.domain.offices import Workstation
from app.domain.persons import Person
from app.services.exchange.pack import build
from tests.bench._office import people
from tests.bench.exchange import EDITS, PERSONS, edit, load, packed, rows_of, timed, write
from tests.stations import founded, joined

MANY, ROUNDS = 100_000, 15


def sizes() -> None:
    """Bytes of the bundles, against the bare values."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        host = founded(folder)
        guest = joined(folder, "Laptop", host)
        persons = people(PERSONS)
        write(host, persons)
        w1 = host.send(guest)
        guest.load(w1)
        host.load(guest.send(host))
        print(f"W1 {w1.stat().st_size} B, {w1.stat().st_size / len(packed(rows_of(persons))):.2f} of the values")
        ids = [person.id for person in random.Random(5).sample(persons, EDITS)]
        values = edit(host, ids, "phone", 2)
        w2 = host.send(guest)
        guest.load(w2)
        host.load(guest.send(host))
        print(f"W2 {w2.stat().st_size} B, {w2.stat().st_size / len(packed(values)):.2f} of the values")
        host.close()
        guest.close()
    for count in (PERSONS, MANY):
        one_person(count)


def one_person(count: int) -> None:
    """W3: three fields of one of many persons. age adds some random bytes, so sizes are told with their spread."""
    saving, loading, lengths = [], [], []
    with tempfile.TemporaryDirectory() as made:
        host = founded(Path(made))
        persons = people(count)
        write(host, persons)
        guest = joined(Path(made), "Laptop", host)  # the welcome brings everybody
        host.load(guest.send(host))
        with host.store.reading() as file:
            (station,) = file.find(Workstation, author=guest.author)
        for number in range(ROUNDS):
            with host.office.work("adres") as work:
                person = work.get(Person, persons[count // 2].id)
                written = {"phone": f"601 234 {number:03d}", "email": f"a{number}@example.org", "note": f"po {number}"}
                work.change(person, replace(person, **written))  # type: ignore[arg-type]  # text fields
                work.commit()
            saving += timed(lambda: build(host.store.bundling, station, host.calendar.now(), "x"))
            bundle = host.send(guest)
            lengths.append(bundle.stat().st_size)
            loading += timed(lambda bundle=bundle: load(guest.office, bundle))
            host.load(guest.send(host))
        host.close()
        guest.close()
    print(
        f"W3 among {count:,} persons: {min(lengths)}–{max(lengths)} B sealed, median {median(lengths):.0f}; "
        f"built and sealed in {median(saving) * 1e3:.2f} ms, unsealed and loaded in {median(loading) * 1e3:.2f} ms"
    )


if __name__ == "__main__":
    sizes()
