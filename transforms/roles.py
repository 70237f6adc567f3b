"""Which part an amount plays in a change or a product, by the words around it: the base, the total, the single one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from transforms.figure import Figure
from transforms.judging import Text
from transforms.terms import CLASSIFIER, ENUMERATION, MARKER, MODIFIER, NOUN, Mention, is_last_year

_COMMA: Final = re.compile("[,;\u060c\u061b\uff0c\u3001\uff1b]")
_PART: Final = re.compile("[;\u061b\uff1b]")  # parts one clause from the next
ADJACENT: Final = 3  # characters between a preposition and its amount
_DIRECTIONS: Final = {"increase": 1, "decrease": -1}
OF_AMOUNTS: Final = frozenset({"share", "value"})  # nouns that name no other thing: "which represents a rise of"
_LED: Final = 20  # characters in which "each" or "in all" leads to its amount: each WORTH ABOUT 20
_FAR: Final = 12  # characters between an amount and the verb that it goes with
_CLAUSE: Final = 30  # characters of a clause that tells an amount and nothing else: when they were 55
_TWO: Final = 2


def total_of(text: Text, count: Figure, money: tuple[Figure, Figure]) -> Figure | None:
    """The amount that the text calls a total, or that is not the one which it calls an average or so much for each.

    None where it leaves that open, or says both of one amount. `money` stands in the order of the text.
    """
    first, second = money
    said = {id(figure): figure for figure in (*_totals(text, first, second), *_singles(text, count, first, second))}
    return next(iter(said.values())) if len(said) == 1 else None


def surely_total(text: Text, count: Figure, money: tuple[Figure, Figure]) -> Figure | None:
    """The amount that the text calls a total where it also says that the other one is so much for each."""
    totals, singles = list(_totals(text, *money)), list(_singles(text, count, *money))
    return totals[0] if totals and singles and all(one is totals[0] for one in (*totals, *singles)) else None


def _totals(text: Text, first: Figure, second: Figure) -> Iterator[Figure]:
    """A comma parts the word from the amount that it isn't said of: "2 million each, 900 million in total".

    Without a comma it is said of the amount that it touches, where it stands apart from the other.
    """
    for mention in _around(first, second):
        total = "totals" in mention.entry.senses
        if total or "average" in mention.entry.senses:
            amount = _said_of(text, mention.start, mention.end, first, second, before=True)
            if amount is not None:
                yield amount if total else (second if amount is first else first)


def _singles(text: Text, count: Figure, first: Figure, second: Figure) -> Iterator[Figure]:
    """The other amount of what each counted thing got: 2 million per family."""
    mentions = list(_around(first, second))
    for at, mention in enumerate(mentions):
        if "per" not in mention.entry.senses.get("periods", ()):
            continue
        for noun in (*mentions[max(0, at - 1) : at], *mentions[at + 1 : at + 2]):
            gap = text.reading.clean[min(mention.end, noun.end) : max(mention.start, noun.start)]
            if count.concept not in noun.entry.senses.get("nouns", ()) or gap.strip():
                continue
            start, end = min(mention.start, noun.start), max(mention.end, noun.end)
            break
        else:
            start, end = mention.start, _end_of_counter(text, count, mention.end)
        amount = _said_of(text, start, end, first, second, before=False) if end else None
        if amount is not None:
            yield second if amount is first else first


def _end_of_counter(text: Text, count: Figure, start: int) -> int:
    """Where the word ends that stands there and behind the count as well, 0 where it is another: 37 suất, mỗi suất."""
    folded = text.reading.folded
    words, again = folded[count.number_end : count.sentence.end].split(None, 1), folded[start : count.sentence.end]
    if not words or not words[0].isalpha() or again.split(None, 1)[:1] != words[:1]:
        return 0
    return start + again.index(words[0]) + len(words[0])


def _around(first: Figure, second: Figure) -> list[Mention]:
    return first.sentence.between(first.left, second.right)


def _said_of(text: Text, start: int, end: int, first: Figure, second: Figure, *, before: bool) -> Figure | None:
    """The amount that a stretch of words is said of; None where it may be either.

    `before`: words that, without a comma, only go with an amount behind them.
    """
    if end <= first.start:
        return first if first.start - end <= _LED and not parted(text, end, first.start) else None
    if start >= second.unit_end:
        followed = second.right < second.sentence.end and not text.reading.clean[end : second.right].strip()
        return second if _touches(text, second.unit_end, start) and not followed else None
    if start < first.unit_end or end > second.start:
        return None
    breaks = parted(text, first.unit_end, start), parted(text, end, second.start)
    if breaks[0] != breaks[1]:
        return second if breaks[0] else first
    touches = _touches(text, first.unit_end, start), not text.reading.clean[end : second.start].strip()
    if breaks[0] or touches[0] == touches[1]:
        return None
    if touches[1]:
        return second
    # "3 billion each family getting 2 million": a verb behind says that the other amount is meant.
    verb = any(mention.categories & MODIFIER for mention in first.sentence.between(end, second.start))
    return None if before or verb else first


def _touches(text: Text, start: int, end: int) -> bool:
    """Whether nothing parts a word from the amount before it; without spaces between words a space does."""
    gap = text.reading.clean[start:end]
    return not (gap if text.reading.engine.lexicon.spaced == "none" else gap.strip())


def parted(text: Text, start: int, end: int) -> bool:
    """Whether a comma stands there, or the space that does its work where words are written without spaces."""
    gap = text.reading.clean[start:end]
    spaceless = text.reading.engine.lexicon.spaced == "none"
    return bool(_COMMA.search(gap)) or (spaceless and " " in gap.rstrip())


def is_single(figure: Figure) -> bool:
    """Whether an average or so much for each is said of an amount, which then is none of what there is in all."""
    led = [mention for mention in figure.before if figure.start - mention.end <= _LED]
    return any("average" in m.entry.senses or "per" in m.entry.senses.get("periods", ()) for m in led)


# -- changes ----------------------------------------------------------------------------------------------------------


def compared_with(text: Text, change: Figure, two: Figure) -> bool:
    """Whether an amount behind a change is what it is compared with: "up 50 compared with 590"."""
    if _PART.search(text.reading.clean, change.unit_end, two.number_start):
        return False
    between = change.sentence.between(change.unit_end, two.number_start)
    than = _is_base if comparison(text, change) else is_than
    leads = [at for at, m in enumerate(between) if than(m) and _leads_on(text, m, two)]
    at = leads[0] if leads else None
    if at is None:
        return False
    if any(map(direction, between[at + 1 :])):
        return False  # up 50, below that an increase of 40
    named = (mention.entry.senses.get("nouns", ()) for mention in between[at + 1 :] if mention != two.noun)
    return all(set(nouns) <= OF_AMOUNTS for nouns in named)


def _leads_on(text: Text, mention: Mention, two: Figure) -> bool:
    """Whether a "than" leads to an amount, at once or in a clause of a few words: than before, WHEN IT WAS 55."""
    if not parted(text, mention.end, two.start):
        return True
    clause = _COMMA.split(text.reading.clean[mention.end : two.start])[-1]
    own = two.sentence.between(two.start - len(clause), two.start)
    told = any(m.categories & (NOUN | MARKER | ENUMERATION) and m != two.noun for m in own)
    return bool(clause.strip()) and len(clause) <= _CLAUSE and not told


def compared_before(text: Text, two: Figure, change: Figure) -> bool:
    """Whether an amount before a change is what it is compared with: 지난해 55명보다 7명 많았다, 比去年的60个少5个."""
    if not comparison(text, change) or parted(text, two.unit_end, change.number_start):
        return False
    beside = [*two.before, *two.sentence.between(two.unit_end, change.number_start), *two.behind]
    if change.number_start - two.unit_end <= ADJACENT:
        beside += change.behind[:_TWO]  # 109億ドルを7億ドル上回った
    return any(map(is_than, beside)) and not names_another(two, change)


def comparison(text: Text, figure: Figure) -> int:
    """1 where the words beside an amount say that something is more by it, -1 where it is fewer, 0 otherwise."""
    said = {_more(m) for m in figure.before if 0 <= figure.number_start - m.end <= ADJACENT}
    end = figure.unit_end
    for mention in figure.behind:
        if mention.start - end > ADJACENT or parted(text, end, mention.start):
            break
        said.add(_more(mention))
        if mention == figure.noun or mention.categories & CLASSIFIER:
            end = mention.end
    said.discard(0)
    return said.pop() if len(said) == 1 else 0


def _more(mention: Mention) -> int:
    """1 for a word for more, -1 for one for fewer, else 0."""
    keys = mention.entry.senses.get("comparisons", ())
    return ("more" in keys) - ("fewer" in keys)


def _is_base(mention: Mention) -> bool:
    """Whether it names what is compared with, with or without a word for "than"."""
    return is_than(mention) or is_last_year(mention)


def is_than(mention: Mention) -> bool:
    """Whether a word leads to what something is compared with."""
    senses = mention.entry.senses
    return "compared" in senses.get("periods", ()) or "than" in senses.get("comparisons", ())


def direction_of(text: Text, one: Figure, two: Figure, change: Figure) -> int:
    """1 where the text says that it rose, -1 where it fell, 0 where it says neither or both.

    What stands beside the change counts first, then what stands between the amounts, then what leads to them.
    """
    compared = comparison(text, change)
    if compared:
        return compared
    sentence = change.sentence
    ends = [mention for mention in change.behind if not parted(text, change.unit_end, mention.start)]
    own = [*change.before, *ends, *sentence.between(change.start, change.number_start)]
    for mentions in (own, sentence.between(one.unit_end, two.start), one.before):
        said = {direction(mention) for mention in mentions} - {0}
        if said:
            return said.pop() if len(said) == 1 else 0
    return 0


def names_another(two: Figure, change: Figure) -> bool:
    """Whether something else is named between an amount and a change behind it, which may be that one's change."""
    between = two.sentence.between(two.unit_end, change.number_start)
    named = (mention for mention in between if mention.categories & NOUN and mention != two.noun)
    return any(not direction(mention) and not set(mention.entry.senses["nouns"]) <= OF_AMOUNTS for mention in named)


def movement_of(text: Text, one: Figure, two: Figure) -> int:
    """1 where words beside or between two amounts say that the one rose to the other, -1 where it fell, 0 otherwise."""
    sentence = one.sentence
    mentions = sentence.between(one.unit_end, two.start)
    mentions += [m for m in one.before if one.number_start - m.end <= _FAR and not parted(text, m.end, one.start)]
    mentions += [m for m in two.behind if m.start - two.unit_end <= _FAR and not parted(text, two.unit_end, m.start)]
    said = {direction(mention) for mention in mentions} - {0}
    return said.pop() if len(said) == 1 else 0


def direction(mention: Mention) -> int:
    """1 for a word that says that something rose, -1 that it fell, else 0."""
    return sum(_DIRECTIONS.get(key, 0) for key in mention.entry.senses.get("changes", ()))
