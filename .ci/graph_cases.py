"""ONNX graphs that are no trees: pipelines of scikit-learn and networks by hand; ONNX Runtime says what they predict."""

from __future__ import annotations

import warnings
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pandas as pd
from onnx import TensorProto, helper, numpy_helper
from skl2onnx import to_onnx
from skl2onnx.common.data_types import DoubleTensorType, FloatTensorType, Int64TensorType, StringTensorType
from sklearn.compose import ColumnTransformer
from sklearn.gaussian_process import GaussianProcessRegressor
from sklearn.gaussian_process.kernels import RBF, WhiteKernel
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import KNeighborsRegressor
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler
from sklearn.svm import SVC

TYPES = {"tensor(float)": np.float32, "tensor(double)": np.float64, "tensor(int64)": np.int64, "tensor(string)": object, "tensor(bool)": bool}


class Graphs:
    """Rows of numbers, a text and a count, and the graphs that score them."""

    def __init__(self, folder: Path, train: int, scored: int) -> None:
        random = np.random.default_rng(20261119)
        self.folder, rows = folder, train + scored
        x = random.normal(size=(rows, 4)).astype(np.float32).astype(np.float64)
        city = random.choice(["Ulm", "Köln", "São Paulo"], rows)
        self.signal = x[:, 0] - x[:, 1] * x[:, 2] + (city == "Ulm") + random.normal(scale=0.2, size=rows)
        table = pd.DataFrame(x, columns=["a", "b", "c", "d"]).assign(city=city, calls=random.integers(0, 9, rows), open=x[:, 3] > 0.5)
        self.train, self.scored, self.y = table[:train], table[train:].copy(), self.signal[:train]
        self.scored.loc[self.scored.index[::5], "city"] = ""
        self.scored.loc[self.scored.index[1::7], "city"] = "elsewhere"
        self.holes = self.scored.copy()
        self.holes.loc[self.holes.index[::3], "a"] = np.nan
        self.random = random

    def add(self, name: str, model: onnx.ModelProto, rows: pd.DataFrame, wanted: str, **properties: str) -> None:
        """One case; an input takes the column of its name, or all of them as a matrix."""
        case = self.folder / name
        case.mkdir(parents=True, exist_ok=True)
        onnx.save(model, case / "model.onnx")
        session = onnxruntime.InferenceSession(case / "model.onnx", providers=["CPUExecutionProvider"])
        expected = np.concatenate([self.scores(session, rows[i : i + 1], wanted) for i in range(len(rows))])
        lone = len(session.get_inputs()) == 1
        rows = rows.set_axis([f"f{i}" for i in range(rows.shape[1])], axis=1) if lone else rows
        texts = [[self.text(value) for value in row] for row in rows.itertuples(index=False)]
        (case / "rows.csv").write_text("".join(",".join(row) + "\n" for row in [list(rows.columns), *texts]))
        np.savetxt(case / "expected.csv", expected.astype(np.float64), delimiter=",", fmt="%.17g")
        lines = [f"{key}={value}\n" for key, value in properties.items()]
        (case / "case.properties").write_text("".join(lines), encoding="utf-8")

    @staticmethod
    def text(value: object) -> str:
        return "" if isinstance(value, float) and np.isnan(value) else str(value).lower() if isinstance(value, bool | np.bool_) else str(value)

    @staticmethod
    def scores(session: onnxruntime.InferenceSession, row: pd.DataFrame, output: str) -> np.ndarray:
        """Of one row at a time, as some graphs take no more: the number, the positive class's or every class's probability."""
        inputs = session.get_inputs()
        lone = len(inputs) == 1
        feed = {one.name: (row if lone else row[[one.name]]).to_numpy().astype(TYPES[one.type]) for one in inputs}
        got = session.run([output], feed)[0]
        if isinstance(got, list):  # ZipMap
            got = np.array([[classes[k] for k in classes] for classes in got])
        got = got.reshape(1, -1).astype(np.float64)
        return got[:, 1:] if got.shape[1] == 2 else got


