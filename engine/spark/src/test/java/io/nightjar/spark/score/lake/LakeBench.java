package io.nightjar.spark.score.lake;

import io.nightjar.config.ScoreConfig;
import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.data.lake.LakeFormat;
import io.nightjar.spark.data.lake.LakeTable;
import io.nightjar.spark.score.manifest.FileInspector;
import io.nightjar.spark.score.manifest.ManifestFile;
import io.nightjar.spark.score.manifest.Provenance;
import io.nightjar.spark.score.publish.DatedPublisher;
import io.nightjar.spark.score.publish.PublishRequest;
import io.nightjar.spark.score.publish.PublishRequest.Repeat;
import io.nightjar.spark.score.publish.PublishTable;
import io.nightjar.spark.score.publish.Published;
import io.nightjar.spark.score.publish.StagedTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Publishes a few rows that hold the run's id in tables of one kind, and reads them back. */
final class LakeBench {
  static final LocalDate NIGHT = LocalDate.of(2026, 11, 19);
  static final Provenance PROVENANCE = new Provenance("churn", 7, "ab12", "input@1", "0.1.0");

  /** Where tables lie. */
  enum Kind {
    DELTA_BY_PATH(LakeFormat.DELTA),
    DELTA_BY_NAME(LakeFormat.DELTA),
    ICEBERG_BY_NAME(LakeFormat.ICEBERG);

    final LakeFormat format;

    Kind(LakeFormat format) {
      this.format = format;
    }

    private String place(String scheme, Path folder, String schema, String table) {
      return switch (this) {
        case DELTA_BY_PATH -> scheme + "://" + folder + "/" + table;
        case DELTA_BY_NAME -> schema + "." + table;
        case ICEBERG_BY_NAME -> catalog(scheme) + "." + schema + "." + table;
      };
    }

    private static String catalog(String scheme) {
      return scheme.equals("file") ? "lake" : scheme;
    }
  }

  final SparkSession spark = SparkFixture.session();
  final Kind kind;
  private final Path folder;
  private final String scheme;
  private final String schema = "s" + UUID.randomUUID().toString().replace("-", "");

  LakeBench(Kind kind, Path folder) {
    this(kind, folder, "file");
  }

  /** Over another file system, which Iceberg has a catalog of the same name for. */
  LakeBench(Kind kind, Path folder, String scheme) {
    this.kind = kind;
    this.folder = folder;
    this.scheme = scheme;
    if (kind != Kind.DELTA_BY_PATH) {
      String catalog = kind == Kind.ICEBERG_BY_NAME ? Kind.catalog(scheme) + "." : "";
      spark.sql("CREATE SCHEMA IF NOT EXISTS " + catalog + schema);
    }
  }

  String scores() {
    return kind.place(scheme, folder, schema, "scores");
  }

  String quarantine() {
    return kind.place(scheme, folder, schema, "quarantine");
  }

  LakeTable lake(String place) {
    return new LakeTable(spark, kind.format, place, kind != Kind.DELTA_BY_PATH);
  }

  Dataset<Row> rows(String place) {
    return lake(place).rows();
  }

  LakePublisher publisher() {
    Optional<String> staging =
        kind == Kind.DELTA_BY_PATH
            ? Optional.empty()
            : Optional.of(scheme + "://" + folder + "/staging");
    return new LakePublisher(spark, kind.format, ScoreConfig::isCatalogTable, staging);
  }

  PublishRequest request(String runId, Repeat repeat) {
    return request("churn", runId, NIGHT, repeat);
  }

  PublishRequest request(String job, String runId, LocalDate night, Repeat repeat) {
    return new PublishRequest(
        job,
        runId,
        night,
        repeat,
        List.of(
            new PublishTable("scores", new org.apache.hadoop.fs.Path(scores())),
            new PublishTable("quarantine", new org.apache.hadoop.fs.Path(quarantine()))));
  }

  Published publish(String runId) {
    return publish(request(runId, Repeat.SKIP));
  }

  Published publish(PublishRequest request) {
    try (DatedPublisher.Try publication = publisher().begin(request)) {
      return publication.alreadyPublished().orElseGet(() -> publish(publication, request.runId()));
    }
  }

  /** Two rows of scores and one of quarantine. */
  Published publish(DatedPublisher.Try publication, String runId) {
    return publication.publish(PROVENANCE, 3, stage(publication, runId));
  }

  List<StagedTable> stage(DatedPublisher.Try publication, String runId) {
    return List.of(
        stage(publication, "scores", row(1, runId).union(row(2, runId))),
        stage(publication, "quarantine", row(3, runId)));
  }

  private Dataset<Row> row(long id, String runId) {
    return spark.sql("SELECT " + id + "L AS id, '" + runId + "' AS run").coalesce(1);
  }

  StagedTable stage(DatedPublisher.Try publication, String table, Dataset<Row> rows) {
    org.apache.hadoop.fs.Path staging = publication.stagingFolder(table);
    rows.write().parquet(staging.toString());
    Configuration conf = spark.sparkContext().hadoopConfiguration();
    try {
      List<ManifestFile> files = new ArrayList<>();
      for (FileStatus file : FileInspector.dataFiles(staging, conf)) {
        files.add(FileInspector.inspect(file.getPath(), conf));
      }
      return new StagedTable(table, rows.schema().json(), files);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Each row of a table as run, date and id, in order. */
  List<String> seen(String place) {
    return rows(place).selectExpr("concat(run, ' ', `run-date`, ' ', id)").collectAsList().stream()
        .map(row -> row.getString(0))
        .sorted()
        .toList();
  }

  /** What the table's description has below its columns. */
  List<String> partitionedBy(String place) {
    List<String> lines =
        spark.sql("DESCRIBE TABLE " + lake(place).identifier()).collectAsList().stream()
            .map(row -> row.getString(0))
            .toList();
    return lines.subList(lines.indexOf("# Partition Information") + 1, lines.size());
  }

  /** The files that wait in staging folders. */
  List<String> waiting() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .map(Path::toString)
          .filter(path -> path.contains("/_staging/"))
          .toList();
    }
  }
}
