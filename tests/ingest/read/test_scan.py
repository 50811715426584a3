"""Scans: what recognition reads, where it stands, mixed and broken files. Recognition takes seconds: few pages here."""

import re
import struct
import zlib
from difflib import SequenceMatcher
from io import BytesIO
from pathlib import Path

import cv2
import numpy
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from ingest.clean import clean
from ingest.errors import EmptyFileError, IngestError, UnreadableError
from ingest.pipeline import ingest
from ingest.read import pdf, read, scan
from ingest.read.layout import Span
from ingest.read.ocr_doubt import doubt
from ingest.read.ocr_line import Sizes
from ingest.read.ocr_seal import without_seals
from ingest.read.scan import Scanner
from ingest.structure import structure

DATA = Path(__file__).parents[2] / "data"
SCAN, TEXT = DATA / "same_notice.scan.pdf", DATA / "same_notice.txt"
FIRST = "一、总体要求"
SECOND = "荻浦市水务局要按照本方案制定年度计划，明确节水目标。"


def squeezed(text):
    """Take out white and the width of marks, neither of which a scan shows."""
    return re.sub(r"\s", "", text).translate(str.maketrans("（），：；", "(),:;"))


def alike(one, other):
    matches = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return sum(match.size for match in matches) / max(len(one), len(other))


def picture(press, dpi=150):
    """Draw the first page of a press as a scanner sees it."""
    with pypdfium2.PdfDocument(press.bytes()) as drawn:
        return drawn[0].render(scale=dpi / 72).to_numpy()[:, :, :3]


def as_bytes(image, form="JPEG", **options):
    kept = BytesIO()
    Image.fromarray(numpy.ascontiguousarray(image[:, :, ::-1])).save(kept, form, **options)
    return kept.getvalue()


@pytest.fixture
def short(press):
    """A page of two short lines."""
    page = press.page()
    press.lines(page, [(2, FIRST)], size=14)
    press.lines(page, [(0, SECOND)], y=110)
    return press


@pytest.fixture(scope="module")
def notice(register):
    (document,) = ingest(SCAN, register)
    return document


def said(document):
    return squeezed("".join(clause.text for clause in document.clauses))


def test_a_scan_says_what_its_text_says(notice, register):
    (expected,) = ingest(TEXT, register)
    assert alike(said(notice), said(expected)) >= 0.99
    assert [clause.path for clause in notice.clauses] == [clause.path for clause in expected.clauses]
    kinds = sorted(type(record).__name__ for record in expected.records)
    assert sorted(type(record).__name__ for record in notice.records) == kinds


def test_the_rows_of_a_scanned_table_keep_their_cells(notice):
    (table,) = [clause for clause in notice.clauses if clause.kind == "table"]
    rows = [table.text[start:end].split("\t") for start, end in table.rows]
    assert [len(row) for row in rows] == [4, 4, 4, 4]
    assert rows[0][1:] == ["2026年", "2029年", "性质"]
    assert rows[-1][1:] == ["", "260", "预期性"]


def test_confidence_and_what_was_mended_are_notices(notice):
    found = {(one.code, one.page) for one in notice.source.notices}
    assert {("recognised", 1), ("recognised", 2)} <= found
    assert all("mean confidence 0.9" in one.message for one in notice.source.notices if one.code == "recognised")


def test_not_one_recognised_character_is_lost(notice):
    kept = [clause.text for clause in notice.clauses] + [drop.text for drop in notice.dropped]
    lines = [line.text for page in notice.source.pages for line in page.lines]
    assert sorted("".join("".join(kept).split())) == sorted("".join("".join(lines).split()))


def test_the_box_of_a_record_on_a_scan_holds_its_words(notice):
    """The words that stand in the box on the page that the scan was made of are those of the quote."""
    from math import radians

    right = total = 0
    slants = (0.8, -1.2)  # degrees, as the scan was made
    with pypdfium2.PdfDocument(DATA / "same_notice.pdf") as file:
        for record in notice.records:
            found = ""
            for box in record.evidence.boxes:
                page = file[box.page - 1]
                wide, high = page.get_size()
                text = page.get_textpage()
                for index in range(text.count_chars()):
                    left, low, right_edge, top = text.get_charbox(index, loose=True)
                    x, y = (left + right_edge) / 2 - wide / 2, high / 2 - (low + top) / 2
                    s = numpy.sin(radians(slants[box.page - 1]))
                    x, y = x - s * y + wide / 2, y + s * x + high / 2
                    slack = abs(s) * (box.x1 - box.x0)  # the box stands around a slanting line
                    middle = (box.top + box.bottom) / 2
                    line = middle + s * (x - (box.x0 + box.x1) / 2)
                    if box.x0 - 1 <= x <= box.x1 + 1 and abs(y - line) <= (box.bottom - box.top - slack) / 2:
                        found += text.get_text_range(index, 1)
            quote = squeezed(record.evidence.quote)
            total += len(quote)
            matches = SequenceMatcher(None, quote, squeezed(found), autojunk=False).get_matching_blocks()
            right += sum(match.size for match in matches)
    assert right >= 0.95 * total


