/**
 * The vocabulary of where things run: operations, their sizes, preferences, choices, and the
 * record.
 *
 * <p>Entry type: {@link io.nightjar.kernels.backend.Operation}. May depend on nothing.
 */
package io.nightjar.kernels.backend;
