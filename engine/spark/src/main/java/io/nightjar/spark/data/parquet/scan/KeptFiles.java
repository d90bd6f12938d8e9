package io.nightjar.spark.data.parquet.scan;

import java.util.List;
import org.apache.spark.Partition;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.FilePartition;
import org.apache.spark.sql.execution.datasources.FileScanRDD;
import scala.collection.Iterator;
import scala.collection.immutable.Nil$;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;

/** What a scan reads of other ranges of its files; as Spark reads these, batch by batch. */
final class KeptFiles extends RDD<InternalRow> {
  private static final long serialVersionUID = 1L;

  private final FileScanRDD scan;
  private final transient FilePartition[] kept;

  /**
   * The ranges of some partitions, one for each of the scan's.
   *
   * @param scan whose way of reading it is
   */
  @SuppressWarnings("unchecked") // no dependencies are of any type
  KeptFiles(FileScanRDD scan, List<FilePartition> kept) {
    super(scan.context(), (Seq<org.apache.spark.Dependency<?>>) (Seq<?>) Nil$.MODULE$, rowTag());
    this.scan = scan;
    this.kept = kept.toArray(FilePartition[]::new);
  }

  private static scala.reflect.ClassTag<InternalRow> rowTag() {
    return ClassTag$.MODULE$.apply(InternalRow.class);
  }

  @Override
  public Iterator<InternalRow> compute(Partition split, TaskContext context) {
    return scan.compute(split, context);
  }

  @Override
  public Partition[] getPartitions() {
    return kept.clone();
  }

  @Override
  public Seq<String> getPreferredLocations(Partition split) {
    return CollectionConverters.asScala(List.of(((FilePartition) split).preferredLocations()))
        .toList();
  }
}
