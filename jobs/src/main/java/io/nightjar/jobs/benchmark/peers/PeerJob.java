package io.nightjar.jobs.benchmark.peers;

import io.nightjar.jobs.benchmark.cases.BenchTable;
import io.nightjar.jobs.benchmark.cases.MadeRows;
import io.nightjar.jobs.benchmark.cases.TrainCase;
import java.util.HashMap;
import java.util.Map;

/** What every program of a peer is told: the rows, the columns and the trees. */
final class PeerJob {
  private PeerJob() {}

  /** A job of a library, to be added to. */
  static Map<String, Object> of(
      String library, BenchTable table, TrainCase.BoostedTrees trees, int threads) {
    Map<String, Object> job = new HashMap<>();
    job.put("library", library);
    job.put("train", table.parquet().toString());
    job.put("test", table.testParquet().toString());
    job.put("id", MadeRows.ID);
    job.put("label", MadeRows.CLASS);
    job.put("numbers", table.columns().numbers());
    job.put("categories", table.columns().categories());
    job.put("trees", trees.trees());
    job.put("depth", trees.depth());
    job.put("rate", trees.learningRate());
    job.put("min_child_weight", trees.minChildWeight());
    job.put("lambda", trees.lambda());
    job.put("subsample", trees.subsample());
    job.put("column_subsample", trees.columnSubsample());
    job.put("threads", threads);
    return job;
  }
}
