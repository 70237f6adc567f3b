"""How a text lists the parts of a whole: by what it leads to them, joins them, and leaves them open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from transforms.figure import Figure
from transforms.judging import Text
from transforms.reading import Reading
from transforms.roles import parted
from transforms.terms import MARKER, Mention

_COMMA: Final = re.compile("[,\u060c\uff0c\u3001]")
_SEMICOLON: Final = re.compile("[;\u061b\uff1b]")
_OPENS: Final = re.compile("[:,(\uff1a\uff0c\uff08\u060c]")
_LED: Final = 20  # characters, and words, between "the rest" and its number: the rest, that is 12
_LED_WORDS: Final = 2
_NEXT: Final = 60  # characters behind the last part in which "and one" may stand
_PAIR: Final = 2
_INTRODUCES: Final = re.compile("[:\uff1a\u2014]|\\s[\u2013-]\\s")  # a colon, or a dash that parts words


def of_which(whole: Figure, parts: list[Figure]) -> bool:
    """Whether "of which" stands between a whole and the second of its parts; not "118 of them", a part itself."""
    between = whole.sentence.between(whole.number_end, parts[1].number_start)
    own = max(whole.number_end, whole.unit_end, whole.noun.end if whole.noun is not None else 0)
    said = (m for m in between if m.entry.categories & MARKER and "of_which" in m.entry.senses)
    return any(m.start - own > _PAIR or (whole.aspect != "subset" and not _is_of_them(whole, m)) for m in said)


def _is_of_them(part: Figure, mention: Mention) -> bool:
    """Whether "of these" stands directly behind a number, and leads to none: 84 OF THESE came from there, 67 from."""
    return mention.start - part.number_end <= 1 and part.right - mention.end > _LED


def joined(text: Text, parts: Sequence[Figure]) -> bool:
    """Whether "and" stands before the last part; not where it joins another list: 21 to A; to B and C 18 and 15."""
    clean = text.reading.clean
    parted_by = [_SEMICOLON.search(clean, one.number_end, two.number_start) for one, two in pairwise(parts)]
    if any(parted_by) and not parted_by[-1]:
        return False
    between = parts[-1].sentence.between(parts[-2].number_end, parts[-1].number_start)
    return any("and" in mention.entry.senses.get("enumerations", ()) for mention in between)


def listed(text: Text, parts: list[Figure]) -> bool:
    """Whether a comma and a name part each from the next, as where lists end without an "and"."""
    gaps = [text.reading.clean[one.number_end : two.number_start] for one, two in pairwise(parts)]
    return all(_COMMA.search(gap) and any(map(str.isalpha, gap)) for gap in gaps)


def introduced(text: Text, whole: Figure, first: Figure) -> bool:
    """Whether a colon, a dash or "namely" leads from a whole to its first part."""
    gap = text.reading.clean[whole.number_end : first.number_start]
    between = whole.sentence.between(whole.number_end, first.start)
    return bool(_INTRODUCES.search(gap)) or any("namely" in m.entry.senses.get("enumerations", ()) for m in between)


def is_open(parts: list[Figure]) -> bool:
    """Whether the text says that there are other parts."""
    mentions = parts[-1].sentence.between(parts[0].start, parts[-1].right)
    return any("open" in mention.entry.senses.get("enumerations", ()) for mention in mentions)


def leaves_a_rest(text: Text, parts: Sequence[Figure]) -> bool:
    """Whether parts are followed by a rest without a number: 7 in Asia, the rest in Europe; not "the remaining 12"."""
    sentence = parts[0].sentence
    for mention in sentence.between(parts[0].start, sentence.end):
        if "remaining" not in mention.entry.senses or any(is_rest(text, part, mention) for part in parts):
            continue
        ends = [max(part.unit_end, part.noun.end if part.noun is not None else 0) for part in parts]
        if all(text.reading.clean[end : mention.start].strip() for end in ends if end <= mention.start):
            return True
    return False


def is_rest(text: Text, figure: Figure, mention: Mention) -> bool:
    """Whether a word for the rest leads to a figure, "that is" or the like between them, or stands behind it."""
    clean, start = text.reading.clean, min(figure.start, figure.number_start)
    if mention.end <= figure.number_start:
        gap = clean[mention.end : max(start, mention.end)]
        return mention.start >= figure.left and len(gap) <= _LED and len(gap.split()) <= _LED_WORDS
    ends = (figure.number_end, figure.unit_end, figure.noun.end if figure.noun is not None else 0)
    behind = any(0 <= mention.start - end <= 1 for end in ends)
    return behind and not _OPENS.match(clean[mention.end : mention.end + _PAIR].strip())


def nested(text: Text, parts: list[Figure]) -> bool:
    """Whether "of which" leads from one part to the next, which is then one of its own: 50 new, of which 20 large."""
    return any(
        "of_which" in mention.entry.senses
        and parted(text, one.unit_end, mention.start)
        and not parted(text, mention.end, two.start)
        for one, two in pairwise(parts)
        for mention in one.sentence.between(one.unit_end, two.start)
    )


def is_of_each(reading: Reading, figure: Figure) -> bool:
    """Whether a word says that several things have so many each: 各2个, two each, по два."""
    engine, folded = reading.engine, reading.folded
    starts = (figure.start, figure.number_start)
    ends = (figure.number_end, figure.unit_end, figure.noun.end if figure.noun is not None else figure.number_end)
    return any(engine.word_before(folded, start, "numbers.each_before") for start in starts) or any(
        engine.word_after(folded, end, "numbers.each_after") is not None for end in ends
    )


def ends_in_one(parts: Sequence[Figure]) -> bool:
    """Whether an "and" and a number word for one follow the last part, which may be an article: and a teacher."""
    last = parts[-1]
    behind = last.sentence.between(last.number_end, last.number_end + _NEXT)
    ands = [m.end for m in behind if "and" in m.entry.senses.get("enumerations", ())]
    ones = [m for m in behind if "numbers.one" in m.entry.senses or "1" in m.entry.senses.get("numbers.words", ())]
    return any(0 <= one.start - end <= _PAIR for one in ones for end in ands)


def glues_and(reading: Reading) -> bool:
    """Whether "and" is written on to the next word, so that every list is joined by it: و ו."""
    lexicon = reading.engine.lexicon
    return not set(lexicon.words("prefixes")).isdisjoint(lexicon.words("enumerations", "and"))
