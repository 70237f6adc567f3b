"""Numbers in a text: digits, words, scale words, fractions, with their exact spans and values.

The grammar is the same for every language; its words come from the lexicon. A smaller number after a bigger one is
added, a multiplier multiplies what stands before it, a bigger multiplier after a smaller one multiplies all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from transforms.number_tokens import Kind, Token, tokens_of
from transforms.numerals import Marks, Numeral, find_numerals
from transforms.scan import BLOCKED, Mention, Scanner, scanner

_GAP: Final = re.compile(r"[ \u00a0\u202f-]{0,2}\Z")
_MINUS: Final = "-−–"


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text: `clean[start:end]` with its scale word; offsets of the original in `find_numbers`.

    `ordinal`: "3rd", 第5; `glued`: digits written on to a letter before them (G7); `words`: no digit in it;
    `ambiguous`: the mark in it may be a decimal or a thousands' one; `scale`: the scale word's value, or 1.
    """

    start: int
    end: int
    value: float
    ordinal: bool = False
    glued: bool = False
    words: bool = False
    ambiguous: bool = False
    fraction: bool = False
    scale: float = 1.0
    lone_multiplier: bool = False


def find_numbers(text: str, language: str) -> list[Number]:
    """Every number of a text in order: `start`, `end` (code points into the text, end exclusive) and `value`.

    Numerals of any script and spelled-out numbers with their scale words; fractions and a written minus included.
    Ordinals are left out; so are articles that look like "one".
    """
    engine = scanner(language)
    normal = engine.normalise(text)
    numbers = read_numbers(engine, normal.clean, normal.folded, engine.mentions(normal.folded))
    found = []
    for number in numbers:
        if not number.ordinal:
            start, end = normal.original(number.start, number.end)
            found.append(Number(start, end, number.value, False, number.glued, number.words, number.ambiguous))
    return found


def read_numbers(engine: Scanner, clean: str, folded: str, mentions: Sequence[Mention]) -> list[Number]:
    """Every number, ordinals written with digits included, by position in the normal text."""
    marks = marks_of(engine)
    blocked = [(m.start, m.end) for m in mentions if m.entry.categories & BLOCKED]
    numerals = list(find_numerals(clean, marks))
    tokens = tokens_of(engine, clean, folded, mentions, numerals, blocked)
    reader = _Reader(engine, clean, tokens)
    return reader.all()


def marks_of(engine: Scanner) -> Marks:
    """How the scanner's language writes numerals."""
    lexicon = engine.lexicon
    grouping, decimal = "".join(lexicon.marks("grouping")), "".join(lexicon.marks("decimal"))
    return Marks(grouping or ("," if decimal == "." else "."), decimal or ("." if grouping == "," else ","))


