"""The style sheet of Qt, written from the tokens of ``ui/look.py``. No colour and no size of type is decided here."""

from dataclasses import asdict

from ui.look import RESOURCES, TONES, TYPE, px, tokens

_BLACK_TICK = (RESOURCES / "icons" / "check.svg").as_posix()
"""A style sheet cannot tint a picture, so the ground of a tick is light in both themes."""


def stylesheet() -> str:
    """Everything that Qt's own widgets need to look like the tokens."""
    return "\n".join((_texts(), _surfaces(), _buttons(), _fields(), _lists(), _scrollbars()))


def _fill(sheet: str) -> str:
    """Put the tokens in the place of their ``@names``, longest names first so that none eats the head of another."""
    for name, value in sorted(asdict(tokens()).items(), key=lambda pair: -len(pair[0])):
        sheet = sheet.replace(f"@{name}", value)
    return sheet


def _face(role: str) -> str:
    """Size, weight and spacing of a role in the words of a style sheet."""
    size, weight, space = TYPE[role]
    return f"font-size: {px(size)}px; font-weight: {int(weight)}; letter-spacing: {space * px(100) / 100:.2f}px;"


def _texts() -> str:
    roles = "".join(f'QLabel[role="{role}"] {{ {_face(role)} }}' for role in TYPE)
    inks = "".join(f'QLabel[ink="{tone}"] {{ color: @{text}; }}' for tone, (text, _ground) in TONES.items())
    grounds = "".join(f'QFrame[banner="{tone}"] {{ background: @{ground}; }}' for tone, (_, ground) in TONES.items())
    return _fill(f"""
    QLabel {{ background: transparent; }}
    {roles} {inks} {grounds}
    QLabel[ink="muted"] {{ color: @muted; }}
    QLabel[ink="link"] {{ color: @accent; }}
    QFrame[banner] {{ border: none; border-radius: {px(8)}px; }}
    QToolTip {{ background: @banner; color: @on_banner; border: none; padding: {px(4)}px {px(7)}px; {_face("small")} }}
    """)


def _surfaces() -> str:
    return _fill(f"""
    QMainWindow, QDialog, QWidget#page {{ background: @ground; }}
    QFrame#card {{ background: @surface; border: 1px solid @line; border-radius: {px(10)}px; }}
    QFrame#card[kind="next"] {{ background: @accent_faint; border-color: @accent_line; }}
    QFrame#card[kind="desk"] {{ background: @desk; }}
    QFrame#topbar {{ background: @surface; border: none; border-bottom: 1px solid @line; }}
    QFrame#foot {{ background: @surface; border: none; border-top: 1px solid @line; }}
    QFrame#rail, QWidget#railbody {{ background: @nav; border: none; }}
    QFrame#rail QLabel {{ color: @nav_text; }}
    QFrame#rail QLabel[ink="nav_bright"] {{ color: @nav_bright; }}
    QFrame#rail QLabel[ink="nav_muted"] {{ color: @nav_muted; }}
    QFrame#rail QLabel[ink="nav_section"] {{ color: @nav_section; }}
    QLabel#key {{ background: @surface; color: @muted; border: 1px solid @line; border-radius: {px(4)}px;
        padding: {px(2)}px {px(5)}px; }}
    QFrame#popup {{ background: @surface; border: 1px solid @field_line; border-radius: {px(10)}px; }}
    QFrame#notice {{ background: @banner; border: none; border-radius: {px(8)}px; }}
    QFrame#notice QLabel {{ color: @on_banner; }}
    QFrame#notice QPushButton {{ background: transparent; border: 2px solid transparent; color: @banner_link;
        padding: 0 {px(8)}px; min-height: {px(30)}px; }}
    QFrame#notice QPushButton:focus {{ border-color: @banner_link; }}
    QFrame#hairline {{ background: @line; border: none; max-height: 1px; min-height: 1px; }}
    QFrame#box {{ background: @surface; border: 1px solid @line; border-radius: {px(8)}px; }}
    QSplitter::handle {{ background: transparent; }}
    """)


