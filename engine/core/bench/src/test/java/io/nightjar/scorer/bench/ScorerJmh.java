package io.nightjar.scorer.bench;

import io.nightjar.features.design.Precision;
import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.model.Model;
import io.nightjar.scorer.BatchScorer;
import io.nightjar.scorer.Score;
import io.nightjar.scorer.ScoreBatch;
import io.nightjar.scorer.Scorer;
import io.nightjar.scorer.ServedModels;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long a service waits for one row of 28 numbers, by percentiles, and how many rows a second go
 * through in batches of a thousand. Rows take turns, so that no branch is learnt by heart.
 */
@State(Scope.Thread)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 2,
    jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "-Xmx1g"})
public class ScorerJmh {
  static final int ROWS = 1000;

  /** Logistic regression, 200 trees of depth 6, or a network of 64 and 32 hidden units. */
  @Param({"linear", "gbt", "mlp"})
  public String model;

  private Scorer scorer;
  private BatchScorer batch;
  private double[][] arrays;
  private Map<?, ?>[] maps;
  private Object[][] raw;
  private int next;

  static Model model(String name) {
    return switch (name) {
      case "linear" -> ServedModels.linear(Precision.FLOAT);
      case "gbt" -> ServedModels.trees(200, 1);
      case "mlp" -> ServedModels.network();
      default ->
          throw new IllegalArgumentException("model is " + name + "; must be linear, gbt or mlp");
    };
  }

  /** Makes model and rows, and refuses to time a row whose score is not that of its batch. */
  @Setup(Level.Trial)
  public void check() {
    scorer = Scorer.of(model(model), Kernels.of(BackendPreference.SIMD));
    batch = scorer.batch();
    arrays = ServedModels.rows(ROWS, 11);
    maps = Arrays.stream(arrays).map(ServedModels::map).toArray(Map<?, ?>[]::new);
    raw = ServedModels.raw(arrays);
    ScoreBatch scores = batch.score(raw, ROWS);
    for (int row = 0; row < ROWS; row++) {
      Score expected = scores.score(row);
      next = row;
      if (!oneRowAsMap().equals(expected)) {
        throw new IllegalStateException("row " + row + " as a map isn't scored as in its batch");
      }
      next = row;
      if (!oneRowAsArray().equals(expected)) {
        throw new IllegalStateException("row " + row + " as an array isn't scored as in its batch");
      }
    }
    next = 0;
  }

  private int turn() {
    int row = next;
    next = row + 1 == ROWS ? 0 : row + 1;
    return row;
  }

  /** One row given by column names. */
  @Benchmark
  @BenchmarkMode(Mode.SampleTime)
  @OutputTimeUnit(TimeUnit.MICROSECONDS)
  @SuppressWarnings("unchecked")
  public Score oneRowAsMap() {
    return scorer.score((Map<String, Object>) maps[turn()]);
  }

  /** One row given in the model's order. */
  @Benchmark
  @BenchmarkMode(Mode.SampleTime)
  @OutputTimeUnit(TimeUnit.MICROSECONDS)
  public Score oneRowAsArray() {
    return scorer.score(arrays[turn()]);
  }

  /** A thousand rows in one batch; the figure is rows a second. */
  @Benchmark
  @BenchmarkMode(Mode.Throughput)
  @OutputTimeUnit(TimeUnit.SECONDS)
  @OperationsPerInvocation(ROWS)
  public ScoreBatch thousandRows() {
    return batch.score(raw, ROWS);
  }
}
