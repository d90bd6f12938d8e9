package io.nightjar.jobs.benchmark.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Counts what work holds, and not what it throws away. */
class LiveMemoryTest {
  private static final int BYTES = 64 << 20;
  private static final long NANOS = 400_000_000;

  private final AtomicReference<Object> kept = new AtomicReference<>();

  @Test
  void countsWhatIsHeldWhileWorkRuns() {
    Memory memory =
        LiveMemory.during(
            () -> {
              kept.set(new byte[BYTES]);
              throwAway();
              kept.set(null);
            });

    assertThat(memory.kind().text()).isEqualTo("live heap");
    assertThat(memory.addedMib()).isBetween(60.0, 100.0);
    assertThat(memory.peakMib()).isGreaterThan(memory.heldMib());
  }

  @Test
  void countsBuffersOutsideOfTheHeap() {
    Memory memory =
        LiveMemory.during(
            () -> {
              kept.set(ByteBuffer.allocateDirect(BYTES));
              throwAway();
              kept.set(null);
            });

    assertThat(memory.addedMib()).isBetween(60.0, 100.0);
  }

  @Test
  void countsNoGarbage() {
    Memory memory = LiveMemory.during(LiveMemoryTest::throwAway);

    assertThat(memory.addedMib()).isLessThan(30);
  }

  @Test
  void letsWorkFail() {
    assertThatThrownBy(
            () ->
                LiveMemory.during(
                    () -> {
                      throw new IllegalStateException("no fit");
                    }))
        .hasMessage("no fit");
  }

  private static void throwAway() {
    SplittableRandom random = new SplittableRandom(1);
    long sum = 0;
    for (long end = System.nanoTime() + NANOS; System.nanoTime() < end; ) {
      sum += new byte[1 << 16].length + random.nextInt(3);
    }
    assertThat(sum).isPositive();
  }
}
