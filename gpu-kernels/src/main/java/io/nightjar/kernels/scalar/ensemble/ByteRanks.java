package io.nightjar.kernels.scalar.ensemble;

/**
 * Ranks of a tile's rows among one feature's cuts, eight bytes a word, the first row in the lowest.
 *
 * @param ranks at most {@link #MOST}; 0 where missing; borrowed
 * @param missing {@link #MOST} where missing, else 0; borrowed
 */
public record ByteRanks(long[] ranks, long[] missing) {
  /** Most cuts that bytes of ranks can be made of. */
  public static final int MOST = 254;
}
