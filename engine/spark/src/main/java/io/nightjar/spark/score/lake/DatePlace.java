package io.nightjar.spark.score.lake;

import static org.apache.spark.sql.functions.lit;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.spark.data.ReadFailures;
import io.nightjar.spark.data.lake.LakeFormat;
import io.nightjar.spark.data.lake.LakeTable;
import io.nightjar.spark.score.manifest.Manifest;
import io.nightjar.spark.score.manifest.ManifestJson;
import io.nightjar.spark.score.publish.PublishRequest;
import io.nightjar.spark.score.publish.PublishRequest.Repeat;
import io.nightjar.spark.score.publish.PublishTable;
import io.nightjar.spark.score.publish.Published;
import io.nightjar.spark.score.publish.StorageFailure;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One table's rows of the request's date: who published them, and how they are replaced. */
final class DatePlace {
  private static final Logger LOG = LoggerFactory.getLogger(DatePlace.class);

  private final PublishRequest request;
  private final PublishTable table;
  private final LakeTable lake;
  private final DatedTable dates;
  private Optional<DatedCommit> base = Optional.empty();

  DatePlace(PublishRequest request, PublishTable table, LakeTable lake) {
    this.request = request;
    this.table = table;
    this.lake = lake;
    this.dates = lake.format() == LakeFormat.DELTA ? new DeltaDates(lake) : new IcebergDates(lake);
  }

  String name() {
    return table.name();
  }

  Optional<DatedCommit> base() {
    return base;
  }

  Published published(DatedCommit commit) {
    return new Published(table.place(request.runDate()), commit.manifest(), commit.sha256());
  }

  /** Looks who published the date; refuses what this job may not replace. */
  void open() {
    TableLog log = reading(dates::log);
    log.commits().stream().limit(1).map(DatedCommit::manifest).forEach(this::requireOurs);
    base = log.newest(request.runDate());
    base.map(DatedCommit::manifest).ifPresent(this::requireOurs);
    if (base.isEmpty() && log.version().isPresent() && request.repeat() == Repeat.SKIP) {
      requireNoRows();
    }
  }

  private void requireOurs(Manifest manifest) {
    String output = request.primary().root().toString();
    if (!request.job().equals(manifest.job()) || !output.equals(manifest.output())) {
      throw StorageFailure.anotherJobs(lake.location(), request, manifest);
    }
  }

  private void requireNoRows() {
    long rows = rows();
    if (rows > 0) {
      throw refused(
          "holds "
              + rows
              + " rows of "
              + request.runDate()
              + ", and no commit in the table's log says that Nightjar published them: others did,"
              + " or the log was cleaned since; publish with --force to replace them");
    }
  }

  /** Whether the rows that the date's commit counted are there. */
  void requireWhole() {
    long expected = base.orElseThrow().manifest().rows();
    long found = rows();
    if (found != expected) {
      throw refused(
          "was changed after it was published: the commit of run "
              + base.orElseThrow().manifest().runId()
              + " had "
              + expected
              + " rows of "
              + request.runDate()
              + ", the table holds "
              + found
              + "; publish with --force to replace them");
    }
  }

  private long rows() {
    return reading(() -> dates.rows().where(ofDate()).count());
  }

  private String ofDate() {
    return "`%s` = DATE'%s'".formatted(PublishTable.DATE_COLUMN, request.runDate());
  }

  /** Replaces the date's rows in one commit, and looks into the log what became of it. */
  DatedCommit replace(Dataset<Row> staged, Manifest manifest) {
    Dataset<Row> rows = staged.withColumn(PublishTable.DATE_COLUMN, lit(request.runDate()));
    Optional<DatedCommit> first = replaced(rows, manifest, false);
    return first
        .or(() -> replaced(rows, manifest, true))
        .orElseThrow(() -> refused("took a commit without effect; report it"));
  }

  private Optional<DatedCommit> replaced(Dataset<Row> rows, Manifest manifest, boolean tried) {
    Exception failure = null;
    try {
      create(rows.schema());
      commit(rows, manifest, tried);
    } catch (NightjarException e) {
      throw e;
    } catch (Exception e) {
      failure = e;
    }
    return settled(manifest, failure);
  }

  private void commit(Dataset<Row> rows, Manifest manifest, boolean tried) throws Exception {
    TableLog log = dates.log();
    requireSameBase(log.newest(request.runDate()));
    String text = ManifestJson.line(manifest);
    lake.replace(
        rows,
        ofDate(),
        PublishTable.DATE_COLUMN,
        dates.options(log, request.runDate(), text, tried));
  }

  private void create(StructType schema) {
    if (!lake.named() || lake.exists()) {
      return;
    }
    String properties =
        dates.properties().entrySet().stream()
            .map(property -> "'" + property.getKey() + "' = '" + property.getValue() + "'")
            .collect(Collectors.joining(", ", " TBLPROPERTIES (", ")"));
    lake.spark()
        .sql(
            "CREATE TABLE IF NOT EXISTS "
                + lake.identifier()
                + " ("
                + schema.toDDL()
                + ") USING "
                + lake.format().text()
                + " PARTITIONED BY (`"
                + PublishTable.DATE_COLUMN
                + "`)"
                + (dates.properties().isEmpty() ? "" : properties));
  }

  private void requireSameBase(Optional<DatedCommit> now) {
    if (!Objects.equals(version(base), version(now))) {
      throw overtaken(now);
    }
  }

  private static Long version(Optional<DatedCommit> commit) {
    return commit.map(DatedCommit::version).orElse(null);
  }

  private NightjarException overtaken(Optional<DatedCommit> winner) {
    String run = winner.map(commit -> commit.manifest().runId()).orElse("(none)");
    return StorageFailure.overtaken(table.place(request.runDate()).toString(), request, run);
  }

  /** Empty where the write ended without a commit and without a failure. */
  private Optional<DatedCommit> settled(Manifest manifest, Exception failure) {
    Optional<DatedCommit> now;
    try {
      now = dates.log().newest(request.runDate());
    } catch (Exception e) {
      if (failure != null) {
        e.addSuppressed(failure);
      }
      throw unknown(e);
    }
    if (now.filter(c -> c.manifest().attempt().equals(manifest.attempt())).isPresent()) {
      if (failure != null) {
        LOG.warn("{}: the commit is there, whatever failed after it", lake.location(), failure);
      }
      return now;
    }
    if (!Objects.equals(version(base), version(now))) {
      throw overtaken(now);
    }
    if (failure == null) {
      return Optional.empty();
    }
    throw StorageFailure.beforePublish(table.root(), failure);
  }

  private NightjarException unknown(Exception e) {
    return NightjarException.of(
        FailureKind.STORAGE,
        lake.location(),
        "the outcome of publishing "
            + request.runDate()
            + " by run "
            + request.runId()
            + " is not known: the table's log could not be read after the commit ("
            + ReadFailures.reason(e)
            + "); run again when the storage answers: where the commit is there, that does nothing",
        e);
  }

  private <T> T reading(Supplier<T> read) {
    try {
      return read.get();
    } catch (NightjarException e) {
      throw e;
    } catch (Exception e) {
      throw NightjarException.of(
          FailureKind.STORAGE,
          lake.location(),
          "its log could not be read: "
              + ReadFailures.reason(e)
              + "; check that it is a table of the format "
              + lake.format().text()
              + ", and run again",
          e);
    }
  }

  private NightjarException refused(String message) {
    return NightjarException.of(FailureKind.STORAGE, lake.location(), message);
  }
}
