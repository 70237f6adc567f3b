r"""The marks that part a sentence, as the phrases beside a figure end at them.

Each pattern begins with one set of characters: only then does `re` skip to the next of them. An alternative at its
start (`[;:]|\.\s`) is tried at every character of a text, which takes two to four times as long.
"""

from __future__ import annotations

import re
from typing import Final

STRONG_MARKS: Final = ";:!?。\uff1b\uff1a\uff01\uff1f\n."
_COMMAS: Final = ",،、\uff0c"
_DASHES: Final = "–—-"
COMMA_MARKS: Final = _COMMAS + "()\uff08\uff09" + _DASHES

# What no phrase goes beyond; a full stop only before a space: 1.5, e.g.x. Ends behind that space.
STRONG: Final = re.compile(r"[;:!?。\uff1b\uff1a\uff01\uff1f\n.](?:(?<!\.)|\s)")
# What parts a clause: a comma that is in no number, a bracket, a dash between spaces. Begins at the mark itself.
COMMA: Final = re.compile(
    r"[,،、\uff0c()\uff08\uff09–—-](?:(?<=[,،、\uff0c])(?!\d)|(?<=[()\uff08\uff09])|(?<=\s[–—-])\s)"
)
# Either, where a decimal comma of any language must be told from one that parts words by the space behind it.
BREAK: Final = re.compile(r"[;:!?。\uff1b\uff1a\uff01\uff1f(\uff08)\uff09「」\n\uff0c、,،](?:(?<![,،])|\s)")


def opening_bracket(clean: str, start: int, end: int) -> int:
    """Where the first bracket opens between two places; -1 where none does."""
    return _first(clean, "(", "\uff08", start, end)


def first_colon(clean: str, start: int, end: int) -> int:
    """Where the first colon stands between two places; -1 where none does."""
    return _first(clean, ":", "\uff1a", start, end)


def _first(clean: str, plain: str, wide: str, start: int, end: int) -> int:
    """Where a mark stands first, be it as wide as an ideograph or not."""
    at = clean.find(plain, start, end)
    wider = clean.find(wide, start, end if at < 0 else at)
    return at if wider < 0 else wider


class PartingMarks:
    """Where the marks of `STRONG` and `COMMA` stand in a text: found once, asked for in every stretch of it.

    A stretch holds a mark as the pattern finds it there with nothing known behind the stretch: a comma at its end is
    one whatever follows.
    """

    def __init__(self, clean: str, strong: list[int], commas: list[int]) -> None:
        """`strong`, `commas`: where the characters that begin such marks stand, in order."""
        self._clean: Final = clean
        self._strong: Final = strong
        self._commas: Final = commas

    def strong(self, start: int, end: int) -> int:
        """Where the first strong mark in a stretch begins; -1 where none does."""
        for at in range(_first_from(self._strong, start), len(self._strong)):
            place = self._strong[at]
            if place >= end:
                break
            if self._after_strong(place, end) >= 0:
                return place
        return -1

    def after_strong(self, start: int, end: int) -> int:
        """Where the last strong mark in a stretch ends; where the stretch begins if it holds none."""
        for at in range(_first_from(self._strong, end) - 1, -1, -1):
            place = self._strong[at]
            if place < start:
                break
            stop = self._after_strong(place, end)
            if stop >= 0:
                return stop
        return start

    def comma(self, start: int, end: int) -> int:
        """Where the first mark that parts a clause in a stretch begins; -1 where none does."""
        for at in range(_first_from(self._commas, start), len(self._commas)):
            place = self._commas[at]
            if place >= end:
                break
            if self._after_comma(place, end) >= 0:
                return place
        return -1

    def last_comma(self, start: int, end: int) -> int:
        """Where the last such mark in a stretch begins; -1 where none does."""
        for at in range(_first_from(self._commas, end) - 1, -1, -1):
            place = self._commas[at]
            if place < start:
                break
            if self._after_comma(place, end) >= 0:
                return place
        return -1

    def after_comma(self, start: int, end: int) -> int:
        """Where the last such mark in a stretch ends; where the stretch begins if it holds none."""
        last = self.last_comma(start, end)
        return self._after_comma(last, end) if last >= 0 else start

    def _after_strong(self, place: int, end: int) -> int:
        """Where the strong mark at a place ends; -1 where it is none in a stretch that ends there."""
        if self._clean[place] != ".":
            return place + 1
        return place + 2 if place + 2 <= end and self._clean[place + 1].isspace() else -1

    def _after_comma(self, place: int, end: int) -> int:
        """Where the mark of a clause at a place ends; -1 where it is none in a stretch that ends there."""
        mark = self._clean[place]
        if mark in _COMMAS:
            return -1 if place + 1 < end and self._clean[place + 1].isdecimal() else place + 1
        if mark not in _DASHES:
            return place + 1
        apart = place > 0 and place + 2 <= end and self._clean[place - 1].isspace()
        return place + 2 if apart and self._clean[place + 1].isspace() else -1


def _first_from(places: list[int], place: int) -> int:
    """The number of the first of these places, in order, that is not before one."""
    low, high = 0, len(places)
    while low < high:
        middle = (low + high) >> 1
        if places[middle] < place:
            low = middle + 1
        else:
            high = middle
    return low
