package io.nightjar.spark.storage;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Why a read or write failed, in words: Java's own messages are often the bare path. */
public final class IoReason {

  private IoReason() {}

  /** The message of {@code failure}, with the kind of failure where the message leaves it out. */
  public static String of(IOException failure) {
    if (failure instanceof FileSystemException system && system.getReason() == null) {
      if (failure instanceof AccessDeniedException) {
        return "access denied: " + failure.getMessage();
      }
      if (failure instanceof NoSuchFileException) {
        return "no such file: " + failure.getMessage();
      }
      return failure.getClass().getSimpleName() + ": " + failure.getMessage();
    }
    return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
  }
}
