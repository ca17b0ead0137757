package org.plumbline.targets.coverage.elf;

/// Encoded pointers of unwind tables: Linux Standard Base Core 5.0, section 10.5.1 ("DWARF Exception Header Encoding").
final class Pointers {
    /// There is no pointer.
    static final int OMITTED = 0xFF;

    private static final int RELATIVE = 0x10;
    private static final int DATA_RELATIVE = 0x30;

    private Pointers() {
    }

    /// The number as it lies there, without the address that it is relative to.
    static long number(Bytes from, int encoding) {
        return switch (encoding & 0x0F) {
            case 0x00, 0x04, 0x0C -> from.i64();
            case 0x01 -> from.uleb();
            case 0x02 -> from.u16();
            case 0x03 -> from.u32();
            case 0x09 -> from.sleb();
            case 0x0A -> (short) from.u16();
            case 0x0B -> from.i32();
            default -> throw new IllegalArgumentException(unknown(encoding));
        };
    }

    /// The address meant. `moved` is by how much addresses are larger than positions here, `data` what data-relative
    /// pointers are relative to.
    static long address(Bytes from, int encoding, long moved, long data) {
        long position = from.at() + moved;
        long number = number(from, encoding);
        return switch (encoding & 0x70) {
            case 0 -> number;
            case RELATIVE -> number == 0 ? 0 : position + number;
            case DATA_RELATIVE -> data + number;
            default -> throw new IllegalArgumentException(unknown(encoding));
        };
    }

    private static String unknown(int encoding) {
        return "pointer encoding 0x" + Integer.toHexString(encoding) + " is not known";
    }
}
