package io.nightjar.spark.storage;

import org.apache.hadoop.conf.Configuration;

/** The contract on a real HDFS. */
class HdfsWritesTest extends AtomicWritesContract {

  @Override
  StorageRoot root() {
    return StorageRoot.open(HdfsFixture.newDirectory(), new Configuration());
  }
}
