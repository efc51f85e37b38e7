//! The whole stack, deployed as a newcomer deploys it, to a local AWS that enforces signatures and
//! policies, and used through every entry point. `scripts/test-stack` installs what it needs and runs it.
//!
//! What that AWS, MiniStack, does not do, so that no test here can show it: it invokes the function
//! for an API without checking the function's resource policy (the test reads that policy instead),
//! lets a workflow and a deployer do what their roles may not, treats every user's path as `/`,
//! throttles no API, answers no preflight from a template's CORS settings, writes no access log and
//! no workflow's log, writes Lambda's reports as text whatever the format, makes no metrics of a
//! log, and has another name for a throttled invocation in a workflow.
#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test that cannot go on fails by panicking, and one that takes minutes says where \
              it is"
)]
#![allow(clippy::doc_markdown, reason = "MiniStack is a name")]

mod check_deployment;
mod install_and_upgrade;
mod ministack;
mod organization;
mod presets;

use std::collections::BTreeSet;
use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};
use simulator::iam::{Device, Fault, Iam, STEP};
use simulator::provider::Provider;

use crate::ministack::{ACCOUNT, Cloud, Credentials, REGION, get, post, signed_by, wait_until};

const STACK: &str = "resync";
const BUCKET: &str = "artifacts";
const AUDIENCE: &str = "api";
const CLIENT_ID: &str = "resync-portal";
const ORIGIN: &str = "https://portal.example.com";
const RUNBOOK: &str = "https://wiki.example.com/resync-mfa-device";

/// What the embedded IAM's clock says at first: 2027-01-15T08:00:00Z.
const NOW: i64 = 1_800_000_000;

/// Codes that MiniStack's IAM takes for good, as it takes any.
const ANY_CODES: [&str; 2] = ["219910", "851773"];

#[test]
#[ignore = "needs MiniStack, the SAM CLI and the AWS CLI, and some minutes: run scripts/test-stack"]
fn the_stack_from_its_deployment_to_its_removal() {
    let cloud = Cloud::start("stack");
    cloud.aws(&["s3", "mb", &format!("s3://{BUCKET}")]);

    refuses_invalid_parameters(&cloud);
    say("deploy");
    deploy(&cloud, &[]).expect("the stack is deployed");
    let stack = Stack::of(&cloud);
    let people = People::new(&stack);

    say("what was deployed");
    stack.is_as_the_template_says();
    say("direct");
    stack.answers_direct_invocations(&people);
    say("signed requests");
    stack.answers_signed_requests(&people);
    say("the emergency stop, and its end");
    stack.stops_and_starts(&people);
    say("the check after a deployment, of a second stack");
    let administrator = check_deployment::administrator(&cloud);
    check_deployment::finds_what_is_broken(&cloud, &administrator);

    say("an update of the running stack: tokens, the page, an origin, a topic, a runbook");
    let (status, ..) = get(&stack.output("PortalUrl"), &[]);
    assert_eq!(status, 403, "a page without a client ID");
    let issuer = Provider::start(CLIENT_ID, Vec::new());
    let topic = cloud.aws(&["sns", "create-topic", "--name", "alarms"]);
    let topic = topic["TopicArn"].as_str().expect("an ARN");
    let settings = [
        format!("JwtIssuer={}", issuer.issuer()),
        format!("JwtAudience={AUDIENCE}"),
        format!("PortalClientId={CLIENT_ID}"),
        "PortalSupport=\"the IT desk, extension 4357\"".to_owned(),
        "CallerClaim=custom:iam_user".to_owned(),
        "OperatorGroups=helpdesk".to_owned(),
        format!("CorsOrigin={ORIGIN}"),
        format!("AlarmTopicArn={topic}"),
        format!("RunbookUrl={RUNBOOK}"),
    ];
    let settings: Vec<&str> = settings.iter().map(String::as_str).collect();
    deploy(&cloud, &settings).expect("the stack is updated");
    assert_eq!(Stack::of(&cloud).url, stack.url);
    stack.alarms_say(RUNBOOK, &json!([topic]));
    say("tokens");
    let token = stack.answers_requests_with_tokens(&people, &issuer);
    say("the page");
    Stack::of(&cloud).serves_the_page(&issuer);
    say("the check after a deployment, with a token and the page");
    let updated = Stack::of(&cloud);
    check_deployment::passes(&updated, &administrator, Some(&token), Some(ORIGIN));

    say("another update: users of one path only, and no page");
    let settings = ["UserPath=/staff/", "PortalClientId=\"\""];
    deploy(&cloud, &settings).expect("the stack is updated");
    let (status, ..) = get(&stack.output("PortalUrl"), &[]);
    assert_eq!(status, 403, "a page without a client ID");
    // API Gateway keeps the settings of a route, so the routes of the page stay.
    let routes = [
        "GET /",
        "GET /devices",
        "GET /portal/{file}",
        "POST /resync",
    ];
    assert_eq!(stack.routes(), routes);
    assert_eq!(stack.throttled_routes(), routes[..3]);
    let (answer, _) = stack.invoke(&codes(Some("alice")));
    assert_eq!(answer["errorType"], "AccessDenied", "{answer}");
    // IAM denies this call too; the function finds out why.
    let (answer, _) = stack.invoke(&codes(Some("nobody")));
    assert_eq!(answer["errorType"], "NoSuchEntity", "{answer}");

    say("the workflow, and an IAM that refuses codes");
    let world = World::new(&stack);
    stack.workflow_ends(&world);
    stack.logs_no_code(&world);

    say("remove");
    stack.is_removed();
}

