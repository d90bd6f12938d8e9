package io.nightjar.config.output;

import io.nightjar.config.hocon.Kind;
import io.nightjar.config.hocon.Property;
import io.nightjar.config.hocon.Settings;
import java.util.List;
import java.util.Optional;

/**
 * The best items of each user, or users of each item, published with the scores.
 *
 * @param k the most that each gets
 * @param to whether users get items or items get users
 * @param excludeSeen whether pairs that the scored table holds are left out
 * @param output the table's folder, one folder a logical date
 */
public record RecommendConfig(int k, Side to, boolean excludeSeen, String output) {
  /** Who gets recommendations. */
  public enum Side {
    USERS,
    ITEMS
  }

  static final Property<Integer> K =
      Property.of(
          "score.recommend.k",
          Kind.integer(1, 1000),
          10,
          "how many items each user gets, the best first, or users each item (als)");
  static final Property<Side> TO =
      Property.of(
          "score.recommend.to",
          Kind.oneOf(Side.class),
          Side.USERS,
          "whether every user that training met gets items, or every item users (als)");
  static final Property<Boolean> EXCLUDE_SEEN =
      Property.of(
          "score.recommend.exclude-seen",
          Kind.bool(),
          true,
          "whether pairs of user and item that score.source holds are left out (als)");

  /** Where they are published. */
  public static final Property<String> OUTPUT =
      Property.of(
          "score.recommend.output",
          Kind.text(),
          "recommendations",
          "the folder of the published recommendations: user, rank, item, score (als)");

  /** Every setting, in the order of the reference. */
  public static List<Property<?>> properties() {
    return List.of(K, TO, EXCLUDE_SEEN, OUTPUT);
  }

  /** The block; empty where the config has none. */
  public static Optional<RecommendConfig> read(Settings settings) {
    if (!settings.has("score.recommend")) {
      return Optional.empty();
    }
    return Optional.of(
        new RecommendConfig(
            settings.read(K),
            settings.read(TO),
            settings.read(EXCLUDE_SEEN),
            settings.read(OUTPUT)));
  }
}
