#!/usr/bin/env python3
"""spark-submit to a standalone master and two workers: client and cluster mode, with executors killed on the way.

The model and the scores of each disturbed run must be those of the undisturbed one, byte for byte, and a refused model must fail.
A model that Spark ML fits is the same but for rounding: Spark adds the sums of partitions in the order in which they come.
"""

from __future__ import annotations

import hashlib
import json
import math
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import made_table
from cluster import ROOT, SHORT_LIVED, Cluster, StageWatch, free_port

ROWS = 100_000
WORK = ROOT / "target/launch/standalone"
READER = ROOT / "target/launch/reader/bin/python"
READ_SCORES = """
import hashlib, sys
import pyarrow.dataset
table = pyarrow.dataset.dataset(sys.argv[1], format="parquet").to_table()
assert table.num_rows > 0, "no scores"
rows = table.drop_columns(["scored_at"]).sort_by("row_id").to_pylist()
print(hashlib.sha256(repr(rows).encode()).hexdigest(), end="")
"""
READ_ESTIMATES = """
import json, sys
import pyarrow.parquet
print(json.dumps(pyarrow.parquet.read_table(sys.argv[1]).to_pylist()))
"""
SIZES = {
    "spark.driver.memory": "768m",
    "spark.driver.extraJavaOptions": SHORT_LIVED,
    "spark.executor.extraJavaOptions": SHORT_LIVED,
    "spark.executor.memory": "512m",
    "spark.executor.cores": "1",
    "spark.cores.max": "2",
    "spark.ui.enabled": "true",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
}
JOB = """
name = made-churn
data {{ source = "{table}", label = churned, positive = "yes", id = row_id }}
split {{ by = id, validation = 0.15, test = 0.15 }}
model {{ type = logistic }}
gates {{ auc {{ min = {min_auc} }} }}
promote = auto
registry = "{folder}/registry"
runs = "{folder}/runs"
score {{ source = "{table}", output = "{folder}/scores", keep = [row_id], quarantine = "{folder}/quarantine" }}
"""


LOGISTIC = "model { type = logistic }"
LABELLED = 'label = churned, positive = "yes", '
# So little memory for storage that the trainer leaves the rows on the executors: a fit in one task has no stages of its own to lose.
SPREAD = {"spark.memory.fraction": "0.05"}
# Models that are fitted on all executors, and stages that their fits alone have at least. Of each boosted tree two stages sum
# gradients, and two a level histograms and the splits found in them.
SPREAD_FITS = {
    "trees": ("model { type = gbt, trees = 6, depth = 4 }", 6 * (2 + 2 * 4)),
    "forest": ("model { type = forest, trees = 4, depth = 4 }", 2 * 4),
    "network": ("model { type = mlp, hidden-layers = [8], batch-size = 10000, max-epochs = 2 }", 2 * 7),
    "clusters": ("model { type = kmeans, clusters = 5, max-iterations = 8 }", 8),
}
# Fits of few stages, one of which must be met by chance.
ATTEMPTS = 5
# Models of few stages, the trainer during a stage of which an executor is killed, and the label, if there is one.
SHORT_FITS = {
    "factors": ("type = als, user = user, item = item, rank = 3, iterations = 4", "AlsTraining", "rating"),
    # So many products that half a sweep is a stage of all executors.
    "many-factors": ("type = als, user = user, item = item, rank = 200, iterations = 3", "AlsTraining", "rating"),
    "isolation": ("type = isolation-forest, trees = 20", "IsolationTraining", None),
    "components": ("type = pca, components = 2", "PcaTraining", None),
    "linear": ("type = linear", "GlmTraining", "rating"),
    "counts": ("type = poisson", "GlmTraining", "item"),
    "estimator": ("type = mllib, class = org.apache.spark.ml.regression.LinearRegression", "MllibTraining", "rating"),
}


@dataclass
class Run:
    """How one submission ended."""

    exit_code: int
    result: dict[str, Any]
    stages: int
    killed: str | None


class Submitter:
    """Runs verbs on the cluster, each way in a folder (registry, scores) of its own."""

    def __init__(self, cluster: Cluster, table: Path) -> None:
        self.cluster, self.table = cluster, table

    def job(self, way: str, min_auc: float = 0.7) -> Path:
        folder = WORK / way
        folder.mkdir(parents=True, exist_ok=True)
        job = folder / "job.conf"
        job.write_text(JOB.format(table=self.table, folder=folder, min_auc=min_auc))
        return job

    def run(
        self,
        verb: str,
        job: Path,
        mode: str,
        kill_after: int | None = None,
        more: dict[str, str] | None = None,
        kill_in: str | None = None,
    ) -> Run:
        ui_port = free_port()
        sizes = SIZES | {"spark.ui.port": str(ui_port)} | (more or {})
        conf = [word for k, v in sizes.items() for word in ("--conf", f"{k}={v}")]
        command = [str(ROOT / "bin/nightjar"), "--master", self.cluster.url, "--deploy-mode", mode, *conf]
        command += [verb, "--json", "--run-date", "2026-01-20", str(job)]
        watch = StageWatch(ui_port, kill_after, kill_in)
        watch.start()
        started = time.monotonic()
        ended = subprocess.run(command, capture_output=True, text=True, env=self.cluster.environment(), timeout=400)
        watch.stop()
        output = ended.stdout
        if mode == "cluster":
            driver = self.cluster.last_driver()["id"]
            output = self.cluster.driver_output(driver)
        name = f"{job.parent.name} {verb}"
        (job.parent / f"{verb}.log").write_text(ended.stderr + output)
        seconds = time.monotonic() - started
        print(f"  {name:28} exit {ended.returncode}  {watch.complete:3} stages  {seconds:5.1f} s  killed: {watch.killed}", flush=True)
        result = json.loads(output.strip().splitlines()[-1]) if output.strip() else {}
        return Run(ended.returncode, result, watch.complete, watch.killed)


