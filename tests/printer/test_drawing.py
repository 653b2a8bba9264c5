"""What a citizen holds in the hand: size, margins, marks, a code that telephones read, and every letter whole."""

import unicodedata

import pytest
import zxingcpp
from PIL import Image, ImageOps

from printer.blocks import WHITE
from printer.drawing import Draughtsman, black_and_white
from printer.fonts import Fonts
from printer.lettering import Number, Words
from printer.papers import NARROW, WIDE
from printer.slip import BadSlip, read_slip
from tests.printer.slips import column_runs, ink, slip, tallest_run, whole_rules

VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
SMALL = "".join(unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES) + "đ"
LETTERS = SMALL + SMALL.upper()


def decoded(image: Image.Image) -> list[str]:
    return [code.text for code in zxingcpp.read_barcodes(image.convert("L"))]


def test_a_slip_is_as_wide_as_its_paper_and_leaves_the_margins_white(draughtsman: Draughtsman) -> None:
    image = draughtsman.draw(read_slip(slip(mark="Ưu tiên", banner="BẢN IN LẠI")))
    paper = draughtsman.paper
    assert (image.mode, image.width) == ("1", paper.width)
    assert 700 < image.height < 1_300
    for edge in ((0, 0, paper.left, image.height), (paper.right, 0, paper.width, image.height)):
        assert ink(image.crop(edge)) == 0
    assert ink(image.crop((0, 0, paper.width, paper.head))) == 0
    assert ink(image.crop((0, image.height - 30, paper.width, image.height))) == 0


def test_the_code_on_the_slip_leads_to_the_ticket(draughtsman: Draughtsman) -> None:
    image = draughtsman.draw(read_slip(slip()))
    assert decoded(image) == ["https://phuongmau.example/t/7Kq9vYxN2"]


@pytest.mark.parametrize("length", [20, 60, 120, 200, 290])
def test_a_longer_address_gets_smaller_whole_dots_and_can_still_be_read(draughtsman: Draughtsman, length: int) -> None:
    address = "https://luot.example.vn/t/".ljust(length, "x")
    image = draughtsman.draw(read_slip(slip(qr={"text": address, "title": "Quét mã", "body": ""})))
    assert decoded(image) == [address]


def test_an_address_no_paper_can_carry_is_refused_by_name(narrow: Draughtsman) -> None:
    with pytest.raises(BadSlip, match=r"slip\.qr\.text needs \d+ modules"):
        narrow.draw(read_slip(slip(qr={"text": "ệ" * 299, "title": "", "body": ""})))


@pytest.mark.parametrize(("width", "dots"), [(576, 188), (384, 164)])
def test_the_number_stands_as_high_as_the_paper_promises(
    wide: Draughtsman, narrow: Draughtsman, width: int, dots: int
) -> None:
    image = (wide if width == 576 else narrow).draw(read_slip(slip(number="H111")))
    assert tallest_run(image)[0] == dots


def test_a_longer_number_is_narrowed_first_and_then_made_smaller(fonts: Fonts) -> None:
    sizes = {
        text: Number(fonts, text, NARROW.number, NARROW.left, NARROW.right).fitted
        for text in ("A7", "H042", "AB042", "AB01042")
    }
    assert sizes["A7"] == sizes["H042"] == NARROW.number
    assert NARROW.number > sizes["AB042"] > sizes["AB01042"] > NARROW.number // 2


@pytest.mark.parametrize("number", ["A7", "H042", "AB042", "MW888888"])
def test_no_number_runs_over_the_edge(draughtsman: Draughtsman, number: str) -> None:
    image = draughtsman.draw(read_slip(slip(number=number)))
    assert ink(image.crop((0, 0, draughtsman.paper.left, image.height))) == 0
    assert ink(image.crop((draughtsman.paper.right, 0, image.width, image.height))) == 0


@pytest.mark.parametrize("letters", [LETTERS[at : at + 12] for at in range(0, len(LETTERS), 12)])
def test_every_vietnamese_letter_is_whole_wherever_it_stands(draughtsman: Draughtsman, letters: str) -> None:
    """Each line of the slip has every dot the same line has when it stands alone on a large page."""
    paper = draughtsman.paper
    texts = dict.fromkeys(("field", "mark", "banner", "foot", "sample"), letters)
    centre, facts = {"kind": letters, "name": letters}, [{"label": letters, "value": letters}]
    image = draughtsman.draw(read_slip(slip(centre=centre, facts=facts, notes=[letters], **texts)))
    for name in ("kind", "name", "field", "note", "foot", "sample"):
        alone = Image.new("L", (paper.width, 200), WHITE)
        Words(draughtsman.fonts, letters, getattr(paper, name), paper.left, paper.right).paint(alone, 100)
        assert _stands_on(image, black_and_white(alone)), name


