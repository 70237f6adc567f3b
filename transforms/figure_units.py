"""What a figure is counted in: percent, money, measures and spans of time."""

from __future__ import annotations

import re
from typing import Final

from transforms.figure import NEAR, Figure, without_stop
from transforms.metres import metres_behind
from transforms.reading import Reading
from transforms.rows import Kind
from transforms.terms import CLASSIFIER, NOUN, PERIOD, TIME, UNIT, Mention, is_last_year

_UNIT_GAP: Final = re.compile(r"[\s\u00a0(-]{0,2}(?:\w{1,2}['’\s]\s?)?\Z")
_UNIT_REACH: Final = 8  # characters between a number and its unit at most
_CLOSED: Final = {")": "(", "\uff09": "\uff08"}
_NAMED: Final = 30  # characters in which the last two words of a name stand
# Two words of a name, and a number of two digits between commas or before the sentence's end: Tran Anh Tuan, 44,
_AGE: Final = re.compile(r"(?s:.*)\b[^\W\d_a-z][^\W\d_]*[- ][^\W\d_a-z][^\W\d_]+, [1-9]\d[,.]")
WORDS_TOO: Final = frozenset({"ha"})  # symbols of units that are words as well
_OPENED: Final = frozenset("(\uff08")
_LEAST_SUM: Final = 1000  # of a currency whose name is a measure word, too
_OF_WHOLE: Final = 40  # characters between a share and the amount that it is, in brackets
_HOURS: Final = 24
_KINDS: Final[dict[str, Kind]] = {"currencies": "money", "measures": "measure"}  # others: percent
_BEFORE: Final = frozenset({"measures", "times"})  # what stands before its number where scale words do: tani 10,000
_HALF_PARTS: Final = 3
_WHICH: Final = frozenset({"first", "last", "next"})


def take_unit(reading: Reading, figure: Figure) -> None:
    """Percent, money, measures and spans of time, after the number or directly before it."""
    if figure.number.ordinal:
        figure.kind, figure.status = "ordinal", "context"
        return
    if "numbers.ratio" in figure.matched:
        return  # two of every five dollars are a share
    if figure.number.pair:
        own = reading.terms.starts[figure.number_start]
        if own.categories & (UNIT | TIME) and own.entry.noun is None:
            _has_unit(figure, own)
        return
    if figure.sentence.categories & TIME and _half_of_a_spell(figure):
        return
    known = figure.sentence.categories & (UNIT | TIME)
    if not (known and _unit_before(reading, figure)):
        _unit_behind(reading.clean, figure)
        if reading.meant and figure.kind == "money":
            said = next((m for m in figure.behind if m.end == figure.unit_end), None)
            figure.unit = reading.meant.get(reading.folded[said.start : said.end], figure.unit) if said else figure.unit


def _half_of_a_spell(figure: Figure) -> bool:
    """两个半月: a half between a measure word and its span of time belongs to the number."""
    if len(figure.behind) < _HALF_PARTS or figure.value is None:
        return False
    word, half, spell = figure.behind[:_HALF_PARTS]
    if not (word.start == figure.number_end and half.start == word.end and spell.start == half.end):
        return False
    if not (word.categories & CLASSIFIER and "numbers.half_after" in half.entry.senses and spell.categories & TIME):
        return False
    figure.value += 0.5
    figure.low = figure.high = figure.value
    figure.end = figure.unit_end = spell.end
    return _has_unit(figure, spell)


def and_a_half(reading: Reading, figure: Figure) -> None:
    """cuatro años y medio, 3年半: the half that stands behind the unit belongs to the number."""
    if figure.value is None or figure.unit is None or figure.number.scale > 1:
        return
    if figure.unit_end <= figure.number_end and not figure.number.pair:
        return
    for mention in figure.behind:
        near = 0 if reading.engine.grammar.spaceless else 1
        if 0 <= mention.start - figure.unit_end <= near and "numbers.half_after" in mention.entry.senses:
            if mention.end <= figure.right and not reading.clean[figure.unit_end : mention.start].strip():
                figure.value += 0.5
                figure.low = figure.high = figure.value
                figure.end = figure.unit_end = mention.end
                figure.matched.append("numbers.half_after")
            return


def _unit_before(reading: Reading, figure: Figure) -> bool:
    """Takes the currency or percent sign directly before a number; whether that is its unit for good."""
    clean, things_first = reading.clean, reading.engine.grammar.scale_first
    for mention in figure.before[-NEAR:]:
        gap = without_stop(clean[mention.end : figure.number_start], mention)
        senses = mention.entry.senses
        money = (
            "currencies" in senses or "percent" in senses or (things_first and not senses.keys().isdisjoint(_BEFORE))
        )
        rough = figure.before[-1]  # 新臺幣約1.1億元: what says how exact it is may stand between
        if (
            "qualifiers.before" in rough.entry.senses
            and rough.start == mention.end
            and rough.end == figure.number_start
        ):
            gap, figure.qualifier = "", rough.entry.senses["qualifiers.before"][0]  # type: ignore[assignment]
            figure.matched.append(f"qualifiers.{figure.qualifier}")
        between = "between" in senses.get("ranges", ())  # بين 37: no yen
        if len(gap) > 1 or gap.strip() or not money or between or _is_verb(clean, figure, mention):
            continue
        if not _has_unit(figure, mention):
            continue
        figure.start = min(figure.start, mention.start)
        later = _later_unit(reading, figure)
        if later is None or (figure.kind == "money" and _is_priced(clean, figure, later)):
            return True
        first = figure.left == figure.sentence.start
        own = figure.kind == "money" and (first or clean[figure.left : mention.start].strip())
        if own and "currencies" in later.entry.senses:  # 新台幣600萬元: the first one says more
            figure.end = figure.unit_end = later.end
            if figure.unit is not None and not clean[later.start : later.end].isascii():
                reading.meant[reading.folded[later.start : later.end]] = (
                    figure.unit
                )  # 元 is that of 新台幣 from here on
            return True
    return False


