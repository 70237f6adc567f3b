"""The stages of a run, in order: collect, plan, parse_batch (for each batch), reconcile, audit, publish.

Each takes the settings and the run's folder, leaves what it made in that folder, and logs what it did in numbers.
"""

from warehouse.booking.at_work import at_work, tasks_at_work
from warehouse.booking.auditing import Verdicts, audit, read_verdicts
from warehouse.booking.changes import Changes, changes_of_current, tell_changes
from warehouse.booking.code_versions import code_versions, parser_version
from warehouse.booking.collecting import collect, forget
from warehouse.booking.failing import Failing, failing, is_judged, unfinished_stage
from warehouse.booking.parsed_files import parsed_contents
from warehouse.booking.parsing import parse_batch
from warehouse.booking.planning import OtherReleaseError, Plan, Scope, check_base, plan, read_plan, waivers_file
from warehouse.booking.publishing import OnCritical, Published, StructureError, make_update, publish, read_published
from warehouse.booking.reading_articles import ReadArticle, UnreadableArticle, read_version
from warehouse.booking.reconciling import ParserBrokenError, read_stories, reconcile
from warehouse.booking.run_folder import begin, finish, read_json, run_folder, write_json
from warehouse.booking.source_reports import SourceReport, latest_source_reports, read_source_reports, report_sources

__all__ = [
    "Changes",
    "Failing",
    "OnCritical",
    "OtherReleaseError",
    "ParserBrokenError",
    "Plan",
    "Published",
    "ReadArticle",
    "Scope",
    "SourceReport",
    "StructureError",
    "UnreadableArticle",
    "Verdicts",
    "at_work",
    "audit",
    "begin",
    "changes_of_current",
    "check_base",
    "code_versions",
    "collect",
    "failing",
    "finish",
    "forget",
    "is_judged",
    "latest_source_reports",
    "make_update",
    "parse_batch",
    "parsed_contents",
    "parser_version",
    "plan",
    "publish",
    "read_json",
    "read_plan",
    "read_published",
    "read_source_reports",
    "read_stories",
    "read_verdicts",
    "read_version",
    "reconcile",
    "report_sources",
    "run_folder",
    "tasks_at_work",
    "tell_changes",
    "unfinished_stage",
    "waivers_file",
    "write_json",
]
