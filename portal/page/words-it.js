// Italiano.

/** @type {import("./words-en.js").Words} */
const words = {
  name: "Risincronizza il tuo dispositivo MFA",

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
  step: "Passaggio {number} di 2",
  deviceOf: "{device} (utente {user})",
  virtualDevice: "App di autenticazione, aggiunta in data {date}",
  hardwareDevice: "Token hardware, aggiunto in data {date}",
  requestId: "Se chiedi aiuto, indica questo riferimento:",
  detail: "Per l'amministratore:",
  support: "Chi può aiutarti: {support}",

  start: {
    title: "AWS non accetta i tuoi codici?",
    text: [
      "L'orologio dell'app di autenticazione o del token hardware, che AWS chiama dispositivo MFA, può sfasarsi. In questo caso AWS rifiuta i codici a sei cifre e non puoi accedere ad AWS. Questa pagina allinea AWS all'orologio del tuo dispositivo.",
      "Se il dispositivo è un telefono, attiva prima data e ora automatiche e prova ancora una volta ad accedere ad AWS. Se funziona, non serve altro.",
      "Altrimenti prendi il dispositivo: servono circa due minuti. Per iniziare, accedi con il tuo account aziendale.",
    ],
  },
  reloaded: "La pagina è stata ricaricata e ha dimenticato il tuo accesso e tutti i codici non inviati. Se AWS aveva già accettato i tuoi codici, l'operazione resta valida.",
  blockedTitle: "E se l'accesso aziendale richiede lo stesso dispositivo?",
  blockedText: "In questo caso la pagina non può aiutarti. L'amministratore può risincronizzare il dispositivo o registrarne uno nuovo.",

  busy: {
    load: "Caricamento della pagina.",
    signIn: "Accesso in corso.",
    devices: "Ricerca dei tuoi dispositivi.",
    send: "Invio dei due codici ad AWS. Ci vuole qualche secondo.",
  },

  chooseDevice: {
    title: "Quale dispositivo?",
    text: ["Scegli il dispositivo i cui codici vengono rifiutati da AWS."],
  },
  chooseUser: {
    title: "Di chi è il dispositivo?",
    text: [
      "Inserisci il nome utente AWS della persona i cui codici vengono rifiutati. Resta in contatto con questa persona: servono due codici del suo dispositivo.",
    ],
  },
  firstCodeOfApp: {
    title: "Inserisci il codice della tua app",
    text: [
      "Apri l'app di autenticazione e cerca la voce per AWS. In AWS il dispositivo si chiama {device}. Inserisci le sei cifre che l'app mostra ora.",
    ],
  },
  firstCodeOfToken: {
    title: "Inserisci il codice del tuo token",
    text: ["Prendi il token hardware {device} e inserisci le sei cifre che mostra ora."],
  },
  secondCode: {
    title: "Attendi un nuovo codice e inseriscilo",
    text: [
      "Inserisci il codice successivo che il dispositivo mostra, entro 90 secondi dal primo.",
      "Se il token ha un pulsante, premilo di nuovo dopo 30 secondi.",
    ],
  },
  newCodeWithin: "Nuovo codice entro {seconds} s",
  newCodeNow: "Il nuovo codice è disponibile",
  tooSlow: "Sono passati più di 90 secondi dal primo codice, che è stato quindi scartato. Non è stato inviato nulla. Inserisci il codice che il dispositivo mostra ora.",

  codeProblem: {
    Empty: "Inserisci le sei cifre che il dispositivo mostra.",
    Arn: "Questo è il nome di un dispositivo. Inserisci le sei cifre che il dispositivo mostra.",
    NotDigits: "Un codice ha solo cifre da 0 a 9. Inserisci le sei cifre che il dispositivo mostra.",
    NotSixDigits: "Un codice ha sei cifre; questo ne ha {count}. Inserisci tutte e sei le cifre che il dispositivo mostra.",
    TwoCodes: "Questi sono due codici. Inserisci solo quello nuovo.",
    SameCode: "È di nuovo il primo codice. Attendi che il dispositivo ne mostri uno nuovo e inserisci quello.",
  },
  userNameMissing: "Inserisci un nome utente AWS.",

  status: {
    Resynchronized: {
      title: "Il dispositivo funziona di nuovo",
      text: [
        "Attendi che mostri un nuovo codice. Accedi ad AWS con quel codice.",
        "Se in seguito AWS rifiuta di nuovo i codici e il dispositivo è un telefono, attiva data e ora automatiche e risincronizzalo ancora una volta.",
      ],
    },
    InvalidRequest: {
      title: "C'è qualcosa da correggere",
      text: ["Non è stato modificato nulla. Correggi quanto segue e inserisci due nuovi codici."],
    },
    ValidationError: {
      title: "AWS non accetta questi valori",
      text: ["Non è stato modificato nulla. Riprova con due nuovi codici. Se succede di nuovo, chiedi aiuto all'amministratore."],
    },
    NotAuthorized: {
      title: "Non hai l'autorizzazione",
      text: [
        "L'accesso è riuscito, ma il tuo account non è autorizzato a risincronizzare i dispositivi di questa persona. Rivolgiti all'amministratore e accedi di nuovo quando l'account sarà autorizzato.",
      ],
    },
    MethodNotAllowed: {
      title: "Questa pagina non è aggiornata",
      text: ["Non è stato modificato nulla. Ricarica la pagina. Se succede di nuovo, avvisa l'amministratore."],
    },
    ConcurrentModification: {
      title: "Un'altra persona sta modificando questo utente",
      text: ["Qui non è stato modificato nulla. Attendi qualche minuto e riprova con due nuovi codici."],
    },
    LimitExceeded: {
      title: "Per ora AWS non consente altre modifiche",
      text: ["È stato raggiunto un limite dell'account AWS della tua azienda e non è stato modificato nulla. Avvisa l'amministratore."],
    },
    SerialNumberRequired: {
      title: "Quale dispositivo?",
      text: ["Non è stato modificato nulla. Scegli il dispositivo i cui codici vengono rifiutati da AWS."],
    },
    CodesExpired: {
      title: "I codici sono troppo vecchi",
      text: ["Non è stato modificato nulla. Inserisci due nuovi codici, il secondo appena il dispositivo lo mostra."],
    },
    InvalidAuthenticationCode: {
      title: "AWS non ha accettato i codici",
      text: [
        "AWS non dice quale codice fosse sbagliato. Controlla che entrambi provenissero dal dispositivo {device}, che nessun codice sia stato saltato tra i due e che nel frattempo nessuno abbia modificato l'orologio del dispositivo.",
      ],
    },
    Throttling: {
      title: "AWS è occupato",
      text: ["Non è stato modificato nulla. Attendi alcuni secondi e riprova con due nuovi codici."],
    },
    AccessDenied: {
      title: "La configurazione del servizio non è completa",
      text: ["AWS gli nega un'autorizzazione necessaria e non è stato modificato nulla. Avvisa l'amministratore."],
    },
    InternalError: {
      title: "C'è un problema nel servizio",
      text: ["Non è stato modificato nulla. Avvisa l'amministratore."],
    },
    ServiceFailure: {
      title: "AWS ha un problema",
      text: ["Non è stato modificato nulla. Attendi qualche minuto e riprova."],
    },
    Unavailable: {
      title: "AWS non è raggiungibile",
      text: ["Nessun codice è stato usato e non è stato modificato nulla. Attendi alcuni secondi e riprova con due nuovi codici."],
    },
    OutcomeUnknown: {
      title: "Non è certo che abbia funzionato",
      text: ["AWS potrebbe aver accettato i codici, ma non è arrivata alcuna conferma. Prova prima ad accedere ad AWS con un nuovo codice. Se non riesci, ricomincia con due nuovi codici."],
    },
  },

  refusedAgain: {
    title: "AWS ha rifiutato di nuovo i codici",
    text: ["Controlla questi punti, in quest'ordine, e ricomincia:"],
  },
  checks: [
    "Il dispositivo: è proprio {device} e non un vecchio telefono o un altro token?",
    "La voce: un'app può averne diverse. È quella dell'account AWS giusto?",
    "L'orologio: su un telefono, sono attive data e ora automatiche?",
    "I codici: il secondo seguiva subito il primo?",
  ],
  checksFailed: "Se ancora non funziona, chiedi all'amministratore di registrare di nuovo il dispositivo.",

  reason: {
    User: {
      title: "AWS non conosce questo utente",
      text: ["Non esiste un utente AWS con questo nome. Controlla il nome o rivolgiti all'amministratore."],
    },
    UserOrDevice: {
      title: "AWS non conosce questo dispositivo",
      text: ["Questo utente non esiste o non ha più questo dispositivo. Scegli di nuovo il dispositivo."],
    },
    Device: {
      title: "Non c'è alcun dispositivo MFA",
      text: ["Questo utente AWS non ha un dispositivo MFA, quindi non c'è nulla da risincronizzare. Chiedi aiuto all'amministratore."],
    },
    TotpDevice: {
      title: "Questa pagina non può aiutarti con questo dispositivo",
      text: ["Questo utente AWS ha solo chiavi di sicurezza, passkey o numeri di telefono. Non hanno un orologio che possa sfasarsi. Se uno viene rifiutato, chiedi all'amministratore di registrarlo di nuovo."],
    },
  },

  own: {
    NotAuthorized: {
      title: "Il tuo account non è ancora collegato",
      text: [
        "L'accesso è riuscito, ma il tuo account aziendale non è collegato a un utente AWS. Chiedi all'amministratore di collegarlo e accedi di nuovo.",
      ],
    },
    User: {
      title: "AWS non conosce questo utente",
      text: ["Il tuo account aziendale indica un utente AWS che non esiste. Avvisa l'amministratore."],
    },
  },

  violation: {
    Missing: "Manca un valore.",
    Length: "Il valore è troppo corto o troppo lungo.",
    Characters: "Il valore contiene un carattere non ammesso.",
    Arn: "Questo è un ARN. Inserisci solo il nome: ciò che segue l'ultima barra.",
    NotSixDigits: "Il codice non ha sei cifre.",
    SameCodes: "Il secondo codice è uguale al primo. Attendi che il dispositivo ne mostri uno nuovo.",
    SecurityKey: "Questa è una chiave di sicurezza. Non ha un orologio che possa sfasarsi.",
    OtherAccount: "Il dispositivo appartiene a un altro account AWS.",
    Other: "Questo valore non è valido. Se non l'hai inserito tu, ricarica la pagina.",
  },
  field: {
    userName: "Nome utente",
    accountId: "Account AWS",
    serialNumber: "Dispositivo",
    authenticationCode1: "Primo codice",
    authenticationCode2: "Secondo codice",
  },
  fieldProblem: "{field}: {problem}",

  noAnswer: {
    Unauthenticated: {
      title: "La tua sessione è terminata",
      text: [
        "Non è stato modificato nulla. Accedi di nuovo e ricomincia con due nuovi codici.",
        "Se succede subito dopo l'accesso, comunica all'amministratore che l'API non accetta i token di questa pagina.",
      ],
    },
    Forbidden: {
      title: "La tua azienda blocca questa richiesta",
      text: ["Non è stato modificato nulla. Comunica all'amministratore che l'API ha rifiutato la richiesta."],
    },
    TooManyRequests: {
      title: "Molte persone stanno usando questa pagina",
      text: ["Non è stato modificato nulla. Attendi alcuni secondi e riprova."],
    },
    NotExecuted: {
      title: "Questa pagina non è aggiornata",
      text: ["Non è stato modificato nulla. Ricarica la pagina. Se succede di nuovo, avvisa l'amministratore."],
    },
    Offline: {
      title: "Sei offline",
      text: ["Non è stato inviato nulla. Connettiti alla rete e riprova."],
    },
    Unreachable: {
      title: "Il servizio non risponde",
      text: ["Non è stato modificato nulla. Attendi alcuni secondi e riprova. Se succede di nuovo, avvisa l'amministratore."],
    },
  },

  signInProblem: {
    Declined: {
      title: "Accesso non effettuato",
      text: ["L'accesso è stato annullato o la tua azienda non ti permette di usare questa pagina. Riprova o rivolgiti all'amministratore."],
    },
    Forged: {
      title: "Questo accesso non è iniziato qui",
      text: ["Per la tua sicurezza è stato ignorato. Inizia da questa pagina, in una sola finestra."],
    },
    Elsewhere: {
      title: "Accedi di nuovo",
      text: ["Questo accesso è iniziato in un'altra scheda o era già concluso. Non è stato modificato nulla."],
    },
    Expired: {
      title: "L'accesso è scaduto",
      text: ["Ha richiesto troppo tempo o era già stato usato. Accedi di nuovo."],
    },
    Unreachable: {
      title: "Il servizio di accesso aziendale non risponde",
      text: [
        "Controlla la rete e riprova tra qualche minuto.",
        "Se il problema continua, comunica all'amministratore che il servizio di accesso non funziona o non consente richieste da questa pagina.",
      ],
    },
    SecretRequired: {
      title: "L'accesso non è configurato correttamente",
      text: ["Comunica all'amministratore che il servizio di accesso richiede un segreto del client, che una pagina non può custodire: occorre registrare questa pagina come client pubblico (applicazione a pagina singola)."],
    },
    Misconfigured: {
      title: "L'accesso non è configurato correttamente",
      text: ["Comunica all'amministratore che il servizio di accesso non ha risposto come dovrebbe."],
    },
    TooShort: {
      title: "L'accesso dura troppo poco",
      text: ["Comunica all'amministratore che i token per questa pagina devono essere validi per almeno cinque minuti, meglio 15."],
    },
    NoStorage: {
      title: "Il browser non salva nulla per questa pagina",
      text: ["Serve per l'accesso, solo per un momento. Consenti a questo sito di salvare dati (cookie) nel browser e ricarica la pagina, oppure usa un altro browser."],
    },
  },

  sessionEnding: {
    title: "Accedi di nuovo",
    text: ["La tua sessione termina tra meno di tre minuti: troppo poco per due codici. Nessun codice è stato inviato. Accedi di nuovo e ricomincia con due nuovi codici."],
  },
  notLoaded: {
    title: "La pagina non si è caricata del tutto",
    text: ["Controlla la rete e ricarica la pagina."],
  },
  defect: {
    title: "Si è verificato un problema in questa pagina",
    text: ["Se hai inviato dei codici, prova prima ad accedere ad AWS con un nuovo codice. Altrimenti ricarica la pagina. Se ancora non funziona, usa un altro browser o una versione più recente."],
  },
  signedOut: {
    title: "Disconnessione effettuata",
    text: ["Questa pagina ha dimenticato la tua sessione. Il servizio di accesso aziendale potrebbe ancora riconoscerti: chiudi il browser se lo usano altre persone."],
  },
};

export default words;