class _Reader:
    """Walks the tokens once; each number takes as many as belong to it."""

    def __init__(self, engine: Scanner, clean: str, tokens: Sequence[Token]) -> None:
        self.engine = engine
        self.clean = clean
        self.tokens = tokens
        self.spaceless = engine.lexicon.spaced == "none"
        self.units_first = engine.lexicon.flag("numbers", "units_before_tens")
        self.base = 1e4 if engine.myriads else 1e3
        self.bare_needs_unit = engine.lexicon.flag("numbers", "bare_needs_unit")

    def all(self) -> list[Number]:
        found: list[Number] = []
        at = 0
        while at < len(self.tokens):
            number, after = self.read(at)
            if number is not None:
                found.append(number)
            at = max(after, at + 1)
        return self._with_ones(found)

    # -- one number ---------------------------------------------------------------------------------------------

    def read(self, at: int, *, inside: bool = False) -> tuple[Number | None, int]:
        """The number that starts at a token, and the token after it; `inside` a fraction, where a lone one stands."""
        tokens = self.tokens
        start_token = tokens[at]
        minus = 0
        shift = 0.0
        first = at
        if start_token.kind is Kind.MINUS and self._next_to(at):
            minus, first = 1, at + 1
        if first < len(tokens) and tokens[first].kind is Kind.ADD_BEFORE:
            if not self._next_to(first):
                return None, first + 1
            shift, first = tokens[first].value, first + 1
        if first >= len(tokens) or tokens[first].kind in (Kind.AND, Kind.MINUS, Kind.HALF_AFTER, Kind.DECIMAL):
            return None, at + 1
        total = _Total(shift, self.base)
        here = first
        last_taken = first - 1
        while here < len(tokens) and (here == first or self._joined(last_taken, here)):
            token = tokens[here]
            if token.kind is Kind.AND:
                if not self._and_joins(total, here):
                    break
                here += 1
                continue
            if not total.take(
                token, joined=here - 1 == last_taken and not self._gap(last_taken, here), units_first=self.units_first
            ):
                break
            last_taken = here
            here += 1
        if last_taken < first:
            return None, at + 1
        return self._finish(first, last_taken, total, minus, start_token, inside=inside)

    def _finish(
        self, first: int, last: int, total: _Total, minus: int, start_token: Token, *, inside: bool
    ) -> tuple[Number | None, int]:
        tokens = self.tokens
        value = total.value()
        after = last + 1
        fraction = False
        if tokens[first].quotient and first == last:
            value, last, fraction = value / tokens[after].value, after, True
            after += 1
        elif after < len(tokens) and self._joined(last, after):
            made = self._fraction(value, last, after)
            if made is not None:
                value, last = made
                after, fraction = last + 1, True
        if (fraction or total.is_fraction) and after < len(tokens) and self._joined(last, after):
            if tokens[after].kind in (Kind.MULTIPLIER, Kind.FIXED):  # half a million, half a dozen
                value, last, after = value * tokens[after].value, after, after + 1
        own = tokens[first : last + 1]
        words = not any(token.kind is Kind.DIGITS for token in own)
        if words and not inside and not self._stands(own, total, minus, fraction):
            return None, after
        start = start_token.start
        sign = -1.0 if minus else 1.0
        if not minus and own[0].kind is Kind.DIGITS and self._minus_sign(own[0].start):
            start, sign = own[0].start - 1, -1.0
        number = Number(
            start,
            own[-1].end,
            sign * value,
            ordinal=own[-1].ordinal or own[0].ordinal,
            glued=own[0].glued,
            words=words,
            ambiguous=any(token.ambiguous for token in own),
            fraction=fraction or total.is_fraction,
            scale=total.scale,
            lone_multiplier=len(own) == 1 and own[0].kind is Kind.MULTIPLIER,
        )
        return number, after

    def _fraction(self, value: float, last: int, after: int) -> tuple[float, int] | None:
        """two thirds; hai phần ba; 三分之二: (value, last token)."""
        token = self.tokens[after]
        if token.kind is Kind.DENOMINATOR and 0 < value < 100:
            return value / token.value, after
        if token.kind is Kind.HALF_FRACTION and value == 1:
            return token.value, after
        if token.kind in (Kind.NUMERATOR_FIRST, Kind.DENOMINATOR_FIRST) and self._next_to(after):
            other, end = self.read(after + 1, inside=True)
            if other is not None and other.value > 0 and value > 0:
                quotient = value / other.value if token.kind is Kind.NUMERATOR_FIRST else other.value / value
                return quotient, end - 1
        return None

    def _stands(self, own: Sequence[Token], total: _Total, minus: int, fraction: bool) -> bool:
        """Whether a number in words is one: a lone "one" or a lone multiplier may not be."""
        if len(own) > 1 or minus or fraction:
            return not all(token.kind is Kind.ONE for token in own)
        token = own[0]
        if token.kind is Kind.ONE:
            return token.confirmed
        if token.kind is Kind.MULTIPLIER and not token.alone:
            return False
        if token.kind is Kind.DENOMINATOR:
            return False
        if self.bare_needs_unit and token.kind in (Kind.WORD, Kind.MULTIPLIER) and token.short:
            return token.before_unit
        return not total.empty

    # -- neighbours ---------------------------------------------------------------------------------------------

    def _gap(self, one: int, two: int) -> str:
        return self.clean[self.tokens[one].end : self.tokens[two].start]

    def _next_to(self, at: int) -> bool:
        return at + 1 < len(self.tokens) and _GAP.match(self._gap(at, at + 1)) is not None

    def _joined(self, last: int, here: int) -> bool:
        """Whether a token belongs to the same run of words as the last one taken."""
        tokens = self.tokens
        for at in range(last, here):
            gap = self._gap(at, at + 1)
            if not _GAP.match(gap):
                return False
            if "-" in gap and Kind.DIGITS in (tokens[at].kind, tokens[at + 1].kind):
                return False
        return True

    def _and_joins(self, total: _Total, at: int) -> bool:
        """Whether "and" goes on: vingt et un, two hundred and five; not "400 and 360"."""
        if at + 1 >= len(self.tokens) or not self._joined(at - 1, at + 1):
            return False
        token = self.tokens[at + 1]
        if self.tokens[at - 1].kind is Kind.DIGITS or token.kind is Kind.DIGITS:
            return False
        return total.takes(token, units_first=self.units_first)

    def _minus_sign(self, start: int) -> bool:
        if start == 0 or self.clean[start - 1] not in _MINUS:
            return False
        before = self.clean[start - 2] if start > 1 else " "
        if start == 1 or before in " \n\t(\u00a0":
            return True
        return before.isalpha() and not before.isupper() and not before.islower()

    def _with_ones(self, found: list[Number]) -> list[Number]:
        """Adds a "one" that a range or ratio with another number makes a number: "one or two", "one in four"."""
        ones = [t for t in self.tokens if t.kind is Kind.ONE and not t.confirmed]
        if not ones or not found:
            return found
        taken = {n.start for n in found}
        extra = []
        for token in ones:
            if token.start in taken or any(n.start <= token.start < n.end for n in found):
                continue
            if token.pairs and any(n.start in token.pairs for n in found):
                extra.append(Number(token.start, token.end, 1.0, words=True))
        return sorted(found + extra, key=lambda n: n.start) if extra else found


