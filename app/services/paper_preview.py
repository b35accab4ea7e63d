"""A finished PDF as pictures of its pages, for the screen. Nothing of Qt: bytes, width and height."""

from dataclasses import dataclass

from app.domain.problems import Trouble


class UnreadablePdf(Trouble):
    """The kept bytes are not a PDF that can be shown."""

    code = "unreadable_pdf"


@dataclass(frozen=True)
class PageImage:
    """One page: ``rgba`` holds 4 bytes a pixel, row by row, without padding."""

    rgba: bytes
    width: int
    height: int


def preview(pdf: bytes, dots_per_inch: float = 96.0) -> list[PageImage]:
    """All pages in order, on white."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise UnreadablePdf from error
    try:
        pages = []
        for page in document:
            bitmap = page.render(scale=dots_per_inch / 72, rev_byteorder=True, prefer_bgrx=True)
            stride, row = bitmap.stride, bitmap.width * bitmap.n_channels
            raw = bytes(bitmap.buffer)
            if stride != row:
                raw = b"".join(raw[line * stride : line * stride + row] for line in range(bitmap.height))
            pages.append(PageImage(_opaque(raw), bitmap.width, bitmap.height))
            bitmap.close()
            page.close()
        return pages
    finally:
        document.close()


def _opaque(pixels: bytes) -> bytes:
    """The fourth byte is unused by the renderer; a screen reads it as opacity."""
    filled = bytearray(pixels)
    filled[3::4] = b"\xff" * (len(filled) // 4)
    return bytes(filled)
