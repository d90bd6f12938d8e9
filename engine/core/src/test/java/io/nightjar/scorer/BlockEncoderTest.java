package io.nightjar.scorer;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.model.Model;
import io.nightjar.model.ModelExamples;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlockEncoderTest {
  /** Age and sex, float32, in the linear design. */
  private static final List<Model> LINEAR =
      List.of(
          ModelExamples.binary(),
          ModelExamples.multiclass(),
          ModelExamples.network(),
          ModelExamples.clusters(),
          ModelExamples.projection());

  @Test
  void servesEveryModelOfTheSameDesignWhateverItsKind() {
    for (Model encoded : LINEAR) {
      for (Model other : LINEAR) {
        assertThat(BlockEncoder.of(encoded).serves(other))
            .as("%s for %s", encoded.getClass(), other.getClass())
            .isTrue();
      }
    }
  }

  @Test
  void servesNoModelOfAnotherDesignOrOtherColumns() {
    BlockEncoder linear = BlockEncoder.of(ModelExamples.binary());
    assertThat(linear.serves(ModelExamples.trees())).isFalse();
    assertThat(BlockEncoder.of(ModelExamples.trees()).serves(ModelExamples.binary())).isFalse();
    assertThat(linear.serves(ModelExamples.exposedCounts())).isFalse();
    assertThat(BlockEncoder.of(ModelExamples.exposedCounts()).serves(ModelExamples.counts()))
        .isFalse();
  }

  @Test
  void givesEachKindTheScoresThatItsOwnEncoderGives() {
    Object[][] raw = {{45.0, "Male"}, {Double.NaN, "Female"}, {58.0, null}};
    EncodedBlock shared = BlockEncoder.of(ModelExamples.binary()).encode(raw, raw.length);
    for (Model model : LINEAR) {
      BlockScorer scorer = BlockScorer.of(model, Kernels.of(BackendPreference.SCALAR));
      ScoreBatch alone = scorer.score(BlockEncoder.of(model).encode(raw, raw.length));
      ScoreBatch beside = scorer.score(shared);
      for (int row = 0; row < raw.length; row++) {
        assertThat(beside.score(row)).isEqualTo(alone.score(row));
      }
    }
  }
}
