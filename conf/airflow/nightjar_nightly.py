"""One night of a model's life a day: check, score, monitor and, where the data drifted, retrain through the gates.

Set-up: conf/airflow/README.md. Three things come from Airflow's environment (or are edited below): NIGHTJAR_JAR, the jar for
spark-submit; NIGHTJAR_JOB, the job config; NIGHTJAR_SET, further key=value settings, separated by blanks.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

import pendulum
from airflow.providers.apache.spark.operators.spark_submit import SparkSubmitOperator
from airflow.providers.common.compat.sdk import DAG, AirflowException, AirflowFailException

JAR = os.environ.get("NIGHTJAR_JAR", "/opt/nightjar/nightjar.jar")
JOB = os.environ.get("NIGHTJAR_JOB", "/opt/nightjar/conf/job.conf")
SETTINGS = os.environ.get("NIGHTJAR_SET", "").split()

# Nightjar's exit codes that a retry can't mend. The others (1 internal, 6 storage or registry, 7 backend, and whatever a
# killed JVM leaves) are retried: a night publishes once, however often it is run.
FINAL = {
    2: "the command line or the config is wrong: mend it",
    3: "the data was rejected by the contract: mend the data or the contract",
    4: "the gates refused the new model: the champion stays",
    5: "drift or decay reached a limit that the config says to fail on",
}


class NightjarOperator(SparkSubmitOperator):
    """spark-submit of one Nightjar verb: its result object becomes the XCom, its exit code the end of the task.

    A failed task has pushed the object too, under the key ``nightjar_result``. In cluster mode the driver's output stays on
    the cluster: there the XCom is empty, and every failed driver counts as worth a retry.
    """

    def __init__(self, *, verb: str, job: str, settings: Iterable[str] = (), **kwargs: Any) -> None:
        arguments = [verb, "--json", "--run-date", "{{ ds }}"]
        for setting in settings:
            arguments += ["--set", setting]
        kwargs.setdefault("name", f"nightjar-{verb}-{{{{ ds }}}}")
        super().__init__(java_class="io.nightjar.jobs.Nightjar", application_args=[*arguments, job], **kwargs)
        self.result: dict[str, Any] | None = None

    def execute(self, context: Any) -> dict[str, Any] | None:
        self.result = None
        try:
            super().execute(context)
        except AirflowException as failure:
            process = self._hook._submit_sp
            code = process.returncode if process else None
            if self.result is not None:
                context["ti"].xcom_push(key="nightjar_result", value=self.result)
            if code in FINAL:
                raise AirflowFailException(f"Nightjar exited with {code}: {FINAL[code]}{self._problems()}") from failure
            raise
        return self.result

    def _get_hook(self) -> Any:
        hook = super()._get_hook()
        log = hook._process_spark_submit_log
        hook._process_spark_submit_log = lambda lines: log(self._watched(lines))
        return hook

    def _watched(self, lines: Iterable[str]) -> Iterator[str]:
        """The same lines; the one that holds the result object is remembered."""
        for line in lines:
            if line.startswith("{"):
                try:
                    read = json.loads(line)
                except ValueError:
                    read = None
                if isinstance(read, dict) and "exit_code" in read:
                    self.result = read
            yield line

    def _problems(self) -> str:
        found = (self.result or {}).get("problems") or []
        return "".join(f"\n{p.get('where', '')}: {p.get('message', '')}".replace("\n: ", "\n") for p in found)


with DAG(
    dag_id="nightjar_nightly",
    description="Score the day's rows, watch for drift, retrain through the gates",
    schedule="0 2 * * *",
    start_date=pendulum.datetime(2026, 1, 1, tz="UTC"),
    catchup=False,
    max_active_runs=1,  # a night builds on the one before
    default_args={"retries": 2, "retry_delay": timedelta(minutes=5)},
    tags=["nightjar"],
) as dag:
    NightjarOperator(
        task_id="nightly",
        verb="nightly",
        job=JOB,
        settings=SETTINGS,
        application=JAR,
        conn_id="spark_default",
        conf={"spark.ui.showConsoleProgress": "false"},
        execution_timeout=timedelta(hours=6),
    )
