"""Puts the zip for `scripts/package` together: ARCHITECTURE TARGET FOLDER, the last with what
`sam build` made."""

import hashlib
import json
import os
import re
import subprocess
import sys
import tomllib
import uuid
import zipfile
from datetime import datetime, timezone
from pathlib import Path

from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import LicenseExpression
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL
from samcli.yamlhelper import yaml_parse
from samtranslator.translator.transform import transform

ARCHITECTURE, TARGET, BUILD = sys.argv[1:]
PACKAGE = tomllib.loads(Path("Cargo.toml").read_text())["package"]
NAME, VERSION = PACKAGE["name"], PACKAGE["version"]
TIME = datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), timezone.utc)
# The packages of the programs.
PACKAGES = (NAME, "portal")
RUSTC = os.environ.get("RUSTC", "rustc")

# The ELF header's e_machine.
MACHINE = {"arm64": 183, "x86_64": 62}[ARCHITECTURE]
# Amazon Linux 2023's glibc.
NEWEST_GLIBC = (2, 34)


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def must(condition, complaint):
    if not condition:
        sys.exit(f"scripts/internal/zip.py: {complaint}")


def template(source):
    """The template with the functions' folders, without what `sam build` reads; and their names.

    It is edited as text, which keeps its comments, and as data, which says what the text must mean.
    """
    expected = yaml_parse(source)
    resources = expected["Resources"].items()
    names = [name for name, it in resources if it["Type"] == "AWS::Serverless::Function"]
    text, count = re.subn(r"(?m)^  Architecture:\n(?:    .*\n)+", "", source)
    must(count == 1, "template.yaml has no parameter Architecture")
    text, count = re.subn(r"(?m)^          - Architecture\n", "", text)
    must(count == 1, "Architecture is in no group of parameters")
    text = text.replace("!Ref Architecture", ARCHITECTURE)
    text = text.replace(f"  {NAME}: ", f"  {NAME} {VERSION}: ", 1)
    text = re.sub(r"      BuildMethod: .*\n      BuildProperties:\n(?:        .*\n)+", "", text)
    del expected["Parameters"]["Architecture"]
    for group in expected["Metadata"]["AWS::CloudFormation::Interface"]["ParameterGroups"]:
        group["Parameters"] = [name for name in group["Parameters"] if name != "Architecture"]
    expected["Description"] = expected["Description"].replace(NAME, f"{NAME} {VERSION}", 1)
    for name in names:
        code = rf"(?m)^(  {name}:\n(?:    .*\n)*?      CodeUri: )\.$"
        text = re.sub(code, rf"\g<1>{name.lower()}/", text)
        function = expected["Resources"][name]
        function["Properties"]["CodeUri"] = f"{name.lower()}/"
        function["Properties"]["Architectures"] = [ARCHITECTURE]
        del function["Metadata"]["BuildMethod"], function["Metadata"]["BuildProperties"]
    must(yaml_parse(text) == expected, "template.yaml is not as expected")
    must(not re.search(r"\bRef Architecture\b|\{Architecture\}", text), "Architecture is in use")
    return text, names


def plain(text, functions):
    """The template without the SAM transform, which StackSets do not take. The programs come from a
    bucket, as one zip for each function. Their names have the version in the template itself: an
    upgrade keeps the values of parameters."""
    source = yaml_parse(text)
    for name in functions:
        source["Resources"][name]["Properties"]["CodeUri"] = {
            "Bucket": {"Ref": "CodeBucket"},
            "Key": {"Fn::Sub": "${CodePrefix}" + f"{VERSION}/{name.lower()}.zip"},
        }
    # The translator asks for a region, and nothing in the result depends on it.
    os.environ.setdefault("AWS_DEFAULT_REGION", "us-east-1")
    result = transform(source, {}, NoManagedPolicies())
    for resource in result["Resources"].values():
        resource.pop("Metadata", None)
    result["Parameters"] |= {
        "CodeBucket": {
            "Type": "String",
            "Description": "The bucket with the functions' zips, in the stack's region.",
        },
        "CodePrefix": {
            "Type": "String",
            "Default": f"{NAME}/",
            "Description": "What the names of the zips begin with in the bucket, before the version.",
        },
    }
    result["Metadata"]["AWS::CloudFormation::Interface"]["ParameterGroups"].insert(
        0, {"Label": {"default": "The code"}, "Parameters": ["CodeBucket", "CodePrefix"]}
    )
    return json.dumps(result, indent=1)


