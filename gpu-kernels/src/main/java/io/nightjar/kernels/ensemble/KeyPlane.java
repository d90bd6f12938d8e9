package io.nightjar.kernels.ensemble;

import io.nightjar.kernels.block.BinnedBlock;

/**
 * One feature as an int key a row, so that a split is one comparison of ints: a row goes right
 * where its key is greater than the split's cut. A number's key orders as the number does; a
 * missing value's key is less or greater than all others, as it is to go left or right.
 *
 * <p>At categorical splits the key is the category; {@link #IN_EVERY_SET} goes left and {@link
 * #IN_NO_SET} right whatever the set is.
 *
 * @param feature the feature
 * @param kind how a value becomes a key
 * @param missing the key of a missing value
 */
public record KeyPlane(int feature, Kind kind, int missing) {
  /** The key of a missing value that goes left at a categorical split. */
  public static final int IN_EVERY_SET = -1;

  /** The key of what is in no set of categories. */
  public static final int IN_NO_SET = 1 << 16;

  /** How a value becomes a key. */
  public enum Kind {
    /** By its order. */
    NUMBER,
    /** A category stands for itself. */
    CATEGORY
  }

  /** The plane that a split looks at. */
  public static KeyPlane of(TreeNodes nodes, int node) {
    boolean left = nodes.missingLeft()[node];
    int feature = nodes.features()[node];
    return nodes.set(node) == null
        ? new KeyPlane(feature, Kind.NUMBER, left ? Integer.MIN_VALUE : Integer.MAX_VALUE)
        : new KeyPlane(feature, Kind.CATEGORY, left ? IN_EVERY_SET : IN_NO_SET);
  }

  /** The key of a number that is not NaN; both zeros have the same. */
  public static int ofNumber(float x) {
    int bits = Float.floatToRawIntBits(x + 0f);
    return bits ^ ((bits >> 31) & Integer.MAX_VALUE);
  }

  /** The key of a category; whatever is not a whole number 0..65535 is in no set. */
  static int ofCategory(float x) {
    int code = (int) x;
    return code == x && code >= 0 && code < IN_NO_SET ? code : IN_NO_SET;
  }

  /** The key of one raw number. */
  int ofRaw(float x) {
    if (x != x) {
      return missing;
    }
    return kind == Kind.CATEGORY ? ofCategory(x) : ofNumber(x);
  }

  /** The key of one bin. */
  int ofBin(int bin) {
    return bin == BinnedBlock.MISSING ? missing : bin;
  }

  /** Writes the keys of rows {@code from}.. of raw numbers. */
  void ofNumbers(float[] column, int from, int count, int[] keys) {
    if (kind == Kind.CATEGORY) {
      for (int i = 0; i < count; i++) {
        float x = column[from + i];
        keys[i] = x != x ? missing : ofCategory(x);
      }
      return;
    }
    for (int i = 0; i < count; i++) {
      float x = column[from + i];
      keys[i] = x != x ? missing : ofNumber(x);
    }
  }

  /** Writes the keys of rows {@code from}.. of bins. */
  void ofBins(byte[] column, int from, int count, int[] keys) {
    for (int i = 0; i < count; i++) {
      keys[i] = ofBin(column[from + i] & 0xff);
    }
  }
}
