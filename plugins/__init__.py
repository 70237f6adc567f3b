"""Pages inside the Airflow web UI."""

from __future__ import annotations

from airflow.plugins_manager import AirflowPlugin


class NewsledgerPlugin(AirflowPlugin):
    """The release report and the quarantine, for those who may read the DAG."""

    name = "newsledger"
