"""The few shapes that every screen is made of; ``from ui.parts import Card`` is enough.

Nothing here asks the desk or knows a record: parts are given words and give back clicks.
"""

from ui.parts.buttons import Button, IconButton, LinkButton
from ui.parts.card import Banner, Card
from ui.parts.chip import Chip
from ui.parts.columns import Columns
from ui.parts.empty import EmptyState, Sign
from ui.parts.flow import Flow, FlowLayout
from ui.parts.key_values import Fact, KeyValues, hairline
from ui.parts.next_card import Check, Checks, NextCard
from ui.parts.notice import NoticeBar
from ui.parts.page_title import PageTitle
from ui.parts.preview import PagePreview
from ui.parts.progress import BusyPanel, ProgressLine
from ui.parts.section_list import Section, SectionList
from ui.parts.segments import ChipChoices, SegmentTabs
from ui.parts.stepper import Step, Stepper
from ui.parts.table import TableView
from ui.parts.text import Elided, Rich, Span, Text, Words
from ui.parts.tiles import Choice, ChoiceCards, Tile, Tiles
from ui.parts.timeline import Event, Timeline

__all__ = [
    "Banner",
    "BusyPanel",
    "Button",
    "Card",
    "Check",
    "Checks",
    "Chip",
    "ChipChoices",
    "Choice",
    "ChoiceCards",
    "Columns",
    "Elided",
    "EmptyState",
    "Event",
    "Fact",
    "Flow",
    "FlowLayout",
    "IconButton",
    "KeyValues",
    "LinkButton",
    "NextCard",
    "NoticeBar",
    "PagePreview",
    "PageTitle",
    "ProgressLine",
    "Rich",
    "Section",
    "SectionList",
    "SegmentTabs",
    "Sign",
    "Span",
    "Step",
    "Stepper",
    "TableView",
    "Text",
    "Tile",
    "Tiles",
    "Timeline",
    "Words",
    "hairline",
]
