/**
 * Delta and Iceberg tables: whether Spark can read them here, and which of their versions is read.
 *
 * <p>Entry type: {@link io.nightjar.spark.data.lake.LakeTable}. May depend on {@code
 * io.nightjar.spark.data} and Spark's own interfaces; on no class of Delta or Iceberg, which users
 * bring or leave away.
 */
package io.nightjar.spark.data.lake;
