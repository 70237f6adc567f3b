"""Units and currencies that a text names once for several figures, or carries on from one sentence to the next."""

from __future__ import annotations

import math
import re
from typing import Final

from transforms.concepts import MONEY_NOUNS
from transforms.counted_nouns import PEOPLE
from transforms.figure import NEAR, Figure
from transforms.figure_ranges import SHARED_SCALE
from transforms.marks import BREAK
from transforms.noun_gaps import counts_unknown
from transforms.reading import NamedCurrency, Reading, Sentence
from transforms.terms import CLASSIFIER, NOUN

_OF_MONEY: Final = MONEY_NOUNS | {"share"}  # 2.5 million WENT to others
_PAIR: Final = 2
_DASHES: Final = (" \u2013", " \u2014")
_CARRIED: Final = "currency named before"
_WORD: Final = 12  # characters in which a preposition stands
_BRACKET: Final = re.compile(r"[)\uff09]")
_SHARED_GAP: Final = 8
_COUNTED_GAP: Final = 15
_THOUSAND: Final = 1e3
_BIG: Final = 1e5  # the least scale word that lets two numbers share a currency: lakh
_MILLION: Final = 1e6
_BILLION: Final = 1e9
_LEAST_PART: Final = 1000  # of an amount that is written out
_OPENED: Final = frozenset("(\uff08")
_STOPS: Final = frozenset(",.;)\u060c\u061b\uff0c\u3002\uff1b\u3001\u0964\uff09")
_MONEY_REACH: Final = 70  # characters between a noun of money and its number
_REMEMBERED: Final = 6  # amounts before one whose currencies it may have
_MOST_PARTS: Final = 8  # of an amount of money
_SUMMED: Final = 1  # sentences back in which it stands
_EQUAL: Final = 1e-9


def share_units(reading: Reading, figures: list[Figure]) -> None:
    """3.4 to 4.2 billion dong, 10 and 15 percent: the unit named once, after the last."""
    for one, two in zip(figures[-2::-1], figures[:0:-1], strict=False):
        if one.unit is not None or two.unit is None or one.status == "context" or two.kind not in ("money", "percent"):
            continue
        gap = reading.clean[one.number_end : two.start]
        words = [m for m in one.sentence.between(one.number_end, two.start) if m.categories & (NOUN | CLASSIFIER)]
        near = len(gap) <= _SHARED_GAP or SHARED_SCALE in one.matched
        if one.number.fraction and abs(one.amount if one.value is not None else 1) < 1:
            continue  # by a fifth to 2 billion dong
        if two.kind == "percent" and any("equivalent" in m.entry.senses for m in two.before):
            continue  # 6,300, that is 45 percent
        if near and not words and not BREAK.search(gap) and gap.strip():
            one.kind, one.unit = two.kind, two.unit
    big = [f for f in figures if f.number.scale >= _BIG and f.status != "context"]
    for at in range(1, len(big)):  # 2.4 million dollars in 2023 and 1.7 million in 2024
        one, two = big[at - 1 : at + 1]
        aside = (
            at > 1 and one.kind == "money" == big[at - 2].kind and _BRACKET.search(reading.clean, one.end, two.start)
        )
        told = big[at - 2] if aside else one
        if told.kind == "money" and _is_part(two, told):
            _give(two, told)
        _give_bare(two, told)
    for at in range(len(big) - 1, 0, -1):  # 5.4 million in 2021, 6.1 in 2022 and 7.1 million dollars in 2023
        _give_bare(*big[at - 1 : at + 1])


def _give_bare(bare: Figure, told: Figure) -> None:
    if told.kind == "money" and not _counts_something(bare):
        _give(bare, told)


def _give(bare: Figure, told: Figure) -> None:
    """The currency of the one to the other, if it has none."""
    if bare.unit is None:
        bare.kind, bare.unit = "money", told.unit


