//! Who may resync whom: one row a case. For every refusal IAM was not called.
#![expect(
    clippy::needless_pass_by_value,
    reason = "rows read better without references"
)]

use serde_json::{Value, json};
use simulator::iam::Device;

use crate::{NOW, World, http_api, rest_api, status};

const SETTINGS: [(&str, &str); 4] = [
    ("ON_DIRECT_FAILURE", "return"),
    ("CALLER_CLAIM", "custom:iam_user"),
    (
        "OPERATOR_ARNS",
        "arn:aws:iam::123456789012:user/ops/olga, \
         arn:aws:iam::123456789012:role/helpdesk/MfaHelpdesk,\
         arn:aws:iam::999999999999:role/Partner",
    ),
    ("OPERATOR_GROUPS", "mfa-helpdesk,it"),
];

/// What must come of a case.
enum Expected {
    /// IAM is asked to resync the device of the user of this name, so spelt.
    Sends(&'static str),
    /// `NotAuthorized`, and this reason in the log.
    Refused(&'static str),
    /// Some other refusal before IAM is called.
    Status(&'static str),
}
use Expected::{Refused, Sends, Status};

const NOT_THEIRS: &str = "the caller asks for another user's device";
const NO_PROOF: &str = "the event has no authorizer that proves a caller";
const NO_OPERATOR_ROLE: &str = "the caller's role is no operator";
const NO_CLAIM: &str = "the caller has no claim that CALLER_CLAIM names";
const NO_NAME: &str = "the claim that CALLER_CLAIM names does not hold a user name";
const NO_STRING: &str = "the claim that CALLER_CLAIM names is not a string or a list of one";

/// Invokes the function with each event, whose body asks for `asked`, and checks what comes of it.
#[track_caller]
fn check(cases: Vec<(&str, Value, Expected)>) {
    let mut world = World::with(&SETTINGS);
    for user in ["bob", "olga", "mallory"] {
        world
            .iam
            .register(user, crate::SERIAL, &Device::new([9; 20], 0));
    }
    let process_id = world.function.process_id();
    for (what, mut event, expected) in cases {
        world.iam.advance(120);
        let calls = world.iam.calls().len();
        let connections = world.iam.connections();

        // The codes of whichever device will be asked for.
        let asked = event["asked"].take();
        let drifted = matches!(expected, Sends(name) if name.eq_ignore_ascii_case("alice"));
        let device = if drifted {
            world.device.clone()
        } else {
            Device::new([9; 20], 0)
        };
        let [first, second] = device.two_codes(world.iam.now());
        let mut body = json!({
            "serialNumber": crate::SERIAL,
            "authenticationCode1": first,
            "authenticationCode2": second,
        });
        if !asked.is_null() {
            body["userName"] = asked;
        }
        event["body"] = json!(body.to_string());

        let answer = world.invoke(&event);
        let status = status(&answer);
        let record = &world.function.records()[0];
        match expected {
            Sends(name) => {
                assert_eq!(status, "Resynchronized", "{what}: {record}");
                let call = &world.iam.calls()[calls];
                assert_eq!(call["UserName"], name, "{what}");
            }
            Refused(reason) => {
                assert_eq!(status, "NotAuthorized", "{what}: {record}");
                assert_eq!(record["detail"], reason, "{what}");
                assert!(!format!("{answer:?}").contains(reason), "{what}: not vague");
            }
            Status(expected) => assert_eq!(status, expected, "{what}"),
        }
        if !matches!(expected, Sends(_)) {
            assert_eq!(world.iam.calls().len(), calls, "{what}: IAM was called");
            assert_eq!(world.iam.connections(), connections, "{what}");
        }
    }
    assert_eq!(world.function.process_id(), process_id);
}

fn asking(asked: &str, mut event: Value) -> Value {
    event["asked"] = json!(asked);
    event
}

fn v1(identity: Value, authorizer: Value) -> Value {
    rest_api(&identity, &authorizer, &Value::Null)
}

fn v2(authorizer: Value) -> Value {
    http_api(&authorizer, &Value::Null)
}

/// Signed with AWS credentials, at an HTTP API.
fn arn(arn: &str) -> Value {
    v2(json!({"iam": {"userArn": arn}}))
}

fn token(claims: Value) -> Value {
    v2(json!({"jwt": {"claims": claims, "scopes": null}}))
}

#[test]
#[rustfmt::skip]
fn every_gateway_that_identifies_a_caller() {
    let alice = "arn:aws:iam::123456789012:user/alice";
    let claims = json!({"custom:iam_user": "alice"});
    let mut url = arn(alice);
    url["requestContext"]["domainName"] = json!("abcdefg.lambda-url.eu-central-1.on.aws");
    let mut format_1 = v1(json!({}), json!({"claims": claims, "scopes": ["a"]}));
    format_1["version"] = json!("1.0");
    check(vec![
        ("REST + IAM", asking("alice", v1(json!({"userArn": alice}), Value::Null)), Sends("alice")),
        ("REST + Cognito", asking("alice", v1(json!({"userArn": null}), json!({"claims": claims}))), Sends("alice")),
        ("REST + Lambda authorizer", asking("alice", v1(json!({}), json!({"principalId": "u", "custom:iam_user": "alice"}))), Sends("alice")),
        ("HTTP + JWT", asking("alice", token(claims.clone())), Sends("alice")),
        ("HTTP + JWT, format 1.0", asking("alice", format_1), Sends("alice")),
        ("HTTP + Lambda authorizer", asking("alice", v2(json!({"lambda": claims}))), Sends("alice")),
        ("HTTP + IAM", asking("alice", arn(alice)), Sends("alice")),
        ("format 1.0 + IAM", asking("alice", v1(json!({"userArn": alice}), json!({"claims": null, "scopes": null}))), Sends("alice")),
        ("function URL + IAM", asking("alice", url), Sends("alice")),
    ]);
}

#[test]
#[rustfmt::skip]
fn an_iam_user_has_their_own_device() {
    let user = |path: &str| arn(&format!("arn:aws:iam::123456789012:user/{path}"));
    check(vec![
        ("themself", asking("alice", user("alice")), Sends("alice")),
        ("with a path", asking("alice", user("division/team/alice")), Sends("alice")),
        ("nobody asked for", user("division/alice"), Sends("alice")),
        ("another case", asking("aLICE", user("alice")), Sends("alice")),
        ("IAM's spelling", asking("alice", user("Alice")), Sends("Alice")),
        ("another user", asking("bob", user("alice")), Refused(NOT_THEIRS)),
        ("a path that is another's name", asking("bob", user("bob/mallory")), Refused(NOT_THEIRS)),
        ("a name that ends in another's", asking("bob", user("notbob")), Refused(NOT_THEIRS)),
        ("a name that begins with another's", asking("bob", user("bob2")), Refused(NOT_THEIRS)),
        ("a homoglyph", asking("b\u{43e}b", user("mallory")), Status("InvalidRequest")),
        ("a homoglyph in the ARN", asking("bob", user("b\u{43e}b")), Refused("the caller's ARN names no user")),
        ("a dotless i", asking("alice", user("al\u{131}ce")), Refused("the caller's ARN names no user")),
        ("no name at all", asking("bob", user("bob/")), Refused("the caller's ARN names no user")),
    ]);
}

#[test]
#[rustfmt::skip]
fn others_who_sign_may_do_nothing() {
    let own = "arn:aws:sts::123456789012:assumed-role";
    check(vec![
        ("root", asking("alice", arn("arn:aws:iam::123456789012:root")), Refused("the caller is the root user")),
        ("a federated user", asking("alice", arn("arn:aws:sts::123456789012:federated-user/alice")), Refused("the caller is a federated user")),
        ("another account", asking("alice", arn("arn:aws:iam::999999999999:user/alice")), Refused("the caller is of another account")),
        ("another partition", asking("alice", arn("arn:aws-cn:iam::123456789012:user/alice")), Refused("the caller is of another partition")),
        ("a role", asking("alice", arn(&format!("{own}/Developer/someone"))), Refused(NO_OPERATOR_ROLE)),
        ("a session named like a user", asking("alice", arn(&format!("{own}/Developer/alice"))), Refused(NO_OPERATOR_ROLE)),
        ("a session named like an operator", asking("alice", arn(&format!("{own}/Developer/MfaHelpdesk"))), Refused(NO_OPERATOR_ROLE)),
        ("a resource without a path", asking("alice", arn("arn:aws:iam::123456789012:alice")), Refused("the caller's ARN is not that of an IAM user")),
        ("a group", asking("alice", arn("arn:aws:iam::123456789012:group/alice")), Refused("the caller's ARN is not that of an IAM user")),
        ("another service", asking("alice", arn("arn:aws:s3::123456789012:user/alice")), Refused("the caller's ARN is not that of an IAM user")),
        ("an ARN with a region", asking("alice", arn("arn:aws:iam:us-east-1:123456789012:user/alice")), Refused("the caller's ARN is not that of an IAM principal")),
        ("no ARN", asking("alice", arn("alice")), Refused("the caller's ARN is not that of an IAM principal")),
        ("an anonymous caller", asking("alice", arn("anonymous")), Refused("the caller's ARN is not that of an IAM principal")),
    ]);
}

#[test]
#[rustfmt::skip]
fn an_operator_may_act_for_anybody() {
    let role = |role: &str| arn(&format!("arn:aws:sts::123456789012:assumed-role/{role}"));
    let user = |path: &str| arn(&format!("arn:aws:iam::123456789012:user/{path}"));
    check(vec![
        ("a session of the role", asking("bob", role("MfaHelpdesk/harry")), Sends("bob")),
        ("a role of another account, by its ARN", asking("bob", arn("arn:aws:sts::999999999999:assumed-role/Partner/p")), Sends("bob")),
        ("a role has no device", role("MfaHelpdesk/harry"), Status("InvalidRequest")),
        ("the user", asking("bob", user("ops/olga")), Sends("bob")),
        ("the user's own", user("ops/olga"), Sends("olga")),
        ("the user without the path", asking("bob", user("olga")), Refused(NOT_THEIRS)),
        ("the user in another path", asking("bob", user("x/ops/olga")), Refused(NOT_THEIRS)),
        ("more than the user's ARN", asking("bob", user("ops/olga2")), Refused(NOT_THEIRS)),
        ("less than the user's ARN", asking("bob", user("ops/olg")), Refused(NOT_THEIRS)),
        ("the user in capitals", asking("bob", user("OPS/OLGA")), Refused(NOT_THEIRS)),
        ("a longer role", asking("bob", role("MfaHelpdesk2/harry")), Refused(NO_OPERATOR_ROLE)),
        ("a shorter role", asking("bob", role("MfaHelpdes/harry")), Refused(NO_OPERATOR_ROLE)),
        ("a role that ends so", asking("bob", role("NotMfaHelpdesk/harry")), Refused(NO_OPERATOR_ROLE)),
        ("the role in another path", asking("bob", role("x/MfaHelpdesk/harry")), Refused(NO_OPERATOR_ROLE)),
        ("no session", asking("bob", role("MfaHelpdesk/")), Refused(NO_OPERATOR_ROLE)),
        ("more than a session", asking("bob", role("MfaHelpdesk/harry/x")), Refused(NO_OPERATOR_ROLE)),
        ("the role in another account", asking("bob", arn("arn:aws:sts::999999999999:assumed-role/MfaHelpdesk/harry")), Refused("the caller is of another account")),
        ("the role in another partition", asking("bob", arn("arn:aws-cn:sts::123456789012:assumed-role/MfaHelpdesk/harry")), Refused("the caller is of another partition")),
        ("a user named like the role", asking("bob", user("MfaHelpdesk")), Refused(NOT_THEIRS)),
        ("a federated user named like the role", asking("bob", arn("arn:aws:sts::123456789012:federated-user/MfaHelpdesk")), Refused("the caller is a federated user")),
    ]);
}

#[test]
#[rustfmt::skip]
fn a_claim_names_the_caller() {
    let claim = |value: Value| token(json!({"sub": "s", "custom:iam_user": value}));
    check(vec![
        ("the user", asking("alice", claim(json!("alice"))), Sends("alice")),
        ("nobody asked for", claim(json!("alice")), Sends("alice")),
        ("another case", asking("ALICE", claim(json!("Alice"))), Sends("Alice")),
        ("another user", asking("bob", claim(json!("alice"))), Refused(NOT_THEIRS)),
        ("beside claims of every kind", asking("alice", token(json!({ "custom:iam_user": "alice", "email_verified": true, "iat": 7, "aud": ["a"], "x": null, }))), Sends("alice")),
        ("empty", asking("alice", claim(json!(""))), Refused(NO_NAME)),
        ("a space", asking("alice", claim(json!(" alice"))), Refused(NO_NAME)),
        ("two names", asking("alice", claim(json!("bob alice"))), Refused(NO_NAME)),
        ("a homoglyph", asking("alice", claim(json!("\u{430}lice"))), Refused(NO_NAME)),
        ("an ARN", asking("alice", claim(json!("arn:aws:iam::123456789012:user/alice"))), Sends("alice")),
        ("an ARN with a path", asking("alice", claim(json!("arn:aws:iam::123456789012:user/staff/alice"))), Sends("alice")),
        ("the ARN of another user", asking("bob", claim(json!("arn:aws:iam::123456789012:user/alice"))), Refused(NOT_THEIRS)),
        ("an ARN of another account", asking("alice", claim(json!("arn:aws:iam::999999999999:user/alice"))), Refused("the caller is of another account")),
        ("an ARN of another partition", asking("alice", claim(json!("arn:aws-cn:iam::123456789012:user/alice"))), Refused("the caller is of another partition")),
        ("the ARN of a role", asking("alice", claim(json!("arn:aws:iam::123456789012:role/alice"))), Refused("the caller's ARN is not that of an IAM user")),
        ("the ARN of a session", asking("alice", claim(json!("arn:aws:sts::123456789012:assumed-role/r/alice"))), Refused("the caller's role is no operator")),
        ("an ARN without an account", asking("alice", claim(json!("arn:aws:iam:::user/alice"))), Refused("the caller's ARN is not that of an IAM principal")),
        ("an ARN without a name", asking("alice", claim(json!("arn:aws:iam::123456789012:user/"))), Refused("the caller's ARN names no user")),
        ("a number", asking("7", claim(json!(7))), Refused(NO_STRING)),
        ("null", asking("alice", claim(json!(null))), Refused(NO_STRING)),
        ("missing", asking("s", token(json!({"sub": "s"}))), Refused(NO_CLAIM)),
        ("in capitals", asking("alice", token(json!({"CUSTOM:IAM_USER": "alice"}))), Refused(NO_CLAIM)),
        ("no claims", asking("alice", token(json!({}))), Refused(NO_PROOF)),
        ("nested", asking("alice", token(json!({"custom": {"iam_user": "alice"}}))), Refused(NO_CLAIM)),
    ]);
}

/// Some providers write every custom claim as a list.
#[test]
#[rustfmt::skip]
fn a_claim_that_is_a_list() {
    let claim = |value: Value| json!({"sub": "s", "custom:iam_user": value});
    let http = |value: Value| token(claim(value));
    let http_1 = |value: Value| {
        let mut claims = claim(value);
        claims["exp"] = json!("1800000000");
        v1(json!({}), json!({"claims": claims, "scopes": null}))
    };
    let cognito = |value: Value| {
        let mut claims = claim(value);
        claims["exp"] = json!("Tue Nov 24 12:00:00 UTC 2026");
        v1(json!({}), json!({"claims": claims}))
    };
    let jwt = |value: Value| {
        let mut claims = claim(value);
        claims["exp"] = json!(1_800_000_000);
        v1(json!({}), json!({"claims": claims}))
    };
    let authorizer = |value: Value| v2(json!({"lambda": claim(value)}));
    let rest_authorizer = |value: Value| v1(json!({}), json!({"principalId": "p", "custom:iam_user": value}));
    check(vec![
        ("as an HTTP API gives one", asking("alice", http(json!("[alice]"))), Sends("alice")),
        ("as an HTTP API gives one, format 1.0", asking("alice", http_1(json!("[alice]"))), Sends("alice")),
        ("as a REST API's JWT authorizer gives one", asking("alice", jwt(json!(["alice"]))), Sends("alice")),
        ("as a REST API's Cognito authorizer gives one", asking("alice", cognito(json!("alice"))), Sends("alice")),
        ("from an authorizer", asking("alice", authorizer(json!(["alice"]))), Sends("alice")),
        ("nobody asked for", http(json!("[Alice]")), Sends("Alice")),
        ("another user", asking("bob", http(json!("[alice]"))), Refused(NOT_THEIRS)),
        ("two, HTTP", asking("alice", http(json!("[alice bob]"))), Refused(NO_NAME)),
        ("two, HTTP, the other", asking("bob", http_1(json!("[alice bob]"))), Refused(NO_NAME)),
        ("one twice, HTTP", asking("alice", http(json!("[alice alice]"))), Refused(NO_NAME)),
        ("one and an empty one, HTTP", asking("alice", http(json!("[alice ]"))), Refused(NO_NAME)),
        ("none, HTTP", asking("alice", http(json!("[]"))), Refused(NO_NAME)),
        ("half a bracket", asking("alice", http(json!("[alice"))), Refused(NO_NAME)),
        ("the other half", asking("alice", http(json!("alice]"))), Refused(NO_NAME)),
        ("a list in a list, HTTP", asking("alice", http(json!("[[alice]]"))), Refused(NO_NAME)),
        ("JSON text, HTTP", asking("alice", http(json!("[\"alice\"]"))), Refused(NO_NAME)),
        ("an ARN, HTTP", asking("alice", http(json!("[arn:aws:iam::123456789012:user/alice]"))), Sends("alice")),
        // A list of two, in one text, has one account and another's name.
        ("two ARNs, HTTP", asking("bob", http(json!("[arn:aws:iam::123456789012:user/alice arn:aws:iam::999999999999:user/bob]"))), Refused(NO_NAME)),
        ("two ARNs, Cognito", asking("bob", cognito(json!("arn:aws:iam::123456789012:user/alice,arn:aws:iam::999999999999:user/bob"))), Refused(NO_NAME)),
        ("two ARNs, Lambda authorizer, REST", asking("bob", rest_authorizer(json!("arn:aws:iam::123456789012:user/alice,arn:aws:iam::999999999999:user/bob"))), Refused(NO_NAME)),
        ("an ARN and a path, HTTP", asking("bob", http(json!("[arn:aws:iam::123456789012:user/alice x/bob]"))), Refused(NO_NAME)),
        ("an ARN and a path, Cognito", asking("bob", cognito(json!("arn:aws:iam::123456789012:user/alice,x/bob"))), Refused(NO_NAME)),
        ("a path that no user has", asking("bob", http(json!("arn:aws:iam::123456789012:user/\u{e9}/bob"))), Refused(NO_NAME)),
        ("two, REST", asking("alice", jwt(json!(["alice", "bob"]))), Refused(NO_STRING)),
        ("one twice, REST", asking("alice", jwt(json!(["alice", "alice"]))), Refused(NO_STRING)),
        ("one and a number, REST", asking("alice", jwt(json!(["alice", 7]))), Refused(NO_STRING)),
        ("one and null, REST", asking("alice", jwt(json!(["alice", null]))), Refused(NO_STRING)),
        ("none, REST", asking("alice", jwt(json!([]))), Refused(NO_STRING)),
        ("a list in a list, REST", asking("alice", jwt(json!([["alice"]]))), Refused(NO_STRING)),
        ("a list of a number", asking("7", jwt(json!([7]))), Refused(NO_STRING)),
        ("an object", asking("alice", jwt(json!({"alice": {}}))), Refused(NO_STRING)),
        ("two, Lambda authorizer", asking("alice", authorizer(json!(["alice", "bob"]))), Refused(NO_STRING)),
        // These gateways write no list so: somebody gave a text with brackets.
        ("brackets, REST", asking("alice", jwt(json!("[alice]"))), Refused(NO_NAME)),
        ("brackets in a list, REST", asking("alice", jwt(json!(["[alice]"]))), Refused(NO_NAME)),
        ("brackets, Cognito", asking("alice", cognito(json!("[alice]"))), Refused(NO_NAME)),
        ("brackets, Lambda authorizer", asking("alice", authorizer(json!("[alice]"))), Refused(NO_NAME)),
        // A comma is a character of a name.
        ("two, Cognito", asking("alice", cognito(json!("alice,bob"))), Refused(NOT_THEIRS)),
        ("two, Lambda authorizer, REST", asking("bob", rest_authorizer(json!("alice,bob"))), Refused(NOT_THEIRS)),
    ]);
}

#[test]
#[rustfmt::skip]
fn a_group_of_operators() {
    let groups = |value: Value| token(json!({"cognito:groups": value}));
    let rest = |mut claims: Value| {
        if claims.get("exp").is_none() {
            claims["exp"] = json!("Tue Nov 24 12:00:00 UTC 2026");
        }
        v1(json!({}), json!({"claims": claims}))
    };
    check(vec![
        ("an array", asking("bob", groups(json!(["x", "mfa-helpdesk"]))), Sends("bob")),
        ("one group, REST", asking("bob", rest(json!({"cognito:groups": "it"}))), Sends("bob")),
        ("as a REST API's JWT authorizer gives it", asking("bob", rest(json!({"exp": 1_800_000_000, "cognito:groups": ["x", "it"]}))), Sends("bob")),
        ("one group, REST with JWT", asking("bob", rest(json!({"exp": 1_800_000_000, "cognito:groups": "it"}))), Sends("bob")),
        ("a comma in one name, REST with JWT", asking("bob", rest(json!({"exp": 1_800_000_000, "cognito:groups": "x,it"}))), Refused(NO_CLAIM)),
        ("an expiry that is a string, REST", asking("bob", rest(json!({"exp": "1800000000", "cognito:groups": "x,it"}))), Sends("bob")),
        ("an expiry that is no string, REST", asking("bob", rest(json!({"exp": [17], "cognito:groups": "x,it"}))), Refused(NO_CLAIM)),
        ("brackets, REST", asking("bob", rest(json!({"cognito:groups": "[x it]"}))), Refused(NO_CLAIM)),
        ("format 1.0 of an HTTP API", asking("bob", v1(json!({}), json!({"claims": {"exp": "1", "cognito:groups": "[x it]"}, "scopes": null}))), Sends("bob")),
        ("a comma in one name, format 1.0 of an HTTP API", asking("bob", v1(json!({}), json!({"claims": {"exp": "1", "cognito:groups": "x,it"}, "scopes": null}))), Refused(NO_CLAIM)),
        ("a comma in one name, HTTP", asking("bob", groups(json!("x,it"))), Refused(NO_CLAIM)),
        ("a space that is not ASCII", asking("bob", groups(json!("[a\u{a0}it]"))), Refused(NO_CLAIM)),
        ("a tab", asking("bob", groups(json!("[a\tit]"))), Refused(NO_CLAIM)),
        ("from an authorizer, as text", asking("bob", v2(json!({"lambda": {"cognito:groups": "x,it"}}))), Sends("bob")),
        ("from an authorizer, in brackets", asking("bob", v2(json!({"lambda": {"cognito:groups": "[x it]"}}))), Refused(NO_CLAIM)),
        ("as an HTTP API gives it", asking("bob", groups(json!("[x mfa-helpdesk y]"))), Sends("bob")),
        ("as an HTTP API gives one", asking("bob", groups(json!("[it]"))), Sends("bob")),
        ("as a REST API gives it", asking("bob", rest(json!({"cognito:groups": "x,mfa-helpdesk"}))), Sends("bob")),
        ("with a space, REST", asking("bob", rest(json!({"cognito:groups": "x, it"}))), Refused(NO_CLAIM)),
        ("one", asking("bob", groups(json!("mfa-helpdesk"))), Sends("bob")),
        ("from an authorizer", asking("bob", v2(json!({"lambda": {"cognito:groups": ["it"]}}))), Sends("bob")),
        ("and a user of their own", token(json!({"cognito:groups": "it", "custom:iam_user": "bob"})), Sends("bob")),
        ("nobody asked for", groups(json!("it")), Status("InvalidRequest")),
        ("a longer name", asking("bob", groups(json!(["mfa-helpdesk2"]))), Refused(NO_CLAIM)),
        ("a shorter name", asking("bob", groups(json!("[mfa-help desk]"))), Refused(NO_CLAIM)),
        ("another case", asking("bob", groups(json!(["MFA-Helpdesk"]))), Refused(NO_CLAIM)),
        ("half a bracket", asking("bob", groups(json!("[mfa-helpdesk"))), Refused(NO_CLAIM)),
        // So does an HTTP API give one group of that name: only administrators may name groups.
        ("words in one name, in brackets", asking("bob", groups(json!("[not mfa-helpdesk]"))), Sends("bob")),
        ("words in one name", asking("bob", groups(json!("not mfa-helpdesk"))), Refused(NO_CLAIM)),
        ("a comma in one name", asking("bob", groups(json!(["x,it"]))), Refused(NO_CLAIM)),
        ("a comma where spaces part", asking("bob", groups(json!("[x,it]"))), Refused(NO_CLAIM)),
        ("an array in an array", asking("bob", groups(json!([["it"]]))), Refused(NO_CLAIM)),
        ("an object", asking("bob", groups(json!({"it": true}))), Refused(NO_CLAIM)),
        ("empty", asking("bob", groups(json!(""))), Refused(NO_CLAIM)),
        ("an empty list", asking("bob", groups(json!("[]"))), Refused(NO_CLAIM)),
        ("another claim", asking("bob", token(json!({"groups": ["it"]}))), Refused(NO_CLAIM)),
        ("not an operator, but somebody", asking("bob", token(json!({"cognito:groups": "x", "custom:iam_user": "alice"}))), Refused(NOT_THEIRS)),
    ]);
}

#[test]
#[rustfmt::skip]
fn what_proves_nobody() {
    let alice = "arn:aws:iam::123456789012:user/alice";
    let load_balancer = json!({
        "requestContext": {
            "elb": {"targetGroupArn": "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/t/1"},
            "identity": {"userArn": alice},
        },
        "httpMethod": "POST",
        "headers": {"x-amzn-oidc-identity": "alice", "x-amzn-oidc-data": "e30.e30.e30"},
    });
    let mut web_socket = v1(json!({"userArn": alice}), Value::Null);
    web_socket["requestContext"]["connectionId"] = json!("TWegAcC4EowCHnA=");
    let mut stray_v1 = v2(Value::Null);
    stray_v1["httpMethod"] = json!("POST");
    stray_v1["requestContext"]["identity"] = json!({"userArn": alice});
    let mut stray_claims = v2(json!({"claims": {"custom:iam_user": "alice"}}));
    stray_claims["version"].take();
    let mut headers = v2(Value::Null);
    headers["headers"] = json!({"x-user": "alice", "authorization": "Bearer e30.e30.e30"});
    headers["queryStringParameters"] = json!({"userArn": alice});
    check(vec![
        ("no authorizer", asking("alice", v2(Value::Null)), Refused(NO_PROOF)),
        ("no authorizer, REST", asking("alice", v1(Value::Null, Value::Null)), Refused(NO_PROOF)),
        ("an empty authorizer", asking("alice", v2(json!({}))), Refused(NO_PROOF)),
        ("an authorizer that is text", asking("alice", v2(json!("alice"))), Refused(NO_PROOF)),
        ("an ARN that is null", asking("alice", v1(json!({"userArn": null}), Value::Null)), Refused(NO_PROOF)),
        ("an empty ARN", asking("alice", arn("")), Refused(NO_PROOF)),
        ("an ARN that is a list", asking("alice", v2(json!({"iam": {"userArn": [alice]}}))), Refused(NO_PROOF)),
        ("claims that are text", asking("alice", v2(json!({"jwt": {"claims": "alice"}}))), Refused(NO_PROOF)),
        ("headers", asking("alice", headers), Refused(NO_PROOF)),
        ("a REST identity in an HTTP API's event", asking("alice", stray_v1), Refused(NO_PROOF)),
        ("REST claims in an HTTP API's event", asking("alice", stray_claims), Refused(NO_PROOF)),
        ("an HTTP API's identity in a REST event", asking("alice", v1(json!({}), json!({"iam": {"userArn": alice}}))), Refused(NO_CLAIM)),
        ("two callers", asking("alice", v1(json!({"userArn": alice}), json!({"claims": {"custom:iam_user": "alice"}}))), Refused("the event names several callers")),
        ("two authorizers", asking("alice", v2(json!({"iam": {"userArn": alice}, "jwt": {"claims": {"custom:iam_user": "alice"}}}))), Refused("the event names several callers")),
        ("an authorizer of nulls", asking("alice", v1(json!({}), json!({"claims": null, "scopes": null}))), Refused(NO_PROOF)),
        ("no request context", asking("alice", json!({"httpMethod": "POST"})), Refused(NO_PROOF)),
        ("a load balancer", asking("alice", load_balancer), Refused("a load balancer's identity headers are not verified here")),
        ("a WebSocket", asking("alice", web_socket), Refused("a message over a WebSocket proves no caller")),
    ]);
}

#[test]
#[rustfmt::skip]
fn nothing_is_allowed_unless_a_setting_allows_it() {
    let mut world = World::new();
    let refused = [
        (asking("alice", token(json!({"sub": "alice", "cognito:groups": ["it", ""]}))), "the caller is in no operator group, and CALLER_CLAIM is not set"),
        (asking("alice", token(json!({"cognito:groups": ""}))), "the caller is in no operator group, and CALLER_CLAIM is not set"),
        (asking("alice", arn("arn:aws:sts::123456789012:assumed-role/MfaHelpdesk/h")), NO_OPERATOR_ROLE),
    ];
    for (event, reason) in refused {
        assert_eq!(status(&world.invoke(&event)), "NotAuthorized");
        assert_eq!(world.function.records()[0]["detail"], reason);
    }
    // A function that does not know its own account takes nobody for one of its users.
    let event = arn("arn:aws:iam::123456789012:user/alice");
    let answer = world.function.invoke(simulator::lambda::Event {
        function_arn: "function-arn".to_owned(),
        ..event.to_string().into()
    });
    assert_eq!(status(&answer), "NotAuthorized");
    assert!(world.iam.calls().is_empty());
    assert_eq!(world.iam.now(), NOW);
}

#[test]
fn the_record_tells_who_it_was() {
    let mut world = World::with(&SETTINGS);
    let alice = "arn:aws:iam::123456789012:user/alice";
    let claims = json!({"iss": "https://issuer.example", "sub": "u-1", "custom:iam_user": "bob"});
    for (event, expected) in [
        (
            arn(alice),
            json!({"eventSource": "http-api", "caller": "iam", "callerArn": alice}),
        ),
        (
            token(claims),
            json!({"eventSource": "http-api", "caller": "token", "callerSubject": "u-1",
                   "callerIssuer": "https://issuer.example"}),
        ),
        (
            v1(
                json!({}),
                json!({"principalId": "p", "custom:iam_user": "bob"}),
            ),
            json!({"eventSource": "rest-api", "caller": "authorizer", "callerSubject": "p"}),
        ),
        (
            v1(json!({}), Value::Null),
            json!({"eventSource": "rest-api", "caller": "unauthenticated"}),
        ),
    ] {
        world.invoke(&event);
        let record = &world.function.records()[0];
        for (field, value) in expected.as_object().unwrap() {
            assert_eq!(&record[field], value, "{record}");
        }
    }
}

/// Roles as Zitadel lists them: an object with a member for each.
#[test]
fn groups_that_are_the_members_of_an_object() {
    let roles = json!({"helpdesk": {"123": "example.com"}, "staff": {}});
    let mut world = World::with(&[("OPERATOR_GROUPS", "helpdesk"), ("GROUPS_CLAIM", "roles")]);
    for (event, expected) in [
        (token(json!({"roles": roles})), "Resynchronized"),
        (
            v1(json!({}), json!({"claims": {"roles": roles}})),
            "Resynchronized",
        ),
        (
            v1(json!({}), json!({"principalId": "p", "roles": roles})),
            "Resynchronized",
        ),
        (
            token(json!({"roles": {"staff": {"helpdesk": ""}}})),
            "NotAuthorized",
        ),
        // An HTTP API may write the object as text, in a form that no source gives.
        (
            token(json!({"roles": "map[helpdesk:map[123:example.com]]"})),
            "NotAuthorized",
        ),
        (token(json!({"roles": roles.to_string()})), "NotAuthorized"),
    ] {
        world.iam.advance(120);
        let mut event = event;
        event["body"] = json!(world.request().to_string());
        assert_eq!(status(&world.invoke(&event)), expected, "{event}");
    }
}

#[test]
fn what_became_of_the_groups_claim() {
    let overage = json!({"_claim_names": {"cognito:groups": "src1"}, "_claim_sources": {}});
    for (claims, expected) in [
        (json!({"cognito:groups": "[staff]"}), json!("read")),
        (json!({"sub": "x"}), json!("absent")),
        (json!({"cognito:groups": 7}), json!("unreadable")),
        (overage, json!("leftOut")),
        (
            json!({"_claim_names": "map[cognito:groups:src1]"}),
            json!("leftOut"),
        ),
        (json!({"_claim_names": {"roles": "src1"}}), json!("absent")),
    ] {
        let mut world = World::with(&SETTINGS);
        world.invoke(&asking("alice", token(claims.clone())));
        let record = &world.function.records()[0];
        assert_eq!(record["groupsClaim"], expected, "{claims}");
    }
    let mut world = World::new();
    world.invoke(&asking("alice", token(json!({"sub": "x"}))));
    assert!(world.function.records()[0].get("groupsClaim").is_none());
}

/// An HTTP API delivers the context of a Lambda authorizer with its types. A map `claims` in it is not
/// the claims of a token.
#[test]
fn claims_in_the_context_of_a_lambda_authorizer() {
    let claims = json!({"custom:iam_user": "bob", "cognito:groups": "it"});
    let context = json!({"claims": claims, "custom:iam_user": "alice", "principalId": "p"});
    check(vec![
        (
            "the user in the map",
            asking("bob", v1(json!({}), context.clone())),
            Refused(NOT_THEIRS),
        ),
        (
            "the user beside the map",
            asking("alice", v1(json!({}), context)),
            Sends("alice"),
        ),
    ]);
}
