package io.nightjar.spark.train.solve;

import java.util.ArrayList;
import java.util.List;

/** The last steps s and changes of gradient y, and the inverse Hessian that they imply. */
final class StepHistory {
  private static final int MEMORY = 10;
  private static final double CURVED = 1e-12;

  /** By what factor the curvature of a step may differ from the preconditioner's, at most. */
  private static final double ALIKE = 2;

  private final List<double[]> steps = new ArrayList<>();
  private final List<double[]> changes = new ArrayList<>();
  private final Preconditioner preconditioner;

  StepHistory(Preconditioner preconditioner) {
    this.preconditioner = preconditioner;
  }

  /** The steps, the oldest first. */
  List<double[]> steps() {
    return List.copyOf(steps);
  }

  /** The changes of gradient, in the order of the steps. */
  List<double[]> changes() {
    return List.copyOf(changes);
  }

  /** Takes the place of what it holds. */
  void replace(List<double[]> itsSteps, List<double[]> itsChanges) {
    clear();
    steps.addAll(itsSteps);
    changes.addAll(itsChanges);
  }

  /** Whether H knows how long a step should be. */
  boolean isScaled() {
    return preconditioner != null || size() > 0;
  }

  int size() {
    return steps.size();
  }

  void clear() {
    steps.clear();
    changes.clear();
  }

  void add(double[] step, double[] change) {
    double curvature = QuasiNewton.dot(step, change);
    if (curvature <= CURVED * QuasiNewton.norm2(step) * QuasiNewton.norm2(change)) {
      return;
    }
    steps.add(step);
    changes.add(change);
    if (steps.size() > MEMORY) {
      steps.remove(0);
      changes.remove(0);
    }
  }

  /**
   * Whether ½·vᵀHv says, within a small factor, what can still be won where the gradient is v: the
   * preconditioner foretold the curvature of the last step, yᵀPy being near sᵀy.
   */
  boolean foretells() {
    if (preconditioner == null || size() == 0) {
      return false;
    }
    double[] change = changes.get(size() - 1);
    double met = QuasiNewton.dot(steps.get(size() - 1), change);
    double foretold = QuasiNewton.dot(change, preconditioner.times(change));
    return foretold <= ALIKE * met && met <= ALIKE * foretold;
  }

  /** H·v by the two loops. */
  double[] times(double[] v) {
    double[] q = v.clone();
    double[] alpha = new double[size()];
    for (int k = size() - 1; k >= 0; k--) {
      alpha[k] = QuasiNewton.dot(steps.get(k), q) / QuasiNewton.dot(steps.get(k), changes.get(k));
      add(q, -alpha[k], changes.get(k));
    }
    if (preconditioner != null) {
      q = preconditioner.times(q);
    } else if (size() > 0) {
      double[] s = steps.get(size() - 1);
      double[] y = changes.get(size() - 1);
      double scale = QuasiNewton.dot(s, y) / QuasiNewton.dot(y, y);
      for (int i = 0; i < q.length; i++) {
        q[i] *= scale;
      }
    }
    for (int k = 0; k < size(); k++) {
      double beta =
          QuasiNewton.dot(changes.get(k), q) / QuasiNewton.dot(steps.get(k), changes.get(k));
      add(q, alpha[k] - beta, steps.get(k));
    }
    return q;
  }

  private static void add(double[] to, double factor, double[] what) {
    for (int i = 0; i < to.length; i++) {
      to[i] += factor * what[i];
    }
  }
}
