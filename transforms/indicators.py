"""What a figure measures: the words beside it and its noun that decide on its indicator."""

from __future__ import annotations

import re
from typing import Final

from transforms.catalogue import Indicator, match
from transforms.counted_nouns import take_noun
from transforms.figure import Figure
from transforms.marks import opening_bracket
from transforms.narrowed_counts import narrow_counts
from transforms.normal import STOPS
from transforms.percentages import percentage_of
from transforms.reading import Reading
from transforms.shared_nouns import share_nouns
from transforms.sums_of_money import sum_of
from transforms.terms import MARKER, MODIFIER, NOUN, ORGANISATION, QUALIFIER, UNIT, Mention

_LIST: Final = re.compile(r"[(\uff08][^()\uff08\uff09]*[,،、\uff0c][^()\uff08\uff09]*[)\uff09]")
_TELLING: Final = NOUN | MODIFIER | ORGANISATION
_NOTHING: Final[frozenset[str]] = frozenset()
_FEW: Final = frozenset({2.0, 3.0, 4.0})
_WHOLE: Final = frozenset({"side", "country"})
_PAIRED: Final = frozenset({"province", "city", "locality"})
_MATTERS: Final = ("case", "project")
_TOGETHER: Final = 24  # characters between words that a figure is about
_EACH_REACH: Final = 16  # characters between "to each" and how much is given
_MONEY_REACH: Final = 20
_EARLIER: Final = 12  # figures before it that an amount may go on about


def measure(reading: Reading, figures: list[Figure], earlier: list[Figure]) -> None:
    """Finds for each figure of one sentence the noun, the deciding words and the indicator.

    `earlier`: the figures of the sentences before, in order.
    """
    for at, figure in enumerate(figures):
        if figure.status != "context" and figure.kind in ("count", "measure"):
            take_noun(reading, figure, figures[at - 1] if at else earlier[-1] if earlier else None)
            if figure.value in _FEW and _is_known(reading, figure):
                figure.status = "context"
                figure.matched.append("numbers.known")
    heirs = share_nouns(reading, figures, earlier)
    for figure in figures:
        _fraction(figure)
    known = earlier[-_EARLIER:]
    near = [*known, *figures]  # before each figure: as many as it may go on about
    for at, figure in enumerate(figures):
        if figure.status != "context":
            _indicator(reading, figure, near[max(0, at + len(known) - _EARLIER) : at + len(known)])
    for one, two in heirs:
        _inherit(one, two)
    narrow_counts(figures, earlier)


def _inherit(one: Figure, two: Figure) -> None:
    """A figure that counts what another one does measures the same, unless its own words say more."""
    if one.indicator is None or one.concept != two.concept:
        return
    general = match(two.kind, two.concept, _NOTHING, special=False)
    if two.indicator is None or (general is not None and two.indicator == general.name):
        two.indicator, two.unit, two.status = one.indicator, one.unit, one.status


def _is_known(reading: Reading, figure: Figure) -> bool:
    """Whether a number only points at those that were named: both sides, THE TWO countries; not two countries."""
    if figure.value == 2 and figure.concept == "side":
        return True
    if not figure.number.words or figure.number.scale > 1 or figure.kind != "count" or figure.qualifier != "exact":
        return False
    if figure.concept is None and _are_summed(figure):
        return True
    whole = figure.concept in _WHOLE
    if not reading.engine.beside["numbers.known"]:
        return figure.value == 2 and (whole or figure.concept in _PAIRED)
    known = reading.engine.word_before(reading.folded, figure.number_start, "numbers.known")
    return known and (whole or figure.value == 2)


def _are_summed(figure: Figure) -> bool:
    """Whether a total of those named before follows a number and its measure word at once: 两项合计."""
    end = figure.number_end
    for mention in figure.behind[:2]:
        if mention.start - end > 1:
            return False
        if mention.categories & MARKER and "totals" in mention.entry.senses:
            return True
        end = mention.end
    return False


