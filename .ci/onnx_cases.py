"""ONNX models that skl2onnx and onnxmltools write, and one by hand with every comparison; ONNX Runtime says what they predict."""

from __future__ import annotations

import warnings
from pathlib import Path

import lightgbm as lgb
import numpy as np
import onnx
import onnxruntime
import xgboost as xgb
from onnx import TensorProto, helper
from onnxmltools import convert_lightgbm, convert_xgboost
from onnxmltools.convert.common.data_types import FloatTensorType
from sklearn.ensemble import ExtraTreesRegressor, GradientBoostingClassifier, GradientBoostingRegressor, RandomForestClassifier
from skl2onnx import to_onnx


def write(cases: object, small: bool) -> None:
    """Adds the ONNX cases to what the other libraries' cases are made of."""
    warnings.filterwarnings("ignore", category=UserWarning)
    trees = 3 if small else 40
    filled = np.nan_to_num(cases.x)
    types = [("X", FloatTensorType([None, cases.x.shape[1]]))]
    y = cases.y

    def sklearn(name: str, model: object, target: str, x: np.ndarray = cases.x) -> None:
        model.fit(x, y[target])
        options = {id(model): {"zipmap": False}} if hasattr(model, "classes_") else None
        add(cases, name, to_onnx(model, cases.x[:1], options=options))

    depth = {"max_depth": 3 if small else 8, "random_state": 7}
    sklearn("onnx-skl-forest", RandomForestClassifier(trees, **depth), "binary")
    sklearn("onnx-skl-forest-classes", RandomForestClassifier(trees, **depth), "class")
    sklearn("onnx-skl-boosted", GradientBoostingClassifier(n_estimators=trees, random_state=7), "binary", filled)
    boosted = lgb.LGBMClassifier(n_estimators=trees, num_leaves=8, verbose=-1).fit(cases.x, y["class"], categorical_feature=[5])
    add(cases, "onnx-lgb-classes", convert_lightgbm(boosted, initial_types=types, zipmap=False))
    counts = xgb.XGBRegressor(n_estimators=trees, max_depth=4, objective="count:poisson").fit(cases.x, y["count"])
    add(cases, "onnx-xgb-poisson", convert_xgboost(counts, initial_types=types))
    for double in (False, True):
        add(cases, "onnx-modes-double" if double else "onnx-modes", by_hand(double))
    add(cases, "onnx-newer", newer(double=False, targets=1))
    add(cases, "onnx-newer-classes", newer(double=True, targets=3))
    if small:
        return
    sklearn("onnx-skl-boosted-classes", GradientBoostingClassifier(n_estimators=10, random_state=7), "class", filled)
    sklearn("onnx-skl-numeric", GradientBoostingRegressor(n_estimators=trees, random_state=7), "number", filled)
    sklearn("onnx-skl-extra", ExtraTreesRegressor(trees, **depth), "number")
    binary = lgb.LGBMClassifier(n_estimators=trees, num_leaves=8, verbose=-1).fit(cases.x, y["binary"])
    add(cases, "onnx-lgb-zipmap", convert_lightgbm(binary, initial_types=types))
    forest = lgb.LGBMRegressor(n_estimators=trees, boosting_type="rf", bagging_freq=1, bagging_fraction=0.7, verbose=-1)
    add(cases, "onnx-lgb-forest", convert_lightgbm(forest.fit(cases.x, y["number"]), initial_types=types))
    gamma = lgb.LGBMRegressor(n_estimators=trees, objective="gamma", verbose=-1).fit(cases.x, y["positive"])
    add(cases, "onnx-lgb-gamma", convert_lightgbm(gamma, initial_types=types))
    for target in ("binary", "class"):
        model = xgb.XGBClassifier(n_estimators=trees, max_depth=4).fit(cases.x, y[target])
        add(cases, f"onnx-xgb-{target}", convert_xgboost(model, initial_types=types))


def add(cases: object, name: str, model: onnx.ModelProto) -> None:
    """One case: the file, the rows, and what ONNX Runtime makes of them."""
    folder = cases.folder / name
    folder.mkdir(parents=True, exist_ok=True)
    onnx.save(model, folder / "model.onnx")
    session = onnxruntime.InferenceSession(folder / "model.onnx", providers=["CPUExecutionProvider"])
    kind = np.float64 if session.get_inputs()[0].type == "tensor(double)" else np.float32
    scores = session.run(None, {session.get_inputs()[0].name: cases.z.astype(kind)})[-1]
    if isinstance(scores, list):  # ZipMap
        scores = np.array([[row[k] for k in sorted(row)] for row in scores])
    binary = scores.ndim == 2 and scores.shape[1] == 2
    cases.write(name, "model.onnx", np.asarray(scores, dtype=np.float64)[:, 1:] if binary else scores, None)


