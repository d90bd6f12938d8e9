package io.nightjar.spark.train.als.ratings;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.Problem;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What some rows hold.
 *
 * @param rows how many there are
 * @param withoutUser rows without a user
 * @param withoutItem rows without an item
 * @param beyond rows whose rating float32 sums can't hold
 * @param users distinct users of each partition, added up
 * @param items distinct items of each partition, added up
 */
public record RatingTotals(
    long rows, long withoutUser, long withoutItem, long beyond, long users, long items)
    implements Serializable {
  static final RatingTotals NONE = new RatingTotals(0, 0, 0, 0, 0, 0);

  RatingTotals plus(RatingTotals more) {
    return new RatingTotals(
        rows + more.rows,
        withoutUser + more.withoutUser,
        withoutItem + more.withoutItem,
        beyond + more.beyond,
        users + more.users,
        items + more.items);
  }

  /**
   * Refuses rows that nothing can be learnt from.
   *
   * @throws NightjarException of kind DATA: every problem there is
   */
  void requireSound(RatingColumns columns) {
    List<Problem> problems = new ArrayList<>();
    String without = "have no value, but it is %s; leave them out with data.where, or mend them";
    add(problems, withoutUser, columns.user(), without.formatted(Side.USER.setting()));
    add(problems, withoutItem, columns.item(), without.formatted(Side.ITEM.setting()));
    add(
        problems,
        beyond,
        columns.label(),
        "are beyond ±" + columns.most() + ", which float32 sums can't hold; scale the label");
    if (!problems.isEmpty()) {
      throw new NightjarException(FailureKind.DATA, problems, null);
    }
  }

  private void add(List<Problem> problems, long found, String column, String what) {
    if (found > 0) {
      problems.add(new Problem(column, found + " of " + rows + " rows " + what));
    }
  }
}
