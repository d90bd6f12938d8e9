package io.nightjar.spark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SparkFixtureTest {

  @Test
  void countsOnRealSpark() {
    assertThat(SparkFixture.session().range(0, 1000, 1, 3).count()).isEqualTo(1000);
  }

  @Test
  void isOneSessionForTheWholeJvm() {
    assertThat(SparkFixture.session()).isSameAs(SparkFixture.session());
  }
}
