"""Paper is read back: the words, the fonts, the pages, and that nothing but the address stands in the window."""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2
import pytest

from app.domain.blocks import (
    Block,
    Grid,
    Heading,
    PageBreak,
    Pair,
    Paper,
    Paragraph,
    SignatureLine,
    Space,
    Text,
    Ticks,
)
from app.domain.letter_parts import LetterFoot, LetterHead, Signature, marked
from app.services import paper_text
from app.services.paper import render, render_envelope, render_paper
from app.services.paper_preview import UnreadablePdf, count_pages, preview
from app.services.paper_text import MissingFont, lines, typeset

MM = 72 / 25.4
WORDS = "Z dniem doręczenia organowi oświadczenia decyzja staje się ostateczna i prawomocna, a strona to wie. "
HEAD = LetterHead(
    ("Burmistrz Miasta i Gminy Przedbórz", "ul. Mostowa 29"),
    "Przedbórz, 23 listopada 2026 r.",
    "MGOPS.5110.3.17.2026",
    ("Pani Anna Wiśniewska", "Wola Przedborska 14", "97-570 Przedbórz"),
    "DECYZJA",
)
FOOT = LetterFoot(Signature("Ewa Zielińska", "kierownik", "z up. Burmistrza"), recipients=("Anna Wiśniewska", "a/a"))


@contextmanager
def opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        yield document
    finally:
        document.close()


def texts(pdf: bytes) -> list[str]:
    """The words of each page, on one line."""
    with opened(pdf) as document:
        found = []
        for page in document:
            text_page = page.get_textpage()
            found.append(re.sub(r"\s+", " ", text_page.get_text_range()))
            text_page.close()
            page.close()
        return found


def in_window(pdf: bytes) -> str:
    """What any position of the sheet lets the window of an envelope show: 100-209 across, 45-95 down."""
    with opened(pdf) as document:
        page = document[0]
        text_page = page.get_textpage()
        text = text_page.get_text_bounded(left=100 * MM, right=209 * MM, bottom=(297 - 95) * MM, top=(297 - 45) * MM)
        text_page.close()
        page.close()
        return str(text)


def pages_of(*blocks: Block, foot: LetterFoot = FOOT) -> list[str]:
    return texts(render(blocks, HEAD, foot))


def test_a_letter_says_everything_once() -> None:
    blocks = (Paragraph("<b>Na podstawie</b> art. 104 &amp; 107"), Heading("przyznaję"), Paragraph("zasiłek 610,50 zł"))
    (text,) = texts(render(blocks, HEAD, FOOT))
    for words in ("BURMISTRZ MIASTA I GMINY PRZEDBÓRZ", "Przedbórz, 23 listopada 2026 r.", "DECYZJA", "przyznaję",
                  "Na podstawie art. 104 & 107", "zasiłek 610,50 zł", "z up. Burmistrza", "Ewa Zielińska",
                  "Otrzymują: 1. Anna Wiśniewska 2. a/a", "Strona 1 z 1"):  # fmt: skip
        assert text.count(words) == 1, words


def test_fonts_are_inside_the_file() -> None:
    pdf = render([Paragraph("Zażółć <b>gęślą</b> jaźń")], HEAD, FOOT)
    names = set(re.findall(rb"/BaseFont /([^\s/]+)", pdf))
    assert names == {b"AAAAAA+Lato-Regular", b"AAAAAA+Lato-Bold"}
    assert pdf.count(b"/FontFile2") == 2
    assert b"Helvetica" not in pdf


def test_the_file_speaks_polish_and_names_nobody() -> None:
    pdf = render([Paragraph("x")], HEAD, FOOT)
    assert b"/Lang (pl-PL)" in pdf
    with opened(pdf) as document:
        metadata = document.get_metadata_dict()
    assert metadata["Title"] == "DECYZJA MGOPS.5110.3.17.2026"
    assert not any("Wiśniewska" in value for value in metadata.values())


def test_equal_letters_are_equal_files() -> None:
    blocks: list[Block] = [Paragraph(WORDS * 9), Grid(("a", "b"), (("1", "2"),))]
    assert render(blocks, HEAD, FOOT, watermark="PROJEKT") == render(blocks, HEAD, FOOT, watermark="PROJEKT")


def test_every_page_carries_sign_and_number() -> None:
    found = pages_of(*[Paragraph(WORDS * 5)] * 18)
    assert len(found) == 3
    for number, text in enumerate(found, 1):
        assert f"Strona {number} z 3" in text
        assert "MGOPS.5110.3.17.2026" in text


def test_the_window_shows_the_address_and_nothing_else() -> None:
    pdf = render([Paragraph(WORDS * 20)], HEAD, FOOT)
    assert in_window(pdf).split("\r\n") == list(HEAD.addressee_lines)


