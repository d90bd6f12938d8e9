package io.nightjar.spark.data.read;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;

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

  /** Reads rows of {@code columnCount} texts and, last, the record of a ragged row or null. */
  static CsvSurvey of(Iterator<Row> rows, int columnCount, CsvCells cells) {
    CsvSurvey survey = new CsvSurvey(columnCount);
    while (rows.hasNext()) {
      survey.add(rows.next(), cells);
    }
    return survey;
  }

  private void add(Row row, CsvCells cells) {
    rows++;
    if (!row.isNullAt(columns.length)) {
      ragged++;
      addRecord(row.getString(columns.length));
      return;
    }
    for (int i = 0; i < columns.length; i++) {
      columns[i].add(cells.clean(i, row.getString(i)), cells.shapes());
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
