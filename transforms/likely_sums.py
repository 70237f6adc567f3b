"""Sums, changes and products that a text does not declare, and reads like all the same.

Whoever writes "37 projects: 19 for schools and 18 for health" says that these are all; "37 projects, of which 19 for
schools and 17 for health" may leave some out. So what such a sum misses is only told where a single slip explains it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, islice, takewhile
from typing import Final

from transforms.changes_apart import changes_apart
from transforms.closed_sums import closed_sums
from transforms.figure import Figure
from transforms.judging import DECLARED, FAR, Text, booked, equal, judged, number_text, rounded, slipped
from transforms.likely_changes import is_change, moves, turned
from transforms.likely_products import products, products_of_counts
from transforms.part_lists import (
    ends_in_one,
    glues_and,
    introduced,
    is_of_each,
    is_open,
    joined,
    leaves_a_rest,
    listed,
    nested,
    of_which,
)
from transforms.parts_of_wholes import is_part_of
from transforms.percent_moves import percent_moves
from transforms.products_apart import products_apart
from transforms.reading import Reading, Sentence
from transforms.roles import ADJACENT, direction, parted
from transforms.rows import Check
from transforms.terms import CHANGE, COMPARISON

_SORTS: Final = frozenset({"count", "money", "measure"})
_PARTS: Final = 12
_BESIDE: Final = 60  # figures of a sentence before and behind a whole that tell what it is of and where its parts end
_PAIR: Final = 2
_CLOSE: Final = 2  # sentences from one amount to what it changed by; one without amounts may stand between
_LIST: Final = 3  # as many parts of one sort, one after the other, are a breakdown without a word for it
_TELLING: Final = 100.0  # two parts without a word for it say something only about a whole of this size
_YEAR: Final = 1000  # a date below this is a day or a month
_HEAD: Final = 24  # characters of a sentence in which "of these" refers to the sentence before


def likely_sums(reading: Reading, figures: Sequence[Figure], dated: Mapping[int, int | None]) -> Iterator[Check]:
    """The checks of an article, sentence by sentence; all figures in one are exact.

    `dated`: the year of a figure by `id(figure)`.
    """
    usable = [f for f in figures if f.status not in ("context", "frame") and f.value]
    groups = [(group[0].sentence, group) for _, own in groupby(usable, _sentence_no) if (group := list(own))]
    years = [f for f in figures if f.kind == "date" and f.value is not None and f.value >= _YEAR]
    spells = [f for f in figures if f.kind == "duration" and f.status != "frame" and f.value]
    text = Text(reading, usable, years, dated, spells)
    found: dict[frozenset[str], Check] = {}
    for check in (*_in_sentences(text, groups), *closed_sums(text)):
        known = found.get(frozenset(check.quantities))
        if known is None or known.rule != DECLARED:
            found[frozenset(check.quantities)] = check
    sound = [keys for keys, check in found.items() if check.holds]
    failing = [keys for keys, check in found.items() if not check.holds]
    for keys, check in found.items():
        # Two figures that come out with a third are not held against another one, and what is wrong is told once.
        alone = all(len(keys & others) < 2 for others in sound) and not any(keys < others for others in failing)
        if check.holds or alone:
            yield check


def _in_sentences(text: Text, groups: Sequence[tuple[Sentence, list[Figure]]]) -> Iterator[Check]:
    for at, (sentence, own) in enumerate(groups):
        before = [group for group in groups[max(0, at - FAR) : at] if group[0].no >= sentence.no - FAR]
        if before and before[-1][0].no >= sentence.no - _CLOSE:
            further = before[-2][1] if len(before) > 1 and before[-2][0].no >= before[-1][0].no - 1 else []
            yield from changes_apart(text, before[-1][1], further, own)
        if len(own) < _PAIR:
            continue
        yield from products_apart(text, [figures for _, figures in reversed(before)], own)
        yield from _breakdowns(text, own)
        yield from _totalled(text, own)
        yield from _of_a_sentence_before(text, before, sentence, own)
        if sentence.categories & (CHANGE | COMPARISON):
            yield from moves(text, own)
            yield from percent_moves(text, own)
            yield from turned(text, own)
        yield from products(text, own)
        yield from products_of_counts(text, own)


def _sentence_no(figure: Figure) -> int:
    return figure.sentence.no


# -- breakdowns -------------------------------------------------------------------------------------------------------


def _breakdowns(text: Text, own: Sequence[Figure]) -> Iterator[Check]:
    for at, whole in enumerate(own[:-_PAIR]):
        before, behind = own[max(0, at - _BESIDE) : at], own[at + 1 : at + 1 + _BESIDE]
        if _is_converted(whole, behind[0]) or (behind[0].kind == "percent" and is_change(behind[0])):
            behind = behind[1:]  # 33 projects, up 18 percent, of which 15 ...
        parts = _run(text, whole, behind, told=True)
        told = len(parts) >= _PAIR and (of_which(whole, parts) or introduced(text, whole, parts[0]))
        counted = _counted(whole, behind)
        if told and len(counted) > max(_PAIR, len(parts)) and joined(text, counted) and not _makes(parts, whole):
            declared = len(counted) == len(behind) and introduced(text, whole, counted[0]) and not is_open(counted)
            yield from _adds_up(text, counted, whole, declared=declared)  # 37 disputes, 22 illnesses and 9 passports
            continue
        closed = len(parts) >= _LIST and (joined(text, parts) or (len(parts) == len(behind) and listed(text, parts)))
        if told or (closed and all(_bare(text, whole, part) for part in parts)):
            led = introduced(text, whole, parts[0])
            if told and not _is_closed(text, whole, parts) and _leaves_out(parts, whole) and not _makes(parts, whole):
                continue  # 19 agreements, of which 6 on schools, 4 on health
            if told and not led and len(parts) == _PAIR and _leaves_out_another(parts, whole):
                continue  # 17 organisations, six of them from Japan and four from Germany
            declared = closed and led and not is_open(parts)
            if not (told or led or _makes(parts, whole)) and _names_nothing(whole):
                continue  # 5 from Korea, 4 from China, 2 from Japan and 1 from Singapore: of a list the first
            if declared or _makes(parts, whole) or not (_is_within(before, whole, parts) or nested(text, parts)):
                yield from _adds_up(text, parts, whole, declared=declared)
            continue
        parts = _run(text, whole, behind)
        if len(parts) >= _LIST and _same_thing(whole, parts):
            if not _is_closed(text, whole, parts) and _leaves_out(parts, whole):
                continue  # of 73 projects Korea has 21, Japan 14, China 11
            yield from _adds_up(text, parts, whole)
            continue
        parts = counted
        if (
            len(parts) >= _LIST
            and joined(text, parts)
            and (introduced(text, whole, parts[0]) or of_which(whole, parts))
        ):
            declared = len(parts) == len(behind) and introduced(text, whole, parts[0]) and not is_open(parts)
            yield from _adds_up(text, parts, whole, declared=declared)


def _is_within(before: Sequence[Figure], whole: Figure, parts: Sequence[Figure]) -> bool:
    """Whether parts of a part may be its whole's: 63 cases, 48 of them by tourists; 20 for theft, 17 for loss."""
    total = sum(part.amount for part in parts)
    larger = (f for f in before if f.kind == whole.kind and f.unit == whole.unit and f.amount >= total)
    return whole.aspect == "subset" and any(larger)


