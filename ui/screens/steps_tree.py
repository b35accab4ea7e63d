"""The steps of a calculation as chapters of a tree: month and family, income by person, criterion, result, outlook."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from typing import Protocol

from app.domain.exclusions import Effect, Met
from ui.i18n import _, ngettext
from ui.parts.reasoning import Ground

FEW_LINES = 6
"""So many lines of income are shown at once; more are folded person by person."""
FEW_WAYS = 3
"""So many receipts that could be lower are named at once."""
LOWER = "prospect_lower"


class Reasoned(Protocol):
    """A step of a calculation, frozen into a decision or just made."""

    @property
    def code(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def basis(self) -> str: ...


def chapters(
    steps: Sequence[Reasoned],
    *,
    names: Sequence[str] = (),
    under: Mapping[str, tuple[Ground, ...]] | None = None,
    outlook: Iterable[Reasoned] = (),
    is_refused: bool = False,
    met: Sequence[Met] = (),
) -> tuple[Ground, ...]:
    """The tree. ``names`` are those of the family, ``under`` what a sentence rests on, by its text.

    A refusal opens with its reason, which is the last step, and with what would have to change.
    """
    found = []
    ahead = _ahead(tuple(outlook))
    if is_refused and steps:
        found.append(Ground(_("Odmowa"), under=(_ground(steps[-1], {}, "bad"),), is_chapter=True))
    if ahead and is_refused:
        found.append(_outlook(ahead))
    for title, part in groupby(steps, lambda step: _chapter(step.code)):
        grounds = [_ground(step, under or {}) for step in part]
        folded = _by_person(grounds, names) if title is _income else tuple(grounds)
        found.append(Ground(title(), under=folded, is_chapter=True))
    if met:
        found.append(Ground(_("Zbieg z inną pomocą"), under=tuple(_met(each) for each in met), is_chapter=True))
    if ahead and not is_refused:
        found.append(_outlook(ahead))
    return tuple(found)


def excluded(met: Iterable[Met]) -> list[str]:
    """The sentences about what takes the right away, each once with its article."""
    return _told_once(met, Effect.EXCLUDED)


def explained(met: Iterable[Met]) -> list[str]:
    """The sentences about what the reasons of the decision must explain."""
    return _told_once(met, Effect.EXPLAINED)


def _told_once(met: Iterable[Met], effect: Effect) -> list[str]:
    return list(dict.fromkeys(f"{each.text} ({each.basis})" for each in met if each.effect is effect))


def _met(each: Met) -> Ground:
    return Ground(each.text, each.basis, ink="bad" if each.effect is Effect.EXCLUDED else "", is_open=False)


def _ahead(steps: tuple[Reasoned, ...]) -> tuple[Ground, ...]:
    """What may change the result; many receipts of which each alone would do are folded into one line."""
    lower = tuple(_ground(step, {}) for step in steps if step.code == LOWER)
    others = tuple(_ground(step, {}) for step in steps if step.code != LOWER)
    if len(lower) <= FEW_WAYS:
        return lower + others
    told = ngettext("Niższy {count} przychód", "Niższy jeden z {count} przychodów", len(lower))
    return (Ground(told.format(count=len(lower)), under=lower, is_open=False), *others)


def few_ways(steps: Sequence[Reasoned]) -> list[str]:
    """The sentences that a card has room for: of many receipts none, because the reason itself says the amount."""
    lower = [step for step in steps if step.code == LOWER]
    return [step.text for step in steps if step.code != LOWER or len(lower) <= FEW_WAYS]


def _outlook(ahead: tuple[Ground, ...]) -> Ground:
    return Ground(_("Co może zmienić wynik"), under=ahead, is_chapter=True)


def _household() -> str:
    return _("Miesiąc i rodzina")


def _income() -> str:
    return _("Dochód")


def _criterion() -> str:
    return _("Kryterium")


def _result() -> str:
    return _("Warunki i wynik")


def _chapter(code: str) -> Callable[[], str]:
    """Which chapter a step belongs to: the steps come in the order in which a clerk reasons."""
    if code.startswith(("income_month", "people_")):
        return _household
    if code.startswith(("income_", "deductions_")):
        return _income
    return _criterion if code.startswith("criterion_") else _result


def _ground(step: Reasoned, under: Mapping[str, tuple[Ground, ...]], ink: str = "") -> Ground:
    return Ground(step.text, step.basis, under=under.get(step.text, ()), ink=ink, is_open=False)


def _by_person(grounds: list[Ground], names: Sequence[str]) -> tuple[Ground, ...]:
    """Many lines are folded under whose they are; a sum and a short list stay as they are."""
    if len(grounds) <= FEW_LINES:
        return tuple(grounds)
    parts: list[Ground] = []
    for name, own in groupby(grounds, lambda ground: _whose(ground.text, names)):
        lines = tuple(own)
        if not name or len(lines) == 1:
            parts += lines
            continue
        count = ngettext("{name}: {count} pozycja", "{name}: {count} pozycji", len(lines))
        parts.append(Ground(count.format(name=name, count=len(lines)), under=lines, is_open=False))
    return tuple(parts)


def _whose(text: str, names: Sequence[str]) -> str:
    """The longest of the names that the sentence has."""
    return max((name for name in names if f" {name}," in text), key=len, default="")