def _is_part(bare: Figure, whole: Figure) -> bool:
    """Whether a bare amount is said to be taken out of one of money: 200 millions de dollars, DONT 150 millions."""
    marked = any("of_which" in m.entry.senses and 0 <= bare.start - m.end <= 1 for m in bare.before[-NEAR:])
    return marked and (bare.high is None or whole.high is None or bare.high <= whole.high)


def carry_currency(reading: Reading, sentence: Sentence, figures: list[Figure]) -> bool:
    """Profit was 405 billion: a big bare number of money is in a currency that this or the last sentences name.

    Whether there was one.
    """
    carried = False
    for last, figure in zip([None, *figures], figures, strict=False):
        if figure.kind == "money" and figure.unit is not None:
            aside = reading.clean[figure.start - 1 : figure.start] in _OPENED  # 2.36 trillion dong ($95 million)
            _remember(reading, figure, aside=aside)
            continue
        if figure.unit is not None or figure.status == "context" or not reading.money:
            continue
        small = figure.number.scale < _THOUSAND and SHARED_SCALE not in figure.matched
        if small and (last is None or last.kind != "money"):
            continue  # most counts
        named = _named(reading, figure)
        if named is not None and _is_money(reading, figure, last, named):
            figure.kind, figure.unit = "money", named.unit
            figure.matched.append(_CARRIED)
            _remember(reading, figure, aside=False)
            carried = True
    return _by_their_sum(reading, figures) or carried


def _remember(reading: Reading, figure: Figure, *, aside: bool) -> None:
    if figure.unit is not None:
        named = NamedCurrency(figure.unit, figure.sentence.no, figure.number.scale, figure.value, aside=aside)
        reading.money.append(named)


def _by_their_sum(reading: Reading, figures: list[Figure]) -> bool:
    """Bare amounts that make one of money named before: 42 million euros. 18 million ..., 15 million ..., 9 million.

    Whether there were such. Amounts of that money may stand among them.
    """
    found = False
    named = [one for one in reading.money[-_REMEMBERED:] if one.value is not None and not one.aside]
    amounts = [f for f in figures if f.kind != "percent" and f.status != "context"] if named else []
    if all(f.kind == "money" for f in amounts):
        return False
    for end in range(_PAIR, len(amounts) + 1):
        for start in range(end - _PAIR, max(-1, end - _MOST_PARTS), -1):
            parts = amounts[start:end]
            whole = next((one for one in named if _make(parts, one)), None)
            if whole is not None and (_is_telling(whole) or not all(map(_is_told, parts))):
                for part in parts:
                    if part.unit is None or part.kind != "money":
                        part.kind, part.unit, part.noun, part.concept = "money", whole.unit, None, None
                        part.matched.append(_CARRIED)
                        found = True
    return found


def _make(parts: list[Figure], whole: NamedCurrency) -> bool:
    """Whether exact amounts, each of a thousand at least, come to just that amount of money."""
    first = parts[0].sentence.no
    if whole.value is None or not first - _SUMMED <= whole.sentence_no <= first:
        return False
    alike = all(f.kind in ("count", "money") and f.unit in (None, whole.unit) for f in parts)
    values = [f.value for f in parts if f.value is not None]
    large = len(values) == len(parts) and min(values) >= _THOUSAND and all(map(_is_exact, parts))
    return alike and large and math.isclose(sum(values), whole.value, rel_tol=_EQUAL)


def _is_told(figure: Figure) -> bool:
    return figure.kind == "money" or _counts_something(figure)


def _is_telling(whole: NamedCurrency) -> bool:
    """Whether an amount has two digits beside its zeros, so that hardly anything makes it by chance."""
    return whole.value is not None and len(f"{whole.value:.12g}".replace(".", "").strip("0")) > 1


def _is_exact(figure: Figure) -> bool:
    return figure.qualifier == "exact" and not figure.number.fraction


def _named(reading: Reading, figure: Figure) -> NamedCurrency | None:
    """The currency last named, of several the one of an amount of this size: 96 billion dong, 3.8 million dollars."""
    no = figure.sentence.no
    near = [one for one in reading.money[-_REMEMBERED:] if no - one.sentence_no <= _carried(figure)]
    told = [one for one in near if not one.aside] or near
    alike = [one for one in told if one.scale == figure.number.scale]
    return max(alike or told, key=lambda one: one.sentence_no, default=None)


