package io.nightjar.spark.train.als;

import java.io.Serializable;

/**
 * How many ratings there are of a pair that has another, and the places of one such pair.
 *
 * @param row its row's place; −1 where there is none
 * @param column its column's place; −1 where there is none
 */
record Repeated(long count, int row, int column) implements Serializable {
  static final Repeated NONE = new Repeated(0, -1, -1);

  /** Both, with the pair of the first that has one. */
  Repeated plus(Repeated more) {
    Repeated first = count > 0 ? this : more;
    return new Repeated(count + more.count, first.row, first.column);
  }
}
