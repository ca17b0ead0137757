rootProject.name = "plumbline"

dependencyResolutionManagement {
    repositoriesMode = RepositoriesMode.FAIL_ON_PROJECT_REPOS
    repositories {
        mavenCentral()
    }
}

include("graph")
include("seeds")
include("generator")
include("mutators")
include("targets:api")
include("targets:coverage")
include("oracles")
include("targets:onnxruntime")
include("targets:onnxruntime-webgpu")
include("targets:planted")
include("targets:torch-djl")
include("corpus")
include("reports")
include("campaign")
include("benchmarks")
