"""Which of the periods that an article names a figure belongs to."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import Final

from transforms.figure import Figure
from transforms.reading import Reading, Sentence
from transforms.terms import SPEECH
from transforms.timeline import Period, is_aside

_BESIDE: Final = 2  # characters between a period and the figure it stands before: 2016, 50 projects
# What may stand between a figure and its own year behind it: a word or two (175 million IN 2005, 12 TRONG NĂM 2016).
_OWN: Final = re.compile(r"[^\d.,;:!?()\n،؛؟。、\uff0c\uff1b\uff1a\uff08\uff09]{1,16}")
_NEAR: Final = 16
_CLAUSE_END: Final = re.compile(r"[,;:،؛、\uff0c\uff1b\uff1a](?!\d)|\s[–—]\s")


def assign_periods(
    reading: Reading, sentence: Sentence, figures: list[Figure], periods: list[Period], carried: Period | None
) -> list[Period | None]:
    """The period of each figure of one sentence: named at its side, else before it, else after it, else carried on."""
    if not periods:
        return [carried for _ in figures]
    spans = [period for period in periods if not period.point]
    if not spans:
        day = next((p.start for p in periods if p.first is not None), None)
        event = day is not None and not sentence.categories & SPEECH
        return [None if event and day is not None and day < figure.start else carried for figure in figures]
    return _Spans(reading, sentence, spans, carried).of(figures)


def _is_base(figure: Figure, span: Period, running: Period | None) -> bool:
    """Whether a period beside a figure is that of what it is measured from: the year before's, half again 2022's."""
    if figure.status == "context":  # how many times as much
        return running is not None and span.begin < running.begin
    return figure.aspect == "change" and span.before


class _Spans:
    """The periods that one sentence names, in order."""

    def __init__(self, reading: Reading, sentence: Sentence, spans: list[Period], carried: Period | None) -> None:
        self.reading = reading
        self.carried = carried
        self.spans = spans
        self.starts, self.ends = [p.start for p in spans], [p.end for p in spans]
        self.numbers = [n.start for n in sentence.numbers if n.start not in sentence.labels]
        self.asides: set[int] = set()
        running = carried
        for at, span in enumerate(spans):
            if is_aside(sentence, span, running):
                self.asides.add(at)
            else:
                running = span

    def of(self, figures: list[Figure]) -> list[Period | None]:
        """The period of each figure."""
        return [self._of(figure) for figure in figures]

    def _of(self, figure: Figure) -> Period | None:
        begun = bisect_right(self.starts, figure.start)  # spans follow one another: the last begun may hold the figure
        over = bisect_right(self.ends, figure.start)
        coming = bisect_left(self.starts, figure.number_end)
        if begun and figure.number_end <= self.ends[begun - 1]:
            return self.spans[begun - 1]
        before = self._before(over, figure)
        if before is not None and figure.start - before.end <= _BESIDE:
            running = self._before(over - 1, figure) or self.carried
            if _is_base(figure, before, running):
                return running  # 前年を1割上回った
        if coming < len(self.spans):
            running = before or self.carried
            if _is_base(figure, self.spans[coming], running):
                return running  # 8 % less than the year before
            if self._own(figure, self.spans[over - 1] if over else None, self.spans[coming]):
                return self.spans[coming]
        if before is not None:
            return before
        return self._behind(coming, figure)

    def _before(self, over: int, figure: Figure) -> Period | None:
        """The last period before a figure; one named aside holds no longer than its clause."""
        for at in range(over - 1, -1, -1):
            if at not in self.asides or not self._parted(self.spans[at].end, figure.start):
                return self.spans[at]
        return None

    def _behind(self, coming: int, figure: Figure) -> Period | None:
        """The next period behind a figure, if it isn't of another clause, only; else the one in force."""
        if coming == len(self.spans):
            return self.carried
        behind = self.spans[coming]
        other = coming in self.asides or behind.first is None or self._leads_on(coming)
        return self.carried if other and self._parted(max(figure.end, figure.number_end), behind.start) else behind

    def _leads_on(self, at: int) -> bool:
        """Whether a period stands before a figure of its own clause: 12 died, last year 3."""
        end = self.ends[at]
        following = bisect_left(self.numbers, end)
        return following < len(self.numbers) and not self._parted(end, self.numbers[following])

    def _parted(self, start: int, end: int) -> bool:
        """Whether a clause ends between two places; where words stand without spaces, a space may part clauses."""
        clean = self.reading.clean
        if self.reading.engine.grammar.spaceless and clean[end - 1 : end] == " " and end - start > _NEAR:
            return True
        return _CLAUSE_END.search(clean, start, end) is not None

    def _own(self, figure: Figure, before: Period | None, behind: Period) -> bool:
        """Whether the period behind a figure is its own, though another is named before: 79 in 1996, 305 in 2011."""
        end = max(figure.end, figure.number_end)
        near = _OWN.fullmatch(self.reading.clean, end, behind.start) is not None
        return near and (before is None or not 0 <= figure.start - before.end <= _BESIDE)
