package io.nightjar.jobs.benchmark;

import io.nightjar.jobs.benchmark.ScoreCases.Ours;
import io.nightjar.jobs.benchmark.cases.Entrant;
import io.nightjar.jobs.benchmark.cases.MadeRows;
import io.nightjar.jobs.benchmark.peers.PeerScorers;
import io.nightjar.model.Link;
import io.nightjar.model.Model;
import io.nightjar.model.exchange.ExportFormat;
import io.nightjar.model.exchange.GraphChoice;
import io.nightjar.model.exchange.ImportRequest;
import io.nightjar.model.exchange.ModelFormat;
import io.nightjar.model.exchange.ModelImport;
import io.nightjar.spark.run.NightjarVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who scores an ONNX graph: our job through ONNX Runtime, as it scores the graphs of other
 * libraries, ONNX Runtime in a Python, and our job on its kernels the network that the graph was
 * exported from; and a job that only reads and writes.
 */
final class GraphEntrants {
  /** Sums of float32 in other orders, behind a sigmoid. */
  static final double MOST_APART = 1e-5;

  private final ScoreCases cases;
  private final PeerScorers others;
  private final Path folder;

  /**
   * Nobody yet.
   *
   * @param folder where the graph is written
   */
  GraphEntrants(ScoreCases cases, PeerScorers others, Path folder) {
    this.cases = cases;
    this.others = others;
    this.folder = folder;
  }

  /** All of them, our job through ONNX Runtime first. */
  List<Entrant> of(Model network) {
    Path file = PeerScorers.exported(ExportFormat.ONNX, network, folder.resolve("network.onnx"));
    List<String> id = List.of(MadeRows.ID);
    List<Entrant> entrants = new ArrayList<>();
    entrants.add(cases.nightjar(new Ours(graph(file, network), id)));
    entrants.add(cases.nightjar("on kernels", new Ours(network, id)));
    others.onnxRuntime(file).ifPresent(entrants::add);
    entrants.add(cases.constant(false));
    return entrants;
  }

  private static Model graph(Path file, Model network) {
    ImportRequest request =
        ImportRequest.of("bench", file.toString(), network.target().column())
            .withFormat(ModelFormat.ONNX_RUNTIME)
            .withClasses(network.target().classes())
            .withGraph(new GraphChoice(Optional.of(Entrant.PROBABILITY), Link.IDENTITY));
    try {
      return ModelImport.read(request, Files.readAllBytes(file), NightjarVersion.text());
    } catch (IOException e) {
      throw new UncheckedIOException("the graph can't be read from " + file, e);
    }
  }
}
