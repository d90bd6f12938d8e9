package io.nightjar.spark.train.solve;

import io.nightjar.spark.train.checkpoint.Checkpoints;
import io.nightjar.spark.train.checkpoint.Continuation;
import java.util.List;
import java.util.Locale;

/**
 * L-BFGS (Nocedal 1980), and with an L1 penalty OWL-QN (Andrew and Gao 2007), over coordinates of
 * like scale. Plain loops on the driver, so that a step has the same bits on every machine;
 * Breeze's solvers go through BLAS, which sums in another order on another processor.
 *
 * <p>With f the smooth part, w the L1 weights, F = f + Σw·|x| and ◇F the subgradient nearest to 0:
 * the direction is −H·◇F with H from the last steps, kept to the signs of −◇F where w &gt; 0; a
 * step stays in the orthant of x. Where x is bounded, steps are projected onto the bounds, and
 * coordinates at a bound that −◇F leads out of stay there, with ◇F taken for 0 and without a part
 * in H (the two-metric projection of Bertsekas 1982, "Projected Newton methods for optimization
 * problems with simple constraints"). It stops when the largest component of ◇F is at most the
 * tolerance (relative to the start's where that is above 1), or when F changed by less than the
 * tolerance in {@value #STILL} steps in a row; with a preconditioner that foretells the curvature,
 * also when ½·∇FᵀH∇F, what can still be won, is next to nothing beside the tolerance of F: no
 * evaluation need confirm it.
 */
public final class QuasiNewton {
  private static final int STILL = 10;
  private static final int MOST_HALVINGS = 40;
  private static final double SUFFICIENT = 1e-4;
  private static final double ROUNDING = 1e-13;
  private static final double FLAT = 1e-5;

  /** The share of the tolerance of F that is not worth an evaluation. */
  private static final double NOTHING = 1e-2;

  private final Settings settings;
  private final Objective objective;
  private final StepHistory history;

  /** A solver of one problem. */
  public QuasiNewton(Settings settings, Objective objective) {
    this(settings, objective, null);
  }

  /**
   * A solver that begins with an inverse Hessian which is known roughly, in place of a multiple of
   * 1; for objectives without an L1 penalty, whose orthants it doesn't know.
   *
   * @param preconditioner positive definite; null for none
   */
  public QuasiNewton(Settings settings, Objective objective, Preconditioner preconditioner) {
    this.settings = settings;
    this.objective = objective;
    this.history = new StepHistory(preconditioner);
  }

  /**
   * When to stop, and how to speak of it.
   *
   * @param name the solver's name for warnings: l-bfgs, or owl-qn with an L1 penalty
   * @param maxIterations the most iterations
   * @param tolerance relative change of F, or largest component of ◇F, at which it stops
   * @param penalty the setting that makes the problem better conditioned
   */
  public record Settings(String name, int maxIterations, double tolerance, String penalty) {}

  /**
   * Where the solver stopped.
   *
   * @param x the place
   * @param objective the whole objective there
   * @param iterations how many
   * @param gradientNorm largest component of the subgradient
   * @param warnings that it did not converge, if so
   */
  public record Solution(
      double[] x, double objective, int iterations, double gradientNorm, List<String> warnings) {}

  /** A place, the objective there, the smooth part's gradient and the subgradient. */
  private record Point(double[] x, double value, double[] gradient, double[] slope) {
    double norm() {
      double norm = 0;
      for (double component : slope) {
        norm = Math.max(norm, Math.abs(component));
      }
      return norm;
    }
  }

  /** Goes down from a start, which is kept. */
  public Solution minimize(double[] start) {
    return minimize(start, Continuation.none());
  }

  /** The same, or from where it was stopped: to the same place, bit for bit. */
  public Solution minimize(double[] start, Continuation<QuasiNewtonState> continuation) {
    QuasiNewtonState from = continuation.from();
    if (from == null) {
      Point at = point(within(start));
      double enough = settings.tolerance() * Math.max(1, at.norm());
      return descend(new Progress(at, enough, 0, 0), continuation.checkpoints());
    }
    history.replace(from.steps(), from.changes());
    Progress progress =
        new Progress(point(from.x()), from.enough(), from.iterations(), from.still());
    return descend(progress, continuation.checkpoints());
  }

  /**
   * Where it is, the norm at which it stops, and how many steps, the last so many of them still.
   */
  private record Progress(Point at, double enough, int iterations, int still) {}

  private Solution descend(Progress progress, Checkpoints<QuasiNewtonState> checkpoints) {
    double tolerance = settings.tolerance();
    double enough = progress.enough;
    Point at = progress.at;
    int still = progress.still;
    int iteration = progress.iterations;
    while (iteration < settings.maxIterations()
        && at.norm() > enough
        && still < STILL
        && !isSpent(at)) {
      Point next = step(at);
      if (next == null) {
        break;
      }
      iteration++;
      boolean little = Math.abs(at.value - next.value) <= tolerance * Math.abs(at.value);
      still = little ? still + 1 : 0;
      at = next;
      checkpoints.after(iteration, new QuasiNewtonState(iteration, still, enough, at.x, history));
    }
    return new Solution(at.x, at.value, iteration, at.norm(), warnings(at, iteration));
  }

