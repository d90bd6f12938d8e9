package io.nightjar.spark.train.kmeans;

import io.nightjar.kernels.backend.KernelUse;
import io.nightjar.kernels.cluster.Centroids;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What one pass over some rows adds up to: the clusters' sums and weights, and the inertia. */
final class ClusterTotals implements Serializable {
  private static final long serialVersionUID = 1L;

  private final double[] sums;
  private final double[] weights;
  private double inertia;
  private ArrayList<KernelUse> uses = new ArrayList<>();

  /** Zeroes for some centroids. */
  ClusterTotals(Centroids centroids) {
    this.sums = new double[centroids.values().length];
    this.weights = new double[centroids.count()];
  }

  /** Σ w·z of each cluster's rows, row-major [k][d]; the array itself. */
  double[] sums() {
    return sums;
  }

  /** Σ w of each cluster's rows; the array itself. */
  double[] weights() {
    return weights;
  }

  /** Σ w·D² of the rows from the centroids that they were assigned to. */
  double inertia() {
    return inertia;
  }

  /** What the kernels did for it. */
  List<KernelUse> uses() {
    return Collections.unmodifiableList(uses);
  }

  void addInertia(double more) {
    inertia += more;
  }

  ClusterTotals using(List<KernelUse> more) {
    uses = new ArrayList<>(KernelUse.merge(uses, more));
    return this;
  }

  ClusterTotals plus(ClusterTotals other) {
    add(sums, other.sums);
    add(weights, other.weights);
    inertia += other.inertia;
    uses = new ArrayList<>(KernelUse.merge(uses, other.uses));
    return this;
  }

  private static void add(double[] left, double[] right) {
    for (int i = 0; i < left.length; i++) {
      left[i] += right[i];
    }
  }

  /** The clusters' means; a cluster without weight stays where it is. */
  Centroids means(Centroids before) {
    int d = before.columns();
    float[] means = before.values().clone();
    for (int c = 0; c < weights.length; c++) {
      for (int j = 0; j < d && weights[c] > 0; j++) {
        means[c * d + j] = (float) (sums[c * d + j] / weights[c]);
      }
    }
    return new Centroids(before.count(), d, means);
  }

  /** The clusters without weight, in order. */
  List<Integer> empty() {
    List<Integer> empty = new ArrayList<>();
    for (int c = 0; c < weights.length; c++) {
      if (!(weights[c] > 0)) {
        empty.add(c);
      }
    }
    return empty;
  }
}
