package io.nightjar.kernels.dense;

/**
 * What a layer has learnt, or the loss's gradient with respect to it; borrowed.
 *
 * @param matrix W, row-major [inputs][outputs]
 * @param bias b, [outputs]
 */
public record LayerWeights(float[] matrix, float[] bias) {}
