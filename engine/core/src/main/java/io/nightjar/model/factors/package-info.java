/**
 * Factors of users and items, with the dictionaries of their keys.
 *
 * <p>Entry type: {@link io.nightjar.model.factors.KeyedFactors}. May depend on {@code
 * io.nightjar.features}.
 */
package io.nightjar.model.factors;
