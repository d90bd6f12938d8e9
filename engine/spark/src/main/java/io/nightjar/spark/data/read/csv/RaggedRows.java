package io.nightjar.spark.data.read.csv;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.spark.data.DataFile;
import io.nightjar.spark.data.ReadFailures;
import io.nightjar.spark.data.TableOrigin;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The failure for CSV rows with more or fewer fields than there are columns: how many, and where
 * the first ones stand. Such rows are never filled up with nulls, because a line that was broken in
 * two gives rows that look whole.
 */
final class RaggedRows {
  private static final int LONGEST_RECORD = 40;

  private final CsvHeader header;

  RaggedRows(CsvHeader header) {
    this.header = header;
  }

  NightjarException failure(TableOrigin origin, CsvSurvey survey, int columnCount) {
    String message =
        survey.ragged()
            + " of "
            + survey.rows()
            + " rows "
            + (survey.ragged() == 1 ? "does" : "do")
            + " not have "
            + columnCount
            + " fields: "
            + String.join("; ", places(origin, survey.raggedRecords()))
            + ". Mend these lines (a line break inside a field, a lost or an unquoted delimiter)";
    return NightjarException.of(FailureKind.DATA, origin.name(), message);
  }

  private List<String> places(TableOrigin origin, List<String> records) {
    Map<String, String> places = new LinkedHashMap<>();
    for (DataFile file : origin.files()) {
      String in = origin.files().size() > 1 ? ReadFailures.plainPath(file.path()) + " " : "";
      locate(file, in, records, places);
    }
    return List.copyOf(places.values());
  }

  private void locate(DataFile file, String in, List<String> records, Map<String, String> places) {
    try (BufferedReader lines = header.open(file)) {
      String line = lines.readLine();
      for (long number = 1; line != null && places.size() < records.size(); number++) {
        if (records.contains(line)) {
          places.putIfAbsent(line, in + "line " + number + " \"" + shortened(line) + "\"");
        }
        line = lines.readLine();
      }
    } catch (IOException e) {
      throw ReadFailures.damaged(file.path(), "csv", e);
    }
  }

  private static String shortened(String record) {
    return record.length() <= LONGEST_RECORD ? record : record.substring(0, LONGEST_RECORD) + "…";
  }
}
