"""Compiles the modules that read articles to machine code, where this machine has a C compiler; called by make.

mypyc makes C of the very sources that mypy checks; only how a dataclass is made is written out for it
(`tools/native_inits.py`). Without a compiler, or where compiling fails, the engine runs as Python, to the same result
and more slowly: that is said, and is no error.
"""

import argparse
import ast
import contextlib
import fcntl
import hashlib
import os
import re
import shlex
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools.native_inits import with_native_inits  # noqa: E402  (found through the line above)
from tools.native_loops import with_native_loops  # noqa: E402  (so is this)
from transforms.engine import (  # noqa: E402  (so is this)
    CHOICE,
    GROUP,
    PLAIN_CHOICE,
    SOURCES,
    STAMP,
    built_folder,
    sources_digest,
)

ENTRY: Final = "transforms.parse"
# Left as Python: `places` finds a name of its own as it is asked for, `engine` runs before there is anything compiled,
# and rows are written and read again by their annotations, which compiled classes don't keep.
PLAIN: Final = frozenset({"transforms.engine", "transforms.places", "transforms.quick_rows", "transforms.rows"})
# Few of the engine's functions run often, so what matters is how close together those lie that run: symbols are not
# looked up by name, and what only errors reach stands apart (`_COLD`).
_BY_ADDRESS: Final = "-fno-semantic-interposition"
_FLAGS: Final = (
    "-O2",
    "-fPIC",
    "-DNDEBUG",
    "-fwrapv",
    "-w",
    "-g0",
    "-fvisibility=hidden",
    "-fno-semantic-interposition",
)
_COLD: Final = ("CPy_AddTraceback", "CPy_TypeErrorTraceback", "CPy_TypeError", "CPy_AttributeError")
_MAKERS: Final = (Path(__file__), *(ROOT / "tools" / name for name in ("native_inits.py", "native_loops.py")))
_MADE_BY: Final = "made-by.sha256"  # beside the engine: what compiled it
_LINES_TOLD: Final = 15


class CannotCompileError(Exception):
    """Why there is no compiled engine, in words for whoever waits."""


@dataclass(frozen=True, slots=True)
class Library:
    """One extension module to be linked: its dotted name and the C files that make it up."""

    name: str
    sources: tuple[Path, ...]

    def file(self) -> Path:
        """Its path below the folder that it is imported from."""
        return Path(*self.name.split(".")).with_suffix(str(sysconfig.get_config_var("EXT_SUFFIX")))


def reading_modules(entry: str = ENTRY) -> list[str]:
    """The modules that `entry` reaches by its imports, itself first among them; without those that stay Python."""
    found: set[str] = set()
    waiting = [entry]
    while waiting:
        module = waiting.pop()
        if module not in found and _path(module).is_file():
            found.add(module)
            waiting.extend(_imports(_path(module)))
    return sorted(found - PLAIN)


def _path(module: str) -> Path:
    return ROOT.joinpath(*module.split(".")).with_suffix(".py")


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def compiler() -> list[str]:
    """The command of this machine's C compiler; CannotCompileError where it or Python's headers are missing."""
    command = shlex.split(os.environ.get("CC") or str(sysconfig.get_config_var("CC") or "cc"))
    if shutil.which(command[0]) is None:
        raise CannotCompileError(f"no C compiler here ({command[0]})")
    if not (Path(sysconfig.get_paths()["include"]) / "Python.h").is_file():
        raise CannotCompileError("the headers of this Python are not installed (Python.h)")
    return command


def written_out(modules: Sequence[str], folder: Path) -> None:
    """The room's sources, in `folder`, with the dataclasses and loops of these modules written out for the compiler."""
    for path in SOURCES.rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        inside = path.relative_to(ROOT)
        target = folder / inside
        target.parent.mkdir(parents=True, exist_ok=True)
        compiled = ".".join(inside.with_suffix("").parts) in modules
        target.write_text(with_native_loops(with_native_inits(source)) if compiled else source, encoding="utf-8")


def written_in_c(modules: Sequence[str], sources: Path, folder: Path) -> list[Library]:
    """C of the modules, in `folder`; CannotCompileError with the tool's own words where it refuses."""
    script = (
        "import sys; from mypyc.build import mypycify\n"
        "for made in mypycify(sys.argv[3:], target_dir=sys.argv[1], group_name=sys.argv[2], multi_file=True):\n"
        "    print('made', made.name, *made.sources, sep='\\t')\n"
    )
    paths = [str(_path(module).relative_to(ROOT)) for module in modules]
    command = [sys.executable, "-c", script, str(folder), GROUP, "--config-file", str(ROOT / "pyproject.toml"), *paths]
    done = subprocess.run(command, cwd=sources, check=False, capture_output=True, text=True)
    if done.returncode:
        raise CannotCompileError(f"mypyc could not write C:\n{_last_lines(done.stdout + done.stderr)}")
    made = [line.split("\t")[1:] for line in done.stdout.splitlines() if line.startswith("made\t")]
    return [Library(name, tuple(Path(source) for source in sources)) for name, *sources in made]


