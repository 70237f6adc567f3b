"""What must hold of the books, and the verdict on each story.

Cheap to import: Great Expectations is loaded by the first audit.
"""

from __future__ import annotations

from expectations.auditing import audit
from expectations.rules import RULES, SUITES, Rule
from expectations.verdict import Audit, Failure, Quote
from expectations.waivers import Waiver, WaiverError

__all__ = ["RULES", "SUITES", "Audit", "Failure", "Quote", "Rule", "Waiver", "WaiverError", "audit"]
