"""Figures: numbers with their qualifier, unit and the sort of number they are.

What stands directly before and after a number makes it a figure. What it measures is told later
(`transforms.indicators`).
"""

from __future__ import annotations

from transforms.dates import date_parts
from transforms.figure import Figure
from transforms.figure_changes import take_change
from transforms.figure_qualifiers import qualify
from transforms.figure_ranges import with_ranges
from transforms.figure_shares import with_shares
from transforms.figure_units import and_a_half, in_brackets, take_unit
from transforms.figure_wholes import is_whole
from transforms.numbers import Number
from transforms.reading import Reading, Sentence
from transforms.shared_units import carry_currency, share_units
from transforms.terms import Mention, first_from


def figures_of(reading: Reading, sentence: Sentence) -> list[Figure]:
    """The figures of a sentence in order, ranges joined, each with unit, qualifier and kind."""
    figures = [_bare(sentence, number) for number in sentence.numbers]
    parts = sentence.labels = date_parts(reading, sentence)
    for figure in figures:
        label = parts.get(figure.number_start)
        if label is not None:
            figure.kind, figure.status = label.kind, "context"
            figure.unit = label.unit
            figure.matched.append(label.because)
    figures, ratios = with_shares(reading, sentence, with_ranges(reading, sentence, figures))
    for figure in figures:
        if figure.number.low is not None and figure.qualifier == "exact" and figure.value:
            told_as = figure.value / figure.number.value  # a hundred times as much of a share: 五六成
            figure.low, figure.high = sorted((figure.number.low * told_as, figure.value))
            figure.value, figure.qualifier = None, "range"
    _regions(sentence, figures)
    for at, figure in enumerate(figures):
        if figure.status != "context" and is_whole(reading, figures, at):
            figure.status = "context"
            figure.matched.append("whole")
        if figure.status != "context":
            take_unit(reading, figure)
            and_a_half(reading, figure)
            in_brackets(reading, figure, figures[at - 1] if at else None)
    share_units(reading, figures)
    if carry_currency(reading, sentence, figures):
        share_units(reading, figures)  # half, 48 million; to the others 21 and 15 million
    told: Mention | None = None
    for last, figure in zip([None, *figures], figures, strict=False):
        if figure.status != "context" or figure.kind == "duration":
            qualify(reading, figure, last)
            told = take_change(reading, figure, told)
            figure.rebound()
            if figure.unit is None and reading.engine.word_after(reading.folded, figure.number_end, "numbers.times"):
                figure.status = "context"  # a factor: three times as many
                figure.matched.append("numbers.times")
    return figures + ratios


def _bare(sentence: Sentence, number: Number) -> Figure:
    value = number.value
    return Figure(
        sentence, number, number.start, number.end, number.start, number.end, value, value, value, unit_end=number.end
    )


def _regions(sentence: Sentence, figures: list[Figure]) -> None:
    """Gives each figure the stretch of the sentence, and the terms in it, up to its neighbours."""
    mentions = sentence.mentions
    left, at = sentence.start, 0
    for number, figure in enumerate(figures):
        figure.left = left
        figure.right = figures[number + 1].number_start if number + 1 < len(figures) else sentence.end
        at = first_from(mentions, left, at)
        until = first_from(mentions, figure.number_start, at)
        between = mentions[at:until]
        if number:
            figures[number - 1].behind = between
        if between and between[-1].end > figure.number_start:
            between = [m for m in between if m.end <= figure.number_start]
        figure.before = between
        left, at = figure.number_end, until
    if figures:
        figures[-1].behind = mentions[first_from(mentions, left, at) :]
