package org.plumbline.graph.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;

class TensorFilesTest {
    private static Tensor sample(DType dtype) {
        return ((TensorRead.Ok) TensorFiles.readPb(Everything.tensor(dtype).toByteArray())).tensor();
    }

    /// A file as NumPy would write it, padding apart.
    private static byte[] npy(int version, String header, byte... data) {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer out = ByteBuffer.allocate(12 + text.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        out.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
        if (version == 1) {
            out.putShort((short) text.length);
        } else {
            out.putInt(text.length);
        }
        out.put(text).put(data);
        return java.util.Arrays.copyOf(out.array(), out.position());
    }

    private static byte[] npy(String descr, String shape, byte... data) {
        return npy(1, "{'descr': '" + descr + "', 'fortran_order': False, 'shape': " + shape + ", }\n", data);
    }

    private static Tensor tensor(TensorRead read) {
        assertThat(read).isInstanceOf(TensorRead.Ok.class);
        return ((TensorRead.Ok) read).tensor();
    }

    private static String why(TensorRead read) {
        assertThat(read).isInstanceOf(TensorRead.Malformed.class);
        return ((TensorRead.Malformed) read).why();
    }

    @ParameterizedTest
    @EnumSource
    void pbHoldsEveryType(DType dtype) {
        assertThat(TensorFiles.readPb(TensorFiles.pb("name", sample(dtype)))).isEqualTo(
            new TensorRead.Ok("name", sample(dtype)));
    }

    @ParameterizedTest
    @EnumSource(names = {"BFLOAT16", "FLOAT8E4M3FN", "FLOAT8E4M3FNUZ", "FLOAT8E5M2", "FLOAT8E5M2FNUZ", "UINT4", "INT4",
        "STRING"}, mode = EnumSource.Mode.EXCLUDE)
    void npyHoldsTheTypesThatNumPyHas(DType dtype) {
        assertThat(tensor(TensorFiles.readNpy(TensorFiles.npy(sample(dtype)).orElseThrow()))).isEqualTo(sample(dtype));
    }

    @ParameterizedTest
    @EnumSource(names = {"BFLOAT16", "FLOAT8E4M3FN", "FLOAT8E4M3FNUZ", "FLOAT8E5M2", "FLOAT8E5M2FNUZ", "UINT4", "INT4",
        "STRING"})
    void npyRefusesToWriteWhatItCannotSay(DType dtype) {
        assertThat(TensorFiles.npy(sample(dtype))).isEmpty();
    }

    @Test
    void npyHoldsTexts() {
        Tensor texts = StringTensors.of(Shape.of(2, 2), List.of("", "zwölf", "𝄞", "a\0b"));
        assertThat(tensor(TensorFiles.readNpy(TensorFiles.npy(texts).orElseThrow()))).isEqualTo(texts);
        Tensor none = StringTensors.of(Shape.of(0), List.of());
        assertThat(tensor(TensorFiles.readNpy(TensorFiles.npy(none).orElseThrow()))).isEqualTo(none);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"4", "3,1,2", "0,7", "1,1,1,1,1,1,1,1"})
    void npyHoldsEveryRank(String dims) {
        Shape shape = Shape.of(java.util.Arrays.stream(dims.split(",")).mapToLong(Long::parseLong).toArray());
        Tensor tensor = Tensor.ofLongs(DType.INT16, shape, i -> -i);
        assertThat(tensor(TensorFiles.readNpy(TensorFiles.npy(tensor).orElseThrow()))).isEqualTo(tensor);
        Tensor scalar = Tensor.scalar(DType.DOUBLE, -0.0);
        assertThat(tensor(TensorFiles.readNpy(TensorFiles.npy(scalar).orElseThrow()))).isEqualTo(scalar);
    }

    @Test
    void aFileIsWrittenAsNumPyWritesIt() {
        assertThat(HexFormat.of().formatHex(TensorFiles.npy(Tensor.ofLongs(DType.INT8, Shape.of(2), i -> i))
            .orElseThrow())).isEqualTo("934e554d50590100" + "7600" + HexFormat.of().formatHex(
                ("{'descr': '|i1', 'fortran_order': False, 'shape': (2,), }" + " ".repeat(60) + "\n")
                    .getBytes(StandardCharsets.ISO_8859_1)) + "0001");
    }

    @Nested
    class OtherWritersFiles {
        @Test
        void bigEndianIsTurned() {
            assertThat(tensor(TensorFiles.readNpy(npy(">i2", "(2,)", (byte) 1, (byte) 2, (byte) 0xff, (byte) 0xfe)))
                .toLongs()).containsExactly(0x102, -2);
            assertThat(tensor(TensorFiles.readNpy(npy(">c8", "()", new byte[] {1, 2, 3, 4, 5, 6, 7, 8})))
                .bytes()).isEqualTo(ByteBuffer.wrap(new byte[] {4, 3, 2, 1, 8, 7, 6, 5}));
            assertThat(StringTensors.toList(tensor(TensorFiles.readNpy(npy(">U2", "(1,)",
                new byte[] {0, 0, 0, 'a', 0, 0, 0, 0}))))).containsExactly("a");
        }

