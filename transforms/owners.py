"""Whose a figure is: the organisation or the province that it belongs to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter
from typing import Final

from transforms.figure import Figure
from transforms.memberships import Listing
from transforms.organisations import Organisations
from transforms.province_mentions import NamedProvince, joined
from transforms.reading import Reading, Sentence

_start: Final = attrgetter("start")
# Where news agencies report from: a place of these in a dateline says nothing of what the article is about.
_BUREAUS: Final = frozenset({"VN-HN", "VN-SG"})
_DATELINE: Final = re.compile(r"\s*[-–—:,(（，、）)】/|.]")
_BEFORE_DATELINE: Final = re.compile(r"(?:^|\n)[\s【(（\"“]*$")
_DATELINE_REACH: Final = 400  # characters from the beginning
_BEGINNING: Final = 300  # characters within which an article tells what it is about


def organisations_of_figures(figures: list[Figure], organisations: Organisations) -> list[str | None]:
    """The organisation of each figure: named in its sentence, else the last one named before it.

    Figures before the first naming belong to what the article is about, if it names that more than once.
    """
    owners: list[str | None] = []
    for figure in figures:
        if not figure.tells or figure.concept in ("cluster", "block"):
            owners.append(None)
        else:
            owners.append(
                organisations.at(figure.sentence.start, figure.sentence.end)
                or organisations.at(0, figure.sentence.start)
                or organisations.theme
            )
    return owners


def provinces_of_figures(spoken: Spoken, figures: list[Figure], owners: list[str | None]) -> list[str | None]:
    """The province of each figure, if it is no organisation's: see `Spoken.of`."""
    if not spoken.named:
        return [None] * len(figures)
    return [
        None if owner is not None or not figure.tells else spoken.of(figure)
        for figure, owner in zip(figures, owners, strict=True)
    ]


def spoken_of(reading: Reading, named: list[NamedProvince], listings: list[Listing]) -> Spoken:
    """The provinces that an article speaks of. `named`: in the order of the text."""
    listed = sorted((listing.names[0].start, listing.names[-1].end) for listing in listings)
    among = frozenset(one.start for one in named if listed and _is_listed(one, listed))
    told = [one for one in named if not _is_bureau(reading, one)]
    return Spoken(reading, told, among, _theme(reading, told, among))


def _is_listed(one: NamedProvince, listed: list[tuple[int, int]]) -> bool:
    """Whether a name stands in one of these spans, which are in order."""
    low, high = 0, len(listed)
    while low < high:
        middle = (low + high) >> 1
        if listed[middle][0] <= one.start:
            low = middle + 1
        else:
            high = middle
    return low > 0 and one.start < listed[low - 1][1]


@dataclass(frozen=True, slots=True)
class Spoken:
    """The provinces that an article speaks of, in the order of the text, and the one that it is about, if any.

    `listed`: where those stand that are named as members of something.
    """

    reading: Reading
    named: list[NamedProvince]
    listed: frozenset[int]
    theme: str | None

    def of(self, figure: Figure) -> str | None:
        """The province named last before a figure in its sentence, else what the article is about.

        An article about none in particular goes on with the one named last, to the end of its paragraph; a figure in
        a sentence that names a province behind it alone is that one's.
        """
        sentence = figure.sentence
        first = bisect_left(self.named, sentence.start, key=_start)
        at = bisect_left(self.named, figure.start, key=_start)
        if at > first:
            return self._at(at - 1)
        behind = at < len(self.named) and self.named[at].start < sentence.end
        if self.theme is not None:
            return self.theme
        if at and "\n" not in self.reading.clean[self.named[at - 1].end : figure.start].rstrip():
            return self._at(at - 1)
        return self._at(at) if behind else None

    def _at(self, at: int) -> str | None:
        """The province named there; none where it is one of several: Bắc Kạn, Cao Bằng and Lạng Sơn."""
        one = self.named[at]
        if one.start in self.listed:
            return None
        row = self.named[max(0, at - 1) : at + 2]
        return None if any(joined(self.reading, *pair) for pair in pairwise(row)) else one.place_id


def _theme(reading: Reading, named: list[NamedProvince], listed: AbstractSet[int]) -> str | None:
    """The one province of the headline; else the one named most, more than once, or alone and at the beginning."""
    headline = _headline(reading)
    if headline is not None:
        in_headline = {one.place_id for one in named if headline.start <= one.start < headline.end}
        if in_headline:
            return in_headline.pop() if len(in_headline) == 1 else None
    ranking = Counter(one.place_id for one in named if one.start not in listed).most_common(2)
    if not ranking:
        return None
    if len(ranking) > 1 and ranking[1][1] == ranking[0][1]:
        return _of_the_beginning(named, listed, ranking[0][1])
    again = ranking[0][1] > 1 or (len(named) == 1 and named[0].start < _BEGINNING)
    return ranking[0][0] if again else None


def _of_the_beginning(named: list[NamedProvince], listed: AbstractSet[int], times: int) -> str | None:
    """Of the provinces named so many times each, the one that the beginning names, if it names no other."""
    first = {one.place_id for one in named if one.start < _BEGINNING}
    place = first.pop() if len(first) == 1 else None
    named_so = sum(one.place_id == place and one.start not in listed for one in named)
    return place if named_so == times else None


def _headline(reading: Reading) -> Sentence | None:
    return next((sentence for sentence in reading.sentences if not sentence.frame), None)


def _is_bureau(reading: Reading, one: NamedProvince) -> bool:
    """Whether a name only says where a news agency reports from, as "HANOI –" does."""
    if one.place_id not in _BUREAUS or one.start > _DATELINE_REACH:
        return False
    clean = reading.clean
    return bool(_BEFORE_DATELINE.search(clean, 0, one.start)) and bool(_DATELINE.match(clean, one.end))
