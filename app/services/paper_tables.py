"""Tables, boxes and ticks of forms and letters as strips."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from app.domain.blocks import Align, Grid, Pair, Text, Ticks
from app.services.paper_strips import FAINT, MM, THICK, THIN, Rule, Strip, Style, gap, paragraph, placed, stacked
from app.services.paper_text import BOLD, REGULAR, Line, lines, size_of_words, typeset, width, width_of_words

_TALLEST = 300.0
"""A row or box taller than this is cut by lines, so that it can cross a page."""
_WHOLE, _WHOLE_BY_HAND = 190.0, 240 * MM
"""A table of a letter up to this height is not parted by a page, because a reader compares its rows; nor is one of a
blank, because a hand turns no page in the middle of a family."""
_PAD, _INNER = 8.0, 3.0
"""Room before a column of a letter but the first, and behind every one."""
_ENOUGH = 0.3
"""A word longer than this part of the line may be broken, so that it does not push other columns away."""
_AIR = _PAD + _INNER + 0.2  # a hair more than the words, so that none is broken by rounding


def labelled(pair: Pair, style: Style) -> Strip:
    """A line of a letter: what it is on the left, what it says on the right."""
    label_room = 56 * MM
    label = stacked([pair.label], style.left, label_room - 3 * MM, style.small, style.leading)
    value = stacked([pair.value], style.left + label_room, style.room - label_room, style.size, style.leading)
    air = style.leading * style.between * 0.75
    strip = Strip(max(label.height, value.height) + air, label.texts + value.texts)
    strip.rules.append(Rule(style.left, strip.height - 1, style.right, strip.height - 1, FAINT))
    return strip


def boxes(pairs: Sequence[Pair], style: Style) -> list[Strip]:
    """One or two boxes of a form: the label small inside the box, the value under it; a long value as prose."""
    room = style.room / len(pairs)
    inner = 3.0
    strip = Strip(0)
    for place, pair in enumerate(pairs):
        x = style.left + place * room + inner
        label = stacked([pair.label], x, room - 2 * inner, style.tiny, style.tiny * 1.25)
        value = stacked([pair.value], x, room - 2 * inner, style.small, style.small_leading)
        strip.texts += [text._replace(down=text.down + 2) for text in label.texts]
        strip.texts += [text._replace(down=text.down + label.height + 2) for text in value.texts]
        strip.height = max(strip.height, label.height + max(value.height, style.hand_row * 0.75) + 5)
    if strip.height > _TALLEST:
        return [piece for pair in pairs for piece in prose_box(Text(pair.label, pair.value, 1), style)]
    sides = [style.left + place * room for place in range(len(pairs) + 1)]
    strip.rules += _frame(sides, strip.height)
    return [strip]


def _frame(sides: Sequence[float], height: float) -> list[Rule]:
    """A box of one row: its top, its bottom and the uprights at ``sides``."""
    left, right = sides[0], sides[-1]
    return [
        Rule(left, 0, right, 0, THIN),
        Rule(left, height, right, height, THIN),
        *(Rule(x, 0, x, height, THIN) for x in sides),
    ]


def grid(grid: Grid, style: Style) -> list[Strip]:
    """A table: a header that comes back on every page, a strip a row."""
    count = len(grid.header) or max((len(row) for row in grid.rows), default=1)
    shares = grid.shares or ((1.0,) * count if style.is_form else _fitted(grid, count, style))
    total = sum(shares)
    sides = [style.left + style.room * sum(shares[:place]) / total for place in range(count + 1)]
    header = _row(grid.header, sides, grid.right, style, BOLD) if grid.header else None
    strips: list[Strip] = []
    if header is not None:
        header.rules.append(Rule(sides[0], header.height, sides[-1], header.height, THIN if style.is_form else 0.9))
        header.is_glued = True
        strips.append(header)
    for number, row in enumerate(grid.rows):
        strip = _row(row, sides, grid.right, style, REGULAR)
        strip.header = header
        if number in grid.lines_above:
            strip.rules.append(Rule(sides[0], 0, sides[-1], 0, THICK))
        strip.is_glued = number == len(grid.rows) - 2  # the last row is not left alone
        strips += _shortened(strip, style)
    whole = _WHOLE_BY_HAND if style.hand_row else 0.0 if style.is_form else _WHOLE
    if sum(strip.height for strip in strips) <= whole:
        for strip in strips[:-1]:
            strip.is_glued = True
    strips.append(gap(style.leading * 0.6))
    return strips


def _fitted(grid: Grid, count: int, style: Style) -> tuple[float, ...]:
    """Widths in points by what stands in the columns: words whole, then whoever lacks least for one line gets it.

    The two that lack most share what is left, so that neither runs down the page beside the other.
    """
    widths, full = [0.0] * count, [0.0] * count
    for number, row in enumerate((grid.header, *grid.rows)):
        font = REGULAR if number else BOLD
        for place, text in enumerate(row[:count]):
            air = _AIR if place else _AIR - _PAD
            words = min(width_of_words(text, style.small, font), style.room * _ENOUGH)
            line = max(width(typeset(line), font, style.small) for line in text.split("\n"))
            widths[place], full[place] = max(widths[place], air + words), max(full[place], air + line)
    left = style.room - sum(widths)
    lacking = sorted((max(0.0, full[place] - widths[place]), place) for place in range(count))
    for number, (lack, place) in enumerate(lacking):
        rest = sum(each for each, _place in lacking[number:]) if number == count - 2 else lack
        more = max(0.0, min(lack, left * lack / rest if rest else 0.0))
        widths[place] += more
        left -= more
    return tuple(widths)


def _row(cells: Sequence[str], sides: Sequence[float], right: frozenset[int], style: Style, font: str) -> Strip:
    """One row of a table; a cell's text wraps inside its column, set smaller where a word would be cut."""
    size, leading, inner = style.small, style.small_leading, _INNER
    strip = Strip(style.hand_row)
    for place, (start, end) in enumerate(pairwise(sides)):
        text = cells[place] if place < len(cells) else ""
        pad = inner if style.is_form else (_PAD if place else 0.0)
        align: Align = "right" if place in right else "left"
        room = end - start - pad - inner
        narrow = size_of_words(text, size, room, font)
        broken = lines(text, narrow, room, font=font)
        for number, line in enumerate(broken):
            at = placed(line, start + pad, room, narrow, leading, align)
            strip.texts.append(at._replace(down=at.down + number * leading + 2))
        strip.height = max(strip.height, len(broken) * leading + 4)
    if style.is_form:
        strip.rules += _frame(sides, strip.height)
    else:
        strip.rules.append(Rule(sides[0], strip.height, sides[-1], strip.height, FAINT))
    return strip