def compile_libraries(command: Sequence[str], libraries: Sequence[Library], c_folder: Path, target: Path) -> None:
    """Compile and link every library below `target`, as many files at once as there are processors."""
    import mypyc  # of the development lock; whoever only looks into the stamp needs none

    runtime = Path(mypyc.__path__[0]) / "lib-rt"
    include = [f"-I{folder}" for folder in (sysconfig.get_paths()["include"], runtime, c_folder)]
    flags = [*_FLAGS, *include, "-include", _cold_header(runtime / "CPy.h", c_folder / "cold.h")]
    sources = [source for library in libraries for source in library.sources]
    # The longest first, so that no processor is left with one at the end.
    sources.sort(key=lambda source: source.stat().st_size, reverse=True)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for _ in pool.map(
            lambda source: _run([*command, *flags, "-c", source, "-o", source.with_suffix(".o")]), sources
        ):
            pass
    link = ["-bundle", "-undefined", "dynamic_lookup"] if sys.platform == "darwin" else ["-shared", "-Wl,-Bsymbolic"]
    for library in libraries:
        file = target / library.file()
        file.parent.mkdir(parents=True, exist_ok=True)
        _run([*command, *link, "-o", file, *(source.with_suffix(".o") for source in library.sources)])


def _cold_header(runtime: Path, target: Path) -> Path:
    """A header that tells the compiler which functions of mypyc's runtime only errors call, declared as there."""
    declared = runtime.read_text(encoding="utf-8")
    found = [re.search(rf"^void {name}\([^;]*\);", declared, re.MULTILINE) for name in _COLD]
    lines = [f"__attribute__((cold)) {each.group()}" for each in found if each is not None]
    target.write_text("\n".join(("#include <Python.h>", *lines, "")), encoding="utf-8")
    return target


def _run(command: Sequence[object]) -> None:
    done = subprocess.run([str(part) for part in command], check=False, capture_output=True, text=True)
    if done.returncode:
        raise CannotCompileError(f"the C compiler failed:\n{_last_lines(done.stderr)}")


def _last_lines(text: str) -> str:
    return "\n".join(text.strip().splitlines()[-_LINES_TOLD:])


def is_fresh() -> bool:
    """Whether the compiled engine is there, of these sources, and made as it would be made now."""
    stamps = {built_folder() / STAMP: sources_digest(), built_folder() / _MADE_BY: _makers_digest()}
    return all(path.is_file() and path.read_text(encoding="ascii") == digest for path, digest in stamps.items())


def _makers_digest() -> str:
    return hashlib.sha256(b"".join(path.read_bytes() for path in _MAKERS)).hexdigest()


def build(command: Sequence[str]) -> None:
    """Compile the engine into this interpreter's folder; the one before stays until the new one is whole."""
    digest = sources_digest()  # before anything is read: what is edited meanwhile makes the work stale
    target = built_folder()
    with tempfile.TemporaryDirectory(dir=target.parent) as scratch:
        sources, c_folder, fresh = (Path(scratch) / name for name in ("sources", "c", "engine"))
        modules = reading_modules()
        written_out(modules, sources)
        libraries = written_in_c(modules, sources, c_folder)
        n_files = sum(len(library.sources) for library in libraries)
        say(f"its C is written, now {shlex.join(command)} compiles {n_files} files, {os.cpu_count()} at a time")
        compile_libraries(command, libraries, c_folder, fresh)
        (fresh / _MADE_BY).write_text(_makers_digest(), encoding="ascii")
        (fresh / STAMP).write_text(digest, encoding="ascii")
        shutil.rmtree(target, ignore_errors=True)
        fresh.rename(target)


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Two makes at once wait for each other."""
    folder = built_folder().parent
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def say(line: str) -> None:
    """One line to whoever waits."""
    print(f"engine: {line}", flush=True)


def main() -> int:
    """Compile what is not compiled yet, and say how long it took or why the engine stays Python; always 0."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    if os.environ.get(CHOICE) == PLAIN_CHOICE:
        return 0
    with alone():
        return _made_ready()


def _made_ready() -> int:
    if is_fresh():
        return 0
    started = time.monotonic()
    try:
        command = compiler()
        say(f"compiling it, for more speed (a minute or two, once; {CHOICE}={PLAIN_CHOICE} leaves it out)")
        build(command)
    except CannotCompileError as reason:
        say(f"it runs as plain Python: {reason}")
    else:
        say(f"compiled in {time.monotonic() - started:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
