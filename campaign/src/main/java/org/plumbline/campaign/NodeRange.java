package org.plumbline.campaign;

/// How many operators a model may have: `1..10`, or one number for both ends.
record NodeRange(int min, int max) {
    private static final int LARGEST = 200;

    /// Throws [BadInput] for anything else.
    static NodeRange parse(String text) {
        String[] ends = text.split("\\.\\.", -1);
        try {
            int min = Integer.parseInt(ends[0]);
            int max = Integer.parseInt(ends[ends.length - 1]);
            if (ends.length <= 2 && min >= 1 && min <= max && max <= LARGEST) {
                return new NodeRange(min, max);
            }
        } catch (NumberFormatException _) {
            // told below
        }
        throw new BadInput("--nodes " + text + ": give a range such as 1..10, within 1.." + LARGEST);
    }
}