        @Test
        void fortranOrderIsTurned() {
            byte[] file = npy(1, "{'shape': (2, 3), 'fortran_order': True, 'descr': '|u1'}",
                new byte[] {0, 3, 1, 4, 2, 5});
            assertThat(tensor(TensorFiles.readNpy(file)).toLongs()).containsExactly(0, 1, 2, 3, 4, 5);
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3})
        void allVersionsAreRead(int version) {
            byte[] file = npy(version, "{'descr': '|b1', 'fortran_order': False, 'shape': (2L,), }\n",
                new byte[] {0, 1});
            assertThat(tensor(TensorFiles.readNpy(file))).isEqualTo(Tensor.ofLongs(DType.BOOL, Shape.of(2), i -> i));
        }

        @Test
        void byteStringsAreTexts() {
            assertThat(StringTensors.toList(tensor(TensorFiles.readNpy(npy("|S3", "(2,)",
                "ab\0xyz".getBytes(StandardCharsets.US_ASCII)))))).containsExactly("ab", "xyz");
            assertThat(StringTensors.toList(tensor(TensorFiles.readNpy(npy("<U0", "(2,)"))))).containsExactly("", "");
        }
    }

    @Nested
    class Refused {
        @Test
        void bfloat16AsNumPyStoresIt() {
            assertThat(why(TensorFiles.readNpy(npy("|V2", "(1,)", (byte) 0, (byte) 0)))).contains("V2").contains(".pb");
        }

        @Test
        void typesThatOnnxLacks() {
            assertThat(why(TensorFiles.readNpy(npy("<f16", "(0,)")))).contains("f16");
            assertThat(why(TensorFiles.readNpy(npy("|O", "(1,)", (byte) 0)))).contains("O1");
            assertThat(why(TensorFiles.readNpy(npy(1,
                "{'descr': [('a', '<i4')], 'fortran_order': False, 'shape': ()}")))).contains("descr");
        }

        @Test
        void dataOfTheWrongLength() {
            assertThat(why(TensorFiles.readNpy(npy("<f4", "(2,)", new byte[7])))).contains("7 bytes").contains("8");
        }

        @Test
        void headersThatLie() {
            assertThat(why(TensorFiles.readNpy(npy("<f4", "(99999999999,)")))).contains("shape");
            assertThat(why(TensorFiles.readNpy(npy("<f4", "(65536, 65536)")))).contains("shape");
            assertThat(why(TensorFiles.readNpy(npy("<f4", "(-1,)")))).contains("shape");
            assertThat(why(TensorFiles.readNpy(npy("<U0", "(2000000000,)")))).contains("shape");
            assertThat(why(TensorFiles.readNpy(npy(7, "{}")))).contains("version 7");
            byte[] file = npy(2, "{}");
            file[11] = (byte) 0x80;
            assertThat(why(TensorFiles.readNpy(file))).contains("header length");
        }

        @Test
        void filesByName(@TempDir Path folder) throws IOException {
            assertThat(why(TensorFiles.read(folder.resolve("a.npy")))).contains("a.npy").contains("no such file");
            assertThat(why(TensorFiles.read(folder.resolve("a.txt")))).contains("a.txt").contains(".npy");
            assertThat(why(TensorFiles.read(Files.write(folder.resolve("b.npy"), new byte[3])))).contains("b.npy");
            assertThat(why(TensorFiles.read(Files.write(folder.resolve("b.pb"), new byte[3])))).contains("b.pb");
        }
    }

    @Test
    void filesAreReadByTheirEnding(@TempDir Path folder) throws IOException {
        Tensor tensor = sample(DType.FLOAT);
        Files.write(folder.resolve("a.pb"), TensorFiles.pb("inside", tensor));
        Files.write(folder.resolve("b.x.npy"), TensorFiles.npy(tensor).orElseThrow());
        assertThat(TensorFiles.read(folder.resolve("a.pb"))).isEqualTo(new TensorRead.Ok("inside", tensor));
        assertThat(TensorFiles.read(folder.resolve("b.x.npy"))).isEqualTo(new TensorRead.Ok("b.x", tensor));
    }

    @Property
    void damagedFilesGetAnAnswer(@ForAll @Size(max = 4) List<@IntRange(min = 0, max = 200) Integer> at,
        @ForAll byte value, @ForAll @IntRange(min = 0, max = 200) int cut) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(TensorFiles.npy(StringTensors.of(Shape.of(2, 1), List.of("abc", "d"))).orElseThrow());
        byte[] bytes = file.toByteArray();
        at.forEach(i -> bytes[i % bytes.length] ^= value);
        assertThat(TensorFiles.readNpy(bytes)).isNotNull();
        assertThat(TensorFiles.readNpy(java.util.Arrays.copyOf(bytes, Math.min(cut, bytes.length)))).isNotNull();
    }
}
