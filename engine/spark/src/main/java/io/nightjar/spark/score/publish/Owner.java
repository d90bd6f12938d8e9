package io.nightjar.spark.score.publish;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The process that works on a date, so that another one can tell whether it still lives.
 *
 * @param host where it runs
 * @param pid its process id there
 * @param sinceMs when the try began, epoch milliseconds
 * @param attempt names the try: hash of the host, pid, start of the process (a reused pid has
 *     another one) and a random part. A folder whose name ends with it tells its owner with no file
 */
record Owner(String host, long pid, long sinceMs, String attempt) {
  private static final String PARTS = "([0-9a-f]{8})-(\\d+)-(\\d+)-[0-9a-f]{8}";
  private static final Pattern ATTEMPT = Pattern.compile(".*?" + PARTS);

  /** Tries of this process that have not ended. */
  private static final Set<String> RUNNING = ConcurrentHashMap.newKeySet();

  enum Liveness {
    ALIVE,
    DEAD,
    /** On another host: only its age can tell. */
    UNKNOWN
  }

  static Owner begin() {
    ProcessHandle self = ProcessHandle.current();
    String random = UUID.randomUUID().toString().substring(0, 8);
    String attempt =
        String.join(
            "-",
            hostHash(hostName()),
            Long.toString(self.pid()),
            Long.toString(startOf(self)),
            random);
    RUNNING.add(attempt);
    return new Owner(hostName(), self.pid(), System.currentTimeMillis(), attempt);
  }

  /** Whether this is the name of a try and nothing else. */
  static boolean isAttempt(String name) {
    return name.matches(PARTS);
  }

  /** This process works no more on the try. */
  void end() {
    RUNNING.remove(attempt);
  }

  Liveness liveness() {
    return livenessOf(attempt);
  }

  /** Of the try whose attempt a name ends with. */
  static Liveness livenessOf(String name) {
    Matcher m = ATTEMPT.matcher(name);
    if (!m.matches() || !m.group(1).equals(hostHash(hostName()))) {
      return Liveness.UNKNOWN;
    }
    long pid = Long.parseLong(m.group(2));
    if (pid == ProcessHandle.current().pid()) {
      return RUNNING.stream().anyMatch(name::endsWith) ? Liveness.ALIVE : Liveness.DEAD;
    }
    long start = Long.parseLong(m.group(3));
    Optional<ProcessHandle> process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    boolean same = process.filter(p -> startOf(p) == start).isPresent();
    return same ? Liveness.ALIVE : Liveness.DEAD;
  }

  String text() {
    return "host " + host + ", pid " + pid + ", since " + Instant.ofEpochMilli(sinceMs);
  }

  private static long startOf(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  private static String hostHash(String host) {
    return String.format(Locale.ROOT, "%08x", host.hashCode());
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unnamed-host";
    }
  }
}
