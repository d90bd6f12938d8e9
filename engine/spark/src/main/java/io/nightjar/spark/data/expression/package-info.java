/**
 * What Spark's own expressions say of single rows, evaluated in tasks where the rows lie.
 *
 * <p>Entry types: {@link io.nightjar.spark.data.expression.RowProjection} and {@link
 * io.nightjar.spark.data.expression.RowFilter}. May depend on nothing but Spark.
 */
package io.nightjar.spark.data.expression;