/// CloudFormation refuses these before it changes anything.
fn refuses_invalid_parameters(cloud: &Cloud) {
    say("invalid parameters are refused");
    for (parameter, expected) in [
        (
            "JwtIssuer=https://issuer.example.com",
            "JwtIssuer needs JwtAudience",
        ),
        (
            "JwtIssuer=http://issuer.example.com JwtAudience=a CallerClaim=x",
            "an https:// URL without a query",
        ),
        ("JwtAudience=\"a, b\"", "without spaces"),
        ("CallerClaim=\"a claim\"", "the name of one claim"),
        ("GroupsClaim=\"a claim\"", "the name of one claim"),
        ("OperatorArns=alice", "the ARNs of IAM users and roles"),
        ("OperatorGroups=[it]", "names of groups"),
        ("UserPath=/${aws:username}/", "without wildcards"),
        ("PortalClientId=resync", "PortalClientId needs JwtIssuer"),
        (
            "PortalToken=access_token PortalClientId=x CallerClaim=x JwtIssuer=https://x.example",
            "needs JwtAudience",
        ),
        ("PortalScopes=email", "with openid among them"),
        ("PortalConnectOrigins=https://a.example/", "without a path"),
        (
            "JwtIssuer=https://issuer.example.com:65536 JwtAudience=a CallerClaim=x",
            "an https:// URL without a query",
        ),
        (
            "PermissionsBoundaryArn=boundary",
            "the ARN of an IAM policy",
        ),
        ("RolePath=apps", "begin and end with a slash"),
        ("KmsKeyArn=alias/logs", "the ARN of a KMS key"),
        (
            "SubnetIds=subnet-1",
            "needs both SubnetIds and SecurityGroupIds",
        ),
        (
            "SecurityGroupIds=sg-1",
            "needs both SubnetIds and SecurityGroupIds",
        ),
        (
            "DomainName=mfa.example.com",
            "needs both DomainName and CertificateArn",
        ),
        (
            "HostedZoneId=Z1",
            "needs both DomainName and CertificateArn",
        ),
        (
            "DomainName=https://mfa.example.com",
            "a domain name in small letters",
        ),
        (
            "MemberAccounts=111122223333",
            "need both MemberRoleName and MemberAccounts",
        ),
        (
            "MemberRoleName=member",
            "need both MemberRoleName and MemberAccounts",
        ),
        (
            "MemberAccounts=1 MemberRoleName=member",
            "IDs of AWS accounts",
        ),
        (
            "MemberAccounts=111122223333 MemberRoleName=/member",
            "the name of a role",
        ),
    ] {
        let parameters: Vec<&str> = parameter.split(' ').collect();
        let parameters = if parameter.contains('"') {
            &[parameter][..]
        } else {
            &parameters
        };
        let complaint = deploy(cloud, parameters).expect_err(parameter);
        assert!(complaint.contains(expected), "{parameter}: {complaint}");
    }
}

fn say(what: &str) {
    println!("== {what}");
}

/// What Lambda calls this machine's architecture.
const ARCHITECTURE: &str = if cfg!(target_arch = "aarch64") {
    "arm64"
} else {
    "x86_64"
};

/// How many resources of this type the template has without the page.
fn declared(kind: &str) -> usize {
    let template = concat!(env!("CARGO_MANIFEST_DIR"), "/template.yaml");
    let template = std::fs::read_to_string(template).expect("a template");
    let template: Value = serde_saphyr::from_str(&template).expect("YAML");
    let resources = template["Resources"].as_object().expect("resources");
    // The other conditions are those of parameters without a default.
    let are_met = [Value::Null, json!("HasApi"), json!("RaisesFailures")];
    let is_there = |it: &&Value| are_met.contains(&it["Condition"]);
    let of_kind = resources
        .values()
        .filter(|it| it["Type"] == kind)
        .filter(is_there);
    of_kind.count()
}

/// Deploys what `sam build` made, with these parameters too.
fn deploy(cloud: &Cloud, parameters: &[&str]) -> Result<String, String> {
    deploy_as(cloud, STACK, parameters)
}

fn deploy_as(cloud: &Cloud, name: &str, parameters: &[&str]) -> Result<String, String> {
    let template = format!("target/package/{ARCHITECTURE}/template.yaml");
    let architecture = format!("Architecture={ARCHITECTURE}");
    let operators = format!(
        "OperatorArns=arn:aws:iam::{ACCOUNT}:user/operator,\
         arn:aws:iam::{ACCOUNT}:role/helpdesk"
    );
    let mut arguments = vec![
        "deploy",
        "--template-file",
        &template,
        "--stack-name",
        name,
        "--s3-bucket",
        BUCKET,
        "--capabilities",
        "CAPABILITY_IAM",
        "--no-confirm-changeset",
        "--parameter-overrides",
        &architecture,
        &operators,
    ];
    arguments.extend(parameters);
    cloud.sam(&arguments)
}

