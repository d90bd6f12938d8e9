package io.nightjar.kernels.bench.data;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.JavaBLAS;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The BLAS that Spark computes with where no native one is installed: on the JVM's vector API if
 * the process has it, else on plain loops. Matrices are column-major.
 */
public final class Blas {
  /** Held for good, because the JVM forgets the level of a logger that nobody holds. */
  private static final Logger LOADER = Logger.getLogger("dev.ludovic.netlib.blas.InstanceBuilder");

  private static final BLAS HERE = load();

  private Blas() {}

  /** It warns of every native library that it can't find, and none is wanted. */
  private static BLAS load() {
    LOADER.setLevel(Level.OFF);
    return JavaBLAS.getInstance();
  }

  public static BLAS here() {
    return HERE;
  }

  /** Which of its implementations this is, such as "VectorBLAS". */
  public static String name() {
    return HERE.getClass().getSimpleName();
  }

  /** A name for a part of the work, such as "VectorBLAS 2 sgemv". */
  public static String name(String calls) {
    return name() + " " + calls;
  }
}
