"""What a percentage is of: of what it names itself, else of what the figure before it tells."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from transforms.catalogue import Indicator, match, named
from transforms.figure import Figure
from transforms.reading import Reading
from transforms.sums_of_money import unknown_letters
from transforms.terms import MARKER, MODIFIER, NOUN, Mention

_STRONG: Final = re.compile(r"[;!?。\uff1b\uff01\uff1f\n.](?:(?<!\.)|\s)")
_COMMA: Final = re.compile(
    r"[,،、\uff0c:\uff1a()\uff08\uff09–—-](?:(?<=[,،、\uff0c:\uff1a])(?!\d)|(?<=[()\uff08\uff09])|(?<=\s[–—-])\s)"
)
_TELLING: Final = NOUN | MODIFIER
_SHARE: Final = "share_of_people"
# Heads of clauses whose percentages the catalogue does not know.
_OTHER: Final = frozenset({"imports", "trade", "revenue", "budget", "remittance", "price", "wage", "loss"})
_SUMS: Final = frozenset({"value", "capital"})
_PLANS: Final = frozenset({"target", "document", "programme"})
_OPEN: Final = _SUMS | _PLANS | {"share", "point"}
_PLACES: Final = frozenset({"province", "city", "district", "commune", "locality", "country"})
_PORTION: Final = frozenset({"share", "portion"})
_MORE: Final = frozenset({"more", "fewer"})
_MOVES: Final = frozenset({"increase", "decrease"})
_GROWTH: Final = frozenset({"growth"})
_SAYING: Final = (24, 9)  # characters of unknown words between a figure and one that goes on about it; if unspaced
_LEADING: Final = 3  # letters of unknown words before a percentage that begins a clause
_BESIDE: Final = 2  # characters between who is counted and their share: nữ 60 %, 参加者の6割
_COPULA: Final = 5  # characters of a word for "are"
_ATTACHED: Final = 16  # characters of unknown words between a share and what it is of


def percentage_of(reading: Reading, figure: Figure, earlier: list[Figure]) -> Indicator | None:
    """The indicator of a percentage; `earlier`: the figures before it, the nearest last.

    A share is one of people only where people are what it is of; what rises or falls is no share. A percentage that
    says nothing of its own is of what the figure before it is.
    """
    changed = _is_changed(figure)
    whole = _whole(reading, figure)
    last = _last(figure, earlier, changed=changed)
    if whole is not None and whole.entry.noun not in _OPEN:
        topic = _topic(whole.entry.concepts, changed=False)
        if topic is not None:
            return None if changed and topic.name == _SHARE else topic
        if whole.entry.noun not in _PLACES and not changed and not _is_a_sum(whole):
            return None
    elif whole is None and not changed and _are_people(reading, figure) and (last is None or last.kind != "money"):
        return named(_SHARE)
    here = last if last is not None and last.sentence is figure.sentence else None
    start = figure.sentence.start if here is None else _end(here)
    for stop in _STRONG.finditer(reading.clean, start, figure.start):
        start, here = stop.end(), None
    clause = start
    for comma in _COMMA.finditer(reading.clean, start, figure.start):
        clause = comma.end()
    found, decided = _before(reading, figure, clause, changed=changed)
    if last is not None and not changed and _is_of_them(figure, clause, whole):
        carried = _carried(reading, last, changed=False)
        return found if found is not None and carried is not None and carried.name == _SHARE else carried
    wide = (found, decided) if decided or clause == start else _before(reading, figure, start, changed=changed)
    if decided or wide[1] == "topic":
        return wide[0]
    unknown = unknown_letters(reading, figure, clause, figure.start)
    goes_on = unknown <= _SAYING[reading.engine.grammar.spaceless]
    if here is not None and goes_on:
        other = _is_people(here) and _is_of_another(reading, figure, clause, whole)
        return None if other else _carried(reading, here, changed=changed)
    if wide[1]:
        return wide[0]
    leads = unknown <= _LEADING or (goes_on and _names_a_sum(figure, clause))
    if here is None and last is not None and leads and (changed or last.sentence is figure.sentence):
        return _carried(reading, last, changed=changed) if whole is None else None
    return _behind(reading, figure, changed=changed)


@lru_cache(maxsize=1)
def _people() -> frozenset[str]:
    return named(_SHARE).ways[0].groups[0]


def _topic(concepts: frozenset[str], *, changed: bool) -> Indicator | None:
    return match("percent", None, concepts | _GROWTH if changed else concepts, special=True)


def _whole(reading: Reading, figure: Figure) -> Mention | None:
    """What stands directly behind a share as what it is of: half of the VISITORS, 94 % жителей."""
    end = figure.unit_end
    own = figure.noun
    if own is not None and _leads_to_share(reading, figure, own):
        return own
    if figure.number.fraction:
        for mention in figure.sentence.between(figure.number_start, figure.number_end):
            if mention.entry.noun is not None:
                return mention  # sei VISITATORI su dieci
        if own is not None and own.start >= figure.number_end and "noun shared with the next number" in figure.matched:
            return own
    led = _is_led(reading, figure)
    near = end + (reading.clean[end : end + 1] == " ")
    for mention in figure.behind:
        if "qualifiers.after" in mention.entry.senses and near == mention.start:
            near = mention.end + (reading.clean[mention.end : mention.end + 1] == " ")  # অর্ধেকের বেশি নারী
            continue
        if mention.start < end or not mention.categories & _TELLING:
            continue
        if _COMMA.search(reading.clean, figure.unit_end, mention.start):
            break
        if not (unknown_letters(reading, figure, end, mention.start) <= _ATTACHED if led else near == mention.start):
            break
        if mention.categories & MODIFIER:
            near = mention.end + (reading.clean[mention.end : mention.end + 1] == " ")
        if mention.entry.noun is not None or not _OTHER.isdisjoint(mention.entry.concepts) or _is_a_sum(mention):
            return mention
        if (led or mention.categories & NOUN) and _topic(mention.entry.concepts, changed=False) is not None:
            return mention
    return None


def _leads_to_share(reading: Reading, figure: Figure, people: Mention) -> bool:
    """Whether people stand right before their share: แรงงานราวหนึ่งในสาม."""
    if figure.concept not in _people() or people.end > figure.number_start or _is_changed(figure):
        return False
    return unknown_letters(reading, figure, people.end, figure.number_start) <= _BESIDE


def _is_a_sum(mention: Mention) -> bool:
    """Whether a word only says that it is money: three quarters OF THE MONEY, a third of the sum."""
    return not _SUMS.isdisjoint(mention.entry.concepts)


def _are_people(reading: Reading, figure: Figure) -> bool:
    """Whether a share is said to be people of some kind: less than 2 % WERE FOREIGNERS, 六成是妇女."""
    for mention in figure.behind:
        if mention.start < figure.unit_end or not mention.categories & _TELLING:
            continue
        gap = reading.clean[figure.unit_end : mention.start]
        return mention.entry.noun in _people() and len(gap.strip()) <= _COPULA and gap.strip().isalpha()
    return False


def _is_led(reading: Reading, figure: Figure) -> bool:
    """Whether a word for "of" leads from a share to what it is of."""
    return reading.engine.word_after(reading.folded, figure.unit_end, "numbers.fraction_after") is not None


def _before(reading: Reading, figure: Figure, start: int, *, changed: bool) -> tuple[Indicator | None, str]:
    """What the words from a place up to the figure say that it is of, and what decides: "topic", "counted" or ""."""
    mentions = [m for m in figure.sentence.between(start, figure.number_start) if m.categories & _TELLING]
    people = counted = False
    portion = not changed and any(not _PORTION.isdisjoint(m.entry.concepts) for m in mentions)
    grown = changed or any("growth" in m.entry.concepts for m in mentions)
    for mention in reversed(mentions):
        concepts = mention.entry.concepts
        topic = _topic(concepts, changed=grown)
        if topic is not None and topic.name != _SHARE:
            return topic, "topic"
        if not _OTHER.isdisjoint(concepts):
            return None, "topic"
        if mention.entry.noun in _people():
            beside = 0 <= figure.start - mention.end <= _BESIDE and not changed
            people = people or (not counted and (portion or beside))
            counted = True
        elif mention.entry.noun is not None and mention.entry.noun not in _OPEN | _PLACES:
            counted = True
    return (named(_SHARE) if people else None), "counted" if counted else ""


def _carried(reading: Reading, last: Figure, *, changed: bool) -> Indicator | None:
    """What a percentage is of that goes on about the figure before it."""
    if last.kind in ("money", "measure") or (last.kind == "count" and last.concept not in _people()):
        rate = None if last.indicator is None else named(last.indicator).rate
        if rate is not None:
            return named(rate)
        if last.indicator is None and last.kind != "count":
            return _before(reading, last, last.left, changed=changed)[0]
        return None
    if last.kind == "percent":
        same = None if last.indicator is None else named(last.indicator)
        return None if changed and same is not None and same.name == _SHARE else same
    return None if changed else named(_SHARE)


def _end(figure: Figure) -> int:
    """Where a figure and what it counts end."""
    noun = figure.noun
    return figure.number_end if noun is None else max(figure.number_end, min(noun.end, figure.end))


def _is_people(last: Figure) -> bool:
    return last.kind == "count" or last.indicator == _SHARE


def _behind(reading: Reading, figure: Figure, *, changed: bool) -> Indicator | None:
    """What the words behind a figure say that it is of, up to the next comma: 12 percent more exports."""
    for mention in figure.behind:
        if mention.start < figure.unit_end or not mention.categories & _TELLING:
            continue
        if unknown_letters(reading, figure, figure.unit_end, mention.start) > _ATTACHED:
            return None
        if _COMMA.search(reading.clean, figure.unit_end, mention.start):
            return None
        topic = _topic(mention.entry.concepts, changed=changed)
        if topic is not None and topic.name != _SHARE:
            return topic if mention.categories & NOUN else None
        if not _OTHER.isdisjoint(mention.entry.concepts):
            return None
    return None


def _last(figure: Figure, earlier: list[Figure], *, changed: bool) -> Figure | None:
    """The nearest figure that a percentage may go on about, in its sentence or the one before.

    It is no date or number of things, none of places (870 singers from NINE countries, a third of them women), and
    for a share no change that is of something unknown.
    """
    for other in reversed(earlier):
        if other.sentence.no < figure.sentence.no - 1:
            return None
        if other.status not in ("fact", "unmapped") or other.number_end > figure.number_start:
            continue
        passing = other.kind == "count" and other.concept in _PLACES
        if passing or (not changed and other.aspect == "change" and other.indicator is None):
            continue
        return other
    return None


def _is_of_them(figure: Figure, clause: int, whole: Mention | None) -> bool:
    """Whether a share is one of what came before: half OF THEM, OF WHICH children 60 %, a third of the SUM."""
    if whole is not None and _is_a_sum(whole):
        return True
    behind = [m for m in figure.behind[:2] if 0 <= m.start - figure.unit_end <= 1]
    if any(not _PORTION.isdisjoint(m.entry.concepts) for m in behind):
        return True  # mehr als die Hälfte ENTFIEL auf Kaffee
    if not figure.sentence.categories & MARKER:
        return False
    near = [m for m in figure.sentence.between(clause, figure.start) if m.categories & MARKER]
    return any("of_which" in m.entry.senses for m in (*near, *behind))


def _names_a_sum(figure: Figure, clause: int) -> bool:
    return any(not _SUMS.isdisjoint(m.entry.concepts) for m in figure.sentence.between(clause, figure.start))


def _is_of_another(reading: Reading, figure: Figure, clause: int, whole: Mention | None) -> bool:
    """Whether a share is one of a plan, or of something that no term names: 98 % of the target, half of the rooms."""
    if whole is not None:
        return whole.entry.noun in _PLANS
    if "numbers.ratio" not in figure.matched and _is_led(reading, figure):
        return True
    return any(m.entry.noun in _PLANS for m in figure.sentence.between(clause, figure.start))


def _is_changed(figure: Figure) -> bool:
    """Whether it says how much more or less: rose by 5 %, 5 % MORE; not: fell by 5 points."""
    if "percent_points.percent_points" in figure.matched:
        return False
    if figure.aspect == "change":
        return True
    before = [m for m in figure.before[-2:] if 0 <= figure.start - m.end <= 1]
    beside = before + [m for m in figure.behind[:2] if -1 <= m.start - figure.unit_end <= 1]
    if any(not _MORE.isdisjoint(m.entry.senses.get("comparisons", ())) for m in beside):
        return True
    moved = before[-1].entry.senses.get("changes", ()) if before else ()
    return not _MOVES.isdisjoint(moved) and "to" not in moved