def _fraction(figure: Figure) -> None:
    """Half of the delegations is a share, 50 percent; half a million, half a year, half a kilo are amounts."""
    if figure.number.fraction and figure.kind == "count" and figure.value is not None and abs(figure.value) < 1:
        figure.kind, figure.unit = "percent", "percent"
        figure.value = round(figure.value * 100, 6)
        figure.matched.append("numbers.fractions")
        figure.rebound()
    if figure.number.fraction and figure.qualifier == "range" and figure.kind == "count" and (figure.high or 1) < 1:
        figure.kind, figure.unit = "percent", "percent"
        figure.low, figure.high = (None if n is None else round(n * 100, 6) for n in (figure.low, figure.high))
        figure.matched.append("numbers.fractions")


# -- the indicator ----------------------------------------------------------------------------------------------------


def _indicator(reading: Reading, figure: Figure, earlier: list[Figure]) -> None:
    clean = reading.clean
    right_end = _right_end(reading, figure)
    comma = reading.parting.comma(figure.unit_end, right_end)
    phrase_end = comma if comma >= 0 else right_end
    if figure.kind == "percent":
        indicator = percentage_of(reading, figure, earlier)
    elif figure.kind == "money":
        indicator = sum_of(reading, figure, earlier, phrase_end, right_end)
    else:
        indicator = _measured(reading, figure, phrase_end, right_end)
    if indicator is not None:
        _decide(figure, indicator)
    if figure.value == 1 and (_per_head(figure) or _given_each(reading, figure)):
        figure.status, figure.indicator = "context", None
        figure.matched.append("periods.per")
    if figure.concept is not None and figure.unit is None:
        figure.unit = figure.concept
    figure.subject = _subject(clean, figure, phrase_end)
    if figure.sentence.categories & MARKER and figure.aspect == "level":
        _part_of_whole(reading, figure)


def _measured(reading: Reading, figure: Figure, phrase_end: int, right_end: int) -> Indicator | None:
    """The indicator that the words beside a figure decide on: the nearer ones first."""
    right = _collect(figure.behind, figure.unit_end, phrase_end)
    if figure.noun is not None:
        right |= figure.noun.entry.concepts
    left_start = reading.parting.after_strong(figure.left, figure.start)
    left = _collect(figure.before, left_start, figure.start)
    own = _own_phrase(reading, figure, left_start)
    far = right if phrase_end == right_end else right | _collect(figure.behind, figure.unit_end, right_end)
    for phrase in (right if own is None else own, left | right):
        indicator = _match(figure, phrase, special=True)
        if indicator is not None:
            return indicator
    indicator = _match(figure, far, special=True) or _match(figure, far | left, special=True)
    if indicator is None and _alone(figure):
        sentence = figure.sentence
        indicator = _match(figure, _collect(sentence.mentions, sentence.start, sentence.end), special=True)
    if indicator is not None:
        return indicator
    return _told(figure, _match(figure, far | left, special=False)) or _matter(reading, figure, left)


def _own_phrase(reading: Reading, figure: Figure, start: int) -> frozenset[str] | None:
    """What the clause tells that leads to a noun and the number behind it; None where the noun stands elsewhere.

    What follows such a number is said of the next one: 領事業務960件と国民保護73件.
    """
    noun = figure.noun
    if noun is None or noun.start < start or noun.end > figure.number_start:
        return None
    comma = reading.parting.after_comma(start, noun.start)
    return _collect(figure.before, comma, figure.number_start) | noun.entry.concepts


def _matter(reading: Reading, figure: Figure, phrase: frozenset[str]) -> Indicator | None:
    """What a measure word of cases and projects counts by itself: 領事業務960件, งานกงสุล 3,675 เรื่อง."""
    if figure.concept is not None or figure.kind != "count":
        return None
    if reading.engine.word_after(reading.folded, figure.number_end, "numbers.matters") is None:
        return None
    found = (match("count", head, phrase, special=True) for head in _MATTERS)
    return next((indicator for indicator in found if indicator is not None), None)


