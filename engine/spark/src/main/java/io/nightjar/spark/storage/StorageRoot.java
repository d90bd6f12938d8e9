package io.nightjar.spark.storage;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.CreateFileOptionKeys;
import org.apache.hadoop.fs.Path;

/**
 * A directory that everything stays inside of: each relative path is resolved once, canonicalised
 * (symbolic links of {@code file:} followed) and checked to lie below it.
 */
public final class StorageRoot {
  private static final List<String> SUPPORTED = List.of("file", "hdfs", "viewfs", "s3a");

  private final Path path;
  private final AtomicWrites writes;

  /** A root with writes of the caller's choice: {@link #open} chooses by the URI's scheme. */
  StorageRoot(Path path, AtomicWrites writes) {
    this.path = path;
    this.writes = writes;
  }

  /**
   * Opens a root that need not exist yet.
   *
   * @param uri a path or URI; without a scheme it is of the default file system
   * @throws NightjarException (config) when the scheme has no atomic create, (storage) when the
   *     file system can't be reached
   */
  public static StorageRoot open(String uri, Configuration configuration) {
    try {
      Path given = new Path(uri);
      requireSupported(uri, given);
      FileSystem fileSystem = fileSystemOf(given, configuration);
      Path qualified = fileSystem.makeQualified(given);
      return switch (scheme(qualified)) {
        case "file" -> local(qualified, configuration);
        case "hdfs", "viewfs" ->
            new StorageRoot(
                qualified,
                new RenamingWrites(
                    fileSystem, FileContext.getFileContext(qualified.toUri(), configuration)));
        case "s3a" -> objectStore(qualified, fileSystem);
        default -> throw unsupported(uri, scheme(qualified));
      };
    } catch (IllegalArgumentException e) {
      throw NightjarException.of(
          FailureKind.CONFIG, uri, "is not a path or URI: " + e.getMessage(), e);
    } catch (IOException e) {
      throw NightjarException.of(
          FailureKind.STORAGE,
          uri,
          "can't be opened: " + IoReason.of(e) + ". Check the URI and the access rights.",
          e);
    }
  }

  /** The root, qualified and canonical. */
  public Path path() {
    return path;
  }

  /** The file system under the root, without checksum side files. */
  public FileSystem fileSystem() {
    return writes.fileSystem();
  }

  /** How files under the root are written. */
  public AtomicWrites writes() {
    return writes;
  }

  /**
   * The path below the root.
   *
   * @param relative steps divided by {@code /}, none of them {@code ..}, {@code .} or empty
   * @throws NightjarException (storage) when it is or leads outside the root
   */
  public Path resolve(String relative) {
    for (String step : relative.split("/", -1)) {
      if (step.isEmpty() || step.equals(".") || step.equals("..") || step.indexOf('\0') >= 0) {
        throw outside(relative);
      }
    }
    Path resolved = new Path(path.toString() + "/" + relative);
    if ("file".equals(path.toUri().getScheme())) {
      java.nio.file.Path target = canonical(LocalWrites.local(resolved));
      if (!target.startsWith(LocalWrites.local(path))) {
        throw outside(relative);
      }
    }
    return resolved;
  }

  private NightjarException outside(String relative) {
    return NightjarException.of(
        FailureKind.STORAGE,
        path.toString(),
        "the path \""
            + relative
            + "\" leads outside of this directory; only paths below it are used. Correct what names"
            + " it.");
  }

  private static StorageRoot local(Path qualified, Configuration configuration) throws IOException {
    java.nio.file.Path root = canonical(LocalWrites.local(qualified));
    return new StorageRoot(
        new Path("file", null, root.toString()),
        new LocalWrites(FileSystem.getLocal(configuration).getRaw()));
  }

  private static StorageRoot objectStore(Path qualified, FileSystem fileSystem) throws IOException {
    String needed = CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE;
    if (!fileSystem.hasPathCapability(qualified, needed)) {
      throw NightjarException.of(
          FailureKind.CONFIG,
          qualified.toString(),
          "this store or its Hadoop client can't create an object on condition that it is absent;"
              + " a registry or a published table on s3a needs Hadoop 3.4.2 and"
              + " fs.s3a.create.conditional.enabled = true.");
    }
    return new StorageRoot(qualified, new ConditionalWrites(fileSystem));
  }

  /** Follows symbolic links as far as the path exists. */
  private static java.nio.file.Path canonical(java.nio.file.Path file) {
    java.nio.file.Path absolute = file.toAbsolutePath().normalize();
    java.nio.file.Path existing = absolute;
    while (existing.getParent() != null && !Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
      existing = existing.getParent();
    }
    try {
      return existing.toRealPath().resolve(existing.relativize(absolute)).normalize();
    } catch (IOException e) {
      throw NightjarException.of(
          FailureKind.STORAGE,
          file.toString(),
          "can't be followed: " + IoReason.of(e) + ". Remove the broken symbolic link.",
          e);
    }
  }

  private static FileSystem fileSystemOf(Path given, Configuration configuration)
      throws IOException {
    try {
      return given.getFileSystem(configuration);
    } catch (RuntimeException e) {
      if (e.getCause() instanceof ClassNotFoundException) {
        throw NightjarException.of(
            FailureKind.CONFIG,
            given.toString(),
            "needs a Hadoop client that is not on the class path ("
                + e.getCause().getMessage()
                + "); for s3a start with --packages org.apache.hadoop:hadoop-aws:3.4.2.",
            e);
      }
      throw e;
    }
  }

  private static void requireSupported(String uri, Path given) {
    String scheme = scheme(given);
    if (!scheme.isEmpty() && !SUPPORTED.contains(scheme)) {
      throw unsupported(uri, scheme);
    }
  }

  private static String scheme(Path qualified) {
    String scheme = qualified.toUri().getScheme();
    return scheme == null ? "" : scheme.toLowerCase(Locale.ROOT);
  }

  private static NightjarException unsupported(String uri, String scheme) {
    return NightjarException.of(
        FailureKind.CONFIG,
        uri,
        "the scheme \""
            + scheme
            + "\" has no atomic create that Nightjar knows; use file:, hdfs:, viewfs: or s3a:.");
  }
}
