"""What joins the parts of one number: spaces and hyphens, an "and", a comma; and the minus before it."""

from __future__ import annotations

import math
import re
from typing import Final

from transforms.number_parts import Kind, Token
from transforms.number_total import Total
from transforms.scan import Scanner

_GAP: Final = re.compile(r"[ \u00a0\u202f'’\u02bc-]{0,2}\Z")
_MINUS: Final = "-−–"
_HUNDRED: Final = 100
_THOUSAND: Final = 1000


class Joints:
    """The tokens of a text and what stands between them."""

    def __init__(self, engine: Scanner, clean: str, folded: str, tokens: list[Token], *, units_first: bool) -> None:
        self.engine = engine
        self.clean = clean
        self.folded = folded
        self.tokens = tokens
        self.units_first = units_first

    def gap(self, one: int, two: int) -> str:
        """What stands between two tokens."""
        return self.clean[self.tokens[one].end : self.tokens[two].start]

    def next_to(self, at: int) -> bool:
        """Whether nothing but a space or a hyphen parts a token from the next one."""
        return at + 1 < len(self.tokens) and _GAP.match(self.gap(at, at + 1)) is not None

    def joined(self, last: int, here: int) -> bool:
        """Whether a token belongs to the same run of words as the last one taken."""
        tokens = self.tokens
        for at in range(last, here):
            gap = self.gap(at, at + 1)
            if not _GAP.match(gap):
                return False
            kinds = tokens[at].kind, tokens[at + 1].kind
            scaled = kinds == (Kind.DIGITS, Kind.MULTIPLIER)  # a 3.5-million-dollar plan
            if "-" in gap and not scaled and Kind.DIGITS in kinds:
                return False
        return True

    def comma_joins(self, total: Total, last: int, here: int) -> bool:
        """one million, two hundred thousand; not: two thousand, three of them."""
        tokens = self.tokens
        one = tokens[last]
        if last + 1 != here or total.digits or one.value < _THOUSAND or self.gap(last, here) != ", ":
            return False
        end = here
        while end + 1 < len(tokens) and self.joined(end, end + 1):
            end += 1
        run = tokens[here : end + 1]
        biggest = max(token.value for token in run)
        if any(token.kind is Kind.DIGITS for token in run) or not _HUNDRED <= biggest < one.value:
            return False
        start = run[-1].end + 1
        return self.folded[start : self.folded.find(" ", start)] not in self.engine.small.of

    def and_joins(self, total: Total, at: int) -> bool:
        """Whether "and" goes on: vingt et un, two hundred and five; not "400 and 360"."""
        if at + 1 >= len(self.tokens) or not self.joined(at - 1, at + 1):
            return False
        token, before = self.tokens[at + 1], self.tokens[at - 1]
        if token.kind is Kind.DIGITS:  # 2 million and-300 thousand, the "and" written on to the numeral
            scale = self.tokens[at + 2].value if at + 2 < len(self.tokens) else math.inf
            smaller = scale < before.value  # not 118 and 120 thousand
            if before.kind is not Kind.MULTIPLIER:
                return False
            counted = before.value == _THOUSAND > token.value and self.tokens[at - 2].kind is Kind.DIGITS
            if counted and token.scaled and _THOUSAND < scale < math.inf:
                return True  # ۲ هزار و ۵۰۰ میلیارد
            if self.gap(at, at + 1) and token.scaled:  # 157 bilhões e 630 milhões
                return smaller and token.value * scale < before.value
            if counted and not token.scaled and not token.ambiguous and token.value >= _HUNDRED:
                return True  # ۲ هزار و ۳۷۵
            return token.scaled and smaller
        if before.kind is Kind.DIGITS:
            return False
        return total.takes(token, units_first=self.units_first)

    def minus_sign(self, start: int) -> bool:
        """Whether the sign before a numeral is a minus: no hyphen behind a word, no dash of a range."""
        if start == 0 or self.clean[start - 1] not in _MINUS:
            return False
        before = self.clean[start - 2] if start > 1 else " "
        if start == 1 or before in " \n\t(\u00a0…":
            return True
        return self.engine.grammar.spaceless and before.isalpha() and not before.isupper() and not before.islower()
