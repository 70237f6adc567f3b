"""The commands and their options. Settings come from the environment: NEWSLEDGER_HOME and its siblings."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cli.console import out, refuse, refuse_catalogue, settings
from cli.lexicons import lexicon_app

app = typer.Typer(
    name="newsledger",
    help="A ledger of what the news says: booked, checked, and published as Parquet.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
)
sources_app = typer.Typer(no_args_is_help=True, help="The catalogue of sources.")
archive_app = typer.Typer(no_args_is_help=True, help="The archive of articles.")
app.add_typer(sources_app, name="sources")
app.add_typer(archive_app, name="archive")
app.add_typer(lexicon_app, name="lexicon")

Release = Annotated[str, typer.Option(help='"current", the id of a release, or its beginning.')]


@app.command()
def run(
    source: Annotated[
        list[str] | None, typer.Option(help="Read this source alone, also one that is off; may be repeated.")
    ] = None,
    everything: Annotated[bool, typer.Option("--everything", help="Parse the whole archive anew.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Audit, but publish nothing and tell nobody.")] = False,
    publish_nothing: Annotated[
        bool, typer.Option("--publish-nothing", help="Publish nothing at all when a story does not balance.")
    ] = False,
) -> None:
    """Run the DAG news_ledger once, to its end.

    Exit status 1: something does not balance that did before. 2: catalogue or settings don't fit.
    """
    from alerts import ChannelRefusedError, channels_from
    from cli.airflow_home import AirflowHomeBusyError
    from cli.running import run as run_dag
    from cli.verdict import show_verdict
    from sources import CatalogueError, load_catalogue

    given = settings()
    try:
        catalogue = load_catalogue(given.catalogue)
        channels_from(given.alert_urls)
    except CatalogueError as error:
        refuse_catalogue(error)
    except ChannelRefusedError as error:
        refuse(str(error))
    there = [one.id for one in catalogue.sources]
    if unknown := sorted(set(source or ()) - set(there)):
        refuse(f"no source {', '.join(unknown)} in {given.catalogue} (it has: {', '.join(there)})")
    params = {
        "sources": source or [one.id for one in catalogue.enabled],
        "parse": "everything" if everything else "new",
        "dry_run": dry_run,
        "on_critical": "publish nothing" if publish_nothing else "hold",
    }
    try:
        run_dir, told = run_dag(given, params)
    except AirflowHomeBusyError as error:
        refuse(f"{given.home} is in use by {error}; trigger the run in its web UI, or wait until it is done")
    raise typer.Exit(show_verdict(out, given, run_dir, told))


@app.command()
def reprocess(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Audit, but publish nothing and tell nobody.")] = False,
    publish_nothing: Annotated[
        bool, typer.Option("--publish-nothing", help="Publish nothing at all when a story does not balance.")
    ] = False,
) -> None:
    """Run the DAG reprocess_archive: the whole archive with today's parser, without the network; and what differs.

    Exit status as of run.
    """
    from alerts import ChannelRefusedError, channels_from
    from cli.airflow_home import AirflowHomeBusyError
    from cli.running import run as run_dag
    from cli.verdict import show_changes, show_outcome
    from sources import CatalogueError, load_catalogue

    given = settings()
    try:
        load_catalogue(given.catalogue)
        channels_from(given.alert_urls)
    except CatalogueError as error:
        refuse_catalogue(error)
    except ChannelRefusedError as error:
        refuse(str(error))
    params = {"dry_run": dry_run, "on_critical": "publish nothing" if publish_nothing else "hold"}
    try:
        run_dir, told = run_dag(given, params, dag_id="reprocess_archive")
    except AirflowHomeBusyError as error:
        refuse(f"{given.home} is in use by {error}; trigger the run in its web UI, or wait until it is done")
    show_changes(out, run_dir)
    raise typer.Exit(show_outcome(out, run_dir, told))


@app.command()
def up(
    port: Annotated[int, typer.Option(help="The port on 127.0.0.1.", min=1, max=65535)] = 8080,
) -> None:
    """Serve the Airflow web UI on 127.0.0.1, with scheduler, until Ctrl-C."""
    from cli.airflow_home import AirflowHomeBusyError
    from cli.serving import ServingError, serve
    from sources import CatalogueError, load_catalogue

    given = settings()
    try:
        load_catalogue(given.catalogue)
        raise typer.Exit(serve(given, port, out))
    except CatalogueError as error:
        refuse_catalogue(error)
    except AirflowHomeBusyError as error:
        refuse(f"{given.home} is in use by {error}")
    except ServingError as error:
        refuse(str(error))


@app.command()
def facts(
    story: Annotated[str | None, typer.Argument(help="A story's id, or its beginning.")] = None,
    indicator: Annotated[str | None, typer.Option(help="One indicator alone.")] = None,
    language: Annotated[list[str] | None, typer.Option(help="Said in this language; may be repeated.")] = None,
    release: Release = "current",
) -> None:
    """The facts of a release, as a table."""
    from cli.books import show_facts

    show_facts(settings(), release, story, indicator, language or [])


@app.command()
def trace(
    key: Annotated[str, typer.Argument(metavar="ID", help="A fact_id, check_id or quantity_id, or its beginning.")],
    release: Release = "current",
) -> None:
    """A fact's sentences in every language, with the number marked, and where they come from."""
    from cli.books import show_trace

    show_trace(settings(), release, key)


