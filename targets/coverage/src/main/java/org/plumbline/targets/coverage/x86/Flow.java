package org.plumbline.targets.coverage.x86;

/// Where the processor goes after an instruction, as far as basic blocks depend on it.
public enum Flow {
    /// To the next instruction; so do calls, which come back.
    ON,
    /// To the next one or to a known target: `jcc`, `loop`, `jrcxz`, `xbegin`.
    BRANCH,
    /// To a known target: `jmp`.
    JUMP,
    /// To where this instruction alone does not say, or nowhere: `jmp reg`, `ret`, `ud2`, `hlt`.
    END,
    /// To the next one, having done nothing: `nop` and `int3`, which fill the space between blocks.
    PADDING
}
