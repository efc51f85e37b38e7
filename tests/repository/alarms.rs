//! The alarms, the dashboard and the metric filters of `template.yaml`, held to real records.

use std::collections::BTreeSet;

use regex::{Captures, Regex};
use serde_json::{Map, Value, json};
use simulator::iam::{Fault, Iam};
use simulator::sts::Sts;

use crate::common::{NOW, World, metrics, short_of_time, start};
use crate::template::{resources, strings, table, text, words};

/// The namespace of the metrics that the function's records carry.
const RECORDS: &str = "ResyncMFADevice";
/// The namespace of the metrics that the stack's metric filters count.
const FILTERS: &str = "ResyncMFADevice/${AWS::StackName}";

fn alarms() -> Map<String, Value> {
    resources("AWS::CloudWatch::Alarm")
}

/// The metrics that an alarm or a widget asks for: namespace, name, and the names of dimensions.
fn asked_for() -> BTreeSet<(String, String, String)> {
    let mut asked = BTreeSet::new();
    let mut ask = |namespace: &str, name: &str, dimensions: &str| {
        asked.insert((namespace.to_owned(), name.to_owned(), dimensions.to_owned()));
    };
    for (name, alarm) in alarms() {
        // A metric, or several that an expression combines.
        let several = alarm["Metrics"].as_array().cloned().unwrap_or_default();
        let stats = several
            .iter()
            .filter_map(|it| it.pointer("/MetricStat/Metric"));
        let single = [&alarm].into_iter().filter(|_| several.is_empty());
        assert!(
            stats.clone().chain(single.clone()).next().is_some(),
            "{name}"
        );
        for metric in stats.chain(single) {
            let dimensions = metric["Dimensions"].as_array().cloned().unwrap_or_default();
            let dimensions: Vec<&str> = dimensions.iter().map(|it| text(&it["Name"])).collect();
            ask(
                text(&metric["Namespace"]),
                text(&metric["MetricName"]),
                &dimensions.join(","),
            );
        }
    }
    let search = Regex::new(
        r#"^SEARCH\('\{(?<namespace>[^,]+),(?<set>[\w,]+)\} MetricName="(?<metric>\w+)""#,
    )
    .unwrap();
    for widget in dashboard()["widgets"].as_array().unwrap() {
        let Some(metrics) = widget["properties"]["metrics"].as_array() else {
            continue;
        };
        for metric in metrics {
            match metric.as_array().unwrap().as_slice() {
                [expression] => {
                    let found = search.captures(text(&expression["expression"])).unwrap();
                    ask(&found["namespace"], &found["metric"], &found["set"]);
                }
                // The one before, with another statistic.
                [Value::String(same), ..] if same == "..." => {}
                [namespace, name, rest @ ..] => {
                    let dimensions = rest.iter().step_by(2).filter_map(Value::as_str);
                    let dimensions: Vec<&str> = dimensions.collect();
                    ask(text(namespace), text(name), &dimensions.join(","));
                }
                other => panic!("{other:?}"),
            }
        }
    }
    asked
}

fn dashboard() -> Value {
    let dashboards = resources("AWS::CloudWatch::Dashboard");
    let dashboard = dashboards.values().next().unwrap();
    let body = &dashboard["DashboardBody"][0];
    // What only a stack with members or with an API has.
    let mut body = text(body).to_owned();
    let parts = dashboard["DashboardBody"][1].as_object().unwrap();
    for (name, part) in parts {
        body = body.replace(&format!("${{{name}}}"), text(&part[1]));
    }
    serde_json::from_str(&body).unwrap()
}

#[test]
fn the_alarms_and_the_dashboard_ask_for_metrics_that_exist() {
    let mut world = World::new();
    let request = world.request();
    world.invoke(&request);
    let of_a_record = metrics(&world.function.records()[0]);
    let filters = resources("AWS::Logs::MetricFilter");
    let of_filters: BTreeSet<&str> = filters
        .values()
        .flat_map(|filter| filter["MetricTransformations"].as_array().unwrap())
        .map(|transformation| {
            assert_eq!(transformation["MetricNamespace"], FILTERS);
            text(&transformation["MetricName"])
        })
        .collect();
    let mut unused = of_filters.clone();
    for (namespace, name, dimensions) in asked_for() {
        match namespace.as_str() {
            RECORDS => {
                let metric = format!("{name} by {dimensions}");
                assert!(of_a_record.contains(&metric), "{metric}: {of_a_record:?}");
            }
            FILTERS => {
                assert!(of_filters.contains(name.as_str()), "{name}: {of_filters:?}");
                assert_eq!(dimensions, "", "{name}");
                unused.remove(name.as_str());
            }
            // AWS's own.
            "AWS/Lambda" | "AWS/ApiGateway" => {}
            other => panic!("{other}"),
        }
    }
    assert!(unused.is_empty(), "{unused:?}");
}

