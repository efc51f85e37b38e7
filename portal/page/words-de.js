// Deutsch.

/** @type {import("./words-en.js").Words} */
const words = {
  name: "MFA-Gerät neu synchronisieren",

  signIn: "Anmelden",
  signInAgain: "Erneut anmelden",
  signOut: "Abmelden",
  next: "Weiter",
  resynchronize: "Neu synchronisieren",
  startAgain: "Mit zwei neuen Codes von vorn beginnen",
  tryAgain: "Erneut versuchen",
  chooseAgain: "Gerät erneut auswählen",
  signInToAws: "Bei AWS anmelden",
  reload: "Seite neu laden",
  otherDevice: "Anderes Gerät auswählen",
  otherPerson: "Jemand anderem helfen",
  ownDevices: "Zurück zu meinen Geräten",
  firstCodeLabel: "Erster Code",
  secondCodeLabel: "Zweiter Code",
  userNameLabel: "AWS-Benutzername",
  accountLabel: "AWS-Konto",
  account: "AWS-Konto {account}",
  language: "Sprache",
  copy: "Kopieren",
  copied: "Kopiert",
  step: "Schritt {number} von 2",
  deviceOf: "{device} (Gerät von {user})",
  virtualDevice: "Authentifizierungs-App, hinzugefügt am {date}",
  hardwareDevice: "Hardware-Token, hinzugefügt am {date}",
  requestId: "Wenn Sie um Hilfe bitten, nennen Sie diese Kennung:",
  detail: "Für Ihren Administrator:",
  support: "Hilfe erhalten Sie hier: {support}",

  start: {
    title: "Akzeptiert AWS Ihre Codes nicht?",
    text: [
      "Die Uhr Ihrer Authentifizierungs-App oder Ihres Hardware-Tokens (bei AWS: MFA-Gerät) kann falsch gehen. Dann lehnt AWS die sechsstelligen Codes ab und Sie können sich nicht bei AWS anmelden. Diese Seite stellt AWS auf die Uhr Ihres Geräts ein.",
      "Wenn das Gerät ein Smartphone ist, schalten Sie dort zuerst bei Datum und Uhrzeit „Automatisch einstellen“ ein. Versuchen Sie dann noch einmal, sich bei AWS anzumelden. Wenn das gelingt, brauchen Sie nichts weiter zu tun.",
      "Sonst halten Sie das Gerät bereit und nehmen Sie sich etwa zwei Minuten Zeit. Melden Sie sich zu Beginn mit Ihrem Firmenkonto an.",
    ],
  },
  reloaded: "Die Seite wurde neu geladen. Ihre Anmeldung und alle nicht gesendeten Codes sind dabei verloren gegangen. Wenn AWS Ihre Codes schon akzeptiert hatte, bleibt es dabei.",
  blockedTitle: "Was ist, wenn die Firmenanmeldung dasselbe Gerät verlangt?",
  blockedText: "Dann kann diese Seite Ihnen nicht helfen. Ihr Administrator kann das Gerät neu synchronisieren oder ein neues registrieren.",

  busy: {
    load: "Die Seite wird geladen.",
    signIn: "Sie werden angemeldet.",
    devices: "Ihre Geräte werden gesucht.",
    send: "Die beiden Codes werden an AWS gesendet. Das dauert einige Sekunden.",
  },

  chooseDevice: {
    title: "Welches Gerät?",
    text: ["Wählen Sie das Gerät, dessen Codes AWS ablehnt."],
  },
  chooseUser: {
    title: "Wessen Gerät?",
    text: [
      "Geben Sie den AWS-Benutzernamen der Person ein, deren Codes abgelehnt werden. Bleiben Sie mit ihr in Kontakt: Sie brauchen zwei Codes von ihrem Gerät.",
    ],
  },
  firstCodeOfApp: {
    title: "Geben Sie den Code aus Ihrer App ein",
    text: [
      "Öffnen Sie Ihre Authentifizierungs-App und suchen Sie den Eintrag für AWS. Bei AWS heißt das Gerät {device}. Geben Sie die sechs Ziffern ein, die die App jetzt anzeigt.",
    ],
  },
  firstCodeOfToken: {
    title: "Geben Sie den Code Ihres Tokens ein",
    text: ["Nehmen Sie das Hardware-Token {device} und geben Sie die sechs Ziffern ein, die es jetzt anzeigt."],
  },
  secondCode: {
    title: "Warten Sie auf einen neuen Code und geben Sie ihn ein",
    text: [
      "Geben Sie innerhalb von 90 Sekunden nach dem ersten Code den nächsten ein, den Ihr Gerät anzeigt.",
      "Wenn Ihr Token eine Taste hat, drücken Sie diese nach 30 Sekunden noch einmal.",
    ],
  },
  newCodeWithin: "Neuer Code in höchstens {seconds} s",
  newCodeNow: "Der neue Code ist da",
  tooSlow: "Seit dem ersten Code sind mehr als 90 Sekunden vergangen, deshalb wurde er verworfen. Es wurde nichts gesendet. Geben Sie den Code ein, den Ihr Gerät jetzt anzeigt.",

  codeProblem: {
    Empty: "Geben Sie die sechs Ziffern ein, die Ihr Gerät anzeigt.",
    Arn: "Das ist der Name eines Geräts. Geben Sie die sechs Ziffern ein, die das Gerät anzeigt.",
    NotDigits: "Ein Code besteht nur aus den Ziffern 0 bis 9. Geben Sie die sechs Ziffern ein, die Ihr Gerät anzeigt.",
    NotSixDigits: "Ein Code hat sechs Ziffern; dieser hat {count}. Geben Sie alle sechs Ziffern ein, die Ihr Gerät anzeigt.",
    TwoCodes: "Das sind zwei Codes. Geben Sie nur den neuen ein.",
    SameCode: "Das ist noch einmal der erste Code. Warten Sie, bis Ihr Gerät einen neuen anzeigt, und geben Sie diesen ein.",
  },
  userNameMissing: "Geben Sie einen AWS-Benutzernamen ein.",

  status: {
    Resynchronized: {
      title: "Das Gerät funktioniert wieder",
      text: [
        "Warten Sie, bis es einen neuen Code anzeigt. Melden Sie sich mit diesem Code bei AWS an.",
        "Wenn AWS die Codes später wieder ablehnt und das Gerät ein Smartphone ist, schalten Sie dort bei Datum und Uhrzeit „Automatisch einstellen“ ein und synchronisieren Sie es noch einmal neu.",
      ],
    },
    InvalidRequest: {
      title: "Etwas muss korrigiert werden",
      text: ["Es wurde nichts geändert. Korrigieren Sie Folgendes und geben Sie zwei neue Codes ein."],
    },
    ValidationError: {
      title: "AWS akzeptiert diese Angaben nicht",
      text: ["Es wurde nichts geändert. Versuchen Sie es mit zwei neuen Codes. Wenn das wieder passiert, bitten Sie Ihren Administrator um Hilfe."],
    },
    NotAuthorized: {
      title: "Dazu sind Sie nicht berechtigt",
      text: [
        "Sie sind angemeldet, aber Sie dürfen mit Ihrem Konto die Geräte dieser Person nicht neu synchronisieren. Fragen Sie Ihren Administrator und melden Sie sich erneut an, sobald Sie berechtigt sind.",
      ],
    },
    MethodNotAllowed: {
      title: "Diese Seite ist veraltet",
      text: ["Es wurde nichts geändert. Laden Sie die Seite neu. Wenn das wieder passiert, informieren Sie Ihren Administrator."],
    },
    ConcurrentModification: {
      title: "Jemand anderes ändert gerade diesen Benutzer",
      text: ["Hier wurde nichts geändert. Warten Sie einige Minuten und versuchen Sie es mit zwei neuen Codes."],
    },
    LimitExceeded: {
      title: "AWS lässt zurzeit keine weitere Änderung zu",
      text: ["Ein Limit des AWS-Kontos Ihrer Firma ist erreicht. Es wurde nichts geändert. Informieren Sie Ihren Administrator."],
    },
    SerialNumberRequired: {
      title: "Welches Gerät?",
      text: ["Es wurde nichts geändert. Wählen Sie das Gerät, dessen Codes AWS ablehnt."],
    },
    CodesExpired: {
      title: "Die Codes sind zu alt",
      text: ["Es wurde nichts geändert. Geben Sie zwei neue Codes ein, den zweiten, sobald das Gerät ihn anzeigt."],
    },
    InvalidAuthenticationCode: {
      title: "AWS hat die Codes nicht akzeptiert",
      text: [
        "AWS sagt nicht, welcher Code falsch war. Prüfen Sie, ob beide von {device} kamen, ob kein Code dazwischen ausgelassen wurde und ob niemand zwischendurch die Uhr des Geräts verstellt hat.",
      ],
    },
    Throttling: {
      title: "AWS ist gerade ausgelastet",
      text: ["Es wurde nichts geändert. Warten Sie einige Sekunden und versuchen Sie es mit zwei neuen Codes."],
    },
    AccessDenied: {
      title: "Der Dienst ist nicht vollständig eingerichtet",
      text: ["Dem Dienst fehlt bei AWS eine Berechtigung. Es wurde nichts geändert. Informieren Sie Ihren Administrator."],
    },
    InternalError: {
      title: "Mit dem Dienst stimmt etwas nicht",
      text: ["Es wurde nichts geändert. Informieren Sie Ihren Administrator."],
    },
    ServiceFailure: {
      title: "Bei AWS gibt es eine Störung",
      text: ["Es wurde nichts geändert. Warten Sie einige Minuten und versuchen Sie es erneut."],
    },
    Unavailable: {
      title: "AWS war nicht erreichbar",
      text: ["Es wurde kein Code verwendet und es wurde nichts geändert. Warten Sie einige Sekunden und versuchen Sie es mit zwei neuen Codes."],
    },
    OutcomeUnknown: {
      title: "Es ist nicht sicher, ob es funktioniert hat",
      text: ["AWS hat die Codes vielleicht akzeptiert, aber es kam keine Bestätigung. Versuchen Sie zuerst, sich mit einem neuen Code bei AWS anzumelden. Wenn das nicht gelingt, beginnen Sie mit zwei neuen Codes von vorn."],
    },
  },

  refusedAgain: {
    title: "AWS hat die Codes wieder nicht akzeptiert",
    text: ["Prüfen Sie Folgendes in dieser Reihenfolge und beginnen Sie von vorn:"],
  },
  checks: [
    "Das Gerät: Ist es {device} und nicht ein altes Smartphone oder ein anderes Token?",
    "Der Eintrag: Eine App kann mehrere enthalten. Ist es der für das richtige AWS-Konto?",
    "Die Uhr: Ist auf einem Smartphone bei Datum und Uhrzeit „Automatisch einstellen“ eingeschaltet?",
    "Die Codes: Folgte der zweite direkt auf den ersten?",
  ],
  checksFailed: "Wenn es immer noch nicht funktioniert, bitten Sie Ihren Administrator, das Gerät neu zu registrieren.",

  reason: {
    User: {
      title: "AWS kennt diesen Benutzer nicht",
      text: ["Es gibt keinen AWS-Benutzer mit diesem Namen. Prüfen Sie den Namen oder fragen Sie Ihren Administrator."],
    },
    UserOrDevice: {
      title: "AWS kennt dieses Gerät nicht",
      text: ["Diesen Benutzer gibt es nicht oder er hat dieses Gerät nicht mehr. Wählen Sie das Gerät erneut aus."],
    },
    Device: {
      title: "Es gibt kein MFA-Gerät",
      text: ["Dieser AWS-Benutzer hat kein MFA-Gerät. Es gibt also nichts, was neu synchronisiert werden könnte. Bitten Sie Ihren Administrator um Hilfe."],
    },
    TotpDevice: {
      title: "Diese Seite kann bei Ihrem Gerät nicht helfen",
      text: ["Dieser AWS-Benutzer hat nur Sicherheitsschlüssel, Passkeys oder Telefonnummern. Diese haben keine Uhr, die falsch gehen könnte. Wenn eines davon abgelehnt wird, bitten Sie Ihren Administrator, es neu zu registrieren."],
    },
  },

  own: {
    NotAuthorized: {
      title: "Ihr Konto ist noch nicht verbunden",
      text: [
        "Sie sind angemeldet, aber Ihr Firmenkonto ist mit keinem AWS-Benutzer verbunden. Bitten Sie Ihren Administrator, es zu verbinden, und melden Sie sich dann erneut an.",
      ],
    },
    User: {
      title: "AWS kennt diesen Benutzer nicht",
      text: ["Ihr Firmenkonto verweist auf einen AWS-Benutzer, den es nicht gibt. Informieren Sie Ihren Administrator."],
    },
  },

  violation: {
    Missing: "Eine Angabe fehlt.",
    Length: "Die Angabe ist zu kurz oder zu lang.",
    Characters: "Die Angabe enthält ein Zeichen, das dort nicht erlaubt ist.",
    Arn: "Das ist ein ARN. Geben Sie nur den Namen ein: was nach dem letzten Schrägstrich steht.",
    NotSixDigits: "Ein Code muss sechs Ziffern haben.",
    SameCodes: "Der zweite Code ist derselbe wie der erste. Warten Sie, bis das Gerät einen neuen anzeigt.",
    SecurityKey: "Das ist ein Sicherheitsschlüssel. Er hat keine Uhr, die falsch gehen könnte.",
    OtherAccount: "Das Gerät gehört zu einem anderen AWS-Konto.",
    Other: "Diese Angabe ist ungültig. Wenn nicht Sie sie eingegeben haben, laden Sie die Seite neu.",
  },
  field: {
    userName: "Benutzername",
    accountId: "AWS-Konto",
    serialNumber: "Gerät",
    authenticationCode1: "Erster Code",
    authenticationCode2: "Zweiter Code",
  },
  fieldProblem: "{field}: {problem}",

  noAnswer: {
    Unauthenticated: {
      title: "Ihre Sitzung ist beendet",
      text: [
        "Es wurde nichts geändert. Melden Sie sich erneut an und beginnen Sie mit zwei neuen Codes.",
        "Wenn das direkt nach der Anmeldung passiert, sagen Sie Ihrem Administrator: Die API akzeptiert die Token dieser Seite nicht.",
      ],
    },
    Forbidden: {
      title: "Ihre Firma sperrt diese Anfrage",
      text: ["Es wurde nichts geändert. Sagen Sie Ihrem Administrator, dass die API die Anfrage abgelehnt hat."],
    },
    TooManyRequests: {
      title: "Diese Seite wird gerade von vielen benutzt",
      text: ["Es wurde nichts geändert. Warten Sie einige Sekunden und versuchen Sie es erneut."],
    },
    NotExecuted: {
      title: "Diese Seite ist veraltet",
      text: ["Es wurde nichts geändert. Laden Sie die Seite neu. Wenn das wieder passiert, informieren Sie Ihren Administrator."],
    },
    Offline: {
      title: "Sie sind offline",
      text: ["Es wurde nichts gesendet. Stellen Sie eine Netzwerkverbindung her und versuchen Sie es erneut."],
    },
    Unreachable: {
      title: "Der Dienst antwortet nicht",
      text: ["Es wurde nichts geändert. Warten Sie einige Sekunden und versuchen Sie es erneut. Wenn das wieder passiert, informieren Sie Ihren Administrator."],
    },
  },

  signInProblem: {
    Declined: {
      title: "Sie sind nicht angemeldet",
      text: ["Die Anmeldung wurde abgebrochen oder Ihre Firma hat Sie für diese Seite nicht freigeschaltet. Versuchen Sie es erneut oder fragen Sie Ihren Administrator."],
    },
    Forged: {
      title: "Diese Anmeldung wurde nicht hier begonnen",
      text: ["Zu Ihrer Sicherheit wurde sie ignoriert. Beginnen Sie auf dieser Seite und verwenden Sie nur ein Fenster."],
    },
    Elsewhere: {
      title: "Bitte melden Sie sich erneut an",
      text: ["Diese Anmeldung wurde in einem anderen Tab begonnen oder war schon abgeschlossen. Es wurde nichts geändert."],
    },
    Expired: {
      title: "Die Anmeldung ist abgelaufen",
      text: ["Es hat zu lange gedauert oder die Anmeldung wurde schon einmal verwendet. Melden Sie sich erneut an."],
    },
    Unreachable: {
      title: "Die Firmenanmeldung antwortet nicht",
      text: [
        "Prüfen Sie Ihre Netzwerkverbindung und versuchen Sie es in einigen Minuten erneut.",
        "Wenn es weiterhin nicht funktioniert, sagen Sie Ihrem Administrator: Der Anmeldedienst ist ausgefallen oder erlaubt keine Anfragen von dieser Seite.",
      ],
    },
    SecretRequired: {
      title: "Die Anmeldung ist nicht richtig eingerichtet",
      text: ["Sagen Sie Ihrem Administrator: Der Anmeldedienst verlangt ein Client-Secret, das eine Seite nicht geheim halten kann. Diese Seite muss als öffentlicher Client (Single-Page-Anwendung) registriert werden."],
    },
    Misconfigured: {
      title: "Die Anmeldung ist nicht richtig eingerichtet",
      text: ["Sagen Sie Ihrem Administrator: Der Anmeldedienst hat nicht wie erwartet geantwortet."],
    },
    TooShort: {
      title: "Die Anmeldung gilt zu kurz",
      text: ["Sagen Sie Ihrem Administrator: Die Token für diese Seite müssen mindestens fünf Minuten gültig sein, besser 15."],
    },
    NoStorage: {
      title: "Ihr Browser speichert nichts für diese Seite",
      text: ["Für die Anmeldung muss kurz etwas gespeichert werden. Erlauben Sie dieser Seite, Daten (Cookies) im Browser zu speichern, und laden Sie die Seite neu. Oder verwenden Sie einen anderen Browser."],
    },
  },

  sessionEnding: {
    title: "Bitte melden Sie sich erneut an",
    text: ["Ihre Sitzung endet in weniger als drei Minuten; das ist für zwei Codes zu kurz. Es wurde kein Code gesendet. Melden Sie sich erneut an und beginnen Sie mit zwei neuen Codes."],
  },
  notLoaded: {
    title: "Die Seite wurde nicht vollständig geladen",
    text: ["Prüfen Sie Ihre Netzwerkverbindung und laden Sie die Seite neu."],
  },
  defect: {
    title: "Auf dieser Seite ist etwas schiefgegangen",
    text: ["Wenn Sie Codes gesendet haben, versuchen Sie zuerst, sich mit einem neuen Code bei AWS anzumelden. Wenn das nicht gelingt, laden Sie die Seite neu. Wenn auch das nicht hilft, verwenden Sie einen anderen oder neueren Browser."],
  },
  signedOut: {
    title: "Sie sind abgemeldet",
    text: ["Ihre Sitzung auf dieser Seite ist gelöscht. Ihre Firmenanmeldung ist vielleicht noch aktiv. Schließen Sie deshalb den Browser, wenn auch andere ihn benutzen."],
  },
};

export default words;