/// The people who call, as MiniStack's IAM knows them.
struct People {
    /// A user with a device.
    alice: Credentials,
    /// Users with none.
    operator: Credentials,
    stranger: Credentials,
    /// A user whom no policy lets through to the API.
    passer_by: Credentials,
    /// A session of a role that is an operator's.
    helpdesk: Credentials,
}

impl People {
    fn new(stack: &Stack) -> Self {
        let cloud = stack.cloud;
        let policy = json!({
            "Version": "2012-10-17",
            "Statement": {
                "Effect": "Allow",
                "Action": "execute-api:Invoke",
                "Resource": [stack.output("ApiRouteArn"), stack.output("DevicesRouteArn")],
            },
        })
        .to_string();
        let user = |name: &str, may_call: bool| {
            cloud.aws(&["iam", "create-user", "--user-name", name]);
            if may_call {
                let names = ["--user-name", name, "--policy-name", "resync"];
                let put = ["iam", "put-user-policy", "--policy-document", &policy];
                cloud.aws(&[&put[..], &names[..]].concat());
            }
            let key = cloud.aws(&["iam", "create-access-key", "--user-name", name]);
            Credentials::from(&key["AccessKey"])
        };
        let people = Self {
            alice: user("alice", true),
            operator: user("operator", true),
            stranger: user("stranger", true),
            passer_by: user("passer-by", false),
            helpdesk: {
                let trust = json!({
                    "Version": "2012-10-17",
                    "Statement": {
                        "Effect": "Allow",
                        "Principal": {"AWS": format!("arn:aws:iam::{ACCOUNT}:root")},
                        "Action": "sts:AssumeRole",
                    },
                })
                .to_string();
                let role = ["--role-name", "helpdesk"];
                let create = [
                    "iam",
                    "create-role",
                    "--assume-role-policy-document",
                    &trust,
                ];
                cloud.aws(&[&create[..], &role[..]].concat());
                let put = ["iam", "put-role-policy", "--policy-document", &policy];
                let name = ["--policy-name", "resync"];
                cloud.aws(&[&put[..], &role[..], &name[..]].concat());
                let arn = format!("arn:aws:iam::{ACCOUNT}:role/helpdesk");
                let assume = ["sts", "assume-role", "--role-session-name", "alice"];
                let session = cloud.aws(&[&assume[..], &["--role-arn", &arn][..]].concat());
                Credentials::from(&session["Credentials"])
            },
        };
        let serial_number = format!("arn:aws:iam::{ACCOUNT}:mfa/alice");
        let seed = cloud.directory().join("seed");
        cloud.aws(&[
            "iam",
            "create-virtual-mfa-device",
            "--virtual-mfa-device-name",
            "alice",
            "--bootstrap-method",
            "Base32StringSeed",
            "--outfile",
            &seed.to_string_lossy(),
        ]);
        cloud.aws(&[
            "iam",
            "enable-mfa-device",
            "--user-name",
            "alice",
            "--serial-number",
            &serial_number,
            "--authentication-code1",
            ANY_CODES[0],
            "--authentication-code2",
            ANY_CODES[1],
        ]);
        people
    }
}

/// An IAM that checks codes, and a user of it whose device is 47 minutes behind.
struct World {
    iam: Iam,
    device: Device,
}

impl World {
    const SERIAL: &str = "GAHT31415926";

    /// Points the function at it.
    fn new(stack: &Stack) -> Self {
        let world = Self {
            iam: Iam::start(NOW),
            device: Device::new(*b"a secret of 20 bytes", -47 * 60),
        };
        world.iam.register("alice", Self::SERIAL, &world.device);
        let name = ["--function-name", &stack.function];
        let get = ["lambda", "get-function-configuration"];
        let mut environment =
            stack.cloud.aws(&[&get[..], &name[..]].concat())["Environment"].take();
        environment["Variables"]["AWS_ENDPOINT_URL_IAM"] = world.iam.endpoint().into();
        let environment = environment.to_string();
        let update = ["lambda", "update-function-configuration", "--environment"];
        stack
            .cloud
            .aws(&[&update[..], &[environment.as_str()][..], &name[..]].concat());
        world
    }

    fn request(codes: &[String; 2]) -> Value {
        json!({
            "userName": "alice",
            "serialNumber": Self::SERIAL,
            "authenticationCode1": codes[0],
            "authenticationCode2": codes[1],
        })
    }

    /// A good request, with codes that were not used before.
    fn good_request(&self) -> Value {
        self.iam.advance(3 * STEP);
        Self::request(&self.device.two_codes(self.iam.now()))
    }
}

/// Removes a stack as a newcomer removes it.
fn remove(cloud: &Cloud, name: &str) {
    cloud
        .sam(&[
            "delete",
            "--no-prompts",
            "--stack-name",
            name,
            "--region",
            REGION,
            "--s3-bucket",
            BUCKET,
        ])
        .expect("the stack is removed");
}

/// What was deployed.
struct Stack<'a> {
    cloud: &'a Cloud,
    name: String,
    outputs: Value,
    url: String,
    devices_url: String,
    function: String,
    workflow: String,
}

