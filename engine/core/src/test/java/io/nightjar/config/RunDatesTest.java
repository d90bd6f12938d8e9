package io.nightjar.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class RunDatesTest {
  private static final LocalDate FIRST_OF_MARCH = LocalDate.of(2028, 3, 1);

  @Test
  void aWindowEndsAtTheRunDateOldestFirst() {
    assertThat(RunDates.window("s3a://b/{run-date}/a-{run-date}.csv", FIRST_OF_MARCH, 3))
        .containsExactly(
            "s3a://b/2028-02-28/a-2028-02-28.csv",
            "s3a://b/2028-02-29/a-2028-02-29.csv",
            "s3a://b/2028-03-01/a-2028-03-01.csv");
  }

  @Test
  void aPathWithoutADateIsOneTable() {
    assertThat(RunDates.window("data/*.csv", FIRST_OF_MARCH, 1)).containsExactly("data/*.csv");
    assertThat(RunDates.expand("data/*.csv", FIRST_OF_MARCH)).isEqualTo("data/*.csv");
  }

  @Test
  void refusesAWindowOfNoNights() {
    assertThatThrownBy(() -> RunDates.window("{run-date}", FIRST_OF_MARCH, 0))
        .hasMessage("nights is 0; must be 1 or more");
  }
}