def test_the_box_of_a_record_of_a_text_layer_holds_exactly_its_words(register):
    for document in ingest(DATA / "same_notice.pdf", register):
        with pypdfium2.PdfDocument(DATA / "same_notice.pdf") as file:
            for record in document.records:
                found = ""
                for box in record.evidence.boxes:
                    page = file[box.page - 1]
                    _, high = page.get_size()
                    text = page.get_textpage()
                    for index in range(text.count_chars()):
                        left, low, right, top = text.get_charbox(index, loose=True)
                        x, y = (left + right) / 2, high - (low + top) / 2
                        if box.x0 <= x <= box.x1 and box.top <= y <= box.bottom:
                            found += text.get_text_range(index, 1)
                assert squeezed(found) == squeezed(record.evidence.quote)


@pytest.mark.parametrize(("form", "name"), [("PNG", "扫描件.pdf"), ("JPEG", "扫描件.jpg")])
def test_a_picture_is_read_as_a_scan_whatever_its_name(short, file, form, name):
    source = read(file(name, as_bytes(picture(short), form, dpi=(150, 150))))
    assert source.media_type == f"image/{form.lower()}"
    assert [line.text for line in source.pages[0].lines] == [FIRST, SECOND]
    assert (source.pages[0].width, source.pages[0].height) == pytest.approx((400, 560), abs=1)
    first = source.pages[0].lines[0]
    assert (first.box.x0, first.chars[-1][1]) == pytest.approx((78, 162), abs=4)


@pytest.mark.parametrize("turn", [1, 2, 3])
def test_a_scan_that_lies_on_its_side_or_head_is_turned(short, file, turn):
    page = read(file("a.png", as_bytes(numpy.rot90(picture(short), turn), "PNG", dpi=(150, 150)))).pages[0]
    assert [line.text for line in page.lines] == [FIRST, SECOND]
    assert (page.width, page.height) == pytest.approx((400, 560), abs=1)


