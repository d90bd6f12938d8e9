package io.nightjar.scorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.nightjar.features.design.Precision;
import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.model.Model;
import io.nightjar.model.ModelExamples;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One row at a time, as services ask. */
class OneRowTest {
  private static final int ROWS = 700;

  /** A score, its boxed probabilities and their list; where the JVM's compiler has done nothing. */
  private static final long SCORE_BYTES = 256;

  static Stream<Model> models() {
    return Stream.of(
        ServedModels.linear(Precision.FLOAT),
        ServedModels.linear(Precision.DOUBLE),
        ServedModels.trees(203, 1),
        ServedModels.trees(99, 3),
        ServedModels.trees(5, 1),
        ServedModels.network(),
        ServedModels.clusters());
  }

  @ParameterizedTest
  @MethodSource("models")
  void hasTheBitsOfABatchOnEveryBackendOfTheJvmHoweverItIsGiven(Model model) {
    double[][] rows = ServedModels.rows(ROWS, 9);
    for (BackendPreference preference : List.of(BackendPreference.SCALAR, BackendPreference.SIMD)) {
      Scorer scorer = Scorer.of(model, Kernels.of(preference));
      ScoreBatch batch = scorer.batch().score(ServedModels.raw(rows), ROWS);
      for (int row = 0; row < ROWS; row++) {
        Score expected = batch.score(row);
        assertThat(scorer.score(ServedModels.map(rows[row]))).isEqualTo(expected);
        assertThat(scorer.score(rows[row])).isEqualTo(expected);
        assertThat(scorer.score(ServedModels.floats(rows[row]))).isEqualTo(expected);
      }
    }
  }

  @Test
  void isScoredByManyThreadsAtOnce() throws Exception {
    Scorer scorer = Scorer.of(ServedModels.trees(50, 3), Kernels.of(BackendPreference.SCALAR));
    double[][] rows = ServedModels.rows(ROWS, 5);
    List<Score> expected = Stream.of(rows).map(scorer::score).toList();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<List<Score>>> all =
          IntStream.range(0, 8)
              .mapToObj(i -> threads.submit(() -> Stream.of(rows).map(scorer::score).toList()))
              .toList();
      for (Future<List<Score>> one : all) {
        assertThat(one.get()).isEqualTo(expected);
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void allocatesNothingButTheScore() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    double[] row = ServedModels.rows(1, 2)[0];
    Map<String, Object> map = ServedModels.map(row);
    for (Model model :
        List.of(
            ServedModels.linear(Precision.FLOAT),
            ServedModels.trees(200, 1),
            ServedModels.network())) {
      Scorer scorer = Scorer.of(model, Kernels.of(BackendPreference.SCALAR));
      double sum = scorer.score(map).prediction() + scorer.score(row).prediction();
      long thread = Thread.currentThread().getId();
      long before = threads.getThreadAllocatedBytes(thread);
      for (int i = 0; i < 1000; i++) {
        sum += scorer.score(map).prediction() + scorer.score(row).prediction();
      }
      long bytes = threads.getThreadAllocatedBytes(thread) - before;
      assertThat(sum).isPositive();
      assertThat(bytes / 2000.0).as("%s", model.getClass()).isLessThan(SCORE_BYTES);
    }
  }

  @Test
  void addsAnOffsetOfAMapAndRefusesOneThatIsMissing() {
    Scorer scorer = scorer(ModelExamples.exposedCounts());
    Map<String, Object> row = new HashMap<>(Map.of("age", 40, "sex", "Female", "log_days", 1.5));
    Object[][] raw = {{40, "Female", 1.5}};
    assertThat(scorer.score(row)).isEqualTo(scorer.batch().score(raw, 1).score(0));
    row.put("log_days", null);
    assertThatThrownBy(() -> scorer.score(row))
        .hasMessage("log_days is null; must be a finite number, which is added to the margin");
  }

  @Test
  void givesTheComponentsBesideTheErrorOfReconstruction() {
    Scorer scorer = scorer(ModelExamples.projection());
    Object[][] raw = {{50.0, "Female"}};
    Score batch = scorer.batch().score(raw, 1).score(0);
    assertThat(scorer.score(Map.of("age", 50.0, "sex", "Female"))).isEqualTo(batch);
    assertThat(batch.outputs()).hasSize(2);
  }

  @Test
  void isOfNumbersAloneWhereItIsAnArray() {
    assertThatThrownBy(() -> scorer(ModelExamples.trees()).score(new double[] {30, 1}))
        .hasMessage(
            "column sex is string; only a model of numbers alone scores an array: give a map of"
                + " values by column");
  }

  @Test
  void hasOneValueForEachColumn() {
    assertThatThrownBy(() -> scorer(ServedModels.trees(1, 1)).score(new float[3]))
        .hasMessageStartingWith("the row has 3 values; must have 28, one for each of [x0, x1, x2,")
        .hasMessageEndingWith("x27] in this order");
  }

  @Test
  void mayNotHoldInfinities() {
    double[] row = new double[ServedModels.COLUMNS];
    row[3] = Double.NEGATIVE_INFINITY;
    assertThatThrownBy(() -> scorer(ServedModels.network()).score(row))
        .hasMessage("x3 is -Infinity; must be finite");
    row[3] = 1e39;
    assertThatThrownBy(() -> scorer(ServedModels.trees(1, 1)).score(row))
        .hasMessage("x3 is 1.0E39; must be within ±3.4028235e38");
  }

  private static Scorer scorer(Model model) {
    return Scorer.of(model, Kernels.of(BackendPreference.SCALAR));
  }
}
