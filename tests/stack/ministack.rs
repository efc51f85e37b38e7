//! A local AWS, MiniStack, with signatures and policies enforced, and the tools that people use on
//! the real one, all of them on this machine alone.

use std::ffi::OsString;
use std::fs::{self, File};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

pub const REGION: &str = "eu-central-1";
pub const ACCOUNT: &str = "000000000000";

const PATIENCE: Duration = Duration::from_mins(1);

/// A key pair, and a token where it is a session's.
#[derive(Debug, Clone)]
pub struct Credentials {
    pub key_id: String,
    pub secret: String,
    pub session_token: Option<String>,
}

impl Credentials {
    /// The credentials in an answer of IAM or STS.
    pub fn from(answer: &Value) -> Self {
        let text = |name: &str| answer[name].as_str().map(str::to_owned);
        Self {
            key_id: text("AccessKeyId").expect("a key id"),
            secret: text("SecretAccessKey").expect("a secret"),
            session_token: text("SessionToken"),
        }
    }
}

/// MiniStack, as a process of its own; dropping it ends it.
pub struct Cloud {
    process: Child,
    port: u16,
    directory: PathBuf,
}

impl Cloud {
    /// Starts it with a directory of this name. Another program may take the port before it does.
    pub fn start(name: &str) -> Self {
        (0..5)
            .find_map(|_| Self::try_start(name))
            .expect("MiniStack starts: ministack.log says why not")
    }

    /// Starts it; `None` if it ends before it answers.
    fn try_start(name: &str) -> Option<Self> {
        let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        drop(fs::remove_dir_all(&directory));
        fs::create_dir_all(&directory).expect("a directory of the test's own");
        let port = TcpListener::bind(("127.0.0.1", 0))
            .and_then(|listener| listener.local_addr())
            .expect("a free loopback port")
            .port();
        let log = File::create(directory.join("ministack.log")).expect("a log");
        let process = command("ministack")
            .current_dir(&directory)
            .env("AUTH", "true")
            .env("BIND_HOST", "127.0.0.1")
            .env("GATEWAY_PORT", port.to_string())
            .env("TMPDIR", &directory)
            // Lambda functions, which it runs as processes, find its IAM by this.
            .env("AWS_ENDPOINT_URL", format!("http://127.0.0.1:{port}"))
            // A workflow's waits between retries take no time.
            .env("SFN_WAIT_SCALE", "0")
            .stdout(log.try_clone().expect("a second handle"))
            .stderr(log)
            .spawn()
            .expect(
                "ministack starts: pip install --requirement scripts/internal/requirements.txt",
            );
        let mut cloud = Self {
            process,
            port,
            directory,
        };
        let health = format!("{}/_ministack/health", cloud.endpoint());
        let mut has_ended = false;
        wait_until("MiniStack answers", || {
            has_ended = matches!(cloud.process.try_wait(), Ok(Some(_)));
            has_ended
                || command("curl")
                    .args(["--silent", "--fail", "--output", "/dev/null", &health])
                    .status()
                    .is_ok_and(|status| status.success())
        });
        (!has_ended).then_some(cloud)
    }

