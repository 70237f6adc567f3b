"""Enumerations with a stated count: the names, their provinces, and whether there are as many as the text says."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from transforms.figure import Figure
from transforms.list_names import ASIDE, are_names, may_be_names, may_be_things, pieces, without_asides
from transforms.list_regions import MOST, Region, regions
from transforms.marks import opening_bracket
from transforms.places import resolve_places
from transforms.reading import Reading, Sentence
from transforms.terms import NOUN, PLACE, Mention

_ELLIPSIS: Final = re.compile(r"(?:…|\.\.\.|⋯)")
_LISTED: Final = frozenset(
    [
        "member",
        "department",
        "division",
        "province",
        "city",
        "district",
        "locality",
        "country",
        "unit",
        "organisation",
        "ngo",
        "agency",
        "enterprise",
        "commune",
        "school",
        "hospital",
        "partner",
        "donor",
        "project",
        "cluster",
        "block",
        "delegation",
    ]
)
# What goes by the name of its place: 21 organisations at work in Hue and Hanoi do not.
_OF_A_PLACE: Final = frozenset(
    ["member", "department", "division", "province", "city", "district", "locality", "commune", "unit"]
)
_SHARE: Final = 0.6
_FEW_WORDS: Final = 4  # that tell the last of a list without its name
_UNCASED_NAMES: Final = 3
_MISSED: Final = 0.2  # of the names of a list, as many may be missing where nothing else says that it is one
_SHORT: Final = 20  # characters of a name that is not known
_OPENS: Final = 30  # characters before a list in which "including" may stand
_VIETNAM: Final = "VN-"


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a list, in normal positions, with its province if it is one."""

    text: str
    start: int
    end: int
    place_id: str | None


@dataclass(frozen=True, slots=True)
class Listing:
    """A list that belongs to a count; `open`: the text says that there are others."""

    figure: Figure
    names: tuple[Name, ...]
    open: bool
    of_places: bool


def listings_of(reading: Reading, figures: list[Figure], language: str) -> list[Listing]:
    """The lists of one sentence, each with the figure that counts it."""
    found: list[Listing] = []
    for figure in figures:
        if figure.status == "context" or figure.kind != "count" or not figure.value:
            continue
        if figure.concept not in _LISTED and not 1 < figure.value <= MOST:
            continue
        listing = _listing(reading, figure, language)
        if listing is not None and not any(_overlap(listing, other) for other in found):
            found.append(listing)
    return found


def _overlap(one: Listing, other: Listing) -> bool:
    """Whether two lists have names in common."""
    return one.names[0].start < other.names[-1].end and other.names[0].start < one.names[-1].end


def _listing(reading: Reading, figure: Figure, language: str) -> Listing | None:
    for region in regions(reading, figure, named=figure.concept in _LISTED):
        listing = _read(reading, figure, region, language)
        if listing is not None:
            return None if _is_of_more(figure, region, len(listing.names)) else listing
    return None


def _is_of_more(figure: Figure, region: Region, count: int) -> bool:
    """Whether a list that is too long is one of something else as well: four provinces AND one city: ..."""
    between = figure.sentence.between(figure.number_end, min(region.start, figure.sentence.end))
    return count > figure.amount and any("and" in m.entry.senses.get("enumerations", ()) for m in between)


def _read(reading: Reading, figure: Figure, region: Region, language: str) -> Listing | None:
    spans = list(pieces(reading, region.sentence, region.start, region.end))
    apart = abs(figure.amount - len(spans))
    if len(spans) < 2 or (region.told and not region.before and apart > max(1, _MISSED * figure.amount)):
        return None
    first, places = spans[0][1], _resolved(reading, region, spans, language)
    inside, known = _with_places_inside(region, spans, places)
    resolved = sum(place is not None for place in known)
    of_places = resolved >= 2 and resolved >= _SHARE * len(inside)
    described = False
    if of_places:
        spans, places = _without_edges(reading, region, inside, known)
        if not _as_long_as_stated(reading, figure, region, len(spans), led=spans[0][0] >= first):
            return None
        described = len(spans) + 1 == figure.value and _ends_described(reading, region, inside, spans)
    else:
        named = _names(reading, figure, region, spans)
        if named is None:
            return None
        spans, places = named, [None] * len(named)
    names = tuple(_name(reading, a, b, place) for (a, b), place in zip(spans, places, strict=True))
    return Listing(figure, names, described or _is_open(reading, figure, region), of_places)


