/**
 * Models of other libraries on their way into a registry.
 *
 * <p>Entry type: {@link io.nightjar.spark.exchange.ImportedVersion}. May depend on the registry
 * and, for the version of the build, on the run record.
 */
package io.nightjar.spark.exchange;
