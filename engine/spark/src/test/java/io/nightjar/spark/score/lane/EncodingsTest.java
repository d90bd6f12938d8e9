package io.nightjar.spark.score.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.model.Task;
import io.nightjar.spark.score.ScoreBench;
import java.util.List;
import org.junit.jupiter.api.Test;

class EncodingsTest {
  @Test
  void areSharedByModelsThatReadTheSame() {
    Encodings encodings = new Encodings(List.of(ScoreBench.SCHEMA.fieldNames()));
    RawBlock linear = encodings.of(ScoreBench.model(Task.BINARY));
    RawBlock trees = encodings.of(ScoreBench.trees(Task.BINARY));
    assertThat(trees).isNotSameAs(linear);
    assertThat(encodings.of(ScoreBench.model(Task.BINARY, 3))).isSameAs(linear);
    assertThat(encodings.of(ScoreBench.trees(Task.BINARY))).isSameAs(trees);
    assertThat(encodings.all()).containsExactly(linear, trees);
  }
}
