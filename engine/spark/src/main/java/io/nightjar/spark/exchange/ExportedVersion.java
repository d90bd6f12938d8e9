package io.nightjar.spark.exchange;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.model.Model;
import io.nightjar.model.exchange.ExportFormat;
import io.nightjar.model.exchange.ModelExport;
import io.nightjar.model.files.ModelDirectory;
import io.nightjar.spark.registry.ModelVersion;
import io.nightjar.spark.registry.Registry;
import io.nightjar.spark.storage.IoReason;
import io.nightjar.spark.storage.StorageRoot;
import io.nightjar.spark.train.HadoopModelFiles;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileAlreadyExistsException;

/** A version of a registry as a file of another library. */
public final class ExportedVersion {
  private ExportedVersion() {}

  /**
   * Checks every file of the version, then writes a new file beside which nothing half written is
   * left.
   *
   * @param format of the file
   * @param file where to; must not be there yet
   * @return the bytes written
   * @throws NightjarException CONFIG if the version can't be expressed or the file is there
   *     already, STORAGE if it can't be written or the version is damaged
   */
  public static long write(
      Registry registry,
      ModelVersion version,
      ExportFormat format,
      Path file,
      Configuration hadoop) {
    registry.verify(version);
    Model model =
        ModelDirectory.read(HadoopModelFiles.of(version.directory().toString(), hadoop)).model();
    byte[] bytes = ModelExport.bytes(format, version.reference(), model);
    Path target = file.toAbsolutePath().normalize();
    StorageRoot folder = StorageRoot.open(target.getParent().toUri().toString(), hadoop);
    try {
      folder.writes().createIfAbsent(folder.resolve(target.getFileName().toString()), bytes);
    } catch (FileAlreadyExistsException e) {
      throw NightjarException.of(
          FailureKind.CONFIG,
          target.toString(),
          "is there already; remove it, or name another file.",
          e);
    } catch (IOException e) {
      throw NightjarException.of(
          FailureKind.STORAGE,
          target.toString(),
          "can't be written (" + IoReason.of(e) + "); name a file in a folder that can be.",
          e);
    }
    return bytes.length;
  }
}
