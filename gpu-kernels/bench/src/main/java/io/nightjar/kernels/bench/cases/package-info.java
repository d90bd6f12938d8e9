/**
 * The cases of every operation, on the shapes that training and scoring give them.
 *
 * <p>Entry type: {@link io.nightjar.kernels.bench.cases.AllCases}. May depend on the topics' cases.
 */
package io.nightjar.kernels.bench.cases;
