"""`python -m cli.database`: makes the database of Airflow ready, for a process that does not load Airflow."""

import os

from cli.airflow_home import prepare_database
from sources import Settings

if __name__ == "__main__":
    import airflow.settings  # noqa: F401 - configures the database that the next line makes

    prepare_database(Settings.from_environment(os.environ))
