package io.nightjar.config;

import java.io.Serializable;

/**
 * Where and in what pieces the numbers are computed.
 *
 * @param backend the preference; each JVM probes what it has
 * @param required whether a run fails where the preferred backend is not available
 * @param partitions partitions of the training table, whatever the cluster's size, so that the
 *     result doesn't hang on it
 * @param blockRows rows a block of columns
 */
public record ComputeConfig(Backend backend, boolean required, int partitions, int blockRows)
    implements Serializable {

  /** Where kernels run. */
  public enum Backend {
    /** The fastest that is there and gains. */
    AUTO,
    /** A GPU, through OpenCL. */
    OPENCL,
    /** The JVM's vector instructions. */
    SIMD,
    /** Plain loops. */
    SCALAR
  }
}
