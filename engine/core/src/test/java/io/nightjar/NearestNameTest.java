package io.nightjar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNameTest {
  private static final List<String> KNOWN = List.of("auc", "auc-pr", "log-loss", "label");

  @Test
  void findsANameWithSwappedLetters() {
    assertThat(NearestName.of("acu", KNOWN)).contains("auc");
    assertThat(NearestName.of("lable", KNOWN)).contains("label");
  }

  @Test
  void findsTheNearestNameWhateverItsCase() {
    assertThat(NearestName.of("learning_rate", List.of("leaves", "learning-rate")))
        .contains("learning-rate");
    assertThat(NearestName.of("AGE", List.of("wage", "age"))).contains("age");
    assertThat(NearestName.of("LOG-LOSS", KNOWN)).contains("log-loss");
  }

  @Test
  void suggestsNothingThatIsMostlyDifferent() {
    assertThat(NearestName.of("age", List.of("occupation", "zip"))).isEmpty();
    assertThat(NearestName.of("age", List.of())).isEmpty();
    assertThat(NearestName.of("temperature", KNOWN)).isEmpty();
  }

  @Test
  void countsInsertionDeletionSubstitutionAndSwapAsOneEach() {
    assertThat(NearestName.distance("auc", "auc")).isZero();
    assertThat(NearestName.distance("same", "same")).isZero();
    assertThat(NearestName.distance("auc", "ac")).isEqualTo(1);
    assertThat(NearestName.distance("auc", "auuc")).isEqualTo(1);
    assertThat(NearestName.distance("auc", "abc")).isEqualTo(1);
    assertThat(NearestName.distance("auc", "acu")).isEqualTo(1);
    assertThat(NearestName.distance("kitten", "sitting")).isEqualTo(3);
    assertThat(NearestName.distance("", "abc")).isEqualTo(3);
  }
}
