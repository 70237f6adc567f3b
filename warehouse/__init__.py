"""Releases: made whole, published at once, read by anyone. No other room is imported here but by `booking`."""

from warehouse.errors import LockHeldError, NoReleaseError, StagedRowsError, WarehouseError
from warehouse.history import log, pin, releases, rollback, unpin
from warehouse.prune import prune
from warehouse.reading import Release, open_release, read
from warehouse.releases import ReleaseResult, publish
from warehouse.staging import ReleaseUpdate

__all__ = [
    "LockHeldError",
    "NoReleaseError",
    "Release",
    "ReleaseResult",
    "ReleaseUpdate",
    "StagedRowsError",
    "WarehouseError",
    "log",
    "open_release",
    "pin",
    "prune",
    "publish",
    "read",
    "releases",
    "rollback",
    "unpin",
]
