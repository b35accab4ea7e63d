"""What the answers of an interview would change in the files: each difference in words, ready to be taken over.

Nothing here writes. A difference that a person must look at first (a line proved by a document, a title that the law
does not know) is told with its obstacle instead of being offered.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from app.domain.answer_typing import is_readable
from app.domain.answer_words import in_words
from app.domain.answers import Value, amount_of, day_of, is_empty, text_of
from app.domain.households import Relation
from app.domain.income_kinds import IncomeKind, Shape
from app.domain.income_workings import read_workings
from app.domain.incomes import NO_INCOME, Income
from app.domain.interview_filling import Filling
from app.domain.money import Grosze, with_unit
from app.domain.persons import Person, Sex
from app.domain.pesel import read_pesel
from app.domain.records import Record, new_id
from app.domain.spelling import fold
from app.services.households import MemberEntry
from app.services.interview_address_offers import address_offers
from app.services.interview_offer import Obstacle, Offer, OfferCode, OnRecord
from app.services.interview_paper_offers import paper_offers
from app.services.persons import PersonEntry, bare_phone

WITHOUT = "brak dochodu"


def offers_of(filling: Filling, record: OnRecord) -> tuple[Offer, ...]:
    """Every difference, the interviewed person's first."""
    rows = own_rows(filling)
    people = matched(filling, record, rows)
    found = [*_about_interviewed(filling, record.family[0][0]), *address_offers(filling, record)]
    for row, person in people.items():
        found += _about_member(filling, person, row)
    for row, person in people.items():
        found += _income(filling, record, person, row)
    found += _newcomers(filling, record, [row for row in rows if row not in people])
    found += paper_offers(filling, record)
    if rows:
        here = {record.family[0][0].id} | {person.id for person in people.values()}
        found += [_gone(person) for person, _ in record.family if person.id not in here]
    unique = {(offer.code, offer.name, offer.now): offer for offer in reversed(found)}
    return tuple(reversed(unique.values()))


def own_rows(filling: Filling) -> tuple[int, ...]:
    """Rows of the family table that belong to the interviewed person's household."""
    return filling.household()


def matched(filling: Filling, record: OnRecord, rows: tuple[int, ...]) -> dict[int, Person]:
    """Rows known again in the files: the first one is the interviewed person, others by PESEL, else by name."""
    found: dict[int, Person] = {}
    is_first_own = filling.questionnaire.lists_interviewed
    for place, row in enumerate(rows):
        left = [person for person, _ in record.family if person.id not in {each.id for each in found.values()}]
        pesel = read_pesel(text_of(_cell(filling, "pesel", row))).number
        name = fold(text_of(_cell(filling, "name", row)))
        by_number = [person for person in left if pesel and person.pesel == pesel]
        by_name = [person for person in left if name and fold(person.full_name) == name]
        if place == 0 and is_first_own and left and left[0].id == record.family[0][0].id:
            by_number = left[:1]
        if each := next(iter(by_number or by_name), None):
            found[row] = each
    return found


def _cell(filling: Filling, meaning: str, row: int) -> Value:
    asked = filling.questionnaire.meaning(f"member.{meaning}")
    return filling.value(asked.id, row) if asked is not None else None


_OF_INTERVIEWED = ("first_name", "last_name", "pesel", "phone", "citizenship", "identity_document")
_OF_MEMBER = ("pesel", "born_on", "sex", "marital_status", "occupation")


def _about_interviewed(filling: Filling, person: Person) -> Iterator[Offer]:
    for name in _OF_INTERVIEWED:
        yield from _field(filling, person, f"person.{name}", name, 0)


def _about_member(filling: Filling, person: Person, row: int) -> Iterator[Offer]:
    for name in _OF_MEMBER:
        yield from _field(filling, person, f"member.{name}", name, row)


def _field(filling: Filling, person: Person, meaning: str, name: str, row: int) -> Iterator[Offer]:
    asked = filling.questionnaire.meaning(meaning)
    given = filling.value(asked.id, row) if asked is not None else None
    if asked is None or is_empty(given) or not is_readable(asked, given):
        return
    value = _as_recorded(name, given, in_words(asked, given))
    stood = getattr(person, name)
    if value is None or _same(name, stood, value):
        return
    yield Offer(
        code=OfferCode(name),
        name=person.full_name,
        before=in_words(asked, stood) if name == "phone" else _shown(name, stood),
        now=in_words(asked, given),
        changes=((person, _with(person, name, value)),),
    )


def _as_recorded(name: str, given: Value, words: str) -> object:
    """An answer in the shape of its field in the files; None when it has none."""
    if name == "born_on":
        return day_of(given)
    if name == "sex":
        return next((sex for sex in Sex if sex.value == given), None)
    if name == "phone":
        return bare_phone(words)
    return read_pesel(words).number if name == "pesel" else words


def _with(person: Person, name: str, value: Any) -> Person:
    return replace(person, **{name: value})


def _same(name: str, stood: object, value: object) -> bool:
    if name == "phone":
        return _digits(stood) == _digits(value)
    return fold(str(stood)) == fold(str(value)) if name in ("marital_status", "occupation") else stood == value


