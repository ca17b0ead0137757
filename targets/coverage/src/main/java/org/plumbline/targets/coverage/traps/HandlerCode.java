package org.plumbline.targets.coverage.traps;

import java.util.HexFormat;

/// The signal handler's machine code: `src/main/native/handler.c` of this module, compiled by GCC 12.2 and linked flat as
/// that file says. A test builds it anew and compares.
final class HandlerCode {
    /// What the handler was built with, as `gcc -dumpfullversion` says it.
    static final String COMPILER = "12.2.0";

    /// Where the address of the data block belongs.
    static final int DATA_AT = 0;

    /// Where the handler begins.
    static final int ENTRY = 8;

    private static final String CODE = """
        0000000000000000488b8aa8000000488b05eaffffff4189f9488d79ff31c981
        7e08800000004c8d4038742bf048ff4010488b40284885c00f848a000000e980
        0000004989fa4983c0184d2b50e84d3b50f0720b48ffc1483b483072e6eb134c
        6bc1184e8b440048478a04104180f8cc7517f048ff4010488b40284885c07543
        4889baa8000000eb3f4889baa80000004486074180f8cc7406f048ff4008c3ba
        01000000f0480fc11048235018488b4020488d04d048ffc148c1e1304c09d148
        8908c34489cfffe031d2488d7c24d8b90800000041ba0800000089d0488d7424
        d8f3abb80d000000bf050000000f05c3
        """.replaceAll("\\s", "");

    private HandlerCode() {
    }

    /// A fresh copy.
    static byte[] bytes() {
        return HexFormat.of().parseHex(CODE);
    }
}