impl<'a> Stack<'a> {
    fn of(cloud: &'a Cloud) -> Self {
        Self::named(cloud, STACK)
    }

    fn named(cloud: &'a Cloud, name: &str) -> Self {
        let mut answer = cloud.aws(&["cloudformation", "describe-stacks", "--stack-name", name]);
        let outputs = answer["Stacks"][0]["Outputs"].take();
        let mut stack = Self {
            cloud,
            name: name.to_owned(),
            outputs,
            url: String::new(),
            devices_url: String::new(),
            function: String::new(),
            workflow: String::new(),
        };
        // Not without an API.
        stack.url = stack.find_output("ApiUrl").unwrap_or_default();
        stack.devices_url = stack.find_output("DevicesUrl").unwrap_or_default();
        stack.function = stack.output("Function");
        stack.workflow = stack.output("Workflow");
        stack
    }

    fn output(&self, name: &str) -> String {
        self.find_output(name).expect("such an output")
    }

    fn find_output(&self, name: &str) -> Option<String> {
        let outputs = self.outputs.as_array()?.iter();
        let mut outputs = outputs.filter(|output| output["OutputKey"] == name);
        Some(outputs.next()?["OutputValue"].as_str()?.to_owned())
    }

    /// What MiniStack keeps but does not act upon.
    fn is_as_the_template_says(&self) {
        let policy = self
            .cloud
            .aws(&["lambda", "get-policy", "--function-name", &self.function]);
        let policy: Value =
            serde_json::from_str(policy["Policy"].as_str().expect("a policy")).expect("JSON");
        let statements = policy["Statement"].as_array().expect("statements");
        let mut sources = BTreeSet::new();
        for statement in statements {
            let service = &statement["Principal"]["Service"];
            assert_eq!(service, "apigateway.amazonaws.com");
            let source = &statement["Condition"]["ArnLike"]["AWS:SourceArn"];
            sources.insert(text(source).to_owned());
        }
        let routes = ["ApiRouteArn", "DevicesRouteArn"].map(|name| self.output(name));
        assert_eq!(sources, BTreeSet::from(routes), "{policy}");

        let groups = self.cloud.aws(&["logs", "describe-log-groups"]);
        let groups = groups["logGroups"].as_array().expect("log groups");
        assert_eq!(groups.len(), declared("AWS::Logs::LogGroup"), "{groups:?}");
        assert!(groups.iter().all(|group| group["retentionInDays"] == 90));

        let machine = ["stepfunctions", "describe-state-machine"];
        let arn = ["--state-machine-arn", &self.workflow];
        let machine = self.cloud.aws(&[&machine[..], &arn[..]].concat());
        assert_eq!(machine["type"], "EXPRESS");

        self.alarms_say("docs/operations.md", &json!([]));
        let dashboard = self.output("Dashboard");
        let get = [
            "cloudwatch",
            "get-dashboard",
            "--dashboard-name",
            &dashboard,
        ];
        let body = self.cloud.aws(&get)["DashboardBody"].take();
        let body: Value = serde_json::from_str(body.as_str().expect("a body")).expect("JSON");
        assert!(body.to_string().contains(&self.function), "{body}");
    }

    fn alarms(&self) -> Vec<Value> {
        let mut alarms = self.cloud.aws(&["cloudwatch", "describe-alarms"]);
        match alarms["MetricAlarms"].take() {
            Value::Array(alarms) => alarms,
            other => panic!("{other}"),
        }
    }

    /// Every alarm of the template is there, names this runbook and notifies these topics.
    fn alarms_say(&self, runbook: &str, topics: &Value) {
        let alarms = self.alarms();
        let expected = declared("AWS::CloudWatch::Alarm");
        assert_eq!(alarms.len(), expected, "{alarms:?}");
        for alarm in alarms {
            let description = text(&alarm["AlarmDescription"]);
            assert!(description.ends_with(runbook), "{alarm}");
            assert_eq!(alarm["TreatMissingData"], "notBreaching", "{alarm}");
            assert_eq!(alarm["AlarmActions"], *topics, "{alarm}");
        }
    }

    /// The value of a parameter that is a number.
    fn number(&self, parameter: &str) -> u32 {
        let describe = [
            "cloudformation",
            "describe-stacks",
            "--stack-name",
            &self.name,
        ];
        let stack = self.cloud.aws(&describe);
        let parameters = stack["Stacks"][0]["Parameters"].as_array().cloned();
        let mut parameters = parameters.expect("parameters").into_iter();
        let found = parameters.find(|it| it["ParameterKey"] == parameter);
        let value = found.and_then(|it| text(&it["ParameterValue"]).parse().ok());
        value.expect("a number")
    }

    /// The answer to a direct invocation, and whether it is a function error.
    fn invoke(&self, request: &Value) -> (Value, bool) {
        let file = self.cloud.directory().join("answer.json");
        let file = file.to_string_lossy();
        let payload = request.to_string();
        let invoke = ["lambda", "invoke", "--function-name", &self.function];
        let with = ["--payload", &payload, &file];
        let summary = self.cloud.aws(&[&invoke[..], &with[..]].concat());
        let answer = std::fs::read_to_string(&*file).expect("an answer");
        (
            serde_json::from_str(&answer).expect("JSON"),
            summary.get("FunctionError").is_some(),
        )
    }

