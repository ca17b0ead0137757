package org.plumbline.targets.coverage.sites;

import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.List;
import org.plumbline.targets.coverage.elf.Elf;
import org.plumbline.targets.coverage.elf.Fde;
import org.plumbline.targets.coverage.elf.LandingPads;
import org.plumbline.targets.coverage.x86.Decoder;
import org.plumbline.targets.coverage.x86.Instruction;

/// Finds the leaders of basic blocks: a function's entry, targets of direct branches, what follows a branch or an end,
/// and landing pads. A function is opaque, and has no leaders here, where its bytes are not instructions from end to
/// end or where a branch or an exception lands between two instructions: then not everything in it is code, and a byte
/// of data must not be overwritten. Targets of indirect jumps are seen only where they follow an end, as the cases of
/// a compiled `switch` nearly always do.
final class Blocks {
    private final List<Fde> functions;
    private final long base;
    private final BitSet boundaries = new BitSet();
    private final BitSet leaders = new BitSet();
    private final BitSet opaque;

    private Blocks(List<Fde> functions, long base) {
        this.functions = functions;
        this.base = base;
        this.opaque = new BitSet(functions.size());
    }

    /// The blocks of `functions`, which are sorted and do not overlap.
    static Blocks of(Elf elf, List<Fde> functions) {
        Blocks blocks = new Blocks(functions, elf.code().address());
        Branches branches = new Branches();
        ByteBuffer code = elf.bytes();
        Decoder decoder = new Decoder(code);
        for (int i = 0; i < functions.size(); i++) {
            Fde function = functions.get(i);
            int known = branches.size();
            if (!blocks.decoded(decoder, elf.position(function.start()), function, branches, i)) {
                branches.forgetFrom(known);
                blocks.opaque.set(i);
            }
        }
        branches.forEach(blocks::land);
        for (int i = 0; i < functions.size(); i++) {
            for (long pad : LandingPads.of(elf, functions.get(i))) {
                blocks.land(i, pad - blocks.base);
            }
        }
        blocks.opaque.stream().mapToObj(functions::get)
            .forEach(f -> blocks.leaders.clear(blocks.bit(f.start()), blocks.bit(f.end())));
        return blocks;
    }

    /// How many functions are opaque.
    int opaque() {
        return opaque.cardinality();
    }

    /// The leaders, as distances from the start of the code.
    BitSet leaders() {
        return leaders;
    }

    private int bit(long address) {
        return Math.toIntExact(address - base);
    }

    /// Walks through a function, whose bytes begin at `position` of the file.
    private boolean decoded(Decoder decoder, int position, Fde function, Branches branches, int index) {
        int moved = bit(function.start()) - position;
        int end = position + Math.toIntExact(function.end() - function.start());
        boolean leads = true;
        for (int at = position; at < end;) {
            Instruction found = decoder.decode(at, end);
            if (found.length() == 0) {
                return false;
            }
            boundaries.set(at + moved);
            boolean padding = false;
            boolean next = false;
            switch (found.flow()) {
                case ON -> {
                }
                case PADDING -> padding = leads && at > position;
                case END -> next = true;
                case BRANCH, JUMP -> {
                    next = true;
                    branches.add(index, found.target() + (long) moved);
                }
            }
            if (leads && !padding) {
                leaders.set(at + moved);
            }
            leads = next || padding;
            at += found.length();
        }
        return true;
    }

    /// A branch or an exception of function `from` gets to `target`.
    private void land(int from, long target) {
        int owner = owner(target + base);
        if (owner < 0) {
            return;
        }
        if (boundaries.get(Math.toIntExact(target))) {
            leaders.set(Math.toIntExact(target));
        } else {
            opaque.set(owner);
            opaque.set(from);
        }
    }

    /// The index of the function that holds the address, or -1.
    private int owner(long address) {
        int low = 0;
        int high = functions.size() - 1;
        while (low <= high) {
            int middle = low + high >>> 1;
            Fde function = functions.get(middle);
            if (function.holds(address)) {
                return middle;
            }
            if (address < function.start()) {
                high = middle - 1;
            } else {
                low = middle + 1;
            }
        }
        return -1;
    }
}