def test_long_names_stay_on_the_paper() -> None:
    name = "Pani Aleksandra Wilhelmina Chrząszczewska-Brzęczyszczykiewicz z domu Wiśniewska-Konstantynopolitańczykowska"
    head = LetterHead(HEAD.sender_lines, HEAD.place_and_date, HEAD.sign, (name, "Wola Przedborska 14"), "DECYZJA")
    pdf = render([Paragraph(marked(name))], head, LetterFoot(Signature(name, name)))
    letters_only = re.compile(r"[^\w]+")  # a hyphen at the end of a line is not read back
    assert letters_only.sub("", in_window(pdf)) == letters_only.sub("", f"{name} Wola Przedborska 14")
    with opened(pdf) as document:
        page = document[0]
        text_page = page.get_textpage()
        boxes = [text_page.get_charbox(place) for place in range(text_page.count_chars())]
        text_page.close()
        page.close()
    assert min(box[0] for box in boxes) >= 0
    assert max(box[2] for box in boxes) <= 192 * MM


@pytest.mark.parametrize("lines_before", range(30, 56))
def test_no_heading_and_no_signature_stands_alone(lines_before: int) -> None:
    filler = Paragraph("\n".join(["wiersz"] * lines_before), "left")
    found = pages_of(filler, Heading("UZASADNIENIE"), Paragraph(WORDS * 6))
    for text in found:
        if "UZASADNIENIE" in text:
            assert "doręczenia" in text.split("UZASADNIENIE")[1]
        if "z up. Burmistrza" in text:
            assert "prawomocna" in text.split("z up. Burmistrza")[0]


@pytest.mark.parametrize(
    "hostile", ["<b>", "</b>", "<para>", "{{ x }}", "{% y %}", "& < > \" '", "(\\) %%EOF", "a\x00b\x07c", "€ – ☃"]
)
def test_hostile_text_is_only_text(hostile: str) -> None:
    blocks: list[Block] = [
        Paragraph(marked(hostile) + " koniec"),
        Heading(hostile),
        Pair(hostile, hostile),
        Grid((hostile,), ((hostile,),)),
        Ticks(hostile, ((hostile, True),)),
        Text(hostile, hostile),
        SignatureLine(hostile),
    ]
    (text,) = texts(render(blocks, HEAD, LetterFoot(recipients=(hostile,))))
    if "☃" not in hostile:
        shown = re.sub(r"[\x00-\x1f]+", " ", hostile)
        assert text.count(shown) >= 8
    assert "koniec" in text


def test_a_word_longer_than_the_line_is_cut_not_lost() -> None:
    (text,) = texts(render([Paragraph("x" * 300)], HEAD))
    assert text.count("x") == 300


def test_a_draft_says_so_on_every_page() -> None:
    found = texts(render([Paragraph(WORDS * 60)], HEAD, watermark="PROJEKT"))
    assert ["PROJEKT" in text for text in found] == [True, True]


def test_a_form_has_its_boxes_and_its_footer() -> None:
    blocks = (
        Heading("KWESTIONARIUSZ", 1),
        Heading("Segment A"),
        Pair("Imię", "Anna"),
        Pair("Nazwisko", ""),
        Ticks("Płeć", (("kobieta", True), ("mężczyzna", False))),
        Text("Opis", "słowo " * 2000),
        PageBreak(),
        Space(5),
        SignatureLine("podpis", "left"),
        SignatureLine("pieczęć", "right"),
    )
    found = texts(render_paper(Paper("Wywiad", blocks, footer="część I")))
    assert len(found) == 3
    assert sum(text.count("słowo") for text in found) == 2000
    assert all(text.rstrip().endswith(f"część I Strona {number} z 3") for number, text in enumerate(found, 1))


def test_landscape_lies_down() -> None:
    with opened(render_paper(Paper("Spis spraw", (Grid(("Lp.",), (("1",),)),), is_landscape=True))) as document:
        assert document.get_page_size(0) == pytest.approx((297 * MM, 210 * MM), abs=0.01)


def test_an_envelope_has_two_addresses_and_no_case() -> None:
    pdf = render_envelope(("M-GOPS", "ul. Mostowa 29"), ("Pani Anna Wiśniewska", "Wola Przedborska 14"))
    assert texts(pdf) == ["M-GOPS ul. Mostowa 29 Pani Anna Wiśniewska Wola Przedborska 14"]


def test_what_a_reader_wants_on_one_line_is_tied() -> None:
    tied = typeset(
        "Zgodnie z art. 8 ust. 3 pkt 2 dnia 1 listopada 2026 r. w kwocie 1 248,00 zł, 97-570 Przedbórz"
    ).replace("\u00a0", "~")
    assert tied == "Zgodnie z~art.~8~ust.~3~pkt~2 dnia 1~listopada 2026~r. w~kwocie 1~248,00~zł, 97-570~Przedbórz"


def test_no_line_ends_with_a_one_letter_word() -> None:
    for room in range(60, 400, 7):
        for line in lines(WORDS * 3 + "i w domu, i o zmroku, a z nim u nas", 11, room):
            last = line.runs[-1][1].split(" ")[-1]
            assert last.replace("\u00a0", " ").lower() not in {"i", "w", "o", "a", "z", "u"}


