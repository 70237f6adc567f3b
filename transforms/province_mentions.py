"""The provinces that an article names, where they stand: also in doubtful and in unknown spellings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise
from operator import attrgetter
from typing import Final

from transforms.places import nearest_place
from transforms.reading import Reading
from transforms.terms import NOUN, PLACE, Mention

_VIETNAM: Final = "VN-"
_PROVINCE: Final = "province"
_BEFORE, _AFTER = "places.before", "places.after"
_MOST_UNKNOWN: Final = 6  # words for "province" beside which an unknown name is looked for
_WORDS: Final = 3  # of a name
_SMALL: Final = 3  # letters of "of", "de", "di" between the word for a province and its name
_WINDOW: Final = 48
_KATAKANA: Final = re.compile(r"[\u30a1-\u30ff]{2,10}$")
_HAN_NAMES: Final = (2, 3, 4)  # signs of a name
_UNSPACED_NAMES: Final = range(4, 15)  # letters of a name where nothing shows its end
_WORD_BEFORE: Final = re.compile(r"(?:^|[\s(])(?P<word>[^\W\d_][\w'’]*)\.?[ -]$")
_JOINTS: Final = frozenset((" ", "-", "\u2011", "\u00a0"))  # between a name and the word for what it is
_COMMA: Final = re.compile(r"\s*[,/\u3001\uff0c\u060c\u00b7\u30fb]\s*")
_CLOSED: Final = re.compile(
    r"[\u0964\u0965]|[^\w\s\u0300-\u036f\u0900-\u0dff\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff'’\-]"
)
_SOLID: Final = re.compile(r"\S+")
_OFTEN: Final = 2


@dataclass(frozen=True, slots=True)
class NamedProvince:
    """A province where the normal text names it."""

    start: int
    end: int
    place_id: str


def provinces_named(reading: Reading, language: str) -> list[NamedProvince]:
    """The provinces of an article, in the order of the text; those in its frame are left out.

    A spelling that is also something else counts where a word such as "province" stands beside it or it stands in a
    row with others, and then all over the article. A town's name stands for its province. A name that no spelling
    fits is taken for the one that it is most like, beside such a word alone.
    """
    sure: list[NamedProvince] = []
    doubtful: list[NamedProvince] = []
    frame = reading.frame
    for mention in reading.terms.of(PLACE):
        if frame.spans and frame.holds(mention.start, mention.end):
            continue
        senses = mention.entry.senses
        keys = senses.get("places.sure") or senses.get("places.town") or senses.get("places.weak", ())
        if keys and keys[0].startswith(_VIETNAM):
            one = NamedProvince(mention.start, mention.end, keys[0])
            (doubtful if "places.weak" in senses else sure).append(one)
    found = sure
    if doubtful:
        known = {one.place_id for one in sure} | _vouched_for(reading, sure, doubtful)
        found = found + [one for one in doubtful if one.place_id in known]
    found = found + _unknown(reading, language)
    return sorted(found, key=attrgetter("start"))


# -- doubtful names ---------------------------------------------------------------------------------------------------


def _vouched_for(reading: Reading, sure: list[NamedProvince], doubtful: list[NamedProvince]) -> set[str]:
    """The provinces with a doubtful spelling that the words or names beside it clear up somewhere in the article."""
    said = {one.place_id for one in doubtful if _said_to_be_one(reading, one)}
    alone = [one.place_id for one in doubtful if _is_alone(reading, one)]
    often = {place for place in alone if alone.count(place) >= _OFTEN} if len(alone) >= _OFTEN else set()
    return said | often | set(_in_a_row(reading, sure, doubtful))


def _said_to_be_one(reading: Reading, one: NamedProvince) -> bool:
    """Whether "province" or "city" stands beside a name, or is part of it."""
    folded, engine = reading.folded, reading.engine
    if folded[one.start : one.end].endswith(engine.beside[_AFTER]) and engine.lexicon.spaced != "both":
        return True
    behind = one.end + (reading.clean[one.end : one.end + 1] in _JOINTS)
    before = one.start - (reading.clean[one.start - 1 : one.start] in _JOINTS)
    if engine.lexicon.spaced == "both":
        follows = engine.word_after(folded, behind, _AFTER) is not None and reading.clean[behind].isalpha()
    else:
        follows = folded.startswith(engine.beside[_AFTER], behind)
    return follows or (engine.word_before(folded, before, _BEFORE) and _is_inner(reading.clean[before - 1 : before]))


def _is_inner(char: str) -> bool:
    """Whether a word that ends with this character may lead on to a name: not a full stop's, but T.P.'s."""
    return char.isalpha() or char in ".'’" or unicodedata.category(char).startswith("M")


def _is_alone(reading: Reading, one: NamedProvince) -> bool:
    """Whether a short name stands for itself: behind another capital, "Hue" may be a person's."""
    word = reading.clean[one.start : one.end]
    if not word[0].isupper() or " " in word:
        return False
    before = _WORD_BEFORE.search(reading.clean[max(0, one.start - _WINDOW) : one.start])
    return before is None or not before["word"][0].isupper()


