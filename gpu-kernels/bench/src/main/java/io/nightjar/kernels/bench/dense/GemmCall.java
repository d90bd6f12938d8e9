package io.nightjar.kernels.bench.dense;

import io.nightjar.kernels.bench.data.Blas;
import io.nightjar.kernels.bench.data.MadeData;
import io.nightjar.kernels.bench.data.Naive;
import io.nightjar.kernels.bench.spec.Call;
import io.nightjar.kernels.bench.spec.Expected;
import io.nightjar.kernels.bench.spec.Peer;
import io.nightjar.kernels.dense.Gemm;
import io.nightjar.kernels.dense.MatrixProduct;
import java.util.Arrays;
import java.util.List;

/** C = A·B. */
final class GemmCall implements Call<Gemm> {
  private final MatrixProduct product;
  private final float[] a;
  private final float[] b;
  private final float[] c;

  GemmCall(int m, int n, int k) {
    MadeData made = new MadeData(20261129);
    product = MatrixProduct.of(m, n, k);
    a = made.floats(m * k);
    b = made.floats(k * n);
    c = new float[m * n];
  }

  @Override
  public void run(Gemm implementation) {
    implementation.multiply(product, a, b, c);
  }

  @Override
  public void spoil() {
    Arrays.fill(c, Float.NaN);
  }

  @Override
  public double[] results() {
    return MadeData.widened(c);
  }

  @Override
  public Expected expected() {
    return Naive.product(product.m(), product.n(), product.k(), a, b);
  }

  @Override
  public List<Peer> peers() {
    int n = product.n();
    int m = product.m();
    int k = product.k();
    // What is row-major to us is the transposed matrix to BLAS: Cᵀ = Bᵀ·Aᵀ.
    return List.of(
        Peer.whole(
            Blas.name("sgemm"),
            () -> Blas.here().sgemm("N", "N", n, m, k, 1, b, n, a, k, 0, c, n)));
  }
}
