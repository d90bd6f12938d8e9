package io.nightjar.jobs.benchmark.cases;

/**
 * What memory a fit took.
 *
 * @param kind what was counted
 * @param heldMib before the fit, the training rows included
 * @param peakMib the most during the fit
 */
public record Memory(Kind kind, double heldMib, double peakMib) {

  /** What is counted. */
  public enum Kind {
    /** Objects that a full collection leaves, and buffers outside of the heap. */
    LIVE("live heap"),
    /** Pages of a process of its own, as the operating system counts them. */
    RESIDENT("resident");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /** For a reader. */
    public String text() {
      return text;
    }
  }

  /** What the fit needed beside what was there before. */
  public double addedMib() {
    return Math.max(0, peakMib - heldMib);
  }
}
