"""Fits XGBoost's or LightGBM's boosted trees on Parquet files, once for each line on standard input.

Each fit is answered by one line of JSON: seconds (from arrays in memory to the model, binning included), the exact AUC
on the test files, and the process's resident memory in MiB before the fit and at its peak. Texts are numbered before the
clock starts; missing values are NaN.
"""
import json
import sys
import time

import numpy as np
import pyarrow.compute as compute
import pyarrow.parquet as parquet


def read(job, folder):
    """Rows as one array of float32, categories as the numbers that the training files give them."""
    table = parquet.read_table(folder, columns=job["numbers"] + job["categories"] + [job["label"]])
    columns = [table[name].to_numpy() for name in job["numbers"]]
    for name in job["categories"]:
        known = compute.unique(parquet.read_table(job["train"], columns=[name])[name].combine_chunks()).drop_null()
        columns.append(compute.index_in(table[name], known).to_numpy())
    return np.ascontiguousarray(np.column_stack(columns).astype(np.float32)), table[job["label"]].to_numpy()


def auc(y, score):
    """Ranks of the positives, equal scores sharing theirs (Mann and Whitney 1947)."""
    values, inverse, counts = np.unique(score, return_inverse=True, return_counts=True)
    ranks = np.cumsum(counts) - (counts - 1) / 2.0
    positives = int(y.sum())
    return float((ranks[inverse][y == 1].sum() - positives * (positives + 1) / 2) / (positives * (len(y) - positives)))


def xgboost_fit(job, x, y):
    import xgboost

    settings = {"objective": "binary:logistic", "max_depth": job["depth"], "eta": job["rate"], "tree_method": "hist",
                "max_bin": 256, "min_child_weight": job["min_child_weight"], "lambda": job["lambda"], "subsample": job["subsample"],
                "colsample_bytree": job["column_subsample"], "nthread": job["threads"]}
    held = {}
    if job["categories"]:
        held = {"feature_types": xgboost_types(job), "enable_categorical": True}
    rows = xgboost.QuantileDMatrix(x, y, max_bin=256, nthread=job["threads"], **held)
    return xgboost.train(settings, rows, job["trees"])


def xgboost_types(job):
    return ["q"] * len(job["numbers"]) + ["c"] * len(job["categories"])


def xgboost_predict(job, model, x):
    import xgboost

    if not job["categories"]:
        return model.inplace_predict(x)
    return model.predict(xgboost.DMatrix(x, feature_types=xgboost_types(job), enable_categorical=True, nthread=job["threads"]))


def lightgbm_fit(job, x, y):
    import lightgbm

    settings = {"objective": "binary", "max_depth": job["depth"], "num_leaves": 2 ** job["depth"], "learning_rate": job["rate"],
                "max_bin": 255, "min_data_in_leaf": 1, "min_sum_hessian_in_leaf": job["min_child_weight"], "lambda_l2": job["lambda"],
                "bagging_fraction": job["subsample"], "bagging_freq": 1, "feature_fraction": job["column_subsample"],
                "num_threads": job["threads"], "verbosity": -1}
    numbers = len(job["numbers"])
    categories = list(range(numbers, numbers + len(job["categories"]))) or "auto"
    return lightgbm.train(settings, lightgbm.Dataset(x, y, params=settings, categorical_feature=categories), job["trees"])


def lightgbm_predict(job, model, x):
    return model.predict(x, num_threads=job["threads"])


def resident():
    """Resident memory now and at its peak, in MiB, as Linux tells it; None elsewhere."""
    try:
        with open("/proc/self/status") as status:
            told = dict(line.split(":", 1) for line in status)
        return [int(told[key].split()[0]) / 1024 for key in ("VmRSS", "VmHWM")]
    except OSError:
        return [None, None]


def forget_peak():
    try:
        with open("/proc/self/clear_refs", "w") as peak:
            peak.write("5")
    except OSError:
        pass  # Then the peak is that of the whole process.


def main():
    job = json.loads(sys.argv[1])
    library = job["library"]
    fit = {"xgboost": xgboost_fit, "lightgbm": lightgbm_fit}[library]
    predict = {"xgboost": xgboost_predict, "lightgbm": lightgbm_predict}[library]
    version = __import__(library).__version__
    train_x, train_y = read(job, job["train"])
    test_x, test_y = read(job, job["test"])
    print(json.dumps({"version": version}), flush=True)
    for _ in sys.stdin:
        forget_peak()
        held = resident()[0]
        start = time.perf_counter()
        model = fit(job, train_x, train_y)
        seconds = time.perf_counter() - start
        memory = {"held_mib": held, "peak_mib": resident()[1]}
        print(json.dumps({"seconds": seconds, "auc": auc(test_y, predict(job, model, test_x)), **memory}), flush=True)


if __name__ == "__main__":
    main()
