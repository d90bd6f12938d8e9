package io.nightjar.spark.train.als;

import java.io.Serializable;

/**
 * What the next sweep starts from.
 *
 * @param iterations how many are done
 * @param users the users' factors, row-major [users][rank]
 */
record SweepState(int iterations, float[] users) implements Serializable {}
