package io.nightjar.spark.exchange;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.journal.Event;
import io.nightjar.journal.ModelName;
import io.nightjar.journal.VersionStatus;
import io.nightjar.model.Model;
import io.nightjar.model.Provenance;
import io.nightjar.model.exchange.ImportRequest;
import io.nightjar.model.exchange.ModelImport;
import io.nightjar.model.files.ModelDirectory;
import io.nightjar.model.files.ModelFiles;
import io.nightjar.spark.registry.ModelVersion;
import io.nightjar.spark.registry.Registry;
import io.nightjar.spark.registry.VersionRequest;
import io.nightjar.spark.run.NightjarVersion;
import io.nightjar.spark.train.ForeignFile;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.Path;

/**
 * A file of another library as a version of a registry: a candidate without metrics, gates and
 * profile, whose origin is the file's name, format and SHA-256. The same file imported again under
 * the same settings is the version that it was.
 *
 * @param version the version
 * @param model what it holds
 */
public record ImportedVersion(ModelVersion version, Model model) {

  /**
   * Imports a file.
   *
   * @param request its file is a path or URI of any Hadoop file system
   * @throws NightjarException CONFIG if there is no such file or it can't be imported, STORAGE if
   *     it can't be read or the version can't be written
   */
  public static ImportedVersion register(
      ImportRequest request, Registry registry, Configuration hadoop) {
    ModelName.require(request.name());
    byte[] bytes = ForeignFile.bytes(request.file(), hadoop);
    Model model = ModelImport.read(request, bytes, NightjarVersion.text());
    return new ImportedVersion(registered(model, registry), model);
  }

  private static ModelVersion registered(Model model, Registry registry) {
    try {
      java.nio.file.Path staging = Files.createTempDirectory("nightjar-import-");
      try {
        ModelDirectory.write(ModelFiles.local(staging), model, Map.of());
        return registry.register(request(model), new Path(staging.toUri()));
      } finally {
        FileUtil.fullyDelete(staging.toFile());
      }
    } catch (IOException e) {
      throw NightjarException.of(
          FailureKind.STORAGE,
          System.getProperty("java.io.tmpdir"),
          "has no room for the model's files: " + e.getMessage() + "; free some.",
          e);
    }
  }

  private static VersionRequest request(Model model) {
    Provenance origin = model.provenance();
    String sha256 = origin.snapshot().fingerprint();
    return new VersionRequest(
        origin.model(),
        "import-" + sha256.substring(0, 16),
        VersionStatus.CANDIDATE,
        Map.of(),
        List.of(),
        new Event.SnapshotReference(ForeignFile.origin(origin), 0, sha256),
        origin.configSha256());
  }
}
