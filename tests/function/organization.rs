//! Users of several accounts: who may act for whom in which account, what STS and IAM get, and every
//! fault at STS.
use std::time::Duration;

use serde_json::{Value, json};
use simulator::iam::{ACCOUNT, Device, Fault, Iam};
use simulator::lambda::{Function, InvokeResult};
use simulator::sts::{Role, Sts};

use crate::{NOW, http_api, metrics, short_of_time, start, status};

const MEMBER: &str = "111122223333";
const OTHER_MEMBER: &str = "444455556666";
const STRANGER: &str = "999999999999";
const ROLE: &str = "security/resync-member";

/// A function with two members, and a user `alice` in each account and in one that is none.
pub struct Organization {
    pub iam: Iam,
    pub sts: Sts,
    pub function: Function,
    devices: Vec<(&'static str, Device)>,
}

/// The ARN of a user.
fn user_arn(account: &str, name: &str) -> String {
    format!("arn:aws:iam::{account}:user/staff/{name}")
}

/// The serial number of alice's device.
fn device_arn(account: &str) -> String {
    format!("arn:aws:iam::{account}:mfa/alice")
}

impl Organization {
    pub fn new() -> Self {
        Self::with(&[])
    }

    pub fn with(variables: &[(&str, &str)]) -> Self {
        let iam = Iam::start(NOW);
        let sts = Sts::start(
            &iam,
            "an-access-key-id",
            "a-secret-access-key",
            "a-session-token",
        );
        let accounts = [ACCOUNT, MEMBER, OTHER_MEMBER, STRANGER];
        let devices = accounts.iter().zip(1..).map(|(&account, secret)| {
            let device = Device::new([secret; 20], -47 * 60);
            iam.register_in(account, "alice", &device_arn(account), &device);
            iam.set_path(account, "alice", "/staff/");
            sts.set_role(Role::of_member(account, ROLE));
            (account, device)
        });
        let devices = devices.collect();
        let endpoint = sts.endpoint();
        // The hub may be listed too.
        let members = format!("{MEMBER}, {OTHER_MEMBER}, {ACCOUNT}");
        let settings = [
            ("AWS_ENDPOINT_URL_STS", endpoint.as_str()),
            ("CALLER_CLAIM", "iam"),
            ("OPERATOR_GROUPS", "it"),
            (
                "OPERATOR_ARNS",
                "arn:aws:iam::111122223333:user/olga,arn:aws:iam::999999999999:user/oscar,\
                 arn:aws:iam::444455556666:role/desk",
            ),
            ("ON_DIRECT_FAILURE", "return"),
            ("MEMBER_ROLE_NAME", ROLE),
            ("MEMBER_ACCOUNTS", &members),
            (
                "MEMBER_ACCOUNT_NAMES",
                "111122223333=Production, 123456789012=Hub",
            ),
        ];
        let function = start(&iam.endpoint(), &[&settings, variables].concat());
        Self {
            iam,
            sts,
            function,
            devices,
        }
    }

    /// Lets IAM forget what it knows of the devices' clocks.
    fn reset(&self) {
        self.iam.advance(180);
        for (account, device) in &self.devices {
            let serial_number = device_arn(account);
            self.iam
                .register_in(account, "alice", &serial_number, device);
        }
    }

    fn device(&self, account: &str) -> &Device {
        let found = self.devices.iter().find(|(of, _)| *of == account);
        &found.unwrap().1
    }

    /// The fields `request`, with the codes that alice's device in `account` shows.
    fn request(&self, account: &str, mut request: Value) -> Value {
        let [first, second] = self.device(account).two_codes(self.iam.now());
        request["authenticationCode1"] = json!(first);
        request["authenticationCode2"] = json!(second);
        request
    }

    /// A good request for alice of a member.
    pub fn good(&self) -> Value {
        self.request(MEMBER, json!({"userName": "alice", "accountId": MEMBER}))
    }

    pub fn invoke(&mut self, event: &Value) -> InvokeResult {
        self.function.invoke(event.to_string())
    }

    fn record(&self) -> Value {
        self.function.records().remove(0)
    }