def _buttons() -> str:
    return _fill(f"""
    QPushButton {{ background: @surface; color: @ink; border: 1px solid @line; border-radius: {px(8)}px;
        padding: 0 {px(15)}px; min-height: {px(35)}px; {_face("button")} }}
    QPushButton:hover {{ background: @accent_faint; border-color: @accent_line; }}
    QPushButton:pressed {{ background: @accent_soft; }}
    QPushButton:focus {{ border: 2px solid @accent; padding: 0 {px(15) - 1}px; min-height: {px(35) - 2}px; }}
    QPushButton:disabled {{ color: @muted; background: @ground; }}
    QPushButton[kind="primary"] {{ background: @accent; color: @on_accent; border-color: @accent; }}
    QPushButton[kind="primary"]:hover {{ background: @accent_deep; border-color: @accent_deep; }}
    QPushButton[kind="primary"]:pressed {{ background: @accent_deep; }}
    QPushButton[kind="primary"]:focus {{ border: 2px solid @ink; }}
    QPushButton[kind="primary"]:disabled {{ background: @neutral_soft; color: @muted; border-color: @line; }}
    QPushButton[kind="danger"] {{ color: @bad; }}
    QPushButton[kind="quiet"] {{ background: transparent; border-color: transparent; color: @accent; }}
    QPushButton[kind="quiet"]:hover {{ background: @accent_soft; }}
    QPushButton[kind="link"] {{ background: transparent; border: 2px solid transparent; border-radius: {px(4)}px;
        color: @accent; padding: 0; min-height: {px(16)}px; text-align: left; {_face("text")} }}
    QPushButton[kind="link"]:hover {{ text-decoration: underline; }}
    QPushButton[kind="link"]:focus {{ border: 2px solid @accent; }}
    QPushButton[kind="link"][ink="warn"] {{ color: @warn; }}
    QPushButton[kind="link"][ink="bad"] {{ color: @bad; }}
    QToolButton {{ background: transparent; border: 2px solid transparent; border-radius: {px(6)}px;
        padding: {px(2)}px; color: @muted; }}
    QToolButton:hover {{ background: @accent_soft; }}
    QToolButton:focus {{ border-color: @accent; }}
    QCheckBox, QRadioButton {{ spacing: {px(8)}px; padding: {px(3)}px; border: 2px solid transparent;
        border-radius: {px(6)}px; }}
    QCheckBox:focus, QRadioButton:focus {{ border-color: @accent; }}
    QCheckBox::indicator {{ width: {px(16)}px; height: {px(16)}px; border: 1px solid @field_line;
        border-radius: {px(4)}px; background: @surface; }}
    QCheckBox::indicator:hover {{ border-color: @accent; }}
    QCheckBox::indicator:checked {{ background: @tick; border-color: @accent; image: url("{_BLACK_TICK}"); }}
    QCheckBox::indicator:disabled {{ background: @ground; border-color: @line; }}
    """)


