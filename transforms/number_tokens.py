"""The tokens that numbers are made of: digit runs and the lexicon's number words, in text order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from transforms.number_parts import LINKED, REACH, Kind, Token, part_of, word_token
from transforms.numeral_tokens import cut_multiplier, numeral_tokens
from transforms.numerals import Numeral
from transforms.scales_first import are_beside, with_scales_first
from transforms.scan import Scanner
from transforms.terms import (
    BLOCKED,
    CHANGE,
    CLASSIFIER,
    LINK,
    NOUN,
    NUMBER,
    PERIOD,
    TIME,
    UNIT,
    Entry,
    Mention,
    Terms,
)

_LONGEST_NAME: Final = 20
_TEN: Final = 10
_APART: Final = 2  # characters of a comma and its space
_SAID_AGAIN: Final = 12  # characters between a part and the number that it is: a quarter, THAT IS 21
_PAIR: Final = 2
_TOGETHER: Final = ("", "\u3001")  # between two digits of a span: 五六, 五、六
_COMMAS: Final = (",", "\u060c", "\uff0c")


def tokens_of(engine: Scanner, clean: str, folded: str, terms: Terms, numerals: Iterable[Numeral]) -> list[Token]:
    """Digit runs and number words in order; a longer expression hides the words inside it; none goes over digits."""
    tokens = numeral_tokens(engine, clean, folded, terms, numerals)
    digits = len(tokens)
    for mention in terms.of(NUMBER):
        part = part_of(mention.entry)
        if part is not None:
            tokens.append(word_token(engine, clean, folded, mention, part))
    blocked = terms.of(BLOCKED)
    starts = {token.start for token in tokens} if blocked else ()
    tokens += [
        word_token(engine, clean, folded, word, part)
        for expression in blocked
        if (word := engine.undisguised(folded, expression, starts)) is not None
        and (part := part_of(word.entry)) is not None
    ]
    tokens += [word_token(engine, clean, folded, link, LINKED) for link in _links_beside(tokens, terms)]
    lexical = len(tokens) > digits
    if lexical:
        tokens.sort(key=_start)
        tokens = _apart(tokens)
        if engine.grammar.definite:
            tokens = _with_parts(engine, clean, folded, _without_pairs(engine, folded, tokens))
        if engine.grammar.scale_first:
            tokens = with_scales_first(clean, tokens, ("", " ") if engine.grammar.spaceless else (" ",))
    cut = cut_multiplier(engine, clean, folded, tokens)
    if cut is not None:
        tokens.append(cut)
    if lexical:
        tokens = _without_spells(engine, clean, folded, tokens, terms)
        if not engine.grammar.spaceless:
            tokens = [t for at, t in enumerate(tokens) if not _names_someone(clean, tokens, at)]
        if engine.grammar.pairs:
            tokens = _with_pairs(engine, clean, folded, tokens)
    return tokens


def _with_pairs(engine: Scanner, clean: str, folded: str, tokens: list[Token]) -> list[Token]:
    """Two digits in words, the second the next after the first, as the span that they are: 七八百, hai ba, दो तीन."""
    kept: list[Token] = []
    for at, token in enumerate(tokens):
        last = kept[-1] if kept else None
        if last is not None and _are_pair(engine, clean, last, token):
            goes_on = at + 1 < len(tokens) and _is_digit(tokens[at + 1]) and tokens[at + 1].start - token.end <= 1
            follows = len(kept) > 1 and _runs_on(engine, kept[-_PAIR], last)
            ranked = engine.word_before(folded, last.start, "numbers.ordinal_before")
            if not (goes_on or follows or ranked):
                kept[-1] = replace(token, start=last.start, least=last.value)
                continue
        kept.append(token)
    return kept


def _are_pair(engine: Scanner, clean: str, one: Token, two: Token) -> bool:
    if two.value != one.value + 1 or not (_is_digit(one) and _is_digit(two)):
        return False
    gap = clean[one.end : two.start]
    return gap == " " if engine.lexicon.spaced == "both" else gap in _TOGETHER


def _is_digit(token: Token) -> bool:
    """Whether it is a word for one to nine, and no span."""
    return token.kind in (Kind.WORD, Kind.ONE) and 0 < token.value < _TEN and not token.least


def _runs_on(engine: Scanner, before: Token, one: Token) -> bool:
    """Whether digits or, where spaces part words, a number lead to a pair: 二〇二三, hai nghìn không trăm hai ba."""
    near = one.start - before.end <= 1
    return near and (not engine.grammar.spaceless or (before.kind is Kind.WORD and before.value < _TEN))


def _apart(tokens: list[Token]) -> list[Token]:
    """Leaves out the terms that a numeral stands in, and those that overlap the one before: hai0mươi."""
    kept: list[Token] = []
    for token in tokens:
        last = kept[-1] if kept else None
        if token.kind is Kind.WORD and last is not None and last.kind is Kind.DIGITS and token.start == last.end:
            continue  # 34세: years of age, no three
        if last is not None and last.tail and last.end - last.tail <= token.start < last.end:
            last = kept[-1] = replace(last, end=last.end - last.tail, tail=0)  # apat NA libo
        if last is not None and token.start < last.end and Kind.AND not in (token.kind, last.kind):
            longer = last.kind is Kind.HALF_AFTER and token.kind is Kind.FIXED  # e meia dúzia
            if token.kind is not Kind.DIGITS and not longer:
                continue
            kept.pop()
        kept.append(token)
    return kept


def _without_pairs(engine: Scanner, folded: str, tokens: list[Token]) -> list[Token]:
    """Leaves out the nouns in the dual that are no count: a known pair, or one that a number beside it counts."""
    definite = engine.grammar.definite
    kept = []
    for at, token in enumerate(tokens):
        if token.kind is Kind.PAIR and (
            folded.endswith(definite, folded.rfind(" ", 0, token.start) + 1, token.start)
            or (at and token.start - tokens[at - 1].end <= REACH and tokens[at - 1].kind not in (Kind.AND, Kind.PAIR))
            or (at + 1 < len(tokens) and tokens[at + 1].kind is Kind.WORD and are_beside(token, tokens[at + 1]))
        ):
            continue
        kept.append(token)
    return kept


def _with_parts(engine: Scanner, clean: str, folded: str, tokens: list[Token]) -> list[Token]:
    """Takes a number word before what is definite as the part that is spelled like it: خمس السكان, خمس هذه المصانع."""
    parts = engine.grammar.parts
    return [
        replace(token, kind=Kind.HALF_FRACTION, value=parts[word], lead=0)
        if (word := folded[token.start + token.lead : token.end]) in parts
        and not (at + 1 < len(tokens) and are_beside(token, tokens[at + 1]))
        and is_before_definite(engine, clean, folded, token.end)
        else token
        for at, token in enumerate(tokens)
    ]


def is_before_definite(engine: Scanner, clean: str, folded: str, end: int) -> bool:
    """Whether a word with the article written on to it follows, or one that points at such a word."""
    if clean.startswith(engine.grammar.definite, end + 1):
        return clean[end] == " "
    known = engine.word_after(folded, end, "numbers.known_parts")
    return known is not None


def _start(token: Token) -> int:
    return token.start


def _links_beside(tokens: list[Token], terms: Terms) -> list[Mention]:
    """Each "and" that stands beside a number; the others, which are many, join something else."""
    links = terms.of(LINK)
    if not links:
        return []
    starts, ends = {token.start for token in tokens}, {token.end for token in tokens}
    return [
        link
        for link in links
        if not link.categories & NUMBER
        and (
            any(link.start - gap in ends for gap in range(REACH + 1))
            or any(link.end + gap in starts for gap in range(REACH + 1))
        )
    ]


def _names_someone(clean: str, tokens: list[Token], at: int) -> bool:
    """Whether a number word is part of a name: Lê Bảy, Phase Two, trạm Ba Điền; no heading, no Twenty Five."""
    token = tokens[at]
    start = token.start
    if token.kind is not Kind.WORD or not clean[start].isupper() or clean[start - 1 : start] != " ":
        return False
    word = clean[start : token.end]
    if (at and tokens[at - 1].end == start - 1) or (len(word) > 1 and word.isupper()):
        return False
    before = clean.rfind(" ", max(0, start - 1 - _LONGEST_NAME), start - 1) + 1
    if clean[start - 2] in ".!?:" or "\n" in clean[before:start]:
        return False
    followed = clean[token.end : token.end + 2].strip()[:1].isupper()
    if clean[before].isupper():
        return not followed
    further = clean[max(0, before - 1 - _LONGEST_NAME) : start].split()[-2:]
    return followed and len(further) > 1 and all(word.islower() for word in further)


def _without_spells(engine: Scanner, clean: str, folded: str, tokens: list[Token], terms: Terms) -> list[Token]:
    """Leaves out number words that are the word for a year or the like where they stand (năm: five, year).

    Such a word is a number before a multiplier, behind an "and" or a decimal point, or before a counted thing when no
    number is beside it; the word for a part (quarter) is one before what it is a part of.
    """
    double = {t.start for t in tokens if (m := terms.starts.get(t.start)) is not None and _is_spell(m.entry)}
    if not double:
        return tokens
    kept: list[Token] = []
    for at, token in enumerate(tokens):
        if token.kind is Kind.DECIMAL and token.start in double:
            if _parts_decimals(tokens, at, terms):
                kept.append(token)
            continue
        if token.start in double and token.kind is not Kind.PAIR:
            before, after = kept[-1] if kept else None, tokens[at + 1] if at + 1 < len(tokens) else None
            beside = before is not None and token.start - before.end <= 1
            multiplied = after is not None and after.kind is Kind.MULTIPLIER and after.start - token.end <= 1
            joined = beside and before is not None and before.kind in (Kind.AND, Kind.DECIMAL)
            if token.kind in (Kind.DENOMINATOR, Kind.HALF_FRACTION):
                of = engine.word_after(folded, token.end, "numbers.fraction_after") is not None
                joined = of and (beside or token.kind is Kind.HALF_FRACTION)
                first = before.start if beside and before is not None and before.kind is Kind.ONE else token.start
                moved = terms.ends.get(first - 1)  # caiu um quarto
                joined = joined or (moved is not None and _leads_to_share(moved))
                joined = joined or _is_told_twice(clean, first, token, after, terms)
            digits = after is not None and after.kind is Kind.DIGITS and after.start - token.end <= 1
            thing = terms.starts.get(token.end) or terms.starts.get(token.end + 1)
            counts = not beside and not digits and _is_thing(thing)
            part = token.kind is Kind.HALF_FRACTION and _is_part_of(engine, clean, token, terms)
            if not (multiplied or joined or counts or part or _goes_on(before, token, thing)):
                continue
        kept.append(token)
    return kept


def _goes_on(before: Token | None, token: Token, thing: Mention | None) -> bool:
    """Whether it ends a word of numbers before what counts: 이십일 명 are no twenty days."""
    if before is None or before.kind not in (Kind.WORD, Kind.MULTIPLIER) or before.end != token.start:
        return False
    return thing is not None and bool(thing.categories & (UNIT | CLASSIFIER)) and not thing.categories & TIME


def _parts_decimals(tokens: list[Token], at: int, terms: Terms) -> bool:
    """Whether the word for the hour is a decimal point: 三点五公斤; not 三点五十分, 三点五分, 三点建议."""
    end = at + 1
    while end < len(tokens) and tokens[end].digit and tokens[end].start == tokens[end - 1].end:
        end += 1
    if not at or tokens[at - 1].end != tokens[at].start or end == at + 1:
        return False
    last = tokens[end - 1]
    tens = end < len(tokens) and tokens[end].start == last.end and tokens[end].value == _TEN
    following = terms.starts.get(last.end)
    return not tens and (following is None or "minute" not in following.entry.senses.get("times", ()))


def _leads_to_share(mention: Mention) -> bool:
    """Whether a term says that a part, no span of time, follows: fell A QUARTER, roughly A QUARTER."""
    senses = mention.entry.senses
    return bool(mention.categories & CHANGE) or "qualifiers.before" in senses or "of_which" in senses


def _is_told_twice(clean: str, first: int, token: Token, after: Token | None, terms: Terms) -> bool:
    """Whether a part is told as an amount, too, or behind "of these": a quarter, OR 21; 21 projects, OR a quarter.

    `first`: where its number begins, that of "three quarters" before `token`.
    """
    led = terms.ends.get(first - 1) or terms.ends.get(first - _APART)
    if led is not None:
        before, behind = clean[max(0, led.start - _APART) : led.start], clean[led.end : first]
        if ("of_which" in led.entry.senses and behind.strip() in _COMMAS) or (
            "equivalent" in led.entry.senses and before.strip()[-1:] in _COMMAS
        ):
            return True
    if after is None or after.kind not in (Kind.DIGITS, Kind.WORD) or after.start - token.end > _SAID_AGAIN:
        return False
    opening = clean[token.end : after.start].lstrip()[:1]
    said = terms.ends.get(after.start - 1)
    return opening in ("(", "\uff08") or (opening in _COMMAS and said is not None and "equivalent" in said.entry.senses)


def _is_part_of(engine: Scanner, clean: str, token: Token, terms: Terms) -> bool:
    """Whether a counted thing with an article written on to it follows: ربع الطلاب; not ربع السنة."""
    for article in engine.grammar.definite:
        if clean.startswith(f" {article}", token.end):
            thing = terms.starts.get(token.end + 1 + len(article)) or terms.starts.get(token.end + 1)
            return thing is not None and bool(thing.categories & NOUN) and not thing.categories & (TIME | PERIOD)
    return False


def _is_thing(mention: Mention | None) -> bool:
    return mention is not None and bool(mention.categories & (UNIT | TIME | NOUN | CLASSIFIER))


def _is_spell(entry: Entry) -> bool:
    return bool(entry.categories & TIME) or (
        bool(entry.categories & PERIOD) and "per" in entry.senses.get("periods", ())
    )
