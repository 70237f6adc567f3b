"""The data files of this room that names are read with."""

import json
from functools import cache
from importlib import resources
from typing import Any

import yaml

# libyaml where it is there; both are safe loaders.
_Loader: type[yaml.SafeLoader] | type[yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def table(file_name: str) -> dict[str, Any]:
    """The content of `transforms/data/<file_name>` (YAML or JSON), read once; not to be changed by the caller."""
    text = resources.files("transforms").joinpath("data", file_name).read_text(encoding="utf-8")
    content: dict[str, Any] = json.loads(text) if file_name.endswith(".json") else yaml.load(text, Loader=_Loader)  # noqa: S506
    return content
