package io.nightjar.model.exchange.pmml;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** An XML document that grows; the same calls give the same bytes. */
final class Xml {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final XMLStreamWriter out;

  Xml() {
    try {
      out =
          XMLOutputFactory.newDefaultFactory()
              .createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
      out.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
    } catch (XMLStreamException e) {
      throw new IllegalStateException("memory can't be written to", e);
    }
  }

  /** What writes to the document; memory doesn't fail. */
  private interface Writing {
    void write(XMLStreamWriter out) throws XMLStreamException;
  }

  private Xml put(Writing writing) {
    try {
      writing.write(out);
      return this;
    } catch (XMLStreamException e) {
      throw new IllegalStateException("memory can't be written to", e);
    }
  }

  /**
   * Opens an element.
   *
   * @param attributes name, value, name, value, …
   */
  Xml open(String element, String... attributes) {
    put(o -> o.writeCharacters("\n"));
    put(o -> o.writeStartElement(element));
    return attributes(attributes);
  }

  /** Writes an element without content. */
  Xml leaf(String element, String... attributes) {
    put(o -> o.writeCharacters("\n"));
    put(o -> o.writeEmptyElement(element));
    return attributes(attributes);
  }

  private Xml attributes(String... attributes) {
    for (int i = 0; i < attributes.length; i += 2) {
      String name = attributes[i];
      String value = allowed(attributes[i + 1]);
      put(o -> o.writeAttribute(name, value));
    }
    return this;
  }

  Xml text(String text) {
    return put(o -> o.writeCharacters(allowed(text)));
  }

  Xml close() {
    return put(XMLStreamWriter::writeEndElement);
  }

  byte[] toBytes() {
    put(XMLStreamWriter::writeEndDocument);
    return bytes.toByteArray();
  }

  /** XML 1.0 has no way to write most control characters. */
  private static String allowed(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean control = c < ' ' && c != '\t' && c != '\n' && c != '\r';
      if (control || c == '\uFFFE' || c == '\uFFFF') {
        throw new IllegalArgumentException(
            "a text has the character U+%04X, which XML can't hold; rename the column or category"
                .formatted((int) c));
      }
    }
    return text;
  }
}
