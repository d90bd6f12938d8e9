#!/usr/bin/env python3
"""Models of the real XGBoost, LightGBM and scikit-learn, trained here on made rows, must predict alike once imported.

Writes one folder a case (model, rows.csv, expected.csv, case.properties) and lets ForeignParityTest compare every row to 1e-6 and
every SHAP value to 1e-5. What Nightjar exports is then read and scored by other libraries. With the argument `small` the cases are of the size of those in engine/core/src/test/resources/exchange.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import own_venv

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / "target/launch/interop"
PYTHON = WORK / "venv/bin/python"
PINNED = [
    "xgboost-cpu==3.1.2",
    "lightgbm==4.6.0",
    "numpy==2.3.5",
    "pandas==2.3.3",
    "pyarrow==22.0.0",
    "scipy==1.16.3",
    "scikit-learn==1.9.1",
    "onnx==1.23.2",
    "onnxruntime==1.32.0",
    "skl2onnx==1.20.0",
    "onnxmltools==1.16.0",
    "pypmml==1.5.8",
]


if __name__ == "__main__":
    own_venv.enter(PYTHON, PINNED, __file__)

import graph_cases
import lightgbm as lgb
import numpy as np
import onnx_cases
import own_models
import xgboost as xgb

NUMBERS = 5
CATEGORY = 5  # the column of categories


class Cases:
    """Rows with missing values, zeros and a category; models of them; what the libraries say."""

    def __init__(self, folder: Path, train: int, scored: int, trees: int) -> None:
        random = np.random.default_rng(20261119)
        self.folder, self.trees, self.scored = folder, trees, scored
        rows = train + scored
        x = random.normal(size=(rows, NUMBERS + 1)).astype(np.float32)
        x[:, 1] = np.maximum(x[:, 1], 0)  # many zeros, none negative
        x[:, 2] = np.round(x[:, 2] * 2) / 2  # values that are thresholds too
        x[:, CATEGORY] = random.integers(0, 70, rows)
        signal = x[:, 0] + np.where(x[:, 1] == 0, 1.5, x[:, 1]) - x[:, 2] * x[:, 3] + np.sin(x[:, CATEGORY] * 7)
        x[:, :NUMBERS][random.random((rows, NUMBERS)) < 0.12] = np.nan
        x[random.random(rows) < 0.08, CATEGORY] = np.nan
        self.x, self.random = x[:train], random
        self.z = x[train:]
        noisy = (signal + random.normal(scale=0.5, size=rows))[:train]
        self.y = {
            "number": noisy,
            "binary": (noisy > 0.7).astype(int),
            "class": np.digitize(noisy, [-0.5, 0.7, 2.0]),
            "positive": np.exp(noisy / 3),
            "count": random.poisson(np.exp(noisy / 3)),
        }

    def decimals(self) -> None:
        """From here on the rows are float64 with two decimals: many are thresholds, few are float32."""
        self.x, self.z = (np.round(rows.astype(np.float64), 2) for rows in (self.x, self.z))

    def write(self, name: str, model: str, expected: np.ndarray, shap: np.ndarray | None) -> None:
        case = self.folder / name
        header = ",".join(f"x{i}" for i in range(self.z.shape[1]))
        text = [",".join("" if np.isnan(v) else repr(float(v)) for v in row) for row in self.z]
        (case / "rows.csv").write_text("\n".join([header, *text]) + "\n")
        np.savetxt(case / "expected.csv", expected.reshape(len(self.z), -1), delimiter=",", fmt="%.17g")
        if shap is not None:
            np.savetxt(case / "shap.csv", shap.reshape(len(self.z), -1), delimiter=",", fmt="%.9g")
        numbers = "float" if self.z.dtype == np.float32 else "double"
        (case / "case.properties").write_text(f"model={model}\nnumbers={numbers}\n")

    def xgboost(self, name: str, target: str, categories: bool = True, rounds: int = 0, **more: object) -> None:
        types = ["q"] * NUMBERS + ["c" if categories else "q"]
        names = [f"x{i}" for i in range(NUMBERS + 1)]
        train = xgb.DMatrix(self.x, self.y[target], feature_names=names, feature_types=types, enable_categorical=categories)
        scored = xgb.DMatrix(self.z, feature_names=names, feature_types=types, enable_categorical=categories)
        parameters = {"max_depth": 4, "eta": 0.3, "seed": 7, "nthread": 1, "tree_method": "hist", **more}
        booster = xgb.train(parameters, train, rounds or self.trees)
        shap = booster.predict(scored, pred_contribs=True) if not categories and "booster" not in more else None
        for ending in ("json", "ubj"):
            (self.folder / f"{name}-{ending}").mkdir(parents=True, exist_ok=True)
            booster.save_model(self.folder / f"{name}-{ending}" / f"model.{ending}")
            self.write(f"{name}-{ending}", f"model.{ending}", booster.predict(scored), shap)

    def lightgbm(self, name: str, target: str, categories: bool = True, **more: object) -> None:
        parameters = {"num_leaves": 12, "min_data_in_leaf": 5, "verbose": -1, "seed": 7, "deterministic": True, "num_threads": 1, **more}
        parameters |= {"min_data_per_group": 5, "max_cat_to_onehot": 4, "cat_smooth": 2}
        train = lgb.Dataset(self.x.astype(np.float64), self.y[target], categorical_feature=[CATEGORY] if categories else [], params=parameters)
        booster = lgb.train(parameters, train, self.trees)
        (self.folder / name).mkdir(parents=True, exist_ok=True)
        booster.save_model(self.folder / name / "model.txt")
        wide = self.z.astype(np.float64)
        shap = None
        if not categories and not more.get("zero_as_missing") and more.get("boosting") is None:
            shap = booster.predict(wide, pred_contrib=True)
        self.write(name, "model.txt", booster.predict(wide), shap)


def main() -> None:
    small = sys.argv[1:] == ["small"]
    for folder in ["small", "small-graphs"] if small else ["cases", "own", "graphs"]:
        shutil.rmtree(WORK / folder, ignore_errors=True)
    cases = Cases(WORK / ("small" if small else "cases"), 300 if small else 4000, 30 if small else 3000, 4 if small else 40)
    cases.xgboost("xgb-binary", "binary", objective="binary:logistic")
    cases.xgboost("xgb-numeric", "number", categories=False, objective="reg:squarederror")
    cases.xgboost("xgb-multiclass", "class", objective="multi:softprob", num_class=4)
    cases.xgboost("xgb-multiclass-numeric", "class", categories=False, objective="multi:softprob", num_class=4)
    cases.xgboost("xgb-dart", "binary", objective="binary:logistic", booster="dart", rate_drop=0.3, base_score=0.3)
    cases.xgboost("xgb-poisson", "count", objective="count:poisson")
    # Eta 0.1: with 0.3 the weights of few rows swing, and float32 sums with them.
    linear = {"categories": False, "booster": "gblinear", "updater": "coord_descent", "eta": 0.1}
    cases.xgboost("xgb-linear", "binary", objective="binary:logistic", base_score=0.3, **linear)
    cases.xgboost("xgb-linear-classes", "class", objective="multi:softprob", num_class=4, **linear)
    if not small:
        cases.xgboost("xgb-linear-counts", "count", objective="count:poisson", **linear)
        cases.xgboost("xgb-linear-numeric", "number", objective="reg:squarederror", **linear)
        cases.xgboost("xgb-onehot", "binary", objective="binary:logistic", max_cat_to_onehot=100)
        cases.xgboost("xgb-gamma", "positive", objective="reg:gamma")
        cases.xgboost("xgb-tweedie", "count", objective="reg:tweedie")
        # Few rounds: XGBoost adds in float32, and by 120 trees its own sum is 1.5e-6 off that of its leaves in float64.
        cases.xgboost("xgb-forest", "number", rounds=10, num_parallel_tree=3, subsample=0.7, objective="reg:squarederror")
        cases.xgboost("xgb-pruned", "number", gamma=3.0, updater="grow_histmaker,prune", tree_method="approx", categories=False)
    cases.lightgbm("lgb-binary", "binary", objective="binary", sigmoid=0.7)
    cases.lightgbm("lgb-numeric", "number", categories=False, objective="regression")
    cases.lightgbm("lgb-zero-missing", "number", zero_as_missing=True, objective="regression")
    cases.lightgbm("lgb-multiclass", "class", objective="multiclass", num_class=4)
    cases.lightgbm("lgb-multiclass-numeric", "class", categories=False, objective="multiclass", num_class=4)
    if not small:
        cases.lightgbm("lgb-no-missing", "binary", use_missing=False, objective="binary")
        cases.lightgbm("lgb-dart", "binary", boosting="dart", drop_rate=0.5, objective="binary")
        cases.lightgbm("lgb-forest", "number", boosting="rf", bagging_freq=1, bagging_fraction=0.7, objective="regression")
        cases.lightgbm("lgb-poisson", "count", objective="poisson")
        cases.lightgbm("lgb-gamma", "positive", objective="gamma")
        cases.lightgbm("lgb-tweedie", "count", objective="tweedie")
        cases.lightgbm("lgb-cross-entropy", "binary", objective="cross_entropy")
    onnx_cases.write(cases, small)
    cases.decimals()
    cases.lightgbm("lgb-decimals", "number", objective="regression")
    graph_cases.write(WORK / ("small-graphs" if small else "graphs"), small)
    print(f"interop: {len(list(cases.folder.iterdir()))} cases at {cases.folder}")
    if small:
        return
    test = ["-Dtest=ForeignParityTest,GraphParityTest,OwnExportTest", "-Dsurefire.failIfNoSpecifiedTests=false", f"-Dnightjar.interop={cases.folder}"]
    command = ["./mvnw", "-B", "-ntp", "-q", "test", "-pl", "gpu-kernels,engine/core", *test]
    if subprocess.run(command, cwd=ROOT).returncode:
        sys.exit(1)
    read_back(cases.folder)
    own_models.read_back_onnx(cases.folder)
    own_models.check_onnx(WORK / "own")
    own_models.check_pmml(WORK / "own")
    benchmarks_agree()


def benchmarks_agree() -> None:
    """The benchmarks' peers do the same work: the same trees score alike, others as well; reasons are written too."""
    for case in ("gbt", "gbt-reasons"):
        options = ["--only", case, "--rows", "4000", "--rounds", "1", "--python", str(PYTHON), "--json", "--quiet"]
        told = subprocess.run([ROOT / "bin/nightjar", "bench", "score", *options], stdout=subprocess.PIPE, check=True)
        means = {one["entrant"].split()[0]: one.get("mean_probability") for one in json.loads(told.stdout)["cases"]}
        peers = {"xgboost", "lightgbm"} | ({"onnxruntime"} if case == "gbt" else set())
        assert set(means) == {"nightjar", "a"} | peers, f"bench score {case}: {means}"
        for peer in peers:
            bound = 0.02 if peer == "lightgbm" else 1e-6  # LightGBM's trees are its own
            assert abs(means[peer] - means["nightjar"]) <= bound, f"bench score {case}: {means}"
        print(f"interop: bench score {case}: {means}")


