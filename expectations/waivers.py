"""An editor's decisions: a story is published although a rule fails, for exactly that content."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from expectations.verdict import Failure

PUBLISH: Final = "publish"
HOLD: Final = "hold"
SET_ASIDE: Final = "set_aside:"


class WaiverError(ValueError):
    """A decision that can't be read: the line, what was found and what was expected."""


@dataclass(frozen=True, slots=True)
class Waiver:
    """One decision about one rule of one story, bound to the content that the editor saw.

    `decision` is "publish" (the source is wrong and we quote it), "hold" (takes an earlier decision back) or
    "set_aside:<article_id>"; `at` carries a time zone.
    """

    story_id: str
    rule: str
    content_key: str
    by: str
    at: datetime
    reason: str
    decision: str

    def __post_init__(self) -> None:
        names_article = self.decision.startswith(SET_ASIDE) and self.decision != SET_ASIDE
        if self.decision not in {PUBLISH, HOLD} and not names_article:
            raise WaiverError(f"decision {self.decision!r}: expected publish, hold or set_aside:<article_id>")
        if self.at.tzinfo is None:
            raise WaiverError(f"decision of {self.by} on {self.story_id}: the time {self.at} has no time zone")


def dumps(waiver: Waiver) -> str:
    """The waiver as one line of JSON, newline included, the same for the same waiver."""
    row = {name: getattr(waiver, name) for name in Waiver.__dataclass_fields__} | {"at": waiver.at.isoformat()}
    return json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n"


def loads(text: str, name: str = "waivers.jsonl") -> tuple[Waiver, ...]:
    """The waivers of the lines of `text`, in order; blank lines are skipped.

    A last line without its newline is one whose writing was cut short, and is left out. Any other line that does not
    fit raises WaiverError with `name` and the line's number.
    """
    waivers = []
    for number, line in enumerate(text.split("\n")[:-1], start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            waivers.append(Waiver(**(row | {"at": datetime.fromisoformat(row["at"])})))
        except (ValueError, TypeError, KeyError) as problem:
            raise WaiverError(f"{name}:{number}: not a waiver ({problem}). Mend or remove this line.") from problem
    return tuple(waivers)


def read(path: Path) -> tuple[Waiver, ...]:
    """The waivers of that file; none where there is no file yet."""
    return loads(path.read_text(encoding="utf-8"), path.name) if path.exists() else ()


def append(path: Path, waiver: Waiver) -> None:
    """Write the waiver behind the others, and let the disk have it before returning."""
    import os

    path.parent.mkdir(parents=True, exist_ok=True)
    line = dumps(waiver)
    with path.open("ab+") as file:
        if file.tell() and not _ends_with_newline(file.fileno(), file.tell()):
            line = "\n" + line
        file.write(line.encode())
        file.flush()
        os.fsync(file.fileno())


def _ends_with_newline(descriptor: int, size: int) -> bool:
    import os

    return os.pread(descriptor, 1, size - 1) == b"\n"


def standing(waivers: Iterable[Waiver]) -> dict[tuple[str, str, str], Waiver]:
    """The last decision by story, rule and content key: later lines overrule earlier ones."""
    return {(waiver.story_id, waiver.rule, waiver.content_key): waiver for waiver in waivers}


def articles_set_aside(waivers: Sequence[Waiver], failures: Iterable[Failure]) -> dict[str, frozenset[str]]:
    """By story, the articles that an editor set aside for exactly the content of these failures."""
    last = standing(waivers)
    found: dict[str, set[str]] = {}
    for failure in failures:
        if failure.story_id is None:
            continue
        waiver = last.get((failure.story_id, failure.rule, failure.content_key))
        if waiver is not None and waiver.decision.startswith(SET_ASIDE):
            found.setdefault(failure.story_id, set()).add(waiver.decision.removeprefix(SET_ASIDE))
    return {story: frozenset(articles) for story, articles in sorted(found.items())}
