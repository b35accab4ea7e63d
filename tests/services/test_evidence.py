"""Scans: small, upright, clean; broken, huge and foreign files in a sentence; never a copy of an identity document."""

import io
import struct
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageDraw

from app.domain.blocks import Paper, Paragraph
from app.domain.cases import Direction, Document
from app.domain.evidence import IdentityCardCopied, evidence_points
from app.domain.interviews import Interview
from app.domain.roles import NotAllowed
from app.services.documents import AddDocument, EmptyFile, FileTooLarge, NotAPaper, add_document
from app.services.evidence import (
    AlreadyAttached,
    AttachScan,
    FileGone,
    Held,
    PrepareScan,
    ReadEvidence,
    attach_scan,
    prepare_scan,
    read_evidence,
)
from app.services.interview_reading import OpenInterview, open_interview
from app.services.office import Office
from app.services.paper import render_paper
from app.services.scan_shrinking import (
    LARGEST_SOURCE,
    LONG_SIDE,
    MOST_PAGES,
    SHORT_SIDE,
    Scan,
    ScanTooFine,
    TooManyPages,
    UnreadableScan,
    shrink,
)
from tests.little_office import ACCOUNTANT, at_desk
from tests.stations import office_of, settle_everything
from tests.visits import answer, finished, visit

Visit = tuple[Office, Interview]


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Visit]:
    with visit(tmp_path) as made:
        yield made


def photograph(width: int = 3000, height: int = 4000, *, turned: bool = False, kind: str = "JPEG") -> bytes:
    """A page with a dark corner at the top left, as a telephone takes it: with place, device and orientation."""
    image = Image.new("RGB", (width, height), "white")
    ImageDraw.Draw(image).rectangle((0, 0, width // 4, height // 4), fill="black")
    exif = Image.Exif()
    exif[0x0110] = "Telefon Marii"
    exif[0x0112] = 1
    exif.get_ifd(0x8825)[2] = (51.0, 5.0, 12.0)
    if turned:
        image = image.transpose(Image.Transpose.ROTATE_90)
        exif[0x0112] = 6
    kept = io.BytesIO()
    image.save(kept, kind, **({"exif": exif} if kind == "JPEG" else {}))
    return kept.getvalue()


def opened(scan: Scan) -> Image.Image:
    return Image.open(io.BytesIO(scan.content))


def grey(image: Image.Image, left: int, top: int) -> int:
    """How light a point is, 0 to 255."""
    return image.convert("L").crop((left, top, left + 1, top + 1)).tobytes()[0]


def shrunk(content: bytes) -> Scan:
    steps: list[float] = []
    made = shrink(content, steps.append)
    assert steps == sorted(steps)
    assert steps[-1] == 1.0
    return made


def test_a_photograph_becomes_an_a4_page_without_place_and_device() -> None:
    source = photograph()
    assert b"Telefon Marii" in source
    scan = shrunk(source)
    image = opened(scan)
    assert (image.width <= SHORT_SIDE, image.height <= LONG_SIDE, max(image.size) > 1500) == (True, True, True)
    assert not image.getexif()
    assert b"Exif" not in scan.content
    assert b"Telefon" not in scan.content
    assert (scan.before, scan.media_type, scan.pages, scan.is_redrawn) == (len(source), "image/jpeg", 1, True)


def test_it_stands_as_the_camera_was_held() -> None:
    image = opened(shrunk(photograph(turned=True)))
    assert image.height > image.width
    assert grey(image, 20, 20) < 60, "the corner is at the top left again"
    assert grey(image, image.width - 20, image.height - 20) > 200


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "1", "L", "CMYK", "I;16"])
def test_every_kind_of_picture_lies_on_white(mode: str) -> None:
    image = Image.new(mode, (300, 200))
    kept = io.BytesIO()
    image.save(kept, "TIFF" if mode in ("CMYK", "I;16") else "PNG")
    assert opened(shrunk(kept.getvalue())).mode in ("RGB", "L")


def test_transparent_becomes_white_and_a_small_picture_is_not_blown_up() -> None:
    kept = io.BytesIO()
    Image.new("RGBA", (300, 200), (0, 0, 0, 0)).save(kept, "PNG")
    image = opened(shrunk(kept.getvalue()))
    assert image.size == (300, 200)
    assert grey(image, 5, 5) > 250


