package io.nightjar.spark.score.mllib;

import io.nightjar.kernels.backend.KernelUse;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.score.ScoredColumns;
import io.nightjar.spark.score.TableScorer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Scores with a champion and challengers that no single scorer runs, since one of them is a Spark
 * ML model: each adds its columns to the rows of the one before, all in one pass over the input. A
 * model's scores are those that it has alone.
 */
public final class ShadowScorer implements TableScorer {
  /** What a challenger adds, in the order of {@link ScoredColumns}. */
  private static final List<String> COMPARED =
      List.of(ScoredColumns.PREDICTION, ScoredColumns.PROBABILITIES, ScoredColumns.LABEL);

  private final TableScorer champion;
  private final List<TableScorer> challengers;

  /**
   * A scorer.
   *
   * @param champion adds no challengers' columns
   * @param challengers a scorer of each challenger alone, in the order of {@code score.challengers}
   */
  public ShadowScorer(TableScorer champion, List<TableScorer> challengers) {
    this.champion = champion;
    this.challengers = List.copyOf(challengers);
  }

  @Override
  public Dataset<Row> score(Dataset<Row> input) {
    List<String> kept = new ArrayList<>(Arrays.asList(input.columns()));
    Dataset<Row> rows = input;
    for (int at = 0; at < challengers.size(); at++) {
      rows = beside(challengers.get(at).score(rows), kept, at);
    }
    return champion.score(rows);
  }

  /** The rows with what one challenger says of them under names of its own, which are kept on. */
  private static Dataset<Row> beside(Dataset<Row> scored, List<String> kept, int at) {
    List<Column> columns =
        kept.stream().map(Table::column).collect(Collectors.toCollection(ArrayList::new));
    for (String name : COMPARED) {
      String own = ScoredColumns.challenger(at, name);
      columns.add(Table.column(name).as(own));
      kept.add(own);
    }
    return scored.select(columns.toArray(Column[]::new));
  }

  /** Of all models, so that a score isn't taken up that another setting gave. */
  @Override
  public String settings() {
    return all().map(TableScorer::settings).collect(Collectors.joining(" "));
  }

  @Override
  public List<KernelUse> placements() {
    return KernelUse.merge(all().flatMap(scorer -> scorer.placements().stream()).toList());
  }

  private Stream<TableScorer> all() {
    return Stream.concat(Stream.of(champion), challengers.stream());
  }
}
