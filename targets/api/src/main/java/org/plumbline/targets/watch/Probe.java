package org.plumbline.targets.watch;

/// A place in native code that can be reached or not: the entry of a function or of a basic block. Means the same on
/// every machine that has the same build of the library.
///
/// @param library the library's build-id
/// @param address as in the library's file: relative to where it gets loaded
public record Probe(String library, long address) {
}
