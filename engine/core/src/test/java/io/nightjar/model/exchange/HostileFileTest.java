package io.nightjar.model.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.model.Model;
import io.nightjar.model.Target;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a file holds, its import ends with a model or with one line that says what is wrong. */
class HostileFileTest {
  private static final Path SMALL = Path.of("src/test/resources/exchange");
  private static final String XGBOOST = text("xgb-numeric-json/model.json");
  private static final String LIGHTGBM = text("lgb-binary/model.txt");

  @ParameterizedTest
  @CsvSource({
    "xgb-numeric-json/model.json",
    "xgb-binary-ubj/model.ubj",
    "lgb-multiclass/model.txt",
    "onnx-lgb-classes/model.onnx"
  })
  void refusesAFileCutAnywhere(String name) {
    byte[] whole = ForeignCase.bytes(SMALL.resolve(name));
    ModelFormat format = ModelFormat.guess(whole);
    int body = format == ModelFormat.LIGHTGBM ? text(name).indexOf("end of trees") : whole.length;

    for (int length = 0; length < body; length += 37) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThat(said(cut, format)).as("cut at %d", length).startsWith("cut: can't be imported: ");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "xgb-binary-ubj/model.ubj",
    "lgb-binary/model.txt",
    "xgb-numeric-json/model.json",
    "onnx-modes-double/model.onnx",
    "onnx-skl-forest/model.onnx"
  })
  void endsWithAModelOrALineWhateverByteIsChanged(String name) {
    byte[] whole = ForeignCase.bytes(SMALL.resolve(name));
    ModelFormat format = ModelFormat.guess(whole);
    for (int at = 0; at < whole.length; at += 11) {
      byte[] changed = whole.clone();
      changed[at] ^= 0x15;
      try {
        read(changed, format);
      } catch (NightjarException e) {
        assertThat(e).hasMessageStartingWith("cut: can't be imported: ");
      }
    }
  }

  @Test
  void refusesMoreElementsThanBytes() {
    ByteBuffer bomb = ByteBuffer.allocate(40);
    bomb.put("{L".getBytes(StandardCharsets.US_ASCII)).putLong(1).put((byte) 'a');
    bomb.put("[$D#L".getBytes(StandardCharsets.US_ASCII)).putLong(1L << 40);

    assertThat(said(bomb.array(), ModelFormat.XGBOOST_UBJ))
        .isEqualTo(
            "cut: can't be imported: the file at byte 24 tells of 1099511627776 elements; must be"
                + " 0..2, what is left.");
  }

  @Test
  void refusesArraysOfElementsWithoutBytes() {
    ByteBuffer bomb = ByteBuffer.allocate(40);
    bomb.put("{L".getBytes(StandardCharsets.US_ASCII)).putLong(1).put((byte) 'a');
    bomb.put("[$Z#L".getBytes(StandardCharsets.US_ASCII)).putLong(1L << 30);

    assertThat(said(bomb.array(), ModelFormat.XGBOOST_UBJ))
        .isEqualTo(
            "cut: can't be imported: the file at byte 14 has an array of type 'Z'; must be one of"
                + " i U I l L d D.");
  }

  @Test
  void refusesDeepNesting() {
    byte[] json = ("{\"a\":" + "[".repeat(100_000)).getBytes(StandardCharsets.UTF_8);
    byte[] ubj = ("{i\1a" + "[".repeat(100_000)).getBytes(StandardCharsets.US_ASCII);

    assertThat(said(json, ModelFormat.XGBOOST_JSON))
        .contains("nesting depth (33) exceeds the maximum allowed (32");
    assertThat(said(ubj, ModelFormat.XGBOOST_UBJ))
        .isEqualTo(
            "cut: can't be imported: the file at byte 36 nests deeper than 32; must be less deep.");
  }

  @Test
  void refusesACycle() {
    String cycle = XGBOOST.replaceFirst("\"left_children\":\\[\\d+", "\"left_children\":[0");

    assertThat(said(cycle, ModelFormat.XGBOOST_JSON))
        .isEqualTo(
            "cut: can't be imported: tree 0, node 0: the child 0 has another parent already, or is"
                + " an ancestor; every node must have one parent.");
  }

  @Test
  void refusesAChildThatIsNotThere() {
    String outside = XGBOOST.replaceFirst("\"left_children\":\\[\\d+", "\"left_children\":[70000");
    String negative = LIGHTGBM.replaceFirst("right_child=-?\\d+", "right_child=-2147483648");

    assertThat(said(outside, ModelFormat.XGBOOST_JSON))
        .startsWith("cut: can't be imported: tree 0, node 0: a child is node 70000; must be 0..");
    assertThat(said(negative, ModelFormat.LIGHTGBM))
        .startsWith("cut: can't be imported: tree 0, node 0: a child is node ");
  }

  @Test
  void refusesAFeatureThatIsNotThere() {
    String xgboost = XGBOOST.replaceFirst("\"split_indices\":\\[\\d+", "\"split_indices\":[6");
    String lightgbm = LIGHTGBM.replaceFirst("split_feature=\\d+", "split_feature=6");

    for (String said :
        List.of(said(xgboost, ModelFormat.XGBOOST_JSON), said(lightgbm, ModelFormat.LIGHTGBM))) {
      assertThat(said)
          .isEqualTo("cut: can't be imported: tree 0, node 0: the feature is 6; must be 0..5.");
    }
  }

  @Test
  void refusesHugeCounts() {
    String xgboost = XGBOOST.replaceAll("\"num_feature\":\"6\"", "\"num_feature\":\"2000000000\"");
    String lightgbm = LIGHTGBM.replaceFirst("num_leaves=\\d+", "num_leaves=2000000000");

    assertThat(said(xgboost, ModelFormat.XGBOOST_JSON))
        .isEqualTo(
            "cut: can't be imported: learner.learner_model_param.num_feature is \"2000000000\"; must"
                + " be a whole number 1..1048576.");
    assertThat(said(lightgbm, ModelFormat.LIGHTGBM))
        .isEqualTo(
            "cut: can't be imported: tree 0 has num_leaves=2000000000; must be a whole number"
                + " 1..4194304.");
  }

  @Test
  void refusesWeightsBeyondOneArray() {
    String linear =
        text("xgb-linear-json/model.json")
            .replace("binary:logistic", "multi:softprob")
            .replace("\"num_feature\":\"6\"", "\"num_feature\":\"1048576\"")
            .replace("\"num_class\":\"0\"", "\"num_class\":\"65536\"");

    assertThat(said(linear, ModelFormat.XGBOOST_JSON))
        .isEqualTo(
            "cut: can't be imported: learner.gradient_booster.model.weights must have 68719542272"
                + " weights by num_feature and num_class, which is more than 268435456; must be"
                + " fewer.");
  }

  @Test
  void saysWhichObjectivesAndBoostersThereAre() {
    assertThat(said(XGBOOST.replace("reg:squarederror", "survival:cox"), ModelFormat.XGBOOST_JSON))
        .startsWith(
            "cut: can't be imported: learner.objective.name is \"survival:cox\"; must be one of"
                + " [binary:logistic, count:poisson, ");
    assertThat(said(XGBOOST.replace("\"gbtree\"", "\"gbforest\""), ModelFormat.XGBOOST_JSON))
        .isEqualTo(
            "cut: can't be imported: learner.gradient_booster.name is \"gbforest\"; must be gbtree,"
                + " dart or gblinear.");
    assertThat(said(LIGHTGBM.replace("binary sigmoid", "lambdarank x"), ModelFormat.LIGHTGBM))
        .startsWith(
            "cut: can't be imported: the objective is \"lambdarank x:0.7\"; must be one of");
  }

  @Test
  void refusesWhatNoLibraryWrote() {
    assertThatThrownBy(() -> ModelImport.read(request(), new byte[] {0, 0, 1}, "test"))
        .hasMessage(
            "cut: can't be imported: the first bytes are those of no model that can be imported;"
                + " must be xgboost-json, xgboost-ubj, xgboost-binary, lightgbm, onnx, onnx-runtime.");
  }

  @Test
  void takesNamesOfColumnsAndClasses() {
    List<String> names = List.of("a", "b", "c", "d", "e", "f");
    ImportRequest wanted = request().withFeatures(names).withClasses(List.of("no", "yes"));

    Model model = ModelImport.read(wanted, bytes(LIGHTGBM), "test");

    assertThat(model.signature().names()).isEqualTo(names);
    assertThat(model.target()).isEqualTo(Target.binary("left", List.of("no"), "yes"));
    assertThat(model.provenance().algorithm().name()).isEqualTo("import");
    assertThat(model.provenance().fit())
        .containsEntry("imported-from", "cut")
        .containsEntry("library", "lightgbm, text v4");
  }

  @Test
  void refusesAWrongNumberOfNames() {
    assertThatThrownBy(
            () ->
                ModelImport.read(
                    request().withFeatures(List.of("a", "b")), bytes(LIGHTGBM), "test"))
        .hasMessage(
            "cut: can't be imported: 2 features are named, but the model has 6; must be as many, in"
                + " the model's order: Column_0, Column_1, Column_2, Column_3, Column_4, Column_5.");
    assertThatThrownBy(
            () ->
                ModelImport.read(
                    request().withClasses(List.of("a", "b", "c")), bytes(LIGHTGBM), "test"))
        .hasMessage(
            "cut: can't be imported: 3 classes are named, but the model's objective is binary; must"
                + " be 2.");
  }

  private static String said(String file, ModelFormat format) {
    return said(bytes(file), format);
  }

  private static String said(byte[] file, ModelFormat format) {
    NightjarException said =
        catchThrowableOfType(NightjarException.class, () -> read(file, format));
    assertThat(said).isNotNull();
    assertThat(said.kind()).isEqualTo(FailureKind.CONFIG);
    assertThat(said.problems()).hasSize(1);
    return said.getMessage();
  }

  private static Model read(byte[] file, ModelFormat format) {
    return ModelImport.read(request().withFormat(format), file, "test");
  }

  private static ImportRequest request() {
    return ImportRequest.of("foreign", "cut", "left");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(String name) {
    return new String(ForeignCase.bytes(SMALL.resolve(name)), StandardCharsets.UTF_8);
  }
}
