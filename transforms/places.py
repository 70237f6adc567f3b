"""Which province a name means, in any language and spelling, and which spellings to look for in running text."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import regex

from transforms.gazetteer import Place, elsewhere, place_on, places, spellings, spellings_of_all, stripped, writes
from transforms.names.assignment import assign
from transforms.names.folding import folded_words, normalise_name, script_of
from transforms.names.nearness import near_places
from transforms.place_spotter import SurfaceForm, spotter

PLACES: tuple[Place, ...]

_BRACKETS = regex.compile(r"\s*[(\[（［【「](?P<inner>[^()\[\]（）［］【】「」]*)[)\]）］】」]\s*")
# How many provinces make company for a doubtful name, how many a crowd; how many names look like a list of them all.
_COMPANY, _CROWD, _WHOLE_LIST = 2, 8, 20


def __getattr__(name: str) -> tuple[Place, ...]:
    if name == "PLACES":
        return places()
    raise AttributeError(name)


def resolve_places(names: Sequence[str], language: str) -> list[str | None]:
    """The ISO 3166-2:VN code of each name, None where it is no province; as many answers as names, in their order.

    `language` is ISO 639-1; one without data is read by its script. A place is given once in a list, unless a name
    stands there twice: what is the same name, or beyond doubt meant to be, has the same code each time. A name that
    fits no spelling is matched by likeness, all such names of the list together, and rather to none than wrongly.
    """
    alone = [_lookup(name, language) for name in names]
    open_names = {_key(name) for name, place in zip(names, alone, strict=True) if place is None} - {""}
    if not open_names:
        return alone
    taken = {place for place in alone if place is not None}
    known = sum(place is not None for place in alone)
    by_likeness = _match(open_names, language, taken, known)
    return [place or by_likeness.get(_key(name)) for name, place in zip(names, alone, strict=True)]


def nearest_place(names: Sequence[str], language: str) -> tuple[int, str] | None:
    """Of several readings of one name, as which it is a province's most likely, and which; None where as none."""
    for at, name in enumerate(names):
        if (place := _lookup(name, language)) is not None:
            return at, place
    best: tuple[float, int, str] | None = None
    for at, name in enumerate(names):
        costs = near_places(_key(name), language).alone
        for place, cost in costs.items():
            if not _in_doubt(costs, place, set(costs)) and (best is None or cost < best[0]):
                best = (cost, at, place)
    return None if best is None else best[1:]


def _match(open_names: set[str], language: str, taken: set[str], known: int) -> dict[str, str]:
    """Places for the names without an exact spelling. The more of a list is clear, the less likeness the rest needs."""
    near = {name: near_places(name, language) for name in sorted(open_names)}
    total = known + len(open_names)
    costs = _open({name: options.alone for name, options in near.items()}, taken)
    matched = assign(costs)
    among_provinces = known + len(matched) >= max(_COMPANY, total / 3)
    if among_provinces or total >= _WHOLE_LIST:
        in_company = _open({name: options.company for name, options in near.items()}, taken)
        found = assign(in_company)
        share = 3 if total >= _WHOLE_LIST else 2
        if known + len(found) >= max(_CROWD, total / share):
            costs = _open({name: options.crowd for name, options in near.items()}, taken)
            matched = assign(costs)
        elif among_provinces:
            costs, matched = in_company, found
    free = {place.place_id for place in places()} - taken - set(matched.values())
    matched = {name: place for name, place in matched.items() if not _in_doubt(costs[name], place, free)}
    for name, options in near.items():
        if name not in matched and options.certain is not None and options.certain in taken:
            matched[name] = options.certain
    return matched


def _open(options: Mapping[str, Mapping[str, float]], taken: set[str]) -> dict[str, dict[str, float]]:
    return {
        name: {place: cost for place, cost in costs.items() if place not in taken} for name, costs in options.items()
    }


def _in_doubt(options: Mapping[str, float], chosen: str, free: set[str]) -> bool:
    """Whether another province that nobody claims fits as well."""
    return any(cost <= options[chosen] and place in free for place, cost in options.items() if place != chosen)


@lru_cache(maxsize=8192)
def _key(name: str) -> str:
    outer = _BRACKETS.sub(" ", name)
    return " ".join(folded_words(outer)) or " ".join(folded_words(name))


def _anywhere(_language: str) -> Mapping[str, str]:
    return spellings_of_all()


@lru_cache(maxsize=8192)
def _lookup(name: str, language: str) -> str | None:
    """The place whose spelling this is, with or without affixes and brackets."""
    outer = _BRACKETS.sub(" ", name)
    inner = [match["inner"] for match in _BRACKETS.finditer(name)]
    script = script_of(normalise_name(outer) or normalise_name(name))
    for table in (spellings,) if writes(language, script) else (spellings, _anywhere):
        for text in (name, outer, *inner):
            folded = normalise_name(text)
            for form in (folded, *stripped(folded, language)):
                if (place := table(language).get(form)) is not None:
                    return place
        if normalise_name(outer) in elsewhere():
            return None
    return None


__all__ = ["PLACES", "Place", "SurfaceForm", "nearest_place", "normalise_name", "place_on", "resolve_places", "spotter"]
