//! A release, as an administrator without a toolchain installs it: from the zip, then an upgrade and
//! the way back. `scripts/test-package` makes the zips and runs it.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::ministack::{ACCOUNT, Cloud, command, get, run};
use crate::{ARCHITECTURE, BUCKET, People, STACK, Stack, codes, say};

const VERSION: &str = env!("CARGO_PKG_VERSION");

#[test]
#[ignore = "needs two zips, MiniStack, the SAM CLI and the AWS CLI: run scripts/test-package"]
fn a_zip_from_its_installation_to_an_upgrade_and_back() {
    let cloud = Cloud::start("release");
    cloud.aws(&["s3", "mb", &format!("s3://{BUCKET}")]);
    let old = std::env::var("OLD_VERSION").expect("scripts/test-package sets it");
    let operators = format!(
        "OperatorArns=arn:aws:iam::{ACCOUNT}:user/operator,arn:aws:iam::{ACCOUNT}:role/helpdesk"
    );

    say("install an earlier version");
    install(&cloud, &old, &["MaxCodeAgeSeconds=60", &operators]);
    let stack = Stack::of(&cloud);
    let people = People::new(&stack);
    stack.answers_signed_requests(&people);
    let before = deployed(&cloud, &old);

    for version in [VERSION, old.as_str()] {
        say(&format!("install {version}, without a setting"));
        install(&cloud, version, &[]);
        assert_eq!(deployed(&cloud, version), before);
        let (answer, _) = stack.invoke(&codes(Some("alice")));
        assert_eq!(answer["status"], "Resynchronized", "{answer}");
        stack.answers_signed_requests(&people);
    }

    say("the same without the SAM CLI, and its upgrade");
    let programs = [old.as_str(), VERSION].map(|version| {
        install_plain(&cloud, version);
        let plain = Stack::named(&cloud, "plain");
        let (answer, _) = plain.invoke(&codes(Some("alice")));
        assert_eq!(answer["status"], "Resynchronized", "{answer}");
        let get = ["lambda", "get-function-configuration", "--function-name"];
        let mut function = cloud.aws(&[&get[..], &[plain.function.as_str()]].concat());
        function["CodeSha256"].take()
    });
    assert_ne!(programs[0], programs[1]);

    say("the page");
    let page = [
        "JwtIssuer=https://issuer.example.com",
        "PortalClientId=portal",
        "CallerClaim=email",
    ];
    install(&cloud, VERSION, &page);
    let (status, headers, _) = get(&stack.output("PortalUrl"), &[]);
    assert_eq!(status, 200);
    assert!(headers.contains("content-type: text/html"), "{headers}");
}

/// Deploys a version over the one that is there.
fn install(cloud: &Cloud, version: &str, parameters: &[&str]) {
    let directory = unzip(cloud, version);
    let mut arguments = vec![
        "deploy",
        "--stack-name",
        STACK,
        "--s3-bucket",
        BUCKET,
        "--capabilities",
        "CAPABILITY_IAM",
        "--no-confirm-changeset",
    ];
    if !parameters.is_empty() {
        arguments.push("--parameter-overrides");
        arguments.extend(parameters);
    }
    cloud
        .sam_alone(&directory, &arguments)
        .expect("the stack is deployed");
}

/// The same with the AWS CLI alone.
fn install_plain(cloud: &Cloud, version: &str) {
    let directory = unzip(cloud, version);
    for function in ["function", "portal"] {
        let mut zip = command("python3");
        zip.args(["-m", "zipfile", "-c"])
            .current_dir(directory.join(function));
        run(zip.args([&format!("../{function}.zip"), "bootstrap"])).expect("a zip");
        let zip = directory.join(format!("{function}.zip"));
        let to = format!("s3://{BUCKET}/resync-mfa-device/{version}/{function}.zip");
        cloud.aws(&["s3", "cp", &zip.to_string_lossy(), &to]);
    }
    let template = directory.join("cloudformation.json");
    let code = format!("CodeBucket={BUCKET}");
    cloud.aws(&[
        "cloudformation",
        "deploy",
        "--stack-name",
        "plain",
        "--template-file",
        &template.to_string_lossy(),
        "--s3-bucket",
        BUCKET,
        "--capabilities",
        "CAPABILITY_IAM",
        "--parameter-overrides",
        &code,
    ]);
}

/// Unzips a version over the one that is there: its folder.
fn unzip(cloud: &Cloud, version: &str) -> PathBuf {
    let directory = cloud.directory().join("resync-mfa-device");
    let folder = if version == VERSION {
        "ZIPS"
    } else {
        "OLD_ZIPS"
    };
    let folder = std::env::var(folder).expect("scripts/test-package sets it");
    let zip = format!("resync-mfa-device-{version}-{ARCHITECTURE}.zip");
    let mut unzip = command("unzip");
    unzip.args(["-o", "-q"]).arg(Path::new(&folder).join(zip));
    run(unzip.arg("-d").arg(&directory)).expect("the zip is good");
    directory
}

/// What must survive an upgrade: the parameters, the outputs and the function's environment.
fn deployed(cloud: &Cloud, version: &str) -> [Value; 3] {
    let mut answer = cloud.aws(&["cloudformation", "describe-stacks", "--stack-name", STACK]);
    let stack = &mut answer["Stacks"][0];
    // MiniStack does not answer with the stack's description.
    let template = cloud.aws(&["cloudformation", "get-template", "--stack-name", STACK]);
    let template = template.to_string();
    let description = format!("resync-mfa-device {version}: ");
    assert!(template.contains(&description), "{template}");
    let name = Stack::of(cloud).function;
    let get = ["lambda", "get-function-configuration", "--function-name"];
    let mut function = cloud.aws(&[&get[..], &[name.as_str()]].concat());
    let environment = function["Environment"]["Variables"].take();
    assert_eq!(environment["MAX_CODE_AGE_SECONDS"], "60");
    [
        stack["Parameters"].take(),
        stack["Outputs"].take(),
        environment,
    ]
}
