/**
 * What an iterative fit has come to so far, kept on a Hadoop file system for a run that is stopped.
 *
 * <p>Entry type: {@link io.nightjar.spark.train.checkpoint.RunCheckpoints}. May depend on {@code
 * io.nightjar.spark.storage} and the core.
 */
package io.nightjar.spark.train.checkpoint;
