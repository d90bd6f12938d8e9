package io.nightjar.kernels.bench.linear;

import io.nightjar.kernels.bench.data.MadeData;

/** A table of many columns, of which a row holds few. */
interface WideShape {
  /** How many rows. */
  int rows();

  /** Columns in all. */
  int columns();

  /** Numbers that are read. */
  long cells();

  /** Bytes of them, and of a label or a margin a row. */
  double bytes();

  /** As the tables write it. */
  String name();

  /** Data of this shape. */
  WideRows made(MadeData made);
}
