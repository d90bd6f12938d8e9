package io.nightjar.config;

import io.nightjar.config.hocon.Kind;
import io.nightjar.config.hocon.Property;
import io.nightjar.config.hocon.Settings;
import java.io.Serializable;
import java.util.List;

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

  static final Property<Backend> BACKEND =
      Property.of("compute.backend", Kind.oneOf(Backend.class), Backend.AUTO, "where kernels run");
  static final Property<Boolean> REQUIRED =
      Property.of(
          "compute.required",
          Kind.bool(),
          false,
          "whether a run fails (exit 7) where compute.backend is not available");
  static final Property<Integer> PARTITIONS =
      Property.of(
          "compute.partitions",
          Kind.integer(1, 100_000),
          8,
          "partitions of the training table, whatever the cluster's size: results hang on it");
  static final Property<Integer> BLOCK_ROWS =
      Property.of(
          "compute.block-rows", Kind.integer(64, 1 << 20), 4096, "rows in a block of columns");

  static List<Property<?>> properties() {
    return List.of(BACKEND, REQUIRED, PARTITIONS, BLOCK_ROWS);
  }

  static ComputeConfig read(Settings settings) {
    return new ComputeConfig(
        settings.read(BACKEND),
        settings.read(REQUIRED),
        settings.read(PARTITIONS),
        settings.read(BLOCK_ROWS));
  }
}
