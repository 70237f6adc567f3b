"""The provinces of Viet Nam: their codes, the merger of July 2025, and how each is spelled in each language."""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import product

from transforms.names.folding import normalise_name, script_of
from transforms.names.tables import table

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
# Under these stand the spellings that are good in any article.
ORIGINAL = "vi"
INTERNATIONAL = "en"


@dataclass(frozen=True, slots=True)
class Place:
    """A province or centrally run city.

    `place_id` is its ISO 3166-2 code. `valid_from` None: since before the news that is read here. A unit that the
    merger of July 2025 continued keeps its code and has no `valid_to` and no `successor_id`; one merged away has both.
    """

    place_id: str
    name_vi: str
    name_en: str
    kind: str
    valid_from: date | None
    valid_to: date | None
    successor_id: str | None


@dataclass(frozen=True, slots=True)
class Affixes:
    """Words of one language that stand beside a province's name, longest first."""

    before: tuple[str, ...]
    after: tuple[str, ...]


@cache
def places() -> tuple[Place, ...]:
    """The 63 provinces before July 2025; the 34 of today are those without `valid_to`."""
    return tuple(
        Place(
            place_id=place_id,
            name_vi=entry["vi"],
            name_en=entry["en"],
            kind=entry["kind"],
            valid_from=_day(entry["valid_from"]),
            valid_to=_day(entry["valid_to"]),
            successor_id=entry["successor"],
        )
        for place_id, entry in table("provinces.json")["provinces"].items()
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def place_on(place_id: str, day: date | None) -> str:
    """The unit that `place_id` is part of on that day: itself, or its successor; itself where the day is not known."""
    place = next(place for place in places() if place.place_id == place_id)
    if day is None or place.valid_to is None or place.successor_id is None or day <= place.valid_to:
        return place_id
    return place.successor_id


@cache
def languages() -> frozenset[str]:
    """The languages with names of their own for the provinces."""
    known = set(table("syllable_spellings.yaml"))
    for entry in table("provinces.json")["provinces"].values():
        known |= entry["names"].keys()
    for by_language in table("province_spellings.yaml").values():
        known |= by_language.keys()
    return frozenset(known)


@cache
def affixes(language: str) -> Affixes:
    """The words beside names in that language and in Vietnamese and English; every language's where it is not known."""
    data = table("place_affixes.yaml")
    keys = [key for key in (language, ORIGINAL, INTERNATIONAL) if key in data] if language in data else list(data)
    before, after = set(), set()
    for entry in (data[key] for key in keys):
        country = entry.get("country", ())
        before |= {normalise_name(word) for side in ("before", "loose_before") for word in entry.get(side, ())}
        after |= {normalise_name(word) for side in ("after", "loose_after") for word in entry.get(side, ())}
        before |= {normalise_name(word) for word in country}
        after |= {normalise_name(word) for word in country}
    longest_first = [tuple(sorted(words - {""}, key=lambda word: (-len(word), word))) for words in (before, after)]
    return Affixes(*longest_first)


def kind_words(language: str) -> Affixes:
    """The words beside a name that say that it is a province's or a city's, as they are written, longest first."""
    data = table("place_affixes.yaml")
    entries = [data[key] for key in dict.fromkeys((language, ORIGINAL)) if key in data]
    sides = ([word for entry in entries for word in entry.get(side, ())] for side in ("before", "after"))
    return Affixes(*(tuple(sorted(set(words), key=lambda word: (-len(word), word))) for words in sides))


def stripped(folded: str, language: str) -> Iterator[str]:
    """A folded name without the affixes that it may carry, in every way that leaves two letters; never itself."""
    words = affixes(language)
    heads = [folded] + [folded[len(word) :] for word in words.before if folded.startswith(word)]
    for head in heads:
        if head != folded and len(head) > 1:
            yield head
        for word in words.after:
            if head.endswith(word) and len(head) - len(word) > 1:
                yield head[: -len(word)]


def inflections(language: str, name: str) -> Iterator[str]:
    """The other cases of a name, by the rules of its language's data; none where it has none."""
    for rule in table("place_affixes.yaml").get(language, {}).get("inflection", ()):
        drop = rule["drop"]
        if name.endswith(drop):
            stem, script = name[: len(name) - len(drop)], script_of(name)
            yield from (stem + ending for ending in rule["add"] if script_of(ending) == script)
            return


def written_names(place_id: str, language: str) -> tuple[str, ...]:
    """A province's names as the language's own data give them, the usual one first, affixes and all."""
    entry = table("provinces.json")["provinces"][place_id]
    by_hand = table("province_spellings.yaml").get(place_id, {})
    names = [*by_hand.get(language, ()), *([entry["names"][language]] if language in entry["names"] else [])]
    if language == ORIGINAL:
        names.insert(0, entry["vi"])
    return tuple(dict.fromkeys(names))


def _syllables(name: str) -> list[str]:
    bare = (letter for letter in unicodedata.normalize("NFD", name.lower()) if letter not in _TONES)
    return "".join(letter if letter.isalpha() or unicodedata.combining(letter) else " " for letter in bare).split()


def transcribed_names(place_id: str, language: str) -> Iterator[tuple[tuple[str, ...], int]]:
    """A province's syllables as a language's syllable table spells them, with how unusual that is (0: as usual)."""
    spellings = table("syllable_spellings.yaml").get(language)
    if spellings is None:
        return
    entry = table("provinces.json")["provinces"][place_id]
    syllables = [unicodedata.normalize("NFC", syllable) for syllable in _syllables(entry["vi"])]
    options = [tuple(enumerate(dict.fromkeys(spellings[syllable].split()))) for syllable in syllables]
    for combination in product(*options):
        rank = sum(index for index, _ in combination)
        # In names of many syllables rare spellings do not pile up.
        if rank <= 4 or len(syllables) <= 2:
            yield tuple(spelling for _, spelling in combination), rank


@cache
def spellings(language: str) -> Mapping[str, str]:
    """Folded spelling -> place: a language's, Vietnamese and international ones; inflected, with and without affix.

    A spelling that would name two provinces names the one that it is the more usual spelling of, or none.
    """
    ranked: dict[str, tuple[int, str]] = {}
    ambiguous: set[tuple[int, str]] = set()

    def book(folded: str, rank: int, place_id: str) -> None:
        known = ranked.get(folded)
        if known is None or rank < known[0]:
            ranked[folded] = (rank, place_id)
        elif known[0] == rank and known[1] != place_id:
            ambiguous.add((rank, folded))

    for place in places():
        for key in (language, INTERNATIONAL, ORIGINAL):
            for name in written_names(place.place_id, key):
                folded = normalise_name(name)
                book(folded, 0, place.place_id)
                bare = min(stripped(folded, key), key=len, default=folded)
                book(bare, 1, place.place_id)
                for of in dict.fromkeys((key, language)):  # Vietnamese names, too, take the language's endings
                    for inflected in (*inflections(of, folded), *inflections(of, bare)):
                        book(inflected, 2, place.place_id)
        for parts, rank in transcribed_names(place.place_id, language):
            folded = normalise_name("".join(parts))
            book(folded, 3 + rank, place.place_id)
            for inflected in inflections(language, folded):
                book(inflected, 4 + rank, place.place_id)
    return {folded: place_id for folded, (rank, place_id) in ranked.items() if (rank, folded) not in ambiguous}


@cache
def spellings_of_all() -> Mapping[str, str]:
    """Folded spelling -> place over all languages; what means different provinces in two languages is left out."""
    merged: dict[str, str] = {}
    doubtful: set[str] = set()
    for language in sorted(languages()):
        for folded, place_id in spellings(language).items():
            if merged.setdefault(folded, place_id) != place_id:
                doubtful.add(folded)
    return {folded: place_id for folded, place_id in merged.items() if folded not in doubtful}


@cache
def candidates(language: str, script: str) -> Mapping[str, str]:
    """Folded spelling -> place, those in one script: the language's own, or of all languages where it has none."""
    known = spellings(language) if writes(language, script) else spellings_of_all()
    return {folded: place_id for folded, place_id in known.items() if script_of(folded) == script}


@cache
def writes(language: str, script: str) -> bool:
    """Whether the data of a language have spellings in that script."""
    return any(script_of(folded) == script for folded in spellings(language))


@cache
def elsewhere_as_written() -> tuple[str, ...]:
    """Names that look like provinces and are none; towns, too."""
    return (*(name for group in table("elsewhere.yaml").values() for line in group for name in line), *towns())


@cache
def towns() -> Mapping[str, str]:
    """Towns, islands and districts as they are written -> the province that they lie in."""
    return {name: place_id for place_id, names in table("towns.yaml").items() for name in names}


@cache
def elsewhere() -> frozenset[str]:
    """The same, folded."""
    return frozenset(map(normalise_name, elsewhere_as_written()))


@cache
def common_words(language: str) -> frozenset[str]:
    """Folded spellings that are something else, too, in that language."""
    return frozenset(
        normalise_name(word) for key in (language, "any") for word in table("common_words.yaml").get(key, ())
    )