class NoManagedPolicies:
    """What the translator would ask for the ARNs of managed policies, which the template has none of."""

    def load(self):
        return {}


def program(path):
    """A function's program, if it runs on Lambda."""
    content = path.read_bytes()
    must(content[:4] == b"\x7fELF", f"{path} is not a program")
    must(int.from_bytes(content[18:20], "little") == MACHINE, f"{path} is not for {ARCHITECTURE}")
    versions = re.findall(rb"GLIBC_(\d+)\.(\d+)", content)
    newest = max((int(major), int(minor)) for major, minor in versions)
    must(newest <= NEWEST_GLIBC, f"{path} needs glibc {newest}")
    return content


def crates():
    """The crates in the programs, with what Cargo knows of them; and which needs which."""
    metadata = json.loads(run("cargo", "metadata", "--locked", "--format-version", "1"))
    known = {(it["name"], it["version"]): it for it in metadata["packages"]}
    lock = tomllib.loads(Path("Cargo.lock").read_text())["package"]
    checksums = {(it["name"], it["version"]): it.get("checksum") for it in lock}
    packages = [f"--package={name}" for name in PACKAGES]
    tree = run("cargo", "tree", "--locked", *packages, "--target", TARGET,
               "--edges", "normal,no-proc-macro", "--prefix", "depth", "--format", "\t{p}")
    found, needs, path = {}, set(), []
    for line in filter(None, tree.splitlines()):
        depth, crate = line.split("\t")
        name, version = crate.split()[:2]
        key = name, version.removeprefix("v")
        path[int(depth):] = [key]
        found[key] = known[key] | {"checksum": checksums[key]}
        needs.update(zip(path[-2:-1], [key]))
    # The release consists of the programs.
    needs.update(((NAME, VERSION), key) for key in found if key[0] in PACKAGES[1:])
    return found, needs


def sbom(found, needs):
    """A CycloneDX document of the crates and of Rust's standard library."""
    compiler = run(RUSTC, "--version").strip()
    identity = f"{NAME} {VERSION} {ARCHITECTURE} {TIME} {compiler}"
    bom = Bom(serial_number=uuid.uuid5(uuid.NAMESPACE_URL, identity))
    sha256 = HashAlgorithm.SHA_256
    components = {}
    for (name, version), crate in found.items():
        is_root, is_published = name == NAME, crate["source"] is not None
        components[name, version] = Component(
            type=ComponentType.APPLICATION if is_root else ComponentType.LIBRARY,
            name=name,
            version=version if is_root or is_published else None,
            bom_ref=f"{name}@{version}",
            description=crate["description"],
            # Older crates write a slash.
            licenses=[LicenseExpression(crate["license"].replace("/", " OR "))],
            purl=PackageURL("cargo", None, name, version) if is_published else None,
            hashes=[HashType(alg=sha256, content=crate["checksum"])] if is_published else [],
        )
    release = compiler.split()[1]
    std = Component(name="rust-std", version=release, bom_ref="rust-std",
                    description=f"Rust's standard library, from {compiler}",
                    licenses=[LicenseExpression("MIT OR Apache-2.0")],
                    purl=PackageURL("generic", None, "rust", release))
    root = components.pop((NAME, VERSION))
    bom.metadata.component = root
    bom.metadata.timestamp = TIME
    bom.components.update(components.values(), [std])
    components[NAME, VERSION] = root
    for component in components.values():
        bom.register_dependency(component, [std])
    for one, other in needs:
        bom.register_dependency(components[one], [components[other]])
    text = JsonV1Dot6(bom).output_as_string(indent=2) + "\n"
    error = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    must(error is None, f"the SBOM is not valid: {error}")
    return text


LICENCE = re.compile(r"(?i)((un)?licen[sc]e|copying|notice|copyright)([-._](?!.*\.rs$).*)?")


