package io.nightjar.scorer.onnx;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.model.files.Sha256;
import io.nightjar.model.graph.OnnxGraph;
import java.lang.ref.SoftReference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** ONNX Runtime where it is on the class path, and the graphs that this JVM has loaded. */
public final class OrtRuntime {
  /** What to add where the runtime isn't there. */
  public static final String COORDINATES = "com.microsoft.onnxruntime:onnxruntime:1.29.0";

  private static final String MARKER = "ai.onnxruntime.OrtEnvironment";
  private static final Map<List<Object>, SoftReference<GraphSession>> LOADED = new HashMap<>();

  private OrtRuntime() {}

  /** Whether it is on the class path. */
  public static boolean isPresent() {
    try {
      require();
      return true;
    } catch (NightjarException e) {
      return false;
    }
  }

  /**
   * Refuses a class path without the runtime.
   *
   * @throws NightjarException CONFIG saying what to add
   */
  public static void require() {
    require(OrtRuntime.class.getClassLoader());
  }

  static void require(ClassLoader loader) {
    try {
      Class.forName(MARKER, false, loader);
    } catch (ClassNotFoundException e) {
      throw NightjarException.of(
          FailureKind.CONFIG,
          "",
          "the model is an ONNX graph, and ONNX Runtime isn't on the class path; add --packages %s (bin/nightjar, spark-submit), or that dependency to a service"
              .formatted(COORDINATES),
          e);
    }
  }

  /** The version of the runtime that is there. */
  static String version() {
    return ai.onnxruntime.OrtEnvironment.getEnvironment().getVersion();
  }

  /**
   * A graph, loaded once a JVM for all tasks that come while memory lasts.
   *
   * @param texts by design column, the texts of its codes; null for a column of numbers
   * @throws NightjarException CONFIG if the runtime isn't there or can't run the graph
   */
  public static GraphSession session(OnnxGraph graph, List<List<String>> texts) {
    require();
    List<Object> key = List.of(Sha256.of(graph.bytes()), graph.signature(), texts);
    synchronized (LOADED) {
      LOADED.values().removeIf(session -> session.get() == null);
      SoftReference<GraphSession> known = LOADED.get(key);
      GraphSession session = known == null ? null : known.get();
      if (session == null) {
        session = GraphSession.load(graph, texts);
        LOADED.put(key, new SoftReference<>(session));
      }
      return session;
    }
  }
}
