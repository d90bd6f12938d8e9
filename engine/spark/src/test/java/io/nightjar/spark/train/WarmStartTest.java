package io.nightjar.spark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.config.JobConfig;
import io.nightjar.model.Importance;
import io.nightjar.model.Model;
import io.nightjar.model.TreeModel;
import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.read.Tables;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trees that are grown upon those of a registered version. */
class WarmStartTest {
  private static final String BINARY = "label = yes, positive = \"y\"";
  @TempDir static Path temp;

  @BeforeAll
  static void makeRows() {
    Random random = new Random(20261127);
    List<Row> rows = new ArrayList<>();
    for (long id = 0; id < 1500; id++) {
      Double x = random.nextInt(9) == 0 ? null : random.nextGaussian();
      int colour = random.nextInt(7);
      double signal = (x == null ? 0.5 : x) + colour % 3 + random.nextGaussian() / 2;
      String kind = "k" + Math.floorMod(Math.round(signal), 3);
      rows.add(
          RowFactory.create(id, x, "c" + colour, signal > 1 ? "y" : "n", kind, Math.exp(signal)));
    }
    StructType schema =
        new StructType()
            .add("id", DataTypes.LongType)
            .add("x", DataTypes.DoubleType)
            .add("colour", DataTypes.StringType)
            .add("yes", DataTypes.StringType)
            .add("kind", DataTypes.StringType)
            .add("amount", DataTypes.DoubleType);
    SparkFixture.session().createDataFrame(rows, schema).createOrReplaceTempView("warm_rows");
  }

  private static JobConfig config(String label, String columns, String model) {
    return TrainingRuns.parse(
        """
        name = warm
        data { source = warm_rows, id = id, %s }
        split { by = id, validation = 0.2, test = 0 }
        features { columns = [%s] }
        model { %s }
        """
            .formatted(label, columns, model));
  }

  private static Model train(JobConfig config, Optional<WarmStart> from) {
    Table table =
        Tables.training(SparkFixture.session(), config.data(), LocalDate.of(2026, 11, 19));
    return TrainingRuns.train(config, table, temp.resolve("staging"), from).trained().model();
  }

  private static Optional<WarmStart> from(Model model) {
    return Optional.of(new WarmStart("warm@7", "ab12", model));
  }

  /** On the same rows the numbers fall into the same bins, so nothing at all may differ. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        BINARY + " | subsample = 0.7, column-subsample = 0.8",
        "label = kind | depth = 3",
        "label = amount | objective = quantile, quantile = 0.7, depth = 3",
        "label = amount | objective = gamma, leaves = 9",
      })
  void areThoseOfOneFitWhereTheRowsAreTheSame(String job) {
    String label = job.split(" [|] ")[0];
    String model = "type = gbt, learning-rate = 0.4, " + job.split(" [|] ")[1];
    TreeModel whole =
        (TreeModel) train(config(label, "x, colour", model + ", trees = 7"), Optional.empty());
    Model first = train(config(label, "x, colour", model + ", trees = 4"), Optional.empty());
    TreeModel grown =
        (TreeModel) train(config(label, "x, colour", model + ", trees = 3"), from(first));
    assertThat(grown.ensemble().nodes())
        .usingRecursiveComparison()
        .isEqualTo(whole.ensemble().nodes());
    assertThat(grown.ensemble().trees()).isEqualTo(whole.ensemble().trees());
    for (int k = 0; k < whole.ensemble().outputs(); k++) {
      assertThat(grown.ensemble().base(k)).isEqualTo(whole.ensemble().base(k));
    }
    assertThat(grown.importance())
        .extracting(Importance::splits)
        .isEqualTo(whole.importance().stream().map(Importance::splits).toList());
    assertThat(grown.provenance().fit())
        .containsEntry("warm-start", "warm@7")
        .containsEntry("earlier-trees", Integer.toString(4 * whole.ensemble().outputs()))
        .containsEntry(
            "validation-loss", whole.provenance().fit().getOrDefault("validation-loss", ""));
  }

  /** Without the commonest colour the others' numbers would be other ones. */
  @Test
  void keepTheEncodingsOfTheVersion() {
    JobConfig job = config(BINARY, "x, colour", "type = gbt, trees = 2");
    Model first = train(job, Optional.empty());
    SparkFixture.session()
        .table("warm_rows")
        .filter("colour not in ('c1', 'c4')")
        .createOrReplaceTempView("warm_fewer");
    JobConfig fewer =
        TrainingRuns.parse(
            """
            name = warm
            data { source = warm_fewer, id = id, %s }
            split { by = id, validation = 0.2, test = 0 }
            features { columns = [x, colour] }
            model { type = gbt, trees = 2 }
            """
                .formatted(BINARY));
    assertThat(train(fewer, Optional.empty()).features()).isNotEqualTo(first.features());
    assertThat(train(fewer, from(first)).features()).isEqualTo(first.features());
  }

  @Test
  void areRefusedWhereAnythingDiffersWithAllOfIt() {
    Model first = train(config(BINARY, "x, colour", "type = gbt, trees = 1"), Optional.empty());
    JobConfig other = config("label = amount", "x", "type = gbt, objective = huber");
    assertThatThrownBy(() -> train(other, from(first)))
        .isInstanceOfSatisfying(
            NightjarException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(FailureKind.CONFIG);
              assertThat(e.problems()).hasSize(3);
            })
        .hasMessageContaining(
            "model.warm-start: is warm@7, but its label is yes of classes [n, y], and this job's"
                + " amount, a number; must be the same: mend the job, or train without warm-start")
        .hasMessageContaining(
            "but its features are [x, colour (categories)], and this job's [x]; must be the same")
        .hasMessageContaining(
            "but its objective is binary, and this job's huber {huber-delta=1.0}; must be the same");
  }

  @Test
  void areRefusedUponAForest() {
    Model forest = train(config(BINARY, "x", "type = forest, trees = 1"), Optional.empty());
    JobConfig job = config(BINARY, "x", "type = gbt");
    assertThatThrownBy(() -> train(job, from(forest)))
        .hasMessageContaining(
            "model.warm-start: is warm@7, a model of type forest; must be boosted trees that were"
                + " trained here (gbt)");
  }
}
