"""Known errors, planted in good articles: what an editor, a translator or a keyboard does to a text.

An error contradicts the story where something else in it says what the text said before: another article, a sum,
a stated count. What nothing contradicts nobody can find; it is marked so.
"""

from __future__ import annotations

import json
import random
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Final

from benchmarks.good_stories import GoodStory
from transforms import StoryArticle
from transforms.figure_ranges import SHARED_SCALE
from transforms.lexicon import load
from transforms.rows import Membership, Quantity

VALUE: Final = "translations_agree_on_value"
_MARKS: Final = frozenset(".,' \u00a0\u202f’٫٬")  # between the digits of a numeral
_COUNTED: Final = "listed_names_match_stated_count"
# Which of the two tells of a sum depends on how plainly the text declares it; a part above its whole breaks a third.
_SUMS: Final = frozenset({"parts_sum_to_total", "arithmetic_adds_up"})
_BROKEN_SUM: Final = _SUMS | {"subset_within_whole"}
_EXCHANGE: Final = frozenset({VALUE, "translations_keep_the_order"})
_POWERS: Final = 13  # a text states its numbers in units up to a billion; a reader may have written billions as ones
_NUMBER: Final = re.compile(r"\d+(?:\.\d+)?(?:e\d+)?")
_EXPRESSION: Final = re.compile(rf"{_NUMBER.pattern}(?: ?[-+*] ?{_NUMBER.pattern})+ ?= ?{_NUMBER.pattern}")
_OPPOSITE: Final = {"over": "under", "under": "over", "at_least": "up_to", "up_to": "at_least", "almost": "over"}
_OTHER_MONEY: Final = {"USD": "EUR", "VND": "USD", "EUR": "USD"}


@dataclass(frozen=True, slots=True)
class Planted:
    """One error: the article with its new text, what was done, and the rules that should find it.

    `contradicts` where something in the story still says what the text said before.
    """

    story: GoodStory
    article: StoryArticle
    kind: str
    change: str
    text: str
    contradicts: bool
    rules: frozenset[str]


def plant(
    story: GoodStory, others: Sequence[GoodStory], each: int, read: Mapping[str, Sequence[ReadSum]] | None = None
) -> Iterator[Planted]:
    """At most that many errors of each kind in each article of a story, the same ones every time.

    `others` are the stories that a stray sentence may come from, `read` the sums that a reader found in an article.
    """
    for article in story.articles:
        drawn = random.Random(article.article_id)
        places = _Places(story, article, (read or {}).get(article.article_id, ()))
        for kind, errors in KINDS.items():
            found = list(errors(places, others, drawn))
            drawn.shuffle(found)
            for change, text, contradicts, rules in found[:each]:
                if text != article.parsed.text:
                    yield Planted(story, article, kind, change, text, contradicts, frozenset(rules))


@dataclass(frozen=True, slots=True)
class ReadSum:
    """Arithmetic that a reader found in an article: its numbers, in ones or in thousands, millions, billions.

    Those of a sum are all in one unit; in a product one may be a count: 450 of 2 million make 900 million.
    """

    numbers: frozenset[float]
    product: bool = False

    def among(self, values: Counter[float]) -> frozenset[float] | None:
        """The numbers as a text with those values states them; None where it does not, or not all in one unit."""
        for power in range(_POWERS):
            larger = {number: _plain_number(number * 10.0**power) for number in self.numbers}
            stated = {n: n if self.product and one not in values else one for n, one in larger.items()}
            if values.keys() >= {*stated.values()}:
                return frozenset(stated.values())
        return None


def read_sum(expression: str) -> ReadSum | None:
    """What "46+38=84" or "1500*2e6=3e9" says; None for anything but sums, differences and products of plain numbers."""
    if not _EXPRESSION.fullmatch(expression):
        return None
    return ReadSum(frozenset(float(number) for number in _NUMBER.findall(expression)), "*" in expression)


def _plain_number(value: float) -> float:
    """Its size, without what binary arithmetic adds."""
    return float(f"{abs(value):.12g}")


Error = tuple[str, str, bool, Iterable[str]]  # what was done, the new text, whether it contradicts, the right rules


