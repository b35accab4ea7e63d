"""Colour, type, sizes and icons: the only place with a colour in it.

Both themes are one table of tokens with different values; the style sheet and everything that paints itself ask for a
token by name, so a third theme would be a third table. Sizes are given for a text of 14 px and grow with ``scale``;
nothing else in the program knows a pixel size of type.
"""

from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

RESOURCES = Path(__file__).resolve().parents[1] / "resources"
FAMILY = "Inter"
RAIL_WIDTH = 212
CARD_RADIUS = 10
CONTROL_RADIUS = 8
CONTROL_HEIGHT = 36
ROW_HEIGHT = 37
GAP = 14


@dataclass(frozen=True)
class Tokens:
    """The colours of one theme. Text tokens have a contrast of at least 4.5 : 1 on the grounds they are used on."""

    ground: str = "#F4F6F8"
    surface: str = "#FFFFFF"
    search: str = "#FAFBFC"
    ink: str = "#17212B"
    muted: str = "#5A6675"
    line: str = "#DCE2E8"
    line_soft: str = "#EDF0F3"
    field_line: str = "#B9C3CE"
    accent: str = "#1B5E9B"
    accent_deep: str = "#134A7C"
    accent_soft: str = "#E8F1FA"
    accent_faint: str = "#F6FAFE"
    accent_line: str = "#B5CFEA"
    on_accent: str = "#FFFFFF"
    ok: str = "#1C7A4C"
    ok_soft: str = "#E2F3E9"
    warn: str = "#8A5A00"
    warn_soft: str = "#FFF3D4"
    bad: str = "#B3261E"
    bad_soft: str = "#FCE9E7"
    bad_line: str = "#F0B9B4"
    offline: str = "#5B4B9A"
    offline_soft: str = "#EEEBF8"
    neutral_soft: str = "#EDF0F3"
    tick: str = "#E8F1FA"
    nav: str = "#0F2A43"
    nav_text: str = "#C9D6E3"
    nav_muted: str = "#8FA6BC"
    nav_section: str = "#8299B0"
    nav_line: str = "#1E3F5F"
    nav_current: str = "#1B4468"
    nav_hover: str = "#163759"
    nav_count: str = "#23486B"
    nav_bright: str = "#FFFFFF"
    desk: str = "#E9EDF1"
    paper: str = "#FFFFFF"
    shade: str = "#2017212B"
    banner: str = "#17212B"
    on_banner: str = "#FFFFFF"
    banner_link: str = "#9CCBF5"


LIGHT = Tokens()
DARK = Tokens(
    ground="#11171E",
    surface="#1A222B",
    search="#151C24",
    ink="#E6EBF0",
    muted="#9FACB9",
    line="#35424F",
    line_soft="#28333E",
    field_line="#4C5B6A",
    accent="#79B6F0",
    accent_deep="#A6D0F8",
    accent_soft="#1D3650",
    accent_faint="#1B2937",
    accent_line="#345877",
    on_accent="#0B1A29",
    ok="#7FD4A6",
    ok_soft="#173527",
    warn="#F0C366",
    warn_soft="#3A2F14",
    bad="#F7A59E",
    bad_soft="#45211E",
    bad_line="#7A3B36",
    offline="#BDB3F2",
    offline_soft="#2E2950",
    neutral_soft="#2A3540",
    tick="#79B6F0",
    nav="#0B141D",
    nav_text="#BECBD8",
    nav_muted="#8296A9",
    nav_section="#8296A9",
    nav_line="#1B2B3A",
    nav_current="#1B3B57",
    nav_hover="#142A3E",
    nav_count="#23486B",
    nav_bright="#FFFFFF",
    desk="#0C1117",
    paper="#FFFFFF",
    shade="#60000000",
    banner="#E6EBF0",
    on_banner="#17212B",
    banner_link="#134A7C",
)
THEMES = {"light": LIGHT, "dark": DARK}
SYSTEM = "system"
"""Not a theme but a wish: whichever of the two the system wears."""

TONES = {
    "ok": ("ok", "ok_soft"),
    "warn": ("warn", "warn_soft"),
    "bad": ("bad", "bad_soft"),
    "offline": ("offline", "offline_soft"),
    "info": ("accent", "accent_soft"),
    "neutral": ("muted", "neutral_soft"),
}
"""Tone of a chip -> tokens of its text and of its ground. A tone never stands without a word or a sign."""

TYPE = {
    "brand": (17, QFont.Weight.Bold, 0.0),
    "title": (21, QFont.Weight.Bold, -0.3),
    "number": (23, QFont.Weight.Bold, -0.3),
    "value": (20, QFont.Weight.Bold, 0.0),
    "card": (15, QFont.Weight.Bold, 0.0),
    "body": (14, QFont.Weight.Normal, 0.0),
    "strong": (14, QFont.Weight.Bold, 0.0),
    "text": (13, QFont.Weight.Normal, 0.22),
    "button": (14, QFont.Weight.DemiBold, -0.27),
    "note": (13, QFont.Weight.Normal, 0.0),
    "label": (12, QFont.Weight.DemiBold, 0.1),
    "small": (12, QFont.Weight.Normal, 0.2),
    "header": (12, QFont.Weight.DemiBold, 0.0),
    "chip": (12, QFont.Weight.DemiBold, 0.25),
    "tiny": (11, QFont.Weight.DemiBold, 0.1),
    "section": (11, QFont.Weight.Normal, 0.5),
    "nav": (14, QFont.Weight.Medium, 0.0),
    "count": (11, QFont.Weight.Bold, 0.0),
    "office": (11, QFont.Weight.Normal, 0.1),
    "who": (12, QFont.Weight.Normal, 0.1),
    "key": (11, QFont.Weight.Normal, 0.0),
}
"""Role of a text -> size in px at scale 1, weight, space between letters in px.

Qt draws only whole pixels of type; a little space between letters stands for the half pixels of the pictures.
"""
LINE_HEIGHT = 121
"""Distance of lines in a paragraph, in percent of what the face asks for."""


