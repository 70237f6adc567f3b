"""What holds for the project as a whole: who may import whom, what the locks say, what git may hold."""

import ast
import re
import socket
import subprocess
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

from tests.conftest import LeftLoopbackError

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("sources", "transforms", "expectations", "warehouse", "alerts")
ABOVE = ("dags", "plugins", "cli")
BESIDE = ("benchmarks", "tests", "tools")
FOR_ALL = "warehouse.schema"
LOCKS = ("requirements.lock", "requirements-cluster.lock", "requirements-dev.lock", "tools/uv.lock")
COPYLEFT = re.compile(r"\b[AL]?GPL|General Public License", re.IGNORECASE)
# Offered under a permissive licence or the MPL as well, which is the one that we take.
OFFERED_OTHERWISE_TOO = {"text-unidecode": "Artistic License", "tld": "MPL-1.1"}


def imported_modules(module: Path) -> set[str]:
    """Every module that a file imports; `a.b` both for `import a.b` and for `from a import b`."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return found


def is_schema(name: str) -> bool:
    """Whether an imported name is the schema or something in it."""
    return name == FOR_ALL or name.startswith(FOR_ALL + ".")


def distribution_name(requirement: str) -> str:
    """The name alone of a requirement: no extras, no version."""
    return re.split(r"[\[<>=!~; ]", requirement, maxsplit=1)[0].lower()


def direct_dependencies() -> list[str]:
    """The names of what pyproject.toml asks for, in every group."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    optional = project["project"]["optional-dependencies"].values()
    groups = project["dependency-groups"].values()
    return sorted({distribution_name(r) for rs in (project["project"]["dependencies"], *optional, *groups) for r in rs})


def locked(lock: str) -> set[str]:
    """The names that a lock holds."""
    return set(re.findall(r"^([a-z0-9][a-z0-9._-]*)==", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE))


def licence_of(distribution: metadata.Distribution) -> str:
    """All that a package says of its licence, in one line."""
    said = [line for line in distribution.metadata.get_all("Classifier") or [] if line.startswith("License")]
    for field in ("License-Expression", "License"):
        said += [text[:200] for text in distribution.metadata.get_all(field) or []]  # some quote the whole licence
    return " | ".join(said)


def tracked_files() -> list[Path]:
    """What git holds, as far as it is in the working tree."""
    if not (ROOT / ".git").exists():
        pytest.skip("this copy of the project is no git repository")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_rooms_before_it_and_the_schema(room: str) -> None:
    forbidden = {*ROOMS[ROOMS.index(room) + 1 :], *ABOVE, *BESIDE}
    wrong = [
        f"{module.relative_to(ROOT)} imports {name}"
        for module in sorted((ROOT / room).rglob("*.py"))
        for name in sorted(imported_modules(module))
        if name.partition(".")[0] in forbidden and not is_schema(name)
    ]
    assert wrong == []


@pytest.mark.parametrize("room", ABOVE)
def test_what_stands_above_the_rooms_needs_neither_tests_nor_benchmarks(room: str) -> None:
    wrong = [
        f"{module.relative_to(ROOT)} imports {name}"
        for module in sorted((ROOT / room).rglob("*.py"))
        for name in sorted(imported_modules(module))
        if name.partition(".")[0] in BESIDE
    ]
    assert wrong == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_host_and_has_a_hash_for_every_package(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*(--(extra-)?index|--find-links|-i |-f )", text, re.MULTILINE)
    entries = re.split(r"\n(?=[a-z0-9])", text)
    assert [entry.partition(" ")[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_every_direct_dependency_stands_in_the_lock() -> None:
    assert [name for name in direct_dependencies() if name not in locked("requirements-dev.lock")] == []


def test_every_direct_dependency_is_justified_in_the_documentation() -> None:
    text = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    assert [name for name in direct_dependencies() if f"`{name}`" not in text] == []


def test_nothing_in_the_run_time_is_under_a_copyleft_licence_alone() -> None:
    wrong = []
    for name in sorted(locked("requirements.lock")):
        try:
            licence = licence_of(metadata.distribution(name))
        except metadata.PackageNotFoundError:  # for another system or Python
            continue
        if COPYLEFT.search(licence) and OFFERED_OTHERWISE_TOO.get(name, "nothing") not in licence:
            wrong.append(f"{name}: {licence}")
    assert wrong == []


def test_git_holds_no_path_of_the_machine_that_the_project_stands_on() -> None:
    paths = [str(path).encode() for path in (ROOT, Path.home()) if len(path.parts) > 2]
    wrong = [
        str(file.relative_to(ROOT)) for file in tracked_files() if any(path in file.read_bytes() for path in paths)
    ]
    assert wrong == []


@pytest.mark.parametrize("address", [("192.0.2.1", 80), ("2001:db8::1", 80)])
def test_a_test_that_leaves_loopback_fails(address: tuple[str, int]) -> None:
    family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
    with socket.socket(family) as outward, pytest.raises(LeftLoopbackError):
        outward.connect(address)


def test_a_name_of_another_machine_is_not_looked_up_in_tests() -> None:
    with pytest.raises(socket.gaierror):
        socket.getaddrinfo("example.org", 80)