    fn answers_direct_invocations(&self, people: &People) {
        // MiniStack's IAM lets the function's role look for the device and resynchronise it.
        let (answer, failed) = self.invoke(&codes(Some("alice")));
        assert_eq!(answer["status"], "Resynchronized", "{answer}");
        assert!(!failed, "{answer}");

        let (answer, failed) = self.invoke(&codes(Some("nobody")));
        assert_eq!(answer["errorType"], "NoSuchEntity", "{answer}");
        assert!(failed, "{answer}");

        let complaint = self.try_to_invoke(&people.alice);
        let complaint = complaint.expect_err("a user may not invoke the function");
        assert!(complaint.contains("AccessDenied"), "{complaint}");
    }

    /// What the AWS CLI says when these credentials invoke the function directly.
    fn try_to_invoke(&self, who: &Credentials) -> Result<String, String> {
        let invoke = ["lambda", "invoke", "--function-name", &self.function];
        self.cloud
            .aws_as(who, &[&invoke[..], &["/dev/null"]].concat())
    }

    /// The commands of docs/operations.md, and what callers see meanwhile.
    fn stops_and_starts(&self, people: &People) {
        let name = ["--function-name", &self.function];
        let stop = ["lambda", "put-function-concurrency"];
        let nothing = ["--reserved-concurrent-executions", "0"];
        self.cloud
            .aws(&[&stop[..], &name[..], &nothing[..]].concat());
        let before = self.invocations();
        let administrator = Credentials {
            key_id: "test".to_owned(),
            secret: "test".to_owned(),
            session_token: None,
        };
        let complaint = self.try_to_invoke(&administrator).expect_err("a stop");
        assert!(complaint.contains("TooManyRequests"), "{complaint}");
        let signed = signed_by(&people.alice);
        let (status, _, answer) = post(&self.url, &signed, &codes(None));
        assert!(status >= 400, "{status}");
        assert_eq!(answer.get("status"), None, "{answer}");
        assert_eq!(self.invocations(), before);

        let start = ["lambda", "delete-function-concurrency"];
        self.cloud.aws(&[&start[..], &name[..]].concat());
        self.answers(&signed, &codes(None), 200, "Resynchronized");
    }

    fn answers_signed_requests(&self, people: &People) {
        let own = codes(None);
        let of_alice = codes(Some("alice"));
        let check = |who: &Credentials, body: &Value, status: u16, word: &str| {
            self.answers(&signed_by(who), body, status, word);
        };
        check(&people.alice, &own, 200, "Resynchronized");
        check(&people.alice, &of_alice, 200, "Resynchronized");
        check(&people.operator, &of_alice, 200, "Resynchronized");
        check(&people.helpdesk, &of_alice, 200, "Resynchronized");
        check(&people.stranger, &of_alice, 403, "NotAuthorized");
        check(&people.stranger, &own, 404, "NoSuchEntity");
        let lists = |who: &Credentials, query: &str, status: u16, word: &str| {
            self.lists(&signed_by(who), query, status, word);
        };
        lists(&people.alice, "", 200, "Devices");
        lists(&people.operator, "?userName=alice", 200, "Devices");
        lists(&people.helpdesk, "?userName=alice", 200, "Devices");
        lists(&people.stranger, "?userName=alice", 403, "NotAuthorized");
        lists(&people.stranger, "", 404, "NoSuchEntity");

        // These do not get as far as the function.
        let before = self.invocations();
        let gateway_refuses = |who: &[String]| {
            let (status, _, answer) = post(&self.url, who, &of_alice);
            assert_eq!(status, 403, "{answer}");
            assert_eq!(answer.get("status"), None, "{answer}");
            let (status, _, answer) = get(&self.devices_url, who);
            assert_eq!(status, 403, "{answer}");
            assert_eq!(answer.get("status"), None, "{answer}");
        };
        gateway_refuses(&signed_by(&people.passer_by));
        gateway_refuses(&[]);
        let forged = Credentials {
            secret: "not the secret".to_owned(),
            ..people.operator.clone()
        };
        gateway_refuses(&signed_by(&forged));
        assert!(before >= 6, "{before}");
        assert_eq!(self.invocations(), before);
    }

