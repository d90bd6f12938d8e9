package io.nightjar.kernels.bench.measure;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** The processor time of the calling thread, which neighbours on the machine disturb less. */
final class CpuClock {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final boolean THERE = THREADS.isCurrentThreadCpuTimeSupported();

  private CpuClock() {}

  /** 0 where the JVM can't tell. */
  static long nanos() {
    return THERE ? THREADS.getCurrentThreadCpuTime() : 0;
  }
}
