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
  chooseAgain: "Apparaat opnieuw kiezen",
  signInToAws: "Aanmelden bij AWS",
  reload: "Pagina opnieuw laden",
  otherDevice: "Ander apparaat kiezen",
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
  deviceOf: "{device} (apparaat van {user})",
  virtualDevice: "Authenticator-app, toegevoegd op {date}",
  hardwareDevice: "Hardwaretoken, toegevoegd op {date}",
  requestId: "Vermeld deze referentie als u om hulp vraagt:",
  detail: "Voor uw beheerder:",
  support: "Hier krijgt u hulp: {support}",

  start: {
    title: "Accepteert AWS uw codes niet?",
    text: [
      "De klok van uw authenticator-app of hardwaretoken (MFA-apparaat, bij AWS: MFA device) kan voor- of achterlopen. Dan weigert AWS de codes van zes cijfers en kunt u zich niet bij AWS aanmelden. Deze pagina stelt AWS in op de klok van uw apparaat.",
      "Als het apparaat een telefoon is, zet dan eerst bij Datum en tijd de automatische instelling aan. Probeer daarna nog eens of u zich bij AWS kunt aanmelden. Lukt dat, dan hoeft u verder niets te doen.",
      "Pak anders het apparaat erbij en neem ongeveer twee minuten de tijd. Meld u aan met uw bedrijfsaccount om te beginnen.",
    ],
  },
  reloaded: "De pagina is opnieuw geladen. Uw aanmelding en alle codes die niet zijn verzonden, zijn daarbij verloren gegaan. Als AWS uw codes al had geaccepteerd, blijft dat zo.",
  blockedTitle: "Wat als u voor uw bedrijfsaccount hetzelfde apparaat nodig hebt?",
  blockedText: "Dan kan deze pagina u niet helpen. Uw beheerder kan het apparaat opnieuw synchroniseren of een nieuw apparaat registreren.",

  busy: {
    load: "De pagina wordt geladen.",
    signIn: "U wordt aangemeld.",
    devices: "Uw apparaten worden gezocht.",
    send: "De twee codes worden naar AWS verzonden. Dit duurt enkele seconden.",
  },

  chooseDevice: {
    title: "Welk apparaat?",
    text: ["Kies het apparaat waarvan AWS de codes weigert."],
  },
  chooseUser: {
    title: "Wiens apparaat?",
    text: [
      "Voer de AWS-gebruikersnaam in van de persoon van wie de codes worden geweigerd. Houd contact met deze persoon: u hebt twee codes van zijn of haar apparaat nodig.",
    ],
  },
  firstCodeOfApp: {
    title: "Voer de code uit uw app in",
    text: [
      "Open uw authenticator-app en zoek de vermelding voor AWS. Bij AWS heet het apparaat {device}. Voer de zes cijfers in die de app nu toont.",
    ],
  },
  firstCodeOfToken: {
    title: "Voer de code van uw token in",
    text: ["Pak het hardwaretoken {device} en voer de zes cijfers in die het nu toont."],
  },
  secondCode: {
    title: "Wacht op een nieuwe code en voer die in",
    text: [
      "Voer binnen 90 seconden na de eerste code de volgende code in die uw apparaat toont.",
      "Als uw token een knop heeft, druk daar dan na 30 seconden nog een keer op.",
    ],
  },
  newCodeWithin: "Nieuwe code binnen {seconds} s",
  newCodeNow: "De nieuwe code is er",
  tooSlow: "Sinds de eerste code zijn meer dan 90 seconden verstreken, daarom is die vervallen. Er is niets verzonden. Voer de code in die uw apparaat nu toont.",

  codeProblem: {
    Empty: "Voer de zes cijfers in die uw apparaat toont.",
    Arn: "Dit is de naam van een apparaat. Voer de zes cijfers in die het apparaat toont.",
    NotDigits: "Een code bestaat alleen uit de cijfers 0 tot en met 9. Voer de zes cijfers in die uw apparaat toont.",
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
        "Als AWS de codes later weer weigert en het apparaat een telefoon is, zet dan bij Datum en tijd de automatische instelling aan en synchroniseer het apparaat nog een keer.",
      ],
    },
    InvalidRequest: {
      title: "Er moet iets worden gecorrigeerd",
      text: ["Er is niets gewijzigd. Corrigeer het volgende en voer twee nieuwe codes in."],
    },
    ValidationError: {
      title: "AWS accepteert deze waarden niet",
      text: ["Er is niets gewijzigd. Probeer het opnieuw met twee nieuwe codes. Als dit weer gebeurt, vraag dan uw beheerder om hulp."],
    },
    NotAuthorized: {
      title: "U hebt hier geen toestemming voor",
      text: [
        "U bent aangemeld, maar met uw account mag u de apparaten van deze persoon niet opnieuw synchroniseren. Vraag het aan uw beheerder en meld u opnieuw aan zodra u toestemming hebt.",
      ],
    },
    MethodNotAllowed: {
      title: "Deze pagina is verouderd",
      text: ["Er is niets gewijzigd. Laad de pagina opnieuw. Als dit weer gebeurt, laat het dan uw beheerder weten."],
    },
    ConcurrentModification: {
      title: "Iemand anders wijzigt nu deze gebruiker",
      text: ["Hier is niets gewijzigd. Wacht enkele minuten en probeer het opnieuw met twee nieuwe codes."],
    },
    LimitExceeded: {
      title: "AWS staat nu geen nieuwe wijziging toe",
      text: ["Een limiet van het AWS-account van uw bedrijf is bereikt. Er is niets gewijzigd. Laat het uw beheerder weten."],
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
        "AWS zegt niet welke code fout was. Controleer of beide codes van {device} kwamen, of er geen code tussen is overgeslagen en of niemand intussen de klok van het apparaat heeft verzet.",
      ],
    },
    Throttling: {
      title: "Het is druk bij AWS",
      text: ["Er is niets gewijzigd. Wacht enkele seconden en probeer het opnieuw met twee nieuwe codes."],
    },
    AccessDenied: {
      title: "De dienst is niet volledig ingesteld",
      text: ["De dienst mist een machtiging bij AWS. Er is niets gewijzigd. Laat het uw beheerder weten."],
    },
    InternalError: {
      title: "Er is iets mis met de dienst",
      text: ["Er is niets gewijzigd. Laat het uw beheerder weten."],
    },
    ServiceFailure: {
      title: "Er is een storing bij AWS",
      text: ["Er is niets gewijzigd. Wacht enkele minuten en probeer het opnieuw."],
    },
    Unavailable: {
      title: "AWS was niet bereikbaar",
      text: ["Er is geen code gebruikt en er is niets gewijzigd. Wacht enkele seconden en probeer het opnieuw met twee nieuwe codes."],
    },
    OutcomeUnknown: {
      title: "Het is niet zeker of het is gelukt",
      text: ["AWS heeft de codes misschien geaccepteerd, maar er kwam geen bevestiging. Probeer eerst of u zich met een nieuwe code bij AWS kunt aanmelden. Lukt dat niet, begin dan opnieuw met twee nieuwe codes."],
    },
  },

  refusedAgain: {
    title: "AWS heeft de codes weer niet geaccepteerd",
    text: ["Controleer het volgende in deze volgorde en begin opnieuw:"],
  },
  checks: [
    "Het apparaat: is het {device}, en niet een oude telefoon of een ander token?",
    "De vermelding: een app kan er meerdere hebben. Is dit die voor het juiste AWS-account?",
    "De klok: staat op een telefoon bij Datum en tijd de automatische instelling aan?",
    "De codes: kwam de tweede direct na de eerste?",
  ],
  checksFailed: "Als het nog steeds niet lukt, vraag dan uw beheerder om het apparaat opnieuw te registreren.",

  reason: {
    User: {
      title: "AWS kent deze gebruiker niet",
      text: ["Er is geen AWS-gebruiker met deze naam. Controleer de naam of vraag het aan uw beheerder."],
    },
    UserOrDevice: {
      title: "AWS kent dit apparaat niet",
      text: ["Deze gebruiker bestaat niet of heeft dit apparaat niet meer. Kies het apparaat opnieuw."],
    },
    Device: {
      title: "Er is geen MFA-apparaat",
      text: ["Deze AWS-gebruiker heeft geen MFA-apparaat, dus er valt niets opnieuw te synchroniseren. Vraag uw beheerder om hulp."],
    },
    TotpDevice: {
      title: "Deze pagina kan niet helpen met uw apparaat",
      text: ["Deze AWS-gebruiker heeft alleen beveiligingssleutels, passkeys of telefoonnummers. Die hebben geen klok die voor of achter kan lopen. Als er een wordt geweigerd, vraag dan uw beheerder om die opnieuw te registreren."],
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
      text: ["Uw bedrijfsaccount verwijst naar een AWS-gebruiker die niet bestaat. Laat het uw beheerder weten."],
    },
  },

  violation: {
    Missing: "Er ontbreekt een waarde.",
    Length: "De waarde is te kort of te lang.",
    Characters: "De waarde bevat een teken dat daar niet is toegestaan.",
    Arn: "Dit is een ARN. Voer alleen de naam in: wat na de laatste schuine streep staat.",
    NotSixDigits: "Een code moet zes cijfers hebben.",
    SameCodes: "De tweede code is gelijk aan de eerste. Wacht tot het apparaat een nieuwe toont.",
    SecurityKey: "Dit is een beveiligingssleutel. Die heeft geen klok die voor of achter kan lopen.",
    OtherAccount: "Het apparaat hoort bij een ander AWS-account.",
    Other: "Deze waarde is niet geldig. Als u die niet zelf hebt ingevoerd, laad de pagina dan opnieuw.",
  },
  field: {
    userName: "Gebruikersnaam",
    accountId: "AWS-account",
    serialNumber: "Apparaat",
    authenticationCode1: "Eerste code",
    authenticationCode2: "Tweede code",
  },
  fieldProblem: "{field}: {problem}",

  noAnswer: {
    Unauthenticated: {
      title: "Uw sessie is beëindigd",
      text: [
        "Er is niets gewijzigd. Meld u opnieuw aan en begin met twee nieuwe codes.",
        "Als dit meteen na het aanmelden gebeurt, laat uw beheerder dan weten dat de API de tokens van deze pagina niet accepteert.",
      ],
    },
    Forbidden: {
      title: "Uw bedrijf blokkeert dit verzoek",
      text: ["Er is niets gewijzigd. Laat uw beheerder weten dat de API het verzoek heeft geweigerd."],
    },
    TooManyRequests: {
      title: "Het is nu druk op deze pagina",
      text: ["Er is niets gewijzigd. Wacht enkele seconden en probeer het opnieuw."],
    },
    NotExecuted: {
      title: "Deze pagina is verouderd",
      text: ["Er is niets gewijzigd. Laad de pagina opnieuw. Als dit weer gebeurt, laat het dan uw beheerder weten."],
    },
    Offline: {
      title: "U bent offline",
      text: ["Er is niets verzonden. Maak verbinding met het netwerk en probeer het opnieuw."],
    },
    Unreachable: {
      title: "De dienst reageert niet",
      text: ["Er is niets gewijzigd. Wacht enkele seconden en probeer het opnieuw. Als dit weer gebeurt, laat het dan uw beheerder weten."],
    },
  },

  signInProblem: {
    Declined: {
      title: "U bent niet aangemeld",
      text: ["De aanmelding is geannuleerd of uw bedrijf geeft u geen toegang tot deze pagina. Probeer het opnieuw of vraag het aan uw beheerder."],
    },
    Forged: {
      title: "Deze aanmelding is niet hier begonnen",
      text: ["Voor uw veiligheid is die genegeerd. Begin op deze pagina en gebruik één venster."],
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
      title: "De aanmelddienst van uw bedrijf reageert niet",
      text: [
        "Controleer uw netwerkverbinding en probeer het over enkele minuten opnieuw.",
        "Als het blijft mislukken, laat uw beheerder dan weten dat de aanmelddienst niet werkt of geen verzoeken van deze pagina toestaat.",
      ],
    },
    SecretRequired: {
      title: "De aanmelding is niet goed ingesteld",
      text: ["Laat uw beheerder weten dat de aanmelddienst een clientgeheim (client secret) vereist, dat een pagina niet geheim kan houden. Deze pagina moet als openbare client (single-page-applicatie) worden geregistreerd."],
    },
    Misconfigured: {
      title: "De aanmelding is niet goed ingesteld",
      text: ["Laat uw beheerder weten dat de aanmelddienst niet reageerde zoals het hoort."],
    },
    TooShort: {
      title: "De aanmelding is te kort geldig",
      text: ["Laat uw beheerder weten dat de tokens voor deze pagina minstens vijf minuten geldig moeten zijn, liever 15."],
    },
    NoStorage: {
      title: "Uw browser slaat niets op voor deze pagina",
      text: ["Om u aan te melden moet er even iets worden opgeslagen. Sta deze site toe om gegevens (cookies) in uw browser op te slaan en laad de pagina opnieuw. Of gebruik een andere browser."],
    },
  },

  sessionEnding: {
    title: "Meld u opnieuw aan",
    text: ["Uw sessie eindigt binnen drie minuten. Dat is te kort voor twee codes. Er is geen code verzonden. Meld u opnieuw aan en begin met twee nieuwe codes."],
  },
  notLoaded: {
    title: "De pagina is niet volledig geladen",
    text: ["Controleer uw netwerkverbinding en laad de pagina opnieuw."],
  },
  defect: {
    title: "Er is iets misgegaan op deze pagina",
    text: ["Als u codes hebt verzonden, probeer dan eerst of u zich met een nieuwe code bij AWS kunt aanmelden. Lukt dat niet, laad de pagina dan opnieuw. Als dat ook niet helpt, gebruik dan een andere of nieuwere browser."],
  },
  signedOut: {
    title: "U bent afgemeld",
    text: ["Uw sessie op deze pagina is gewist. Misschien bent u bij uw bedrijf nog aangemeld. Sluit daarom de browser als anderen die ook gebruiken."],
  },
};

export default words;
