"""Prints the data dictionary of all tables, docs/tables.md: `python -m warehouse > docs/tables.md`."""

import sys

from warehouse.describe import dictionary

sys.stdout.write(dictionary())