def model(job: Path) -> dict[str, str]:
    """The SHA-256 of every file of the registered model but for those that hang on what Spark ML estimated.

    Each way has folders, so a config, of its own: that is left out.
    """
    left_out = {"manifest.json", "config.json"} | {p.name for p in estimated(job)}
    files = [p for p in registered(job) if p.name not in left_out]
    lines = {p.name: [line for line in p.read_bytes().splitlines() if b'"config_sha256"' not in line] for p in files}
    return {name: hashlib.sha256(b"\n".join(text)).hexdigest() for name, text in lines.items()}


def registered(job: Path) -> list[Path]:
    return sorted(p for p in (job.parent / "registry/models").rglob("*") if p.is_file())


def estimated(job: Path) -> list[Path]:
    """The files of estimates of Spark ML, which it keeps as Parquet, and of the predictions that come of them: none in a model of our own."""
    files = registered(job)
    tables = [p for p in files if p.suffix == ".parquet"]
    return tables + [p for p in files if tables and p.name == "profile.json"]


def estimates(job: Path) -> list[Any]:
    """The values of those files."""
    return [estimates_in(file) for file in estimated(job)]


def estimates_in(file: Path) -> Any:
    if file.suffix == ".json":
        return json.loads(file.read_bytes())
    return json.loads(subprocess.run([READER, "-c", READ_ESTIMATES, file], check=True, capture_output=True, text=True).stdout)


