"""A slip as dots: which parts it has, in which order, at which distance. Nothing here sends or waits."""

from __future__ import annotations

from PIL import Image

from printer.blocks import WHITE, Beside, Picture, Rule, Stack
from printer.fonts import Fonts
from printer.lettering import Ends, Framed, Number, Words
from printer.papers import Paper, Type
from printer.qr import draw_code
from printer.slip import Code, Fact, Slip

# A dot is black when it is darker than 55 % of white, which is 45 % covered: thin marks survive, bowls stay
# open.
THRESHOLD = 0.55
TAIL = 40


class Draughtsman:
    """Draws slips for one paper with one set of fonts."""

    def __init__(self, paper: Paper, fonts: Fonts) -> None:
        self.paper = paper
        self.fonts = fonts

    def draw(self, slip: Slip) -> Image.Image:
        """The slip as a 1-bit picture as wide as the paper, black 0. Raises BadSlip if its QR cannot fit."""
        stack = self._compose(slip)
        page = Image.new("L", (self.paper.width, stack.height + TAIL), WHITE)
        stack.paint(page, 0)
        return black_and_white(page)

    def _compose(self, slip: Slip) -> Stack:
        stack = Stack()
        self._head(stack, slip)
        self._turn(stack, slip)
        self._facts(stack, slip)
        self._code(stack, slip.qr)
        stack.add(18, self._rule())
        stack.add(17, self._words(slip.foot, self.paper.foot))
        stack.add(10, self._words(slip.sample, self.paper.sample))
        return stack

    def _head(self, stack: Stack, slip: Slip) -> None:
        stack.add(self.paper.head, self._words(slip.centre_kind, self.paper.kind))
        stack.add(1, self._words(slip.centre_name, self.paper.name))
        stack.add(16, self._rule())

    def _turn(self, stack: Stack, slip: Slip) -> None:
        paper = self.paper
        banner = Framed(self._words(slip.banner, paper.banner), 3, 0, inset=22, high=paper.banner.size + 17)
        stack.add(16, banner)
        stack.add(12 if slip.banner else 16, self._meta(slip))
        stack.add(paper.around_number, Number(self.fonts, slip.number, paper.number, paper.left, paper.right))
        inset, high = round(paper.mark.size * 1.45), paper.mark.size + 32
        mark = Framed(self._words(slip.mark, paper.mark), 5, 14, inset, high, chevrons=True)
        stack.add(paper.around_number, mark)
        stack.add(18 if slip.mark else paper.around_number, self._words(slip.field, paper.field))

    def _meta(self, slip: Slip) -> Ends:
        """What the number is, and when it was taken; narrow paper leaves the name of the day out."""
        whole = self._ends(slip.number_label, slip.taken, self.paper.meta, self.paper.meta)
        short = slip.taken.partition(", ")[2]
        if whole.abreast or not short:
            return whole
        return self._ends(slip.number_label, short, self.paper.meta, self.paper.meta)

    def _facts(self, stack: Stack, slip: Slip) -> None:
        if not slip.facts and not slip.notes:
            return
        stack.add(18, self._rule(dashed=True))
        if len(slip.facts) == 2 and self.paper.facts_abreast:
            stack.add(16, self._columns(slip.facts))
        else:
            # One fact stands in the middle by itself; several are read as a small table.
            for at, fact in enumerate(slip.facts):
                stack.add(0 if at else 16, self._fact(fact, spread=len(slip.facts) > 1))
        for at, note in enumerate(slip.notes):
            stack.add(4 if at else 14, self._words(note, self.paper.note))

    def _columns(self, facts: tuple[Fact, ...]) -> Beside:
        middle = self.paper.width // 2
        edges = ((self.paper.left, middle - 13), (middle + 15, self.paper.right))
        columns = [Stack() for _ in facts]
        for column, fact, (left, right) in zip(columns, facts, edges, strict=True):
            column.add(0, Words(self.fonts, fact.label, self.paper.label, left, right))
            column.add(0, Words(self.fonts, fact.value, self.paper.value, left, right))
        return Beside(columns, line_at=middle)

    def _fact(self, fact: Fact, *, spread: bool) -> Ends:
        return self._ends(fact.label, fact.value, self.paper.label, self.paper.value, spread=spread)

    def _code(self, stack: Stack, code: Code | None) -> None:
        if code is None:
            return
        paper = self.paper
        image = draw_code(code.text, paper.module, paper.code_room)
        left = paper.code_left + image.width + paper.code_gap
        beside = Stack()
        beside.add(0, Words(self.fonts, code.title, paper.title, left, paper.right, "left"))
        if paper.code_body:
            beside.add(8, Words(self.fonts, code.body, paper.body, left, paper.right, "left"))
        stack.add(18, self._rule(dashed=True))
        stack.add(20, Beside([Picture(image, paper.code_left), beside]))

    def _words(self, text: str, type_: Type) -> Words:
        return Words(self.fonts, text, type_, self.paper.left, self.paper.right)

    def _ends(self, left: str, right: str, left_type: Type, right_type: Type, *, spread: bool = True) -> Ends:
        edges = (self.paper.left, self.paper.right)
        return Ends(
            Words(self.fonts, left, left_type, *edges, "left"),
            Words(self.fonts, right, right_type, *edges, "right"),
            spread=spread,
        )

    def _rule(self, *, dashed: bool = False) -> Rule:
        return Rule(self.paper.left, self.paper.right, dashed)


def black_and_white(page: Image.Image) -> Image.Image:
    """Each dot decided by itself at the threshold, into a 1-bit picture."""
    return page.point([0 if shade < THRESHOLD * WHITE else WHITE for shade in range(256)], "1")


def warm_up(draughtsman: Draughtsman) -> None:
    """Draw a slip for nobody, so that fonts and letters are in memory before the first citizen waits."""
    words = "Trung tâm Phục vụ hành chính công"
    draughtsman.draw(
        Slip(
            language="vi", centre_kind=words, centre_name=words, number_label=words, number="A012345",
            taken="Thứ Hai, 23/11/2026, 09:41", field=words, banner="BẢN IN LẠI", mark="Ưu tiên",
            facts=(Fact(words, "7 lượt"), Fact(words, "7 lượt")), notes=(words,),
            qr=Code("https://luot.example.vn/t/0123456789", words, words), foot=words, sample=words,
        )
    )  # fmt: skip
