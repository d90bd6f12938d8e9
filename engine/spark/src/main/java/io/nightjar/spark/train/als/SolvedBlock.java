package io.nightjar.spark.train.als;

import io.nightjar.kernels.backend.KernelUse;
import io.nightjar.metrics.ExactSum;
import java.io.Serializable;
import java.util.List;

/**
 * What a task made of a block.
 *
 * @param block its number
 * @param factors row-major [rows][rank]
 * @param cost Σ (c·p² − x·b) over its rows: their errors, and the penalty of their own factors
 * @param penalty λ·Σ n·‖x‖² over its rows
 * @param unsolved the place of a row that has no solution in float32; −1 for none
 * @param uses what the kernels did
 */
record SolvedBlock(
    int block, float[] factors, ExactSum cost, ExactSum penalty, int unsolved, List<KernelUse> uses)
    implements Serializable {}
