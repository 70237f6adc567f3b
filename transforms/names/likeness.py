"""How far two transcribed names are from one another by sound."""

from functools import cache, lru_cache

from transforms.names.tables import table

_CLUSTERS = {
    "ngh": "N",
    "ng": "N",
    "nh": "ñ",
    "chh": "C",
    "ch": "C",
    "tr": "T",
    "th": "θ",
    "ph": "f",
    "kh": "x",
    "gh": "g",
    "qu": "kw",
    "sh": "S",
    "dh": "d",
    "bh": "b",
    "c": "k",
    "q": "k",
    "x": "s",
}
_VOWELS = frozenset("aeiouy")


@lru_cache(maxsize=16384)
def sounds(transcribed: str) -> str:
    """The sounds of a transcribed name, one character each ("nghiem" -> "Niem"); spaces go."""
    text = transcribed.replace(" ", "")
    out: list[str] = []
    at = 0
    while at < len(text):
        if text.startswith("gi", at) and at + 2 < len(text) and text[at + 2] in _VOWELS:
            out.append("J")
            at += 2
            continue
        # The glide of "hoang", which alone tells it from "hang".
        if out and out[-1] not in _VOWELS and text.startswith("oa", at):
            out.append("W")
            at += 1
            continue
        for length in (3, 2, 1):
            if (sound := _CLUSTERS.get(text[at : at + length])) is not None and len(text) - at >= length:
                out.append(sound)
                at += length
                break
        else:
            out.append(text[at])
            at += 1
    return "".join(out)


@cache
def _costs() -> tuple[dict[tuple[str, str], float], dict[str, float], float]:
    data = table("romanisation.yaml")["likeness"]
    named = {"N": "N", "n~": "ñ", "gi": "J", "oa": "W"}
    pairs: dict[tuple[str, str], float] = {}
    for group in data["groups"]:
        members = {named.get(sound) or sounds(sound) for sound in group["sounds"]}
        for one in members:
            for other in members - {one}:
                pairs[one, other] = min(group["cost"], pairs.get((one, other), 1.0))
    for one in _VOWELS:
        for other in _VOWELS - {one}:
            pairs[one, other] = min(data["vowel"], pairs.get((one, other), 1.0))
    lost = dict.fromkeys(_VOWELS, data["vowel_lost"]) | data["lost"]
    return pairs, lost, 1.0


@lru_cache(maxsize=16384)
def distance(one: str, other: str) -> float:
    """What it costs to turn one string of sounds into the other; 1 is a sound that is wrong, missing or too many."""
    pairs, lost, wrong = _costs()
    before: list[float] = []
    above = [0.0]
    for sound in other:
        above.append(above[-1] + lost.get(sound, wrong))
    for row, left in enumerate(one):
        loss = lost.get(left, wrong)
        line = [above[0] + loss]
        for column, right in enumerate(other):
            if left == right:
                best = above[column]
            else:
                best = above[column] + pairs.get((left, right), wrong)
                best = min(best, above[column + 1] + loss, line[column] + lost.get(right, wrong))
                if row and column and left == other[column - 1] and right == one[row - 1]:
                    best = min(best, before[column - 1] + wrong)
            line.append(best)
        before, above = above, line
    return above[-1]
