"""The `newsledger` command."""

from __future__ import annotations


def main() -> None:
    """Run the command line; status 1, in a sentence, where the system refuses or the books can't do what was asked."""
    import sqlite3

    from cli.app import app

    try:
        app()
    except (OSError, sqlite3.OperationalError) as error:
        from cli.console import tell_refusal

        tell_refusal(error)
    except Exception as error:
        from cli.console import fail
        from sources import ArchiveError
        from warehouse import WarehouseError

        if not isinstance(error, ArchiveError | WarehouseError):
            raise
        fail(str(error))
