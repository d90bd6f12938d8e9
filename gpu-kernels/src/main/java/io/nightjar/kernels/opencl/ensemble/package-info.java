/**
 * Device kernels of ensembles of trees.
 *
 * <p>Entry type: {@link io.nightjar.kernels.opencl.ensemble.DeviceEnsembleScore}. May depend on
 * {@code io.nightjar.kernels.ensemble} and {@code io.nightjar.kernels.opencl.device}.
 */
package io.nightjar.kernels.opencl.ensemble;
