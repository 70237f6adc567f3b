"""The rules' examples, audited once for all tests; and small stories to spoil."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pytest

from expectations import Audit, Waiver, audit
from expectations.examples.drafts import TODAY, Draft, sound
from expectations.rulebook import Outcome, outcomes

ROOT = Path(__file__).resolve().parents[2]
Judge = Callable[..., Audit]


@pytest.fixture(scope="session")
def example_outcomes() -> tuple[Outcome, ...]:
    """How every example came out."""
    return tuple(outcomes())


@pytest.fixture
def story() -> Draft:
    """A story of two articles of which every rule is true."""
    return sound()


@pytest.fixture
def judge() -> Judge:
    """Audit a draft on the day that the examples are audited on."""

    def judged(
        draft: Draft | Mapping[str, pa.Table],
        *,
        history: Mapping[str, pa.Table] | None = None,
        waivers: Sequence[Waiver] = (),
    ) -> Audit:
        tables = draft.tables() if isinstance(draft, Draft) else draft
        return audit(tables, history=history or {}, waivers=waivers, today=TODAY)

    return judged
