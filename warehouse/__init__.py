"""Releases: made whole, published at once, read by anyone. No other room is imported here but by `booking`."""

from warehouse.differences import FactChange, diff
from warehouse.errors import LockHeldError, NoReleaseError, StagedRowsError, WarehouseError
from warehouse.exporting import export
from warehouse.history import list_releases, log, pin, rollback, unpin
from warehouse.pruning import prune
from warehouse.reading import Release, open_release, read
from warehouse.releases import ReleaseResult, publish
from warehouse.staging import ReleaseUpdate
from warehouse.verification import Problem, verify

__all__ = [
    "FactChange",
    "LockHeldError",
    "NoReleaseError",
    "Problem",
    "Release",
    "ReleaseResult",
    "ReleaseUpdate",
    "StagedRowsError",
    "WarehouseError",
    "diff",
    "export",
    "list_releases",
    "log",
    "open_release",
    "pin",
    "prune",
    "publish",
    "read",
    "rollback",
    "unpin",
    "verify",
]
