// Italiano.

/** @type {import("./words-en.js").Words} */
const words = {
  name: "Risincronizzare il dispositivo MFA",

  signIn: "Accedi",
  signInAgain: "Accedi di nuovo",
  signOut: "Esci",
  next: "Avanti",
  resynchronize: "Risincronizza",
  startAgain: "Ricomincia con due nuovi codici",
  tryAgain: "Riprova",
  chooseAgain: "Scegli di nuovo il dispositivo",
  signInToAws: "Accedi ad AWS",
  reload: "Ricarica la pagina",
  otherDevice: "Scegli un altro dispositivo",
  otherPerson: "Aiuta un'altra persona",
  ownDevices: "Torna ai miei dispositivi",
  firstCodeLabel: "Primo codice",
  secondCodeLabel: "Secondo codice",
  userNameLabel: "Nome utente AWS",
  accountLabel: "Account AWS",
  account: "Account AWS {account}",
  language: "Lingua",
  copy: "Copia",
  copied: "Copiato",
  step: "Passo {number} di 2",
  deviceOf: "{device}, il dispositivo di {user}",
  virtualDevice: "App di autenticazione, aggiunta il {date}",
  hardwareDevice: "Token hardware, aggiunto il {date}",
  requestId: "Se chiede aiuto, indichi questo riferimento:",
  detail: "Per il Suo amministratore:",
  support: "Chi può aiutarLa: {support}",

  start: {
    title: "AWS non accetta i Suoi codici?",
    text: [
      "L'orologio della Sua app di autenticazione o del Suo token hardware, che AWS chiama dispositivo MFA, può sfasarsi. Allora AWS rifiuta i codici a sei cifre e non è possibile accedere ad AWS. Questa pagina regola AWS sull'orologio del Suo dispositivo.",
      "Se il dispositivo è un telefono, imposti prima data e ora su automatico e provi ancora una volta ad accedere ad AWS. Se funziona, non serve altro.",
      "Altrimenti prenda il dispositivo e circa due minuti di tempo. Acceda con il Suo account aziendale per iniziare.",
    ],
  },
  reloaded: "La pagina è stata ricaricata e ha dimenticato il Suo accesso e ogni codice non inviato.",
  blockedTitle: "E se l'accesso aziendale chiede lo stesso dispositivo?",
  blockedText: "Allora questa pagina non può aiutarLa. Il Suo amministratore può risincronizzare il dispositivo o registrarne uno nuovo.",

  busy: {
    load: "Caricamento della pagina.",
    signIn: "Accesso in corso.",
    devices: "Ricerca dei Suoi dispositivi.",
    send: "Invio dei due codici ad AWS. Richiede alcuni secondi.",
  },

  chooseDevice: {
    title: "Quale dispositivo?",
    text: ["Scelga il dispositivo i cui codici vengono rifiutati da AWS."],
  },
  chooseUser: {
    title: "Il dispositivo di chi?",
    text: [
      "Inserisca il nome utente AWS della persona i cui codici vengono rifiutati. Resti in contatto: servono due codici del suo dispositivo.",
    ],
  },
  firstCodeOfApp: {
    title: "Inserisca il codice della Sua app",
    text: [
      "Apra l'app di autenticazione e cerchi la voce per AWS. AWS chiama il dispositivo {device}. Inserisca le sei cifre che l'app mostra ora.",
    ],
  },
  firstCodeOfToken: {
    title: "Inserisca il codice del Suo token",
    text: ["Prenda il token hardware {device} e inserisca le sei cifre che mostra ora."],
  },
  secondCode: {
    title: "Attenda un nuovo codice e lo inserisca",
    text: [
      "Inserisca il prossimo codice che il dispositivo mostra, entro 90 secondi dal primo.",
      "Se il token ha un pulsante, lo prema di nuovo dopo 30 secondi.",
    ],
  },
  newCodeWithin: "Nuovo codice entro {seconds} s",
  newCodeNow: "Il nuovo codice è arrivato",
  tooSlow: "Sono passati più di 90 secondi dal primo codice, che è stato quindi scartato. Non è stato inviato nulla. Inserisca il codice che il dispositivo mostra ora.",

  codeProblem: {
    Empty: "Inserisca le sei cifre che il dispositivo mostra.",
    Arn: "Questo è il nome di un dispositivo. Inserisca le sei cifre che il dispositivo mostra.",
    NotDigits: "Un codice ha solo le cifre da 0 a 9. Inserisca le sei cifre che il dispositivo mostra.",
    NotSixDigits: "Un codice ha sei cifre; questo ne ha {count}. Inserisca tutte e sei le cifre che il dispositivo mostra.",
    TwoCodes: "Questi sono due codici. Inserisca solo quello nuovo.",
    SameCode: "È di nuovo il primo codice. Attenda che il dispositivo ne mostri uno nuovo e inserisca quello.",
  },
  userNameMissing: "Inserisca un nome utente AWS.",

  status: {
    Resynchronized: {
      title: "Il dispositivo funziona di nuovo",
      text: [
        "Attenda che mostri un nuovo codice. Acceda ad AWS con quel codice.",
        "Se in seguito AWS rifiuta di nuovo i codici ed è un telefono, imposti data e ora su automatico e torni qui.",
      ],
    },
    InvalidRequest: {
      title: "Qualcosa va corretto",
      text: ["Non è stato modificato nulla. Corregga quanto segue e inserisca due nuovi codici."],
    },
    ValidationError: {
      title: "AWS non accetta questi valori",
      text: ["Non è stato modificato nulla. Riprovi con due nuovi codici. Se succede di nuovo, chieda aiuto al Suo amministratore."],
    },
    NotAuthorized: {
      title: "Non è autorizzato a farlo",
      text: [
        "L'accesso è riuscito, ma il Suo account non può risincronizzare i dispositivi di questa persona. Chieda al Suo amministratore e acceda di nuovo quando sarà autorizzato.",
      ],
    },
    MethodNotAllowed: {
      title: "Questa pagina non è aggiornata",
      text: ["Non è stato modificato nulla. Ricarichi la pagina. Se succede di nuovo, avvisi il Suo amministratore."],
    },
    ConcurrentModification: {
      title: "Un'altra persona sta modificando questo utente",
      text: ["Qui non è stato modificato nulla. Attenda qualche minuto e riprovi con due nuovi codici."],
    },
    LimitExceeded: {
      title: "AWS non consente ora un'altra modifica",
      text: ["È stato raggiunto un limite dell'account AWS della Sua azienda e non è stato modificato nulla. Avvisi il Suo amministratore."],
    },
    SerialNumberRequired: {
      title: "Quale dispositivo?",
      text: ["Non è stato modificato nulla. Scelga il dispositivo i cui codici vengono rifiutati da AWS."],
    },
    CodesExpired: {
      title: "I codici sono troppo vecchi",
      text: ["Non è stato modificato nulla. Inserisca due nuovi codici, il secondo appena il dispositivo lo mostra."],
    },
    InvalidAuthenticationCode: {
      title: "AWS non ha accettato i codici",
      text: [
        "AWS non dice quale codice era sbagliato. Controlli che entrambi vengano da {device} e che nessun codice sia stato saltato tra i due.",
      ],
    },
    Throttling: {
      title: "AWS è occupato",
      text: ["Non è stato modificato nulla. Attenda alcuni secondi e riprovi con due nuovi codici."],
    },
    AccessDenied: {
      title: "Il servizio non è configurato del tutto",
      text: ["AWS non gli lascia fare ciò che deve e non è stato modificato nulla. Avvisi il Suo amministratore."],
    },
    InternalError: {
      title: "Qualcosa non va nel servizio",
      text: ["Non è stato modificato nulla. Avvisi il Suo amministratore."],
    },
    ServiceFailure: {
      title: "AWS ha un problema",
      text: ["Non è stato modificato nulla. Attenda qualche minuto e riprovi."],
    },
    Unavailable: {
      title: "AWS non è raggiungibile",
      text: ["Nessun codice è stato usato e non è stato modificato nulla. Attenda alcuni secondi e riprovi con due nuovi codici."],
    },
    OutcomeUnknown: {
      title: "Non è certo che abbia funzionato",
      text: ["AWS potrebbe aver accettato i codici, ma non è arrivata alcuna conferma. Provi prima ad accedere ad AWS con un nuovo codice. Se non riesce, ricominci con due nuovi codici."],
    },
  },

  refusedAgain: {
    title: "AWS non ha accettato i codici nemmeno questa volta",
    text: ["Controlli quanto segue, in quest'ordine, e ricominci:"],
  },
  checks: [
    "Il dispositivo: è {device} e non un vecchio telefono o un altro token?",
    "La voce: un'app può averne diverse. È quella dell'account AWS giusto?",
    "L'orologio: su un telefono, data e ora sono impostate su automatico?",
    "I codici: il secondo ha seguito direttamente il primo?",
  ],
  checksFailed: "Se non riesce ancora, chieda al Suo amministratore di registrare di nuovo il dispositivo.",

  reason: {
    User: {
      title: "AWS non conosce questo utente",
      text: ["Non esiste un utente AWS con questo nome. Controlli il nome o chieda al Suo amministratore."],
    },
    UserOrDevice: {
      title: "AWS non conosce questo dispositivo",
      text: ["Questo utente non esiste o non ha più questo dispositivo. Scelga di nuovo il dispositivo."],
    },
    Device: {
      title: "Non c'è alcun dispositivo MFA",
      text: ["Questo utente AWS non ha un dispositivo MFA, quindi non c'è nulla da risincronizzare. Chieda aiuto al Suo amministratore."],
    },
    TotpDevice: {
      title: "Questa pagina non può aiutare con il Suo dispositivo",
      text: ["Questo utente AWS ha solo chiavi di sicurezza, passkey o numeri di telefono. Non hanno un orologio che possa sfasarsi. Se uno viene rifiutato, chieda al Suo amministratore di registrarlo di nuovo."],
    },
  },

  own: {
    NotAuthorized: {
      title: "Il Suo account non è ancora collegato",
      text: [
        "L'accesso è riuscito, ma il Suo account aziendale non è collegato a un utente AWS. Chieda al Suo amministratore di collegarlo e acceda di nuovo.",
      ],
    },
    User: {
      title: "AWS non conosce questo utente",
      text: ["Il Suo account aziendale indica un utente AWS che non esiste. Avvisi il Suo amministratore."],
    },
  },

  violation: {
    Missing: "Manca un valore.",
    Length: "Il valore è troppo corto o troppo lungo.",
    Characters: "Il valore ha un carattere che lì non è ammesso.",
    Arn: "Questo è un ARN. Inserisca solo il nome: ciò che segue l'ultima barra.",
    NotSixDigits: "Un codice non ha sei cifre.",
    SameCodes: "Il secondo codice è uguale al primo. Attenda che il dispositivo ne mostri uno nuovo.",
    SecurityKey: "Questa è una chiave di sicurezza. Non ha un orologio che possa sfasarsi.",
    OtherAccount: "Il dispositivo appartiene a un altro account AWS.",
    Other: "Questo valore non è valido. Se non l'ha inserito Lei, ricarichi la pagina.",
  },
  field: {
    userName: "Nome utente",
    accountId: "Account AWS",
    serialNumber: "Dispositivo",
    authenticationCode1: "Primo codice",
    authenticationCode2: "Secondo codice",
  },

  noAnswer: {
    Unauthenticated: {
      title: "La Sua sessione è terminata",
      text: [
        "Non è stato modificato nulla. Acceda di nuovo e ricominci con due nuovi codici.",
        "Se succede subito dopo l'accesso, dica al Suo amministratore che l'API non accetta i token di questa pagina.",
      ],
    },
    Forbidden: {
      title: "La Sua azienda blocca questa richiesta",
      text: ["Non è stato modificato nulla. Dica al Suo amministratore che l'API ha rifiutato la richiesta."],
    },
    TooManyRequests: {
      title: "Molte persone stanno usando questa pagina",
      text: ["Non è stato modificato nulla. Attenda alcuni secondi e riprovi."],
    },
    NotExecuted: {
      title: "Questa pagina non è aggiornata",
      text: ["Non è stato modificato nulla. Ricarichi la pagina. Se succede di nuovo, avvisi il Suo amministratore."],
    },
    Offline: {
      title: "È offline",
      text: ["Non è stato inviato nulla. Si connetta alla rete e riprovi."],
    },
    Unreachable: {
      title: "Il servizio non risponde",
      text: ["Non è stato modificato nulla. Attenda alcuni secondi e riprovi. Se succede di nuovo, avvisi il Suo amministratore."],
    },
  },

  signInProblem: {
    Declined: {
      title: "Non ha effettuato l'accesso",
      text: ["L'accesso è stato annullato o la Sua azienda non Le permette di usare questa pagina. Riprovi o chieda al Suo amministratore."],
    },
    Forged: {
      title: "Questo accesso non è iniziato qui",
      text: ["Per la Sua sicurezza è stato ignorato. Inizi da questa pagina, in una sola finestra."],
    },
    Elsewhere: {
      title: "Acceda di nuovo",
      text: ["Questo accesso è iniziato in un'altra scheda o era già concluso. Non è stato modificato nulla."],
    },
    Expired: {
      title: "L'accesso è scaduto",
      text: ["È durato troppo o era già stato usato. Acceda di nuovo."],
    },
    Unreachable: {
      title: "L'accesso aziendale non risponde",
      text: [
        "Controlli la rete e riprovi tra qualche minuto.",
        "Se continua a non riuscire, dica al Suo amministratore che il servizio di accesso è fuori uso o non consente richieste da questa pagina.",
      ],
    },
    SecretRequired: {
      title: "L'accesso non è configurato correttamente",
      text: ["Dica al Suo amministratore che il servizio di accesso richiede un segreto del client, che una pagina non può custodire. Registri questa pagina come client pubblico (applicazione a pagina singola)."],
    },
    Misconfigured: {
      title: "L'accesso non è configurato correttamente",
      text: ["Dica al Suo amministratore che il servizio di accesso non ha risposto come dovrebbe."],
    },
    TooShort: {
      title: "L'accesso dura troppo poco",
      text: ["Dica al Suo amministratore che i token per questa pagina devono essere validi per almeno cinque minuti, meglio 15."],
    },
    NoStorage: {
      title: "Il browser non salva nulla per questa pagina",
      text: ["L'accesso ne ha bisogno per un momento. Consenta a questo sito di salvare dati (cookie) nel browser e ricarichi la pagina. Oppure usi un altro browser."],
    },
  },

  sessionEnding: {
    title: "Acceda di nuovo",
    text: ["La Sua sessione termina tra meno di tre minuti, troppo poco per due codici. Nessun codice è stato inviato. Acceda di nuovo e ricominci con due nuovi codici."],
  },
  notLoaded: {
    title: "La pagina non è stata caricata del tutto",
    text: ["Controlli la rete e ricarichi la pagina."],
  },
  defect: {
    title: "Qualcosa è andato storto in questa pagina",
    text: ["Se ha inviato dei codici, provi prima ad accedere ad AWS con un nuovo codice. Altrimenti ricarichi la pagina. Se non funziona ancora, usi un altro browser o uno più recente."],
  },
  signedOut: {
    title: "È uscito",
    text: ["Questa pagina ha dimenticato la Sua sessione. L'accesso aziendale potrebbe ancora riconoscerLa: chiuda il browser se lo usano altri."],
  },
};

export default words;
