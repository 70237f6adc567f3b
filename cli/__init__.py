"""The `newsledger` command."""

from __future__ import annotations


def main() -> None:
    """Run the command line."""
    from cli.app import app

    app()
