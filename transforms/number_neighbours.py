"""What the words beside a number's tokens make of them: an ordinal, a fraction, a "one" that counts."""

from __future__ import annotations

from typing import Final

from transforms.beside_numbers import BesideNumbers
from transforms.number_parts import Kind, Token
from transforms.scan import Scanner
from transforms.terms import CHANGE, CLASSIFIER, MONTH, NOUN, NUMBER, QUALIFIER, RANGE, TIME, UNIT, Terms

_THINGS: Final = UNIT | TIME | NOUN | CLASSIFIER
_STOPS: Final = frozenset(",;:.!?)")  # 1,5 lần; một nửa
_HALVES: Final = frozenset({Kind.HALF_FRACTION, Kind.HALF_AFTER})
_COUNTERS: Final = UNIT | TIME | CLASSIFIER
_HYPHENS: Final = "-.:\u2010\u2011"  # 12:e
_DIGITS_RUN: Final = 3  # digits one after another that are read as places
_DAYS: Final = 1000  # a numeral with a full stop that is an ordinal is smaller
_QUOTIENT: Final = 10
_PAIR_REACH: Final = 24  # characters of what one counts, before "and"
_PAIR_WORDS: Final = 2
_PAIR_LIMIT: Final = 100
_AROUND_WORDS: Final = 4
_AROUND_REACH: Final = 80


def describe(engine: Scanner, clean: str, folded: str, tokens: list[Token], terms: Terms) -> None:
    """Notes on each token what its neighbours make of it."""
    if not tokens:
        return
    beside = BesideNumbers(terms)
    grammar = engine.grammar
    ranked = bool(engine.beside["numbers.ordinal_before"])
    measured = engine.beside["numbers.measured"]
    for at, token in enumerate(tokens):
        if token.kind is Kind.AND:
            continue
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        end = token.end
        if token.dual or token.homonym or token.kind is Kind.HALF_AFTER or (token.short and grammar.bare_needs_unit):
            things = UNIT | TIME if token.kind in _HALVES else _THINGS
            rough = terms.starts.get(end)  # 十多名: what says how exact it is may stand between
            thing = rough.end if rough is not None and "qualifiers.after" in rough.entry.senses else end
            spaced = not grammar.spaceless and clean[thing : thing + 1] == " "
            if token.short and token.value == 1 and grammar.joins_particles:
                things = _COUNTERS if beside.long_noun(end + 1) else things  # 한 재단: a foundation
            if folded[token.start : end] in measured:
                things = UNIT | TIME | CLASSIFIER
            token.before_unit = (
                beside.begins(thing, things)
                or (grammar.spaceless and thing - end > 1)  # 十来天: one word with the thing
                or (spaced and beside.begins(thing + 1, things))
                or beside.percent(token.start)
                or (grammar.spaceless and beside.office(end))
                or (after is not None and (beside.link(end) == after.start or _is_next(token, after, beside)))
                or (grammar.joins_particles and _counts_people(engine, folded, token, beside))
            )
        if token.kind is Kind.HALF_AFTER:
            token.unit_start = beside.unit_before(clean, token.start)
            if grammar.spaceless and not token.before_unit and not beside.ends_unit(token.start):
                # กว่าครึ่ง: over half of them; not 2メートル半
                led = beside.qualified(token.start) and not beside.begins(end, _THINGS | NUMBER)
                token.before_unit = led or engine.word_after(folded, end, "numbers.fraction_after") is not None
        token.ordinal = (
            beside.ordinal_after(end)
            or (
                token.kind is Kind.DIGITS
                and clean[end : end + 1] == " "
                and beside.ordinal_word(clean, end + 1, engine.small.others)
            )
            or (clean[end : end + 1] in _HYPHENS and beside.ordinal_after(end + 1))
            or (
                ranked
                and engine.word_before(folded, token.start, "numbers.ordinal_before")
                and _STOPS.isdisjoint(clean[token.start - 2 : token.start])
            )
        )
        if after is not None and after.start - end <= 1:
            token.scaled = token.kind is Kind.DIGITS and after.kind is Kind.MULTIPLIER
            token.scale = after.value if token.scaled else 1.0
            token.before_word = after.kind in (Kind.WORD, Kind.ONE, Kind.DIGITS)
        if token.kind is Kind.DIGITS:
            if after is not None and clean[end : after.start] == "/":
                token.quotient = _is_quotient(engine, clean, folded, token, after, beside)
            if grammar.dotted_ordinals and token.value < _DAYS and not token.ordinal and clean[end : end + 2] == ". ":
                token.ordinal = (
                    beside.begins(end + 2, MONTH)
                    or clean[end + 2 : end + 3].islower()  # 20. výročí: no sentence begins so
                    or engine.word_before(folded, token.start, "numbers.ordinal_dot_after")
                )
        elif token.digit:
            token.positional = _run_of_digits(tokens, at) >= _DIGITS_RUN
        if token.alone_qualified:
            token.alone = token.alone or beside.qualified(token.start - 1)
        if token.kind is Kind.ONE:
            token.confirmed = _counts(engine, clean, folded, token, beside)
            token.partners = _partners(engine, clean, folded, tokens, at, beside)
        elif token.kind is Kind.DENOMINATOR:
            first = tokens[at - 1].start if at and tokens[at - 1].kind is Kind.ONE else token.start
            token.nth = not beside.qualified(first - 1) and _is_nth(engine, clean, folded, token, beside)