def by_hand(double: bool) -> onnx.ModelProto:
    """A sum of trees with every comparison, missing values to both sides, and a set as a chain of equals."""
    splits = [("LEQ", 0, 0.25), ("LT", 2, 0.5), ("GTE", 2, -0.5), ("GT", 3, 0.1), ("EQ", 5, 7.0), ("NEQ", 5, 3.0)]
    columns: dict[str, list] = {key: [] for key in ("tree", "node", "mode", "feature", "value", "yes", "no", "missing", "weight")}

    def node(tree: int, at: int, mode: str, feature: int, value: float, yes: int, no: int, missing: int, weight: float) -> None:
        for key, entry in zip(columns, (tree, at, mode, feature, value, yes, no, missing, weight), strict=True):
            columns[key].append(entry)

    def leaf(tree: int, at: int, weight: float) -> None:
        node(tree, at, "LEAF", 0, 0.0, 0, 0, 0, weight)

    tree = 0
    for mode, feature, value in splits:
        for missing in (0, 1):
            node(tree, 0, f"BRANCH_{mode}", feature, value, 1, 2, missing, 0.0)
            leaf(tree, 1, 2.0**-tree)
            leaf(tree, 2, -(3.0**-tree))
            tree += 1
    for missing in (0, 1):  # one of 0, 3, 11, 64: the same true child, as LightGBM's converter writes sets
        for at, value in enumerate((0.0, 3.0, 11.0, 64.0)):
            node(tree, at, "BRANCH_EQ", 5, value, 4, at + 1 if at < 3 else 5, missing, 0.0)
        leaf(tree, 4, 0.75)
        leaf(tree, 5, -0.125)
        tree += 1
    leaves = [i for i, mode in enumerate(columns["mode"]) if mode == "LEAF"]
    numbers = {"nodes_values": columns["value"], "target_weights": [columns["weight"][i] for i in leaves], "base_values": [0.5]}
    if double:
        kind = TensorProto.DOUBLE
        numbers = {f"{key}_as_tensor": helper.make_tensor(key, kind, [len(value)], value) for key, value in numbers.items()}
    else:
        kind = TensorProto.FLOAT
    ensemble = helper.make_node(
        "TreeEnsembleRegressor",
        ["wide" if double else "X"],
        ["Y"],
        domain="ai.onnx.ml",
        n_targets=1,
        nodes_treeids=columns["tree"],
        nodes_nodeids=columns["node"],
        nodes_modes=columns["mode"],
        nodes_featureids=columns["feature"],
        nodes_truenodeids=columns["yes"],
        nodes_falsenodeids=columns["no"],
        nodes_missing_value_tracks_true=columns["missing"],
        target_treeids=[columns["tree"][i] for i in leaves],
        target_nodeids=[columns["node"][i] for i in leaves],
        target_ids=[0] * len(leaves),
        **numbers,
    )
    nodes = [helper.make_node("Cast", ["X"], ["wide"], to=TensorProto.DOUBLE), ensemble] if double else [ensemble]
    graph = helper.make_graph(
        nodes,
        "modes",
        [helper.make_tensor_value_info("X", TensorProto.FLOAT, [None, 6])],
        [helper.make_tensor_value_info("Y", TensorProto.FLOAT, [None, 1])],
    )
    opsets = [helper.make_opsetid("ai.onnx.ml", 3), helper.make_opsetid("", 17)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=8)


def newer(double: bool, targets: int) -> onnx.ModelProto:
    """A TreeEnsemble of ai.onnx.ml 5 with every comparison, sets, and missing values to both sides."""
    modes, features, splits, yes, no, yes_leaf, no_leaf, missing = ([] for _ in range(8))
    roots, members, ids, weights = [], [], [], []

    def leaf(weight: float) -> int:
        ids.append(len(ids) % targets)
        weights.append(weight)
        return len(ids) - 1

    def split(mode: int, feature: int, value: float, tracks: int) -> int:
        modes.append(mode)
        features.append(feature)
        splits.append(value)
        missing.append(tracks)
        for column in (yes, no):
            column.append(leaf(0.25 - 0.11 * (len(ids) % 5)))
        yes_leaf.append(1)
        no_leaf.append(1)
        return len(modes) - 1

    tests = [(0, 0, 0.25), (1, 2, 0.5), (2, 2, -0.5), (3, 3, 0.1), (4, 5, 7.0), (5, 5, 3.0), (6, 5, 0.0), (6, 5, 0.0)]
    for number, (mode, feature, value) in enumerate(tests * targets):
        for tracks in (0, 1):
            root = split(mode, feature, value, tracks)
            inner = split(1, number % 5, 0.3, 1 - tracks)
            no[root], no_leaf[root] = inner, 0
            roots.append(root)
            if mode == 6:
                members.extend([0.0, 3.0, 11.0, 64.0, float("nan")] if number % 2 else [float(5 + number % 3), float("nan")])
    kind = TensorProto.DOUBLE if double else TensorProto.FLOAT
    ensemble = helper.make_node(
        "TreeEnsemble",
        ["wide" if double else "X"],
        ["sums" if targets > 1 else "Y"],
        domain="ai.onnx.ml",
        n_targets=targets,
        aggregate_function=1,
        tree_roots=roots,
        nodes_featureids=features,
        nodes_modes=helper.make_tensor("modes", TensorProto.UINT8, [len(modes)], modes),
        nodes_splits=helper.make_tensor("splits", kind, [len(splits)], splits),
        nodes_truenodeids=yes,
        nodes_trueleafs=yes_leaf,
        nodes_falsenodeids=no,
        nodes_falseleafs=no_leaf,
        nodes_missing_value_tracks_true=missing,
        membership_values=helper.make_tensor("members", kind, [len(members)], members),
        leaf_targetids=ids,
        leaf_weights=helper.make_tensor("weights", kind, [len(weights)], weights),
    )
    nodes = [helper.make_node("Cast", ["X"], ["wide"], to=TensorProto.DOUBLE), ensemble] if double else [ensemble]
    if targets > 1:  # post_transform isn't asked: ONNX Runtime takes the standard's number of SOFTMAX for LOGISTIC
        nodes.append(helper.make_node("Softmax", ["sums"], ["Y"], axis=1))
    graph = helper.make_graph(
        nodes,
        "newer",
        [helper.make_tensor_value_info("X", TensorProto.FLOAT, [None, 6])],
        [helper.make_tensor_value_info("Y", kind, [None, targets])],
    )
    opsets = [helper.make_opsetid("ai.onnx.ml", 5), helper.make_opsetid("", 21)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=10)