def _told(figure: Figure, indicator: Indicator | None) -> Indicator | None:
    """The indicator, if the sentence speaks of what it asks for: seven schools that are built, not that get books."""
    asked = indicator.told.get(figure.concept or "") if indicator is not None else None
    if asked is None:
        return indicator
    sentence = figure.sentence
    return None if asked.isdisjoint(_collect(sentence.mentions, sentence.start, sentence.end)) else indicator


def _per_head(figure: Figure) -> bool:
    """1人当たり, 1가구당: so much for each, no count of one."""
    end = figure.noun.end if figure.noun is not None and figure.noun.start >= figure.number_end else figure.number_end
    return any("per" in m.entry.senses.get("periods", ()) and 0 <= m.start - end <= 1 for m in figure.behind[:4])


def _given_each(reading: Reading, figure: Figure) -> bool:
    """1世帯に500万ドン: an amount of money for each follows at once."""
    end = figure.noun.end if figure.noun is not None and figure.noun.start >= figure.number_end else figure.number_end
    given = reading.engine.word_after(reading.folded, end, "periods.each")
    if given is None or figure.right - given > _EACH_REACH or figure.right >= figure.sentence.end:
        return False
    following = figure.sentence.between(figure.right, figure.right + _MONEY_REACH)
    return any("currencies" in m.entry.senses for m in following)


def _alone(figure: Figure) -> bool:
    """Whether words elsewhere in the sentence can only mean this figure: it is the only one there."""
    counted = (number for number in figure.sentence.numbers if not number.ordinal)
    return next(counted, None) is not None and next(counted, None) is None


def _right_end(reading: Reading, figure: Figure) -> int:
    """Where the figure's phrase ends: before a list in brackets, and before what leads up to the next figure."""
    stop = reading.parting.strong(figure.unit_end, figure.right)
    end = stop if stop >= 0 else figure.right
    opened = opening_bracket(reading.clean, figure.unit_end, end)
    bracket = _LIST.search(reading.clean, opened, end) if opened >= 0 else None
    if bracket is not None:
        return bracket.start()
    if stop >= 0 or figure.right == figure.sentence.end:
        return end
    own = max(figure.unit_end, figure.noun.end if figure.noun is not None and figure.noun.start < end else 0)
    joints = [m.start for m in figure.behind if m.start >= own and "and" in m.entry.senses.get("enumerations", ())]
    namely = next((m.start for m in figure.behind if m.start >= own and _opens_list(m)), end)
    if joints or namely < end:
        return min(namely, joints[-1] if joints else end)
    comma = reading.parting.last_comma(own, end)
    return comma if comma >= 0 else end


def _opens_list(mention: Mention) -> bool:
    """Whether the parts of what was counted follow, each with its number: 12 members, NAMELY 7 departments and ...."""
    return "namely" in mention.entry.senses.get("enumerations", ()) or "of_which" in mention.entry.senses


def _collect(mentions: list[Mention], start: int, end: int) -> frozenset[str]:
    found = [m.entry.concepts for m in mentions if m.categories & _TELLING and m.start >= start and m.end <= end]
    if len(found) > 1:
        return _NOTHING.union(*found)
    return found[0] if found else _NOTHING


# An office beside its branch: "8 departments (of) foreign affairs", however far apart the words stand.
_OF_BRANCH: Final = {"department": "foreign_office", "division": "foreign_division"}
_FOREIGN: Final = "branch:foreign_affairs"


def _match(figure: Figure, phrase: frozenset[str], *, special: bool) -> Indicator | None:
    if _FOREIGN in phrase and figure.concept in _OF_BRANCH:
        phrase = phrase | {_OF_BRANCH[figure.concept]}
    return match(figure.kind, figure.concept, phrase, special=special)


def _decide(figure: Figure, indicator: Indicator) -> None:
    figure.indicator = indicator.name
    figure.status = "fact"
    figure.matched.append(f"indicators.{indicator.name}")
    if figure.kind == "count":
        figure.unit = figure.concept if indicator.unit in (None, "~") else indicator.unit


