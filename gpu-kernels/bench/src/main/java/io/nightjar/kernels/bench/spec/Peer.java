package io.nightjar.kernels.bench.spec;

/**
 * Something that is not ours and does the same work.
 *
 * @param name such as "VectorBLAS"
 * @param extent whether it does all of it
 * @param body does it once, and leaves its results where the call's own runs do
 */
public record Peer(String name, Extent extent, Runnable body) {
  /** How much of the work a peer does. */
  public enum Extent {
    /** All: its results are checked. */
    WHOLE,
    /** Only the part that the peer's library has: nothing of its own to check. */
    PART
  }

  /** The loop that anybody would write first. */
  public static Peer naive(Runnable body) {
    return whole("naive loop", body);
  }

  /** A peer that does all. */
  public static Peer whole(String name, Runnable body) {
    return new Peer(name, Extent.WHOLE, body);
  }

  /** A peer that does the part which its library has; a whole one beside it is checked. */
  public static Peer part(String name, Runnable body) {
    return new Peer(name, Extent.PART, body);
  }
}
