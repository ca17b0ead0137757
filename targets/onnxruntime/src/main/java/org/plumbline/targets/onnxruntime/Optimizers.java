package org.plumbline.targets.onnxruntime;

import java.util.List;

/// The names by which single optimizers of ONNX Runtime can be switched off (config entry
/// `optimization.disable_specified_optimizers`). Taken from `onnxruntime/core/optimizer` (the argument of each
/// `RewriteRule`'s and `GraphTransformer`'s constructor). A release ignores names that it does not know.
public final class Optimizers {
    /// Rewrite rules, applied by the rule-based transformers.
    public static final List<String> RULES = List.of("EliminateIdentity", "EliminateSlice", "UnsqueezeElimination",
        "EliminateDropout", "ExpandElimination", "CastElimination", "CastChainElimination", "PreShapeNodeElimination",
        "NoopElimination", "DivMulFusion", "FuseReluClip", "GemmSumFusion", "GemmTransposeFusion", "NotWhereFusion",
        "ConvAddFusion", "ConvMulFusion", "ConvBNFusion", "Pad_Fusion", "MatMul_BatchNormalization_Fusion",
        "LabelEncoderFusion", "ClipQuantRewrite", "ReluQuantRewrite");

    /// Graph transformers that run on the CPU provider.
    public static final List<String> TRANSFORMERS = List.of("Level1_RuleBasedTransformer",
        "Level2_RuleBasedTransformer", "DoubleQDQPairsRemover", "ConstantSharing", "CommonSubexpressionElimination",
        "ConstantFolding", "MatMulAddFusion", "ReshapeFusion", "FreeDimensionOverrideTransformer",
        "SliceConcatToSpaceToDepthFusion", "GeluFusionL1", "GeluFusionL2", "LayerNormFusionL1", "LayerNormFusionL2",
        "QDQPropagationTransformer", "WeightBiasQuantization", "EnsureUniqueDQForNodeUnit", "WhereDummyDq",
        "TransposeOptimizer", "TransposeOptimizer_CPUExecutionProvider", "QDQS8ToU8Transformer",
        "QDQSelectorActionTransformer", "GemmActivationFusion", "MatMulIntegerToFloatFusion",
        "DynamicQuantizeMatMulFusion", "ConvActivationFusion", "SimplifiedLayerNormFusion", "AttentionFusion",
        "EmbedLayerNormFusion", "GatherSliceToSplitFusion", "GatherToSliceFusion", "MatmulTransposeFusion",
        "BiasGeluFusion", "GroupQueryAttentionFusion", "GroupQueryAttentionPreNormFusion", "SkipLayerNormFusion",
        "BiasSkipLayerNormFusion", "FastGeluFusion", "QuickGeluFusion", "BiasSoftmaxFusion", "BiasDropoutFusion",
        "MatMulScaleFusion", "MatMulActivationFusion", "MatMulNBitsFusion", "QDQFinalCleanupTransformer",
        "NchwcTransformer", "NhwcTransformer", "ConvAddActivationFusion", "FuseFp16InitializerToFp32NodeTransformer");

    private Optimizers() {
    }
}
