package io.nightjar.spark.score.publish;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * The intents under one root. A date's intents are numbered; the highest number holds the date.
 * Numbers only grow, so taking over number n means creating n + 1, which one process alone can do.
 */
final class IntentLog {
  private static final Pattern NAME =
      Pattern.compile("(\\d{4}-\\d{2}-\\d{2})\\.(\\d{6})(\\.done|\\.undone)?\\.json");

  /** How the work on an intent ended. */
  enum Ending {
    DONE,
    UNDONE;

    String suffix() {
      return "." + name().toLowerCase(Locale.ROOT) + ".json";
    }
  }

  /**
   * One numbered intent.
   *
   * @param date the logical date, ISO
   * @param number its generation
   * @param open whether its work has not ended
   * @param path the file
   * @param modifiedMs when the file was written
   */
  record Entry(String date, int number, boolean open, Path path, long modifiedMs) {
    Entry closed() {
      return new Entry(date, number, false, path, modifiedMs);
    }
  }

  private final Storage storage;
  private final Path folder;

  IntentLog(Storage storage, PublishTable primary) {
    this.storage = storage;
    this.folder = primary.intentRoot();
  }

  /** The newest intent of each date. */
  Collection<Entry> newest() throws IOException {
    Map<String, Entry> byDate = new TreeMap<>();
    for (Entry entry : all()) {
      byDate.merge(entry.date(), entry, (a, b) -> a.number() >= b.number() ? a : b);
    }
    return byDate.values();
  }

  Optional<Entry> newest(String date) throws IOException {
    return newest().stream().filter(e -> e.date().equals(date)).findFirst();
  }

  Optional<Intent> read(Entry entry) throws IOException {
    return storage.readIfWhole(entry.path(), Intent.class);
  }

  /** The tries that open intents still need the folders of. */
  Set<String> openAttempts() throws IOException {
    Set<String> attempts = new HashSet<>();
    for (Entry entry : newest()) {
      if (entry.open()) {
        read(entry).ifPresent(intent -> attempts.add(intent.attempt()));
      }
    }
    return attempts;
  }

  /**
   * Takes the date with a number that was free; empty when another process was first.
   *
   * @param draft the complete intent, already written
   */
  Optional<Entry> take(int number, Intent intent, Path draft) throws IOException {
    Path path = new Path(folder, stem(intent.runDate(), number) + ".json");
    boolean created = storage.createFrom(draft, path);
    Entry mine = new Entry(intent.runDate(), number, true, path, System.currentTimeMillis());
    return created ? Optional.of(mine) : Optional.empty();
  }

  /** Whether nobody has taken over since. */
  boolean holds(Entry mine) throws IOException {
    Optional<Entry> top = newest(mine.date());
    return top.isPresent() && top.get().number() == mine.number() && top.get().open();
  }

  /** Closes the intent by a mark beside it, then drops the date's older ones. */
  void end(Entry mine, Ending ending) throws IOException {
    Path mark = new Path(folder, stem(mine.date(), mine.number()) + ending.suffix());
    storage.touch(mark);
    for (FileStatus file : storage.list(folder)) {
      Matcher m = NAME.matcher(file.getPath().getName());
      if (m.matches() && m.group(1).equals(mine.date()) && number(m) < mine.number()) {
        storage.delete(file.getPath());
      }
    }
  }

  private List<Entry> all() throws IOException {
    Map<String, Entry> entries = new TreeMap<>();
    List<String> ended = new ArrayList<>();
    for (FileStatus file : storage.list(folder)) {
      Matcher m = NAME.matcher(file.getPath().getName());
      if (m.matches() && m.group(3) == null) {
        long written = file.getModificationTime();
        String stem = stem(m.group(1), number(m));
        entries.put(stem, new Entry(m.group(1), number(m), true, file.getPath(), written));
      } else if (m.matches()) {
        ended.add(stem(m.group(1), number(m)));
      }
    }
    ended.forEach(stem -> entries.computeIfPresent(stem, (k, entry) -> entry.closed()));
    return List.copyOf(entries.values());
  }

  private static int number(Matcher name) {
    return Integer.parseInt(name.group(2));
  }

  private static String stem(String date, int number) {
    return date + "." + String.format(Locale.ROOT, "%06d", number);
  }
}
