package io.nightjar.spark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.config.JobConfig;
import io.nightjar.features.ColumnType;
import io.nightjar.features.InputColumn;
import io.nightjar.model.LinearModel;
import io.nightjar.model.Model;
import io.nightjar.model.Target;
import io.nightjar.model.TreeModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;

/** The job's label against the file's classes. */
class ImportTrainingTest {
  private static final Path CASES =
      Path.of("../core/src/test/resources/exchange").toAbsolutePath().normalize();
  private static final List<InputColumn> TABLE =
      IntStream.range(0, 6)
          .mapToObj(i -> new InputColumn("x" + i, ColumnType.DOUBLE, true))
          .toList();
  private static final String COLUMNS = "columns = [x0, x1, x2, x3, x4, x5]";
  private static final List<String> KINDS = List.of("0", "1", "2", "3");

  private static Model read(String file, Target target, String more) {
    JobConfig config =
        JobConfig.parse(
            "job.conf",
            """
            name = foreign
            data { source = in.csv, label = y }
            model { type = import, path = "%s", %s, %s }
            """
                .formatted(CASES.resolve(file), COLUMNS, more),
            List.of(),
            Map.of());
    return ImportTraining.read(config, target, TABLE, "1.0", new Configuration());
  }

  private static void assertRefused(String file, Target target, String why) {
    assertThatThrownBy(() -> read(file, target, "threshold = 0.5"))
        .isInstanceOfSatisfying(
            NightjarException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.CONFIG))
        .hasMessage("job.conf:3: " + CASES.resolve(file) + " " + why);
  }

  @Test
  void takesTheJobsLabelAndThreshold() {
    Target left = Target.binary("y", List.of("no", "maybe"), "yes");

    Model model = read("onnx-skl-forest/model.onnx", left, "threshold = 0.25");

    assertThat(model.target()).isEqualTo(left);
    assertThat(model.threshold()).isEqualTo(0.25);
    assertThat(model.provenance().algorithm().name()).isEqualTo("import");
    assertThat(model.provenance().algorithm().parameters())
        .containsEntry("format", "onnx")
        .containsEntry("threshold", "0.25")
        .containsEntry("numbers", "double");
    assertThat(model.provenance().fit()).containsEntry("library", "skl2onnx 1.20.0");
  }

  @Test
  void takesALinearModelToo() {
    Target binary = Target.binary("y", List.of("0"), "1");

    Model model = read("xgb-linear-json/model.json", binary, "numbers = double");

    assertThat(model).isInstanceOf(LinearModel.class);
    assertThat(model.target()).isEqualTo(binary);
  }

  @Test
  void refusesATableWithoutTheFilesTypes() {
    Target binary = Target.binary("y", List.of("0"), "1");

    assertThatThrownBy(() -> read("xgb-linear-json/model.json", binary, "numbers = float"))
        .isInstanceOfSatisfying(
            NightjarException.class, e -> assertThat(e.problems()).hasSize(TABLE.size()))
        .hasMessageContaining(
            "column x0 is double; must be float as in training; cast it where the table is made");
  }

  @Test
  void keepsTheFilesOrderOfClasses() {
    Target kinds = Target.multiclass("y", List.of("a", "b", "c", "d"));

    Model model = read("onnx-lgb-classes/model.onnx", kinds, "classes = [d, c, b, a]");

    assertThat(model).isInstanceOf(TreeModel.class);
    assertThat(model.target()).isEqualTo(Target.multiclass("y", List.of("d", "c", "b", "a")));
    assertThat(
            read("onnx-lgb-classes/model.onnx", Target.multiclass("y", KINDS), "predicts = open"))
        .extracting(m -> m.target().classes())
        .isEqualTo(KINDS);
  }

  @Test
  void refusesALabelOfAnotherTask() {
    assertRefused(
        "onnx-lgb-classes/model.onnx",
        Target.regression("y"),
        "predicts a multiclass target, but the label y makes this a regression task; set"
            + " model.predicts and data.positive as the model was trained.");
  }

  @Test
  void refusesClassesThatTheFileDoesNotKnow() {
    assertRefused(
        "onnx-lgb-classes/model.onnx",
        Target.multiclass("y", List.of("0", "1", "x")),
        "has the classes [0, 1, 2, 3], but the label y also holds [x]; name the classes in the"
            + " file's order with model.classes.");
  }
}
