package io.nightjar.spark.data.parquet.scan;

import io.nightjar.spark.data.parquet.FileSplit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.datasources.FilePartition;
import org.apache.spark.sql.execution.datasources.FileScanRDD;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import scala.jdk.javaapi.CollectionConverters;

/** Which rows of which files the tasks of a scan read. */
public final class ParquetSplits {
  private ParquetSplits() {}

  /** Whether a plan is a scan of whole row groups of Parquet files. */
  public static boolean isWholeFiles(SparkPlan plan) {
    return plan instanceof FileSourceScanExec scan
        && scan.relation().fileFormat().getClass().equals(ParquetFileFormat.class)
        && scan.dataFilters().isEmpty()
        && !scan.bucketedScan();
  }

  /** By partition of such a scan, what it reads, in order; empty for another plan. */
  public static Optional<List<List<FileSplit>>> of(SparkPlan plan) {
    if (!isWholeFiles(plan)
        || !(((FileSourceScanExec) plan).inputRDD() instanceof FileScanRDD files)) {
      return Optional.empty();
    }
    return Optional.of(of(CollectionConverters.asJava(files.filePartitions())));
  }

  static List<List<FileSplit>> of(List<FilePartition> partitions) {
    return partitions.stream().map(ParquetSplits::of).toList();
  }

  private static List<FileSplit> of(FilePartition partition) {
    return Arrays.stream(partition.files())
        .map(file -> new FileSplit(file.toPath().toString(), file.start(), file.length()))
        .toList();
  }
}
