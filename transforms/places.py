"""Which province a name means, in any language and spelling, and which spellings to look for in running text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import regex

from transforms.gazetteer import (
    Place,
    candidates,
    common_words,
    elsewhere,
    place_on,
    places,
    spellings,
    spellings_of_all,
    stripped,
    transcribed_names,
    written_names,
)
from transforms.names.assignment import assign
from transforms.names.folding import folded_words, normalise_name, script_of
from transforms.names.nearness import Nearness, near_places

PLACES: tuple[Place, ...]

_BRACKETS = regex.compile(r"\s*[(\[（［【「](?P<inner>[^()\[\]（）［］【】「」]*)[)\]）］】」]\s*")
# How many provinces make company for a doubtful name, and how many a crowd.
_COMPANY, _CROWD = 2, 8


@dataclass(frozen=True, slots=True)
class SurfaceForm:
    """A spelling to look for verbatim in running text.

    `place_id` None: the text names something else there ("Điện Biên Phủ"), so that a province's name inside it doesn't count.
    `needs_affix`: counts only beside a word such as "province", or in a list with other provinces.
    """

    text: str
    place_id: str | None
    needs_affix: bool


def __getattr__(name: str) -> tuple[Place, ...]:
    if name == "PLACES":
        return places()
    raise AttributeError(name)


def resolve_places(names: Sequence[str], language: str) -> list[str | None]:
    """The ISO 3166-2:VN code of each name, None where it is no province; as many answers as names, in their order.

    `language` is ISO 639-1; one without data is read by its script. A place is given once in a list, unless a name stands there twice:
    what is the same name, or beyond doubt meant to be, has the same code each time. A name that fits no spelling is
    matched by likeness, all such names of the list together, and to none rather than to a wrong one.
    """
    alone = [_lookup(name, language) for name in names]
    open_names = {_key(name) for name, place in zip(names, alone, strict=True) if place is None} - {""}
    if not open_names:
        return alone
    taken = {place for place in alone if place is not None}
    known = sum(place is not None for place in alone)
    by_likeness = _match(open_names, language, taken, known)
    return [place or by_likeness.get(_key(name)) for name, place in zip(names, alone, strict=True)]


def _match(open_names: set[str], language: str, taken: set[str], known: int) -> dict[str, str]:
    """Places for the names without an exact spelling. The more of a list is clear, the less likeness the rest needs."""
    near = {name: near_places(name, language) for name in sorted(open_names)}
    total = known + len(open_names)
    costs = _open({name: options.alone for name, options in near.items()}, taken)
    matched = assign(costs)
    if known + len(matched) >= max(_COMPANY, total / 3):
        costs = _open({name: options.company for name, options in near.items()}, taken)
        matched = assign(costs)
        if known + len(matched) >= max(_CROWD, total / 2):
            costs = _open({name: options.crowd for name, options in near.items()}, taken)
            matched = assign(costs)
    free = {place.place_id for place in places()} - taken - set(matched.values())
    matched = {name: place for name, place in matched.items() if not _in_doubt(costs[name], place, free)}
    for name, options in near.items():
        if name not in matched and options.certain is not None and options.certain in taken:
            matched[name] = options.certain
    return matched


def _open(options: Mapping[str, Mapping[str, float]], taken: set[str]) -> dict[str, dict[str, float]]:
    return {name: {place: cost for place, cost in costs.items() if place not in taken} for name, costs in options.items()}


def _in_doubt(options: Mapping[str, float], chosen: str, free: set[str]) -> bool:
    """Whether another province that nobody claims fits as well."""
    return any(cost <= options[chosen] and place in free for place, cost in options.items() if place != chosen)


def _key(name: str) -> str:
    outer = _BRACKETS.sub(" ", name)
    return " ".join(folded_words(outer)) or " ".join(folded_words(name))


@lru_cache(maxsize=8192)
def _lookup(name: str, language: str) -> str | None:
    """The place whose spelling this is, with or without affixes and brackets."""
    outer = _BRACKETS.sub(" ", name)
    inner = [match["inner"] for match in _BRACKETS.finditer(name)]
    for index in (spellings(language), spellings_of_all):
        table = index() if callable(index) else index
        for text in (name, outer, *inner):
            folded = normalise_name(text)
            if (place := table.get(folded)) is not None:
                return place
            for bare in stripped(folded, language):
                if (place := table.get(bare)) is not None:
                    return place
        if normalise_name(outer) in elsewhere():
            return None
    return None


@cache
def spotter(language: str) -> tuple[SurfaceForm, ...]:
    """The spellings of provinces to look for in running text of that language, longest first, and those of what only looks like one."""
    found: dict[str, SurfaceForm] = {}
    shared = common_words(language)
    index = spellings(language)
    for place in places():
        names = [name for key in (language, "en", "vi") for name in written_names(place.place_id, key)]
        names += [name for name, rank in transcribed_names(place.place_id, language) if rank <= 2]
        for name in names:
            folded = normalise_name(name)
            if index.get(folded) != place.place_id:
                continue
            bare = min(stripped(folded, language), key=len, default=folded)
            found.setdefault(name, SurfaceForm(name, place.place_id, bare in shared or _too_short(folded)))
    for folded_entry in elsewhere():
        found.pop(folded_entry, None)
    return tuple(sorted(found.values(), key=lambda form: (-len(form.text), form.text)))


def _too_short(folded: str) -> bool:
    return len(folded) <= (1 if script_of(folded) in {"CJK", "HANGUL"} else 3)


__all__ = ["PLACES", "Nearness", "Place", "SurfaceForm", "normalise_name", "place_on", "resolve_places", "spotter"]