@app.command("why-held")
def why_held(
    story: Annotated[str | None, typer.Argument(help="A story's id, or its beginning; without it all.")] = None,
    release: Release = "current",
) -> None:
    """What is in quarantine, and why: the figures and the sentences behind each reason."""
    from cli.books import show_held

    show_held(settings(), release, story)


@app.command()
def unmapped(
    language: Annotated[list[str] | None, typer.Option(help="Only this language; may be given again.")] = None,
    limit: Annotated[int, typer.Option(help="How many groups to show.", min=1)] = 50,
    release: Release = "current",
) -> None:
    """What no indicator took, by language and by how often: the next lexicon entries. In italics: no unit is known."""
    from cli.books import show_unmapped

    show_unmapped(settings(), release, language or [], limit)


@app.command()
def releases() -> None:
    """Every release that is there."""
    from cli.keeping import show_releases

    show_releases(settings())


@app.command()
def diff(
    before: Annotated[str, typer.Argument(help="The earlier release.")],
    after: Annotated[str, typer.Argument(help="The later one.")] = "current",
) -> None:
    """The facts that differ between two releases, and why."""
    from cli.keeping import show_diff

    show_diff(settings(), before, after)


@app.command()
def rollback(
    release: Annotated[str | None, typer.Argument(help="The release to go back to; without it the last one.")] = None,
) -> None:
    """Make an earlier release current again."""
    from cli.keeping import roll_back

    roll_back(settings(), release)


@app.command()
def pin(
    release: Annotated[str, typer.Argument(help='"current", the id of a release, or its beginning.')],
    reason: Annotated[str, typer.Option(help='Why, for those who look later: "cited in ...".')] = "",
) -> None:
    """Keep a release for good: prune leaves it alone."""
    from cli.keeping import pin_release

    pin_release(settings(), release, reason)


@app.command()
def unpin(
    release: Annotated[str, typer.Argument(help='"current", the id of a release, or its beginning.')],
) -> None:
    """Let a pinned release be pruned again."""
    from cli.keeping import unpin_release

    unpin_release(settings(), release)


@app.command()
def prune(keep: Annotated[int, typer.Option(help="How many releases to keep.", min=1)] = 10) -> None:
    """Take away old releases, files that no release holds, and versions of articles that retention ends."""
    from cli.keeping import prune_releases

    prune_releases(settings(), keep)


