package org.plumbline.targets.coverage.sites;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Parts of a library, told from the names of its functions.
class AreasTest {
    @ParameterizedTest
    @CsvSource({"_ZN11onnxruntime7contrib4GeluEv,onnxruntime::contrib",
        "_ZNK11onnxruntime5Graph4NameEv,onnxruntime::Graph",
        "_ZN11onnxruntime4initEv,onnxruntime", "_ZNSt6vectorIiE4pushEv,std", "_Z4mainv,(global C++)",
        "OrtGetApiBase,(C)"})
    void areTheOutermostNamespaces(String name, String area) {
        assertThat(Areas.area(name)).isEqualTo(area);
    }

    @ParameterizedTest
    @CsvSource({"_ZN", "_ZN999x", "_ZN0", "_ZN99999999999999x"})
    void areNotMadeUpFromDamage(String name) {
        assertThat(Areas.area(name)).isEqualTo("(global C++)");
    }

    @Test
    void areForFunctionsThatBeginAtTheAddress() {
        Areas areas = new Areas(new TreeMap<>(Map.of(16L, "OrtGetApiBase")));
        assertThat(areas.of(16)).isEqualTo("(C)");
        assertThat(areas.of(17)).isEqualTo(Areas.UNNAMED);
        assertThat(areas.of(15)).isEqualTo(Areas.UNNAMED);
    }

    @Test
    void areUnknownInAFileThatIsNoLibrary() {
        assertThat(Areas.of(Path.of("pom.xml")).of(16)).isEqualTo(Areas.UNNAMED);
    }
}
