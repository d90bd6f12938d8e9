package io.nightjar.spark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.StoredRdds;
import java.util.List;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;

class OneTaskTest {
  private static final JavaSparkContext SPARK =
      new JavaSparkContext(SparkFixture.session().sparkContext());

  private static JavaRDD<Integer> numbers() {
    return SPARK.parallelize(List.of(3, 1, 2), 3);
  }

  @Test
  void keepsTheResultAlone() {
    StoredRdds stored = StoredRdds.fromNow();

    JavaRDD<String> kept = OneTask.kept(numbers(), List::toString);

    assertThat(kept.collect()).containsExactly("[[3], [1], [2]]");
    assertThat(stored.since()).hasSize(1);
    kept.unpersist(true);
    assertThat(stored.since()).isEmpty();
  }

  @Test
  void keepsNothingOfWorkThatFails() {
    StoredRdds stored = StoredRdds.fromNow();
    OneTask.Work<Integer, String> failing =
        all -> {
          throw new IllegalStateException("no result");
        };

    assertThatThrownBy(() -> OneTask.kept(numbers(), failing))
        .isInstanceOf(SparkException.class)
        .hasMessageContaining("no result");
    assertThat(stored.since()).isEmpty();
  }
}