def read_back(folder: Path) -> None:
    """XGBoost itself reads what was exported of each imported model, and must predict what the first library predicted."""
    cases = sorted(file.parent for file in folder.glob("*/exported.json"))
    others = {case.name for case in folder.iterdir()} - {case.name for case in cases}
    linear = {case for case in others if case.startswith("xgb-linear")}
    assert others - linear == {"lgb-zero-missing", "onnx-skl-forest-classes"}, f"not exported: {others}"
    for case in cases:
        booster = xgb.Booster(model_file=case / "exported.json")
        rows = np.genfromtxt(case / "rows.csv", delimiter=",", skip_header=1).astype(np.float32)
        expected = np.loadtxt(case / "expected.csv", delimiter=",")
        matrix = xgb.DMatrix(
            rows, feature_names=booster.feature_names, feature_types=booster.feature_types, enable_categorical=True
        )
        off = np.abs(booster.predict(matrix) - expected) / np.maximum(1, np.abs(expected))
        # XGBoost adds in float32: with 40 trees its sums are up to some 1e-6 off, where a wrong turn would be off by a leaf.
        assert off.max() < 5e-6, f"{case.name}: row {off.argmax()} is {off.max()} off"
        print(f"interop: {case.name} read back by XGBoost: {off.max():.1e} off at most")


if __name__ == "__main__":
    main()