#[test]
fn every_alarm_says_where_to_read_on_and_is_documented_and_on_the_dashboard() {
    let names: BTreeSet<String> = alarms().keys().cloned().collect();
    for (name, alarm) in alarms() {
        let description = text(&alarm["AlarmDescription"]);
        assert!(description.ends_with(" Runbook: ${RunbookUrl}"), "{name}");
        // CloudWatch takes 1024 characters, the address among them.
        assert!(description.len() + 256 < 1024, "{name}");
        assert_eq!(alarm["TreatMissingData"], "notBreaching", "{name}");
    }
    let documented = table("docs/operations.md", "alarm");
    let documented: BTreeSet<String> = documented.iter().flat_map(|row| words(&row[0])).collect();
    assert_eq!(documented, names);
    let shown = &dashboard()["widgets"][0]["properties"]["alarms"];
    let arns = names.iter().map(|name| format!("${{{name}.Arn}}"));
    assert_eq!(strings(shown), arns.collect());
}

/// The alarms that count an invocation with this record.
fn alarms_that_count(record: &Value) -> Vec<String> {
    let filters = resources("AWS::Logs::MetricFilter");
    let counted_by_filter = |metric: &Value| {
        filters.values().any(|filter| {
            filter["MetricTransformations"][0]["MetricName"] == *metric
                && text(&filter["LogGroupName"]) == "LogGroup"
                && matches(text(&filter["FilterPattern"]), record)
        })
    };
    let counts = |alarm: &Value| match text(&alarm["Namespace"]) {
        FILTERS => counted_by_filter(&alarm["MetricName"]),
        RECORDS => {
            let dimensions = alarm["Dimensions"].as_array().unwrap();
            let mut given = dimensions.iter().filter(|it| it["Value"] != "Function");
            record[text(&alarm["MetricName"])] == 1
                && given.all(|it| record[text(&it["Name"])] == it["Value"])
        }
        _ => false,
    };
    let alarms = alarms().into_iter().filter(|(_, alarm)| counts(alarm));
    alarms.map(|(name, _)| name).collect()
}

/// No fault goes unnoticed, and none notifies twice.
#[test]
fn each_fault_is_counted_by_one_alarm() {
    let refused = |code| vec![Fault::error(400, code, "No")];
    let failed = Fault::error(500, "ServiceFailure", "Sorry");
    let page = Fault::Bytes(b"HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\n<html>".to_vec());
    for (faults, milliseconds, status, level, alarm) in [
        (vec![], 15_000, "Resynchronized", "INFO", None),
        (
            refused("NoSuchEntity"),
            15_000,
            "NoSuchEntity",
            "WARN",
            None,
        ),
        (
            refused("InvalidAuthenticationCode"),
            15_000,
            "InvalidAuthenticationCode",
            "WARN",
            Some("RefusedCodesAlarm"),
        ),
        (
            refused("AccessDenied"),
            15_000,
            "AccessDenied",
            "ERROR",
            Some("AccessDeniedAlarm"),
        ),
        (
            refused("LimitExceeded"),
            15_000,
            "LimitExceeded",
            "ERROR",
            Some("FaultAlarm"),
        ),
        (
            refused("SomethingNew"),
            15_000,
            "OutcomeUnknown",
            "ERROR",
            Some("FaultAlarm"),
        ),
        (
            vec![page],
            15_000,
            "OutcomeUnknown",
            "ERROR",
            Some("FaultAlarm"),
        ),
        (
            vec![failed, Fault::Close.after_running()],
            15_000,
            "OutcomeUnknown",
            "ERROR",
            Some("FaultAlarm"),
        ),
        (
            vec![Fault::error(400, "Throttling", "Rate exceeded"); 3],
            15_000,
            "Throttling",
            "ERROR",
            Some("RetryableFaultAlarm"),
        ),
        (
            vec![],
            500,
            "Unavailable",
            "ERROR",
            Some("RetryableFaultAlarm"),
        ),
    ] {
        let mut world = World::new();
        for fault in faults {
            world.iam.inject(fault);
        }
        let request = world.request();
        world.function.invoke(short_of_time(&request, milliseconds));
        let record = &world.function.records()[0];
        assert_eq!(
            (&record["status"], &record["level"]),
            (&status.into(), &level.into())
        );
        assert_eq!(alarms_that_count(record), Vec::from_iter(alarm), "{status}");
    }
}

