package io.nightjar.model.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.features.ColumnType;
import io.nightjar.features.DateFeature;
import io.nightjar.features.DatePart;
import io.nightjar.features.FeatureSpec;
import io.nightjar.features.Missing;
import io.nightjar.features.NumericFeature;
import io.nightjar.features.NumericRange;
import io.nightjar.features.design.LinearDesign;
import io.nightjar.model.Coefficients;
import io.nightjar.model.LinearModel;
import io.nightjar.model.MllibModel;
import io.nightjar.model.Model;
import io.nightjar.model.ModelExamples;
import io.nightjar.model.ModelHeader;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Models that a format can't express, each refused by a line that says why. */
class RefusedExportTest {
  @Test
  void refusesModelsOfNoTreesAndNoCoefficients() {
    Model mllib = new MllibModel(ModelExamples.binary().header(), "org.apache.spark.X", 0.5);
    List<Model> others = List.of(ModelExamples.clusters(), ModelExamples.projection());
    for (ExportFormat format : List.of(ExportFormat.ONNX, ExportFormat.PMML)) {
      for (Model other : others) {
        assertRefused(
            format,
            other,
            "is a model of type logistic, which can't be exported; only the linear family, gbt,"
                + " forest, mlp and imported models can.");
      }
      assertRefused(
          format,
          mllib,
          "is a Spark ML model (org.apache.spark.X), which only Spark can run; only the linear"
              + " family, gbt, forest, mlp and imported models can be exported.");
    }
    assertRefused(
        ExportFormat.PMML,
        ModelExamples.network(),
        "is a network, which is exported as onnx alone.");
    for (Model other : others) {
      assertRefused(
          ExportFormat.XGBOOST_JSON,
          other,
          "is no model of trees (logistic); only gbt, forest and imported trees can be exported.");
    }
  }

  @Test
  void refusesInputsOfOneName() {
    DateFeature date =
        new DateFeature(
            "since",
            ColumnType.DATE,
            List.of(new DateFeature.Part(DatePart.DAY, 15, List.of())),
            Missing.NONE);
    NumericFeature part =
        new NumericFeature(
            "since:day", ColumnType.INT, 3, Missing.NONE, new NumericRange(2, 1, -5, 9));
    ModelHeader example = ModelExamples.regression().header();
    ModelHeader header =
        new ModelHeader(
            example.target(),
            new FeatureSpec(List.of(date, part)),
            example.precision(),
            example.provenance());
    LinearModel model =
        LinearModel.of(
            header,
            new Coefficients(1, new double[LinearDesign.of(header.features()).width() + 1]),
            0.5);

    assertThatThrownBy(() -> ModelExport.bytes(ExportFormat.ONNX, "own@1", model))
        .hasMessage(
            "own@1: can't be exported: two inputs of the graph would be called \"since:day\";"
                + " rename a column.");
  }

  private static void assertRefused(ExportFormat format, Model model, String why) {
    assertThatThrownBy(() -> ModelExport.bytes(format, "own@1", model))
        .isInstanceOfSatisfying(
            NightjarException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.CONFIG))
        .hasMessage("own@1: " + why);
  }
}
