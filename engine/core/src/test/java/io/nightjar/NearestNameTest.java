package io.nightjar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNameTest {
  @Test
  void countsInsertionsDeletionsAndSubstitutions() {
    assertThat(NearestName.distance("kitten", "sitting")).isEqualTo(3);
    assertThat(NearestName.distance("", "abc")).isEqualTo(3);
    assertThat(NearestName.distance("same", "same")).isZero();
  }

  @Test
  void findsTheNearestNameWhateverItsCase() {
    assertThat(NearestName.of("learning_rate", List.of("leaves", "learning-rate")))
        .contains("learning-rate");
    assertThat(NearestName.of("AGE", List.of("wage", "age"))).contains("age");
  }

  @Test
  void suggestsNothingThatIsMostlyDifferent() {
    assertThat(NearestName.of("age", List.of("occupation", "zip"))).isEmpty();
    assertThat(NearestName.of("age", List.of())).isEmpty();
  }
}
