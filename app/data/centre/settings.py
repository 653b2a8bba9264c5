"""How a centre works: the sections of a centre file that set its rules, and its classes of priority.

A key that is left out has the default of `app.domain.rules.Rules`; a section that is left out has them all.
"""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Final, NamedTuple

from app.data.centre.hours import read_time
from app.data.centre.model import Bilingual, CentreFile, PriorityClass
from app.data.centre.table import Table, quoted
from app.domain.numbering import LARGEST, SPARES
from app.domain.rules import Rules

SECTIONS: Final = ("hours", "calling", "alarms", "priority", "voice", "report", "screens", "reasons")
_ALLOWANCE: Final = (-480, 240)
_HEADLINES: Final = ("elapsed", "open_hours")
_LANGUAGES: Final = ("vi", "en")


class _Number(NamedTuple):
    """A whole number: the section and key it stands under, the rule it sets, and its bounds."""

    section: str
    key: str
    rule: str
    least: int
    most: int


_NUMBERS: Final = (
    _Number("hours", "early_minutes", "early_minutes", 0, 240),
    _Number("hours", "cut_off_minutes", "cut_off_minutes", 0, 240),
    _Number("calling", "spare_from", "spare_from", 2, LARGEST - SPARES + 1),
    _Number("calling", "put_back_behind", "put_back_behind", 0, 50),
    _Number("calling", "undo_seconds", "undo_seconds", 0, 600),
    _Number("calling", "no_show_calls", "no_show_calls", 1, 10),
    _Number("calling", "no_show_seconds", "no_show_seconds", 0, 1800),
    _Number("calling", "no_show_priority_seconds", "no_show_priority_seconds", 0, 1800),
    _Number("alarms", "unanswered_minutes", "unanswered_minutes", 1, 120),
    _Number("alarms", "left_called_minutes", "left_called_minutes", 1, 480),
    _Number("alarms", "overlong_times", "overlong_times", 1, 20),
    _Number("alarms", "left_open_minutes", "left_open_minutes", 0, 480),
    _Number("priority", "allowance_minutes", "priority_allowance_minutes", *_ALLOWANCE),
    _Number("voice", "repeat", "voice_repeat", 1, 5),
)
_FLAGS: Final = (
    ("hours", "stop_when_full", "stop_when_full"),
    ("hours", "day_end_carries", "day_end_carries"),
    ("priority", "offered", "priority_offered"),
    ("priority", "keep_class", "keep_priority_class"),
    ("calling", "outcomes", "outcomes"),
)


def read_rules(sections: Mapping[str, Table]) -> Rules:
    """Return the rules the file sets; every other one has its default."""
    found: dict[str, Any] = {}
    for section, key, rule, least, most in _NUMBERS:
        if sections[section].has(key):
            found[rule] = sections[section].integer(key, least, most)
    for section, key, rule in _FLAGS:
        if sections[section].has(key):
            found[rule] = sections[section].flag(key)
    return Rules(**found, **_read_words(sections))


def read_classes(priority: Table, usual_allowance: int) -> tuple[PriorityClass, ...]:
    """Return the classes of priority, with codes of their own."""
    rows = priority.rows("classes") if priority.has("classes") else []
    classes = tuple(_class(row, usual_allowance) for row in rows)
    _refuse_repeated(priority, "classes", [c.code for c in classes])
    return classes


def write_settings(centre: CentreFile) -> dict[str, dict[str, object]]:
    """Return the sections as they stand in the file, without the week and the holidays."""
    rules = asdict(centre.rules)
    written: dict[str, dict[str, object]] = {section: {} for section in SECTIONS}
    for section, key, rule, *_ in (*_NUMBERS, *_FLAGS):
        written[section][key] = rules[rule]
    written["hours"]["day_ends_at"] = centre.rules.day_ends_at
    written["priority"] |= _pair("note", centre.rules.priority_note)
    written["priority"]["classes"] = [_written_class(c) for c in centre.priority_classes]
    written["voice"]["languages"] = list(centre.rules.voice_languages)
    written["report"]["headline"] = _HEADLINES[centre.rules.headline_open_hours]
    written["screens"] = _pair("slot", centre.rules.slot_text)
    written["screens"]["messages"] = _plain(centre.rules.messages)
    written["reasons"]["pause"] = _plain(centre.rules.pause_reasons)
    written["reasons"]["hold"] = _plain(centre.rules.hold_reasons)
    return written


def _read_words(sections: Mapping[str, Table]) -> dict[str, Any]:
    """Return the rules that are not numbers or flags, those of them that the file sets."""
    hours, voice, report, screens = (sections[s] for s in ("hours", "voice", "report", "screens"))
    words: dict[str, Any] = {
        "priority_note": _bilingual(sections["priority"], "note"),
        "slot_text": _bilingual(screens, "slot"),
        "pause_reasons": _reasons(sections["reasons"], "pause"),
        "hold_reasons": _reasons(sections["reasons"], "hold"),
    }
    if hours.has("day_ends_at"):
        words["day_ends_at"] = f"{read_time(hours, 'day_ends_at'):%H:%M}"
    if voice.has("languages"):
        words["voice_languages"] = _languages(voice)
    if report.has("headline"):
        words["headline_open_hours"] = report.choice("headline", _HEADLINES) == "open_hours"
    if screens.has("messages"):
        words["messages"] = tuple(map(_message, screens.rows("messages")))
    return words


def _bilingual(section: Table, key: str) -> Mapping[str, str]:
    if not (section.has(f"{key}_vi") or section.has(f"{key}_en")):
        return {}
    return asdict(section.bilingual(key))


def _message(row: Table) -> Mapping[str, str]:
    return asdict(Bilingual(row.text("vi"), row.text("en")))


def _reasons(section: Table, key: str) -> tuple[Mapping[str, str], ...]:
    rows = section.rows(key) if section.has(key) else []
    reasons = tuple({"code": _code(row), "text": row.text("text")} for row in rows)
    _refuse_repeated(section, key, [reason["code"] for reason in reasons])
    return reasons


def _languages(voice: Table) -> tuple[str, ...]:
    languages = voice.texts("languages")
    if not languages:
        voice.refuse("the voice needs a language", "languages")
    for index, language in enumerate(languages):
        if language not in _LANGUAGES or language in languages[:index]:
            voice.refuse(f'"{language}" is not one of {quoted(_LANGUAGES)}, each once', "languages", index)
    return languages


def _class(row: Table, usual_allowance: int) -> PriorityClass:
    own = row.has("allowance_minutes")
    allowance = row.integer("allowance_minutes", *_ALLOWANCE) if own else usual_allowance
    return PriorityClass(_code(row), row.bilingual("name"), allowance)


def _code(row: Table) -> str:
    return row.matching("code", r"[a-z][a-z0-9_]{0,31}", 'a code: small letters, digits and "_", like "fee"')


def _refuse_repeated(section: Table, key: str, codes: list[str]) -> None:
    for index, code in enumerate(codes):
        if code in codes[:index]:
            section.refuse(f'the code "{code}" is given twice', key, index, "code")


def _pair(key: str, words: Mapping[str, str]) -> dict[str, object]:
    return {f"{key}_{language}": text for language, text in words.items()}


def _plain(rows: tuple[Mapping[str, str], ...]) -> list[dict[str, str]]:
    return [dict(row) for row in rows]


def _written_class(priority: PriorityClass) -> dict[str, object]:
    return {
        "code": priority.code,
        "name_vi": priority.name.vi,
        "name_en": priority.name.en,
        "allowance_minutes": priority.allowance_minutes,
    }
