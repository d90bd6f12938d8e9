package io.nightjar.scorer.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.model.exchange.onnx.graph.InnerOutput;
import io.nightjar.model.graph.GraphInput;
import io.nightjar.model.graph.GraphOutput;
import io.nightjar.model.graph.GraphSignature;
import io.nightjar.model.graph.OnnxGraph;
import java.lang.ref.Cleaner;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A graph that ONNX Runtime has loaded, on the CPU with one thread a call: callers bring their own
 * threads. Safe for many threads.
 */
public final class GraphSession {
  private static final Cleaner CLEANER = Cleaner.create();

  private final OrtSession session;
  private final GraphSignature signature;
  private final InputTensors tensors;

  private GraphSession(OrtSession session, InputTensors tensors) {
    this.session = session;
    this.signature = tensors.signature();
    this.tensors = tensors;
    CLEANER.register(this, () -> close(session));
  }

  /**
   * Loads a graph.
   *
   * @param texts by design column, the texts of its codes; null for a column of numbers. Borrowed
   * @throws NightjarException CONFIG if the runtime isn't there or can't run the graph
   */
  static GraphSession load(OnnxGraph graph, List<List<String>> texts) {
    GraphOutput output = graph.signature().output();
    byte[] bytes =
        output.place() == GraphOutput.Place.BEFORE_MAPS
            ? InnerOutput.of(graph.bytes(), output.name())
            : graph.bytes();
    try (SessionOptions options = new SessionOptions()) {
      // What the runtime says of a failure is in its exception.
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setDeterministicCompute(true);
      options.addConfigEntry("session.load_model_format", "ONNX");
      OrtEnvironment environment = OrtEnvironment.getEnvironment();
      OrtSession session = environment.createSession(bytes, options);
      InputTensors tensors = new InputTensors(environment, graph.signature(), texts);
      return new GraphSession(session, tensors);
    } catch (OrtException e) {
      throw NightjarException.of(
          FailureKind.CONFIG,
          "",
          "ONNX Runtime "
              + OrtRuntime.version()
              + " can't load the graph: "
              + e.getMessage()
              + "; convert it for a runtime of this version, or add a newer one",
          e);
    }
  }

  /** What a call of the runtime came to. */
  public static final class GraphFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    GraphFailedException(String message, Exception cause) {
      super(message, cause);
    }
  }

  /**
   * Runs some rows.
   *
   * @param columns the design columns, borrowed
   * @param from first row
   * @param to the row after the last
   * @return row-major [rows][output's columns], new
   * @throws GraphFailedException if the graph fails on one of these rows
   * @throws NightjarException CONFIG if its output is of another shape or type than was said
   */
  public double[] run(double[][] columns, int from, int to) throws GraphFailedException {
    Map<String, OnnxTensor> inputs = new HashMap<>();
    try {
      int first = 0;
      for (GraphInput input : signature.inputs()) {
        inputs.put(input.name(), tensors.of(input, first, columns, from, to));
        first += input.columns();
      }
      return output(inputs, to - from);
    } catch (OrtException e) {
      throw new GraphFailedException(e.getMessage(), e);
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  private double[] output(Map<String, ? extends OnnxTensorLike> inputs, int rows)
      throws OrtException {
    GraphOutput wanted = signature.output();
    try (OrtSession.Result result = session.run(inputs, Set.of(wanted.name()))) {
      return OutputNumbers.of(result.get(0), wanted, rows);
    }
  }

  private static void close(OrtSession session) {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("a session of ONNX Runtime can't be closed", e);
    }
  }
}