    /// Whether AWS accepts the code that alice's device in `account` shows.
    fn signs_in(&self, account: &str) -> bool {
        let code = self.device(account).code(self.iam.now());
        self.iam
            .sign_in_to(account, "alice", &device_arn(account), &code)
    }
}

/// What must come of a request.
#[derive(Debug)]
enum Expected {
    /// The device of alice in this account is resynchronized, and no other.
    Resynchronizes(&'static str),
    /// `NotAuthorized`, for this reason, before any call.
    Refused(&'static str),
    /// `InvalidRequest`, with this field, code and end of the sentence, before any call.
    Invalid(&'static str, &'static str, &'static str),
}
use Expected::{Invalid, Refused, Resynchronizes};

const NOT_THEIRS: &str = "the caller asks for another user's device";
const NOT_SERVED: &str = "the function does not serve the account of the user";
const OTHER: &str = "the caller is of another account";
const NO_USER: &str = "the claim that CALLER_CLAIM names does not hold a user name";

/// A token with this claim.
fn token(claim: &str) -> Value {
    json!({"jwt": {"claims": {"iam": claim, "sub": "s"}}})
}

fn operator(claim: &str) -> Value {
    json!({"jwt": {"claims": {"iam": claim, "sub": "s", "cognito:groups": "it"}}})
}

fn signer(arn: &str) -> Value {
    json!({"iam": {"userArn": arn}})
}

#[test]
#[rustfmt::skip]
fn whose_account() {
    let direct = Value::Null;
    let alice = |account: &str| token(&user_arn(account, "alice"));
    let both = |named: &str, own: &str| -> &'static str {
        format!("is in the AWS account {named}, but the request is for a user of {own}. Send values of one account.").leak()
    };
    let rows = [
        // The invoker of the function.
        ("a name alone", direct.clone(), json!({"userName": "alice"}), Resynchronizes(ACCOUNT)),
        ("a member", direct.clone(), json!({"userName": "alice", "accountId": MEMBER}), Resynchronizes(MEMBER)),
        ("another member", direct.clone(), json!({"userName": "alice", "accountId": OTHER_MEMBER}), Resynchronizes(OTHER_MEMBER)),
        ("the hub itself", direct.clone(), json!({"userName": "alice", "accountId": ACCOUNT}), Resynchronizes(ACCOUNT)),
        ("white space", direct.clone(), json!({"userName": "alice", "AccountId": format!(" {MEMBER} ")}), Resynchronizes(MEMBER)),
        ("empty", direct.clone(), json!({"userName": "alice", "accountId": ""}), Resynchronizes(ACCOUNT)),
        ("null", direct.clone(), json!({"userName": "alice", "accountId": null}), Resynchronizes(ACCOUNT)),
        ("by the device", direct.clone(), json!({"userName": "alice", "serialNumber": device_arn(MEMBER)}), Resynchronizes(MEMBER)),
        ("by both", direct.clone(), json!({"userName": "alice", "accountId": MEMBER, "serialNumber": device_arn(MEMBER)}), Resynchronizes(MEMBER)),
        ("two members", direct.clone(), json!({"userName": "alice", "accountId": MEMBER, "serialNumber": device_arn(OTHER_MEMBER)}), Invalid("serialNumber", "DifferentAccounts", both(OTHER_MEMBER, MEMBER))),
        ("the hub and a member", direct.clone(), json!({"userName": "alice", "accountId": ACCOUNT, "serialNumber": device_arn(MEMBER)}), Invalid("serialNumber", "DifferentAccounts", both(MEMBER, ACCOUNT))),
        ("no member", direct.clone(), json!({"userName": "alice", "accountId": STRANGER}), Refused(NOT_SERVED)),
        ("no member, by the device", direct.clone(), json!({"userName": "alice", "serialNumber": device_arn(STRANGER)}), Refused(NOT_SERVED)),
        ("a member and none", direct.clone(), json!({"userName": "alice", "accountId": MEMBER, "serialNumber": device_arn(STRANGER)}), Refused(NOT_SERVED)),
        ("two codes as the account", direct.clone(), json!({"userName": "alice", "accountId": "123456654321"}), Refused(NOT_SERVED)),
        ("eleven digits", direct.clone(), json!({"userName": "alice", "accountId": "11112222333"}), Invalid("accountId", "NotAnAccountId", "must be the twelve digits of an AWS account's ID.")),
        ("digits of another script", direct.clone(), json!({"userName": "alice", "accountId": "١١١١٢٢٢٢٣٣٣٣"}), Invalid("accountId", "NotAnAccountId", "must be the twelve digits of an AWS account's ID.")),
        ("a number", direct.clone(), json!({"userName": "alice", "accountId": 111_122_223_333_u64}), Invalid("accountId", "NotAString", "is not text. Send it as a JSON string.")),
        ("twice", direct.clone(), json!({"userName": "alice", "accountId": MEMBER, "AccountId": MEMBER}), Invalid("accountId", "Duplicate", "is there more than once. Send it once, in one spelling.")),
        ("misspelled", direct, json!({"userName": "alice", "accountid": MEMBER}), Invalid("accountId", "Misspelled", "has a field name that is not spelled right. Send it once, with the right name. The name is accountId.")),
        // A claim with a name: a user of the hub.
        ("a name", token("alice"), json!({}), Resynchronizes(ACCOUNT)),
        ("a name, and its account", token("alice"), json!({"accountId": ACCOUNT}), Resynchronizes(ACCOUNT)),
        ("a name never reaches further", token("alice"), json!({"accountId": MEMBER}), Invalid("accountId", "DifferentAccounts", both(MEMBER, ACCOUNT))),
        ("a name, by the device", token("alice"), json!({"serialNumber": device_arn(MEMBER)}), Invalid("serialNumber", "DifferentAccounts", both(MEMBER, ACCOUNT))),
        ("a name and no member", token("alice"), json!({"accountId": STRANGER}), Refused(NOT_SERVED)),
        // A claim with an ARN.
        ("an ARN", alice(MEMBER), json!({}), Resynchronizes(MEMBER)),
        ("an ARN of the hub", alice(ACCOUNT), json!({}), Resynchronizes(ACCOUNT)),
        ("an ARN, and its name", alice(MEMBER), json!({"userName": "ALICE"}), Resynchronizes(MEMBER)),
        ("an ARN, and its account", alice(MEMBER), json!({"accountId": MEMBER, "serialNumber": device_arn(MEMBER)}), Resynchronizes(MEMBER)),
        ("an ARN and the hub", alice(MEMBER), json!({"accountId": ACCOUNT}), Invalid("accountId", "DifferentAccounts", both(ACCOUNT, MEMBER))),
        ("an ARN and another member", alice(MEMBER), json!({"accountId": OTHER_MEMBER}), Invalid("accountId", "DifferentAccounts", both(OTHER_MEMBER, MEMBER))),
        ("an ARN and another's device", alice(MEMBER), json!({"serialNumber": device_arn(OTHER_MEMBER)}), Invalid("serialNumber", "DifferentAccounts", both(OTHER_MEMBER, MEMBER))),
        ("an ARN and another name", token(&user_arn(MEMBER, "bob")), json!({"userName": "alice"}), Refused(NOT_THEIRS)),
        ("an ARN of no member", alice(STRANGER), json!({}), Refused(OTHER)),
        ("an ARN of another partition", token("arn:aws-cn:iam::111122223333:user/alice"), json!({}), Refused("the caller is of another partition")),
        ("an ARN of a role", token("arn:aws:iam::111122223333:role/alice"), json!({}), Refused("the caller's ARN is not that of an IAM user")),
        ("a security key of another account", Value::Null, json!({"userName": "alice", "accountId": MEMBER, "serialNumber": "arn:aws:iam::444455556666:u2f/user/alice/key-ABCDEFGHIJKLMNOP"}), Invalid("serialNumber", "DifferentAccounts", both(OTHER_MEMBER, MEMBER))),
        ("two ARNs", token("[arn:aws:iam::111122223333:user/carol arn:aws:iam::444455556666:user/alice]"), json!({}), Refused(NO_USER)),
        // Signatures.
        ("a signature", signer(&user_arn(MEMBER, "alice")), json!({}), Resynchronizes(MEMBER)),
        ("a signature, and the hub", signer(&user_arn(MEMBER, "alice")), json!({"accountId": ACCOUNT}), Invalid("accountId", "DifferentAccounts", both(ACCOUNT, MEMBER))),
        ("a signature of no member", signer(&user_arn(STRANGER, "alice")), json!({}), Refused(OTHER)),
        ("a session named as a user", signer("arn:aws:sts::111122223333:assumed-role/r/alice"), json!({}), Refused("the caller's role is no operator")),
        // Operators.
        ("an operator by group", operator("oskar"), json!({"userName": "alice", "accountId": MEMBER}), Resynchronizes(MEMBER)),
        ("an operator by group, by the device", operator("oskar"), json!({"userName": "alice", "serialNumber": device_arn(MEMBER)}), Resynchronizes(MEMBER)),
        ("an operator of the same name", operator("alice"), json!({"userName": "alice", "accountId": MEMBER}), Resynchronizes(MEMBER)),
        ("an operator for themselves", operator("alice"), json!({"accountId": MEMBER}), Invalid("accountId", "DifferentAccounts", both(MEMBER, ACCOUNT))),
        ("an operator of a member", signer("arn:aws:iam::111122223333:user/olga"), json!({"userName": "alice", "accountId": OTHER_MEMBER}), Resynchronizes(OTHER_MEMBER)),
        ("an operator of a member, in the own account", signer("arn:aws:iam::111122223333:user/olga"), json!({"userName": "alice"}), Resynchronizes(MEMBER)),
        ("an operator's role of a member, in the own account", signer("arn:aws:sts::444455556666:assumed-role/desk/x"), json!({"userName": "alice"}), Resynchronizes(OTHER_MEMBER)),
        ("an operator by group, of a member", operator("arn:aws:iam::111122223333:role/desk"), json!({"userName": "alice"}), Resynchronizes(MEMBER)),
        ("an operator of no member", signer("arn:aws:iam::999999999999:user/oscar"), json!({"userName": "alice"}), Resynchronizes(ACCOUNT)),
        ("an operator and no member", operator("oskar"), json!({"userName": "alice", "accountId": STRANGER}), Refused(NOT_SERVED)),
        ("an operator and two accounts", operator("oskar"), json!({"userName": "alice", "accountId": MEMBER, "serialNumber": device_arn(OTHER_MEMBER)}), Invalid("serialNumber", "DifferentAccounts", both(OTHER_MEMBER, MEMBER))),
    ];
    let mut organization = Organization::new();
    for (what, authorizer, request, expected) in rows {
        organization.reset();
        let account = if let Resynchronizes(account) = expected { account } else { MEMBER };
        let body = organization.request(account, request);
        let event = if authorizer.is_null() { body } else { http_api(&authorizer, &body) };
        let answer = organization.invoke(&event);
        let record = organization.record();
        let calls = [organization.sts.take_calls(), organization.iam.take_calls()];
        let document = document(&answer);
        if let Resynchronizes(account) = expected {
            assert_eq!(document["status"], "Resynchronized", "{what}: {record}");
            assert_eq!(document["accountId"], account, "{what}");
            assert_eq!(record["accountId"], account, "{what}");
            assert_eq!(calls[0].len(), usize::from(account != ACCOUNT), "{what}");
            organization.iam.advance(30);
            for (other, _) in &organization.devices {
                assert_eq!(organization.signs_in(other), *other == account, "{what}: {other}");
            }
            continue;
        }
        assert!(calls.iter().all(Vec::is_empty), "{what}: {calls:?}");
        match expected {
            Refused(detail) => {
                assert_eq!(document["status"], "NotAuthorized", "{what}: {document}");
                assert_eq!(record["detail"], detail, "{what}");
                let is_served = detail == NOT_THEIRS;
                assert_eq!(record.get("accountId").is_some(), is_served, "{what}: {record}");
            }
            Invalid(field, code, end) => {
                assert_eq!(document["status"], "InvalidRequest", "{what}: {document}");
                let violation = &document["violations"][0];
                assert_eq!((&violation["field"], &violation["code"]), (&json!(field), &json!(code)), "{what}");
                let message = violation["message"].as_str().unwrap();
                assert!(message.ends_with(end), "{what}: {message}");
                assert_eq!(document["violations"].as_array().unwrap().len(), 1, "{what}");
            }
            Resynchronizes(_) => unreachable!(),
        }
    }
}

/// The document of an answer, whichever form it has.
fn document(answer: &InvokeResult) -> Value {
    let InvokeResult::Response(response) = answer else {
        panic!("{answer:?}");
    };
    match response["body"].as_str() {
        Some(body) => serde_json::from_str(body).unwrap(),
        None => response.clone(),
    }
}

#[test]
fn a_session_is_for_one_user_and_the_actions_of_the_request() {
    let mut organization = Organization::new();
    let mut request = organization.good();
    request["requestedBy"] = json!("Jörg from the help desk, ticket 4711");
    organization.invoke(&request);
    let request_id = organization.function.request_id();
    let body = organization.request(OTHER_MEMBER, json!({}));
    let caller = user_arn(OTHER_MEMBER, "alice");
    organization.invoke(&http_api(&signer(&caller), &body));
    let mut list = http_api(&operator("oskar"), &Value::Null);
    list["requestContext"]["http"]["method"] = json!("GET");
    list["rawQueryString"] = json!(format!("userName=alice&accountId={MEMBER}"));
    let answer = organization.invoke(&list);
    let listed = document(&answer);
    assert_eq!(listed["status"], "Devices", "{listed}");
    assert_eq!(
        (&listed["accountId"], &listed["accountName"]),
        (&json!(MEMBER), &json!("Production"))
    );
    assert_eq!(listed["devices"][0]["serialNumber"], device_arn(MEMBER));
    assert_eq!(listed["operator"], true);
    let account = |id: &str, name: &str| json!({"accountId": id, "accountName": name});
    assert_eq!(
        listed["accounts"],
        json!([
            account(ACCOUNT, "Hub"),
            account(MEMBER, "Production"),
            {"accountId": OTHER_MEMBER},
        ])
    );
    // An operator who is no user, and is to name one.
    let accounts = listed["accounts"].clone();
    list["requestContext"]["authorizer"] =
        json!({"jwt": {"claims": {"sub": "s", "cognito:groups": "it"}}});
    list["rawQueryString"] = json!("");
    let listed = document(&organization.invoke(&list));
    assert_eq!(listed["status"], "InvalidRequest", "{listed}");
    assert_eq!(
        (&listed["operator"], &listed["accounts"]),
        (&json!(true), &accounts)
    );
    // Who is no operator does not learn the accounts.
    list["requestContext"]["authorizer"] = token(&user_arn(MEMBER, "alice"));
    list["rawQueryString"] = json!("");
    let listed = document(&organization.invoke(&list));
    assert_eq!(listed["operator"], false, "{listed}");
    assert!(listed.get("accounts").is_none(), "{listed}");

    // Who assumes a role chooses the name of the session.
    let name = "-------------arn-aws-iam--111122223333-user-staff-alice-x";
    let session = format!("arn:aws:sts::{OTHER_MEMBER}:assumed-role/desk/{name}");
    let request = json!({"userName": "alice", "accountId": MEMBER});
    let body = organization.request(MEMBER, request);
    organization.invoke(&http_api(&signer(&session), &body));

    let calls = organization.sts.calls();
    let both = json!(["iam:ListMFADevices", "iam:ResyncMFADevice"]);
    for (call, account, source_identity, actions) in [
        (
            &calls[0],
            MEMBER,
            "directInvoke-J-rg-from-the-help-desk,-ticket-4711",
            &both,
        ),
        (
            &calls[1],
            OTHER_MEMBER,
            "iam-444455556666-user-alice",
            &both,
        ),
        (&calls[2], MEMBER, "token-s", &json!(["iam:ListMFADevices"])),
        (
            &calls[4],
            MEMBER,
            "iam-444455556666-assumed-role-desk--------------arn-aws-iam--111",
            &both,
        ),
    ] {
        assert_eq!(
            call["RoleArn"],
            format!("arn:aws:iam::{account}:role/{ROLE}")
        );
        assert_eq!(call["DurationSeconds"], "900");
        assert_eq!(call["SourceIdentity"], source_identity);
        let policy: Value = serde_json::from_str(&call["Policy"]).unwrap();
        let user = |path: &str| format!("arn:aws:iam::{account}:user/{path}alice");
        assert_eq!(
            policy,
            json!({"Version": "2012-10-17", "Statement": [{
                "Effect": "Allow",
                "Action": actions,
                "Resource": [user(""), user("*/")],
            }]})
        );
    }
    assert_eq!(calls[0]["RoleSessionName"], request_id);
    assert_eq!(calls.len(), 5);
}

/// Credentials of a session are used for one invocation, and the function's own for the next.
#[test]
fn a_session_is_not_kept() {
    let mut organization = Organization::new();
    for account in [MEMBER, ACCOUNT, MEMBER, OTHER_MEMBER] {
        organization.iam.advance(180);
        let request = json!({"userName": "alice", "accountId": account});
        let request = organization.request(account, request);
        let answer = organization.invoke(&request);
        assert_eq!(status(&answer), "Resynchronized", "{account}");
    }
    assert_eq!(organization.sts.calls().len(), 3);
    let keys: Vec<String> = organization
        .iam
        .requests()
        .iter()
        .filter_map(|request| {
            let (_, key) = request.authorization.split_once("Credential=")?;
            Some(key.split('/').next()?.to_owned())
        })
        .collect();
    let issued = |number| format!("ASIA{number:016}");
    let expected: Vec<String> = [
        issued(1),
        "an-access-key-id".to_owned(),
        issued(2),
        issued(3),
    ]
    .iter()
    // The device is found first.
    .flat_map(|key| [key.clone(), key.clone()])
    .collect();
    assert_eq!(keys, expected);
}

/// What the record and its metrics say of a call in a member account.
#[test]
fn the_account_is_in_the_record_and_the_metrics() {
    let mut organization = Organization::new();
    let request = organization.good();
    organization.invoke(&request);
    let record = organization.record();
    assert_eq!(record["accountId"], MEMBER);
    assert_eq!(record["assumeRoleAttempts"], 1);
    assert!(record["stsMilliseconds"].is_u64());
    assert!(record.get("stsRequestId").is_none(), "{record}");
    let metrics = metrics(&record);
    for metric in [
        "invocations by functionName,status,accountId",
        "stsMilliseconds by functionName",
    ] {
        assert!(metrics.contains(metric), "{metrics:?}");
    }
}

/// An invalid request, one that is refused, and a stack without members do not name an account.
#[test]
fn without_members_nothing_is_said_of_accounts() {
    let mut world = crate::World::with(&[("ON_DIRECT_FAILURE", "return")]);
    let mut request = world.request();
    for (account, expected) in [
        (Some(ACCOUNT), "Resynchronized"),
        (Some(MEMBER), "NotAuthorized"),
        (None, "InvalidAuthenticationCode"),
    ] {
        request["accountId"] = json!(account);
        let answer = world.invoke(&request);
        assert_eq!(status(&answer), expected);
        assert!(document(&answer).get("accountId").is_none());
        let record = world.function.records().remove(0);
        assert!(record.get("accountId").is_none(), "{record}");
        assert!(record.get("assumeRoleAttempts").is_none(), "{record}");
    }
}

fn response(http_status: u16, body: &str) -> Fault {
    let length = body.len();
    let head = format!("HTTP/1.1 {http_status} x\r\ncontent-length: {length}\r\n\r\n");
    Fault::Bytes([head.as_bytes(), body.as_bytes()].concat())
}

/// A session that STS gives in `account`.
fn session(account: &str) -> String {
    format!(
        "<AssumeRoleResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><AssumeRoleResult>\
         <AssumedRoleUser><AssumedRoleId>A:s</AssumedRoleId>\
         <Arn>arn:aws:sts::{account}:assumed-role/r/s</Arn></AssumedRoleUser>\
         <Credentials><AccessKeyId>ASIA0</AccessKeyId><SecretAccessKey>s</SecretAccessKey>\
         <SessionToken>t</SessionToken><Expiration>2030-01-01T00:00:00Z</Expiration></Credentials>\
         </AssumeRoleResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata>\
         </AssumeRoleResponse>"
    )
}

/// What goes wrong at STS, the status, and the reason.
#[rustfmt::skip]
fn faults_at_sts() -> Vec<(Vec<Fault>, &'static str, Option<&'static str>)> {
    let endless = |chunk: Vec<u8>, pause| Fault::Endless {
        head: b"HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n".to_vec(),
        chunk,
        pause: Duration::from_millis(pause),
    };
    let refused = |code: &str| vec![Fault::error(403, code, "No")];
    let denied_by = |policy: &str| {
        let message = format!("User: u is not authorized to perform: sts:AssumeRole {policy}");
        vec![Fault::error(403, "AccessDenied", &message)]
    };
    let clock_error =
        "<ErrorResponse><Error><Code>SignatureDoesNotMatch</Code></Error></ErrorResponse>";
    let good = session(MEMBER);
    vec![
        (refused("AccessDenied"), "AccessDenied", Some("MemberRole")),
        (denied_by("because no resource-based policy allows it"), "AccessDenied", Some("MemberRole")),
        (denied_by("because no identity-based policy allows it"), "AccessDenied", Some("HubRole")),
        (denied_by("with an explicit deny in a service control policy"), "AccessDenied", Some("HubRole")),
        (denied_by("because no permissions boundary allows it"), "AccessDenied", Some("HubRole")),
        (denied_by("because no session policy allows it"), "AccessDenied", Some("HubRole")),
        (denied_by("because no VPC endpoint policy allows it"), "AccessDenied", Some("HubRole")),
        (refused("ExpiredToken"), "AccessDenied", Some("HubRole")),
        (refused("InvalidClientTokenId"), "AccessDenied", Some("HubRole")),
        (refused("SignatureDoesNotMatch"), "AccessDenied", Some("HubRole")),
        (refused("RegionDisabledException"), "AccessDenied", Some("HubRole")),
        (vec![Fault::error(400, "MalformedPolicyDocument", "No")], "InternalError", None),
        (vec![Fault::error(400, "PackedPolicyTooLarge", "No")], "InternalError", None),
        (vec![Fault::error(400, "ValidationError", "No")], "InternalError", None),
        (vec![Fault::error(400, "Throttling", "Slow"); 3], "Throttling", None),
        (vec![Fault::error(503, "ThrottlingException", "Slow"); 3], "Throttling", None),
        (vec![ Fault::error(400, "Throttling", "Slow"), Fault::Close, Fault::Close, ], "Unavailable", None),
        (vec![Fault::error(500, "InternalFailure", "Sorry"); 3], "ServiceFailure", None),
        (vec![Fault::error(400, "SomethingNew", "Sorry")], "ServiceFailure", None),
        (vec![Fault::error(404, "NoSuchEntity", "Sorry")], "ServiceFailure", None),
        (vec![response(200, "<html>")], "ServiceFailure", None),
        (vec![response(200, "")], "ServiceFailure", None),
        (vec![response(302, "")], "ServiceFailure", None),
        (vec![response(403, "<html>")], "ServiceFailure", None),
        (vec![response(200, &good.replace("AssumeRoleR", "ListMFADevicesR"))], "ServiceFailure", None),
        (vec![response(200, &good.replace("https://sts", "https://iam"))], "ServiceFailure", None),
        (vec![response(200, &good[..good.len() - 1])], "ServiceFailure", None),
        (vec![response(201, &good)], "ServiceFailure", None),
        (vec![response(200, &session(OTHER_MEMBER))], "ServiceFailure", None),
        (vec![response(200, &session(STRANGER))], "ServiceFailure", None),
        (vec![response(200, &good.replace("SecretAccessKey", "Secret"))], "ServiceFailure", None),
        (vec![Fault::Close; 3], "Unavailable", None),
        (vec![Fault::Hang; 3], "Unavailable", None),
        (vec![Fault::Close.after_running(); 3], "Unavailable", None),
        (vec![Fault::Bytes(b"HTTP/1.1 200".to_vec()); 3], "Unavailable", None),
        (vec![Fault::Bytes(b"SSH-2.0-OpenSSH\r\n".to_vec()); 3], "Unavailable", None),
        (vec![endless(b"<".to_vec(), 100); 3], "Unavailable", None),
        (vec![endless(vec![b'x'; 1 << 16], 0); 3], "ServiceFailure", None),
        (vec![response(403, clock_error); 3], "AccessDenied", Some("HubRole")),
        // The next attempt works.
        (vec![Fault::error(400, "Throttling", "Slow")], "Resynchronized", None),
        (vec![Fault::Close, Fault::error(500, "InternalFailure", "Sorry")], "Resynchronized", None),
    ]
}

/// Each fault at STS: nothing is sent to IAM, the answer comes in time, and the next request is
/// answered as if it had not been.
#[test]
fn a_fault_at_sts_changes_nothing_and_does_not_outlive_its_invocation() {
    std::thread::scope(|scope| {
        for row in faults_at_sts() {
            scope.spawn(move || check_fault(row));
        }
    });
}

fn check_fault((faults, expected, reason): (Vec<Fault>, &str, Option<&str>)) {
    let mut organization = Organization::new();
    for fault in &faults {
        organization.sts.inject(fault.clone());
    }
    let request = organization.good();
    let answer = organization.function.invoke(short_of_time(&request, 3000));
    let answered = document(&answer);
    assert_eq!(answered["status"], expected, "{faults:?}: {answered}");
    assert_eq!(answered["reason"].as_str(), reason, "{faults:?}");
    let record = organization.record();
    let is_good = expected == "Resynchronized";
    let attempts = if is_good {
        faults.len() + 1
    } else {
        faults.len()
    };
    assert!(
        record["assumeRoleAttempts"].as_u64() <= Some(attempts as u64),
        "{record}"
    );
    if let Fault::Error { code, message, .. } = &faults[0]
        && faults.len() == 1
        && !is_good
    {
        assert_eq!(
            (&record["stsErrorCode"], &record["stsErrorMessage"]),
            (&json!(code), &json!(message))
        );
        assert!(record["stsRequestId"].is_string(), "{record}");
        assert!(answered.get("iamRequestId").is_none(), "{answered}");
    }
    assert_eq!(
        organization.iam.take_calls().is_empty(),
        !is_good,
        "{faults:?}"
    );
    organization.iam.advance(30);
    assert_eq!(organization.signs_in(MEMBER), is_good, "{faults:?}");

    organization.sts.clear_faults();
    organization.iam.advance(150);
    let request = organization.good();
    let answer = organization.invoke(&request);
    assert_eq!(status(&answer), "Resynchronized", "{faults:?}");
    let record = organization.record();
    for attempts in ["assumeRoleAttempts", "resyncMfaDeviceAttempts"] {
        assert_eq!(record[attempts], 1, "{faults:?}");
    }
}

#[test]
fn a_member_that_is_not_set_up() {
    let mut organization = Organization::new();
    let role = Role::of_member(MEMBER, ROLE);
    let with = |change: fn(&mut Role)| {
        let mut role = role.clone();
        change(&mut role);
        role
    };
    for (role, reason) in [
        (
            with(|role| role.name = "security/another".to_owned()),
            "MemberRole",
        ),
        (
            with(|role| role.trusted = "arn:aws:iam::123456789012:role/x".to_owned()),
            "MemberRole",
        ),
        (
            with(|role| role.allows_source_identity = false),
            "MemberRole",
        ),
        (
            with(|role| role.user_path = "/ops/".to_owned()),
            "MemberPermissions",
        ),
    ] {
        organization.sts.set_role(role.clone());
        let request = organization.request(
            MEMBER,
            json!({"userName": "alice", "serialNumber": device_arn(MEMBER)}),
        );
        let answer = document(&organization.invoke(&request));
        assert_eq!(answer["status"], "AccessDenied", "{role:?}: {answer}");
        assert_eq!(answer["reason"], reason, "{role:?}");
        let record = organization.record();
        assert_eq!(
            (&record["reason"], &record["accountId"]),
            (&json!(reason), &json!(MEMBER))
        );
    }
    organization.sts.set_role(role);
    organization.sts.set_hub_may_assume(false);
    let request = organization.good();
    let answer = document(&organization.invoke(&request));
    assert_eq!(answer["reason"], "HubRole");
}

/// A user outside the path of the member's role, and one that does not exist.
#[test]
fn a_user_that_the_member_does_not_know() {
    let mut organization = Organization::new();
    let mut role = Role::of_member(MEMBER, ROLE);
    role.user_path = "/staff/".to_owned();
    organization.sts.set_role(role);
    let mut request = organization.good();
    request["userName"] = json!("nobody");
    for serial_number in [json!(null), json!(device_arn(MEMBER))] {
        request["serialNumber"] = serial_number;
        let answer = document(&organization.invoke(&request));
        assert_eq!(
            (&answer["status"], &answer["reason"]),
            (&json!("NoSuchEntity"), &json!("User"))
        );
    }
}

#[test]
fn a_session_that_ends_before_iam_is_called() {
    let mut organization = Organization::new();
    organization.sts.expire_sessions();
    let request = organization.good();
    let answer = organization.invoke(&request);
    let answer = document(&answer);
    assert_eq!(
        (&answer["status"], &answer["reason"]),
        (&json!("AccessDenied"), &json!("MemberSession"))
    );
    organization.iam.advance(30);
    assert!(!organization.signs_in(MEMBER));
}

#[test]
fn the_deadline_and_the_age_of_the_codes_hold_for_both_services() {
    // No time is left after STS has answered.
    let mut organization = Organization::new();
    organization.sts.delay(Duration::from_millis(1200), None);
    let request = organization.good();
    let answer = organization.function.invoke(short_of_time(&request, 2000));
    assert_eq!(status(&answer), "Unavailable");
    assert!(organization.iam.take_calls().is_empty());

    // The codes are too old once STS has answered.
    let mut organization = Organization::with(&[("MAX_CODE_AGE_SECONDS", "1")]);
    organization.sts.delay(Duration::from_millis(1200), None);
    let request = organization.request(
        MEMBER,
        json!({"userName": "alice", "serialNumber": device_arn(MEMBER)}),
    );
    let answer = organization.invoke(&request);
    assert_eq!(status(&answer), "CodesExpired");
    assert!(organization.iam.take_calls().is_empty());
}

/// A clock that is wrong at both services, and at one of them.
#[test]
fn clocks_that_differ() {
    for (sts, iam) in [(3600, 3600), (-3600, 0), (0, 3600), (86_400, -86_400)] {
        let mut organization = Organization::new();
        organization.sts.skew(sts);
        organization.iam.skew(iam);
        let request = organization.good();
        let answer = organization.invoke(&request);
        let expires_at_once = iam - sts > 900;
        let expected = if expires_at_once {
            "AccessDenied"
        } else {
            "Resynchronized"
        };
        assert_eq!(status(&answer), expected, "{sts} {iam}");
    }
}

#[test]
fn a_setting_for_members_that_is_not_valid() {
    for (variable, values, accepts) in [
        (
            "MEMBER_ACCOUNTS",
            &[
                "1",
                "12345678901a",
                "123456789012 210987654321",
                "arn:aws:iam::123456789012:root",
            ][..],
            "the IDs of AWS accounts, separated by commas",
        ),
        (
            "MEMBER_ROLE_NAME",
            &[
                "/role",
                "role/",
                "a//b",
                "r*",
                "r o",
                "arn:aws:iam::123456789012:role/r",
            ],
            "the name of an IAM role, after its path where it has one",
        ),
        (
            "MEMBER_ACCOUNT_NAMES",
            &[
                "Production",
                "1=Production",
                "123456789012=",
                "123456789012=a,b",
            ],
            "names of AWS accounts, as in 123456789012=Production, separated by commas",
        ),
        (
            "MEMBER_ROLE_NAME",
            &[""],
            "the name of a role, where MEMBER_ACCOUNTS is set",
        ),
        (
            "MEMBER_ACCOUNTS",
            &[""],
            "the IDs of AWS accounts, where MEMBER_ROLE_NAME is set",
        ),
        (
            "AWS_ENDPOINT_URL_STS",
            &["nowhere"],
            "the URL of an endpoint, such as https://iam.amazonaws.com",
        ),
    ] {
        for value in values {
            let mut organization = Organization::with(&[(variable, value)]);
            let error = organization.function.init_error().unwrap();
            let sentence =
                format!("environment variable {variable} is not valid: it accepts {accepts}");
            assert_eq!(error["errorMessage"], sentence, "{value}");
        }
    }
}