def _is_money(reading: Reading, figure: Figure, last: Figure | None, named: NamedCurrency) -> bool:
    """Whether a number without a unit is an amount of money."""
    if not _ends(reading, figure) and not _is_led_away(reading, figure) and _counts_something(figure):
        return False
    if figure.number.scale < _THOUSAND and SHARED_SCALE not in figure.matched:
        return _is_share_of(reading, figure, last)
    return _speaks_of_money(figure.sentence, figure.number_start) or _is_bare(reading, figure, last, named)


def _carried(figure: Figure) -> int:
    """How many sentences back the currency may be named."""
    return 2 if figure.number.scale >= _MILLION else int(SHARED_SCALE in figure.matched)


def _is_share_of(reading: Reading, figure: Figure, last: Figure | None) -> bool:
    """Whether it is taken out of an amount before it: 840,000 crowns, OF WHICH 560,000 from firms and 280,000 ...."""
    if last is None or last.kind != "money" or last.value is None or figure.value is None:
        return False
    if not _LEAST_PART <= figure.value < last.value or last.number.scale != 1:
        return False
    if _is_part(figure, last):
        return True
    between = figure.sentence.between(last.number_end, figure.number_start)
    told = any("of_which" in mention.entry.senses for mention in between) or _CARRIED in last.matched
    return told and _is_free(reading, figure)


def _is_led_away(reading: Reading, figure: Figure) -> bool:
    """Whether a preposition follows at once: up to 60,000 AT THE district's expense."""
    small, behind = reading.engine.small, reading.folded[figure.number_end : figure.number_end + _WORD].split(None, 1)
    return bool(behind) and behind[0] in small.links and behind[0] not in small.of


def _is_bare(reading: Reading, figure: Figure, last: Figure | None, named: NamedCurrency) -> bool:
    """Whether nothing tells what a big number counts: höchstens 2,5 Milliarden; 800 mil euros e outros 250 mil."""
    ends, scale = _ends(reading, figure), figure.number.scale
    if scale >= _BILLION:
        # A word that the lexicon does not know may be what is counted.
        return ends or figure.number_end + 1 in reading.terms.starts or _is_free(reading, figure)
    if ends and last is not None and last.kind == "money" and last.number.scale == scale:
        return True
    near = named.scale == scale and (ends or named.sentence_no >= figure.sentence.no - 1)
    return near and _is_free(reading, figure) and not _speaks_of_people(figure)


def _ends(reading: Reading, figure: Figure) -> bool:
    """Whether a mark follows at once, or closed the scale word: 40 млрд."""
    end = figure.number_end
    marks = reading.clean[end - 1 : end + _PAIR]
    return marks[:1] == "." or marks[1:2] in _STOPS or marks[1:] in _DASHES


def _is_free(reading: Reading, figure: Figure) -> bool:
    """Whether no word that may be what is counted follows at once."""
    return _ends(reading, figure) or (bool(reading.engine.small) and not counts_unknown(reading, figure))


def _speaks_of_people(figure: Figure) -> bool:
    """Whether people are named before a number in its clause, so that it may count them."""
    return any(not PEOPLE.isdisjoint(m.entry.senses.get("nouns", ())) for m in figure.before)


def _speaks_of_money(sentence: Sentence, end: int) -> bool:
    """Whether a noun of money stands before a place."""
    near = sentence.between(max(sentence.start, end - _MONEY_REACH), end)
    return any(not MONEY_NOUNS.isdisjoint(m.entry.senses.get("nouns", ())) for m in near)


def _counts_something(figure: Figure) -> bool:
    """Whether a counted thing stands close behind a number."""
    return any(
        m.categories & (NOUN | CLASSIFIER)
        and m.start - figure.number_end <= _COUNTED_GAP
        and not _OF_MONEY.issuperset(m.entry.senses.get("nouns", ("",)))
        for m in figure.behind
    )
