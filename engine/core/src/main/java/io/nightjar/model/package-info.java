/**
 * What a trained model is: data only, its parts checked against each other.
 *
 * <p>Entry type: {@link io.nightjar.model.Model}. May depend on {@code io.nightjar.features} and on
 * the kernels' {@code TreeEnsemble}, which it holds but doesn't run.
 */
package io.nightjar.model;