class _Total:
    """The value of the tokens taken so far."""

    def __init__(self, shift: float = 0.0, base: float = 1e3) -> None:
        self.base = base  # the least scale that closes a group
        self.done = 0.0  # whole groups: two million
        self.done_scale = 0.0  # the scale of the last group
        self.sub = 0.0  # three hundred
        self.sub_scale = 0.0
        self.pending: float | None = None  # twenty-
        self.pending_digits = False
        self.shift = shift
        self.scale = 1.0
        self.taken = 0
        self.fixed = False
        self.positional: list[int] = []
        self.decimals: str | None = None
        self.is_fraction = False
        self.only_zero = False

    @property
    def empty(self) -> bool:
        return self.taken == 0

    def value(self) -> float:
        if len(self.positional) > 1:
            return float("".join(map(str, self.positional)))
        pending = self.pending if self.pending is not None else 0.0
        if self.decimals:
            pending = float(f"{pending:.0f}.{self.decimals}")
        shift = self.shift if self.taken and self.sub == self.done == 0 else 0.0
        return round(self.done + self.sub + pending + shift, 9)

    def takes(self, token: Token, *, units_first: bool) -> bool:
        """Whether the token would be taken."""
        if token.kind is Kind.MULTIPLIER:
            return True
        if token.kind is Kind.HALF_AFTER:
            return True
        if token.kind in (Kind.WORD, Kind.ONE):
            return self._room(token.value, units_first)
        return False

    def _room(self, value: float, units_first: bool) -> bool:
        if self.fixed or self.decimals is not None:
            return False
        if self.pending is None:
            if self.sub:
                return value < self.sub_scale
            return value < self.done_scale if self.done else True
        if self.pending_digits:
            return False
        if units_first and 0 < self.pending < 10 <= value < 100 and value % 10 == 0:
            return True
        if value == 0 or self.pending == 0:
            return False
        place = 1
        while self.pending % (place * 10) == 0:
            place *= 10
        return 0 < value < place

    def take(self, token: Token, *, joined: bool, units_first: bool) -> bool:
        """Adds a token; False where it does not belong here."""
        kind = token.kind
        if kind is Kind.DIGITS:
            return self._take_digits(token, joined)
        if kind in (Kind.WORD, Kind.ONE):
            return self._take_word(token, joined, units_first)
        if kind is Kind.MULTIPLIER:
            return self._take_multiplier(token)
        if kind is Kind.FIXED:
            if self.taken and self.pending is not None and not self.pending_digits and token.value >= 1:
                self.pending *= token.value
                self.fixed = True
                return True
            return self._take_first(token.value, fixed=True)
        if kind is Kind.HALF_FRACTION:
            if self.taken:
                return False
            self.is_fraction = True
            return self._take_first(token.value, fixed=True)
        if kind is Kind.HALF_AFTER:
            return self._take_half()
        if kind is Kind.DECIMAL:
            if self.pending is None or self.decimals is not None or not token.before_word:
                return False
            self.decimals = ""
            return True
        return False

    def _take_first(self, value: float, *, fixed: bool) -> bool:
        if self.taken:
            return False
        self.pending, self.fixed, self.taken = value, fixed, 1
        return True

    def _take_digits(self, token: Token, joined: bool) -> bool:
        if self.decimals is not None:
            return self._take_decimals(token)
        if self.taken == 0 or (
            self.pending is None and self.done and token.value < self.done_scale and (token.scaled or joined)
        ):
            self.pending, self.pending_digits = token.value, True
        else:
            return False
        self.taken += 1
        return True

    def _take_decimals(self, token: Token) -> bool:
        if token.value != int(token.value) or token.value > 999:
            return False
        self.decimals = f"{self.decimals}{int(token.value)}"
        self.taken += 1
        return True

    def _take_word(self, token: Token, joined: bool, units_first: bool) -> bool:
        value = token.value
        if self.decimals is not None:
            return self._take_decimals(token)
        if self._positional(token, joined):
            return True
        if value == 0 and self.pending is None and (self.sub or self.done):
            return True  # 一百零二: a place that is empty
        if not self._room(value, units_first):
            return False
        if token.digit and self.pending is None and not self.sub and not self.done:
            self.positional = [int(value)]
        self.pending = value if self.pending is None else self.pending + value
        self.taken += 1
        return True

    def _positional(self, token: Token, joined: bool) -> bool:
        """二〇二四: digits one after another."""
        if not (self.positional and token.digit and joined and token.positional):
            return False
        self.positional.append(int(token.value))
        self.taken += 1
        return True

    def _take_multiplier(self, token: Token) -> bool:
        factor = token.value
        if self.decimals == "" or len(self.positional) > 1:
            return False
        self.positional = []
        count = self.pending
        if count is not None and self.decimals:
            count = float(f"{count:.0f}.{self.decimals}")
            self.decimals = None
        if factor < self.base:
            if self.sub and factor >= self.sub_scale:
                return False
            self.sub += ((1.0 if count is None else count) + self.shift) * factor
            self.shift = 0.0
            self.sub_scale = factor
        else:
            group = self.sub + (count or 0.0)
            if count is None and not self.sub and not self.done:
                group = 1.0
            group += self.shift
            self.shift = 0.0
            if self.done and factor > self.done_scale:
                self.done = (self.done + group) * factor
            elif self.done and (factor == self.done_scale or not group):
                return False
            else:
                self.done += group * factor
            self.done_scale = factor
            self.sub = self.sub_scale = 0.0
        self.scale = max(self.scale, factor)
        self.pending, self.pending_digits, self.fixed = None, False, False
        self.taken += 1
        return True

    def _take_half(self) -> bool:
        if not self.taken or self.fixed:
            return False
        if self.pending is not None:
            self.pending += 0.5
        elif self.sub:
            self.sub += self.sub_scale / 2
        else:
            self.done += self.done_scale / 2
        self.taken += 1
        return True


__all__ = ["Marks", "Number", "Numeral", "find_numbers", "marks_of", "read_numbers"]
