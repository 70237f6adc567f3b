"""Feeds the parser what nobody would write: `python -m benchmarks.fuzz [COUNT] [--seed N] [--seconds S]`.

Inputs are the samples and the tests' articles, cut, joined, repeated and peppered with other characters, and texts of
random ones, each read in a language that has a lexicon or in the one that is detected; and once a few giants: a
megabyte without a space, a number of a hundred thousand digits, quotes in quotes. Of each it must hold: nothing is
raised, every quote is its slice of the text, every number stands in its quote, every digit of the text is in some
number. Prints what it ran, how fast, what took longest, and each failure with the shortest text for it; Ctrl-C ends it
with that, too.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Final

from transforms import ParsedArticle, parse_article
from transforms.lexicon import languages

_ROOT: Final = Path(__file__).resolve().parent.parent
_TEXTS: Final = ("samples", "tests/transforms/articles")
_GIANT: Final = 1_000_000
_DENSE: Final = 100_000  # of texts that are numbers throughout
_LONGEST: Final = 3_000  # characters, so that most of the time goes into different inputs
_DIGITS: Final = "0123456789٠١٥۳۷०१५९০৪৯๐๒๕０５９"
_MARKS: Final = (
    "\u200b\u200c\u200d\u2060\u00ad\ufeff\u202a\u202e\u2066\u2069\u0301\u0323\u093c\u00a0\u2009\u3000\u2028\x00\r\n\t"
)
_SURROGATES: Final = "\ud800\udbff\udc00\udfff"
_SIGNS: Final = ".,;:!?%$€£₫()[]{}<>\"'„“”«»「」-–—~/\\+*=|&@#^_。、।؟،٫٬"
_LINKS: Final = ("–", "-", "~", " to ", " bis ", " à ", " a ", " до ", " đến ", " से ", "到", "から", "~")
_NUMBER: Final = re.compile(r"\d+")
_SHOWN: Final = 200
_PROGRESS: Final = 30.0  # seconds between two lines about it


@dataclass(slots=True)
class Findings:
    """What a run found: failures by what went wrong, each with the shortest text for it; the slowest text."""

    count: int = 0
    size: int = 0
    failures: dict[str, tuple[int, str]] = field(default_factory=dict)  # how often, and the text
    slowest: float = 0.0  # seconds of CPU time per thousand characters
    slowest_text: str = ""

    def fail(self, what: str, text: str) -> None:
        """Notes a failure."""
        often, known = self.failures.get(what, (0, text))
        self.failures[what] = (often + 1, min(known, text, key=len))


def main(arguments: Sequence[str] | None = None) -> int:
    """Reads the arguments, runs and prints; 1 where something failed."""
    reader = argparse.ArgumentParser(prog="fuzz", description="Feeds the parser what nobody would write.")
    reader.add_argument("count", nargs="?", type=int, default=20_000, help="how many inputs (default: 20000)")
    reader.add_argument("--seed", type=int, default=0, help="another seed, other inputs (default: 0)")
    reader.add_argument("--seconds", type=float, default=None, help="stop after so many seconds on the wall")
    told = reader.parse_args(arguments)
    began, worked = time.monotonic(), time.process_time()
    findings = Findings()
    with suppress(KeyboardInterrupt):
        fuzz(findings, told.count, told.seed, told.seconds)
    _print(findings, told.count, told.seed, time.monotonic() - began, time.process_time() - worked)
    return 1 if findings.failures else 0


def fuzz(findings: Findings, count: int, seed: int, seconds: float | None = None) -> None:
    """Parses that many inputs, the same ones for a seed; fewer where the seconds are over before."""
    drawn = random.Random(seed)
    samples = [path.read_text(encoding="utf-8") for folder in _TEXTS for path in sorted((_ROOT / folder).glob("*.txt"))]
    known = languages()
    for one in known:
        parse_article("", language=one)  # loads it, so that no input is charged with that
    until = time.monotonic() + seconds if seconds is not None else None
    shown = time.monotonic()
    for text in chain(_giants(), _inputs(drawn, samples, count)):
        language = drawn.choice((*known, None))
        began = time.process_time()
        try:
            article = parse_article(text, language=language, published=drawn.choice((None, "2024-07-15")))
        except Exception as error:  # noqa: BLE001  # whatever is raised is what is looked for
            findings.fail(f"raised {type(error).__name__}: {error} (language {language})", text)
        else:
            for what in wrong_in(article):
                findings.fail(what, text)
        took = (time.process_time() - began) * 1000 / max(len(text), 1000)
        if took > findings.slowest and language is not None:  # one without a lexicon may have been loaded just now
            findings.slowest, findings.slowest_text = took, text
        findings.count += 1
        findings.size += len(text)
        now = time.monotonic()
        if now > shown + _PROGRESS:
            shown = now
            print(f"{findings.count:,} inputs, {len(findings.failures)} kinds of failures", file=sys.stderr, flush=True)
        if until is not None and now > until:
            break


def wrong_in(article: ParsedArticle) -> Iterator[str]:
    """What does not hold of an article, in words."""
    text = article.text
    covered = bytearray(len(text))
    for quantity in article.quantities:
        if quantity.quote != _sound(text[quantity.start : quantity.end]):
            yield "a quote that is not its slice of the text"
        if not 0 <= quantity.start <= quantity.number_start < quantity.number_end <= quantity.end <= len(text):
            yield "a number outside its quote"
        known = [v for v in (quantity.value_low, quantity.value, quantity.value_high) if v is not None]
        if known != sorted(known):
            yield "bounds out of order"
        covered[quantity.number_start : quantity.number_end] = b"\1" * (quantity.number_end - quantity.number_start)
    if any(char.isdecimal() and not covered[at] for at, char in enumerate(text)):
        yield "a digit in no number"
    for statement in article.statements:
        if statement.quote != _sound(text[statement.start : statement.end]):
            yield "a statement that is not its slice of the text"
    spans = [(row.start, row.end) for row in article.memberships]
    spans += [(row.start, row.end) for row in article.attendances]
    spans += [(row.start, row.end) for row in article.mentions]
    if not all(0 <= start < end <= len(text) for start, end in spans):
        yield "a name outside the text"


def _sound(text: str) -> str:
    """The text with each lone surrogate as U+FFFD."""
    return text if text.isascii() else "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)


# -- inputs -----------------------------------------------------------------------------------------------------------


def _giants() -> Iterator[str]:
    for piece in ("a", "một", "万 ", "और", "và ", "„", "«", "(", "„“", '"a', ". ", "\n", "Nguyen An, "):
        yield piece * (_GIANT // len(piece))
    for piece in ("7", "a1", "5 ", "1,", "1/", "năm ", "2 of 3 ", "in 2024 from May to June said ", "1,000"):
        yield piece * (_DENSE // len(piece))


def _inputs(drawn: random.Random, samples: Sequence[str], count: int) -> Iterator[str]:
    for _ in range(count):
        text = _random_text(drawn) if drawn.random() < 0.2 else _piece(drawn, samples)
        for _ in range(drawn.randint(0, 12)):
            text = _changed(drawn, samples, text)
        yield text[:_LONGEST]


def _piece(drawn: random.Random, samples: Sequence[str]) -> str:
    sample = drawn.choice(samples)
    start = drawn.randrange(len(sample))
    return sample[start : start + drawn.choice((20, 80, 300, 1000))]


def _random_text(drawn: random.Random) -> str:
    return "".join(_char(drawn) for _ in range(drawn.choice((0, 1, 5, 30, 200))))


def _char(drawn: random.Random) -> str:
    kind = drawn.random()
    if kind < 0.3:
        return drawn.choice(_DIGITS)
    if kind < 0.5:
        return drawn.choice(_SIGNS)
    if kind < 0.6:
        return drawn.choice(_MARKS)
    if kind < 0.65:
        return drawn.choice(_SURROGATES)
    if kind < 0.75:
        return " "
    return chr(drawn.choice((drawn.randrange(0x20, 0x250), drawn.randrange(0x250, 0x3100), drawn.randrange(0x110000))))


def _changed(drawn: random.Random, samples: Sequence[str], text: str) -> str:
    """The text with one thing done to it."""
    at = drawn.randint(0, len(text))
    to = min(len(text), at + drawn.choice((1, 3, 10, 60)))
    match drawn.randrange(9):
        case 0:
            return text[:at] + text[to:]
        case 1:
            return text[:at] + _char(drawn) + text[at:]
        case 2:
            return text[:at] + text[at:to] * drawn.choice((2, 3, 20)) + text[to:]
        case 3:
            return text[:at] + _piece(drawn, samples)[:120] + text[at:]
        case 4:
            return (
                text[:at]
                + "".join(drawn.choice(_DIGITS[:10]) for _ in range(drawn.choice((1, 4, 40, 500))))
                + text[at:]
            )
        case 5:
            return text[:at] + text[at:to][::-1] + text[to:]
        case 6:
            return text[:at] + text[at:to].replace(" ", drawn.choice(("", "\u00a0", "\n", "\u200b"))) + text[to:]
        case 7:
            return _with_a_span(drawn, text)
        case _:
            return text[:at] + text[at:to].swapcase() + text[to:]


def _with_a_span(drawn: random.Random, text: str) -> str:
    """The text with one of its numbers made one of two: 45 becomes 45–45, or 2 to 45."""
    numbers = list(_NUMBER.finditer(text))
    if not numbers:
        return text
    number = drawn.choice(numbers)
    least = drawn.choice((number.group(), "2", "0"))
    return f"{text[: number.start()]}{least}{drawn.choice(_LINKS)}{text[number.start() :]}"


def _print(findings: Findings, asked: int, seed: int, wall: float, cpu: float) -> None:
    print(
        f"{findings.count:,} of {asked:,} inputs (seed {seed}), {findings.size / 1e6:.1f} million characters, "
        f"in {wall:.0f} s ({cpu:.0f} s of CPU time, {findings.count / max(cpu, 1e-9):.0f} inputs a second of it)"
    )
    print(f"slowest: {findings.slowest * 1000:.0f} ms per 1,000 characters: {findings.slowest_text[:_SHOWN]!a}")
    print(f"failures: {sum(often for often, _ in findings.failures.values())}")
    for what, (often, text) in sorted(findings.failures.items(), key=lambda pair: -pair[1][0]):
        print(f"  {often:>6} × {what}\n           {text[:_SHOWN]!a}")


if __name__ == "__main__":
    sys.exit(main())