    pub fn endpoint(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// A place for files, emptied at the next start.
    pub fn directory(&self) -> &Path {
        &self.directory
    }

    /// A tool, pointed at MiniStack with the credentials of its administrator.
    fn tool(&self, name: &str) -> Command {
        let mut tool = command(name);
        tool.env("AWS_ENDPOINT_URL", self.endpoint())
            .env("AWS_DEFAULT_REGION", REGION)
            .env("AWS_ACCESS_KEY_ID", "test")
            .env("AWS_SECRET_ACCESS_KEY", "test")
            .env("AWS_PAGER", "")
            // A host name like sync-127.0.0.1 leads nowhere.
            .env("AWS_DISABLE_HOST_PREFIX_INJECTION", "true")
            .env("SAM_CLI_TELEMETRY", "0");
        tool
    }

    /// What the AWS CLI answers.
    #[track_caller]
    pub fn aws(&self, arguments: &[&str]) -> Value {
        let mut tool = self.tool("aws");
        tool.args(arguments).args(["--output", "json"]);
        let answer = run(&mut tool).expect("the AWS CLI succeeds");
        serde_json::from_str(&answer).unwrap_or_default()
    }

    /// What the AWS CLI answers somebody else, or what it complains of.
    pub fn aws_as(&self, credentials: &Credentials, arguments: &[&str]) -> Result<String, String> {
        let mut tool = self.tool("aws");
        tool.env("AWS_ACCESS_KEY_ID", &credentials.key_id)
            .env("AWS_SECRET_ACCESS_KEY", &credentials.secret);
        run(tool.args(arguments))
    }

    /// Runs `scripts/check-deployment` with these credentials, and a token where there is one: its
    /// exit code, and what it writes.
    pub fn check_deployment(
        &self,
        credentials: &Credentials,
        stack: &str,
        token: Option<&str>,
    ) -> (i32, String) {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/scripts/check-deployment");
        let mut check = self.tool(script);
        check
            .arg(stack)
            .env("AWS_ACCESS_KEY_ID", &credentials.key_id)
            .env("AWS_SECRET_ACCESS_KEY", &credentials.secret)
            .env("TOKEN", token.unwrap_or_default());
        let output = check.output().expect("the script runs");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (
            output.status.code().expect("an exit code"),
            text(&output.stdout) + &text(&output.stderr),
        )
    }

    /// Runs the SAM CLI in the project, or says what it complains of.
    pub fn sam(&self, arguments: &[&str]) -> Result<String, String> {
        let mut tool = self.tool("sam");
        tool.current_dir(env!("CARGO_MANIFEST_DIR")).args(arguments);
        run(&mut tool)
    }

    /// Runs the SAM CLI in a directory, with no other program to be found.
    pub fn sam_alone(&self, directory: &Path, arguments: &[&str]) -> Result<String, String> {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let sam = std::env::split_paths(&path).map(|folder| folder.join("sam"));
        let sam = sam.into_iter().find(|sam| sam.is_file()).expect("sam");
        let mut tool = self.tool(&sam.to_string_lossy());
        tool.current_dir(directory).env("PATH", "").args(arguments);
        run(&mut tool)
    }
}

impl Drop for Cloud {
    fn drop(&mut self) {
        // Asked to end, it ends the functions' processes, too.
        let asked = command("kill").arg(self.process.id().to_string()).status();
        let give_up = Instant::now() + PATIENCE;
        while asked.is_ok() && Instant::now() < give_up {
            if matches!(self.process.try_wait(), Ok(Some(_))) {
                return;
            }
            thread::sleep(Duration::from_millis(20));
        }
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

/// Posts `body`, with curl: the HTTP status, the headers and the body of the answer.
#[track_caller]
pub fn post(url: &str, options: &[String], body: &Value) -> (u16, String, Value) {
    let data = ["--header", "content-type: application/json", "--data"].map(str::to_owned);
    let data = data.into_iter().chain([body.to_string()]);
    let options: Vec<String> = data.chain(options.iter().cloned()).collect();
    get(url, &options)
}

/// Sends a request without a body, with curl: the same of the answer.
#[track_caller]
pub fn get(url: &str, options: &[String]) -> (u16, String, Value) {
    let mut curl = command("curl");
    curl.args(["--silent", "--show-error", "--include", "--max-time", "30"])
        .args(options)
        .arg(url);
    let answer = run(&mut curl).expect("curl succeeds");
    let (head, body) = answer.split_once("\r\n\r\n").expect("headers and a body");
    let status = head.split(' ').nth(1).expect("a status line");
    (
        status.parse().expect("an HTTP status"),
        head.to_ascii_lowercase(),
        serde_json::from_str(body).unwrap_or_default(),
    )
}

/// Options for curl that sign a request.
pub fn signed_by(credentials: &Credentials) -> Vec<String> {
    let mut options = vec![
        "--aws-sigv4".to_owned(),
        format!("aws:amz:{REGION}:execute-api"),
        "--user".to_owned(),
        format!("{}:{}", credentials.key_id, credentials.secret),
    ];
    if let Some(token) = &credentials.session_token {
        options.extend([
            "--header".to_owned(),
            format!("x-amz-security-token: {token}"),
        ]);
    }
    options
}

#[track_caller]
pub fn wait_until(what: &str, mut happened: impl FnMut() -> bool) {
    let give_up = Instant::now() + PATIENCE;
    while !happened() {
        assert!(Instant::now() < give_up, "waited in vain until {what}");
        thread::sleep(Duration::from_millis(50));
    }
}

/// A command without the AWS settings of the person who runs the test: no variable and no file leads
/// to a real account.
pub fn command(name: &str) -> Command {
    let mut command = Command::new(name);
    let is_aws = |name: &OsString| name.to_string_lossy().starts_with("AWS_");
    for (name, _) in std::env::vars_os().filter(|(name, _)| is_aws(name)) {
        command.env_remove(name);
    }
    command
        .env("AWS_CONFIG_FILE", "/dev/null")
        .env("AWS_SHARED_CREDENTIALS_FILE", "/dev/null")
        .env("AWS_EC2_METADATA_DISABLED", "true")
        .env("NO_PROXY", "*")
        .stdin(Stdio::null());
    command
}

/// Runs a command to its end: what it writes, or what it complains of.
pub fn run(command: &mut Command) -> Result<String, String> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command
        .output()
        .unwrap_or_else(|error| panic!("{program}: {error}"));
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    if output.status.success() {
        Ok(text(&output.stdout))
    } else {
        Err(text(&output.stderr) + &text(&output.stdout))
    }
}
