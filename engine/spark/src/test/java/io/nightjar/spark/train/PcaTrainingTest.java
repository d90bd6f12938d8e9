package io.nightjar.spark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nightjar.NightjarException;
import io.nightjar.config.JobConfig;
import io.nightjar.features.ColumnType;
import io.nightjar.features.FeatureSpec;
import io.nightjar.features.Missing;
import io.nightjar.features.NumericFeature;
import io.nightjar.features.NumericRange;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.model.ProjectionModel;
import io.nightjar.model.unlabelled.PrincipalComponents;
import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.data.CatalogTable;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.train.block.KernelRuns;
import io.nightjar.spark.train.pca.PcaTraining;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.ml.feature.PCA;
import org.apache.spark.ml.feature.PCAModel;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PcaTrainingTest {
  @TempDir Path folder;

  private static Dataset<Row> view(String name, double[][] values, int partitions) {
    StructType schema = new StructType();
    for (int j = 0; j < values[0].length; j++) {
      schema = schema.add("x" + j, DataTypes.DoubleType);
    }
    List<Row> rows =
        Arrays.stream(values)
            .map(row -> RowFactory.create(Arrays.stream(row).boxed().toArray()))
            .toList();
    Dataset<Row> table =
        SparkFixture.session().createDataFrame(rows, schema).repartition(partitions);
    table.createOrReplaceTempView(name);
    return table;
  }

  private ProjectionModel train(String view, String data, String model) {
    JobConfig config =
        TrainingRuns.parse(
            """
            name = components
            data { source = %s%s }
            split { validation = 0, test = 0 }
            model { type = pca%s }
            """
                .formatted(view, data, model));
    Path staging = folder.resolve(view + model.hashCode());
    return (ProjectionModel) TrainingRuns.train(config, staging).trained().model();
  }

  private static double[][] correlated(int rows) {
    Random random = new Random(23);
    return IntStream.range(0, rows)
        .mapToObj(
            i -> {
              double a = random.nextGaussian() * 3;
              double b = random.nextGaussian();
              return new double[] {
                a + 100, a - b + random.nextGaussian() / 4, b * 2, random.nextGaussian() / 2
              };
            })
        .toArray(double[][]::new);
  }

  /**
   * The example of Spark's own guide, with the projections that it prints, which aren't centred.
   */
  @Test
  void findsTheComponentsOfSparksExample() {
    double[][] rows = {{0, 1, 0, 7, 0}, {2, 0, 3, 4, 5}, {4, 0, 0, 6, 7}};
    view("pca_example", rows, 1);
    PrincipalComponents all =
        train("pca_example", "", ", components = 2, standardize = false").components();
    double[][] printed = {
      {1.6485728230883807, -4.013282700516296},
      {-4.645104331781534, -1.1167972663619026},
      {-6.428880535676489, -5.337951427775355}
    };
    for (int c = 0; c < 2; c++) {
      double sign = Math.signum(projected(all, c, rows[1]) * printed[1][c]);
      for (int i = 0; i < 3; i++) {
        assertThat(sign * projected(all, c, rows[i])).isCloseTo(printed[i][c], within(1e-12));
      }
    }
    assertThat(all.share(0) + all.share(1)).isCloseTo(1, within(1e-12));
  }

  private static double projected(PrincipalComponents all, int c, double[] row) {
    double sum = 0;
    for (int j = 0; j < row.length; j++) {
      sum += all.loading(c, j) * row[j];
    }
    return sum;
  }

  @Test
  void findsWhatSparkFinds() {
    Dataset<Row> table = view("pca_peer", correlated(2000), 3);
    ProjectionModel ours =
        train("pca_peer", "", ", components = 3, standardize = false, precision = double");
    Dataset<Row> vectors =
        new VectorAssembler()
            .setInputCols(new String[] {"x0", "x1", "x2", "x3"})
            .setOutputCol("v")
            .transform(table);
    PCAModel theirs = new PCA().setInputCol("v").setOutputCol("p").setK(3).fit(vectors);
    for (int c = 0; c < 3; c++) {
      double sign = Math.signum(theirs.pc().apply(0, c) * ours.components().loading(c, 0));
      for (int j = 0; j < 4; j++) {
        assertThat(ours.components().loading(c, j))
            .isCloseTo(sign * theirs.pc().apply(j, c), within(1e-9));
      }
      assertThat(ours.components().share(c))
          .isCloseTo(theirs.explainedVariance().apply(c), within(1e-9));
    }
  }

  @Test
  void givesEachComponentTheSignOfItsLargestLoading() {
    view("pca_signs", correlated(500), 2);
    PrincipalComponents all = train("pca_signs", "", "").components();
    for (int c = 0; c < all.count(); c++) {
      double largest = 0;
      for (int j = 0; j < all.columns(); j++) {
        double loading = all.loading(c, j);
        largest = Math.abs(loading) > Math.abs(largest) ? loading : largest;
      }
      assertThat(largest).isPositive();
    }
  }

  @Test
  void explainsAllThatStandardisedColumnsVary() {
    view("pca_all", correlated(500), 2);
    ProjectionModel model = train("pca_all", "", "");
    assertThat(model.components().count()).isEqualTo(4);
    assertThat(model.components().total()).isCloseTo(4, within(1e-6));
    assertThat(Arrays.stream(model.components().variances()).sum()).isCloseTo(4, within(1e-6));
    assertThat(Double.parseDouble(model.provenance().fit().get("explained-variance")))
        .isCloseTo(1, within(1e-9));
  }

  @Test
  void findsTheSameComponentsHoweverRowsAreParted() {
    view("pca_one", correlated(3000), 1);
    view("pca_many", correlated(3000), 9);
    PrincipalComponents one = train("pca_one", "", "").components();
    PrincipalComponents many = train("pca_many", "", "").components();
    assertThat(many.loadings()).containsExactly(one.loadings(), within(1e-9));
    assertThat(many.variances()).containsExactly(one.variances(), within(1e-9));
  }

  @Test
  void countsARowOfWeightTwoAsTwoRows() {
    double[][] rows = correlated(200);
    double[][] weighted = new double[200][];
    double[][] doubled = new double[300][];
    int next = 0;
    for (int i = 0; i < 200; i++) {
      weighted[i] = Arrays.copyOf(rows[i], 5);
      weighted[i][4] = i % 2 == 0 ? 2 : 1;
      doubled[next++] = rows[i];
      if (i % 2 == 0) {
        doubled[next++] = rows[i];
      }
    }
    view("pca_weighted", weighted, 2);
    view("pca_doubled", doubled, 2);
    String raw = ", standardize = false, precision = double";
    PrincipalComponents a = train("pca_weighted", ", weight = x4", raw).components();
    PrincipalComponents b = train("pca_doubled", "", raw).components();
    assertThat(a.loadings()).containsExactly(b.loadings(), within(1e-9));
    assertThat(a.share(0)).isCloseTo(b.share(0), within(1e-12));
  }

  @Test
  void refusesMoreComponentsThanColumnsAndOneRow() {
    view("pca_narrow", correlated(50), 1);
    assertThatThrownBy(() -> train("pca_narrow", "", ", components = 5"))
        .isInstanceOf(NightjarException.class)
        .hasMessage(
            "model.components: is 5, but the features make 4 design columns; must be no more");
    Table one = CatalogTable.of("one", view("pca_one_row", new double[][] {{1}}, 1));
    NumericFeature feature =
        new NumericFeature("x0", ColumnType.DOUBLE, 1, Missing.NONE, new NumericRange(1, 1, 0, 2));
    JobConfig config =
        TrainingRuns.parse("name = one, data.source = pca_one_row, model.type = pca");
    PcaTraining training = new PcaTraining(config, new KernelRuns(BackendPreference.SCALAR));
    assertThatThrownBy(() -> training.fit(one, 1, new FeatureSpec(List.of(feature))))
        .isInstanceOf(NightjarException.class)
        .hasMessage("model.type: is pca, but the training part has 1 row; must be 2 or more");
  }
}
