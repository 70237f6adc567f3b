"""What the commands print with, and how they end."""

from __future__ import annotations

import os
import sys
from typing import NoReturn

import typer
from rich.console import Console

from sources import CatalogueError, Settings, SettingsError

FAILED = 1
BAD_INPUT = 2

# A file or a pipe has no edge that a line must end before.
_WIDTH = None if sys.stdout.isatty() else max(140, int(os.environ.get("COLUMNS", "0")))
out = Console(highlight=False, soft_wrap=False, width=_WIDTH)
err = Console(stderr=True, highlight=False, soft_wrap=True)


def refuse(*lines: str) -> NoReturn:
    """Say what is wrong with what was given, and end with status 2."""
    for line in lines:
        err.print(line, markup=False, style="red")
    raise typer.Exit(BAD_INPUT)


def fail(said: str) -> NoReturn:
    """Say what could not be done, and end with status 1."""
    err.print(said, markup=False, style="red")
    sys.exit(FAILED)


def tell_refusal(error: Exception) -> NoReturn:
    """Say what the system refused, what is safe and what to do, and end with status 1."""
    from warehouse import WarehouseError
    from warehouse.refusals import refusals_told

    command = next((word for word in sys.argv[1:] if not word.startswith("-")), "start")
    try:
        with refusals_told(settings().home, f"get through `newsledger {command}`"):
            raise error
    except WarehouseError as told:
        fail(str(told))
    raise error


def settings() -> Settings:
    """The settings of the environment; refused where they don't fit."""
    try:
        return Settings.from_environment(os.environ)
    except SettingsError as error:
        refuse(str(error))


def refuse_catalogue(error: CatalogueError) -> NoReturn:
    """Say every problem of a catalogue, and end with status 2."""
    refuse(*error.problems, "The catalogue is refused as a whole; nothing was touched.")