    /// Checks each kind of token; returns one that is good.
    fn answers_requests_with_tokens(&self, people: &People, issuer: &Provider) -> String {
        let now = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .expect("a clock after 1970")
            .as_secs();
        let (an_hour_ago, in_an_hour) = (now - 3600, now + 3600);
        let claims = |user: &str, audience: &str, expires: u64| {
            json!({
                "iss": issuer.issuer(),
                "aud": audience,
                "sub": format!("subject of {user}"),
                "exp": expires,
                "custom:iam_user": user,
            })
        };
        let alice = claims("alice", AUDIENCE, in_an_hour);
        let other = claims("stranger", AUDIENCE, in_an_hour);
        let mut helpdesk = other.clone();
        helpdesk["cognito:groups"] = json!(["helpdesk", "staff"]);

        let own = codes(None);
        let of_alice = codes(Some("alice"));
        let token = |claims: &Value| issuer.sign(claims);
        let check = |claims: &Value, body: &Value, status: u16, word: &str| {
            self.answers(&bearer(&token(claims)), body, status, word);
        };
        check(&alice, &own, 200, "Resynchronized");
        let from_the_page = claims("alice", CLIENT_ID, in_an_hour);
        check(&from_the_page, &own, 200, "Resynchronized");
        check(&alice, &of_alice, 200, "Resynchronized");
        check(&helpdesk, &of_alice, 200, "Resynchronized");
        check(&other, &of_alice, 403, "NotAuthorized");
        let lists = |claims: &Value, query: &str, status: u16, word: &str| {
            self.lists(&bearer(&token(claims)), query, status, word);
        };
        lists(&alice, "", 200, "Devices");
        lists(&helpdesk, "?userName=alice", 200, "Devices");
        lists(&other, "?userName=alice", 403, "NotAuthorized");

        // These do not get as far as the function.
        let before = self.invocations();
        let gateway_refuses = |who: &[String]| {
            let (status, _, answer) = post(&self.url, who, &of_alice);
            assert_eq!(status, 401, "{answer}");
            assert_eq!(answer.get("status"), None, "{answer}");
            let (status, _, answer) = get(&self.devices_url, who);
            assert_eq!(status, 401, "{answer}");
            assert_eq!(answer.get("status"), None, "{answer}");
        };
        gateway_refuses(&bearer(&token(&claims("alice", AUDIENCE, an_hour_ago))));
        gateway_refuses(&bearer(&token(&claims("alice", "another", in_an_hour))));
        let mut stranger = alice.clone();
        stranger["iss"] = "https://issuer.example.com".into();
        gateway_refuses(&bearer(&token(&stranger)));
        let forger = Provider::start(CLIENT_ID, Vec::new());
        gateway_refuses(&bearer(&forger.sign(&alice)));
        gateway_refuses(&[]);
        gateway_refuses(&signed_by(&people.alice));
        assert_eq!(self.invocations(), before);
        token(&alice)
    }

    /// The page of its own function, which may write its log and nothing else.
    fn serves_the_page(&self, issuer: &Provider) {
        let url = self.output("PortalUrl");
        for (file, content_type) in [
            ("", "text/html"),
            ("portal/portal.js", "text/javascript"),
            ("portal/portal.css", "text/css"),
            ("portal/icon.svg", "image/svg+xml"),
        ] {
            let (status, headers, _) = get(&format!("{url}{file}"), &[]);
            assert_eq!(status, 200, "{file}");
            let headers = headers.to_lowercase();
            assert!(headers.contains(&format!("content-type: {content_type}")));
            for expected in [
                "cache-control: no-store",
                "frame-ancestors 'none'",
                "referrer-policy: no-referrer",
                "strict-transport-security: max-age=63072000",
                "x-content-type-options: nosniff",
            ] {
                assert!(headers.contains(expected), "{file}: {headers}");
            }
        }
        let (_, _, settings) = get(&format!("{url}portal/settings.json"), &[]);
        assert_eq!(
            settings,
            json!({
                "issuer": issuer.issuer(),
                "clientId": CLIENT_ID,
                "scope": "openid",
                "token": "id_token",
                "support": "the IT desk, extension 4357",
                "hasOwnWords": false,
            })
        );
        let (status, ..) = get(&format!("{url}portal/other.js"), &[]);
        assert_eq!(status, 404);

        let portal = self.output("Portal");
        let name = ["--function-name", &portal];
        let get = ["lambda", "get-function-configuration"];
        let configuration = self.cloud.aws(&[&get[..], &name[..]].concat());
        let role = text(&configuration["Role"]).rsplit('/').next();
        let role = role.expect("a role's name");
        let list = ["iam", "list-role-policies", "--role-name", role];
        assert_eq!(self.cloud.aws(&list)["PolicyNames"], json!(["Log"]));
        let get = ["iam", "get-role-policy", "--policy-name", "Log"];
        let policy = self
            .cloud
            .aws(&[&get[..], &["--role-name", role][..]].concat());
        let statement = &policy["PolicyDocument"]["Statement"][0];
        let actions = json!(["logs:CreateLogStream", "logs:PutLogEvents"]);
        assert_eq!(statement["Action"], actions);
        let group = self.output("PortalLogGroup");
        assert!(text(&statement["Resource"]).contains(&group), "{statement}");
        assert_eq!(configuration["LoggingConfig"]["LogGroup"], *group);

        let all = [
            "GET /",
            "GET /devices",
            "GET /portal/{file}",
            "POST /resync",
        ];
        assert_eq!(self.routes(), all);
        assert_eq!(self.throttled_routes(), all[..3]);
    }

    fn routes(&self) -> Vec<String> {
        let id = self.output("ApiId");
        let routes = self
            .cloud
            .aws(&["apigatewayv2", "get-routes", "--api-id", &id]);
        let routes = routes["Items"].as_array().expect("routes").iter();
        let mut keys: Vec<_> = routes
            .map(|route| text(&route["RouteKey"]).to_owned())
            .collect();
        keys.sort();
        keys
    }

