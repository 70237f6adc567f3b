"""The provinces that a misspelled or unusually transcribed name may mean, and what each costs."""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA

from transforms.gazetteer import ORIGINAL, affixes, candidates, elsewhere, spellings, stripped
from transforms.names.folding import normalise_name, script_of
from transforms.names.likeness import distance, sounds
from transforms.names.transcription import transcribe_word

if TYPE_CHECKING:
    from babel import Locale

# Scripts that write a syllable as one sign: a wrong sign is a wrong syllable.
_SYLLABIC = frozenset({"CJK", "HANGUL"})
_WITHOUT_SOUND = "CJK"
# Up to where a cost is good enough: alone, in company, in a crowd.
_SOUNDS = (0.16, 0.25, 0.42)
_SHORT_SOUND = 4
_ALONE = 0.18
_SHAPE = 0.7
_LONGEST = 60
_READINGS = 4
# Letters that are all there in another order, or all fit but for one too many or too few, say more than wrong ones.
_REORDERED, _SURPLUS = 0.5, 0.7
# A sound costs less than a letter, so that a likeness of sound has to be better than one of letters.
_SOUND_WEIGHT = 1.25
_LOOSE = 0.5
_SYLLABLE, _SYLLABLE_LOOSE = 0.34, 0.67
_HEARD, _FAR = 15, 0.7


@dataclass(frozen=True, slots=True)
class Nearness:
    """What a name may mean. Costs are per letter: 0 is the same, 1 nothing in common.

    `alone`: good enough for a name that stands alone. `company`: good enough among names of provinces; `crowd`: good
    enough in a long list of provinces that lacks this one. Each holds the one before. `certain`: the one place that a
    name differs from by a slip of the pen, and from no other.
    """

    alone: Mapping[str, float] = field(default_factory=dict)
    company: Mapping[str, float] = field(default_factory=dict)
    crowd: Mapping[str, float] = field(default_factory=dict)
    certain: str | None = None


def slips(length: int) -> int:
    """How many typing errors a name of that many letters may have and still be taken for itself."""
    return 0 if length < 4 else 1 if length <= 8 else 2 if length <= 15 else 3


@lru_cache(maxsize=4096)
def near_places(name: str, language: str) -> Nearness:
    """The provinces near a name (its folded words, parted by spaces) that has no exact spelling."""
    folded = name.replace(" ", "")
    script = script_of(folded)
    if not script or folded in elsewhere() or folded in _other_names(language) or len(folded) > _LONGEST:
        return Nearness()
    levels: tuple[dict[str, float], dict[str, float], dict[str, float]] = ({}, {}, {})
    # With an affix that is spelled right, the name is what is left, and only that is heard.
    certainly_bare = set(stripped(folded, language))
    for query in _readings(name, folded, language):
        other = _other_by_letters(query, language, script)
        heard = _by_sound(query, language, script) if query in certainly_bare or not certainly_bare else ()
        for place, cost, level in (*_by_letters(query, language, script), *heard):
            if cost < other:
                for costs in levels[level:]:
                    if cost < costs.get(place, 2.0):
                        costs[place] = cost
    return Nearness(*levels, certain=_certain(levels[0]))


def _readings(name: str, folded: str, language: str) -> tuple[str, ...]:
    """The name as it stands and without what may be affixes, the shortest first; few, as each costs time."""
    bare = sorted(set(_without_affixes(name, language)) - {folded}, key=lambda text: (len(text), text))
    return (folded, *bare[:_READINGS])


def _certain(close: Mapping[str, float]) -> str | None:
    order = sorted(close.items(), key=lambda item: item[1])
    if order and order[0][1] <= 0.2 and (len(order) == 1 or order[1][1] >= 2 * order[0][1] + 0.05):
        return order[0][0]
    return None


def _without_affixes(name: str, language: str) -> Iterator[str]:
    """The name without the affix words at its ends, which may be misspelled too."""
    words = affixes(language)
    parts = name.split(" ")
    folded = "".join(parts)
    for first in range(min(4, len(parts))):
        for last in range(len(parts), max(first, len(parts) - 3), -1):
            if (
                (first or last < len(parts))
                and _is_affix(parts[:first], words.before)
                and _is_affix(parts[last:], words.after)
            ):
                yield "".join(parts[first:last])
    for word in words.before:
        if len(word) > 1 and folded.startswith(word) and len(folded) - len(word) > 2:
            yield folded[len(word) :]
    for word in words.after:
        if folded.endswith(word) and len(folded) - len(word) > 1:
            yield folded[: -len(word)]


def _is_affix(parts: list[str], words: tuple[str, ...]) -> bool:
    text = "".join(parts)
    if not parts or text in words:
        return True
    return len(text) > 2 and any(
        len(word) > 2 and OSA.distance(text, word, score_cutoff=slips(len(word) + 1)) <= slips(len(word) + 1)
        for word in words
    )


