"""What the warehouse says when it can't do what was asked."""

from __future__ import annotations


class WarehouseError(Exception):
    """Something about the books that an operator must know; the message says what to do. The last release is intact."""


class NoReleaseError(WarehouseError):
    """There is no release yet, or none of that name."""


class StagedRowsError(WarehouseError):
    """The rows handed in for publishing don't fit the schema or each other: nothing was published."""


class LockHeldError(WarehouseError):
    """Another process is writing; the message says who and since when."""
