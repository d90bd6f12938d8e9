/**
 * What a model reads and how each column is encoded, fitted on the training rows and frozen.
 *
 * <p>Entry type: {@link io.nightjar.features.FeatureSpec}. May depend on {@code io.nightjar}.
 */
package io.nightjar.features;
