"""Blocks on A4: letters of the office and its forms, as PDF. ReportLab is known here and in ``paper_text`` alone.

A letter is drawn straight onto a canvas, line by line: this is as fast as the library itself
(``resources/docs/design/0006-letters-and-paper.md`` has the measurement), and the same input gives the same bytes.
"""

import io
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.domain.blocks import Block, Paper
from app.domain.letter_parts import LetterFoot, LetterHead, Signature
from app.services.paper_blocks import cut
from app.services.paper_pages import Page, paginate
from app.services.paper_strips import MM, Rule, Strip, Style, TextAt, gap, paragraph, stacked, text_width
from app.services.paper_text import BOLD, REGULAR, fonts, lines

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_A4 = (210 * MM, 297 * MM)
_LETTER = Style(left=24 * MM, right=191 * MM)
_TIGHT = replace(
    _LETTER, leading=12.5, small_leading=10.9, between=0.25, information=7.5, hand_room=10 * MM, lists_down=6 * MM
)
"""The same size of type with less air: what a letter is set in when that spares a page of few lines."""
_FEW_LINES = 80 * MM
"""A last page filled no farther than this is worth the attempt."""
_FORM = Style(left=15 * MM, right=195 * MM, size=10, leading=13.5, small=9, small_leading=11.5, is_form=True)
_LARGE = replace(_FORM, size=18.0, leading=23.0, small=18.0, small_leading=23.0, tiny=14.0)
"""For a reading copy: 18 points, as large print is."""
_BY_HAND = replace(_FORM, hand_row=7.5 * MM)
"""For a blank: lines about as far apart as in a ruled exercise book."""
_TOP, _FOOT_LINE = 17 * MM, 14 * MM
_NO_FOOT = LetterFoot()

_WINDOW_LEFT, _WINDOW_TOP, _WINDOW_ROOM = 120 * MM, 60 * MM, 70 * MM
_BELOW_WINDOW = 95.5 * MM
"""Where the addressee stands, so that both usual Polish envelopes with a window on the right show it.

DL (220 x 110): window 90 x 35, 20 from the right and 15 from the bottom, so 110-200 across and 60-95 down.
C6/C5 (229 x 114): window 90 x 45, 20 from the right and 20 from the bottom, so 119-209 across and 49-94 down.
A sheet folded in three (210 x 99) slides inside by up to 10 x 11 and 19 x 15 mm; what every position shows of
both is 119-190 across and 60-79 down: four lines. No position shows anything below 95, so the text begins below
it, and nothing but the address stands right of 100 between 45 and 95.
"""

_PRESS = threading.Lock()  # a font remembers the document it is being written into


@dataclass(frozen=True)
class _Job:
    """What is drawn around the strips."""

    title: str
    author: str
    foot_left: str
    pages: list[Page]
    size: tuple[float, float] = _A4
    style: Style = _LETTER
    head: Strip | None = None
    watermark: str = ""
    has_fold_mark: bool = False


def render(blocks: Sequence[Block], head: LetterHead, foot: LetterFoot = _NO_FOOT, *, watermark: str = "") -> bytes:
    """A letter as PDF. ``watermark`` (PROJEKT) lies behind every page until the letter is signed."""
    with _PRESS:
        fonts()
        above = _head(head)
        first = max(above.height + 6 * MM, _BELOW_WINDOW) if head.addressee_lines else above.height + 4 * MM
        pages = _laid_out(blocks, head, foot, _LETTER, first)
        if len(pages) > 1 and _end_of(pages[-1]) < _FEW_LINES:
            tight = _laid_out(blocks, head, foot, _TIGHT, first)
            pages = tight if len(tight) < len(pages) else pages
        title = " ".join(part for part in (head.title, head.sign) if part)
        author = head.sender_lines[0] if head.sender_lines else ""
        return _draw(
            _Job(
                title,
                author,
                _running_title(head) if len(pages) > 1 else head.sign,
                pages,
                head=above,
                watermark=watermark,
                has_fold_mark=bool(head.addressee_lines),
            )
        )


