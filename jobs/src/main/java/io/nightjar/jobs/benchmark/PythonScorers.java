package io.nightjar.jobs.benchmark;

import io.nightjar.jobs.benchmark.PythonPeer.Python;
import io.nightjar.jobs.benchmark.ScoreCases.Entrant;
import io.nightjar.model.Model;
import io.nightjar.model.exchange.ExportFormat;
import io.nightjar.model.exchange.ModelExport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/**
 * XGBoost and ONNX Runtime on the trees that our own entrant scores, exported, and LightGBM on as
 * many trees that it grows itself.
 */
final class PythonScorers implements AutoCloseable {
  private final Python python;
  private final BenchTable table;
  private final ScoreCases cases;
  private final List<PythonPeer> peers = new ArrayList<>();

  /**
   * Starts nothing yet.
   *
   * @param executable a Python with the libraries; null for none
   * @param table that models are fitted on
   */
  PythonScorers(SparkSession spark, String executable, BenchTable table, ScoreCases cases) {
    this.python =
        executable == null
            ? null
            : new Python(
                executable, table.parquet().getParent(), spark.sparkContext().defaultParallelism());
    this.table = table;
    this.cases = cases;
  }

  /**
   * All that can score the trees; none without a Python.
   *
   * @param reasons a row; ONNX Runtime has none to give
   */
  List<Entrant> entrants(Model trees, int reasons) {
    if (python == null) {
      return List.of();
    }
    List<Entrant> entrants = new ArrayList<>();
    entrants.add(
        entrant("xgboost", exported(ExportFormat.XGBOOST_JSON, trees, "model.json"), reasons));
    entrants.add(entrant("lightgbm", "", reasons));
    if (reasons == 0) {
      entrants.add(entrant("onnxruntime", exported(ExportFormat.ONNX, trees, "model.onnx"), 0));
    }
    return entrants;
  }

  private String exported(ExportFormat format, Model trees, String name) {
    Path file = python.folder().resolve(name);
    try {
      Files.write(file, ModelExport.bytes(format, "bench@1", trees));
    } catch (IOException e) {
      throw new UncheckedIOException("the model for a peer can't be written to " + file, e);
    }
    return file.toString();
  }

  private Entrant entrant(String library, String model, int reasons) {
    Path output = python.folder().resolve("scores-" + library);
    TrainCase.PythonTrees grown = TrainCases.named(ScoreBench.TREES).python();
    PythonPeer peer =
        new PythonPeer(
            python,
            "scores.py",
            library,
            List.of(
                model,
                table.parquet().toString(),
                cases.source().parquet().toString(),
                output.toString(),
                MadeRows.ID,
                MadeRows.CLASS,
                String.join(",", table.shape().names()),
                Integer.toString(reasons),
                Integer.toString(grown.trees()),
                Integer.toString(grown.depth()),
                Double.toString(grown.learningRate()),
                Integer.toString(python.threads())));
    peers.add(peer);
    return cases.python(peer, output);
  }

  @Override
  public void close() {
    peers.forEach(PythonPeer::close);
  }
}
