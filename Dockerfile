# The official Airflow image with exactly what our lock names, and the rooms installed as packages.
FROM apache/airflow:3.3.2-python3.12

USER root
RUN install -d -o airflow -g root -m 0775 /opt/newsledger /opt/newsledger/home
USER airflow

COPY --chown=airflow:root requirements-cluster.lock /opt/newsledger/
RUN pip install --no-cache-dir --require-hashes --no-deps -r /opt/newsledger/requirements-cluster.lock

COPY --chown=airflow:root pyproject.toml README.md LICENSE /opt/newsledger/src/
COPY --chown=airflow:root sources /opt/newsledger/src/sources
COPY --chown=airflow:root transforms /opt/newsledger/src/transforms
COPY --chown=airflow:root expectations /opt/newsledger/src/expectations
COPY --chown=airflow:root warehouse /opt/newsledger/src/warehouse
COPY --chown=airflow:root alerts /opt/newsledger/src/alerts
COPY --chown=airflow:root plugins /opt/newsledger/src/plugins
COPY --chown=airflow:root cli /opt/newsledger/src/cli
RUN pip install --no-cache-dir --no-deps /opt/newsledger/src
COPY --chown=airflow:root dags /opt/airflow/dags

ENV AIRFLOW__CORE__LOAD_EXAMPLES=False \
    AIRFLOW__CORE__DAGS_FOLDER=/opt/airflow/dags \
    NEWSLEDGER_HOME=/opt/newsledger/home \
    GX_ANALYTICS_ENABLED=false
