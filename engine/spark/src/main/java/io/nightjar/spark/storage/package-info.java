/**
 * What a registry needs of a file system: paths that stay inside a root, and writes that happen
 * wholly or not at all.
 *
 * <p>Entry type: {@link io.nightjar.spark.storage.StorageRoot}. May depend on {@code io.nightjar}
 * and Hadoop's FileSystem.
 */
package io.nightjar.spark.storage;
