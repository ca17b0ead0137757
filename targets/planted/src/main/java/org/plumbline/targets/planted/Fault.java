package org.plumbline.targets.planted;

/// stub
public record Fault(String name) {
}
