"""Two numbers that are one figure: 6-9 units, between 6 and 9."""

from __future__ import annotations

import re
from typing import Final

from transforms.figure import NEAR, Figure, touches
from transforms.numbers import Number
from transforms.reading import Reading, Sentence
from transforms.terms import CHANGE, CLASSIFIER, NOUN, RANGE, TIME, UNIT, Entry, Mention

_TO: Final = Entry(RANGE, {"ranges": ("to",)}, ("ranges.to",))
_AND: Final = Entry(RANGE, {"ranges": ("to",), "enumerations": ("and",)}, ("ranges.to",))
_UNIT_REACH: Final = 12
_COUNTER: Final = 2  # letters of what counts, between a number and the "to" written on to it
_PARTING: Final = re.compile(r"\s[-–—]\s")  # a dash that parts words
_RANGE_GAP: Final = re.compile(r"\s?[-–—\u2212~∼〜～]\s?\Z")
_BREAK: Final = re.compile(r"[;:!?。\uff1b\uff1a\uff01\uff1f]")
_CUT: Final = ("-", "\u2010")  # fünfzehn- bis zwanzigtausend
_CUT_SCALES: Final = (1e6, 1e3, 1e2)
_COMMA: Final = ","
_LONGEST_LINK: Final = 40  # characters between the two numbers of a range
_OPENING: Final = 24  # characters before a range in which the word that opens it begins
_CHANGE_NEAR: Final = 60
_AMOUNT_NEAR: Final = 4  # characters between a verb and the share by which something moves
_UNITS: Final = frozenset({"percent", "percent_points", "currencies", "measures", "times"})
_NAMED: Final = NOUN | UNIT | TIME | CLASSIFIER
_THOUSAND: Final = 1e3
_LIKE: Final = 20  # how many times bigger one of two amounts may be that something moved between
_LED_LIKE: Final = 200  # and where a "from" opens the pair: from 1 to 26 million
SHARED_SCALE: Final = "scale shared with the next number"
_LEADS_NEAR: Final = 14  # characters between a pair of numbers and the verb behind it that says where it came to


def with_ranges(reading: Reading, sentence: Sentence, figures: list[Figure]) -> list[Figure]:
    """The figures of a sentence, those of a range as one."""
    joined: list[Figure] = []
    at = 0
    while at < len(figures):
        one = figures[at]
        two = figures[at + 1] if at + 1 < len(figures) else None
        if two is not None and one.status != "context" and two.status != "context":
            together = _range(reading, sentence, one, two)
            if together is not None:
                joined.append(together)
                at += 2
                continue
            if ", " not in reading.clean[one.number_end : two.number_start]:  # 3-krotnie, do 25 tys.
                _share_scale(sentence, one, two)
        joined.append(one)
        at += 1
    return joined


