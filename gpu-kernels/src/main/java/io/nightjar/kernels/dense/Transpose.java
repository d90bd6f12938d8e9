package io.nightjar.kernels.dense;

/** How a matrix enters a product. */
public enum Transpose {
  /** As it is stored. */
  NO,
  /** With rows and columns changed over. */
  YES
}