class _Places:
    """Where errors can be planted in an article, and what else in its story speaks of the same figure."""

    def __init__(self, story: GoodStory, article: StoryArticle, read: Sequence[ReadSum]) -> None:
        self.parsed = article.parsed
        self.text = article.parsed.text
        self.language = article.parsed.language
        self.figures = [q for q in self.parsed.quantities if q.status == "fact" and q.value is not None]
        # A reader's sum whose total is not in the text contradicts nothing there. Of a number that the text has twice,
        # in whatever meaning, nobody can say which of the two the sum is about.
        self._stated = Counter(
            _plain_number(q.value) for q in self.parsed.quantities if q.value and q.status != "frame"
        )
        self._read = [stated for one in read if (stated := one.among(self._stated))]
        self._booked_as = f"{story.story_id}-{article.article_id}"
        self._agreed = {
            quantity: str(row["agreement"])
            for row in story.booked.rows["fact_indicator"]
            if row["agreement"] in ("agree", "qualifier_differs")
            for quantity in _strings(row["quantity_ids"])
        }
        self._listed_twice = {
            row["place_id"]
            for row in story.booked.rows["fact_membership"]
            if len(_strings(row["article_ids"])) > 1
        }  # fmt: skip

    def rules_on(self, figure: Quantity) -> set[str]:
        """The rules that a change of the figure's value should break."""
        rules = {VALUE} if self.witnessed(figure) else set()
        if self._sums_of(figure):
            rules |= _BROKEN_SUM
        if any(c.holds and c.rule == _COUNTED and figure.key in c.quantities for c in self.parsed.checks):
            rules.add(_COUNTED)
        return rules

    def rules_on_exchange(self, one: Quantity, two: Quantity) -> set[str]:
        """The rules that should notice that two figures have each other's values."""
        seen = self.witnessed(one) or self.witnessed(two)
        rules = set(_EXCHANGE) if seen else set()
        if seen and one.sentence == two.sentence and one.unit == two.unit:
            rules.add("arithmetic_adds_up")  # "rose from 42 to 37" is told by that text alone
        if seen and one.qualifier != two.qualifier:
            rules.add("translations_agree_on_qualifier")
        # Parts of one sum may change places in it.
        of_one_sum = self._sums_of(one) & self._sums_of(two) or self._read_together(one, two)
        if self._sums_of(one) | self._sums_of(two) and (not of_one_sum or self._are_part_and_whole(one, two)):
            rules |= _BROKEN_SUM
        return rules | (self.rules_on(one) | self.rules_on(two)) & {_COUNTED}

    def _sums_of(self, figure: Quantity) -> frozenset[int]:
        """The sums that the figure stands in, by number: those that the books check, and those that a reader found."""
        sums = [set(c.quantities) for c in self.parsed.checks if c.holds and c.rule in _SUMS]
        own = {at for at, keys in enumerate(sums) if figure.key in keys}
        for at, read in enumerate(self._read, start=len(sums)):
            size = _plain_number(figure.value or 0.0)
            if size in read and self._stated[size] == 1:
                own.add(at)
        return frozenset(own)

    def _read_together(self, one: Quantity, two: Quantity) -> bool:
        sizes = {_plain_number(figure.value or 0.0) for figure in (one, two)}
        return any(sizes <= read for read in self._read)

    def _are_part_and_whole(self, one: Quantity, two: Quantity) -> bool:
        # Of what fell from 35 by 9 to 26 the 35 is the whole: the 9 and the 26 may change places.
        sizes = {q.key: abs(q.value) for q in self.parsed.quantities if q.value is not None}
        together = [
            c.quantities
            for c in self.parsed.checks
            if c.holds and c.rule in _SUMS and {one.key, two.key} <= set(c.quantities)
        ]
        return any(max(sizes.get(key, 0.0) for key in keys) in (sizes[one.key], sizes[two.key]) for keys in together)

    def witnessed(self, figure: Quantity) -> bool:
        """Whether another article of the story states the same figure."""
        return f"{self._booked_as}:{figure.key}" in self._agreed

    def agreed_on(self, figure: Quantity) -> bool:
        """Whether another article states the same figure, and as exactly."""
        return self._agreed.get(f"{self._booked_as}:{figure.key}") == "agree"

    def listed_elsewhere(self, member: Membership) -> bool:
        """Whether another article of the story lists the member, too."""
        return member.place_id in self._listed_twice

    def counted(self, member: Membership) -> bool:
        """Whether the list that the member stands in has as many names as is stated."""
        return any(
            check.holds and check.rule == _COUNTED and member.quantity in check.quantities
            for check in self.parsed.checks
        )

    def shares_scale(self, figure: Quantity) -> bool:
        """Whether a word alone parts a figure from another with a scale word, which may then be said of both."""
        after = next((q for q in self.parsed.quantities if q.number_start >= figure.number_end), None)
        if after is None or after.value is None or after.kind != figure.kind:
            return False
        between = self.text[figure.end : after.number_start].split()
        return len(between) <= 1 and any(map(str.isalpha, self.text[after.number_start : after.number_end]))

    def scaled_together(self, figure: Quantity) -> bool:
        """Whether the number before has its scale word from a figure, and what is said of both holds without it.

        "From 240 to 282 million, up 17.5 percent" is as true of 240 and 282.
        """
        before = max((q for q in self.parsed.quantities if q.end <= figure.start), key=_end, default=None)
        if before is None or SHARED_SCALE not in before.matched_by:
            return False
        shares = {q.key for q in self.parsed.quantities if q.kind == "percent"}
        sums = [set(c.quantities) for c in self.parsed.checks if c.holds and c.rule in _SUMS]
        others = [keys - {figure.key, before.key} for keys in sums if figure.key in keys]
        return len(others) == len(self._sums_of(figure)) and all(rest <= shares for rest in others)

    def replaced(self, start: int, end: int, new: str) -> str:
        """The article's text with something else between two positions."""
        return self.text[:start] + new + self.text[end:]