def _laid_out(blocks: Sequence[Block], head: LetterHead, foot: LetterFoot, style: Style, first: float) -> list[Page]:
    """A letter on pages, its text beginning ``first`` points below the top of the first one."""
    strips = _with_foot([*_title(head), *cut(blocks, style)], foot, style)
    return paginate(strips, first, _TOP, _A4[1] - _FOOT_LINE - 3 * MM)


def _running_title(head: LetterHead) -> str:
    """What a page that lost the others says of itself: sign and kind of the letter, never a name."""
    kind = " ".join(part for part in (head.title.capitalize(), head.subtitle) if part)
    return " · ".join(part for part in (head.sign, kind) if part)


def _end_of(page: Page) -> float:
    """How far down a page is filled."""
    return max((down + strip.height for down, strip in page), default=0.0)


def render_paper(paper: Paper, *, watermark: str = "") -> bytes:
    """An official form or list as PDF: boxes, full grids, its footer on every page."""
    with _PRESS:
        fonts()
        size = _A4[::-1] if paper.is_landscape else _A4
        kind = _LARGE if paper.is_large else _BY_HAND if paper.is_by_hand else _FORM
        style = replace(kind, right=size[0] - _FORM.left)
        pages = paginate(cut(paper.blocks, style), 14 * MM, 14 * MM, size[1] - _FOOT_LINE - 2 * MM)
        return _draw(_Job(paper.title, "", paper.footer, pages, size=size, style=style, watermark=watermark))


ENVELOPES = {"DL": (220 * MM, 110 * MM), "C6": (162 * MM, 114 * MM), "C5": (229 * MM, 162 * MM)}
"""Envelopes without a window, width and height."""


def render_envelope(sender_lines: Sequence[str], addressee_lines: Sequence[str], envelope: str = "DL") -> bytes:
    """The face of an envelope. It never names the case or the benefit (social assistance act art. 100 ust. 1)."""
    with _PRESS:
        fonts()
        across, high = ENVELOPES[envelope]
        sender = stacked(sender_lines, 12 * MM, across / 2, 9, 11.5)
        left = across - 15 * MM - 78 * MM
        addressee = stacked(addressee_lines, left, 78 * MM, 12, 16)
        page: Page = [(10 * MM, sender), (max(44 * MM, high - 18 * MM - addressee.height), addressee)]
        return _draw(_Job("Koperta", "", "", [page], size=(across, high), style=replace(_LETTER, left=0, right=0)))


def _head(head: LetterHead) -> Strip:
    """Sender, place and date, sign, addressee: all above the title, measured from the edge of the paper."""
    left, size, leading = _LETTER.left, _LETTER.size, _LETTER.leading
    strip = Strip(16 * MM)
    date_room = max(text_width(head.place_and_date, size) + 8 * MM, 60 * MM)
    sender_room = min(_LETTER.room - date_room, 92 * MM)
    _under(strip, stacked([line.upper() for line in head.sender_lines[:1]], left, sender_room, 10.5, 13.5, BOLD))
    _under(strip, stacked(head.sender_lines[1:], left, sender_room, 9, 11.5))
    right = _LETTER.right - text_width(head.place_and_date, size)
    strip.texts.append(TextAt(right, 16 * MM + 11.5, size, 0, ((REGULAR, head.place_and_date),)))
    if head.sign:
        strip.height += 4 * MM
        _under(strip, stacked([head.sign], left, sender_room, size, leading))
    if head.addressee_lines:
        addressee = stacked(head.addressee_lines, _WINDOW_LEFT, _WINDOW_ROOM, size, 13.4)
        strip.texts += [text._replace(down=text.down + _WINDOW_TOP) for text in addressee.texts]
        strip.height = max(strip.height, _WINDOW_TOP + addressee.height)
    return strip


def _under(strip: Strip, more: Strip) -> None:
    """Set ``more`` below what ``strip`` already has."""
    strip.texts += [text._replace(down=text.down + strip.height) for text in more.texts]
    strip.height += more.height


