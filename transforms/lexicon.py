"""A language's lexicon: everything particular to it, read from `lexicons/<language>.yaml`, checked and compiled.

A term is a word or expression as a dictionary has it. `*` at one of its ends leaves that end open (inflections,
compounds). The loader refuses unknown sections and keys, telling file and line.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Final

import yaml

from transforms.lexicon_shape import SHAPE, Shape, Words

_OF_VALUES: Final = ("words", "multipliers", "fixed", "fractions", "add_before", "money_multipliers")
_VALUED: Final = frozenset(("numbers", section) for section in _OF_VALUES)
_COUNTING: Final = frozenset(("numbers", section) for section in ("words", "one", "multipliers", "fixed", "alone"))
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


_NEXT_SECTION: Final = re.compile(r"\n[a-z_]+:")


class LexiconError(ValueError):
    """A lexicon that does not fit; `problems` say file, line, what was found and what was expected."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Term:
    """One term of a lexicon: `section` is its path ("nouns.delegation"), `text` as written there."""

    section: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One language: its terms, in the file's order, and its settings."""

    language: str
    name: str
    spaced: str  # "both": words stand between spaces; "start": endings are glued on; "none": no spaces
    settings: dict[str, object]
    terms: tuple[Term, ...]
    _sections: dict[tuple[str, ...], tuple[str, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        sections: dict[tuple[str, ...], tuple[str, ...]] = {}
        for term in self.terms:
            sections[term.section] = (*sections.get(term.section, ()), term.text)
        object.__setattr__(self, "_sections", sections)

    def words(self, *section: str) -> tuple[str, ...]:
        """The terms of exactly that section."""
        return self._sections.get(section, ())

    def flag(self, section: str, name: str) -> bool:
        """A yes/no setting; False where the lexicon does not say."""
        return bool(self.settings.get(f"{section}.{name}", False))

    def marks(self, name: str) -> tuple[str, ...]:
        """The marks used in numerals ("grouping", "decimal")."""
        return self.words("numerals", name)

    @property
    def fold(self) -> dict[str, str]:
        """Letters that count as another one when text is searched."""
        return {term.text: term.section[1] for term in self.terms if term.section[0] == "fold"}


def languages() -> tuple[str, ...]:
    """The languages that have a lexicon, in alphabetical order."""
    return tuple(sorted(entry.name[:-5] for entry in _folder().iterdir() if entry.name.endswith(".yaml")))


@lru_cache(maxsize=128)
def load(language: str) -> Lexicon:
    """The lexicon of a language (ISO 639-1); KeyError where there is none, LexiconError where it does not fit."""
    path = _folder() / f"{language}.yaml"
    if not path.is_file():
        raise KeyError(language)
    return read(path.read_text(encoding="utf-8"), f"transforms/lexicons/{language}.yaml")


def section(name: str) -> Iterator[Term]:
    """The terms of one top-level section in the lexicons of all languages, without reading the rest of them."""
    opening = f"\n{name}:"
    for language in languages():
        text = (_folder() / f"{language}.yaml").read_text(encoding="utf-8")
        start = text.find(opening)
        if start < 0:
            continue
        end = _NEXT_SECTION.search(text, start + len(opening))
        part = text[start : end.start() if end else len(text)]
        head = f"language: {language}\nname: {language}"
        yield from read(head + part, f"transforms/lexicons/{language}.yaml").terms


def read(text: str, name: str) -> Lexicon:
    """The lexicon in a YAML text; `name` is what error messages call it."""
    try:
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        raise LexiconError([f"{name}: not YAML: {error}"]) from None
    reader = _Reader(name)
    if not isinstance(root, yaml.MappingNode):
        raise LexiconError([f"{name}:1: a lexicon is a mapping of sections"])
    reader.mapping(root, SHAPE, ())
    for needed in ("language", "name"):
        if needed not in reader.settings:
            reader.problems.append(f'{name}:1: the key "{needed}" is missing')
    if reader.problems:
        raise LexiconError(reader.problems)
    reader.terms += _with_endings(reader.terms)
    spaced = {"true": "both", "false": "none", "start": "start"}[str(reader.settings.get("spaced", "true"))]
    return Lexicon(
        str(reader.settings["language"]), str(reader.settings["name"]), spaced, reader.settings, tuple(reader.terms)
    )


def _with_endings(terms: Sequence[Term]) -> list[Term]:
    """The number words once more, with each small word that is written on to them; not those that have one already."""
    endings = tuple(term.text for term in terms if term.section == ("numbers", "endings"))
    words = [term for term in terms if term.section[:2] in _COUNTING] if endings else []
    known = {term.text for term in words}
    known |= {term.text for term in terms if term.section == ("numbers", "not_numbers")}  # સો-નું: gold
    counting = [t for t in words if not any(t.text.endswith(e) and t.text.removesuffix(e) in known for e in endings)]
    return [
        Term(term.section, f"{term.text}{ending}")
        for term in counting
        for ending in endings
        if f"{term.text}{ending}" not in known
    ]


def _is_number(key: str) -> bool:
    try:
        return math.isfinite(float(key))
    except ValueError:
        return False


def _folder() -> Traversable:
    return resources.files("transforms") / "lexicons"


class _Reader:
    """Walks the YAML nodes beside the shape that they must have; collects terms, settings and problems."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[str] = []
        self.terms: list[Term] = []
        self.settings: dict[str, object] = {}

    def mapping(self, node: yaml.MappingNode, shape: Mapping[str, Shape], path: tuple[str, ...]) -> None:
        for key_node, value in node.value:
            key = str(key_node.value)
            inner = shape.get(key, shape.get("*"))
            if path in _VALUED and not _is_number(key):
                self._problem(key_node, f'"{".".join((*path, key))}" must be a number')
            elif inner is None:
                known = ", ".join(sorted(shape))
                self._problem(key_node, f'"{".".join((*path, key))}" is unknown; expected one of: {known}')
            else:
                self._value(value, inner, (*path, key))

    def _value(self, node: yaml.Node, shape: Shape, path: tuple[str, ...]) -> None:
        where = ".".join(path)
        if isinstance(shape, Mapping):
            if isinstance(node, yaml.MappingNode):
                self.mapping(node, shape, path)
            else:
                self._problem(node, f'"{where}" must be a mapping of: {", ".join(sorted(shape))}')
        elif isinstance(shape, Words):
            self._words(node, path)
        elif not isinstance(node, yaml.ScalarNode):
            self._problem(node, f'"{where}" must be one of: {", ".join(shape)}')
        elif shape and node.value not in shape:
            self._problem(node, f'"{where}" is "{node.value}"; expected one of: {", ".join(shape)}')
        else:
            self.settings[where] = node.value if node.value not in ("true", "false") else node.value == "true"
            if where in ("language", "name", "spaced"):
                self.settings[where] = node.value

    def _words(self, node: yaml.Node, path: tuple[str, ...]) -> None:
        where = ".".join(path)
        if isinstance(node, yaml.ScalarNode):
            items: list[yaml.Node] = [node]
        elif isinstance(node, yaml.SequenceNode):
            items = node.value
        else:
            self._problem(node, f'"{where}" must be a list of words')
            return
        for item in self._scalars(items, where):
            if item.value.strip("* ") or (item.value and path[0] == "numerals"):
                self.terms.append(Term(path, item.value))
            else:
                self._problem(item, f'"{where}" holds an empty term')

    def _scalars(self, items: list[yaml.Node], where: str) -> Iterator[yaml.ScalarNode]:
        for item in items:
            if isinstance(item, yaml.ScalarNode):
                yield item
            else:
                self._problem(item, f'"{where}" must hold words only')

    def _problem(self, node: yaml.Node, message: str) -> None:
        self.problems.append(f"{self.name}:{node.start_mark.line + 1}: {message}")