    /// The routes for which the stage has a throttle of their own.
    fn throttled_routes(&self) -> Vec<String> {
        let id = self.output("ApiId");
        let stages = self
            .cloud
            .aws(&["apigatewayv2", "get-stages", "--api-id", &id]);
        let settings = stages["Items"][0]["RouteSettings"].as_object();
        let mut keys: Vec<_> = settings.expect("settings").keys().cloned().collect();
        keys.sort();
        keys
    }

    /// Checks the HTTP status and the document's of an answer of the function's.
    #[track_caller]
    fn answers(&self, who: &[String], body: &Value, status: u16, word: &str) {
        let (got, headers, answer) = post(&self.url, who, body);
        assert_eq!((got, text(&answer["status"])), (status, word), "{answer}");
        assert!(headers.contains("cache-control: no-store"), "{headers}");
    }

    /// Checks the HTTP status and the document's of an answer to a `GET`.
    #[track_caller]
    fn lists(&self, who: &[String], query: &str, status: u16, word: &str) {
        let url = format!("{}{query}", self.devices_url);
        let (got, headers, answer) = get(&url, who);
        assert_eq!((got, text(&answer["status"])), (status, word), "{answer}");
        assert!(headers.contains("cache-control: no-store"), "{headers}");
    }

    /// Runs the workflow: how it ended, and what it says.
    #[track_caller]
    fn run_workflow(&self, request: &Value) -> (String, String) {
        let input = request.to_string();
        let start = ["stepfunctions", "start-sync-execution"];
        let with = ["--state-machine-arn", &self.workflow, "--input", &input];
        let end = self.cloud.aws(&[&start[..], &with[..]].concat());
        if end["status"] == "SUCCEEDED" {
            let output: Value = serde_json::from_str(text(&end["output"])).expect("JSON");
            (
                text(&output["status"]).to_owned(),
                end["output"].to_string(),
            )
        } else {
            (
                text(&end["error"]).to_owned(),
                text(&end["cause"]).to_owned(),
            )
        }
    }

    fn workflow_ends(&self, world: &World) {
        #[track_caller]
        fn check((end, says): (String, String), expected_end: &str, expected: &str) {
            assert_eq!(end, expected_end, "{says}");
            assert!(says.contains(expected), "{says}");
        }
        let throttle = || Fault::error(400, "Throttling", "Rate exceeded");
        let iam = &world.iam;
        let alice_signs_in = || {
            iam.advance(STEP);
            iam.sign_in("alice", World::SERIAL, &world.device.code(iam.now()))
        };
        let wrong = World::request(&ANY_CODES.map(str::to_owned));

        assert!(!alice_signs_in());
        check(
            self.run_workflow(&wrong),
            "NeedsNewCodes",
            "InvalidAuthenticationCode",
        );
        assert!(!alice_signs_in());
        let end = self.run_workflow(&world.good_request());
        check(end, "Resynchronized", "is resynchronized");
        assert!(alice_signs_in());

        let mut late = world.good_request();
        late["submittedAt"] = "2026-01-01T00:00:00Z".into();
        let calls = iam.calls().len();
        check(self.run_workflow(&late), "NeedsNewCodes", "CodesExpired");
        assert_eq!(iam.calls().len(), calls);
        // As a workflow that called IAM itself spelled it.
        let mut late = world.good_request();
        late["SubmittedAt"] = "2026-01-01T00:00:00Z".into();
        check(self.run_workflow(&late), "NeedsNewCodes", "CodesExpired");

        // null means absent: the start of the execution is the time of the submission.
        let dated = || self.log().matches("\"submissionClock\":\"sender\"").count();
        let before = dated();
        let mut without_time = world.good_request();
        without_time["submittedAt"] = Value::Null;
        without_time["requestedBy"] = Value::Null;
        check(
            self.run_workflow(&without_time),
            "Resynchronized",
            "is resynchronized",
        );
        wait_until("the record has the time of the execution", || {
            dated() == before + 1
        });

        let mut unknown = world.good_request();
        unknown["userName"] = "nobody".into();
        check(self.run_workflow(&unknown), "Refused", "NoSuchEntity");
        check(self.run_workflow(&json!({})), "Refused", "InvalidRequest");
        // The function refuses what is no object.
        for input in [json!("a text"), json!([{}]), json!(5), json!(null)] {
            check(self.run_workflow(&input), "Refused", "InvalidRequest");
        }

        // The log says who asked: by the input's word, in either spelling, or the execution.
        for name in ["requestedBy", "RequestedBy"] {
            let mut named = world.good_request();
            named[name] = format!("the ticket of {name}").into();
            check(
                self.run_workflow(&named),
                "Resynchronized",
                "is resynchronized",
            );
        }

        // No input makes the function take the event for an HTTP event.
        let mut http = world.good_request();
        http["requestContext"] = json!({"http": {"method": "GET"}});
        http["httpMethod"] = "GET".into();
        http["rawPath"] = "/".into();
        check(
            self.run_workflow(&http),
            "Resynchronized",
            "is resynchronized",
        );

        iam.inject(Fault::error(400, "ValidationError", "not valid"));
        check(
            self.run_workflow(&world.good_request()),
            "Refused",
            "ValidationError",
        );

        iam.inject(Fault::error(403, "AccessDenied", "not authorized"));
        check(
            self.run_workflow(&world.good_request()),
            "Failed",
            "AccessDenied",
        );

        // The function sends it three times, and the workflow asks the function again.
        let calls = iam.calls().len();
        (0..3).for_each(|_| iam.inject(throttle()));
        let end = self.run_workflow(&world.good_request());
        check(end, "Resynchronized", "is resynchronized");
        assert_eq!(iam.calls().len(), calls + 4);
        let calls = iam.calls().len();
        (0..9).for_each(|_| iam.inject(throttle()));
        check(
            self.run_workflow(&world.good_request()),
            "Failed",
            "Throttling",
        );
        assert_eq!(iam.calls().len(), calls + 9);

        iam.inject(Fault::Close.after_running());
        let end = self.run_workflow(&world.good_request());
        check(end, "OutcomeUnknown", "Sign in with a new code first");
        assert!(alice_signs_in());
    }

