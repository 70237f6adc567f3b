"""The provinces that a misspelled or unusually transcribed name may mean, and what each costs."""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache

from babel import Locale, UnknownLocaleError
from rapidfuzz import process
from rapidfuzz.distance import OSA

from transforms.gazetteer import affixes, candidates, elsewhere, spellings_of_all
from transforms.names.folding import normalise_name, script_of
from transforms.names.likeness import distance, sounds
from transforms.names.transcription import transcribe_word

# Scripts that write a syllable as one sign: a wrong sign is a wrong syllable.
_SYLLABIC = frozenset({"CJK", "HANGUL"})
_BY_SOUND = 0.24
_BY_SOUND_LOOSE = 0.42
_LOOSE = 0.5


@dataclass(frozen=True, slots=True)
class Nearness:
    """What a name may mean. Costs are per letter: 0 is the same, 1 nothing in common.

    `close`: good enough alone. `loose`: good enough in a list of provinces that lacks this one. `certain`: the one place that a
    name differs from by a slip of the pen, and from no other.
    """

    close: Mapping[str, float] = field(default_factory=dict)
    loose: Mapping[str, float] = field(default_factory=dict)
    certain: str | None = None


def slips(length: int) -> int:
    """How many typing errors a name of that many letters may have and still be taken for itself."""
    return 0 if length < 4 else 1 if length <= 8 else 2 if length <= 15 else 3


@lru_cache(maxsize=4096)
def near_places(name: str, language: str) -> Nearness:
    """The provinces near a name (its folded words, parted by spaces) that has no exact spelling."""
    folded = name.replace(" ", "")
    script = script_of(folded)
    if folded in elsewhere() or folded in _countries(language) or len(folded) < 2 or len(folded) > 60:
        return Nearness()
    by_place: dict[str, float] = {}
    loose: dict[str, float] = {}
    known = candidates(language, script)
    best_other = 1.0
    for query in {folded, *_without_affixes(name, language)}:
        if query in known:
            _lower(by_place, known[query], 0.01)
        best_other = min(best_other, _other(query, language))
        for place, cost, good in _by_letters(query, known, script):
            _lower(by_place if good else loose, place, cost)
        if script != "CJK":
            for place, cost in _by_sound(query, language, script):
                _lower(by_place if cost <= _BY_SOUND else loose, place, cost)
    close = {place: cost for place, cost in by_place.items() if cost < best_other}
    if best_other < 0.2 and not close:
        return Nearness()
    loose = {place: cost for place, cost in (loose | by_place).items() if cost < best_other or cost <= by_place.get(place, 0.0)}
    return Nearness(close, {place: min(cost, by_place.get(place, 1.0)) for place, cost in loose.items()}, _certain(close))


def _certain(close: Mapping[str, float]) -> str | None:
    order = sorted(close.items(), key=lambda item: item[1])
    if order and order[0][1] <= 0.2 and (len(order) == 1 or order[1][1] >= 2 * order[0][1] + 0.05):
        return order[0][0]
    return None


def _lower(costs: dict[str, float], place: str, cost: float) -> None:
    if cost < costs.get(place, 2.0):
        costs[place] = cost


def _without_affixes(name: str, language: str) -> Iterator[str]:
    """The name without the affix words at its ends, which may be misspelled too."""
    words = affixes(language)
    parts = name.split(" ")
    folded = "".join(parts)
    for first in range(min(4, len(parts))):
        for last in range(len(parts), max(first, len(parts) - 3), -1):
            if (first or last < len(parts)) and _is_affix(parts[:first], words.before) and _is_affix(parts[last:], words.after):
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
    return len(text) > 2 and any(len(word) > 2 and OSA.distance(text, word, score_cutoff=slips(len(word) + 1)) <= slips(len(word) + 1) for word in words)


def _letters(folded: str, script: str) -> str:
    return unicodedata.normalize("NFD", folded) if script == "HANGUL" else folded


@cache
def _spelled(language: str, script: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    known = candidates(language, script)
    return tuple(known), tuple(_letters(folded, script) for folded in known), tuple(known.values())


def _by_letters(query: str, known: Mapping[str, str], script: str) -> Iterator[tuple[str, float, bool]]:
    """Places by edit distance in their own script, each with its cost and whether that is good enough alone."""
    for spelling, wrong, _ in process.extract(query, known.keys(), scorer=OSA.distance, score_cutoff=max(3, len(query) // 2), limit=None):
        place, length = known[spelling], max(len(spelling), 1)
        cost = wrong / max(length, len(query))
        if script in _SYLLABIC:
            if cost <= _LOOSE + 0.17:
                yield place, cost, cost <= 0.34
        elif wrong <= slips(length):
            yield place, cost, True
        elif wrong <= slips(length) + 1 and cost <= _LOOSE:
            yield place, cost, False


@cache
def _sounding(language: str, script: str) -> tuple[tuple[str, ...], Mapping[str, tuple[str, ...]]]:
    """The sounds of the spellings in a script, and of the Vietnamese names, with the places that each may be."""
    heard: dict[str, set[str]] = {}
    for folded, place in (*candidates(language, script).items(), *candidates("vi", "LATIN").items()):
        if len(folded) > 3:
            heard.setdefault(sounds(transcribe_word(folded)), set()).add(place)
    return tuple(heard), {sound: tuple(sorted(found)) for sound, found in heard.items()}


def _by_sound(query: str, language: str, script: str) -> Iterator[tuple[str, float]]:
    spoken = sounds(transcribe_word(query))
    if len(spoken) < 3:
        return
    heard, meant = _sounding(language, script)
    for candidate, _, _ in process.extract(spoken, heard, scorer=OSA.normalized_distance, score_cutoff=0.7, limit=40):
        cost = distance(spoken, candidate) / max(len(spoken), len(candidate))
        if cost <= _BY_SOUND_LOOSE:
            for place in meant[candidate]:
                yield place, cost


@lru_cache(maxsize=64)
def _countries(language: str) -> frozenset[str]:
    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return frozenset()
    return frozenset(normalise_name(name) for name in locale.territories.values())


@cache
def _others(language: str, script: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    names = tuple(name for name in (*elsewhere(), *_countries(language)) if script_of(name) == script and name not in spellings_of_all())
    heard = tuple({sounds(transcribe_word(name)) for name in elsewhere() if script_of(name) == "LATIN"})
    return names, heard


def _other(query: str, language: str) -> float:
    """How near the nearest name is that means no province."""
    script = script_of(query)
    names, heard = _others(language, script)
    found = process.extractOne(query, names, scorer=OSA.normalized_distance)
    best = float(found[1]) if found else 1.0
    if script not in {"LATIN", "CJK"}:
        spoken = sounds(transcribe_word(query))
        for candidate, _, _ in process.extract(spoken, heard, scorer=OSA.normalized_distance, limit=5, score_cutoff=0.5):
            best = min(best, distance(spoken, candidate) / max(len(spoken), len(candidate)))
    return best