def _ends_described(
    reading: Reading, region: Region, found: list[tuple[int, int]], kept: list[tuple[int, int]]
) -> bool:
    """Whether an "and" leads to one more, told by a few words and not by its name: A, B, C and the host."""
    last = kept[-1][1]
    behind = [(start, end) for start, end in found if start >= last]
    if len(behind) != 1:
        return False
    start, end = behind[0]
    joins = any("and" in m.entry.senses.get("enumerations", ()) for m in region.sentence.between(last, start))
    text = reading.clean[start:end]
    return joins and len(text.split()) <= _FEW_WORDS and len(text) <= _FEW_WORDS * _SHORT // 2


def _as_long_as_stated(reading: Reading, figure: Figure, region: Region, count: int, *, led: bool) -> bool:
    """Whether a row of places may be the list of a count: of what has names, or of about as many.

    `led`: words stand before the first, which may hold one more name.
    """
    if region.before and led:
        return count == figure.value
    row = not region.told and figure.amount > 1 and figure.concept in _OF_A_PLACE
    if figure.concept in _LISTED and (region.opened or row or _is_open(reading, figure, region)):
        return True
    listed = region.opened or region.told or figure.concept in _LISTED
    return listed and abs(count - figure.amount) <= max(1, _MISSED * figure.amount)


def _resolved(reading: Reading, region: Region, spans: list[tuple[int, int]], language: str) -> list[str | None]:
    """The province of each piece. What only its place makes a list is not asked for unless provinces stand there."""
    if not region.opened and not any(map(_province, region.sentence.between(region.start, region.end))):
        return [None] * len(spans)
    return resolve_places([without_asides(reading.clean[a:b]) for a, b in spans], language)


def _names(
    reading: Reading, figure: Figure, region: Region, spans: list[tuple[int, int]]
) -> list[tuple[int, int]] | None:
    """The names of a list that are no provinces, None where it is no list or may be read as long as stated.

    Behind a mark names are a list of members, organisations and the like however many there are; else, and of other
    things, only where they are as many as stated or one more or fewer.
    """
    if region.before:
        spans = _run(reading, region, spans)
    texts = [reading.clean[a:b] for a, b in spans]
    named = are_names(texts)
    if not (region.opened and named and figure.concept in _LISTED):
        near = abs(len(spans) - figure.amount) <= 1 and _UNCASED_NAMES <= len(spans) <= MOST
        if not near or not (region.opened or region.closed or region.before):
            return None
        if region.before and not region.closed and len(spans) > figure.amount:
            return None  # what stands before the first name may be a clause of its own
        if not (named or may_be_names(reading, region.sentence, spans)) and (
            not may_be_things(reading, region.sentence, spans) or _may_be_fewer(region, spans, figure.amount)
        ):
            return None
    if len(spans) != figure.value:
        whole = list(pieces(reading, region.sentence, region.start, region.end, last_and=True))
        if len(whole) == figure.value:  # Aide et Action, Save the Children, ... et Hagar: a name with an "and" in it
            return whole
    return spans


