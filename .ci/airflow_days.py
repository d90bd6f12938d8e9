#!/usr/bin/env python3
"""A real Airflow runs the DAG of conf/airflow for two nights and one of them again; failures end as its operator says.

The Airflow comes from PyPI, pinned by conf/airflow/requirements.txt, into a virtual environment that is kept between runs.
"""

from __future__ import annotations

import hashlib
import json
import os
import py_compile
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import made_table
from cluster import ROOT, Cluster

WORK = ROOT / "target/launch/airflow"
REQUIREMENTS = ROOT / "conf/airflow/requirements.txt"
DAG = ROOT / "conf/airflow/nightjar_nightly.py"
NIGHTS = ["2026-01-20", "2026-01-21"]
JOB = """
name = made-churn
data {{ source = "{folder}/train.csv", label = churned, positive = "yes", id = row_id }}
split {{ by = id, validation = 0.15, test = 0.15 }}
model {{ type = logistic }}
gates {{ auc {{ min = 0.7 }} }}
promote = auto
registry = "{folder}/registry"
runs = "{folder}/runs"
score {{ source = "{folder}/nights/{{run-date}}.csv", output = "{folder}/scores", keep = [row_id], quarantine = "{folder}/quarantine" }}
monitor {{ ks {{ max = 0.2 }}, psi {{ max = 0.25 }} }}
"""
# Stands for spark-submit where only its exit code matters.
EXITS = """#!/bin/sh
echo '{{"verb":"nightly","exit_code":{code},"problems":[{{"where":"job.conf:3","message":"a reason"}}]}}'
exit {code}
"""


def must(holds: bool, what: str) -> None:
    if not holds:
        raise SystemExit(f"FAILED: {what}; logs and results are in {WORK}")


def installed() -> Path:
    """The virtual environment's bin folder: made once for each state of the requirements."""
    state = hashlib.sha256(REQUIREMENTS.read_bytes() + sys.version.encode()).hexdigest()[:12]
    cache = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache"))
    venv = cache / f"nightjar-ci/airflow-{state}"
    if not (venv / "complete").exists():
        shutil.rmtree(venv, ignore_errors=True)
        subprocess.run([sys.executable, "-m", "venv", venv], check=True)
        pip = [venv / "bin/pip", "install", "-q", "--disable-pip-version-check", "--no-deps", "-r", REQUIREMENTS]
        for attempt in range(3):
            if subprocess.run(pip).returncode == 0:
                break
            must(attempt < 2, "pip could not install Airflow in three attempts")
            time.sleep(5)
        (venv / "complete").touch()
    return venv / "bin"


class Airflow:
    """One Airflow home on SQLite, with our DAG alone."""

    def __init__(self, binaries: Path, master: str, spark_home: Path) -> None:
        self.binaries = binaries
        self.home = WORK / "home"
        (self.home / "dags").mkdir(parents=True)
        shutil.copy(DAG, self.home / "dags")
        keep = {k: v for k, v in os.environ.items() if not k.startswith(("SPARK_", "AIRFLOW"))}
        self.environment = keep | {
            "AIRFLOW_HOME": str(self.home),
            "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
            "AIRFLOW_CONN_SPARK_DEFAULT": f"{master}?deploy-mode=client",
            "PATH": f"{spark_home}/bin:{binaries}:{os.environ['PATH']}",
            "SPARK_LOCAL_IP": "127.0.0.1",
            "NIGHTJAR_JAR": str(ROOT / "jobs/target/nightjar.jar"),
            "NIGHTJAR_JOB": str(WORK / "job.conf"),
        }
        self._call("db", "migrate", log="migrate")

    def _call(self, *arguments: str, log: str, **environment: str) -> subprocess.CompletedProcess[str]:
        command = [str(self.binaries / "airflow"), *arguments]
        ended = subprocess.run(command, capture_output=True, text=True, env=self.environment | environment, timeout=400)
        (WORK / f"{log}.log").write_text(ended.stdout + ended.stderr)
        return ended

    def import_errors(self) -> str:
        return self._call("dags", "list-import-errors", "--output", "json", log="import").stdout.strip()

    def night(self, date: str, log: str, **environment: str) -> tuple[str, dict[str, Any] | None, str]:
        """Runs the DAG for a logical date: the task's end, its XCom, and what was logged."""
        started = time.monotonic()
        ended = self._call("dags", "test", "nightjar_nightly", date, log=log, **environment)
        with sqlite3.connect(self.home / "airflow.db") as db:
            query = "select run_id, state from task_instance order by start_date desc limit 1"
            run, state = db.execute(query).fetchone()
            rows = db.execute("select key, value from xcom where run_id = ?", (run,)).fetchall()
        found = {key: json.loads(value) for key, value in rows}
        result = found.get("return_value") or found.get("nightjar_result")
        print(f"  {log:24} {date}  {state:12} {time.monotonic() - started:5.1f} s", flush=True)
        return state, result, ended.stdout + ended.stderr


