package io.nightjar.spark.train;

import io.nightjar.FailureKind;
import io.nightjar.NearestName;
import io.nightjar.NightjarException;
import io.nightjar.Problem;
import io.nightjar.config.model.ModelConfig;
import io.nightjar.config.model.ModelConfig.Loss;
import io.nightjar.features.FeatureSpec;
import io.nightjar.features.design.TreeColumn;
import io.nightjar.features.design.TreeDesign;
import io.nightjar.model.Link;
import io.nightjar.model.Target;
import io.nightjar.model.TreeModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a config says of trees, once the label and the features are known. */
final class TreeRules {
  private final ModelConfig model;

  private TreeRules(ModelConfig model) {
    this.model = model;
  }

  /** The rules of a config; empty where it trains no trees. */
  static Optional<TreeRules> of(ModelConfig model) {
    boolean trees = model instanceof ModelConfig.Gbt || model instanceof ModelConfig.Forest;
    return trees ? Optional.of(new TreeRules(model)) : Optional.empty();
  }

  /** From the trees' sums to predictions; a forest's sums are means of votes already. */
  Link link(Target target) {
    if (model instanceof ModelConfig.Forest) {
      return Link.IDENTITY;
    }
    Loss loss = ((ModelConfig.Gbt) model).objective().objective();
    return switch (loss) {
      case POISSON, GAMMA, TWEEDIE -> Link.LOG;
      default -> Link.of(target.task());
    };
  }

  /** The probability from which a row is called positive. */
  double threshold() {
    return model instanceof ModelConfig.Gbt gbt
        ? gbt.threshold()
        : ((ModelConfig.Forest) model).threshold();
  }

  /**
   * Refuses ways for columns that are no features or have no order.
   *
   * @throws NightjarException of kind CONFIG with each of them
   */
  void requireOrder(FeatureSpec features) {
    List<String> names = features.signature().names();
    List<String> categorical =
        TreeDesign.of(features).columns().stream()
            .filter(TreeColumn::categorical)
            .map(TreeColumn::source)
            .toList();
    List<Problem> problems = new ArrayList<>();
    for (String name : growth().monotone().keySet()) {
      if (!names.contains(name)) {
        String near =
            NearestName.of(name, names).map(n -> "; the nearest feature is " + n).orElse("");
        problems.add(problem(name, "is not a feature" + near + "; mend the name or drop it"));
      } else if (categorical.contains(name)) {
        problems.add(problem(name, "holds categories, which have no order; drop it"));
      }
    }
    if (!problems.isEmpty()) {
      throw new NightjarException(FailureKind.CONFIG, problems, null);
    }
  }

  /**
   * The trees that growing goes on from, where the config names a version.
   *
   * @throws NightjarException of kind CONFIG where they are of other features, label or objective
   */
  Optional<TreeModel> earlier(TrainRequest request, FeatureSpec features, Target target) {
    return request.warmStart().map(from -> from.require((ModelConfig.Gbt) model, features, target));
  }

  private ModelConfig.Growth growth() {
    return model instanceof ModelConfig.Gbt gbt
        ? gbt.growth()
        : ((ModelConfig.Forest) model).growth();
  }

  private static Problem problem(String name, String what) {
    return new Problem("model.monotone", "column " + name + " " + what);
  }
}
