package io.nightjar.scorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.NightjarException;
import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.model.FactorModel;
import io.nightjar.model.ModelExamples;
import io.nightjar.model.Target;
import io.nightjar.model.factors.ColdStart;
import io.nightjar.model.factors.KeyDictionary;
import io.nightjar.model.factors.KeyedFactors;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FactorScorerTest {
  private static final Target RATING = Target.regression("rating");

  private static Scorer scorer(FactorModel model) {
    return Scorer.of(model, Kernels.of(BackendPreference.SCALAR));
  }

  private static Map<String, Object> row(Object user, Object item) {
    Map<String, Object> row = new HashMap<>();
    row.put("user", user);
    row.put("item", item);
    return row;
  }

  /** Users −3, 7, 2⁶⁰ have (1, 0), (0, 1), (1, −1); "", café, coffee, tea (0, 0) to (5, 6). */
  @Test
  void multipliesTheFactorsThatTwoKeysName() {
    Scorer scorer = scorer(ModelExamples.factors(RATING, ColdStart.NAN));
    assertThat(scorer.score(row(-3L, "tea")).prediction()).isEqualTo(5);
    assertThat(scorer.score(row(7, "café")).prediction()).isEqualTo(2);
    assertThat(scorer.score(row(1L << 60, "coffee")).prediction()).isEqualTo(-1);
    assertThat(scorer.score(row(1L << 60, "")).prediction()).isZero();
    assertThat(scorer.score(row(7, "café")).probabilities()).isEmpty();
  }

  @Test
  void givesNaNForKeysThatTrainingNeverMet() {
    Scorer scorer = scorer(ModelExamples.factors(RATING, ColdStart.NAN));
    assertThat(scorer.score(row((1L << 60) + 1, "tea")).prediction()).isNaN();
    assertThat(scorer.score(row(7L, "cocoa")).prediction()).isNaN();
  }

  @Test
  void refusesKeysThatTrainingNeverMetWhereTheyAreDropped() {
    Scorer scorer = scorer(ModelExamples.factors(RATING, ColdStart.DROP));
    assertThat(scorer.score(row(7, "café")).prediction()).isEqualTo(2);
    ScoreBatch batch = scorer.batch().score(new Object[][] {{8L, "tea"}, {7L, "cocoa"}}, 2);
    assertThat(batch.reason(0))
        .isEqualTo("user is 8; must be one that training met, or set model.cold-start = nan");
    assertThat(batch.reason(1))
        .isEqualTo(
            "item is \"cocoa\"; must be one that training met, or set model.cold-start = nan");
    assertThat(batch.column(1)).isEqualTo("item");
  }

  @Test
  void refusesKeysThatAreMissingOrOfAnotherType() {
    Scorer scorer = scorer(ModelExamples.factors(RATING, ColdStart.NAN));
    refuses(scorer, row(null, "tea"), "user is null; must have a value");
    refuses(scorer, row("7", "tea"), "user is \"7\"; must be long");
    refuses(scorer, row(7L, 3), "item is 3; must be string");
  }

  private static void refuses(Scorer scorer, Map<String, Object> row, String message) {
    assertThatThrownBy(() -> scorer.score(row))
        .isInstanceOf(NightjarException.class)
        .hasMessage(message);
  }

  @Test
  void doesNotShareBlocksWithAModelOfOtherKeys() {
    FactorModel model = ModelExamples.factors(RATING, ColdStart.NAN);
    KeyedFactors users =
        new KeyedFactors(KeyDictionary.ofNumbers(new long[] {1, 2, 3}), 2, model.users().values());
    FactorModel other = new FactorModel(model.header(), users, model.items(), ColdStart.NAN);
    BlockEncoder encoder = BlockEncoder.of(model);
    assertThat(encoder.serves(other)).isFalse();
    assertThat(encoder.serves(ModelExamples.factors(RATING, ColdStart.DROP))).isFalse();
    assertThat(encoder.serves(ModelExamples.factors(RATING, ColdStart.NAN))).isTrue();
    assertThat(List.of(other.userColumn(), other.itemColumn())).containsExactly("user", "item");
  }
}
