"""The `newsledger` command."""
