package io.nightjar.spark.data.parquet.scan;

import io.nightjar.spark.data.parquet.FileSplit;
import io.nightjar.spark.data.parquet.ParquetFooters;
import io.nightjar.spark.data.parquet.Skipped;
import io.nightjar.spark.data.parquet.scan.FileGroups.Group;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.datasources.FilePartition;
import org.apache.spark.sql.execution.datasources.FileScanRDD;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A scan of whole Parquet files without the row groups that no row of passes a filter, by the
 * files' partitions, statistics and dictionaries; the other row groups are read whole.
 *
 * @param splits by partition, what is read of which files, in order
 * @param vectors what they hold; each batch is borrowed until the next one
 * @param skipped what is not read
 */
public record KeptScan(
    List<List<FileSplit>> splits, JavaRDD<ColumnarBatch> vectors, Skipped skipped) {
  /** Copies the list. */
  public KeptScan {
    splits = List.copyOf(splits);
  }

  /**
   * All that a plan reads; empty where it is no scan of whole Parquet files.
   *
   * @param all the plan
   */
  public static Optional<KeptScan> of(SparkPlan all) {
    return ParquetSplits.of(all)
        .map(splits -> new KeptScan(splits, all.executeColumnar().toJavaRDD(), Skipped.NONE));
  }

  /**
   * What a plan reads under a filter; empty where it is no scan of whole Parquet files.
   *
   * @param filtered reads the same table under the filter, as Spark plans it
   * @throws io.nightjar.NightjarException of kind DATA for a file whose footer can't be read
   */
  public static Optional<KeptScan> of(SparkPlan all, SparkPlan filtered) {
    Optional<KeptScan> whole = of(all);
    Optional<FileSourceScanExec> other = scan(filtered);
    return whole.isEmpty() || other.isEmpty()
        ? whole
        : Optional.of(under((FileSourceScanExec) all, other.get()).orElse(whole.get()));
  }

  private static Optional<FileSourceScanExec> scan(SparkPlan plan) {
    List<SparkPlan> leaves = CollectionConverters.asJava(plan.collectLeaves());
    return leaves.size() == 1 && leaves.get(0) instanceof FileSourceScanExec scan
        ? Optional.of(scan)
        : Optional.empty();
  }

  /** Empty where nothing is known by which a row group might be skipped. */
  private static Optional<KeptScan> under(FileSourceScanExec all, FileSourceScanExec filtered) {
    FileScanRDD files = (FileScanRDD) all.inputRDD();
    PushedFilters filters = PushedFilters.of(filtered);
    Set<String> paths = paths(files);
    Set<String> left = paths((FileScanRDD) filtered.inputRDD());
    if (filters.filters().isEmpty() && left.containsAll(paths)) {
      return Optional.empty();
    }
    Map<String, FileGroups> groups = groups(all, filters, List.copyOf(paths));
    groups.replaceAll((path, one) -> left.contains(path) ? one : one.none());
    return Optional.of(kept(files, groups));
  }

  private static List<FilePartition> partitions(FileScanRDD files) {
    return CollectionConverters.asJava(files.filePartitions());
  }

  private static Set<String> paths(FileScanRDD files) {
    return partitions(files).stream()
        .flatMap(partition -> Stream.of(partition.files()))
        .map(KeptScan::path)
        .collect(Collectors.toSet());
  }

  private static String path(PartitionedFile file) {
    return file.toPath().toString();
  }

  private static Map<String, FileGroups> groups(
      FileSourceScanExec scan, PushedFilters filters, List<String> paths) {
    var spark = scan.relation().sparkSession();
    Configuration hadoop = spark.sessionState().newHadoopConfWithOptions(scan.relation().options());
    List<FileGroups> seen =
        ParquetFooters.each(
            spark, hadoop, paths, (path, conf) -> FileGroups.of(path, filters, conf));
    Map<String, FileGroups> groups = new HashMap<>();
    for (int i = 0; i < seen.size(); i++) {
      groups.put(paths.get(i), seen.get(i));
    }
    return groups;
  }

  /** The number of partitions stays, so that parts are named alike under any filter. */
  @SuppressWarnings("unchecked") // a scan of vectors gives these where it says that it gives rows
  private static KeptScan kept(FileScanRDD files, Map<String, FileGroups> groups) {
    long skippedGroups = 0;
    long skippedRows = 0;
    List<FilePartition> kept = new ArrayList<>();
    for (FilePartition partition : partitions(files)) {
      List<PartitionedFile> ranges = new ArrayList<>();
      for (PartitionedFile file : partition.files()) {
        List<Group> all = groups.get(path(file)).within(file.start(), file.length());
        ranges.addAll(ranges(file, all));
        skippedGroups += all.stream().filter(group -> !group.passes()).count();
        skippedRows += all.stream().filter(g -> !g.passes()).mapToLong(Group::rows).sum();
      }
      kept.add(new FilePartition(partition.index(), ranges.toArray(PartitionedFile[]::new)));
    }
    JavaRDD<?> vectors = new KeptFiles(files, kept).toJavaRDD();
    return new KeptScan(
        ParquetSplits.of(kept),
        (JavaRDD<ColumnarBatch>) vectors,
        new Skipped(skippedGroups, skippedRows));
  }

  /** The file itself where all of its row groups stay; else a range for each that does. */
  private static List<PartitionedFile> ranges(PartitionedFile file, List<Group> groups) {
    if (groups.stream().allMatch(Group::passes)) {
      return List.of(file);
    }
    return groups.stream()
        .filter(Group::passes)
        .map(group -> range(file, group.start(), group.bytes()))
        .toList();
  }

  private static PartitionedFile range(PartitionedFile file, long start, long length) {
    return file.copy(
        file.partitionValues(),
        file.filePath(),
        start,
        length,
        file.locations(),
        file.modificationTime(),
        file.fileSize(),
        file.otherConstantMetadataColumnValues());
  }
}
