"""What is shipped for running it: valid, and of one piece with the program."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from re import findall, sub
from typing import Any

import kubernetes_validate
import pytest
import yaml
from flask.testing import FlaskClient

from quiz import __version__

PROJECT = Path(__file__).parents[2]
DEPLOY = PROJECT / "deploy"
MANIFESTS = sorted(path for path in (DEPLOY / "kubernetes").glob("*.yaml") if path.stem != "kustomization")

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="the checkers are installed on Linux only")


def documents() -> Iterator[dict[str, Any]]:
    for path in MANIFESTS:
        yield from yaml.safe_load_all(path.read_text())


@pytest.fixture(scope="module")
def manifests() -> dict[str, Any]:
    """Each manifest by its kind."""
    return {document["kind"]: document for document in documents()}


@pytest.mark.parametrize("version", ["1.32", "1.34", "1.37"])
@pytest.mark.parametrize("path", MANIFESTS, ids=lambda path: path.stem)
def test_kubernetes_manifests_are_valid(path: Path, version: str) -> None:
    for document in yaml.safe_load_all(path.read_text()):
        kubernetes_validate.validate(document, version, strict=True)


def test_the_kustomization_names_every_manifest_and_this_version() -> None:
    kustomization = yaml.safe_load((DEPLOY / "kubernetes" / "kustomization.yaml").read_text())
    assert sorted(kustomization["resources"]) == [path.name for path in MANIFESTS]
    assert [image["newTag"] for image in kustomization["images"]] == [__version__]


def test_the_manifests_mean_one_another(manifests: dict[str, Any]) -> None:
    deployment = manifests["Deployment"]
    labels = deployment["spec"]["template"]["metadata"]["labels"]
    container = deployment["spec"]["template"]["spec"]["containers"][0]
    (port,) = container["ports"]
    (offered,) = manifests["Service"]["spec"]["ports"]
    assert manifests["Service"]["spec"]["selector"] == labels
    assert deployment["spec"]["selector"]["matchLabels"] == labels
    assert manifests["PodDisruptionBudget"]["spec"]["selector"]["matchLabels"] == labels
    assert manifests["NetworkPolicy"]["spec"]["podSelector"]["matchLabels"] == labels
    assert manifests["NetworkPolicy"]["spec"]["ingress"][0]["ports"][0]["port"] == port["name"]
    assert offered["targetPort"] == port["name"]
    (rule,) = manifests["Ingress"]["spec"]["rules"]
    served = rule["http"]["paths"][0]["backend"]["service"]
    assert served == {"name": manifests["Service"]["metadata"]["name"], "port": {"name": offered["name"]}}
    address = next(each["value"] for each in container["env"] if each["name"] == "QUIZ_ADDRESS")
    assert address == f"https://{rule['host']}"
    assert manifests["HorizontalPodAutoscaler"]["spec"]["scaleTargetRef"]["name"] == deployment["metadata"]["name"]
    assert f"0.0.0.0:{port['containerPort']}" in (DEPLOY / "Containerfile").read_text()


def test_a_copy_may_do_nothing_but_answer(manifests: dict[str, Any]) -> None:
    pod = manifests["Deployment"]["spec"]["template"]["spec"]
    assert pod["securityContext"]["runAsNonRoot"] is True
    assert pod["containers"][0]["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    assert manifests["NetworkPolicy"]["spec"]["egress"] == []
    assert set(pod["containers"][0]["resources"]["limits"]) == {"cpu", "memory"}


def test_forwarded_headers_can_only_come_from_the_ingress_controller(manifests: dict[str, Any]) -> None:
    for allowed in manifests["NetworkPolicy"]["spec"]["ingress"]:
        assert allowed["from"] == [
            {"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "ingress-nginx"}}}
        ]


def test_what_probes_ask_for_is_answered(manifests: dict[str, Any], client: FlaskClient) -> None:
    container = manifests["Deployment"]["spec"]["template"]["spec"]["containers"][0]
    asked = {container[probe]["httpGet"]["path"] for probe in ("startupProbe", "readinessProbe", "livenessProbe")}
    asked |= {f"/{name}" for name in findall(r"127\.0\.0\.1:8000/(\w+)'", (DEPLOY / "Containerfile").read_text())}
    assert asked == {"/healthz", "/readyz"}
    for path in asked:
        assert client.get(path, headers={"Host": "10.1.2.3:8000"}).status_code == 200


@on_linux
def test_the_compose_file_is_valid() -> None:
    from compose_spec import PyCompose

    unset = sub(r"\$\{\w+:-(.*?)\}", r"\1", (DEPLOY / "compose.yaml").read_text())
    compose = PyCompose.from_yaml(unset)
    compose.validate()
    assert set(compose.service_names()) == {"quiz-1", "quiz-2", "nginx"}


def test_the_compose_file_names_files_and_services_that_exist() -> None:
    compose = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    for mount in compose["services"]["nginx"]["volumes"]:
        assert (DEPLOY / mount.partition(":")[0]).exists()
    servers = findall(r"server ([\w-]+):8000", compose["configs"]["copies"]["content"])
    assert [*servers, "nginx"] == list(compose["services"])
    assert (DEPLOY / compose["x-copy"]["build"]["context"] / compose["x-copy"]["build"]["dockerfile"]).is_file()


@on_linux
def test_the_containerfile_passes_its_linter() -> None:
    hadolint = shutil.which("hadolint", path=str(Path(sys.executable).parent))
    assert hadolint is not None
    done = subprocess.run([hadolint, DEPLOY / "Containerfile"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_the_image_is_not_run_as_root_and_takes_in_what_it_copies_alone() -> None:
    lines = (DEPLOY / "Containerfile").read_text()
    assert "USER 65532:65532" in lines
    copied = {name for line in findall(r"^COPY (?!--)(.+) \S+$", lines, flags=8) for name in line.split()}
    let_in = {line[1:] for line in (PROJECT / ".containerignore").read_text().splitlines() if line.startswith("!")}
    assert copied == let_in
    assert set(findall(r"^FROM (\S+)", lines, flags=8)) == {"${PYTHON_IMAGE}"}, (
        "what is pinned is all that it is built on"
    )