def test_fifty_megapixels_from_a_telephone_are_taken_in() -> None:
    kept = io.BytesIO()
    Image.new("L", (8160, 6120), 200).save(kept, "JPEG")
    scan = shrunk(kept.getvalue())
    assert max(opened(scan).size) <= LONG_SIDE


def test_pages_of_one_tiff_become_one_pdf() -> None:
    kept = io.BytesIO()
    pages = [Image.new("L", (1240, 1754), 255 - 40 * number) for number in range(3)]
    pages[0].save(kept, "TIFF", save_all=True, append_images=pages[1:])
    scan = shrunk(kept.getvalue())
    assert (scan.media_type, scan.pages) == ("application/pdf", 3)


@pytest.mark.parametrize(("mode", "kind"), [("I;16", "PNG"), ("I;16", "TIFF"), ("I", "TIFF"), ("F", "TIFF")])
def test_a_grey_scan_of_many_shades_keeps_its_writing(mode: str, kind: str) -> None:
    most = 1.0 if mode == "F" else 65535
    image = Image.new(mode, (600, 800), most * 0.9 if mode == "F" else 58_000)
    image.paste(most * 0.1 if mode == "F" else 8_000, (100, 100, 300, 140))
    kept = io.BytesIO()
    image.save(kept, kind)
    page = opened(shrunk(kept.getvalue()))
    assert grey(page, 200, 120) < 80
    assert grey(page, 400, 500) > 200


def test_a_tiff_of_too_many_pages_is_refused_and_not_cut() -> None:
    kept = io.BytesIO()
    pages = [Image.new("L", (60, 80), 200)] * (MOST_PAGES + 1)
    pages[0].save(kept, "TIFF", save_all=True, append_images=pages[1:])
    with pytest.raises(TooManyPages):
        shrink(kept.getvalue(), lambda _done: None)


def png_that_says(width: int, height: int) -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")


@pytest.mark.parametrize("side", [12_000, 60_000])
def test_a_small_file_that_would_fill_the_memory_is_refused(side: int) -> None:
    with pytest.raises(ScanTooFine):
        shrink(png_that_says(side, side), lambda _done: None)


@pytest.mark.parametrize(
    "content",
    [photograph()[:4000], png_that_says(500, 500), b"%PDF-1.7 broken", b"\xff\xd8\xff\xe0" + b"\0" * 40],
    ids=["cut JPEG", "cut PNG", "broken PDF", "empty JPEG"],
)
def test_a_damaged_file_is_said_to_be_damaged(content: bytes) -> None:
    with pytest.raises((UnreadableScan, NotAPaper)):
        shrink(content, lambda _done: None)


def test_what_is_no_picture_is_refused() -> None:
    for content in (b"MZ this is a program", b"PK\x03\x04 a document of an office suite", b"Drogi Panie"):
        with pytest.raises(NotAPaper):
            shrink(content, lambda _done: None)
    with pytest.raises(EmptyFile):
        shrink(b"", lambda _done: None)
    with pytest.raises(FileTooLarge):
        shrink(b"x" * (LARGEST_SOURCE + 1), lambda _done: None)


def test_a_light_pdf_stays_as_it_came_and_a_heavy_one_is_drawn_anew() -> None:
    light = render_paper(Paper("Zaświadczenie", (Paragraph("Dochód 1000,00 zł"),)))
    kept = shrunk(light)
    assert (kept.content, kept.is_redrawn, kept.pages) == (light, False, 1)
    noise = Image.effect_noise((2480, 3508), 90).convert("RGB")
    heavy = io.BytesIO()
    noise.save(heavy, "PDF", resolution=300, quality=95)
    drawn = shrunk(heavy.getvalue())
    assert drawn.is_redrawn
    assert drawn.after < drawn.before
    assert len(pypdfium2.PdfDocument(drawn.content)) == 1
    signed = shrunk(heavy.getvalue() + b"\n% /ByteRange [0 1 2 3]\n")
    assert not signed.is_redrawn, "drawing it would break the signature"


