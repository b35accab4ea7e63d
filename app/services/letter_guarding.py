"""What is read from a case to guard a letter: its addressee, dangers noted at visits, the decision, other people."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from app.domain.citations import Citations
from app.domain.letter_guard import Finding, LetterToGuard, guard
from app.domain.letter_templates import LetterTemplate
from app.domain.persons import Person
from app.services.case_reading import CaseBasis
from app.services.letters import Draft, open_places
from app.services.office import Office
from app.services.ports import Reading
from app.services.strangers import strangers_in_text
from app.services.visits import beware_of

_PROSE = frozenset({"text", "words", "lines", "entries"})
_AHEAD = ("new_day", "answer_by", "until_day", "valid_to")
"""Questions that ask for a day that must still come."""


def guard_letter(
    office: Office, file: Reading, basis: CaseBasis, template: LetterTemplate, made: Draft, more: Mapping[str, Any]
) -> tuple[Finding, ...]:
    """What speaks against the letter as it is drafted."""
    person, today = file.get(Person, basis.case.person_id), office.calendar.today()
    is_to_party = template.has_addressee and "addressee" not in more
    typed = tuple(_typed(template, more))
    interview, application = basis.interview, basis.application
    issued = [each for each in basis.decisions if each.number and each.pays]
    return guard(
        LetterToGuard(
            today=today,
            is_to_party=is_to_party,
            party_died_on=person.died_on,
            party_age=person.age_on(today),
            applies_as=application.applies_as if application is not None else "",
            dangers=tuple(each.text for each in beware_of(file, interview)) if interview is not None else (),
            name=" ".join(made.letter.head.addressee_lines[:1]),
            typed=typed,
            open_places=tuple(place for text in typed for place in open_places(text)),
            strangers=_strangers(file, basis, "\n".join(typed)),
            amounts=tuple(more[ask.name] for ask in template.asks if ask.kind == "money" and ask.name in more),
            decided=issued[-1].amount if issued and template.group == "payment" else None,
            days=tuple(more[name] for name in _AHEAD if isinstance(more.get(name), date)),
            citations=tuple(_citations(office.shelf.letters.citations, template, today)),
        )
    )


def _typed(template: LetterTemplate, more: Mapping[str, Any]) -> Iterator[str]:
    """The words of the clerk, without the names of bodies."""
    for ask in template.asks:
        value = more.get(ask.name)
        if ask.kind not in _PROSE or not value:
            continue
        yield from (value,) if isinstance(value, str) else (_flat(each) for each in value)


def _flat(entry: Any) -> str:
    return " ".join(entry.values()) if isinstance(entry, Mapping) else str(entry)


def _strangers(file: Reading, basis: CaseBasis, text: str) -> tuple[str, ...]:
    if not text:
        return ()
    family = [each.person for each in basis.family]
    known = {word for person in family for word in person.full_name.split()}
    return strangers_in_text(file, text, known, {person.pesel for person in family})


def _citations(citations: Citations, template: LetterTemplate, today: date) -> Iterator[tuple[str, date]]:
    """Each act of the letter once, with the day on which it was last looked at."""
    for act_id in dict.fromkeys(basis.split(" ")[0] for basis in template.basis):
        yield citations.acts[act_id].name, citations.publication_on(act_id, today).checked_on
