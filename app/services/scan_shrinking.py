"""A photograph or a scan on its way into the file: turned upright, small enough, and with nothing hidden in it.

What comes out is new: only the picture is taken over, so place, device and time of a photograph stay behind.
"""

import io
import math
import struct
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.problems import Refusal, Trouble
from app.services.documents import LARGEST, PDF, EmptyFile, FileTooLarge, NotAPaper
from app.services.paper_preview import UnreadablePdf, count_pages

if TYPE_CHECKING:
    from PIL.Image import Image

JPEG = "image/jpeg"
LARGEST_SOURCE = 60_000_000
"""Bytes of a file that is taken in at all: more than any phone makes."""

DOTS_PER_INCH = 150
SHORT_SIDE, LONG_SIDE = 1240, 1754
"""Pixels of an A4 page at 150 dots per inch: small print and stamps stay readable."""

MOST_PAGES = 40
_QUALITY = 72
_WORTH_DRAWING = 400_000
"""Bytes a page of a PDF; below it nothing is gained by drawing it anew."""

_FORMATS = ("JPEG", "PNG", "WEBP", "TIFF", "BMP")
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, struct.error, MemoryError)

Step = Callable[[float], None]


class UnreadableScan(Trouble):
    """The file says that it is a picture, but it is damaged or cut off."""

    code = "unreadable_scan"


class ScanTooFine(Refusal):
    """So many pixels that a small file could fill the memory (facts: megapixels, most)."""

    code = "scan_too_fine"


class TooManyPages(Refusal):
    """A picture of more pages than are drawn; none of them is left behind in silence (facts: pages, most)."""

    code = "too_many_pages"


@dataclass(frozen=True)
class Scan:
    """What is kept, and how large it was before and is now, in bytes; ``is_redrawn``: nothing of the source is left."""

    content: bytes
    media_type: str
    pages: int
    before: int
    is_redrawn: bool

    @property
    def after(self) -> int:
        return len(self.content)


def shrink(content: bytes, step: Step) -> Scan:
    """The smallest form in which a page can still be read; ``step`` hears how much is done."""
    if not content:
        raise EmptyFile
    if len(content) > LARGEST_SOURCE:
        raise FileTooLarge(size=len(content), largest=LARGEST_SOURCE)
    made = _pdf(content, step) if content[:1024].lstrip().startswith(b"%PDF") else _pictures(content, step)
    if made.after > LARGEST:
        raise FileTooLarge(size=made.after, largest=LARGEST)
    step(1.0)
    return made


def _pictures(content: bytes, step: Step) -> Scan:
    """One picture becomes a JPEG, several pages of one TIFF a PDF."""
    from PIL import Image, UnidentifiedImageError

    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(io.BytesIO(content), formats=_FORMATS) as opened:
                count = getattr(opened, "n_frames", 1) if opened.format == "TIFF" else 1
                if count > MOST_PAGES:
                    raise TooManyPages(pages=count, most=MOST_PAGES)
                pages = []
                for number in range(count):
                    if number:
                        opened.seek(number)
                    pages.append(_upright(opened))
                    step(0.9 * (number + 1) / count)
        except UnidentifiedImageError as error:
            raise NotAPaper(media_type="") from error
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            most = (Image.MAX_IMAGE_PIXELS or 0) // 1_000_000
            raise ScanTooFine(most=most) from error
        except _BROKEN as error:
            raise UnreadableScan from error
    if len(pages) > 1:
        return Scan(_as_pdf(pages), PDF, len(pages), len(content), is_redrawn=True)
    kept = io.BytesIO()
    pages[0].save(kept, "JPEG", quality=_QUALITY, optimize=True, dpi=(DOTS_PER_INCH, DOTS_PER_INCH))
    return Scan(kept.getvalue(), JPEG, 1, len(content), is_redrawn=True)


def _upright(opened: "Image") -> "Image":
    """A new picture on white, as the camera was held, no larger than a page."""
    from PIL import Image, ImageOps

    opened.draft("RGB", (LONG_SIDE, LONG_SIDE))  # a large JPEG is read in halves or eighths: less memory, same page
    turned = ImageOps.exif_transpose(opened)
    turned.load()
    if turned.mode in ("I", "F") or turned.mode.startswith("I;16"):
        turned = _in_bytes(turned)
    is_wide = turned.width > turned.height
    turned.thumbnail((LONG_SIDE, SHORT_SIDE) if is_wide else (SHORT_SIDE, LONG_SIDE), reducing_gap=2.0)
    mode = "L" if turned.mode in ("1", "L") else "RGB"
    clean = Image.new(mode, turned.size, "white")
    if turned.mode in ("RGBA", "LA", "PA") or "transparency" in turned.info:
        seen = turned.convert("RGBA")
        clean.paste(seen, mask=seen.getchannel("A"))
    else:
        clean.paste(turned.convert(mode))
    return clean


def _in_bytes(deep: "Image") -> "Image":
    """A grey picture of 16 or 32 bits a point with 256 shades; cut off instead, its light half would be all white."""
    numbers = deep if deep.mode in ("I", "F") else deep.convert("I")
    found = numbers.getextrema()
    lowest, highest = float(found[0]), float(found[1])  # type: ignore[arg-type]  # one band: two numbers
    if not (math.isfinite(lowest) and math.isfinite(highest)):
        raise UnreadableScan
    whole = 65535.0 if deep.mode.startswith("I;16") else 1.0 if deep.mode == "F" else 255.0
    wholes = [each for each in (whole, 255.0, 65535.0) if each >= max(whole, highest)]
    first, last = (0.0, wholes[0]) if lowest >= 0 and wholes else (lowest, highest)
    scale = 255.0 / ((last - first) or 1.0)
    return numbers.convert("F").point(lambda shade: shade * scale + -first * scale).convert("L")


def _pdf(content: bytes, step: Step) -> Scan:
    """Kept as it came, unless its pages are heavy: then each is drawn anew. A signed one is never touched."""
    try:
        count = count_pages(content)
        is_signed = b"/ByteRange" in content
        if not is_signed and count <= MOST_PAGES and len(content) > count * _WORTH_DRAWING:
            drawn = _as_pdf(list(_drawn(content, count, step)))
            if len(drawn) < len(content):
                return Scan(drawn, PDF, count, len(content), is_redrawn=True)
    except UnreadablePdf as error:
        raise UnreadableScan from error
    return Scan(content, PDF, count, len(content), is_redrawn=False)


def _drawn(content: bytes, count: int, step: Step) -> "Iterator[Image]":
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
        try:
            for number in range(count):
                page = document[number]
                width, height = page.get_size()
                scale = min(DOTS_PER_INCH / 72, LONG_SIDE / max(width, height, 1.0))
                yield page.render(scale=scale).to_pil().convert("RGB")
                page.close()
                step(0.9 * (number + 1) / count)
        finally:
            document.close()
    except pypdfium2.PdfiumError as error:
        raise UnreadablePdf from error


def _as_pdf(pages: "list[Image]") -> bytes:
    kept = io.BytesIO()
    first, *rest = pages
    first.save(kept, "PDF", save_all=True, append_images=rest, resolution=DOTS_PER_INCH, quality=_QUALITY)
    return kept.getvalue()
