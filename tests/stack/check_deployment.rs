//! `scripts/check-deployment`, against a stack as deployed and against one that was broken on
//! purpose.
//!
//! What MiniStack does not do, so that no test here can show it: it makes no metrics of a log, so
//! that the check warns; it does not check the function's resource policy when an API invokes the
//! function, so that only the reading of that policy is tested; it has no service control policies;
//! it answers `ListMFADevices` for an unknown user with an empty list, where IAM answers
//! `NoSuchEntity`. It leaves a template's origin, throttling of a stage and logging of a workflow
//! out, so that the test sets them. Its drift detection reads functions, trust policies and log
//! groups, and neither routes, authorizers, permissions, metric filters nor alarms. No deployment
//! fails here.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::ministack::{ACCOUNT, Cloud, Credentials};
use crate::{Stack, deploy_as, say, text};

/// The stack that is broken, and removed again.
const BROKEN: &str = "broken";

/// An administrator who signs. MiniStack does not check the signatures of the root user.
pub fn administrator(cloud: &Cloud) -> Credentials {
    let name = ["--user-name", "administrator"];
    cloud.aws(&[&["iam", "create-user"][..], &name].concat());
    let policy = [
        "--policy-arn",
        "arn:aws:iam::aws:policy/AdministratorAccess",
    ];
    cloud.aws(&[&["iam", "attach-user-policy"][..], &policy, &name].concat());
    let key = cloud.aws(&[&["iam", "create-access-key"][..], &name].concat());
    Credentials::from(&key["AccessKey"])
}

/// Every check of a sound stack passes; with a token and an origin, where the API has them.
pub fn passes(
    stack: &Stack,
    administrator: &Credentials,
    token: Option<&str>,
    origin: Option<&str>,
) {
    apply_what_ministack_leaves_out(stack, origin);
    let checked = check(stack.cloud, administrator, &stack.name, token);
    assert_eq!(checked.failed, BTreeSet::new(), "{}", checked.output);
    assert_eq!(checked.exit_code, 0, "{}", checked.output);
    let has_api = !stack.url.is_empty();
    assert!(
        checked.passed.len() > if has_api { 35 } else { 25 },
        "{}",
        checked.output
    );
    let reaches = checked.passed.contains("the API reaches the function");
    assert_eq!(reaches, has_api, "{}", checked.output);
}

/// Deploys a second stack, breaks it, and looks whether each fault is found, and nothing else.
pub fn finds_what_is_broken(cloud: &Cloud, administrator: &Credentials) {
    deploy_as(cloud, BROKEN, &[]).expect("a second stack is deployed");
    let stack = Stack::named(cloud, BROKEN);
    passes(&stack, administrator, None, None);

    say("eight faults at once");
    let function = ["--function-name", &stack.function];
    put_role_policy(&stack, "iam:ResyncMFADevice");
    let api = stack.output("ApiId");
    let query = "Items[?RouteKey=='GET /devices'] | [0].RouteId";
    let routes = ["apigatewayv2", "get-routes", "--api-id", &api];
    let route = cloud.aws(&[&routes[..], &["--query", query]].concat());
    cloud.aws(&[
        "apigatewayv2",
        "update-route",
        "--api-id",
        &api,
        "--route-id",
        text(&route),
        "--authorization-type",
        "NONE",
    ]);
    let log_group = stack.output("LogGroup");
    let group = ["--log-group-name", &log_group];
    cloud.aws(&[&["logs", "delete-retention-policy"][..], &group].concat());
    let get = ["lambda", "get-function-configuration"];
    let mut environment = cloud.aws(&[&get[..], &function].concat())["Environment"].take();
    environment["Variables"]["MAX_CODE_AGE_SECONDS"] = "300".into();
    let environment = environment.to_string();
    let update = ["lambda", "update-function-configuration", "--environment"];
    cloud.aws(&[&update[..], &[&environment], &function].concat());
    let query = "MetricAlarms[?contains(AlarmName, 'RefusedCodesAlarm')] \
                 | [?contains(AlarmName, 'broken')] | [0].AlarmName";
    let alarm = cloud.aws(&["cloudwatch", "describe-alarms", "--query", query]);
    let alarm = text(&alarm);
    cloud.aws(&[
        "cloudwatch",
        "put-metric-alarm",
        "--alarm-name",
        alarm,
        "--namespace",
        "ResyncMFADevice",
        "--metric-name",
        "invocations",
        "--dimensions",
        "Name=function,Value=any",
        "--statistic",
        "Sum",
        "--period",
        "300",
        "--evaluation-periods",
        "1",
        "--threshold",
        "10",
        "--comparison-operator",
        "GreaterThanOrEqualToThreshold",
    ]);
    set_workflow_logging(&stack, true);
    set_route_settings(&stack, &["GET /gone"]);
    let policy = cloud.aws(&[&["lambda", "get-policy"][..], &function].concat());
    let policy: Value = serde_json::from_str(text(&policy["Policy"])).expect("JSON");
    let statement = text(&policy["Statement"][0]["Sid"]);
    let remove = ["lambda", "remove-permission", "--statement-id", statement];
    cloud.aws(&[&remove[..], &function].concat());

    let metric = format!("the metric of {alarm} exists");
    let faults = [
        // The role may not list devices.
        "IAM lets the function list the devices of a user",
        "Role may do what the template says",
        // A route without authorizer.
        "the API refuses an unsigned GET",
        "the API refuses a bad signature (GET)",
        // The log is kept for good.
        "LogGroup is as the template says",
        // A changed setting.
        "Function is as the template says",
        // An alarm on a metric that does not exist.
        &metric,
        // A workflow that logs its input.
        "the workflow's log has no input and output, which hold codes",
        // Settings for a route that does not exist.
        "the stage has settings for the routes of the template, and for no others",
        // A route that may not invoke the function.
        "the function's resource policy lets the API's two routes invoke it, and nobody else",
    ];
    finds(&stack, administrator, &faults);

    say("a role that may only list devices");
    put_role_policy(&stack, "iam:ListMFADevices");
    let faults = faults.map(|fault| match fault {
        "IAM lets the function list the devices of a user" => {
            "IAM lets the function resynchronize a device"
        }
        other => other,
    });
    finds(&stack, administrator, &faults);

    say("a stack that does not exist");
    let checked = check(cloud, administrator, "no-such-stack", None);
    assert_eq!(checked.exit_code, 2, "{}", checked.output);

    crate::remove(cloud, BROKEN);
    cloud.aws(&[&["logs", "delete-log-group"][..], &group].concat());
}

