package io.nightjar.spark.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.NightjarException;
import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.kernels.backend.KernelUse;
import io.nightjar.model.Model;
import io.nightjar.model.Task;
import io.nightjar.model.calibration.Isotonic;
import io.nightjar.model.calibration.Sigmoid;
import io.nightjar.scorer.Score;
import io.nightjar.scorer.Scorer;
import io.nightjar.spark.SparkFixture;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KernelTableScorerTest {
  private static final List<Row> ROWS = ScoreBench.rows(300, 42);

  private static TableScorer scorer(Model model, int blockRows) {
    return new KernelTableScorer(
        SparkFixture.session(), model, BackendPreference.SCALAR, blockRows);
  }

  private static Map<Long, Row> scoredById(Dataset<Row> scored) {
    Map<Long, Row> byId = new HashMap<>();
    scored.collectAsList().forEach(row -> byId.put(row.getAs("id"), row));
    return byId;
  }

  /** The bits that the Spark-free scorer gives for the row alone. */
  private static String alone(Scorer scorer, Row row) {
    try {
      Score score = scorer.score(ScoreBench.values(row));
      return bits(score.prediction())
          + score.probabilities().stream().map(KernelTableScorerTest::bits).toList()
          + score.label().orElse(null);
    } catch (NightjarException e) {
      return e.getMessage();
    }
  }

  private static String inTheBatch(Row row) {
    if (row.getAs(ScoredColumns.REASON) != null) {
      return row.getAs(ScoredColumns.REASON);
    }
    int at = row.fieldIndex(ScoredColumns.PROBABILITIES);
    List<Double> probabilities = row.isNullAt(at) ? List.of() : row.<Double>getList(at);
    return bits(row.<Double>getAs(ScoredColumns.PREDICTION))
        + probabilities.stream().map(KernelTableScorerTest::bits).toList()
        + row.getAs(ScoredColumns.LABEL);
  }

  private static String bits(double value) {
    return Long.toHexString(Double.doubleToRawLongBits(value)) + " ";
  }

  @ParameterizedTest
  @EnumSource(names = {"BINARY", "MULTICLASS", "REGRESSION"})
  void givesTheBitsOfOneRowAtATimeForAnyPartitionsAndBlocks(Task task) {
    givesTheBitsOfOneRow(ScoreBench.model(task));
    givesTheBitsOfOneRow(ScoreBench.trees(task));
  }

  @Test
  void givesTheBitsOfOneRowAtATimeWithCalibratedProbabilities() {
    givesTheBitsOfOneRow(
        ScoreBench.model(Task.BINARY).withCalibration(new Sigmoid(-0.7, 0.3)).withThreshold(0.4));
    givesTheBitsOfOneRow(
        ScoreBench.trees(Task.BINARY)
            .withCalibration(new Isotonic(List.of(0.1, 0.4, 0.8), List.of(0.0, 0.5, 0.7))));
  }

  private static void givesTheBitsOfOneRow(Model model) {
    Scorer reference = Scorer.of(model, Kernels.of(BackendPreference.SCALAR));
    int[][] shapes = {{1, 1}, {3, 7}, {7, 64}, {2, 4096}};
    for (int[] shape : shapes) {
      Dataset<Row> table = ScoreBench.table(ROWS).repartition(shape[0]);
      Map<Long, Row> scored = scoredById(scorer(model, shape[1]).score(table));
      assertThat(scored).hasSize(ROWS.size());
      for (Row row : ROWS) {
        assertThat(inTheBatch(scored.get(row.getLong(0))))
            .as("%s, %d partitions, blocks of %d", row, shape[0], shape[1])
            .isEqualTo(alone(reference, row));
      }
    }
  }

  @Test
  void keepsEveryColumnOfTheTableInFront() {
    Dataset<Row> scored = scorer(ScoreBench.model(Task.BINARY), 64).score(ScoreBench.table(ROWS));
    assertThat(scored.schema()).isEqualTo(ScoredColumns.behind(ScoreBench.SCHEMA));
    Row row = scoredById(scored).get(17L);
    for (int i = 0; i < ScoreBench.SCHEMA.size(); i++) {
      assertThat(row.get(i)).isEqualTo(ROWS.get(17).get(i));
    }
  }

  @Test
  void namesTheColumnOfARowThatCannotBeScored() {
    Dataset<Row> scored = scorer(ScoreBench.model(Task.BINARY), 64).score(ScoreBench.table(ROWS));
    Row bad = scored.filter(ScoredColumns.REASON + " is not null").first();
    assertThat(bad.<String>getAs(ScoredColumns.REASON))
        .isEqualTo("pay is Infinity; must be finite");
    assertThat(bad.<String>getAs(ScoredColumns.COLUMN)).isEqualTo("pay");
    assertThat(bad.<Double>getAs(ScoredColumns.PREDICTION)).isNull();
  }

  @Test
  void bringsBackWhatRanWhereOnTheExecutors() {
    TableScorer scorer = scorer(ScoreBench.model(Task.BINARY), 50);
    assertThat(scorer.placements()).isEmpty();
    scorer.score(ScoreBench.table(ROWS).repartition(2)).collectAsList();

    assertThat(scorer.placements()).hasSize(1);
    KernelUse use = scorer.placements().get(0);
    assertThat(use.kernel()).isEqualTo("margins");
    assertThat(use.backend()).isEqualTo("scalar");
    assertThat(use.calls()).isEqualTo(6);
  }

  @Test
  void saysThatTreesRanWhereTheyDid() {
    TableScorer scorer = scorer(ScoreBench.trees(Task.BINARY), 50);
    scorer.score(ScoreBench.table(ROWS).repartition(2)).collectAsList();

    assertThat(scorer.placements()).hasSize(1);
    assertThat(scorer.placements().get(0).kernel()).isEqualTo("ensemble-score");
    assertThat(scorer.placements().get(0).calls()).isEqualTo(6);
  }

  @Test
  void refusesABlockOfNoRows() {
    assertThatThrownBy(() -> scorer(ScoreBench.model(Task.BINARY), 0))
        .hasMessage("block rows is 0; must be 1 or more");
  }
}
