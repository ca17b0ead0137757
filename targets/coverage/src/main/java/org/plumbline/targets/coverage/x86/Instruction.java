package org.plumbline.targets.coverage.x86;

/// One decoded instruction.
///
/// @param length in bytes, 1 to 15; 0 where the bytes are no instruction that the decoder knows
/// @param target the position that a [Flow#BRANCH] or [Flow#JUMP] names; of no meaning otherwise
public record Instruction(int length, Flow flow, int target) {
    /// What bytes are that are no known instruction.
    public static final Instruction UNKNOWN = new Instruction(0, Flow.END, 0);
}