@app.command()
def verify(
    release: Annotated[str, typer.Argument(help="The release to look at.")] = "current",
    rederive: Annotated[
        bool | None,
        typer.Option(
            "--rederive/--quick",
            help="Book the whole archive anew and compare every row, or don't; without either the current release is.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Whether a release is what it says: files, keys, references, quotes, and every row against the archive.

    Needs no network. Exit status 1 where anything is off.
    """
    from cli.keeping import verify_release

    raise typer.Exit(verify_release(settings(), release, rederive=rederive))


@app.command()
def withdraw(
    articles: Annotated[list[str], typer.Argument(help="Article ids.")],
    reason: Annotated[str, typer.Option(help="Why, for the record.")],
    by: Annotated[str | None, typer.Option(help="On whose word; without it the user of this machine.")] = None,
) -> None:
    """Take articles out of the archive for good; the next run takes them out of the books."""
    from cli.deciding import withdraw_articles

    withdraw_articles(settings(), articles, reason, by)


@app.command()
def waive(
    story: Annotated[str, typer.Argument(help="A held story's id, or its beginning.")],
    rule: Annotated[str, typer.Argument(help="The rule that it fails.")],
    reason: Annotated[str, typer.Option(help="Why, for the record.")],
    by: Annotated[str | None, typer.Option(help="On whose word; without it the user of this machine.")] = None,
    set_aside: Annotated[
        str | None, typer.Option(metavar="ARTICLE", help="Publish the story without this article instead.")
    ] = None,
    hold: Annotated[bool, typer.Option("--hold", help="Take an earlier decision back.")] = False,
) -> None:
    """Decide on a held story, for exactly the content that is held; the next run publishes it."""
    from cli.deciding import waive_rule

    waive_rule(settings(), story, rule, reason, by, set_aside=set_aside, hold=hold)


@app.command()
def watchdog() -> None:
    """Look for killed runs, missed schedules, silent sources and full disks; deliver what waits in the outbox."""
    from cli.watching import watch_once

    raise typer.Exit(watch_once(settings()))


@app.command()
def export(
    table: Annotated[str, typer.Argument(help="The table.")],
    path: Annotated[Path, typer.Argument(help="Where to: a file that ends in .xlsx or .csv.")],
    release: Release = "current",
) -> None:
    """Write a table for a spreadsheet."""
    from cli.keeping import export_table

    export_table(settings(), table, path, release)


@sources_app.command("check")
def sources_check(
    ids: Annotated[
        list[str] | None, typer.Argument(metavar="[ID]...", help="Sources; by default the enabled ones.")
    ] = None,
) -> None:
    """Try the sources: what each would bring. Exit status 1 where one fails, 2 where the catalogue does not fit."""
    from cli.console import refuse
    from cli.trying import try_sources
    from sources import CatalogueError, UnknownSourceError

    try:
        sound = try_sources(settings(), ids)
    except CatalogueError as error:
        refuse_catalogue(error)
    except UnknownSourceError as error:
        refuse(str(error))
    if not sound:
        raise typer.Exit(1)


@sources_app.command("health")
def sources_health(
    ids: Annotated[list[str] | None, typer.Argument(metavar="[ID]...", help="Sources; by default all.")] = None,
) -> None:
    """How each source fared when a run last asked it: counts, failures by reason, the last new article, its layout."""
    from cli.trying import show_health
    from sources import CatalogueError, load_catalogue

    given = settings()
    try:
        show_health(given, ids or [one.id for one in load_catalogue(given.catalogue).sources])
    except CatalogueError as error:
        refuse_catalogue(error)


@archive_app.command("export")
def archive_export(folder: Annotated[Path, typer.Argument(help="A folder that is not there yet.")]) -> None:
    """Copy the WARC files, each proved against its own digests, with a list of their digests."""
    from cli.archives import export_archive

    export_archive(settings(), folder)


@archive_app.command("import")
def archive_import(folder: Annotated[Path, typer.Argument(help="A folder of WARC files, as exported.")]) -> None:
    """Take over an exported archive, whole into an empty home, else what is not there yet; the next run books it."""
    from cli.archives import import_archive

    import_archive(settings(), folder)
