package io.nightjar.model.unlabelled;

/** Refuses arrays that hold NaN or infinite values. */
final class Finite {
  private Finite() {}

  static void require(String what, double[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new IllegalArgumentException(
            what + " " + i + " is " + values[i] + "; must be finite");
      }
    }
  }
}
