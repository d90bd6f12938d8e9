/**
 * What other libraries' files hold: linear terms, and trees on their way into an ensemble, whose
 * nodes in any numbering are checked, put in order and bounded. Entry type: {@link
 * io.nightjar.model.exchange.trees.EnsembleWriter}. May depend on {@code io.nightjar.model} and on
 * the kernels' {@code TreeEnsemble}.
 */
package io.nightjar.model.exchange.trees;
