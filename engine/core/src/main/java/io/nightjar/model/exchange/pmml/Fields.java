package io.nightjar.model.exchange.pmml;

import io.nightjar.features.CategoricalFeature;
import io.nightjar.features.DateFeature;
import io.nightjar.features.Feature;
import io.nightjar.kernels.ensemble.TreeNodes;
import io.nightjar.model.LinearModel;
import io.nightjar.model.Model;
import io.nightjar.model.Target;
import io.nightjar.model.Task;
import io.nightjar.model.TreeModel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The data fields of a model: its raw columns and its label. */
final class Fields {
  private final Target target;
  private final boolean trees;
  private final List<Field> fields = new ArrayList<>();

  private Fields(Model model) {
    this.target = model.target();
    this.trees = model instanceof TreeModel;
  }

  /**
   * A raw column.
   *
   * @param name the field's
   * @param kind what it holds
   * @param values categories; empty for numbers
   */
  record Field(String name, Kind kind, List<String> values) {}

  /** What a field holds. */
  enum Kind {
    NUMBER("continuous", "double"),
    WHOLE("categorical", "integer"),
    TEXT("categorical", "string");

    private final String optype;
    private final String dataType;

    Kind(String optype, String dataType) {
      this.optype = optype;
      this.dataType = dataType;
    }
  }

  static Fields of(Model model) {
    Fields fields = new Fields(model);
    Set<Integer> sets = model instanceof TreeModel trees ? sets(trees) : Set.of();
    for (Feature feature : model.features().features()) {
      fields.add(feature, sets);
    }
    if (model instanceof LinearModel linear && linear.offset() != null) {
      fields.fields.add(new Field(linear.offset().name(), Kind.NUMBER, List.of()));
    }
    return fields;
  }

  private void add(Feature feature, Set<Integer> sets) {
    if (feature instanceof CategoricalFeature categorical) {
      fields.add(new Field(feature.column(), Kind.TEXT, categorical.values()));
    } else if (feature instanceof DateFeature date && !date.parts().isEmpty()) {
      for (DateFeature.Part part : date.parts()) {
        boolean levels = !trees && part.part().levelled();
        fields.add(new Field(date.name(part), levels ? Kind.WHOLE : Kind.NUMBER, List.of()));
      }
    } else {
      Kind kind = sets.contains(fields.size()) ? Kind.WHOLE : Kind.NUMBER;
      fields.add(new Field(feature.column(), kind, List.of()));
    }
  }

  /** The columns that are split by sets. */
  private static Set<Integer> sets(TreeModel model) {
    TreeNodes nodes = model.ensemble().nodes();
    Set<Integer> sets = new HashSet<>();
    Set<Integer> numbers = new HashSet<>();
    for (int node = 0; node < nodes.count(); node++) {
      if (!nodes.leaf(node)) {
        (nodes.set(node) == null ? numbers : sets).add(nodes.features()[node]);
      }
    }
    for (int column : sets) {
      if (numbers.contains(column)) {
        throw new IllegalArgumentException(
            "the column \"%s\" is split as a number and as a category; PMML can do one of them"
                .formatted(model.designNames().get(column)));
      }
    }
    return sets;
  }

  /** The fields in the order of trees' columns. */
  List<Field> list() {
    return fields;
  }

  void dictionary(Xml xml) {
    xml.open("DataDictionary");
    for (Field field : fields) {
      field(xml, field.name, field.kind, field.values);
    }
    Kind kind = target.task() == Task.REGRESSION ? Kind.NUMBER : Kind.TEXT;
    field(xml, target.column(), kind, target.classes());
    xml.close();
  }

  private static void field(Xml xml, String name, Kind kind, List<String> values) {
    xml.open("DataField", "name", name, "optype", kind.optype, "dataType", kind.dataType);
    values.forEach(value -> xml.leaf("Value", "value", value));
    xml.close();
  }

  /** A schema of all fields, with the label. */
  void schema(Xml xml) {
    xml.open("MiningSchema");
    for (Field field : fields) {
      mining(xml, field);
    }
    xml.leaf("MiningField", "name", target.column(), "usageType", "target");
    xml.close();
  }

  /** One field of a schema: to trees, a category that training never met is missing. */
  void mining(Xml xml, Field field) {
    String invalid = trees && field.kind == Kind.TEXT ? "asMissing" : "asIs";
    xml.leaf("MiningField", "name", field.name, "invalidValueTreatment", invalid);
  }
}
