"""The spellings of provinces to look for verbatim in running text."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from transforms.gazetteer import (
    INTERNATIONAL,
    ORIGINAL,
    common_words,
    elsewhere_as_written,
    inflections,
    places,
    spellings,
    stripped,
    towns,
    transcribed_names,
    written_names,
)
from transforms.names.folding import normalise_name, script_of

# The rarer combinations of syllable spellings cost more to look for than they find.
_USUAL = 2
_JOINTS = {"KATAKANA": ("", "・"), "CYRILLIC": ("", " ", "-")}
_OTHER_JOINTS = ("", " ")


@dataclass(frozen=True, slots=True)
class SurfaceForm:
    """A spelling to look for verbatim in running text, in Unicode's composed form.

    `place_id` None: the text names something else there ("Điện Biên Phủ"), so a province's name in it doesn't count.
    `needs_affix`: counts only beside a word such as "province", or in a list with other provinces. `lies_in`: the
    province of a town.
    """

    text: str
    place_id: str | None
    needs_affix: bool
    lies_in: str | None = None


@cache
def spotter(language: str) -> tuple[SurfaceForm, ...]:
    """The spellings of provinces in that language, in Vietnamese and in English, longest first, with affixes and bare.

    Cased as names are; inflected where the language's data say how. What only looks like a province is among them,
    with no place.
    """
    found: dict[str, SurfaceForm] = {}
    shared = common_words(language)
    known = spellings(language)
    for place in places():
        for text in _texts(place.place_id, language):
            folded = normalise_name(text)
            if known.get(folded) == place.place_id:
                found.setdefault(text, SurfaceForm(text, place.place_id, folded in shared or _too_short(folded)))
    scripts = {script_of(normalise_name(text)) for text in found}
    for text in elsewhere_as_written():
        if script_of(text) in scripts:
            for form in (text, *_plainer(text)):
                found.setdefault(form, SurfaceForm(form, None, needs_affix=False, lies_in=towns().get(text)))
    return tuple(sorted(found.values(), key=lambda form: (-len(form.text), form.text)))


def _texts(place_id: str, language: str) -> Iterator[str]:
    for key in dict.fromkeys((language, INTERNATIONAL, ORIGINAL)):
        for name in written_names(place_id, key):
            bare = _bare(name, key)
            stems, whose = dict.fromkeys((bare, *_plainer(bare))), dict.fromkeys((key, language))
            cases = [case for stem in stems for of in whose for case in inflections(of, stem)]
            for text in dict.fromkeys((name, bare, *cases)):
                yield text
                yield from _plainer(text)
    for parts, rank in transcribed_names(place_id, language):
        if rank <= _USUAL:
            for joint in _JOINTS.get(script_of(parts[0]), _OTHER_JOINTS):
                # Cased scripts: one word has one capital, several have one each.
                cased = joint.join(part.capitalize() for part in parts) if joint else "".join(parts).capitalize()
                yield cased
                if rank < _USUAL:
                    yield from inflections(language, cased)


def _bare(name: str, language: str) -> str:
    """A name as written, without the affixes that it carries."""
    folded = normalise_name(name)
    wanted = min(stripped(folded, language), key=len, default=folded)
    if wanted == folded:
        return name
    known = spellings(language)
    if known.get(wanted) != known.get(folded):
        return name
    for start in range(len(name)):
        for end in range(len(name), start, -1):
            if normalise_name(name[start:end]) == wanted:
                return name[start:end].strip(" -–’'")
    return name


_CIRCUMFLEX = "\u0302"


def _plainer(text: str) -> Iterator[str]:
    """A name in Latin letters without its marks, as many papers print it, and with the circumflex alone: Nghê An."""
    bare = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D").replace("Ð", "D"))
    plain = "".join(letter for letter in bare if not unicodedata.combining(letter))
    if plain.isascii():
        yield plain
        kept = "".join(letter for letter in bare if letter == _CIRCUMFLEX or not unicodedata.combining(letter))
        yield unicodedata.normalize("NFC", kept)


# Letters of a name that is too short to be sure, by script: what they write is a letter, a syllable or a word.
_SHORT = {"CJK": 1, "HANGUL": 1, "KATAKANA": 2, "HIRAGANA": 2}
_SHORT_ELSEWHERE = 3


def _too_short(folded: str) -> bool:
    return len(folded) <= _SHORT.get(script_of(folded), _SHORT_ELSEWHERE)
