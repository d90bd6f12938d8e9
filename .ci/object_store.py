#!/usr/bin/env python3
"""A model's life on an object store: registry, table and scores on s3a, against an S3 server of this machine (moto's).

Each date is published exactly once: run again it is left alone, by another run it is replaced, of two runs at once one wins, and
after a kill in the middle the next run ends it. The files of a date are always those of its manifest, by name, rows and SHA-256.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

import own_venv

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / "target/launch/object-store"
PYTHON = WORK / "venv/bin/python"
PINNED = ["moto[server]==5.2.5", "boto3==1.44.8", "pyarrow==22.0.0"]
ROWS = 20_000
NIGHT = "2026-01-20"


if __name__ == "__main__":
    own_venv.enter(PYTHON, PINNED, __file__)

import boto3
import made_table
import pyarrow.csv
import pyarrow.parquet
from cluster import free_port

JOB = """
name = made-churn
data {{ source = "s3a://night/in", label = churned, positive = "yes", id = row_id }}
split {{ by = id, validation = 0.15, test = 0.15 }}
model {{ type = logistic }}
gates {{ auc {{ min = 0.7 }} }}
promote = auto
registry = "s3a://night/registry"
runs = "{runs}"
score {{ source = "s3a://night/in", output = "s3a://night/scores", keep = [row_id, x1], quarantine = "s3a://night/quarantine" }}
spark {{
  "hadoop.fs.s3a.endpoint" = "{endpoint}"
  "hadoop.fs.s3a.endpoint.region" = us-east-1
  "hadoop.fs.s3a.path.style.access" = true
  "hadoop.fs.s3a.access.key" = nightjar
  "hadoop.fs.s3a.secret.key" = nightjar
}}
"""


def must(holds: bool, what: str) -> None:
    if not holds:
        raise SystemExit(f"FAILED: {what}; logs are in {WORK}")


class Store:
    """An S3 server with one bucket, night."""

    def __init__(self) -> None:
        self.endpoint = f"http://127.0.0.1:{free_port()}"
        self.log = (WORK / "server.log").open("w")
        command = [PYTHON.parent / "moto_server", "-H", "127.0.0.1", "-p", self.endpoint.rsplit(":", 1)[1]]
        self.server = subprocess.Popen(command, stdout=self.log, stderr=subprocess.STDOUT)
        for _ in range(200):
            try:
                urllib.request.urlopen(self.endpoint, timeout=5).close()
                break
            except OSError:
                time.sleep(0.1)
        keys = {"aws_access_key_id": "nightjar", "aws_secret_access_key": "nightjar", "region_name": "us-east-1"}
        self.s3 = boto3.client("s3", endpoint_url=self.endpoint, **keys)
        self.s3.create_bucket(Bucket="night")

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.server.terminate()
        self.server.wait()
        self.log.close()

    def keys(self, prefix: str) -> list[str]:
        pages = self.s3.get_paginator("list_objects_v2").paginate(Bucket="night", Prefix=prefix)
        return sorted(o["Key"] for page in pages for o in page.get("Contents", []) if not o["Key"].endswith("/"))

    def read(self, key: str) -> bytes:
        return self.s3.get_object(Bucket="night", Key=key)["Body"].read()


class Jobs:
    """Runs verbs as processes of their own."""

    def __init__(self, store: Store) -> None:
        self.job = WORK / "job.conf"
        self.job.write_text(JOB.format(runs=WORK / "runs", endpoint=store.endpoint))
        self.jars = ",".join(str(jar) for jar in sorted((WORK / "jars").glob("*.jar")))

    def start(self, verb: str, run_id: str) -> subprocess.Popen[str]:
        command = [ROOT / "bin/nightjar", "--jars", self.jars, verb, "--json", "--run-date", NIGHT, "--run-id", run_id, self.job]
        log = (WORK / f"{run_id}.log").open("w")
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True, start_new_session=True)

    @staticmethod
    def end(process: subprocess.Popen[str]) -> tuple[int, dict[str, Any]]:
        out = process.communicate(timeout=300)[0].strip()
        return process.returncode, json.loads(out.splitlines()[-1]) if out else {}

    def run(self, verb: str, run_id: str) -> dict[str, Any]:
        started = time.monotonic()
        code, result = self.end(self.start(verb, run_id))
        print(f"  {verb:6} {run_id:10} exit {code}  {time.monotonic() - started:5.1f} s", flush=True)
        must(code == 0, f"{verb} as {run_id} exits {code}, not 0")
        return result


def published(store: Store) -> str:
    """Which run's scores are there, whose files are those of their manifest."""
    folder = f"scores/run-date={NIGHT}/"
    manifest = json.loads(store.read(folder + "_nightjar.json"))
    rows = 0
    for file in manifest["files"]:
        content = store.read(folder + file["name"])
        must(hashlib.sha256(content).hexdigest() == file["sha256"], f"{file['name']} is not what its manifest says")
        rows += pyarrow.parquet.read_table(pyarrow.BufferReader(content)).num_rows
    there = {key.removeprefix(folder) for key in store.keys(folder)} - {"_nightjar.json"}
    must(there == {file["name"] for file in manifest["files"]}, f"beside its manifest {folder} holds {there}")
    must(rows == ROWS == manifest["counts"]["in"], f"{rows} rows of {ROWS} are published")
    return manifest["run_id"]


