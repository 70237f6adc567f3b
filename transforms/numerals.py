"""Numerals written with digits, of any script: where they stand and what they are worth."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final

from transforms.normal import FRACTIONS

_SPACES: Final = "\u00a0\u202f\u2009\u2007"
_DOT: Final = "\u30fb"  # parts the items of a list, and in upright newspapers the decimals: 14・5%
_MARKS: Final = ".,'\u2019\u066b\u066c\u00b7\uff0c\uff0e"
_TAIL: Final = rf"(?:[{_MARKS}]\d+)*"
# Groups of three between spaces; a plain space makes groups by itself where it makes two of them.
_WIDE: Final = rf"(?:[{_SPACES}]\d{{3}})+"
_PARTS: Final = rf"[\d{FRACTIONS}](?:(?<=\d)(?:(?<!0)\d{{0,2}}(?:%s)(?!\d){_TAIL}|\d*{_TAIL}[{FRACTIONS}]?)|)"
_JOINED: Final = frozenset(f"{_MARKS}{_SPACES} ")
_DOTTED: Final = re.compile(rf"{_DOT}\d+")
_TIGHT: Final = re.compile(_PARTS % rf"{_WIDE}|(?: \d{{3}}){{2,}}")
_LOOSE: Final = re.compile(_PARTS % rf"(?:[{_SPACES} ]\d{{3}})+")
_SPACE: Final = re.compile(rf"[{_SPACES} ]")
_POWERED: Final = frozenset("eEx×*·⋅")
_POWER: Final = re.compile(
    r"[eE]([-+−]?\d{1,3})(?![\w-]|[.,]\d)|\s?[x×*·⋅]\s?10(?:\^([-+−]?\d{1,3})(?!\w)|([⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}))"
)
_SUPERSCRIPTS: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺−", "0123456789-+-")
_BEFORE_POINT: Final = frozenset(" \n($£€+-\u2212\u00a0")
_DASHES: Final = frozenset("-\u2013\u2014")
_LONG: Final = 64  # longer ones are not kept in mind
_MINUTES: Final = 59
_PLACES: Final = 2  # digits of minutes, or of a month
_DAYS: Final = 31
_MAX_DIGITS: Final = 308  # beyond it a float is infinite
_PLAIN: Final = str.maketrans(dict.fromkeys("٫．", ".") | dict.fromkeys("٬，", ","))


@dataclass(frozen=True, slots=True)
class Numeral:
    """A run of digits with its marks; `ambiguous` where the mark may be a decimal or a thousands' one."""

    start: int
    end: int
    value: float
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """What the numerals of a text have proved so far: the mark that parts decimals, and one that makes groups.

    That one mark makes groups says nothing of the others: who copies "310.000.000" may write "500,000" himself.
    """

    decimal: str | None = None
    grouping: str | None = None

    def and_then(self, later: Shown) -> Shown:
        """With what a later numeral proves, which counts where both prove something."""
        decimal, grouping = later.decimal or self.decimal, later.grouping or self.grouping
        if decimal != grouping or decimal is None:
            return Shown(decimal, grouping)
        return Shown(decimal, None) if later.decimal else Shown(None, grouping)


_NOTHING: Final = Shown()


@dataclass(frozen=True, slots=True)
class Marks:
    """How a language writes numerals."""

    grouping: str
    decimal: str
    indian: bool = False
    dotted: tuple[str, ...] = ()  # what follows where the dot between the words of a list parts decimals


def find_numerals(clean: str, marks: Marks, digits: list[int]) -> Iterator[Numeral]:
    """All numerals of a text in order; every digit of the text lies in exactly one of them.

    `digits`: where the digits of the text stand, and its characters for fractions (`Normal.digits`).
    """
    last = 0
    for numeral in _plain_numerals(clean, marks, digits):
        if numeral.start < last:  # the digits of a power of ten
            if numeral.end > last:  # and of what only a space sets apart from them: 5 × 10^3 456
                yield from _separate(clean[last : numeral.end], last)
                last = numeral.end
            continue
        last = numeral.end
        power = _POWER.match(clean, last) if not _POWERED.isdisjoint(clean[last : last + 2]) else None
        exponent = _exponent(power) if power is not None else None
        if power is None or exponent is None:
            yield numeral
            continue
        last = power.end()
        yield Numeral(numeral.start, last, _scaled(numeral.value, exponent), numeral.ambiguous)


