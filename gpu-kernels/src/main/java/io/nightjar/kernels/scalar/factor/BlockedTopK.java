package io.nightjar.kernels.scalar.factor;

import io.nightjar.kernels.dense.Transpose;
import io.nightjar.kernels.factor.BestItems;
import io.nightjar.kernels.factor.Exclusions;
import io.nightjar.kernels.factor.FactorMatrix;
import io.nightjar.kernels.factor.TopItems;
import io.nightjar.kernels.factor.TopK;
import io.nightjar.kernels.scalar.dense.DenseLoops;
import io.nightjar.kernels.scalar.dense.Operand;
import io.nightjar.kernels.scalar.dense.ProductSize;

/** Best items out of the blocks of the product of users and items, which is never whole. */
public final class BlockedTopK implements TopK {
  private final DenseLoops loops;

  /** Best items on these loops. */
  public BlockedTopK(DenseLoops loops) {
    this.loops = loops;
  }

  @Override
  public TopItems find(FactorMatrix users, FactorMatrix items, int k, Exclusions exclusions) {
    BestItems best = new BestItems(users.rows(), k);
    ProductSize size = new ProductSize(users.rows(), items.rows(), users.rank(), 1);
    loops
        .product(
            Operand.of(users.values(), Transpose.NO, size.m(), size.k()),
            Operand.of(items.values(), Transpose.YES, size.k(), size.n()),
            size)
        .into(new ScoreSink(loops, best, exclusions));
    return best.sorted();
  }
}