def _range(reading: Reading, sentence: Sentence, one: Figure, two: Figure) -> Figure | None:
    """6-9 units, from 6 to 9 units, between 6 and 9; None where it is none (rose from 34 to 42)."""
    gap = reading.clean[one.number_end : two.number_start]
    dash = _RANGE_GAP.match(gap) is not None or _is_either(reading, one, two)
    if one.number.fraction and not two.number.fraction and _PARTING.match(gap):
        return None  # half — 2.56 billion — came from Korea
    glues = reading.engine.lexicon.spaced == "start"
    if not dash and (len(gap) > _LONGEST_LINK or not (glues or sentence.categories & RANGE)):
        return None
    start = one.number_start
    between = [m for m in sentence.between(start - _OPENING, start) if m.categories & RANGE]
    opened = between[-1] if between and _opens(reading, between[-1].end, start) else None
    opened_range = opened is not None and "between" in opened.entry.senses["ranges"]
    between_range = opened_range or (not dash and _closes(reading, sentence, two))
    if not dash:
        link = _linked(sentence, gap, one, two, opened=between_range) or _written_on(reading, gap, one, two)
        link = link or (_and_before(reading, gap, one) if between_range else None)
        if link is None or _of_two_units(reading, one, two) or (_COMMA in gap and not between_range):
            return None  # multiplié par 1,5, à 40 milliards
        since = opened is not None and "from" in opened.entry.senses.get("periods", ())
        names = reading.engine.beside["enumerations.name_words"]
        left = since and opened is not None and reading.folded[opened.start : opened.end] not in names
        begin = opened.start if opened is not None and opened_range else start
        moves = (since or not between_range) and not _joins(link)  # between 6 and 9 nothing moves
        moves = moves and (not since or "to" in link.entry.senses.get("changes", ()))  # von 8 bis 9: nothing either
        moves = moves and bool(sentence.categories & CHANGE) and not _amount(reading, sentence, begin, two, left=left)
        if moves and _changes_before(reading, sentence, start, two.number_end, since=since):
            return None
    low, high = one.amount, two.amount
    if one.number.scale == 1 and two.number.scale != 1 and low < high / two.number.scale <= 1e6:
        low *= two.number.scale  # 5 to 7 million, one to two thirds
    elif gap.startswith(_CUT) and two.number.words:
        low *= next((scale for scale in _CUT_SCALES if high % scale == 0 and low < high / scale), 1.0)
    if low > high or (low == high and not dash) or two.number.glued or one.number.ordinal or two.number.ordinal:
        return None
    figure = Figure(
        sentence, two.number, opened.start if opened is not None and opened_range else start, two.end,
        start, two.number_end, None, low, two.value, qualifier="range", unit_end=two.number_end,
    )  # fmt: skip
    if dash and one.amount * two.number.scale == high:  # 10-10 हज़ार: ten thousand each
        figure.value, figure.low, figure.qualifier = high, high, "exact"
    figure.matched.append("ranges.to")
    return figure


def _opens(reading: Reading, end: int, start: int) -> bool:
    """Whether a word that opens a range stands before its number, at most an article between them: entre LE 7 %."""
    return start - end <= NEAR or reading.folded[end:start].strip() in reading.engine.beside["qualifiers.between"]


def _closes(reading: Reading, sentence: Sentence, two: Figure) -> bool:
    """Whether the "between" of a pair stands behind it, at most a unit before it: 5 és 7 százalék között."""
    end = two.number_end
    for mention in sentence.between(end, end + _OPENING):
        if not touches(reading.clean[end : mention.start]):
            return False
        if "behind" in mention.entry.senses.get("ranges", ()):
            return True
        if not mention.categories & _NAMED:
            return False
        end = mention.end
    return False


def _is_either(reading: Reading, one: Figure, two: Figure) -> bool:
    """Whether an "or" alone parts two number words of which the second is the next: five or six."""
    if not (one.number.words and two.number.words) or two.value is None or one.value is None:
        return False
    if two.value - one.value != 1:
        return False
    end = reading.engine.word_after(reading.folded, one.number_end, "ranges.or")
    return end is not None and 0 <= two.number_start - end <= 1


