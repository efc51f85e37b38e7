// Nederlands.

/** @type {import("./words-en.js").Words} */
const words = {
  name: "Uw MFA-apparaat opnieuw synchroniseren",

  signIn: "Aanmelden",
  signInAgain: "Opnieuw aanmelden",
  signOut: "Afmelden",
  next: "Volgende",
  resynchronize: "Opnieuw synchroniseren",
  startAgain: "Opnieuw beginnen met twee nieuwe codes",
  tryAgain: "Opnieuw proberen",
  chooseAgain: "Het apparaat opnieuw kiezen",
  signInToAws: "Aanmelden bij AWS",
  reload: "De pagina opnieuw laden",
  otherDevice: "Een ander apparaat kiezen",
  otherPerson: "Iemand anders helpen",
  ownDevices: "Terug naar mijn apparaten",
  firstCodeLabel: "Eerste code",
  secondCodeLabel: "Tweede code",
  userNameLabel: "AWS-gebruikersnaam",
  accountLabel: "AWS-account",
  account: "AWS-account {account}",
  language: "Taal",
  copy: "Kopiëren",
  copied: "Gekopieerd",
  step: "Stap {number} van 2",
  deviceOf: "{device}, het apparaat van {user}",
  virtualDevice: "Authenticator-app, toegevoegd op {date}",
  hardwareDevice: "Hardwaretoken, toegevoegd op {date}",
  requestId: "Noem deze referentie als u om hulp vraagt:",
  detail: "Voor uw beheerder:",
  support: "Wie u kan helpen: {support}",

  start: {
    title: "Accepteert AWS uw codes niet?",
    text: [
      "De klok van uw authenticator-app of hardwaretoken, door AWS MFA-apparaat genoemd, kan afwijken. Dan weigert AWS de codes van zes cijfers en kunt u zich niet bij AWS aanmelden. Deze pagina stelt AWS in op de klok van uw apparaat.",
      "Is het apparaat een telefoon, zet dan eerst datum en tijd op automatisch en probeer nog eens of u zich bij AWS kunt aanmelden. Lukt dat, dan hebt u verder niets nodig.",
      "Anders neemt u het apparaat erbij, en ongeveer twee minuten. Meld u aan met uw bedrijfsaccount om te beginnen.",
    ],
  },
  reloaded: "De pagina is opnieuw geladen en is uw aanmelding en elke niet verzonden code vergeten.",
  blockedTitle: "Wat als de bedrijfsaanmelding om hetzelfde apparaat vraagt?",
  blockedText: "Dan kan deze pagina u niet helpen. Uw beheerder kan het apparaat opnieuw synchroniseren of een nieuw apparaat registreren.",

  busy: {
    load: "De pagina wordt geladen.",
    signIn: "U wordt aangemeld.",
    devices: "Uw apparaten worden gezocht.",
    send: "De twee codes worden naar AWS gestuurd. Dit duurt enkele seconden.",
  },

  chooseDevice: {
    title: "Welk apparaat?",
    text: ["Kies het apparaat waarvan AWS de codes weigert."],
  },
  chooseUser: {
    title: "Wiens apparaat?",
    text: [
      "Voer de AWS-gebruikersnaam in van de persoon van wie de codes worden geweigerd. Blijf in contact: u hebt twee codes van dat apparaat nodig.",
    ],
  },
  firstCodeOfApp: {
    title: "Voer de code uit uw app in",
    text: [
      "Open uw authenticator-app en zoek de vermelding voor AWS. AWS noemt het apparaat {device}. Voer de zes cijfers in die de app nu toont.",
    ],
  },
  firstCodeOfToken: {
    title: "Voer de code van uw token in",
    text: ["Neem het hardwaretoken {device} en voer de zes cijfers in die het nu toont."],
  },
  secondCode: {
    title: "Wacht op een nieuwe code en voer die in",
    text: [
      "Voer de volgende code in die uw apparaat toont, binnen 90 seconden na de eerste.",
      "Heeft uw token een knop, druk er dan na 30 seconden nog eens op.",
    ],
  },
  newCodeWithin: "Nieuwe code binnen {seconds} s",
  newCodeNow: "De nieuwe code is er",
  tooSlow: "Sinds de eerste code zijn meer dan 90 seconden verstreken, daarom is die vervallen. Er is niets verzonden. Voer de code in die uw apparaat nu toont.",

  codeProblem: {
    Empty: "Voer de zes cijfers in die uw apparaat toont.",
    Arn: "Dit is de naam van een apparaat. Voer de zes cijfers in die het apparaat toont.",
    NotDigits: "Een code heeft alleen de cijfers 0 tot en met 9. Voer de zes cijfers in die uw apparaat toont.",
    NotSixDigits: "Een code heeft zes cijfers; deze heeft er {count}. Voer alle zes cijfers in die uw apparaat toont.",
    TwoCodes: "Dit zijn twee codes. Voer alleen de nieuwe in.",
    SameCode: "Dit is weer de eerste code. Wacht tot uw apparaat een nieuwe toont en voer die in.",
  },
  userNameMissing: "Voer een AWS-gebruikersnaam in.",

  status: {
    Resynchronized: {
      title: "Het apparaat werkt weer",
      text: [
        "Wacht tot het een nieuwe code toont. Meld u met die code aan bij AWS.",
        "Weigert AWS de codes later opnieuw, en is het een telefoon, zet dan datum en tijd op automatisch en kom terug.",
      ],
    },
    InvalidRequest: {
      title: "Er moet iets worden verbeterd",
      text: ["Er is niets gewijzigd. Verbeter het volgende en voer twee nieuwe codes in."],
    },
    ValidationError: {
      title: "AWS accepteert deze waarden niet",
      text: ["Er is niets gewijzigd. Probeer het opnieuw met twee nieuwe codes. Gebeurt het weer, vraag dan uw beheerder om hulp."],
    },
    NotAuthorized: {
      title: "U mag dit niet doen",
      text: [
        "U bent aangemeld, maar uw account mag de apparaten van deze persoon niet opnieuw synchroniseren. Vraag het uw beheerder en meld u opnieuw aan zodra het mag.",
      ],
    },
    MethodNotAllowed: {
      title: "Deze pagina is verouderd",
      text: ["Er is niets gewijzigd. Laad de pagina opnieuw. Gebeurt het weer, zeg het dan tegen uw beheerder."],
    },
    ConcurrentModification: {
      title: "Iemand anders wijzigt deze gebruiker",
      text: ["Hier is niets gewijzigd. Wacht enkele minuten en probeer het opnieuw met twee nieuwe codes."],
    },
    LimitExceeded: {
      title: "AWS staat nu geen andere wijziging toe",
      text: ["Een limiet van het AWS-account van uw bedrijf is bereikt en er is niets gewijzigd. Zeg het tegen uw beheerder."],
    },
    SerialNumberRequired: {
      title: "Welk apparaat?",
      text: ["Er is niets gewijzigd. Kies het apparaat waarvan AWS de codes weigert."],
    },
    CodesExpired: {
      title: "De codes zijn te oud",
      text: ["Er is niets gewijzigd. Voer twee nieuwe codes in, de tweede zodra het apparaat die toont."],
    },
    InvalidAuthenticationCode: {
      title: "AWS heeft de codes niet geaccepteerd",
      text: [
        "AWS zegt niet welke code fout was. Controleer of beide van {device} kwamen en of er geen code tussen is overgeslagen.",
      ],
    },
    Throttling: {
      title: "AWS is bezet",
      text: ["Er is niets gewijzigd. Wacht enkele seconden en probeer het opnieuw met twee nieuwe codes."],
    },
    AccessDenied: {
      title: "De dienst is niet volledig ingesteld",
      text: ["AWS laat de dienst niet doen wat nodig is en er is niets gewijzigd. Zeg het tegen uw beheerder."],
    },
    InternalError: {
      title: "Er is iets mis met de dienst",
      text: ["Er is niets gewijzigd. Zeg het tegen uw beheerder."],
    },
    ServiceFailure: {
      title: "AWS heeft een probleem",
      text: ["Er is niets gewijzigd. Wacht enkele minuten en probeer het opnieuw."],
    },
    Unavailable: {
      title: "AWS was niet bereikbaar",
      text: ["Er is geen code gebruikt en niets gewijzigd. Wacht enkele seconden en probeer het opnieuw met twee nieuwe codes."],
    },
    OutcomeUnknown: {
      title: "Het is niet zeker dat het gelukt is",
      text: ["AWS heeft de codes misschien geaccepteerd, maar er kwam geen bevestiging. Probeer eerst of u zich met een nieuwe code bij AWS kunt aanmelden. Lukt dat niet, begin dan opnieuw met twee nieuwe codes."],
    },
  },

  refusedAgain: {
    title: "AWS heeft de codes weer niet geaccepteerd",
    text: ["Controleer dit, in deze volgorde, en begin opnieuw:"],
  },
  checks: [
    "Het apparaat: is het {device}, en niet een oude telefoon of een ander token?",
    "De vermelding: een app kan er meerdere hebben. Is dit die van het juiste AWS-account?",
    "De klok: staan datum en tijd op een telefoon op automatisch?",
    "De codes: kwam de tweede direct na de eerste?",
  ],
  checksFailed: "Lukt het nog steeds niet, vraag dan uw beheerder om het apparaat opnieuw te registreren.",

  reason: {
    User: {
      title: "AWS kent deze gebruiker niet",
      text: ["Er is geen AWS-gebruiker met deze naam. Controleer de naam of vraag het uw beheerder."],
    },
    UserOrDevice: {
      title: "AWS kent dit apparaat niet",
      text: ["Deze gebruiker bestaat niet of heeft dit apparaat niet meer. Kies het apparaat opnieuw."],
    },
    Device: {
      title: "Er is geen MFA-apparaat",
      text: ["Deze AWS-gebruiker heeft geen MFA-apparaat, dus er valt niets te synchroniseren. Vraag uw beheerder om hulp."],
    },
    TotpDevice: {
      title: "Deze pagina kan niet helpen met uw apparaat",
      text: ["Deze AWS-gebruiker heeft alleen beveiligingssleutels, passkeys of telefoonnummers. Die hebben geen klok die kan afwijken. Wordt er een geweigerd, vraag dan uw beheerder om die opnieuw te registreren."],
    },
  },

  own: {
    NotAuthorized: {
      title: "Uw account is nog niet gekoppeld",
      text: [
        "U bent aangemeld, maar uw bedrijfsaccount is niet aan een AWS-gebruiker gekoppeld. Vraag uw beheerder om het te koppelen en meld u opnieuw aan.",
      ],
    },
    User: {
      title: "AWS kent deze gebruiker niet",
      text: ["Uw bedrijfsaccount noemt een AWS-gebruiker die niet bestaat. Zeg het tegen uw beheerder."],
    },
  },

  violation: {
    Missing: "Er ontbreekt een waarde.",
    Length: "De waarde is te kort of te lang.",
    Characters: "De waarde heeft een teken dat daar niet is toegestaan.",
    Arn: "Dit is een ARN. Voer alleen de naam in: wat na de laatste schuine streep staat.",
    NotSixDigits: "Een code heeft geen zes cijfers.",
    SameCodes: "De tweede code is gelijk aan de eerste. Wacht tot het apparaat een nieuwe toont.",
    SecurityKey: "Dit is een beveiligingssleutel. Die heeft geen klok die kan afwijken.",
    OtherAccount: "Het apparaat hoort bij een ander AWS-account.",
    Other: "Deze waarde is niet geldig. Hebt u die niet zelf ingevoerd, laad de pagina dan opnieuw.",
  },
  field: {
    userName: "Gebruikersnaam",
    accountId: "AWS-account",
    serialNumber: "Apparaat",
    authenticationCode1: "Eerste code",
    authenticationCode2: "Tweede code",
  },

  noAnswer: {
    Unauthenticated: {
      title: "Uw sessie is beëindigd",
      text: [
        "Er is niets gewijzigd. Meld u opnieuw aan en begin met twee nieuwe codes.",
        "Gebeurt dit meteen na het aanmelden, zeg dan tegen uw beheerder dat de API de tokens van deze pagina niet accepteert.",
      ],
    },
    Forbidden: {
      title: "Uw bedrijf blokkeert dit verzoek",
      text: ["Er is niets gewijzigd. Zeg tegen uw beheerder dat de API het verzoek heeft geweigerd."],
    },
    TooManyRequests: {
      title: "Veel mensen gebruiken deze pagina",
      text: ["Er is niets gewijzigd. Wacht enkele seconden en probeer het opnieuw."],
    },
    NotExecuted: {
      title: "Deze pagina is verouderd",
      text: ["Er is niets gewijzigd. Laad de pagina opnieuw. Gebeurt het weer, zeg het dan tegen uw beheerder."],
    },
    Offline: {
      title: "U bent offline",
      text: ["Er is niets verzonden. Maak verbinding met het netwerk en probeer het opnieuw."],
    },
    Unreachable: {
      title: "De dienst antwoordt niet",
      text: ["Er is niets gewijzigd. Wacht enkele seconden en probeer het opnieuw. Gebeurt het weer, zeg het dan tegen uw beheerder."],
    },
  },

  signInProblem: {
    Declined: {
      title: "U bent niet aangemeld",
      text: ["De aanmelding is geannuleerd of uw bedrijf laat u deze pagina niet gebruiken. Probeer het opnieuw of vraag het uw beheerder."],
    },
    Forged: {
      title: "Deze aanmelding is niet hier begonnen",
      text: ["Voor uw veiligheid is die genegeerd. Begin op deze pagina, in één venster."],
    },
    Elsewhere: {
      title: "Meld u opnieuw aan",
      text: ["Deze aanmelding is in een ander tabblad begonnen of was al afgerond. Er is niets gewijzigd."],
    },
    Expired: {
      title: "De aanmelding is verlopen",
      text: ["Het duurde te lang of de aanmelding was al gebruikt. Meld u opnieuw aan."],
    },
    Unreachable: {
      title: "De bedrijfsaanmelding antwoordt niet",
      text: [
        "Controleer uw netwerk en probeer het over enkele minuten opnieuw.",
        "Blijft het mislukken, zeg dan tegen uw beheerder dat de aanmelddienst niet werkt of geen verzoeken van deze pagina toestaat.",
      ],
    },
    SecretRequired: {
      title: "De aanmelding is niet goed ingesteld",
      text: ["Zeg tegen uw beheerder dat de aanmelddienst een clientgeheim eist, dat een pagina niet kan bewaren. Registreer deze pagina als openbare client (single-page-applicatie)."],
    },
    Misconfigured: {
      title: "De aanmelding is niet goed ingesteld",
      text: ["Zeg tegen uw beheerder dat de aanmelddienst niet antwoordde zoals het hoort."],
    },
    TooShort: {
      title: "De aanmelding is te kort geldig",
      text: ["Zeg tegen uw beheerder dat de tokens voor deze pagina minstens vijf minuten geldig moeten zijn, beter 15."],
    },
    NoStorage: {
      title: "Uw browser slaat niets op voor deze pagina",
      text: ["Het aanmelden heeft dat even nodig. Sta deze site toe gegevens (cookies) in uw browser op te slaan, en laad de pagina opnieuw. Of gebruik een andere browser."],
    },
  },

  sessionEnding: {
    title: "Meld u opnieuw aan",
    text: ["Uw sessie eindigt binnen drie minuten, en dat is te kort voor twee codes. Er is geen code verzonden. Meld u opnieuw aan en begin met twee nieuwe codes."],
  },
  notLoaded: {
    title: "De pagina is niet volledig geladen",
    text: ["Controleer uw netwerk en laad de pagina opnieuw."],
  },
  defect: {
    title: "Er ging iets mis op deze pagina",
    text: ["Hebt u codes verzonden, probeer dan eerst of u zich met een nieuwe code bij AWS kunt aanmelden. Zo niet, laad de pagina dan opnieuw. Lukt het nog niet, gebruik dan een andere of nieuwere browser."],
  },
  signedOut: {
    title: "U bent afgemeld",
    text: ["Deze pagina is uw sessie vergeten. De bedrijfsaanmelding kent u misschien nog; sluit de browser als anderen die gebruiken."],
  },
};

export default words;
