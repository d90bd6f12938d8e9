package io.nightjar.config.model;

import io.nightjar.config.hocon.Kind;
import io.nightjar.config.hocon.Property;
import io.nightjar.config.hocon.Settings;
import io.nightjar.config.model.ModelConfig.Precision;
import io.nightjar.config.model.ModelConfig.Predicts;
import io.nightjar.config.model.ModelConfig.Scale;
import java.util.List;

/** The settings of a model that was trained elsewhere. */
final class ImportKeys {
  static final Property<String> PATH =
      Property.required(
          "model.path", Kind.text(), "the file, a path or URI; it is read at every train (import)");
  static final Property<String> FORMAT =
      Property.of(
          "model.format",
          Kind.text("auto or a format such as onnx", "[a-z-]+"),
          "auto",
          "the file's format, as models import takes it; auto goes by its first bytes (import)");
  static final Property<List<String>> COLUMNS =
      Property.of(
          "model.columns",
          Kind.names(),
          List.of(),
          "the input columns in the file's order; as the file names them where empty (import)");
  static final Property<List<String>> CLASSES =
      Property.of(
          "model.classes",
          Kind.names(),
          List.of(),
          "the label's values in the order of the file's numbers; as the file names them where"
              + " empty (import of several classes)");
  static final Property<Precision> NUMBERS =
      Property.of(
          "model.numbers",
          Kind.oneOf(Precision.class),
          Precision.DOUBLE,
          "the type of columns of numbers: double takes float columns too, float takes thresholds"
              + " in float64 without loss (import)");
  static final Property<Predicts> PREDICTS =
      Property.of(
          "model.predicts",
          Kind.oneOf(List.of(Predicts.CLASSES, Predicts.NUMBER, Predicts.OPEN)),
          Predicts.OPEN,
          "what the label is read as: classes or a number; open goes by the label, as"
              + " objective = auto does (import)");

  static final Property<String> OUTPUT =
      Property.optional(
          "model.output",
          Kind.text(),
          "the only one of numbers",
          "the output of an ONNX graph that is the prediction (import with format = onnx-runtime)");
  static final Property<Scale> LINK =
      Property.of(
          "model.link",
          Kind.oneOf(Scale.class),
          Scale.IDENTITY,
          "what that output holds: numbers or probabilities, logarithms of numbers, log-odds, or a"
              + " margin a class (import with format = onnx-runtime)");

  private ImportKeys() {}

  static List<Property<?>> all() {
    return List.of(
        PATH, FORMAT, COLUMNS, CLASSES, NUMBERS, PREDICTS, OUTPUT, LINK, ModelKeys.THRESHOLD);
  }

  static ModelConfig.Import read(Settings settings) {
    for (String name : settings.names("features")) {
      settings.reject(
          "features." + name,
          " does not apply to model.type = import, whose columns are those of its file; remove it.");
    }
    return new ModelConfig.Import(
        settings.read(PATH),
        settings.read(FORMAT),
        settings.read(COLUMNS),
        settings.read(CLASSES),
        settings.read(NUMBERS),
        settings.read(PREDICTS),
        settings.find(OUTPUT),
        settings.read(LINK),
        settings.read(ModelKeys.THRESHOLD));
  }
}