def write(folder: Path, small: bool) -> None:
    """Writes all cases."""
    warnings.filterwarnings("ignore", category=UserWarning)
    warnings.filterwarnings("ignore", category=FutureWarning)
    graphs = Graphs(folder, 60 if small else 400, 30 if small else 1000)
    numbers = ["a", "b", "c", "d"]
    train, rows = graphs.train[numbers], graphs.scored[numbers]
    binary, several = (graphs.y > 0.5).astype(int), np.array(["low", "mid", "high"])[np.digitize(graphs.y, [-0.5, 1])]
    floats = [("X", FloatTensorType([None, 4]))]
    svm = make_pipeline(StandardScaler(), SVC(probability=True, random_state=7)).fit(train.to_numpy(), binary)
    graphs.add("skl-svm", to_onnx(svm, initial_types=floats, options={"zipmap": False}), rows, "probabilities")
    network = make_pipeline(StandardScaler(), MLPClassifier((7, 5), max_iter=300, random_state=7)).fit(train.to_numpy(), several)
    graphs.add("skl-network", to_onnx(network, initial_types=floats, options={"zipmap": False}), rows, "probabilities")
    process = GaussianProcessRegressor(RBF() + WhiteKernel(0.1), random_state=7).fit(train.to_numpy()[:50], graphs.y[:50])
    graphs.add("skl-process", to_onnx(process, initial_types=[("X", DoubleTensorType([None, 4]))]), rows, "GPmean")
    near = KNeighborsRegressor(3).fit(train.to_numpy(), graphs.y)
    graphs.add("skl-neighbours", to_onnx(near, initial_types=floats), rows, "variable")
    mixed = make_pipeline(
        ColumnTransformer(
            [("n", make_pipeline(SimpleImputer(), StandardScaler()), ["a", "b"]), ("k", "passthrough", ["calls"]), ("c", OneHotEncoder(handle_unknown="ignore"), ["city"])]
        ),
        LogisticRegression(),
    )
    columns = ["a", "b", "calls", "city"]
    mixed.fit(graphs.train[columns], several)
    types = [("a", FloatTensorType([None, 1])), ("b", FloatTensorType([None, 1])), ("calls", Int64TensorType([None, 1])), ("city", StringTensorType([None, 1]))]
    graphs.add("skl-mixed-maps", to_onnx(mixed, initial_types=types), graphs.holes[columns], "output_probability")
    graphs.add("hand-logit", dense(graphs, [4, 6, 1], None), rows, "y", link="logit", classes="no,yes")
    graphs.add("hand-one-row", dense(graphs, [4, 6, 3], 1), rows, "p", link="identity", output="p")
    graphs.add("hand-types", every_type(), graphs.scored[["a", "calls", "open", "city"]], "y")
    for name in ("hand-logit",):  # what the margin's probability is
        file = folder / name / "expected.csv"
        np.savetxt(file, 1 / (1 + np.exp(-np.loadtxt(file))), fmt="%.17g")


def dense(graphs: Graphs, sizes: list[int], rows: int | None) -> onnx.ModelProto:
    """Layers as other libraries write them: Gemm and Relu, margins as y and their softmax as p."""
    nodes, constants, value = [], [], "X"
    for at, (wide, out) in enumerate(zip(sizes, sizes[1:])):
        for name, shape in (("W", (out, wide)), ("b", (out,))):
            constants.append(numpy_helper.from_array(graphs.random.normal(size=shape).astype(np.float32), f"{name}{at}"))
        last = at == len(sizes) - 2
        nodes.append(helper.make_node("Gemm", [value, f"W{at}", f"b{at}"], ["y" if last else f"h{at}"], transB=1))
        if not last:
            nodes.append(helper.make_node("Relu", [f"h{at}"], [f"r{at}"]))
        value = f"r{at}"
    nodes.append(helper.make_node("Softmax", ["y"], ["p"], axis=1))
    outputs = ["y"] if sizes[-1] == 1 else ["y", "p"]
    graph = helper.make_graph(
        nodes if sizes[-1] > 1 else nodes[:-1],
        "dense",
        [helper.make_tensor_value_info("X", TensorProto.FLOAT, [rows, sizes[0]])],
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, [rows, sizes[-1]]) for name in outputs],
        constants,
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


def every_type() -> onnx.ModelProto:
    """A number of a double, a count, a flag and a text, in double."""
    nodes = [
        helper.make_node("Cast", ["calls"], ["n"], to=TensorProto.DOUBLE),
        helper.make_node("Cast", ["open"], ["o"], to=TensorProto.DOUBLE),
        helper.make_node("LabelEncoder", ["city"], ["k"], domain="ai.onnx.ml", keys_strings=["Ulm", "Köln", ""], values_floats=[1.5, 2.5, -1.0], default_float=9.0),
        helper.make_node("Cast", ["k"], ["c"], to=TensorProto.DOUBLE),
        helper.make_node("Sum", ["a", "n", "o", "c"], ["y"]),
    ]
    kinds = {"a": TensorProto.DOUBLE, "calls": TensorProto.INT64, "open": TensorProto.BOOL, "city": TensorProto.STRING}
    graph = helper.make_graph(
        nodes,
        "types",
        [helper.make_tensor_value_info(name, kind, [None, 1]) for name, kind in kinds.items()],
        [helper.make_tensor_value_info("y", TensorProto.DOUBLE, [None, 1])],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("ai.onnx.ml", 3), helper.make_opsetid("", 17)], ir_version=8)
