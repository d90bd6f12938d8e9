package io.nightjar.spark.lease;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * One process among all hosts, containers and reboots.
 *
 * @param host the host's name
 * @param boot the host's boot, where the system tells it; else empty
 * @param namespace the process id namespace, where the system tells it; else empty
 * @param pid the process id within that namespace
 * @param started when the process began, in the system's own terms: a pid is used again
 */
record ProcessIdentity(String host, String boot, String namespace, long pid, String started) {

  /** What one process can say of another. */
  enum Life {
    RUNNING,
    GONE,
    /** It is on another host or in another container: only its heartbeat tells. */
    UNSEEN
  }

  static ProcessIdentity current() {
    long pid = ProcessHandle.current().pid();
    return new ProcessIdentity(
        hostName(),
        readOr(Path.of("/proc/sys/kernel/random/boot_id"), "").strip(),
        namespaceName(),
        pid,
        startOf(pid));
  }

  /** Whether {@code other} still runs, as far as this process can see. */
  Life lifeOf(ProcessIdentity other) {
    if (!host.equals(other.host)) {
      return Life.UNSEEN;
    }
    if (!boot.equals(other.boot)) {
      // Two hosts of one name would look like this too; only Linux tells boots apart.
      return Life.UNSEEN;
    }
    if (!namespace.equals(other.namespace)) {
      return Life.UNSEEN;
    }
    return startOf(other.pid).equals(other.started) ? Life.RUNNING : Life.GONE;
  }

  /** Empty when there is no such process, or only its unburied remains. */
  private static String startOf(long pid) {
    String stat = readOr(Path.of("/proc/" + pid + "/stat"), "");
    if (!stat.isEmpty()) {
      // "pid (command) state …": the command may hold anything; field 22 is the start.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return fields[0].equals("Z") || fields[0].equals("X") ? "" : fields[19];
    }
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .flatMap(handle -> handle.info().startInstant())
        .map(Instant::toString)
        .orElse("");
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      // The name itself is known even where it does not resolve: "name: Name or service not known".
      String message = String.valueOf(e.getMessage());
      int colon = message.indexOf(':');
      return colon < 0 ? message : message.substring(0, colon);
    }
  }

  private static String namespaceName() {
    try {
      return Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
    } catch (IOException | UnsupportedOperationException e) {
      return "";
    }
  }

  private static String readOr(Path file, String otherwise) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return otherwise;
    }
  }
}