def _shortened(strip: Strip, style: Style) -> list[Strip]:
    """A row that no page would take whole, as several strips of one line each."""
    if strip.height <= _TALLEST:
        return [strip]
    uprights = sorted({rule.x1 for rule in strip.rules if rule.x1 == rule.x2})
    pieces: list[Strip] = []
    step = style.small_leading
    for number in range(int(strip.height // step) + 1):
        top = number * step
        piece = Strip(min(step, strip.height - top), header=strip.header)
        piece.texts = [text._replace(down=text.down - top) for text in strip.texts if top <= text.down < top + step]
        piece.rules = [Rule(x, 0, x, piece.height, THIN) for x in uprights]
        pieces.append(piece)
    for rule in strip.rules:
        if rule.down1 == rule.down2:
            last = rule.down1 > 0
            pieces[-1 if last else 0].rules.append(
                rule._replace(down1=0, down2=0) if not last else _at_end(rule, pieces[-1])
            )
    return pieces


def _at_end(rule: Rule, piece: Strip) -> Rule:
    return rule._replace(down1=piece.height, down2=piece.height)


def ticks(ticks: Ticks, style: Style) -> list[Strip]:
    """Boxes to tick, flowing like words; a chosen one is crossed."""
    size, leading, box = style.small, style.small_leading + 2, 7.5
    strips = (
        paragraph(ticks.label, style, align="left", size=size, font=BOLD, is_plain=True, below=1.0)
        if ticks.label
        else []
    )
    for strip in strips:
        strip.is_glued = True
    row, x = Strip(leading), style.left
    for text, is_chosen in ticks.options:
        broken = lines(text, size, style.room - box - 4)
        needed = box + 4 + broken[0].width + 12
        if x > style.left and x + needed - 12 > style.right:
            strips.append(row)
            row, x = Strip(leading), style.left
        row.rules += _tick(x, (leading - box) / 2, box, is_chosen)
        for number, line in enumerate(broken):
            if number:
                strips.append(row)
                row = Strip(leading)
            row.texts.append(placed(line, x + box + 4, line.width, size, leading, "left"))
        x += needed if len(broken) == 1 else style.room
    strips.append(row)
    strips.append(gap(3.0))
    return strips


def _tick(x: float, down: float, box: float, is_chosen: bool) -> Iterator[Rule]:
    right, low = x + box, down + box
    yield from (
        Rule(x, down, right, down, THIN),
        Rule(x, low, right, low, THIN),
        Rule(x, down, x, low, THIN),
        Rule(right, down, right, low, THIN),
    )
    if is_chosen:
        yield Rule(x + 1.2, down + 1.2, right - 1.2, low - 1.2, 1.2)
        yield Rule(x + 1.2, low - 1.2, right - 1.2, down + 1.2, 1.2)


def prose_box(box: Text, style: Style) -> list[Strip]:
    """A box for prose: uprights on every line, a top and a bottom where it begins and ends.

    A long text crosses pages; a box with room left in it does not, because nobody reads half an empty box.
    """
    size, leading, inner = style.small, style.small_leading, 4.0
    strips: list[Strip] = []
    if box.label:
        strips = paragraph(box.label, style, align="left", size=size, font=BOLD, is_plain=True, below=1.0)
    for strip in strips:
        strip.is_glued = True
    broken: list[Line | None] = list(lines(box.text, size, style.room - 2 * inner)) if box.text else []
    has_room = len(broken) < box.lines
    broken += [None] * (box.lines - len(broken))
    for number, line in enumerate(broken):
        high = leading if line is not None else max(leading, style.hand_row)
        strip = Strip(high, is_glued=number < (len(broken) - 1 if has_room else min(1, len(broken) - 1)))
        if line is not None:
            strip.texts.append(placed(line, style.left + inner, style.room - 2 * inner, size, leading, "left"))
        elif style.hand_row:
            strip.rules.append(Rule(style.left + inner, high, style.right - inner, high, FAINT, is_dotted=True))
        strip.rules += [Rule(x, 0, x, high, THIN) for x in (style.left, style.right)]
        strips.append(strip)
    strips[len(strips) - len(broken)].rules.append(Rule(style.left, 0, style.right, 0, THIN))
    strips[-1].rules.append(Rule(style.left, strips[-1].height, style.right, strips[-1].height, THIN))
    strips.append(gap(5.0))
    return strips
