package io.nightjar.kernels.tree;

import io.nightjar.kernels.block.ArgumentChecks;
import io.nightjar.kernels.block.BinnedBlock;
import java.io.Serializable;

/**
 * The binned rows that a tree is grown on, one unsigned byte a value, laid out twice: by columns,
 * [columns][rows], for what looks at one column (a partition, a walk down a tree, a device); and by
 * rows in tiles of {@value #TILE} columns, for histograms, which look at all columns of a row: in a
 * deep node, whose rows lie far apart, a row then costs one cache line in place of one a column.
 *
 * <p>In a tile a row is 1..{@value #WORDS} longs, column {@code TILE·tile + 8·word + k} in byte k.
 * Bytes that no column uses hold varied bins: their sums go nowhere, but if all went to one cell
 * each addition would wait for the one before.
 *
 * <p>Filled by {@link #column} and then {@link #pack}; it must not change once a kernel has seen
 * it.
 */
public final class BinnedRows implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Most longs of a row in a tile. */
  static final int WORDS = 4;

  /** Columns of a tile; the last one may have fewer. */
  public static final int TILE = WORDS * Long.BYTES;

  /** Most rows: a tile is one array. */
  public static final int MAX_ROWS = Integer.MAX_VALUE / WORDS;

  private static final int BYTE = 0xff;

  private final int rows;
  private final byte[][] columns;
  private final long[][] tiles;

  /**
   * Room for some rows.
   *
   * @param rows 0..{@link #MAX_ROWS}
   * @throws IllegalArgumentException if rows is out of range
   */
  public BinnedRows(int rows, int columns) {
    ArgumentChecks.within("rows", rows, 0, MAX_ROWS);
    this.rows = rows;
    this.columns = new byte[columns][rows];
    this.tiles = new long[(columns + TILE - 1) / TILE][];
    for (int tile = 0; tile < tiles.length; tile++) {
      tiles[tile] = new long[rows * words(tile)];
    }
  }

  /** Bytes of a row in both layouts. */
  public static long rowBytes(int columns) {
    return columns + Long.BYTES * ((columns + Long.BYTES - 1L) / Long.BYTES);
  }

  /** Puts some rows of all columns, whose bins are final, into the tiles too. */
  public void pack(int from, int to) {
    for (int tile = 0; tile < tiles.length; tile++) {
      int words = words(tile);
      for (int word = 0; word < words; word++) {
        pack(tiles[tile], word, words, TILE * tile + Long.BYTES * word, from, to);
      }
    }
  }

  private void pack(long[] tile, int word, int words, int first, int from, int to) {
    for (int row = from; row < to; row++) {
      long packed = 0;
      for (int k = 0; k < Long.BYTES; k++) {
        long bin = (first + k < columns.length ? columns[first + k][row] : row) & BYTE;
        packed |= bin << (k * Byte.SIZE);
      }
      tile[row * words + word] = packed;
    }
  }

  /** How many rows. */
  public int rows() {
    return rows;
  }

  /** How many columns. */
  public int columns() {
    return columns.length;
  }

  /** A column's bins, borrowed; {@link BinnedBlock#MISSING} where missing. */
  public byte[] column(int index) {
    return columns[index];
  }

  /** The bin of a value. */
  public int bin(int column, int row) {
    return columns[column][row] & BYTE;
  }

  /** How many tiles. */
  public int tiles() {
    return tiles.length;
  }

  /** A tile's rows, borrowed: [rows][{@link #words}]. */
  public long[] tile(int index) {
    return tiles[index];
  }

  /** How many columns a tile has, 1..{@value #TILE}. */
  public int columnsOf(int tile) {
    return Math.min(TILE, columns.length - TILE * tile);
  }

  /** How many longs a row has in a tile. */
  public int words(int tile) {
    return (columnsOf(tile) + Long.BYTES - 1) / Long.BYTES;
  }
}
