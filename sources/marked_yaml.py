"""YAML read with the line of every value, for catalogues that are checked by hand and complained about by line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import yaml

_SIZE_LIMIT: Final = 1_000_000
_DEPTH_LIMIT: Final = 20


@dataclass(frozen=True, slots=True)
class Marked:
    """A value and the line (from 1) where it starts: None, bool, int, float, str, a list or a mapping of Marked."""

    value: bool | int | float | str | list[Marked] | dict[Key, Marked] | None
    line: int

    @property
    def kind(self) -> str:
        """What sort of value it is, in words for an operator."""
        if self.value is None:
            return "nothing"
        names = {bool: "yes/no", int: "a number", float: "a number", str: "text", list: "a list", dict: "a mapping"}
        return names[type(self.value)]


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a mapping and where it stands; two keys of the same name differ by that."""

    name: str
    line: int
    column: int


class YamlError(ValueError):
    """A file that can't be read as YAML: the line (0: the whole file) and what is wrong with it."""

    def __init__(self, line: int, words: str) -> None:
        super().__init__(words)
        self.line = line


def load(path: Path) -> Marked:
    """The one document of a file. YamlError where it can't be read; anchors, aliases and tags are refused."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise YamlError(0, f"can't be read ({error.strerror}); expected a catalogue file") from error
    if len(data) > _SIZE_LIMIT:
        raise YamlError(0, f"has {len(data):,} bytes; expected at most {_SIZE_LIMIT:,}")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise YamlError(line, f"is not UTF-8 at byte {error.start}; save it as UTF-8") from error
    try:
        depth = 0
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            line = event.start_mark.line + 1 if event.start_mark else 0
            if isinstance(event, yaml.AliasEvent):
                raise YamlError(line, "an alias (*name) is not used here; write the value out")
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > _DEPTH_LIMIT:
                raise YamlError(line, "is nested too deep")
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise YamlError(mark.line + 1 if mark else 0, f"is not YAML: {error.problem or error}") from error
    except yaml.YAMLError as error:
        raise YamlError(0, f"is not YAML: {error}") from error
    return Marked(None, 1) if node is None else _marked(node)


def _key(node: yaml.Node) -> Key:
    return Key(str(node.value), node.start_mark.line + 1, node.start_mark.column + 1)


def _marked(node: yaml.Node) -> Marked:
    line = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        return Marked({_key(key): _marked(value) for key, value in node.value}, line)
    if isinstance(node, yaml.SequenceNode):
        return Marked([_marked(item) for item in node.value], line)
    scalar: str = node.value
    tag = node.tag.removeprefix("tag:yaml.org,2002:")
    if tag == "null":
        return Marked(None, line)
    if tag == "bool":
        return Marked(scalar.lower() in {"true", "yes", "on"}, line)
    if tag == "int" and scalar.lstrip("+-").isdigit():
        return Marked(int(scalar[:18]), line)
    if tag == "float":
        try:
            return Marked(float(scalar), line)
        except ValueError:
            return Marked(scalar, line)
    if tag in {"str", "int", "timestamp"}:
        return Marked(scalar, line)
    raise YamlError(line, f'the tag "{node.tag}" is not used here; write plain values')
