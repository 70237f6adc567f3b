"""Pages inside the Airflow web UI: the books, what is in quarantine, what changed, and how the sources fare."""

from __future__ import annotations

from typing import Any

from airflow.plugins_manager import AirflowPlugin

from plugins.pages import PREFIX, make_app

_PAGES = (("The books", "report"), ("Quarantine", "quarantine"), ("Changes", "changes"), ("Sources", "sources"))


class NewsledgerPlugin(AirflowPlugin):
    """The pages, for those who may read the DAG."""

    name = "newsledger"
    fastapi_apps: list[Any] = [{"app": make_app(), "url_prefix": PREFIX, "name": "Newsledger"}]  # noqa: RUF012 - Airflow's interface
    external_views: list[Any] = [  # noqa: RUF012 - Airflow's interface
        {
            "name": name,
            "href": f"{PREFIX}/{page}",
            "destination": "nav",
            "url_route": f"newsledger-{page}",
            "category": "browse",
        }
        for name, page in _PAGES
    ]
