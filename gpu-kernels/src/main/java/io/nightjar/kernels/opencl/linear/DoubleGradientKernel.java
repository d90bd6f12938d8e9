package io.nightjar.kernels.opencl.linear;

/** Sums in float64; for devices with double precision. */
final class DoubleGradientKernel extends GradientKernel {
  /** Greatest margin that eᵐ is taken of. */
  private static final double MOST_MARGIN = 500.0;

  float[] x;
  double[] labels;
  double[] weights;
  double[] beta;
  double[] slopes;
  double[] losses;
  double[] partials;
  @Local double[] shared = new double[GROUP];

  DoubleGradientKernel(GradientTask task) {
    shape(task);
    x = task.flattened();
    labels = new double[rows];
    weights = new double[rows];
    for (int i = 0; i < rows; i++) {
      labels[i] = task.label(i);
      weights[i] = task.weight(i);
    }
    beta = new double[classes * (columns + 1)];
    slopes = new double[classes * rows];
    losses = new double[rows];
    partials = new double[groups()];
    upload(x);
    upload(labels);
    upload(weights);
  }

  @Override
  public void run() {
    if (getPassId() == 0) {
      int stride = getGlobalSize();
      for (int i = getGlobalId(); i < rows; i += stride) {
        margins(i);
        if (loss == 0) {
          logistic(i);
        } else if (loss == 1) {
          multinomial(i);
        } else if (loss == 2) {
          squared(i);
        } else {
          poisson(i);
        }
      }
    } else {
      sumChunk();
    }
  }

  /** m[k][i], left in the slopes' place. */
  void margins(int i) {
    for (int k = 0; k < classes; k++) {
      double m = 0.0;
      int base = k * (columns + 1);
      for (int j = 0; j < columns; j++) {
        m += beta[base + j] * x[j * rows + i];
      }
      slopes[k * rows + i] = m + beta[base + columns];
    }
  }

  void logistic(int i) {
    double m = slopes[i];
    double positive = m > 0 ? m : 0.0;
    double e = exp(m > 0 ? -m : m);
    double u = 1 + e;
    double softplus = u == 1 ? e : log(u) * (e / (u - 1));
    losses[i] = weights[i] * (positive - labels[i] * m + softplus);
    slopes[i] = weights[i] * ((m > 0 ? 1 / u : e / u) - labels[i]);
  }

  void multinomial(int i) {
    double greatest = slopes[i];
    for (int k = 1; k < classes; k++) {
      double m = slopes[k * rows + i];
      greatest = m > greatest ? m : greatest;
    }
    int label = (int) labels[i];
    double own = slopes[label * rows + i];
    double total = 0.0;
    for (int k = 0; k < classes; k++) {
      double e = exp(slopes[k * rows + i] - greatest);
      slopes[k * rows + i] = e;
      total += e;
    }
    double w = weights[i];
    for (int k = 0; k < classes; k++) {
      slopes[k * rows + i] = w * (slopes[k * rows + i] / total);
    }
    slopes[label * rows + i] = slopes[label * rows + i] - w;
    losses[i] = w * (log(total) + (greatest - own));
  }

  void squared(int i) {
    double residual = slopes[i] - labels[i];
    losses[i] = weights[i] * residual * residual / 2;
    slopes[i] = weights[i] * residual;
  }

  /** Greater margins count as MOST_MARGIN in eᵐ, so that no sum overflows. */
  void poisson(int i) {
    double m = slopes[i];
    double e = exp(m < MOST_MARGIN ? m : MOST_MARGIN);
    losses[i] = weights[i] * (e - labels[i] * m);
    slopes[i] = weights[i] * (e - labels[i]);
  }

  void sumChunk() {
    int item = getLocalId();
    int group = getGroupId();
    int entry = group / chunks;
    int from = (group - entry * chunks) * CHUNK;
    int to = from + CHUNK < rows ? from + CHUNK : rows;
    shared[item] = sumOfItem(entry, from + item, to);
    localBarrier();
    for (int width = GROUP / 2; width > 0; width = width / 2) {
      if (item < width) {
        shared[item] = shared[item] + shared[item + width];
      }
      localBarrier();
    }
    if (item == 0) {
      partials[group] = shared[0];
    }
    localBarrier();
  }

  /** One work item's share: every GROUP-th row from {@code from} on. */
  double sumOfItem(int entry, int from, int to) {
    double sum = 0.0;
    int k = entry / (columns + 1);
    int j = entry - k * (columns + 1);
    if (k == classes) {
      for (int i = from; i < to; i += GROUP) {
        sum += losses[i];
      }
    } else if (j == columns) {
      for (int i = from; i < to; i += GROUP) {
        sum += slopes[k * rows + i];
      }
    } else {
      for (int i = from; i < to; i += GROUP) {
        sum += slopes[k * rows + i] * x[j * rows + i];
      }
    }
    return sum;
  }

  @Override
  void putCoefficients(double[] coefficients) {
    for (int i = 0; i < beta.length; i++) {
      beta[i] = coefficients[i];
    }
    upload(beta);
  }

  @Override
  double[] getPartials() {
    download(partials);
    return partials;
  }

  @Override
  public long footprint() {
    return loadBytes() + Double.BYTES * ((long) slopes.length + losses.length) + launchBytes();
  }

  private long launchBytes() {
    return Double.BYTES * ((long) beta.length + partials.length);
  }

  private long loadBytes() {
    return Float.BYTES * (long) x.length + Double.BYTES * 2L * rows;
  }
}
