package io.nightjar.spark.data.read.csv;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Serializable;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells the shape of a text; dates and times are ISO unless the config gives patterns. */
final class TokenShapes implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Pattern NOT_FINITE =
      Pattern.compile("nan|[+-]?(inf|infinity)", Pattern.CASE_INSENSITIVE);
  private static final Pattern OFFSET = Pattern.compile(".*(Z|[+-]\\d\\d(:?\\d\\d)?)");

  /** Texts whose shapes are kept: most columns of texts have few. */
  private static final int MOST_KNOWN = 4096;

  private final String dateFormat;
  private final String timestampFormat;
  private transient Map<String, TokenShape> known;
  private transient DateTimeFormatter dates;
  private transient DateTimeFormatter timestamps;

  TokenShapes(Optional<String> dateFormat, Optional<String> timestampFormat) {
    this.dateFormat = dateFormat.orElse("");
    this.timestampFormat = timestampFormat.orElse("");
  }

  /** The shape of a text in UTF-8. */
  TokenShape of(byte[] text, int from, int to) {
    TokenShape number = DecimalText.shape(text, from, to);
    return number != null ? number : known(new String(text, from, to - from, UTF_8));
  }

  private TokenShape known(String token) {
    if (known == null) {
      known = new HashMap<>();
    }
    TokenShape shape = known.get(token);
    if (shape == null) {
      shape = ofOther(token);
      if (known.size() < MOST_KNOWN) {
        known.put(token, shape);
      }
    }
    return shape;
  }

  /** Of what is no number in digits. */
  private TokenShape ofOther(String token) {
    if (NOT_FINITE.matcher(token).matches()) {
      return TokenShape.NOT_FINITE;
    }
    if (token.equalsIgnoreCase("true") || token.equalsIgnoreCase("false")) {
      return TokenShape.BOOLEAN;
    }
    if (isDate(token)) {
      return TokenShape.DATE;
    }
    return isTimestamp(token) ? TokenShape.TIMESTAMP : TokenShape.TEXT;
  }

  private boolean isDate(String token) {
    if (dateFormat.isEmpty()) {
      return token.length() == 10 && isIsoDay(token) && parses(() -> LocalDate.parse(token));
    }
    if (dates == null) {
      dates = DateTimeFormatter.ofPattern(dateFormat, Locale.US);
    }
    return parses(() -> LocalDate.parse(token, dates));
  }

  private boolean isTimestamp(String token) {
    if (!timestampFormat.isEmpty()) {
      if (timestamps == null) {
        timestamps = DateTimeFormatter.ofPattern(timestampFormat, Locale.US);
      }
      return parses(() -> LocalDateTime.parse(token, timestamps));
    }
    if (token.length() < 16 || !isIsoDay(token) || "T ".indexOf(token.charAt(10)) < 0) {
      return false;
    }
    String iso = token.replace(' ', 'T');
    return hasOffset(iso)
        ? parses(() -> OffsetDateTime.parse(iso))
        : parses(() -> LocalDateTime.parse(iso));
  }

  /** Whether an ISO moment says its offset from UTC. */
  static boolean hasOffset(String iso) {
    return OFFSET.matcher(iso.substring(Math.min(iso.length(), 16))).matches();
  }

  private static boolean isIsoDay(String token) {
    return Character.isDigit(token.charAt(0)) && token.charAt(4) == '-' && token.charAt(7) == '-';
  }

  private static boolean parses(Parse parse) {
    try {
      return parse.parsed() != null;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private interface Parse {
    Object parsed();
  }
}
