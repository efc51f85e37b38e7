//! The three deployments of `presets.toml`, each under the rules of an organization: a permissions
//! boundary and a path for every role, a key, a private network, tags.
//!
//! What MiniStack does not do, so that no test here can show it: it creates roles whatever the
//! deployer may do and forgets their boundaries, and the keys and networks of functions
//! (`tests/repository/template.rs` looks at the template instead), and encrypts nothing.

use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::json;
use simulator::provider::Provider;

use crate::ministack::{ACCOUNT, Cloud, REGION, get, signed_by};
use crate::{ARCHITECTURE, CLIENT_ID, People, Stack, bearer, check_deployment, codes, say, text};

#[test]
#[ignore = "needs MiniStack, the SAM CLI and the AWS CLI, and some minutes: run scripts/test-stack"]
fn the_stack_of_each_preset_under_the_rules_of_an_organization() {
    let cloud = Cloud::start("presets");
    let issuer = Provider::start(CLIENT_ID, Vec::new());
    let administrator = check_deployment::administrator(&cloud);
    let rules = Rules::new(&cloud);

    say("signatures");
    let stack = rules.deploy(&cloud, "signatures", &[("123456789012", ACCOUNT)]);
    let people = People::new(&stack);
    stack.answers(
        &signed_by(&people.alice),
        &codes(None),
        200,
        "Resynchronized",
    );
    stack.answers(
        &signed_by(&people.helpdesk),
        &codes(Some("alice")),
        200,
        "Resynchronized",
    );
    check_deployment::passes(&stack, &administrator, None, None);

    say("the help desk alone");
    let stack = rules.deploy(&cloud, "helpdesk", &[]);
    let input = codes(Some("alice")).to_string();
    let started = cloud.aws(&[
        "stepfunctions",
        "start-sync-execution",
        "--state-machine-arn",
        &stack.workflow,
        "--input",
        &input,
    ]);
    assert_eq!(started["status"], "SUCCEEDED", "{started}");
    let resources = cloud.aws(&[
        "cloudformation",
        "describe-stack-resources",
        "--stack-name",
        "helpdesk",
    ]);
    assert!(
        !resources.to_string().contains("::ApiGateway"),
        "{resources}"
    );
    check_deployment::passes(&stack, &administrator, None, None);

    say("the page");
    let url = issuer.issuer();
    let client = format!("PortalClientId=\"{CLIENT_ID}\"");
    let values = [
        ("https://sso.example.com", url.as_str()),
        ("PortalClientId=\"resync-mfa-device\"", client.as_str()),
    ];
    let stack = rules.deploy(&cloud, "page", &values);
    let (status, ..) = get(&stack.output("PortalUrl"), &[]);
    assert_eq!(status, 200);
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    let token = issuer.sign(&json!({
        "iss": url,
        "aud": CLIENT_ID,
        "sub": "alice's subject",
        "exp": now.expect("a clock after 1970").as_secs() + 3600,
        "iam_user": "alice",
    }));
    stack.answers(&bearer(&token), &codes(None), 200, "Resynchronized");
    check_deployment::passes(&stack, &administrator, Some(&token), None);
}

/// From the template of 1.0.0 to this one and back, with each preset: the same addresses, and the
/// function answers.
#[test]
#[ignore = "needs MiniStack, the SAM CLI and the AWS CLI, and some minutes: run scripts/test-stack"]
fn the_stack_of_each_preset_is_upgraded_and_set_back() {
    let cloud = Cloud::start("upgrade");
    let directory = cloud.directory();
    let build = concat!(env!("CARGO_MANIFEST_DIR"), "/target/package/");
    let build = format!("{build}{ARCHITECTURE}");
    // The functions are those of this version.
    let mut programs = ["Function", "Portal"].iter();
    let old: String = include_str!("template-1.0.0.yaml")
        .lines()
        .map(|line| match line {
            "      CodeUri: ." => {
                let program = programs.next().expect("two functions");
                format!("      CodeUri: {build}/{program}\n")
            }
            // MiniStack reads patterns as Python does, and these are Java's.
            line if line.contains(r"AllowedPattern") && line.contains(r"\x{") => String::new(),
            line => format!("{line}\n"),
        })
        .collect();
    let old_template = directory.join("template-1.0.0.yaml");
    std::fs::write(&old_template, old).expect("a file");
    let presets = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/presets.toml"));
    let with_architecture = std::fs::read_to_string(presets)
        .expect("the presets")
        .replace(
            "overrides = '",
            &format!("overrides = 'Architecture=\"{ARCHITECTURE}\" "),
        );
    let presets = directory.join("presets.toml");
    std::fs::write(&presets, with_architecture).expect("a file");
    let new_template = PathBuf::from(format!("{build}/template.yaml"));
    for preset in ["helpdesk", "signatures", "page"] {
        let mut addresses = Vec::new();
        for template in [&old_template, &new_template, &old_template] {
            say(&format!("{preset}: {}", template.display()));
            let arguments = [
                "deploy",
                "--config-file",
                &presets.to_string_lossy(),
                "--config-env",
                preset,
                "--template-file",
                &template.to_string_lossy(),
                "--stack-name",
                preset,
            ];
            cloud.sam(&arguments).expect("the preset is deployed");
            let stack = Stack::named(&cloud, preset);
            let (answer, _) = stack.invoke(&codes(Some("nobody")));
            assert_eq!(answer["errorType"], "NoSuchEntity", "{answer}");
            // The API of the old template goes with the upgrade of a help desk.
            if preset != "helpdesk" {
                addresses
                    .push(["ApiUrl", "DevicesUrl", "PortalUrl"].map(|name| stack.output(name)));
            }
        }
        addresses.dedup();
        assert!(addresses.len() <= 1, "{addresses:?}");
    }
}

