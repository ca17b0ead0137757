package org.plumbline.graph.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.plumbline.graph.DType;
import org.plumbline.graph.Tensor;

class TensorEncodingTest {
    private static TensorRead read(TensorProto.Builder proto) {
        return TensorFiles.readPb(proto.build().toByteArray());
    }

    /// The same tensor with its elements in the typed field that onnx-ml.proto names for its type.
    private static TensorProto.Builder typed(DType dtype) {
        TensorProto raw = Everything.tensor(dtype);
        TensorProto.Builder typed = raw.toBuilder().clearRawData();
        ByteBuffer in = ByteBuffer.wrap(raw.getRawData().toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) {
            switch (dtype) {
                case FLOAT, COMPLEX64 -> typed.addFloatData(in.getFloat());
                case DOUBLE, COMPLEX128 -> typed.addDoubleData(in.getDouble());
                case INT64 -> typed.addInt64Data(in.getLong());
                case UINT64 -> typed.addUint64Data(in.getLong());
                case UINT32 -> typed.addUint64Data(in.getInt() & 0xffffffffL);
                case INT32 -> typed.addInt32Data(in.getInt());
                case INT16 -> typed.addInt32Data(in.getShort());
                case UINT16, FLOAT16, BFLOAT16 -> typed.addInt32Data(in.getShort() & 0xffff);
                case INT8 -> typed.addInt32Data(in.get());
                case BOOL, UINT8, UINT4, INT4, FLOAT8E4M3FN, FLOAT8E4M3FNUZ, FLOAT8E5M2, FLOAT8E5M2FNUZ ->
                    typed.addInt32Data(in.get() & 0xff);
                case STRING -> throw new AssertionError("has one encoding only");
            }
        }
        return typed;
    }

    @ParameterizedTest
    @EnumSource(names = "STRING", mode = EnumSource.Mode.EXCLUDE)
    void typedFieldsMeanTheSameAsRawData(DType dtype) {
        TensorRead raw = read(Everything.tensor(dtype).toBuilder());
        assertThat(raw).isInstanceOf(TensorRead.Ok.class);
        assertThat(read(typed(dtype))).isEqualTo(raw);
    }

    @ParameterizedTest
    @EnumSource
    void aMissingElementIsNoticedForEveryType(DType dtype) {
        TensorProto.Builder proto = dtype == DType.STRING ? Everything.tensor(dtype).toBuilder() : typed(dtype);
        assertThat(read(proto.setDims(0, 4))).isInstanceOf(TensorRead.Malformed.class);
        assertThat(read(Everything.tensor(dtype).toBuilder().setDims(0, 4))).isInstanceOf(TensorRead.Malformed.class);
    }

    @Test
    void signsAndPayloadsSurvive() {
        int[] bits = {0x80000000, 0x7fc00001, 0x7f800001, 0xffc12345, 1};
        TensorProto.Builder proto = TensorProto.newBuilder().setDataType(1).addDims(bits.length);
        for (int b : bits) {
            proto.addFloatData(Float.intBitsToFloat(b));
        }
        ByteBuffer bytes = ((TensorRead.Ok) read(proto)).tensor().bytes();
        for (int b : bits) {
            assertThat(bytes.getInt()).isEqualTo(b);
        }
    }

    @Test
    void zeroSizedAndScalarTensorsAreRead() {
        assertThat(((TensorRead.Ok) read(TensorProto.newBuilder().setDataType(1).addDims(0).addDims(5))).tensor()
            .size()).isZero();
        assertThat(((TensorRead.Ok) read(TensorProto.newBuilder().setDataType(7).addInt64Data(4))).tensor())
            .isEqualTo(Tensor.scalar(DType.INT64, 4));
        assertThat(read(TensorProto.newBuilder().setDataType(1).addDims(Long.MAX_VALUE).addDims(0)))
            .isInstanceOf(TensorRead.Ok.class);
    }

    @Test
    void segmentsMeanNothing() {
        assertThat(read(Everything.tensor(DType.INT8).toBuilder().setSegment(TensorProto.Segment.newBuilder()
            .setBegin(0).setEnd(6)))).isEqualTo(read(Everything.tensor(DType.INT8).toBuilder()));
    }

    @Nested
    class Refused {
        private String why(TensorProto.Builder proto) {
            return ((TensorRead.Malformed) read(proto)).why();
        }

        @Test
        void unknownElementTypes() {
            assertThat(why(TensorProto.newBuilder().setDataType(99))).contains("data_type 99");
        }

        @Test
        void negativeAndMonstrousDims() {
            assertThat(why(TensorProto.newBuilder().setDataType(1).addDims(-1))).contains("dims").contains("-1");
            assertThat(why(TensorProto.newBuilder().setDataType(1).addDims(1L << 40).addDims(1L << 40)))
                .contains("dims");
            assertThat(why(TensorProto.newBuilder().setDataType(11).addDims(1 << 30))).contains("bytes");
        }

        @Test
        void rawDataOfTheWrongLength() {
            assertThat(why(TensorProto.newBuilder().setDataType(1).addDims(2)
                .setRawData(ByteString.copyFromUtf8("xyz")))).contains("3 bytes of raw_data").contains("8");
        }

        @Test
        void externalDataWithoutAFolder() {
            assertThat(why(TensorProto.newBuilder().setDataType(1).setDataLocation(TensorProto.DataLocation.EXTERNAL)))
                .contains("external_data");
        }
    }
}
