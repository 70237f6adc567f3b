"""What a run has to read: the versions that are not booked yet, or everything."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

import msgspec

from expectations import waivers
from sources import Archive, ArticleVersion, Settings
from warehouse.booking.booked import Booked, read_booked
from warehouse.booking.code_versions import code_versions
from warehouse.booking.collecting import read_forgotten
from warehouse.booking.run_folder import read_json, write_bytes, write_json
from warehouse.booking.telling import tells_refusals
from warehouse.errors import NoReleaseError, WarehouseError
from warehouse.history import log
from warehouse.reading import open_release

_LOG: Final = logging.getLogger(__name__)
BATCH: Final = 500
# Airflow maps a task at most 1024 times; with more articles than that makes, the batches grow.
_MOST_BATCHES: Final = 1000
Scope = Literal["new", "everything"]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run reads and touches.

    `batches` are the files to parse, by name. `everything`: the whole archive is booked anew, and `why` says why.
    `stories` are touched for other reasons than an article of theirs: a withdrawal or a decision of an editor.
    `target` is what is booked when the run has published; `base` is the release that was current when it was planned.
    """

    batches: tuple[str, ...]
    articles: int
    everything: bool
    why: str
    stories: tuple[str, ...]
    target: Booked
    base: str | None = None

    @property
    def nothing_to_do(self) -> bool:
        """True where archive, code and decisions are those that the current release was made of."""
        return not self.batches and not self.stories and not self.everything


class OtherReleaseError(WarehouseError):
    """Another run has published since this one was planned: what it booked would be lost."""


def waivers_file(home: Path) -> Path:
    """Where the editors' decisions stand."""
    return home / "waivers.jsonl"


@tells_refusals("plan what to read")
def plan(settings: Settings, run_dir: Path, scope: Scope = "new") -> Plan:
    """Say what the run has to read, in `run_dir/plan.json`, and write the batches to `run_dir/plan/`."""
    home = settings.home
    decisions = waivers.read(waivers_file(home))
    with Archive(home) as archive:
        latest = archive.latest_collection()
        withdrawn = tuple(one.article_id for one in archive.withdrawals())
        forgotten = read_forgotten(home)
        number = latest.collection_no if latest else 0
        target = Booked(number, len(decisions), withdrawn, code_versions(), forgotten=len(forgotten))
        booked = read_booked(home, archive)
        why = _why_everything(home, booked, target, scope)
        stories: set[str] = set()
        if why or booked is None:
            versions = list(archive.current())
        else:
            newest: dict[str, ArticleVersion] = {}
            for number in range(booked.collection_no + 1, target.collection_no + 1):
                newest |= {version.article_id: version for version in archive.versions(number)}
            versions = sorted(newest.values())
            gone = (set(withdrawn) - set(booked.withdrawn)) | set(forgotten[booked.forgotten :])
            stories = {story for article in gone if (story := archive.story_of(article))}
            stories |= {decision.story_id for decision in decisions[booked.waivers :]}
    batches = _write(run_dir / "plan", versions)
    planned = Plan(batches, len(versions), bool(why), why, tuple(sorted(stories)), target, _current(home))
    write_json(run_dir / "plan.json", planned)
    _LOG.info("%s", _sentence(planned))
    return planned


def read_plan(run_dir: Path) -> Plan:
    """The plan of a run."""
    return msgspec.convert(read_json(run_dir / "plan.json"), Plan)


def check_base(settings: Settings, run_dir: Path) -> None:
    """OtherReleaseError where a run that books everything anew no longer stands on the release it was planned on.

    Two runs at once would otherwise end with the release of the one that knows less. Asked again for the same run, as
    when its task is repeated, it says nothing: the other release may be the run's own.
    """
    planned, mark = read_plan(run_dir), run_dir / "publishing.json"
    current = _current(settings.home)
    if planned.everything and current != planned.base and not mark.exists():
        raise OtherReleaseError(
            f"another run has published {current} since this one was planned on {planned.base or 'nothing'}; run again"
        )
    write_json(mark, {"base": planned.base})


def _current(home: Path) -> str | None:
    try:
        return open_release(home).id
    except NoReleaseError:
        return None


def read_batch(run_dir: Path, name: str) -> list[ArticleVersion]:
    """The versions of a batch."""
    return msgspec.msgpack.decode((run_dir / "plan" / f"{name}.msgpack").read_bytes(), type=list[ArticleVersion])


def _why_everything(home: Path, booked: Booked | None, target: Booked, scope: Scope) -> str:
    """Why the whole archive must be booked anew; "" where the new articles are enough."""
    if scope == "everything":
        return "asked for"
    try:
        open_release(home)
    except NoReleaseError:
        return "there is no release yet"
    if booked is None:
        return "it is not known what is booked"
    if booked.versions != target.versions:
        changed = sorted(name for name, version in target.versions.items() if booked.versions.get(name) != version)
        return f"{', '.join(changed)} changed since the last release"
    if booked.collection_no > target.collection_no or booked.waivers > target.waivers:
        return "the archive or the decisions are older than the release"
    if not _stands_on(home, booked.release):
        return "the current release is not the one that was booked last: somebody rolled back"
    return ""


def _stands_on(home: Path, booked: str | None) -> bool:
    """Whether the current release holds what was booked: it is that one, or made of it by a run that was killed."""
    current, entries = _current(home), log(home)
    if current == booked:
        return True
    return (
        bool(entries)
        and entries[-1].action != "rollback"
        and (entries[-1].release, entries[-1].previous) == (current, booked)
    )


def _write(folder: Path, versions: Sequence[ArticleVersion]) -> tuple[str, ...]:
    for stale in folder.glob("*.msgpack"):
        stale.unlink()
    size = max(BATCH, -(-len(versions) // _MOST_BATCHES))
    names = []
    for number, start in enumerate(range(0, len(versions), size), start=1):
        names.append(f"{number:04}")
        write_bytes(folder / f"{names[-1]}.msgpack", msgspec.msgpack.encode(list(versions[start : start + size])))
    return tuple(names)


def _sentence(planned: Plan) -> str:
    if planned.nothing_to_do:
        return "nothing new to book"
    batches = f"{planned.articles} articles to read in {len(planned.batches)} batches"
    reasons = [f"everything, for {planned.why}" if planned.everything else ""]
    reasons.append(f"{len(planned.stories)} stories by withdrawal or decision" if planned.stories else "")
    return "; ".join([batches, *filter(None, reasons)])