def _run_end(digits: list[int], at: int) -> int:
    """Where the characters of numerals end that follow one another without a gap."""
    while at + 1 < len(digits) and digits[at + 1] == digits[at] + 1:
        at += 1
    return digits[at] + 1


def _goes_on(clean: str, end: int) -> bool:
    """Whether a mark and more digits may go on with a numeral."""
    return clean[end : end + 1] in _JOINED and clean[end + 1 : end + 2].isdecimal()


def _exponent(power: re.Match[str]) -> int | None:
    """The power of ten behind a numeral: 2.5E-3, 5 × 10⁶, 5x10^6; None beyond what a number holds."""
    written = next(group for group in power.groups() if group is not None).translate(_SUPERSCRIPTS)
    return int(written) if abs(int(written)) < _MAX_DIGITS // 2 else None


def _scaled(value: float, exponent: int) -> float:
    """The value times a power of ten, as it would be written: 2.5 × 10³ is 2500 to the last bit; never infinite."""
    return min(float(Decimal(repr(value)).scaleb(exponent)), sys.float_info.max)


def _plain_numerals(clean: str, marks: Marks, digits: list[int]) -> Iterator[Numeral]:
    """The numerals without powers of ten."""
    match_at = (_LOOSE if " " in marks.grouping else _TIGHT).match
    evidence = _NOTHING
    last = 0
    for at, start in enumerate(digits):
        if start < last:
            continue
        last = _run_end(digits, at)
        text = clean[start:last]
        if not text.isdecimal() or _goes_on(clean, last):
            match = match_at(clean, start)
            if match is None:
                continue
            text, last = match.group(), match.end()
        if marks.dotted and clean[last : last + 1] == _DOT and text.isdecimal():
            rest = _DOTTED.match(clean, last)
            if rest is not None and clean.startswith(marks.dotted, rest.end()):
                yield Numeral(start, rest.end(), value_of(text, rest.group()[1:]))
                last = rest.end()
                continue
        if text.isdecimal():
            if marks.decimal == "." and _leads(clean, start):
                yield Numeral(start - 1, last, value_of("0", text))  # .5 percent
                continue
            yield Numeral(start, last, value_of(text))
            continue
        if clean[last : last + 1] == "." and _is_day(clean, text, last + 1):
            yield from _separate(text, start)
            continue
        read = _read if last - start <= _LONG else _read.__wrapped__
        reading = read(text, marks.grouping, marks.decimal, evidence)
        if reading is None:
            yield from _separate(text, start)
            continue
        value, ambiguous, shown = reading
        if shown is not _NOTHING:
            evidence = evidence.and_then(shown)
        yield Numeral(start, last, value, ambiguous)


def _leads(clean: str, start: int) -> bool:
    """Whether a decimal point stands before the digits, and nothing of a numeral before it."""
    return clean[start - 1 : start] == "." and (start == 1 or clean[start - 2] in _BEFORE_POINT)


def _is_day(clean: str, text: str, end: int) -> bool:
    """Whether a day and a month open a span of days: 3.4.-18.5.2023."""
    if clean[end : end + 1] not in _DASHES or not clean[end + 1 : end + 2].isdigit():
        return False
    day, mark, month = text.partition(".")
    return bool(mark) and month.isdecimal() and len(month) <= _PLACES and day.isdecimal() and int(day) <= _DAYS


def _separate(text: str, start: int) -> Iterator[Numeral]:
    """The runs of digits of a text that is no single number: a date, a version, a list."""
    for match in re.finditer(r"\d+", text):
        yield Numeral(start + match.start(), start + match.end(), value_of(match.group()))


