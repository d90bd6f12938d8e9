package io.nightjar.spark.train.als.ratings;

import io.nightjar.features.raw.NumberColumn;
import io.nightjar.features.raw.RawBatch;
import io.nightjar.model.factors.KeyDictionary;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import scala.Tuple2;

/** The ratings of a partition, users by items, as places in dictionaries of its own. */
public final class RatingPart implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Ratings of a block that are sent together. */
  private static final int PARCEL = 1 << 14;

  private final KeyDictionary users;
  private final KeyDictionary items;
  private final Ratings ratings;
  private final RatingTotals totals;

  private RatingPart(
      KeyDictionary users, KeyDictionary items, Ratings ratings, RatingTotals totals) {
    this.users = users;
    this.items = items;
    this.ratings = ratings;
    this.totals = totals;
  }

  /** Reads a partition's rows once; those that are not sound are counted alone. */
  static RatingPart of(Iterator<RawBatch> batches, RatingColumns columns) {
    KeyNumbering users = KeyNumbering.of(columns.userType());
    KeyNumbering items = KeyNumbering.of(columns.itemType());
    Ratings ratings = new Ratings();
    RatingTotals read = RatingTotals.NONE;
    while (batches.hasNext()) {
      RawBatch batch = batches.next();
      int rows = batch.rows();
      Read some =
          new Read(
              users.numbers(batch.column(0), rows),
              items.numbers(batch.column(1), rows),
              ((NumberColumn) batch.column(2)).values());
      read = read.plus(some.addTo(ratings, columns.most()));
    }
    KeyDictionary allUsers = users.dictionary();
    KeyDictionary allItems = items.dictionary();
    ratings.renumber(users.places(allUsers), items.places(allItems));
    RatingTotals keys = new RatingTotals(0, 0, 0, 0, allUsers.size(), allItems.size());
    return new RatingPart(allUsers, allItems, ratings.trimmed(), read.plus(keys));
  }

  /** A batch of rows: numbers of keys, and ratings. */
  private record Read(int[] users, int[] items, double[] labels) {
    RatingTotals addTo(Ratings ratings, double most) {
      long withoutUser = 0;
      long withoutItem = 0;
      long beyond = 0;
      for (int row = 0; row < users.length; row++) {
        boolean large = Math.abs(labels[row]) > most;
        boolean sound = users[row] != KeyNumbering.NONE && items[row] != KeyNumbering.NONE;
        withoutUser += users[row] == KeyNumbering.NONE ? 1 : 0;
        withoutItem += items[row] == KeyNumbering.NONE ? 1 : 0;
        beyond += large ? 1 : 0;
        if (sound && !large) {
          // −0 and 0 are one rating: they must have the same bits.
          ratings.add(users[row], items[row], (float) labels[row] + 0f);
        }
      }
      return new RatingTotals(users.length, withoutUser, withoutItem, beyond, 0, 0);
    }
  }

  RatingTotals totals() {
    return totals;
  }

  /** The keys of the partition's ratings. */
  KeyDictionary keys(Side side) {
    return side == Side.USER ? users : items;
  }

  /**
   * The ratings by their place in dictionaries of all keys, in parcels of one block each: those of
   * row r go to block r % {@code blocks}.
   *
   * @param by whose places the rows are
   */
  public List<Tuple2<Integer, Ratings>> dealt(Side by, RatingKeys all, int blocks) {
    int[] placeOfUser = places(users, all.of(Side.USER));
    int[] placeOfItem = places(items, all.of(Side.ITEM));
    List<Tuple2<Integer, Ratings>> done = new ArrayList<>();
    Ratings[] open = new Ratings[blocks];
    for (int t = 0; t < ratings.size(); t++) {
      int user = placeOfUser[ratings.row(t)];
      int item = placeOfItem[ratings.column(t)];
      int row = by == Side.USER ? user : item;
      int block = row % blocks;
      open[block] = open[block] == null ? new Ratings() : open[block];
      open[block].add(row, by == Side.USER ? item : user, ratings.value(t));
      if (open[block].size() == PARCEL) {
        done.add(new Tuple2<>(block, open[block].trimmed()));
        open[block] = null;
      }
    }
    IntStream.range(0, blocks)
        .filter(block -> open[block] != null)
        .forEach(block -> done.add(new Tuple2<>(block, open[block].trimmed())));
    return done;
  }

  private static int[] places(KeyDictionary own, KeyDictionary all) {
    int[] places = new int[own.size()];
    Arrays.setAll(places, key -> all.place(own.key(key)));
    return places;
  }
}
