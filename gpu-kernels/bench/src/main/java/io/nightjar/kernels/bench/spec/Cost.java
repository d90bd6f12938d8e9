package io.nightjar.kernels.bench.spec;

/**
 * What one call costs.
 *
 * @param rows of its block
 * @param units what its rate is given in
 * @param unit such as "flop", "update" or "tree-row"
 * @param flops float operations, a fused one counted twice; 0 where they are not the point
 * @param bytes that must be read and written at least once
 */
public record Cost(long rows, double units, String unit, double flops, double bytes) {
  /** A cost whose unit is the float operation. */
  public static Cost ofFlops(long rows, double flops, double bytes) {
    return new Cost(rows, flops, "flop", flops, bytes);
  }

  /** A cost in a unit of its own, with no float operations to speak of. */
  public static Cost of(long rows, double units, String unit, double bytes) {
    return new Cost(rows, units, unit, 0, bytes);
  }
}
