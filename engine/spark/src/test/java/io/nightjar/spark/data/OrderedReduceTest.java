package io.nightjar.spark.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.spark.SparkFixture;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;

class OrderedReduceTest {
  private static final JavaSparkContext CONTEXT =
      JavaSparkContext.fromSparkContext(SparkFixture.session().sparkContext());

  private static String merged(int partitions) {
    JavaRDD<Integer> numbers =
        CONTEXT.parallelize(IntStream.range(0, 2 * partitions).boxed().toList(), partitions);
    return OrderedReduce.reduce(
        numbers,
        (partition, rows) -> Integer.toString(partition),
        (left, right) -> "(" + left + " " + right + ")");
  }

  private static String expected(int partitions) {
    List<String> names = IntStream.range(0, partitions).mapToObj(Integer::toString).toList();
    return OrderedReduce.inTree(names, (left, right) -> "(" + left + " " + right + ")");
  }

  @Test
  void mergesNeighboursByPartitionNumber() {
    assertThat(merged(5)).isEqualTo("(((0 1) (2 3)) 4)");
  }

  @Test
  void mergesTheSameTreeOnTwoLevels() {
    assertThat(merged(150)).isEqualTo(expected(150));
  }

  @Test
  void foldsNothingForATableWithoutPartitions() {
    JavaRDD<Integer> none = CONTEXT.emptyRDD();
    long count = OrderedReduce.reduce(none, OrderedReduceTest::countRows, Long::sum);
    assertThat(count).isZero();
  }

  private static long countRows(int partition, Iterator<Integer> rows) {
    long count = 0;
    for (; rows.hasNext(); rows.next()) {
      count++;
    }
    return count;
  }
}