def _title(head: LetterHead) -> list[Strip]:
    """The title in the middle, bold, and under it what it is about."""
    strips: list[Strip] = []
    if head.title:
        strips += paragraph(head.title, _LETTER, align="center", size=13.5, font=BOLD, is_plain=True, below=2)
    if head.subtitle:
        strips += paragraph(head.subtitle, _LETTER, align="center", is_plain=True, below=0)
    if strips:
        strips.append(gap(6))
    for strip in strips:
        strip.is_glued = True
    return strips


def _with_foot(strips: list[Strip], foot: LetterFoot, style: Style) -> list[Strip]:
    """Signature on the right, lists on the left; a signature never stands alone on a page."""
    information = _information(foot.small_print, style)
    if foot.signature is None:
        lists = _lists(foot, style.room)
        return [*strips, *([gap(4 * MM), lists] if lists.height else []), *information]
    for strip in strips[-3:]:
        strip.is_glued = True
    signature = _signature(foot.signature, style)
    lists = _lists(foot, style.room - _SIGNATURE_ROOM - 6 * MM)
    signature.texts += [text._replace(down=text.down + style.lists_down) for text in lists.texts]
    signature.height = max(signature.height, lists.height + style.lists_down)
    return [*strips, signature, *information]


def _information(texts: Sequence[str], style: Style) -> list[Strip]:
    """What every such letter carries, set small below everything else; a page takes it whole."""
    small = replace(style, size=style.information, leading=style.information * 1.2)
    strips = [strip for text in texts for strip in paragraph(text, small, below=2)]
    if strips:
        strips.insert(0, gap(3 * MM))
    for strip in strips[:-1]:
        strip.is_glued = True
    return strips


def _lists(foot: LetterFoot, room: float) -> Strip:
    """Attachments, recipients and who runs the case, one under the other."""
    strip = Strip(0)
    for title, entries in (("Załączniki:", foot.attachments), ("Otrzymują:", foot.recipients)):
        numbered = [f"{number}. {entry}" for number, entry in enumerate(entries, 1)]
        if numbered:
            _under(strip, stacked([title, *numbered], _LETTER.left, room, _LETTER.small, _LETTER.small_leading))
            strip.height += 2 * MM
    if foot.handled_by:
        _under(strip, stacked([foot.handled_by], _LETTER.left, room, _LETTER.small, _LETTER.small_leading))
    return strip


_SIGNATURE_ROOM = 68 * MM


def _signature(signature: Signature, style: Style) -> Strip:
    """``z up. Burmistrza``, room for a hand, a dotted line, name and post; centred on the right."""
    left = _LETTER.right - _SIGNATURE_ROOM
    strip = Strip(4 * MM)
    _under(strip, _centred([signature.on_behalf] if signature.on_behalf else [], left, _SIGNATURE_ROOM, _LETTER.size))
    strip.height += style.hand_room
    strip.rules.append(Rule(left, strip.height, _LETTER.right, strip.height, 0.6, is_dotted=True))
    strip.height += 2
    _under(strip, _centred([signature.name], left, _SIGNATURE_ROOM, _LETTER.size))
    _under(strip, _centred([signature.post], left, _SIGNATURE_ROOM, 9.5))
    return strip


def _centred(texts: Sequence[str], left: float, room: float, size: float) -> Strip:
    """Short lines, each in the middle of ``room``."""
    strip = stacked(texts, left, room, size, size * 1.25)
    for place, text in enumerate(strip.texts):
        taken = sum(text_width(run, size, font) for font, run in text.runs)
        strip.texts[place] = text._replace(x=left + (room - taken) / 2)
    return strip


