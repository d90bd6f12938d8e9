package io.nightjar.spark.data.read.csv;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.config.DataConfig;
import io.nightjar.spark.data.DataFile;
import io.nightjar.spark.data.ReadFailures;
import io.nightjar.spark.data.TableOrigin;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;

/** The column names of CSV files: from the config, or from a first line that all files share. */
final class CsvHeader {
  private final DataConfig.Csv csv;
  private final Configuration hadoop;

  CsvHeader(DataConfig.Csv csv, Configuration hadoop) {
    this.csv = csv;
    this.hadoop = hadoop;
  }

  /**
   * What the files' first lines say.
   *
   * @param names the columns in order
   * @param lines the header lines as they stand in the files, without a byte order mark; none where
   *     files have no header
   */
  record Names(List<String> names, Set<String> lines) {}

  /** The names in order; files without any line are skipped. */
  Names names(TableOrigin origin) {
    if (!csv.header()) {
      if (csv.columns().isEmpty()) {
        throw NightjarException.of(
            FailureKind.CONFIG,
            "data.csv",
            "has no header and no columns; name the columns in data.csv.columns");
      }
      return new Names(csv.columns(), Set.of());
    }
    List<String> names = null;
    Set<String> lines = new HashSet<>();
    String named = "";
    for (DataFile file : origin.files()) {
      Optional<String> line = firstLine(file);
      if (line.isEmpty()) {
        continue;
      }
      lines.add(line.get());
      List<String> here = parse(line.get());
      if (names != null && !names.equals(here)) {
        throw differs(file, named);
      }
      names = here;
      named = file.path();
    }
    if (names == null) {
      throw NightjarException.of(
          FailureKind.DATA, origin.name(), "is empty; it has no line at all");
    }
    return new Names(names, lines);
  }

  private static NightjarException differs(DataFile file, String first) {
    return NightjarException.of(
        FailureKind.DATA,
        ReadFailures.plainPath(file.path()),
        "has another header line than "
            + ReadFailures.plainPath(first)
            + "; give all files of a table the same columns in the same order");
  }

  private Optional<String> firstLine(DataFile file) {
    try (BufferedReader lines = open(file)) {
      for (String line = withoutMark(lines.readLine()); line != null; line = lines.readLine()) {
        if (isData(line)) {
          return Optional.of(line);
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw ReadFailures.damaged(file.path(), "csv", e);
    }
  }

  /** A file's first line without a byte order mark. */
  private static String withoutMark(String line) {
    return line != null && line.startsWith("\uFEFF") ? line.substring(1) : line;
  }

  private boolean isData(String line) {
    boolean comment = csv.comment().isPresent() && line.startsWith(csv.comment().get());
    return !line.isBlank() && !comment;
  }

  /** The file's lines, unpacked by the codec of its ending; the caller closes it. */
  BufferedReader open(DataFile file) throws IOException {
    Path path = new Path(file.path());
    CompressionCodec codec = new CompressionCodecFactory(hadoop).getCodec(path);
    InputStream raw = path.getFileSystem(hadoop).open(path);
    InputStream plain = codec == null ? raw : codec.createInputStream(raw);
    return new BufferedReader(new InputStreamReader(plain, Charset.forName(csv.encoding())));
  }

  private List<String> parse(String line) {
    CsvFields fields = new CsvFields(CsvFields.Format.ofHeader(csv));
    fields.parse(line.getBytes(StandardCharsets.UTF_8));
    List<String> names = new ArrayList<>(fields.count());
    for (int i = 0; i < fields.count(); i++) {
      String name = fields.text(i).strip();
      names.add(name.isEmpty() ? "_c" + i : name);
    }
    return names;
  }
}
