package org.plumbline.targets.torch.djl.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;

class ArchiveTest {
    private static final String CODE = "  def forward(self, x0: Tensor) -> List[Tensor]:\n    return [x0]\n";

    private static Map<String, byte[]> entries(byte[] archive) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
                assertThat(e.getMethod()).isEqualTo(ZipEntry.STORED);
                entries.put(e.getName(), zip.readAllBytes());
            }
        }
        return entries;
    }

    @Test
    void equalModulesGiveTheSameBytesEverywhere() throws NoSuchAlgorithmException {
        List<Tensor> constants = List.of(Tensor.of(DType.FLOAT, Shape.of(2, 300), i -> i * 0.5),
            Tensor.ofLongs(-1, 1L << 40), Tensor.scalar(DType.BOOL, 1), Tensor.of(DType.BFLOAT16, Shape.of(0, 3),
                _ -> 0));
        byte[] archive = Archive.of(CODE, constants);
        assertThat(archive).isEqualTo(Archive.of(CODE, constants));
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(archive)))
            .isEqualTo("2895b2172adba13250a57f1853f950ef72b1114c3734383407d23286b7ace62b");
    }

    @Test
    void itIsAZipFileThatHoldsWhatTorchScriptLooksFor() throws IOException {
        Map<String, byte[]> entries = entries(Archive.of(CODE, List.of(Tensor.ofLongs(7, -7))));
        assertThat(entries).containsOnlyKeys("m/data.pkl", "m/code/__torch__.py", "m/constants/0", "m/constants.pkl",
            "m/version", "m/byteorder");
        assertThat(new String(entries.get("m/code/__torch__.py"), StandardCharsets.UTF_8))
            .startsWith("class Lowered(Module):").endsWith(CODE);
        assertThat(entries.get("m/constants/0")).containsExactly(7, 0, 0, 0, 0, 0, 0, 0, -7, -1, -1, -1, -1, -1, -1,
            -1);
    }

    @Test
    void contentsAreAlignedToSixtyFourBytes() {
        byte[] archive = Archive.of(CODE, List.of(Tensor.ofLongs(0x0102030405060708L), Tensor.scalar(DType.INT64,
            0x1112131415161800L)));
        String hex = HexFormat.of().formatHex(archive);
        List<Integer> places = new ArrayList<>();
        for (String content : List.of("0807060504030201", "0018161514131211")) {
            places.add(hex.indexOf(content) / 2);
        }
        assertThat(places).allSatisfy(at -> assertThat(at % 64).isZero()).doesNotContain(0);
    }
}
