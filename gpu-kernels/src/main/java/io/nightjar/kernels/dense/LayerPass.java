package io.nightjar.kernels.dense;

/**
 * What a layer's backward step looks at; borrowed.
 *
 * @param x what came in, row-major [rows][inputs]
 * @param matrix W, row-major [inputs][outputs]
 * @param y what went out, activated, [rows][outputs]
 * @param dy the loss's gradient with respect to y, [rows][outputs]
 */
public record LayerPass(float[] x, float[] matrix, float[] y, float[] dy) {}
