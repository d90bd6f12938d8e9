/**
 * The cases of every operation, on the shapes that training and scoring give them.
 *
 * <p>Entry type: {@link io.nightjar.kernels.bench.cases.AllCases}. May depend on the specification,
 * the kernels and the peers.
 */
package io.nightjar.kernels.bench.cases;
