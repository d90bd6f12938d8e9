package io.nightjar.model;

import io.nightjar.features.CategoricalFeature;
import io.nightjar.features.Feature;
import io.nightjar.features.NumericFeature;
import io.nightjar.features.design.GraphDesign;
import io.nightjar.features.design.Precision;
import io.nightjar.model.graph.OnnxGraph;
import java.util.List;
import java.util.Objects;

/**
 * A model that is an ONNX graph, kept as it is in the directory's {@code graph.onnx} and run by
 * ONNX Runtime. Its design columns are those of {@link GraphDesign}.
 *
 * @param header what every model has; its precision is double
 * @param graph the file, and the way through it
 * @param link from the graph's numbers to predictions: identity where they are predictions already
 * @param threshold probability from which a row is called positive
 */
public record GraphModel(ModelHeader header, OnnxGraph graph, Link link, double threshold)
    implements Model {
  public GraphModel {
    Objects.requireNonNull(header, "header");
    Objects.requireNonNull(graph, "graph");
    Model.requireThreshold(threshold);
    if (header.precision() != Precision.DOUBLE) {
      throw new IllegalArgumentException(
          "precision is %s; must be double for a graph".formatted(header.precision().text()));
    }
    Task task = header.target().task();
    if (!task.labelled() || task == Task.PREFERENCE || !link.fits(task)) {
      throw new IllegalArgumentException(
          "link is %s for a %s target; must be %s, and the target a label's"
              .formatted(link.text(), task.text(), Link.allowed(task)));
    }
    requireShape(header, graph);
  }

  private static void requireShape(ModelHeader header, OnnxGraph graph) {
    int columns = GraphDesign.of(header.features()).width();
    if (columns != graph.signature().columns()) {
      throw new IllegalArgumentException(
          "the graph has %d columns of %d features; must have one a feature"
              .formatted(graph.signature().columns(), columns));
    }
    int given = graph.signature().output().columns();
    int classes = header.target().classes().size();
    boolean right = given == Math.max(1, classes) || (classes == 2 && given == 1);
    if (!right) {
      throw new IllegalArgumentException(
          "the graph gives %d numbers a row for %d classes; must give one a class, or one alone for two classes or none"
              .formatted(given, classes));
    }
  }

  @Override
  public List<String> designNames() {
    return GraphDesign.of(features()).names();
  }

  @Override
  public String treatment(Feature feature) {
    return feature instanceof NumericFeature || feature instanceof CategoricalFeature
        ? feature.treatment(whenMissing(feature))
        : whenMissing(feature);
  }

  @Override
  public String whenMissing(Feature feature) {
    return GraphDesign.whenMissing(feature);
  }

  @Override
  public GraphModel withThreshold(double wanted) {
    return new GraphModel(header, graph, link, wanted);
  }

  @Override
  public GraphModel withHeader(ModelHeader wanted) {
    return new GraphModel(wanted, graph, link, threshold);
  }
}
