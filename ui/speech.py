"""The words of the program in two languages, and days, instants and amounts as a Pole writes them.

The message id is the Polish sentence, so Polish needs a catalogue only for its plural forms. Days, amounts and counts
are Babel's, which is loaded with the first of them; Qt is never met here, because commands without a window speak too.
"""

import gettext
import logging
import os
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

LANGUAGES = {"pl": "Polski", "en": "English"}
"""Code -> what the language calls itself."""
DOMAIN = "teczka"
LOCALE_FOLDER = Path(__file__).resolve().parents[1] / "locale"
NBSP = "\u00a0"
_GROUPED_FROM = 10_000

log = logging.getLogger(__name__)


class _Speech:
    """The language in use: one for the whole program, because it speaks one language at a time."""

    language = "pl"
    catalogue: gettext.NullTranslations | None = None


def _(text: str) -> str:
    """The sentence in the language of the program; ``text`` is the Polish one."""
    return _catalogue().gettext(text)


def ngettext(one: str, many: str, count: int) -> str:
    """The form that goes with ``count``; the three Polish forms stand in ``locale/pl``."""
    return _catalogue().ngettext(one, many, count)


def language() -> str:
    """Which language the program speaks: ``pl`` or ``en``."""
    return _Speech.language


def speak(code: str) -> None:
    """Speak Polish or English from now on. A window calls ``ui.i18n.set_language``, which also tells Qt."""
    if code not in LANGUAGES:
        raise ValueError(code)
    _Speech.language = code
    _Speech.catalogue = _load(code)


def wanted_language(environment: Mapping[str, str]) -> str:
    """English where the terminal speaks English, else Polish: a bare terminal (``C``) is no wish for English."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    said = next((environment[name] for name in names if environment.get(name)), "")
    return "en" if said.lower().startswith("en") else "pl"


# -- days and instants -------------------------------------------------------------------------------------------


def day(on: date) -> str:
    """``3 listopada 2026``."""
    return _written(on, "d MMMM y")


def short_day(on: date) -> str:
    """``3.11``: a day whose year is clear from its surroundings."""
    return _written(on, "d.MM")


def numeric_day(on: date) -> str:
    """``3.11.2026``: the way a day is typed."""
    return _written(on, "d.MM.yyyy")


def weekday_day(on: date) -> str:
    """``poniedziałek, 23 listopada 2026``."""
    return _written(on, "EEEE, d MMMM y")


def short_weekday(on: date) -> str:
    """``pon. 23.11``: a day of a week that is shown."""
    return _written(on, "EEE d.MM")


def month(first_day: date) -> str:
    """``październik 2026``."""
    return _written(first_day, "LLLL y")


def _written(on: date, pattern: str) -> str:
    from babel.dates import format_date

    return format_date(on, pattern, locale=_Speech.language)


def clock(at: datetime) -> str:
    """``7:52``."""
    return f"{at.hour}:{at.minute:02d}"


def stamp(at: datetime) -> str:
    """``16.11 · 14:05``: an instant in a timeline."""
    return f"{short_day(at.date())} · {clock(at)}"


def moment(at: datetime, today: date) -> str:
    """``dziś 7:52``, ``wczoraj 15:10``, ``pt. 15:10`` within a week, else ``3.11 14:05`` (with the year if another)."""
    days = (today - at.date()).days
    if days == 0:
        return _("dziś {time}").format(time=clock(at))
    if days == 1:
        return _("wczoraj {time}").format(time=clock(at))
    if 1 < days < 7:
        return f"{_written(at.date(), 'EEE')} {clock(at)}"
    written = short_day(at.date()) if at.year == today.year else numeric_day(at.date())
    return f"{written} {clock(at)}"


def ago(on: date, today: date) -> str:
    """``dzisiaj``, ``wczoraj``, ``3 dni temu``; days to come as in ``in_days``."""
    days = (today - on).days
    if days < 0:
        return in_days(on, today)
    if days == 0:
        return _("dzisiaj")
    if days == 1:
        return _("wczoraj")
    return ngettext("{count} dzień temu", "{count} dni temu", days).format(count=days)


def in_days(on: date, today: date) -> str:
    """``za 2 dni``, ``jutro``, ``dzisiaj``; days gone by as in ``ago``."""
    days = (on - today).days
    if days <= 0:
        return ago(on, today)
    if days == 1:
        return _("jutro")
    return ngettext("za {count} dzień", "za {count} dni", days).format(count=days)


# -- amounts and counts ------------------------------------------------------------------------------------------


def amount(grosze: int) -> str:
    """``1 248,00 zł`` with spaces that do not break; a real minus sign before what is taken away."""
    return f"{plain_amount(grosze)}{NBSP}zł"


def plain_amount(grosze: int) -> str:
    """``1 248,00``: an amount in a column that says its unit."""
    sign = "−" if grosze < 0 else ""
    return sign + _counted(Decimal(abs(grosze)).scaleb(-2), "#,##0.00")


def number(count: int) -> str:
    """``118``, ``12 345``: a count, grouped from five digits on as Polish spelling has it."""
    return _counted(count, "#,##0" if abs(count) >= _GROUPED_FROM else "0")


def _counted(value: int | Decimal, pattern: str) -> str:
    from babel.numbers import format_decimal

    return format_decimal(value, pattern, locale=_Speech.language)


# -- catalogues --------------------------------------------------------------------------------------------------


def _catalogue() -> gettext.NullTranslations:
    if _Speech.catalogue is None:
        _Speech.catalogue = _load(_Speech.language)
    return _Speech.catalogue


def _load(code: str) -> gettext.NullTranslations:
    built = built_catalogue(LOCALE_FOLDER / code / "LC_MESSAGES" / f"{DOMAIN}.po")
    if built is None:
        return gettext.NullTranslations()
    with built.open("rb") as file:
        return gettext.GNUTranslations(file)


def built_catalogue(source: Path) -> Path | None:
    """The ``.mo`` of a ``.po``, built now if it is missing or older: beside it, else in the user's cache.

    A catalogue that cannot be built costs the English words or the Polish plurals, never the start.
    """
    for place in _places(source):
        if _is_fresh(place, source):
            return place
    for place in _places(source):
        try:
            _build(source, place)
        except OSError:
            continue
        except ValueError:
            log.exception("catalogue %s cannot be read", source)
            return None
        return place
    return None


def _places(source: Path) -> Iterator[Path]:
    yield source.with_suffix(".mo")
    from platformdirs import user_cache_path  # asked only when nothing fresh lies beside the source

    yield user_cache_path("Teczka", appauthor=False) / "locale" / f"{source.parents[1].name}.mo"


def _is_fresh(built: Path, source: Path) -> bool:
    if not built.exists():
        return False
    return not source.exists() or built.stat().st_mtime_ns >= source.stat().st_mtime_ns


def _build(source: Path, built: Path) -> None:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import PoFileError, read_po

    with source.open("rb") as file:
        try:
            catalogue = read_po(file, locale=source.parents[1].name, abort_invalid=True)
        except PoFileError as error:
            raise ValueError(source) from error
    built.parent.mkdir(parents=True, exist_ok=True)
    unfinished = built.with_suffix(f".{os.getpid()}.part")
    with unfinished.open("wb") as file:
        write_mo(file, catalogue)
    unfinished.replace(built)