  /** Whether there is next to nothing left to win. */
  private boolean isSpent(Point at) {
    return history.foretells()
        && dot(at.slope, history.times(at.slope)) / 2
            <= NOTHING * settings.tolerance() * Math.abs(at.value);
  }

  private double[] within(double[] start) {
    double[] x = start.clone();
    for (int i = 0; i < x.length; i++) {
      x[i] = bounded(i, x[i]);
    }
    return x;
  }

  private List<String> warnings(Point at, int iterations) {
    double limit = FLAT * Math.max(1, Math.abs(at.value));
    if (at.norm() <= limit) {
      return List.of();
    }
    return List.of(
        String.format(
            Locale.ROOT,
            "%s did not converge in %d iterations (largest gradient %.3g, wanted %.3g); raise"
                + " model.max-iterations or %s",
            settings.name(),
            iterations,
            at.norm(),
            limit,
            settings.penalty()));
  }

  private Point point(double[] x) {
    Objective.Evaluation evaluation = objective.at(x);
    double[] slope = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      double free = slope(x[i], evaluation.gradient()[i], objective.l1(i));
      slope[i] = isHeld(i, x[i], free) ? 0 : free;
    }
    double value = evaluation.value() + l1(x);
    return new Point(x, value, evaluation.gradient(), slope);
  }

  /** Whether going down leads out of the bounds. */
  private boolean isHeld(int i, double x, double slope) {
    return (x <= objective.lower(i) && slope >= 0) || (x >= objective.upper(i) && slope <= 0);
  }

  private double bounded(int i, double x) {
    return Math.min(objective.upper(i), Math.max(objective.lower(i), x));
  }

  /** Σw·|x|. */
  private double l1(double[] x) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += objective.l1(i) * Math.abs(x[i]);
    }
    return sum;
  }

  /** The subgradient of f + w·|x| that is nearest to 0. */
  private static double slope(double x, double gradient, double weight) {
    if (x != 0) {
      return gradient + weight * Math.signum(x);
    }
    return Math.signum(gradient) * Math.max(0, Math.abs(gradient) - weight);
  }

  /** The next point, or null when no step makes it better. */
  private Point step(Point at) {
    Point next = search(at, direction(at));
    if (next == null && history.size() > 0) {
      history.clear();
      next = search(at, direction(at));
    }
    if (next != null) {
      history.add(minus(next.x, at.x), minus(next.gradient, at.gradient));
    }
    return next;
  }

  private double[] direction(Point at) {
    double[] direction = history.times(at.slope);
    for (int i = 0; i < direction.length; i++) {
      direction[i] = -direction[i];
      boolean outOfOrthant = objective.l1(i) > 0 && direction[i] * at.slope[i] >= 0;
      if (outOfOrthant || isHeld(i, at.x[i], at.slope[i])) {
        direction[i] = 0;
      }
    }
    return direction;
  }

  private Point search(Point at, double[] direction) {
    double length = history.isScaled() ? 1 : Math.min(1, 1 / norm2(at.slope));
    for (int halving = 0; halving < MOST_HALVINGS; halving++) {
      double[] x = stepped(at, direction, length);
      Point next = point(x);
      double promised = dot(at.slope, minus(x, at.x));
      if (Double.isFinite(next.value) && promised < 0 && isBetter(at, next, promised)) {
        return next;
      }
      length /= 2;
    }
    return null;
  }

  /** Enough of a decrease, or at the limit of rounding a flatter place that is no worse. */
  private static boolean isBetter(Point at, Point next, double promised) {
    if (next.value <= at.value + SUFFICIENT * promised) {
      return true;
    }
    double slack = ROUNDING * Math.abs(at.value);
    return next.value <= at.value + slack && next.norm() < at.norm();
  }

  private double[] stepped(Point at, double[] direction, double length) {
    double[] x = new double[at.x.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = at.x[i] + length * direction[i];
      if (objective.l1(i) > 0) {
        double orthant = at.x[i] == 0 ? -at.slope[i] : at.x[i];
        x[i] = x[i] * orthant > 0 ? x[i] : 0;
      }
      x[i] = bounded(i, x[i]);
    }
    return x;
  }

  /** Σa·b. */
  public static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  static double norm2(double[] a) {
    return Math.sqrt(dot(a, a));
  }

  private static double[] minus(double[] a, double[] b) {
    double[] difference = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      difference[i] = a[i] - b[i];
    }
    return difference;
  }
}