# Marks that belong to the sentence, not to what it speaks of.
_LED_TO: Final = 20  # characters from "of these" to the number that it leads to
_AROUND: Final = " \n-\u2013\u2014'\u2019,:;.([{\uff08\u300c\uff0c\u3001" + STOPS


def _subject(clean: str, figure: Figure, phrase_end: int) -> str | None:
    """The words that the figure is about: those behind it up to the next comma, else those before it.

    They begin and end with words that tell something, as far as the lexicon knows any there: "rose from 50 to" is about
    no "to".
    """
    text = _told_behind(clean, figure, phrase_end) or _told_before(clean, figure)
    if not text:
        text = clean[figure.unit_end : phrase_end].strip(_AROUND)
    if not text:
        units = (m.end for m in figure.before if m.categories & UNIT and m.end <= figure.start)
        text = clean[max((figure.left, *units)) : figure.start].rpartition(",")[2]
    return text.strip(_AROUND)[:120] or None


def _told_behind(clean: str, figure: Figure, phrase_end: int) -> str:
    """From a figure, or the first telling word behind an amount, to the last one that is near the one before it."""
    start = end = -1
    for mention in figure.behind:
        if mention.start < figure.unit_end or mention.end > phrase_end or not mention.categories & _TELLING:
            continue
        if start < 0:
            start = mention.start
        elif mention.start - end > _TOGETHER:
            break
        end = mention.end
    return clean[figure.unit_end if figure.concept is not None else start : end] if start >= 0 else ""


def _told_before(clean: str, figure: Figure) -> str:
    """The telling words before a figure, behind the last comma and the last word that tells nothing."""
    noun = figure.noun
    start = max(figure.left, clean.rfind(",", figure.left, figure.number_start) + 1)
    end = noun.end if noun is not None and start <= noun.start and noun.end <= figure.number_start else -1
    first = -1 if end < 0 or noun is None else noun.start
    for mention in figure.before:
        if mention.start < start or mention.end > figure.number_start:
            continue
        if mention.categories & _TELLING:
            first, end = mention.start if first < 0 else min(first, mention.start), max(end, mention.end)
        elif (first < 0 or mention.end <= first) and "number_of" not in mention.entry.senses:
            start = mention.end
    if end < 0 and noun is not None:
        return clean[noun.start : noun.end]
    return clean[start:end] if end >= 0 else ""


def _part_of_whole(reading: Reading, figure: Figure) -> None:
    """13 of which, davon 53: a part of the figure before."""
    for mention in (*figure.before, *figure.behind[:3]):
        if "of_which" not in mention.entry.senses or _is_of_the_last(reading, figure, mention):
            continue
        before = mention.end <= figure.start
        gap = reading.clean[max(figure.number_end, figure.unit_end) : mention.start]
        next_one = _leads_to_next(reading, figure, mention)  # 455 milliards DONT 334, 252억 달러 가운데 약 60%
        behind = 0 <= mention.start - figure.unit_end <= 2 and not gap.strip() and not next_one
        if before or behind:
            figure.aspect = "subset"
            figure.matched.append("of_which")
            if behind:
                figure.end = max(figure.end, mention.end)
            return


def _is_of_the_last(reading: Reading, figure: Figure, mention: Mention) -> bool:
    """Whether it stands directly behind the number before, and a comma before this one: 84 OF THEM here, 67 there."""
    own = figure.sentence.start < figure.left and 0 <= mention.start - figure.left <= 1
    return (
        own
        and figure.number_start - mention.end > _LED_TO
        and reading.parting.comma(mention.end, figure.number_start) >= 0
    )


def _leads_to_next(reading: Reading, figure: Figure, mention: Mention) -> bool:
    """Whether nothing but a qualifier parts a word behind a figure from the next figure."""
    if figure.right >= figure.sentence.end:
        return False
    following = reading.terms.starts.get(mention.end + 1)
    qualified = following is not None and following.categories & QUALIFIER
    return figure.right - (following.end if following is not None and qualified else mention.end) <= 1
