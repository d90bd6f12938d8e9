/**
 * Kernels on OpenCL devices through Aparapi, behind guards: Aparapi's own fallback never runs.
 *
 * <p>Entry type: {@link io.nightjar.kernels.opencl.OpenClBackend}. With its sub-packages it is the
 * only importer of com.aparapi; it may depend on the topics whose operations it implements.
 */
package io.nightjar.kernels.opencl;
