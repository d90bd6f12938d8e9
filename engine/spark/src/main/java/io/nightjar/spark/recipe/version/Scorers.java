package io.nightjar.spark.recipe.version;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.model.GraphModel;
import io.nightjar.model.MllibModel;
import io.nightjar.model.Model;
import io.nightjar.scorer.explain.Explainer;
import io.nightjar.scorer.onnx.OrtRuntime;
import io.nightjar.spark.run.RunContext;
import io.nightjar.spark.score.KernelTableScorer;
import io.nightjar.spark.score.ScoringPlan;
import io.nightjar.spark.score.TableScorer;
import io.nightjar.spark.score.mllib.MllibTableScorer;
import io.nightjar.spark.score.mllib.ShadowScorer;
import io.nightjar.spark.train.block.KernelRuns;
import io.nightjar.spark.train.mllib.MllibFiles;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;

/** The one place that knows which scorer goes with which kind of model. */
public final class Scorers {
  private Scorers() {}

  /** A scorer of a model whose files lie in a directory. */
  public static TableScorer of(RunContext run, Model model, Path directory) {
    return of(run, ScoringPlan.of(model), directory);
  }

  /**
   * A scorer of all that a plan asks for, challengers included.
   *
   * @param directory of the files of the plan's model
   * @param challengers the plan's, in its order, with their files
   * @throws NightjarException CONFIG for what a model or its files can't give
   */
  public static TableScorer of(
      RunContext run, ScoringPlan plan, Path directory, List<Challengers.Stored> challengers) {
    boolean kernels =
        Stream.concat(Stream.of(plan.model()), plan.challengers().stream())
            .noneMatch(MllibModel.class::isInstance);
    if (challengers.isEmpty() || kernels) {
      return of(run, plan, directory);
    }
    if (plan.margins()) {
      throw NightjarException.of(
          FailureKind.CONFIG,
          run.config().where("score.columns"),
          "has margin, which a Spark ML model has none of, and one is among the champion and its"
              + " challengers; drop it.");
    }
    ScoringPlan alone = new ScoringPlan(plan.model(), plan.explainTop(), false, List.of());
    return new ShadowScorer(
        of(run, alone, directory),
        challengers.stream().map(stored -> of(run, stored.model(), stored.directory())).toList());
  }

  private static TableScorer of(RunContext run, ScoringPlan plan, Path directory) {
    if (plan.explainTop() > 0) {
      requireExplainable(run, plan.model());
    }
    if (plan.model() instanceof MllibModel mllib) {
      if (plan.margins()) {
        throw NightjarException.of(
            FailureKind.CONFIG,
            run.config().where("score.columns"),
            "has margin, which a Spark ML model ("
                + mllib.modelClass()
                + ") has none of; drop it.");
      }
      return new MllibTableScorer(mllib, new MllibFiles(run.spark(), directory).read(mllib));
    }
    if (plan.margins() && !plan.model().target().task().labelled()) {
      throw NightjarException.of(
          FailureKind.CONFIG,
          run.config().where("score.columns"),
          "has margin, which a model without a label (%s) has none of; drop it."
              .formatted(plan.model().provenance().algorithm().name()));
    }
    requireRuntime(plan);
    return new KernelTableScorer(
        run.spark(),
        plan,
        KernelRuns.preference(run.config().compute()),
        run.config().compute().blockRows());
  }

  /** Said once by the driver, not by the first task that misses it. */
  private static void requireRuntime(ScoringPlan plan) {
    if (Stream.concat(Stream.of(plan.model()), plan.challengers().stream())
        .anyMatch(GraphModel.class::isInstance)) {
      OrtRuntime.require();
    }
  }

  private static void requireExplainable(RunContext run, Model model) {
    try {
      Explainer.of(model);
    } catch (NightjarException e) {
      String where = run.config().where("score.explain-top");
      throw NightjarException.of(e.kind(), where, "can't be kept: " + e.getMessage(), e);
    }
  }
}
