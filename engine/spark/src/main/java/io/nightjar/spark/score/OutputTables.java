package io.nightjar.spark.score;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.config.ScoreConfig;
import io.nightjar.model.ProjectionModel;
import io.nightjar.model.Task;
import io.nightjar.spark.data.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The two tables that scored rows become.
 *
 * <p>Scores: the kept columns; {@code prediction}, the class's name at the threshold or the number;
 * {@code probability}, of the positive class (binary) or an array in class order (multiclass); of
 * clusters, {@code prediction} is the number and {@code distance} that from the centroid; of
 * components, it is the reconstruction error, and {@code pc1}, {@code pc2}, … are theirs; {@code
 * model}, {@code model_version}, {@code run_id}, {@code scored_at}.
 *
 * <p>Quarantine: {@code id}, {@code reason}, {@code column}, {@code value}, all strings.
 */
final class OutputTables {
  private static final String DISTANCE = "distance";
  private static final String COMPONENT = "pc";

  private final ScoreRequest request;
  private final ScoringModel model;
  private final Instant scoredAt;

  OutputTables(ScoreRequest request, ScoringModel model, Instant scoredAt) {
    this.request = request;
    this.model = model;
    this.scoredAt = scoredAt;
  }

  /** The only columns that are read: the model's, the kept ones and the id. */
  Dataset<Row> pruned(Table table) {
    Set<String> names = new LinkedHashSet<>(model.model().signature().names());
    names.addAll(request.config().keep());
    request.id().ifPresent(names::add);
    return table.rows().select(names.stream().map(Table::column).toArray(Column[]::new));
  }

  Dataset<Row> scores(Dataset<Row> scored) {
    ScoreConfig.Names names = request.config().names();
    List<Column> columns = new ArrayList<>();
    request.config().keep().forEach(name -> columns.add(Table.column(name)));
    columns.addAll(predictions(names));
    columns.add(lit(model.name()).as("model"));
    columns.add(lit(model.version()).as("model_version"));
    columns.add(lit(request.runId()).as("run_id"));
    columns.add(lit(scoredAt).as("scored_at"));
    return scored.filter(col(ScoredColumns.REASON).isNull()).select(columns.toArray(Column[]::new));
  }

  private List<Column> predictions(ScoreConfig.Names names) {
    Column number = col(ScoredColumns.PREDICTION);
    Column label = col(ScoredColumns.LABEL).as(names.prediction());
    return switch (task()) {
      case REGRESSION -> List.of(number.as(names.prediction()));
      case BINARY -> List.of(label, number.as(names.probability()));
      case MULTICLASS -> List.of(label, col(ScoredColumns.PROBABILITIES).as(names.probability()));
      case CLUSTERING -> List.of(number.cast("int").as(names.prediction()), output(0).as(DISTANCE));
      case PROJECTION -> {
        List<Column> columns = new ArrayList<>(List.of(number.as(names.prediction())));
        for (int c = 0; c < components(); c++) {
          columns.add(output(c).as(COMPONENT + (c + 1)));
        }
        yield columns;
      }
    };
  }

  private static Column output(int i) {
    return col(ScoredColumns.OUTPUTS).getItem(i);
  }

  private int components() {
    return model.model() instanceof ProjectionModel projection
        ? projection.components().count()
        : 0;
  }

  Dataset<Row> quarantine(Dataset<Row> scored) {
    Column id = request.id().map(name -> Table.column(name).cast("string")).orElse(nothing());
    return scored
        .filter(col(ScoredColumns.REASON).isNotNull())
        .select(
            id.as("id"),
            col(ScoredColumns.REASON).as("reason"),
            col(ScoredColumns.COLUMN).as("column"),
            value().as("value"));
  }

  private Column value() {
    Column[] candidates =
        model.model().signature().names().stream()
            .map(OutputTables::valueOf)
            .toArray(Column[]::new);
    return coalesce(candidates);
  }

  private static Column valueOf(String name) {
    return when(col(ScoredColumns.COLUMN).equalTo(lit(name)), Table.column(name).cast("string"));
  }

  private static Column nothing() {
    return lit(null).cast("string");
  }

  /** The column to watch and to evaluate. */
  String scoreColumn() {
    ScoreConfig.Names names = request.config().names();
    return task() == Task.BINARY || task() == Task.MULTICLASS
        ? names.probability()
        : names.prediction();
  }

  private Task task() {
    return model.model().target().task();
  }

  /** Refuses kept columns that scoring writes itself. */
  void requireDistinctNames() {
    ScoreConfig.Names names = request.config().names();
    List<String> own = new ArrayList<>(List.of(names.prediction()));
    switch (task()) {
      case BINARY, MULTICLASS -> own.add(names.probability());
      case CLUSTERING -> own.add(DISTANCE);
      case PROJECTION ->
          IntStream.rangeClosed(1, components()).forEach(c -> own.add(COMPONENT + c));
      case REGRESSION -> {}
    }
    own.addAll(List.of("model", "model_version", "run_id", "scored_at", "run-date"));
    for (String kept : request.config().keep()) {
      if (own.stream().anyMatch(kept::equalsIgnoreCase)) {
        throw NightjarException.of(
            FailureKind.CONFIG,
            "score.keep",
            "has \""
                + kept
                + "\", which is also a column that scoring writes ("
                + String.join(", ", own)
                + "); leave it out, or name the written ones by score.names");
      }
    }
  }
}
