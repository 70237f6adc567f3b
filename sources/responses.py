"""What came over the wire, in the form in which it is archived."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import urlsplit

from scrapy.http import Headers, Response

from sources.records import Exchange


def exchange_of(response: Response) -> Exchange:
    """A response with its request as they went over the wire, for the archive; the body still encoded."""
    request = response.request
    assert request is not None  # noqa: S101 (Scrapy sets it)
    parts = urlsplit(request.url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Exchange(
        url=response.url,
        request_line=f"{request.method} {target} HTTP/1.1",
        request_headers=(("Host", parts.netloc), *_headers(request.headers)),
        status_line=f"{response.protocol or 'HTTP/1.1'} {response.status} {_reason(response.status)}",
        response_headers=_headers(response.headers),
        body=response.body,
    )


def _headers(headers: Headers) -> tuple[tuple[str, str], ...]:
    lines = ((name.decode("latin-1"), value.decode("latin-1")) for name, values in headers.items() for value in values)
    return tuple((name, value) for name, value in lines if name.lower() != "transfer-encoding")


def _reason(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"
