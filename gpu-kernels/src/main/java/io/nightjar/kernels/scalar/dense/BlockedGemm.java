package io.nightjar.kernels.scalar.dense;

import io.nightjar.kernels.dense.Gemm;
import io.nightjar.kernels.dense.MatrixProduct;

/** Products into whole matrices. */
public final class BlockedGemm implements Gemm {
  private final DenseLoops loops;

  /** Products on these loops. */
  public BlockedGemm(DenseLoops loops) {
    this.loops = loops;
  }

  @Override
  public void multiply(MatrixProduct product, float[] a, float[] b, float[] c) {
    ProductSize size = new ProductSize(product.m(), product.n(), product.k(), product.alpha());
    loops
        .product(
            Operand.of(a, product.a(), size.m(), size.k()),
            Operand.of(b, product.b(), size.k(), size.n()),
            size)
        .into(new ScaledSink(c, 0, size.n(), product.beta()));
  }
}
