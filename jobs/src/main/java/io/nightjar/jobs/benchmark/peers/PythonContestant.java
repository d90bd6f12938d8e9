package io.nightjar.jobs.benchmark.peers;

import com.fasterxml.jackson.databind.JsonNode;
import io.nightjar.jobs.benchmark.cases.BenchTable;
import io.nightjar.jobs.benchmark.cases.Contestant;
import io.nightjar.jobs.benchmark.cases.Memory;
import io.nightjar.jobs.benchmark.cases.TrainCase;
import java.util.Optional;

/** XGBoost or LightGBM, on arrays that its Python holds in memory. */
final class PythonContestant implements Contestant {
  private final PeerProcess peer;
  private Optional<Memory> first;

  /**
   * Starts one.
   *
   * @param library xgboost or lightgbm
   */
  PythonContestant(String library, Python python, TrainCase bench, BenchTable table) {
    this.peer = python.fits(PeerJob.of(library, table, bench.trees(), python.threads()));
  }

  @Override
  public String name() {
    return peer.name();
  }

  @Override
  public Fit fit() {
    JsonNode answer = peer.order("fit");
    if (first == null) {
      first = PeerProcess.memory(answer);
    }
    double auc = answer.path("auc").asDouble();
    return new Fit(answer.path("seconds").asDouble(), () -> new Accuracy(auc, ""));
  }

  /** That of the first fit: later ones find memory that the process kept. */
  @Override
  public Optional<Memory> memory() {
    return first;
  }

  @Override
  public void close() {
    peer.close();
  }
}
