"""What an audit says: what failed, with its evidence, which stories are held and which an editor let through."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

import pyarrow as pa

from expectations.rules import Severity


@dataclass(frozen=True, slots=True)
class Quote:
    """The words behind a failure: `sentence[start:end] == quote` where the place is known, else start == end == 0."""

    article_id: str | None
    language: str | None
    sentence: str
    quote: str
    start: int = 0
    end: int = 0
    quantity_id: str | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """One thing that does not hold.

    `story_id` is None for what concerns the whole release, `article_id` where no single article is to blame.
    `evidence` are quantity_ids, or keys of the table where the rule looks at no quantities. `content_key` is the same
    for all failures of one rule in one story, and changes whenever that content or any article of the story does.
    `quotes` are the words behind the failure, `beside` the same figures in the story's other articles.
    """

    rule: str
    severity: Severity
    story_id: str | None
    article_id: str | None
    reason: str
    evidence: tuple[str, ...]
    content_key: str
    expression: str | None = None
    stated: float | None = None
    computed: float | None = None
    quotes: tuple[Quote, ...] = ()
    beside: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Audit:
    """The outcome: `results` is table audit_result; `structural` failures let nothing be published.

    `held` are the stories with a critical failure that no editor waived for exactly this content, `waived` the ones
    whose every critical failure is waived. `failures` holds those of both, and the warnings; `structural` are apart.
    """

    results: pa.Table
    failures: tuple[Failure, ...]
    held: frozenset[str]
    waived: frozenset[str]
    structural: tuple[Failure, ...]


def content_key(rule: str, content: Iterable[str], digests: Iterable[str]) -> str:
    """What a waiver is bound to: the rule, what failed it, and the digests of the story's articles, in any order."""
    digest = sha256()
    for part in (rule, *sorted(content), "", *sorted(set(digests))):
        encoded = part.encode("utf-8", "surrogatepass")
        digest.update(len(encoded).to_bytes(8, "big") + encoded)
    return digest.hexdigest()
