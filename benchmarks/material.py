"""What is measured: articles of about the same length in each language, put together from our own texts.

Where there are samples in a language, their paragraphs; else the sentences that its numbers are tested with.
Paragraphs are drawn at random (but always the same), their digits changed: no two articles are alike. Most are prose
without digits, as in the news, where figures stand in a paragraph here and there.
"""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import Final

import yaml

LENGTH: Final = 6_000  # characters: the length of the two articles that the project began with
_ROOT: Final = Path(__file__).resolve().parent.parent
_SENTENCES: Final = _ROOT / "tests" / "transforms" / "number_sentences"
_DIGIT: Final = re.compile(r"[1-9]")
_ENDING: Final = re.compile(r"[.!?;:](?:\s+|\Z)|[。！？；।]\s*|\n+")
_PROSE: Final = 0.7  # of the paragraphs have no digits, where there are such
_FRAME: Final = 4  # the first and the last lines of a sample: headline, advertising marker, source, comments


def languages() -> list[str]:
    """The languages that there is text in, ISO 639-1, in alphabetical order."""
    samples = {path.stem.rpartition("--")[2] for path in (_ROOT / "samples").glob("*--*.txt")}
    return sorted(samples | {path.stem for path in _SENTENCES.glob("*.yaml")})


def articles(language: str, count: int, length: int = LENGTH) -> list[str]:
    """That many articles of about that many characters."""
    paragraphs = _paragraphs(language)
    prose = [paragraph for paragraph in paragraphs if not any(letter.isdecimal() for letter in paragraph)]
    drawn = random.Random(f"{language}-{length}")
    return [_article(paragraphs, prose, drawn, length) for _ in range(count)]


def one_sentence(text: str) -> str:
    """The same text with commas where its sentences ended: what is looked up within a sentence has no end there."""
    return _ENDING.sub(", ", text)


def _article(paragraphs: list[str], prose: list[str], drawn: random.Random, length: int) -> str:
    chosen: list[str] = []
    size = 0
    while size < length:
        among = prose if prose and drawn.random() < _PROSE else paragraphs
        paragraph = _DIGIT.sub(lambda _: str(drawn.randint(1, 9)), drawn.choice(among))
        chosen.append(paragraph)
        size += len(paragraph) + 1
    return "\n".join(chosen)[:length]


def _paragraphs(language: str) -> list[str]:
    samples = sorted((_ROOT / "samples").glob(f"*--{language}.txt"))
    if samples:
        return [
            line for path in samples for line in path.read_text(encoding="utf-8").splitlines()[1 : 1 - _FRAME] if line
        ]
    cases = yaml.safe_load((_SENTENCES / f"{language}.yaml").read_text(encoding="utf-8"))
    texts = [case["text"] for case in cases]
    return [" ".join(texts[at : at + 2]) for at in range(0, len(texts), 2)]
