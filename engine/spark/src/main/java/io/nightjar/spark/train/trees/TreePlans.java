package io.nightjar.spark.train.trees;

import io.nightjar.config.JobConfig;
import io.nightjar.config.model.ModelConfig;
import io.nightjar.config.model.ModelConfig.Growth;
import io.nightjar.config.model.ModelConfig.Loss;
import io.nightjar.config.model.ModelConfig.Monotone;
import io.nightjar.features.FeatureSpec;
import io.nightjar.features.design.TreeColumn;
import io.nightjar.features.design.TreeDesign;
import io.nightjar.kernels.ensemble.TreeEnsemble;
import io.nightjar.model.Target;
import io.nightjar.model.Task;
import io.nightjar.spark.train.block.KernelRuns;
import io.nightjar.spark.train.trees.grow.BoostPlan;
import io.nightjar.spark.train.trees.grow.JudgedBy;
import io.nightjar.spark.train.trees.objective.Logistic;
import io.nightjar.spark.train.trees.objective.Objective;
import io.nightjar.spark.train.trees.objective.OneAgainstRest;
import io.nightjar.spark.train.trees.objective.Regression;
import io.nightjar.spark.train.trees.objective.Softmax;
import io.nightjar.spark.train.trees.split.GrowSpec;
import io.nightjar.spark.train.trees.split.Penalty;
import io.nightjar.spark.train.trees.split.Sampling;
import io.nightjar.spark.train.trees.split.TreeShape;
import java.util.List;

/** Plans of fits from a job's config. */
final class TreePlans {
  private final JobConfig config;
  private final FeatureSpec features;
  private final Target target;
  private final long rows;
  private final TreeEnsemble earlier;

  /**
   * Plans.
   *
   * @param rows training rows in all
   * @param earlier the trees that growing goes on from; null: none
   */
  TreePlans(
      JobConfig config, FeatureSpec features, Target target, long rows, TreeEnsemble earlier) {
    this.earlier = earlier;
    this.config = config;
    this.features = features;
    this.target = target;
    this.rows = rows;
  }

  TreePlan of(ModelConfig.Gbt gbt) {
    Growth growth = gbt.growth();
    double columns = growth.columnSubsample().orElse(1);
    Sampling.Rows kind = growth.subsample() < 1 ? Sampling.Rows.SHARE : Sampling.Rows.ALL;
    Sampling sampling = new Sampling(kind, growth.subsample(), columns, 1, config.seed());
    return plan(
        growth,
        gbt.scalePosWeight(),
        objective(gbt.objective()),
        sampling,
        new BoostPlan.Rounds(
            BoostPlan.Kind.BOOSTED,
            gbt.trees(),
            gbt.learningRate(),
            gbt.earlyStoppingRounds().orElse(0)),
        gbt.earlyStoppingMetric()
            .map(name -> JudgedBy.of(name, task(), gbt.threshold()))
            .orElse(null));
  }

  TreePlan of(ModelConfig.Forest forest) {
    Growth growth = forest.growth();
    double width = TreeDesign.of(features).width();
    double usual = target.task() == Task.REGRESSION ? 1.0 / 3 : Math.sqrt(width) / width;
    Sampling sampling =
        new Sampling(
            Sampling.Rows.BOOTSTRAP,
            growth.subsample(),
            1,
            growth.columnSubsample().orElse(usual),
            config.seed());
    Objective objective =
        target.task() == Task.MULTICLASS
            ? new OneAgainstRest(target.classes().size())
            : Regression.squared();
    return plan(
        growth,
        1,
        objective,
        sampling,
        new BoostPlan.Rounds(BoostPlan.Kind.AVERAGED, forest.trees(), 1, 0),
        null);
  }

  private TreePlan plan(
      Growth growth,
      double positiveWeight,
      Objective objective,
      Sampling sampling,
      BoostPlan.Rounds rounds,
      JudgedBy judged) {
    Penalty penalty =
        new Penalty(growth.lambda(), growth.alpha(), growth.gamma(), growth.minChildWeight());
    TreeShape shape = new TreeShape(growth.depth(), growth.leaves().orElse(0));
    return new TreePlan(
        features,
        target,
        config.data().weight().orElse(null),
        config.compute().blockRows(),
        rows,
        growth.maxBins(),
        positiveWeight,
        objective,
        new GrowSpec(shape, penalty, sampling, monotone(growth)),
        rounds,
        earlier,
        judged,
        KernelRuns.preference(config.compute()));
  }

  /** The task as metrics know it. */
  private io.nightjar.metrics.Task task() {
    return io.nightjar.metrics.Task.valueOf(target.task().name());
  }

  /** What an input column may do, all design columns made of it may. */
  private int[] monotone(Growth growth) {
    List<TreeColumn> columns = TreeDesign.of(features).columns();
    int[] monotone = new int[columns.size()];
    for (int j = 0; j < monotone.length; j++) {
      Monotone way = growth.monotone().get(columns.get(j).source());
      monotone[j] = way == null ? 0 : way == Monotone.INCREASING ? 1 : -1;
    }
    return monotone;
  }

  private Objective objective(ModelConfig.Objective wanted) {
    return switch (resolved(wanted.objective())) {
      case BINARY -> new Logistic();
      case MULTICLASS -> new Softmax(target.classes().size());
      case ABSOLUTE -> Regression.absolute();
      case HUBER -> Regression.huber(wanted.huberDelta());
      case QUANTILE -> Regression.quantile(wanted.quantile());
      case POISSON -> Regression.poisson();
      case GAMMA -> Regression.gamma();
      case TWEEDIE -> Regression.tweedie(wanted.tweediePower());
      case SQUARED, AUTO -> Regression.squared();
    };
  }

  private Loss resolved(Loss loss) {
    return switch (target.task()) {
      case BINARY -> Loss.BINARY;
      case MULTICLASS -> Loss.MULTICLASS;
      case REGRESSION -> loss;
      case PREFERENCE, CLUSTERING, PROJECTION, ANOMALY ->
          throw new IllegalStateException(
              "the target is " + target.task().text() + "; trees need a label");
    };
  }
}
