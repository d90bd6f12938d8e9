package io.nightjar.spark.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.model.LinearModel;
import io.nightjar.spark.SparkFixture;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sixteen categories of 62,000 values each, in the tests' heap of 1.5 GB: written out, a block of a
 * thousand rows would take 4 GB. A value of the first one is even where the label is 0.
 */
class OneHotMillionTest {
  @TempDir Path folder;

  @Test
  void nearlyAMillionDesignColumnsFitTheHeap() {
    String columns =
        IntStream.range(0, 16)
            .mapToObj(j -> "concat('c', pmod(xxhash64(id, " + j + "), 65000)) AS c" + j)
            .collect(Collectors.joining(", "));
    SparkFixture.session()
        .sql(
            "SELECT "
                + columns
                + ", cast(pmod(xxhash64(id, 0), 2) AS double) AS y FROM range(0, 200000, 1, 4)")
        .createOrReplaceTempView("million");
    LinearModel model =
        (LinearModel)
            TrainingRuns.train(
                    TrainingRuns.parse(
                        """
                        name = million
                        data { source = million, label = y }
                        split { validation = 0, test = 0 }
                        features { max-categories = 65536 }
                        model { type = logistic, lambda = 0.001, max-iterations = 5 }
                        compute { backend = scalar }
                        """),
                    folder.resolve("model"))
                .trained()
                .model();
    assertThat(model.provenance().fit().get("design"))
        .startsWith("one-hot: 16 numbers a row instead of 9");
    assertThat(Double.parseDouble(model.provenance().fit().get("objective"))).isLessThan(0.02);
  }
}
