package io.nightjar.spark.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;

/** The one HDFS of a test JVM: a name node and a data node in this process, gone when it ends. */
public final class HdfsFixture {
  private static final AtomicInteger DIRECTORIES = new AtomicInteger();
  private static MiniDFSCluster cluster;

  private HdfsFixture() {}

  /** The URI of a directory that nobody used yet. */
  public static synchronized String newDirectory() {
    if (cluster == null) {
      cluster = start();
    }
    return cluster.getURI() + "/test-" + DIRECTORIES.incrementAndGet();
  }

  private static MiniDFSCluster start() {
    try {
      // A test JVM may be stopped before its hooks are through: what stays is the build's.
      Path build = Files.createDirectories(Path.of("target").toAbsolutePath());
      String directory = Files.createTempDirectory(build, "hdfs").toString();
      Configuration configuration = new Configuration();
      configuration.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, directory);
      MiniDFSCluster started = new MiniDFSCluster.Builder(configuration).numDataNodes(1).build();
      started.waitActive();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> started.shutdown(true)));
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