def test_bold_words_keep_their_spaces() -> None:
    (line,) = lines("a <b>b</b>, c<b>d</b> <b>e f</b> g", 11, 400, is_marked=True)
    assert "".join(text for _, text in line.runs).replace("\u00a0", " ") == "a b, cd e f g"


def test_a_missing_font_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    paper_text.fonts.cache_clear()
    monkeypatch.setattr(paper_text, "FONTS", tmp_path)
    with pytest.raises(MissingFont) as trouble:
        render([Paragraph("x")], HEAD)
    assert trouble.value.facts == {"file": "resources/fonts/Lato-Regular.ttf"}


def test_preview_shows_the_pages() -> None:
    pages = preview(render([Paragraph(WORDS * 60)], HEAD, FOOT), dots_per_inch=72)
    assert [(page.width, page.height) for page in pages] == [(596, 842)] * 2
    for page in pages:
        assert len(page.rgba) == page.width * page.height * 4
        assert set(page.rgba[3::4]) == {255}
        assert min(page.rgba) < 80 < max(page.rgba)


def test_what_is_no_pdf_is_not_shown() -> None:
    with pytest.raises(UnreadablePdf):
        preview(b"not a pdf")


def leading_of(pdf: bytes) -> float:
    """Distance between the two lines that every paragraph of ``couples`` has, in points."""
    with opened(pdf) as document:
        page = document[0]
        text_page = page.get_textpage()
        search = text_page.search("Wiersz")
        places = [search.get_next(), search.get_next()]
        first, second = (text_page.get_charbox(place[0])[1] for place in places if place is not None)
        search.close()
        text_page.close()
        page.close()
        return round(float(first - second), 1)


def couples(count: int) -> bytes:
    information = LetterFoot(FOOT.signature, small_print=("Informacja o danych. " + WORDS * 6,))
    return render([Paragraph("Wiersz jeden.\nWiersz drugi.")] * count, HEAD, information)


def test_a_letter_is_set_tighter_only_where_that_spares_a_page() -> None:
    made = [couples(count) for count in range(2, 26)]
    found = [(len(texts(pdf)), leading_of(pdf)) for pdf in made]
    assert list(dict.fromkeys(found)) == [(1, 13.4), (1, 12.5), (2, 13.4)]


def test_information_on_data_is_never_parted() -> None:
    information = LetterFoot(FOOT.signature, small_print=("Informacja o danych. " + WORDS * 6 + "Koniec informacji.",))
    for count in range(6, 16):
        found = texts(render([Paragraph(WORDS * 3)] * count, HEAD, information))
        assert [("Informacja o danych" in text) == ("Koniec informacji" in text) for text in found] == [True] * len(
            found
        )


def test_a_page_that_lost_the_others_says_what_it_belongs_to() -> None:
    head = LetterHead(HEAD.sender_lines, HEAD.place_and_date, HEAD.sign, HEAD.addressee_lines, "WEZWANIE", "do zapłaty")
    found = texts(render([Paragraph(WORDS * 5)] * 12, head, FOOT))
    assert len(found) == 2
    assert all("MGOPS.5110.3.17.2026 · Wezwanie do zapłaty" in text for text in found)


def test_a_long_foot_leaves_the_number_of_the_page_alone() -> None:
    footer = "MGOPS.5110.3.17.2026 · wzór 2021 · pieczęć " + "0123456789abcdef " * 20
    with opened(render_paper(Paper("Wywiad", (Paragraph("x"),), footer))) as document:
        page = document[0]
        text_page = page.get_textpage()
        number = text_page.search("Strona 1 z 1").get_next()
        assert number is not None
        left = text_page.get_charbox(number[0])[0]
        below = text_page.get_text_bounded(left=0, right=left - 1, bottom=0, top=14 * MM)
        across = text_page.get_text_bounded(left=left - 1, right=210 * MM, bottom=0, top=14 * MM)
        text_page.close()
        page.close()
    lines_of_foot = below.strip().splitlines()
    assert len(lines_of_foot) == 2
    assert lines_of_foot[1].endswith("…")
    assert across.strip() == "Strona 1 z 1"


def test_a_small_file_cannot_fill_the_memory() -> None:
    """Hundreds of pages, or one as large as a house, are drawn less sharp; pages are counted without drawing any."""
    many = pypdfium2.PdfDocument.new()
    for _ in range(400):
        many.new_page(595, 842)
    huge = pypdfium2.PdfDocument.new()
    huge.new_page(14_400, 14_400)
    for document, count in ((many, 400), (huge, 1)):
        kept = io.BytesIO()
        document.save(kept)
        document.close()
        assert count_pages(kept.getvalue()) == count
        pages = preview(kept.getvalue(), 300.0)
        assert sum(page.width * page.height for page in pages) < 130_000_000
        assert len(preview(kept.getvalue(), 20.0, 40)) == min(count, 40)
