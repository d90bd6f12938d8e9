package io.nightjar.spark.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.NightjarException;
import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.model.Model;
import io.nightjar.model.Task;
import io.nightjar.scorer.Explanation;
import io.nightjar.scorer.Scorer;
import io.nightjar.spark.score.explain.ChosenRows.Chosen;
import io.nightjar.spark.score.explain.ExplainedRow;
import io.nightjar.spark.score.explain.ExplainedRow.Contribution;
import io.nightjar.spark.score.explain.RowExplanations;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RowExplanationsTest {
  private static final Kernels SCALAR = Kernels.of(BackendPreference.SCALAR);

  @ParameterizedTest
  @EnumSource(names = {"BINARY", "MULTICLASS", "REGRESSION", "ANOMALY"})
  void givesWhatOneRowAtATimeGivesForMoreRowsThanABlockHas(Task task) {
    List<Row> rows = ScoreBench.rows(2500, 7);
    Model model = task == Task.ANOMALY ? ScoreBench.trees(task) : ScoreBench.model(task);
    int id = ScoreBench.SCHEMA.fieldIndex("id");
    List<Chosen> chosen =
        rows.stream().map(row -> new Chosen(row, String.valueOf(row.get(id)))).toList();
    Scorer alone = Scorer.of(model, SCALAR);

    List<ExplainedRow> found = new RowExplanations(model, SCALAR, 4).of(chosen, ScoreBench.SCHEMA);

    assertThat(found).hasSameSizeAs(rows);
    for (int i = 0; i < rows.size(); i++) {
      Map<String, Object> values = ScoreBench.values(rows.get(i));
      ExplainedRow row = found.get(i);
      assertThat(row.id()).isEqualTo(String.valueOf(i));
      if (row.unscorable() != null) {
        assertThatThrownBy(() -> alone.explain(values))
            .isInstanceOf(NightjarException.class)
            .hasMessage(row.unscorable());
        continue;
      }
      Explanation wanted = alone.explain(values);
      assertThat(row.margin()).isEqualTo(wanted.margin());
      assertThat(row.base()).isEqualTo(wanted.base());
      assertThat(row.contributions().stream())
          .allMatch(one -> one.contribution() == wanted.contributions().get(one.feature()));
      assertThat(
              row.contributions().stream().map(Contribution::feature).collect(Collectors.toSet()))
          .isEqualTo(
              wanted.contributions().keySet().stream()
                  .filter(name -> wanted.contributions().get(name) != 0)
                  .collect(Collectors.toSet()));
    }
  }
}