def _totalled(text: Text, own: Sequence[Figure]) -> Iterator[Check]:
    """38 out and 96 in, in total 134: parts of one sort up to a total that its word touches."""
    for at, whole in enumerate(own[_PAIR:], start=_PAIR):
        if not _is_total(text, whole) or whole.qualifier != "exact":
            continue
        parts: list[Figure] = []
        for part in reversed(own[max(0, at - _PARTS) : at]):
            if not _adds_to(part, whole) or (parts and part.concept != parts[0].concept):
                break
            parts.insert(0, part)
        if len(parts) >= _PAIR and (_makes(parts, whole) or not is_open([*parts, whole])):
            yield from _adds_up(text, parts, whole)


def _is_total(text: Text, figure: Figure) -> bool:
    """Whether a word for a total stands directly before a figure."""
    said = figure.before[-1:] and "totals" in figure.before[-1].entry.senses
    return bool(said) and not text.reading.clean[figure.before[-1].end : figure.start].strip()


def _adds_to(part: Figure, whole: Figure) -> bool:
    """Whether a count before a total is one of its parts: both count the same thing, named once or twice."""
    counts = part.kind == whole.kind == "count" and part.concept is not None
    exact = part.qualifier == "exact" and "change" not in (part.aspect, whole.aspect)
    return counts and exact and (whole.concept is None or is_part_of(part, whole))


