package io.nightjar.spark.registry;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.Problem;
import io.nightjar.journal.Event;
import io.nightjar.journal.JournalEntry;
import io.nightjar.journal.ModelName;
import io.nightjar.journal.ModelState;
import io.nightjar.journal.Recorded;
import io.nightjar.journal.RegistryState;
import io.nightjar.spark.lease.Lease;
import io.nightjar.spark.lease.LeaseRequest;
import io.nightjar.spark.storage.StorageRoot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Model versions, their aliases and everything that happened to them, without a server. Safe for
 * several threads and any number of processes.
 */
public final class Registry {
  private final StorageRoot root;
  private final Configuration configuration;
  private final JournalStore journal;
  private final ModelShelf shelf;

  Registry(StorageRoot root, Configuration configuration, Backoff backoff) {
    this.root = root;
    this.configuration = configuration;
    this.journal = new JournalStore(root, backoff);
    this.shelf = new ModelShelf(root);
  }

  /**
   * Opens a registry that need not exist yet; the first entry creates it.
   *
   * @param uri a path or URI on {@code file:}, {@code hdfs:}, {@code viewfs:} or {@code s3a:}
   */
  public static Registry open(String uri, Configuration configuration) {
    return new Registry(StorageRoot.open(uri, configuration), configuration, Backoff.DEFAULT);
  }

  /**
   * Opens a registry that must hold something, for verbs that only read.
   *
   * @throws NightjarException (config) when there is no journal
   */
  public static Registry openExisting(String uri, Configuration configuration) {
    Registry registry = open(uri, configuration);
    if (registry.journal.isEmpty()) {
      throw NightjarException.of(
          FailureKind.CONFIG,
          uri,
          "holds no registry: there is no journal at "
              + registry.root.path()
              + ". Check the path, or train a model first.");
    }
    return registry;
  }

  /** The registry's directory, canonical. */
  public Path path() {
    return root.path();
  }

  /** What the registry holds now. */
  public RegistryState state() {
    return journal.state();
  }

  /** Every model, by name. */
  public List<ModelState> models() {
    return List.copyOf(state().models().values());
  }

  /**
   * One model.
   *
   * @throws NightjarException (config) with the nearest name when there is none of this name
   */
  public ModelState model(String name) {
    return VersionSelector.model(state(), name);
  }

  /** Every entry from storage, the chain verified: the audit trail. */
  public List<JournalEntry> entries() {
    return journal.readAll();
  }

  /**
   * Appends an event of scoring, monitoring or a night; decides again when another writer was
   * faster.
   *
   * @param decide the event for a state, or empty when nothing is to be written
   */
  public Optional<JournalEntry> append(
      String runId, Function<RegistryState, Optional<Event>> decide) {
    return journal.append(runId, decide);
  }

  /** Appends one event whatever the state. */
  public JournalEntry append(String runId, Event event) {
    return journal.append(runId, state -> Optional.of(event)).orElseThrow();
  }

  /**
   * Copies a directory of model files into the registry and registers them as the next version. The
   * same run with the same bytes and status gets the version that it got before.
   *
   * @param request what is known of the model
   * @param staging the files, on any file system; they stay where they are
   */
  public ModelVersion register(VersionRequest request, Path staging) {
    ModelName.require(request.model());
    ModelShelf.Stored stored = shelf.store(request.model(), stagingSystem(staging), staging);
    Registration registration = new Registration(request, stored);
    journal.append(request.runId(), registration::event);
    return version(registration.in(state()).orElseThrow());
  }

  /**
   * The SHA-256 of each file of a directory that could be registered; nothing is written.
   *
   * @param staging the files, on any file system
   */
  public SortedMap<String, String> hashes(Path staging) {
    try {
      return new ModelDirectory(stagingSystem(staging), staging).hashes();
    } catch (IOException e) {
      throw ModelDirectory.failed(staging, e);
    }
  }

  /**
   * Finds a version.
   *
   * @param name the model's name
   * @param selector an alias ({@code champion}), a number ({@code 7}) or both at once ({@code
   *     name@7})
   * @throws NightjarException (config) saying what there is instead
   */
  public ModelVersion resolve(String name, String selector) {
    return version(VersionSelector.find(model(name), selector));
  }

