package io.nightjar.spark.ml;

import io.nightjar.spark.SparkFixture;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A made table whose labels hang on its columns, and stages that learn them in a moment. */
final class StageRows {
  /** Every type that a stage trains. */
  static final List<String> TYPES =
      List.of(
          "logistic",
          "linear",
          "poisson",
          "gbt",
          "forest",
          "mlp",
          "als",
          "kmeans",
          "pca",
          "isolation-forest");

  private StageRows() {}

  /**
   * 600 rows: age, hours (some null), kind (text), and of them churned (yes or no), flag (0 or 1),
   * grade (10, 20 or 30), pay and visits.
   */
  static Dataset<Row> table() {
    return SparkFixture.session()
        .range(0, 600, 1, 3)
        .selectExpr(
            "id",
            "cast(id * 37 % 83 as double) as age",
            "if(id % 13 = 0, null, cast(id * 17 % 40 as int)) as hours",
            "element_at(array('a', 'b', 'c'), cast(id * 7 % 3 as int) + 1) as kind")
        .selectExpr(
            "*",
            "if(age + if(kind = 'a', 30, 0) + id % 11 > 60, 'yes', 'no') as churned",
            "if(age + if(kind = 'a', 30, 0) + id % 11 > 60, 1.0, 0.0) as flag",
            "if(age > 55, 30.0, if(age > 25, 20.0, 10.0)) as grade",
            "2 * age + coalesce(hours, 20) + id % 7 as pay",
            "cast(age / 20 as int) + id % 2 as visits");
  }

  /** A stage over age, hours and kind. */
  static NightjarEstimator stage(String type) {
    if (type.equals("als")) {
      return NightjarEstimator.of(type)
          .setting("user", "id")
          .setting("item", "kind")
          .setting("labelCol", "pay")
          .setting("rank", 2)
          .setting("iterations", 3);
    }
    NightjarEstimator stage = NightjarEstimator.of(type).setInputCols("age", "hours", "kind");
    return switch (type) {
      case "logistic" -> stage.setting("labelCol", "churned").setting("positive", "yes");
      case "linear" -> stage.setting("labelCol", "pay");
      case "poisson" -> stage.setting("labelCol", "visits");
      case "gbt" -> stage.setting("labelCol", "churned").setting("trees", 10).setting("depth", 3);
      case "forest" ->
          stage.setting("labelCol", "grade").setting("objective", "multiclass").setting("trees", 5);
      case "mlp" ->
          stage
              .setting("labelCol", "flag")
              .setting("hiddenLayers", List.of(4))
              .setting("maxEpochs", 3);
      case "kmeans" -> stage.setting("clusters", 3).setting("maxIterations", 5);
      case "pca" -> stage.setting("components", 2);
      case "isolation-forest" -> stage.setting("trees", 20).setting("sampleSize", 64);
      default -> throw new IllegalArgumentException(type);
    };
  }
}