def _is_next(token: Token, after: Token, beside: BesideNumbers) -> bool:
    """Whether two digits in words say roughly how many: 两三天, 두세 차례."""
    if not (token.digit and after.digit and token.end == after.start and after.value == token.value + 1):
        return False
    return beside.begins(after.end, _COUNTERS) or beside.begins(after.end + 1, _COUNTERS)


def _counts_people(engine: Scanner, folded: str, token: Token, beside: BesideNumbers) -> bool:
    """Whether a short number word goes on with a rough ending, or with a particle behind what it counts: 아이 셋을."""
    end = token.end
    for rough in engine.grammar.roughs:
        if folded.startswith(rough, end):
            after = end + len(rough)
            return len(rough) > 1 or (folded[after : after + 1] == " " and beside.begins(after + 1, _THINGS))
    return folded[token.start : end] in engine.beside["numbers.behind"] and beside.counts(token.start - 1)


def _is_nth(engine: Scanner, clean: str, folded: str, token: Token, beside: BesideNumbers) -> bool:
    """a third week; not a third of them, up a third, a third more."""
    if folded[token.start : token.end] not in engine.beside["numbers.ordinals"]:
        return False
    start = _skip(clean, token.end)
    if start == token.end or not clean[start : start + 1].isalpha() or beside.begins(start, RANGE | QUALIFIER | CHANGE):
        return False
    return engine.word_after(folded, token.end, "numbers.fraction_after") is None


def _is_quotient(engine: Scanner, clean: str, folded: str, one: Token, two: Token, beside: BesideNumbers) -> bool:
    """1/2 of the households, 1/2 kg; not 1/2 as a date, not a part of 1/2/2024."""
    if not (0 < one.value < two.value <= _QUOTIENT and two.kind is Kind.DIGITS):
        return False
    if clean[two.end : two.end + 1] == "/" or clean[one.start - 1 : one.start] == "/":
        return False
    begins = one.start - (clean[one.start - 1 : one.start] == " ")
    if beside.dated(begins):
        return False
    if engine.lexicon.spaced != "both" and clean[two.end : two.end + 1].isalpha():
        return True  # a particle is glued on: no date is written so
    if beside.qualified(begins) or beside.begins(_skip(clean, two.end), _THINGS):
        return True
    return engine.word_after(folded, two.end, "numbers.fraction_after") is not None


def _run_of_digits(tokens: list[Token], at: int) -> int:
    first = at
    while first and at - first < _DIGITS_RUN and _digit_pair(tokens[first - 1], tokens[first]):
        first -= 1
    last = at
    while last + 1 < len(tokens) and last - at < _DIGITS_RUN and _digit_pair(tokens[last], tokens[last + 1]):
        last += 1
    return last - first + 1


def _digit_pair(one: Token, two: Token) -> bool:
    return one.digit and two.digit and one.end == two.start


# -- one, or an article -----------------------------------------------------------------------------------------------


