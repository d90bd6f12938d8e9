package io.nightjar.kernels.scalar.factor;

import io.nightjar.kernels.factor.CholeskySolve;
import java.util.Arrays;

/**
 * Solves systems a few at a time.
 *
 * <p>With p ascending, L[i][j] = (a[i][j] − Σ_{p &lt; j} L[i][p]·L[j][p])/L[j][j], y[i] = (b[i] −
 * Σ_{p &lt; i} L[i][p]·y[p])/L[i][i], and with i descending x[p] = (y[p] − Σ_{i &gt; p}
 * L[i][p]·x[i])/L[p][p]; each is one chain of fused multiplications and additions, and a division
 * is a product with 1/L[j][j].
 */
public final class BatchedCholesky implements CholeskySolve {
  private final SystemsFactory factory;

  /** Solutions on these loops. */
  public BatchedCholesky(SystemsFactory factory) {
    this.factory = factory;
  }

  /** Solutions on plain loops. */
  public static BatchedCholesky plain() {
    return new BatchedCholesky(PlainSystems::new);
  }

  @Override
  public int[] solve(int order, double[] a, double[] b, double[] x) {
    int systems = b.length / order;
    Systems loops = factory.of(order);
    int[] failed = new int[systems];
    int failures = 0;
    for (int first = 0; first < systems; first += loops.lanes()) {
      loops.load(a, b, first, Math.min(loops.lanes(), systems - first));
      loops.solve();
      for (int lane = 0; lane < loops.lanes() && first + lane < systems; lane++) {
        if (loops.solved(lane)) {
          loops.store(lane, x, (first + lane) * order);
        } else {
          failed[failures++] = first + lane;
        }
      }
    }
    return Arrays.copyOf(failed, failures);
  }
}