/// What the account's rules ask for.
struct Rules {
    boundary: String,
    key: String,
    subnet: String,
    group: String,
}

impl Rules {
    fn new(cloud: &Cloud) -> Self {
        let policy = json!({
            "Version": "2012-10-17",
            "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"},
        });
        let policy = policy.to_string();
        let create = ["iam", "create-policy", "--policy-name", "boundary"];
        let boundary = cloud.aws(&[&create[..], &["--policy-document", &policy]].concat());
        let key = cloud.aws(&["kms", "create-key"]);
        let network = cloud.aws(&["ec2", "create-vpc", "--cidr-block", "10.0.0.0/16"]);
        let vpc = ["--vpc-id", text(&network["Vpc"]["VpcId"])];
        let subnet = ["ec2", "create-subnet", "--cidr-block", "10.0.0.0/24"];
        let subnet = cloud.aws(&[&subnet[..], &vpc].concat());
        let group = [
            "ec2",
            "create-security-group",
            "--group-name",
            "f",
            "--description",
            "f",
        ];
        let group = cloud.aws(&[&group[..], &vpc].concat());
        Self {
            boundary: text(&boundary["Policy"]["Arn"]).to_owned(),
            key: text(&key["KeyMetadata"]["Arn"]).to_owned(),
            subnet: text(&subnet["Subnet"]["SubnetId"]).to_owned(),
            group: text(&group["GroupId"]).to_owned(),
        }
    }

    /// Deploys a preset, with these values in the place of its examples, and looks at what the rules
    /// are about.
    fn deploy<'a>(&self, cloud: &'a Cloud, preset: &str, values: &[(&str, &str)]) -> Stack<'a> {
        let presets = include_str!("../../presets.toml");
        let rules = format!(
            "$1 Architecture=\"{ARCHITECTURE}\" PermissionsBoundaryArn=\"{}\" RolePath=\"/apps/\" \
             KmsKeyArn=\"{}\" SubnetIds=\"{}\" SecurityGroupIds=\"{}\" TraceWithXRay=\"true\"'",
            self.boundary, self.key, self.subnet, self.group
        );
        let overrides = regex::Regex::new("(parameter_overrides = '[^']*)'").expect("a pattern");
        let mut presets = overrides.replace_all(presets, rules).into_owned();
        for (example, value) in values {
            assert!(presets.contains(example), "{example}");
            presets = presets.replace(example, value);
        }
        let file = cloud.directory().join("presets.toml");
        std::fs::write(&file, presets).expect("a file");
        let template = format!("target/package/{ARCHITECTURE}/template.yaml");
        let arguments = [
            "deploy",
            "--config-file",
            &file.to_string_lossy(),
            "--config-env",
            preset,
            "--template-file",
            &template,
            "--stack-name",
            preset,
            "--tags",
            "owner=identity",
        ];
        cloud.sam(&arguments).expect("the preset is deployed");
        let stack = Stack::named(cloud, preset);
        self.are_kept_by(&stack);
        stack
    }

    fn are_kept_by(&self, stack: &Stack) {
        let cloud = stack.cloud;
        let described = ["cloudformation", "describe-stack-resources", "--stack-name"];
        let resources = cloud.aws(&[&described[..], &[stack.name.as_str()]].concat());
        let of_type = |kind: &str| -> Vec<String> {
            let resources = resources["StackResources"].as_array().expect("resources");
            let of_type = resources.iter().filter(|it| it["ResourceType"] == kind);
            let ids = of_type.map(|it| text(&it["PhysicalResourceId"]).to_owned());
            ids.collect()
        };
        let tag = json!([{"Key": "owner", "Value": "identity"}]);
        for name in of_type("AWS::IAM::Role") {
            let role = cloud.aws(&["iam", "get-role", "--role-name", &name]);
            assert_eq!(role["Role"]["Path"], "/apps/", "{role}");
        }
        for name in of_type("AWS::Logs::LogGroup") {
            let find = [
                "logs",
                "describe-log-groups",
                "--log-group-name-prefix",
                &name,
            ];
            let groups = cloud.aws(&find);
            assert_eq!(groups["logGroups"][0]["kmsKeyId"], *self.key, "{groups}");
        }
        for name in of_type("AWS::Lambda::Function") {
            let get = ["lambda", "get-function", "--function-name", &name];
            let function = cloud.aws(&get);
            assert_eq!(function["Tags"]["owner"], "identity", "{function}");
        }
        for id in of_type("AWS::ApiGatewayV2::Api") {
            let api = cloud.aws(&["apigatewayv2", "get-api", "--api-id", &id]);
            assert_eq!(api["Tags"]["owner"], "identity", "{api}");
        }
        let described = [
            "cloudformation",
            "describe-stacks",
            "--stack-name",
            &stack.name,
        ];
        let tags = &cloud.aws(&described)["Stacks"][0]["Tags"];
        assert_eq!(*tags, tag, "in {REGION}");
    }
}