class _Now:
    """The look in use; one for the whole program."""

    tokens = LIGHT
    scale = 1.0
    icons: ClassVar[dict[int, tuple[str, str, int]]] = {}


def tokens() -> Tokens:
    """The colours in use."""
    return _Now.tokens


def is_dark() -> bool:
    """Whether the dark theme is on."""
    return _Now.tokens is DARK


def theme() -> str:
    """The name of the theme in use."""
    return next(name for name, table in THEMES.items() if table is _Now.tokens)


def theme_for(wish: str) -> str:
    """The theme for a wish: a theme's own name, or ``SYSTEM``."""
    if wish != SYSTEM:
        return wish
    return "dark" if QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else "light"


def scale() -> float:
    """The size of text in use, 1.0 as in the pictures."""
    return _Now.scale


def color(token: str) -> QColor:
    """A colour by its token's name."""
    return QColor(str(getattr(_Now.tokens, token)))


def tone_colors(tone: str) -> tuple[QColor, QColor]:
    """Text and ground of a tone."""
    text, ground = TONES[tone]
    return color(text), color(ground)


def px(size: float) -> int:
    """A length in device-independent pixels at the text scale in use."""
    return round(size * _Now.scale)


def font(role: str) -> QFont:
    """The face of a role of text, with figures of equal width."""
    size, weight, space = TYPE[role]
    face = QFont(FAMILY)
    face.setPixelSize(px(size))
    face.setWeight(weight)
    face.setFeature(QFont.Tag("tnum"), 1)
    face.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, space * _Now.scale)
    return face


def apply(application: QApplication, theme: str = "light", scale: float = 1.0) -> None:
    """Dress the whole program; may be called again with another theme or text scale (1.0 to 2.0).

    Everything open follows another theme. Another scale is for what is built afterwards: layouts keep their pixels.
    """
    from ui.stylesheet import stylesheet

    _load_fonts()
    _Now.tokens = THEMES[theme]
    _Now.scale = min(max(scale, 0.8), 3.0)
    _drawn.cache_clear()
    _renderer.cache_clear()
    icon.cache_clear()
    if application.style().objectName() != "fusion":
        application.setStyle("Fusion")
    application.setFont(font("body"))
    application.setPalette(_palette())
    application.setStyleSheet(stylesheet())
    _draw_icons_anew(application)


@cache
def icon(name: str, token: str = "ink", size: int = 18) -> QIcon:
    """One of our icons in a colour of the theme. Buttons and actions that show it follow a change of the theme."""
    made = QIcon()
    for ratio in (1.0, 2.0):
        made.addPixmap(_drawn(name, str(getattr(_Now.tokens, token)), px(size), ratio))
    _Now.icons[made.cacheKey()] = (name, token, size)
    return made


def _draw_icons_anew(application: QApplication) -> None:
    """Qt keeps an icon as pixels; whoever shows one of ours gets it in the colours of now."""
    old, _Now.icons = _Now.icons, {}
    if not old:
        return
    for widget in application.allWidgets():
        for each in (*widget.actions(), *((widget,) if isinstance(widget, QAbstractButton) else ())):
            meant = old.get(each.icon().cacheKey())
            if meant is not None:
                each.setIcon(icon(*meant))


def paint_icon(painter: QPainter, target: QRectF, name: str, token: str) -> None:
    """Draw an icon into a rectangle."""
    _renderer(name, str(getattr(_Now.tokens, token))).render(painter, target)


def icon_names() -> list[str]:
    """All icons that there are."""
    return sorted(path.stem for path in (RESOURCES / "icons").glob("*.svg"))


def set_property(widget: QWidget, name: str, value: object) -> None:
    """Change a property that the style sheet looks at, and let it look; Qt's own property is changed by its setter."""
    is_own = widget.metaObject().indexOfProperty(name) < 0
    if is_own and widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


@cache
def _load_fonts() -> None:
    for path in sorted((RESOURCES / "fonts").glob(f"{FAMILY}-*.ttf")):
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise FileNotFoundError(path)


@cache
def _source(name: str) -> str:
    return (RESOURCES / "icons" / f"{name}.svg").read_text(encoding="utf-8")


@cache
def _drawn(name: str, value: str, size: int, ratio: float) -> QPixmap:
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    _renderer(name, value).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap


@cache
def _renderer(name: str, value: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_source(name).replace("currentColor", value).encode()))


def _palette() -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for where, token in (
        (role.Window, "ground"),
        (role.Base, "surface"),
        (role.AlternateBase, "ground"),
        (role.Button, "surface"),
        (role.WindowText, "ink"),
        (role.Text, "ink"),
        (role.ButtonText, "ink"),
        (role.PlaceholderText, "muted"),
        (role.Highlight, "accent"),
        (role.HighlightedText, "on_accent"),
        (role.Link, "accent"),
        (role.LinkVisited, "accent"),
        (role.ToolTipBase, "banner"),
        (role.ToolTipText, "on_banner"),
        (role.Accent, "accent"),
    ):
        palette.setColor(where, color(token))
    for where in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, where, color("muted"))
    return palette


def token_names() -> list[str]:
    """All colour names."""
    return [entry.name for entry in fields(Tokens)]
