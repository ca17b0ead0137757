package org.plumbline.campaign;

import java.util.Iterator;
import org.plumbline.targets.registry.Targets;

/// The names that shells offer after `--target`.
final class TargetNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        return Targets.installed().names().iterator();
    }
}
