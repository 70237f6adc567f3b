"""Persons' names of any script in plain Latin letters, and how likely two names are one person's."""

import unicodedata
from functools import cache, lru_cache
from itertools import product, starmap

import regex

from transforms.names.likeness import distance, sounds
from transforms.names.tables import table
from transforms.names.transcription import transcribe_word

_APART = regex.compile(r"[^\p{L}\p{M}\p{N}\p{Cf}]+")
_HAN = regex.compile(r"\p{Han}+")
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
# A syllable that is missing or another one weighs more than several that merely sound a little different.
_STRICT = 1.5
_JOINED = 0.95
_DIFFERENT = 0.45
_OTHER_MARKS = 0.6
_OTHER_TONE = 0.8


@cache
def _name_syllables() -> dict[str, tuple[str, ...]]:
    names: dict[str, tuple[str, ...]] = {}
    for name, written in table("name_syllables.yaml").items():
        for spelling in written.split():
            form = _plain_form(spelling)
            names[form] = (*names.get(form, ()), name)
    return names


@cache
def _han_readings() -> dict[str, str]:
    return {
        character: reading for characters, reading in table("han_readings.yaml").items() for character in characters
    }


def _plain_form(word: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", word).casefold())


@lru_cache(maxsize=8192)
def _syllables(name: str, language: str) -> tuple[str, ...]:
    """The syllables as written, with the marks that they have, lower-case; characters by their Vietnamese readings."""
    words = [word for word in _APART.split(unicodedata.normalize("NFC", name).casefold()) if word]
    spelled: list[str] = []
    for word in words:
        if language in _without_spaces() and _HAN.fullmatch(word):
            spelled += [_han_readings().get(character, character).casefold() for character in word]
        else:
            spelled.append(word)
    return tuple(spelled)


@cache
def _without_spaces() -> frozenset[str]:
    """The languages whose papers write Vietnamese names in Chinese characters."""
    return frozenset(
        language
        for entry in table("province_spellings.yaml").values()
        for language, names in entry.items()
        if _HAN.search(names[0])
    )


@lru_cache(maxsize=8192)
def romanise(name: str, language: str) -> str:
    """The name in lower-case ASCII letters, its syllables parted by single spaces, near to Vietnamese without marks.

    Takes names without titles. "Nguyễn Minh Hằng", गुयेन मिन्ह हांग and Нгуен Минь Ханг come out alike, not always the
    same: compare with `same_name`. What another script doesn't tell apart is guessed, so a Latin spelling is the better
    one to show.
    """
    return " ".join(readings[0] for readings in _readings(name, language))


@lru_cache(maxsize=8192)
def _readings(name: str, language: str) -> tuple[tuple[str, ...], ...]:
    """For each syllable what it may be in Vietnamese without marks, the likeliest first."""
    read = []
    for syllable in _syllables(name, language):
        options = _name_syllables().get(_plain_form(syllable)) or (transcribe_word(_without_marks(syllable)),)
        if options[0]:
            read.append(options)
    return tuple(read)


def _without_marks(word: str) -> str:
    if not _is_latin(word):
        return word
    bare = unicodedata.normalize("NFD", word.replace("đ", "d").replace("ð", "d"))
    return "".join(letter for letter in bare if not unicodedata.combining(letter))


def _is_latin(word: str) -> bool:
    return all(letter.isascii() or unicodedata.name(letter, "").startswith(("LATIN", "COMBINING")) for letter in word)


def same_name(a: str, lang_a: str, b: str, lang_b: str) -> float:
    """How likely two names, given without titles, are one person's: 0 to 1; from 0.8 on they may be taken for the same.

    Between two names in Latin letters a syllable is the same or another one (Tuấn is not Tú, Hằng not Hoàng); where
    only one has marks these are passed by. Across scripts syllables are compared by sound: names which the other
    script can't tell apart come out near.
    """
    left, right = _syllables(a, lang_a), _syllables(b, lang_b)
    if not left or not right:
        return 0.0
    if all(map(_is_latin, (*left, *right))):
        marked = not a.isascii() and not b.isascii()
        return _aligned([[_spelled_alike(one, other, marked=marked) for other in right] for one in left])
    heard_left, heard_right = _readings(a, lang_a), _readings(b, lang_b)
    if not heard_left or not heard_right:
        return 0.0
    together = _heard_alike(
        "".join(options[0] for options in heard_left), "".join(options[0] for options in heard_right)
    )
    if min(len(heard_left), len(heard_right)) == 1:
        return together
    by_syllable = _aligned(
        [[max(starmap(_heard_alike, product(one, other))) for other in heard_right] for one in heard_left]
    )
    # Names of unlike length may be parted differently, which is a weaker witness.
    return by_syllable if len(heard_left) == len(heard_right) else max(by_syllable, _JOINED * together)


def _spelled_alike(one: str, other: str, *, marked: bool) -> float:
    if one == other:
        return 1.0
    if _without_marks(one) != _without_marks(other):
        return _DIFFERENT * (
            1 - distance(sounds(_without_marks(one)), sounds(_without_marks(other))) / max(len(one), len(other))
        )
    if not marked or _without_marks(one) in {one, other}:
        return 1.0
    return _OTHER_TONE if _toneless(one) == _toneless(other) else _OTHER_MARKS


def _toneless(word: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFD", word) if letter not in _TONES)


@lru_cache(maxsize=8192)
def _heard_alike(one: str, other: str) -> float:
    spoken, heard = sounds(one), sounds(other)
    if not spoken or not heard:
        return 0.0
    return max(0.0, 1 - _STRICT * distance(spoken, heard) / max(len(spoken), len(heard)))


def _aligned(likeness: list[list[float]]) -> float:
    """The likeness of two rows of syllables in their order: their mean, drawn to the worst; a gap is unlike."""
    rows, columns = len(likeness), len(likeness[0])
    best: list[list[tuple[float, float]]] = [[(0.0, 1.0)] * (columns + 1) for _ in range(rows + 1)]
    for row in range(rows + 1):
        for column in range(columns + 1):
            options = []
            if row and column:
                total, worst = best[row - 1][column - 1]
                here = likeness[row - 1][column - 1]
                options.append((total + here, min(worst, here)))
            if row:
                options.append((best[row - 1][column][0], 0.0))
            if column:
                options.append((best[row][column - 1][0], 0.0))
            if options:
                best[row][column] = max(options)
    total, worst = best[rows][columns]
    return 0.5 * total / max(rows, columns) + 0.5 * worst
