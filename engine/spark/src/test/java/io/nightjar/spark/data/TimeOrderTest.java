package io.nightjar.spark.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.spark.SparkFixture;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class TimeOrderTest {

  @Test
  void cutsTheNewestShareExactlyWhateverTheSpread() {
    Random random = new Random(42);
    List<Double> values =
        random.doubles(301).mapToObj(u -> Math.tan((u - 0.5) * Math.PI) * 1e12).toList();
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    Dataset<Row> rows = SparkFixture.session().createDataset(values, Encoders.DOUBLE()).toDF("at");
    Table table = CatalogTable.of("t", rows);
    TimeOrder order = TimeOrder.of(table, table.field("at"));
    for (double share : new double[] {0.004, 0.5, 1}) {
      int newest = (int) Math.round(301 * share);
      double[] kept =
          rows.filter(order.newest(share)).as(Encoders.DOUBLE()).collectAsList().stream()
              .mapToDouble(Double::doubleValue)
              .sorted()
              .toArray();
      assertThat(kept).isEqualTo(Arrays.copyOfRange(sorted, 301 - newest, 301));
    }
    assertThat(rows.filter(order.newest(0)).count()).isZero();
  }
}
