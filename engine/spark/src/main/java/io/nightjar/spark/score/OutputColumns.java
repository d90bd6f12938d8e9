package io.nightjar.spark.score;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.when;

import io.nightjar.config.ScoreConfig;
import io.nightjar.config.output.OutputColumn;
import io.nightjar.config.output.OutputNames;
import io.nightjar.model.ClusterModel;
import io.nightjar.model.Model;
import io.nightjar.model.ProjectionModel;
import io.nightjar.model.Target;
import io.nightjar.model.Task;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;

/**
 * The columns of the scores beside the kept ones, each with its name and what it is made of, in the
 * order of {@code score.columns}; then each row's reasons; then each challenger's columns.
 */
final class OutputColumns {
  private static final String DISTANCE = "distance";
  private static final String COMPONENT = "pc";

  private final ScoreConfig config;
  private final ScoringModel model;
  private final String runId;
  private final Instant scoredAt;
  private final Map<String, Column> columns = new LinkedHashMap<>();
  private final List<String> names = new ArrayList<>();

  private OutputColumns(ScoreRequest request, ScoringModel model, Instant scoredAt) {
    this.config = request.config();
    this.model = model;
    this.runId = request.runId();
    this.scoredAt = scoredAt;
  }

  /** The columns of a request. */
  static OutputColumns of(ScoreRequest request, ScoringModel model, Instant scoredAt) {
    OutputColumns all = new OutputColumns(request, model, scoredAt);
    all.config.columns().forEach(all::add);
    for (int rank = 1; rank <= all.config.explainTop(); rank++) {
      all.reason(rank);
    }
    for (int at = 0; at < model.challengers().size(); at++) {
      all.challenger(at, model.challengers().get(at));
    }
    return all;
  }

  /** The columns by name. */
  Map<String, Column> byName() {
    return columns;
  }

  /** All names, one that is given twice twice. */
  List<String> names() {
    return names;
  }

  private void put(String name, Column column) {
    names.add(name);
    columns.put(name, column);
  }

  private void add(OutputColumn kind) {
    OutputNames own = config.names();
    switch (kind) {
      case PREDICTION, PROBABILITY, CLASS_PROBABILITIES, MARGIN -> score(kind, own, model.model());
      case MODEL -> put(own.model(), lit(model.name()));
      case MODEL_VERSION -> put(own.modelVersion(), lit(model.version()));
      case RUN_ID -> put(own.runId(), lit(runId));
      case SCORED_AT -> put(own.scoredAt(), lit(scoredAt));
    }
  }

  private void score(OutputColumn kind, OutputNames names, Model of) {
    score(kind, names, of, -1);
  }

  /**
   * One of a model's own columns; nothing for a probability where no class is predicted.
   *
   * @param challenger which one; −1 for the champion
   */
  private void score(OutputColumn kind, OutputNames names, Model of, int challenger) {
    Target target = of.target();
    boolean classes = !target.classes().isEmpty();
    boolean single = target.task() != Task.MULTICLASS;
    Column probabilities = made(ScoredColumns.PROBABILITIES, challenger);
    if (kind == OutputColumn.PREDICTION) {
      String from = classes ? ScoredColumns.LABEL : ScoredColumns.PREDICTION;
      put(names.prediction(), predicted(target, made(from, challenger)));
      unlabelled(of);
    } else if (kind == OutputColumn.PROBABILITY && classes) {
      String from = single ? ScoredColumns.PREDICTION : ScoredColumns.PROBABILITIES;
      put(names.probability(), made(from, challenger));
    } else if (kind == OutputColumn.CLASS_PROBABILITIES && classes) {
      for (int k = 0; k < target.classes().size(); k++) {
        put(names.probability() + "_" + target.classes().get(k), element_at(probabilities, k + 1));
      }
    } else if (kind == OutputColumn.MARGIN) {
      Column margins = made(ScoredColumns.MARGINS, challenger);
      put(names.margin(), single ? element_at(margins, 1) : margins);
    }
  }

  /** The number of a cluster is a whole one. */
  private static Column predicted(Target target, Column made) {
    return target.task() == Task.CLUSTERING ? made.cast("int") : made;
  }

  /**
   * Behind the prediction, what comes of a model without a label: the distance from the cluster's
   * centroid, or the components {@code pc1}, {@code pc2}, …
   */
  private void unlabelled(Model of) {
    Column outputs = col(ScoredColumns.OUTPUTS);
    if (of instanceof ClusterModel) {
      put(DISTANCE, element_at(outputs, 1));
    } else if (of instanceof ProjectionModel projection) {
      for (int c = 1; c <= projection.components().count(); c++) {
        put(COMPONENT + c, element_at(outputs, c));
      }
    }
  }

  private static Column made(String column, int challenger) {
    return col(challenger < 0 ? column : ScoredColumns.challenger(challenger, column));
  }

  /** A reason that a row doesn't have is null in all three. */
  private void reason(int rank) {
    Column all = col(ScoredColumns.EXPLANATION);
    Column one = when(size(all).geq(rank), element_at(all, rank));
    String prefix = config.names().reason() + "_" + rank + "_";
    for (String field : List.of("feature", "value", "contribution")) {
      put(prefix + field, one.getField(field));
    }
  }

  private void challenger(int at, ScoringModel.Challenger challenger) {
    OutputNames own = config.names().prefixed(challenger.prefix());
    config.columns().forEach(kind -> score(kind, own, challenger.model(), at));
    put(own.modelVersion(), lit(challenger.version()));
  }
}
