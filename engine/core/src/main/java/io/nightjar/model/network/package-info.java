/**
 * What a neural network is made of: layers of weights, and the scales of what goes in and comes
 * out.
 *
 * <p>Entry type: {@link io.nightjar.model.network.Network}. May depend on the kernels' activations.
 */
package io.nightjar.model.network;
