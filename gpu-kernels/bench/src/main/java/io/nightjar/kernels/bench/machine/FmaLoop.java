package io.nightjar.kernels.bench.machine;

/** Multiplies and adds float32 numbers in registers. */
interface FmaLoop {
  /** Float operations of a step. */
  int flopsOfAStep();

  /**
   * Does some steps.
   *
   * @return something that depends on all of them
   */
  float run(int steps);
}
