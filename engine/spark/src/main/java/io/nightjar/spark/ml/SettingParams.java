package io.nightjar.spark.ml;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.config.FeaturesConfig;
import io.nightjar.config.JobConfig;
import io.nightjar.config.hocon.Property;
import io.nightjar.config.model.ModelConfig;
import io.nightjar.config.model.ModelKeys;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.ml.param.Params;

/** The settings of a job's config that a stage takes, and the config that they make. */
final class SettingParams implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What messages call the config that the params make. */
  static final String SOURCE = "NightjarEstimator";

  static final String TYPE = "type";
  static final String LABEL = "labelCol";
  private static final String LABEL_KEY = "data.label";

  /** Settings of a registry, of files, or of models that are trained elsewhere. */
  private static final Set<String> NOT_OF_STAGES =
      Set.of(
          "model.checkpoint-rounds",
          "model.warm-start",
          "model.class",
          "model.params",
          "model.path",
          "model.format",
          "model.columns",
          "model.classes",
          "model.numbers",
          "model.predicts",
          "features.columns",
          "features.exclude");

  private static final Set<String> WITHOUT_LABEL = Set.of("kmeans", "pca", "isolation-forest");
  private static final Set<String> NOT_TRAINED_HERE = Set.of("mllib", "import");

  private final List<SettingParam> all = new ArrayList<>();

  SettingParams(Params owner) {
    String uid = owner.uid();
    all.add(
        new SettingParam(
            uid,
            TYPE,
            "model.type",
            "the algorithm: logistic, linear, poisson, gbt, forest, mlp, als, kmeans, pca or isolation-forest"));
    all.add(new SettingParam(uid, LABEL, LABEL_KEY, "the label's column"));
    all.add(
        new SettingParam(
            uid, "positive", "data.positive", "the label's value that counts as positive"));
    all.add(new SettingParam(uid, "weightCol", "data.weight", "the column of the rows' weights"));
    all.add(
        new SettingParam(
            uid, "offsetCol", "data.offset", "the column that is added to the rows' margins"));
    all.add(
        new SettingParam(
            uid, "idCol", "data.id", "the column that names a row, by which rows are drawn"));
    all.add(
        new SettingParam(
            uid,
            "validation",
            "split.validation",
            "the share of rows that early stopping is judged on"));
    all.add(new SettingParam(uid, "seed", "seed", "the seed of everything that is drawn"));
    Stream.concat(ModelKeys.properties().stream(), FeaturesConfig.properties().stream())
        .<Property<?>>map(property -> property)
        .filter(property -> !NOT_OF_STAGES.contains(property.key()))
        .filter(property -> all.stream().noneMatch(param -> param.key().equals(property.key())))
        .forEach(
            property ->
                all.add(
                    new SettingParam(
                        uid, SettingParam.nameOf(property.key()), property.key(), property.doc())));
  }

  List<SettingParam> all() {
    return all;
  }

  /** Values that Spark ML's users expect, where a config's would differ. */
  void setDefaults(Params owner) {
    owner.setDefault(named(LABEL), "label");
    owner.setDefault(named("validation"), 0.0);
  }

  private SettingParam named(String name) {
    return all.stream().filter(param -> param.name().equals(name)).findFirst().orElseThrow();
  }

  /** The value of a param that is set or has a default. */
  Optional<Object> value(Params owner, String name) {
    SettingParam param = named(name);
    return owner.isDefined(param) ? Optional.of(owner.getOrDefault(param)) : Optional.empty();
  }

  /** The columns of users and items; empty where features are others. */
  static List<String> keys(JobConfig config) {
    return config.model() instanceof ModelConfig.Als als
        ? List.of(als.user(), als.item())
        : List.of();
  }

  /** The columns beside the features that training reads. */
  List<String> roles(JobConfig config) {
    return Stream.of(
            config.data().label(),
            config.data().weight(),
            config.data().offset(),
            config.data().id())
        .flatMap(Optional::stream)
        .toList();
  }

  /**
   * The config that the params make.
   *
   * @throws NightjarException of kind CONFIG with every problem found
   */
  JobConfig config(Params owner, String backend) {
    return config(owner, backend, Optional.empty());
  }

  /**
   * The same.
   *
   * @param named the only column that features are made of
   */
  JobConfig config(Params owner, String backend, Optional<String> named) {
    Map<String, Object> settings = new LinkedHashMap<>();
    put(settings, "name", "pipeline");
    put(settings, "data.source", "pipeline");
    put(settings, "split.test", 0);
    put(settings, "compute.backend", backend);
    named.ifPresent(column -> put(settings, "features.columns", List.of(column)));
    Object type = value(owner, TYPE).orElse("");
    for (SettingParam param : all) {
      boolean needless = param.key().equals(LABEL_KEY) && WITHOUT_LABEL.contains(type);
      if (!needless) {
        value(owner, param.name()).ifPresent(value -> put(settings, param.key(), value));
      }
    }
    if (NOT_TRAINED_HERE.contains(type)) {
      throw NightjarException.of(
          FailureKind.CONFIG,
          SOURCE,
          "type is %s; must be logistic, linear, poisson, gbt, forest, mlp, als, kmeans, pca or isolation-forest: other stages stand in a pipeline themselves"
              .formatted(type));
    }
    try {
      String json = new ObjectMapper().writeValueAsString(settings);
      return JobConfig.parse(SOURCE, json, List.of(), Map.of());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the params of " + owner.uid() + " are no JSON", e);
    }
  }

  @SuppressWarnings("unchecked")
  private static void put(Map<String, Object> settings, String key, Object value) {
    int dot = key.indexOf('.');
    if (dot < 0) {
      settings.put(key, value);
      return;
    }
    Object block = settings.computeIfAbsent(key.substring(0, dot), k -> new TreeMap<>());
    ((Map<String, Object>) block).put(key.substring(dot + 1), value);
  }
}
