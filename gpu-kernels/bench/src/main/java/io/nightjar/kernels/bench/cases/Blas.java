package io.nightjar.kernels.bench.cases;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.JavaBLAS;

/**
 * The BLAS that Spark computes with where no native one is installed: on the JVM's vector API if
 * the process has it, else on plain loops. Matrices are column-major.
 */
final class Blas {
  private static final BLAS HERE = JavaBLAS.getInstance();

  private Blas() {}

  static BLAS here() {
    return HERE;
  }

  /** Which of its implementations this is, such as "VectorBLAS". */
  static String name() {
    return HERE.getClass().getSimpleName();
  }

  /** A name for a part of the work, such as "VectorBLAS 2 sgemv". */
  static String name(String calls) {
    return name() + " " + calls;
  }
}
