package io.nightjar.spark.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.UUID;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * HDFS, alone or behind viewfs: a finished temporary file is renamed without overwriting, one
 * operation of the name node that fails where the name is taken.
 */
final class RenamingWrites implements AtomicWrites {
  private static final Logger LOG = LoggerFactory.getLogger(RenamingWrites.class);

  private final FileSystem fileSystem;
  private final FileContext context;

  RenamingWrites(FileSystem fileSystem, FileContext context) {
    this.fileSystem = fileSystem;
    this.context = context;
  }

  @Override
  public FileSystem fileSystem() {
    return fileSystem;
  }

  @Override
  public void createIfAbsent(Path target, byte[] content) throws IOException {
    Path temporary = writeTemporary(target, content);
    try {
      rename(temporary, target, Rename.NONE);
    } catch (FileAlreadyExistsException conflict) {
      discard(temporary);
      throw conflict;
    }
  }

  @Override
  public void replace(Path target, byte[] content) throws IOException {
    rename(writeTemporary(target, content), target, Rename.OVERWRITE);
  }

  @Override
  public void moveDirectory(Path source, Path target) throws IOException {
    fileSystem.mkdirs(target.getParent());
    rename(source, target, Rename.NONE);
  }

  private void rename(Path source, Path target, Rename mode) throws IOException {
    try {
      context.rename(source, target, mode);
    } catch (FileAlreadyExistsException conflict) {
      throw conflict;
    } catch (IOException e) {
      throw new UnknownOutcomeException(target.toString(), e);
    }
  }

  private Path writeTemporary(Path target, byte[] content) throws IOException {
    Path temporary = new Path(target.getParent(), ".tmp-" + UUID.randomUUID());
    try (FSDataOutputStream out = fileSystem.create(temporary, false)) {
      out.write(content);
      out.hsync();
    } catch (IOException e) {
      discard(temporary);
      throw e;
    }
    return temporary;
  }

  private void discard(Path temporary) {
    try {
      if (!fileSystem.delete(temporary, false)) {
        LOG.debug("no temporary file {} to delete", temporary);
      }
    } catch (FileNotFoundException e) {
      LOG.debug("no temporary file {} to delete", temporary, e);
    } catch (IOException e) {
      LOG.warn("the temporary file {} stays; it is invisible and can be deleted", temporary, e);
    }
  }
}
