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
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.parquet.chunk.BlockColumn;
import io.nightjar.spark.score.lane.LaneColumn;
import io.nightjar.spark.score.lane.ModelLane;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;

/**
 * The columns of the scores beside the kept ones, each with its name and what it is made of, in the
 * order of {@code score.columns}; then each row's reasons; then each challenger's columns.
 */
final class OutputColumns {
  private static final int CHAMPION = -1;
  private static final String DISTANCE = "distance";
  private static final String COMPONENT = "pc";
  private static final String ANOMALY = "anomaly";

  private final ScoreConfig config;
  private final ScoringModel model;
  private final String runId;
  private final Instant scoredAt;
  private final Map<String, Source> columns = new LinkedHashMap<>();
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
  Map<String, Source> byName() {
    return columns;
  }

  /** All names, one that is given twice twice. */
  List<String> names() {
    return names;
  }

  /**
   * What a column is made of; both say the same.
   *
   * @param rows of the columns of {@link ScoredColumns}
   * @param lanes of scores that lie by column
   */
  record Source(Column rows, LaneColumn lanes) {}

  private void put(String name, Column rows, LaneColumn lanes) {
    names.add(name);
    columns.put(name, new Source(rows, lanes));
  }

  private void constant(String name, Object value) {
    put(name, lit(value), LaneColumn.constant(value));
  }

  private void add(OutputColumn kind) {
    OutputNames own = config.names();
    switch (kind) {
      case PREDICTION, PROBABILITY, CLASS_PROBABILITIES, MARGIN -> score(kind, own, model.model());
      case MODEL -> constant(own.model(), model.name());
      case MODEL_VERSION -> constant(own.modelVersion(), model.version());
      case RUN_ID -> constant(own.runId(), runId);
      case SCORED_AT -> constant(own.scoredAt(), scoredAt);
    }
  }

  private void score(OutputColumn kind, OutputNames names, Model of) {
    score(kind, names, of, CHAMPION);
  }

  /**
   * One of a model's own columns; nothing for a probability where no class is predicted.
   *
   * @param challenger which one, or {@link #CHAMPION}
   */
  private void score(OutputColumn kind, OutputNames names, Model of, int challenger) {
    Target target = of.target();
    boolean classes = !target.classes().isEmpty();
    boolean single = target.task() != Task.MULTICLASS;
    if (kind == OutputColumn.PREDICTION) {
      prediction(names.prediction(), target, challenger);
      unlabelled(of);
    } else if (kind == OutputColumn.PROBABILITY && classes) {
      String from = single ? ScoredColumns.PREDICTION : ScoredColumns.PROBABILITIES;
      OfLane by = single ? ModelLane::predictions : ModelLane::allProbabilities;
      put(names.probability(), made(from, challenger), lane(challenger, by));
    } else if (kind == OutputColumn.CLASS_PROBABILITIES && classes) {
      classProbabilities(names.probability() + "_", target.classes(), challenger);
    } else if (kind == OutputColumn.MARGIN) {
      Column margins = made(ScoredColumns.MARGINS, challenger);
      Column rows = single ? element_at(margins, 1) : margins;
      OfLane by = single ? ModelLane::margin : ModelLane::allMargins;
      put(names.margin(), rows, lane(challenger, by));
    }
  }

  /** The name of the class, or the number; the number of a cluster is a whole one. */
  private void prediction(String name, Target target, int challenger) {
    if (!target.classes().isEmpty()) {
      put(name, made(ScoredColumns.LABEL, challenger), lane(challenger, ModelLane::labels));
      return;
    }
    Column number = made(ScoredColumns.PREDICTION, challenger);
    if (target.task() == Task.CLUSTERING) {
      put(name, number.cast("int"), lane(challenger, ModelLane::clusters));
    } else {
      put(name, number, lane(challenger, ModelLane::predictions));
    }
  }

  private void classProbabilities(String prefix, List<String> classes, int challenger) {
    Column probabilities = made(ScoredColumns.PROBABILITIES, challenger);
    for (int k = 0; k < classes.size(); k++) {
      int code = k;
      put(
          prefix + classes.get(k),
          element_at(probabilities, k + 1),
          lane(challenger, lane -> lane.probability(code)));
    }
  }

