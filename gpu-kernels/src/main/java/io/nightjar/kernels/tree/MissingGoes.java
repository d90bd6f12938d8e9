package io.nightjar.kernels.tree;

/** Where a split sends rows whose value is missing. */
public enum MissingGoes {
  /** With the lower bins. */
  LEFT,
  /** With the higher bins. */
  RIGHT
}