def _by_letters(query: str, language: str, script: str) -> Iterator[tuple[str, float, int]]:
    """Places by edit distance in their own script, each with its cost and the level from which that is good enough."""
    known = candidates(language, script)
    limit = max(3, len(query) // 2)
    for spelling, wrong, _ in process.extract(query, known.keys(), scorer=OSA.distance, score_cutoff=limit, limit=None):
        share = wrong / max(len(spelling), len(query))
        cost = share * _information(query, spelling)
        if script in _SYLLABIC:
            # Of two names that differ by one syllable each, the one whose syllable looks more alike.
            letters = unicodedata.normalize("NFD", query)
            if letters != query:
                cost *= _SHAPE + (1 - _SHAPE) * OSA.normalized_distance(letters, unicodedata.normalize("NFD", spelling))
            good = (cost <= _ALONE, cost <= _SYLLABLE, share <= _SYLLABLE_LOOSE)
        else:
            allowed = slips(len(spelling))
            good = (
                wrong <= allowed and cost <= _ALONE / max(wrong, 1) ** 0.25,
                wrong <= allowed,
                wrong <= allowed + 1 and share <= _LOOSE,
            )
        if any(good):
            yield known[spelling], cost, good.index(True)


def _information(query: str, spelling: str) -> float:
    if len(query) == len(spelling) and sorted(query) == sorted(spelling):
        return _REORDERED
    if len(query) == len(spelling):
        return 1.0
    shorter, longer = sorted((query, spelling), key=len)
    letters = iter(longer)
    return _SURPLUS if all(letter in letters for letter in shorter) else 1.0


def _carries_affix(folded: str, language: str) -> bool:
    known = spellings(language)
    return any(known.get(bare) == known[folded] for bare in stripped(folded, language)) if folded in known else False


@cache
def _sounding(language: str, script: str) -> tuple[tuple[str, ...], Mapping[str, tuple[str, ...]]]:
    """The sounds of the spellings in a script, and of the Vietnamese names, with the places that each may be."""
    heard: dict[str, set[str]] = {}
    for folded, place in (*candidates(language, script).items(), *candidates(ORIGINAL, "LATIN").items()):
        if (len(folded) > 3 or script in _SYLLABIC) and not _carries_affix(folded, language):
            heard.setdefault(sounds(transcribe_word(folded)), set()).add(place)
    return tuple(heard), {sound: tuple(sorted(found)) for sound, found in heard.items()}


def _by_sound(query: str, language: str, script: str) -> Iterator[tuple[str, float, int]]:
    """Places by likeness of sound, each with its cost and the level from which that is good enough."""
    spoken = sounds(transcribe_word(query))
    if len(spoken) < 3 or script == _WITHOUT_SOUND:
        return
    other = _other_by_sound(spoken) if script != "LATIN" else 1.0
    heard, meant = _sounding(language, script)
    for candidate, _, _ in process.extract(
        spoken, heard, scorer=OSA.normalized_distance, score_cutoff=0.7, limit=_HEARD
    ):
        distant = distance(spoken, candidate) / max(len(spoken), len(candidate))
        cost = distant * _SOUND_WEIGHT
        if cost <= _SOUNDS[-1] and distant < other:
            level = next(level for level, bound in enumerate(_SOUNDS) if cost <= bound)
            for place in meant[candidate]:
                yield place, cost, max(level, 1) if len(spoken) < _SHORT_SOUND else level


@lru_cache(maxsize=64)
def _other_names(language: str) -> frozenset[str]:
    """Folded names of languages, months, days and foreign cities in that language, beside the countries."""
    locale = _locale(language)
    if locale is None:
        return frozenset()
    names: list[str] = [zone["city"] for zone in locale.time_zones.values() if "city" in zone]
    for calendar in (locale.months, locale.days):
        names += calendar["format"]["wide"].values()
    names += locale.languages.values()
    return frozenset(map(normalise_name, names)) | _countries(language)


def _locale(language: str) -> "Locale | None":
    import babel  # only names that no spelling fits need it

    try:
        return babel.Locale.parse(language)
    except (babel.UnknownLocaleError, ValueError):
        return None


@lru_cache(maxsize=64)
def _countries(language: str) -> frozenset[str]:
    locale = _locale(language)
    return frozenset() if locale is None else frozenset(normalise_name(name) for name in locale.territories.values())


@cache
def _others(language: str, script: str) -> tuple[str, ...]:
    names = (*elsewhere(), *_countries(language))
    return tuple(name for name in names if script_of(name) == script and name not in spellings(language))


@cache
def _others_heard() -> tuple[str, ...]:
    return tuple({sounds(transcribe_word(name)) for name in elsewhere() if script_of(name) == "LATIN"})


def _other_by_letters(query: str, language: str, script: str) -> float:
    """How near the nearest name in this script is that means no province."""
    nearest = process.extract(query, _others(language, script), scorer=OSA.normalized_distance, limit=1)
    return min((float(cost) for _, cost, _ in nearest), default=1.0)


@lru_cache(maxsize=4096)
def _other_by_sound(spoken: str) -> float:
    near = process.extract(spoken, _others_heard(), scorer=OSA.normalized_distance, limit=5, score_cutoff=0.5)
    return min((distance(spoken, name) / max(len(spoken), len(name)) for name, _, _ in near), default=1.0)
