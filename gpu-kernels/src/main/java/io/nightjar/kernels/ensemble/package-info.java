/**
 * Ensembles of decision trees: scores, and what each feature has to do with them (TreeSHAP).
 *
 * <p>Entry type: {@link io.nightjar.kernels.ensemble.EnsembleKernels}. May depend on {@code
 * io.nightjar.kernels.backend} and blocks.
 */
package io.nightjar.kernels.ensemble;