def _of_a_sentence_before(
    text: Text, before: Sequence[tuple[Sentence, list[Figure]]], sentence: Sentence, own: Sequence[Figure]
) -> Iterator[Check]:
    """The parts of a total in the sentence before; of one further before where they are a list that names it."""
    refers = _refers_back(text, sentence, own[0])
    if refers and before and before[-1][0].no == sentence.no - 1:
        yield from _named_otherwise(text, before[-1][1], own)
    for earlier, figures in reversed(before):
        alike = [f for f in figures if f.qualifier == "exact" and _alike(f, own[0])]
        if not alike:
            continue
        whole = max(alike, key=lambda figure: figure.amount)
        beside = earlier.no == sentence.no - 1
        parts = _run(text, whole, own, told=refers and beside)
        if len(parts) > _PAIR and of_which(parts[0], parts[1:]):
            return  # 19 agreements, of which six, four and four
        named = [part.concept is not None if part.kind == "count" else part.unit is not None for part in parts]
        if len(parts) < _PAIR or not _same_thing(whole, parts):
            return
        all_of_it = len(parts) == len(own) and not sentence.categories & CHANGE
        enough = len(parts) >= _LIST or (whole.amount >= _TELLING and len(alike) == 1 and all(named))
        all_of_it = all_of_it and not _is_a_move(parts)
        if (refers and beside) or (all_of_it and enough and (beside or (len(parts) >= _LIST and all(named)))):
            yield from _adds_up(text, parts, _whole_made(before, parts) or whole)
        return


def _whole_made(before: Sequence[tuple[Sentence, list[Figure]]], parts: Sequence[Figure]) -> Figure | None:
    """The nearest of the figures before that parts make, if they make one: of 96, after 71 the year before."""
    wholes = (f for _, figures in reversed(before) for f in reversed(figures) if f.qualifier == "exact")
    return next((f for f in wholes if f.aspect != "change" and _alike(f, parts[0]) and _makes(parts, f)), None)


def _refers_back(text: Text, sentence: Sentence, first: Figure) -> bool:
    """Whether a sentence opens with "of these", before its first number or directly behind it; not "19, of which"."""
    return any(
        "of_which" in mention.entry.senses
        and (mention.start < first.number_start or not parted(text, first.number_end, mention.start))
        for mention in sentence.between(sentence.start, sentence.start + _HEAD)
    )


def _named_otherwise(text: Text, before: Sequence[Figure], own: Sequence[Figure]) -> Iterator[Check]:
    """96 cases. Of these 58 disputes, 27 accidents, 11 lost passports: all that a sentence counts, by other names."""
    wholes = [f for f in before if f.kind == "count" and f.qualifier == "exact" and f.aspect != "change"]
    whole = max(wholes, key=lambda figure: figure.amount, default=None)
    if whole is None or len(_run(text, whole, own, told=True)) == len(own):
        return
    parts = _counted(whole, own)
    if len(parts) >= _LIST and len(parts) == len(own) and (joined(text, parts) or listed(text, parts)):
        yield from _adds_up(text, parts, whole)


def _is_converted(whole: Figure, other: Figure) -> bool:
    """Whether the other is the same amount in another currency."""
    return whole.kind == other.kind == "money" and None not in (whole.unit, other.unit) and whole.unit != other.unit


def _run(text: Text, whole: Figure, behind: Sequence[Figure], *, told: bool = False) -> list[Figure]:
    """The figures that follow at once and could be parts of the whole.

    Where the text has told that parts follow, one whose noun stands apart from it ("six in the field of health") may
    count the whole's.
    """
    parts: list[Figure] = []
    if whole.kind not in _SORTS or whole.qualifier != "exact" or whole.aspect == "change":
        return parts
    for part in behind[:_PARTS]:
        if len(parts) >= _PAIR and part.kind != parts[0].kind and joined(text, parts):
            break  # 1.1 million from one and 350,000 euros from the other, for four towers
        alike = _alike(whole, part) or (told and (_bare(text, whole, part) or _one_unit(whole, part)))
        if not alike or part.qualifier != "exact" or part.amount < 0 or _rises(part):
            break
        if part.amount > whole.amount and _is_total(text, part):
            break  # 26 from here, 17 from there, 9 from elsewhere, in all 52
        parts.append(part)
    return parts


def _counted(whole: Figure, behind: Sequence[Figure]) -> list[Figure]:
    """The counts that follow at once, whatever they count: 46 cases, namely 31 deaths, 9 arrests and 6 losses."""
    if whole.kind != "count" or whole.qualifier != "exact" or whole.aspect == "change":
        return []
    counts = takewhile(lambda f: f.kind == "count" and f.qualifier == "exact" and f.aspect != "change", behind)
    return list(islice(counts, _PARTS))


