"""Colours that can be read, letters that are there, icons that draw."""

import re
from itertools import product

import pytest
from PySide6.QtGui import QColor, QFontInfo, QFontMetricsF, QImage, QRawFont
from PySide6.QtWidgets import QApplication, QLabel

from ui import look

POLISH = "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ–—„”…§²→−×✓○●★›‹"
READ_ON = [
    ("ink", "surface"),
    ("ink", "ground"),
    ("ink", "accent_soft"),
    ("ink", "accent_faint"),
    ("muted", "surface"),
    ("muted", "ground"),
    ("muted", "accent_faint"),
    ("accent", "surface"),
    ("accent_deep", "accent_soft"),
    ("on_accent", "accent"),
    ("on_accent", "accent_deep"),
    ("on_banner", "banner"),
    ("banner_link", "banner"),
    ("nav_text", "nav"),
    ("nav_muted", "nav"),
    ("nav_section", "nav"),
    ("nav_bright", "nav_current"),
    ("nav_bright", "nav_count"),
    ("warn", "surface"),
    ("bad", "surface"),
    ("ok", "surface"),
    *look.TONES.values(),
]


def luminance(color: QColor) -> float:
    """Relative luminance of WCAG 2.2."""
    parts = [
        float(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)
        for part in (color.redF(), color.greenF(), color.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(QColor(one)), luminance(QColor(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("theme", "pair"), list(product(look.THEMES, READ_ON)))
def test_text_stands_out_from_its_ground(theme: str, pair: tuple[str, str]) -> None:
    values = look.THEMES[theme]
    ink, ground = (getattr(values, name) for name in pair)
    assert contrast(ink, ground) >= 4.5, f"{pair} {contrast(ink, ground):.2f}"


def test_contrast_is_measured_right() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", look.THEMES)
def test_a_black_tick_stands_out_from_its_box(theme: str) -> None:
    assert contrast("#000000", look.THEMES[theme].tick) >= 4.5


@pytest.mark.parametrize("theme", look.THEMES)
def test_every_token_is_a_colour(theme: str) -> None:
    assert all(QColor(str(getattr(look.THEMES[theme], name))).isValid() for name in look.token_names())


@pytest.mark.parametrize("role", look.TYPE)
def test_every_role_is_written_in_our_own_face(role: str) -> None:
    face = look.font(role)
    assert QFontInfo(face).family() == look.FAMILY
    metrics = QFontMetricsF(face)
    assert metrics.horizontalAdvance("11111") == pytest.approx(metrics.horizontalAdvance("88888"))


@pytest.mark.parametrize("name", ["Inter-Regular", "Inter-Medium", "Inter-SemiBold", "Inter-Bold"])
def test_faces_of_the_screens_have_all_letters(name: str) -> None:
    face = QRawFont(str(look.RESOURCES / "fonts" / f"{name}.ttf"), 14)
    assert [letter for letter in POLISH if not face.supportsCharacter(ord(letter))] == []


@pytest.mark.parametrize("name", ["Lato-Regular", "Lato-Bold", "Lato-Italic"])
def test_faces_on_paper_have_polish_letters(name: str) -> None:
    face = QRawFont(str(look.RESOURCES / "fonts" / f"{name}.ttf"), 14)
    assert [letter for letter in POLISH[:26] if not face.supportsCharacter(ord(letter))] == []


def test_each_face_comes_with_its_licence() -> None:
    folder = look.RESOURCES / "fonts"
    for family in {path.name.split("-")[0] for path in folder.glob("*.ttf")}:
        licence = (folder / f"{family}-OFL.txt").read_text(encoding="utf-8")
        assert licence.startswith("Copyright")
        assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert sum(path.stat().st_size for path in folder.iterdir()) < 3_000_000


@pytest.mark.parametrize("name", look.icon_names())
def test_icon_draws_in_the_colour_it_is_asked_for(name: str) -> None:
    source = (look.RESOURCES / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    assert not re.search(r"#[0-9a-fA-F]{3}", source)
    assert "currentColor" in source
    picture = look.icon(name, "bad").pixmap(18, 18).toImage().convertToFormat(QImage.Format.Format_ARGB32)
    pixels = [picture.pixelColor(x, y) for x, y in product(range(18), range(18))]
    inks = {(pixel.red(), pixel.green(), pixel.blue()) for pixel in pixels if pixel.alpha() > 150}
    wanted = QColor(look.LIGHT.bad)
    assert any(
        max(abs(red - wanted.red()), abs(green - wanted.green()), abs(blue - wanted.blue())) <= 2
        for red, green, blue in inks
    )


def test_scale_and_theme_change_what_is_on_the_screen(dressed: QApplication) -> None:
    label = QLabel("Żółć")
    label.setProperty("role", "title")
    label.ensurePolished()
    before = label.sizeHint().height()
    try:
        look.apply(dressed, "dark", 2.0)
        label.ensurePolished()
        assert look.is_dark()
        assert look.px(36) == 72
        assert label.sizeHint().height() >= 2 * before - 2
        assert look.color("ink") == QColor(look.DARK.ink)
        assert label.palette().color(label.foregroundRole()) == QColor(look.DARK.ink)
    finally:
        look.apply(dressed)
    label.ensurePolished()
    assert label.sizeHint().height() == before