def _is_verb(clean: str, figure: Figure, mention: Mention) -> bool:
    """Whether what looks like a currency is a word before a counted thing: won 12 medals."""
    if not clean[mention.start : mention.end].islower() or figure.number.scale > 1:
        return False
    behind = figure.behind[0] if figure.behind else None
    return behind is not None and behind.start - figure.number_end == 1 and bool(behind.categories & NOUN)


def _unit_behind(clean: str, figure: Figure) -> None:
    reach = figure.number_end
    metres = metres_behind(clean, reach)
    if metres is not None:
        figure.kind, figure.unit, figure.end = "measure", *metres
        figure.unit_end = figure.end
        figure.matched.append(f"measures.{figure.unit}")
        return
    for mention in figure.behind:
        if mention.start - reach > _UNIT_REACH:
            return
        if mention.start == reach and figure.number.words and is_last_year(mention):
            figure.kind, figure.status, figure.unit = "duration", "context", "year"  # สองปีก่อน: two years ago
            figure.matched.append("periods.last_year")
            return
        if not mention.categories & (UNIT | TIME):
            if mention.start - reach <= 1 and "qualifiers.after" in mention.entry.senses:
                reach = mention.end  # 148亿多美元, 5 сая гаруй доллар
            elif mention.categories & PERIOD and mention.start - reach == 1 and _names_which(mention):
                reach = mention.end  # les huit premiers mois
        elif figure.number.words and clean[mention.start : mention.end] in WORDS_TOO:
            return  # uno su tre ha perso: the symbol goes with digits
        elif _UNIT_GAP.match(clean[reach : mention.start]) and _has_unit(figure, mention):
            figure.end = figure.unit_end = mention.end
            return


def _names_which(mention: Mention) -> bool:
    """Whether a term tells which of several spans of time is meant: the first, the last."""
    return not _WHICH.isdisjoint(mention.entry.senses.get("periods", ()))


def in_brackets(reading: Reading, figure: Figure, last: Figure | None) -> None:
    """A number alone in brackets is an age or a reference: Nguyen Van A (57).

    Not behind "last year", whose it is, nor behind a share: a quarter of the members (21).
    """
    clean, start, end = reading.clean, figure.number_start, figure.number_end
    if (
        figure.unit is None
        and clean.startswith(", ", start - 2)
        and _AGE.fullmatch(clean, max(0, start - _NAMED), end + 1)
    ):
        figure.status, figure.kind = "context", "identifier"
        figure.matched.append("age")
        return
    ahead = figure.before[-1] if figure.before else None
    if ahead is not None and is_last_year(ahead) and ahead.end >= start - NEAR:
        return
    if last is not None and last.number.fraction and last.number.scale == 1 and start - last.number_end <= _OF_WHOLE:
        return
    if clean[end : end + 1] not in _CLOSED or clean[start - 1 : start] != _CLOSED[clean[end : end + 1]]:
        return
    if figure.unit is None and figure.number.scale == 1:
        figure.status, figure.kind = "context", "identifier"
        figure.matched.append("brackets")


def _later_unit(reading: Reading, figure: Figure) -> Mention | None:
    """The unit that follows as well: the one before then mostly belongs to another number."""
    for mention in figure.behind:
        gap = reading.clean[figure.number_end : mention.start]
        if mention.categories & UNIT and _UNIT_GAP.match(gap):
            next_one = figure.right < figure.sentence.end and figure.right - mention.end <= 1
            return None if next_one and not _OPENED.isdisjoint(gap) else mention  # VND 1 million (USD 40.72)
    return None


def _is_priced(clean: str, figure: Figure, later: Mention) -> bool:
    """Whether what a price is for follows behind an article: $495 a tonne."""
    gap = clean[figure.number_end : later.start].strip()
    return "measures" in later.entry.senses and gap.isalpha()


def _has_unit(figure: Figure, mention: Mention) -> bool:
    senses = mention.entry.senses
    for head in ("currencies", "percent", "percent_points", "measures"):
        if head in senses:
            if mention.categories & CLASSIFIER and abs(figure.number.value) < _LEAST_SUM:
                return False  # 숙소 40동: a measure word of houses, no dong
            kind = figure.kind = _KINDS.get(head, "percent")
            figure.unit = "percent" if kind == "percent" else senses[head][0]
            figure.matched.append(f"{head}.{senses[head][0]}" if head != kind else head)
            return True
    spell = senses.get("times", ("",))[0]
    if spell and not figure.number.glued and (spell != "clock" or figure.number.value <= _HOURS):
        figure.kind, figure.status, figure.unit = "duration", "context", spell
        figure.matched.append(f"times.{spell}")
        return True
    return False
