"""Loops over lists side by side, written as the compiler knows them: it makes neither an iterator nor a tuple for them.

`zip(one, two, strict=False)` says what `zip(one, two)` does, which is compiled to a loop over both; and the pairs of a
list are the list beside itself from the second on. Lines keep their numbers.
"""

import ast
from collections.abc import Iterator

Edit = tuple[int, int, int, str]  # the line from 0, the bytes of it that go, and what comes instead


def with_native_loops(source: str) -> str:
    """The source with such loops written so; every other call of `zip` and `pairwise` stays as it is."""
    lines = [line.encode() for line in source.split("\n")]
    for line, start, end, text in sorted(_edits(ast.parse(source)), reverse=True):
        lines[line] = lines[line][:start] + text.encode() + lines[line][end:]
    return b"\n".join(lines).decode()


def _edits(tree: ast.Module) -> Iterator[Edit]:
    for node in ast.walk(tree):
        if isinstance(node, ast.For | ast.comprehension) and isinstance(node.iter, ast.Call):
            called = node.iter
            if called.lineno != called.end_lineno or not isinstance(node.target, ast.Tuple):
                continue
            if _is_call(called, "zip") and _is_not_strict(called):
                yield _span(called, called.args[-1].end_col_offset, ")")
            elif _is_call(called, "pairwise") and _is_named(called.args[0]):
                listed = ast.unparse(called.args[0])
                yield _span(called, called.col_offset, f"zip({listed}, {listed}[1:])")


def _is_call(node: ast.Call, name: str) -> bool:
    return isinstance(node.func, ast.Name) and node.func.id == name


def _is_named(node: ast.expr) -> bool:
    """Whether it is a name, or a field of one: asked for twice it is the same."""
    return isinstance(node, ast.Name) or (isinstance(node, ast.Attribute) and _is_named(node.value))


def _is_not_strict(node: ast.Call) -> bool:
    told = [(each.arg, each.value.value) for each in node.keywords if isinstance(each.value, ast.Constant)]
    return told == [("strict", False)] and len(node.keywords) == 1


def _span(node: ast.Call, start: int | None, text: str) -> Edit:
    return node.lineno - 1, start or 0, node.end_col_offset or 0, text
