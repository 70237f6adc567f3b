"""Sets up `.venv` from the hashed locks, and makes the locks; called by make, runs on Python and pip alone.

uv installs (4 s where pip takes 80 s); pip does where uv can't. uv doesn't read pip's configuration, so what pip
knows of indexes, certificates and timeouts is handed on to it, from this machine's settings and never from a file here.
"""

import argparse
import ast
import contextlib
import fcntl
import os
import shutil
import subprocess
import sys
import time
import venv
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
UV = VENV / "bin" / "uv"
READY = VENV / "ready"
LOCK_FOR_RUNNING = "requirements.lock"
LOCK_FOR_EVERYTHING = "requirements-dev.lock"
LOCK_FOR_UV = "tools/uv.lock"
OLDEST, NEWEST = (3, 11), (3, 13)

LOCKS = {
    LOCK_FOR_RUNNING: (),
    "requirements-cluster.lock": ("--extra", "cluster", "-c", LOCK_FOR_RUNNING),
    LOCK_FOR_EVERYTHING: ("--extra", "cluster", "--group", "dev", "-c", "requirements-cluster.lock"),
}

# pip's name of a setting -> uv's, and what stands between several values.
UV_NAMES = {
    "index-url": ("UV_DEFAULT_INDEX", " "),
    "extra-index-url": ("UV_INDEX", " "),
    "find-links": ("UV_FIND_LINKS", ","),
    "no-index": ("UV_NO_INDEX", " "),
    "trusted-host": ("UV_INSECURE_HOST", " "),
    "cert": ("SSL_CERT_FILE", " "),
    "default-timeout": ("UV_HTTP_TIMEOUT", " "),
    "timeout": ("UV_HTTP_TIMEOUT", " "),
    "proxy": ("ALL_PROXY", " "),
}
BESIDE_THE_MAIN_INDEX = ("extra-index-url", "find-links")


def say(line: str) -> None:
    """One line to whoever waits."""
    print(line, flush=True)


def run(*command: object, env: dict[str, str] | None = None, silent: bool = False) -> None:
    """Run a command in the project's folder; CalledProcessError where it fails. `silent`: a failure is no news yet."""
    errors = subprocess.DEVNULL if silent else None
    subprocess.run([str(part) for part in command], cwd=ROOT, env=env, check=True, stderr=errors)


def usable(python: Path) -> bool:
    """Whether this interpreter runs, is of a version that the locks are made for, and has pip."""
    check = f"import sys, pip; sys.exit(not {OLDEST} <= sys.version_info[:2] <= {NEWEST})"
    try:
        return subprocess.run([python, "-c", check], check=False, capture_output=True).returncode == 0
    except OSError:
        return False


def pip_settings() -> dict[str, str]:
    """pip's settings by bare name, the stronger over the weaker: environment, then [install], then [global]."""
    listed = subprocess.run([PYTHON, "-m", "pip", "config", "list"], check=True, capture_output=True, text=True).stdout
    found: dict[str, str] = {}
    for scope in ("global.", "install.", ":env:."):
        for line in listed.splitlines():
            name, separator, value = line.partition("=")
            if separator and name.startswith(scope):
                found[name.removeprefix(scope)] = str(ast.literal_eval(value))
    return found


def environment_for_uv(*, main_index_only: bool) -> dict[str, str]:
    """This process's environment and, where it says nothing to uv itself, pip's settings in uv's words.

    Of a version that stands in two indexes uv sees the files of one; a mirror with a few files then hides the others.
    So locks are made from the main index only, for all systems; an installation may use all that pip is told of.
    """
    translated = {"UV_INDEX_STRATEGY": "unsafe-best-match", "UV_PYTHON_DOWNLOADS": "never"}
    for name, value in pip_settings().items():
        if name in UV_NAMES and not (main_index_only and name in BESIDE_THE_MAIN_INDEX):
            uv_name, between = UV_NAMES[name]
            translated[uv_name] = between.join(value.split())
    return translated | os.environ | {"VIRTUAL_ENV": str(VENV)}


def make_environment() -> None:
    """An environment with pip and uv in it; one that is there and works is kept."""
    if not usable(PYTHON):
        shutil.rmtree(VENV, ignore_errors=True)
        venv.create(VENV, with_pip=True, symlinks=True)
    with contextlib.suppress(subprocess.CalledProcessError):  # pip will do instead
        run(PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps",
            "--require-hashes", "-r", LOCK_FOR_UV)  # fmt: skip


def install() -> None:
    """Everything in the lock, and the project itself as an editable package; wheels alone, for want of a compiler."""
    wheels = ("--require-hashes", "--only-binary", ":all:", "-r")
    project = ("--no-deps", "--no-build-isolation", "-e", ".")
    for main_index_only in (False, True):
        env = environment_for_uv(main_index_only=main_index_only)
        with contextlib.suppress(OSError, subprocess.CalledProcessError):
            # Compiled ahead, the run time starts 3 s sooner; the tools of development may compile as they are used.
            run(UV, "pip", "install", "--quiet", "--compile-bytecode", *wheels, LOCK_FOR_RUNNING, env=env, silent=True)
            run(UV, "pip", "install", "--quiet", *wheels, LOCK_FOR_EVERYTHING, env=env, silent=True)
            run(UV, "pip", "install", "--quiet", *project, env=env, silent=True)
            return
    say("set-up: uv could not do it, trying pip, which takes a few minutes")
    pip = (PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    run(*pip, "--no-deps", *wheels, LOCK_FOR_EVERYTHING)
    run(*pip, *project)


def lock(*, upgrade: bool) -> None:
    """The locks anew from pyproject.toml: hashed, for every supported Python, naming no index."""
    options = ("--universal", "--python-version", ".".join(map(str, OLDEST)), "--generate-hashes", "--no-header",
               "--no-emit-index-url", "--no-emit-find-links", *(["--upgrade"] if upgrade else []))  # fmt: skip
    env = environment_for_uv(main_index_only=True)
    for name, selection in LOCKS.items():
        say(f"lock: {name}")
        run(UV, "pip", "compile", "--quiet", *options, *selection, "pyproject.toml", "-o", name, env=env)


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Two makes at once wait for each other."""
    with (ROOT / ".venv.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def out_of_date() -> bool:
    """Whether a lock or the project's description is newer than the environment."""
    inputs = (LOCK_FOR_EVERYTHING, LOCK_FOR_UV, "pyproject.toml")
    return not READY.exists() or any((ROOT / name).stat().st_mtime > READY.stat().st_mtime for name in inputs)


def main() -> int:
    """`ready` sets up what is out of date; `lock` makes the locks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("task", choices=("ready", "lock"))
    parser.add_argument("--upgrade", action="store_true", help="take the newest versions that fit")
    options = parser.parse_args()
    with alone():
        if options.task == "lock":
            make_environment()
            lock(upgrade=options.upgrade)
        elif out_of_date():
            started = time.monotonic()
            say(f"set-up: installing into .venv with Python {sys.version.split()[0]} (the first time takes a minute)")
            make_environment()
            install()
            READY.touch()
            say(f"set-up: done in {time.monotonic() - started:.0f} s")
            run(PYTHON, ROOT / "tools" / "compile_engine.py")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except subprocess.CalledProcessError as failed:
        sys.exit(f"set-up: this command failed with status {failed.returncode}: {' '.join(failed.cmd)}")
