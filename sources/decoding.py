"""From an archived payload to something that can be parsed."""

from __future__ import annotations

from sources.articles import ArticleVersion, Document, Unreadable


def decode(version: ArticleVersion, payload: bytes) -> Document | Unreadable:
    """The document in a payload: text decoded, HTML handed on as it is (see Document)."""
    meta = version.meta
    if version.media_type != "text/plain":
        return Document(version.url, None, payload, version.title, meta.published, meta.language)
    charset = version.charset or "utf-8"
    try:
        # A server that names a charset may be wrong; UTF-8 that decodes is no accident.
        text = payload.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if charset == "utf-8":
            return Unreadable(f"not UTF-8 at byte {error.start}")
        try:
            text = payload.decode(charset)
        except (UnicodeError, LookupError) as second:
            return Unreadable(f"neither UTF-8 nor {charset}: {second}")
    if not text.strip():
        return Unreadable("empty")
    return Document(version.url, text, None, version.title, meta.published, meta.language)