def _share_scale(sentence: Sentence, one: Figure, two: Figure) -> None:
    """rose from 240 to 282 million: the scale word named once, after the second amount, is that of both."""
    scale = two.number.scale
    if not sentence.categories & CHANGE or one.number.scale != 1 or scale < _THOUSAND or one.value is None:
        return
    if one.number.words and not two.number.words:
        return  # naik dua kali lipat menjadi 1,2 juta
    between = sentence.between(one.number_end, two.number_start)
    if two.number_start - one.number_end > _LONGEST_LINK or any(m.categories & _NAMED for m in between):
        return
    links = [m for m in between if any("to" in m.entry.senses.get(head, ()) for head in ("changes", "ranges"))]
    if not links or two.number_start - links[-1].end > NEAR or one.number.glued or one.number.ordinal:
        return
    if _joins(links[-1]) and links[-1].start - one.number_end > NEAR:
        return  # 187 ampliaciones y 440 millones
    share = any(
        "percent" in m.entry.senses and one.number_start - m.end <= 1
        for m in sentence.between(one.number_start - _OPENING, one.number_start)
    )
    if one.number.fraction or share:
        return  # ร้อยละ 12.5 เหลือ 7.6 ล้าน
    led = any(
        "from" in m.entry.senses.get("periods", ()) and one.number_start - m.end <= 1
        for m in sentence.between(one.number_start - _OPENING, one.number_start)
    )
    least = 1 / (_LED_LIKE if led and not one.number.words else _LIKE)
    most = _LIKE if scale > _THOUSAND or _falls(sentence) else 1  # from 5 to 1.2 thousand families may have risen
    if two.value and least < one.value * scale / two.value < most:
        one.value *= scale
        one.low = one.high = one.value
        one.matched.append(SHARED_SCALE)


def _falls(sentence: Sentence) -> bool:
    """Whether nothing in a sentence rises: from 5 to 1.2 thousand something can only fall."""
    return not any("increase" in m.entry.senses.get("changes", ()) for m in sentence.of(CHANGE))


def _linked(sentence: Sentence, gap: str, one: Figure, two: Figure, *, opened: bool) -> Mention | None:
    """The "to" that alone leads from the one number to the other; an "and" only where a "between" opens the pair."""
    between = sentence.between(one.number_end, two.number_start)
    link = next((m for m in between if "to" in m.entry.senses.get("ranges", ())), None)
    if link is None or len(gap.strip()) > link.end - link.start + (6 if opened else 4):
        return None
    return link if opened or not (_joins(link) or link.start - one.number_end > NEAR) else None


def _written_on(reading: Reading, gap: str, one: Figure, two: Figure) -> Mention | None:
    """The "to" written on to the first number or what it counts: 50명에서 80명; not to where it came: 80명으로."""
    lexicon, words = reading.engine.lexicon, gap.strip()
    if lexicon.spaced != "start" or not gap.endswith(" "):
        return None
    behind = reading.folded[two.number_end : two.number_end + _UNIT_REACH].split()[:1]
    if behind and behind[0].endswith(lexicon.words("changes", "to")):
        return None
    for word in lexicon.words("ranges", "to"):
        if words.endswith(word) and 0 <= len(words) - len(word) <= _COUNTER and words.isalpha():
            start = one.number_end + len(words) - len(word)
            return Mention(start, start + len(word), _TO)
    return None


def _and_before(reading: Reading, gap: str, one: Figure) -> Mention | None:
    """The "and" written on to the second number, where nothing else parts it from the first: بين ثلاثة وخمسة."""
    lexicon, word = reading.engine.lexicon, gap.strip()
    if not word or word not in lexicon.words("prefixes") or word not in lexicon.words("enumerations", "and"):
        return None
    start = one.number_end + gap.index(word)
    return Mention(start, start + len(word), _AND)


def _of_two_units(reading: Reading, one: Figure, two: Figure) -> bool:
    """Whether each of two numbers has a unit of its own: 2.1% and ten years."""
    units = []
    for figure in (one, two):
        starts, end = reading.terms.starts, figure.number_end
        behind = starts.get(end) or starts.get(end + 1)
        if behind is None or not behind.categories & (UNIT | TIME):
            return False
        units.append(behind.entry)
    heads = [{head: keys for head, keys in unit.senses.items() if head in _UNITS} for unit in units]
    return not any(set(heads[0][head]) & set(heads[1][head]) for head in heads[0].keys() & heads[1].keys())


def _joins(link: Mention) -> bool:
    return "and" in link.entry.senses.get("enumerations", ())


def _parted(reading: Reading, sentence: Sentence, start: int, end: int) -> bool:
    """Whether a mark or an "and" parts what rose from a pair of numbers: the river rose, and 120 to 180 mm fell."""
    return _BREAK.search(reading.clean, start, end) is not None or any(_joins(m) for m in sentence.between(start, end))


