"""Breaking Vietnamese text into balanced lines. Pure: text and a measure in, lines out; draws nothing."""

from __future__ import annotations

from collections.abc import Callable

Measure = Callable[[str], float]

INSIDE_A_WORD = 0.5
INSIDE_A_NAME = 0.2
AWAY_FROM_A_COMMA = 0.05

# Vietnamese writes a space inside a word of two syllables. These are the ones of the hall's texts; a line
# breaks between them only when there is no other way to keep it short. A server may also send U+00A0.
TWO_SYLLABLES = frozenset(
    (
        "ưu tiên", "tiếp nhận", "hồ sơ", "kết quả", "điện thoại", "theo dõi", "màn hình", "thứ tự",
        "trung tâm", "phục vụ", "hành chính", "hộ tịch", "chứng thực", "đất đai", "môi trường", "xây dựng", "nhà ở",
        "đô thị", "kinh doanh", "hợp tác", "tác xã", "bảo hiểm", "xã hội", "y tế", "chính sách", "cư trú",
        "căn cước", "văn hóa", "giáo dục", "việc làm", "thủ tục", "lĩnh vực", "hỗ trợ", "trực tuyến",
        "nông nghiệp", "thủy lợi", "lâm nghiệp", "chi nhánh", "tiếp tục", "hướng dẫn",
    )
)  # fmt: skip


def wrap(text: str, width: float, measure: Measure) -> list[str]:
    """Break at spaces into as few lines as fit `width` dots, then make them as equal as words allow.

    A single word wider than the line is cut, since paper has an edge. Empty text gives no line.
    """
    words = [piece for word in text.split(" ") if word for piece in chop(word, width, measure)]
    # best[i]: the fewest lines and the least unevenness for the first i words, and where the last line
    # starts.
    best: list[tuple[int, float, int]] = [(0, 0.0, 0)]
    for end in range(1, len(words) + 1):
        best.append(min(_endings(words, end, best, width, measure)))
    return _lines(words, best)


def _endings(
    words: list[str], end: int, best: list[tuple[int, float, int]], width: float, measure: Measure
) -> list[tuple[int, float, int]]:
    """Every last line that ends before word `end` and fits, as (lines, unevenness, start)."""
    found: list[tuple[int, float, int]] = []
    for start in range(end - 1, -1, -1):
        length = measure(" ".join(words[start:end]))
        if length > width and found:
            break
        lines, uneven, _ = best[start]
        slack = max(0.0, 1 - length / width)
        found.append((lines + 1, uneven + slack * slack + _break_cost(words, end), start))
    return found


def _break_cost(words: list[str], end: int) -> float:
    if end == len(words):
        return 0.0
    before, after = words[end - 1], words[end]
    if after in ("–", "-") or f"{before} {after.rstrip(',.;:')}".lower() in TWO_SYLLABLES:
        return INSIDE_A_WORD
    if before.endswith((",", ".", ";", ":", "–")):
        return 0.0
    return INSIDE_A_NAME if before[0].isupper() and after[0].isupper() else AWAY_FROM_A_COMMA


def _lines(words: list[str], best: list[tuple[int, float, int]]) -> list[str]:
    lines: list[str] = []
    end = len(words)
    while end:
        start = best[end][2]
        lines.append(" ".join(words[start:end]))
        end = start
    return lines[::-1]


def chop(word: str, width: float, measure: Measure) -> list[str]:
    """Cut a word that is wider than the line into pieces that fit; any other word stays whole."""
    pieces = [""]
    for letter in word:
        if pieces[-1] and measure(pieces[-1] + letter) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces
