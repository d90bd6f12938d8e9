package io.nightjar.spark.storage;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract on a real HDFS of one name node and one data node in this process. */
class HdfsWritesTest extends AtomicWritesContract {
  private static final AtomicInteger ROOTS = new AtomicInteger();
  private static MiniDFSCluster cluster;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, directory.toString());
    cluster = new MiniDFSCluster.Builder(configuration).numDataNodes(1).build();
    cluster.waitActive();
  }

  @AfterAll
  static void stop() {
    cluster.shutdown();
  }

  @Override
  StorageRoot root() {
    return StorageRoot.open(
        cluster.getURI() + "/registry-" + ROOTS.incrementAndGet(), new Configuration());
  }
}
