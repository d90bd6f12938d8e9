package io.nightjar.spark.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.config.ScoreConfig;
import io.nightjar.config.output.OutputColumn;
import io.nightjar.features.BooleanFeature;
import io.nightjar.features.CategoricalFeature;
import io.nightjar.features.ColumnType;
import io.nightjar.features.Feature;
import io.nightjar.features.FeatureSpec;
import io.nightjar.features.InputColumn;
import io.nightjar.features.Missing;
import io.nightjar.features.NumericFeature;
import io.nightjar.features.NumericRange;
import io.nightjar.features.design.LinearDesign;
import io.nightjar.features.design.Precision;
import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.model.Coefficients;
import io.nightjar.model.LinearModel;
import io.nightjar.model.ModelHeader;
import io.nightjar.model.Target;
import io.nightjar.scorer.Scorer;
import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.data.RawRows;
import io.nightjar.spark.data.Snapshot;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.TestConfigs;
import io.nightjar.spark.data.TestData;
import io.nightjar.spark.data.contract.RowRules;
import io.nightjar.spark.data.read.Tables;
import io.nightjar.spark.score.publish.PublishRequest.Repeat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every file of parquet-testing, odd or malformed, is scored right or ends in one clear line that
 * names it. The oracle: the rows as Spark's other reader gives them, one by one, scored without
 * Spark.
 */
class OddParquetTest {
  private static final LocalDate NIGHT = LocalDate.of(2026, 11, 19);
  private static final SparkSession SPARK = SparkFixture.session();
  private static final String VECTORS = "spark.sql.parquet.enableVectorizedReader";

  /** Malformed for a reader of another project's; both of Spark's read the same from it. */
  private static final String READABLE = "ARROW-GH-43605.parquet";

  /** Pages whose checksums say that they are not what was written. */
  private static final List<String> MALFORMED =
      List.of(
          "datapage_v1-corrupt-checksum.parquet", "rle-dict-uncompressed-corrupt-checksum.parquet");

  @TempDir static Path temp;

  @TestFactory
  List<DynamicTest> isScoredRightOrEndsInOneLineThatNamesTheFile() throws IOException {
    try (Stream<Path> files = Files.walk(TestData.path("parquet-testing"))) {
      return files
          .filter(file -> file.getFileName().toString().contains(".parquet"))
          .filter(file -> !file.toString().endsWith(".json"))
          .sorted()
          .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> bounded(file)))
          .toList();
    }
  }

  private static void bounded(Path file) {
    Assertions.assertTimeout(Duration.ofSeconds(60), () -> scoredOrRefused(file));
  }

  private static void scoredOrRefused(Path file) {
    List<String> scores;
    Table table;
    List<Feature> features;
    try {
      table =
          Tables.open(
              SPARK, TestConfigs.data(file.toString(), "none", null), file.toString(), NIGHT);
      features = features(table);
      long rows = Snapshot.of(table).rows();
      scores =
          features.isEmpty()
              ? Collections.nCopies((int) rows, "")
              : scores(file, table, model(features));
    } catch (NightjarException e) {
      assertThat(e.kind()).isEqualTo(FailureKind.DATA);
      assertThat(e.getMessage()).startsWith(file + ": ");
      assertThat(e.getMessage().lines()).hasSize(1);
      assertThat(e.getMessage()).doesNotContain("Exception", "SQLSTATE");
      return;
    }
    assertThat(MALFORMED).doesNotContain(file.getFileName().toString());
    if (file.getParent().endsWith("bad_data")) {
      assertThat(file).hasFileName(READABLE);
    }
    assertThat(scores).isEqualTo(wanted(file, features)).isNotEmpty();
  }

  /** A feature of each column that one can be made of. */
  private static List<Feature> features(Table table) {
    List<Feature> features = new ArrayList<>();
    for (InputColumn column : RawRows.columns(table.schema())) {
      if (column.type().isNumeric()) {
        features.add(
            new NumericFeature(
                column.name(),
                column.type(),
                0.5,
                Missing.NONE,
                new NumericRange(0.5, 3, -1000, 1000)));
      } else if (column.type() == ColumnType.STRING) {
        features.add(
            new CategoricalFeature(column.name(), column.type(), List.of("a", "b"), Missing.NONE));
      } else if (column.type() == ColumnType.BOOLEAN) {
        features.add(new BooleanFeature(column.name(), 0.25, Missing.NONE));
      }
    }
    return features;
  }

  private static LinearModel model(List<Feature> features) {
    FeatureSpec spec = new FeatureSpec(features);
    double[] values = new double[LinearDesign.of(spec).width() + 1];
    for (int i = 0; i < values.length; i++) {
      values[i] = 1.0 / (i + 1);
    }
    ModelHeader header =
        new ModelHeader(Target.regression("cost"), spec, Precision.FLOAT, ScoreBench.provenance());
    return LinearModel.of(header, new Coefficients(1, values), 0.5);
  }

  private static List<String> scores(Path file, Table table, LinearModel model) {
    String at = temp.resolve(file.getFileName().toString()).toString();
    ScoreConfig config =
        MadeScoreConfig.in(Path.of(at), List.of(), Optional.of(at + "/quarantine"))
            .mostQuarantined(1)
            .columns(List.of(OutputColumn.PREDICTION))
            .made();
    ScoreRequest request =
        new ScoreRequest(
            "odd", "odd-1", NIGHT, Repeat.SKIP, config, Optional.empty(), RowRules.none(), "1");
    KernelTableScorer scorer = new KernelTableScorer(SPARK, model, BackendPreference.SCALAR, 1000);
    ScoreResult result =
        BatchScoring.run(
            SPARK,
            request,
            new ScoringModel("odd", 1, "ab12", model, scorer, List.of()),
            () -> ScoringInput.of(table));
    assertThat(result.rowsScored() + result.rowsQuarantined()).isEqualTo(result.rowsIn());
    List<String> scores = new ArrayList<>();
    SPARK
        .read()
        .parquet(at + "/scores")
        .select("prediction")
        .collectAsList()
        .forEach(row -> scores.add(row.get(0).toString()));
    SPARK
        .read()
        .parquet(at + "/quarantine")
        .collectAsList()
        .forEach(row -> scores.add(row.<String>getAs("reason")));
    return scores.stream().sorted().toList();
  }

  /** Each row's score, or the column that keeps it from one. */
  private static List<String> wanted(Path file, List<Feature> features) {
    Scorer scorer =
        features.isEmpty()
            ? null
            : Scorer.of(model(features), Kernels.of(BackendPreference.SCALAR));
    SPARK.conf().set(VECTORS, "false");
    try {
      Dataset<Row> rows =
          SPARK
              .read()
              .parquet(file.toString())
              .select(features.stream().map(f -> Table.column(f.column())).toArray(Column[]::new));
      return rows.collectAsList().stream()
          .map(
              row -> {
                Map<String, Object> values = new HashMap<>();
                for (int i = 0; i < features.size(); i++) {
                  values.put(features.get(i).column(), RawRows.value(row.get(i)));
                }
                return scorer == null ? "" : scored(scorer, values);
              })
          .sorted()
          .toList();
    } finally {
      SPARK.conf().unset(VECTORS);
    }
  }

  private static String scored(Scorer scorer, Map<String, Object> values) {
    try {
      return Double.toString(scorer.score(values).prediction());
    } catch (NightjarException e) {
      return e.getMessage();
    }
  }
}
