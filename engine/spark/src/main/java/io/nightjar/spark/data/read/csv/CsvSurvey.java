package io.nightjar.spark.data.read.csv;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * What one pass over the texts of a CSV table finds: rows, rows with another number of fields than
 * the table has columns, and what each column's texts look like.
 */
final class CsvSurvey implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int EXAMPLES = 3;

  private long rows;
  private long ragged;
  private final List<String> raggedRecords = new ArrayList<>(EXAMPLES);
  private final TokenCounts[] columns;

  private CsvSurvey(int columnCount) {
    columns = new TokenCounts[columnCount];
    for (int i = 0; i < columnCount; i++) {
      columns[i] = new TokenCounts();
    }
  }

  /** Reads lines of {@code columnCount} fields. */
  static CsvSurvey of(Iterator<byte[]> lines, int columnCount, CsvCells cells) {
    CsvSurvey survey = new CsvSurvey(columnCount);
    CsvFields fields = cells.fields();
    TokenShapes shapes = cells.shapes();
    while (lines.hasNext()) {
      byte[] line = lines.next();
      fields.parse(line);
      survey.rows++;
      if (fields.count() == columnCount) {
        cells.clean(fields);
        survey.add(fields, shapes);
      } else {
        survey.ragged++;
        survey.addRecord(new String(line, UTF_8));
      }
    }
    return survey;
  }

  private void add(CsvFields fields, TokenShapes shapes) {
    for (int i = 0; i < columns.length; i++) {
      if (!fields.isMissing(i)) {
        columns[i].add(fields, i, shapes);
      }
    }
  }

  private void addRecord(String record) {
    if (raggedRecords.size() < EXAMPLES) {
      raggedRecords.add(record);
    }
  }

  CsvSurvey plus(CsvSurvey other) {
    rows += other.rows;
    ragged += other.ragged;
    other.raggedRecords.forEach(this::addRecord);
    for (int i = 0; i < columns.length; i++) {
      columns[i].plus(other.columns[i]);
    }
    return this;
  }

  long rows() {
    return rows;
  }

  long ragged() {
    return ragged;
  }

  /** The first ragged records, at most three, as they stand in the file. */
  List<String> raggedRecords() {
    return List.copyOf(raggedRecords);
  }

  TokenCounts column(int index) {
    return columns[index];
  }
}