def licences(found):
    """Every licence of the crates and of Rust's standard library, each text once."""
    texts = {}
    for (name, version), crate in sorted(found.items()):
        if crate["source"] is None:
            continue
        folder = Path(crate["manifest_path"]).parent
        # AWS-LC brings code of others along, with licences in their own folders.
        paths = sorted(path for path in folder.rglob("*") if LICENCE.fullmatch(path.name))
        own = [path.read_text() for path in paths if path.is_file()]
        texts[f"{name} {version} ({crate['license']})", crate["license"]] = own
    apache = Path("LICENSE").read_text()
    # For crates that have no file with their licence. This text of the MIT licence names nobody.
    nameless = (it for own in texts.values() for it in own if it.startswith("Permission is hereby"))
    general = {"Apache-2.0": apache, "MIT": next(nameless)}
    users = {apache: ["rust-std (MIT OR Apache-2.0)"]}
    for (user, licence), own in texts.items():
        first = re.split("/| OR ", licence)[0]
        must(own or first in general, f"{user} has no text of its licence")
        for text in dict.fromkeys(own or [general[first]]):
            users.setdefault(text, []).append(user)
    line = "=" * 80
    blocks = [f"Licences of what is compiled into the programs of {NAME} {VERSION}."]
    for text, names in users.items():
        blocks.append("\n".join([line, *names, line, "", text.strip("\n")]))
    return "\n\n".join(blocks) + "\n"


def documents():
    """The documents, with links only to what is in the zip."""
    names = ("README.md", "LICENSE", "CHANGELOG.md", "SECURITY.md", "openapi.yaml", "template.yaml", "member.yaml",
             "presets.toml")
    paths = [Path(name) for name in names]
    paths += [path for folder in ("docs", "events") for path in Path(folder).glob("*")]
    paths = {path for path in paths if path.is_file()}
    targets = paths.union(*(path.parents for path in paths))
    link = re.compile(r"\[([^\]]*)\]\(([^)#\s]+)[^)\s]*\)")
    for path in paths:

        def keep_or_unlink(found):
            is_here = Path(os.path.normpath(path.parent / found[2])) in targets
            return found[0] if is_here or "://" in found[2] else found[1]

        content = path.read_bytes()
        if path.suffix == ".md":
            content = link.sub(keep_or_unlink, content.decode()).encode()
        yield str(path), content


def main():
    text, functions = template(Path("template.yaml").read_text())
    found, needs = crates()
    files = dict(documents()) | {
        "template.yaml": text.encode(),
        "cloudformation.json": plain(text, functions).encode(),
        "bom.cdx.json": sbom(found, needs).encode(),
        "THIRD-PARTY-LICENSES.txt": licences(found).encode(),
    }
    programs = {
        f"{name.lower()}/bootstrap": program(Path(BUILD, name, "bootstrap")) for name in functions
    }
    check = "scripts/check-deployment"
    programs[check] = Path(check).read_bytes()

    home = os.environ.get("CARGO_HOME", Path.home() / ".cargo")
    for folder in (Path.cwd(), home, run(RUSTC, "--print", "sysroot").strip()):
        for name, content in (files | programs).items():
            must(f"{folder}/".encode() not in content, f"{name} names {folder}")

    dist = Path("dist")
    dist.mkdir(exist_ok=True)
    path = dist / f"{NAME}-{VERSION}-{ARCHITECTURE}.zip"
    # Not compressed: versions of zlib differ in their output.
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in sorted((files | programs).items()):
            info = zipfile.ZipInfo(name, TIME.timetuple()[:6])
            info.create_system = 3
            info.external_attr = (0o100755 if name in programs else 0o100644) << 16
            archive.writestr(info, content)

    # Beside the zip too, for those who look before they install.
    path.with_suffix(".cdx.json").write_bytes(files["bom.cdx.json"])

    # Of every architecture that was made of this version.
    made = sorted(dist.glob(f"{NAME}-{VERSION}-*"))
    sums = [f"{hashlib.sha256(it.read_bytes()).hexdigest()}  {it.name}\n" for it in made]
    (dist / "SHA256SUMS").write_text("".join(sums))
    print(path)


main()
