/**
 * Models side by side on one partition's blocks: each block is encoded once for those that read
 * alike, and every model's scores lie by row and by column.
 *
 * <p>Entry type: {@link io.nightjar.spark.score.lane.ModelLanes}. May depend on {@code
 * io.nightjar.spark.data}, the core and the kernels.
 */
package io.nightjar.spark.score.lane;
