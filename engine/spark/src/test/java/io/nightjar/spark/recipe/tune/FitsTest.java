package io.nightjar.spark.recipe.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.spark.SparkFixture;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;

class FitsTest {
  /** Tasks run in this process. */
  private static final CountDownLatch RUNNING = new CountDownLatch(1);

  private static final CountDownLatch ENDED = new CountDownLatch(1);

  private static final SparkContext SPARK = SparkFixture.session().sparkContext();

  /** A job whose one task goes on until it is told to end. */
  private static String endless() {
    new JavaSparkContext(SPARK)
        .parallelize(List.of(1), 1)
        .foreach(
            one -> {
              RUNNING.countDown();
              while (!TaskContext.get().isInterrupted()) {
                Thread.onSpinWait();
              }
              ENDED.countDown();
            });
    return "done";
  }

  @Test
  void closingEndsJobsThatStillRun() throws InterruptedException {
    Fits fits = new Fits(SPARK, 1);
    Future<String> first = fits.start(FitsTest::endless);
    Future<String> waiting = fits.start(() -> "never");
    RUNNING.await();

    Thread.currentThread().interrupt();
    fits.close();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(first.isDone()).isTrue();
    assertThatThrownBy(first::get).isInstanceOf(ExecutionException.class);
    assertThatThrownBy(() -> waiting.get(0, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
    assertThat(ENDED.await(60, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void closingLeavesWhatIsDone() throws Exception {
    Future<Long> counted;
    try (Fits fits = new Fits(SPARK, 2)) {
      counted = fits.start(() -> new JavaSparkContext(SPARK).parallelize(List.of(1, 2), 2).count());
      assertThat(counted.get()).isEqualTo(2);
    }
    assertThat(counted.get()).isEqualTo(2);
  }
}