def put_table(store: Store) -> None:
    made_table.write(WORK / "churn.csv", ROWS)
    table = pyarrow.csv.read_csv(WORK / "churn.csv")
    for part in range(2):
        file = WORK / f"part-{part}.parquet"
        pyarrow.parquet.write_table(table.slice(part * ROWS // 2, ROWS // 2), file, row_group_size=3_000)
        store.s3.upload_file(str(file), "night", f"in/{file.name}")


def two_at_once(store: Store, jobs: Jobs) -> None:
    ended = [jobs.end(process) for process in [jobs.start("score", "left"), jobs.start("score", "right")]]
    codes = [code for code, _ in ended]
    print(f"  two at once: exits {codes}", flush=True)
    must(0 in codes and set(codes) <= {0, 6}, f"of two runs at once none won: {codes}")
    must(published(store) in ("left", "right"), "of two runs at once neither is there")


def killed(store: Store, jobs: Jobs) -> None:
    """A run is killed as soon as its intent is there: what lies staged is published by the run that comes next."""
    before = set(store.keys("scores/_intent/"))
    process = jobs.start("score", "killed")
    while process.poll() is None and set(store.keys("scores/_intent/")) <= before:
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGKILL)
    code, _ = jobs.end(process)
    must(code == -signal.SIGKILL, f"the run ended with {code} before it could be killed")
    result = jobs.run("score", "killed")
    must(result["rows"]["in"] == ROWS, f"after a kill the rows are {result['rows']}")
    must(published(store) == "killed", "after a kill another run's scores are there")


def main() -> int:
    shutil.rmtree(WORK / "runs", ignore_errors=True)
    maven = [ROOT / "mvnw", "-B", "-q", "-ntp", "-f", ROOT / ".ci/s3-client.xml"]
    subprocess.run([*maven, "dependency:copy-dependencies", f"-DoutputDirectory={WORK / 'jars'}"], check=True, cwd=ROOT)
    with Store() as store:
        put_table(store)
        jobs = Jobs(store)
        trained = jobs.run("train", "trained")
        must(trained["status"] == "done" and trained["version"] == 1, f"train says {trained}")
        first = jobs.run("score", "first")
        must(published(store) == "first", "the first run's scores are not there")
        must(first.get("written") == "by column", f"the first run's scores were written {first.get('written')}")
        jobs.run("score", "first")
        jobs.run("score", "second")
        must(published(store) == "second", "the second run's scores did not replace the first's")
        two_at_once(store, jobs)
        killed(store, jobs)
        left = [key for key in store.keys("scores/") if "/_staging/" in key or "/_trash/" in key]
        must(not left, f"left behind: {left}")
    print("object store: one table a date, whatever became of its runs")
    return 0


if __name__ == "__main__":
    sys.exit(main())
