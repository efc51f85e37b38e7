//! A request without a serial number: the function finds the device.

use std::time::Duration;

use serde_json::{Value, json};
use simulator::iam::{Device, Fault};
use simulator::lambda::InvokeResult;

use crate::{NOW, RETURN, USER, World, http_api, short_of_time, status};

const KEY: &str = "arn:aws:iam::123456789012:u2f/user/alice/key-ABCDEFGHIJKLMNOP";
const PHONE: &str = "arn:aws:iam::123456789012:sms-mfa/alice";
const VIRTUAL: &str = "arn:aws:iam::123456789012:mfa/alice-phone";
const TOKEN: &str = "GAHT31415926";

/// A world whose user has just these devices, and a request for the first.
fn with_devices(variables: &[(&str, &str)], serial_numbers: &[&str]) -> (World, Value) {
    let world = World::without_devices(variables);
    world.iam.add_user(USER);
    for (index, serial_number) in (0..).zip(serial_numbers) {
        world
            .iam
            .register(USER, serial_number, &Device::new([index; 20], 600));
    }
    let [first, second] = Device::new([0; 20], 600).two_codes(NOW);
    let request = json!({
        "userName": USER,
        "authenticationCode1": first,
        "authenticationCode2": second,
    });
    (world, request)
}

#[test]
fn the_only_device_is_taken() {
    for devices in [
        &[VIRTUAL][..],
        &[TOKEN],
        &[VIRTUAL, KEY, PHONE],
        &[TOKEN, KEY],
    ] {
        let (mut world, request) = with_devices(&RETURN, devices);
        let InvokeResult::Response(document) = world.invoke(&request) else {
            panic!("no document");
        };
        assert_eq!(
            document["status"], "Resynchronized",
            "{devices:?}: {document}"
        );
        assert_eq!(document["serialNumber"], devices[0]);
        let calls = world.iam.calls();
        assert_eq!(calls[0]["Action"], "ListMFADevices");
        assert_eq!(calls[0]["UserName"], USER);
        let last = calls.last().unwrap();
        assert_eq!(last["Action"], "ResyncMFADevice");
        assert_eq!(
            document["iamRequestId"],
            format!("00000000-0000-4000-8000-{:012x}", calls.len())
        );
        let record = &world.function.records()[0];
        assert_eq!(record["serialNumber"], devices[0]);
        assert_eq!(record["listMfaDevicesAttempts"], calls.len() - 1);
        assert_eq!(record["resyncMfaDeviceAttempts"], 1);
    }
}

#[test]
fn several_devices_are_listed_from_all_pages() {
    let others = [
        "arn:aws:iam::123456789012:mfa/b",
        "arn:aws:iam::123456789012:mfa/c",
        TOKEN,
    ];
    let (mut world, request) = with_devices(
        &RETURN,
        &[VIRTUAL, others[0], others[1], others[2], KEY, PHONE],
    );
    let InvokeResult::Response(document) = world.invoke(&request) else {
        panic!("no document");
    };
    assert_eq!(document["status"], "SerialNumberRequired");
    let mut devices: Vec<&str> = document["devices"]
        .as_array()
        .unwrap()
        .iter()
        .map(|device| device["serialNumber"].as_str().unwrap())
        .collect();
    devices.sort_unstable();
    let mut expected = vec![VIRTUAL, others[0], others[1], others[2]];
    expected.sort_unstable();
    assert_eq!(devices, expected);
    let actions: Vec<String> = world
        .iam
        .calls()
        .iter()
        .map(|call| call["Action"].clone())
        .collect();
    assert_eq!(actions, ["ListMFADevices"; 3]);

    // The user chooses.
    let mut request = request;
    request["serialNumber"] = json!(VIRTUAL);
    assert_eq!(status(&world.invoke(&request)), "Resynchronized");
}