def _stands_on(image: Image.Image, alone: Image.Image) -> bool:
    """Whether in some row of the slip all black dots of the line are black."""
    left, top, right, bottom = ImageOps.invert(alone.convert("L")).getbbox() or (0, 0, 0, 0)
    line = _black(alone.crop((left, top, right, bottom)))
    rows = _black(image.crop((left, 0, right, image.height)))
    return any(
        all(here & dots == dots for here, dots in zip(rows[y:], line, strict=False))
        for y in range(len(rows) - len(line) + 1)
    )


def _black(image: Image.Image) -> list[int]:
    """Each row as a number whose bits are the black dots."""
    data, stride = image.tobytes("raw", "1;I"), (image.width + 7) // 8
    return [int.from_bytes(data[at : at + stride]) for at in range(0, len(data), stride)]


def test_every_vietnamese_letter_looks_different(fonts: Fonts) -> None:
    drawn = set()
    for letter in LETTERS:
        page = Image.new("L", (80, 80), WHITE)
        Words(fonts, letter, WIDE.foot, 0, 80).paint(page, 20)
        drawn.add(black_and_white(page).tobytes())
    assert len(drawn) == len(LETTERS) == 146


@pytest.mark.parametrize(("width", "at"), [(576, 150), (384, 70)])
def test_priority_is_a_frame_of_five_dots_under_the_number_and_nothing_more(
    wide: Draughtsman, narrow: Draughtsman, width: int, at: int
) -> None:
    draughtsman = wide if width == 576 else narrow
    plain = draughtsman.draw(read_slip(slip(number="H111")))
    marked = draughtsman.draw(read_slip(slip(number="H111", mark="Ưu tiên")))
    stem, top = tallest_run(marked)
    number_end = top + stem
    frame_end = number_end + draughtsman.paper.around_number + draughtsman.paper.mark.size + 32
    assert column_runs(marked, at, number_end, frame_end + 3) == [5, 5]
    above = (0, 0, width, number_end)
    assert marked.crop(above).tobytes() == plain.crop(above).tobytes()
    below = number_end + draughtsman.paper.around_number - plain.height
    assert _foot(marked, below).tobytes() == _foot(plain, below).tobytes()


@pytest.mark.parametrize(("width", "at"), [(576, 200), (384, 110)])
def test_a_reprint_says_so_in_a_frame_above_the_number(
    wide: Draughtsman, narrow: Draughtsman, width: int, at: int
) -> None:
    draughtsman = wide if width == 576 else narrow
    plain = draughtsman.draw(read_slip(slip()))
    image = draughtsman.draw(read_slip(slip(banner="BẢN IN LẠI")))
    rule_end = whole_rules(image, draughtsman.paper.margin)[0] + 4
    assert column_runs(image, at, rule_end, rule_end + 16 + draughtsman.paper.banner.size + 20) == [3, 3]
    below = rule_end + 16 - plain.height
    assert _foot(image, below).tobytes() == _foot(plain, below).tobytes()


def _foot(image: Image.Image, top: int) -> Image.Image:
    """The lower part, from a row counted from the end."""
    return image.crop((0, image.height + top, image.width, image.height))


def test_a_slip_with_an_estimate_has_room_for_both_facts(draughtsman: Draughtsman) -> None:
    facts = [{"label": "Trước ông/bà:", "value": "7 lượt"}, {"label": "Dự kiến chờ", "value": "10–20 phút"}]
    alone, both = (draughtsman.draw(read_slip(slip(facts=chosen))) for chosen in (facts[:1], facts))
    assert 20 < both.height - alone.height < 60


def test_a_long_name_takes_more_lines_and_nothing_is_cut(draughtsman: Draughtsman) -> None:
    long = "phường Văn Miếu – Quốc Tử Giám, thành phố Hà Nội"
    field = "Văn hóa, giáo dục, y tế, việc làm"
    plain = draughtsman.draw(read_slip(slip()))
    image = draughtsman.draw(read_slip(slip(centre=slip()["centre"] | {"name": long}, field=field)))
    paper = draughtsman.paper
    assert image.height >= plain.height + paper.name.leading + paper.field.leading
    assert ink(image.crop((paper.right, 0, image.width, image.height))) == 0


def test_a_word_without_end_stays_on_the_paper(draughtsman: Draughtsman) -> None:
    image = draughtsman.draw(read_slip(slip(field="W" * 200, mark="W" * 90, taken="W" * 200)))
    paper = draughtsman.paper
    assert ink(image.crop((paper.right, 0, image.width, image.height))) == 0
    assert ink(image.crop((0, 0, paper.left, image.height))) == 0


def test_sample_data_is_marked_as_such(draughtsman: Draughtsman) -> None:
    real = draughtsman.draw(read_slip(slip(sample=None)))
    sample = draughtsman.draw(read_slip(slip()))
    assert sample.height > real.height
    above = (0, 0, real.width, real.height - 40)
    assert sample.crop(above).tobytes() == real.crop(above).tobytes()
