package io.nightjar.kernels.ensemble.shap;

/** Points and weights of Gauss and Legendre on 0..1: exact for polynomials of degree 2n − 1. */
record Quadrature(double[] points, double[] weights) {
  private static final int STEPS = 100;

  /** The rule of n points, whose points are the roots of the Legendre polynomial P_n. */
  static Quadrature of(int n) {
    double[] points = new double[n];
    double[] weights = new double[n];
    for (int i = 0; i < n; i++) {
      double x = Math.cos(Math.PI * (i + 0.75) / (n + 0.5));
      double slope = 1;
      for (int step = 0; step < STEPS; step++) {
        double before = 0;
        double value = 1;
        for (int degree = 1; degree <= n; degree++) {
          double next = ((2 * degree - 1) * x * value - (degree - 1) * before) / degree;
          before = value;
          value = next;
        }
        slope = n * (x * value - before) / (x * x - 1);
        double change = value / slope;
        x -= change;
        if (Math.abs(change) < 1e-16) {
          break;
        }
      }
      points[i] = (1 - x) / 2;
      weights[i] = 1 / ((1 - x * x) * slope * slope);
    }
    return new Quadrature(points, weights);
  }
}