/// These checks fail, each with advice, and no others.
#[track_caller]
fn finds(stack: &Stack, administrator: &Credentials, faults: &[&str]) {
    let checked = check(stack.cloud, administrator, &stack.name, None);
    let expected = faults.iter().map(|&fault| fault.to_owned()).collect();
    assert_eq!(checked.failed, expected, "{}", checked.output);
    assert_eq!(checked.exit_code, 1, "{}", checked.output);
    let advice = checked.output.matches("\n         do: ").count();
    assert_eq!(
        advice,
        expected.len() + checked.warned,
        "{}",
        checked.output
    );
}

/// What the script said.
struct Checked {
    output: String,
    exit_code: i32,
    passed: BTreeSet<String>,
    failed: BTreeSet<String>,
    warned: usize,
}

fn check(cloud: &Cloud, administrator: &Credentials, stack: &str, token: Option<&str>) -> Checked {
    let (exit_code, output) = cloud.check_deployment(administrator, stack, token);
    let lines = |kind: &str| {
        let lines = output.lines().filter_map(|line| line.strip_prefix(kind));
        lines.map(|line| line.trim_start().to_owned()).collect()
    };
    let warned: BTreeSet<String> = lines("warning ");
    Checked {
        exit_code,
        passed: lines("ok "),
        failed: lines("FAILED "),
        warned: warned.len(),
        output,
    }
}

fn apply_what_ministack_leaves_out(stack: &Stack, origin: Option<&str>) {
    if let Some(origin) = origin {
        let api = stack.output("ApiId");
        let cors = json!({"AllowOrigins": [origin]}).to_string();
        let update = ["apigatewayv2", "update-api", "--api-id", &api];
        let cors = ["--cors-configuration", &cors];
        stack.cloud.aws(&[&update[..], &cors].concat());
    }
    if !stack.url.is_empty() {
        set_route_settings(stack, &[]);
    }
    set_workflow_logging(stack, false);
}

/// Sets the throttle of the template, and one for each of these routes too.
fn set_route_settings(stack: &Stack, others: &[&str]) {
    let limits =
        |rate: u32, burst: u32| json!({"ThrottlingRateLimit": rate, "ThrottlingBurstLimit": burst});
    let api = limits(stack.number("ApiRateLimit"), stack.number("ApiBurstLimit"));
    let mut routes = json!({
        "GET /devices": api,
        "GET /": limits(10, 20),
        "GET /portal/{file}": limits(150, 300),
    });
    for route in others {
        routes[*route] = limits(1, 1);
    }
    stack.cloud.aws(&[
        "apigatewayv2",
        "update-stage",
        "--api-id",
        &stack.output("ApiId"),
        "--stage-name",
        "$default",
        "--default-route-settings",
        &api.to_string(),
        "--route-settings",
        &routes.to_string(),
    ]);
}

fn set_workflow_logging(stack: &Stack, with_execution_data: bool) {
    let logging = json!({"level": "ALL", "includeExecutionData": with_execution_data});
    stack.cloud.aws(&[
        "stepfunctions",
        "update-state-machine",
        "--state-machine-arn",
        &stack.workflow,
        "--logging-configuration",
        &logging.to_string(),
    ]);
}

/// Lets the function's role do only this with users.
fn put_role_policy(stack: &Stack, action: &str) {
    let resource = ["cloudformation", "describe-stack-resource"];
    let of_stack = ["--stack-name", &stack.name, "--logical-resource-id", "Role"];
    let role = stack.cloud.aws(&[&resource[..], &of_stack].concat());
    let role = text(&role["StackResourceDetail"]["PhysicalResourceId"]);
    let policy = json!({
        "Version": "2012-10-17",
        "Statement": {
            "Effect": "Allow",
            "Action": action,
            "Resource": format!("arn:aws:iam::{ACCOUNT}:user/*"),
        },
    })
    .to_string();
    let put = ["iam", "put-role-policy", "--policy-document", &policy];
    let names = ["--role-name", role, "--policy-name", "Resync"];
    stack.cloud.aws(&[&put[..], &names].concat());
}
