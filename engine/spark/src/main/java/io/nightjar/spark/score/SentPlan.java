package io.nightjar.spark.score;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;

/** A plan on its way to the executors. */
final class SentPlan implements Serializable {
  private static final long serialVersionUID = 1L;

  private final SentModel model;
  private final int explainTop;
  private final boolean margins;
  private final SentModel[] challengers;
  private transient ScoringPlan plan;

  SentPlan(ScoringPlan plan, SparkContext spark) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark);
    this.plan = plan;
    this.model = SentModel.of(plan.model(), context);
    this.explainTop = plan.explainTop();
    this.margins = plan.margins();
    this.challengers =
        plan.challengers().stream()
            .map(challenger -> SentModel.of(challenger, context))
            .toArray(SentModel[]::new);
  }

  /** The plan, here or on an executor. */
  synchronized ScoringPlan plan() {
    if (plan == null) {
      plan =
          new ScoringPlan(
              model.model(),
              explainTop,
              margins,
              List.of(challengers).stream().map(SentModel::model).toList());
    }
    return plan;
  }
}
