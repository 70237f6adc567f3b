"""The audit: every rule over the staged tables, and the verdict on each story."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

import pyarrow as pa

from expectations.books import Books, beside
from expectations.lean import lean_imports
from expectations.outcomes import Outcome, audit_result, outcomes_of
from expectations.rules import RULES
from expectations.verdict import Audit, Failure, content_key
from expectations.views import RELEASE, View
from expectations.waivers import PUBLISH, Waiver, standing


def audit(
    tables: Mapping[str, pa.Table],
    *,
    history: Mapping[str, pa.Table],
    waivers: Sequence[Waiver],
    today: date,
) -> Audit:
    """See `expectations.audit`."""
    with warnings.catch_warnings():
        # What Great Expectations deprecates inside itself, and in what it imports, is not for our callers to mend.
        warnings.simplefilter("ignore", DeprecationWarning)
        with lean_imports():
            from expectations.suites import story, structure, translations
            from expectations.suites import warnings as cautions
            from expectations.validation import Validation

        books, validation = Books(tables, history, today), Validation()

        def judge(views: Iterable[View]) -> list[Outcome]:
            return [one for view in views for one in outcomes_of(view, validation.failing_rows(view))]

        outcomes = judge(structure.schema(books))
        if not _any_failed(outcomes):
            outcomes += judge(structure.contents(books))
        if _any_failed(outcomes):
            failures = _failures(books, [], outcomes, stories=False)
            return Audit(
                results=audit_result(outcomes, pa.array([], pa.string())),
                failures=(),
                held=frozenset(),
                waived=frozenset(),
                structural=failures,
            )
        for suite in (story.views, translations.views, cautions.views):
            outcomes += judge(suite(books))
        failures = _failures(books, books.story_ids.to_pylist(), outcomes, stories=True)
    held, waived = _verdict(failures, waivers)
    return Audit(
        results=audit_result(outcomes, books.story_ids),
        failures=failures,
        held=held,
        waived=waived,
        structural=(),
    )


def _any_failed(outcomes: Iterable[Outcome]) -> bool:
    return any(bool((one.failed > 0).any()) for one in outcomes)


def _failures(
    books: Books, story_ids: Sequence[str], outcomes: Sequence[Outcome], *, stories: bool
) -> tuple[Failure, ...]:
    """The findings with the words behind them and what a waiver is bound to, in a fixed order."""
    found = [(one.rule, finding) for one in outcomes for finding in one.findings]
    content: dict[tuple[str, int], list[str]] = {}
    for rule, finding in found:
        content.setdefault((rule, finding.story), []).append("\x1f".join(finding.content))
    touched = sorted({finding.story for _, finding in found if finding.story != RELEASE})
    digests = books.digests_by_story(touched) if stories else {}
    keys = {
        (rule, story): content_key(rule, sorted(parts), digests.get(story, []))
        for (rule, story), parts in content.items()
    }
    mapped = books.companions(touched) if touched else {}
    others = [beside(finding.evidence, mapped.get(finding.story, ())) for _, finding in found]
    wanted = [key for _, finding in found if not finding.quotes for key in finding.evidence]
    wanted += [key for keys_beside in others for key in keys_beside]
    quotes = books.quotes(wanted) if stories and wanted else {}
    failures = [
        Failure(
            rule=rule,
            severity=RULES[rule].severity,
            story_id=None if finding.story == RELEASE else story_ids[finding.story],
            article_id=finding.article_id,
            reason=finding.reason,
            evidence=finding.evidence,
            content_key=keys[rule, finding.story],
            expression=finding.expression,
            stated=finding.stated,
            computed=finding.computed,
            quotes=finding.quotes or tuple(quotes[key] for key in finding.evidence if key in quotes),
            beside=tuple(quotes[key] for key in other if key in quotes),
        )
        for (rule, finding), other in zip(found, others, strict=True)
    ]
    return tuple(sorted(failures, key=_place))


def _place(failure: Failure) -> tuple[str, str, str, str, tuple[str, ...]]:
    return failure.story_id or "", failure.rule, failure.article_id or "", failure.reason, failure.evidence


def _verdict(failures: Iterable[Failure], waivers: Sequence[Waiver]) -> tuple[frozenset[str], frozenset[str]]:
    """The stories that are held, and those that only waivers let through."""
    decisions = standing(waivers)
    held: set[str] = set()
    waived: set[str] = set()
    for failure in _critical(failures):
        story = failure.story_id or ""
        waiver = decisions.get((story, failure.rule, failure.content_key))
        (waived if waiver is not None and waiver.decision == PUBLISH else held).add(story)
    return frozenset(held), frozenset(waived - held)


def _critical(failures: Iterable[Failure]) -> Iterator[Failure]:
    return (failure for failure in failures if failure.severity == "critical" and failure.story_id is not None)
