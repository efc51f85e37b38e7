// The words of the page in English. `{name}` stands for a value. `index.html` has those that show before
// this file is read.

/** @typedef {{ title: string, text: string[] }} Screen */

const words = {
  name: "Resynchronize your MFA device",

  // Buttons and labels.
  signIn: "Sign in",
  signInAgain: "Sign in again",
  signOut: "Sign out",
  next: "Next",
  resynchronize: "Resynchronize",
  startAgain: "Start again with two new codes",
  tryAgain: "Try again",
  chooseAgain: "Choose the device again",
  signInToAws: "Sign in to AWS",
  reload: "Reload the page",
  otherDevice: "Choose another device",
  otherPerson: "Help somebody else",
  ownDevices: "Back to my own devices",
  firstCodeLabel: "First code",
  secondCodeLabel: "Second code",
  userNameLabel: "AWS user name",
  accountLabel: "AWS account",
  account: "AWS account {account}",
  language: "Language",
  copy: "Copy",
  copied: "Copied",
  step: "Step {number} of 2",
  deviceOf: "{device} ({user}'s device)",
  virtualDevice: "Authenticator app, added on {date}",
  hardwareDevice: "Hardware token, added on {date}",
  requestId: "If you ask for help, mention this reference:",
  detail: "For your administrator:",
  support: "Who can help you: {support}",

  start: {
    title: "AWS does not accept your codes?",
    text: [
      "The clock of your authenticator app or hardware token, which AWS calls an MFA device, can drift. Then AWS refuses its six-digit codes, and you cannot sign in to AWS. This page sets AWS to the clock of your device.",
      "If the device is a phone, set its date and time to automatic first, and try to sign in to AWS once more. If that works, you need nothing else.",
      "Otherwise take the device, and about two minutes. Sign in with your company account to begin.",
    ],
  },
  reloaded: "The page was loaded again, and has forgotten your sign-in and every code that was not sent. If AWS had already accepted your codes, that stays so.",
  blockedTitle: "What if the company sign-in asks for the same device?",
  blockedText: "Then this page cannot help you. Your administrator can resynchronize the device, or register a new one.",

  busy: {
    load: "The page is loading.",
    signIn: "Signing you in.",
    devices: "Looking for your devices.",
    send: "Sending the two codes to AWS. This takes a few seconds.",
  },

  chooseDevice: {
    title: "Which device?",
    text: ["Choose the device whose codes AWS refuses."],
  },
  chooseUser: {
    title: "Whose device?",
    text: [
      "Enter the AWS user name of the person whose codes are refused. Stay in touch with them: you need two codes from their device.",
    ],
  },
  firstCodeOfApp: {
    title: "Enter the code in your app",
    text: [
      "Open your authenticator app and find the entry for AWS. AWS calls the device {device}. Enter the six digits that the app shows now.",
    ],
  },
  firstCodeOfToken: {
    title: "Enter the code on your token",
    text: ["Take the hardware token {device}, and enter the six digits that it shows now."],
  },
  secondCode: {
    title: "Wait for a new code, and enter it",
    text: [
      "Enter the next code that your device shows, within 90 seconds of the first.",
      "If your token has a button, press it again after 30 seconds.",
    ],
  },
  newCodeWithin: "New code within {seconds} s",
  newCodeNow: "The new code is there",
  tooSlow: "More than 90 seconds passed after the first code, so it was dropped. Nothing was sent. Enter the code that your device shows now.",

  // What is wrong with a code that was typed.
  codeProblem: {
    Empty: "Enter the six digits that your device shows.",
    Arn: "This is the name of a device. Enter the six digits that the device shows.",
    NotDigits: "A code has only the digits 0 to 9. Enter the six digits that your device shows.",
    NotSixDigits: "A code has six digits; this one has {count}. Enter all six digits that your device shows.",
    TwoCodes: "These are two codes. Enter the new one only.",
    SameCode: "This is the first code again. Wait until your device shows a new one, and enter that.",
  },
  userNameMissing: "Enter an AWS user name.",

  // The answers of the API, by status.
  /** @type {Record<string, Screen> & { OutcomeUnknown: Screen, SerialNumberRequired: Screen }} */
  status: {
    Resynchronized: {
      title: "The device works again",
      text: [
        "Wait until it shows a new code. Sign in to AWS with that code.",
        "If AWS refuses its codes again later, and it is a phone, set its date and time to automatic, and resynchronize it once more.",
      ],
    },
    InvalidRequest: {
      title: "Something needs to be corrected",
      text: ["Nothing was changed. Correct the following, and enter two new codes."],
    },
    ValidationError: {
      title: "AWS does not accept these values",
      text: ["Nothing was changed. Try again with two new codes. If this happens again, ask your administrator for help."],
    },
    NotAuthorized: {
      title: "You may not do this",
      text: [
        "You are signed in, but your account is not allowed to resynchronize this person's devices. Ask your administrator, and sign in again once it is.",
      ],
    },
    MethodNotAllowed: {
      title: "This page is out of date",
      text: ["Nothing was changed. Reload the page. If this happens again, tell your administrator."],
    },
    ConcurrentModification: {
      title: "Somebody else is changing this user",
      text: ["Nothing was changed here. Wait a few minutes, and try again with two new codes."],
    },
    LimitExceeded: {
      title: "AWS does not allow another change now",
      text: ["A limit of your company's AWS account is reached, and nothing was changed. Tell your administrator."],
    },
    SerialNumberRequired: {
      title: "Which device?",
      text: ["Nothing was changed. Choose the device whose codes AWS refuses."],
    },
    CodesExpired: {
      title: "The codes are too old",
      text: ["Nothing was changed. Enter two new codes, the second one as soon as the device shows it."],
    },
    InvalidAuthenticationCode: {
      title: "AWS did not accept the codes",
      text: [
        "AWS does not say which code was wrong. Check that both came from {device}, that no code was left out between them, and that nobody changed the clock of the device meanwhile.",
      ],
    },
    Throttling: {
      title: "AWS is busy",
      text: ["Nothing was changed. Wait a few seconds, and try again with two new codes."],
    },
    AccessDenied: {
      title: "The service is not set up completely",
      text: ["AWS does not let it do what it needs to do, and nothing was changed. Tell your administrator."],
    },
    InternalError: {
      title: "Something is wrong with the service",
      text: ["Nothing was changed. Tell your administrator."],
    },
    ServiceFailure: {
      title: "AWS has a problem",
      text: ["Nothing was changed. Wait a few minutes, and try again."],
    },
    Unavailable: {
      title: "AWS could not be reached",
      text: ["No code was used, and nothing was changed. Wait a few seconds, and try again with two new codes."],
    },
    OutcomeUnknown: {
      title: "It is not certain that it worked",
      text: ["AWS may have accepted the codes, but no confirmation arrived. First try to sign in to AWS with a new code. If that fails, start again with two new codes."],
    },
  },

  // AWS has refused the codes again.
  refusedAgain: {
    title: "AWS did not accept the codes again",
    text: ["Check these, in this order, and start again:"],
  },
  /** @type {string[]} */
  checks: [
    "The device: is it {device}, and not an old phone or another token?",
    "The entry: an app can have several. Is this the one of the right AWS account?",
    "The clock: on a phone, are date and time set to automatic?",
    "The codes: did the second follow directly after the first?",
  ],
  checksFailed: "If it still fails, ask your administrator to register the device again.",

  // The causes of the status `NoSuchEntity`.
  /** @type {Record<string, Screen>} */
  reason: {
    User: {
      title: "AWS does not know this user",
      text: ["There is no AWS user of this name. Check the name, or ask your administrator."],
    },
    UserOrDevice: {
      title: "AWS does not know this device",
      text: ["There is no such user, or the user no longer has this device. Choose the device again."],
    },
    Device: {
      title: "There is no MFA device",
      text: ["This AWS user has no MFA device, so there is nothing to resynchronize. Ask your administrator for help."],
    },
    TotpDevice: {
      title: "This page cannot help with your device",
      text: ["This AWS user has only security keys, passkeys or phone numbers. They have no clock that could drift. If one is refused, ask your administrator to register it again."],
    },
  },

  // The same, where it is about the caller's own devices.
  /** @type {Record<string, Screen>} */
  own: {
    NotAuthorized: {
      title: "Your account is not connected yet",
      text: [
        "You are signed in, but your company account is not connected to an AWS user. Ask your administrator to connect it, and sign in again.",
      ],
    },
    User: {
      title: "AWS does not know this user",
      text: ["Your company account names an AWS user that does not exist. Tell your administrator."],
    },
  },

  // What is wrong with a value, by the code of the rule; `Other` stands for all that are not here.
  /** @type {Record<string, string> & { Other: string }} */
  violation: {
    Missing: "A value is missing.",
    Length: "The value is too short or too long.",
    Characters: "The value has a character that is not allowed there.",
    Arn: "This is an ARN. Enter the name alone: what follows the last slash.",
    NotSixDigits: "A code is not six digits.",
    SameCodes: "The second code is the same as the first. Wait until the device shows a new one.",
    SecurityKey: "This is a security key. It has no clock that could drift.",
    OtherAccount: "The device belongs to another AWS account.",
    Other: "This value is not valid. If it was not you who entered it, reload the page.",
  },
  /** @type {Record<string, string>} */
  field: {
    userName: "User name",
    accountId: "AWS account",
    serialNumber: "Device",
    authenticationCode1: "First code",
    authenticationCode2: "Second code",
  },
  fieldProblem: "{field}: {problem}",

  // Where no answer of the service came.
  /** @type {Record<import("./api.js").NoAnswer, Screen>} */
  noAnswer: {
    Unauthenticated: {
      title: "Your session has ended",
      text: [
        "Nothing was changed. Sign in again, and start with two new codes.",
        "If this happens right after you signed in, tell your administrator: the API does not accept the tokens of this page.",
      ],
    },
    Forbidden: {
      title: "Your company blocks this request",
      text: ["Nothing was changed. Tell your administrator that the API refused the request."],
    },
    TooManyRequests: {
      title: "Many people are using this page",
      text: ["Nothing was changed. Wait a few seconds, and try again."],
    },
    NotExecuted: {
      title: "This page is out of date",
      text: ["Nothing was changed. Reload the page. If this happens again, tell your administrator."],
    },
    Offline: {
      title: "You are offline",
      text: ["Nothing was sent. Connect to the network, and try again."],
    },
    Unreachable: {
      title: "The service does not answer",
      text: ["Nothing was changed. Wait a few seconds, and try again. If this happens again, tell your administrator."],
    },
  },

  // Where the sign-in ended early.
  /** @type {Record<import("./oidc.js").SignInProblem, Screen>} */
  signInProblem: {
    Declined: {
      title: "You are not signed in",
      text: ["The sign-in was cancelled, or your company does not let you use this page. Try again, or ask your administrator."],
    },
    Forged: {
      title: "This sign-in did not start here",
      text: ["For your safety it was ignored. Start from this page, in one window."],
    },
    Elsewhere: {
      title: "Please sign in again",
      text: ["This sign-in was started in another tab, or was finished before. Nothing was changed."],
    },
    Expired: {
      title: "The sign-in has expired",
      text: ["It took too long, or it was used before. Sign in again."],
    },
    Unreachable: {
      title: "The company sign-in does not answer",
      text: [
        "Check your network, and try again in a few minutes.",
        "If it keeps failing, tell your administrator: the sign-in service is down, or it does not allow requests from this page.",
      ],
    },
    SecretRequired: {
      title: "The sign-in is not set up correctly",
      text: ["Tell your administrator: the sign-in service demands a client secret, which a page cannot keep. Register this page as a public client (single-page application)."],
    },
    Misconfigured: {
      title: "The sign-in is not set up correctly",
      text: ["Tell your administrator: the sign-in service did not answer as it should."],
    },
    TooShort: {
      title: "The sign-in is too short",
      text: ["Tell your administrator: the tokens for this page must be valid for at least five minutes, better for 15."],
    },
    NoStorage: {
      title: "Your browser stores nothing for this page",
      text: ["The sign-in needs that for a moment. Allow this site to store data (cookies) in your browser, and reload the page. Or use another browser."],
    },
  },

  sessionEnding: {
    title: "Please sign in again",
    text: ["Your session ends within three minutes, which is too short for two codes. No code was sent. Sign in again, and start with two new codes."],
  },
  notLoaded: {
    title: "The page did not load completely",
    text: ["Check your network, and reload the page."],
  },
  defect: {
    title: "Something went wrong on this page",
    text: ["If you sent codes, try first whether you can sign in to AWS with a new code. If not, reload the page. If it still fails, use another or a newer browser."],
  },
  signedOut: {
    title: "You are signed out",
    text: ["This page has forgotten your session. Your company sign-in may still know you, so close the browser if others use it."],
  },
};

/** @typedef {typeof words} Words */

export default words;