def _fields() -> str:
    inner = px(37) - 4
    return _fill(f"""
    QLineEdit, QComboBox, QPlainTextEdit, QTextEdit, QSpinBox {{ background: @surface; color: @ink;
        border: 1px solid @field_line; border-radius: {px(8)}px; selection-background-color: @accent;
        selection-color: @on_accent; }}
    QLineEdit, QComboBox, QSpinBox {{ padding: 1px {px(10)}px; min-height: {inner}px; }}
    QPlainTextEdit, QTextEdit {{ padding: {px(5)}px {px(7)}px; }}
    QLineEdit:focus, QComboBox:focus, QComboBox:on, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus {{
        border: 2px solid @accent; }}
    QLineEdit:focus, QComboBox:focus, QComboBox:on, QSpinBox:focus {{ padding: 0 {px(10) - 1}px; }}
    QPlainTextEdit:focus, QTextEdit:focus {{ padding: {px(5) - 1}px {px(7) - 1}px; }}
    *[state="questioned"] {{ border: 2px solid @warn; }}
    *[state="refused"] {{ border: 2px solid @bad; }}
    QLineEdit[state="questioned"], QLineEdit[state="refused"], QComboBox[state="questioned"],
    QComboBox[state="refused"] {{ padding: 0 {px(10) - 1}px; }}
    QLineEdit[readOnly="true"], QPlainTextEdit[readOnly="true"], QTextEdit[readOnly="true"] {{
        background: transparent; color: @ink; border: 1px solid transparent; border-bottom-color: @line;
        border-radius: 0; }}
    QLineEdit[readOnly="true"]:focus, QPlainTextEdit[readOnly="true"]:focus, QTextEdit[readOnly="true"]:focus {{
        border: 2px solid transparent; border-bottom-color: @accent; }}
    QComboBox:disabled, QLineEdit:disabled {{ background: @ground; color: @ink; border-color: @line; }}
    QLineEdit#search {{ background: @search; border-color: @line; padding-right: {px(56)}px; }}
    QLineEdit, QPlainTextEdit, QTextEdit {{ placeholder-text-color: @muted; }}
    QLineEdit#bare {{ border: none; background: transparent; padding: 0; }}
    QComboBox[empty="true"] {{ color: @muted; }}
    QComboBox QAbstractItemView::item {{ min-height: {px(30)}px; padding: 0 {px(8)}px; border-radius: {px(6)}px; }}
    QComboBox QAbstractItemView::item:selected, QComboBox QAbstractItemView::item:hover {{
        background: @accent_soft; color: @ink; }}
    QComboBox::drop-down {{ border: none; width: {px(26)}px; }}
    QComboBox::down-arrow {{ image: none; }}
    QComboBox QAbstractItemView {{ background: @surface; border: 1px solid @line; padding: {px(4)}px; outline: 0;
        selection-background-color: @accent_soft; selection-color: @ink; }}
    QMenu {{ background: @surface; border: 1px solid @line; padding: {px(5)}px; }}
    QMenu::item {{ padding: {px(7)}px {px(18)}px; border-radius: {px(6)}px; color: @ink; }}
    QMenu::item:selected {{ background: @accent_soft; }}
    QMenu::separator {{ height: 1px; background: @line; margin: {px(4)}px {px(8)}px; }}
    QCalendarWidget QWidget#qt_calendar_navigationbar {{ background: @surface; }}
    QCalendarWidget QWidget {{ alternate-background-color: @surface; }}
    QCalendarWidget QToolButton {{ color: @ink; padding: {px(5)}px {px(8)}px; {_face("strong")} }}
    QCalendarWidget QToolButton::menu-indicator {{ image: none; }}
    QCalendarWidget QSpinBox {{ min-height: {px(24)}px; }}
    QCalendarWidget QAbstractItemView {{ selection-background-color: @surface; selection-color: @ink; }}
    """)


def _lists() -> str:
    return _fill(f"""
    QTableView, QTreeView, QListView {{ background: @surface; border: none; outline: 0; color: @ink;
        selection-background-color: @accent_soft; selection-color: @ink; }}
    QHeaderView {{ background: @surface; border: none; }}
    QListView#picks {{ border: 1px solid @line; border-radius: {px(10)}px; padding: {px(5)}px; }}
    QListView#picks::item {{ min-height: {px(32)}px; padding: 0 {px(8)}px; border-radius: {px(6)}px; }}
    QListView#picks::item:selected {{ background: @accent_soft; color: @ink; }}
    QListView#picks::item:disabled {{ color: @muted; }}
    """)


def _scrollbars() -> str:
    return _fill(f"""
    QScrollArea, QScrollArea > QWidget > QWidget#scrolled {{ background: transparent; border: none; }}
    QAbstractScrollArea::corner {{ background: transparent; border: none; }}
    QScrollBar:vertical {{ background: transparent; width: {px(12)}px; margin: 0; }}
    QScrollBar:horizontal {{ background: transparent; height: {px(12)}px; margin: 0; }}
    QScrollBar::handle {{ background: @line; border-radius: {px(4)}px; margin: {px(2)}px; }}
    QScrollBar::handle:vertical {{ min-height: {px(36)}px; }}
    QScrollBar::handle:horizontal {{ min-width: {px(36)}px; }}
    QScrollBar::handle:hover {{ background: @field_line; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QFrame#rail QScrollBar:vertical {{ width: {px(7)}px; }}
    QFrame#rail QScrollBar::handle {{ background: @nav_count; border-radius: {px(1)}px; }}
    """)
