package io.nightjar.spark.train.als;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nightjar.config.JobConfig;
import io.nightjar.config.model.ModelConfig;
import io.nightjar.features.ColumnType;
import io.nightjar.model.FactorModel;
import io.nightjar.model.factors.KeyedFactors;
import io.nightjar.spark.train.TrainedModel;
import io.nightjar.spark.train.TrainingRuns;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlsTrainingTest {
  @TempDir Path folder;

  private TrainedModel train(JobConfig config, String to) {
    return TrainingRuns.train(config, folder.resolve(to)).trained();
  }

  private FactorModel model(String view, String settings, String to) {
    return (FactorModel) train(MadeRatings.config(view, settings), to).model();
  }

  /** The rows as places in the model's dictionaries. */
  private static NaiveFactors naive(FactorModel model, AlsSpec spec, List<Row> rows) {
    List<double[]> placed = new ArrayList<>();
    for (Row row : rows) {
      int user = model.users().keys().place(row.get(0));
      int item = model.items().keys().place(row.get(1));
      placed.add(new double[] {user, item, row.getDouble(2)});
    }
    return new NaiveFactors(spec, placed, model.users().size(), model.items().size());
  }

  private static double[][] rows(KeyedFactors factors) {
    return NaiveFactors.rows(factors.values(), factors.rank());
  }

  @ParameterizedTest
  @ValueSource(strings = {"implicit = false", "implicit = true, alpha = 1.5"})
  void findsWhatTheNaiveLoopsFind(String kind) {
    boolean implicit = kind.contains("true");
    List<Row> ratings = MadeRatings.of(30, 20, 0.5, 5);
    List<Row> rows = implicit ? MadeRatings.strengths(ratings) : ratings;
    String view = "als_naive_" + implicit;
    MadeRatings.view(view, rows, 3);
    String settings = kind + ", rank = 3, iterations = 4, lambda = 0.05";
    JobConfig config = MadeRatings.config(view, settings);
    TrainedModel trained = train(config, "naive");
    FactorModel model = (FactorModel) trained.model();
    AlsSpec spec = AlsSpec.of((ModelConfig.Als) config.model());
    NaiveFactors naive = naive(model, spec, rows);
    float[] start = StartFactors.of(model.users().size(), 3, config.seed());
    double[][][] found = naive.solve(NaiveFactors.rows(start, 3), 4);
    assertThat(NaiveFactors.flat(rows(model.users())))
        .containsExactly(NaiveFactors.flat(found[0]), within(2e-5));
    assertThat(NaiveFactors.flat(rows(model.items())))
        .containsExactly(NaiveFactors.flat(found[1]), within(2e-5));
    double objective = Double.parseDouble(model.provenance().fit().get("objective"));
    double expected = naive.objective(rows(model.users()), rows(model.items()));
    assertThat(objective).isCloseTo(expected, within(1e-5 * expected));
    assertThat(trained.placement())
        .extracting(use -> use.kernel())
        .contains("normal-equations", "cholesky-solve");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "implicit = false",
        "implicit = true",
        "implicit = false, non-negative = true",
        "implicit = true, non-negative = true"
      })
  void theObjectiveFallsInEachIteration(String kind) {
    List<Row> ratings = MadeRatings.of(40, 25, 0.4, 6);
    boolean implicit = kind.contains("implicit = true");
    String view = "als_falls_" + implicit;
    MadeRatings.view(view, implicit ? MadeRatings.strengths(ratings) : ratings, 2);
    double last = Double.POSITIVE_INFINITY;
    for (int iterations = 1; iterations <= 5; iterations++) {
      FactorModel model =
          model(view, kind + ", rank = 4, iterations = " + iterations, "falls" + iterations);
      double objective = Double.parseDouble(model.provenance().fit().get("objective"));
      assertThat(objective).isLessThan(last);
      last = objective;
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void givesTheSameBitsHoweverRowsAndBlocksAreParted(boolean nonNegative) {
    List<Row> rows = MadeRatings.of(500, 300, 0.5, 7);
    FactorModel first = null;
    for (int partitions : new int[] {1, 2, 7}) {
      String view = "als_parts_" + partitions;
      MadeRatings.view(view, rows, partitions);
      JobConfig config =
          MadeRatings.config("als_parts", "rank = 5, iterations = 2, non-negative = " + nonNegative)
              .with(List.of("compute.partitions=" + partitions, "data.source=" + view));
      FactorModel model = (FactorModel) train(config, view + nonNegative).model();
      first = first == null ? model : first;
      assertThat(model.users()).isEqualTo(first.users());
      assertThat(model.items()).isEqualTo(first.items());
      assertThat(model.provenance().fit()).isEqualTo(first.provenance().fit());
    }
  }

  @Test
  void drawsAnotherStartFromAnotherSeed() {
    MadeRatings.view("als_seeds", MadeRatings.of(20, 15, 0.6, 8), 1);
    JobConfig config = MadeRatings.config("als_seeds", "rank = 2, iterations = 1");
    FactorModel one = (FactorModel) train(config, "one").model();
    FactorModel other = (FactorModel) train(config.with(List.of("seed=43")), "other").model();
    assertThat(other.users()).isNotEqualTo(one.users());
  }

  @Test
  void remembersKeysSettingsAndWhatBecomesOfOthers() {
    MadeRatings.view("als_keys", MadeRatings.of(12, 9, 0.9, 9), 2);
    FactorModel model = model("als_keys", "rank = 2, iterations = 1, cold-start = drop", "keys");
    assertThat(model.users().keys().type()).isEqualTo(ColumnType.LONG);
    assertThat(model.users().keys().key(0)).isEqualTo(10L);
    assertThat(model.items().keys().key(8)).isEqualTo("i8");
    assertThat(model.signature().names()).containsExactly("user", "item");
    assertThat(model.provenance().algorithm().parameters())
        .containsEntry("rank", "2")
        .containsEntry("lambda", "0.1")
        .containsEntry("cold-start", "drop")
        .doesNotContainKey("alpha");
    assertThat(model.provenance().fit()).containsEntry("users", "12").containsEntry("items", "9");
  }

  @Test
  void addsUpWhatAUserDidToAnItemMoreThanOnce() {
    List<Row> once = MadeRatings.strengths(MadeRatings.of(15, 10, 0.7, 10));
    List<Row> twice = new ArrayList<>();
    for (Row row : once) {
      twice.add(RowFactory.create(row.get(0), row.get(1), row.getDouble(2) - 1));
      twice.add(RowFactory.create(row.get(0), row.get(1), 1.0));
    }
    MadeRatings.view("als_once", once, 1);
    MadeRatings.view("als_twice", twice, 3);
    String settings = "implicit = true, rank = 3, iterations = 2";
    FactorModel one = model("als_once", settings, "once");
    FactorModel two = model("als_twice", settings, "twice");
    assertThat(two.users()).isEqualTo(one.users());
    assertThat(two.items()).isEqualTo(one.items());
    assertThat(two.provenance().fit()).containsEntry("added-up", Integer.toString(once.size()));
  }
}