def test_no_copy_of_an_identity_document_by_kind_or_by_name(held: Visit, tmp_path: Path) -> None:
    office, interview = held
    form = open_interview(office, OpenInterview(interview.id)).form
    assert "1" not in dict(evidence_points(form))
    assert len(evidence_points(form)) == 24
    card = tmp_path / "Dowód osobisty Anna.jpg"
    card.write_bytes(photograph())
    with pytest.raises(IdentityCardCopied):
        prepare_scan(office, PrepareScan(card))
    scan = shrunk(photograph(400, 300))
    for request in (
        request_of(interview, scan, point="1"),
        request_of(interview, scan, file_name="paszport.jpg"),
        request_of(interview, scan, reference="dowód osobisty DAB 123456"),
    ):
        with pytest.raises(IdentityCardCopied):
            attach_scan(office, request)
    with pytest.raises(IdentityCardCopied):
        add_document(
            office,
            AddDocument(
                case_id=interview.case_id, title="Dowód osobisty", content=scan.content, media_type="image/jpeg"
            ),
        )
    with office.reading() as file:
        assert not [each for each in file.find(Document, case_id=interview.case_id) if each.content and each.title]


def request_of(interview: Interview, scan: Scan, **changes: object) -> AttachScan:
    made = AttachScan(interview.id, scan, "6", interview.person_id, reference="PZON 12/2026")
    return replace(made, **changes)  # type: ignore[arg-type]  # the tests name the fields


def test_a_scan_is_kept_listed_and_opened_from_the_file(held: Visit, tmp_path: Path) -> None:
    office, interview = held
    answer(office, interview.id, {("all_doc_type", 0): "1", ("all_doc_form", 0): "original_seen"})
    page = tmp_path / "orzeczenie.jpg"
    page.write_bytes(photograph())
    scan = prepare_scan(office, PrepareScan(page))
    kept = attach_scan(office, request_of(interview, scan, held=Held.CERTIFIED)).value
    assert (kept.kind, kept.direction, kept.pages, kept.note) == ("disability", Direction.IN, 1, "PZON 12/2026")
    with office.reading() as file:
        assert file.content(kept.content) == scan.content
    evidence = read_evidence(office, ReadEvidence(interview.id))
    identity, certificate = evidence.lines
    assert (identity.is_identity, identity.papers) == (True, ())
    assert [(each.held, each.reference) for each in certificate.listed] == [("certified_copy", "PZON 12/2026")]
    assert [each.id for each in certificate.papers] == [kept.id]
    assert evidence.may_attach
    answers = open_interview(office, OpenInterview(interview.id)).answers
    assert answers["all_doc_certified_by", 1] == "Maria Lis"
    with pytest.raises(AlreadyAttached):
        attach_scan(office, request_of(interview, scan))
    assert sorted(each.name for each in tmp_path.glob("*.jpg")) == ["orzeczenie.jpg"], "no copy is left beside it"


def test_after_the_end_a_scan_goes_to_the_case_alone(held: Visit) -> None:
    office, interview = held
    over = finished(office, interview.id)
    attach_scan(office, request_of(over, shrunk(photograph(400, 300)), point="12"))
    (line,) = read_evidence(office, ReadEvidence(over.id)).lines
    assert (line.point, line.listed, len(line.papers)) == ("12", (), 1)


def test_rights_and_missing_files(held: Visit, tmp_path: Path) -> None:
    office, interview = held
    scan = shrunk(photograph(400, 300))
    for act in (
        lambda: attach_scan(at_desk(office, ACCOUNTANT), request_of(interview, scan)),
        lambda: prepare_scan(at_desk(office, ACCOUNTANT), PrepareScan(content=b"x")),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert not read_evidence(at_desk(office, ACCOUNTANT), ReadEvidence(interview.id)).may_attach
    with pytest.raises(FileGone):
        prepare_scan(office, PrepareScan(tmp_path / "nie ma.jpg"))


def test_a_scan_travels_in_a_bundle(tmp_path: Path) -> None:
    from app.services.applications import take_application
    from tests.little_office import annas_application

    laptop, desk = office_of(tmp_path, "Laptop", "Biuro")
    interview = take_application(laptop.office, annas_application()).value.interview
    kept = attach_scan(laptop.office, request_of(interview, shrunk(photograph(400, 300)))).value
    settle_everything(laptop, desk)
    with desk.office.reading() as file:
        assert file.content(file.get(Document, kept.id).content)
    assert laptop.digest() == desk.digest()
    for station in (laptop, desk):
        station.close()