def alike(one: Any, other: Any) -> bool:
    """Whether two values are the same but for the rounding of their numbers."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(alike(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(alike, one, other))
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-12)
    return one == other


def scores(job: Path) -> str:
    """The SHA-256 over all published rows in the order of their ids, without the time at which they were scored."""
    return subprocess.run([READER, "-c", READ_SCORES, str(job.parent / "scores")], check=True, capture_output=True, text=True).stdout


def reader() -> None:
    """A Python that reads Parquet, in an environment of its own."""
    if not READER.exists():
        subprocess.run([sys.executable, "-m", "venv", str(READER.parent.parent)], check=True)
        subprocess.run([READER, "-m", "pip", "install", "--quiet", "pyarrow==21.0.0"], check=True)


def must(holds: bool, what: str) -> None:
    if not holds:
        raise SystemExit(f"FAILED: {what}; logs and results are in {WORK}")


def train_and_score(submit: Submitter, way: str, mode: str, undisturbed: tuple[Run, Run] | None) -> tuple[Run, Run, dict[str, str]]:
    job = submit.job(way)
    runs = []
    for i, verb in enumerate(("train", "score")):
        kill_after = None if undisturbed is None else max(1, undisturbed[i].stages // 2)
        run = submit.run(verb, job, mode, kill_after)
        must(run.exit_code == 0, f"{verb} in {mode} mode exits {run.exit_code}, not 0")
        must(undisturbed is None or run.killed is not None, f"{verb} in {mode} mode ended before an executor could be killed")
        runs.append(run)
    return runs[0], runs[1], {**model(job), "scores": scores(job)}


def ungated(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if not line.startswith(("gates", "promote")))


def of_ratings(text: str, table: Path, ratings: Path, label: str | None) -> str:
    """The same job over the table of ratings, which has no column of ids."""
    text = text.replace(", " + LABELLED + "id = row_id", f", label = {label}" if label else "").replace("by = id", "by = content")
    return ungated(text.replace("keep = [row_id]", "keep = [user, item]").replace(str(table), str(ratings)))


def short(submit: Submitter, what: str, ratings: Path) -> None:
    """A fit of few stages on a small table: the model is the same when an executor is killed while it runs."""
    whole, _ = short_fit(submit, what, what, ratings, None)
    for attempt in range(1, ATTEMPTS + 1):
        disturbed, killed = short_fit(submit, what, f"{what}-killed-{attempt}", ratings, SHORT_FITS[what][1])
        if killed:
            break
    must(killed, f"{what}: no executor was killed in a stage of {SHORT_FITS[what][1]} in {ATTEMPTS} fits")
    models, fitted = [model(whole), model(disturbed)], [estimates(whole), estimates(disturbed)]
    must("model.json" in models[0], f"{what}: the undisturbed model was not registered")
    must(bool(fitted[0]) == ("mllib" in SHORT_FITS[what][0]), f"{what}: fitted by Spark ML is {fitted[0]}")
    must(models[0] == models[1], f"{what} differ once an executor was killed: {models}")
    must(alike(*fitted), f"{what} differ once an executor was killed: {fitted}")


def short_fit(submit: Submitter, what: str, way: str, ratings: Path, kill_in: str | None) -> tuple[Path, bool]:
    """The job, and whether an executor was killed: a stage may be over before it is seen."""
    setting, _, label = SHORT_FITS[what]
    job = submit.job(way)
    text = job.read_text().replace(LOGISTIC, f"model {{ {setting} }}")
    job.write_text(of_ratings(text, submit.table, ratings, label))
    run = submit.run("train", job, "client", kill_in=kill_in)
    must(run.exit_code == 0, f"{way} exits {run.exit_code}, not 0")
    return job, run.killed is not None


def spread(submit: Submitter, what: str) -> None:
    """A fit whose rows stay with the executors: the model is the same when one is killed on the way."""
    setting, least = SPREAD_FITS[what]
    runs, models = [], []
    for way in (what, f"{what}-killed"):
        job = submit.job(way, 0.5)
        text = job.read_text().replace(LOGISTIC, setting)
        job.write_text(ungated(text.replace(LABELLED, "")) if "kmeans" in setting else text)
        run = submit.run("train", job, "client", runs[0].stages // 2 if runs else None, SPREAD)
        must(run.exit_code == 0, f"{way} exits {run.exit_code}, not 0")
        must(run.stages > least, f"{way} had {run.stages} stages: it was not fitted on all executors")
        runs.append(run)
        models.append(model(job))
    must(runs[1].killed is not None, f"{what}: the fit ended before an executor could be killed")
    must("tensors.safetensors" in models[0], f"{what}: the undisturbed model was not registered")
    must(models[0] == models[1], f"{what} differ once an executor was killed: {models}")


def refused(submit: Submitter, cluster: Cluster) -> None:
    """Gates that no model passes: exit code 4 where the driver is ours, a failed driver where it is the cluster's."""
    client = submit.run("train", submit.job("refused-client", 0.999), "client")
    must(client.exit_code == 4, f"a refused model exits {client.exit_code} in client mode, not 4")
    must(client.result.get("exit_code") == 4, f"the result object says {client.result.get('exit_code')}, not 4")
    submitted = submit.run("train", submit.job("refused-cluster", 0.999), "cluster")
    state = cluster.last_driver()["state"]
    must(state == "FAILED", f"the driver of a refused model is {state} in cluster mode, not FAILED")
    # spark-submit itself ends with 0 here whatever became of the driver: a standalone master's clients do.
    must(submitted.result.get("exit_code") == 4, "the driver's result object does not say 4")


def assigned_gpu(submit: Submitter) -> None:
    """Tasks to which Spark assigns a GPU take that one and no other device; where it is missing, the record says so."""
    job = submit.job("assigned-gpu")
    job.write_text(job.read_text() + "compute.backend = opencl\n")
    amounts = {"spark.executor.resource.gpu.amount": "1", "spark.task.resource.gpu.amount": "1"}
    run = submit.run("train", job, "client", more=amounts)
    must(run.exit_code == 0, f"train with an assigned GPU exits {run.exit_code}, not 0")
    uses = [use for use in run.result["placement"] if use["kernel"] == "glm-gradient"]
    placed = {(use["backend"], use["reason"].split(";")[0]) for use in uses}
    missing = "GPU 0 was assigned, but OpenCL shows 0 GPUs here"
    there = all(backend == "opencl" for backend, _ in placed)
    must(bool(placed) and (there or all(reason == missing for _, reason in placed)), f"the placement is {placed}")


def main() -> int:
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    table = WORK / "churn.csv"
    made_table.write(table, int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
    reader()
    with Cluster(WORK / "cluster") as cluster:
        submit = Submitter(cluster, table)
        train, score, expected = train_and_score(submit, "undisturbed", "client", None)
        must("tensors.safetensors" in expected, "the undisturbed run registered no model")
        for way, mode in (("client-killed", "client"), ("cluster-killed", "cluster")):
            again, rescored, found = train_and_score(submit, way, mode, (train, score))
            must(rescored.result["rows"] == score.result["rows"], f"the rows of {way} differ: {rescored.result['rows']}")
            differing = [name for name in expected if found.get(name) != expected[name]]
            must(not differing and len(found) == len(expected), f"{way} differs from the undisturbed run in {differing or found}")
        for what in SPREAD_FITS:
            spread(submit, what)
        ratings = WORK / "ratings.csv"
        made_table.write_ratings(ratings)
        for what in SHORT_FITS:
            short(submit, what, ratings)
        refused(submit, cluster)
        assigned_gpu(submit)
    print(f"standalone: the same model ({', '.join(sorted(expected))}) in every run")
    return 0


if __name__ == "__main__":
    sys.exit(main())
