package io.nightjar.kernels.opencl;

import java.lang.ref.Cleaner;
import java.lang.ref.WeakReference;

/** A loaded block, and whose it is; it never keeps the block itself alive. */
final class ResidentBlock {
  final GradientKernel kernel;
  final Key key;
  Cleaner.Cleanable watch;
  long lastUsed;

  ResidentBlock(GradientTask task, GradientKernel kernel) {
    this.key = new Key(task);
    this.kernel = kernel;
  }

  /** The same block, labels and weights by identity, the same loss and classes by value. */
  static final class Key {
    private final int hash;
    private final GradientTask.Loss loss;
    private final int classes;
    private final WeakReference<Object> block;
    private final WeakReference<double[]> labels;
    private final WeakReference<double[]> weights;

    Key(GradientTask task) {
      this.hash = System.identityHashCode(task.block());
      this.loss = task.loss();
      this.classes = task.classes();
      this.block = new WeakReference<>(task.block());
      this.labels = new WeakReference<>(task.labels());
      this.weights = task.weights() == null ? null : new WeakReference<>(task.weights());
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(Object object) {
      return object instanceof Key other
          && loss == other.loss
          && classes == other.classes
          && same(block, other.block)
          && same(labels, other.labels)
          && (weights == null ? other.weights == null : same(weights, other.weights));
    }

    private static <T> boolean same(WeakReference<T> one, WeakReference<T> other) {
      T referent = one.get();
      return one == other || (other != null && referent != null && other.refersTo(referent));
    }
  }
}
