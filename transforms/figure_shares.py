"""Two numbers that are one share: four out of five, each ten households have three; and what a rank or rate is of."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from transforms.figure import Figure
from transforms.figure_units import WORDS_TOO
from transforms.reading import Reading, Sentence
from transforms.terms import NOUN, QUALIFIER, TIME, UNIT

_WHOLES: Final = frozenset((*range(2, 11), 12, 15, 20, 25, 30, 50, 100, 1000))  # what people say shares of
_BASES: Final = frozenset((1e3, 1e4, 1e5, 1e6))  # what rates are told of: 12 per 1,000
_SECTIONS: Final = ("numbers.ratio", "numbers.of_each", "numbers.part_of", "numbers.part_of_endings")
_EACH: Final = 10  # of each hundred or thousand, a rate is said
_REACH: Final = 30  # characters between the whole and its part
_RANK_REACH: Final = 40  # characters from a rank to the number of those ranked
_RANK_WORDS: Final = 6
_COUNTED_WORDS: Final = 3
_BREAK: Final = re.compile(r"[;:!?.。\uff1b\uff1a\uff01\uff1f।]")


def with_shares(reading: Reading, sentence: Sentence, figures: list[Figure]) -> tuple[list[Figure], list[Figure]]:
    """The figures of a sentence, those that are a part and its whole as one share; and these parts and wholes."""
    beside = reading.engine.beside
    for last, figure in zip((None, *figures), figures, strict=False):
        if _is_base(reading, sentence, last, figure):
            figure.status = "context"
            figure.matched.append("numbers.rank")
    if len(figures) < 2 or not any(map(beside.__getitem__, _SECTIONS)):
        return figures, []
    joined: list[Figure] = []
    terms: list[Figure] = []
    at = 0
    while at < len(figures):
        one, two = figures[at], figures[at + 1] if at + 1 < len(figures) else None
        share = _share(reading, sentence, one, two) if two is not None else None
        if share is None or two is None:
            if two is not None and one.value == 1 and _counts(one) and one.number.words and _leads(reading, one, two):
                one.status = "context"  # واحدة من 18 طالبا: who is one of them
                one.matched.append("numbers.ratio")
            joined.append(one)
            at += 1
            continue
        joined.append(share)
        one.status = two.status = "context"
        terms += (one, two)
        at += 2
    return joined, terms


def _share(reading: Reading, sentence: Sentence, one: Figure, two: Figure) -> Figure | None:
    if not (_counts(one) and _counts(two)) or two.number_start - one.number_end > _REACH:
        return None
    start = one.number_start
    if _leads(reading, one, two):
        part, whole = one.amount, two.amount
        if _is_measured(reading, two) and not _is_money(reading, two):
            return None
    elif _parted_off(reading, one, two) or (
        one.amount <= _EACH
        and reading.engine.word_before(reading.folded, start, "numbers.of_each")
        and _parts(reading, sentence, one, two)
    ):
        part, whole = two.amount, one.amount
    else:
        return None
    if not 0 < part < whole or whole not in _WHOLES or part != int(part):
        return None
    number = replace(two.number, start=start, value=part / whole, fraction=True, scale=1.0)
    figure = Figure(
        sentence, number, start, number.end, start, number.end, number.value, number.value, number.value,
        unit_end=number.end,
    )  # fmt: skip
    figure.matched.append("numbers.ratio")
    return figure


def _is_base(reading: Reading, sentence: Sentence, last: Figure | None, figure: Figure) -> bool:
    """Whether a number is that of all who are ranked, or of those a rate is told of: 9th OF 63, 12 PER 1,000."""
    engine, start = reading.engine, figure.number_start
    if figure.status == "context" or figure.value is None:
        return False
    rough = reading.terms.ends.get(start - 1)
    if rough is not None and rough.categories & QUALIFIER:
        return False  # lebih DARI 10
    plain = last is not None and not last.number.ordinal and last.kind != "identifier"
    if figure.number.scale == 1 and engine.word_before(reading.folded, start, "numbers.ranked_of"):
        if _is_measured(reading, figure):
            return False  # the last of nine months
        left = max(sentence.start, start - _RANK_REACH, last.number_end if plain and last is not None else 0)
        if last is not None and not plain and last.number_end >= left:
            return True
        ranks = (*engine.beside["numbers.rank"], *engine.beside["numbers.ordinals"])
        return not _BREAK.search(reading.clean, left, start) and any(
            word in ranks for word in reading.folded[left:start].split()[-_RANK_WORDS:]
        )
    if figure.amount not in _BASES or last is None or not plain or start - last.number_end > _REACH:
        return False
    return engine.word_before(reading.folded, start, "numbers.rate")


def _is_measured(reading: Reading, figure: Figure) -> bool:
    """Whether a unit or a span of time follows: three in ten hectares; not "uno su tre ha perso"."""
    behind = reading.terms.starts.get(figure.number_end + 1)
    if behind is None or not behind.categories & (TIME | UNIT):
        return False
    return not (figure.number.words and reading.clean[behind.start : behind.end] in WORDS_TOO)


def _is_money(reading: Reading, figure: Figure) -> bool:
    """Whether a currency follows: two of every five dollars."""
    behind = reading.terms.starts.get(figure.number_end + 1)
    return behind is not None and "currencies" in behind.entry.senses


def _counts(figure: Figure) -> bool:
    number = figure.number
    if figure.status == "context" or figure.value is None or number.fraction or number.glued or number.ordinal:
        return False
    return number.scale == 1 or number.words


def _leads(reading: Reading, one: Figure, two: Figure) -> bool:
    """Whether a word for "out of" alone stands between the two."""
    end = reading.engine.word_after(reading.folded, one.number_end, "numbers.ratio")
    if end is None and reading.engine.word_before(reading.folded, two.number_start, "numbers.ratio_over"):
        return _is_share_of_counted(reading, one, two)
    return end is not None and 0 <= two.number_start - end <= 1


def _is_share_of_counted(reading: Reading, one: Figure, two: Figure) -> bool:
    """Whether what is counted stands between a part and its whole: quatre MÉNAGES sur cinq."""
    gap = reading.clean[one.number_end : two.number_start]
    words = gap.split()
    behind = reading.terms.starts.get(two.number_end + 1)
    return (
        1 < len(words) <= _COUNTED_WORDS + 1
        and all(word.isalpha() for word in words)
        and not any(m.categories & (TIME | UNIT) for m in one.sentence.between(one.number_end, two.number_start))
        and (behind is None or not behind.categories & NOUN)
    )


def _parted_off(reading: Reading, one: Figure, two: Figure) -> bool:
    """Whether a word for "of them" leads from a whole to its part, what counts the one counting the other: 5人に1人."""
    engine, folded = reading.engine, reading.folded
    if two.amount == 1 and two.number.words:  # dört kişiden biri
        ending = engine.ends_in(folded, two.number_start, "numbers.part_of_endings")
        if ending > one.number_start:
            return " " not in folded[one.number_end : ending].strip()
    if not engine.word_before(folded, two.number_start, "numbers.part_of"):
        return False
    counted = folded[one.number_end : two.number_start].rstrip()
    words = [word for word in engine.beside["numbers.part_of"] if counted.endswith(word)]
    if not words:
        return False  # the word stands before the whole: 곳 중2 여섯
    counted = counted[: -max(map(len, words))].strip()
    if not counted or engine.lexicon.spaced == "both":
        return " " not in counted  # पाँच लोगों में से चार
    return folded.startswith(counted, two.number_end + (folded[two.number_end : two.number_end + 1] == " "))


def _parts(reading: Reading, sentence: Sentence, one: Figure, two: Figure) -> bool:
    """Whether what stands between a whole and its part names what is counted, and nothing is measured or dated."""
    start, end = one.number_end, two.number_start
    if _BREAK.search(reading.clean, start, end):
        return False
    between = sentence.between(start, end)
    return not any(m.categories & (TIME | UNIT) and not m.categories & NOUN for m in between)
