"""Enumerations with a stated count: the names, their provinces, and whether there are as many as the text says."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from transforms.figure import Figure
from transforms.places import resolve_places
from transforms.reading import Reading
from transforms.terms import CHANGE, ENUMERATION, NOUN, NUMBER, PLACE, SPEECH, Mention

_COLON: Final = re.compile(r"[:\uff1a]")
_BRACKET: Final = re.compile(r"\s{0,2}[(\uff08](?P<inner>[^()\uff08\uff09]{6,600})[)\uff09]")
_SEPARATOR: Final = re.compile(r"\s*[,،、\uff0c;\uff1b]\s*")
# Where words are not parted by spaces, names of a list may be; not the words of a name in Latin letters.
_SPACED: Final = re.compile(
    r"\s*[,،、\uff0c;\uff1b]\s*|(?<![a-z\u00c0-\u024f\u1e00-\u1ef9])\s+|\s+(?![a-z\u00c0-\u024f\u1e00-\u1ef9])",
    re.IGNORECASE,
)
_ELLIPSIS: Final = re.compile(r"(?:…|\.\.\.|⋯)")
_ASIDE: Final = re.compile(r"\s*[(\uff08][^()\uff08\uff09]*[)\uff09]")
_NAME_WORDS: Final = 7
_NAME_LENGTH: Final = 60
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
_SHARE: Final = 0.6
_CONNECTED: Final = 40  # characters before the end of a list in which its last "and" is looked for
_APART: Final = 12  # characters between two names of a row, "and the province of" among them
_UNCASED_NAMES: Final = 3
_UNCASED_WORDS: Final = 3
_UNCASED_LENGTH: Final = 8  # characters, where words don't stand apart
_SHORT: Final = 20  # characters of a name that is not known
_VIETNAM: Final = "VN-"
_OPENING: Final = ("(", "\uff08")
_CLOSING: Final = (")", "\uff09")


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
    found = []
    for figure in figures:
        if figure.status == "context" or figure.kind != "count" or figure.concept not in _LISTED:
            continue
        listing = _listing(reading, figure, language)
        if listing is not None:
            found.append(listing)
    return found


def _listing(reading: Reading, figure: Figure, language: str) -> Listing | None:
    region = (max(figure.end, figure.number_end), figure.right)
    if region[1] < figure.sentence.end:  # another count follows: what leads up to it is no name
        region = (region[0], _before_connector(figure, region[1]))
    for start, end, sure in _candidates(reading, figure, *region):
        listing = _read(reading, figure, start, end, language, sure=sure)
        if listing is not None:
            return listing
    return None


def _candidates(reading: Reading, figure: Figure, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """Where the list may stand: behind a colon, in brackets, behind "namely", or a row of places."""
    colon = _COLON.search(reading.clean, start, end)
    if colon is not None:
        yield colon.end(), end, True
    noun_end = max(start, figure.noun.end) if figure.noun is not None else start
    bracket = _BRACKET.search(reading.clean, noun_end, min(end, noun_end + 640))
    if bracket is not None and len(reading.clean[noun_end : bracket.start()]) <= 40:
        yield bracket.start("inner"), bracket.end("inner"), True
    for mention in figure.sentence.between(start, end):
        if mention.categories & ENUMERATION and "namely" in mention.entry.senses["enumerations"]:
            yield mention.end, end, False
    row = _row_of_places(reading, figure, start, end)
    if row is not None:
        yield row[0], row[1], False


def _row_of_places(reading: Reading, figure: Figure, start: int, end: int) -> tuple[int, int] | None:
    places = [m for m in figure.sentence.between(start, end) if m.categories & PLACE]
    for place, following in pairwise(places):
        gap = reading.clean[place.end : following.start]
        joined = _separator(reading).search(gap) or _and_between(figure, place.end, following.start)
        if joined and len(gap.strip()) <= _APART:
            return place.start, end
    return None


def _separator(reading: Reading) -> re.Pattern[str]:
    return _SPACED if reading.engine.lexicon.spaced == "none" else _SEPARATOR


def _and_between(figure: Figure, start: int, end: int) -> bool:
    return any("and" in m.entry.senses.get("enumerations", ()) for m in figure.sentence.between(start, end))


def _before_connector(figure: Figure, end: int) -> int:
    """Takes an "and" off the end: "... Vinh Phuc and 10 members"."""
    for mention in reversed(figure.sentence.between(end - _CONNECTED, end)):
        if mention.categories & ENUMERATION and "and" in mention.entry.senses["enumerations"]:
            return mention.start if end - mention.end <= 4 else end
    return end


def _read(reading: Reading, figure: Figure, start: int, end: int, language: str, *, sure: bool) -> Listing | None:
    pieces = list(_pieces(reading, figure, start, end))
    opened = any(
        "open" in m.entry.senses.get("enumerations", ()) or "including" in m.entry.senses.get("enumerations", ())
        for m in figure.sentence.between(max(figure.number_end, start - 30), end)
    ) or bool(_ELLIPSIS.search(reading.clean, start, end))
    if len(pieces) < 2:
        return None
    texts = [reading.clean[a:b] for a, b in pieces]
    places = resolve_places([_ASIDE.sub("", text).strip() for text in texts], language)
    resolved = sum(place is not None for place in places)
    of_places = resolved >= 2 and resolved >= _SHARE * len(pieces)
    if of_places:
        pieces, places = _without_edges(reading, figure, *_with_places_inside(reading, figure, pieces, places))
    elif not (sure and (all(_like_a_name(text) for text in texts) or _like_names(reading, figure, pieces))):
        return None
    elif len(pieces) != figure.value:
        whole = list(_pieces(reading, figure, start, end, last_and=True))
        if len(whole) == figure.value:  # Aide et Action, Save the Children, ... et Hagar: a name with an "and" in it
            pieces, places = whole, [None] * len(whole)
    names = tuple(_name(reading, a, b, place) for (a, b), place in zip(pieces, places, strict=True))
    return Listing(figure, names, opened, of_places)


def _name(reading: Reading, start: int, end: int, place: str | None) -> Name:
    """A name of the list, what is said of it in brackets left out."""
    aside = _ASIDE.search(reading.clean, start, end)
    if aside is not None and aside.start() > start:
        end = aside.start()
    text = reading.normal.source[slice(*reading.normal.original(start, end))]
    return Name(unicodedata.normalize("NFC", text), start, end, place)


def _pieces(
    reading: Reading, figure: Figure, start: int, end: int, *, last_and: bool = False
) -> Iterator[tuple[int, int]]:
    """Spans of the names: between separators and "and" words, small words before a name taken off.

    `last_and`: an "and" that a separator follows is part of a name.
    """
    separator = _separator(reading)
    asides = [match.span() for match in _ASIDE.finditer(reading.clean, start, end)]
    cuts = [
        match.span()
        for match in separator.finditer(reading.clean, start, end)
        if not any(a <= match.start() < b for a, b in asides)
    ]
    ending = max((cut[0] for cut in cuts), default=start) if last_and else start
    cuts += [
        (m.start, m.end)
        for m in figure.sentence.between(ending, end)
        if "and" in m.entry.senses.get("enumerations", ()) and not any(a <= m.start < b for a, b in asides)
    ]
    at = start
    for cut_start, cut_end in [*sorted(cuts), (end, end)]:
        if cut_start >= at:
            piece = _trimmed(reading, figure, at, cut_start)
            if piece is not None:
                yield piece
        at = max(at, cut_end)


def _trimmed(reading: Reading, figure: Figure, start: int, end: int) -> tuple[int, int] | None:
    clean = reading.clean
    while start < end and not (clean[start].isalnum()):
        start += 1
    after = reading.engine.word_after(reading.folded, start, "enumerations.name_words")
    if after is not None and after < end:
        start = after
        while start < end and not clean[start].isalnum():
            start += 1
    place = reading.terms.starts.get(start)
    if (
        place is not None
        and place.categories & PLACE
        and place.end < end
        and len(clean[place.end : end].split()) > 2
        and clean[place.end] not in _OPENING
    ):
        end = place.end  # "..., Can Tho took part in the meeting": the name ends before the clause goes on
    while end > start and not (clean[end - 1].isalnum() or clean[end - 1] in _CLOSING or _is_mark(clean[end - 1])):
        end -= 1
    if clean[end - 1 : end] in _CLOSING and not any(mark in clean[start:end] for mark in _OPENING):
        end -= 1
    return (start, end) if start < end else None


def _is_mark(char: str) -> bool:
    return unicodedata.category(char).startswith("M")


def _with_places_inside(
    reading: Reading, figure: Figure, pieces: list[tuple[int, int]], places: list[str | None]
) -> tuple[list[tuple[int, int]], list[str | None]]:
    """Takes the provinces out of pieces that say more: the alliances of the cities of Hanoi; دونغ ناي وخانه هوا."""
    spans: list[tuple[int, int]] = []
    known: list[str | None] = []
    for (start, end), place in zip(pieces, places, strict=True):
        inside = (
            [] if place is not None else [m for m in figure.sentence.between(start, end) if _province(m) is not None]
        )
        spans.extend((m.start, m.end) for m in inside)
        known.extend(_province(m) for m in inside)
        if not inside:
            spans.append((start, end))
            known.append(place)
    return spans, known


def _province(mention: Mention) -> str | None:
    sure = mention.entry.senses.get("places.sure", ()) if mention.categories & PLACE else ()
    return sure[0] if len(sure) == 1 and sure[0].startswith(_VIETNAM) else None


def _without_edges(
    reading: Reading, figure: Figure, pieces: list[tuple[int, int]], places: list[str | None]
) -> tuple[list[tuple[int, int]], list[str | None]]:
    """Takes off what leads up to the first place, and what follows the last: the sentence has gone on."""
    first = next(at for at, place in enumerate(places) if place is not None)
    last = max(at for at, place in enumerate(places) if place is not None)
    while first and any(m.categories & NOUN and m.end == pieces[0][1] for m in figure.sentence.between(*pieces[0])):
        pieces, places, first, last = pieces[1:], places[1:], first - 1, last - 1  # the alliances of the provinces
    tail = pieces[last + 1 :]
    if len(tail) == 1 and tail[0][1] - tail[0][0] <= _SHORT and not _goes_on(reading, figure, *tail[0]):
        return pieces, places  # one more short name, only unknown
    return pieces[: last + 1], places[: last + 1]


def _goes_on(reading: Reading, figure: Figure, start: int, end: int) -> bool:
    """Whether words behind the last place are no name: के सहकारी गठबंधन, of which they are the alliances."""
    of = reading.engine.word_after(reading.folded, start, "numbers.fraction_after")
    return of is not None or any(m.categories & NOUN for m in figure.sentence.between(start, end))


def _like_names(reading: Reading, figure: Figure, pieces: list[tuple[int, int]]) -> bool:
    """Whether pieces of a script without capitals are names: short, and one more or fewer than stated at most."""
    if figure.value is None or abs(len(pieces) - figure.value) > 1 or len(pieces) < _UNCASED_NAMES:
        return False
    return all(_is_unknown(reading, figure, start, end) for start, end in pieces)


def _is_unknown(reading: Reading, figure: Figure, start: int, end: int) -> bool:
    """Whether a piece may be a name that no lexicon knows: of few letters, without a number or a verb in it."""
    text = reading.clean[start:end]
    longest = _UNCASED_LENGTH if reading.engine.grammar.spaceless else _NAME_LENGTH
    if len(text) > longest or len(text.split()) > _UNCASED_WORDS:
        return False
    if any(map(str.isdigit, text)) or text.upper() != text.lower():
        return False
    return not any(m.categories & (NUMBER | SPEECH | CHANGE) for m in figure.sentence.between(start, end))


def _like_a_name(text: str) -> bool:
    bare = _ASIDE.sub("", text).strip()
    if not bare or len(bare) > _NAME_LENGTH or len(bare.split()) > _NAME_WORDS:
        return False
    first = bare[0]
    return first.isupper() or first.isdigit()


__all__ = ["Listing", "Name", "listings_of"]
