package io.nightjar.spark.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.model.files.Sha256;
import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.score.manifest.FileInspector;
import io.nightjar.spark.score.manifest.Manifest;
import io.nightjar.spark.score.manifest.ManifestFile;
import io.nightjar.spark.score.manifest.ManifestJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The files of a published folder, beside what its manifest says of them. */
final class PublishedFiles {
  private final Path folder;
  private final Configuration conf;
  private final FileSystem files;

  private PublishedFiles(Path folder, Configuration conf) throws IOException {
    this.folder = folder;
    this.conf = conf;
    this.files = folder.getFileSystem(conf);
  }

  static PublishedFiles of(String folder) throws IOException {
    Configuration conf = SparkFixture.session().sparkContext().hadoopConfiguration();
    return new PublishedFiles(new Path(folder), conf);
  }

  /** Every byte is read. */
  void assertAsTheManifestSays() throws IOException {
    List<String> found = new ArrayList<>();
    for (FileStatus file : FileInspector.dataFiles(folder, conf)) {
      byte[] bytes = bytes(file.getPath());
      found.add(file.getPath().getName() + " " + bytes.length + " " + Sha256.of(bytes));
    }
    Manifest manifest =
        ManifestJson.read(
                new String(bytes(new Path(folder, Manifest.FILE_NAME)), StandardCharsets.UTF_8))
            .orElseThrow();
    assertThat(found)
        .isEqualTo(manifest.files().stream().map(PublishedFiles::told).toList())
        .isNotEmpty();
  }

  private static String told(ManifestFile file) {
    return file.name() + " " + file.bytes() + " " + file.sha256();
  }

  private byte[] bytes(Path file) throws IOException {
    try (InputStream in = files.open(file)) {
      return in.readAllBytes();
    }
  }
}
