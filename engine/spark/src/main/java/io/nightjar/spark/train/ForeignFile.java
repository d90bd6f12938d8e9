package io.nightjar.spark.train;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.model.Provenance;
import io.nightjar.model.exchange.ModelImport;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** A file of another library on any Hadoop file system. */
public final class ForeignFile {
  private ForeignFile() {}

  /**
   * Its bytes, as far as a model may have them.
   *
   * @throws NightjarException CONFIG if there is no such file, STORAGE if it can't be read
   */
  public static byte[] bytes(String file, Configuration hadoop) {
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

  /** Where an imported model comes from, as a sentence for the registry. */
  public static String origin(Provenance imported) {
    return "imported from %s (%s, %s)"
        .formatted(
            imported.snapshot().source(),
            imported.algorithm().parameters().get("format"),
            imported.fit().get("library"));
  }
}
