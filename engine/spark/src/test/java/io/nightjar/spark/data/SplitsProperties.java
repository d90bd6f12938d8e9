package io.nightjar.spark.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.config.SplitConfig;
import io.nightjar.spark.SparkFixture;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.apache.spark.sql.Encoders;

class SplitsProperties {

  @Property(tries = 15)
  void partsAreDisjointWholeAndKeptWhateverTheOrder(
      @ForAll @Size(min = 40, max = 80) Set<@StringLength(max = 6) String> ids,
      @ForAll @IntRange(min = 1, max = 4) int partitions,
      @ForAll long seed) {
    Assume.that(ids.stream().noneMatch(SplitsProperties::hasLoneSurrogate));
    SplitConfig config = new SplitConfig(SplitConfig.By.ID, 0.3, 0.3, seed);
    List<String> inOrder = new ArrayList<>(ids);
    Split split = split(inOrder, 1, config);
    Set<String> train = ids(split.train());
    Set<String> validation = ids(split.validation());
    Set<String> test = ids(split.test());
    assertThat(Collections.disjoint(train, validation)).isTrue();
    assertThat(Collections.disjoint(train, test)).isTrue();
    assertThat(Collections.disjoint(validation, test)).isTrue();
    assertThat(train.size() + validation.size() + test.size()).isEqualTo(ids.size());
    Collections.shuffle(inOrder, new Random(seed));
    Split other = split(inOrder, partitions, config);
    assertThat(ids(other.train())).isEqualTo(train);
    assertThat(ids(other.test())).isEqualTo(test);
  }

  /** A text that has no UTF-8 form becomes another text in Spark. */
  private static boolean hasLoneSurrogate(String text) {
    return text.chars().anyMatch(c -> Character.isSurrogate((char) c));
  }

  private static Split split(List<String> ids, int partitions, SplitConfig config) {
    Table table =
        CatalogTable.of(
            "t",
            SparkFixture.session()
                .createDataset(ids, Encoders.STRING())
                .toDF("id")
                .repartition(partitions));
    return Splits.of(table, Optional.empty(), TestConfigs.data("t", "id", "id"), config);
  }

  private static Set<String> ids(Table part) {
    return new TreeSet<>(part.rows().as(Encoders.STRING()).collectAsList());
  }
}
