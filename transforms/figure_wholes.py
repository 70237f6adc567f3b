"""Numbers before others that only say what these are of: 63省市中第九, 千人当たり1.2人."""

from __future__ import annotations

import re
from typing import Final

from transforms.figure import Figure
from transforms.reading import Reading
from transforms.terms import CLASSIFIER, NOUN, UNIT

_REACH: Final = 36  # characters between a rank and how many are ranked
_WORD: Final = 20  # characters of a word for one
_MOST_RANKED: Final = 1000
_ROUND: Final = frozenset(10.0**power for power in range(7))
_EQUALS: Final = ("=", "\uff1d", "\u2248")
_BREAK: Final = re.compile(r"[,;:!?.。\uff0c\uff1b\uff1a\uff01\uff1f।،؛]")


def is_whole(reading: Reading, figures: list[Figure], at: int) -> bool:
    """Whether a figure only says how many are ranked, or for how many something is counted."""
    figure = figures[at]
    value = figure.value
    if value is None or value < 1 or value != int(value) or figure.number.ordinal or figure.qualifier == "range":
        return False
    if value == 1 and (is_single(reading, figure.number_end) or _is_priced(reading, figures, at)):
        return True
    if value in _ROUND and (_is_base(reading, figure) or (value == 1 and _is_rate(reading, figure))):
        return True
    if value >= _MOST_RANKED:
        return False
    if at and figures[at - 1].number.ordinal and reading.clean[figures[at - 1].number_end : figure.number_start] == "/":
        return True  # thứ 9/63
    return bool(reading.engine.beside["numbers.ranked_in"]) and _before_rank(reading, figures, at)


def is_single(reading: Reading, end: int) -> bool:
    """Whether a one that ends there means each: what THE ONE well costs."""
    words = reading.engine.beside["numbers.single"]
    return bool(words) and reading.folded[max(0, end - _WORD) : end].rpartition(" ")[2] in words


def _is_priced(reading: Reading, figures: list[Figure], at: int) -> bool:
    """Whether nothing but a measure word parts a one from an amount of money, its price: 1台240万ドン."""
    if reading.engine.lexicon.spaced != "none" or at + 1 >= len(figures):
        return False
    end, following = figures[at].number_end, figures[at + 1]
    word, unit = reading.terms.starts.get(end), reading.terms.starts.get(following.number_end)
    counts = word is not None and word.end == following.number_start and bool(word.categories & CLASSIFIER)
    return counts and unit is not None and "currencies" in unit.entry.senses


def _is_base(reading: Reading, figure: Figure) -> bool:
    """Per 1,000 inhabitants 3; 千人当たり1.2人."""
    if reading.engine.word_before(reading.folded, figure.number_start, "numbers.of_each"):
        return True
    if reading.engine.lexicon.spaced == "both":
        return False
    end = figure.number_end
    for mention in figure.behind:
        if mention.start - end > 1:
            return False
        if figure.value == 1 and mention.categories & UNIT and mention.end == figure.right < figure.sentence.end:
            return True  # 1トン520ドル
        if "per" in mention.entry.senses.get("periods", ()):
            return not reading.clean[mention.start - 1].isspace()
        if not mention.categories & (NOUN | CLASSIFIER | UNIT):
            return False
        end = mention.end
    return False


def _is_rate(reading: Reading, figure: Figure) -> bool:
    """1ドル=2万ドン: of one currency, how much it is in another."""
    unit = figure.behind[0] if figure.behind else None
    if unit is None or not unit.categories & UNIT or unit.start - figure.number_end > 1:
        return False
    return reading.clean[unit.end : unit.end + 2].strip().startswith(_EQUALS)


def _before_rank(reading: Reading, figures: list[Figure], at: int) -> bool:
    """63省市中第九: those that are ranked first, the rank behind."""
    figure = figures[at]
    folded, end = reading.folded, figure.number_end
    window = folded[end : end + _REACH]
    spaced = reading.engine.lexicon.spaced == "both"
    places = [window.find(f" {word} " if spaced else word) for word in reading.engine.beside["numbers.ranked_in"]]
    found = [place for place in places if place >= 0]
    if not found:
        return False
    start = end + min(found)
    following = figures[at + 1] if at + 1 < len(figures) else None
    if following is not None and following.number.ordinal and following.number_start - end <= _REACH:
        return start < following.number_start and not _BREAK.search(reading.clean, end, following.number_start)
    limit = min(start + _REACH, following.number_start if following is not None else figure.sentence.end)
    mark = _BREAK.search(reading.clean, start, limit)
    return _has_rank(reading, start, mark.start() if mark is not None else limit)


def _has_rank(reading: Reading, start: int, end: int) -> bool:
    """Whether an ordinal stands in a stretch."""
    ordinals = reading.engine.beside["numbers.ordinals"]
    stretch = reading.folded[start:end]
    if reading.engine.lexicon.spaced != "both":
        return any(word in stretch for word in ordinals)
    return any(word in ordinals for word in stretch.split())
