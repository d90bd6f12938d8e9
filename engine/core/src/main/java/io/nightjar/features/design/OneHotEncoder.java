package io.nightjar.features.design;

import io.nightjar.features.Feature;
import io.nightjar.features.raw.RawBatch;
import io.nightjar.features.raw.RawColumn;
import java.util.List;

/**
 * Encodes raw rows into the columns of a {@link LinearDesign} without writing the 0/1 columns of
 * its categories: for each category only the design column that is 1 is kept. The other columns are
 * those of {@link #others}. A row that can't be encoded gives a code, and 1 in no column. Not safe
 * for several threads.
 */
public final class OneHotEncoder {
  /** No design column of a category is 1. */
  public static final int NONE = -1;

  private final RowEncoder others;
  private final int[] places;
  private final List<Group> groups;

  /**
   * An encoder.
   *
   * @param others of the columns that are written
   * @param places where in the design these are
   */
  OneHotEncoder(RowEncoder others, int[] places, List<Group> groups) {
    this.others = others;
    this.places = places;
    this.groups = List.copyOf(groups);
  }

  /**
   * The columns of one category.
   *
   * @param position of the raw value
   * @param start the first design column
   */
  record Group(GroupEncoder encoder, int position, int start) {
    int one(Object raw) {
      int column = encoder.column(raw);
      return column < 0 ? NONE : start + column;
    }

    Feature feature() {
      return encoder.feature();
    }
  }

  /** The encoder of all columns that belong to no group; codes above 0 are its. */
  public RowEncoder others() {
    return others;
  }

  /** Where in the design each column of {@link #others} is, ascending; a copy. */
  public int[] places() {
    return places.clone();
  }

  /** The first design column of each group, ascending. */
  public int[] starts() {
    return groups.stream().mapToInt(Group::start).toArray();
  }

  /** How many design columns each group has. */
  public int[] sizes() {
    return groups.stream().mapToInt(group -> group.encoder().names().size()).toArray();
  }

  /**
   * Writes a batch's groups.
   *
   * @param codes by row, as {@link #others} wrote them: those of rows that this can't encode are
   *     replaced where they are {@link RowEncoder#ENCODED}
   * @param ones [groups][at least rows]: the design column that is 1, or {@link #NONE}
   * @return how many rows more were not encoded
   */
  public int encode(RawBatch batch, int[] codes, int[][] ones) {
    int refused = 0;
    for (int g = 0; g < ones.length; g++) {
      RawColumn column = batch.column(groups.get(g).position());
      for (int row = 0; row < batch.rows(); row++) {
        int code = code(g, column.value(row), row, ones);
        if (code != RowEncoder.ENCODED && codes[row] == RowEncoder.ENCODED) {
          codes[row] = code;
          refused++;
        }
      }
    }
    return refused;
  }

  /**
   * Writes the groups of one raw row.
   *
   * @param ones as for a batch; row {@code row} is written
   * @return {@link RowEncoder#ENCODED}, or a code for {@link #reason}
   */
  public int encode(Object[] raw, int row, int[][] ones) {
    int first = RowEncoder.ENCODED;
    for (int g = 0; g < ones.length; g++) {
      int code = code(g, raw[groups.get(g).position()], row, ones);
      first = first == RowEncoder.ENCODED ? code : first;
    }
    return first;
  }

  private int code(int g, Object raw, int row, int[][] ones) {
    Group group = groups.get(g);
    boolean fits = group.encoder().fits(raw);
    ones[g][row] = fits ? group.one(raw) : NONE;
    return fits ? RowEncoder.ENCODED : -1 - g;
  }

  /** The input column whose value kept a row from being encoded. */
  public String column(int code) {
    return code < 0 ? groups.get(-1 - code).feature().column() : others.column(code);
  }

  /** Why a row wasn't encoded, as {@link RowEncoder#reason} says it. */
  public String reason(int code, Object[] raw) {
    if (code >= 0) {
      return others.reason(code, raw);
    }
    Group group = groups.get(-1 - code);
    return RowEncoder.reason(group.feature(), raw[group.position()], Unscorable.WRONG_TYPE);
  }
}