def _end(figure: Quantity) -> int:
    return figure.end


def _strings(value: object) -> Sequence[str]:
    return [str(one) for one in value] if isinstance(value, list | tuple) else []


# -- figures ----------------------------------------------------------------------------------------------------------


def _digits(change: Callable[[list[int], int, random.Random], list[int] | None]) -> Callable[..., Iterator[Error]]:
    """Errors that change the digits of a numeral, in whatever script, and leave its marks where they are."""

    def errors(places: _Places, _: Sequence[GoodStory], drawn: random.Random) -> Iterator[Error]:
        for figure in places.figures:
            written = places.text[figure.number_start : figure.number_end]
            at = [i for i, letter in enumerate(written) if letter.isdecimal()]
            if not at or (any(letter in _MARKS for letter in written) and change is _dropped):
                continue  # a numeral that lost a digit between its marks is none that anybody writes
            digits = [unicodedata.decimal(written[i]) for i in at]
            changed = change(digits, drawn.randrange(len(digits)), drawn)
            if changed is None or changed == digits:
                continue
            zero = ord(written[at[0]]) - digits[0]
            letters = list(written)
            for position, i in enumerate(at):
                letters[i] = chr(zero + changed[position]) if position < len(changed) else ""
            new = "".join(letters)
            rules = places.rules_on(figure)
            yield f"{written} → {new}", places.replaced(figure.number_start, figure.number_end, new), bool(rules), rules

    return errors


def _another(digits: list[int], at: int, drawn: random.Random) -> list[int]:
    new = drawn.choice([d for d in range(at == 0, 10) if d != digits[at]])
    return [*digits[:at], new, *digits[at + 1 :]]


def _swapped(digits: list[int], at: int, _: random.Random) -> list[int] | None:
    pairs = [i for i in range(len(digits) - 1) if digits[i] != digits[i + 1] and (i or digits[1])]
    if not pairs:
        return None
    i = pairs[at % len(pairs)]
    return [*digits[:i], digits[i + 1], digits[i], *digits[i + 2 :]]


def _dropped(digits: list[int], at: int, _: random.Random) -> list[int] | None:
    kept = digits[:at] + digits[at + 1 :]
    return kept if len(digits) > 1 and kept[0] else None


def _scale_lost(places: _Places, _: Sequence[GoodStory], __: random.Random) -> Iterator[Error]:
    for figure in places.figures:
        written = places.text[figure.number_start : figure.number_end]
        last = max((i for i, letter in enumerate(written) if letter.isdecimal()), default=None)
        if last is None or not any(letter.isalpha() for letter in written[last + 1 :]):
            continue
        rules = places.rules_on(figure)
        if places.shares_scale(figure) or places.scaled_together(figure):
            rules = set()  # "from 7.6 to 9.1 billion" says the same as before
        converted = {c.rule for c in places.parsed.checks if c.holds and figure.key in c.quantities}
        rules |= converted & {"conversion_is_plausible"}
        new = written[: last + 1]
        yield f"{written} → {new}", places.replaced(figure.number_start, figure.number_end, new), bool(rules), rules


def _exchanged(places: _Places, _: Sequence[GoodStory], __: random.Random) -> Iterator[Error]:
    for one, two in pairwise(places.figures):
        first, second = (places.text[f.number_start : f.number_end] for f in (one, two))
        if one.value == two.value or one.kind != two.kind or one.number_end > two.number_start:
            continue
        if second[-1:].isalpha() and not places.text[two.number_end :].strip():
            continue  # the text may break off in the middle of a scale word, and nobody writes half a word elsewhere
        between = places.text[one.number_end : two.number_start]
        text = places.replaced(one.number_start, two.number_end, second + between + first)
        rules = places.rules_on_exchange(one, two)
        yield f"{first} ↔ {second}", text, bool(rules), rules


def _qualifier_inverted(places: _Places, _: Sequence[GoodStory], __: random.Random) -> Iterator[Error]:
    for figure in places.figures:
        opposite = _OPPOSITE.get(figure.qualifier)
        for side in ("before", "after"):
            new = next(iter(_words(places.language, "qualifiers", opposite, side)), None) if opposite else None
            old = _first_in(figure.quote, _words(places.language, "qualifiers", figure.qualifier, side))
            if new is None or old is None:
                continue
            at = figure.start + figure.quote.index(old)
            seen = places.agreed_on(figure)
            text = places.replaced(at, at + len(old), new)
            yield f"{old} → {new}", text, seen, {"translations_agree_on_qualifier", VALUE} if seen else ()