def _amount(reading: Reading, sentence: Sentence, start: int, two: Figure, *, left: bool) -> bool:
    """Whether a pair of numbers is what something rose by: by 8 to 10 percent; not by 7 to 61.

    `left`: a word that means "from" and nothing else opens the pair: grew FROM 7 to 8 percent.
    """
    end, share = two.number_end, two.number.fraction
    before = sentence.between(start - _OPENING, start)[-1:]
    behind = sentence.between(end, end + _OPENING)[:1]
    keys = before[0].entry.senses.get("changes", ()) if before else ()
    gap = reading.clean[before[0].end : start] if before else ""
    if share and ("increase" in keys or "decrease" in keys) and len(gap) <= _AMOUNT_NEAR and not _BREAK.search(gap):
        return True  # 調漲房價一至兩成
    ends = bool(behind) and "percent" in behind[0].entry.senses and touches(reading.clean[end : behind[0].start])
    if ends and before and not left and _is_growth(before[0]) and len(gap) <= _AMOUNT_NEAR and not _BREAK.search(gap):
        return True  # a growth of 7 to 8 percent
    if ends and reading.engine.lexicon.settings.get("verb_last") and _at_once(reading, sentence, start, two, behind[0]):
        return True
    further = sentence.between(behind[0].end, end + 2 * _OPENING)[:1] if ends else []
    if further and _is_growth(further[0]) and touches(reading.clean[behind[0].end : further[0].start]):
        return True  # 7 bis 8 Prozent Wachstum
    return (
        bool(before and behind)
        and "by" in before[0].entry.senses.get("changes", ())
        and "from" not in before[0].entry.senses.get("periods", ())
        and touches(reading.clean[before[0].end : start])
        and ends
    )


def _at_once(reading: Reading, sentence: Sentence, start: int, two: Figure, percent: Mention) -> bool:
    """5 से 7 प्रतिशत की वृद्धि: what moved from one to the other has two signs, or a "to" behind."""
    if any("percent" in m.entry.senses for m in sentence.between(start, two.number_start)):
        return False
    word = reading.terms.starts.get(percent.end) or reading.terms.starts.get(percent.end + 1)
    return word is None or "to" not in word.entry.senses.get("changes", ())


def _is_growth(mention: Mention) -> bool:
    return "growth" in mention.entry.concepts


def _changes_before(reading: Reading, sentence: Sentence, start: int, end: int, *, since: bool) -> bool:
    """Whether the sentence says near a pair of numbers that something rose or fell from one to the other.

    `since`: a word for "from" opens the pair; else "to" before it leads to something else.
    """
    for mention in sentence.beginning(start - _CHANGE_NEAR + 1, start + _CHANGE_NEAR - 1):
        keys = mention.entry.senses.get("changes")
        if not keys:
            continue
        number = _number_after(sentence, mention.end)
        if not since and number is not None and number.end < start:
            continue  # fell to 3,600, against 5,000 to 7,000: it is said of another number
        if mention.start >= end and number is not None and number.start - mention.end <= _AMOUNT_NEAR:
            continue  # de 10 à 12 jours, elle est DE MOINS de cinq
        leads = "to" in keys and "ranges" not in mention.entry.senses and (since or mention.start >= start)
        leads = leads and mention.start - end < _LEADS_NEAR and not _BREAK.search(reading.clean, end, mention.start)
        moves = "increase" in keys or "decrease" in keys or leads
        apart = mention.end <= start and _parted(reading, sentence, mention.end, start)
        if moves and not apart:
            return True
    return False


def _number_after(sentence: Sentence, end: int) -> Number | None:
    """The first number that begins at a place or behind it."""
    at = sentence.first_number_from(end)
    return sentence.numbers[at] if at < len(sentence.numbers) else None