def _in_a_row(reading: Reading, sure: list[NamedProvince], doubtful: list[NamedProvince]) -> Iterator[str]:
    """The provinces that a list joins to one beyond doubt."""
    certain = {one.start for one in sure}
    for one, other in pairwise(sorted([*sure, *doubtful], key=attrgetter("start"))):
        if (one.start in certain) != (other.start in certain) and joined(reading, one, other):
            yield other.place_id if one.start in certain else one.place_id


def joined(reading: Reading, one: NamedProvince, other: NamedProvince) -> bool:
    """Whether a comma or an "and" is all that stands between two names, but for what sort of a place each is."""
    start, end = one.end, other.start
    if end - start > _WINDOW or one.place_id == other.place_id:
        return False
    folded, beside = reading.folded, reading.engine.beside
    behind = next((word for word in beside[_AFTER] if folded.startswith(word, start + (folded[start] == " "))), "")
    if behind and start + len(behind) < end:
        start += len(behind) + (folded[start] == " ")
    before = next((word for word in beside[_BEFORE] if folded.endswith(word, start, end - 1)), "")
    end -= len(before) + 1 if before else 0
    if _COMMA.fullmatch(reading.clean, start, end):
        return True
    if reading.folded[start:end].strip() in reading.engine.lexicon.words("enumerations", "and"):
        return True  # written on to the name: وكاو بانغ
    link = reading.terms.starts.get(start) or reading.terms.starts.get(start + 1)
    return link is not None and "and" in link.entry.senses.get("enumerations", ()) and 0 <= end - link.end <= 1


# -- unknown spellings ------------------------------------------------------------------------------------------------


def _unknown(reading: Reading, language: str) -> list[NamedProvince]:
    """The names beside "province" that no spelling fits, each wherever the article has it."""
    clean = reading.clean
    places: dict[str, str] = {}
    for word in islice(_bare_words(reading), _MOST_UNKNOWN):
        for spans in _names_beside(reading, word):
            nearest = nearest_place([clean[a:b] for a, b in spans], language)
            if nearest is not None:
                at, place = nearest
                places.setdefault(clean[slice(*spans[at])], place)
    return [
        NamedProvince(match.start(), match.end(), place)
        for name, place in places.items()
        for match in re.finditer(re.escape(name), clean)
        if not reading.frame.holds(match.start(), match.end())
    ]


def _bare_words(reading: Reading) -> Iterator[Mention]:
    """The words for "province" that no known name stands beside."""
    starts, ends = reading.terms.starts, reading.terms.ends
    words = [mention for mention in reading.terms.of(NOUN) if mention.entry.noun == _PROVINCE]
    for mention in words:
        if not reading.frame.holds(mention.start, mention.end):
            beside = [ends.get(mention.start - gap) for gap in range(2)]
            beside += [starts.get(mention.end + gap) for gap in range(_SMALL + 3)]
            if not any(one is not None and one.categories & PLACE for one in beside):
                yield mention


def _names_beside(reading: Reading, word: Mention) -> Iterator[list[tuple[int, int]]]:
    """The spans that may be a name behind and before a word, the longest first."""
    engine, clean = reading.engine, reading.clean
    if engine.beside[_BEFORE]:
        behind = _spans_behind(clean, word.end, spaced=engine.lexicon.spaced != "none")
        if behind:
            yield behind
    if engine.beside[_AFTER]:
        before = _spans_before(clean, word.start, spaced=engine.lexicon.spaced != "none")
        if before:
            yield before


def _spans_behind(clean: str, at: int, *, spaced: bool) -> list[tuple[int, int]]:
    window = clean[at : at + _WINDOW]
    mark = _CLOSED.search(window)
    window = window[: mark.start()] if mark else window
    if not spaced:
        start = at + len(window) - len(window.lstrip())
        return [(start, start + size) for size in reversed(_UNSPACED_NAMES) if start + size <= at + len(window)]
    words = list(_SOLID.finditer(window))
    if words and len(words[0][0]) <= _SMALL and words[0][0].islower():
        words = words[1:]
    own = words[: _as_names([word[0] for word in words[:_WORDS]])]
    return [(at + own[0].start(), at + own[last].end()) for last in range(len(own) - 1, -1, -1)]


def _spans_before(clean: str, at: int, *, spaced: bool) -> list[tuple[int, int]]:
    first = max(0, at - _WINDOW)
    window = clean[first:at]
    marks = list(_CLOSED.finditer(window))
    first += marks[-1].end() if marks else 0
    window = clean[first:at].rstrip()
    if not spaced:
        katakana = _KATAKANA.search(window)
        if katakana is not None:
            return [(first + katakana.start(), first + katakana.end())]
        end = first + len(window)
        return [(end - size, end) for size in reversed(_HAN_NAMES) if size <= len(window)]
    words = list(_SOLID.finditer(window))[-_WORDS:]
    take = _as_names([word[0] for word in reversed(words)])
    own = words[len(words) - take :]
    return [(first + word.start(), first + own[-1].end()) for word in own]


def _as_names(words: list[str]) -> int:
    """How many of these words, from the first, may be a name: capitalised, where the script has capitals."""
    for at, word in enumerate(words):
        if word[0].islower() or word[0].isdigit():
            return at
    return len(words)
