package io.nightjar.kernels.bench.measure;

/**
 * How much time is spent to know a time well.
 *
 * @param rounds in each of which every contender has its turn
 * @param warmUpMillis of each turn before the first round, for the JVM's compilers
 * @param roundMillis of one turn at least: short calls are repeated
 */
public record Effort(int rounds, int warmUpMillis, int roundMillis) {
  /** As users run it. */
  public static Effort of(int rounds) {
    return new Effort(rounds, 250, 20);
  }

  /** One turn each, to show that everything works. */
  public static Effort least() {
    return new Effort(1, 0, 0);
  }
}
