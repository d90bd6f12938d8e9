package io.nightjar.jobs.benchmark.peers;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A Python with numpy, pyarrow and the libraries.
 *
 * @param executable its path
 * @param folder where files may be written
 * @param threads that a library may use
 */
record Python(String executable, Path folder, int threads) {
  private static final String NEEDS =
      "numpy, pyarrow, scipy, xgboost, lightgbm and, to score, onnxruntime (pip install numpy"
          + " pyarrow scipy xgboost lightgbm onnxruntime)";

  /** Fits trees. */
  PeerProcess fits(Map<String, ?> job) {
    return start("trees.py", job);
  }

  /** Scores rows. */
  PeerProcess scores(Map<String, ?> job) {
    PeerProcess.program("trees.py", folder);
    return start("scores.py", job);
  }

  private PeerProcess start(String script, Map<String, ?> job) {
    String library = job.get("library").toString();
    String program = PeerProcess.program(script, folder).toString();
    return new PeerProcess(
        new PeerProcess.Launch(
            "--python",
            library,
            List.of(executable, program, PeerProcess.json(job)),
            folder.resolve(library + ".log"),
            NEEDS));
  }
}
