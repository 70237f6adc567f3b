"""The catalogue, discovery, polite and safe fetching, and the WARC archive."""

from sources.archive import Archive, ArchiveError
from sources.articles import ArticleVersion, ClosedCollection, Document, Meta, Unreadable, Withdrawal, article_id
from sources.collection import Collection, Failure, SourceHealth
from sources.settings import Settings, SettingsError
from sources.withdrawal import withdraw

__all__ = [
    "Archive",
    "ArchiveError",
    "ArticleVersion",
    "ClosedCollection",
    "Collection",
    "Document",
    "Failure",
    "Meta",
    "Settings",
    "SettingsError",
    "SourceHealth",
    "Unreadable",
    "Withdrawal",
    "article_id",
    "withdraw",
]
