package io.nightjar.config;

/**
 * How rows fall to training, validation and test.
 *
 * @param by what a row's part hangs on
 * @param validation share of rows for validation, 0..1
 * @param test share of rows for the test, 0..1; 0 where the data has a test source
 * @param seed seed of the hash
 */
public record SplitConfig(By by, double validation, double test, long seed) {

  /** What a row's part hangs on. */
  public enum By {
    /** A hash of the id. */
    ID,
    /** A hash of the group. */
    GROUP,
    /** The time: newest rows are the test, those before them validation. */
    TIME,
    /** A hash of the row's content: equal rows fall alike. */
    CONTENT
  }
}
