"""The sum that number words make, taken one after another."""

from __future__ import annotations

import math
import sys
from typing import Final

from transforms.number_parts import Kind, Token

_HUNDRED: Final = 100.0  # beyond it, only powers of ten multiply: two hundred in one word (مئتان) is complete
_TEN_OF: Final = 10.0
_TAIL: Final = 100.0  # how much smaller a numeral behind a scale word may be that goes on with its number


def _place(value: float) -> float:
    """The power of ten of the last digit of a whole number that is not 0: 1000 of 6000."""
    place = 1.0
    while value % (place * 10) == 0:
        place *= 10
    return place


def _single(scale: float) -> float:
    """One of a scale whose word may be two of it: two and a half million are no three (مليونان ونصف)."""
    return scale / 2 if scale > _HUNDRED and scale / 2 == _place(scale / 2) else scale


class Total:
    """The value of the tokens taken so far.

    `base`: the least scale that closes a group; `elided`: a last digit may stand for so many of the next lower scale.
    """

    def __init__(self, shift: float = 0.0, base: float = 1e3, *, elided: bool = False) -> None:
        self.elided = elided
        self.base = base  # the least scale that closes a group
        self.done = 0.0  # whole groups: two million
        self.done_scale = 0.0  # the scale of the last group
        self.sub = 0.0  # three hundred
        self.sub_scale = 0.0
        self.pending: float | None = None  # twenty-
        self.pending_digits = False
        self.words: list[float] = []  # that pending is the sum of: six thousand, five
        self.shift = shift
        self.scale = 1.0
        self.taken = 0
        self.fixed = False
        self.digits = False  # one of the tokens was a numeral
        self.positional: list[int] = []
        self.decimals: str | None = None
        self.is_fraction = False
        self.empty_place = False

    @property
    def empty(self) -> bool:
        """Whether no token was taken."""
        return self.taken == 0

    def value(self) -> float:
        """The sum as it stands."""
        if len(self.positional) > 1:
            return min(float("".join(map(str, self.positional))), sys.float_info.max)
        pending = self._elided() if self.elided else self.pending or 0.0
        if self.decimals:
            pending = float(f"{pending:.0f}.{self.decimals}")
        shift = self.shift if self.taken and self.sub == self.done == 0 else 0.0
        if pending >= _HUNDRED and not self.pending_digits:
            shift *= 10.0 ** int(math.log10(pending))  # a quarter less than two hundred in one word: 175
        value = self.done + self.sub + pending + shift
        if value > _HUNDRED and not value.is_integer():
            value = float(f"{value:.15g}")  # 5.1 × 100,000 × 1,000,000 as it is written, without the last bit's noise
        return round(min(value, sys.float_info.max), 9)

    def _elided(self) -> float:
        """What the last word is worth where no scale word follows it: 5000 of 三万五, 5 of 三万零五."""
        scale = self.sub_scale if self.sub else self.done_scale
        pending = self.pending or 0.0
        plain = self.pending_digits or self.empty_place or self.decimals is not None or pending >= _TEN_OF
        return pending if plain or scale < _HUNDRED else pending * scale / _TEN_OF

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
        return 0 < value < _place(self.pending)

    def take(self, token: Token, *, joined: bool, units_first: bool) -> bool:
        """Adds a token; False where it does not belong here."""
        kind = token.kind
        if kind is Kind.DIGITS:
            return self._take_digits(token, joined)
        if kind is Kind.ONE and self.digits and self.decimals is None:
            return False  # 450 mln e UN debito
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
        room = self.sub_scale if self.sub else self.done_scale  # 3천-500억: the last scale word's
        as_big = token.scaled and token.scale <= room <= token.value * token.scale  # 50 million 80 million
        close = ((token.scaled or joined) and not as_big) or token.value >= room / _TAIL  # 24 thousand 300
        if self.taken == 0 or (self.pending is None and token.value < room and close):
            self.pending, self.pending_digits = token.value, True
        elif self._goes_on_in_digits(token):
            self.pending = token.value + (self.pending or 0.0)
        else:
            return False
        self.digits = True
        self.taken += 1
        return True

    def _goes_on_in_digits(self, token: Token) -> bool:
        """ছয়শ ৬৯ বিলিয়ন: hundreds in one word, and the rest in digits before a scale word."""
        if self.pending is None or self.pending_digits or self.fixed or not token.scaled:
            return False
        return self.pending >= _HUNDRED and self.pending % _HUNDRED == 0 and token.value < _HUNDRED

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
            self.empty_place = True
            return True  # 一百零二
        if not self._room(value, units_first):
            return False
        if token.digit and self.pending is None and not self.sub and not self.done:
            self.positional = [int(value)]
        self.words = [value] if self.pending is None else [*self.words, value]
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
        self._close_before(factor)
        count = self.pending
        if count is not None and factor > _HUNDRED and factor % 9 != 1:  # no power of ten
            return False
        self.positional = []
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
            stacked = self.sub_scale if count is None and self.sub else 1.0  # hai trăm triệu
            group = self.sub + (count or 0.0)
            if count is None and not self.sub and not self.done:
                group = 1.0
            if count is not None and count >= _HUNDRED and not self.pending_digits:
                self.shift *= 10.0 ** int(math.log10(count))  # three and a half hundred in one word
            group += self.shift
            self.shift = 0.0
            if self.done and factor > self.done_scale:
                stacked = self.done_scale  # หมื่นล้าน
                self.done = (self.done + group) * factor
            elif self.done and (factor == self.done_scale or not group):
                return False
            else:
                self.done += group * factor
            self.done_scale = factor
            self.sub = self.sub_scale = 0.0
            factor *= stacked
        self.scale = max(self.scale, factor)
        self.pending, self.pending_digits, self.fixed = None, False, False
        self.taken += 1
        return True

    def _close_before(self, factor: float) -> None:
        """Sets aside the words that a smaller multiplier does not count: six thousand (one word), five | hundred."""
        if self.pending is None or self.pending_digits or self.pending < factor:
            return
        count, words = 0.0, self.words
        while words and count + words[-1] < factor:
            count += words[-1]
            words = words[:-1]
        closed = self.pending - count
        place = _place(closed)
        if not words or factor >= place:
            return  # fifty dozens
        if place >= self.base:
            self.done, self.done_scale = self.done + self.sub + closed, place
            self.sub = self.sub_scale = 0.0
        else:
            self.sub, self.sub_scale = self.sub + closed, place
        self.pending = count or None

    def _take_half(self) -> bool:
        if not self.taken or self.fixed:
            return False
        if self.pending is not None:
            self.pending += 0.5
        elif self.sub:
            self.sub += _single(self.sub_scale) / 2
        else:
            self.done += _single(self.done_scale) / 2
        self.taken += 1
        return True