def _run(reading: Reading, region: Region, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The names directly before a count: the short pieces, and the end of the one before them."""
    first = len(spans)
    while first and may_be_things(reading, region.sentence, spans[first - 1 : first]):
        first -= 1
    if not first:
        return spans
    start, end = spans[first - 1]
    led = [m.end for m in region.sentence.between(start, end) if m.end < end]
    start = max([start, *led]) if reading.engine.grammar.spaceless else reading.clean.rfind(" ", start, end) + 1
    return [(max(start, spans[first - 1][0]), end), *spans[first:]]


def _may_be_fewer(region: Region, spans: list[tuple[int, int]], stated: float) -> bool:
    """Whether an "and" between two things may join them to one: trade, culture and tourism are two or three."""
    mentions = region.sentence.between(region.start, region.end)
    ands = sum("and" in mention.entry.senses.get("enumerations", ()) for mention in mentions)
    return len(spans) - ands <= stated < len(spans)


def _is_open(reading: Reading, figure: Figure, region: Region) -> bool:
    """Whether the text says that there are others."""
    start = max(figure.number_end, region.start - _OPENS) if region.start > figure.number_end else region.start
    end = figure.number_start if region.before else region.end
    said = (m.entry.senses.get("enumerations", ()) for m in region.sentence.between(start, end))
    opened = any("open" in keys or "including" in keys for keys in said)
    return opened or bool(_ELLIPSIS.search(reading.clean, region.start, end))


def _name(reading: Reading, start: int, end: int, place: str | None) -> Name:
    """A name of the list, what is said of it in brackets left out."""
    aside = ASIDE.search(reading.clean, start, end) if opening_bracket(reading.clean, start, end) >= 0 else None
    if aside is not None and aside.start() > start:
        end = aside.start()
    text = reading.normal.source[slice(*reading.normal.original(start, end))]
    return Name(unicodedata.normalize("NFC", text), start, end, place)


def _with_places_inside(
    region: Region, spans: list[tuple[int, int]], places: list[str | None]
) -> tuple[list[tuple[int, int]], list[str | None]]:
    """Takes the provinces out of pieces that say more: the alliances of the cities of Hanoi; دونغ ناي وخانه هوا."""
    found: list[tuple[int, int]] = []
    known: list[str | None] = []
    for (start, end), place in zip(spans, places, strict=True):
        inside = [] if place is not None else [m for m in region.sentence.between(start, end) if _province(m)]
        found.extend((m.start, m.end) for m in inside)
        known.extend(_province(m) for m in inside)
        if not inside:
            found.append((start, end))
            known.append(place)
    return found, known


def _province(mention: Mention) -> str | None:
    sure = mention.entry.senses.get("places.sure", ()) if mention.categories & PLACE else ()
    return sure[0] if len(sure) == 1 and sure[0].startswith(_VIETNAM) else None


def _without_edges(
    reading: Reading, region: Region, spans: list[tuple[int, int]], places: list[str | None]
) -> tuple[list[tuple[int, int]], list[str | None]]:
    """Takes off what leads up to the first place, and what follows the last: the sentence has gone on."""
    first = next(at for at, place in enumerate(places) if place is not None)
    last = max(at for at, place in enumerate(places) if place is not None)
    if region.before:
        return spans[first:], places[first:]  # the count follows the last, whatever it is
    sentence = region.sentence
    while first and any(m.categories & NOUN and m.end == spans[0][1] for m in sentence.between(*spans[0])):
        spans, places, first, last = spans[1:], places[1:], first - 1, last - 1  # the alliances of the provinces
    tail = spans[last + 1 :]
    if len(tail) == 1 and tail[0][1] - tail[0][0] <= _SHORT and not _goes_on(reading, sentence, *tail[0]):
        return spans, places  # one more short name, only unknown
    return spans[: last + 1], places[: last + 1]


def _goes_on(reading: Reading, sentence: Sentence, start: int, end: int) -> bool:
    """Whether words behind the last place are no name: के सहकारी गठबंधन, of which they are the alliances."""
    of = reading.engine.word_after(reading.folded, start, "numbers.fraction_after")
    return of is not None or any(m.categories & NOUN for m in sentence.between(start, end))


__all__ = ["Listing", "Name", "listings_of"]
