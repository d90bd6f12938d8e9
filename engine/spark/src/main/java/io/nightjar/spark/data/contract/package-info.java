/**
 * What a table must hold before it is trained on: its data contract, and a label to learn from.
 *
 * <p>Entry type: {@link io.nightjar.spark.data.contract.Contract}. May depend on {@code
 * io.nightjar.spark.data} and {@code io.nightjar.config}.
 */
package io.nightjar.spark.data.contract;