#[test]
fn no_device_that_can_drift() {
    for (devices, reason, says) in [
        (&[][..], "Device", "no MFA device"),
        (&[KEY], "TotpDevice", "cannot drift"),
        (&[KEY, PHONE], "TotpDevice", "cannot drift"),
    ] {
        let (mut world, request) = with_devices(&RETURN, devices);
        let InvokeResult::Response(document) = world.invoke(&request) else {
            panic!("no document");
        };
        assert_eq!(document["status"], "NoSuchEntity");
        assert_eq!(document["reason"], reason);
        assert_eq!(world.function.records()[0]["reason"], reason);
        let message = document["message"].as_str().unwrap();
        assert!(message.contains(says), "{message}");
        assert_eq!(world.iam.calls().len(), 1);
    }
}

#[test]
fn a_user_that_iam_does_not_know() {
    let (mut world, mut request) = with_devices(&RETURN, &[VIRTUAL]);
    request["userName"] = json!("bob");
    assert_eq!(status(&world.invoke(&request)), "NoSuchEntity");
    assert_eq!(world.iam.calls().len(), 1);
}

#[test]
fn a_question_that_fails_has_changed_nothing() {
    let page = Fault::Bytes(b"HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\n<html>".to_vec());
    for (faults, expected) in [
        (
            vec![Fault::error(403, "AccessDenied", "No")],
            "AccessDenied",
        ),
        (
            vec![Fault::error(400, "Throttling", "Slow"); 3],
            "Throttling",
        ),
        (
            vec![Fault::error(500, "ServiceFailure", "Sorry"); 3],
            "ServiceFailure",
        ),
        (vec![page], "ServiceFailure"),
        (vec![Fault::Close; 3], "Unavailable"),
        // Here the codes have not been sent when the first attempt fails, so a refusal is one.
        (
            vec![Fault::Close, Fault::error(404, "NoSuchEntity", "No")],
            "NoSuchEntity",
        ),
        (
            vec![Fault::error(500, "ServiceFailure", "Sorry")],
            "Resynchronized",
        ),
    ] {
        let (mut world, request) = with_devices(&RETURN, &[VIRTUAL]);
        for fault in &faults {
            world.iam.inject(fault.clone());
        }
        assert_eq!(status(&world.invoke(&request)), expected, "{faults:?}");
        if expected != "Resynchronized" {
            let sent = world
                .iam
                .calls()
                .iter()
                .any(|call| call["Action"] == "ResyncMFADevice");
            assert!(!sent);
            assert_eq!(status(&world.invoke(&request)), "Resynchronized");
        }
    }
    let (mut world, request) = with_devices(&RETURN, &[VIRTUAL]);
    world.iam.inject(Fault::Hang);
    let answer = world.function.invoke(short_of_time(&request, 3_000));
    assert_eq!(status(&answer), "Unavailable");
}

/// What a locked-out person knows: nothing but the codes.
#[test]
fn a_portal_sends_the_codes_alone() {
    let (mut world, request) = with_devices(&RETURN, &[VIRTUAL, KEY]);
    let body = json!({
        "authenticationCode1": request["authenticationCode1"],
        "authenticationCode2": request["authenticationCode2"],
    });
    let authorizer = json!({"iam": {"userArn": "arn:aws:iam::123456789012:user/Alice"}});
    let answer = world.invoke(&http_api(&authorizer, &body));
    assert_eq!(status(&answer), "Resynchronized");
    for call in world.iam.calls() {
        assert_eq!(call["UserName"], "Alice");
    }
    assert_eq!(world.iam.calls()[1]["SerialNumber"], VIRTUAL);
}

#[test]
fn a_question_that_takes_too_long() {
    let settings = [RETURN[0], ("MAX_CODE_AGE_SECONDS", "1")];
    let (mut world, request) = with_devices(&settings, &[VIRTUAL]);
    world.iam.delay(Duration::from_millis(1_100), None);
    assert_eq!(status(&world.invoke(&request)), "CodesExpired");
    assert_eq!(world.iam.calls().len(), 1);

    // On the first of two pages.
    let (mut world, request) = with_devices(&settings, &[VIRTUAL, KEY, PHONE]);
    world.iam.delay(Duration::from_millis(1_100), None);
    assert_eq!(status(&world.invoke(&request)), "CodesExpired");
    assert_eq!(world.iam.calls().len(), 2);

    let (mut world, request) = with_devices(&RETURN, &[VIRTUAL]);
    world.iam.delay(Duration::from_millis(2_200), None);
    let answer = world.function.invoke(short_of_time(&request, 3_000));
    assert_eq!(status(&answer), "Unavailable");
    assert_eq!(world.iam.calls().len(), 1);
}

