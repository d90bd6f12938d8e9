/**
 * The one right to run a job for a date, kept in files.
 *
 * <p>Entry type: {@link io.nightjar.spark.lease.Lease}. May depend on {@code io.nightjar}, {@code
 * io.nightjar.spark.storage} and Jackson.
 */
package io.nightjar.spark.lease;
