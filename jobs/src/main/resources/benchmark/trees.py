"""Fits XGBoost's or LightGBM's boosted trees on Parquet files, once for each line on standard input.

Each fit is answered by one line of JSON: seconds (from arrays in memory to the model, binning included) and the exact
AUC on the test files.
"""
import json
import sys
import time

import numpy as np
import pyarrow.parquet as parquet


def read(folder, columns, label):
    table = parquet.read_table(folder, columns=columns + [label])
    x = np.column_stack([table[name].to_numpy() for name in columns]).astype(np.float32)
    return np.ascontiguousarray(x), table[label].to_numpy()


def auc(y, score):
    """Ranks of the positives, equal scores sharing theirs (Mann and Whitney 1947)."""
    values, inverse, counts = np.unique(score, return_inverse=True, return_counts=True)
    ranks = np.cumsum(counts) - (counts - 1) / 2.0
    positives = int(y.sum())
    return float((ranks[inverse][y == 1].sum() - positives * (positives + 1) / 2) / (positives * (len(y) - positives)))


def xgboost_fit(x, y, trees, depth, rate, threads):
    import xgboost

    settings = {"objective": "binary:logistic", "max_depth": depth, "eta": rate, "tree_method": "hist", "max_bin": 256,
                "nthread": threads}
    return xgboost.train(settings, xgboost.QuantileDMatrix(x, y, max_bin=256, nthread=threads), trees)


def lightgbm_fit(x, y, trees, depth, rate, threads):
    import lightgbm

    settings = {"objective": "binary", "max_depth": depth, "num_leaves": 2**depth, "learning_rate": rate, "max_bin": 255,
                "min_data_in_leaf": 1, "min_sum_hessian_in_leaf": 1.0, "lambda_l2": 1.0, "num_threads": threads,
                "verbosity": -1}
    return lightgbm.train(settings, lightgbm.Dataset(x, y, params=settings), trees)


def main():
    library, train, test, label, columns, trees, depth, rate, threads = sys.argv[1:10]
    columns, grown = columns.split(","), (int(trees), int(depth), float(rate), int(threads))
    fit = {"xgboost": xgboost_fit, "lightgbm": lightgbm_fit}[library]
    predict = {
        "xgboost": lambda model, rows: model.inplace_predict(rows),
        "lightgbm": lambda model, rows: model.predict(rows, num_threads=grown[-1]),
    }[library]
    version = __import__(library).__version__
    train_x, train_y = read(train, columns, label)
    test_x, test_y = read(test, columns, label)
    print(json.dumps({"version": version}), flush=True)
    for _ in sys.stdin:
        start = time.perf_counter()
        model = fit(train_x, train_y, *grown)
        seconds = time.perf_counter() - start
        print(json.dumps({"seconds": seconds, "auc": auc(test_y, predict(model, test_x))}), flush=True)


if __name__ == "__main__":
    main()
