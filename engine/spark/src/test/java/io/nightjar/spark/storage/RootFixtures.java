package io.nightjar.spark.storage;

/** Roots whose writes fail on purpose, for tests of other packages. */
public final class RootFixtures {

  private RootFixtures() {}

  /** The same directory, written through {@code writes}. */
  public static StorageRoot withWrites(StorageRoot root, AtomicWrites writes) {
    return new StorageRoot(root.path(), writes);
  }
}
