"""The words of the screens in two languages, and days, instants and amounts as a Pole writes them.

The message id is the Polish sentence, so Polish needs a catalogue only for its plural forms. Nothing heavy is
imported here: Babel is met only when a ``.po`` is newer than its ``.mo``, which never happens in the built program.
"""

import gettext
import logging
import os
from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDate, QLibraryInfo, QLocale, QStandardPaths, QTranslator

LANGUAGES = ("pl", "en")
DOMAIN = "teczka"
LOCALE_FOLDER = Path(__file__).resolve().parents[1] / "locale"
NBSP = "\u00a0"

log = logging.getLogger(__name__)


class _Speech:
    """The language in use: one for the whole program, because a window speaks one language at a time."""

    language = "pl"
    catalogue: gettext.NullTranslations | None = None
    locale = QLocale(QLocale.Language.Polish, QLocale.Country.Poland)
    qt_words: QTranslator | None = None


def _(text: str) -> str:
    """The sentence in the language of the window; ``text`` is the Polish one."""
    return _catalogue().gettext(text)


def ngettext(one: str, many: str, count: int) -> str:
    """The form that goes with ``count``; the three Polish forms stand in ``locale/pl``."""
    return _catalogue().ngettext(one, many, count)


def language() -> str:
    """Which language the window speaks: ``pl`` or ``en``."""
    return _Speech.language


def set_language(code: str) -> None:
    """Speak Polish or English from now on. Texts that are already on the screen stay as they were written."""
    if code not in LANGUAGES:
        raise ValueError(code)
    _Speech.language = code
    _Speech.catalogue = _load(code)
    spoken = (QLocale.Language.Polish, QLocale.Country.Poland)
    if code == "en":
        spoken = (QLocale.Language.English, QLocale.Country.UnitedKingdom)
    _Speech.locale = QLocale(*spoken)
    QLocale.setDefault(_Speech.locale)
    _install_qt_words(code)


def day(on: date) -> str:
    """``3 listopada 2026``."""
    return _Speech.locale.toString(_qt(on), "d MMMM yyyy")


def short_day(on: date) -> str:
    """``3.11``: a day whose year is clear from its surroundings."""
    return f"{on.day}.{on.month:02d}"


def numeric_day(on: date) -> str:
    """``3.11.2026``: the way a day is typed."""
    return f"{short_day(on)}.{on.year:04d}"


def weekday_day(on: date) -> str:
    """``poniedziałek, 23 listopada 2026``."""
    return _Speech.locale.toString(_qt(on), "dddd, d MMMM yyyy")


def month(first_day: date) -> str:
    """``październik 2026``."""
    return f"{_Speech.locale.standaloneMonthName(first_day.month)} {first_day.year}"


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
        weekday = _Speech.locale.dayName(at.isoweekday(), QLocale.FormatType.ShortFormat)
        return f"{weekday} {clock(at)}"
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


def amount(grosze: int) -> str:
    """``1 248,00 zł`` with spaces that do not break; a real minus sign before what is taken away."""
    return f"{plain_amount(grosze)}{NBSP}zł"


def plain_amount(grosze: int) -> str:
    """``1 248,00``: an amount in a column that says its unit."""
    zloty, rest = divmod(abs(grosze), 100)
    group, point = (",", ".") if _Speech.language == "en" else (NBSP, ",")
    sign = "−" if grosze < 0 else ""
    return f"{sign}{zloty:,}".replace(",", group) + f"{point}{rest:02d}"


def number(count: int) -> str:
    """``118``, ``12 345``: a count, grouped from five digits on as Polish spelling has it."""
    group = "," if _Speech.language == "en" else NBSP
    return f"{count:,}".replace(",", group) if abs(count) >= 10_000 else str(count)


def qt_locale() -> QLocale:
    """Qt's view of the language, for calendars and sorting."""
    return _Speech.locale


def _qt(on: date) -> QDate:
    return QDate(on.year, on.month, on.day)


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
    cache = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericCacheLocation))
    places = (source.with_suffix(".mo"), cache / DOMAIN / f"{source.parents[1].name}.mo")
    for place in places:
        if _is_fresh(place, source):
            return place
    for place in places:
        try:
            _build(source, place)
        except OSError:
            continue
        except ValueError:
            log.exception("catalogue %s cannot be read", source)
            return None
        return place
    return None


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


def _install_qt_words(code: str) -> None:
    """Qt's own words (OK, Anuluj, context menus) in the same language; English needs no file."""
    application = QCoreApplication.instance()
    if application is None:
        return
    if _Speech.qt_words is not None:
        application.removeTranslator(_Speech.qt_words)
        _Speech.qt_words = None
    if code == "en":
        return
    words = QTranslator(application)
    if words.load(f"qtbase_{code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(words)
        _Speech.qt_words = words
