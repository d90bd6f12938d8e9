package io.nightjar.jobs.benchmark.peers;

import io.nightjar.jobs.benchmark.cases.BenchTable;
import io.nightjar.jobs.benchmark.cases.Contestant;
import io.nightjar.jobs.benchmark.cases.TrainCase;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;

/**
 * Which libraries in processes of their own were asked for.
 *
 * @param python a Python that has XGBoost and LightGBM, and ONNX Runtime to score; null for none
 * @param classPaths files of {@code jobs/bench/peers.sh}, one a library on Spark
 */
public record Peers(String python, List<Path> classPaths) {
  /** None were. */
  public static final Peers NONE = new Peers(null, List.of());

  /** Starts all that have the case's model, and hands each over as soon as it runs. */
  public void enter(
      SparkSession spark, TrainCase bench, BenchTable table, Consumer<Contestant> contestants) {
    if (bench.trees() == null) {
      return;
    }
    int threads = spark.sparkContext().defaultParallelism();
    python(table.folder(), threads)
        .ifPresent(
            started -> {
              contestants.accept(new PythonContestant("xgboost", started, bench, table));
              contestants.accept(new PythonContestant("lightgbm", started, bench, table));
            });
    onSpark(table.folder(), threads).stream()
        .filter(peer -> peer.takes(table.columns(), bench.trees()))
        .forEach(peer -> contestants.accept(new SparkPeerContestant(spark, peer, bench, table)));
  }

  Optional<Python> python(Path folder, int threads) {
    return Optional.ofNullable(python).map(path -> new Python(path, folder, threads));
  }

  List<SparkPeer> onSpark(Path folder, int threads) {
    return classPaths.stream().map(file -> SparkPeer.of(file, folder, threads)).toList();
  }
}
