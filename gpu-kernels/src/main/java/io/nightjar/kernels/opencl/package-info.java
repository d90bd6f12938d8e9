/**
 * Kernels on OpenCL devices through Aparapi, behind guards: Aparapi's own fallback never runs.
 *
 * <p>Entry type: {@link io.nightjar.kernels.opencl.OpenClBackend}. May depend on com.aparapi, and
 * is the only package that may.
 */
package io.nightjar.kernels.opencl;
