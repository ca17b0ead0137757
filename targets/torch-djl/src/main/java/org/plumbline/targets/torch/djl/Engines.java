package org.plumbline.targets.torch.djl;

import ai.djl.engine.Engine;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/// Which versions the parts of DJL's PyTorch engine have, read without loading any of them. There are three: the engine
/// (Java), the bridge (`pytorch-jni`, built for one engine and one PyTorch) and PyTorch's own libraries.
record Engines(Path bridge, String torch, String djl) {
    private static final String PROPERTIES = "jnilib/pytorch.properties";

    /// The bridge in our own class path; empty where there is none.
    static Optional<Engines> installed() {
        return Optional.ofNullable(Engines.class.getClassLoader().getResource(PROPERTIES)).map(found -> {
            String jar = found.getPath();
            return Path.of(URI.create(jar.substring(0, jar.length() - PROPERTIES.length() - "!/".length())));
        }).flatMap(jar -> {
            try {
                return Optional.of(of(jar));
            } catch (IOException e) {
                return Optional.empty();
            }
        });
    }

    /// What a bridge's jar says of itself. Throws [IOException] where it says nothing.
    static Engines of(Path bridge) throws IOException {
        String version = property(bridge, PROPERTIES, "jni_version");
        int dash = version.indexOf('-');
        if (dash < 0) {
            throw new IOException("its version " + version + " does not name PyTorch's and the engine's");
        }
        return new Engines(bridge, version.substring(0, dash), version.substring(dash + 1));
    }

    /// One line of a properties file inside a jar.
    static String property(Path jar, String path, String key) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            ZipEntry entry = file.getEntry(path);
            if (entry == null) {
                throw new IOException("it has no " + path);
            }
            Properties properties = new Properties();
            try (InputStream in = file.getInputStream(entry)) {
                properties.load(in);
            }
            String value = properties.getProperty(key);
            if (value == null) {
                throw new IOException("its " + path + " has no line " + key);
            }
            return value;
        }
    }

    /// Why this bridge cannot be used with the engine in our class path; empty where it can.
    Optional<String> clash() {
        String engine = Engine.getDjlVersion();
        return engine.equals(djl) ? Optional.empty()
            : Optional.of("pytorch-jni " + torch + "-" + djl + " is made for DJL " + djl + ", but the engine is "
                + engine + ": use pytorch-jni " + torch + "-" + engine);
    }
}