/// The alarms tell a member that is not set up from a hub that lost its permission.
#[test]
fn a_denied_session_is_counted_by_one_alarm() {
    let iam = Iam::start(NOW);
    let sts = Sts::start(
        &iam,
        "an-access-key-id",
        "a-secret-access-key",
        "a-session-token",
    );
    let settings = [
        ("AWS_ENDPOINT_URL_STS", sts.endpoint()),
        ("MEMBER_ROLE_NAME", "member".to_owned()),
        ("MEMBER_ACCOUNTS", "111122223333".to_owned()),
    ];
    let settings = settings
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    let mut function = start(&iam.endpoint(), &settings);
    let request = json!({
        "userName": "alice",
        "accountId": "111122223333",
        "authenticationCode1": "123456",
        "authenticationCode2": "654321",
    });
    for (may_hub_assume, reason, alarm) in [
        (true, "MemberRole", "MemberDeniedAlarm"),
        (false, "HubRole", "AccessDeniedAlarm"),
    ] {
        sts.set_hub_may_assume(may_hub_assume);
        function.invoke(request.to_string());
        let record = &function.records()[0];
        assert_eq!(record["reason"], reason);
        assert_eq!(alarms_that_count(record), [alarm]);
    }
}

/// Whether a filter matches a log event ("Filter pattern syntax" in the `CloudWatch` Logs User Guide,
/// as far as these filters use it). A term about a field that the event does not have is false.
fn matches(pattern: &str, event: &Value) -> bool {
    let term = Regex::new(
        r#"\$\.(?<path>[\w.]+) (?:(?<absent>NOT EXISTS)|(?<operator>=|!=) "(?<value>[^"*]+)(?<any>\*?)")"#,
    )
    .unwrap();
    let pattern = pattern
        .strip_prefix("{ ")
        .and_then(|it| it.strip_suffix(" }"));
    let truth = |is_true: bool| if is_true { "T" } else { "F" };
    let mut terms = term
        .replace_all(pattern.unwrap(), |found: &Captures| {
            let path = format!("/{}", found["path"].replace('.', "/"));
            if found.name("absent").is_some() {
                return truth(event.pointer(&path).is_none());
            }
            let Some(value) = event.pointer(&path).and_then(Value::as_str) else {
                return truth(false);
            };
            let equal = match &found["any"] {
                "" => value == &found["value"],
                _ => value.starts_with(&found["value"]),
            };
            truth(equal == (&found["operator"] == "="))
        })
        .into_owned();
    let evaluate = |terms: &str| {
        let is_true = |term: &str| match term {
            "T" => true,
            "F" => false,
            other => panic!("{other}"),
        };
        let all = |terms: &str| terms.split(" && ").all(is_true);
        terms.split(" || ").any(all)
    };
    let innermost = Regex::new(r"\(([^()]*)\)").unwrap();
    while innermost.is_match(&terms) {
        let group = |found: &Captures| truth(evaluate(&found[1]));
        terms = innermost.replace_all(&terms, group).into_owned();
    }
    evaluate(&terms)
}

