package io.nightjar.model.unlabelled;

/**
 * The score of an isolation forest, s = 2^(−E(h)/c(ψ)): E(h) the mean path length of a row over the
 * trees, c(ψ) that of a search in a random tree of ψ keys (Liu, Ting and Zhou, Isolation forest,
 * 2008, equation 2). Near 1: a row that is soon alone; 0.5: as the average; near 0: among many.
 */
public final class AnomalyScore {
  private AnomalyScore() {}

  /**
   * s, with the same bits on all machines.
   *
   * @param margin −E(h)/c(ψ)
   */
  public static double of(double margin) {
    return StrictMath.pow(2, margin);
  }
}
