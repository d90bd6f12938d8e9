package io.nightjar.kernels.scalar.dense;

/**
 * The size of a product.
 *
 * @param m rows of A
 * @param n columns of B
 * @param k columns of A, rows of B
 * @param alpha what A is multiplied by
 */
public record ProductSize(int m, int n, int k, float alpha) {}
