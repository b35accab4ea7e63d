"""Records that are one human being, as somebody said: what hangs on any of them is theirs.

Joining writes ``merged_into`` and rewrites nothing else, so that it can be undone; whoever asks for a person's cases,
income or home asks for all of their records.
"""

from app.domain.persons import Person
from app.domain.records import RecordId
from app.services.ports import Reading


def canonical_id(file: Reading, person_id: RecordId) -> RecordId:
    """The record that stands for a person: follows ``merged_into`` to its end, in a ring to the smallest id."""
    seen = [person_id]
    while True:
        person = file.many(Person, [seen[-1]]).get(seen[-1])
        if person is None or person.merged_into is None:
            return seen[-1]
        if person.merged_into in seen:
            return min(seen[seen.index(person.merged_into) :])
        seen.append(person.merged_into)


def one_person(file: Reading, person_id: RecordId) -> tuple[RecordId, ...]:
    """Every record of the same human being, the canonical one first."""
    return records_of(file, canonical_id(file, person_id))


def records_of(file: Reading, canonical: RecordId) -> tuple[RecordId, ...]:
    """The same for a record that is known to be the canonical one."""
    found = [canonical]
    for each in found:
        found += [joined for joined in file.joined_to(each) if joined not in found]
    return tuple(found)
