"""An audit starts without what Great Expectations imports for others, and takes nothing away from anybody."""

from __future__ import annotations

import json
import subprocess
import sys

from tests.expectations.conftest import ROOT

PROGRAM = """
import json, sys, warnings
warnings.simplefilter("ignore")
from datetime import date
from expectations import audit
from expectations.examples.drafts import sound
assert not audit(sound().tables(), history={}, waivers=(), today=date(2024, 8, 1)).structural
spared = [name for name in ("scipy.stats", "altair", "boto3", "botocore") if name not in sys.modules]
from scipy import stats
import altair, boto3
from great_expectations.expectations.core.expect_column_kl_divergence_to_be_less_than import alt
print(json.dumps([spared, float(stats.norm.cdf(0.0)), alt.Chart is altair.Chart, hasattr(boto3, "client")]))
"""


def test_what_no_expectation_of_ours_needs_is_not_imported_and_can_be_later() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True, cwd=ROOT)
    assert json.loads(done.stdout) == [["scipy.stats", "altair", "boto3", "botocore"], 0.5, True, True]
