package io.nightjar.scorer.predict;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.features.CategoricalFeature;
import io.nightjar.features.Feature;
import io.nightjar.features.design.GraphDesign;
import io.nightjar.features.design.Precision;
import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.backend.KernelUse;
import io.nightjar.kernels.block.DoubleColumnBlock;
import io.nightjar.kernels.block.FeatureBlock;
import io.nightjar.model.GraphModel;
import io.nightjar.model.Link;
import io.nightjar.model.Task;
import io.nightjar.model.graph.ElementType;
import io.nightjar.model.graph.GraphInput;
import io.nightjar.model.graph.GraphSignature;
import io.nightjar.scorer.onnx.GraphSession;
import io.nightjar.scorer.onnx.GraphSession.GraphFailedException;
import io.nightjar.scorer.onnx.OrtRuntime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What ONNX Runtime makes of rows, strip by strip. A strip on which the graph fails is halved until
 * the rows that it can't take are alone; those get NaN. The runtime's own sums may differ by a
 * rounding with the number of rows in a strip.
 */
final class GraphPredictor implements Predictor {
  private static final Logger LOG = LoggerFactory.getLogger(GraphPredictor.class);
  private static final int STRIP = 4096;

  /** How far a float32 probability may lie outside of 0..1, and a sum of them from 1. */
  private static final double SLACK = 1e-3;

  private final GraphModel model;
  private final RowEncoding encoding;
  private final GraphSignature signature;

  /** Which design columns the graph takes as float32. */
  private final boolean[] narrow;

  private volatile GraphSession session;

  GraphPredictor(GraphModel model) {
    this.model = model;
    GraphDesign design = GraphDesign.of(model.features());
    this.encoding =
        new RowEncoding(
            design.width(), Precision.DOUBLE, () -> design.encoder(model.signature().names()));
    this.signature = model.graph().signature();
    this.narrow = new boolean[design.width()];
    int at = 0;
    for (GraphInput input : signature.inputs()) {
      Arrays.fill(narrow, at, at + input.columns(), input.element() == ElementType.FLOAT);
      at += input.columns();
    }
  }

  @Override
  public GraphModel model() {
    return model;
  }

  @Override
  public Link link() {
    return model.link();
  }

  @Override
  public int outputs() {
    return model.target().task() == Task.MULTICLASS ? signature.output().columns() : 1;
  }

  @Override
  public RowEncoding encoding() {
    return encoding;
  }

  @Override
  public String whyNotFinite() {
    return "the graph can't score such a row";
  }

  @Override
  public void margins(Kernels kernels, FeatureBlock block, double[] out) {
    long start = System.nanoTime();
    Rows rows = new Rows(((DoubleColumnBlock) block).arrays(), block.rows(), out);
    int strip = signature.batch() == GraphSignature.Batch.ONE_ROW ? 1 : STRIP;
    for (int from = 0; from < block.rows(); from += strip) {
      rows.score(from, Math.min(block.rows(), from + strip));
    }
    double millis = (System.nanoTime() - start) / 1e6;
    kernels.ran(
        new KernelUse(
            "onnx-graph",
            "onnxruntime",
            "CPU",
            "a graph is the runtime's to run",
            1,
            0,
            millis,
            0,
            0));
  }

  private GraphSession session() {
    GraphSession loaded = session;
    if (loaded == null) {
      loaded = OrtRuntime.session(model.graph(), texts());
      session = loaded;
    }
    return loaded;
  }

  private List<List<String>> texts() {
    List<List<String>> texts = new ArrayList<>();
    for (Feature feature : model.features().features()) {
      texts.add(feature instanceof CategoricalFeature category ? category.values() : null);
    }
    return texts;
  }

  /** The rows of one block. */
  private final class Rows {
    private final double[][] columns;
    private final int rows;
    private final double[] out;

    Rows(double[][] columns, int rows, double[] out) {
      this.columns = columns;
      this.rows = rows;
      this.out = out;
    }

    void score(int from, int to) {
      try {
        write(session().run(columns, from, to), from, to);
      } catch (GraphFailedException e) {
        if (to - from > 1) {
          int middle = (from + to) >>> 1;
          score(from, middle);
          score(middle, to);
          return;
        }
        LOG.debug("ONNX Runtime can't score a row: {}", e.getMessage());
        fail(from);
      }
    }

    private void write(double[] given, int from, int to) {
      int width = signature.output().columns();
      for (int row = from; row < to; row++) {
        int at = (row - from) * width;
        if (isBeyondFloat(row)) {
          fail(row);
        } else if (outputs() == 1) {
          out[row] = width == 1 ? single(given[at]) : ofTwo(given[at], given[at + 1]);
        } else {
          several(given, at, row);
        }
      }
    }

    private boolean isBeyondFloat(int row) {
      for (int j = 0; j < narrow.length; j++) {
        if (narrow[j] && Float.isInfinite((float) columns[j][row])) {
          return true;
        }
      }
      return false;
    }

    private void fail(int row) {
      for (int k = 0; k < outputs(); k++) {
        out[k * rows + row] = Double.NaN;
      }
    }

    private double single(double given) {
      boolean probability = link() == Link.IDENTITY && model.target().task() == Task.BINARY;
      return probability ? probability(given) : given;
    }

    private double ofTwo(double negative, double positive) {
      if (link() == Link.LOGIT) {
        return positive - negative;
      }
      requireOne(probability(negative) + positive);
      return probability(positive);
    }

    private void several(double[] given, int at, int row) {
      double sum = 0;
      for (int k = 0; k < outputs(); k++) {
        double value = given[at + k];
        out[k * rows + row] = link() == Link.IDENTITY ? probability(value) : value;
        sum += value;
      }
      if (link() == Link.IDENTITY) {
        requireOne(sum);
      }
    }

    /** NaN goes through: such a row can't be scored. */
    private double probability(double given) {
      if (given < -SLACK || given > 1 + SLACK) {
        throw noProbability("gives " + given, "be 0..1");
      }
      return given;
    }

    private void requireOne(double sum) {
      if (Math.abs(sum - 1) > SLACK) {
        throw noProbability("gives numbers that are " + sum + " in all", "be 1 in all");
      }
    }

    private NightjarException noProbability(String found, String allowed) {
      return NightjarException.of(
          FailureKind.CONFIG,
          "the graph's output \"%s\" %s; probabilities must %s: import it with the link logit or softmax if it holds margins, or with another output"
              .formatted(signature.output().name(), found, allowed));
    }
  }
}