def _digits(text: object) -> str:
    return "".join(letter for letter in str(text) if letter.isdigit())[-9:]


def _shown(name: str, stood: object) -> str:
    if isinstance(stood, date):
        return f"{stood:%d.%m.%Y}"
    if name == "sex":
        return {Sex.FEMALE: "K", Sex.MALE: "M"}.get(stood, "") if isinstance(stood, Sex) else ""
    return str(stood or "")


def income_answered(filling: Filling, row: int) -> tuple[str, Grosze] | None:
    """Title in words and amount of a row of the family table; None where either is not answered."""
    amount = amount_of(_cell(filling, "income", row))
    source = text_of(_cell(filling, "income_kind", row))
    return (source, amount) if amount is not None and source else None


def _income(filling: Filling, record: OnRecord, person: Person, row: int) -> Iterator[Offer]:
    """The income answered for one person beside the lines written down for the month."""
    answered = income_answered(filling, row)
    if answered is None:
        return
    source, amount = answered
    places = {person.id: place for place, (person, _) in enumerate(record.family)}
    counted = [each for each in filling.circumstances.incomes if each.person == places[person.id]]
    lines = [each for each in record.incomes if each.person_id == person.id]
    if lines and sum(each.amount for each in counted) == amount:
        return
    before = with_unit(sum(each.amount for each in counted)) if lines else ""
    now = f"{source}, {with_unit(amount)}"
    obstacle, changes = _income_changes(record, person, lines, source, amount)
    yield Offer(
        code=OfferCode.INCOME, name=person.full_name, before=before, now=now, obstacle=obstacle, changes=changes
    )


def _income_changes(
    record: OnRecord, person: Person, lines: list[Income], source: str, amount: int
) -> tuple[Obstacle, tuple[tuple[Record | None, Record], ...]]:
    kind = kind_of(source, record.kinds)
    if len(lines) > 1 or (lines and (kind is None or lines[0].kind != kind)):
        return Obstacle.SEVERAL, ()
    if lines and (lines[0].evidence or read_workings(lines[0].note) is not None):
        return Obstacle.DOCUMENTED, ()
    if kind is None:
        return Obstacle.UNKNOWN_KIND, ()
    if kind != NO_INCOME and record.kinds[kind].shape not in (Shape.RECEIPT, Shape.AVERAGE):
        return Obstacle.NEEDS_MORE, ()
    if lines:
        return Obstacle.NONE, ((lines[0], replace(lines[0], amount=amount)),)
    fresh = Income(
        id=new_id(),
        person_id=person.id,
        kind=kind,
        amount=amount,
        received_on=record.income_day,
        note="z wywiadu środowiskowego",
    )
    return Obstacle.NONE, ((None, fresh),)


def kind_of(source: str, kinds: Mapping[str, IncomeKind]) -> str | None:
    """The title of income that a word of the table means; None when it means none, or several at once."""
    word = fold(source)
    if word == fold(WITHOUT):
        return NO_INCOME
    exact = [code for code, kind in kinds.items() if fold(kind.label) == word]
    begun = [code for code, kind in kinds.items() if fold(kind.label).startswith(word)]
    return next((found[0] for found in (exact, begun) if len(found) == 1), None)


def _newcomers(filling: Filling, record: OnRecord, rows: list[int]) -> Iterator[Offer]:
    """People of the table whom the household does not have."""
    for row in rows:
        name = text_of(_cell(filling, "name", row))
        if not name:
            continue
        pesel = read_pesel(text_of(_cell(filling, "pesel", row))).number
        kinship = text_of(_cell(filling, "kinship", row))
        known_id = record.known.get(pesel) if pesel else None
        entry = MemberEntry(
            person_id=known_id,
            person=None if known_id else _entry(filling, name, pesel, row),
            relation=_relation(filling, record, kinship),
        )
        now = ", ".join(part for part in (name, kinship) if part)
        yield Offer(code=OfferCode.MEMBER, name=name, before="", now=now, member=entry)


def _entry(filling: Filling, name: str, pesel: str, row: int) -> PersonEntry:
    first, _, last = name.rpartition(" ")
    sex = _cell(filling, "sex", row)
    return PersonEntry(
        first_name=first,
        last_name=last,
        pesel=pesel,
        born_on=day_of(_cell(filling, "born_on", row)),
        sex=next((each for each in Sex if each.value == sex), None),
        marital_status=text_of(_cell(filling, "marital_status", row)),
        occupation=text_of(_cell(filling, "occupation", row)),
    )


def _relation(filling: Filling, record: OnRecord, kinship: str) -> Relation:
    """What the table's word says, where the interviewed person is who the household is named after."""
    asked = filling.questionnaire.meaning("member.kinship")
    own = record.family[0][1]
    if asked is None or own is None or own.relation is not Relation.SELF:
        return Relation.OTHER
    words = {word: key.split(".", maxsplit=1)[0] for key, word in (asked.words or {}).items()}
    return Relation(words.get(kinship.casefold(), Relation.OTHER.value))


def _gone(person: Person) -> Offer:
    return Offer(
        code=OfferCode.MEMBER_GONE, name=person.full_name, before=person.full_name, now="", obstacle=Obstacle.ASK
    )
