package io.nightjar.kernels.scalar.factor;

/** Makes loops over tiles of a rank. */
@FunctionalInterface
public interface FactorTileFactory {
  /** An empty tile of that rank. */
  FactorTile of(int rank);
}
