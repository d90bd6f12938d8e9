/**
 * What a fit takes, told before it is run: where it runs, what it holds, what its rounds send.
 *
 * <p>Entry type: {@link io.nightjar.spark.train.size.FitSize}. May depend on {@code
 * io.nightjar.spark.train.task} and Spark's core.
 */
package io.nightjar.spark.train.size;
