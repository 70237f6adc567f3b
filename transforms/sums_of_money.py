"""What a sum of money is: what the words beside it name, else the sum before it, else its sentence."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from transforms.catalogue import Indicator, match, named
from transforms.figure import Figure
from transforms.reading import Reading
from transforms.terms import MODIFIER, NOUN, Mention

_TELLING: Final = NOUN | MODIFIER
_UNBOOKED: Final = frozenset({"price", "wage", "loss"})  # what a thing costs, a person earns, a storm takes
_PAID: Final = "price, wage or loss"  # why a sum is not booked
# What outweighs such a word beside it: aid for those who lost their houses.
_GIVEN: Final = frozenset(
    {
        *("aid", "grant", "gift", "donated", "supported", "scholarship", "donor", "ngo", "ngo_kind", "fdi", "oda"),
        *("exports", "imports", "budget", "committed", "disbursed", "remittance"),
    }
)
_NOTHING: Final[frozenset[str]] = frozenset()
_NEAR: Final = 40  # characters between a sum and what it is in another currency
_FAR: Final = 600  # characters of a sentence that still tell of a sum in it
_EACH: Final = frozenset({"per", "each"})
_CONVERTED: Final = (4, 3)  # letters of unknown words between a sum and what it is in another currency; if unspaced
_SAYING: Final = (24, 9)  # the same between a sum and the next one of the same
_PRICED: Final = 8  # the same between a sum and the word that says what it pays: 2 million dong rent


def sum_of(reading: Reading, figure: Figure, earlier: list[Figure], phrase: int, end: int) -> Indicator | None:
    """The indicator of a sum of money.

    `earlier`: the figures before it, the nearest last; `phrase`, `end`: where the words behind it stop that belong
    to it, at the next comma or at all. Prices, wages and losses have none.
    """
    last = _last(figure, earlier)
    unspaced = reading.engine.grammar.spaceless
    if last is not None and _is_converted(reading, last, figure):
        figure.matched += [why for why in last.matched if why == _PAID]
        return _indicator(last)
    left = _left(figure, earlier)
    found = _named(reading, figure, last, left, phrase, end, _SAYING[unspaced])
    if found is not None and found.narrower:
        found = _narrowed(figure, found, earlier, phrase)
        if found.narrower and _is_for_each(figure):
            figure.matched.append(_PAID)
            return None
    return found


def _left(figure: Figure, earlier: list[Figure]) -> int:
    """Where the words begin that lead to a sum, over the percentages by which it moved: exports, up 5 %, at ...."""
    left = figure.left
    for other in reversed(earlier):
        if other.kind != "percent" or other.sentence is not figure.sentence or other.number_end != left:
            return left
        left = other.left
    return left


def _named(
    reading: Reading, figure: Figure, last: Figure | None, left_end: int, phrase: int, end: int, reach: int
) -> Indicator | None:
    start = reading.parting.after_strong(left_end, figure.start)
    clause = reading.parting.after_comma(start, figure.start)
    mentions = [m for m in figure.sentence.between(start, figure.start) if m.categories & _TELLING]
    own = _concepts(m for m in mentions if m.start >= clause)
    right = _concepts(m for m in figure.behind if m.end <= phrase and m.start >= figure.unit_end)
    if _pays(reading, figure, own, phrase):
        figure.matched.append(_PAID)
        return None
    left = _concepts(mentions)
    for concepts in (own, left, left | right):
        found = _match(concepts)
        if found is not None:
            return found
    if last is not None and start == left_end and unknown_letters(reading, figure, clause, figure.start) <= reach:
        if _PAID in last.matched:
            figure.matched.append(_PAID)
            return None
        if last.indicator is not None:
            return _indicator(last)
    far = right | _concepts(m for m in figure.behind if m.end <= end and m.start >= figure.unit_end)
    sentence = figure.sentence
    before = _concepts(sentence.between(figure.start - _FAR, figure.start))
    around = _concepts(sentence.between(figure.start - _FAR, figure.end + _FAR))
    return _match(far) or _match(far | left) or _match(before) or _match(around)


def _concepts(mentions: Iterable[Mention]) -> frozenset[str]:
    return _NOTHING.union(*[m.entry.concepts for m in mentions])


def _match(concepts: frozenset[str]) -> Indicator | None:
    return match("money", None, concepts, special=True) if concepts else None


def _indicator(figure: Figure) -> Indicator | None:
    return None if figure.indicator is None else named(figure.indicator)


def _last(figure: Figure, earlier: list[Figure]) -> Figure | None:
    """The sum just before in the same sentence, dates and shares left out."""
    for other in reversed(earlier):
        if other.sentence is not figure.sentence:
            return None
        if other.kind == "money" and other.status in ("fact", "unmapped"):
            return other
        if other.status in ("fact", "unmapped") and other.kind != "percent":
            return None
    return None


def _is_converted(reading: Reading, last: Figure, figure: Figure) -> bool:
    """Whether a sum is the one before it in another currency: 2 million dollars (about 50 billion dong)."""
    if last.unit == figure.unit or figure.start - last.unit_end > _NEAR:
        return False
    unspaced = reading.engine.grammar.spaceless
    return unknown_letters(reading, figure, last.unit_end, figure.start) <= _CONVERTED[unspaced] and not any(
        m.categories & NOUN or "and" in m.entry.senses.get("enumerations", ()) for m in figure.before
    )


def _pays(reading: Reading, figure: Figure, own: frozenset[str], phrase: int) -> bool:
    """Whether a sum is a price, a wage or a loss."""
    if not own.isdisjoint(_UNBOOKED):
        return own.isdisjoint(_GIVEN)
    if _match(own) is not None:
        return False
    for mention in figure.behind:
        if mention.start < figure.unit_end or not mention.categories & _TELLING:
            continue
        if mention.end > phrase or unknown_letters(reading, figure, figure.unit_end, mention.start) > _PRICED:
            return False
        return not _UNBOOKED.isdisjoint(mention.entry.concepts)
    return False


def _is_for_each(figure: Figure) -> bool:
    """Whether a sum is one for each of many, or an average."""
    behind = [m for m in figure.behind[:2] if 0 <= m.start - figure.unit_end <= 1]
    if any(not _EACH.isdisjoint(m.entry.senses.get("periods", ())) for m in behind):
        return True
    return any("average" in m.entry.senses for m in (*figure.before[-3:], *behind))


def _narrowed(figure: Figure, found: Indicator, earlier: list[Figure], phrase: int) -> Indicator:
    """The more special indicator that the sentence up to a sum and its phrase, or the figures before it, tell."""
    sentence = figure.sentence
    told = _concepts(m for m in sentence.between(figure.start - _FAR, figure.start) if m.categories & _TELLING)
    told |= _concepts(m for m in figure.behind if m.end <= phrase)
    for name in found.narrower:
        if any(way.allows(told) for way in named(name).ways):
            return named(name)
    of = _spent_on(figure, earlier)
    same = [name for name in found.narrower if of is not None and named(name).sums == of]
    return named(of if of in same else same[0]) if of is not None and same else found


def _spent_on(figure: Figure, earlier: list[Figure]) -> str | None:
    """What the counts of the nearest sentence say that money is spent on, if all say the same; sums stand for none."""
    told: set[str | None] = set()
    no = -1
    for other in reversed(earlier):
        if other.number_end > figure.number_start or other.status not in ("fact", "unmapped"):
            continue
        if other.sentence.no < max(no, figure.sentence.no - 1):
            break
        if other.kind in ("count", "money"):
            no = other.sentence.no
            told.add(None if other.indicator is None else named(other.indicator).sums)
    told = told if no == figure.sentence.no else told - {None}
    return told.pop() if len(told) == 1 else None


def unknown_letters(reading: Reading, figure: Figure, start: int, end: int) -> int:
    """How many letters between two places of a figure's sentence belong to no term."""
    letters = len(reading.clean[start:end].replace(" ", "").strip("(,.:،、，（"))
    return max(0, letters - sum(m.end - m.start for m in figure.sentence.between(start, end)))
