package io.nightjar.spark.score.explain;

import io.nightjar.NightjarException;
import io.nightjar.features.CategoryText;
import io.nightjar.kernels.Kernels;
import io.nightjar.model.Model;
import io.nightjar.model.Task;
import io.nightjar.scorer.BlockEncoder;
import io.nightjar.scorer.BlockScorer;
import io.nightjar.scorer.EncodedBlock;
import io.nightjar.scorer.ScoreBatch;
import io.nightjar.scorer.explain.Contributions;
import io.nightjar.spark.data.RawRows;
import io.nightjar.spark.score.explain.ChosenRows.Chosen;
import io.nightjar.spark.score.explain.ExplainedRow.Contribution;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.types.StructType;

/** Explains rows that are few enough to be in memory, with a model's SHAP values. */
public final class RowExplanations {
  /** Rows of a block: the values of one are [outputs][columns + 1][rows] doubles. */
  private static final int PIECE = 1024;

  private final BlockEncoder encoder;
  private final BlockScorer scorer;
  private final List<String> names;
  private final int top;

  /**
   * Explanations by a model.
   *
   * @param top how many columns are listed for each row, 1 or more
   * @throws NightjarException CONFIG if the model can't be explained
   */
  public RowExplanations(Model model, Kernels kernels, int top) {
    this.scorer = BlockScorer.of(model, kernels).explaining();
    this.encoder = BlockEncoder.of(model);
    this.names = encoder.signature().names();
    this.top = top;
  }

  /**
   * Explains rows, some at a time.
   *
   * @param schema of the rows
   */
  public List<ExplainedRow> of(List<Chosen> rows, StructType schema) {
    RawRows reader = new RawRows(schema, names);
    List<ExplainedRow> explained = new ArrayList<>();
    for (int from = 0; from < rows.size(); from += PIECE) {
      List<Chosen> piece = rows.subList(from, Math.min(rows.size(), from + PIECE));
      explained.addAll(piece(piece, reader));
    }
    return explained;
  }

  private List<ExplainedRow> piece(List<Chosen> rows, RawRows reader) {
    Object[][] raw = new Object[rows.size()][reader.width()];
    for (int row = 0; row < raw.length; row++) {
      reader.read(rows.get(row).row(), raw[row]);
    }
    EncodedBlock block = encoder.encode(raw, raw.length);
    ScoreBatch scores = scorer.score(block);
    Contributions found = scorer.explain(block, scores);
    List<ExplainedRow> explained = new ArrayList<>();
    for (int row = 0; row < raw.length; row++) {
      String name = rows.get(row).id();
      explained.add(
          scores.reason(row) == null
              ? explained(name, raw, row, scores, found)
              : ExplainedRow.unscorable(name, scores.reason(row)));
    }
    return explained;
  }

  private ExplainedRow explained(
      String id, Object[][] raw, int row, ScoreBatch scores, Contributions found) {
    int[] strongest = found.strongest(row, top);
    List<Contribution> listed = new ArrayList<>();
    for (int column : strongest) {
      String name = found.columns().get(column);
      Object value = raw[row][names.indexOf(name)];
      listed.add(new Contribution(name, CategoryText.of(value), found.value(column, row)));
    }
    double others = 0;
    for (int column = 0; column < found.columns().size(); column++) {
      int at = column;
      boolean shown = Arrays.stream(strongest).anyMatch(j -> j == at);
      others += shown ? 0 : found.value(column, row);
    }
    boolean number = scorer.model().target().classes().isEmpty();
    int code = scorer.model().target().task() == Task.BINARY ? 1 : scores.label(row);
    return new ExplainedRow(
        id,
        null,
        number ? Double.toString(scores.prediction(row)) : scores.labelName(row),
        number ? null : scores.probability(row, code),
        scores.margin(scores.output(row), row),
        found.base(row),
        others,
        listed);
  }
}
