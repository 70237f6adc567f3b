"""Which form of the engine runs: these sources as they are, or what was compiled of exactly them.

`tools/compile_engine.py` compiles the modules that read articles, for one interpreter, into that interpreter's folder.
Its work counts only as long as no source differs from what it compiled: whoever edits a module runs what he sees.
"""

import hashlib
import os
import sys
import sysconfig
from collections.abc import MutableSequence
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Final

SOURCES: Final = Path(__file__).resolve().parent
STAMP: Final = "sources.sha256"
GROUP: Final = "newsledger_compiled"
LIBRARY: Final = f"{GROUP}__mypyc"  # what all compiled modules have in common, by the name that mypyc gives it
# NEWSLEDGER_ENGINE=python: the sources, though they are compiled, to debug them or to compare.
CHOICE: Final = "NEWSLEDGER_ENGINE"
PLAIN_CHOICE: Final = "python"


def built_folder() -> Path:
    """Where this interpreter keeps the compiled engine, whether it is there or not."""
    tag = sysconfig.get_config_var("SOABI") or sys.implementation.cache_tag
    return Path(sys.prefix) / "share" / "newsledger" / f"engine-{tag}"


def sources_digest(sources: Path = SOURCES) -> str:
    """SHA-256 over the names and contents of all modules under `sources`."""
    digest = hashlib.sha256()
    for path in sorted(sources.rglob("*.py")):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(sources).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


@cache
def compiled_engine() -> Path | None:
    """The folder of the compiled engine that this process imports from; None where the sources run as they are."""
    if os.environ.get(CHOICE) == PLAIN_CHOICE:
        return None
    folder = built_folder()
    try:
        stamp = (folder / STAMP).read_text(encoding="ascii")
    except OSError:
        return None
    return folder if stamp == sources_digest() else None


def prefer_compiled(package: str, path: MutableSequence[str]) -> None:
    """Let a package's modules be found in the compiled engine first; those it lacks are found where they are."""
    folder = compiled_engine()
    if folder is not None:
        _load(LIBRARY, folder)
        path.insert(0, str(folder.joinpath(*package.split("."))))


def _load(module: str, folder: Path) -> None:
    """Import an extension module from a folder that is not, and shall not be, among those that Python looks in."""
    if module in sys.modules:
        return
    spec = spec_from_file_location(module, folder / f"{module}{sysconfig.get_config_var('EXT_SUFFIX')}")
    if spec is None or spec.loader is None:
        raise ImportError(f"{folder} has no {module}: remove the folder, and make engine")
    sys.modules[module] = module_from_spec(spec)
    spec.loader.exec_module(sys.modules[module])
