package io.nightjar.kernels.dense;

import io.nightjar.kernels.block.ArgumentChecks;

/**
 * One layer over a minibatch.
 *
 * @param rows of the minibatch
 * @param inputs values a row that come in
 * @param outputs values a row that go out
 * @param activation what is applied to the sums
 */
public record LayerShape(int rows, int inputs, int outputs, Activation activation) {
  /** Checks that no count is negative. */
  public LayerShape {
    ArgumentChecks.within("rows", rows, 0, Integer.MAX_VALUE);
    ArgumentChecks.within("inputs", inputs, 0, Integer.MAX_VALUE);
    ArgumentChecks.within("outputs", outputs, 0, Integer.MAX_VALUE);
  }

  /** Multiplications and additions of one product of the layer. */
  public long multiplyAdds() {
    return (long) rows * inputs * outputs;
  }
}
