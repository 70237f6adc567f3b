"""Pages inside the Airflow web UI."""
