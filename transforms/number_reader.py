"""The grammar of numbers: tokens one after another become numbers, each with its span and value."""

from __future__ import annotations

import math
import sys
from bisect import bisect_right
from dataclasses import replace
from typing import Final

from transforms.number_joints import Joints
from transforms.number_parts import REACH, Kind, Number, Token
from transforms.number_total import Total
from transforms.scan import Scanner

_WORD_BETWEEN: Final = 2  # characters of a measure word between a number and its half: 两个半小时
_TEN: Final = 10
_TENTHS: Final = frozenset({10.0, 100.0, 1000.0, 10_000.0})
_HYPHENS: Final = frozenset("-\u2010\u2011")


def _is_tens(value: float) -> bool:
    return value >= 20 and value % 10 == 0


def _is_part(count: float, part: float) -> bool:
    """Whether several such parts are less than a whole: three fifths said as three of "a fifth part"."""
    whole = round(1 / part)
    return 1 < count < whole and count == int(count) and math.isclose(part * whole, 1, rel_tol=1e-6)


class Reader:
    """Walks the tokens once; each number takes as many as belong to it."""

    def __init__(self, engine: Scanner, clean: str, folded: str, tokens: list[Token]) -> None:
        self.engine = engine
        self.clean = clean
        self.folded = folded
        self.tokens = tokens
        self.units_first = engine.grammar.units_first
        self.base = engine.grammar.base
        self.bare_needs_unit = engine.grammar.bare_needs_unit
        self.elided = engine.grammar.elided_scale
        self.joints = Joints(engine, clean, folded, tokens, units_first=self.units_first)

    def all(self) -> list[Number]:
        """The numbers of all tokens, by position."""
        found: list[Number] = []
        at = 0
        tokens = self.tokens
        count = len(tokens)
        while at < count:
            token = tokens[at]
            kind = token.kind
            if kind is Kind.AND or kind is Kind.PAIR:
                if kind is Kind.PAIR:
                    found.append(Number(token.start, token.end, token.value, words=True, pair=True))
                at += 1
                continue
            if (kind is Kind.DIGITS or kind is Kind.ONE) and (
                at + 1 == count or tokens[at + 1].start - token.end > REACH
            ):
                if kind is Kind.DIGITS:
                    found.append(self._alone(token))
                elif token.confirmed:
                    found.append(Number(token.start, token.end - token.tail, 1.0, token.ordinal, words=True))
                at += 1
                continue
            number, after = self.read(at)
            if number is not None:
                found.append(number)
            at = max(after, at + 1)
        return self._with_ones(found)

    def _alone(self, token: Token) -> Number:
        """A numeral with no other part of a number near it."""
        start, value = token.start, token.value
        if start and not token.glued and self.joints.minus_sign(start):
            start, value = start - 1, -value
        return Number(start, token.end, value, token.ordinal, token.glued, False, token.ambiguous)

    # -- one number ---------------------------------------------------------------------------------------------

    def read(self, at: int, *, inside: bool = False) -> tuple[Number | None, int]:
        """The number that starts at a token, and the token after it; `inside` a fraction, where a lone one stands."""
        tokens = self.tokens
        start_token = tokens[at]
        minus = 0
        shift = 0.0
        first = at
        if start_token.kind is Kind.MINUS and self.joints.next_to(at):
            minus, first = 1, at + 1
        if first < len(tokens) and tokens[first].kind is Kind.ADD_BEFORE:
            if not self.joints.next_to(first):
                return None, first + 1
            shift, first = tokens[first].value, first + 1
        if start_token.kind is Kind.HALF_AFTER:
            return self._half(start_token, at), at + 1
        if start_token.kind is Kind.FIXED and at and tokens[at - 1].kind is Kind.DIGITS and self.joints.next_to(at - 1):
            return None, at + 1  # 5 dozen, 1.8 double: what the numeral counts
        if first >= len(tokens) or tokens[first].kind in (Kind.AND, Kind.MINUS, Kind.HALF_AFTER, Kind.DECIMAL):
            return None, at + 1
        total = Total(shift, self.base, elided=self.elided)
        here = first
        last_taken = first - 1
        while here < len(tokens) and (
            here == first or self.joints.joined(last_taken, here) or self.joints.comma_joins(total, last_taken, here)
        ):
            token = tokens[here]
            if token.kind is Kind.AND:
                if not self.joints.and_joins(total, here):
                    break
                here += 1
                continue
            touches = here - 1 == last_taken and not self.joints.gap(last_taken, here)
            if not total.take(token, joined=touches, units_first=self.units_first):
                break
            last_taken = here
            here += 1
        if last_taken < first:
            return None, at + 1
        return self._finish(first, last_taken, total, minus, start_token, inside=inside)

    def _half(self, token: Token, at: int) -> Number | None:
        """A half of its own behind an "and" before a unit (e meia tonelada), or one and a half (año y medio)."""
        start = self.folded.rfind(" ", token.start, token.end) + 1
        unit = token.unit_start
        before = self.tokens[at - 1] if at else None
        counted = before is not None and (before.kind is not Kind.ONE or before.confirmed) and unit - before.end <= 1
        if unit >= 0 and not counted and not self.engine.grammar.spaceless and not token.before_unit:
            return Number(unit, token.end, 1.5, words=True, pair=True)
        alone = self.engine.grammar.spaceless and (before is None or token.start - before.end > _WORD_BETWEEN)
        if not token.before_unit or (start <= token.start and not alone):
            return None
        return Number(max(start, token.start), token.end, 0.5, words=True, fraction=True)

    def _finish(
        self, first: int, last: int, total: Total, minus: int, start_token: Token, *, inside: bool
    ) -> tuple[Number | None, int]:
        tokens = self.tokens
        value = total.value()
        if tokens[first].dual and first == last and tokens[first].kind is Kind.MULTIPLIER and not tokens[first].alone:
            value *= 2
        after = last + 1
        fraction = False
        part = 1.0
        if tokens[first].quotient and first == last:
            value, last, fraction = value / tokens[after].value, after, True
            after += 1
        elif self._is_mixed(first, last):
            value, last, fraction = value + tokens[after].value / tokens[after + 1].value, after + 1, True
            after += 2
        elif not inside and after < len(tokens) and self.joints.joined(last, after):
            made = self._fraction(value, last, after)
            decimal = self._decimals(total, after)
            if decimal is not None:
                value, last, after = decimal, after, after + 1
            elif made is not None:
                part = made[0] / value
                value, last = made
                after, fraction = last + 1, True
        if first == last and after < len(tokens) and self._is_article_of_a_half(first, after):
            last, after = after, after + 1
        scales = after < len(tokens) and tokens[after].kind in (Kind.MULTIPLIER, Kind.FIXED)
        if scales and (fraction or total.is_fraction) and self.joints.joined(last, after):  # half a million
            value, last, after = value * tokens[after].value, after, after + 1
        own = tokens[first : last + 1]
        words = not any(token.kind is Kind.DIGITS for token in own)
        added = start_token.kind is Kind.ADD_BEFORE
        if words and not inside and not added and not self._stands(own, total, minus, fraction):
            return None, after
        if words and not fraction and self._ordinal_follows(own[-1], value):
            return None, after
        start = start_token.start + start_token.lead
        sign = -1.0 if minus else 1.0
        if not minus and own[0].kind is Kind.DIGITS and not own[0].glued and self.joints.minus_sign(own[0].start):
            start, sign = own[0].start - 1, -1.0
        number = Number(
            start,
            own[-1].end - own[-1].tail,
            sign * min(value, sys.float_info.max),
            ordinal=own[-1].ordinal or own[0].ordinal,
            glued=own[0].glued,
            words=words,
            ambiguous=any(token.ambiguous for token in own),
            fraction=fraction or total.is_fraction,
            scale=total.scale if part == 1.0 else part,
            lone_multiplier=len(own) == 1 and own[0].kind is Kind.MULTIPLIER,
            low=self._least(first, last, sign) if words and any(token.least for token in own) else None,
        )
        return number, after

    def _least(self, first: int, last: int, sign: float) -> float | None:
        """What a number is with the first of the two where one of its words is a span."""
        own = [replace(t, value=t.least, least=0.0) if t.least else t for t in self.tokens[first : last + 1]]
        number, _ = Reader(self.engine, self.clean, self.folded, own).read(0)
        return sign * number.value if number is not None else None

    def _is_article_of_a_half(self, half: int, after: int) -> bool:
        """Half A tonne."""
        kinds = self.tokens[half].kind, self.tokens[after].kind
        return kinds == (Kind.HALF_FRACTION, Kind.ONE) and self.joints.gap(half, after) == " "

    def _is_mixed(self, first: int, last: int) -> bool:
        """3 1/2 inches."""
        tokens = self.tokens
        if first != last or last + 2 >= len(tokens) or tokens[last].kind is not Kind.DIGITS:
            return False
        return tokens[last + 1].quotient and self.joints.gap(last, last + 1) == " " and tokens[last].value.is_integer()

    def _decimals(self, total: Total, after: int) -> float | None:
        """What the word for tenths or hundredths behind decimals makes of them: три целых пять сотых is 3.05."""
        token = self.tokens[after]
        if not total.decimals or token.kind is not Kind.DENOMINATOR or token.value not in _TENTHS:
            return None
        return math.floor(total.value()) + int(total.decimals) / token.value

    def _fraction(self, value: float, last: int, after: int) -> tuple[float, int] | None:
        """two thirds; hai phần ba; 三分之二: (value, last token)."""
        token = self.tokens[after]
        if token.kind is Kind.DENOMINATOR and 0 < value < 100:
            if token.nth and (self.tokens[last].kind is Kind.ONE or _is_tens(value)):
                return None  # a third week, twenty-third
            hundredth = self._hundredth(after) if token.value == _TEN else 0.0
            return value / token.value + hundredth, after + (hundredth > 0)
        if token.kind is Kind.HALF_FRACTION and (value == 1 or _is_part(value, token.value)):
            return token.value * value, after
        if token.kind in (Kind.NUMERATOR_FIRST, Kind.DENOMINATOR_FIRST) and self.joints.next_to(after):
            other, end = self.read(after + 1, inside=True)
            if other is not None and other.value > 0 and value > 0:
                quotient = value / other.value if token.kind is Kind.NUMERATOR_FIRST else other.value / value
                return quotient, end - 1
        return None

    def _hundredth(self, at: int) -> float:
        """The ideograph behind a word for tenths that tells the hundredths, as a share: 四成二; 0 where none does."""
        token = self.tokens[at + 1] if self.engine.grammar.spaceless and at + 1 < len(self.tokens) else None
        if token is None or not token.digit or not token.value or self.joints.gap(at, at + 1) or token.before_unit:
            return 0.0
        return 0.0 if self.joints.next_to(at + 1) else token.value / (_TEN * _TEN)

    def _stands(self, own: list[Token], total: Total, minus: int, fraction: bool) -> bool:
        """Whether a number in words is one: a lone "one" or a lone multiplier may not be."""
        if len(own) > 1 or minus or fraction:
            return not all(token.kind is Kind.ONE for token in own)
        token = own[0]
        if token.kind is Kind.ONE:
            return token.confirmed
        if (token.kind is Kind.MULTIPLIER and not token.alone) or (token.dual and token.kind is Kind.HALF_FRACTION):
            return token.dual and token.before_unit
        if token.kind is Kind.DENOMINATOR:
            return False
        if token.homonym or (self.bare_needs_unit and token.kind in (Kind.WORD, Kind.MULTIPLIER) and token.short):
            return token.before_unit
        return not total.empty

    def _ordinal_follows(self, last: Token, value: float) -> bool:
        """Whether an ordinal ends these number words: twenty-first."""
        end = last.end
        hyphen = self.clean[end : end + 1] in _HYPHENS
        if (
            not _is_tens(value)
            or not (hyphen or self.clean[end : end + 1] == " ")
            or not (hyphen or self.engine.grammar.ordinal_tail)
        ):
            return False
        return self.engine.word_after(self.folded, end, "numbers.ordinals") is not None

    def _with_ones(self, found: list[Number]) -> list[Number]:
        """Adds a "one" that a range or ratio with another number makes a number: "one or two", "one in four"."""
        ones = [t for t in self.tokens if t.kind is Kind.ONE and t.partners and not t.confirmed]
        if not ones or not found:
            return found
        starts = [number.start for number in found]
        known = set(starts)
        extra = []
        for token in ones:
            before = bisect_right(starts, token.start) - 1
            inside = before >= 0 and token.start < found[before].end
            if not inside and not known.isdisjoint(token.partners):
                extra.append(Number(token.start, token.end - token.tail, 1.0, words=True))
        return sorted(found + extra, key=lambda n: n.start) if extra else found
