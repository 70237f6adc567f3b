"""Derives `transforms/data/provinces.json` from a reference file: codes, the merger of July 2025, CLDR names.

    python tools/make_provinces.py REFERENCE.json

The reference is a JSON object whose `provinces` each have gso_code, iso_3166_2, name_vi, full_vi, merged_into_vi
and cldr_names.
"""

import argparse
import json
from pathlib import Path
from typing import Any

TARGET = Path(__file__).resolve().parent.parent / "transforms" / "data" / "provinces.json"
LAST_DAY_OF_63 = "2025-06-30"
NOTICE = (
    "Names by language: Unicode CLDR (subdivisions, provisional), (c) Unicode, Inc., Unicode License v3 "
    "(https://www.unicode.org/license.txt). The merger of 1 July 2025: vietnamadminunits 1.0.4, MIT License. "
    "Codes: ISO 3166-2 and the General Statistics Office of Viet Nam. "
    "Those units that the merger left or continued keep the ISO code of their name."
)
CITY = "Thành phố"


def derive(reference: dict[str, Any]) -> dict[str, Any]:
    """Our own form of the reference: one entry a province, keyed by its ISO 3166-2 code, in GSO order."""
    code_of = {province["name_vi"]: province["iso_3166_2"] for province in reference["provinces"]}
    provinces = {}
    for province in sorted(reference["provinces"], key=lambda entry: str(entry["gso_code"])):
        code, heir = province["iso_3166_2"], code_of[province["merged_into_vi"]]
        provinces[code] = {
            "gso": province["gso_code"],
            "vi": province["name_vi"],
            "en": province["cldr_names"]["en"],
            # Huế was a province until it became a centrally run city at the end of 2024.
            "kind": "city" if province["full_vi"].startswith(CITY) else "province",
            "valid_from": None,
            "valid_to": None if heir == code else LAST_DAY_OF_63,
            "successor": None if heir == code else heir,
            "names": province["cldr_names"],
        }
    return {"NOTICE": NOTICE, "provinces": provinces}


def main() -> None:
    """Reads the reference named on the command line and writes the data file of the room."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    arguments.add_argument("reference", type=Path)
    reference = json.loads(arguments.parse_args().reference.read_text(encoding="utf-8"))
    TARGET.write_text(json.dumps(derive(reference), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
