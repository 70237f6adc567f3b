"""datapackage.json: the release described for programs, as Frictionless Data defines it."""

from __future__ import annotations

import json
from typing import Any, Final

import pyarrow as pa

from warehouse.manifest import DataFile, Manifest
from warehouse.schema import TABLES, Column, Table

_TYPES: Final = {
    pa.string(): "string",
    pa.int32(): "integer",
    pa.int64(): "integer",
    pa.float64(): "number",
    pa.date32(): "date",
    pa.timestamp("us", tz="UTC"): "datetime",
    pa.bool_(): "boolean",
    # Frictionless gets arrays from Parquet that aren't its own "array", and refuses them.
    pa.list_(pa.string()): "any",
}


def datapackage(manifest: Manifest) -> bytes:
    """The descriptor of the release's tables; paths are relative to the release's folder."""
    package = {
        "name": "newsledger",
        "title": "Newsledger: a ledger of what the news says",
        "profile": "data-package",
        "resources": [_resource(table, manifest.files(table.name)) for table in TABLES.values()],
    }
    return (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode()


def _resource(table: Table, files: tuple[DataFile, ...]) -> dict[str, Any]:
    paths = [file.path for file in files]
    resource: dict[str, Any] = {
        "name": table.name.replace("_", "-"),
        "title": table.name,
        "description": table.description,
        "profile": "data-resource",
        "path": paths if len(paths) > 1 else paths[0],
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "primaryKey": list(table.key),
        },
    }
    foreign = [_foreign_key(table, column) for column in table.columns if column.references]
    if foreign:
        resource["schema"]["foreignKeys"] = foreign
    return resource


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": _TYPES[column.type],
        "description": column.description,
    }
    constraints: dict[str, Any] = {}
    if not column.nullable:
        constraints["required"] = True
    if column.values:
        constraints["enum"] = list(column.values)
    if constraints:
        field["constraints"] = constraints
    if column.unit:
        field["unit"] = column.unit
    return field


def _foreign_key(table: Table, column: Column) -> dict[str, Any]:
    assert column.references is not None  # noqa: S101 - told to the type checker; the caller has looked
    target, field = column.references.split(".")
    return {
        "fields": [column.name],
        "reference": {"resource": "" if target == table.name else target.replace("_", "-"), "fields": [field]},
    }