#[test]
fn a_failure_of_the_gateway_is_counted_where_no_other_alarm_knows_of_it() {
    let filters = resources("AWS::Logs::MetricFilter");
    let filter = &filters["ApiFailureFilter"];
    assert_eq!(filter["LogGroupName"], "ApiLogGroup");
    let stages = resources("AWS::ApiGatewayV2::Stage");
    let format = text(&stages["ApiStage"]["AccessLogSettings"]["Format"]);
    let format: Value = serde_json::from_str(format).unwrap();
    // "-" is what API Gateway writes for a variable without a value.
    let patterns = filter["FilterPattern"].as_array().unwrap();
    let [condition, with_page, without_page] = &patterns[..] else {
        panic!("{patterns:?}");
    };
    assert_eq!(condition, "HasPortal");
    let cases = [
        ("200", "200", "200", false),
        ("422", "200", "422", false),
        // FaultAlarm.
        ("500", "200", "500", false),
        // NoAnswerAlarm.
        ("500", "200", "-", false),
        // ThrottlesAlarm.
        ("503", "429", "-", false),
        // No permission to invoke the function, or no function.
        ("500", "403", "-", true),
        ("500", "404", "-", true),
        // Lambda, or the gateway itself.
        ("503", "500", "-", true),
        ("500", "-", "-", true),
        // Refused by the gateway.
        ("401", "-", "-", false),
        ("429", "-", "-", false),
    ];
    let routes = [
        ("POST /resync", false),
        ("GET /devices", false),
        ("GET /", true),
        ("GET /portal/{file}", true),
    ];
    for ((status, lambda, function, counted), (route, is_of_page)) in cases
        .iter()
        .flat_map(|case| routes.map(|route| (*case, route)))
    {
        let mut event = format.clone();
        for value in event.as_object_mut().unwrap().values_mut() {
            *value = match text(value) {
                "$context.status" => status,
                "$context.integration.integrationStatus" => lambda,
                "$context.integration.status" => function,
                "$context.routeKey" => route,
                _ => "-",
            }
            .into();
        }
        assert_eq!(matches(text(with_page), &event), counted, "{event}");
        // Without the page, its routes may not invoke the function.
        let counted = counted && !is_of_page;
        assert_eq!(matches(text(without_page), &event), counted, "{event}");
    }
}

/// Anybody may ask for the page, so Lambda logs of its function only what failed: at the system log
/// level WARN it leaves out reports whose status is "success" ("Log-level filtering" in the Lambda
/// Developer Guide). The filter counts no report that is left out.
#[test]
fn an_invocation_that_lambda_ended_is_counted_at_the_system_log_level_of_each_function() {
    let functions = resources("AWS::Serverless::Function");
    let logging = |name: &str| &functions[name]["LoggingConfig"];
    assert_eq!(logging("Portal")["SystemLogLevel"], "WARN");
    for name in ["Function", "Portal"] {
        // Lambda filters only JSON, and the metric filters read JSON.
        assert_eq!(logging(name)["LogFormat"], "JSON", "{name}");
    }
    let filters = resources("AWS::Logs::MetricFilter");
    let pattern = |name: &str, group: &str| {
        assert_eq!(filters[name]["LogGroupName"], group);
        text(&filters[name]["FilterPattern"])
    };
    let of_the_function = pattern("NoAnswerFilter", "LogGroup");
    let of_the_page = pattern("PortalNoAnswerFilter", "PortalLogGroup");
    for (kind, status, error, counted, counted_of_the_page) in [
        ("report", "success", None, false, false),
        ("initReport", "success", None, false, false),
        ("report", "timeout", None, true, true),
        ("report", "error", Some("Runtime.ExitError"), true, true),
        ("report", "failure", Some("Sandbox.Timedout"), true, true),
        (
            "initReport",
            "error",
            Some("Runtime.ConfigInvalid"),
            true,
            true,
        ),
        ("initReport", "timeout", None, true, true),
        // A refusal that is a function error. The function of the page has none.
        ("report", "error", Some("Runtime.Unknown"), false, true),
        // The same failure, in a line that is not its report.
        ("runtimeDone", "timeout", None, false, false),
    ] {
        let mut event = json!({"type": format!("platform.{kind}"), "record": {"status": status}});
        if let Some(error) = error {
            event["record"]["errorType"] = error.into();
        }
        assert_eq!(matches(of_the_function, &event), counted, "{event}");
        assert_eq!(matches(of_the_page, &event), counted_of_the_page, "{event}");
        assert!(!counted_of_the_page || status != "success", "{event}");
    }
}

#[test]
fn a_filter_names_only_statuses_that_exist() {
    let statuses = table("README.md", "`status`");
    let statuses: BTreeSet<String> = statuses.iter().flat_map(|row| words(&row[0])).collect();
    let term = Regex::new(r#"\$\.status = "(\w+)""#).unwrap();
    for (name, filter) in resources("AWS::Logs::MetricFilter") {
        // One, or the two of a condition.
        let patterns = match filter["FilterPattern"].as_array() {
            Some(choice) => &choice[1..],
            None => std::slice::from_ref(&filter["FilterPattern"]),
        };
        for pattern in patterns.iter().map(text) {
            assert!(
                pattern.starts_with("{ ") && pattern.ends_with(" }"),
                "{name}: {pattern}"
            );
            for found in term.captures_iter(pattern) {
                assert!(statuses.contains(&found[1]), "{name}: {}", &found[1]);
            }
        }
    }
}
