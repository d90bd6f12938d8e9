package io.nightjar.metrics.preference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FirstPlacesTest {
  /** Places 0, 2 and 11 of three: (1 + 1/2) / (1 + 1/log2 3 + 1/2) = 1.5 / 2.1309297535714573. */
  @Test
  void discountsHitsByTheirPlaces() {
    FirstPlaces first = new FirstPlaces();
    first.add(new double[] {11, 0, 2});
    assertThat(first.ndcg().value()).isCloseTo(0.7039180890341347, within(1e-15));
    assertThat(first.precision().value()).isEqualTo(0.2);
  }

  @Test
  void isOneWhereEveryItemThatWasTakenLiesInFront() {
    FirstPlaces first = new FirstPlaces();
    first.add(new double[] {1, 0});
    assertThat(first.ndcg().value()).isEqualTo(1);
    double[] many = new double[25];
    for (int i = 0; i < many.length; i++) {
      many[i] = i;
    }
    first.add(many);
    assertThat(first.ndcg().value()).isEqualTo(1);
    assertThat(first.precision().value()).isCloseTo((0.2 + 1) / 2, within(1e-15));
  }

  @Test
  void takesTheMeanOverUsersThatTookSomethingInWhateverParts() {
    FirstPlaces whole = new FirstPlaces();
    FirstPlaces left = new FirstPlaces();
    FirstPlaces right = new FirstPlaces();
    for (int user = 0; user < 90; user++) {
      double[] places = {user % 13, user % 7 + 20, user / 3.0 + 0.5};
      whole.add(places);
      (user % 4 == 0 ? left : right).add(places);
      right.add(new double[0]);
    }
    right.add(left);
    assertThat(right.ndcg()).isEqualTo(whole.ndcg());
    assertThat(right.precision()).isEqualTo(whole.precision());
  }

  @Test
  void leavesOutPlacesFromTheTenthOn() {
    FirstPlaces first = new FirstPlaces();
    first.add(new double[] {10, 9.5});
    assertThat(first.precision().value()).isEqualTo(0.1);
  }

  @Test
  void saysWhereNoUserCounts() {
    FirstPlaces first = new FirstPlaces();
    first.add(new double[0]);
    assertThat(first.ndcg().reason()).isEqualTo("no user has a label above 0");
    assertThat(first.precision().reason()).isEqualTo("no user has a label above 0");
  }
}
