package io.nightjar.kernels.bench.measure;

/** Work that can be done and timed some times over. */
@FunctionalInterface
public interface Timed {
  /** Does it {@code times} times in a row. */
  Sample run(int times);

  /** Work of the calling thread. */
  static Timed onThisThread(Runnable body) {
    return times -> {
      long cpu = CpuClock.nanos();
      long start = System.nanoTime();
      for (int i = 0; i < times; i++) {
        body.run();
      }
      long wall = System.nanoTime() - start;
      return new Sample((double) wall / times, (double) (CpuClock.nanos() - cpu) / times);
    };
  }
}