def _alike(whole: Figure, part: Figure) -> bool:
    if part.kind != whole.kind:
        return False
    if part.kind == "count":
        return whole.concept is not None and (part.concept is None or is_part_of(part, whole))
    return part.unit in (None, whole.unit)


def _rises(part: Figure) -> bool:
    """Whether a figure says by how much something rose or fell: "6 people fewer" are no part of those who came."""
    end = max(part.end, part.unit_end)
    return part.aspect == "change" or any(direction(m) for m in part.behind if m.start - end <= ADJACENT)


def _one_unit(whole: Figure, part: Figure) -> bool:
    """Whether both are counted as the same thing, whatever they are called: departments that are members."""
    return part.kind == whole.kind == "count" and part.unit is not None and part.unit == whole.unit


def _bare(text: Text, whole: Figure, part: Figure) -> bool:
    """Whether a number stands without a noun or currency directly beside it, so that it may have the whole's."""
    if part.kind == "money":
        return whole.kind == "money" and part.unit_end <= part.number_end and part.start >= part.number_start
    if part.kind != "count" or whole.kind not in ("count", "money"):
        return False
    if part.noun is None or whole.kind == "money":
        return part.noun is None
    first, last = sorted([(part.number_start, part.number_end), (part.noun.start, part.noun.end)])
    return bool(text.reading.clean[first[1] : last[0]].strip())


def _same_thing(whole: Figure, parts: Sequence[Figure]) -> bool:
    """Whether the parts are named as the whole is, one of them at least."""
    return any(is_part_of(p, whole) if p.kind == "count" else p.unit == whole.unit for p in parts)


def _leaves_out(parts: Sequence[Figure], whole: Figure) -> bool:
    """Whether parts are less than the whole, so that there may be others."""
    return sum(part.amount for part in parts) < whole.amount


def _is_closed(text: Text, whole: Figure, parts: Sequence[Figure]) -> bool:
    """Whether a list has an end that can be seen: an "and" before the last, or a colon before the first."""
    return introduced(text, whole, parts[0]) or joined(text, parts) or glues_and(text.reading)


def _leaves_out_another(parts: Sequence[Figure], whole: Figure) -> bool:
    """Whether parts leave out as much as one of them, and by no slip in a part: there is most likely another."""
    rest = rounded(whole.amount - sum(part.amount for part in parts))
    return rest >= min(part.amount for part in parts) and not any(slipped(p, rounded(rest + p.amount)) for p in parts)


def _names_nothing(whole: Figure) -> bool:
    """Whether an amount is as bare as the parts of a list are."""
    return whole.noun is None and whole.unit is None


def _makes(parts: Sequence[Figure], whole: Figure) -> bool:
    return equal(rounded(sum(part.amount for part in parts)), whole.amount)


def _those_that_make(parts: Sequence[Figure], whole: Figure) -> Sequence[Figure]:
    """The first or last of them where these alone make the whole: exports of 21, imports of 31, a deficit of 10."""
    shorter = [parts[:end] for end in range(len(parts), 1, -1)]
    if not any(equal(part.amount, whole.amount) for part in parts):  # said again, the whole has a sum of its own
        shorter += [parts[at:] for at in range(1, len(parts) - 1)]
    return next((some for some in shorter if _makes(some, whole)), parts)


def _is_a_move(parts: Sequence[Figure]) -> bool:
    """Whether one of three amounts lies between the two others, which are no parts then: from 400 to 500, by 100."""
    amounts = sorted(part.amount for part in parts)
    return len(amounts) == _LIST and equal(rounded(amounts[0] + amounts[1]), amounts[2])


def _adds_up(text: Text, parts: Sequence[Figure], whole: Figure, *, declared: bool = False) -> Iterator[Check]:
    parts = _those_that_make(parts, whole)
    values = [part.amount for part in parts]
    computed = rounded(sum(values))
    needed = [(whole, computed)]
    needed += [(part, rounded(whole.amount - computed + part.amount)) for part in parts]
    swapped = any(equal(value, rounded(computed - value + whole.amount)) for value in values)
    holds = judged(whole.amount, computed, needed, text.near((*parts, whole)), swapped=swapped)
    if holds is False and computed < whole.amount and leaves_a_rest(text, parts):
        return
    if holds is False and any(is_of_each(text.reading, part) for part in parts):
        return  # four in Korea, in China and Russia two each
    if holds is False and whole.amount - computed == 1 and ends_in_one(parts):
        return  # four from Karachi, two from Lahore and one from Faisalabad
    if holds is not None:
        shown = " + ".join(map(number_text, values))
        yield booked(shown, whole.amount, computed, holds, (*parts, whole), declared=declared)
