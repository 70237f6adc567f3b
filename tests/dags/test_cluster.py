"""What docker-compose.yml and the Dockerfile say. Nothing is started here."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = ROOT / "docker-compose.yml"
AIRFLOW_SERVICES = {"init", "api-server", "scheduler", "dag-processor", "triggerer", "worker"}


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))
    return content


def test_it_fits_the_compose_specification() -> None:
    checker = Path(sys.executable).parent / "check-jsonschema"
    done = subprocess.run(
        [checker, "--builtin-schema", "vendor.compose-spec", COMPOSE], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_part_of_airflow_is_there_with_database_and_broker(compose: dict[str, Any]) -> None:
    assert set(compose["services"]) == AIRFLOW_SERVICES | {"postgres", "redis"}


def test_services_wait_only_for_services_that_there_are(compose: dict[str, Any]) -> None:
    for name, service in compose["services"].items():
        assert set(service.get("depends_on", {})) <= set(compose["services"]) - {name}, name


def test_named_volumes_are_declared_and_all_are_used(compose: dict[str, Any]) -> None:
    mounted = {
        volume.split(":")[0] for service in compose["services"].values() for volume in service.get("volumes", [])
    }
    named = {volume for volume in mounted if not volume.startswith((".", "/"))}
    assert named == set(compose["volumes"])


def test_folders_that_are_mounted_from_here_exist(compose: dict[str, Any]) -> None:
    for service in compose["services"].values():
        for volume in service.get("volumes", []):
            if volume.startswith("."):
                assert (ROOT / volume.split(":")[0]).exists(), volume


def test_all_parts_of_airflow_share_one_environment_and_one_home(compose: dict[str, Any]) -> None:
    worker = compose["services"]["worker"]
    for name in AIRFLOW_SERVICES:
        service = compose["services"][name]
        assert worker["environment"].items() <= service["environment"].items(), name
        assert service["volumes"] == worker["volumes"], name
    assert worker["environment"]["AIRFLOW__CORE__EXECUTOR"] == "CeleryExecutor"


def test_only_loopback_sees_the_web_ui_and_nothing_else_has_a_port(compose: dict[str, Any]) -> None:
    ports = {name: service["ports"] for name, service in compose["services"].items() if "ports" in service}
    assert ports == {"api-server": ["127.0.0.1:8080:8080"]}


def test_no_secret_stands_in_the_file_and_none_may_be_missing(compose: dict[str, Any]) -> None:
    text = COMPOSE.read_text(encoding="utf-8")
    secret = re.compile(r"\$\{(\w*(?:PASSWORD|KEY|SECRET)\w*)([^}]*)\}")
    assert {rest[:2] for _, rest in secret.findall(text)} == {":?"}
    for service in compose["services"].values():
        for name, value in service.get("environment", {}).items():
            if re.search(r"PASSWORD$|SECRET$|KEY$", name):
                assert "${" in str(value), name


def test_every_variable_stands_in_the_example(compose: dict[str, Any]) -> None:
    wanted = set(re.findall(r"(?<!\$)\$\{(\w+)", COMPOSE.read_text(encoding="utf-8")))
    example = (ROOT / "docs" / "compose.env.example").read_text(encoding="utf-8")
    assert wanted == set(re.findall(r"^(\w+)=", example, re.MULTILINE))


def test_the_image_is_the_official_one_of_the_locked_version_with_the_lock_of_the_cluster() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    lock = (ROOT / "requirements-cluster.lock").read_text(encoding="utf-8")
    (version,) = re.findall(r"^apache-airflow(?:\[[^]]*\])?==(\S+)", lock, re.MULTILINE)
    assert f"FROM apache/airflow:{version}-python3.12" in dockerfile
    assert "--require-hashes" in dockerfile


def test_every_room_and_only_what_is_there_goes_into_the_image() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    copied = {name for line in re.findall(r"^COPY \S+ (.+) \S+$", dockerfile, re.MULTILINE) for name in line.split(" ")}
    assert all((ROOT / name).exists() for name in copied)
    assert {"sources", "transforms", "expectations", "warehouse", "alerts", "plugins", "cli", "dags"} <= copied
    allowed = set(re.findall(r"^!(\S+)$", (ROOT / ".dockerignore").read_text(encoding="utf-8"), re.MULTILINE))
    assert copied <= allowed


def test_the_executor_that_it_names_can_be_imported() -> None:
    from airflow.providers.celery.executors.celery_executor import CeleryExecutor

    assert CeleryExecutor.__name__ == "CeleryExecutor"