def made_job() -> None:
    (WORK / "nights").mkdir(parents=True)
    made_table.write(WORK / "train.csv", 20_000)
    for i, night in enumerate(NIGHTS):
        made_table.write(WORK / f"nights/{night}.csv", 5_000, seed=100 + i, first_id=100_000 + i * 5_000)
    (WORK / "job.conf").write_text(JOB.format(folder=WORK))
    train = [ROOT / "bin/nightjar", "train", "--json", WORK / "job.conf"]
    ended = subprocess.run(train, capture_output=True, text=True, timeout=400)
    (WORK / "train.log").write_text(ended.stdout + ended.stderr)
    must(ended.returncode == 0, f"train exits {ended.returncode}, not 0")


def published() -> dict[str, str]:
    """Every published file of scores, manifests too, with its SHA-256."""
    files = [p for p in (WORK / "scores").rglob("*") if p.is_file()]
    return {str(p.relative_to(WORK)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def two_nights(airflow: Airflow) -> None:
    for night in NIGHTS:
        state, result, _ = airflow.night(night, f"night-{night}")
        must(state == "success", f"the night of {night} ends as {state}")
        must(result is not None and result["exit_code"] == 0, f"the XCom of {night} is {result}")
        must(result["run_date"] == night, f"the run date is {result['run_date']}, not {night}")
        must(result["rows"]["in"] == 5_000, f"the rows of {night} are {result['rows']}")
        must(result["rows"]["scored"] + result["rows"]["quarantined"] == 5_000, f"rows are lost: {result['rows']}")
    before = published()
    for night in NIGHTS:
        must(any(night in path for path in before), f"no scores of {night} were published")
    state, result, _ = airflow.night(NIGHTS[0], "night-repeated")
    must(state == "success", f"the repeated night ends as {state}")
    must(published() == before, "the repeated night changed what was published")
    must(bool(result and result.get("already_published")), f"the repeated night's XCom doesn't say already_published: {result}")


def failing_nights(airflow: Airflow) -> None:
    """A config typo for real; a refused model by a spark-submit that does nothing but exit with 4."""
    state, _, log = airflow.night("2026-01-22", "typo", NIGHTJAR_SET="monitor.ks.maxx=0.1")
    must(state == "failed", f"a config typo ends as {state}, not failed")
    must("Nightjar exited with 2:" in log, "the reason for exit code 2 is not in the log")
    must("monitor.ks.maxx" in log, "the log does not name the setting that is wrong")
    # A code that is retried, such as 6, would keep "dags test" waiting for the DAG's retry delay.
    folder = WORK / "exit4"
    folder.mkdir()
    (folder / "spark-submit").write_text(EXITS.format(code=4))
    (folder / "spark-submit").chmod(0o755)
    state, result, _ = airflow.night("2026-01-23", "exit-4", PATH=f"{folder}:{airflow.environment['PATH']}")
    must(state == "failed", f"exit code 4 ends as {state}, not failed")
    must(result is not None and result["exit_code"] == 4, f"the XCom after exit code 4 is {result}")


def main() -> int:
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    py_compile.compile(str(DAG), cfile=str(WORK / "dag.pyc"), doraise=True)
    binaries = installed()
    made_job()
    with Cluster(WORK / "cluster", workers=1) as cluster:
        airflow = Airflow(binaries, cluster.url, cluster.home)
        errors = airflow.import_errors()
        must("nightjar_nightly" not in errors, f"the DAG can't be imported: {errors}")
        two_nights(airflow)
        failing_nights(airflow)
    print("airflow: two nights published, the repeated one not again, failures ended as they should")
    return 0


if __name__ == "__main__":
    sys.exit(main())
