package io.nightjar.spark.train;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.Problem;
import io.nightjar.config.hocon.Kind;
import io.nightjar.config.model.ModelConfig.Gbt;
import io.nightjar.config.model.ModelConfig.Loss;
import io.nightjar.features.FeatureSpec;
import io.nightjar.features.design.TreeDesign;
import io.nightjar.model.Model;
import io.nightjar.model.Target;
import io.nightjar.model.Task;
import io.nightjar.model.TreeModel;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A registered version that growing goes on from. Its trees stay as they are, and new ones are
 * grown upon their sums on the rows of this fit; numbers are binned anew, and the version's
 * encodings are kept, so that a category is the same number to old trees and to new ones.
 *
 * @param reference such as {@code churn@7}
 * @param sha256 over all files of the version
 * @param model what it holds
 */
public record WarmStart(String reference, String sha256, Model model) {
  private static final String KEY = "model.warm-start";

  /** The settings that say which loss is minimised, beside {@code objective} itself. */
  private static final List<String> OF_LOSS = List.of("huber-delta", "quantile", "tweedie-power");

  /**
   * The version's trees.
   *
   * @param features that this fit's rows would have
   * @throws NightjarException of kind CONFIG with all that differs
   */
  TreeModel require(Gbt gbt, FeatureSpec features, Target target) {
    if (!(model instanceof TreeModel trees)
        || !model.provenance().algorithm().name().equals(gbt.type())) {
      throw NightjarException.of(
          FailureKind.CONFIG,
          KEY,
          "is "
              + reference
              + ", a model of type "
              + model.provenance().algorithm().name()
              + "; must be boosted trees that were trained here (gbt)");
    }
    List<Problem> problems = new ArrayList<>();
    require(problems, "its label", described(trees.header().target()), described(target));
    require(problems, "its features", described(trees.features()), described(features));
    require(
        problems,
        "its objective",
        loss(trees.provenance().algorithm().parameters(), trees.header().target().task()),
        loss(Parameters.of(gbt), target.task()));
    if (!problems.isEmpty()) {
      throw new NightjarException(FailureKind.CONFIG, problems, null);
    }
    return trees;
  }

  private void require(List<Problem> problems, String what, String then, String now) {
    if (!then.equals(now)) {
      problems.add(
          new Problem(
              KEY,
              "is "
                  + reference
                  + ", but "
                  + what
                  + (what.endsWith("s") ? " are " : " is ")
                  + then
                  + ", and this job's "
                  + now
                  + "; must be the same: mend the job, or train without warm-start"));
    }
  }

  private static String described(Target target) {
    return target.column()
        + (target.task() == Task.REGRESSION ? ", a number" : " of classes " + target.classes());
  }

  private static String described(FeatureSpec features) {
    List<String> columns = new ArrayList<>();
    TreeDesign.of(features)
        .columns()
        .forEach(
            column -> columns.add(column.name() + (column.categorical() ? " (categories)" : "")));
    return columns.toString();
  }

  /** The loss in words, auto by the task. */
  private static String loss(SortedMap<String, String> parameters, Task task) {
    String named = parameters.get("objective");
    SortedMap<String, String> of = new TreeMap<>(parameters);
    of.keySet().retainAll(OF_LOSS);
    return (named.equals(Kind.word(Loss.AUTO)) ? usual(task) : named)
        + (of.isEmpty() ? "" : " " + of);
  }

  private static String usual(Task task) {
    return switch (task) {
      case BINARY -> Kind.word(Loss.BINARY);
      case MULTICLASS -> Kind.word(Loss.MULTICLASS);
      case REGRESSION -> Kind.word(Loss.SQUARED);
      case PREFERENCE, CLUSTERING, PROJECTION, ANOMALY ->
          throw new IllegalArgumentException("the task is " + task.text() + "; trees need a label");
    };
  }
}
