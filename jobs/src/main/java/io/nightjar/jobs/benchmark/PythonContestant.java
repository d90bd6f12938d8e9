package io.nightjar.jobs.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** XGBoost or LightGBM, on arrays that its Python holds in memory. */
final class PythonContestant implements Contestant {
  private final PythonPeer peer;

  /**
   * Starts one.
   *
   * @param library xgboost or lightgbm
   */
  PythonContestant(String library, PythonPeer.Python python, TrainCase bench, BenchTable table) {
    TrainCase.PythonTrees trees = bench.python();
    this.peer =
        new PythonPeer(
            python,
            "trees.py",
            library,
            List.of(
                table.parquet().toString(),
                table.testParquet().toString(),
                bench.measure().label(),
                String.join(",", table.shape().names()),
                Integer.toString(trees.trees()),
                Integer.toString(trees.depth()),
                Double.toString(trees.learningRate()),
                Integer.toString(python.threads())));
  }

  @Override
  public String name() {
    return peer.name();
  }

  @Override
  public Fit fit() {
    JsonNode answer = peer.order();
    double auc = answer.path("auc").asDouble();
    return new Fit(answer.path("seconds").asDouble(), () -> new Accuracy(auc, ""));
  }

  @Override
  public void close() {
    peer.close();
  }
}
