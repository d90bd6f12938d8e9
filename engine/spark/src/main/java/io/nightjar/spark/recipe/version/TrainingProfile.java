package io.nightjar.spark.recipe.version;

import io.nightjar.features.CategoricalFeature;
import io.nightjar.features.Feature;
import io.nightjar.features.HashedFeature;
import io.nightjar.features.KeyFeature;
import io.nightjar.model.Model;
import io.nightjar.model.Task;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.monitor.profile.Profile;
import io.nightjar.spark.monitor.profile.ProfileSpec;
import io.nightjar.spark.monitor.profile.Profiler;
import io.nightjar.spark.run.RunContext;
import io.nightjar.spark.score.ScoredColumns;
import io.nightjar.spark.score.TableScorer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What a model's inputs and predictions look like: the columns that a profile is made of. */
public final class TrainingProfile {
  /** The predictions' name in profiles and findings. */
  static final String PREDICTION = "prediction";

  private TrainingProfile() {}

  /** The profile of the training rows with the model's predictions for them. */
  public static Profile of(RunContext run, Model model, TableScorer scorer, Table train) {
    List<String> inputs = inputs(model);
    List<String> key =
        run.config().data().id().filter(id -> !inputs.contains(id)).map(List::of).orElse(List.of());
    ProfileSpec spec =
        new ProfileSpec(
            inputs, categories(model, inputs), Optional.of(predictionName(inputs)), key);
    return Profiler.profile(columns(inputs, key, scorer.score(train.rows())), spec);
  }

  /**
   * The columns that a profile of this model has; keys of users and items are no distribution, and
   * a vector is none of one number.
   */
  public static List<String> inputs(Model model) {
    return model.features().features().stream().anyMatch(KeyFeature.class::isInstance)
        ? List.of()
        : model.signature().plainNames();
  }

  /** Scored rows narrowed to what a profile of this model has. */
  public static Dataset<Row> columns(List<String> inputs, List<String> more, Dataset<Row> scored) {
    List<Column> wanted = new ArrayList<>();
    inputs.forEach(name -> wanted.add(Table.column(name)));
    more.forEach(name -> wanted.add(Table.column(name)));
    wanted.add(Table.column(ScoredColumns.PREDICTION).as(predictionName(inputs)));
    return scored.select(wanted.toArray(Column[]::new));
  }

  private static String predictionName(List<String> inputs) {
    return inputs.contains(PREDICTION) ? ScoredColumns.PREDICTION : PREDICTION;
  }

  /** Categories among the columns; the number of a cluster is one too. */
  private static Set<String> categories(Model model, List<String> inputs) {
    Set<String> categories =
        model.features().features().stream()
            .filter(
                feature ->
                    feature instanceof CategoricalFeature || feature instanceof HashedFeature)
            .map(Feature::column)
            .collect(Collectors.toCollection(HashSet::new));
    if (model.target().task() == Task.CLUSTERING) {
      categories.add(predictionName(inputs));
    }
    return categories;
  }
}