def _currency_changed(places: _Places, _: Sequence[GoodStory], __: random.Random) -> Iterator[Error]:
    for figure in places.figures:
        other = _OTHER_MONEY.get(figure.unit or "") if figure.kind == "money" else None
        old = _first_in(figure.quote, _words(places.language, "currencies", figure.unit)) if other else None
        new = next(iter(_words(places.language, "currencies", other)), None)
        if old is None or new is None:
            continue
        at = figure.start + figure.quote.rindex(old)
        seen = places.witnessed(figure)
        yield f"{old} → {new}", places.replaced(at, at + len(old), new), seen, {VALUE} if seen else ()


def _words(language: str, *section: str | None) -> list[str]:
    """The lexicon's terms of a section, as they can stand in a text."""
    return [term.text for term in load(language).terms if term.section == section and "*" not in term.text]


def _first_in(quote: str, words: Iterable[str]) -> str | None:
    """The longest stretch of a quote that is one of the words, whatever marks stand between its parts."""
    plain = _plain(quote)
    found = [(len(word), plain.find(_plain(word))) for word in words]
    length, at = max(((length, at) for length, at in found if at >= 0), default=(0, 0))
    return quote[at : at + length] or None


def _plain(text: str) -> str:
    """Small letters, and a space for every mark; as long as the text."""
    return "".join(
        (c.lower() if len(c.lower()) == 1 else c) if unicodedata.category(c)[0] in "LMN" else " " for c in text
    )


# -- names ------------------------------------------------------------------------------------------------------------


def _name_removed(places: _Places, _: Sequence[GoodStory], __: random.Random) -> Iterator[Error]:
    members = places.parsed.memberships
    for member, following in pairwise(members):
        if member.quantity != following.quantity or member.end > following.start:
            continue
        rules = {_COUNTED} if places.counted(member) else set()
        yield f"{member.name_as_listed} → ", places.replaced(member.start, following.start, ""), bool(rules), rules


def _name_doubled(places: _Places, _: Sequence[GoodStory], __: random.Random) -> Iterator[Error]:
    members = places.parsed.memberships
    for member, following in pairwise(members):
        if member.quantity != following.quantity or member.end > following.start:
            continue
        again = places.text[member.start : following.start]
        rules = {"members_are_distinct", *({_COUNTED} if places.counted(member) else ())}
        text = places.replaced(following.start, following.start, again)
        yield f"{member.name_as_listed} twice", text, True, rules


def _name_replaced(places: _Places, _: Sequence[GoodStory], drawn: random.Random) -> Iterator[Error]:
    members = places.parsed.memberships
    there = {member.place_id for member in members}
    for member in members:
        new = drawn.choice([name for iso, name in _province_names(places.language) if iso not in there])
        seen = places.listed_elsewhere(member)
        text = places.replaced(member.start, member.end, new)
        yield f"{member.name_as_listed} → {new}", text, seen, {"translations_agree_on_names", VALUE} if seen else ()


@cache
def _province_names(language: str) -> tuple[tuple[str, str], ...]:
    data = json.loads((resources.files("transforms") / "data" / "provinces.json").read_text(encoding="utf-8"))
    provinces = data["provinces"].items()
    return tuple((iso, province["names"].get(language, province["vi"])) for iso, province in provinces)


# -- sentences --------------------------------------------------------------------------------------------------------


def _stray_sentence(places: _Places, others: Sequence[GoodStory], _: random.Random) -> Iterator[Error]:
    """A sentence with a figure from elsewhere: whatever it says, all that the text said before still stands there."""
    after = next((q.sentence for q in places.figures), None)
    at = places.text.find(after) + len(after) if after and after in places.text else None
    for article in (a for story in others for a in story.articles if a.parsed.language == places.language):
        sentences = {q.sentence: q for q in article.parsed.quantities if q.status == "fact" and q.value is not None}
        for sentence in sentences:
            if at is not None and sentence not in places.text:
                yield f"+ {sentence[:60]}", places.replaced(at, at, " " + sentence), False, ()


KINDS: Final[dict[str, Callable[..., Iterator[Error]]]] = {
    "a digit changed": _digits(_another),
    "two digits swapped": _digits(_swapped),
    "a digit dropped": _digits(_dropped),
    "scale word lost": _scale_lost,
    "two figures exchanged": _exchanged,
    "qualifier inverted": _qualifier_inverted,
    "currency changed": _currency_changed,
    "a name removed": _name_removed,
    "a name doubled": _name_doubled,
    "a name replaced by another province": _name_replaced,
    "a sentence of another story": _stray_sentence,
}
