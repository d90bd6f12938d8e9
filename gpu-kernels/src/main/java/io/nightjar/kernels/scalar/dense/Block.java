package io.nightjar.kernels.scalar.dense;

/** A block of a product: where it begins, and how large it is. */
public record Block(int row, int column, int rows, int columns) {}
