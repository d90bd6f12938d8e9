package io.nightjar.spark.score.lake;

import io.nightjar.spark.score.manifest.Manifest;
import io.nightjar.spark.score.manifest.Provenance;
import io.nightjar.spark.score.manifest.RowCounts;
import io.nightjar.spark.score.publish.DatedPublisher;
import io.nightjar.spark.score.publish.PublishRequest;
import io.nightjar.spark.score.publish.PublishRequest.Repeat;
import io.nightjar.spark.score.publish.Published;
import io.nightjar.spark.score.publish.StagedTable;
import io.nightjar.spark.score.publish.StagingFolders;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/** One try at publishing a logical date in Delta or Iceberg tables. */
public final class LakePublication implements DatedPublisher.Try {
  private final SparkSession spark;
  private final PublishRequest request;
  private final List<DatePlace> places;
  private final StagingFolders folders;
  private Optional<Published> already = Optional.empty();

  private LakePublication(
      SparkSession spark, PublishRequest request, List<DatePlace> places, StagingFolders folders) {
    this.spark = spark;
    this.request = request;
    this.places = places;
    this.folders = folders;
  }

  /**
   * Looks what the tables' logs say of the date.
   *
   * @param places one for each table of the request, in its order
   */
  static LakePublication begin(
      SparkSession spark, PublishRequest request, List<DatePlace> places, StagingFolders folders) {
    LakePublication publication = new LakePublication(spark, request, places, folders);
    places.forEach(DatePlace::open);
    DatePlace primary = places.get(0);
    boolean mine =
        primary.base().filter(c -> c.manifest().runId().equals(request.runId())).isPresent();
    if (mine && request.repeat() == Repeat.SKIP) {
      primary.requireWhole();
      publication.already = primary.base().map(primary::published);
    }
    return publication;
  }

  @Override
  public Optional<Published> alreadyPublished() {
    return already;
  }

  @Override
  public Path stagingFolder(String table) {
    return folders.of(table);
  }

  /** Commits the quarantine, then the scores: where these are, the date is published. */
  @Override
  public Published publish(Provenance provenance, long rowsIn, List<StagedTable> staged) {
    RowCounts counts = StagedTable.reconciled(rowsIn, staged, stagingFolder(staged.get(0).table()));
    Published published = null;
    for (int at = staged.size() - 1; at >= 0; at--) {
      DatePlace place = places.get(at);
      Manifest manifest = manifest(place, staged.get(at), provenance, counts);
      published = place.published(place.replace(rows(staged.get(at)), manifest));
    }
    return published;
  }

  private Dataset<Row> rows(StagedTable staged) {
    StructType schema = (StructType) DataType.fromJson(staged.schemaJson());
    return spark.read().schema(schema).parquet(stagingFolder(staged.table()).toString());
  }

  private Manifest manifest(
      DatePlace place, StagedTable staged, Provenance provenance, RowCounts counts) {
    return new Manifest(
        Manifest.FORMAT,
        staged.table(),
        request.job(),
        request.primary().root().toString(),
        request.runId(),
        folders.attempt(),
        request.runDate().toString(),
        place.base().map(commit -> commit.manifest().runId()).orElse(null),
        provenance,
        counts,
        staged.rows(),
        staged.bytes(),
        List.of(),
        null);
  }

  @Override
  public void close() {
    folders.close();
  }
}