def _counts(engine: Scanner, clean: str, folded: str, token: Token, beside: BesideNumbers) -> bool:
    """Whether the words beside it make "one" a number: one km, only one, une seule, ne ... qu'une."""
    priced = clean[token.start - 2 : token.start - 1].isdecimal() or beside.begins_rate(token.start - 1)
    if beside.unit_of(_skip(clean, token.end), rate=priced or clean[token.start].isupper()):
        return True
    if engine.word_before(folded, token.start, "numbers.only"):
        return True
    if engine.word_after(folded, token.end, "numbers.only_after") is not None:
        return True
    if not engine.grammar.one_is_article and beside.hurt(_skip(clean, token.end)):
        return True  # một người mất tích
    if beside.suffers(_skip(clean, token.end)):
        return True  # une personne est morte
    for first, last in engine.grammar.around:
        if folded.endswith(f" {last} ", 0, token.start):
            words = folded[max(0, token.start - _AROUND_REACH) : token.start].split()
            if first in words[-_AROUND_WORDS - 1 : -1]:
                return True
    return False


def _partners(
    engine: Scanner, clean: str, folded: str, tokens: list[Token], at: int, beside: BesideNumbers
) -> tuple[int, ...]:
    """Starts of the numbers that make "one" a number: one to three, one in four, one dead and three injured."""
    token = tokens[at]
    found = []
    end = beside.link(_skip(clean, token.end))
    if end is not None and not (clean[end - 1].isalpha() and clean[end : end + 1].isdecimal()):  # un A320
        found.append(_skip(clean, end))
    if at and beside.link(_skip(clean, tokens[at - 1].end)) in (token.start, token.start - 1):
        found.append(tokens[at - 1].start)
    ratio = engine.word_after(folded, token.end, "numbers.ratio")
    if ratio is None and clean[token.end : token.end + 1] == " ":  # un agricoltore SU tre
        thing = folded.find(" ", token.end + 1)
        ratio = engine.word_after(folded, thing, "numbers.ratio_over") if 0 < thing - token.end <= _PAIR_REACH else None
    if ratio is not None:
        found.append(_skip(clean, ratio))
    whole = tokens[at - 1] if at else None
    if whole is not None and 0 < token.start - whole.end <= _PAIR_REACH and whole.kind in (Kind.WORD, Kind.DIGITS):
        led = engine.word_before(folded, token.start, "numbers.part_of")  # तीन में से एक
        ended = engine.ends_in(folded, token.start, "numbers.part_of_endings") >= 0
        if led or ended or engine.word_before(folded, whole.start, "numbers.of_each"):
            found.append(whole.start)
    after = next((t for t in tokens[at + 1 : at + 3] if t.kind in (Kind.WORD, Kind.DIGITS)), None)
    if after is not None and _spans(clean, token, after, beside):
        found.append(after.start)
    if not engine.grammar.one_is_article:
        if after is not None and _coordinated(clean, token, after, beside):
            found.append(after.start)
        before = next((t for t in tokens[max(0, at - 2) : at] if t.kind in (Kind.WORD, Kind.DIGITS)), None)
        if before is not None and _coordinated(clean, before, token, beside):
            found.append(before.start)
    return tuple(found)


def _spans(clean: str, one: Token, two: Token, beside: BesideNumbers) -> bool:
    """Whether two numbers tell a span of time together: one year and six months."""
    spell = beside.starts.get(_skip(clean, one.end))
    if spell is None or not spell.categories & TIME or two.start - spell.end > _PAIR_REACH:
        return False
    link = beside.before_and(two.start) or beside.before_and(two.start - 1)
    return link == spell.end + 1 and beside.begins(_skip(clean, two.end), TIME)


def _coordinated(clean: str, one: Token, two: Token, beside: BesideNumbers) -> bool:
    """Whether two numbers count things that an "and" joins: one dead and three injured."""
    if not 0 < two.start - one.end <= 2 * _PAIR_REACH or max(one.value, two.value) >= _PAIR_LIMIT:
        return False
    link = beside.before_and(two.start) or beside.before_and(two.start - 1)
    if link <= one.end or any(beside.begins(_skip(clean, t.end), UNIT | TIME) for t in (one, two)):
        return False
    between = clean[one.end : link]
    words = between.split()
    return (
        0 < len(words) <= _PAIR_WORDS
        and between[0] == " "
        and all(word.isalpha() or not word.isascii() for word in words)
        and clean[two.end : two.end + 1] == " "
        and clean[two.end + 1 : two.end + 2].isalpha()
    )


def _skip(clean: str, at: int) -> int:
    return at + 1 if clean[at : at + 1] == " " else at
