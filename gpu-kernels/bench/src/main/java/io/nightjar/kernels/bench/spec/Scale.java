package io.nightjar.kernels.bench.spec;

/** How large the shapes are. */
public enum Scale {
  /** Shapes whose figures are worth reading. */
  FULL,
  /** Shapes that only show that everything works. */
  TINY;

  /** A number of rows, or a few hundred of them that are no multiple of anything. */
  public int rows(int full) {
    return this == FULL ? full : Math.min(full, 517);
  }
}
