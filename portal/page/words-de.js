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
  deviceOf: "{device}, das Gerät von {user}",
  virtualDevice: "Authentifizierungs-App, hinzugefügt am {date}",
  hardwareDevice: "Hardware-Token, hinzugefügt am {date}",
  requestId: "Wenn Sie um Hilfe bitten, nennen Sie diese Kennung:",
  detail: "Für Ihren Administrator:",
  support: "Wer Ihnen helfen kann: {support}",

  start: {
    title: "Nimmt AWS Ihre Codes nicht an?",
    text: [
      "Die Uhr Ihrer Authentifizierungs-App oder Ihres Hardware-Tokens, von AWS MFA-Gerät genannt, kann falsch gehen. Dann lehnt AWS die sechsstelligen Codes ab, und Sie können sich nicht bei AWS anmelden. Diese Seite stellt AWS auf die Uhr Ihres Geräts ein.",
      "Ist das Gerät ein Telefon, stellen Sie zuerst Datum und Uhrzeit auf automatisch, und versuchen Sie noch einmal, sich bei AWS anzumelden. Gelingt das, brauchen Sie nichts weiter.",
      "Sonst nehmen Sie das Gerät zur Hand, und etwa zwei Minuten Zeit. Melden Sie sich mit Ihrem Firmenkonto an.",
    ],
  },
  reloaded: "Die Seite wurde neu geladen. Ihre Anmeldung und jeder nicht gesendete Code sind vergessen.",
  blockedTitle: "Was, wenn die Firmenanmeldung dasselbe Gerät verlangt?",
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
      "Geben Sie den AWS-Benutzernamen der Person ein, deren Codes abgelehnt werden. Bleiben Sie mit ihr in Verbindung: Sie brauchen zwei Codes von ihrem Gerät.",
    ],
  },
  firstCodeOfApp: {
    title: "Geben Sie den Code aus Ihrer App ein",
    text: [
      "Öffnen Sie Ihre Authentifizierungs-App und suchen Sie den Eintrag für AWS. AWS nennt das Gerät {device}. Geben Sie die sechs Ziffern ein, die die App jetzt zeigt.",
    ],
  },
  firstCodeOfToken: {
    title: "Geben Sie den Code von Ihrem Token ein",
    text: ["Nehmen Sie das Hardware-Token {device}, und geben Sie die sechs Ziffern ein, die es jetzt zeigt."],
  },
  secondCode: {
    title: "Warten Sie auf einen neuen Code, und geben Sie ihn ein",
    text: [
      "Geben Sie den nächsten Code ein, den Ihr Gerät zeigt, innerhalb von 90 Sekunden nach dem ersten.",
      "Hat Ihr Token eine Taste, drücken Sie sie nach 30 Sekunden noch einmal.",
    ],
  },
  newCodeWithin: "Neuer Code in höchstens {seconds} s",
  newCodeNow: "Der neue Code ist da",
  tooSlow: "Seit dem ersten Code sind mehr als 90 Sekunden vergangen, deshalb wurde er verworfen. Es wurde nichts gesendet. Geben Sie den Code ein, den Ihr Gerät jetzt zeigt.",

  codeProblem: {
    Empty: "Geben Sie die sechs Ziffern ein, die Ihr Gerät zeigt.",
    Arn: "Das ist der Name eines Geräts. Geben Sie die sechs Ziffern ein, die das Gerät zeigt.",
    NotDigits: "Ein Code hat nur die Ziffern 0 bis 9. Geben Sie die sechs Ziffern ein, die Ihr Gerät zeigt.",
    NotSixDigits: "Ein Code hat sechs Ziffern; dieser hat {count}. Geben Sie alle sechs Ziffern ein, die Ihr Gerät zeigt.",
    TwoCodes: "Das sind zwei Codes. Geben Sie nur den neuen ein.",
    SameCode: "Das ist wieder der erste Code. Warten Sie, bis Ihr Gerät einen neuen zeigt, und geben Sie diesen ein.",
  },
  userNameMissing: "Geben Sie einen AWS-Benutzernamen ein.",

  status: {
    Resynchronized: {
      title: "Das Gerät funktioniert wieder",
      text: [
        "Warten Sie, bis es einen neuen Code zeigt. Melden Sie sich mit diesem Code bei AWS an.",
        "Lehnt AWS die Codes später wieder ab, und ist es ein Telefon, stellen Sie Datum und Uhrzeit auf automatisch, und kommen Sie wieder.",
      ],
    },
    InvalidRequest: {
      title: "Etwas muss berichtigt werden",
      text: ["Es wurde nichts geändert. Berichtigen Sie Folgendes, und geben Sie zwei neue Codes ein."],
    },
    ValidationError: {
      title: "AWS nimmt diese Werte nicht an",
      text: ["Es wurde nichts geändert. Versuchen Sie es mit zwei neuen Codes. Geschieht es wieder, bitten Sie Ihren Administrator um Hilfe."],
    },
    NotAuthorized: {
      title: "Sie dürfen das nicht",
      text: [
        "Sie sind angemeldet, aber Ihr Konto darf die Geräte dieser Person nicht neu synchronisieren. Fragen Sie Ihren Administrator, und melden Sie sich erneut an, sobald es das darf.",
      ],
    },
    MethodNotAllowed: {
      title: "Diese Seite ist veraltet",
      text: ["Es wurde nichts geändert. Laden Sie die Seite neu. Geschieht es wieder, sagen Sie es Ihrem Administrator."],
    },
    ConcurrentModification: {
      title: "Jemand anderes ändert gerade diesen Benutzer",
      text: ["Hier wurde nichts geändert. Warten Sie einige Minuten, und versuchen Sie es mit zwei neuen Codes."],
    },
    LimitExceeded: {
      title: "AWS lässt jetzt keine weitere Änderung zu",
      text: ["Eine Grenze des AWS-Kontos Ihrer Firma ist erreicht, und es wurde nichts geändert. Sagen Sie es Ihrem Administrator."],
    },
    SerialNumberRequired: {
      title: "Welches Gerät?",
      text: ["Es wurde nichts geändert. Wählen Sie das Gerät, dessen Codes AWS ablehnt."],
    },
    CodesExpired: {
      title: "Die Codes sind zu alt",
      text: ["Es wurde nichts geändert. Geben Sie zwei neue Codes ein, den zweiten, sobald das Gerät ihn zeigt."],
    },
    InvalidAuthenticationCode: {
      title: "AWS hat die Codes nicht angenommen",
      text: [
        "AWS sagt nicht, welcher Code falsch war. Prüfen Sie, ob beide von {device} kamen und ob kein Code dazwischen ausgelassen wurde.",
      ],
    },
    Throttling: {
      title: "AWS ist überlastet",
      text: ["Es wurde nichts geändert. Warten Sie einige Sekunden, und versuchen Sie es mit zwei neuen Codes."],
    },
    AccessDenied: {
      title: "Der Dienst ist nicht fertig eingerichtet",
      text: ["AWS lässt ihn nicht tun, was er tun muss, und es wurde nichts geändert. Sagen Sie es Ihrem Administrator."],
    },
    InternalError: {
      title: "Mit dem Dienst stimmt etwas nicht",
      text: ["Es wurde nichts geändert. Sagen Sie es Ihrem Administrator."],
    },
    ServiceFailure: {
      title: "AWS hat eine Störung",
      text: ["Es wurde nichts geändert. Warten Sie einige Minuten, und versuchen Sie es erneut."],
    },
    Unavailable: {
      title: "AWS war nicht zu erreichen",
      text: ["Kein Code wurde verwendet, und es wurde nichts geändert. Warten Sie einige Sekunden, und versuchen Sie es mit zwei neuen Codes."],
    },
    OutcomeUnknown: {
      title: "Es ist nicht sicher, ob es gelungen ist",
      text: ["AWS hat die Codes vielleicht angenommen, aber es kam keine Bestätigung. Versuchen Sie zuerst, sich mit einem neuen Code bei AWS anzumelden. Gelingt das nicht, beginnen Sie mit zwei neuen Codes von vorn."],
    },
  },

  refusedAgain: {
    title: "AWS hat die Codes wieder nicht angenommen",
    text: ["Prüfen Sie dies, in dieser Reihenfolge, und beginnen Sie von vorn:"],
  },
  checks: [
    "Das Gerät: Ist es {device} und kein altes Telefon oder anderes Token?",
    "Der Eintrag: Eine App kann mehrere haben. Ist es der des richtigen AWS-Kontos?",
    "Die Uhr: Sind auf dem Telefon Datum und Uhrzeit auf automatisch gestellt?",
    "Die Codes: Folgte der zweite unmittelbar auf den ersten?",
  ],
  checksFailed: "Gelingt es immer noch nicht, bitten Sie Ihren Administrator, das Gerät neu zu registrieren.",

  reason: {
    User: {
      title: "AWS kennt diesen Benutzer nicht",
      text: ["Es gibt keinen AWS-Benutzer mit diesem Namen. Prüfen Sie den Namen, oder fragen Sie Ihren Administrator."],
    },
    UserOrDevice: {
      title: "AWS kennt dieses Gerät nicht",
      text: ["Es gibt diesen Benutzer nicht, oder er hat dieses Gerät nicht mehr. Wählen Sie das Gerät erneut aus."],
    },
    Device: {
      title: "Es gibt kein MFA-Gerät",
      text: ["Dieser AWS-Benutzer hat kein MFA-Gerät, es gibt also nichts zu synchronisieren. Bitten Sie Ihren Administrator um Hilfe."],
    },
    TotpDevice: {
      title: "Diese Seite kann bei Ihrem Gerät nicht helfen",
      text: ["Dieser AWS-Benutzer hat nur Sicherheitsschlüssel, Passkeys oder Telefonnummern. Sie haben keine Uhr, die falsch gehen könnte. Wird eines abgelehnt, bitten Sie Ihren Administrator, es neu zu registrieren."],
    },
  },

  own: {
    NotAuthorized: {
      title: "Ihr Konto ist noch nicht verbunden",
      text: [
        "Sie sind angemeldet, aber Ihr Firmenkonto ist mit keinem AWS-Benutzer verbunden. Bitten Sie Ihren Administrator, es zu verbinden, und melden Sie sich erneut an.",
      ],
    },
    User: {
      title: "AWS kennt diesen Benutzer nicht",
      text: ["Ihr Firmenkonto nennt einen AWS-Benutzer, den es nicht gibt. Sagen Sie es Ihrem Administrator."],
    },
  },

  violation: {
    Missing: "Ein Wert fehlt.",
    Length: "Der Wert ist zu kurz oder zu lang.",
    Characters: "Der Wert hat ein Zeichen, das dort nicht erlaubt ist.",
    Arn: "Das ist ein ARN. Geben Sie nur den Namen ein: was nach dem letzten Schrägstrich steht.",
    NotSixDigits: "Ein Code hat nicht sechs Ziffern.",
    SameCodes: "Der zweite Code ist derselbe wie der erste. Warten Sie, bis das Gerät einen neuen zeigt.",
    SecurityKey: "Das ist ein Sicherheitsschlüssel. Er hat keine Uhr, die falsch gehen könnte.",
    OtherAccount: "Das Gerät gehört zu einem anderen AWS-Konto.",
    Other: "Dieser Wert ist ungültig. Haben nicht Sie ihn eingegeben, laden Sie die Seite neu.",
  },
  field: {
    userName: "Benutzername",
    accountId: "AWS-Konto",
    serialNumber: "Gerät",
    authenticationCode1: "Erster Code",
    authenticationCode2: "Zweiter Code",
  },

  noAnswer: {
    Unauthenticated: {
      title: "Ihre Sitzung ist beendet",
      text: [
        "Es wurde nichts geändert. Melden Sie sich erneut an, und beginnen Sie mit zwei neuen Codes.",
        "Geschieht dies gleich nach der Anmeldung, sagen Sie Ihrem Administrator: Die API nimmt die Token dieser Seite nicht an.",
      ],
    },
    Forbidden: {
      title: "Ihre Firma sperrt diese Anfrage",
      text: ["Es wurde nichts geändert. Sagen Sie Ihrem Administrator, dass die API die Anfrage abgelehnt hat."],
    },
    TooManyRequests: {
      title: "Viele Menschen benutzen gerade diese Seite",
      text: ["Es wurde nichts geändert. Warten Sie einige Sekunden, und versuchen Sie es erneut."],
    },
    NotExecuted: {
      title: "Diese Seite ist veraltet",
      text: ["Es wurde nichts geändert. Laden Sie die Seite neu. Geschieht es wieder, sagen Sie es Ihrem Administrator."],
    },
    Offline: {
      title: "Sie sind offline",
      text: ["Es wurde nichts gesendet. Verbinden Sie sich mit dem Netz, und versuchen Sie es erneut."],
    },
    Unreachable: {
      title: "Der Dienst antwortet nicht",
      text: ["Es wurde nichts geändert. Warten Sie einige Sekunden, und versuchen Sie es erneut. Geschieht es wieder, sagen Sie es Ihrem Administrator."],
    },
  },

  signInProblem: {
    Declined: {
      title: "Sie sind nicht angemeldet",
      text: ["Die Anmeldung wurde abgebrochen, oder Ihre Firma lässt Sie diese Seite nicht benutzen. Versuchen Sie es erneut, oder fragen Sie Ihren Administrator."],
    },
    Forged: {
      title: "Diese Anmeldung hat nicht hier begonnen",
      text: ["Zu Ihrer Sicherheit wurde sie nicht angenommen. Beginnen Sie auf dieser Seite, in einem Fenster."],
    },
    Elsewhere: {
      title: "Bitte melden Sie sich erneut an",
      text: ["Diese Anmeldung wurde in einem anderen Tab begonnen oder war schon beendet. Es wurde nichts geändert."],
    },
    Expired: {
      title: "Die Anmeldung ist abgelaufen",
      text: ["Sie hat zu lange gedauert oder wurde schon benutzt. Melden Sie sich erneut an."],
    },
    Unreachable: {
      title: "Die Firmenanmeldung antwortet nicht",
      text: [
        "Prüfen Sie Ihre Verbindung, und versuchen Sie es in einigen Minuten erneut.",
        "Gelingt es weiterhin nicht, sagen Sie Ihrem Administrator: Der Anmeldedienst ist gestört oder erlaubt keine Anfragen von dieser Seite.",
      ],
    },
    SecretRequired: {
      title: "Die Anmeldung ist nicht richtig eingerichtet",
      text: ["Sagen Sie Ihrem Administrator: Der Anmeldedienst verlangt ein Client-Geheimnis, das eine Seite nicht bewahren kann. Registrieren Sie diese Seite als öffentlichen Client (Single-Page-Anwendung)."],
    },
    Misconfigured: {
      title: "Die Anmeldung ist nicht richtig eingerichtet",
      text: ["Sagen Sie Ihrem Administrator: Der Anmeldedienst hat nicht geantwortet, wie er sollte."],
    },
    TooShort: {
      title: "Die Anmeldung gilt zu kurz",
      text: ["Sagen Sie Ihrem Administrator: Die Token für diese Seite müssen mindestens fünf Minuten gelten, besser 15."],
    },
    NoStorage: {
      title: "Ihr Browser speichert nichts für diese Seite",
      text: ["Die Anmeldung braucht das für einen Moment. Erlauben Sie dieser Seite, Daten (Cookies) im Browser zu speichern, und laden Sie die Seite neu. Oder nehmen Sie einen anderen Browser."],
    },
  },

  sessionEnding: {
    title: "Bitte melden Sie sich erneut an",
    text: ["Ihre Sitzung endet in weniger als drei Minuten; das ist für zwei Codes zu kurz. Es wurde kein Code gesendet. Melden Sie sich erneut an, und beginnen Sie mit zwei neuen Codes."],
  },
  notLoaded: {
    title: "Die Seite wurde nicht vollständig geladen",
    text: ["Prüfen Sie Ihre Verbindung, und laden Sie die Seite neu."],
  },
  defect: {
    title: "Auf dieser Seite ist etwas schiefgegangen",
    text: ["Haben Sie Codes gesendet, versuchen Sie zuerst, ob Sie sich mit einem neuen Code bei AWS anmelden können. Wenn nicht, laden Sie die Seite neu. Hilft das nicht, nehmen Sie einen anderen oder neueren Browser."],
  },
  signedOut: {
    title: "Sie sind abgemeldet",
    text: ["Diese Seite hat Ihre Sitzung vergessen. Die Firmenanmeldung kennt Sie vielleicht noch; schließen Sie den Browser, wenn andere ihn benutzen."],
  },
};

export default words;
