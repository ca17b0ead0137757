package org.plumbline.graph.onnx;

/// What came of reading a test case.
public sealed interface CaseRead {
    record Ok(BackendTestCase testCase) implements CaseRead {
    }

    /// `why` is one line of printable text that names the file, the field and the remedy.
    record Malformed(String why) implements CaseRead {
        public Malformed {
            why = OneLine.of(why);
        }
    }
}
