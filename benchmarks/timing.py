"""CPU time of this process, not time on the wall: the machine may be busy with other things."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Speed:
    """How much was read in how many seconds of CPU time; bytes are UTF-8."""

    articles: int
    size: int
    seconds: float

    @property
    def per_second(self) -> float:
        """Articles a second."""
        return self.articles / self.seconds if self.seconds else 0.0

    @property
    def megabytes_per_second(self) -> float:
        """Megabytes (of a million bytes) a second."""
        return self.size / self.seconds / 1e6 if self.seconds else 0.0


def speed(read: Callable[[str], object], articles: Iterable[str], at_most: float) -> Speed:
    """Reads the articles one after the other, until `at_most` seconds are over; at least one."""
    count = size = 0
    began = time.process_time()
    for article in articles:
        read(article)
        count += 1
        size += len(article.encode())
        if time.process_time() - began > at_most:
            break
    return Speed(count, size, time.process_time() - began)
