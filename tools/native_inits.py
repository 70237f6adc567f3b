"""Dataclasses written out for the compiler: an `__init__` of its own, which compiled code runs twenty times as fast.

The one that `dataclass` makes is interpreted, also in a compiled module. So what is compiled says what the dataclass
means; everything else of it (equality, order, frozen, replace) is left to `dataclass`. Lines keep their numbers.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class _Field:
    """A parameter of the `__init__`; `made_by`: what is called for its default, where that is made anew."""

    name: str
    annotation: str
    default: str | None
    made_by: str | None

    def parameter(self) -> str:
        """As the `__init__` declares it."""
        if self.made_by is not None:
            return f"{self.name}: {self.annotation} | None = None"
        return f"{self.name}: {self.annotation}" + ("" if self.default is None else f" = {self.default}")

    def assignment(self) -> str:
        """How the `__init__` sets it."""
        value = self.name if self.made_by is None else f"{self.made_by}() if {self.name} is None else {self.name}"
        return f"self.{self.name} = {value}"


def with_native_inits(source: str) -> str:
    """The source with an `__init__` in every dataclass that is plain enough for one; the others stay as they are.

    Plain is one without bases, without methods that are part of its making, and whose fields are all parameters.
    """
    lines = source.split("\n")
    classes = [node for node in ast.parse(source).body if isinstance(node, ast.ClassDef)]
    for node in reversed(classes):  # from the end: what is put in moves nothing that is still to be looked at
        decorator = next((each for each in node.decorator_list if _is_dataclass(each)), None)
        fields = _fields(node, source)
        if decorator is None or fields is None:
            continue
        parameters = ", ".join(("self", *(field.parameter() for field in fields)))
        body = "; ".join(field.assignment() for field in fields)
        written = f"    def __init__({parameters}) -> None: {body}"
        if "frozen=True" in (ast.get_source_segment(source, decorator) or ""):
            written += "  # type: ignore[misc]"  # what is frozen is set here all the same
        end = node.end_lineno or node.lineno
        if end < len(lines) and not lines[end].strip():
            lines[end] = written
        else:
            lines.insert(end, written)
        _add_argument(lines, decorator, "init=False")
    return "\n".join(lines)


def _is_dataclass(node: ast.expr) -> bool:
    called = node.func if isinstance(node, ast.Call) else node
    return isinstance(called, ast.Name) and called.id == "dataclass"


def _fields(node: ast.ClassDef, source: str) -> list[_Field] | None:
    """The fields, in order; None where the class is not plain."""
    if node.bases or any(isinstance(each, ast.FunctionDef) and "init__" in each.name for each in node.body):
        return None
    found = [_field(each, source) for each in node.body if isinstance(each, ast.AnnAssign)]
    known = [field for field in found if field is not None]
    return known if known and len(known) == len(found) else None


def _field(node: ast.AnnAssign, source: str) -> _Field | None:
    annotation = ast.get_source_segment(source, node.annotation)
    if not isinstance(node.target, ast.Name) or annotation is None or "ClassVar" in annotation:
        return None
    value = node.value
    if value is None:
        return _Field(node.target.id, annotation, None, None)
    if not (isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id == "field"):
        return _Field(node.target.id, annotation, ast.get_source_segment(source, value), None)
    told = dict(_arguments(value, source))
    if "init" in told or "kw_only" in told:
        return None
    return _Field(node.target.id, annotation, told.get("default"), told.get("default_factory"))


def _arguments(call: ast.Call, source: str) -> Iterator[tuple[str, str]]:
    for keyword in call.keywords:
        if keyword.arg is not None:
            yield keyword.arg, ast.get_source_segment(source, keyword.value) or ""


def _add_argument(lines: list[str], decorator: ast.expr, argument: str) -> None:
    at, end = (decorator.end_lineno or decorator.lineno) - 1, decorator.end_col_offset or 0
    line = lines[at]  # nothing before a decorator's end is written in more than one byte
    if isinstance(decorator, ast.Call):
        comma = ", " if decorator.args or decorator.keywords else ""
        lines[at] = line[: end - 1] + comma + argument + line[end - 1 :]
    else:
        lines[at] = f"{line[:end]}({argument}){line[end:]}"
