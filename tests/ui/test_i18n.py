"""Polish forms, days and amounts; catalogues that are built when needed and only then."""

import os
import shutil
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialogButtonBox
from pytestqt.qtbot import QtBot

from ui import i18n

TODAY = date(2026, 11, 23)
HOUSE = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("on", "written"),
    [
        (date(2026, 11, 25), "za 2 dni"),
        (date(2026, 12, 15), "za 22 dni"),
        (date(2026, 12, 5), "za 12 dni"),
        (date(2026, 11, 24), "jutro"),
        (TODAY, "dzisiaj"),
        (date(2026, 11, 22), "wczoraj"),
        (date(2026, 11, 20), "3 dni temu"),
        (date(2026, 11, 1), "22 dni temu"),
    ],
)
def test_distance_of_days(on: date, written: str) -> None:
    assert i18n.in_days(on, TODAY) == written
    assert i18n.ago(on, TODAY) == written


def test_three_polish_forms_come_from_the_catalogue(tmp_path: Path) -> None:
    source = tmp_path / "pl" / "LC_MESSAGES" / "teczka.po"
    source.parent.mkdir(parents=True)
    header = (i18n.LOCALE_FOLDER / "pl" / "LC_MESSAGES" / "teczka.po").read_text(encoding="utf-8").split("\n\n")[0]
    source.write_text(
        header + '\n\nmsgid "{n} sprawa"\nmsgid_plural "{n} spraw"\nmsgstr[0] "{n} sprawa"\nmsgstr[1] "{n} sprawy"\n'
        'msgstr[2] "{n} spraw"\n',
        encoding="utf-8",
    )
    built = i18n.built_catalogue(source)
    assert built == source.with_suffix(".mo")
    import gettext

    with built.open("rb") as file:
        forms = gettext.GNUTranslations(file)
    said = {
        count: forms.ngettext("{n} sprawa", "{n} spraw", count).format(n=count) for count in (0, 1, 2, 5, 12, 22, 25)
    }
    assert said == {
        0: "0 spraw",
        1: "1 sprawa",
        2: "2 sprawy",
        5: "5 spraw",
        12: "12 spraw",
        22: "22 sprawy",
        25: "25 spraw",
    }


def test_a_fresh_catalogue_is_left_alone_and_an_old_one_is_built_anew(tmp_path: Path) -> None:
    source = tmp_path / "en" / "LC_MESSAGES" / "teczka.po"
    source.parent.mkdir(parents=True)
    shutil.copy(i18n.LOCALE_FOLDER / "en" / "LC_MESSAGES" / "teczka.po", source)
    built = i18n.built_catalogue(source)
    assert built is not None
    first = built.stat().st_mtime_ns
    assert i18n.built_catalogue(source) == built
    assert built.stat().st_mtime_ns == first
    os.utime(source, ns=(first + 10**9, first + 10**9))
    i18n.built_catalogue(source)
    assert built.stat().st_mtime_ns > first


def test_a_catalogue_beside_which_nothing_may_be_written_goes_to_the_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "en" / "LC_MESSAGES" / "teczka.po"
    source.parent.mkdir(parents=True)
    shutil.copy(i18n.LOCALE_FOLDER / "en" / "LC_MESSAGES" / "teczka.po", source)
    (source.parent / f"teczka.{os.getpid()}.part").mkdir()  # so that even root cannot write there
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    built = i18n.built_catalogue(source)
    assert built is not None
    assert (tmp_path / "cache") in built.parents


@pytest.mark.logs
def test_a_broken_catalogue_costs_its_words_and_not_the_start(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    source = tmp_path / "en" / "LC_MESSAGES" / "teczka.po"
    source.parent.mkdir(parents=True)
    source.write_text('msgid "a"\nmsgstr "b\nmsgid', encoding="utf-8")
    assert i18n.built_catalogue(source) is None
    assert "cannot be read" in caplog.text


def test_english_speaks_english() -> None:
    i18n.set_language("en")
    assert i18n.in_days(date(2026, 11, 25), TODAY) == "in 2 days"
    assert i18n.in_days(date(2026, 11, 24), TODAY) == "tomorrow"
    assert i18n.day(date(2026, 11, 3)) == "3 November 2026"
    assert i18n.amount(124800) == "1,248.00\u00a0zł"


def test_qt_itself_speaks_polish(qtbot: QtBot) -> None:
    i18n.set_language("pl")
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.buttons()[0].text() == "Anuluj"


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="xx"):
        i18n.set_language("xx")


def test_days_are_written_as_a_pole_writes_them() -> None:
    assert i18n.day(date(2026, 11, 3)) == "3 listopada 2026"
    assert i18n.short_day(date(2026, 11, 3)) == "3.11"
    assert i18n.numeric_day(date(2026, 1, 3)) == "3.01.2026"
    assert i18n.weekday_day(TODAY) == "poniedziałek, 23 listopada 2026"
    assert i18n.month(date(2026, 10, 1)) == "październik 2026"
    assert i18n.stamp(datetime(2026, 11, 4, 9, 5)) == "4.11 · 9:05"


@pytest.mark.parametrize(
    ("at", "written"),
    [
        (datetime(2026, 11, 23, 7, 52), "dziś 7:52"),
        (datetime(2026, 11, 22, 15, 10), "wczoraj 15:10"),
        (datetime(2026, 11, 20, 15, 10), "pt. 15:10"),
        (datetime(2026, 11, 3, 14, 5), "3.11 14:05"),
        (datetime(2025, 11, 3, 14, 5), "3.11.2025 14:05"),
    ],
)
def test_moments(at: datetime, written: str) -> None:
    assert i18n.moment(at, TODAY) == written


@pytest.mark.parametrize(
    ("grosze", "written"),
    [
        (0, "0,00 zł"),
        (5, "0,05 zł"),
        (124800, "1 248,00 zł"),
        (-124850, "−1 248,50 zł"),
        (1_000_000_000, "10 000 000,00 zł"),
    ],
)
def test_amounts(grosze: int, written: str) -> None:
    assert i18n.amount(grosze).replace("\u00a0", " ") == written
    assert " " not in i18n.amount(grosze)


def test_counts_are_grouped_from_five_digits_on() -> None:
    assert [i18n.number(count).replace("\u00a0", " ") for count in (118, 1248, 12345)] == ["118", "1248", "12 345"]


def test_the_window_starts_without_heavy_libraries() -> None:
    program = (
        "import sys; import ui.window, ui.look, ui.i18n, ui.parts; ui.i18n.set_language('pl'); "
        "heavy = {'sqlalchemy', 'reportlab', 'babel', 'pikepdf', 'stdnum', 'sqlite_utils', 'pypdfium2', 'num2words'}; "
        "print(sorted(heavy & set(sys.modules)))"
    )
    i18n.set_language("pl")  # so that the catalogue is built
    said = subprocess.run(
        [sys.executable, "-c", program], cwd=HOUSE, capture_output=True, text=True, check=True, timeout=60
    )
    assert said.stdout.strip() == "[]"
