package org.plumbline.reports.formats;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.plumbline.reports.dashboard.CampaignRow;
import org.plumbline.reports.dashboard.Entry;
import org.plumbline.reports.dashboard.Overview;
import org.plumbline.reports.dashboard.Printable;

/// The XML that test reports of JUnit have made a custom: a suite per target, a failed test per root cause, and a passed one
/// where a target's campaigns have found nothing. Fits the schemas of Jenkins and of Ant.
public final class JUnitXml {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss")
        .withZone(ZoneOffset.UTC);

    private JUnitXml() {
    }

    /// Writes the report. The file's folder must exist; throws [IOException] when the disk refuses.
    public static void write(Path file, Overview overview) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out,
                StandardCharsets.UTF_8.name());
            xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            suites(new Xml(xml), overview);
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    private static void suites(Xml xml, Overview overview) throws XMLStreamException {
        Map<String, List<Entry>> found = new TreeMap<>();
        Map<String, List<CampaignRow>> ran = new TreeMap<>();
        overview.entries().forEach(e -> found.merge(e.target(), List.of(e), JUnitXml::joined));
        overview.campaigns().forEach(c -> ran.merge(c.target(), List.of(c), JUnitXml::joined));
        TreeSet<String> targets = new TreeSet<>(found.keySet());
        targets.addAll(ran.keySet());
        xml.open("testsuites");
        int id = 0;
        for (String target : targets) {
            suite(xml, id++, overview.version(), target, found.getOrDefault(target, List.of()),
                ran.getOrDefault(target, List.of()));
        }
        xml.close();
    }

    private static <T> List<T> joined(List<T> a, List<T> b) {
        return Stream.of(a, b).flatMap(List::stream).toList();
    }

    private static void suite(Xml xml, int id, String version, String target, List<Entry> entries,
        List<CampaignRow> campaigns) throws XMLStreamException {
        double seconds = campaigns.stream().mapToDouble(c -> c.numbers().wallSeconds()).sum();
        Instant start = campaigns.stream().flatMap(c -> c.started().stream()).min(Instant::compareTo)
            .orElse(Instant.EPOCH);
        xml.open("testsuite", "name", target, "package", "plumbline", "id", id, "timestamp", TIME.format(start),
            "hostname", "localhost", "tests", Math.max(1, entries.size()), "failures", entries.size(), "errors", 0,
            "time", String.format(Locale.ROOT, "%.3f", seconds));
        xml.open("properties");
        xml.open("property", "name", "plumbline", "value", version);
        xml.close();
        xml.close();
        for (Entry e : entries) {
            failed(xml, e);
        }
        if (entries.isEmpty()) {
            xml.open("testcase", "name", "nothing found", "classname", target, "time", "0");
            xml.close();
        }
        xml.open("system-out");
        xml.close();
        xml.open("system-err");
        xml.close();
        xml.close();
    }

    private static void failed(Xml xml, Entry e) throws XMLStreamException {
        xml.open("testcase", "name", e.rootCause(), "classname", e.target(), "time", "0");
        xml.open("failure", "message", e.line(), "type", e.kind());
        xml.text(String.join("\n", List.of("target: " + Printable.of(e.target() + " " + e.version()),
            "culprit: " + Printable.of(e.culprit()), "seen: " + Printable.of(e.line()), "met: " + e.met() + " times",
            "kept in: " + Printable.of(e.folder()))));
        xml.close();
        xml.close();
    }

    /// Elements whose attributes come in pairs of name and value.
    private record Xml(XMLStreamWriter out) {
        void open(String element, Object... attributes) throws XMLStreamException {
            out.writeStartElement(element);
            for (int i = 0; i < attributes.length; i += 2) {
                out.writeAttribute(attributes[i].toString(), Printable.of(attributes[i + 1].toString()));
            }
        }

        void text(String text) throws XMLStreamException {
            out.writeCharacters(text);
        }

        void close() throws XMLStreamException {
            out.writeEndElement();
        }
    }
}
