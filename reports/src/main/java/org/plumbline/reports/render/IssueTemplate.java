package org.plumbline.reports.render;

/// The form in which a project wants its issues. Headings are the project's, in its order; the words below them are
/// ours.
sealed interface IssueTemplate permits OnnxRuntimeIssue, PyTorchIssue, TvmIssue, TensorFlowIssue, PlainIssue {
    /// The whole of `README.md`: a title, then the form.
    String text(Report report);

    /// The form of the stack's project.
    static IssueTemplate of(Stack stack) {
        return switch (stack) {
            case Stack.OnnxRuntime _,Stack.WebGpu _ -> new OnnxRuntimeIssue();
            case Stack.Torch _ -> new PyTorchIssue();
            case Stack.Tvm _ -> new TvmIssue();
            case Stack.TensorFlow _ -> new TensorFlowIssue();
            case Stack.Unlisted _ -> new PlainIssue();
        };
    }
}