@lru_cache(maxsize=65536)
def _read(text: str, grouping: str, decimal: str, evidence: Shown) -> tuple[float, bool, Shown] | None:
    """(value, ambiguous?, what this numeral proves), or None where it is no single number."""
    if len(text) == 1:
        return unicodedata.numeric(text), False, _NOTHING
    if text[-1] in FRACTIONS:
        before = _read(text[:-1], grouping, decimal, evidence)
        return None if before is None else (before[0] + unicodedata.numeric(text[-1]), before[1], before[2])
    plain = _SPACE.sub("", text).translate(_PLAIN).replace("\u2019", "'")
    spaced = len(plain) < len(text)
    used = sorted({char for char in plain if not char.isdigit()})
    if not used:
        return value_of(plain), False, _NOTHING
    if spaced:  # the spaces make the groups, so that the one mark there may be is the decimal one
        whole, _, rest = plain.partition(used[0])
        return (value_of(whole, rest), False, Shown(used[0])) if plain.count(used[0]) == len(used) == 1 else None
    if len(used) > 2 or ("·" in used and len(used) > 1):
        return None
    last = max(used, key=plain.rindex)
    if len(used) == 2:
        whole, _, rest = plain.rpartition(last)
        other = next(mark for mark in used if mark != last)
        groups = whole.split(other)
        if last in whole or not _grouped(groups):
            return None
        return value_of("".join(groups), rest), False, Shown(last, other)
    parts = plain.split(last)
    if len(parts) > 2:
        return (value_of("".join(parts)), False, Shown(None, last)) if _grouped(parts) else None
    whole, rest = parts
    if (last == "'" and len(rest) != 3) or _is_time(whole, rest, last):
        return None
    if len(rest) != 3 or len(whole) > 3 or whole.startswith("0") or last == "·":
        clock = last == "." and last not in decimal and len(rest) == _PLACES and float(whole) <= _DAYS  # 8.30, 19.10.
        return value_of(whole, rest), False, _NOTHING if clock else Shown(last)
    return _one_mark(whole, rest, last, grouping, decimal, evidence)


def _one_mark(
    whole: str, rest: str, mark: str, grouping: str, decimal: str, evidence: Shown
) -> tuple[float, bool, Shown]:
    """1.234 or 1,234: by what the text has shown so far, else by the language's habit."""
    habit = mark in decimal and mark not in grouping
    if mark in (evidence.decimal, evidence.grouping):
        decimal_here = mark == evidence.decimal
    else:
        decimal_here = habit and evidence.decimal is None
    told = evidence.decimal is not None or evidence.grouping == mark
    ambiguous = (not told and mark not in grouping) or (decimal_here and mark in grouping)
    value = value_of(whole, rest) if decimal_here else value_of(whole + rest)
    return value, ambiguous, _NOTHING


def _is_time(whole: str, rest: str, mark: str) -> bool:
    """08.45: nobody writes a decimal so."""
    two = len(whole) == len(rest) == 2 and mark == "."
    return two and int(whole[0]) == 0 and int(rest) <= _MINUTES


def _grouped(groups: list[str]) -> bool:
    """Groups of three, or of two and a last one of three (12,34,567)."""
    if not 1 <= len(groups[0]) <= 3:
        return False
    inner, last = groups[1:-1], groups[-1]
    if len(groups) == 1:
        return True
    return len(last) == 3 and (
        all(len(g) == 3 for g in inner) or (len(groups[0]) <= 2 and all(len(g) == 2 for g in inner))
    )


def value_of(whole: str, rest: str = "") -> float:
    """The value of digits before and behind a decimal mark, of any script; never infinite, however many there are."""
    if len(whole) > _MAX_DIGITS:
        whole, rest = whole[:_MAX_DIGITS], ""
    return float(f"{whole}.{rest[:40]}") if rest else float(whole)
