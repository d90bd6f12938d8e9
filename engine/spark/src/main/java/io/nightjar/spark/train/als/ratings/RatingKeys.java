package io.nightjar.spark.train.als.ratings;

import io.nightjar.model.factors.KeyDictionary;
import java.io.Serializable;
import java.util.List;
import java.util.function.Function;

/** The keys of all users and all items. */
public final class RatingKeys implements Serializable {
  private static final long serialVersionUID = 1L;

  private final KeyDictionary users;
  private final KeyDictionary items;

  private RatingKeys(KeyDictionary users, KeyDictionary items) {
    this.users = users;
    this.items = items;
  }

  /** Those that are found for each side. */
  static RatingKeys found(Function<Side, KeyDictionary> side) {
    return new RatingKeys(side.apply(Side.USER), side.apply(Side.ITEM));
  }

  /** Those of some ratings. */
  public static RatingKeys of(List<RatingPart> parts) {
    return found(side -> KeyUnion.of(parts.stream().map(part -> part.keys(side)).toList()));
  }

  /** One side's. */
  public KeyDictionary of(Side side) {
    return side == Side.USER ? users : items;
  }
}
