package io.nightjar.spark.score.lake;

import io.nightjar.spark.data.lake.LakeFormat;
import io.nightjar.spark.data.lake.LakeTable;
import io.nightjar.spark.score.publish.DatedPublisher;
import io.nightjar.spark.score.publish.PublishRequest;
import io.nightjar.spark.score.publish.PublishTable;
import io.nightjar.spark.score.publish.StagingFolders;
import io.nightjar.spark.score.publish.StorageFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/** Publishes in Delta or Iceberg tables; see the package's description for what that promises. */
public final class LakePublisher implements DatedPublisher {
  private final SparkSession spark;
  private final LakeFormat format;
  private final Predicate<String> named;
  private final Optional<String> staging;

  /**
   * A publisher of one format.
   *
   * @param named whether a place is a name in a catalog and not a path
   * @param staging where scores wait for their commit; empty for the table's own folder
   */
  public LakePublisher(
      SparkSession spark, LakeFormat format, Predicate<String> named, Optional<String> staging) {
    this.spark = spark;
    this.format = format;
    this.named = named;
    this.staging = staging;
  }

  @Override
  public LakePublication begin(PublishRequest request) {
    format.require(spark, request.primary().root().toString());
    PublishRequest qualified = qualified(request);
    qualified.requireApart();
    List<DatePlace> places =
        qualified.tables().stream()
            .map(table -> new DatePlace(qualified, table, table(table)))
            .toList();
    StagingFolders folders =
        StagingFolders.open(hadoop(), request.runId(), staging(qualified.tables()));
    boolean opened = false;
    try {
      LakePublication publication = LakePublication.begin(spark, qualified, places, folders);
      opened = true;
      return publication;
    } finally {
      if (!opened) {
        folders.close();
      }
    }
  }

  private Configuration hadoop() {
    return spark.sparkContext().hadoopConfiguration();
  }

  private LakeTable table(PublishTable table) {
    String location = table.root().toString();
    return new LakeTable(spark, format, location, named.test(location));
  }

  private List<PublishTable> staging(List<PublishTable> tables) {
    return tables.stream()
        .map(
            table ->
                staging
                    .map(folder -> new PublishTable(table.name(), new Path(folder, table.name())))
                    .orElse(table))
        .toList();
  }

  private PublishRequest qualified(PublishRequest request) {
    List<PublishTable> tables = new ArrayList<>();
    for (PublishTable table : request.tables()) {
      boolean name = named.test(table.root().toString());
      tables.add(name ? table : new PublishTable(table.name(), qualified(table.root())));
    }
    return new PublishRequest(
        request.job(), request.runId(), request.runDate(), request.repeat(), tables);
  }

  private Path qualified(Path root) {
    try {
      return root.getFileSystem(hadoop()).makeQualified(root);
    } catch (IOException e) {
      throw StorageFailure.beforePublish(root, e);
    }
  }
}
