// The same modules, dependencies and versions as the POMs; a test compares the two. Maven is the build that is run in CI.

subprojects {
    apply(plugin = "java-library")
    apply(plugin = "jacoco")

    group = "org.plumbline"
    version = "0.1.0-SNAPSHOT"

    configure<JavaPluginExtension> {
        toolchain {
            languageVersion = JavaLanguageVersion.of(25)
        }
    }

    configure<JacocoPluginExtension> {
        toolVersion = rootProject.libs.versions.jacoco.get()
    }

    dependencies {
        "testImplementation"(platform(rootProject.libs.junit.bom))
        "testImplementation"(rootProject.libs.junit.jupiter)
        "testImplementation"(rootProject.libs.junit.platform.launcher)
        "testImplementation"(rootProject.libs.jqwik)
        "testImplementation"(rootProject.libs.assertj.core)
    }

    tasks.withType<JavaCompile>().configureEach {
        options.encoding = "UTF-8"
        options.compilerArgs.addAll(
            listOf("-Xlint:all,-processing,-serial,-requires-automatic,-classfile,-path,-restricted", "-Werror")
        )
    }

    tasks.withType<Test>().configureEach {
        useJUnitPlatform()
        maxHeapSize = "2g"
        jvmArgs(
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-XX:+EnableDynamicAgentLoading",
            "--sun-misc-unsafe-memory-access=allow"
        )
        systemProperty("java.awt.headless", "true")
        systemProperty("jqwik.database", "build/jqwik-database")
        systemProperty("jqwik.reporting.onlyfailures", "true")
    }
}

project(":graph") {
    dependencies {
        "api"(rootProject.libs.tribuo.util.onnx)
        "api"(rootProject.libs.jackson.databind)
    }
}

project(":seeds") {
    dependencies {
        "api"(project(":graph"))
        "api"(rootProject.libs.jackson.databind)
    }
}

project(":generator") {
    dependencies {
        "api"(project(":seeds"))
        "api"(rootProject.libs.jackson.databind)
        "api"(rootProject.libs.z3.turnkey)
        "api"(rootProject.libs.turnkey.support)
        "api"(rootProject.libs.onnx)
        "api"(variantOf(rootProject.libs.onnx) { classifier("linux-x86_64") })
    }
}

project(":mutators") {
    dependencies {
        "api"(project(":generator"))
    }
}

project(":targets:api") {
    dependencies {
        "api"(project(":graph"))
        "api"(rootProject.libs.jackson.databind)
        "api"(rootProject.libs.slf4j.api)
        "api"(rootProject.libs.mima.context)
        "api"(rootProject.libs.mima.standalone)
    }
}

project(":targets:coverage") {
    dependencies {
        "api"(project(":targets:api"))
    }
}

project(":oracles") {
    dependencies {
        "api"(project(":targets:api"))
    }
}

project(":targets:onnxruntime") {
    dependencies {
        "api"(project(":targets:api"))
        "api"(rootProject.libs.onnxruntime)
        "testImplementation"(rootProject.libs.tribuo.util.onnx)
    }
}

project(":targets:onnxruntime-webgpu") {
    dependencies {
        "api"(project(":targets:onnxruntime"))
    }
}

project(":targets:planted") {
    dependencies {
        "api"(project(":targets:api"))
    }
}

project(":targets:torch-djl") {
    dependencies {
        "api"(project(":targets:api"))
        "api"(rootProject.libs.pytorch.engine)
        "api"(rootProject.libs.pytorch.jni)
    }
}

project(":corpus") {
    dependencies {
        "api"(project(":mutators"))
        "api"(project(":oracles"))
        "api"(project(":targets:api"))
        "api"(rootProject.libs.jackson.databind)
    }
}

project(":reports") {
    dependencies {
        "api"(project(":corpus"))
        "api"(rootProject.libs.jackson.databind)
        "api"(rootProject.libs.jmustache)
        "api"(rootProject.libs.jfreechart)
        "api"(rootProject.libs.batik.svggen)
        "testImplementation"(rootProject.libs.json.schema.validator)
        "testImplementation"(rootProject.libs.java.sarif)
        "testImplementation"(rootProject.libs.selenium.chrome.driver)
    }
}

project(":campaign") {
    dependencies {
        "api"(project(":reports"))
        "api"(project(":targets:coverage"))
        "api"(project(":targets:onnxruntime"))
        "api"(project(":targets:onnxruntime-webgpu"))
        "api"(project(":targets:planted"))
        "api"(project(":targets:torch-djl"))
        "api"(rootProject.libs.jazzer)
        "api"(rootProject.libs.picocli)
        "api"(rootProject.libs.progressbar)
        "api"(rootProject.libs.slf4j.simple)
        "testImplementation"(rootProject.libs.archunit.junit5)
    }
}

project(":benchmarks") {
    dependencies {
        "api"(project(":campaign"))
        "api"(rootProject.libs.jmh.core)
        "annotationProcessor"(rootProject.libs.jmh.generator.annprocess)
    }
}
