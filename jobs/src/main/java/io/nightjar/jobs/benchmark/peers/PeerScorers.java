package io.nightjar.jobs.benchmark.peers;

import io.nightjar.jobs.benchmark.cases.BenchTable;
import io.nightjar.jobs.benchmark.cases.Entrant;
import io.nightjar.jobs.benchmark.cases.TrainCase;
import io.nightjar.model.Model;
import io.nightjar.model.exchange.ExportFormat;
import io.nightjar.model.exchange.ModelExport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/**
 * Others that score trees: XGBoost and ONNX Runtime in a Python the very trees that our own entrant
 * scores, exported; LightGBM, and libraries on Spark, as many trees that they grow themselves. ONNX
 * Runtime scores any graph.
 */
public final class PeerScorers implements AutoCloseable {
  private final SparkSession spark;
  private final Peers asked;
  private final Rows rows;
  private final List<PeerProcess> processes = new ArrayList<>();

  /**
   * What is scored.
   *
   * @param bench the case that grew the trees
   * @param table that models are fitted on
   * @param source files of the rows to score
   */
  public record Rows(TrainCase bench, BenchTable table, Path source) {}

  /** Starts nothing yet. */
  public PeerScorers(SparkSession spark, Peers asked, Rows rows) {
    this.spark = spark;
    this.asked = asked;
    this.rows = rows;
  }

  /** ONNX Runtime on a graph, where a Python was asked for. */
  public Optional<Entrant> onnxRuntime(Path graph) {
    return asked
        .python(rows.table().folder(), spark.sparkContext().defaultParallelism())
        .map(python -> entrant(python, "onnxruntime", graph, 0));
  }

  /**
   * All that were asked for and can score the trees.
   *
   * @param reasons a row; ONNX Runtime has none to give, and libraries on Spark are not asked
   */
  public List<Entrant> entrants(Model trees, int reasons) {
    List<Entrant> entrants = new ArrayList<>();
    Path folder = rows.table().folder();
    int threads = spark.sparkContext().defaultParallelism();
    asked.python(folder, threads).ifPresent(python -> add(entrants, python, trees, reasons));
    if (reasons == 0) {
      asked.onSpark(folder, threads).forEach(peer -> entrants.add(entrant(peer)));
    }
    return entrants;
  }

  private void add(List<Entrant> entrants, Python python, Model trees, int reasons) {
    Path folder = python.folder();
    Path xgboost = exported(ExportFormat.XGBOOST_JSON, trees, folder.resolve("model.json"));
    entrants.add(entrant(python, "xgboost", xgboost, reasons));
    entrants.add(entrant(python, "lightgbm", xgboost, reasons));
    if (reasons == 0) {
      Path onnx = exported(ExportFormat.ONNX, trees, folder.resolve("model.onnx"));
      entrants.add(entrant(python, "onnxruntime", onnx, 0));
    }
  }

  /** Writes a model as a file that others read. */
  public static Path exported(ExportFormat format, Model model, Path file) {
    try {
      return Files.write(file, ModelExport.bytes(format, "bench@1", model));
    } catch (IOException e) {
      throw new UncheckedIOException("the model for a peer can't be written to " + file, e);
    }
  }

  private Entrant entrant(Python python, String library, Path model, int reasons) {
    Path output = python.folder().resolve("scores-" + library);
    Map<String, Object> job =
        PeerJob.of(library, rows.table(), rows.bench().trees(), python.threads());
    job.put("model", model.toString());
    job.put("source", rows.source().toString());
    job.put("output", output.toString());
    job.put("reasons", reasons);
    return entrant(python.scores(job), output, "");
  }

  private Entrant entrant(SparkPeer peer) {
    PeerProcess process = peer.start(rows.table(), rows.bench().trees(), rows.source());
    Entrant entrant = entrant(process, peer.output(), "trees of its own");
    process.order("fit");
    return entrant;
  }

  private Entrant entrant(PeerProcess process, Path output, String note) {
    processes.add(process);
    return new Entrant(
        process.name(),
        () -> {
          process.order("score");
          return note;
        },
        () -> Optional.of(spark.read().parquet(output.toString())));
  }

  @Override
  public void close() {
    processes.forEach(PeerProcess::close);
  }
}