  /**
   * Behind the prediction, what comes of a model without a label: the distance from the cluster's
   * centroid, the components {@code pc1}, {@code pc2}, …, or whether the row is an anomaly.
   */
  private void unlabelled(Model of) {
    if (of instanceof ClusterModel) {
      output(DISTANCE, 0);
    } else if (of instanceof ProjectionModel projection) {
      for (int c = 0; c < projection.components().count(); c++) {
        output(COMPONENT + (c + 1), c);
      }
    } else if (of.target().task() == Task.ANOMALY) {
      Column flag = element_at(col(ScoredColumns.OUTPUTS), 1).cast("int");
      put(ANOMALY, flag, lane(CHAMPION, ModelLane::anomalies));
    }
  }

  private void output(String name, int at) {
    put(
        name,
        element_at(col(ScoredColumns.OUTPUTS), at + 1),
        lane(CHAMPION, lane -> lane.output(at)));
  }

  /** A lane's column; what is captured travels to the tasks. */
  private interface OfLane extends Serializable {
    BlockColumn of(ModelLane lane);
  }

  private static LaneColumn lane(int challenger, OfLane column) {
    return lanes ->
        column.of(challenger < 0 ? lanes.champion() : lanes.challengers().get(challenger));
  }

  private static Column made(String column, int challenger) {
    return col(name(column, challenger));
  }

  /** A reason that a row doesn't have is null in all three. */
  private void reason(int rank) {
    Column all = col(ScoredColumns.EXPLANATION);
    Column one = when(size(all).geq(rank), element_at(all, rank));
    String prefix = config.names().reason() + "_" + rank + "_";
    int at = rank - 1;
    put(
        prefix + "feature",
        one.getField("feature"),
        lane(CHAMPION, lane -> lane.reasonFeature(at)));
    put(prefix + "value", one.getField("value"), lane(CHAMPION, lane -> lane.reasonValue(at)));
    put(
        prefix + "contribution",
        one.getField("contribution"),
        lane(CHAMPION, lane -> lane.reasonContribution(at)));
  }

  private void challenger(int at, ScoringModel.Challenger challenger) {
    OutputNames own = config.names().prefixed(challenger.prefix());
    config.columns().forEach(kind -> score(kind, own, challenger.model(), at));
    constant(own.modelVersion(), challenger.version());
  }

  /**
   * The predictions and labels of all models as {@link ScoredColumns} has them, made of written
   * columns; empty where {@code score.columns} leaves out what they are made of.
   */
  Optional<List<Column>> compared() {
    boolean needsProbability = model.model().target().task() == Task.BINARY;
    if (!config.columns().contains(OutputColumn.PREDICTION)
        || (needsProbability && !config.columns().contains(OutputColumn.PROBABILITY))) {
      return Optional.empty();
    }
    List<Column> all = new ArrayList<>(compared(config.names(), CHAMPION));
    for (int at = 0; at < model.challengers().size(); at++) {
      all.addAll(compared(config.names().prefixed(model.challengers().get(at).prefix()), at));
    }
    return Optional.of(all);
  }

  /** Of several classes no number is compared: 0 stands for one that is there. */
  private List<Column> compared(OutputNames names, int challenger) {
    Task task = model.model().target().task();
    Column written = Table.column(names.prediction());
    Column prediction =
        switch (task) {
          case BINARY -> Table.column(names.probability());
          case MULTICLASS -> when(written.isNotNull(), lit(0.0));
          default -> written.cast("double");
        };
    boolean classes = task == Task.BINARY || task == Task.MULTICLASS;
    Column label = classes ? written : lit(null).cast("string");
    return List.of(
        prediction.as(name(ScoredColumns.PREDICTION, challenger)),
        label.as(name(ScoredColumns.LABEL, challenger)));
  }

  private static String name(String column, int challenger) {
    return challenger < 0 ? column : ScoredColumns.challenger(challenger, column);
  }
}
