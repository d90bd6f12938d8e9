package io.nightjar.kernels;

import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.kernels.backend.BackendUnavailableException;
import io.nightjar.kernels.backend.KernelUse;
import io.nightjar.kernels.backend.Operation;
import io.nightjar.kernels.cluster.ClusterKernels;
import io.nightjar.kernels.count.CountKernels;
import io.nightjar.kernels.dense.DenseKernels;
import io.nightjar.kernels.ensemble.EnsembleKernels;
import io.nightjar.kernels.factor.FactorKernels;
import io.nightjar.kernels.linear.LinearKernels;
import io.nightjar.kernels.select.BackendSelector;
import io.nightjar.kernels.select.CountingDispatcher;
import io.nightjar.kernels.select.DeviceReport;
import io.nightjar.kernels.select.Devices;
import io.nightjar.kernels.tree.TreeKernels;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The kernels by topic, for one preference, and the count of what ran where. Safe for many threads.
 */
public final class Kernels {
  private static final Map<List<Object>, Kernels> SHARED = new HashMap<>();

  private final CountingDispatcher dispatcher;
  private final LinearKernels linear;
  private final DenseKernels dense;
  private final FactorKernels factor;
  private final ClusterKernels cluster;
  private final EnsembleKernels ensemble;
  private final TreeKernels tree;
  private final CountKernels count;

  /** Kernels that a dispatcher runs and counts. */
  Kernels(CountingDispatcher dispatcher) {
    this.dispatcher = dispatcher;
    this.linear = new LinearKernels(dispatcher);
    this.dense = new DenseKernels(dispatcher);
    this.factor = new FactorKernels(dispatcher);
    this.cluster = new ClusterKernels(dispatcher);
    this.ensemble = new EnsembleKernels(dispatcher);
    this.tree = new TreeKernels(dispatcher);
    this.count = new CountKernels(dispatcher);
  }

  /**
   * The kernels for a preference; devices are probed on the first call of a JVM, and never for
   * {@link BackendPreference#SCALAR}.
   *
   * @throws BackendUnavailableException if a backend is required and can't be used
   */
  public static Kernels of(BackendPreference preference) {
    synchronized (SHARED) {
      return SHARED.computeIfAbsent(
          List.of(preference),
          key -> new Kernels(new CountingDispatcher(BackendSelector.of(preference))));
    }
  }

  /**
   * The kernels for a preference on the one GPU that a cluster assigned to a task.
   *
   * @param gpu its number in the driver's order
   * @throws BackendUnavailableException if a backend is required and can't be used
   */
  public static Kernels of(BackendPreference preference, int gpu) {
    synchronized (SHARED) {
      return SHARED.computeIfAbsent(
          List.of(preference, gpu),
          key -> new Kernels(new CountingDispatcher(BackendSelector.of(preference, gpu))));
    }
  }

  /** Every operation there is. */
  public static List<Operation<?>> operations() {
    return Stream.of(
            LinearKernels.OPERATIONS,
            DenseKernels.OPERATIONS,
            FactorKernels.OPERATIONS,
            ClusterKernels.OPERATIONS,
            TreeKernels.OPERATIONS,
            EnsembleKernels.OPERATIONS,
            CountKernels.OPERATIONS)
        .flatMap(List::stream)
        .toList();
  }

  /**
   * Everything that can be said of this machine's devices and backends; opens every device, tries
   * and measures every operation on it.
   */
  public static DeviceReport deviceReport() {
    return DeviceReport.of(Devices.here(), operations());
  }

  /** The same kernels with a count of their own, for a job that shares its JVM with others. */
  public Kernels counting() {
    return new Kernels(dispatcher.counting());
  }

  /** The linear family: gradient, margins, Gram matrix. */
  public LinearKernels linear() {
    return linear;
  }

  /** Small dense matrices: products and layers. */
  public DenseKernels dense() {
    return dense;
  }

  /** Factors of users and items: symmetric systems, normal equations, best products. */
  public FactorKernels factor() {
    return factor;
  }

  /** The k-means family: nearest centroids with the sums of each cluster. */
  public ClusterKernels cluster() {
    return cluster;
  }

  /** Ensembles of trees: scores and SHAP values. */
  public EnsembleKernels ensemble() {
    return ensemble;
  }

  /** What trees are grown by: histograms and partitions. */
  public TreeKernels tree() {
    return tree;
  }

  /** Counting of values, for drift. */
  public CountKernels count() {
    return count;
  }

  /** Counts what ran beside the kernels, such as another library's runtime. */
  public void ran(KernelUse use) {
    dispatcher.ran(use);
  }

  /** What ran where since the start or the last {@link #drain()}. */
  public List<KernelUse> uses() {
    return dispatcher.uses();
  }

  /** What ran where since the last drain, and starts counting anew; no call is counted twice. */
  public List<KernelUse> drain() {
    return dispatcher.drain();
  }
}
