/**
 * The registry: model versions and everything that happens to them, as a journal on any of Hadoop's
 * file systems that can create a file atomically.
 *
 * <p>Entry type: {@link io.nightjar.spark.registry.Registry}. May depend on {@code
 * io.nightjar.journal}, {@code io.nightjar.spark.storage}, {@code io.nightjar.spark.lease} and
 * Hadoop's FileSystem.
 */
package io.nightjar.spark.registry;
