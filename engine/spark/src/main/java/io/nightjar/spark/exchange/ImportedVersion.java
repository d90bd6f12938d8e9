package io.nightjar.spark.exchange;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.journal.Event;
import io.nightjar.journal.ModelName;
import io.nightjar.journal.VersionStatus;
import io.nightjar.model.Provenance;
import io.nightjar.model.TreeModel;
import io.nightjar.model.exchange.ImportRequest;
import io.nightjar.model.exchange.ModelImport;
import io.nightjar.model.files.ModelDirectory;
import io.nightjar.model.files.ModelFiles;
import io.nightjar.spark.registry.ModelVersion;
import io.nightjar.spark.registry.Registry;
import io.nightjar.spark.registry.VersionRequest;
import io.nightjar.spark.run.NightjarVersion;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
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
public record ImportedVersion(ModelVersion version, TreeModel model) {

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
    byte[] bytes = bytes(request.file(), hadoop);
    TreeModel model = ModelImport.read(request, bytes, NightjarVersion.text());
    return new ImportedVersion(registered(model, registry), model);
  }

  private static byte[] bytes(String file, Configuration hadoop) {
    try {
      Path path = new Path(file);
      try (InputStream in = path.getFileSystem(hadoop).open(path)) {
        return in.readNBytes(ModelImport.MAX_BYTES + 1);
      }
    } catch (FileNotFoundException | IllegalArgumentException e) {
      throw NightjarException.of(
          FailureKind.CONFIG, file, "is no file that can be imported; give the path of one.", e);
    } catch (IOException e) {
      throw NightjarException.of(
          FailureKind.STORAGE, file, "can't be read: " + e.getMessage() + ".", e);
    }
  }

  private static ModelVersion registered(TreeModel model, Registry registry) {
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

  private static VersionRequest request(TreeModel model) {
    Provenance origin = model.provenance();
    String sha256 = origin.snapshot().fingerprint();
    String told =
        "imported from %s (%s, %s)"
            .formatted(
                origin.snapshot().source(),
                origin.algorithm().parameters().get("format"),
                origin.fit().get("library"));
    return new VersionRequest(
        origin.model(),
        "import-" + sha256.substring(0, 16),
        VersionStatus.CANDIDATE,
        Map.of(),
        List.of(),
        new Event.SnapshotReference(told, 0, sha256),
        origin.configSha256());
  }
}
