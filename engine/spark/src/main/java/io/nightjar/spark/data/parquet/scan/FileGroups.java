package io.nightjar.spark.data.parquet.scan;

import io.nightjar.spark.data.ReadFailures;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.filter2.predicate.FilterPredicate;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.SeekableInputStream;

/**
 * A file's row groups in their order, and which of them may hold rows that pass some filters.
 *
 * @param groups an {@link ArrayList}
 */
record FileGroups(List<Group> groups) implements Serializable {

  /**
   * A row group.
   *
   * @param start its first byte
   * @param bytes from there on
   * @param rows it holds
   * @param passes whether some of them may pass
   */
  record Group(long start, long bytes, long rows, boolean passes) implements Serializable {
    long middle() {
      return start + bytes / 2;
    }
  }

  /**
   * Looks at a file's footer and, as Spark's reader does, at dictionaries where the statistics
   * leave it open.
   *
   * @throws io.nightjar.NightjarException of kind DATA for a file that can't be read
   */
  static FileGroups of(String file, PushedFilters filters, Configuration conf) {
    Path path = new Path(file);
    HadoopReadOptions.Builder options = HadoopReadOptions.builder(conf, path);
    try {
      HadoopInputFile input = HadoopInputFile.fromPath(path, conf);
      try (SeekableInputStream stream = input.newStream()) {
        ParquetMetadata footer = ParquetFileReader.readFooter(input, options.build(), stream);
        Optional<FilterPredicate> filter = filters.of(footer.getFileMetaData());
        filter.ifPresent(passing -> options.withRecordFilter(FilterCompat.get(passing)));
        try (ParquetFileReader reader =
            ParquetFileReader.open(input, footer, options.build(), stream)) {
          return new FileGroups(groups(footer.getBlocks(), starts(reader.getRowGroups())));
        }
      }
    } catch (IOException | RuntimeException e) {
      throw ReadFailures.damaged(file, "parquet", e);
    }
  }

  private static Set<Long> starts(List<BlockMetaData> groups) {
    Set<Long> starts = new HashSet<>();
    groups.forEach(group -> starts.add(group.getStartingPos()));
    return starts;
  }

  private static List<Group> groups(List<BlockMetaData> all, Set<Long> passing) {
    List<Group> groups = new ArrayList<>();
    for (BlockMetaData group : all) {
      long start = group.getStartingPos();
      groups.add(
          new Group(
              start, group.getCompressedSize(), group.getRowCount(), passing.contains(start)));
    }
    return groups;
  }

  /** The same of a file of which no row passes. */
  FileGroups none() {
    List<Group> none = new ArrayList<>();
    groups.forEach(one -> none.add(new Group(one.start(), one.bytes(), one.rows(), false)));
    return new FileGroups(none);
  }

  /** Those of a range of bytes, by their middles. */
  List<Group> within(long start, long length) {
    return groups.stream()
        .filter(group -> group.middle() >= start && group.middle() < start + length)
        .toList();
  }
}