  /**
   * Finds a version.
   *
   * @param reference {@code name@7}, {@code name@champion}, or {@code name} for its champion
   */
  public ModelVersion resolve(String reference) {
    int at = reference.indexOf('@');
    return at < 0
        ? resolve(reference, AliasRequest.CHAMPION)
        : resolve(reference.substring(0, at), reference.substring(at + 1));
  }

  /** The version that an alias names, if the model is known and the alias set. */
  public Optional<ModelVersion> holder(String name, String alias) {
    return state().model(name).flatMap(model -> model.holder(alias)).map(this::version);
  }

  /** Every version of a model, in order. */
  public List<ModelVersion> versions(String name) {
    return model(name).versions().values().stream().map(this::version).toList();
  }

  /** What differs between two versions. */
  public VersionDiff diff(ModelVersion from, ModelVersion to) {
    return VersionDiff.of(from, to);
  }

  /**
   * Hashes every file of a version.
   *
   * @throws NightjarException (storage) naming every file that is missing, changed or not of it
   */
  public void verify(ModelVersion version) {
    List<Problem> problems = differences(version);
    if (!problems.isEmpty()) {
      throw new NightjarException(FailureKind.STORAGE, problems, null);
    }
  }

  /** Reads the whole journal from storage, folds it, and hashes every version's files. */
  public AuditReport verifyAll() {
    List<JournalEntry> entries = journal.readAll();
    RegistryState state = RegistryState.fold(entries);
    List<Problem> problems = new ArrayList<>();
    int versions = 0;
    int files = 0;
    for (ModelState model : state.models().values()) {
      for (Recorded<Event.VersionRegistered> record : model.versions().values()) {
        ModelVersion version = version(record);
        problems.addAll(differences(version));
        versions++;
        files += version.files().size();
      }
    }
    return new AuditReport(entries.size(), versions, files, state.lastSha256(), problems);
  }

  /**
   * Brings a version's files, verified, to where plain Java can read them.
   *
   * @param into an absolute local directory for the copy; not used when the registry itself is
   *     local
   * @return the local directory that holds the files
   * @throws NightjarException (storage) as {@link #verify} does
   */
  public java.nio.file.Path localDirectory(ModelVersion version, java.nio.file.Path into) {
    if ("file".equals(root.path().toUri().getScheme())) {
      verify(version);
      return java.nio.file.Path.of(version.directory().toUri().getPath());
    }
    java.nio.file.Path target = into.resolve(version.name() + "-" + version.version());
    Path copy = new Path("file", null, target.toString());
    try {
      FileSystem local = FileSystem.getLocal(configuration).getRaw();
      local.delete(copy, true);
      if (!new ModelDirectory(root.fileSystem(), version.directory())
          .copyTo(local, copy)
          .equals(version.files())) {
        verify(version);
      }
      return target;
    } catch (IOException e) {
      throw ModelDirectory.failed(version.directory(), e);
    }
  }

  /**
   * Lets an alias name a version.
   *
   * @return the entry, or empty when the alias named it already
   * @throws NightjarException (gates) when the version was rejected, (config) when it does not
   *     exist
   */
  public Optional<JournalEntry> promote(AliasRequest request, int version) {
    ModelName.requireAlias(request.alias());
    return journal.append(request.runId(), state -> AliasMove.promotion(state, request, version));
  }

  /**
   * Lets an alias name the version that it named before.
   *
   * @throws NightjarException (config) when it named none before
   */
  public JournalEntry rollback(AliasRequest request) {
    ModelName.requireAlias(request.alias());
    return journal
        .append(request.runId(), state -> Optional.of(AliasMove.rollback(state, request)))
        .orElseThrow();
  }

  /** Takes the one right to run a job for a date; see {@link Lease}. */
  public Lease lease(LeaseRequest request) {
    return Lease.acquire(root, request);
  }

  private List<Problem> differences(ModelVersion version) {
    try {
      return new ModelDirectory(root.fileSystem(), version.directory())
          .differences(version.files());
    } catch (IOException e) {
      throw ModelDirectory.failed(version.directory(), e);
    }
  }

  private ModelVersion version(Recorded<Event.VersionRegistered> record) {
    return new ModelVersion(record, root.resolve(record.event().directory()));
  }

  private FileSystem stagingSystem(Path staging) {
    try {
      return staging.getFileSystem(configuration);
    } catch (IOException e) {
      throw ModelDirectory.failed(staging, e);
    }
  }
}
