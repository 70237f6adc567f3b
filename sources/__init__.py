"""The catalogue, discovery, polite and safe fetching, and the WARC archive."""

from sources.archive import Archive, ArchiveError
from sources.articles import ArticleVersion, ClosedCollection, Document, Meta, Unreadable, Withdrawal, article_id
from sources.catalogue import Catalogue, CatalogueError, load_catalogue
from sources.check import SourceCheck, check
from sources.collect import UnknownSourceError, collect
from sources.collection import Collection, Failure, SourceHealth, read_collection
from sources.decoding import decode
from sources.layout import Reading, layout_change
from sources.settings import Settings, SettingsError
from sources.source import Source
from sources.transfer import Imported, export_archive, import_archive
from sources.withdrawal import forget_superseded, withdraw

__all__ = [
    "Archive",
    "ArchiveError",
    "ArticleVersion",
    "Catalogue",
    "CatalogueError",
    "ClosedCollection",
    "Collection",
    "Document",
    "Failure",
    "Imported",
    "Meta",
    "Reading",
    "Settings",
    "SettingsError",
    "Source",
    "SourceCheck",
    "SourceHealth",
    "UnknownSourceError",
    "Unreadable",
    "Withdrawal",
    "article_id",
    "check",
    "collect",
    "decode",
    "export_archive",
    "forget_superseded",
    "import_archive",
    "layout_change",
    "load_catalogue",
    "read_collection",
    "withdraw",
]
