"""Exports of Nightjar's own models, scored by ONNX Runtime and PMML4S on the rows that Nightjar scored."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from pypmml import Model, PMMLContext

# Sums of trees are float32 in ONNX's operator, so that a margin of 4 may be 2.4e-7 off, and columns are float64 in PMML where
# Nightjar's linear models round them to float32; all else is float64.
BOUND = 1e-6

# Cases that must be found: fewer would mean that something was not written, more that leftovers are judged.
IMPORTED, OWN, OWN_PMML = 50, 19, 9


def counted(paths: Iterable[Path], wanted: int) -> list[Path]:
    """Paths in order; an error unless there are as many as wanted."""
    found = sorted(paths)
    assert len(found) == wanted, f"{len(found)} cases: {[str(path) for path in found]}; must be {wanted}"
    return found


def check_onnx(folder: Path) -> None:
    """Every case: inputs.json by column, expected.json by output."""
    for case in counted(folder.iterdir(), OWN):
        onnx.checker.check_model(onnx.load(case / "exported.onnx"), full_check=True)
        session = onnxruntime.InferenceSession(case / "exported.onnx", providers=["CPUExecutionProvider"])
        given = json.loads((case / "inputs.json").read_text())
        feed = {}
        for column in session.get_inputs():
            text = column.type == "tensor(string)"
            feed[column.name] = np.array(given[column.name], dtype=object if text else np.float64).reshape(-1, 1)
        answers = dict(zip((output.name for output in session.get_outputs()), session.run(None, feed), strict=True))
        compare(case.name, "ONNX Runtime", json.loads((case / "expected.json").read_text()), answers)


def check_pmml(folder: Path) -> None:
    """The same cases by PMML4S, which takes columns in float64; a missing value is None."""
    for file in counted(folder.glob("*/exported.pmml"), OWN_PMML):
        model = Model.load(str(file))
        given = json.loads((file.parent / "inputs.json").read_text())
        notes = {note.key: note.value for note in onnx.load(file.parent / "exported.onnx").metadata_props}
        for column in given:
            text = notes.get(f"missing:{column}")
            given[column] = [None if text is not None and value == text else value for value in given[column]]
        rows = [dict(zip(given, row, strict=True)) for row in zip(*given.values(), strict=True)]
        expected = json.loads((file.parent / "expected.json").read_text())
        answers = named([model.predict(row) for row in rows], expected, json.loads(notes["classes"]))
        compare(file.parent.name, "PMML4S", expected, answers)
    PMMLContext.getOrCreate().shutdown()


def named(answers: list[dict], expected: dict, classes: list[str]) -> dict:
    """PMML4S's answers under the names of Nightjar's outputs."""
    if "prediction" in expected:
        return {"prediction": [answer["predicted_pay"] for answer in answers]}
    wanted = classes[1:] if "probability" in expected else classes
    numbers = [[answer[f"probability({name})"] for name in wanted] for answer in answers]
    return {next(iter(expected)): numbers, "label": [answer["label"] for answer in answers]}


def read_back_onnx(folder: Path) -> None:
    """ONNX Runtime scores what was exported of each imported model, and must predict what the first library predicted."""
    for file in counted(folder.glob("*/exported.onnx"), IMPORTED):
        session = onnxruntime.InferenceSession(file, providers=["CPUExecutionProvider"])
        rows = np.genfromtxt(file.parent / "rows.csv", delimiter=",", skip_header=1)
        feed = {column.name: rows[:, [i]] for i, column in enumerate(session.get_inputs())}
        expected = np.loadtxt(file.parent / "expected.csv", delimiter=",").reshape(len(rows), -1)
        got = session.run(None, feed)[0].reshape(expected.shape)
        off = (np.abs(got - expected) / np.maximum(1, np.abs(expected))).max()
        assert off <= BOUND, f"{file.parent.name}: {off} off by ONNX Runtime"
        print(f"interop: {file.parent.name} read back by ONNX Runtime: {off:.1e} off at most")


def compare(name: str, library: str, expected: dict, answers: dict) -> None:
    """Numbers to the bound, labels alike but where a probability is at the threshold."""
    numbers = next(key for key in expected if key != "label")
    wanted = np.array(expected[numbers]).reshape(len(expected[numbers]), -1)
    got = np.asarray(answers[numbers], dtype=np.float64).reshape(wanted.shape)
    off = np.abs(got - wanted) / np.maximum(1, np.abs(wanted))
    assert off.max() <= BOUND, f"{name}: row {off.max(axis=1).argmax()} is {off.max()} off by {library}"
    if "label" in expected:
        other = np.flatnonzero(np.asarray(answers["label"]).ravel() != np.array(expected["label"]))
        assert len(other) == 0, f"{name}: the labels of rows {other[:10]} are others by {library}"
    print(f"interop: {name} scored by {library}: {off.max():.1e} off at most, {len(wanted)} rows")
