/**
 * Plain loops over primitive arrays: the reference backend, always there.
 *
 * <p>Entry type: {@link io.nightjar.kernels.scalar.ScalarOperations}. With its sub-packages, one a
 * topic, it may depend on the topics whose operations it implements.
 */
package io.nightjar.kernels.scalar;
