"""Which rates of exchange a year knew: wide bands, so that only a wrong figure falls outside."""

from __future__ import annotations

from typing import Final

# Dong per US dollar: first year, last year, lowest and highest rate. Each band is wider than what the official and
# the free market quoted in those years by a tenth or so, because news rounds its rates.
_BANDS: Final = (
    (1995, 1999, 10_000.0, 15_500.0),
    (2000, 2004, 12_700.0, 17_300.0),
    (2005, 2009, 14_200.0, 19_800.0),
    (2010, 2010, 16_700.0, 21_500.0),
    (2011, 2014, 18_500.0, 23_400.0),
    (2015, 2018, 19_500.0, 25_300.0),
    (2019, 2021, 20_700.0, 25_600.0),
    (2022, 2023, 20_700.0, 27_000.0),
    (2024, 2024, 21_800.0, 28_000.0),
    (2025, 2026, 22_500.0, 29_500.0),
)

DONG: Final = "VND"
DOLLAR: Final = "USD"


def band(year: int | None) -> tuple[float, float]:
    """The lowest and the highest plausible dong for a dollar in that year; of all years where it is unknown."""
    for first, last, low, high in _BANDS:
        if year is not None and first <= year <= last:
            return low, high
    return min(low for _, _, low, _ in _BANDS), max(high for _, _, _, high in _BANDS)
