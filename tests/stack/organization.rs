//! The hub and `member.yaml`, in two accounts.

use serde_json::{Value, json};

use crate::ministack::{ACCOUNT, Cloud, Credentials};
use crate::{BUCKET, Stack, check_deployment, codes, deploy_as, say};

const MEMBER: &str = "111122223333";

#[test]
#[ignore = "needs MiniStack, the SAM CLI and the AWS CLI, and some minutes: run scripts/test-stack"]
fn the_stack_serves_a_member_account() {
    let cloud = Cloud::start("organization");
    cloud.aws(&["s3", "mb", &format!("s3://{BUCKET}")]);
    let administrator = check_deployment::administrator(&cloud);
    let members = format!("MemberAccounts={MEMBER}");
    let parameters = ["MemberRoleName=resync-mfa-device-member", &members];
    deploy_as(&cloud, "hub", &parameters).expect("the hub is deployed");
    let hub = Stack::named(&cloud, "hub");

    say("a member that is not set up");
    let in_member = |user: &str| in_account(MEMBER, user);
    let (answer, failed) = hub.invoke(&in_member("alice"));
    assert!(failed, "{answer}");
    assert_eq!(answer["errorType"], "AccessDenied", "{answer}");

    say("a member whose role trusts another hub");
    let another = format!("arn:aws:iam::{ACCOUNT}:role/another");
    deploy_member(&cloud, &another);
    create_user_with_device(&cloud, "alice");
    let (answer, _) = hub.invoke(&in_member("alice"));
    assert_eq!(answer["errorType"], "AccessDenied", "{answer}");

    say("a member that is set up");
    deploy_member(&cloud, &hub.output("RoleArn"));
    let (answer, failed) = hub.invoke(&in_member("alice"));
    assert!(!failed, "{answer}");
    assert_eq!(answer["status"], "Resynchronized", "{answer}");
    assert_eq!(answer["accountId"], MEMBER, "{answer}");
    let (answer, _) = hub.invoke(&codes(Some("alice")));
    assert_eq!(
        answer["errorType"], "NoSuchEntity",
        "there is no alice in the hub: {answer}"
    );
    let (answer, _) = hub.invoke(&in_account("444455556666", "alice"));
    assert_eq!(answer["errorType"], "NotAuthorized", "{answer}");
    check_deployment::passes(&hub, &administrator, None, None);
}

fn in_account(account: &str, user: &str) -> Value {
    let mut request = codes(Some(user));
    request["accountId"] = json!(account);
    request
}

/// MiniStack takes a key of twelve digits for the root user of that account.
fn aws_in_member(cloud: &Cloud, arguments: &[&str]) {
    let root = Credentials {
        key_id: MEMBER.to_owned(),
        secret: "test".to_owned(),
        session_token: None,
    };
    cloud
        .aws_as(&root, arguments)
        .expect("the AWS CLI succeeds");
}

fn deploy_member(cloud: &Cloud, hub_role: &str) {
    let template = concat!(env!("CARGO_MANIFEST_DIR"), "/member.yaml");
    let trust = format!("HubRoleArn={hub_role}");
    aws_in_member(
        cloud,
        &[
            "cloudformation",
            "deploy",
            "--stack-name",
            "resync-mfa-device-member",
            "--template-file",
            template,
            "--capabilities",
            "CAPABILITY_NAMED_IAM",
            "--parameter-overrides",
            &trust,
        ],
    );
}

fn create_user_with_device(cloud: &Cloud, name: &str) {
    aws_in_member(cloud, &["iam", "create-user", "--user-name", name]);
    let seed = cloud.directory().join("seed");
    aws_in_member(
        cloud,
        &[
            "iam",
            "create-virtual-mfa-device",
            "--virtual-mfa-device-name",
            name,
            "--outfile",
            &seed.to_string_lossy(),
            "--bootstrap-method",
            "Base32StringSeed",
        ],
    );
    let serial_number = format!("arn:aws:iam::{MEMBER}:mfa/{name}");
    let [first, second] = crate::ANY_CODES;
    aws_in_member(
        cloud,
        &[
            "iam",
            "enable-mfa-device",
            "--user-name",
            name,
            "--serial-number",
            &serial_number,
            "--authentication-code1",
            first,
            "--authentication-code2",
            second,
        ],
    );
}
