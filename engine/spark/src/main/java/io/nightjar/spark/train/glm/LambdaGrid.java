package io.nightjar.spark.train.glm;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.config.model.LambdaPath;
import io.nightjar.spark.train.glm.objective.GlmObjective;
import io.nightjar.spark.train.glm.objective.GlmSpec;
import io.nightjar.spark.train.glm.objective.Scaling;
import io.nightjar.spark.train.solve.Objective;
import io.nightjar.spark.train.solve.QuasiNewton;
import java.util.ArrayList;
import java.util.List;

/**
 * The λ of a path, after Friedman, Hastie and Tibshirani 2010, "Regularization paths for
 * generalized linear models via coordinate descent", 2.5. With f the mean loss, g = ∂f/∂θ at the
 * best model of the intercepts alone and p what |θ| is multiplied by in the penalty,
 *
 * <pre>λ_max = max |g| / (p·max(α, 0.001)),  λ_k = λ_max·ratio^(k/(count − 1))</pre>
 *
 * so that every coefficient is 0 at λ_max and not below it (with α of 0.001 or more).
 */
final class LambdaGrid {
  private static final double LEAST_ALPHA = 1e-3;
  private static final int MOST_ITERATIONS = 200;
  private static final double TOLERANCE = 1e-12;

  private LambdaGrid() {}

  /** λ from the largest down. */
  static List<Double> of(
      LambdaPath path, GlmSpec spec, Scaling scaling, GlmObjective smooth, double[] start) {
    if (!path.values().isEmpty()) {
      return path.values();
    }
    double largest = largest(spec, scaling, smooth, start);
    List<Double> lambdas = new ArrayList<>();
    for (int k = 0; k < path.count(); k++) {
      lambdas.add(largest * StrictMath.pow(path.minRatio(), k / (path.count() - 1.0)));
    }
    return lambdas;
  }

  /**
   * λ_max.
   *
   * @param smooth the objective without a penalty
   * @param start near the best model of the intercepts alone
   */
  static double largest(GlmSpec spec, Scaling scaling, GlmObjective smooth, double[] start) {
    QuasiNewton.Settings settings =
        new QuasiNewton.Settings("l-bfgs", MOST_ITERATIONS, TOLERANCE, "model.lambda-path.values");
    double[] none =
        spec.solver().fitIntercept()
            ? new QuasiNewton(settings, interceptsOf(smooth, spec.width())).minimize(start).x()
            : start;
    double[] gradient = smooth.at(none).gradient();
    double largest = 0;
    for (int i = 0; i < gradient.length; i++) {
      int j = i % (spec.width() + 1);
      if (j < spec.width() && scaling.inverse(j) > 0) {
        largest = Math.max(largest, Math.abs(gradient[i]) / scaling.penalty(j));
      }
    }
    if (!(largest > 0)) {
      throw NightjarException.of(
          FailureKind.DATA,
          "no column of the training rows says anything of the label, so that model.lambda-path"
              + " finds no largest λ; give other columns in features, or model.lambda-path.values");
    }
    return largest / Math.max(spec.solver().alpha(), LEAST_ALPHA);
  }

  /** The same objective to a solver that moves the intercepts alone. */
  private static Objective interceptsOf(Objective smooth, int width) {
    return x -> {
      Objective.Evaluation all = smooth.at(x);
      double[] gradient = all.gradient().clone();
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] = i % (width + 1) == width ? gradient[i] : 0;
      }
      return new Objective.Evaluation(all.value(), gradient);
    };
  }
}
