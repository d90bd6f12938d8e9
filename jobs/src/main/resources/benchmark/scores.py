"""Scores Parquet files with XGBoost, LightGBM or ONNX Runtime into Parquet files, once for each line on standard input.

Each run reads the files, scores their rows, with the largest contributions where they are asked for, and writes id and
scores; it is answered by one line of JSON. XGBoost and ONNX Runtime run the model that they are given; LightGBM, which reads
no model of another library, grows its own before the first run.
"""
import json
import os
import shutil
import sys

import numpy as np
import pyarrow
import pyarrow.parquet as parquet

job = json.loads(sys.argv[1])
library, model, source, output, key = job["library"], job["model"], job["source"], job["output"], job["id"]
columns, top, threads = job["numbers"], job["reasons"], job["threads"]


def matrix(table):
    return np.ascontiguousarray(np.column_stack([table[name].to_numpy() for name in columns]).astype(np.float32))


def xgboost_scores():
    import xgboost

    booster = xgboost.Booster({"nthread": threads}, model_file=model)

    def score(table):
        rows = matrix(table)
        if not top:
            return booster.inplace_predict(rows), None
        held = xgboost.DMatrix(rows, feature_names=columns, nthread=threads)
        return booster.predict(held), booster.predict(held, pred_contribs=True)[:, :-1]

    return score


def lightgbm_scores():
    import lightgbm
    from trees import lightgbm_fit, read

    booster = lightgbm_fit(job, *read(job, job["train"]))

    def score(table):
        rows = matrix(table)
        contributions = booster.predict(rows, pred_contrib=True, num_threads=threads)[:, :-1] if top else None
        return booster.predict(rows, num_threads=threads), contributions

    return score


def onnxruntime_scores():
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    kinds = {"tensor(float)": np.float32, "tensor(double)": np.float64}

    def score(table):
        feed = {given.name: table[given.name].to_numpy().astype(kinds[given.type]).reshape(-1, 1) for given in session.get_inputs()}
        (probability,) = session.run(["probability"], feed)
        return probability.reshape(len(table), -1)[:, -1], None

    return score


def reasons(contributions):
    rows = np.arange(len(contributions))[:, None]
    largest = np.argpartition(-np.abs(contributions), top, axis=1)[:, :top]
    largest = np.take_along_axis(largest, np.argsort(-np.abs(contributions[rows, largest]), axis=1), axis=1)
    written = {}
    for i in range(top):
        names = pyarrow.DictionaryArray.from_arrays(largest[:, i].astype(np.int32), columns)
        written[f"reason_{i + 1}"] = names
        written[f"contribution_{i + 1}"] = contributions[rows[:, 0], largest[:, i]]
    return written


def run(score):
    shutil.rmtree(output, ignore_errors=True)
    os.makedirs(output)
    for name in sorted(name for name in os.listdir(source) if name.endswith(".parquet")):
        table = parquet.read_table(os.path.join(source, name), columns=[key] + columns)
        probability, contributions = score(table)
        scores = {key: table[key], "probability": probability.astype(np.float64)}
        if top:
            scores |= reasons(contributions)
        parquet.write_table(pyarrow.table(scores), os.path.join(output, name), compression="snappy")


score = {"xgboost": xgboost_scores, "lightgbm": lightgbm_scores, "onnxruntime": onnxruntime_scores}[library]()
print(json.dumps({"version": __import__(library).__version__}), flush=True)
for _ in sys.stdin:
    run(score)
    print(json.dumps({}), flush=True)
