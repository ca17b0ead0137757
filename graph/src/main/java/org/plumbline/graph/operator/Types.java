package org.plumbline.graph.operator;

import static org.plumbline.graph.DType.BFLOAT16;
import static org.plumbline.graph.DType.BOOL;
import static org.plumbline.graph.DType.DOUBLE;
import static org.plumbline.graph.DType.FLOAT;
import static org.plumbline.graph.DType.FLOAT16;
import static org.plumbline.graph.DType.INT16;
import static org.plumbline.graph.DType.INT32;
import static org.plumbline.graph.DType.INT64;
import static org.plumbline.graph.DType.INT8;
import static org.plumbline.graph.DType.UINT16;
import static org.plumbline.graph.DType.UINT32;
import static org.plumbline.graph.DType.UINT64;
import static org.plumbline.graph.DType.UINT8;

import java.util.List;
import org.plumbline.graph.DType;

/// The type constraints that the ONNX specification uses again and again, the commonest type first.
public final class Types {
    /// float, double, float16, bfloat16: most real-valued operators since opset 13.
    public static final List<DType> REAL = List.of(FLOAT, DOUBLE, FLOAT16, BFLOAT16);
    /// float, double, float16: operators that got bfloat16 later or never.
    public static final List<DType> REAL_NO_BF16 = List.of(FLOAT, DOUBLE, FLOAT16);
    /// All integers.
    public static final List<DType> INTEGER = List.of(INT64, INT32, INT8, UINT8, INT16, UINT16, UINT32, UINT64);
    public static final List<DType> UNSIGNED = List.of(UINT8, UINT32, UINT64, UINT16);
    /// Every number.
    public static final List<DType> NUMERIC =
        List.of(FLOAT, INT64, INT32, DOUBLE, FLOAT16, INT8, UINT8, BFLOAT16, INT16, UINT16, UINT32, UINT64);
    /// float, double, float16, bfloat16, int32, int64, uint32, uint64: MatMul, Gemm, reductions.
    public static final List<DType> WIDE = List.of(FLOAT, INT64, INT32, DOUBLE, FLOAT16, BFLOAT16, UINT32, UINT64);
    /// Every number and bool: what data movement takes (strings and complex numbers aside).
    public static final List<DType> ALL =
        List.of(FLOAT, INT64, INT32, BOOL, DOUBLE, FLOAT16, INT8, UINT8, BFLOAT16, INT16, UINT16, UINT32, UINT64);

    private Types() {
    }
}
