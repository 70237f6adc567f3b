"""Organisations that an article names: clusters and blocks by branch and number, in all their spellings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

from transforms.figure import Figure
from transforms.reading import Reading, Sentence
from transforms.rows import Mention as NameMention
from transforms.rows import Organisation, make_mention
from transforms.terms import CLASSIFIER, NOUN, ORGANISATION, Mention

_ROMAN: Final = re.compile(r"(?:[.:\s]{0,2})(?P<roman>X{0,2}(?:IX|IV|V?I{1,3}|V|X))(?![\w.]\w|\w)")
_PLAIN: Final = re.compile(r"[ ]?(?P<digits>\d{1,2})(?!\d)|[ ](?P<roman>X{0,2}(?:IX|IV|V?I{1,3}|V|X))(?![\w.]\w|\w)")
_DIGITS: Final = re.compile(r"[.:°º\s]{0,3}(?P<digits>\d{1,3})(?!\d)")
_ROMAN_VALUES: Final = {"I": 1, "V": 5, "X": 10}
_OFTEN: Final = 3
_WORD_GAP: Final = 2  # characters between a cluster and the word for its number
_BRANCH_REACH: Final = 40
_BUSINESS: Final = "business"
_NUMBER_WORDS: Final = "organisations.number_words"
_NUMBER_GAP: Final = 4  # characters of an ordinal's ending and the space behind it: 5-й
_NUMBERS: Final = frozenset(map(float, range(1, 100)))
_SECOND: Final = {"second": 2, "third": 3, "fourth": 4}  # not "first": the first cluster to reach its target
_LABELS: Final = {"cluster": "Emulation Cluster", "block": "Emulation Block"}


@dataclass(frozen=True, slots=True)
class Named:
    """A cluster or block where it stands."""

    start: int
    end: int
    kind: str
    number: int | None
    written: str | None  # the number as written; None where the words for it stand alone or not at all
    number_word: bool  # "No." is there, whether a number follows or not

    @property
    def shown(self) -> str | None:
        """The number as written; "" where the word for it stands without one."""
        return "" if self.number_word and self.written is None else self.written


@dataclass(frozen=True, slots=True)
class Organisations:
    """The organisations of an article: what it is about first."""

    main: Organisation | None
    all: tuple[Organisation, ...]
    named: tuple[tuple[Named, str], ...]  # each with its organisation_id
    theme: str | None = None  # the one that the article is about, if it names it more than once

    def mentions(self, original: Callable[[int, int], tuple[int, int]]) -> tuple[NameMention, ...]:
        """Where they stand, moved to the text as it was given."""
        found: list[NameMention] = []
        for named, key in self.named:
            start, end = original(named.start, named.end)
            found.append(make_mention(key, named.kind, start, end, named.shown))
        return tuple(found)

    def at(self, start: int, end: int) -> str | None:
        """The organisation named last between two positions, if any."""
        named = self.named
        low, high = 0, len(named)
        while low < high:
            middle = (low + high) >> 1
            if named[middle][0].start < end:
                low = middle + 1
            else:
                high = middle
        return named[low - 1][1] if low and named[low - 1][0].start >= start else None


def organisations_of(reading: Reading, figures: list[Figure]) -> Organisations:
    """The clusters and blocks of an article.

    One without a number is the numbered one where the article knows just one of its kind.
    """
    counted = {(f.noun.start, f.noun.end) for f in figures if f.noun is not None}
    own = list(reading.by_sentence(ORGANISATION))
    found: list[tuple[Named, Sentence]] = []
    for sentence, mentions in own:
        for mention in mentions:
            kind = _kind(mention)
            if kind is not None and (mention.start, mention.end) not in counted:
                found.append((_named(reading, sentence, mention, kind), sentence))
    told = {named.kind for named, _ in found if named.number is not None}
    beyond_doubt = told | {named.kind for named, sentence in found if not _is_bare(reading, named, sentence)}
    found = [(named, s) for named, s in found if named.kind in beyond_doubt]
    spoken_of = {f.concept for f in figures if f.status != "frame"}
    # "15 clusters were set up ... the clusters hold": several are spoken of, none is named.
    found = [(named, s) for named, s in found if named.kind in told or named.kind not in spoken_of]
    if not found:
        return Organisations(None, (), ())
    branch = _branch(own, {sentence.no for _, sentence in found})
    numbers = {kind: {n.number for n, _ in found if n.kind == kind and n.number} for kind in _LABELS}
    rows: dict[tuple[str, int | None], Organisation] = {}
    placed: list[tuple[Named, str]] = []
    for named, _ in found:
        number = named.number
        if number is None and len(numbers[named.kind]) == 1:
            number = next(iter(numbers[named.kind]))
        row = rows.get((named.kind, number))
        if row is None:
            row = rows[named.kind, number] = _organisation(named.kind, branch, number)
        placed.append((named, row.organisation_id))
    counts: dict[str, int] = {}
    for _, key in placed:
        counts[key] = counts.get(key, 0) + 1
    best = max(rows.values(), key=lambda row: (row.number is not None, counts[row.organisation_id]))
    theme = best.organisation_id if counts[best.organisation_id] > 1 else None
    return Organisations(best, tuple(rows.values()), tuple(placed), theme)


def _kind(mention: Mention) -> str | None:
    senses = mention.entry.senses
    if "organisations.cluster" in senses:
        return "cluster"
    return "block" if "organisations.block" in senses else None


def _is_bare(reading: Reading, named: Named, sentence: Sentence) -> bool:
    """Whether nothing shows that a word means an emulation cluster or block: a trading bloc is none.

    A branch beside it shows it: the bloc of science and culture; but that of business is any.
    """
    if reading.folded[named.start : named.end] not in reading.engine.beside["organisations.bare"]:
        return False
    branches = (
        branch
        for m in sentence.beginning(named.start - _BRANCH_REACH, named.end + _BRANCH_REACH)
        for branch in m.entry.senses.get("organisations.branches", ())
    )
    return all(branch == _BUSINESS for branch in branches)


def _organisation(kind: str, branch: str | None, number: int | None) -> Organisation:
    key = "-".join(part for part in (kind, branch or "unknown", str(number) if number is not None else None) if part)
    label = _LABELS[kind] + (f" No. {number}" if number is not None else "")
    if branch:
        label += f" ({branch.replace('_', ' ')})"
    return Organisation(key, label, kind, branch, number)


def _named(reading: Reading, sentence: Sentence, mention: Mention, kind: str) -> Named:
    end, word = mention.end, False
    for other in sentence.beginning(end, end + _WORD_GAP):
        if _NUMBER_WORDS in other.entry.senses:
            end, word = other.end, True
            break
    number, written, stop = _number(reading.clean, end, marked=word)
    if number is not None:
        end = stop
        if word or written is None or not written.isdigit() or not _counts(reading, sentence, end):
            return Named(mention.start, end, kind, number, written, word)
        return Named(mention.start, mention.end, kind, None, None, False)
    before = _number_before(reading, sentence, mention.start)
    if before is not None and not word:
        start, number, written = before
        return Named(start, end, kind, number, written, True)
    return Named(mention.start, end, kind, None, None, word)


def _number_before(reading: Reading, sentence: Sentence, at: int) -> tuple[int, int, str] | None:
    """(start, number, as written) of the number before a cluster: 第4号竞赛集群, 8 নম্বর, the 5th, the second."""
    word = reading.terms.ends.get(at - (reading.clean[at - 1 : at] == " "))
    if word is not None and not _SECOND.keys().isdisjoint(keys := word.entry.senses.get("periods", ())):
        number = next(_SECOND[key] for key in keys if key in _SECOND)
        return word.start, number, reading.clean[word.start : word.end]
    marked = word is not None and _NUMBER_WORDS in word.entry.senses
    end = word.start if marked and word is not None else at
    for one in sentence.numbers:
        if 0 <= end - one.end <= _NUMBER_GAP and (one.ordinal or marked) and one.value in _NUMBERS:
            return one.start, int(one.value), reading.clean[one.start : one.end]
    return None


def _counts(reading: Reading, sentence: Sentence, end: int) -> bool:
    """Whether a counted thing follows the number, or a measure word is written on to it.

    "Cluster of 5 cities" has no number of its own.
    """
    if reading.engine.lexicon.spaced == "both" and reading.clean[end : end + 1].isalpha():
        return True
    return any(m.categories & (NOUN | CLASSIFIER) for m in sentence.beginning(end, end + 1))


def _number(clean: str, at: int, *, marked: bool) -> tuple[int | None, str | None, int]:
    """(number, as written, where it ends); `marked`: the word for a number stands before, and marks may follow it."""
    match = (_DIGITS.match(clean, at) or _ROMAN.match(clean, at)) if marked else _PLAIN.match(clean, at)
    if match is None:
        return None, None, at
    written = match[match.lastgroup or 0]
    value = int(written) if match.lastgroup == "digits" else roman_value(written)
    return value, written, match.end()


def roman_value(text: str) -> int:
    """The value of a Roman numeral of I, V and X."""
    total = 0
    following = 0
    for letter in reversed(text):
        value = _ROMAN_VALUES[letter]
        total += value if value >= following else -value
        following = value
    return total


def _branch(own: list[tuple[Sentence, list[Mention]]], beside: AbstractSet[int]) -> str | None:
    """The branch named most beside the clusters, in these sentences; else the one named most in the article."""
    near: dict[str, int] = {}
    everywhere: dict[str, int] = {}
    for sentence, mentions in own:
        is_beside = sentence.no in beside
        for mention in mentions:
            for key in mention.entry.senses.get("organisations.branches", ()):
                everywhere[key] = everywhere.get(key, 0) + 1
                if is_beside:
                    near[key] = near.get(key, 0) + 1
    if near:
        return max(near, key=lambda key: (near[key], everywhere[key], key))
    ranking = Counter(everywhere).most_common(2)
    # Far from the cluster a branch must be spoken of again and again: one word about health makes no health cluster.
    clear = ranking and ranking[0][1] >= _OFTEN and (len(ranking) == 1 or ranking[0][1] >= 2 * ranking[1][1])
    return ranking[0][0] if clear else None
