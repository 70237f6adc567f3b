"""views.sql: the tables and the joins that analysts want, for DuckDB started in the release's folder."""

from __future__ import annotations

from typing import Final

from warehouse.manifest import Manifest
from warehouse.schema import PARTITION_COLUMN, TABLES, Table

_HEAD: Final = """\
-- The tables of this release and joins over them, for DuckDB. In the release's folder: duckdb -init views.sql
-- From elsewhere: SET file_search_path = '<folder of the release>'; then run this file.
"""

_JOINS: Final = """
-- Every fact with its labels: what, who, where, when, how much, how exact, who says so.
CREATE OR REPLACE VIEW facts AS
SELECT
    f.fact_id, f.story_id, f.indicator, i.label, f.aspect, f.value, f.value_low, f.value_high, f.qualifier, f.unit,
    f.period_start, f.period_end, f.organisation_id, o.name AS organisation, o.kind AS organisation_kind,
    o.branch, o.number AS organisation_number, f.place_id, p.name_vi AS place, p.name_en AS place_en,
    f.n_articles, f.languages, f.agreement, s.original_url, s.first_booked, s.verdict, f.waived, f.quantity_ids,
    f.first_asserted, f.last_asserted, f.corrects
FROM fact_indicator AS f
LEFT JOIN dim_indicator AS i USING (indicator)
LEFT JOIN dim_organisation AS o USING (organisation_id)
LEFT JOIN dim_place AS p ON p.place_id = f.place_id
LEFT JOIN dim_story AS s ON s.story_id = f.story_id;

-- Every fact with each sentence behind it, in each language.
CREATE OR REPLACE VIEW fact_sentences AS
SELECT
    e.fact_id, e.indicator, e.value AS fact_value, e.qualifier AS fact_qualifier, a.language, a.url, a.publisher,
    q.quantity_id, q.sentence_no, q.sentence, q.quote, q.value, q.qualifier, e.waived
FROM (
    SELECT fact_id, indicator, value, qualifier, waived, unnest(quantity_ids) AS quantity_id FROM fact_indicator
) AS e
JOIN fact_quantity AS q USING (quantity_id)
JOIN dim_article AS a ON a.article_id = q.article_id;

-- Who belongs to a cluster, with the names of its members' provinces.
CREATE OR REPLACE VIEW members_by_province AS
SELECT
    m.story_id, m.organisation_id, o.name AS organisation, o.branch, o.number AS organisation_number,
    m.office_kind, m.position, m.place_id, p.name_vi AS place, p.name_en AS place_en, p.kind AS place_kind,
    coalesce(p.successor_id, p.place_id) AS place_id_today, m.period_start, m.period_end, m.name_as_listed, m.languages,
    m.waived
FROM fact_membership AS m
LEFT JOIN dim_organisation AS o USING (organisation_id)
LEFT JOIN dim_place AS p ON p.place_id = m.place_id;

-- One row per story, organisation, place and period; each indicator is a column (levels and totals, in its usual unit).
CREATE OR REPLACE VIEW indicators_wide AS
PIVOT (
    SELECT story_id, organisation_id, place_id, period_start, period_end, waived, indicator, value
    FROM fact_indicator
    WHERE aspect IN ('level', 'cumulative')
)
ON indicator IN ({indicators})
USING max(value)
GROUP BY story_id, organisation_id, place_id, period_start, period_end, waived;

-- Where the articles of one story differ, one row per article's reading.
CREATE OR REPLACE VIEW disagreements AS
SELECT
    d.story_id, s.original_url, d.what, d.kind, d.severity, unnest(d.languages) AS language,
    unnest(d.article_ids) AS article_id, unnest(d.readings) AS reading, d.waived
FROM fact_divergence AS d
LEFT JOIN dim_story AS s USING (story_id);

-- What the books said of figures on a day: SELECT * FROM facts_as_of(TIMESTAMPTZ '2026-03-31 00:00:00+00').
CREATE OR REPLACE MACRO facts_as_of(moment) AS TABLE
SELECT
    fact_id, story_id, organisation_id, place_id, indicator, aspect, value, value_low, value_high, qualifier, unit,
    period_start, period_end, languages, first_asserted, NULL::TIMESTAMPTZ AS superseded_at, waived
FROM fact_indicator
WHERE first_asserted <= moment
UNION ALL BY NAME
SELECT
    fact_id, story_id, organisation_id, place_id, indicator, aspect, value, value_low, value_high, qualifier, unit,
    period_start, period_end, languages, first_asserted, superseded_at, waived
FROM fact_history
WHERE "table" = 'fact_indicator' AND first_asserted <= moment AND superseded_at > moment;

-- The same of members.
CREATE OR REPLACE MACRO members_as_of(moment) AS TABLE
SELECT
    story_id, organisation_id, office_kind, position, place_id, period_start, period_end, name_as_listed,
    first_asserted, NULL::TIMESTAMPTZ AS superseded_at, waived
FROM fact_membership
WHERE first_asserted <= moment
UNION ALL BY NAME
SELECT
    story_id, organisation_id, office_kind, position, place_id, period_start, period_end, sentences AS name_as_listed,
    first_asserted, superseded_at, waived
FROM fact_history
WHERE "table" = 'fact_membership' AND first_asserted <= moment AND superseded_at > moment;

-- What was corrected: what the books said, since when and until when, and what took its place (null where nothing did).
CREATE OR REPLACE VIEW corrections AS
SELECT
    h.story_id, h."table", h.indicator, h.organisation_id, h.place_id, h.value AS value_before,
    h.qualifier AS qualifier_before, h.period_start AS period_start_before, h.period_end AS period_end_before,
    h.first_asserted AS said_since, h.superseded_at AS said_until, h.sentences AS sentences_before,
    h.waived AS waived_before, n.fact_id, n.value, n.qualifier, n.period_start, n.period_end, n.waived
FROM fact_history AS h
LEFT JOIN (
    SELECT corrects, fact_id, value, qualifier, period_start, period_end, waived FROM fact_indicator
    UNION ALL BY NAME SELECT corrects, period_start, period_end, waived FROM fact_membership
    UNION ALL BY NAME SELECT corrects, fact_id, value, qualifier, period_start, period_end, waived FROM fact_history
) AS n ON n.corrects = h.history_id;
"""


def views(manifest: Manifest, indicators: list[str]) -> bytes:
    """The SQL for a release; `indicators` become the columns of the wide table."""
    statements = [_HEAD]
    statements += [_table_view(table, manifest) for table in TABLES.values()]
    names = ", ".join(f"'{name.replace(chr(39), chr(39) * 2)}'" for name in sorted(indicators)) or "''"
    statements.append(_JOINS.replace("{indicators}", names))
    return "".join(statements).encode()


def _table_view(table: Table, manifest: Manifest) -> str:
    columns = "*"
    renamed = [f"{column.name} AS {column.formerly}" for column in table.columns if column.formerly]
    hive = any(file.month is not None for file in manifest.files(table.name))
    if table.partitioned and not hive:
        renamed.append(f"NULL::VARCHAR AS {PARTITION_COLUMN}")
    options = f", hive_partitioning = true, hive_types = {{'{PARTITION_COLUMN}': VARCHAR}}" if hive else ""
    folder = f"{table.name}/*/*.parquet" if hive else f"{table.name}/*.parquet"
    listed = ", ".join([columns, *renamed])
    source = f"read_parquet('{folder}'{options})"
    return f"CREATE OR REPLACE VIEW {table.name} AS SELECT {listed} FROM {source};\n"  # noqa: S608 - names of the schema
