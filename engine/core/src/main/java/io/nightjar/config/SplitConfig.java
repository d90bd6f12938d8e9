package io.nightjar.config;

import io.nightjar.config.hocon.Kind;
import io.nightjar.config.hocon.Property;
import io.nightjar.config.hocon.Settings;
import java.util.List;

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

  static final Property<By> BY =
      Property.optional(
          "split.by",
          Kind.oneOf(By.class),
          "group where data.group is set, else id where data.id is set, else content",
          "what a row's part hangs on: a hash of its id, group or content, or its time (newest last)");
  static final Property<Double> VALIDATION =
      Property.of(
          "split.validation", Kind.number(0, 1), 0.15, "the share of rows held out for validation");
  static final Property<Double> TEST =
      Property.optional(
          "split.test",
          Kind.number(0, 1),
          "0.15; 0 where data.test-source is set",
          "the share of rows held out for the test");
  static final Property<Long> SEED =
      Property.optional(
          "split.seed", Kind.whole(0), "seed", "the seed of the hash that splits the rows");

  private static final double DEFAULT_TEST = 0.15;

  static List<Property<?>> properties() {
    return List.of(BY, VALIDATION, TEST, SEED);
  }

  static SplitConfig read(Settings settings, DataConfig data, long jobSeed) {
    By by = settings.find(BY).orElseGet(() -> defaultBy(data));
    double test =
        settings.find(TEST).orElseGet(() -> data.testSource().isPresent() ? 0.0 : DEFAULT_TEST);
    long seed = settings.find(SEED).orElse(jobSeed);
    settings.effective(BY, by);
    settings.effective(TEST, test);
    settings.effective(SEED, seed);
    return new SplitConfig(by, settings.read(VALIDATION), test, seed);
  }

  private static By defaultBy(DataConfig data) {
    if (data.group().isPresent()) {
      return By.GROUP;
    }
    return data.id().isPresent() ? By.ID : By.CONTENT;
  }
}
