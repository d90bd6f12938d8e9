package io.nightjar.spark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.spark.SparkFixture;
import java.util.List;
import java.util.Set;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;

class OneTaskTest {
  private static final JavaSparkContext SPARK =
      new JavaSparkContext(SparkFixture.session().sparkContext());

  private static Set<Integer> stored() {
    return Set.copyOf(SPARK.getPersistentRDDs().keySet());
  }

  private static JavaRDD<Integer> numbers() {
    return SPARK.parallelize(List.of(3, 1, 2), 3);
  }

  @Test
  void keepsTheResultAlone() {
    Set<Integer> before = stored();

    JavaRDD<String> kept = OneTask.kept(numbers(), List::toString);

    assertThat(kept.collect()).containsExactly("[[3], [1], [2]]");
    assertThat(stored()).hasSize(before.size() + 1);
    kept.unpersist(true);
    assertThat(stored()).isEqualTo(before);
  }

  @Test
  void keepsNothingOfWorkThatFails() {
    Set<Integer> before = stored();
    OneTask.Work<Integer, String> failing =
        all -> {
          throw new IllegalStateException("no result");
        };

    assertThatThrownBy(() -> OneTask.kept(numbers(), failing))
        .isInstanceOf(SparkException.class)
        .hasMessageContaining("no result");
    assertThat(stored()).isEqualTo(before);
  }
}
