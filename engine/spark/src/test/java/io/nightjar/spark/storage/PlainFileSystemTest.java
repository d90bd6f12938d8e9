package io.nightjar.spark.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlainFileSystemTest {
  private static final FsPermission SHARED = new FsPermission("1777");

  @TempDir java.nio.file.Path folder;

  private static LocalFileSystem hadoops(String umask) throws IOException {
    Configuration conf = new Configuration();
    conf.set(FsPermission.UMASK_LABEL, umask);
    return (LocalFileSystem) FileSystem.newInstance(URI.create("file:///"), conf);
  }

  private Path at(String name) {
    return new Path(folder.resolve(name).toUri());
  }

  private static FsPermission permission(FileSystem files, Path path) throws IOException {
    return files.getFileStatus(path).getPermission();
  }

  @Test
  void laysNoChecksumFileBesideAFile() throws IOException {
    PlainFileSystem.of(hadoops("022")).create(at("plain")).close();
    hadoops("022").create(at("checked")).close();
    assertThat(folder.resolve(".checked.crc")).exists();
    assertThat(folder.resolve("plain")).exists();
    assertThat(folder.resolve(".plain.crc")).doesNotExist();
  }

  @Test
  void givesFilesAndFoldersThePermissionsThatHadoopGives() throws IOException {
    for (String umask : new String[] {"022", "077", "007"}) {
      FileSystem hadoops = hadoops(umask).getRaw();
      FileSystem plain = PlainFileSystem.of(hadoops(umask));
      hadoops.create(at("hadoop-" + umask)).close();
      plain.create(at("plain-" + umask)).close();
      hadoops.mkdirs(at("hadoop/" + umask));
      plain.mkdirs(at("plain/" + umask));
      assertThat(permission(hadoops, at("plain-" + umask)))
          .isEqualTo(permission(hadoops, at("hadoop-" + umask)));
      assertThat(permission(hadoops, at("plain/" + umask)))
          .isEqualTo(permission(hadoops, at("hadoop/" + umask)));
    }
  }

  @Test
  void changesPermissionsOfWhatIsThere() throws IOException {
    FileSystem plain = PlainFileSystem.of(hadoops("022"));
    Files.createFile(folder.resolve("file"));
    plain.setPermission(at("file"), new FsPermission("0641"));
    assertThat(permission(plain, at("file"))).isEqualTo(new FsPermission("0641"));
  }

  @Test
  void keepsTheStickyBitOfAFolder() throws IOException {
    FileSystem plain = PlainFileSystem.of(hadoops("022"));
    Files.createDirectory(folder.resolve("shared"));
    plain.setPermission(at("shared"), SHARED);
    assertThat(Files.getAttribute(folder.resolve("shared"), "unix:mode"))
        .isEqualTo(040000 | SHARED.toShort());
  }
}
