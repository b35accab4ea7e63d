"""The language of the window: the words of ``ui.speech``, and Qt's own words and dates in the same language."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from ui import speech
from ui.speech import (
    LANGUAGES,
    LOCALE_FOLDER,
    NBSP,
    _,
    ago,
    amount,
    built_catalogue,
    clock,
    day,
    in_days,
    language,
    moment,
    month,
    ngettext,
    number,
    numeric_day,
    plain_amount,
    short_day,
    short_weekday,
    stamp,
    weekday_day,
)

__all__ = [
    "LANGUAGES",
    "LOCALE_FOLDER",
    "NBSP",
    "_",
    "ago",
    "amount",
    "built_catalogue",
    "clock",
    "day",
    "in_days",
    "language",
    "moment",
    "month",
    "ngettext",
    "number",
    "numeric_day",
    "plain_amount",
    "qt_locale",
    "set_language",
    "short_day",
    "short_weekday",
    "stamp",
    "weekday_day",
]

_LOCALES = {
    "pl": (QLocale.Language.Polish, QLocale.Country.Poland),
    "en": (QLocale.Language.English, QLocale.Country.UnitedKingdom),
}


class _Qt:
    """Qt's view of the language in use."""

    words: QTranslator | None = None


def set_language(code: str) -> None:
    """Speak Polish or English from now on. Texts that are already on the screen stay as they were written."""
    speech.speak(code)
    QLocale.setDefault(qt_locale())
    _install_qt_words(code)


def qt_locale() -> QLocale:
    """Qt's view of the language, for calendars and sorting."""
    return QLocale(*_LOCALES[language()])


def _install_qt_words(code: str) -> None:
    """Qt's own words (OK, Anuluj, context menus) in the same language; English needs no file."""
    application = QCoreApplication.instance()
    if application is None:
        return
    if _Qt.words is not None:
        application.removeTranslator(_Qt.words)
        _Qt.words = None
    if code == "en":
        return
    words = QTranslator(application)
    if words.load(f"qtbase_{code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(words)
        _Qt.words = words
