"""Names of any script in Latin letters, near to how they sound in Vietnamese. The letters are data."""

import unicodedata
from dataclasses import dataclass
from functools import cache

import regex
from anyascii import anyascii

from transforms.names.tables import table

_HANGUL_FIRST, _HANGUL_LAST, _FINALS, _VOWELS = 0xAC00, 0xD7A3, 28, 21
_APART = regex.compile(r"[\s\p{P}\p{S}]+")


@dataclass(frozen=True, slots=True)
class _Abugida:
    """A script whose consonants carry a vowel of their own."""

    first: int
    last: int
    inherent: str
    virama: str
    consonants: dict[str, str]
    signs: dict[str, str]


@cache
def _abugidas() -> tuple[_Abugida, ...]:
    return tuple(
        _Abugida(**script["abugida"], consonants=script["consonants"], signs=script["signs"])
        for script in table("romanisation.yaml").values()
        if "abugida" in script
    )


@cache
def _letters() -> tuple[dict[str, str], int]:
    letters: dict[str, str] = {}
    for script in table("romanisation.yaml").values():
        for spelling, sound in script.get("letters", {}).items():
            letters[unicodedata.normalize("NFKC", spelling)] = sound
    return letters, max(map(len, letters))


def transcribe_word(word: str) -> str:
    """One word in lower-case ASCII letters; nothing but letters comes out."""
    word = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", word).casefold())
    if word.isascii():
        return word
    word = _leading_vowels(_closing(_hangul(_abugida(word))))
    letters, longest = _letters()
    out: list[str] = []
    at = 0
    while at < len(word):
        for length in range(min(longest, len(word) - at), 0, -1):
            if (sound := letters.get(word[at : at + length])) is not None:
                out.append(sound)
                at += length
                break
        else:
            out.append(word[at] if word[at].isascii() else anyascii(word[at]).lower())
            at += 1
    return "".join(letter for letter in "".join(out) if letter.isalpha())


def transcribe(name: str) -> str:
    """A name in lower-case ASCII letters, its words parted by single spaces."""
    return " ".join(word for part in _APART.split(name) if (word := transcribe_word(part)))


def _abugida(word: str) -> str:
    for script in _abugidas():
        if not any(script.first <= ord(letter) <= script.last for letter in word):
            continue
        word = unicodedata.normalize("NFD", word)
        out: list[str] = []
        for at, letter in enumerate(word):
            following = word[at + 1 : at + 2]
            if (consonant := script.consonants.get(letter)) is not None:
                bare = not following or following in script.signs or following == script.virama
                out.append(consonant if bare else consonant + script.inherent)
            elif letter != script.virama:
                out.append(script.signs.get(letter, letter))
        word = "".join(out)
    return word


def _hangul(word: str) -> str:
    script = table("romanisation.yaml")["hangul"]
    if not any(_HANGUL_FIRST <= ord(letter) <= _HANGUL_LAST for letter in word):
        return word
    for spelling, sound in script["before"].items():
        word = word.replace(spelling, sound)
    out: list[str] = []
    for letter in word:
        index = ord(letter) - _HANGUL_FIRST
        if 0 <= index <= _HANGUL_LAST - _HANGUL_FIRST:
            initial, rest = divmod(index, _FINALS * _VOWELS)
            vowel, final = divmod(rest, _FINALS)
            out.append(script["initials"][initial] + script["vowels"][vowel] + script["finals"][final])
        else:
            out.append(letter)
    return "".join(out)


def _closing(word: str) -> str:
    for script in table("romanisation.yaml").values():
        for spelling, sound in script.get("word_end", {}).items():
            if word.endswith(spelling) and len(word) > len(spelling) + 1:
                return str(word[: -len(spelling)] + sound)
    return word


def _leading_vowels(word: str) -> str:
    for script in table("romanisation.yaml").values():
        leading, silencer = script.get("leading"), script.get("silencer")
        if not leading:
            continue
        letters: list[str] = []
        held = ""
        for letter in word:
            if letter in leading:
                held += letter
            else:
                letters.append(letter)
                if held:
                    letters.append(held)
                    held = ""
        word = "".join(letters) + held
        # A silenced consonant goes, but the pair that stands for a closing "nh" is in the table of letters.
        at = word.find(silencer)
        while at > 0:
            if word[max(0, at - 2) : at + 1] not in script["letters"]:
                word = word[: at - 1] + word[at + 1 :]
                at = word.find(silencer)
            else:
                at = word.find(silencer, at + 1)
    return word