def sealed(image, centre, across):
    """Press a round red seal with a star, letters in a ring and a dense rim on a picture; black shines through."""
    ink = numpy.full_like(image, 255)
    red, radius = (40, 40, 220), across // 2
    cv2.circle(ink, centre, radius, red, max(3, across // 30))
    cv2.fillPoly(ink, [star(centre, across // 6)], red)
    for turn in numpy.linspace(-2.6, -0.5, 9):  # letters as blocks of strokes along the upper rim
        x, y = (round(centre[at] + 0.72 * radius * way) for at, way in enumerate((numpy.cos(turn), numpy.sin(turn))))
        for step in (-6, 0, 6):
            cv2.line(ink, (x - 9, y + step), (x + 9, y + step), red, 3)
            cv2.line(ink, (x + step, y - 9), (x + step, y + 9), red, 2)
    return numpy.minimum(image, ink)


def star(centre, size):
    turns = numpy.linspace(-numpy.pi / 2, 1.5 * numpy.pi, 10, endpoint=False)
    reach = numpy.where(numpy.arange(10) % 2, 0.4, 1.0) * size
    return numpy.stack([centre[0] + reach * numpy.cos(turns), centre[1] + reach * numpy.sin(turns)], 1).astype(int)


def test_a_red_seal_does_not_hide_signature_and_date(press, file):
    page = press.page()
    press.lines(page, [(2, FIRST)], size=14)
    press.lines(page, [(2, SECOND), (14, "荻浦市水务局"), (13, "2027年3月15日")], y=240)
    image = picture(press, dpi=200)
    black = numpy.argwhere(image[:, :, 1] < 100)
    low = black[black[:, 0] > black[:, 0].max() - 50]
    centre = int(low[:, 1].mean()), int(low[:, 0].mean())
    stamped = sealed(image, centre, across=330)
    source = read(file("盖章.png", as_bytes(stamped, "PNG", dpi=(200, 200))))
    assert [line.text for line in source.pages[0].lines][-2:] == ["荻浦市水务局", "2027年3月15日"]
    assert "seal" in {notice.code for notice in source.notices}


def worn(image, slant=1.5, noise=12, blur=0.9, light=0.5, quality=35):
    """A worn copy of a picture: faded in patches, askew, unevenly lit, spotted, soft, noisy and packed."""
    made = numpy.random.default_rng(1)
    high, wide = image.shape[:2]
    faded = cv2.resize(made.random((6, 4)), (wide, high), interpolation=cv2.INTER_CUBIC)
    white = 255 - image.astype(float)
    copy = 255 - white * (1 - 0.5 * numpy.clip(faded, 0, 1))[:, :, None] * 0.9
    turn = cv2.getRotationMatrix2D((wide / 2, high / 2), -slant, 1)
    copy = cv2.warpAffine(copy, turn, (wide, high), borderValue=(250, 250, 250))
    down, right = numpy.mgrid[0:high, 0:wide] / high
    copy *= (1 - light * numpy.clip(0.8 * right + 0.4 * down, 0, 1) ** 1.5)[:, :, None]
    for x, y in zip(made.integers(0, wide, 60), made.integers(0, high, 60), strict=True):
        cv2.circle(copy, (int(x), int(y)), 1, (90, 90, 90), -1)
    copy = cv2.GaussianBlur(copy, (5, 5), blur) + made.normal(0, noise, (high, wide, 1))
    return as_bytes(numpy.clip(copy, 0, 255).astype(numpy.uint8), quality=quality, dpi=(150, 150))


def test_a_worn_copy_with_a_seal_across_its_text_is_read(press, file):
    page, said = press.page(), TEXT.read_text("utf-8").replace("\n", "")[:460]
    press.lines(page, press.wrap(said))
    image = picture(press)
    stamped = sealed(image, (image.shape[1] // 2, image.shape[0] // 2), across=250)
    source = read(file("a.jpg", worn(stamped)))
    found = squeezed("".join(line.text for line in source.pages[0].lines))
    assert "seal" in {notice.code for notice in source.notices}
    assert alike(found, squeezed(said)) >= 0.97


def test_red_letters_at_the_head_are_no_seal(press):
    page = press.page()
    press.lines(page, [(6, "荻浦市水务局文件")], size=30)
    image = picture(press, dpi=200).copy()
    image[image[:, :, 1] < 128] = (30, 30, 210)
    cleared, seals = without_seals(image, 200)
    assert seals == 0
    assert (cleared == image).all()


def test_pages_of_text_and_scans_may_alternate(short, press, file):
    image = as_bytes(picture(short))
    page = press.page()
    page.insert_image((0, 0, 400, 560), stream=image)
    press.put(page, 190, 540, "— 2 —", 9)  # a text layer that holds next to nothing
    press.lines(press.page(), [(0, "附件")])
    source = read(file("a.pdf", press.bytes()))
    texts = [[line.text for line in page.lines] for page in source.pages]
    assert texts[0] == [FIRST, SECOND] and texts[1][:2] == [FIRST, SECOND] and texts[2] == ["附件"]
    assert [(one.code, one.page) for one in source.notices] == [("recognised", 2)]
    assert "next to nothing" in source.notices[0].message


def test_a_text_layer_of_garbage_gives_way_to_recognition(press, file):
    hidden = "".join(chr(0xE000 + ord(char) % 6000) for char in SECOND)
    page = press.page()
    press.lines(page, [(0, SECOND)])
    image = as_bytes(picture(press))
    page = press.page()
    page.insert_image((0, 0, 400, 560), stream=image)
    for y in (300, 320):
        page.insert_text((50, y), hidden, fontname="china-s", fontsize=12, render_mode=3)
    press.file.delete_page(0)
    spans = [Span(hidden, (), 0, 0, 1, 1, 12)] * 2
    assert "private use" in Scanner().why(None, spans)
    (line,) = read(file("a.pdf", press.bytes())).pages[0].lines
    assert line.text == SECOND


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (SECOND, None),
        ("第十條　各主管機關應於每年六月底前公布節約用水辦理情形，並接受監督。", None),
        ("The measures enter into force on 1 May 2025 and expire at the end of 2027.", None),
        ("GB/T 18916.1—2021 GB/T 7119—2018 DB98/T 385-2020", None),
        ("一、总体要求" + "." * 60 + "1二、主要任务" + "…" * 60 + "2单位：" + "_" * 40, None),
        ("\ufffd" * 30, "private use"),
        ("亍兀丿丶乁乂乄乚亅亠亣亪亯亱亴亵亶亷亸亹亻亽" * 2, "rare"),
        ("ÔÆÔóÊ¡½ÚË®ÐÐ¶¯·½°¸ÊµÊ©Òâ¼û", "neither"),
        ('!"#$%&*+<=>?@[]^_`{|}~' * 2, "neither"),
    ],
)
def test_garbage_is_told_from_text(text, words):
    why = doubt(text)
    assert why is None if words is None else words in why


def test_a_page_that_is_a_bomb_is_named_and_the_rest_kept(press, file):
    press.lines(press.page(), [(0, SECOND)])
    xref = press.page().insert_image((0, 0, 400, 560), stream=as_bytes(numpy.zeros((9, 9, 3), numpy.uint8), "PNG"))
    for side in ("Width", "Height"):
        press.file.xref_set_key(xref, side, "30000")
    source = read(file("a.pdf", press.bytes()))
    assert [line.text for page in source.pages for line in page.lines] == [SECOND]
    assert [(one.code, one.page) for one in source.notices] == [("picture-too-large", 2)]
    assert "30000 x 30000" in source.notices[0].message


def test_a_picture_that_is_a_bomb_is_refused(file):
    head = b"IHDR" + struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    data = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))
    data += struct.pack(">I", 9) + b"IDAT" + bytes(20)
    with pytest.raises(UnreadableError, match="too many pixels"):
        read(file("a.png", data))


def test_a_page_of_monstrous_size_is_scaled_down(short, file):
    image = as_bytes(picture(short))
    page = short.file.new_page(width=14_000, height=14_000 * 1.4)
    page.insert_image((0, 0, 14_000, 14_000 * 1.4), stream=image)
    short.file.delete_page(0)
    (page,) = read(file("a.pdf", short.bytes())).pages
    assert [line.text for line in page.lines] == [FIRST, SECOND]
    assert page.width == 14_000 and page.lines[0].size > 300


def test_a_picture_without_text_is_named(file):
    with pytest.raises(EmptyFileError, match="no text was found"):
        read(file("a.png", as_bytes(numpy.full((400, 300, 3), 255, numpy.uint8), "PNG")))


def test_a_damaged_picture_is_named(short, file):
    data = as_bytes(picture(short))
    with pytest.raises(IngestError, match=r"a\.jpg: the picture is damaged"):
        read(file("a.jpg", data[: len(data) // 3]))


def test_sizes_that_differ_a_little_are_one():
    rows = [Span("节水行动方案" * 4, (), 0, 0, 300, 40, size) for size in (11.8, 12.0, 12.3, 16.1)]
    assert [line.size for line in Sizes().settle(rows)] == [12.0, 12.0, 12.0, 16.1]


def test_noise_around_the_text_is_no_text(short, file):
    image = picture(short).astype(float) + numpy.random.default_rng(3).normal(0, 20, (1167, 834, 1))
    image = numpy.clip(image, 0, 255).astype(numpy.uint8)
    for x in range(40, 800, 90):
        cv2.circle(image, (x, 900 + x % 7), 3, (40, 40, 40), -1)
    source = read(file("a.jpg", as_bytes(image, quality=60, dpi=(150, 150))))
    assert squeezed("".join(line.text for line in source.pages[0].lines)) == squeezed(FIRST + SECOND)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    head=st.sampled_from([b"", b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"II*\x00"]), tail=st.binary()
)
@pytest.mark.parametrize("reader", [pdf.read, scan.read])
def test_any_bytes_end_in_pages_or_a_named_error(reader, head, tail):
    try:
        reader("文件", head + tail)
    except IngestError as error:
        assert str(error).startswith("文件: ")


@settings(max_examples=25)
@given(at=st.floats(0, 1), length=st.integers(1, 60), with_byte=st.integers(0, 255))
def test_a_damaged_pdf_ends_in_pages_or_a_named_error(at, length, with_byte):
    data = bytearray((DATA / "same_notice.pdf").read_bytes())
    start = int(at * len(data))
    data[start : start + length] = bytes([with_byte]) * len(data[start : start + length])
    try:
        pages, _ = pdf.read("文件.pdf", bytes(data))
        assert pages
    except IngestError as error:
        assert str(error).startswith("文件.pdf: ")


def test_the_same_scan_gives_the_same_clauses_again(notice):
    (again,) = structure(clean(notice.source))
    assert [clause.text for clause in again.clauses] == [clause.text for clause in notice.clauses]
