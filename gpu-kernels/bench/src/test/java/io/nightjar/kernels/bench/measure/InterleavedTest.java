package io.nightjar.kernels.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class InterleavedTest {
  @Test
  void contendersTakeTurnsRoundByRound() {
    List<String> turns = new ArrayList<>();

    Interleaved.time(List.of(turn(turns, "a", 1), turn(turns, "b", 1)), new Effort(3, 0, 0));

    assertThat(turns).containsExactly("a", "b", "a", "b", "a", "b");
  }

  @Test
  void theMedianAndTheQuickestRoundAreKept() {
    List<Double> walls = new ArrayList<>(List.of(5.0, 1.0, 3.0));
    Timed timed = times -> new Sample(walls.remove(0), 2);

    Timing timing = Interleaved.time(List.of(timed), new Effort(3, 0, 0)).get(0);

    assertThat(timing).isEqualTo(new Timing(3, 1, 2, 2, 1));
  }

  @Test
  void shortCallsAreRepeatedToFillATurn() {
    Timing timing =
        Interleaved.time(List.of(turn(new ArrayList<>(), "a", 1e6)), new Effort(1, 1, 5)).get(0);

    assertThat(timing.calls()).isEqualTo(5);
  }

  @Test
  void aCrewBeginsTogetherAndEveryMemberDoesItsOwn() {
    AtomicInteger first = new AtomicInteger();
    AtomicInteger second = new AtomicInteger();
    try (Crew crew = new Crew(2)) {
      Sample sample =
          crew.together(List.of(first::incrementAndGet, second::incrementAndGet)).run(7);

      assertThat(sample.wallNanos()).isPositive();
    }
    assertThat(first).hasValue(7);
    assertThat(second).hasValue(7);
  }

  @Test
  void aFailureOfAMemberIsNotLost() {
    try (Crew crew = new Crew(1)) {
      Timed timed =
          crew.together(
              List.of(
                  () -> {
                    throw new IllegalArgumentException("broken");
                  }));

      assertThatThrownBy(() -> timed.run(1))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("a contender failed on several threads")
          .hasRootCauseMessage("broken");
    }
  }

  private static Timed turn(List<String> turns, String name, double nanos) {
    return times -> {
      turns.add(name);
      return new Sample(nanos, nanos);
    };
  }
}