def _draw(job: _Job) -> bytes:
    """The pages on a canvas. ``invariant`` fixes dates and ids, so that equal letters are equal files."""
    from reportlab.pdfgen.canvas import Canvas

    target = io.BytesIO()
    canvas = Canvas(
        target,
        pagesize=job.size,
        invariant=1,
        lang="pl-PL",
        pdfVersion=(1, 7),
        initialFontName=REGULAR,  # type: ignore[arg-type]  # the stubs say float; without it Helvetica goes unembedded
        pageCompression=1,
    )
    canvas.setTitle(job.title)
    canvas.setAuthor(job.author)
    canvas.setSubject("")
    canvas.setCreator("Teczka")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    for number, page in enumerate(job.pages, 1):
        if job.watermark:
            _watermark(canvas, job)
        placed = [(0.0, job.head), *page] if job.head and number == 1 else page
        _page(canvas, placed, job, number)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _page(canvas: "Canvas", placed: Sequence[tuple[float, Strip]], job: _Job, number: int) -> None:
    """One page in two strokes: all its text, then all its rules, so that the canvas changes state seldom."""
    high = job.size[1]
    text = canvas.beginText()
    font, stretch = ("", 0.0), 0.0
    for down, strip in placed:
        for line in strip.texts:
            text.setTextOrigin(line.x, high - down - line.down)
            if line.stretch != stretch:
                text.setWordSpace(line.stretch)
                stretch = line.stretch
            for name, words in line.runs:
                if (name, line.size) != font:
                    font = (name, line.size)
                    text.setFont(name, line.size)
                text.textOut(words)
    if stretch:
        text.setWordSpace(0)
    canvas.drawText(text)
    _rules(canvas, placed, high)
    _footer(canvas, job, number)
    if job.has_fold_mark and number == 1:
        canvas.setLineWidth(0.3)
        canvas.line(6 * MM, high - 99 * MM, 10 * MM, high - 99 * MM)


def _rules(canvas: "Canvas", placed: Sequence[tuple[float, Strip]], high: float) -> None:
    drawn: dict[tuple[float, bool], list[tuple[float, float, float, float]]] = {}
    for down, strip in placed:
        for rule in strip.rules:
            drawn.setdefault((rule.thickness, rule.is_dotted), []).append(
                (rule.x1, high - down - rule.down1, rule.x2, high - down - rule.down2)
            )
    for (thickness, is_dotted), rules in sorted(drawn.items()):
        canvas.setLineWidth(thickness)
        canvas.setDash([0.8, 2] if is_dotted else [])
        canvas.lines(rules)
    canvas.setDash([])


def _footer(canvas: "Canvas", job: _Job, number: int) -> None:
    """Sign and page number: pages get parted."""
    if job.style.room <= 0:
        return
    left, right = job.style.left, job.style.right
    canvas.setLineWidth(0.35)
    canvas.line(left, _FOOT_LINE, right, _FOOT_LINE)
    canvas.setFont(REGULAR, _FOOT_SIZE)
    page = f"Strona {number} z {len(job.pages)}"
    canvas.drawRightString(right, _FOOT_LINE - 4 * MM, page)
    for place, line in enumerate(_foot_lines(job.foot_left, right - left - text_width(page, _FOOT_SIZE) - 6 * MM)):
        canvas.drawString(left, _FOOT_LINE - 4 * MM - place * _FOOT_SIZE * 1.15, line)


_FOOT_SIZE, _FOOT_LINES = 8, 2


def _foot_lines(text: str, room: float) -> list[str]:
    """What a foot has room for beside the number of the page: two lines, then dots."""
    found = ["".join(words for _, words in line.runs) for line in lines(text, _FOOT_SIZE, room)]
    if len(found) > _FOOT_LINES:
        rest = found[_FOOT_LINES - 1]
        while text_width(f"{rest}…", _FOOT_SIZE) > room:
            rest = rest[:-1]
        found[_FOOT_LINES - 1 :] = [f"{rest.rstrip()}…"]
    return found


def _watermark(canvas: "Canvas", job: _Job) -> None:
    """Large and pale across the page, behind the text."""
    across, high = job.size
    canvas.saveState()
    canvas.setFillGray(0.9)
    canvas.setFont(BOLD, 108)
    canvas.translate(across / 2, high / 2)
    canvas.rotate(55)
    canvas.drawCentredString(0, -36, job.watermark)
    canvas.restoreState()
