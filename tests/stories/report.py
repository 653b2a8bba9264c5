"""The played day as a director reads it: situations as they come, then the story of every ticket, then the figures."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import count
from typing import Any

from tests.stories.day import CENTRE, STATES, SUPERVISOR, Day
from tests.stories.desk import length
from tests.stories.script import Chapter, Line, Situation
from tests.stories.sentences import FIELDS

Write = Callable[[str], object]
RULE = "─" * 100


class Report:
    """Writes each part as it is told, so that a line that does not hold is the last one above the fault."""

    def __init__(self, write: Write) -> None:
        self.write = write
        self.situations = 0
        self.lines = 0
        self.days: list[date] = []

    def __call__(self, part: Chapter | Situation | Line) -> None:
        if isinstance(part, Line):
            self.lines += 1
            self.write(part.written)
        elif isinstance(part, Situation):
            self.situations += 1
            self.write(f"\n{self.situations}. {part.title}")
        else:
            self.days += [part.day] if part.day not in self.days else []
            self.write(f"\n{RULE}\n{part.title}\n{RULE}")

    def end(self, day: Day) -> None:
        """Tell every ticket's story, and the figures of each day."""
        told = 0
        for one in self.days:
            tickets = list(every_ticket(day, one))
            if tickets:
                self.write(f"\n{RULE}\nDiễn biến của các phiếu, ngày {one:%d/%m/%Y}\n{RULE}")
            for ticket in tickets:
                self.write("\n" + "\n".join(story(day, one, ticket)))
            told += len(tickets)
        self.write(f"\n{RULE}")
        for one in self.days:
            self.write(figures(day, one))
        self.write(f"{self.situations} tình huống, {self.lines} dòng, {told} phiếu: mọi dòng đều đúng.")


def every_ticket(day: Day, one: date) -> Iterator[dict[str, Any]]:
    """Give the tickets of a day, by letter and number, as long as there are any."""
    for prefix in sorted(FIELDS.values()):
        for number in count(1):
            path = f"{CENTRE}/tickets?number={prefix}{number:03d}&day={one}"
            found = day.get(SUPERVISOR, path)["tickets"]
            if not found:
                break
            yield day.get(SUPERVISOR, f"/api/v1/tickets/{found[0]['id']}")


def story(day: Day, one: date, ticket: dict[str, Any]) -> Iterator[str]:
    """Give a ticket's story, line by line."""
    who = day.people.get((one, ticket["number"]), "chuyển từ ngày trước")
    yield f"{ticket['number']} · {who} · {STATES[ticket['state']]}"
    for step in ticket["story"]:
        yield f"  {day.clock(step['at'], '%H:%M:%S')}  {' '.join(filter(None, (step['text'], step['detail'])))}"
    for turn in ticket["turns"]:
        yield f"  Lượt {turn['field']['name']['vi']}: {turn_in_words(turn)}."
    later = [row for row in ticket["passed"] if row["later"]]
    for row in later:
        yield f"  Số sau được gọi trước: {row['number']} lúc {day.clock(row['called_at'])} ({row['reason']})."


def turn_in_words(turn: dict[str, Any]) -> str:
    """Return how long a turn waited and was served, as far as it did."""
    parts = [("chờ", "wait_ms"), ("đến quầy", "way_ms"), ("phục vụ", "service_ms"), ("tạm chờ", "held_ms")]
    told = [f"{word} {length(turn[name])}" for word, name in (*parts, ("chờ lại", "waited_again_ms")) if turn[name]]
    return ", ".join(told) or "được gọi ngay" if turn["started_at"] else "chưa được phục vụ"


def figures(day: Day, one: date) -> str:
    """Return a day's figures in one line."""
    total = day.get(SUPERVISOR, f"{CENTRE}/reports/waits?from={one}&to={one}")["total"]
    if not total["turns"]:
        return f"Ngày {one:%d/%m/%Y}: không có lượt nào."
    share = f"{100 * total['within_share']:.1f}".replace(".", ",")
    return (
        f"Ngày {one:%d/%m/%Y}: {total['turns']} lượt được phục vụ, chờ trung bình {length(int(total['mean_ms']))}, "
        f"trung vị {length(total['median_ms'])}, lâu nhất {length(total['max_ms'])}, "
        f"không quá 15 phút {share} %; vắng mặt {total['no_shows']}, hủy {total['cancelled']}, "
        f"hết giờ {total['expired']}, gọi chỉ định {total['out_of_order']}."
    )
