"""The rules as a page: docs/rules.md is what `page()` returns, and the audit itself says how each example came out.

python -m expectations.rulebook > docs/rules.md
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from expectations.auditing import audit
from expectations.examples import OUTCOMES, Example, examples
from expectations.examples.drafts import STORY, TODAY, Came
from expectations.rules import RULES, SUITES, Rule
from expectations.verdict import Audit

# Columns that tell one example from another when they are audited together.
_IDS: Final = frozenset(
    {
        "article_id",
        "article_ids",
        "check_id",
        "fact_id",
        "organisation_id",
        "quantity_id",
        "quantity_ids",
        "source_id",
        "story_id",
    }
)
_SHARED: Final = ("dim_place", "dim_indicator")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an example really came out: `expectations` by class name, and what the audit observed."""

    example: Example
    came: Came
    expectations: tuple[str, ...]
    observed: tuple[str, ...]


def outcomes() -> Iterator[Outcome]:
    """Audit every example: those of single stories all at once, those of the whole release one by one."""
    cases = list(examples())
    together = [case for case in cases if not RULES[case.rule].of_release]
    found = iter(_apart(together, _audit(*merged(together))))
    for case in cases:
        if RULES[case.rule].of_release:
            yield _outcome(case, _rows(_audit(case.tables, case.history), case.rule, None))
        else:
            yield next(found)


def page(cases: Iterable[Outcome]) -> str:
    """The page in Markdown, ending in a newline; `cases` as `outcomes()` gives them."""
    lines = [
        "# The rules",
        "",
        "<!-- Made by `python -m expectations.rulebook > docs/rules.md`; a test fails where it is stale. -->",
        "",
        "A rule holds, fails, or can't be decided and says so. What is approximate or bounded is an interval.",
        "",
    ]
    by_rule = {rule: list(group) for rule, group in groupby(cases, key=lambda outcome: outcome.example.rule)}
    for suite, what in SUITES.items():
        lines += [f"## {suite.capitalize()}", "", what, ""]
        for rule in RULES.values():
            if rule.suite == suite:
                lines += _section(rule, by_rule[rule.id])
    return "\n".join(lines)


def _section(rule: Rule, cases: Sequence[Outcome]) -> Iterator[str]:
    classes = sorted({name for case in cases for name in case.expectations})
    scope = "the release as a whole" if rule.of_release else "each story"
    yield from (f"### `{rule.id}`", "", rule.description, "")
    yield f"{rule.severity.capitalize()}, for {scope}; owner: {rule.owner}; looks at: {', '.join(rule.tables)};"
    yield f"expectation: {', '.join(f'`{name}`' for name in classes)}."
    yield from ("", "| comes out | when | the audit says |", "|---|---|---|")
    for came in OUTCOMES:
        for case in cases:
            if case.came == came:
                yield f"| {came} | {_cell(case.example.what)} | {_cell(_said(rule, case))} |"
    if all(case.came != "undecided" for case in cases):
        yield "| undecided | never | |"
    yield ""


def _said(rule: Rule, case: Outcome) -> str:
    """What the audit observed; how many columns a sound release has would only date the page."""
    return "holds" if rule.of_release and case.came == "pass" else "; ".join(case.observed)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _audit(tables: Mapping[str, pa.Table], history: Mapping[str, pa.Table]) -> Audit:
    return audit(tables, history=history, waivers=(), today=TODAY)


def _apart(cases: Sequence[Example], audited: Audit) -> Iterator[Outcome]:
    """The outcome of each of the examples that were audited together, in their order."""
    for number, case in enumerate(cases):
        yield _outcome(case, _rows(audited, case.rule, _prefix(number) + STORY), _prefix(number))


def _rows(audited: Audit, rule: str, story_id: str | None) -> list[dict[str, Any]]:
    table = audited.results
    of_story = pc.is_null(table["story_id"]) if story_id is None else pc.equal(table["story_id"], story_id)
    rows: list[dict[str, Any]] = table.filter(pc.and_(of_story, pc.equal(table["rule"], rule))).to_pylist()
    return rows


def _outcome(example: Example, rows: Sequence[Mapping[str, Any]], prefix: str = "") -> Outcome:
    successes = {row["success"] for row in rows}
    came: Came = "fail" if False in successes else "pass" if True in successes else "undecided"
    telling = [row for row in rows if came != "fail" or row["success"] is False]
    observed = {row["observed"].replace(prefix, "") if prefix else row["observed"] for row in telling}
    return Outcome(example, came, tuple(sorted({row["expectation"] for row in rows})), tuple(sorted(observed)))


def _prefix(number: int) -> str:
    return f"{number:03d}~"


def merged(cases: Sequence[Example]) -> tuple[dict[str, pa.Table], dict[str, pa.Table]]:
    """The tables of all examples as one batch of stories, and their earlier releases as one."""
    return _joined([case.tables for case in cases]), _joined([case.history for case in cases])


def _joined(parts: Sequence[Mapping[str, pa.Table]]) -> dict[str, pa.Table]:
    joined: dict[str, list[pa.Table]] = {}
    for number, tables in enumerate(parts):
        for name, table in tables.items():
            joined.setdefault(name, []).append(_prefixed(table, _prefix(number)))
    merged = {name: pa.concat_tables(tables) for name, tables in joined.items()}
    for name in set(_SHARED) & set(merged):
        merged[name] = _distinct(merged[name])
    return merged


def _distinct(table: pa.Table) -> pa.Table:
    key = table.column_names[0]
    first = {value: row for row, value in reversed(list(enumerate(table[key].to_pylist())))}
    return table.take(pa.array(sorted(first.values()), pa.int64()))


def _prefixed(table: pa.Table, prefix: str) -> pa.Table:
    for at, field in enumerate(table.schema):
        if field.name in _IDS:
            values = table[field.name].to_pylist()
            renamed = [_renamed(value, prefix) for value in values]
            table = table.set_column(at, field, pa.array(renamed, field.type))
    return table


def _renamed(value: str | list[str] | None, prefix: str) -> str | list[str] | None:
    if isinstance(value, list):
        return [prefix + one for one in value]
    return None if value is None else prefix + value


if __name__ == "__main__":
    sys.stdout.write(page(outcomes()))
