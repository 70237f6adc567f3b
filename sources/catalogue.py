"""The catalogue: which sources there are. It fits as a whole, or nothing of it is used."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sources.marked_yaml import Marked, YamlError, load
from sources.source import Source
from sources.source_fields import Problem, known_fields, read_source


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A catalogue that fits: its file and its sources, in its order."""

    path: Path
    sources: tuple[Source, ...]

    def source(self, source_id: str) -> Source:
        """The source of that id; KeyError where there is none."""
        for source in self.sources:
            if source.id == source_id:
                return source
        raise KeyError(source_id)

    @property
    def enabled(self) -> tuple[Source, ...]:
        """The sources that a scheduled run reads."""
        return tuple(source for source in self.sources if source.enabled)


class CatalogueError(ValueError):
    """A catalogue that doesn't fit: `problems`, all of them, each "file:line: what was found, what was expected"."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


def load_catalogue(path: Path) -> Catalogue:
    """The catalogue in a file. CatalogueError names every problem in it; then nothing of it may be used."""
    try:
        top = load(path)
        sources, problems = _sources(top, path.absolute().parent)
    except YamlError as error:
        where = f"{path}:{error.line}" if error.line else str(path)
        raise CatalogueError([f"{where}: {error}"]) from error
    except Problem as problem:
        raise CatalogueError([f"{path}:{problem.line}: {problem}"]) from problem
    if problems:
        ordered = sorted(problems, key=lambda problem: problem.line)
        raise CatalogueError(f"{path}:{problem.line}: {problem}" for problem in ordered)
    return Catalogue(path, sources)


def _sources(top: Marked, folder: Path) -> tuple[tuple[Source, ...], list[Problem]]:
    if not isinstance(top.value, dict):
        found = "is empty" if top.value is None else f"holds {top.kind}"
        raise Problem(top.line, f'the catalogue {found}; expected a mapping with "sources:" and a list of sources')
    problems: list[Problem] = []
    fields = known_fields(top, ("sources",), "the catalogue", problems)
    if "sources" not in fields:
        problems.append(Problem(top.line, 'the catalogue has no "sources:"; expected a list of sources'))
        return (), problems
    items = fields["sources"]
    if not isinstance(items.value, list) or not items.value:
        shown = items.kind if items.value else "empty"
        raise Problem(items.line, f'"sources" is {shown}; expected a list of sources')
    read = [read_source(item, number, folder, problems) for number, item in enumerate(items.value, 1)]
    sources = [source for source in read if source is not None]
    first: dict[str, int] = {}
    for source in sources:
        if source.id in first:
            words = f'source "{source.id}": the id stands in line {first[source.id]} already; expected one of its own'
            problems.append(Problem(source.line, words))
        elif source.id:
            first[source.id] = source.line
    return tuple(sources), problems
