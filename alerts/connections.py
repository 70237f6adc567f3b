"""Airflow connections as Apprise URLs, so that an operator keeps the secrets where Airflow keeps them."""

import json
from typing import Any
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urlsplit


def apprise_urls(uri: str) -> tuple[str, ...]:
    """The Apprise URLs that a connection stands for; `uri` is what `Connection.get_uri()` answers.

    - `apprise`: those in its extra, `{"config": {"path": URL}}` or a list of such
    - `smtp`, `email`: mail; the extras `to` (several with commas) and `from_email` say from whom to whom
    - `slackwebhook`: the token in its password
    - `http`, `https`: a JSON webhook
    - any other type is taken for an Apprise scheme, and the URI for an Apprise URL

    Raises ValueError when something is missing, naming the type and what is expected.
    """
    parts = urlsplit(uri)
    extras = _extras(parts.query)
    match parts.scheme:
        case "apprise" if "config" in extras:
            return _configured(extras["config"])
        case "smtp" | "email":
            return (_mail(parts, extras),)
        case "slackwebhook":
            return (_slack(parts),)
        case "http" | "https":
            return (_webhook(parts, extras),)
        case _:
            return (uri,)


def _extras(query: str) -> dict[str, Any]:
    """The extra of a connection: plain pairs, or all as JSON under `__extra__`."""
    pairs: dict[str, Any] = dict(parse_qsl(query, keep_blank_values=True))
    if "__extra__" in pairs:
        nested = json.loads(pairs["__extra__"])
        return nested if isinstance(nested, dict) else {}
    return pairs


def _configured(config: object) -> tuple[str, ...]:
    entries = json.loads(config) if isinstance(config, str) else config
    urls = [
        entry.get("path") for entry in (entries if isinstance(entries, list) else [entries]) if isinstance(entry, dict)
    ]
    if not urls or not all(isinstance(url, str) and url for url in urls):
        raise ValueError(
            'Airflow connection of type "apprise": expected the extra {"config": {"path": "an Apprise URL"}}'
        )
    return tuple(str(url) for url in urls)


def _mail(parts: SplitResult, extras: dict[str, Any]) -> str:
    login = unquote(parts.username or "")
    sender = extras.get("from_email") or (login if "@" in login else "")
    to = extras.get("to") or extras.get("to_email") or sender
    host = unquote(parts.hostname or "")
    if not host or not sender:
        raise ValueError(
            f'Airflow connection of type "{parts.scheme}": expected a host, and the extras "from_email" and "to"'
        )
    plain = _yes(extras.get("disable_ssl")) and _yes(extras.get("disable_tls"))
    # The SMTP provider means TLS from the first byte unless disable_ssl, and then STARTTLS unless disable_tls.
    mode = "insecure" if plain else "starttls" if _yes(extras.get("disable_ssl")) else "ssl"
    parameters = {"smtp": host, "mode": mode, "from": sender, "to": to}
    authority = f"{quote(login, safe='')}:{quote(unquote(parts.password), safe='')}@" if parts.password else ""
    port = f":{parts.port}" if parts.port else ""
    return f"{'mailto' if plain else 'mailtos'}://{authority}{host}{port}/?{urlencode(parameters)}"


def _slack(parts: SplitResult) -> str:
    token = unquote(parts.password or "").rpartition("services/")[2].strip("/")
    if token.count("/") != 2:
        raise ValueError('Airflow connection of type "slackwebhook": expected the token "T…/B…/…" as its password')
    return f"slack://{token}"


def _webhook(parts: SplitResult, extras: dict[str, Any]) -> str:
    # Airflow writes a host with a scheme of its own as http://https://host, and quotes what follows it.
    location = unquote(parts._replace(query="", fragment="").geturl())
    inner = location.partition("://")[2]
    scheme, separator, rest = inner.partition("://")
    if not separator:
        scheme, rest = parts.scheme, inner
    if not rest.strip("/"):
        raise ValueError(f'Airflow connection of type "{parts.scheme}": expected a host')
    headers = urlencode({f"+{name}": str(value) for name, value in extras.items()}, safe="+")
    return f"{'jsons' if scheme == 'https' else 'json'}://{rest}{'?' if headers else ''}{headers}"


def _yes(value: object) -> bool:
    return str(value).lower() in {"1", "true", "yes", "on"}