/// The answer and the record have IAM's request ID of the call that decided, and none where it gave
/// none.
#[test]
fn a_request_id_is_not_that_of_another_call() {
    let (mut world, request) = with_devices(&RETURN, &[VIRTUAL]);
    world.iam.delay(Duration::ZERO, None);
    for _ in 0..3 {
        world.iam.inject(Fault::Close);
    }
    let InvokeResult::Response(document) = world.invoke(&request) else {
        panic!("no document");
    };
    assert_eq!(document["status"], "OutcomeUnknown");
    let record = &world.function.records()[0];
    for answer in [&document, record] {
        assert!(answer.get("iamRequestId").is_none(), "{answer}");
    }
}

#[test]
fn several_devices_in_a_function_error() {
    let (mut world, request) = with_devices(&[], &[VIRTUAL, TOKEN]);
    let InvokeResult::Error {
        error_type,
        error_message,
    } = world.invoke(&request)
    else {
        panic!("no error");
    };
    assert_eq!(error_type, "SerialNumberRequired");
    assert!(
        error_message.ends_with(&format!("two new codes. {TOKEN}, {VIRTUAL}")),
        "{error_message}"
    );
}

/// It does not hide the others.
#[test]
fn a_device_of_a_kind_that_is_not_known() {
    let (mut world, request) =
        with_devices(&RETURN, &[TOKEN, "arn:aws:iam::123456789012:new/alice"]);
    assert_eq!(status(&world.invoke(&request)), "Resynchronized");
    let record = &world.function.records()[0];
    assert_eq!(record["unknownDevices"], 1);
    assert_eq!(record["serialNumber"], TOKEN);

    let (mut world, request) = with_devices(&RETURN, &["arn:aws:iam::123456789012:new/alice"]);
    assert_eq!(status(&world.invoke(&request)), "NoSuchEntity");
    assert_eq!(world.function.records()[0]["reason"], "TotpDevice");
}

/// A device of another account, and one that is listed twice.
#[test]
fn a_device_that_the_user_cannot_have() {
    for devices in [
        &["arn:aws:iam::999999999999:mfa/alice"][..],
        &["arn:aws-cn:iam::123456789012:mfa/alice"],
    ] {
        let (mut world, request) = with_devices(&RETURN, devices);
        assert_eq!(status(&world.invoke(&request)), "ServiceFailure");
        assert_eq!(world.iam.calls().len(), 1);
    }
    for members in [
        "<member><UserName>alice</UserName><SerialNumber>GAHT31415926</SerialNumber>\
         <EnableDate>2026-01-01T00:00:00Z</EnableDate></member>"
            .repeat(2),
        "<member><UserName>bob</UserName><SerialNumber>GAHT31415926</SerialNumber>\
         <EnableDate>2026-01-01T00:00:00Z</EnableDate></member>"
            .to_owned(),
    ] {
        let (mut world, request) = with_devices(&RETURN, &[VIRTUAL]);
        let document = format!(
            "<ListMFADevicesResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\">\
             <ListMFADevicesResult><MFADevices>{members}</MFADevices>\
             <IsTruncated>false</IsTruncated></ListMFADevicesResult><ResponseMetadata/>\
             </ListMFADevicesResponse>"
        );
        let length = document.len();
        let answer = format!("HTTP/1.1 200 OK\r\ncontent-length: {length}\r\n\r\n{document}");
        world.iam.inject(Fault::Bytes(answer.into()));
        assert_eq!(status(&world.invoke(&request)), "ServiceFailure");
        assert_eq!(world.iam.calls().len(), 1);
    }
}