    /// How many invocations the function's log tells of.
    fn invocations(&self) -> usize {
        self.log().matches(r#""eventSource":"#).count()
    }

    fn log(&self) -> String {
        let group = self.output("LogGroup");
        self.cloud
            .aws(&["logs", "filter-log-events", "--log-group-name", &group])["events"]
            .to_string()
            .replace("\\\"", "\"")
    }

    /// The whole log of the function: of what it did, and not a code that it was sent.
    fn logs_no_code(&self, world: &World) {
        wait_until("the log tells of the last invocation", || {
            self.log().contains(r#""status":"OutcomeUnknown""#)
        });
        let log = self.log();
        for who in [
            "the ticket of requestedBy",
            "the ticket of RequestedBy",
            "arn:aws:states:",
        ] {
            assert!(log.contains(&format!(r#""requestedBy":"{who}"#)), "{who}");
        }
        let sent = world.iam.calls();
        let codes = sent.iter().flat_map(|call| {
            // The call that looks for the device has none.
            let names = ["AuthenticationCode1", "AuthenticationCode2"].into_iter();
            names.filter_map(|name| call.get(name).map(String::as_str))
        });
        let codes: Vec<&str> = codes.chain(ANY_CODES).collect();
        assert!(codes.len() > 20, "{codes:?}");
        for code in codes {
            assert!(!log.contains(code), "{code} is in the log");
        }
    }

    fn is_removed(&self) {
        let list = |arguments: &[&str], what: &str| {
            self.cloud.aws(arguments)[what]
                .as_array()
                .map_or(0, Vec::len)
        };
        let left = || {
            [
                (
                    "functions",
                    list(&["lambda", "list-functions"], "Functions"),
                ),
                (
                    "log groups",
                    list(&["logs", "describe-log-groups"], "logGroups"),
                ),
                (
                    "filters",
                    list(&["logs", "describe-metric-filters"], "metricFilters"),
                ),
                ("APIs", list(&["apigatewayv2", "get-apis"], "Items")),
                (
                    "workflows",
                    list(&["stepfunctions", "list-state-machines"], "stateMachines"),
                ),
                ("alarms", self.alarms().len()),
                (
                    "dashboards",
                    list(&["cloudwatch", "list-dashboards"], "DashboardEntries"),
                ),
                // One is the test's own.
                ("roles", list(&["iam", "list-roles"], "Roles") - 1),
                (
                    "stacks",
                    list(&["cloudformation", "describe-stacks"], "Stacks"),
                ),
                (
                    "artifacts",
                    list(
                        &["s3api", "list-objects-v2", "--bucket", BUCKET],
                        "Contents",
                    ),
                ),
            ]
        };
        let before = left();
        assert!(before.iter().all(|(_, count)| *count > 0), "{before:?}");
        let audit_log = self.output("LogGroup");

        // Without a function, the workflow knows that nothing ran.
        let delete = ["lambda", "delete-function", "--function-name"];
        self.cloud.aws(&[&delete[..], &[&self.function]].concat());
        let (end, cause) = self.run_workflow(&codes(Some("alice")));
        assert_eq!(end, "Failed", "{cause}");

        remove(self.cloud, STACK);
        let groups = self.cloud.aws(&["logs", "describe-log-groups"]);
        let groups = groups["logGroups"].as_array().expect("log groups").iter();
        let names: Vec<_> = groups.map(|group| text(&group["logGroupName"])).collect();
        assert_eq!(names, [audit_log.as_str()]);
        let delete = ["logs", "delete-log-group", "--log-group-name", &audit_log];
        self.cloud.aws(&delete);
        let after = left();
        assert!(after.iter().all(|(_, count)| *count == 0), "{after:?}");
    }
}

fn codes(user: Option<&str>) -> Value {
    let [first, second] = ANY_CODES;
    let mut request = json!({"authenticationCode1": first, "authenticationCode2": second});
    if let Some(user) = user {
        request["userName"] = user.into();
    }
    request
}

fn bearer(token: &str) -> Vec<String> {
    vec![
        "--header".to_owned(),
        format!("authorization: Bearer {token}"),
    ]
}

#[track_caller]
fn text(value: &Value) -> &str {
    value.as_str().expect("text")
}
